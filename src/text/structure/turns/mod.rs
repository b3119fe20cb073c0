//! What somebody says at a time, the entry of a day, a row: the blocks that are one unit, with what is said of them.

pub mod speakers;
pub mod turn;

use super::blocks::{BlockId, Structure};
use super::genre::Genre;
use super::kind::Kind;
use crate::units::{Byte, ByteSpan, Slice};
use speakers::Head;
use std::collections::BTreeMap;
use turn::{Said, Turn};

impl Structure {
    /// Returns what turns say of ranges.
    pub fn said(&self, spans: &[ByteSpan]) -> Said {
        let mut said = Said::default();
        let within = |turn: &&Turn| {
            let mut blocks = turn.blocks.clone().filter_map(|id| self.block(id));
            blocks.any(|block| block.parts.iter().any(|part| spans.iter().any(|span| span.overlaps(part.span))))
        };
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return said };
        let from = self.block_at(first.start).unwrap_or(0);
        let from = self.turns.partition_point(|turn| turn.blocks.end <= from);
        let starts = |turn: &&Turn| self.block(turn.blocks.start).is_some_and(|block| block.start() < last.end);
        for turn in self.turns.get(from..).unwrap_or_default().iter().take_while(starts).filter(within) {
            said.add(turn);
        }
        said
    }

    /// Returns the turn that a block belongs to.
    pub fn turn(&self, id: BlockId) -> Option<&Turn> {
        let n = self.turns.partition_point(|turn| turn.blocks.end <= id);
        self.turns.get(n).filter(|turn| turn.blocks.contains(&id))
    }

    /// Returns where a block only says who speaks and when, or has a mark of what it is: it is set pale.
    pub fn quiet(&self, id: BlockId) -> ByteSpan {
        let Some(block) = self.block(id) else { return ByteSpan::default() };
        let own = ByteSpan::new(block.start(), block.end());
        match self.turn(id) {
            Some(turn) if turn.head.overlaps(own) => turn.head,
            Some(turn) if block.kind == Kind::Other && turn.row == 0 => own,
            _ => ByteSpan::new(own.start, own.start + block.markup),
        }
    }

    /// Tells whether a block is the date that heads an entry.
    pub fn heads_entry(&self, id: BlockId) -> bool {
        self.genre == Genre::Entries && self.turn(id).is_some_and(|turn| turn.blocks.start == id)
    }

    /// Calls speakers by other names; who was said to speak at a position does so in its turn.
    pub fn name_speakers(&mut self, names: &[(String, String)], at: &[(Byte, String)]) {
        for turn in &mut self.turns {
            if let Some((_, name)) = names.iter().rev().find(|(from, _)| *from == turn.speaker) {
                name.clone_into(&mut turn.speaker);
            }
        }
        for (at, name) in at {
            let block = self.block_at(*at).unwrap_or(usize::MAX);
            let n = self.turns.partition_point(|turn| turn.blocks.end <= block);
            if let Some(turn) = self.turns.get_mut(n).filter(|turn| turn.blocks.contains(&block)) {
                name.clone_into(&mut turn.speaker);
            }
        }
    }

    /// Tells whether a unit begins with a block: a turn, or what stands by itself.
    pub fn begins_unit(&self, id: BlockId) -> bool {
        match self.turn(id) {
            Some(turn) => turn.blocks.start == id,
            None => self.block(id).is_some_and(|block| !block.solid),
        }
    }
}

/// Finds the turns of a text of a genre that has them, and sets close what belongs together.
pub fn find(text: &str, structure: &mut Structure) {
    let turns = match structure.genre {
        Genre::Interview | Genre::Chat | Genre::Subtitle => spoken(text, structure),
        Genre::Entries => entries(text, structure),
        Genre::Lines | Genre::Table => rows(structure),
        _ => Vec::new(),
    };
    structure.turns = turns;
    bind(structure);
}

/// The text of a block, of one that was put together its first part.
fn line<'t>(text: &'t str, structure: &Structure, id: BlockId) -> &'t str {
    let part = structure.block(id).and_then(|block| block.parts.first());
    part.map_or("", |part| text.slice(part.span))
}

/// The most code points of a name that is seen once.
const ONCE: usize = 6;

/// What stands before a colon ends so where somebody's words are told, or something is listed.
const TELLS: &[char] =
    &['说', '說', '道', '是', '曰', '想', '下', '为', '為', '即', '有', '讲', '講', '写', '寫', '称', '稱', '示', '出'];

/// Names that stand before a colon are speakers if they speak more than once, or nothing shows that they are none: what
/// stands above the first of the others says of the text what it is.
fn names(text: &str, structure: &Structure) -> impl Fn(BlockId, &str) -> bool + use<> {
    let mut times: BTreeMap<String, (BlockId, usize)> = BTreeMap::new();
    for id in 0..structure.blocks.len() {
        if let Some(Head { name, .. }) = speakers::head(line(text, structure, id)) {
            times.entry(name).or_insert((id, 0)).1 += 1;
        }
    }
    let again = times.iter().filter(|(name, (_, count))| *count > 1 && !name.is_empty());
    let first = again.map(|(_, (id, _))| *id).min().unwrap_or(0);
    let plain = |name: &str| name.chars().nth(ONCE).is_none() && !name.ends_with(TELLS);
    move |id, name| {
        times.get(name).is_some_and(|(_, count)| *count > 1 || id > first && plain(name) || first == 0 && plain(name))
    }
}

/// Finds turns and messages: each begins with who speaks, or when.
fn spoken(text: &str, structure: &Structure) -> Vec<Turn> {
    let speaks = names(text, structure);
    let mut found: Vec<Turn> = Vec::new();
    let mut day = String::new();
    let cued = structure.genre == Genre::Subtitle;
    for (id, block) in structure.blocks.iter().enumerate() {
        let line = line(text, structure, id);
        let goes_on = |turn: &&mut Turn| turn.blocks.end == id;
        if !block.solid && speakers::is_dated(line) && block.kind == Kind::Other {
            line.clone_into(&mut day);
            continue;
        }
        let head =
            speakers::head(line).filter(|head| head.told == 0 || !head.time.is_empty() || speaks(id, &head.name));
        let said = matches!(block.kind, Kind::Body | Kind::Other);
        match (head.filter(|_| said), found.last_mut().filter(goes_on)) {
            // Lines of one cue: its number, its time, who speaks.
            (Some(head), Some(last)) if block.solid => {
                last.take(head, block.start());
                last.blocks.end = id + 1;
            }
            (Some(head), _) => {
                let mut turn = Turn { blocks: id..id + 1, entry: day.clone(), ..Turn::default() };
                turn.take(head, block.start());
                found.push(turn);
            }
            // What a cue is numbered or called begins it.
            (None, _) if cued && !block.solid => found.push(Turn { blocks: id..id + 1, ..Turn::default() }),
            (None, Some(last)) if said => last.blocks.end = id + 1,
            (None, _) => {}
        }
    }
    found
}

/// Finds the entries below their dates.
fn entries(text: &str, structure: &Structure) -> Vec<Turn> {
    let mut found: Vec<Turn> = Vec::new();
    for id in 0..structure.blocks.len() {
        let line = line(text, structure, id);
        let heads = structure.block(id).is_some_and(|block| block.kind != Kind::Body || block.parts.len() == 1);
        if heads && speakers::is_dated(line) {
            let entry = line.trim().to_owned();
            found.push(Turn { blocks: id..id + 1, entry, ..Turn::default() });
        } else if let Some(last) = found.last_mut() {
            last.blocks.end = id + 1;
        }
    }
    found
}

/// Every block of text is a row.
fn rows(structure: &Structure) -> Vec<Turn> {
    let cells = structure.genre == Genre::Table;
    let is_row = |kind: Kind| kind == Kind::Body || cells && kind == Kind::Other;
    let told = structure.blocks.iter().enumerate().filter(|(_, block)| is_row(block.kind));
    let row = |(n, (id, _)): (usize, (BlockId, _))| Turn { blocks: id..id + 1, row: n + 1, ..Turn::default() };
    told.enumerate().map(row).collect()
}

/// Sets close what stands close in the source and belongs together: verses, the rows of a table, what is said below
/// its head.
fn bind(structure: &mut Structure) {
    let genre = structure.genre;
    let turned = matches!(genre, Genre::Interview | Genre::Chat);
    if !turned && !matches!(genre, Genre::Verse | Genre::Table) {
        return;
    }
    for id in 1..structure.blocks.len() {
        let (Some(above), Some(block)) = (structure.block(id - 1), structure.block(id)) else { continue };
        let end = above.parts.last().map_or(0, |part| part.line + part.lines);
        let close = block.parts.first().is_some_and(|part| part.line == end);
        let told = |kind: Kind| matches!(kind, Kind::Body | Kind::Other);
        let alike = above.article == block.article && told(above.kind) && told(block.kind);
        let inside = !turned || structure.turn(id).is_some_and(|turn| turn.blocks.start < id);
        if close
            && alike
            && inside
            && let Some(block) = structure.blocks.get_mut(id)
        {
            block.solid = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Correction, Ruling, View};
    use super::*;

    fn read(text: &str) -> Structure {
        Structure::new(text, false, &[], View::Reading)
    }

    fn told(text: &str) -> Vec<(String, String, usize)> {
        read(text).turns.into_iter().map(|turn| (turn.speaker, turn.time, turn.blocks.len())).collect()
    }

    fn turn(speaker: &str, time: &str, blocks: usize) -> (String, String, usize) {
        (speaker.to_owned(), time.to_owned(), blocks)
    }

    #[test]
    fn who_speaks_and_when_is_read_from_heads_of_any_shape() {
        let heads = "说话人 1  00:00:05\n水是哪年通的？\n\n说话人 2  00:01:05\n前年秋天。\n那天全村都来了。\n\n说话人 1  00:02:05\n后来呢？\n";
        let wanted =
            [turn("说话人 1", "00:00:05", 2), turn("说话人 2", "00:01:05", 3), turn("说话人 1", "00:02:05", 2)];
        assert_eq!(told(heads), wanted);
        let inline = "[00:00:27] 访员：水是哪年通的？\n[00:00:58] 船工甲：前年秋天。\n[00:01:36] 访员：那天有谁在？\n[00:02:10] 船工甲：都在。\n";
        let wanted = [
            turn("访员", "00:00:27", 1),
            turn("船工甲", "00:00:58", 1),
            turn("访员", "00:01:36", 1),
            turn("船工甲", "00:02:10", 1),
        ];
        assert_eq!(told(inline), wanted);
        let named = "主持人：\n水是哪年通的？\n老赵：\n前年秋天。\n主持人：\n后来呢？\n老赵：\n后来天天有水。\n";
        assert_eq!(told(named)[1], turn("老赵", "", 2));
        let cues = "1\n00:00:01,000 --> 00:00:03,000\n甲某: 水来了。\n\n2\n00:00:03,000 --> 00:00:05,000\n快看。\n";
        assert_eq!(told(cues), [turn("甲某", "00:00:01,000", 3), turn("", "00:00:03,000", 3)]);
    }

    #[test]
    fn messages_have_their_day_and_entries_their_date() {
        let chat = "2025-03-04\n\n阿木 09:12:33\n早，昨天的表谁改的？\n\n小河 09:13:05\n我改的\n另外合计那行也不对\n\n2025-03-05\n\n阿木 08:01:00\n好了\n";
        let structure = read(chat);
        assert_eq!(structure.genre, Genre::Chat);
        let days: Vec<&str> = structure.turns.iter().map(|turn| turn.entry.as_str()).collect();
        assert_eq!(days, ["2025-03-04", "2025-03-04", "2025-03-05"]);
        let second = structure.turns[1].blocks.clone();
        assert_eq!(structure.unit(second.start + 2), second);
        assert!(second.clone().skip(1).all(|id| structure.block(id).unwrap().solid));
        let diary =
            "2024年1月3日 星期三 晴\n\n今天去了老街。\n\n人不多。\n\n2024年1月4日 星期四 阴\n\n下雨，在家读书。\n";
        let entries: Vec<(String, usize)> =
            read(diary).turns.into_iter().map(|turn| (turn.entry, turn.blocks.len())).collect();
        assert_eq!(entries, [("2024年1月3日 星期三 晴".to_owned(), 3), ("2024年1月4日 星期四 阴".to_owned(), 2)]);
    }

    #[test]
    fn rows_are_numbered_and_stanzas_stand_close() {
        let told = |text: &str, genre| {
            let told = Correction { spans: Vec::new(), ruling: Ruling::Genre(genre) };
            Structure::new(text, false, &[told], View::Reading)
        };
        let table = told("编号\t意见\n001\t电梯老坏\n002\t停车难\n", Genre::Table);
        assert_eq!(table.turns.iter().map(|turn| turn.row).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!((table.unit(1), table.blocks[1].solid), (1..2, true));
        let verse = told("夜行\n\n我走过一条没有灯的街\n月亮停了一会儿\n\n没有人说话\n只有一只猫\n", Genre::Verse);
        let close: Vec<bool> = verse.blocks.iter().map(|block| block.solid).collect();
        assert_eq!(close, [false, false, true, false, true]);
        assert!(verse.turns.is_empty() && verse.begins_unit(3) && !verse.begins_unit(4));
    }

    #[test]
    fn a_passage_over_two_turns_has_both_speakers() {
        let text = "访员：后来呢？\n老赵：先修渠，再种树。\n访员：再后来？\n老赵：水就通了。\n";
        let structure = read(text);
        let span = |from: &str, to: &str| {
            let (from, to) = (text.find(from).unwrap(), text.find(to).unwrap() + to.len());
            vec![ByteSpan::at(from, to)]
        };
        assert_eq!(structure.said(&span("先修渠", "种树")).speaker, "老赵");
        assert_eq!(structure.said(&span("种树", "再后来")).get("说话人"), Some("老赵; 访员"));
        assert_eq!(structure.said(&span("后来呢", "水就通了")).speaker, "访员; 老赵");
        assert_eq!(structure.said(&[]), Said::default());
    }

    #[test]
    fn what_is_told_in_a_turn_begins_none() {
        let text = "访员：后来呢？\n老赵：他说：先修渠。\n结果是：渠修好了。\n访员：再后来？\n老赵：水就通了。\n";
        let speakers: Vec<String> = read(text).turns.into_iter().map(|turn| turn.speaker).collect();
        assert_eq!(speakers, ["访员", "老赵", "访员", "老赵"]);
    }
}

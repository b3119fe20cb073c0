//! The structure of a text whose format says what its blocks are. Nothing is guessed and nothing moves; what a person
//! corrected wins here as elsewhere.

use super::blocks::Structure;
use super::correct::{self, Correction};
use super::form::Form;
use super::gather;
use super::genre::Genre;
use super::judge::Judged;
use super::kind::{Kind, View};
use super::lines::Line;
use super::marks;
use super::turns::turn::Turn;
use crate::text::source::given::{Given, Layout, Role, Sort};
use crate::units::{ByteSpan, Slice};

/// As many numbered headings of the first level begin articles, where the format itself says of none that it does.
const CHAPTERS: usize = 2;

impl Structure {
    /// Makes the structure that a format gives, with what a person corrected. Nothing, if the format only knows lines:
    /// they are judged as those of a plain text.
    pub fn given(text: &str, layout: &Layout, corrections: &[Correction], view: View) -> Option<Self> {
        let told = correct::genre(corrections);
        if layout.sort == Sort::Lines || told.is_some() {
            return None;
        }
        let mut judged = lines(text, layout);
        correct::kinds(&mut judged, corrections);
        correct::articles(&mut judged, corrections);
        let structure = gather::gather(text, &judged, Form::default(), view);
        let genre = match layout.sort {
            Sort::Book => Genre::Book,
            Sort::Subtitle => Genre::Subtitle,
            Sort::Chat => Genre::Chat,
            Sort::Table => Genre::Table,
            Sort::Text | Sort::Lines if structure.has_chapters() => Genre::Book,
            Sort::Text | Sort::Lines => Genre::Article,
        };
        let mut structure = Self { genre, ..structure };
        if layout.sort == Sort::Chat {
            days(&mut structure, layout);
        }
        structure.turns = turns(&structure, layout);
        Some(structure)
    }
}

/// Messages of a day are an article, and the day is its title.
fn days(structure: &mut Structure, layout: &Layout) {
    for given in layout.blocks.iter().filter(|given| given.begins) {
        let block = structure.block_at(given.span.start).and_then(|id| structure.block(id));
        let article = block.and_then(|block| block.article.checked_sub(1));
        if let Some(article) = article.and_then(|n| structure.articles.get_mut(n)) {
            given.time.split(' ').next().unwrap_or_default().clone_into(&mut article.title);
        }
    }
}

/// Returns what is one unit with who speaks and when: a cue, a message, a row of the table.
fn turns(structure: &Structure, layout: &Layout) -> Vec<Turn> {
    let spoken = matches!(layout.sort, Sort::Subtitle | Sort::Chat);
    if !spoken && layout.sort != Sort::Table {
        return Vec::new();
    }
    let mut found: Vec<Turn> = Vec::new();
    let mut given = layout.blocks.iter();
    let mut next = given.next();
    for (id, block) in structure.blocks.iter().enumerate() {
        while next.is_some_and(|given| given.span.end <= block.start()) {
            next = given.next();
        }
        let Some(given) = next.filter(|given| given.role != Role::Furniture) else { continue };
        let begins = if spoken { given.span.start == block.start() } else { block.kind == Kind::Title };
        match found.last_mut().filter(|turn| turn.blocks.end == id && !begins) {
            Some(turn) => turn.blocks.end = id + 1,
            None => found.push(Turn {
                blocks: id..id + 1,
                speaker: given.speaker.clone(),
                time: given.time.clone(),
                entry: if spoken { String::new() } else { given.place.clone() },
                row: if spoken { 0 } else { found.len() + 1 },
                head: ByteSpan::default(),
            }),
        }
    }
    found
}

fn kind(role: Role) -> Kind {
    match role {
        Role::Title => Kind::Title,
        Role::Section => Kind::Section,
        Role::Body | Role::Verse => Kind::Body,
        Role::Caption => Kind::Caption,
        Role::Byline => Kind::Byline,
        Role::Rubric => Kind::Rubric,
        Role::Row | Role::Note | Role::Furniture => Kind::Other,
    }
}

/// Returns each block as a line that has been judged: verses and what has line ends inside a line of the source each.
fn lines(text: &str, layout: &Layout) -> Vec<Judged> {
    let chapters = chapters(text, &layout.blocks);
    let mut found: Vec<Judged> = Vec::with_capacity(layout.blocks.len());
    let (mut number, mut at, mut article, mut read) = (1, 0, 0, false);
    let mut above = None;
    for given in &layout.blocks {
        // Rows stand close to each other, as lines of one block do.
        let row = above.replace(given.role) == Some(Role::Row) && given.role == Role::Row;
        let begins = given.begins || chapters && given.role == Role::Section && given.level == 1;
        article += usize::from(article == 0 || begins && read);
        read = if begins { given.role != Role::Furniture } else { read || given.role != Role::Furniture };
        let mut start = given.span.start.0;
        for (n, raw) in text.slice(given.span).split('\n').enumerate() {
            let line = raw.trim();
            let from = start + (raw.len() - raw.trim_start().len());
            start += raw.len() + 1;
            if line.is_empty() {
                continue;
            }
            let passed = text.slice(ByteSpan::at(at, from)).matches('\n').count();
            (number, at) = (number + passed, from);
            let span = ByteSpan::at(from, from + line.len());
            let kind = match kind(given.role) {
                Kind::Section if begins => Kind::Title,
                kind => kind,
            };
            let article = if given.role == Role::Furniture { 0 } else { article };
            found.push(judged(
                Line { span, number, lines: 1, before: usize::from(n == 0), after: 0, indent: 0, last: false },
                kind,
                article,
                given,
                n > 0 || row,
            ));
        }
    }
    found
}

fn judged(line: Line, kind: Kind, article: usize, given: &Given, solid: bool) -> Judged {
    let level = if matches!(kind, Kind::Section | Kind::Title) { given.level.max(1) } else { 0 };
    Judged {
        line,
        kind,
        level,
        markup: 0,
        fenced: false,
        page: given.role == Role::Furniture,
        edge: None,
        begins: given.begins,
        solid,
        article,
        placed: true,
        doubtful: false,
        corrected: false,
        joins: Some(false),
        gap: None,
        repeated: None,
    }
}

/// Tells whether the headings of the first level begin articles: they are numbered as chapters are, and no more than one
/// article begins by the format's own word.
fn chapters(text: &str, blocks: &[Given]) -> bool {
    let heads: Vec<&Given> = blocks.iter().filter(|given| given.role == Role::Section && given.level == 1).collect();
    let begun = blocks.iter().filter(|given| given.begins).count();
    let numbered = heads.iter().filter(|head| marks::chapter(text.slice(head.span)).is_some()).count();
    begun <= 1 && numbered >= CHAPTERS && numbered * 2 >= heads.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::composer::Composer;
    use crate::text::structure::Ruling;

    /// Composes blocks: role, level, text; and reads their structure.
    fn read(sort: Sort, blocks: &[(Role, u8, &str)], corrections: &[Correction]) -> (String, Structure) {
        let (text, layout) = composed(sort, blocks);
        let structure = Structure::given(&text, &layout, corrections, View::Reading).unwrap();
        (text, structure)
    }

    fn composed(sort: Sort, blocks: &[(Role, u8, &str)]) -> (String, Layout) {
        let mut composer = Composer::new(("made", 1), sort);
        for (role, level, text) in blocks {
            composer.begin(*role, *level, "");
            composer.spoken("甲", "00:01");
            composer.push(text);
        }
        let (text, layout, ..) = composer.finish();
        (text, layout)
    }

    fn told(structure: &Structure) -> Vec<(Kind, usize, bool)> {
        structure.blocks.iter().map(|block| (block.kind, block.article, block.solid)).collect()
    }

    #[test]
    fn what_a_format_says_is_what_it_is() {
        let blocks = [
            (Role::Furniture, 0, "首页"),
            (Role::Title, 0, "修渠"),
            (Role::Body, 0, "水来了，"),
            (Role::Row, 0, "村\t渠"),
            (Role::Row, 0, "上坝\t7"),
            (Role::Verse, 0, "月亮停了\n没有人说话"),
            (Role::Note, 0, "据县志。"),
            (Role::Title, 0, "种树"),
            (Role::Body, 0, "树活了。"),
        ];
        let (_, structure) = read(Sort::Text, &blocks, &[]);
        let wanted = [
            (Kind::Other, 0, false),
            (Kind::Title, 1, false),
            (Kind::Body, 1, false),
            (Kind::Other, 1, false),
            (Kind::Other, 1, true),
            (Kind::Body, 1, false),
            (Kind::Body, 1, true),
            (Kind::Other, 1, false),
            (Kind::Title, 2, false),
            (Kind::Body, 2, false),
        ];
        assert_eq!(told(&structure), wanted);
        let titles: Vec<&str> = structure.articles.iter().map(|article| article.title.as_str()).collect();
        assert_eq!((titles, structure.page.len()), (vec!["修渠", "种树"], 1));
        let lines: Vec<usize> = structure.parts().map(|(_, part)| part.line).collect();
        assert_eq!(lines, [1, 3, 5, 7, 8, 10, 11, 13, 15, 17]);
    }

    #[test]
    fn numbered_headings_are_chapters_where_the_format_names_none() {
        let heads = |first: &'static str, second: &'static str| {
            let body = (Role::Body, 0, "水来了。");
            let blocks = [(Role::Section, 1, first), body, (Role::Section, 1, second), body];
            read(Sort::Text, &blocks, &[]).1.articles.len()
        };
        assert_eq!([heads("第一章 水", "第二章 树"), heads("一、水", "二、树")], [2, 1]);
    }

    #[test]
    fn cues_are_turns_and_rows_have_numbers() {
        let (_, cues) = read(Sort::Subtitle, &[(Role::Body, 0, "水来了。\n快看。"), (Role::Body, 0, "好。")], &[]);
        let turns: Vec<_> = cues.turns.iter().map(|turn| (turn.blocks.clone(), &*turn.speaker, &*turn.time)).collect();
        assert_eq!(turns, [(0..2, "甲", "00:01"), (2..3, "甲", "00:01")]);
        let rows = [(Role::Title, 0, "a1"), (Role::Body, 0, "好。"), (Role::Title, 0, "a2"), (Role::Title, 0, "a3")];
        let (_, table) = read(Sort::Table, &rows, &[]);
        let turns: Vec<_> = table.turns.iter().map(|turn| (turn.blocks.clone(), turn.row)).collect();
        assert_eq!(turns, [(0..2, 1), (2..3, 2), (3..4, 3)]);
    }

    #[test]
    fn what_a_person_corrects_wins() {
        let blocks = [(Role::Body, 0, "修渠"), (Role::Body, 0, "水来了。")];
        let (text, layout) = composed(Sort::Text, &blocks);
        let at = |word: &str| text.find(word).map(|at| ByteSpan::at(at, at + word.len())).unwrap();
        let headline = Correction { spans: vec![at("修渠")], ruling: Ruling::Kind(Kind::Title) };
        let structure = Structure::given(&text, &layout, &[headline], View::Reading).unwrap();
        assert_eq!((structure.articles[0].title.as_str(), structure.blocks[0].corrected), ("修渠", true));
        let told = Correction { spans: Vec::new(), ruling: Ruling::Genre(Genre::Verse) };
        assert!(Structure::given(&text, &layout, &[told], View::Reading).is_none());
        let unknown = Layout { sort: Sort::Lines, ..layout };
        assert!(Structure::given(&text, &unknown, &[], View::Reading).is_none());
    }
}

//! What happens to texts, with each character of the new text knowing where it comes from.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]

use super::prose::{Dice, Prose};
use std::collections::HashMap;
use std::ops::Range;

/// A changed text: its characters, each with the byte of the old text that it comes from.
pub type Changed = Vec<(char, Option<usize>)>;

/// What happens to a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    Insert,
    Delete,
    Rewrap,
    ToTraditional,
    ToSimplified,
    Widths,
    Ocr,
    Moved,
    Duplicated,
    ParagraphsDeleted,
    QuotationsDeleted,
    QuotationsEdited,
    Furniture,
    Spacing,
    LineEnds,
    Chapters,
}

impl Change {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Insert,
        Self::Delete,
        Self::Rewrap,
        Self::ToTraditional,
        Self::ToSimplified,
        Self::Widths,
        Self::Ocr,
        Self::Moved,
        Self::Duplicated,
        Self::ParagraphsDeleted,
        Self::QuotationsDeleted,
        Self::QuotationsEdited,
        Self::Furniture,
        Self::Spacing,
        Self::LineEnds,
        Self::Chapters,
    ];

    /// Tells whether the words stay as they are, but for their forms and what stands between them.
    pub fn keeps_words(self) -> bool {
        use Change::{LineEnds, Rewrap, Spacing, ToSimplified, ToTraditional, Widths};
        matches!(self, Rewrap | ToTraditional | ToSimplified | Widths | Spacing | LineEnds)
    }

    /// Makes the text that is changed of a plain one.
    pub fn before(self, text: &str) -> String {
        match self {
            Self::ToSimplified => written(&converted(&plain(text), true)),
            Self::Furniture => written(&wrapped(&plain(text), 36, Some(25))),
            _ => text.to_owned(),
        }
    }

    /// Changes a text; `quoted` are the ranges of it that were quoted.
    pub fn after(self, text: &str, quoted: &[Range<usize>], prose: &Prose, dice: &mut Dice) -> Changed {
        let old = plain(text);
        match self {
            Self::Insert => inserted(&old, prose, dice),
            Self::Delete => deleted(&old, dice),
            Self::Rewrap => wrapped(&old, 24 + dice.roll(20), None),
            Self::ToTraditional => converted(&old, true),
            Self::ToSimplified => converted(&old, false),
            Self::Widths => old.into_iter().map(|(c, from)| (narrow(c), from)).collect(),
            Self::Ocr => edited(&old, 3, dice),
            Self::Moved => torn(&old, 10, true, dice),
            Self::ParagraphsDeleted => torn(&old, 10, false, dice),
            Self::Duplicated => duplicated(&old, dice),
            Self::QuotationsDeleted => without(&old, quoted, dice),
            Self::QuotationsEdited => requoted(&old, quoted, dice),
            Self::Furniture => unfurnished(&old),
            Self::Spacing => respaced(&old, dice),
            Self::LineEnds => old
                .into_iter()
                .flat_map(|(c, from)| if c == '\n' { vec![('\r', None), (c, from)] } else { vec![(c, from)] })
                .collect(),
            Self::Chapters => reordered(&old, dice),
        }
    }
}

/// Returns the characters of a text that nothing has happened to.
pub fn plain(text: &str) -> Changed {
    text.char_indices().map(|(at, c)| (c, Some(at))).collect()
}

/// Returns the characters of a changed text.
pub fn written(text: &Changed) -> String {
    text.iter().map(|(c, _)| *c).collect()
}

/// Puts in words, clauses and sentences of another text, one for two hundred characters.
fn inserted(old: &Changed, prose: &Prose, dice: &mut Dice) -> Changed {
    let mut new = Vec::new();
    for (c, from) in old {
        new.push((*c, *from));
        if *c != '\n' && dice.roll(200) == 0 {
            let more: Vec<char> = prose.sentence(dice).chars().collect();
            let most = more.len();
            let take = if dice.chance(50) { most } else { 1 + dice.roll(8) };
            new.extend(more.into_iter().take(take).map(|c| (c, None)));
        }
    }
    new
}

/// Takes out runs of 1 to 40 characters, one in four hundred.
fn deleted(old: &Changed, dice: &mut Dice) -> Changed {
    let mut left = 0usize;
    old.iter()
        .filter(|(c, _)| {
            if left == 0 && dice.roll(400) == 0 {
                left = 1 + dice.roll(40);
            }
            left = left.saturating_sub(1);
            left == 0 || *c == '\n'
        })
        .copied()
        .collect()
}

/// Breaks lines after so many characters; puts the head of a page between lines, if asked.
pub fn wrapped(old: &Changed, width: usize, page: Option<usize>) -> Changed {
    let (mut new, mut column, mut lines): (Changed, usize, usize) = (Vec::new(), 0, 0);
    for (c, from) in old {
        if *c == '\n' {
            column = 0;
        } else if column == width {
            new.push(('\n', None));
            (column, lines) = (0, lines + 1);
            if page.is_some_and(|page| lines.is_multiple_of(page)) {
                let head = format!("{HEAD}　第{}版\n", lines / page.unwrap_or(1));
                new.extend(head.chars().map(|c| (c, None)));
            }
        }
        new.push((*c, *from));
        column += usize::from(*c != '\n');
    }
    new
}

const HEAD: &str = "河湟日报　基层治理";

/// Takes the heads of pages out and joins the lines.
fn unfurnished(old: &Changed) -> Changed {
    let lines: Vec<&[(char, Option<usize>)]> = old.split_inclusive(|(c, _)| *c == '\n').collect();
    let mut new: Changed = Vec::new();
    for line in lines {
        if written(&line.to_vec()).starts_with(HEAD) {
            continue;
        }
        // A full line goes on in the next.
        let full = line.len() == 37;
        new.extend(line.iter().filter(|(c, _)| !full || *c != '\n'));
    }
    new
}

/// The simplified characters with their traditional forms.
fn sets() -> impl Iterator<Item = &'static str> {
    include_str!("../../assets/folding/simplified.txt").lines().filter(|set| !set.starts_with('#'))
}

/// Writes a text in other characters: of several forms now one, now another.
fn converted(old: &Changed, traditional: bool) -> Changed {
    let mut others: HashMap<char, Vec<char>> = HashMap::new();
    for set in sets() {
        let (simple, forms) = (set.chars().next().unwrap(), set.chars().skip(1));
        for form in forms {
            let (from, to) = if traditional { (simple, form) } else { (form, simple) };
            others.entry(from).or_default().push(to);
        }
    }
    let other = |(n, (c, from)): (usize, &(char, Option<usize>))| {
        let other = others.get(c).map_or(*c, |forms| forms[n % forms.len()]);
        (other, *from)
    };
    old.iter().enumerate().map(other).collect()
}

fn narrow(c: char) -> char {
    match c {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '！' => '!',
        '？' => '?',
        '（' => '(',
        '）' => ')',
        '“' | '”' => '"',
        '、' => '､',
        '。' => '｡',
        '0'..='9' => char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap(),
        _ => c,
    }
}

/// Edits a share of the characters, by turns of the dice.
pub fn edited(old: &Changed, percent: usize, dice: &mut Dice) -> Changed {
    let others: Vec<char> = old.iter().map(|(c, _)| *c).filter(|c| !c.is_whitespace()).collect();
    let mut new = Vec::new();
    for (c, from) in old.iter().copied() {
        let hit = !c.is_whitespace() && dice.roll(1000) < percent * 10;
        match (hit, dice.roll(3)) {
            (true, 0) => new.push((*dice.pick(&others), from)),
            (true, 1) => new.extend([(c, from), (*dice.pick(&others), None)]),
            (true, _) => {}
            (false, _) => new.push((c, from)),
        }
    }
    new
}

/// Takes a share of the paragraphs out, and puts them in elsewhere or not at all.
pub fn torn(old: &Changed, percent: usize, back: bool, dice: &mut Dice) -> Changed {
    let (mut stay, mut out): (Vec<Changed>, Vec<Changed>) = (Vec::new(), Vec::new());
    for line in old.split_inclusive(|(c, _)| *c == '\n') {
        let solid = line.iter().any(|(c, _)| !c.is_whitespace());
        if solid && dice.chance(percent) { out.push(line.to_vec()) } else { stay.push(line.to_vec()) }
    }
    let mut put: Vec<(usize, Changed)> = Vec::new();
    for mut line in out.into_iter().filter(|_| back) {
        line.push(('\n', None));
        put.push((dice.roll(stay.len()), line));
    }
    put.sort_by_key(|(at, _)| *at);
    let mut put = put.into_iter().peekable();
    let mut new = Vec::new();
    for (n, line) in stay.into_iter().enumerate() {
        while let Some((_, line)) = put.next_if(|(at, _)| *at == n) {
            new.extend(line);
        }
        new.extend(line);
    }
    new
}

/// Puts copies of a twentieth of the paragraphs in elsewhere, not beside themselves: which of two neighbours is the old
/// one nobody could say.
fn duplicated(old: &Changed, dice: &mut Dice) -> Changed {
    let lines: Vec<&[(char, Option<usize>)]> = old.split_inclusive(|(c, _)| *c == '\n').collect();
    let mut put: Vec<(usize, usize)> = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        if line.len() > 1 && dice.chance(5) {
            let at = dice.roll(lines.len());
            if at.abs_diff(n) > 8 {
                put.push((at, n));
            }
        }
    }
    put.sort_unstable();
    let mut put = put.into_iter().peekable();
    let mut new = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        while let Some((_, n)) = put.next_if(|(place, _)| *place == at) {
            new.extend(lines[n].iter().map(|(c, _)| (*c, None)));
            new.push(('\n', None));
        }
        new.extend_from_slice(line);
    }
    new
}

/// Takes out half of what was quoted.
fn without(old: &Changed, quoted: &[Range<usize>], dice: &mut Dice) -> Changed {
    let out: Vec<&Range<usize>> = quoted.iter().filter(|_| dice.chance(50)).collect();
    marked(old, &out).filter(|(_, hit)| !hit).map(|(entry, _)| entry).collect()
}

/// Changes a character in each quotation, and a quarter of the others.
fn requoted(old: &Changed, quoted: &[Range<usize>], dice: &mut Dice) -> Changed {
    let others: Vec<char> = old.iter().map(|(c, _)| *c).filter(|c| c.is_alphanumeric()).collect();
    let all: Vec<&Range<usize>> = quoted.iter().collect();
    let mut since = 3usize;
    let mut new = Vec::new();
    for ((c, from), hit) in marked(old, &all).collect::<Vec<_>>() {
        since = if hit { since + 1 } else { 3 };
        if hit && !c.is_whitespace() && (since == 4 || dice.chance(20)) && dice.chance(80) {
            new.push((*dice.pick(&others), from));
        } else {
            new.push((c, from));
        }
    }
    new
}

/// Tells of each character whether it lies in one of the ranges.
fn marked<'t>(old: &'t Changed, ranges: &[&Range<usize>]) -> impl Iterator<Item = ((char, Option<usize>), bool)> + 't {
    let mut ranges: Vec<Range<usize>> = ranges.iter().map(|range| (*range).clone()).collect();
    ranges.sort_by_key(|range| range.start);
    let mut n = 0;
    old.iter().map(move |(c, from)| {
        let at = from.unwrap();
        while ranges.get(n).is_some_and(|range| range.end <= at) {
            n += 1;
        }
        ((*c, *from), ranges.get(n).is_some_and(|range| range.contains(&at)))
    })
}

/// Indents paragraphs, doubles empty lines, puts blanks around Latin letters and here and there.
fn respaced(old: &Changed, dice: &mut Dice) -> Changed {
    let (mut new, mut last): (Changed, char) = (Vec::new(), '\n');
    for (c, from) in old.iter().copied() {
        if last == '\n' && c != '\n' {
            new.extend([('\u{3000}', None), ('\u{3000}', None)]);
        } else if (c.is_ascii_alphanumeric() != last.is_ascii_alphanumeric()) || dice.roll(50) == 0 {
            new.push((' ', None));
        }
        new.push((c, from));
        if c == '\n' && dice.chance(20) {
            new.push(('\n', None));
        }
        last = c;
    }
    new
}

/// Puts chapters into another order.
fn reordered(old: &Changed, dice: &mut Dice) -> Changed {
    let mut chapters: Vec<Changed> = vec![Vec::new()];
    for line in old.split_inclusive(|(c, _)| *c == '\n') {
        let begins = line.len() > 3 && line[0].0 == '第' && line.iter().take(8).any(|(c, _)| *c == '章');
        if begins || chapters.last().unwrap().len() > 20_000 {
            chapters.push(Vec::new());
        }
        chapters.last_mut().unwrap().extend_from_slice(line);
    }
    for n in (1..chapters.len()).rev() {
        chapters.swap(n, dice.roll(n + 1));
    }
    chapters
        .into_iter()
        .flat_map(|mut chapter| {
            chapter.push(('\n', None));
            chapter
        })
        .collect()
}

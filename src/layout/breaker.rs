//! Line breaking for Chinese (CLREQ, levels *none*, *basic* and *strict*): a table of classes, a rule for
//! pairs, rows filled greedily. Cells cannot be stretched, so rows stay ragged by a cell or two.

use super::class::{Class, look};
use super::glyph;
use crate::text::Widths;
use crate::units::Cell;

/// How strict the rules for the edges of rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Level {
    /// Anything may stand anywhere.
    None,
    /// Marks keep off the edges where they must not stand.
    #[default]
    Basic,
    /// Also —— and …… never begin a row.
    Strict,
}

/// What rows are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    /// The width of a row in cells, 1 at least.
    pub width: Cell,
    /// How wide ambiguous characters are.
    pub widths: Widths,
    /// How strict the rules are.
    pub level: Level,
    /// The first row of a paragraph is indented by two 汉字.
    pub indent: bool,
    /// One of ，。、； may hang behind the row's width.
    pub hang: bool,
    /// A number of at most four cells stays with the character behind it, its unit.
    pub units: bool,
    /// A paragraph does not end with a row of a single character, where the row above can give one.
    pub company: bool,
}

impl Setting {
    /// Makes the plain setting for a width.
    pub fn new(width: Cell, widths: Widths) -> Self {
        Self {
            width: width.max(1),
            widths,
            level: Level::Basic,
            indent: false,
            hang: false,
            units: true,
            company: true,
        }
    }
}

/// A row: a range of the text it was made from. White space at its end is inside, and may lie behind the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The first byte.
    pub start: usize,
    /// The first byte behind.
    pub end: usize,
    /// Cells left free before it.
    pub indent: Cell,
}

/// Cells of a first-line indent.
const INDENT: Cell = 4;
/// The most cells that a row may lose for what reads better on the next.
const COST: Cell = 4;

/// Breaks a text into rows; they partition it. An empty text has none.
pub fn rows(text: &str, setting: Setting, first: bool) -> Vec<Row> {
    let mut found = Vec::with_capacity(text.len() / 2 / usize::from(setting.width) + 1);
    let mut start = 0;
    while start < text.len() {
        let wanted = first && start == 0 && setting.indent && setting.width > INDENT * 2;
        let indent = if wanted { INDENT } else { 0 };
        let (end, _) = row_end(text, start, Setting { width: setting.width - indent, ..setting });
        found.push(Row { start, end, indent });
        start = end;
    }
    if setting.company {
        keep_company(text, &mut found, setting);
    }
    found
}

/// Gives a last row of a single character company from the row above.
fn keep_company(text: &str, found: &mut [Row], setting: Setting) {
    let [.., above, last] = found else { return };
    if !is_alone(text.get(last.start..).unwrap_or_default(), setting.widths) {
        return;
    }
    let wide = |start: usize, end: usize| {
        let part = text.get(start..end).unwrap_or_default();
        glyph::width(part.trim_end_matches([' ', '\u{3000}']), setting.widths)
    };
    // The row above, made a little narrower, ends at the legal break before.
    let used = wide(above.start, above.end);
    for less in 1..=usize::from(COST) {
        let Some(width) = Cell::try_from(used.saturating_sub(less)).ok().filter(|width| *width > COST) else { return };
        let (end, legal) = row_end(text, above.start, Setting { width, hang: false, ..setting });
        let fits = wide(end, text.len()) <= usize::from(setting.width);
        let unit = setting.units && text.get(..end).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()));
        if legal
            && !unit
            && end < above.end
            && end > above.start
            && fits
            && used - wide(above.start, end) <= usize::from(COST)
        {
            (above.end, last.start) = (end, end);
            return;
        }
    }
}

/// Tells whether a row holds one character and marks only.
fn is_alone(row: &str, widths: Widths) -> bool {
    let mut solid = row.chars().filter(|c| look(*c, widths).class != Class::Close && !c.is_whitespace());
    solid.next().is_some_and(|c| look(c, widths).class == Class::Ideograph) && solid.next().is_none()
}

/// A unit on its way into a row: a character or cluster.
#[derive(Clone, Copy)]
struct Unit {
    c: char,
    class: Class,
    width: Cell,
    end: usize,
}

#[inline]
fn unit(text: &str, at: usize, widths: Widths) -> Option<Unit> {
    let rest = text.get(at..)?;
    let mut chars = rest.chars();
    let c = chars.next()?;
    let entry = look(c, widths);
    let joined = chars.next().is_some_and(|n| n as u32 >= 0x300 && look(n, widths).class == Class::Extend);
    if joined || matches!(entry.class, Class::Extend | Class::Sign) {
        let glyph = glyph::first(rest, at, widths)?;
        // A blank that carries a mark is seen, and takes room at the end of a row.
        let seen = matches!(entry.class, Class::Extend) || (joined && entry.class == Class::Space);
        let class = if seen { Class::Ideograph } else { entry.class };
        return Some(Unit { c, class, width: glyph.width, end: glyph.end });
    }
    Some(Unit { c, class: entry.class, width: entry.width, end: at + c.len_utf8() })
}

/// Where a row could end: behind the last legal break, behind the last slash of an address, anywhere.
#[derive(Clone, Copy, Default)]
struct Breaks {
    legal: usize,
    address: usize,
    any: usize,
}

/// Returns where the row that begins at `start` ends, and whether the rules allow it there.
fn row_end(text: &str, start: usize, setting: Setting) -> (usize, bool) {
    let (mut at, mut used) = (start, 0);
    let mut breaks = Breaks::default();
    let mut last: Option<(Unit, Class)> = None;
    // Where the number at hand begins, and the cells before it.
    let mut number: Option<(usize, Cell)> = None;
    while let Some(mut next) = unit(text, at, setting.widths) {
        if next.class == Class::Pair {
            next.class = pair_class(text, next, last.map(|(unit, _)| unit));
        }
        if let Some((before, earlier)) = last {
            breaks.any = at;
            let legal = may_break(earlier, before, next, setting.level);
            let cheap = |(from, cells): (usize, Cell)| from > start && breaks.legal == from && used - cells <= COST;
            let unit = setting.units && before.class == Class::Digit && next.class == Class::Ideograph;
            if legal && !(unit && number.is_some_and(cheap)) {
                breaks.legal = at;
            }
            if !legal && matches!(before.c, '/' | '?' | '&' | '-') {
                breaks.address = at;
            }
            if next.class == Class::Digit && before.class != Class::Digit && legal {
                number = Some((at, used));
            }
        }
        let overflows = used + next.width > setting.width;
        if overflows && next.class != Class::Space && !(setting.hang && hangs(text, next, last, used, setting)) {
            return (cut(breaks, next, start), breaks.legal > start);
        }
        used += next.width;
        let earlier = last.map_or(Class::Space, |(unit, _)| unit.class);
        last = Some((next, earlier));
        at = next.end;
    }
    (text.len(), true)
}

/// The best place to end an overfull row; a unit wider than the whole row stands alone.
fn cut(breaks: Breaks, next: Unit, start: usize) -> usize {
    [breaks.legal, breaks.address, breaks.any].into_iter().find(|at| *at > start).unwrap_or(next.end)
}

/// A single dash or ellipsis joins what stands around it; two or more are a mark of their own.
fn pair_class(text: &str, this: Unit, before: Option<Unit>) -> Class {
    let again = |c: Option<char>| c == Some(this.c);
    let after = text.get(this.end..).and_then(|rest| rest.chars().next());
    if this.c == '⸺' || again(after) || again(before.map(|b| b.c)) { Class::Pair } else { Class::Close }
}

/// Tells whether a row may end between two units. `earlier` is the class before `before`.
#[inline]
fn may_break(earlier: Class, before: Unit, next: Unit, level: Level) -> bool {
    use Class::{Close, Digit, Latin, Open, Pair, Prefix, Space};
    if level == Level::None {
        return !matches!((before.class, next.class), (Digit | Latin, Digit | Latin));
    }
    match (before.class, next.class) {
        (_, Close | Space) | (Open, _) => false,
        (Pair, Pair) => before.c != next.c,
        (_, Pair) => level != Level::Strict,
        (Digit | Latin | Prefix, Digit | Latin | Prefix) => {
            before.class == Latin && next.class == Prefix && next.c != '#'
        }
        // 1022.85, 10：30, 3/4 and v1.2 are one.
        (Close, Digit) => {
            !(earlier == Digit && matches!(before.c, '.' | ',' | ':' | '：' | '/' | '．' | '－' | '–' | '~' | '～'))
        }
        (Close, Latin) => {
            !(matches!(earlier, Latin | Digit)
                && before.c.is_ascii_punctuation()
                && !matches!(before.c, ')' | ']' | '}'))
        }
        (Digit | Latin, Open) => !next.c.is_ascii(),
        _ => true,
    }
}

/// Tells whether the mark may hang behind a full row: one of ，。、； that no other mark stands beside.
fn hangs(text: &str, mark: Unit, last: Option<(Unit, Class)>, used: Cell, setting: Setting) -> bool {
    let alone =
        unit(text, mark.end, setting.widths).is_none_or(|next| !matches!(next.class, Class::Close | Class::Pair));
    let behind_text = last.is_some_and(|(unit, _)| unit.class != Class::Close);
    "，。、；".contains(mark.c) && used <= setting.width && alone && behind_text
}

#[cfg(test)]
mod tests;

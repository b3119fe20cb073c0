//! Line breaking for Chinese (CLREQ, levels *none*, *basic* and *strict*): a table of classes, a rule for
//! seams, rows filled greedily. Cells cannot be stretched, so rows stay ragged by a cell or two.

use super::class::{Class, look};
use super::glyph;
use super::seam::{Before, Level, SEAMS, Seam, Unit, seam, settle, unit};
use crate::text::Widths;
use crate::units::Cell;

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

/// Where a row could end: at the last seam of each sort, the loosest first.
type Breaks = [usize; SEAMS];

/// Returns where the row that begins at `start` ends, and whether the rules allow it there.
fn row_end(text: &str, start: usize, setting: Setting) -> (usize, bool) {
    let (mut at, mut used) = (start, 0);
    let mut breaks = Breaks::default();
    let mut before: Option<Before> = None;
    // Where the number at hand begins, and the cells before it.
    let mut number: Option<(usize, Cell)> = None;
    while let Some(mut next) = unit(text, at, setting.widths) {
        if next.class == Class::Varying {
            next.class = settle(text, next, before.map(|before| before.last));
        }
        if let Some(before) = before {
            let last = before.last;
            let seam = seam(before, next, setting.level);
            let legal = seam == Seam::Free;
            let cheap = |(from, cells): (usize, Cell)| from > start && breaks[0] == from && used - cells <= COST;
            let unit = setting.units && last.class == Class::Digit && next.class == Class::Ideograph;
            if !(legal && unit && number.is_some_and(cheap)) {
                breaks.get_mut(seam as usize).into_iter().for_each(|place| *place = at);
            }
            if next.class == Class::Digit && last.class != Class::Digit && legal {
                number = Some((at, used));
            }
        }
        let overflows = used + next.width > setting.width;
        if overflows && next.class != Class::Space && !(setting.hang && hangs(text, next, before, used, setting)) {
            return (cut(breaks, next, start), breaks[0] > start);
        }
        used += next.width;
        before = Some(Before::then(before, next));
        at = next.end;
    }
    (text.len(), true)
}

/// The best place to end an overfull row; a unit wider than the whole row stands alone.
fn cut(breaks: Breaks, next: Unit, start: usize) -> usize {
    breaks.into_iter().find(|at| *at > start).unwrap_or(next.end)
}

/// Tells whether the mark may hang behind a full row: one of ，。、； that no other mark stands beside.
fn hangs(text: &str, mark: Unit, before: Option<Before>, used: Cell, setting: Setting) -> bool {
    let alone =
        unit(text, mark.end, setting.widths).is_none_or(|next| !matches!(next.class, Class::Close | Class::Varying));
    let behind_text = before.is_some_and(|before| before.last.class != Class::Close);
    "，。、；".contains(mark.c) && used <= setting.width && alone && behind_text
}

#[cfg(test)]
mod tests;

//! The cells of a row: what parts them, and what they hold.

use crate::text::BlockId;
use std::ops::Range;

/// What parts the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A tab.
    Tab,
    /// `|`.
    Bar,
    /// A comma outside of quotation marks.
    Comma,
    /// Two blanks or more, or wide ones.
    Blank,
}

/// All of them, the surest first.
const MARKS: [Mark; 4] = [Mark::Tab, Mark::Bar, Mark::Comma, Mark::Blank];

/// Returns what parts the cells of most rows.
pub fn mark(all: &[(BlockId, String)]) -> Option<Mark> {
    let rows = |mark| all.iter().filter(|(_, text)| cells(text, mark).len() > 1).count();
    MARKS.into_iter().find(|mark| rows(*mark) * 10 >= all.len() * 6)
}

/// Returns the cells of a row, without the blanks around them.
pub fn cells(text: &str, mark: Mark) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let (mut start, mut quoted, mut before) = (0, false, ' ');
    let mut blanks = 0;
    for (at, c) in text.char_indices() {
        quoted ^= c == '"' && mark == Mark::Comma;
        let here = match mark {
            Mark::Tab => c == '\t',
            Mark::Bar => c == '|' && before != '\\',
            Mark::Comma => c == ',' && !quoted,
            Mark::Blank => {
                let last = text.get(at + c.len_utf8()..).is_none_or(|rest| !rest.starts_with([' ', '\u{3000}']));
                blanks = if matches!(c, ' ' | '\u{3000}') { blanks + 1 + usize::from(c != ' ') } else { 0 };
                blanks > 1 && last
            }
        };
        before = c;
        if here {
            parts.push(start..at);
            start = at + c.len_utf8();
        }
    }
    parts.push(start..text.len());
    let bare = |range: &Range<usize>| {
        let part = text.get(range.clone()).unwrap_or_default();
        let lead = part.len() - part.trim_start_matches([' ', '\u{3000}']).len();
        let body = part.trim_matches([' ', '\u{3000}']).len();
        // An empty cell stands behind the blank that follows what parts it from the one before.
        let lead = if body == 0 { part.chars().next().map_or(0, char::len_utf8) } else { lead };
        range.start + lead..range.start + lead + body
    };
    let ends =
        |range: &Range<usize>| mark == Mark::Bar && text.get(range.clone()).is_some_and(|part| part.trim().is_empty());
    let skip = usize::from(parts.first().is_some_and(ends));
    let count = parts.len() - usize::from(parts.len() > 1 && parts.last().is_some_and(ends));
    let found: Vec<Range<usize>> = parts.iter().take(count).skip(skip).map(bare).collect();
    // Blanks at the edges part nothing.
    found.into_iter().filter(|cell| mark != Mark::Blank || !cell.is_empty()).collect()
}

/// Tells whether a cell is a number, with its signs.
pub fn is_number(cell: &str) -> bool {
    let signs = ['.', ',', '%', '％', '+', '-', '−', '—', '–', '/', ':', '¥', '￥', '$'];
    cell.chars().any(|c| c.is_ascii_digit()) && cell.chars().all(|c| c.is_ascii_digit() || signs.contains(&c))
}

/// Tells whether a cell is a line below the heads of columns, as Markdown draws it.
pub fn is_rule(cell: &str) -> bool {
    cell.contains('-') && cell.chars().all(|c| matches!(c, '-' | ':' | '='))
}

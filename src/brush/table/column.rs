//! The columns of a table: how wide they are, and their titles in several rows.

use crate::brush::Paint;
use crate::layout::{Row, Setting, fit, rows as broken, width};
use crate::text::Widths;
use crate::theme::Look;
use crate::units::{Area, ByteSpan, Cell, Slice};

/// A column: its title, and how wide it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    title: String,
    pub(super) look: Look,
    pub(super) at_right: bool,
    pub(super) least: Cell,
    pub(super) need: Cell,
}

impl Column {
    /// Makes a column that needs so many cells and takes no fewer.
    pub fn new(title: impl Into<String>, need: Cell) -> Self {
        let need = need.max(1);
        Self { title: title.into(), need, least: need, ..Self::default() }
    }

    /// Lets it be narrower where there is not room for all.
    #[must_use]
    pub fn least(self, least: Cell) -> Self {
        Self { least: least.max(1), need: self.need.max(least), ..self }
    }

    /// Lets it be no wider than this, whatever it needs.
    #[must_use]
    pub fn most(self, most: Cell) -> Self {
        let most = most.max(1);
        Self { need: self.need.min(most), least: self.least.min(most), ..self }
    }

    /// Has its title and its texts stand at its right edge, as numbers do.
    #[must_use]
    pub fn numbers(self) -> Self {
        Self { at_right: true, ..self }
    }

    /// Gives its title a look.
    #[must_use]
    pub fn looking(self, look: Look) -> Self {
        Self { look, ..self }
    }
}

/// Returns the least cells, of `least` to `most`, in which a title stands whole in so many rows; `most` if in none.
pub fn title_width(title: &str, rows: Cell, (least, most): (Cell, Cell), widths: Widths) -> Cell {
    let whole = |cells: &Cell| {
        let lines = lines(title, *cells, widths);
        lines.len() <= usize::from(rows) && lines.iter().all(|line| width(line, widths) <= usize::from(*cells))
    };
    let unbroken =
        |cells: &Cell| title.split_whitespace().all(|word| !word.is_ascii() || word.len() <= usize::from(*cells));
    let all = || least..=most;
    all().find(|cells| whole(cells) && unbroken(cells)).or_else(|| all().find(whole)).unwrap_or(most)
}

/// Breaks a title into rows.
fn lines(title: &str, cells: Cell, widths: Widths) -> Vec<&str> {
    let row = |row: &Row| title.slice(ByteSpan::at(row.start, row.end)).trim_end();
    broken(title, Setting::new(cells.max(1), widths), true).iter().map(row).collect()
}

/// Draws a text at the left of a rectangle, or at its right, cut to its width.
pub(super) fn aligned(paint: &mut Paint<'_>, area: Area, text: &str, look: Look, at_right: bool) {
    if area.is_empty() {
        return;
    }
    if at_right && width(text, paint.widths) <= usize::from(area.w) {
        paint.right(area, text, look);
    } else {
        paint.line_look(area, text, look);
    }
}

/// Draws a title in as many rows as it takes, the last of them below.
pub(super) fn title(paint: &mut Paint<'_>, area: Area, column: &Column, look: Look) {
    let widths = paint.widths;
    let lines = lines(&column.title, area.w, widths);
    let seen = lines.len().min(usize::from(area.h));
    let top = usize::from(area.h) - seen;
    for (n, line) in lines.iter().take(seen).enumerate() {
        let row = area.row((top + n) as Cell);
        if n + 1 == seen && lines.len() > seen {
            let rest = lines.get(n..).unwrap_or_default().concat();
            paint.text(row.x, row.y, row.right(), &fit(&rest, row.w, widths), look);
        } else {
            aligned(paint, row, line, look, column.at_right);
        }
    }
}

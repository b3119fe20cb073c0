//! Tables that scroll both ways: a fixed column at the left, heads above, a chosen cell that is always in sight.
//!
//! A table knows its columns and how many rows there are, nothing of what is in them: [`Table::lay`] finds what is seen
//! of it in a rectangle, [`Table::draw`] draws the heads and asks a closure for every cell that is seen, and for no
//! other. Who has a table keeps two [`Along`]s, lays it anew whenever something may have changed, and takes back what
//! is then the first row and the first column.
//!
//! What does not fit is told at the edges: `< 3` columns at the left, `12 >` at the right, `3 ^` rows above, `40 v`
//! below. A table draws nothing outside its rectangle; it leaves a blank cell at the left and at the right of it.

mod column;

use super::Paint;
use super::beyond::{beyond, beyond_width};
use crate::layout::width;
use crate::theme::{Look, Role};
use crate::units::{Area, Cell};
pub use column::{Column, title_width};
use column::{aligned, title};
use std::ops::Range;

/// Where one is along the rows of a table, or along its columns: the chosen one, and the first that is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Along {
    /// The chosen one.
    pub chosen: usize,
    /// The first that was seen last time.
    pub first: usize,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// The column at the left, which is always seen.
    pub fixed: Column,
    /// The other columns; they are counted from the first of them.
    pub columns: &'a [Column],
    /// How many rows there are.
    pub rows: usize,
    /// Rows of the titles; none, and there are no heads.
    pub heads: Cell,
    /// Blank cells between columns, 1 at least.
    pub gap: Cell,
    /// Every other row has a ground of its own.
    pub zebra: bool,
    /// A cell is chosen, not just a row: its column is marked too.
    pub by_cell: bool,
    /// Nothing is marked: the keys are elsewhere.
    pub idle: bool,
    /// The ground that it lies on; that of text if nothing is said.
    pub ground: Option<Role>,
}

/// What is seen of a table, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    /// The rows that are seen.
    pub rows: Range<usize>,
    /// The columns that are seen, without the fixed one.
    pub columns: Range<usize>,
    /// The chosen row.
    pub row: usize,
    /// The chosen column.
    pub column: usize,
    area: Area,
    head: Area,
    body: Area,
    fixed: Area,
    places: Vec<(Cell, Cell)>,
    /// The right edge of what rows have; behind it are the signs of what is left out.
    edge: Cell,
}

/// A cell that is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its row.
    pub row: usize,
    /// Its column; none is the fixed one.
    pub column: Option<usize>,
    /// Where it is.
    pub area: Area,
    /// How its row looks there.
    pub look: Look,
    /// It stands in the chosen row.
    pub in_row: bool,
    /// It is the chosen cell.
    pub chosen: bool,
    at_right: bool,
}

impl Spot {
    /// Draws a text in the cell as its column has it, cut to its width.
    pub fn text(&self, paint: &mut Paint<'_>, text: &str, look: Look) {
        aligned(paint, self.area, text, look, self.at_right);
    }
}

/// Below so many cells nothing is kept for the signs of what is left out at the right.
const SIGNED: Cell = 28;

impl Table<'_> {
    /// Finds what is seen in a rectangle: the chosen cell is, and of the rest as much as before where that can be.
    pub fn lay(&self, area: Area, row: Along, column: Along) -> Laid {
        let (head, body) = area.split_top(self.heads.min(area.h.saturating_sub(1)));
        let rows = range(row, self.rows, usize::from(body.h), |_| 1);
        let sign = beyond_width(self.rows.max(self.columns.len()));
        let sign = if area.w >= SIGNED { sign } else { 0 };
        let inner = area.inset(1, 1);
        let signed = if rows.len() < self.rows { sign } else { 0 };
        let own = |width: &Cell| width.saturating_add(self.gap());
        let fits = |widths: &[Cell], fixed: Cell, sign: Cell| {
            let used = widths.iter().map(own).fold(fixed.saturating_add(sign), Cell::saturating_add);
            used <= inner.w
        };
        let (mut fixed, mut widths) = (self.fixed.need, self.columns.iter().map(|c| c.need).collect::<Vec<_>>());
        let leasts: Vec<Cell> = self.columns.iter().map(|column| column.least).collect();
        let mut edge = inner.right().saturating_sub(signed);
        let mut columns = 0..self.columns.len();
        if fits(&leasts, self.fixed.least, signed) {
            while !fits(&widths, fixed, signed) {
                self.narrow(&mut fixed, &mut widths);
            }
        } else {
            // The columns do not fit: those that are seen have what they need.
            fixed = fixed.min((inner.w * 2 / 5).max(self.fixed.least.min(inner.w / 3))).max(1);
            edge = inner.right().saturating_sub(sign);
            let room = edge.saturating_sub(inner.x + fixed);
            widths.iter_mut().for_each(|width| *width = (*width).min(room.saturating_sub(self.gap())).max(1));
            let wide = |n: usize| widths.get(n).map_or(0, |width| usize::from(own(width)));
            columns = range(column, self.columns.len(), usize::from(room), wide);
        }
        let fixed = Area { w: fixed.min(inner.w), ..inner };
        let mut x = fixed.right();
        let mut places = Vec::with_capacity(columns.len());
        for width in widths.get(columns.clone()).unwrap_or_default() {
            let at = x.saturating_add(self.gap()).min(edge);
            places.push((at, (*width).min(edge.saturating_sub(at))));
            x = at.saturating_add(*width);
        }
        let last = |count: usize, chosen: usize| chosen.min(count.saturating_sub(1));
        let (row, column) = (last(self.rows, row.chosen), last(self.columns.len(), column.chosen));
        Laid { rows, columns, row, column, area, head, body, fixed, places, edge }
    }

    fn gap(&self) -> Cell {
        self.gap.max(1)
    }

    /// Takes a cell from the column that has most to give.
    fn narrow(&self, fixed: &mut Cell, widths: &mut [Cell]) {
        let least = self.columns.iter().map(|column| column.least);
        let spare = widths.iter_mut().zip(least).max_by_key(|(width, least)| width.saturating_sub(*least));
        let own = fixed.saturating_sub(self.fixed.least);
        match spare {
            Some((width, least)) if width.saturating_sub(least) >= own && *width > least => *width -= 1,
            _ => *fixed = fixed.saturating_sub(1),
        }
    }

    /// Draws what is seen: heads, grounds, signs of what is left out; `cell` draws what is in a cell.
    pub fn draw(&self, paint: &mut Paint<'_>, laid: &Laid, mut cell: impl FnMut(&mut Paint<'_>, &Spot)) {
        self.draw_heads(paint, laid);
        for (n, y) in laid.rows.clone().zip(0..laid.body.h) {
            let row = laid.body.row(y);
            let base = self.row_look(paint, row, n, laid);
            let spot = |column, area, look, at_right, chosen| Spot {
                row: n,
                column,
                area,
                look,
                in_row: n == laid.row && !self.idle,
                chosen,
                at_right,
            };
            let fixed = Area { y: row.y, h: row.h, ..laid.fixed };
            cell(paint, &spot(None, fixed, base, self.fixed.at_right, false));
            for (m, (x, w)) in laid.columns.clone().zip(laid.places.iter().copied()) {
                let at_right = self.columns.get(m).is_some_and(|column| column.at_right);
                let area = Area { x, w, ..row };
                let chosen = self.by_cell && !self.idle && (n, m) == (laid.row, laid.column);
                let look = match chosen {
                    true => chosen_cell(paint, area, base),
                    false if self.by_cell && m == laid.column && n != laid.row => self.in_column(paint, area, base),
                    false => base,
                };
                cell(paint, &spot(Some(m), area, look, at_right, chosen));
            }
        }
        self.draw_rest(paint, laid);
    }

    /// Fills a cell of the chosen column, where there are grounds.
    fn in_column(&self, paint: &mut Paint<'_>, area: Area, base: Look) -> Look {
        let ground = paint.look(if self.ground == Some(Role::Pane) { Role::PaneHead } else { Role::Pane }).bg;
        if !paint.theme.has_grounds() {
            return base;
        }
        let look = Look { bg: ground, ..base };
        paint.fill_look(area, look);
        look
    }

    /// Returns the role of the ground that it lies on.
    fn ground(&self) -> Role {
        self.ground.unwrap_or(Role::Text)
    }

    /// Fills a row as it is: chosen, one of the others by turns, plain.
    fn row_look(&self, paint: &mut Paint<'_>, row: Area, n: usize, laid: &Laid) -> Look {
        let text = paint.look(self.ground());
        if n == laid.row && !self.idle {
            let look = text.over(paint.look(Role::Chosen));
            paint.fill_look(Area { w: (laid.edge + 1).min(laid.area.right()).saturating_sub(row.x), ..row }, look);
            return look;
        }
        let striped = self.zebra && n % 2 == 1 && paint.theme.has_grounds();
        let look = if striped { Look { bg: paint.look(Role::Pane).bg, ..text } } else { text };
        if striped {
            paint.fill_look(Area { w: (laid.edge + 1).min(laid.area.right()).saturating_sub(row.x), ..row }, look);
        }
        look
    }

    /// Draws the titles: each as many rows as it takes, down to the last; that of the chosen column is marked.
    fn draw_heads(&self, paint: &mut Paint<'_>, laid: &Laid) {
        let base = paint.over(self.ground(), Role::Faint);
        if laid.head.is_empty() {
            return;
        }
        let left = laid.columns.start;
        let sign = if left > 0 { format!("< {left}") } else { String::new() };
        let corner = Area { y: laid.head.y, h: 1, ..laid.fixed };
        let key = paint.over(self.ground(), Role::Key);
        let free = if sign.is_empty() { laid.fixed.right() } else { paint.right(corner, &sign, key) };
        let mut own = Area { y: laid.head.y, h: laid.head.h, ..laid.fixed };
        if laid.head.h > 1 && !sign.is_empty() {
            own = own.split_top(1).1;
        } else {
            own.w = free.saturating_sub(own.x + Cell::from(!sign.is_empty()));
        }
        title(paint, own, &self.fixed, base.over(self.fixed.look));
        for (m, (x, w)) in laid.columns.clone().zip(laid.places.iter().copied()) {
            let Some(column) = self.columns.get(m) else { continue };
            let mut look = base.over(column.look);
            if self.by_cell && m == laid.column {
                look = look.over(paint.look(Role::Key)).over(Look { bold: true, underline: true, ..Look::default() });
            }
            title(paint, Area { x, w, ..laid.head }, column, look);
        }
    }

    /// Tells at the right edge what is left out at the right, above and below.
    fn draw_rest(&self, paint: &mut Paint<'_>, laid: &Laid) {
        let inner = laid.area.inset(0, 1);
        let margin = Area { x: laid.edge + 1, w: inner.right().saturating_sub(laid.edge + 1), ..laid.area };
        let look = paint.over(self.ground(), Role::Key);
        let mut tell = |count: usize, sign: char, row: Area| {
            let told = beyond(count, sign);
            if count > 0 && !row.is_empty() && width(&told, paint.widths) <= usize::from(margin.w) {
                paint.right(Area { y: row.y, h: 1, ..margin }, &told, look);
            }
        };
        tell(self.columns.len() - laid.columns.end.min(self.columns.len()), '>', laid.head.row(0));
        tell(laid.rows.start, '^', laid.body.row(0));
        tell(self.rows - laid.rows.end.min(self.rows), 'v', laid.body.row(laid.body.h.saturating_sub(1)));
    }
}

impl Laid {
    /// Returns where one is along the rows now.
    pub fn along_rows(&self) -> Along {
        Along { chosen: self.row, first: self.rows.start }
    }

    /// Returns where one is along the columns now.
    pub fn along_columns(&self) -> Along {
        Along { chosen: self.column, first: self.columns.start }
    }

    /// Returns the row at a cell of the screen.
    pub fn row_at(&self, y: Cell) -> Option<usize> {
        let n = y.checked_sub(self.body.y).filter(|n| *n < self.body.h)?;
        Some(self.rows.start + usize::from(n)).filter(|row| self.rows.contains(row))
    }

    /// Returns the column at a cell of the screen; none is the fixed one, or nothing.
    pub fn column_at(&self, x: Cell) -> Option<usize> {
        let at = self.places.iter().position(|(from, wide)| (*from..from.saturating_add(*wide)).contains(&x))?;
        Some(self.columns.start + at)
    }

    /// Returns the rectangle of a cell that is seen.
    pub fn cell(&self, row: usize, column: usize) -> Option<Area> {
        let y = Cell::try_from(row.checked_sub(self.rows.start)?).ok()?;
        let (x, w) = *self.places.get(column.checked_sub(self.columns.start)?)?;
        self.rows.contains(&row).then(|| Area { x, w, ..self.body.row(y) })
    }
}

/// Fills the chosen cell, between brackets: a ground alone may be too like that of its row.
fn chosen_cell(paint: &mut Paint<'_>, area: Area, base: Look) -> Look {
    let look = base.over(paint.look(Role::Cursor));
    let edge = if paint.theme.has_grounds() { Look { bold: true, ..base } } else { look };
    paint.text(area.x.saturating_sub(1), area.y, area.right(), "[", edge);
    paint.text(area.right(), area.y, area.right() + 1, "]", edge);
    paint.fill_look(area, look);
    look
}

/// Returns those of `count` things that are seen in so much room: the chosen one, as many as fit from the first that
/// was seen before, and if these are the last also those before them that there is room for.
fn range(along: Along, count: usize, room: usize, wide: impl Fn(usize) -> usize) -> Range<usize> {
    if count == 0 || room == 0 {
        return 0..0;
    }
    let chosen = along.chosen.min(count - 1);
    let (mut start, mut end, mut used) = (chosen, chosen + 1, wide(chosen));
    // What was first before stays it, if the chosen one can still be seen.
    while start > along.first && used + wide(start - 1) <= room {
        start -= 1;
        used += wide(start);
    }
    while end < count && used + wide(end) <= room {
        used += wide(end);
        end += 1;
    }
    while end == count && start > 0 && used + wide(start - 1) <= room {
        start -= 1;
        used += wide(start);
    }
    start..end
}

#[cfg(test)]
mod tests;

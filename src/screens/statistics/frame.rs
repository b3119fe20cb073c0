//! What the charts have in common: the line above, the table, how numbers are told.

use super::charts::{Chart, Statistics};
use crate::brush::Paint;
use crate::brush::table::{Column, Table};
use crate::layout::width;
use crate::state::Model;
use crate::theme::Role;
use crate::units::{Area, Cell};

/// Rows of the names of columns where these are tags.
pub const HEADS: Cell = 2;

/// Returns the table of the chart.
pub fn table<'a>(statistics: &Statistics, columns: &'a [Column]) -> Table<'a> {
    let meetings = statistics.chart == Chart::Meetings;
    let (fixed, columns) = columns.split_first().map_or((Column::default(), columns), |(f, rest)| (f.clone(), rest));
    Table {
        fixed,
        columns,
        rows: statistics.made.rows.len(),
        heads: if meetings { HEADS } else { 1 },
        gap: if meetings { 1 } else { 2 },
        zebra: meetings,
        by_cell: meetings,
        ..Table::default()
    }
}

/// Returns the rectangle of the chart with its line: the board, with the blank cells at its sides.
pub fn whole(model: &Model) -> Area {
    let board = model.screen.board;
    Area { x: board.x.saturating_sub(1), w: board.w + 2, ..board }
}

/// Returns the rectangle of the list at the right, or below.
pub fn detail_list(model: &Model) -> Area {
    model.screen.detail.split_top(1).1
}

/// Returns the cells that the longest of some texts takes, from `least` to `most`.
pub fn longest<'a>(texts: impl Iterator<Item = &'a str>, model: &Model, (least, most): (Cell, Cell)) -> Cell {
    let cells = texts.map(|text| width(text, model.face.widths) as Cell).max();
    cells.unwrap_or(0).clamp(least, most)
}

/// Returns a share of a whole in percent, rounded; what is less than one is told so.
pub fn percent(count: usize, whole: usize) -> String {
    match (count.saturating_mul(200) + whole) / whole.saturating_mul(2).max(1) {
        0 if count > 0 => "<1".to_owned(),
        rounded => rounded.to_string(),
    }
}

/// Draws the line above a chart: what it says, and at its end how rows are sorted.
pub fn line(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>, told: &str) {
    let row = whole(model).row(0).inset(1, 1);
    let sort = model.say(statistics.made.sort.words(statistics.chart));
    let sort = model.face.words.fill("chart-sorted", &[("order", sort)]);
    let (faint, base) = (paint.over(Role::Text, Role::Faint), paint.look(Role::Text));
    let room = width(told, paint.widths) + width(&sort, paint.widths) + 2 <= usize::from(row.w);
    // Where there is not room for both, what is chosen counts for more.
    let end = if room { paint.right(row, &sort, faint) } else { row.right() };
    paint.line_look(Area { w: end.saturating_sub(row.x), ..row }, told, base);
}

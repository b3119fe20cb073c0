//! The charts: tabs, a line that says what is seen, a table; every one can be read without colour.

use super::charts::{Chart, Statistics};
use super::{counts, meetings, progress, timeline};
use crate::analysis::coders_named;
use crate::brush::Paint;
use crate::brush::table::{Column, Table};
use crate::layout::width;
use crate::screens::board;
use crate::state::Model;
use crate::theme::Role;
use crate::units::{Area, Cell, thousands};

/// Returns the columns of the chart: the fixed one first.
pub fn columns(statistics: &Statistics, model: &Model) -> Vec<Column> {
    match statistics.chart {
        Chart::Tags => counts::columns(statistics, model),
        Chart::Timeline => timeline::columns(statistics, model),
        Chart::Meetings => meetings::columns(statistics, model),
        Chart::Progress => progress::columns(statistics, model),
    }
}

/// Returns the table of the chart.
pub fn table<'a>(statistics: &Statistics, columns: &'a [Column]) -> Table<'a> {
    let meetings = statistics.chart == Chart::Meetings;
    let (fixed, columns) = columns.split_first().map_or((Column::default(), columns), |(f, rest)| (f.clone(), rest));
    Table {
        fixed,
        columns,
        rows: statistics.made.rows.len(),
        heads: if meetings { meetings::HEADS } else { 1 },
        zebra: meetings,
        by_cell: meetings,
        ..Table::default()
    }
}

/// Returns the rectangle of the chart with its line: the board, with the blank cells at its sides.
fn whole(model: &Model) -> Area {
    let board = model.screen.board;
    Area { x: board.x.saturating_sub(1), w: board.w + 2, ..board }
}

/// Returns the rectangle of the table.
pub fn body(statistics: &Statistics, model: &Model) -> Area {
    let (_, rest) = whole(model).split_top(1);
    if statistics.chart == Chart::Timeline { timeline::split(statistics, model, rest).0 } else { rest }
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

/// Draws the chart that is shown.
pub fn draw(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    head(statistics, model, paint);
    if statistics.made.rows.is_empty() {
        board::empty(model, paint, statistics.chart.empty());
        return None;
    }
    match statistics.chart {
        Chart::Tags => counts::draw(statistics, model, paint),
        Chart::Timeline => timeline::draw(statistics, model, paint),
        Chart::Meetings => meetings::draw(statistics, model, paint),
        Chart::Progress => progress::draw(statistics, model, paint),
    }
    None
}

fn head(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) {
    let coders = match statistics.made.coders.as_slice() {
        [one] => one.clone(),
        several => {
            let names = coders_named(several.iter().map(String::as_str), &model.face.words);
            model.face.words.fill("chart-sum", &[("coders", names)])
        }
    };
    let (known, all) = statistics.surveyed;
    let numbers = if known < all {
        model.face.words.fill("chart-surveyed", &[("known", thousands(known)), ("all", thousands(all))])
    } else {
        coders
    };
    let names = Chart::ALL.map(|chart| model.say(chart.words()));
    board::tabs(model, paint, &model.say("screen-statistics"), (&names, statistics.chart.place()), &numbers);
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

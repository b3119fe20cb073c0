//! Which tags meet: a table of all that are used, the more often the stronger the ground.

use super::charts::Statistics;
use super::frame::{HEADS, line, longest, table, whole};
use crate::brush::Paint;
use crate::brush::bars::{shade, strength, track_look};
use crate::brush::table::{Column, Spot, title_width};
use crate::layout::fit;
use crate::state::Model;
use crate::theme::{Look, Role};
use crate::units::thousands;

/// Cells of what is said of two tags, without their names.
const SAID: u16 = 36;

/// The least and the most cells of a column.
const CELLS: (u16, u16) = (4, 12);

/// Returns the columns: the name first.
pub fn columns(statistics: &Statistics, model: &Model) -> Vec<Column> {
    let rows = &statistics.made.rows;
    let wide = longest(rows.iter().map(|row| row.label.as_str()), model, (6, 24));
    let widths = model.face.widths;
    let name = Column::new(model.say("chart-tag"), wide).least(wide.min(10));
    let of = |label: &str| {
        let cells = title_width(label, HEADS, CELLS, widths);
        Column::new(label, cells).numbers()
    };
    std::iter::once(name).chain(rows.iter().map(|row| of(&row.label))).collect()
}

/// Draws the chart.
pub fn draw(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) {
    line(statistics, model, paint, &told(statistics, model));
    let mut columns = statistics.table.clone();
    for (column, row) in columns.iter_mut().skip(1).zip(&statistics.made.rows) {
        *column = std::mem::take(column).looking(paint.theme.tag_name(row.hue));
    }
    let table = table(statistics, &columns);
    let most = statistics.made.most;
    table.draw(paint, &statistics.laid, |paint, spot| cell(statistics, paint, most, spot));
}

/// Returns what the chosen cell says: the names of both, how often they meet, how much that is.
fn told(statistics: &Statistics, model: &Model) -> String {
    let (row, column) = (statistics.place.chosen, statistics.column.chosen);
    // The number behind the names is never pushed out.
    let room = whole(model).w.saturating_sub(SAID) / 2;
    let label =
        |n: usize| statistics.made.rows.get(n).map_or(String::new(), |row| fit(&row.label, room, model.face.widths));
    let index = statistics.jaccard(row, column).unwrap_or(0.0);
    let blanks = [
        ("row", label(row)),
        ("column", label(column)),
        ("tag", label(row)),
        ("count", statistics.pairs(row, column).to_string()),
        ("index", format!("{index:.2}")),
    ];
    model.face.words.fill(if row == column { "chart-own" } else { "chart-pair" }, &blanks)
}

fn cell(statistics: &Statistics, paint: &mut Paint<'_>, most: usize, spot: &Spot) {
    let Some(row) = statistics.made.rows.get(spot.row) else { return };
    let Some(column) = spot.column else {
        let own = if spot.in_row { spot.look } else { spot.look.over(paint.theme.tag_name(row.hue)) };
        return spot.text(paint, &row.label, own);
    };
    let (count, grounds) = (statistics.pairs(spot.row, column), paint.theme.has_grounds());
    let told = match (spot.row == column, count) {
        (true, _) if !grounds => format!("({count})"),
        (false, 0) if !spot.chosen => String::new(),
        _ => thousands(count),
    };
    let look = match (spot.row == column, count) {
        _ if spot.chosen => spot.look,
        (true, _) => spot.look.over(track_look(paint.theme, spot.look)),
        (false, 0) => spot.look.over(paint.look(Role::Faint)),
        _ => spot.look.over(shade(paint.theme, strength(count, most))),
    };
    let ground = Look { reverse: false, ..look };
    if grounds && !spot.chosen && !told.is_empty() {
        paint.fill_look(spot.area, ground);
    }
    spot.text(paint, &told, look);
}

//! How far one has read: each document with a bar of what is done and begun, its articles below it.

use super::charts::{Row, Statistics};
use super::frame::{line, longest, percent, table, whole};
use crate::annotation::Progress;
use crate::brush::Paint;
use crate::brush::bars::{Part, half_ground, plain_ground, stack};
use crate::brush::table::{Column, Spot};
use crate::layout::width;
use crate::state::Model;
use crate::text::decode::one_line;
use crate::theme::{Look, Role};
use crate::units::{Area, Cell, thousands};

/// The columns behind the name.
const BAR: usize = 0;
const STATE: usize = 1;
const COUNT: usize = 2;
const LENGTH: usize = 3;

/// From so many cells a screen has room for long bars.
const ROOMY: Cell = 100;

/// Cells of a sample of a bar.
const SAMPLE: Cell = 2;

fn name(row: &Row) -> String {
    format!("{}{}", "  ".repeat(row.depth), one_line(&row.label))
}

/// Returns the columns: the name first.
pub fn columns(statistics: &Statistics, model: &Model) -> Vec<Column> {
    let names: Vec<String> = statistics.made.rows.iter().map(name).collect();
    let wide = longest(names.iter().map(String::as_str), model, (8, 64));
    let cells = |text: &str| width(text, model.face.widths) as Cell;
    let states = ["progress-unread", "progress-reading", "progress-done"].map(|key| model.say(key));
    let state = longest(states.iter().map(String::as_str), model, (12, 16));
    let (state_title, count, length) =
        (model.say("chart-state"), model.say("chart-annotations"), model.say("chart-chars"));
    let (count_wide, length_wide) = (cells(&count).max(5), cells(&length).max(6));
    vec![
        Column::new(model.say("chart-document"), wide).least(wide.min(30)),
        Column::new("", if whole(model).w < ROOMY { 10 } else { 30 }).least(6),
        Column::new(state_title, state),
        Column::new(count, count_wide).numbers(),
        Column::new(length, length_wide).numbers(),
    ]
}

/// Draws the chart.
pub fn draw(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) {
    let articles = || statistics.made.rows.iter().filter(|row| row.read.0 == 1);
    let sum = |of: fn(&Row) -> usize| articles().map(of).sum::<usize>();
    let (all, done, reading) = (sum(|row| row.read.0), sum(|row| row.read.1), sum(|row| row.read.2));
    let parts = [("progress-done", done), ("progress-reading", reading)];
    let parts = parts.into_iter().chain([("progress-unread", all.saturating_sub(done + reading))]);
    let mut told = model.face.words.fill("progress-sum", &[("count", all.to_string())]);
    let mut samples = Vec::new();
    for (key, count) in parts {
        told.push_str("  ");
        samples.push(width(&told, paint.widths) as Cell);
        let blanks = [("state", model.say(key)), ("count", count.to_string()), ("percent", percent(count, all))];
        told.push_str(&" ".repeat(usize::from(SAMPLE) + 1));
        told.push_str(&model.face.words.fill("progress-part", &blanks));
    }
    line(statistics, model, paint, &told);
    // What the parts of a bar mean: a piece of each stands before what is said of it.
    let row = whole(model).row(0).inset(1, 1);
    let looks = [Part::new(1, plain_ground(paint.theme)), begun(paint, 1), Part::new(0, Look::default())];
    for (at, part) in samples.into_iter().zip(looks) {
        let area = Area { w: SAMPLE, ..row.inset(at, 0) };
        if area.right() <= row.right() {
            stack(paint, area, 1, &[part], paint.look(Role::Text));
        }
    }
    table(statistics, &statistics.table).draw(paint, &statistics.laid, |paint, spot| {
        if let Some(row) = statistics.made.rows.get(spot.row) {
            cell(model, paint, row, spot);
        }
    });
}

/// Returns the part of a bar that is begun.
fn begun(paint: &Paint<'_>, count: usize) -> Part {
    Part { count, look: half_ground(paint.theme), sign: '-' }
}

fn cell(model: &Model, paint: &mut Paint<'_>, row: &Row, spot: &Spot) {
    let (all, done, reading) = row.read;
    let several = all > 1;
    match spot.column {
        None => {
            let look = if row.depth == 0 { paint.look(Role::Section) } else { Look::default() };
            let look = if spot.in_row { Look { bold: look.bold, ..spot.look } } else { spot.look.over(look) };
            spot.text(paint, &name(row), look);
        }
        // The articles of a document have its bar above them.
        Some(BAR) if row.depth == 0 => {
            let parts = [Part::new(done, plain_ground(paint.theme)), begun(paint, reading)];
            stack(paint, spot.area, all, &parts, spot.look);
        }
        Some(STATE) if several => {
            let told = format!("{done}/{all}  {}%", percent(done, all));
            spot.text(paint, &told, spot.look);
        }
        Some(STATE) => {
            let (key, role) = match row.state {
                Some(Progress::Done) => ("progress-done", Role::Key),
                Some(Progress::Reading) => ("progress-reading", Role::Text),
                None => ("progress-unread", Role::Faint),
            };
            let own = Look { bg: None, ..paint.look(role) };
            let look = if spot.in_row { spot.look } else { spot.look.over(own) };
            spot.text(paint, &model.say(key), look);
        }
        Some(COUNT) if row.count > 0 => spot.text(paint, &thousands(row.count), spot.look),
        Some(LENGTH) if row.length > 0 => {
            let look = if spot.in_row { spot.look } else { spot.look.over(paint.look(Role::Faint)) };
            spot.text(paint, &thousands(row.length), look);
        }
        Some(_) => {}
    }
}

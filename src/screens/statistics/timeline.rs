//! Where tags stand along each article: a strip as long as the article, with the colours and signs of the tags at the
//! top of the codebook; the legend names them, and one of them can be singled out.

use super::charts::{Row, Statistics};
use super::frame::{line, longest, table, whole};
use crate::brush::Paint;
use crate::brush::bars::{Piece, strip, tag_ground};
use crate::brush::table::{Column, Spot};
use crate::layout::{fit, width};
use crate::state::Model;
use crate::text::decode::one_line;
use crate::theme::{Hue, Look, Role};
use crate::units::{Area, Cell, thousands};

/// The columns behind the name.
const STRIP: usize = 0;
const COUNT: usize = 1;

/// Cells of a sign, and of what stands between entries of the legend.
const SIGN: Cell = 3;
const GAP: Cell = 2;

/// Returns the columns: the name first.
pub fn columns(statistics: &Statistics, model: &Model) -> Vec<Column> {
    let names: Vec<_> = statistics.made.rows.iter().map(|row| one_line(&row.label)).collect();
    let wide = longest(names.iter().map(AsRef::as_ref), model, (8, 48));
    let length = statistics.made.rows.iter().map(|row| row.length).max().unwrap_or(0);
    let scale = model.face.words.fill("chart-length", &[("length", thousands(length))]);
    let count = model.say("chart-count");
    let cells = width(&count, model.face.widths) as Cell;
    vec![
        Column::new(model.say("chart-article"), wide).least(wide.min(16)),
        Column::new(scale, 240).least(20).numbers(),
        Column::new(count, cells.max(4)).numbers(),
    ]
}

/// Divides the rectangle below the line: the table, and the legend with as many rows as it needs.
pub fn split(statistics: &Statistics, model: &Model, rest: Area) -> (Area, Area) {
    let needed = places(statistics, model, rest.inset(1, 1)).last().map_or(0, |(_, y, _)| y + 1);
    // The legend needs no more than a part of what there is.
    let (body, foot) = rest.split_bottom((needed + 1).min(rest.h / 2));
    (body, foot.split_top(1).1.inset(1, 1))
}

/// Returns where the entries of the legend stand in so many cells: column, row, cells of the name. Names are cut only
/// where a row is too short for one.
fn places(statistics: &Statistics, model: &Model, room: Area) -> Vec<(Cell, Cell, Cell)> {
    let (mut x, mut y) = (0, 0);
    let place = |(_, _, name): &(char, Hue, String)| {
        let wide = (width(name, model.face.widths) as Cell).min(room.w.saturating_sub(SIGN + 1));
        if x > 0 && x + SIGN + 1 + wide > room.w {
            (x, y) = (0, y + 1);
        }
        let at = (x, y, wide);
        x += SIGN + 1 + wide + GAP;
        at
    };
    statistics.made.legend.iter().map(place).collect()
}

/// Draws the chart.
pub fn draw(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) {
    let singled = statistics.column.chosen.checked_sub(1);
    let name = singled.and_then(|n| statistics.made.legend.get(n)).map(|(.., name)| name.clone());
    let told = match (name, statistics.chosen()) {
        (Some(name), Some(row)) => {
            let count = row.strip.iter().filter(|(_, _, n, _)| Some(*n) == singled).count();
            let blanks = [("tag", name), ("count", count.to_string()), ("title", one_line(&row.label).into_owned())];
            model.face.words.fill("chart-singled", &blanks)
        }
        (_, Some(row)) => one_line(&row.label).into_owned(),
        _ => String::new(),
    };
    line(statistics, model, paint, &told);
    let table = table(statistics, &statistics.table);
    let longest = statistics.made.rows.iter().map(|row| row.length).max().unwrap_or(1).max(1);
    table.draw(paint, &statistics.laid, |paint, spot| {
        if let Some(row) = statistics.made.rows.get(spot.row) {
            cell(statistics, paint, (row, longest, singled), spot);
        }
    });
    let rest = whole(model).split_top(1).1;
    legend(statistics, model, paint, split(statistics, model, rest).1);
}

fn cell(
    statistics: &Statistics,
    paint: &mut Paint<'_>,
    (row, longest, singled): (&Row, usize, Option<usize>),
    spot: &Spot,
) {
    match spot.column {
        None => spot.text(paint, &one_line(&row.label), spot.look),
        Some(STRIP) => {
            let long = row.length as u128 * u128::from(spot.area.w) / longest as u128;
            let area =
                Area { w: Cell::try_from(long).unwrap_or(spot.area.w).clamp(1, spot.area.w.max(1)), ..spot.area };
            let theme = paint.theme;
            let wanted = row.strip.iter().filter(|(_, _, n, _)| singled.is_none_or(|singled| singled == *n));
            let piece = |(at, length, n, hue): &(usize, usize, usize, Hue)| Piece {
                at: *at,
                length: *length,
                look: tag_ground(theme, *hue),
                sign: statistics.made.legend.get(*n).map_or('*', |(sign, ..)| *sign),
            };
            strip(paint, area, row.length, wanted.map(piece), spot.look);
        }
        Some(COUNT) if row.count > 0 => spot.text(paint, &thousands(row.count), spot.look),
        Some(_) => {}
    }
}

/// Draws the legend: a sign on its ground, and its name.
fn legend(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>, area: Area) {
    let singled = statistics.column.chosen.checked_sub(1);
    let base = paint.look(Role::Text);
    let entries = statistics.made.legend.iter().zip(places(statistics, model, area)).enumerate();
    for (n, ((sign, hue, name), (x, y, wide))) in entries.filter(|(_, (_, (_, y, _)))| *y < area.h) {
        let off = singled.is_some_and(|singled| singled != n);
        let (x, y) = (area.x + x, area.y + y);
        let ground = base.over(tag_ground(paint.theme, *hue));
        let look = if off { base.over(paint.look(Role::Faint)) } else { ground };
        let behind = paint.text(x, y, area.right(), &format!(" {sign} "), look);
        let strong = Look { bold: singled == Some(n), underline: singled == Some(n), ..Look::default() };
        let look = if off { base.over(paint.look(Role::Faint)) } else { base.over(strong) };
        let name = fit(name, wide, paint.widths);
        paint.text(behind + 1, y, area.right(), &name, look);
    }
}

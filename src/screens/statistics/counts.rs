//! How often tags are given: bars, percent, and a line of dots along the articles; of the chosen one, each article.

use super::charts::{Lead, Row, Sort, Statistics};
use super::frame::{detail_list, line, longest, percent, table};

use crate::brush::Paint;
use crate::brush::bars::{bar, sparkline, tag_ground, track};
use crate::brush::table::{Along, Column, Spot, Table};
use crate::layout::width;
use crate::state::Model;
use crate::text::decode::one_line;
use crate::theme::{Look, Role};
use crate::units::{Area, Cell, thousands};

/// The columns behind the name.
const BAR: usize = 0;
const COUNT: usize = 1;
const SHARE: usize = 2;
const SERIES: usize = 3;

/// A row's name, as far in as it stands.
fn name(statistics: &Statistics, row: &Row) -> String {
    let depth = if statistics.made.sort == Sort::Order { row.depth } else { 0 };
    format!("{}{}", "  ".repeat(depth), row.label)
}

/// Returns the columns: the name first.
pub fn columns(statistics: &Statistics, model: &Model) -> Vec<Column> {
    let names: Vec<String> = statistics.made.rows.iter().map(|row| name(statistics, row)).collect();
    let wide = longest(names.iter().map(String::as_str), model, (6, 34));
    let most = statistics.made.most;
    let (count, share, series) = (model.say("chart-count"), "%", model.say("chart-series"));
    let cells = |text: &str| width(text, model.face.widths) as Cell;
    let articles = (statistics.made.articles.len().div_ceil(2) as Cell).clamp(cells(&series).min(16), 40);
    let scale = model.face.words.fill("chart-scale", &[("most", thousands(most))]);
    vec![
        Column::new(model.say("chart-tag"), wide).least(wide.min(12)),
        Column::new(scale, 60).least(8).numbers(),
        Column::new(count.clone(), cells(&count).max(cells(&thousands(most)))).numbers(),
        Column::new(share, 3).numbers(),
        Column::new(series, articles).least(articles.min(12)),
    ]
}

/// Draws the chart.
pub fn draw(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) {
    let of = thousands(statistics.made.annotations);
    let told = model.face.words.fill("chart-hundred", &[("count", of)]);
    line(statistics, model, paint, &told);
    let table = table(statistics, &statistics.table);
    let most = statistics.made.most;
    table.draw(paint, &statistics.laid, |paint, spot| {
        if let Some(row) = statistics.made.rows.get(spot.row) {
            cell(statistics, paint, (row, most), spot);
        }
    });
    detail(statistics, model, paint);
}

fn cell(statistics: &Statistics, paint: &mut Paint<'_>, (row, most): (&Row, usize), spot: &Spot) {
    let strong = Look { bold: row.depth == 0, ..Look::default() };
    match spot.column {
        None => {
            let own = if spot.in_row { spot.look } else { spot.look.over(paint.theme.tag_name(row.hue)) };
            spot.text(paint, &name(statistics, row), own.over(strong));
        }
        Some(BAR) => {
            let look = tag_ground(paint.theme, row.hue);
            bar(paint, spot.area, (row.count, most), look, spot.look);
        }
        Some(COUNT) => spot.text(paint, &thousands(row.count), spot.look),
        Some(SHARE) => spot.text(paint, &percent(row.count, statistics.made.annotations), spot.look),
        Some(SERIES) => series(statistics, paint, row, spot),
        Some(_) => {}
    }
}

/// Draws how often a tag stands in each article, in reading order.
fn series(statistics: &Statistics, paint: &mut Paint<'_>, row: &Row, spot: &Spot) {
    let counts: Vec<usize> =
        (0..statistics.made.articles.len()).map(|n| row.series.get(&n).copied().unwrap_or(0)).collect();
    let area = Area { w: spot.area.w.min(counts.len().div_ceil(2) as Cell), ..spot.area };
    let (mut look, most) = (spot.look, counts.iter().max().copied().unwrap_or(0));
    if paint.theme.has_grounds() {
        track(paint, area, spot.look);
        look.bg = crate::brush::bars::track_look(paint.theme, spot.look).bg;
        look.fg = paint.theme.tag_name(row.hue).fg.or(look.fg);
    }
    let dots = sparkline(&counts, most, area.w);
    for (x, dot) in (area.x..area.right()).zip(dots.chars()).filter(|(_, dot)| *dot != ' ') {
        paint.text(x, area.y, area.right(), dot.encode_utf8(&mut [0; 4]), look);
    }
}

/// Draws the articles of the chosen tag.
fn detail(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) {
    let (area, list) = (model.screen.detail, detail_list(model));
    let Some(row) = statistics.chosen().filter(|_| !area.is_empty()) else { return };
    let path = match &row.lead {
        Lead::Tag(key) => model.project.book.codebook.path(key, model.face.words.lang()),
        Lead::Article(..) => row.label.clone(),
    };
    let (head, pane) = (area.row(0).inset(2, 2), Role::Pane);
    let count = statistics.detail.len();
    let told = model.face.words.fill("chart-articles", &[("count", count.to_string())]);
    let end = paint.right(head, &told, paint.over(pane, Role::Faint));
    let heading = paint.over(pane, Role::Section);
    paint.line_look(Area { w: end.saturating_sub(head.x + 2), ..head }, &path, heading);
    let labels: Vec<String> = statistics.detail.iter().map(|(label, ..)| one_line(label).into_owned()).collect();
    let most = statistics.detail.iter().map(|(_, count, _)| *count).max().unwrap_or(1);
    let wide = longest(labels.iter().map(String::as_str), model, (8, 80));
    let columns = [Column::new("", 16).least(4), Column::new("", thousands(most).len() as Cell).numbers()];
    let table = Table {
        fixed: Column::new("", wide).least(wide.min(list.w * 7 / 10)),
        columns: &columns,
        rows: count,
        idle: !statistics.is_within(),
        ground: Some(pane),
        ..Table::default()
    };
    let along = Along { chosen: statistics.inner.chosen, first: statistics.inner.top };
    let laid = table.lay(list.inset(1, 0), along, Along::default());
    let look = tag_ground(paint.theme, row.hue);
    table.draw(paint, &laid, |paint, spot| {
        let Some((label, (_, count, _))) = labels.get(spot.row).zip(statistics.detail.get(spot.row)) else { return };
        match spot.column {
            None => spot.text(paint, label, spot.look),
            Some(BAR) => bar(paint, spot.area, (*count, most), look, spot.look),
            Some(_) => spot.text(paint, &thousands(*count), spot.look),
        }
    });
}

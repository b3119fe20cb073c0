//! The charts: bars, strips and a heat map; every one can be read without colour.

use crate::analysis::coders_named;
use crate::annotation::Progress;
use crate::brush::{Paint, row_look};
use crate::layout::width;
use crate::screens::board;
use crate::screens::statistics::charts::{COLUMN, Chart, HEAD, Statistics, names_wide, room};
use crate::screens::statistics::rows::Row;
use crate::state::Model;
use crate::text::decode::one_line;
use crate::theme::{Look, Role};
use crate::units::{Area, Cell, thousands};
use std::ops::Range;

/// Draws the chart that is shown.
pub fn draw(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let at = Chart::ALL.iter().position(|chart| *chart == statistics.chart).unwrap_or(0) + 1;
    let coders = match statistics.coders.as_slice() {
        [one] => one.clone(),
        several => {
            let names = coders_named(several.iter().map(String::as_str), &model.face.words);
            model.face.words.fill("chart-sum", &[("coders", names)])
        }
    };
    let name = format!("{}  {}  {coders}", model.say("screen-statistics"), model.say(statistics.chart.words()));
    let mut numbers = format!("{at}/{}", Chart::ALL.len());
    let (known, all) = statistics.surveyed;
    if known < all {
        let blanks = [("known", thousands(known)), ("all", thousands(all))];
        numbers = format!("{}  {numbers}", model.face.words.fill("chart-surveyed", &blanks));
    }
    board::head(model, paint, &name, ("", ""), &numbers);
    if statistics.rows.is_empty() {
        board::empty(model, paint, "empty-statistics");
        return None;
    }
    match statistics.chart {
        Chart::Tags => tags(statistics, model, paint),
        Chart::Portrait => portrait(statistics, model, paint),
        Chart::Meetings => meetings(statistics, model, paint),
        Chart::Progress => progress(statistics, model, paint),
    }
    None
}

/// Calls for every row that is to be seen.
fn rows(
    statistics: &Statistics,
    paint: &mut Paint<'_>,
    list: Area,
    mut each: impl FnMut(&mut Paint<'_>, &Row, Area, Look),
) {
    let seen = statistics.rows.iter().enumerate().skip(statistics.place.top);
    for ((n, row), y) in seen.zip(0..list.h) {
        let area = list.row(y);
        let base = row_look(paint, area, n == statistics.place.chosen);
        each(paint, row, area, base);
    }
}

/// Draws a bar and its number; `=` tells it where there are no colours.
fn bar(paint: &mut Paint<'_>, area: Area, count: usize, most: usize, slot: u8, base: Look) {
    let room = area.w.saturating_sub(5);
    let long = (count * usize::from(room)).div_ceil(most.max(1)) as Cell;
    let look = base.over(paint.theme.tag_name(slot.into()));
    let x = paint.text(area.x, area.y, area.right(), &"=".repeat(usize::from(long.min(room))), look);
    paint.text(x + 1, area.y, area.right(), &count.to_string(), base);
}

fn tags(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) {
    let most = statistics.rows.iter().map(|row| row.count).max().unwrap_or(1);
    rows(statistics, paint, model.screen.board, |paint, row, area, base| {
        let (label, rest) = area.split_left((area.w * 2 / 5).clamp(12, 26));
        let label = label.inset(row.depth as Cell * 2, 1);
        paint.line_look(label, &row.label, base.over(paint.theme.tag_name(row.slot.into())));
        bar(paint, rest, row.count, most, row.slot, base);
    });
    let area = model.screen.detail;
    if area.is_empty() {
        return;
    }
    let chosen = statistics.rows.get(statistics.place.chosen);
    let (head, list) = area.inset(2, 2).split_top(1);
    let heading = paint.over(Role::Pane, Role::Section);
    let title = model.face.words.fill("chart-where", &[("tag", chosen.map_or(String::new(), |row| row.label.clone()))]);
    paint.line_look(head, &title, heading);
    let most = statistics.detail.iter().map(|(_, count)| *count).max().unwrap_or(1);
    let base = paint.look(Role::Pane);
    for ((label, count), y) in statistics.detail.iter().zip(0..list.h) {
        let (left, right) = list.row(y).split_left(list.w * 3 / 5);
        paint.line_look(Area { w: left.w.saturating_sub(1), ..left }, &one_line(label), base);
        bar(paint, right, *count, most, chosen.map_or(0, |row| row.slot), base);
    }
}

/// Each article as a strip: a letter for the tag at the top that stands there.
fn portrait(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) {
    let (list, foot) = model.screen.board.split_bottom(3);
    let longest = statistics.rows.iter().map(|row| row.length).max().unwrap_or(1).max(1);
    rows(statistics, paint, list, |paint, row, area, base| {
        let (label, strip) = area.split_left((area.w / 3).clamp(14, 40));
        paint.line_look(Area { w: label.w.saturating_sub(1), ..label }, &one_line(&row.label), base);
        let room = usize::from(strip.w.saturating_sub(5));
        let long = (row.length * room / longest).max(1).min(room);
        let faint = base.over(paint.look(Role::Faint));
        paint.text(strip.x, strip.y, strip.right(), &".".repeat(long), faint);
        let cell = |at: usize| at * long / row.length.max(1);
        for (at, length, sign, slot) in &row.strip {
            let (from, to) = (cell(*at).min(long - 1), cell(at + length).max(cell(*at) + 1).min(long));
            let look = base.over(paint.theme.tag_name((*slot).into())).over(paint.theme.tagged((*slot).into()));
            for x in from..to {
                paint.text(strip.x + x as Cell, strip.y, strip.right(), &sign.to_string(), look);
            }
        }
        let count = if row.count == 0 { String::new() } else { row.count.to_string() };
        paint.text(strip.x + long as Cell + 1, strip.y, strip.right(), &count, faint);
    });
    let mut at = (foot.x, foot.y + 1);
    let base = paint.look(Role::Text);
    for (sign, slot, label) in &statistics.legend {
        let wide = width(label, paint.widths) as Cell + 3;
        if at.0 + wide > foot.right() {
            at = (foot.x, at.1 + 1);
        }
        if at.1 < foot.bottom() {
            let look = base.over(paint.theme.tag_name((*slot).into()));
            paint.text(at.0, at.1, foot.right(), &format!("{sign} {label}"), look);
        }
        at.0 += wide + 1;
    }
}

/// Tags that meet: the more often, the stronger the ground, with the number in it. The chosen cell stands in brackets.
fn meetings(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) {
    let (head, list) = model.screen.board.split_top(HEAD);
    let label_wide = names_wide(list.w);
    let columns = statistics.column.top..statistics.column.top + room(list.w);
    heads(statistics, model, paint, head, &columns);
    let apart = |(n, row): (usize, &Row)| row.cells.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, c)| *c).max();
    let most = statistics.rows.iter().enumerate().filter_map(apart).max().unwrap_or(1).max(1);
    let mut n = statistics.place.top;
    rows(statistics, paint, list, |paint, row, area, base| {
        let (label, cells) = area.split_left(label_wide);
        let look = base.over(paint.theme.tag_name(row.slot.into()));
        paint.line_look(Area { w: label.w.saturating_sub(1), ..label }, &row.label, look);
        for (m, count) in row.cells.iter().enumerate().take(columns.end).skip(columns.start) {
            let at = Area { x: cells.x + (m - columns.start) as Cell * COLUMN, w: COLUMN, ..cells };
            let chosen = (n, m) == (statistics.place.chosen, statistics.column.chosen);
            cell(paint, at, (*count, most), (m == n, chosen), base);
        }
        n += 1;
    });
}

/// Draws a cell of the heat map: its number, on its ground; the one that is chosen between brackets.
fn cell(paint: &mut Paint<'_>, at: Area, (count, most): (usize, usize), (own, chosen): (bool, bool), base: Look) {
    let look = match (own, count) {
        (true, _) | (_, 0) => base.over(paint.look(Role::Faint)),
        (_, count) if count * 3 > most * 2 => base.over(paint.look(Role::HitHere)),
        (_, count) if count * 3 > most => base.over(paint.look(Role::Hit)),
        _ => base.over(paint.look(Role::Selection)),
    };
    let told = if count == 0 { ".".to_owned() } else { count.to_string() };
    let inner = Area { w: at.w - 1, ..at };
    if count > 0 && !own {
        paint.fill_look(inner, look);
    }
    if chosen {
        let look = base.over(paint.look(Role::Cursor));
        paint.fill_look(at, look);
        paint.text(at.x, at.y, at.right(), "[", look);
        paint.text(at.right() - 1, at.y, at.right(), "]", look);
        paint.right(inner, &told, look);
    } else {
        paint.right(inner, &told, look);
    }
}

/// Draws what stands above the heat map: what the chosen cell says, which columns are seen, their names in two rows.
fn heads(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>, head: Area, columns: &Range<usize>) {
    let (row, column) = (statistics.place.chosen, statistics.column.chosen);
    let label = |n: usize| statistics.rows.get(n).map_or(String::new(), |row| row.label.clone());
    let count = statistics.rows.get(row).and_then(|row| row.cells.get(column)).copied().unwrap_or(0);
    let blanks = [("row", label(row)), ("column", label(column)), ("tag", label(row)), ("count", count.to_string())];
    let told = model.face.words.fill(if row == column { "chart-own" } else { "chart-pair" }, &blanks);
    let (base, all) = (paint.look(Role::Text), statistics.rows.len());
    let mut line = head.row(0);
    if columns.end - columns.start < all {
        let blanks = [
            ("first", (columns.start + 1).to_string()),
            ("last", columns.end.min(all).to_string()),
            ("count", all.to_string()),
        ];
        let seen = model.face.words.fill("chart-columns", &blanks);
        let x = paint.right(line, &seen, base.over(paint.look(Role::Faint)));
        line.w = x.saturating_sub(line.x + 2);
    }
    paint.line_look(line, &told, base.over(paint.look(Role::Key)));
    let wide = names_wide(head.w);
    for (n, row) in statistics.rows.iter().enumerate().take(columns.end).skip(columns.start) {
        let x = head.x + wide + (n - columns.start) as Cell * COLUMN;
        let mut look = base.over(paint.theme.tag_name(row.slot.into()));
        if n == column {
            look = look.over(Look { bold: true, underline: true, ..Look::default() });
        }
        let first = row.label.split_whitespace().next().unwrap_or_default();
        let first = cut(first, COLUMN - 1, paint);
        let rest = row.label.get(first.len()..).unwrap_or_default();
        // A name of several words is told by the beginnings of two.
        let rest = rest.split_once(' ').map_or(rest, |(_, second)| second).trim_start();
        paint.text(x, head.y + 1, head.right(), &first, look);
        paint.text(x, head.y + 2, head.right(), &cut(rest, COLUMN - 1, paint), look);
    }
}

/// Cuts a name to whole characters of some cells, without dots.
fn cut(label: &str, cells: Cell, paint: &Paint<'_>) -> String {
    let mut text = String::new();
    for c in label.chars() {
        text.push(c);
        if width(&text, paint.widths) as Cell > cells {
            text.pop();
            break;
        }
    }
    text
}

fn progress(statistics: &Statistics, model: &Model, paint: &mut Paint<'_>) {
    let (list, foot) = model.screen.board.split_bottom(2);
    rows(statistics, paint, list, |paint, row, area, base| {
        let faint = base.over(paint.look(Role::Faint));
        let (sign, key) = match row.state {
            Some(Progress::Done) => ("x", "progress-done"),
            Some(Progress::Reading) => (".", "progress-reading"),
            None => (" ", "progress-unread"),
        };
        paint.text(area.x, area.y, area.right(), sign, base.over(paint.look(Role::Key)));
        let x = paint.text(area.x + 2, area.y, area.right(), &model.say(key), faint);
        let told = model
            .face
            .words
            .fill("progress-count", &[("count", row.count.to_string()), ("length", row.length.to_string())]);
        let end = paint.right(area, &told, faint);
        let start = (area.x + 10).max(x + 1);
        paint.line_look(Area { x: start, w: end.saturating_sub(start + 1), ..area }, &one_line(&row.label), base);
    });
    let all = statistics.rows.len();
    let count = |state| statistics.rows.iter().filter(|row| row.state == Some(state)).count();
    let blanks = [
        ("done", count(Progress::Done).to_string()),
        ("reading", count(Progress::Reading).to_string()),
        ("count", all.to_string()),
    ];
    let row = foot.row(1);
    let base = paint.look(Role::Text);
    let x = paint.text(row.x, row.y, row.right(), &model.face.words.fill("progress-sum", &blanks), base);
    let room = row.right().saturating_sub(x + 3).min(40);
    let part = |count: usize| "=".repeat(count * usize::from(room) / all.max(1));
    let look = base.over(paint.look(Role::Key));
    let x = paint.text(x + 2, row.y, row.right(), &part(count(Progress::Done)), look);
    let faint = base.over(paint.look(Role::Faint));
    paint.text(x, row.y, row.right(), &part(count(Progress::Reading)).replace('=', "-"), faint);
}

//! The hits: keyword in context, one a row, the keyword in one column; the paragraph of the chosen one below.

use super::board;
use super::paint::Paint;
use crate::analysis::{Kwic, Unit};
use crate::app::App;
use crate::app::hits::coded;
use crate::app::shelf::name;
use crate::layout::{Setting, fit, fit_left, glyphs, rows, width};
use crate::text::decode::one_line;
use crate::theme::Role;
use crate::units::{Area, ByteSpan, Slice};

/// Draws the hits; returns where the cursor of the field is.
pub fn draw(app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let hits = &app.stage.hits;
    let unit = match hits.unit {
        Unit::Words => "unit-words",
        Unit::Clause => "unit-clause",
        Unit::Sentence => "unit-sentence",
        Unit::Paragraph => "unit-paragraph",
    };
    let blanks = [
        ("hits", hits.found.len().to_string()),
        ("units", hits.units().to_string()),
        ("unit", app.say(unit)),
        ("at", (hits.place.chosen + usize::from(!hits.order.is_empty())).to_string()),
    ];
    let mut numbers = app.face.words.fill("hits-numbers", &blanks);
    if hits.searching {
        numbers = format!("{}  {numbers}", app.say("hits-searching"));
    }
    if !hits.marked.is_empty() {
        let marked = app.face.words.fill("rows-marked", &[("count", hits.marked.len().to_string())]);
        numbers = format!("{marked}  {numbers}");
    }
    let cursor = board::head(app, paint, &app.say("screen-hits"), ("/", &hits.needle), &numbers);
    if hits.order.is_empty() {
        let key = match (hits.needle.trim().is_empty(), hits.searching) {
            (true, _) => "empty-hits-field",
            (false, true) => "hits-searching",
            (false, false) => "empty-hits",
        };
        board::empty(app, paint, key);
        return cursor;
    }
    let list = app.screen.board;
    let keyword = hits.found.iter().map(|hit| width(hit.words(), paint.widths)).max().unwrap_or(2).min(24) as u16;
    for ((n, found), y) in hits.order.iter().enumerate().skip(hits.place.top).zip(0..list.h) {
        if let Some(hit) = hits.found.get(*found) {
            let row = Row { hit, found: *found, chosen: n == hits.place.chosen, keyword };
            draw_row(app, paint, list.row(y), &row);
        }
    }
    if let Some((_, hit)) = hits.chosen() {
        preview(app, paint, hit);
    }
    cursor
}

struct Row<'a> {
    hit: &'a Kwic,
    found: usize,
    chosen: bool,
    keyword: u16,
}

/// Cells of the tags at the end of a row.
const TAGS: u16 = 14;

fn draw_row(app: &App, paint: &mut Paint<'_>, area: Area, row: &Row<'_>) {
    let Row { hit, found, chosen, keyword } = *row;
    let base = board::row(paint, area, chosen);
    let faint = base.over(paint.look(Role::Faint));
    let aside = app.stage.hits.aside.contains(&found);
    let sign = match (app.stage.hits.marked.contains(&found), aside) {
        (true, _) => "x",
        (_, true) => "-",
        _ => " ",
    };
    paint.text(area.x, area.y, area.right(), sign, base.over(paint.look(Role::Key)));
    let short = fit(name(&hit.document), 8, paint.widths);
    let lead = if hit.headline { format!("{short}#") } else { short };
    paint.text(area.x + 2, area.y, area.right(), &lead, faint);
    let (_, rest) = area.split_left(12);
    let tagged = if area.w >= 60 { TAGS } else { 0 };
    let (context, tags) = rest.split_right(tagged);
    let left = context.w.saturating_sub(keyword) / 2;
    let before = one_line(hit.before());
    let before = fit_left(before.trim_start(), left, paint.widths);
    let x = context.x + left - width(&before, paint.widths).min(usize::from(left)) as u16;
    paint.text(x, area.y, context.x + left, &before, faint);
    let look = if aside { faint } else { base.over(paint.look(Role::Hit)) };
    let words = one_line(hit.words());
    let x = paint.text(context.x + left, area.y, context.right(), &words, look);
    let behind = one_line(hit.after());
    let behind = fit(&behind, context.right().saturating_sub(x), paint.widths);
    paint.text(x, area.y, context.right(), &behind, faint);
    let own = coded(app, hit);
    if let Some(first) = own.first().filter(|_| !tags.is_empty()) {
        super::passages::tags(app, paint, tags.inset(1, 0), first, base);
    } else if !own.is_empty() {
        paint.text(area.right() - 1, area.y, area.right(), "+", base.over(paint.look(Role::Key)));
    }
}

/// Shows the paragraph of a hit, with the unit that would be coded.
fn preview(app: &App, paint: &mut Paint<'_>, hit: &Kwic) {
    let area = app.screen.detail;
    if area.is_empty() {
        return;
    }
    let (head, body) = area.split_top(1);
    let title = app.shelf.title(&hit.document, hit.article);
    let heading = paint.over(Role::Pane, Role::Section);
    paint.line_look(head.inset(2, 1), &format!("{}  {}", name(&hit.document), one_line(&title)), heading);
    let body = body.inset(2, 2);
    let body = Area { w: body.w.min(96), ..body };
    let broken = rows(&hit.text, Setting::new(body.w.max(8), paint.widths), true);
    let here = broken.iter().position(|row| row.start <= hit.at.start && hit.at.start < row.end).unwrap_or(0);
    // The words stand in the middle of what there is room for.
    let height = usize::from(body.h);
    let top = here.saturating_sub(height / 2).min(broken.len().saturating_sub(height));
    let base = paint.look(Role::Pane);
    for (row, y) in broken.iter().skip(top).zip(0..body.h) {
        let at = body.row(y);
        let mut x = at.x;
        for glyph in glyphs(hit.text.slice(ByteSpan::at(row.start, row.end)), paint.widths) {
            let offset = row.start + glyph.start;
            let mut look = base;
            if hit.unit_at.contains(&offset) {
                look = look.over(paint.look(Role::Selection));
            }
            if hit.at.contains(&offset) {
                look = look.over(paint.look(Role::HitHere));
            }
            x = paint.glyph(x, at.y, at.right(), &glyph, look);
        }
    }
}

//! The hits: keyword in context, one a row, the keyword in one column; the paragraph of the chosen one below.

use super::listed::{Hits, Sort};
use crate::analysis::{Kwic, Unit};
use crate::annotation::Annotation;
use crate::annotation::telling::name;
use crate::brush::{Paint, row_look};
use crate::layout::{Setting, fit, fit_left, glyphs, rows, width};
use crate::screens::board;
use crate::screens::hits::acts::coded;
use crate::state::Model;
use crate::text::decode::one_line;
use crate::theme::Role;
use crate::units::{Area, ByteSpan, Cell, Slice, thousands};

/// Draws the hits; returns where the cursor of the field is.
pub fn draw(hits: &Hits, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let unit = match hits.unit {
        Unit::Words => "unit-words",
        Unit::Clause => "unit-clause",
        Unit::Sentence => "unit-sentence",
        Unit::Paragraph => "unit-paragraph",
    };
    let numbers = numbers(hits, model, &model.say(unit));
    let label = model.search_label();
    let found = board::Filter { label: &label, value: &hits.needle, cleared: "" };
    let cursor = board::head(model, paint, &model.say("screen-hits"), found, &numbers);
    if hits.order.is_empty() {
        let key = match (hits.needle.trim().is_empty(), hits.searching) {
            (true, _) => "empty-hits-field",
            (false, true) => "hits-searching",
            (false, false) if model.search.patterns => "empty-hits-patterns",
            (false, false) => "empty-hits",
        };
        board::empty(model, paint, key);
        return cursor;
    }
    let list = model.screen.board;
    let keyword = hits.found.iter().map(|hit| width(hit.words(), paint.widths)).max().unwrap_or(2).min(24) as u16;
    for ((n, found), y) in hits.order.iter().enumerate().skip(hits.place.top).zip(0..list.h) {
        if let Some(hit) = hits.found.get(*found) {
            let row = Row { hit, found: *found, chosen: n == hits.place.chosen, keyword };
            draw_row(hits, model, paint, list.row(y), &row);
        }
    }
    if let Some((_, hit)) = hits.chosen() {
        preview(model, paint, hit);
    }
    cursor
}

/// Says how many hits there are, which of them are listed, and what is not.
fn numbers(hits: &Hits, model: &Model, unit: &str) -> String {
    let (first, last) = (hits.passed + usize::from(!hits.found.is_empty()), hits.passed + hits.found.len());
    let row = hits.place.chosen + usize::from(!hits.order.is_empty());
    let cut = hits.passed > 0 || last < hits.total;
    let sorted = cut && hits.sort != Sort::Place;
    let blanks = [
        ("hits", thousands(hits.total)),
        ("first", thousands(first)),
        ("last", thousands(last)),
        ("units", thousands(hits.units())),
        ("unit", unit.to_owned()),
        // In the order of their places a row is a place among all.
        ("at", thousands(if sorted { row } else { hits.passed + row })),
    ];
    let key = match (cut, sorted) {
        _ if hits.total == 0 => "hits-numbers-none",
        (_, true) => "hits-numbers-sorted",
        (true, false) => "hits-numbers-cut",
        (false, false) => "hits-numbers",
    };
    let told = |key: &str, count: usize| model.face.words.fill(key, &[("count", thousands(count))]);
    let mut parts = Vec::new();
    parts.extend((!hits.marked.is_empty()).then(|| told("rows-marked", hits.marked.len())));
    parts.extend(hits.searching.then(|| model.say("hits-searching")));
    parts.extend((hits.unread > 0).then(|| told("hits-unread", hits.unread)));
    parts.push(model.face.words.fill(key, &blanks));
    parts.extend(hits.has_more().then(|| model.say("hits-more")));
    parts.extend((hits.passed > 0).then(|| model.say("hits-again")));
    parts.join("  ")
}

/// Cells in front of the words where there is room for a short name of the document alone.
const NARROW: Cell = 13;

/// Cells in front of the words, in a row of so many: what is ticked, the article, a blank.
fn labelled(w: Cell) -> Cell {
    match w {
        0..100 => NARROW,
        100..140 => 20,
        _ => 24,
    }
}

/// The least cells of the name of an article beside what else is said of it.
const NAMED: Cell = 10;

/// Returns what stands for the article of a hit: its title where there is room for some of it, else the name of its
/// document and its number there.
fn lead(model: &Model, hit: &Kwic, (room, titled): (Cell, bool)) -> String {
    if titled {
        return fit(&one_line(&model.shelf.title(&hit.document, hit.article)), room, model.face.widths);
    }
    let tree = model.shelf.place(&hit.document).is_some_and(|n| model.shelf.is_tree(n));
    let number = if tree { format!(".{}", hit.article) } else { String::new() };
    let short = fit(name(&hit.document), room.saturating_sub(number.len() as Cell), model.face.widths);
    short + &number
}

struct Row<'a> {
    hit: &'a Kwic,
    found: usize,
    chosen: bool,
    keyword: u16,
}

fn draw_row(hits: &Hits, model: &Model, paint: &mut Paint<'_>, area: Area, row: &Row<'_>) {
    let Row { hit, found, chosen, keyword } = *row;
    let base = row_look(paint, area, chosen);
    let faint = base.over(paint.look(Role::Faint));
    let aside = hits.is_aside(hit);
    let sign = match (hits.marked.contains(&found), aside) {
        (true, _) => "✓",
        (_, true) => "-",
        _ => " ",
    };
    paint.text(area.x, area.y, area.right(), sign, base.over(paint.look(Role::Key)));
    let (label, rest) = area.split_left(labelled(area.w));
    let (headline, room) = (model.say("hits-headline"), label.w.saturating_sub(3));
    let wide = width(&headline, paint.widths) as Cell + 1;
    // The article is named before it is said that the words are its headline.
    let kept = if hit.headline && wide + NAMED <= room { wide } else { 0 };
    let x = paint.text(
        label.x + 2,
        label.y,
        label.right(),
        &lead(model, hit, (room - kept.min(room), label.w > NARROW)),
        faint,
    );
    if kept > 0 {
        paint.text(x + 1, area.y, label.right(), &headline, faint);
    }
    // Room for the tags at the end of a row.
    let tagged = if area.w >= 60 { (area.w / 5).clamp(14, 40) } else { 0 };
    let (context, tags) = rest.split_right(tagged);
    let left = context.w.saturating_sub(keyword) / 2;
    // What would be coded stands out from what is only near.
    let unit_before = hit.text.get(hit.unit_at.start..hit.at.start).unwrap_or_default();
    let inner = fit_left(&one_line(unit_before), left, paint.widths);
    let x = context.x + left - width(&inner, paint.widths).min(usize::from(left)) as u16;
    paint.text(x, area.y, context.x + left, &inner, if aside { faint } else { base });
    let outer = one_line(hit.text.get(..hit.unit_at.start).unwrap_or_default()).into_owned();
    let outer = fit_left(outer.trim_start(), x - context.x, paint.widths);
    let at = x - (width(&outer, paint.widths) as u16).min(x - context.x);
    paint.text(at, area.y, x, &outer, faint);
    let look = if aside { faint } else { base.over(paint.look(Role::Hit)) };
    let words = one_line(hit.words());
    let x = paint.text(context.x + left, area.y, context.right(), &words, look);
    let unit_behind = one_line(hit.text.get(hit.at.end..hit.unit_at.end).unwrap_or_default()).into_owned();
    let outer = one_line(hit.text.get(hit.unit_at.end..).unwrap_or_default()).into_owned();
    let inner = fit(&unit_behind, context.right().saturating_sub(x), paint.widths);
    let x = paint.text(x, area.y, context.right(), &inner, if aside { faint } else { base });
    let outer = fit(&outer, context.right().saturating_sub(x), paint.widths);
    paint.text(x, area.y, context.right(), &outer, faint);
    let own = coded(model, hit);
    if let Some(all) = together(&own).filter(|_| !tags.is_empty()) {
        board::tags(model, paint, tags.inset(1, 0), &all, base);
    } else if !own.is_empty() {
        paint.text(area.right() - 1, area.y, area.right(), "+", base.over(paint.look(Role::Key)));
    }
}

/// Returns what stands for all annotations of a hit: their tags, those given last first; a note shows as `*`.
fn together(own: &[&Annotation]) -> Option<Annotation> {
    let mut all = (*own.first()?).clone();
    let tags: Vec<String> = own.iter().flat_map(|a| a.tags.iter().rev().cloned()).collect();
    let mut seen = std::collections::BTreeSet::new();
    all.tags = tags.into_iter().filter(|tag| seen.insert(tag.clone())).collect();
    all.note = own.iter().map(|a| a.note.as_str()).collect();
    Some(all)
}

/// Shows the paragraph of a hit, with the unit that would be coded.
fn preview(model: &Model, paint: &mut Paint<'_>, hit: &Kwic) {
    let area = model.screen.detail;
    if area.is_empty() {
        return;
    }
    let (head, body) = area.split_top(1);
    let heading = paint.over(Role::Pane, Role::Section);
    let told = model.shelf.heading(&hit.document, hit.article);
    let x = paint.line_look(head.inset(2, 1), &told, heading);
    if let Some(all) = together(&coded(model, hit)) {
        let rest = Area { x: x + 2, w: head.right().saturating_sub(x + 3), ..head };
        let base = paint.look(Role::Pane);
        let x = board::tags(model, paint, rest, &all, base);
        if !all.note.is_empty() {
            let faint = base.over(paint.look(Role::Faint));
            let rest = Area { x: x + 2, w: head.right().saturating_sub(x + 3), ..head };
            paint.line_look(rest, &format!("* {}", one_line(&all.note)), faint);
        }
    }
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

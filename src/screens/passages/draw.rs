//! The passages: full words with context in grey, their tags below; the chosen one explained at the side.

use super::detail;
use super::listed::Block;
use crate::analysis::Filter;
use crate::annotation::Annotation;
use crate::brush::Paint;
use crate::layout::glyphs;
use crate::screens::board;
use crate::screens::passages::listed::{Entry, Passages, fits};
use crate::state::Model;
use crate::text::decode::one_line;
use crate::theme::{Hue, Look, Role};
use crate::units::{Area, ByteSpan, Slice, thousands};

/// Draws the passages; returns where the cursor of the filter is.
pub fn draw(passages: &Passages, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let at = if passages.entries.is_empty() { 0 } else { passages.place.chosen + 1 };
    let mut numbers = format!("{at}/{}", passages.entries.len());
    if !passages.filter.is_empty() {
        let all = model.face.words.fill("passages-of-all", &[("count", thousands(passages.all))]);
        numbers = format!("{numbers}  {all}");
    }
    if let Some((pairs, alone)) = passages.pairs {
        let blanks = [("pairs", pairs.to_string()), ("passages", alone.to_string())];
        numbers = format!("{}  {numbers}", model.face.words.fill("passages-pairs", &blanks));
    }
    if !passages.marked.is_empty() {
        let marked = model.face.words.fill("rows-marked", &[("count", thousands(passages.marked.len()))]);
        numbers = format!("{marked}  {numbers}");
    }
    let name = format!("{}  {}", model.say("screen-passages"), model.say(passages.order.words()));
    let cleared = model.say(if passages.led { "filter-cleared-led" } else { "filter-cleared" });
    let filter = board::Filter { label: &model.say("filter-label"), value: &passages.filter, cleared: &cleared };
    let cursor = board::head(model, paint, &name, filter, &numbers);
    if passages.entries.is_empty() {
        let key = if passages.filter.is_empty() { "empty-passages" } else { "empty-passages-filter" };
        board::empty(model, paint, key);
        return cursor;
    }
    let filter = Filter::new(&passages.filter, &model.project.book.codebook);
    for block in &passages.blocks {
        if let Some(entry) = passages.entries.get(block.entry) {
            draw_block(passages, model, paint, block, entry, fits(model, &filter, entry));
        }
    }
    if !model.screen.detail.is_empty() {
        detail::draw(passages, model, paint);
    }
    cursor
}

fn draw_block(passages: &Passages, model: &Model, paint: &mut Paint<'_>, block: &Block, entry: &Entry, fits: bool) {
    let list = model.screen.board;
    let chosen = block.entry == passages.place.chosen;
    let mut y = block.row;
    if let Some((heading, count)) = &block.heading {
        let row = list.row(y);
        if !row.is_empty() {
            let look = paint.over(Role::Text, Role::Section);
            let x = paint.line_look(Area { w: row.w.saturating_sub(6), ..row }, heading, look);
            let faint = paint.over(Role::Text, Role::Faint);
            paint.text(x + 2, row.y, row.right(), &count.to_string(), faint);
        }
        y += 1;
    }
    let mut base = paint.look(Role::Text);
    if chosen {
        base = base.over(paint.look(Role::Chosen));
        let rows = (block.rows.len() as u16 + 1).min(list.h.saturating_sub(y));
        paint.fill_look(Area { y: list.y + y, h: rows, ..list }, base);
    }
    let pale = base.over(paint.look(Role::Faint));
    let present = model.project.book.get(&entry.document, entry.listed.id);
    let hue = present.and_then(|a| a.tags.first()).map_or_else(Hue::default, |tag| {
        let codebook = &model.project.book.codebook;
        codebook.hue(codebook.resolve(entry.tag.as_deref().unwrap_or(tag)))
    });
    let tint = base.over(paint.theme.tagged(hue));
    let sign = match (passages.marked.contains(&entry.listed.id), chosen) {
        (true, true) => "✓>",
        (true, false) => "✓ ",
        (false, true) => " >",
        (false, false) => "  ",
    };
    for (n, row) in block.rows.iter().enumerate() {
        let area = list.row(y);
        y += 1;
        if area.is_empty() {
            continue;
        }
        if n == 0 {
            let look = base.over(paint.look(Role::Key));
            paint.text(area.x, area.y, area.right(), sign, look);
        } else if chosen {
            let look = base.over(paint.look(Role::Key));
            paint.text(area.x + 1, area.y, area.right(), "|", look);
        }
        let mut x = area.x + 3;
        for glyph in glyphs(block.text.slice(ByteSpan::at(row.start, row.end)), paint.widths) {
            let inside = block.words.contains(&(row.start + glyph.start));
            let look = match (fits, inside) {
                (true, true) => tint,
                _ => pale,
            };
            x = paint.glyph(x, area.y, area.right(), &glyph, look);
        }
    }
    let row = list.row(y);
    if !row.is_empty() {
        below(model, paint, row.inset(3, 0), entry, (present, base));
    }
}

/// Draws the row below the words: tags, coder, note.
fn below(model: &Model, paint: &mut Paint<'_>, row: Area, entry: &Entry, (present, base): (Option<&Annotation>, Look)) {
    let faint = base.over(paint.look(Role::Faint));
    let Some(present) = present else {
        paint.line_look(row, &model.say("passage-gone"), faint);
        return;
    };
    let mut x = board::tags(model, paint, row, present, base);
    if present.coder != model.project.coder.name() {
        x = paint.text(x + 2, row.y, row.right(), &model.name_of(&present.coder), faint);
    }
    let example = entry
        .tag
        .as_deref()
        .or(present.tags.first().map(String::as_str))
        .and_then(|key| model.project.book.codebook.get(key));
    let words = model.shelf.words(&entry.document, present);
    if example.is_some_and(|tag| tag.examples.iter().any(|e| *e == one_line(&words))) {
        let look = base.over(paint.look(Role::Key));
        x = paint.text(x + 2, row.y, row.right(), &model.say("passage-example"), look);
    }
    if !present.note.is_empty() {
        let rest = Area { x: x + 2, w: row.right().saturating_sub(x + 2), ..row };
        paint.line_look(rest, &format!("* {}", one_line(&present.note)), faint);
    }
}

//! What there is to know of the chosen passage, and what stands around it.

use super::listed::{Entry, Passages};
use crate::annotation::{AROUND, telling};
use crate::brush::{Paint, beyond_width, sentence};
use crate::layout::{Row, Setting, glyphs, rows};
use crate::state::Model;
use crate::text::decode::one_line;
use crate::text::offsets::first_chars;
use crate::theme::{Hue, Look, Role};
use crate::units::{Area, ByteSpan, Cell, Slice};

/// The most cells of a row of text.
const WIDEST: Cell = 80;

/// Says what there is to know of the chosen passage.
pub fn draw(passages: &Passages, model: &Model, paint: &mut Paint<'_>) {
    let area = model.screen.detail.inset(2, 1);
    let Some(entry) = passages.entries.get(passages.place.chosen) else { return };
    let Some(a) = model.project.book.get(&entry.document, entry.listed.id) else { return };
    let (base, faint) = (paint.look(Role::Pane), paint.over(Role::Pane, Role::Faint));
    let article = model.shelf.survey(&entry.document).and_then(|survey| survey.places.get(&a.id));
    let title = model.shelf.title(&entry.document, article.map_or(0, |standing| standing.article));
    let (_, mut rest) = area.split_top(1);
    let next = |rest: Area, used: u16| Area { y: rest.y + used, h: rest.h.saturating_sub(used), ..rest };
    let heading = paint.over(Role::Pane, Role::Section);
    let used = sentence(paint, rest, &one_line(&title), heading);
    rest = next(rest, used);
    let state = article.map(|standing| model.say(&format!("state-{}", standing.state.name()))).unwrap_or_default();
    let when = first_chars(&a.modified.to_string(), 10).to_owned();
    let name = telling::name(&entry.document);
    let named = (name != one_line(&title)).then(|| name.to_owned());
    let who = named.into_iter().chain([model.name_of(&a.coder), when, state]).collect::<Vec<_>>();
    let used = sentence(paint, rest, &who.join("  "), faint);
    rest = next(rest, used + 1);
    for key in &a.tags {
        let codebook = &model.project.book.codebook;
        let key = codebook.resolve(key);
        let look = base.over(paint.theme.tag_name(codebook.hue(key)));
        let used = sentence(paint, rest, &codebook.path(key, model.face.words.lang()), look);
        rest = next(rest, used);
        if let Some(definition) = codebook.get(key).map(|tag| &tag.definition).filter(|text| !text.is_empty()) {
            let used = sentence(paint, rest, definition, faint);
            rest = next(rest, used);
        }
    }
    if !a.note.is_empty() {
        rest = next(rest, 1);
        let used = sentence(paint, rest, &a.note, base);
        let (_, beside) = rest.split_right(beyond_width(usize::from(used)) + 1);
        paint.beyond(beside, (0, usize::from(used.saturating_sub(rest.h))), base);
        rest = next(rest, used);
    }
    around(model, paint, next(rest, 1), entry);
}

/// Rows that what stands around a passage has at least, or it is not shown.
const LEAST: Cell = 5;

/// Shows what stands around a passage, paragraph by paragraph; its first words are always among what is seen.
fn around(model: &Model, paint: &mut Paint<'_>, area: Area, entry: &Entry) {
    let area = Area { w: area.w.min(WIDEST), ..area };
    let (before, behind) = model.shelf.around(&entry.document, &entry.listed);
    if area.h < LEAST || before.is_empty() && behind.is_empty() {
        return;
    }
    let words = one_line(&model.shelf.words(&entry.document, &entry.listed)).into_owned();
    let more = |text: &str| if text.chars().count() < AROUND { "" } else { ".." };
    let (before, behind) = (format!("{}{before}", more(before)), format!("{behind}{}", more(behind)));
    let (text, passage) = ([before.as_str(), &words, &behind].concat(), before.len()..before.len() + words.len());
    let setting = Setting::new(area.w.max(8), paint.widths);
    let mut broken = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let moved = |row: Row| Row { start: row.start + start, end: row.end + start, ..row };
        broken.extend(rows(paragraph, setting, true).into_iter().map(moved));
        start += paragraph.len() + 1;
    }
    let here = broken.iter().position(|row| passage.start < row.end).unwrap_or(0);
    let height = usize::from(area.h);
    let top = here.saturating_sub(height / 3).min(broken.len().saturating_sub(height));
    let (faint, tint) = (paint.over(Role::Pane, Role::Faint), tint(model, paint, entry));
    for (row, y) in broken.iter().skip(top).zip(0..area.h) {
        let at = area.row(y);
        let mut x = at.x;
        for glyph in glyphs(text.slice(ByteSpan::at(row.start, row.end)), paint.widths) {
            let inside = passage.contains(&(row.start + glyph.start));
            x = paint.glyph(x, at.y, at.right(), &glyph, if inside { tint } else { faint });
        }
    }
}

/// Returns the look of a passage's words.
fn tint(model: &Model, paint: &Paint<'_>, entry: &Entry) -> Look {
    let codebook = &model.project.book.codebook;
    let present = model.project.book.get(&entry.document, entry.listed.id);
    let tag = entry.tag.as_deref().or(present.and_then(|a| a.tags.first()).map(String::as_str));
    let hue = tag.map_or_else(Hue::default, |tag| codebook.hue(codebook.resolve(tag)));
    paint.look(Role::Pane).over(paint.theme.tagged(hue))
}

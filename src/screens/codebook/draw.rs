//! The codebook: the tree with counts and quick keys, the definition of the chosen tag beside it.

use crate::brush::{Paint, chip, row_look, sentence};
use crate::screens::board;
use crate::screens::codebook::listed::{Tagbook, chosen, chosen_left};
use crate::state::Model;
use crate::state::about::Text;
use crate::theme::Role;
use crate::units::Area;

/// Draws the codebook; returns where the cursor of the filter is.
pub fn draw(tagbook: &Tagbook, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let numbers =
        model.face.words.fill("tags-numbers", &[("count", (tagbook.rows.len() - tagbook.left.len()).to_string())]);
    let name = model.say("screen-codebook");
    let cursor = board::head(model, paint, &name, (&model.say("filter-label"), &tagbook.filter), &numbers);
    if tagbook.rows.is_empty() {
        board::empty(
            model,
            paint,
            if model.project.book.codebook.is_empty() { "empty-codebook" } else { "empty-tags" },
        );
        return cursor;
    }
    let list = model.screen.board;
    let lang = model.face.words.lang();
    let codebook = &model.project.book.codebook;
    let quick = model.project.quick_keys();
    for ((n, (depth, key)), y) in tagbook.rows.iter().enumerate().skip(tagbook.place.top).zip(0..list.h) {
        let Some(tag) = codebook.known(key) else { continue };
        let row = list.row(y);
        let base = row_look(paint, row, n == tagbook.place.chosen);
        let faint = base.over(paint.look(Role::Faint));
        let quick = quick.iter().find(|(_, tag)| *tag == key).map(|(slot, _)| model.project.key_name(*slot));
        let key_look = base.over(paint.look(Role::Key));
        paint.text(row.x, row.y, row.right(), quick.as_deref().unwrap_or(""), key_look);
        let counts = tagbook.counts.get(key).copied().unwrap_or_default();
        let left = tagbook.left.get(key);
        let told = match (counts.own, counts.whole) {
            _ if left.is_some() => left.map_or_else(String::new, usize::to_string),
            (0, 0) => String::new(),
            (own, whole) if own == whole => own.to_string(),
            (own, whole) => format!("{own}/{whole}"),
        };
        let end = paint.right(row, &told, faint);
        let label = Area { x: row.x + 4 + *depth as u16 * 2, ..row };
        let label = Area { w: end.saturating_sub(label.x + 1), ..label };
        let x = chip(paint, label, tag.label(lang), codebook.hue(key), base);
        if left.is_some() {
            paint.line_look(Area { x: x + 2, w: end.saturating_sub(x + 3), ..row }, &model.say("tag-removed"), faint);
        } else if *depth == 0 || model.screen.narrow {
            let about = crate::text::decode::one_line(&tag.definition).into_owned();
            paint.line_look(Area { x: x + 2, w: end.saturating_sub(x + 3), ..row }, &about, faint);
        }
    }
    detail(tagbook, model, paint);
    cursor
}

/// Says what the chosen tag is for.
fn detail(tagbook: &Tagbook, model: &Model, paint: &mut Paint<'_>) {
    let area = model.screen.detail;
    let left = chosen_left(tagbook, model);
    let (Some(tag), false) = (chosen(tagbook, model).or(left.map(|(tag, _)| tag)), area.is_empty()) else { return };
    let codebook = &model.project.book.codebook;
    let (base, faint) = (paint.look(Role::Pane), paint.over(Role::Pane, Role::Faint));
    let lang = model.face.words.lang();
    let mut rest = area.inset(2, 2);
    let next = |rest: Area, used: u16| Area { y: rest.y + used, h: rest.h.saturating_sub(used), ..rest };
    let name = codebook.path(&tag.key, lang);
    let used = sentence(
        paint,
        rest,
        &name,
        base.over(paint.theme.tag_name(codebook.hue(&tag.key))).over(paint.look(Role::Open)),
    );
    rest = next(rest, used);
    let other = if lang.pick("zh", "en") == "zh" { &tag.en } else { &tag.zh };
    let key = Some(tag.key.as_str()).filter(|key| *key != other);
    let key = key.map(|key| model.face.words.fill("tag-key", &[("key", key.to_owned())]));
    let names: Vec<String> = Some(other.clone()).filter(|name| !name.is_empty()).into_iter().chain(key).collect();
    let used = sentence(paint, rest, &names.join("  "), faint);
    rest = next(rest, used);
    let counts = tagbook.counts.get(&tag.key).copied().unwrap_or_default();
    let blanks = [("own", counts.own.to_string()), ("whole", counts.whole.to_string())];
    let told = match left {
        Some((_, count)) => model.face.words.fill("tag-left", &[("count", count.to_string())]),
        None => model.face.words.fill("tag-counts", &blanks),
    };
    let used = sentence(paint, rest, &told, faint);
    rest = next(rest, used + u16::from(area.h > 10));
    for text in Text::ALL {
        let said = text.of(tag);
        if said.is_empty() || rest.is_empty() {
            continue;
        }
        let key = base.over(paint.look(Role::Key));
        let x = paint.text(rest.x, rest.y, rest.right(), &model.say(text.words()), key);
        let wide = x.saturating_sub(rest.x) + 2;
        let used = sentence(paint, rest.inset(wide, 0), &said, base);
        rest = next(rest, used.max(1));
    }
    if tag.definition.is_empty() && left.is_none() && !rest.is_empty() {
        sentence(paint, rest, &model.say("tag-undefined"), faint);
    }
}

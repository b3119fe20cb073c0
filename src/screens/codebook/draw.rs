//! The codebook: the tree with counts and quick keys; beside it what the chosen tag is for, how far it reaches, and
//! passages that show it.

use crate::analysis::{CONSENSUS, coders_named};
use crate::annotation::{Tag, quick::Slot};
use crate::brush::{Paint, chip, row_look, sentence, typed};
use crate::layout::width;
use crate::popups::name::{Name, Purpose};
use crate::screens::board;
use crate::screens::codebook::listed::{Tagbook, chosen, chosen_left};
use crate::state::Model;
use crate::state::about::Text;
use crate::text::decode::one_line;
use crate::theme::{Look, Role};
use crate::units::{Area, Cell};
use std::collections::BTreeMap;

/// Cells of the quick keys, and of each number.
const KEY: Cell = 4;
const NUMBER: Cell = 6;

/// The least width in which what is said of a tag stands beside passages that show it.
const TWO: Cell = 100;

/// Draws the codebook; returns where the cursor of the filter is, or of the name that is being changed.
pub fn draw(tagbook: &Tagbook, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let numbers =
        model.face.words.fill("tags-numbers", &[("count", (tagbook.rows.len() - tagbook.left.len()).to_string())]);
    let (at, rows) = (tagbook.place.chosen + 1, tagbook.rows.len());
    let beyond = rows > usize::from(model.screen.board.h);
    let numbers = if beyond { format!("{}/{rows}", at.min(rows)) } else { numbers };
    let name = model.say("screen-codebook");
    let (label, cleared) = (model.say("filter-label"), model.say("filter-cleared"));
    let filter = board::Filter { label: &label, value: &tagbook.filter, cleared: &cleared };
    let mut cursor = board::head(model, paint, &name, filter, &numbers);
    if tagbook.rows.is_empty() {
        board::empty(
            model,
            paint,
            if model.project.book.codebook.is_empty() { "empty-codebook" } else { "empty-tags" },
        );
        return cursor;
    }
    let list = model.screen.board;
    heads(model, paint, Area { y: list.y.saturating_sub(1), h: 1, ..list });
    let quick = model.project.quick_keys();
    let renamed = model.open::<Name>().filter(|_| model.screen.popup.is_empty());
    for ((n, (depth, key)), y) in tagbook.rows.iter().enumerate().skip(tagbook.place.top).zip(0..list.h) {
        let Some(tag) = model.project.book.codebook.known(key) else { continue };
        let row = list.row(y);
        let base = row_look(paint, row, n == tagbook.place.chosen);
        let (left, end) = at_edges((tagbook, &quick), model, paint, row, key, base);
        let label = Area { x: left + *depth as Cell * 2, ..row };
        let label = Area { w: end.saturating_sub(label.x + 1), ..label };
        match renamed.filter(|name| matches!(&name.purpose, Purpose::Rename(of) if of == key)) {
            Some(name) => cursor = Some(typed(paint, label, (&name.input, false))),
            None => named(tagbook, model, paint, (label, *depth), tag, base),
        }
    }
    let area = model.screen.detail.inset(2, 2).split_top(1).1;
    if area.w >= TWO {
        let (left, right) = area.split_left(area.w / 2);
        detail(tagbook, model, paint, left.inset(0, 2));
        shown(tagbook, model, paint, right.inset(2, 0));
    } else {
        let rest = detail(tagbook, model, paint, area);
        shown(tagbook, model, paint, rest);
    }
    cursor
}

/// Says above the rows what their columns are.
fn heads(model: &Model, paint: &mut Paint<'_>, row: Area) {
    let look = paint.over(Role::Text, Role::Faint);
    paint.text(row.x, row.y, row.right(), &model.say("tags-head-key"), look);
    paint.text(row.x + KEY, row.y, row.right(), &model.say("tags-head-tag"), look);
    paint.right(row, &model.say("tags-head-whole"), look);
    paint.right(Area { w: row.w.saturating_sub(NUMBER + 1), ..row }, &model.say("tags-head-own"), look);
}

/// Draws the quick key and the numbers of a row; returns the columns between which its name stands.
fn at_edges(
    (tagbook, quick): (&Tagbook, &BTreeMap<Slot, String>),
    model: &Model,
    paint: &mut Paint<'_>,
    row: Area,
    key: &str,
    base: Look,
) -> (Cell, Cell) {
    let quick = quick.iter().find(|(_, tag)| *tag == key).map(|(slot, _)| model.project.key_name(*slot));
    paint.text(row.x, row.y, row.right(), quick.as_deref().unwrap_or(""), base.over(paint.look(Role::Key)));
    let counts = tagbook.counts.get(key).copied().unwrap_or_default();
    let own = tagbook.left.get(key).copied().unwrap_or(counts.own);
    let number = |count: usize| if count == 0 { String::new() } else { count.to_string() };
    let faint = base.over(paint.look(Role::Faint));
    paint.right(Area { w: row.w.saturating_sub(NUMBER + 1), ..row }, &number(own), base);
    // Where nothing below it is given, the sum says nothing new.
    let whole = if counts.whole == counts.own { 0 } else { counts.whole };
    paint.right(row, &number(whole), faint);
    (row.x + KEY, row.right().saturating_sub(2 * NUMBER + 1))
}

/// Draws the name of a tag, and behind it, where there is room, what it is for.
fn named(tagbook: &Tagbook, model: &Model, paint: &mut Paint<'_>, (row, depth): (Area, usize), tag: &Tag, base: Look) {
    let codebook = &model.project.book.codebook;
    let faint = base.over(paint.look(Role::Faint));
    let x = chip(paint, row, tag.label(model.face.words.lang()), codebook.hue(&tag.key), base);
    let rest = Area { x: x + 2, w: row.right().saturating_sub(x + 2), ..row };
    if tagbook.left.contains_key(&tag.key) {
        paint.line_look(rest, &model.say("tag-removed"), faint);
    } else if depth == 0 || model.screen.narrow {
        paint.line_look(rest, first_sentence(&one_line(&tag.definition)), faint);
    }
}

/// Returns the first sentence of a text: more of it would only be cut.
fn first_sentence(text: &str) -> &str {
    let ends = |(at, c): (usize, char)| {
        let behind = at + c.len_utf8();
        let rest = text.get(behind..).unwrap_or_default();
        let point = c == '.' && rest.starts_with(' ');
        (matches!(c, '。' | '！' | '？' | '；') || point).then_some(behind)
    };
    let end = text.char_indices().find_map(ends).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

/// What is left of a rectangle below so many rows.
fn below(rest: Area, used: u16) -> Area {
    Area { y: rest.y + used.min(rest.h), h: rest.h.saturating_sub(used), ..rest }
}

/// Says what the chosen tag is, how often it is given, where and by whom, and what it is for. Returns what is left
/// below.
fn detail(tagbook: &Tagbook, model: &Model, paint: &mut Paint<'_>, area: Area) -> Area {
    let left = chosen_left(tagbook, model);
    let (Some(tag), false) = (chosen(tagbook, model).or(left.map(|(tag, _)| tag)), area.is_empty()) else {
        return Area::default();
    };
    let codebook = &model.project.book.codebook;
    let (base, faint) = (paint.look(Role::Pane), paint.over(Role::Pane, Role::Faint));
    let lang = model.face.words.lang();
    let x = chip(paint, area.row(0), tag.label(lang), codebook.hue(&tag.key), base);
    let parent = codebook.above(tag).map(|parent| codebook.path(parent, lang));
    let above = parent.map(|path| model.face.words.fill("tag-under", &[("parent", path)]));
    let other = if lang.pick("zh", "en") == "zh" { &tag.en } else { &tag.zh };
    let alike = [&tag.zh, &tag.en].contains(&&tag.key);
    let key = (!alike).then(|| model.face.words.fill("tag-key", &[("key", tag.key.clone())]));
    let other = Some(other.clone()).filter(|name| !name.is_empty() && name != tag.label(lang));
    let names: Vec<String> = other.into_iter().chain(above).chain(key).collect();
    paint.line_look(area.row(0).inset((x + 2).saturating_sub(area.x), 0), &names.join("  "), faint);
    let mut rest = below(area, 1);
    let numbers = match left {
        Some((_, count)) => model.face.words.fill("tag-left", &[("count", count.to_string())]),
        None => numbers(tagbook, model, &tag.key),
    };
    let used = sentence(paint, rest, &numbers, base);
    rest = below(rest, used + u16::from(area.h > 10));
    let texts = Text::ALL.into_iter().map(|text| (model.say(text.words()), text.of(tag)));
    let texts: Vec<(String, String)> = texts.filter(|(_, said)| !said.is_empty()).collect();
    let wide = texts.iter().map(|(name, _)| width(name, paint.widths)).max().unwrap_or(0) as Cell + 2;
    for (name, said) in &texts {
        if rest.is_empty() {
            break;
        }
        paint.text(rest.x, rest.y, rest.right(), name, base.over(paint.look(Role::Key)));
        let used = sentence(paint, rest.inset(wide, 0), said, base);
        rest = below(rest, used.max(1));
    }
    if tag.definition.is_empty() && left.is_none() && !rest.is_empty() {
        let used = sentence(paint, rest, &model.say("tag-undefined"), faint);
        rest = below(rest, used);
    }
    below(rest, 1)
}

/// Says how often a tag is given, where, and by whom.
fn numbers(tagbook: &Tagbook, model: &Model, key: &str) -> String {
    let words = &model.face.words;
    let counts = tagbook.counts.get(key).copied().unwrap_or_default();
    let blanks = [("own", counts.own.to_string()), ("whole", counts.whole.to_string())];
    let own = words.fill(if counts.own == counts.whole { "tag-counts-own" } else { "tag-counts" }, &blanks);
    let reach = &tagbook.reach;
    if reach.articles == 0 || reach.key != key {
        return own;
    }
    let blanks = [("articles", reach.articles.to_string()), ("documents", reach.documents.to_string())];
    let place = words.fill("tag-reach", &blanks);
    let name = |coder: &String| if coder == CONSENSUS { coders_named([coder.as_str()], words) } else { coder.clone() };
    let coders: Vec<String> = reach.coders.iter().map(|(coder, count)| format!("{} {count}", name(coder))).collect();
    let mine = reach.coders.len() == 1 && reach.coders.contains_key(model.project.coder.name());
    let coders = (!mine).then(|| words.fill("tag-coders", &[("list", coders.join(&words.say("list-comma")))]));
    [Some(own), Some(place), coders].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Shows passages that have the chosen tag, each with its place.
fn shown(tagbook: &Tagbook, model: &Model, paint: &mut Paint<'_>, area: Area) {
    let reach = &tagbook.reach;
    // Less than a passage and its place would only be scraps.
    if reach.shown.is_empty() || area.h < 4 || chosen(tagbook, model).is_none_or(|tag| tag.key != reach.key) {
        return;
    }
    let (base, faint) = (paint.look(Role::Pane), paint.over(Role::Pane, Role::Faint));
    paint.line_look(area.row(0), &model.say("tag-shown"), paint.over(Role::Pane, Role::Section));
    let mut rest = below(area, 1);
    let few = if area.w >= TWO / 2 && area.h > 30 { reach.shown.len() } else { SHOWN };
    for passage in reach.shown.iter().take(few) {
        if rest.h < 2 {
            break;
        }
        let room = ROWS.min(rest.h - 1);
        let used = sentence(paint, Area { h: room, ..rest }, &passage.words, base).min(room);
        paint.line_look(below(rest, used).row(0), &passage.place, faint);
        rest = below(rest, used + 2);
    }
}

/// Passages that are shown where there is little room, and rows of each at most.
const SHOWN: usize = 3;
const ROWS: u16 = 3;

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn of_a_definition_the_first_sentence_is_shown() {
        assert_eq!(first_sentence("谁存在、在哪一层级。 Who exists."), "谁存在、在哪一层级。");
        assert_eq!(first_sentence("Version 1.2 of it. More."), "Version 1.2 of it.");
        assert_eq!((first_sentence("网格"), first_sentence("")), ("网格", ""));
    }
}

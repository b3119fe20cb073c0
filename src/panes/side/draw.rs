//! The sidebar: cards of annotations beside their rows.

use crate::actions::marks::wanted;
use crate::annotation::State;
use crate::brush::{Paint, beyond, chips, sentence};
use crate::layout::{fit, width};
use crate::panes::side::{LIT, card};
use crate::state::Model;
use crate::state::screen::{Card, Part};
use crate::state::view::Focus;
use crate::theme::{Hue, Look, Role};
use crate::units::Area;

/// Draws the sidebar, or the margin and the lit card.
pub fn draw(model: &Model, paint: &mut Paint<'_>) {
    let screen = &model.screen;
    if !screen.side_head.is_empty() {
        let count = wanted(model).len();
        let title = model
            .face
            .words
            .fill(if screen.slim { "pane-side-narrow" } else { "pane-side" }, &[("count", count.to_string())]);
        let side = &model.project.side;
        let told = match (screen.slim, side.list, side.filter.is_empty()) {
            (true, ..) | (_, false, _) => String::new(),
            (_, _, true) => model.say("side-list"),
            (_, _, false) => side.filter.clone(),
        };
        paint.head(screen.side_head, &title, &told, screen.focus == Focus::Side);
        paint.fill(screen.side, Role::Pane);
        let filtered = model.project.side.list && !model.project.side.filter.is_empty();
        if count == 0 && model.reader.document.is_some() {
            let bare = model.project.quick_keys().is_empty();
            let key = match (filtered, screen.slim) {
                (true, _) => "empty-side-filter",
                (_, true) if bare => "empty-margin-bare",
                (_, true) => "empty-margin",
                (_, false) if bare => "empty-side-bare",
                (_, false) => "empty-side",
            };
            empty(model, paint, key);
        }
        let cards = &screen.cards;
        cards.iter().for_each(|card| draw_card(model, paint, card));
        cards.iter().for_each(|card| connect(model, paint, card));
        if screen.lost > 0 {
            let key = if screen.slim { "side-lost-narrow" } else { "side-lost" };
            let sentence = model.face.words.fill(key, &[("count", screen.lost.to_string())]);
            let row = screen.side.row(screen.side.h.saturating_sub(1));
            let look = paint.over(Role::Pane, Role::Mark);
            paint.right(row.inset(1, 1), &sentence, look);
        }
        if let Some((row, count)) = screen.more {
            let look = paint.over(Role::Pane, Role::Faint);
            let told = beyond(count, 'v');
            let (_, at) = screen.side.row(row).split_right(width(&told, paint.widths) as u16 + 2);
            paint.fill_look(at, look);
            paint.right(at.inset(0, 1), &told, look);
        }
    }
    if !screen.card.is_empty() {
        lit(model, paint, screen.card);
    }
}

/// An empty sidebar teaches the first keys.
fn empty(model: &Model, paint: &mut Paint<'_>, key: &str) {
    let look = paint.over(Role::Pane, Role::Faint);
    let (_, area) = model.screen.side.inset(1, 1).split_top(1);
    sentence(paint, area, &model.say(key), look);
}

/// The most cells of the name of another coder in a card.
const CODER: u16 = 10;

/// Cells around the name of a tag, and of the count of the others behind it.
const CHIP: usize = 4;

/// From so many cells on a card has room for all its signs.
const ROOMY: u16 = 16;

/// Draws the chips of a card's tags in its rows, and behind the last its state and the sign of its note.
fn names(model: &Model, paint: &mut Paint<'_>, area: Area, card: &Card, base: Look) {
    let mut tags = card.tags.iter().map(|(name, hue)| (name.as_str(), *hue));
    let mut x = area.x;
    let short = |coder: &String| match CODER.min(area.w / 3) {
        // Of a name that has no room its first character tells more than two dots.
        0..4 => coder.chars().take(1).collect(),
        room => fit(coder, room, paint.widths),
    };
    let coder = card.coder.as_ref().map(|coder| format!(" {}", short(coder)));
    let coder = coder.unwrap_or_default();
    // In a margin whose it is counts for more than that there is a note.
    let noted = card.noted && (coder.is_empty() || area.w >= ROOMY);
    let kept = width(&coder, paint.widths) as u16 + 2 * u16::from(noted);
    let last = (card.rows.len() as u16).saturating_sub(1);
    let first = card.tags.first().map_or(0, |(name, _)| width(name, paint.widths));
    if card.tags.len() > 1 && card.rows.len() == 1 && first + CHIP > usize::from(area.w.saturating_sub(kept)) {
        // Where not even one of them has room, they are counted.
        let told = model.face.words.fill("side-tags", &[("count", card.tags.len().to_string())]);
        x = paint.text(area.x, area.y, area.right().saturating_sub(kept), &told, base);
    } else {
        for (count, n) in card.rows.iter().zip(0..) {
            // The sign of a note and the name of a coder have their room whatever the tags are.
            let kept = if n == last { kept } else { 0 };
            let row = Area { w: area.w.saturating_sub(kept), ..area.row(n) };
            x = chips(paint, row, tags.by_ref().take(*count), base);
        }
    }
    let row = area.row(last);
    x = paint.text(x, row.y, row.right(), &coder, base);
    if noted {
        x = paint.text(x, row.y, row.right(), " *", base.over(paint.look(Role::Key)));
    }
    if card.undecided {
        let state = model.say("state-undecided");
        x = paint.text(x, row.y, row.right(), &format!(" {state}"), base.over(paint.look(Role::Mark)));
    }
    if card.state != State::InPlace {
        let state = model.say(&format!("state-{}", card.state.name()));
        paint.text(x, row.y, row.right(), &format!(" {state}"), base.over(paint.look(Role::Mark)));
    }
}

fn draw_card(model: &Model, paint: &mut Paint<'_>, card: &Card) {
    let side = model.screen.side;
    let mut base = paint.look(Role::Pane);
    if card.lit {
        base = base.over(paint.look(Role::Chosen));
        paint.fill_look(Area { y: side.y + card.row, h: card.height(), ..side }, base);
    }
    let row = side.row(card.row);
    let hue = card.tags.first().map_or_else(Hue::default, |tag| tag.1);
    let (sign, look) = if card.lit { (">", paint.look(Role::Key)) } else { ("|", paint.theme.tag_name(hue)) };
    // A blank parts the stripe from the bar of the text; in a margin the chip follows at once.
    let before = 2 + u16::from(!model.screen.slim);
    paint.text(row.x + 1, row.y, row.right(), sign, base.over(look));
    let inside = Area { y: row.y, h: side.bottom().saturating_sub(row.y), ..side };
    names(model, paint, inside.inset(before, 0), card, base);
    for ((part, text), y) in card.lines.iter().zip(card.row + card.rows.len() as u16..) {
        let look = match part {
            Part::Note => base,
            Part::Quotation => base.over(paint.look(Role::Faint)),
        };
        let row = side.row(y).inset(3, 1);
        if !row.is_empty() {
            paint.line_look(row, text, look);
        }
    }
}

/// Leads from the row of a card's words to the card, where it had to give way to others.
fn connect(model: &Model, paint: &mut Paint<'_>, card: &Card) {
    let side = model.screen.side;
    let last = side.h.saturating_sub(1);
    let (first, last) = (card.row.min(card.home), card.row.max(card.home).min(last));
    let hue = card.tags.first().map_or_else(Hue::default, |tag| tag.1);
    // What it is drawn over keeps its ground.
    let look = Look { bg: None, ..paint.theme.tag_name(hue) };
    for row in (first..=last).filter(|_| first < last) {
        let sign = match row {
            row if row == first => ".",
            row if row == last => "'",
            _ => ":",
        };
        let at = side.row(row);
        paint.text(at.x, at.y, at.right(), sign, look);
    }
}

/// Draws the lit annotation in three rows, where the sidebar is too narrow to unfold it.
fn lit(model: &Model, paint: &mut Paint<'_>, area: Area) {
    paint.fill(area, Role::Popup);
    let Some(mark) = model.project.lit.and_then(|id| model.project.mark(id)) else { return };
    // Its tags stand in one row here, whatever their number.
    let card = card(model, mark, LIT, area.w);
    let card = Card { rows: vec![card.tags.len()], ..card };
    let base = paint.look(Role::Popup);
    paint.text(area.x, area.y, area.right(), ">", base.over(paint.look(Role::Key)));
    names(model, paint, area.row(0).inset(2, 1), &card, base);
    let faint = base.over(paint.look(Role::Faint));
    let quotation = card.lines.iter().find(|(part, _)| *part == Part::Quotation).map_or("", |(_, text)| text);
    paint.line_look(area.row(1).inset(2, 1), quotation, faint);
    let notes: Vec<&str> =
        card.lines.iter().filter(|(part, _)| *part == Part::Note).map(|(_, text)| text.as_str()).collect();
    paint.line_look(area.row(2).inset(2, 1), &notes.join(" "), base);
}

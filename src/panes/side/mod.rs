//! The sidebar: a card beside the row that each annotation begins on; only the lit one unfolds.

pub mod draw;

use crate::actions::marks;
use crate::annotation::State;
use crate::layout::{Setting, fit, rows, width};
use crate::popups::typed::Field;
use crate::state::Model;
use crate::state::project::Mark;
use crate::state::request::Of;
use crate::state::screen::{Card, Part};
use crate::text::decode::one_line;
use crate::units::{Byte, ByteSpan, Cell, Slice};

/// Rows that the note of a lit card may take.
const NOTE: usize = 12;

/// Lays out the cards of the annotations that begin on the rows to be seen.
pub fn arrange(model: &mut Model) {
    if model.project.side.list {
        return list(model);
    }
    let narrow = model.screen.narrow;
    let room = if narrow { model.screen.card.w } else { model.screen.side.w };
    let height = model.screen.side.h.max(1);
    let top = model.screen.column.y.saturating_sub(model.screen.side.y);
    let mut cards: Vec<Card> = Vec::new();
    let mut waiting = 0;
    let mut more = None;
    let mut next = 0;
    for (row, mark) in seen(model) {
        let lit = model.project.lit == Some(mark.id);
        let wanted = (top + row as Cell).max(next);
        // Cards that there is no room for are only counted.
        if !lit && wanted >= height {
            waiting += 1;
            more = Some((height - 1, waiting));
            continue;
        }
        let card = card(model, mark, lit, room);
        let tall = if narrow { 1 } else { card.height() };
        // The lit card is always to be seen whole: it may begin above its row.
        let at = if lit && wanted + tall > height { height.saturating_sub(tall).max(next.min(height)) } else { wanted };
        if at >= height {
            waiting += 1;
            more = Some((height - 1, waiting));
            continue;
        }
        next = at + tall;
        cards.push(Card { row: at, ..card });
    }
    // The count of those that wait takes the last row, from a card if need be.
    if waiting > 0 && cards.pop_if(|card| card.row == height - 1 && !card.lit).is_some() {
        more = Some((height - 1, waiting + 1));
    }
    model.screen.cards = cards;
    model.screen.more = more;
    model.screen.lost = model.project.lost();
}

/// Lists the annotations of the article one below the other, those that the filter wants; the lit one is in sight.
fn list(model: &mut Model) {
    let narrow = model.screen.narrow;
    let room = if narrow { model.screen.card.w } else { model.screen.side.w };
    let height = model.screen.side.h.max(1);
    let wanted = marks::wanted(model);
    let marks = wanted.iter().filter_map(|id| model.project.mark(*id));
    let all: Vec<Card> = marks.map(|mark| card(model, mark, model.project.lit == Some(mark.id), room)).collect();
    let tall = |card: &Card| if narrow { 1 } else { card.height() };
    let lit = all.iter().position(|card| card.lit).unwrap_or(0);
    // The lit card stands in the middle, as far as there are cards above it.
    let (mut first, mut above) = (lit, 0);
    while let Some(card) = first.checked_sub(1).and_then(|n| all.get(n)).filter(|card| above + tall(card) <= height / 2)
    {
        above += tall(card);
        first -= 1;
    }
    let mut row = 0;
    let mut cards = Vec::new();
    let count = all.len();
    for card in all.into_iter().skip(first) {
        let next = row + tall(&card);
        if row >= height {
            break;
        }
        cards.push(Card { row, ..card });
        row = next;
    }
    let rest = count.saturating_sub(first + cards.len());
    model.screen.more = (rest > 0).then(|| (height - 1, rest + usize::from(cards.pop().is_some())));
    model.screen.cards = cards;
    model.screen.lost = 0;
}

/// Returns the annotations that begin on a row to be seen, with the row; and a lit one that began before.
fn seen(model: &Model) -> Vec<(usize, &Mark)> {
    let reader = &model.reader;
    let mut found: Vec<(usize, &Mark)> = Vec::new();
    for mark in model.project.marks.iter().filter(|mark| !mark.placed.spans.is_empty()) {
        let begins = reader.visible_row(drawn(model, mark).0);
        let row = begins.or_else(|| (model.project.lit == Some(mark.id)).then(|| first_seen(model, mark)).flatten());
        found.extend(row.map(|row| (row, mark)));
    }
    // One that stands nowhere is shown while it is lit: there it can be picked up.
    let lit = model.project.lit.and_then(|id| model.project.mark(id)).filter(|mark| mark.placed.spans.is_empty());
    found.extend(lit.map(|mark| (0, mark)));
    found.sort_by_key(|(row, mark)| (*row, mark.placed.start(), mark.id));
    found
}

/// Returns the first position of an annotation that is drawn, and how many characters of it come before: the mark of a
/// heading, as `### `, is not drawn.
fn drawn(model: &Model, mark: &Mark) -> (Byte, usize) {
    let start = mark.placed.start();
    let first = || {
        let document = model.reader.document.as_deref()?;
        let block = document.structure.block(document.structure.block_at(start)?)?;
        let first = block.start() + block.markup;
        let skipped = document.slice(ByteSpan::new(start, first.max(start))).chars().count();
        (start < first && mark.placed.contains(first)).then_some((first, skipped))
    };
    first().unwrap_or((start, 0))
}

/// Returns the first row to be seen that shows a part of an annotation that began above.
fn first_seen(model: &Model, mark: &Mark) -> Option<usize> {
    let line = model.reader.lines.iter().position(|line| line.row.is_some())?;
    let start = model.reader.lines.get(line).and_then(|l| model.reader.source(l.place, l.row?.start))?;
    mark.placed.spans.iter().any(|span| span.end > start && span.start <= start).then_some(line)
}

/// Makes the card of an annotation.
pub fn card(model: &Model, mark: &Mark, lit: bool, room: Cell) -> Card {
    let words = &model.face.words;
    let codebook = &model.project.book.codebook;
    let found = model.annotation(mark.id);
    let keys = found.map_or(&[][..], |a| &a.tags);
    let mut tags: Vec<(String, u8)> = keys
        .iter()
        .map(|key| codebook.resolve(key))
        .map(|key| (codebook.label(key, words.lang()).to_owned(), codebook.slot(key)))
        .collect();
    if tags.is_empty() {
        tags.push((words.say("plain-highlight"), 0));
    }
    let note = found.map(|a| a.note.clone()).unwrap_or_default();
    let mut lines = Vec::new();
    if lit {
        let widths = model.face.widths;
        let inner = room.saturating_sub(3).max(4);
        let quotation = found.map(|a| a.quotation.text()).unwrap_or_default();
        let skipped = if mark.placed.state == State::InPlace { drawn(model, mark).1 } else { 0 };
        let quotation: String = quotation.chars().skip(skipped).collect();
        lines.push((Part::Quotation, ends(&one_line(&quotation), inner, model)));
        for line in note.split('\n').filter(|_| !note.is_empty()) {
            let cut = rows(line, Setting::new(inner, widths), true);
            let shown = cut.iter().map(|row| line.slice(ByteSpan::at(row.start, row.end)).to_owned());
            lines.extend(shown.map(|text| (Part::Note, text)));
            if cut.is_empty() {
                lines.push((Part::Note, String::new()));
            }
        }
        if lines.len() > NOTE {
            lines.truncate(NOTE - 1);
            lines.push((Part::Note, "..".to_owned()));
        }
    }
    let coder = found.filter(|_| !mark.own).map(|a| model.name_of(&a.coder));
    let (noted, state) = (!note.is_empty(), mark.placed.state);
    let undecided = found.is_some_and(|a| !a.conflicts.is_empty());
    Card { id: mark.id, row: 0, lit, tags, coder, noted, undecided, state, lines }
}

/// Shows the start and the end of a long quotation.
fn ends(text: &str, room: Cell, model: &Model) -> String {
    let widths = model.face.widths;
    if width(text, widths) <= usize::from(room) {
        return text.to_owned();
    }
    let half = room / 2;
    let head = fit(text, half.saturating_sub(1), widths);
    let tail = crate::layout::fit_left(text, room.saturating_sub(width(&head, widths) as Cell), widths);
    format!("{head}{tail}")
}

/// Opens the filter of the sidebar, which lists all annotations of the article then.
pub fn side_filter(model: &mut Model) {
    model.project.side.list = true;
    let filter = model.project.side.filter.clone();
    Field::open(model, Of::Side, &filter);
}

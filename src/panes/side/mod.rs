//! The sidebar: a card beside the row that each annotation begins on; only the lit one unfolds.

pub mod draw;

use crate::actions::marks;
use crate::annotation::{Annotation, State};
use crate::layout::{Setting, fit, rows, width};
use crate::popups::typed::Field;
use crate::state::Model;
use crate::state::project::{Decided, Mark, Store};
use crate::state::request::Of;
use crate::state::screen::{Card, Part};
use crate::text::Widths;
use crate::text::decode::one_line;
use crate::theme::Hue;
use crate::units::{Byte, ByteSpan, Cell, Slice};

/// Rows that the lit card may take.
const LIT: usize = 13;

/// Rows that a card of a list may take: its tags, its quotation and two of its note.
const LISTED: usize = 4;

/// Blanks around a name, and cells of the sign of a note behind it.
const BLANKS: usize = 4;

/// Cells of a card beside its words: the stripe, and a blank at the end.
const BESIDE: Cell = 4;

/// Decides whether the sidebar is a pane or a margin: a pane where the article has annotations. That changes with the
/// article, and by a key, never while somebody codes. Tells whether it was decided anew.
pub fn decide(model: &mut Model) -> bool {
    // Without a store nothing is to come; one that is made later holds what is here.
    let read = model.project.read || !matches!(model.project.store, Store::At(_));
    let known = read && model.reader.document.as_deref().is_some_and(|document| document.whole);
    let now = Some(Decided { article: model.shelf.open, known });
    if model.project.side.decided == now {
        return false;
    }
    model.project.side.decided = now;
    model.project.side.wide = !marks::in_article(model).is_empty();
    true
}

/// Lays out the cards of the annotations that begin on the rows to be seen.
pub fn arrange(model: &mut Model) {
    if model.project.side.list {
        return list(model);
    }
    let slim = model.screen.slim;
    let room = if slim { model.screen.card.w } else { model.screen.side.w };
    let height = model.screen.side.h.max(1);
    let seen = wanted_rows(model, room, height);
    let mut cards: Vec<Card> = Vec::new();
    let mut waiting = 0;
    let mut next = 0;
    for (n, (row, home, mark)) in seen.iter().enumerate() {
        let lit = model.project.lit == Some(mark.id);
        let at = (*row).max(next);
        // Cards that there is no room for are only counted.
        if at >= height {
            waiting += 1;
            continue;
        }
        // A card unfolds as far as rows are free, but for one before the next.
        let free = seen.get(n + 1).map_or(height - at, |(row, ..)| row.saturating_sub(at + 1));
        let most = if slim {
            1
        } else if lit {
            LIT.max(usize::from(free))
        } else {
            usize::from(free).max(1)
        };
        let card = card(model, mark, most, room);
        next = at + card.height();
        cards.push(Card { row: at, home: *home, ..card });
    }
    // The count of those that wait takes the last row, from a card if need be.
    let more = (waiting > 0).then(|| {
        let covered = cards.pop_if(|card| card.row + card.height() >= height && !card.lit).is_some();
        (height - 1, waiting + usize::from(covered))
    });
    model.screen.cards = cards;
    model.screen.more = more;
    model.screen.lost = model.project.lost();
}

/// Returns the annotations to be seen, each with the row that its card is to begin on, and that of its words. The lit card
/// is always to be seen whole: it may begin above its row.
fn wanted_rows(model: &Model, room: Cell, height: Cell) -> Vec<(Cell, Cell, &Mark)> {
    let top = model.screen.column.y.saturating_sub(model.screen.side.y);
    let row = |home: Cell, mark: &Mark| {
        let tall = if model.screen.slim { 1 } else { card(model, mark, LIT, room).height() };
        let lit = model.project.lit == Some(mark.id);
        home.min(if lit { height.saturating_sub(tall) } else { Cell::MAX })
    };
    let homes = seen(model).into_iter().map(|(at, mark)| (top + at as Cell, mark));
    homes.map(|(home, mark)| (row(home, mark), home, mark)).collect()
}

/// Lists the annotations of the article one below the other, those that the filter wants; the lit one is in sight.
fn list(model: &mut Model) {
    let slim = model.screen.slim;
    let room = if slim { model.screen.card.w } else { model.screen.side.w };
    let height = model.screen.side.h.max(1);
    let wanted = marks::wanted(model);
    let marks: Vec<&Mark> = wanted.iter().filter_map(|id| model.project.mark(*id)).collect();
    let most = if slim { 1 } else { unfolded(model, &marks, room, height) };
    let rows = |mark: &Mark| if model.project.lit == Some(mark.id) && !slim { LIT } else { most };
    let all: Vec<Card> = marks.iter().map(|mark| card(model, mark, rows(mark), room)).collect();
    let lit = all.iter().position(|card| card.lit).unwrap_or(0);
    // The lit card stands in the middle, as far as there are cards above it.
    let (mut first, mut above) = (lit, 0);
    while let Some(card) =
        first.checked_sub(1).and_then(|n| all.get(n)).filter(|card| above + card.height() <= height / 2)
    {
        above += card.height();
        first -= 1;
    }
    let mut row = 0;
    let mut cards = Vec::new();
    let count = all.len();
    for card in all.into_iter().skip(first) {
        let next = row + card.height();
        if row >= height {
            break;
        }
        cards.push(Card { row, home: row, ..card });
        row = next;
    }
    let rest = count.saturating_sub(first + cards.len());
    model.screen.more = (rest > 0).then(|| (height - 1, rest + usize::from(cards.pop().is_some())));
    model.screen.cards = cards;
    model.screen.lost = 0;
}

/// Returns how many rows each card of a list has, so that all are to be seen at once: as many as may be.
fn unfolded(model: &Model, marks: &[&Mark], room: Cell, height: Cell) -> usize {
    let fits = |most: &usize| {
        // Where there are more cards than rows nothing needs to be laid out.
        let cards = marks.iter().take(usize::from(height) + 1).map(|mark| card(model, mark, *most, room));
        cards.map(|card| usize::from(card.height())).sum::<usize>() <= usize::from(height)
    };
    (2..=LISTED).rev().find(fits).unwrap_or(1)
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

/// Makes the card of an annotation, of so many rows at most.
pub fn card(model: &Model, mark: &Mark, most: usize, room: Cell) -> Card {
    let words = &model.face.words;
    let codebook = &model.project.book.codebook;
    let found = model.annotation(mark.id);
    let keys = found.map_or(&[][..], |a| &a.tags);
    let mut tags: Vec<(String, Hue)> = keys
        .iter()
        .map(|key| codebook.resolve(key))
        .map(|key| (codebook.label(key, words.lang()).to_owned(), codebook.hue(key)))
        .collect();
    if tags.is_empty() {
        let whole = width(&words.say("plain-highlight"), model.face.widths) + BLANKS;
        let narrow = whole > usize::from(room.saturating_sub(BESIDE));
        tags.push((words.say(if narrow { "plain-highlight-short" } else { "plain-highlight" }), Hue::default()));
    }
    let inner = room.saturating_sub(BESIDE).max(4);
    let rows = wrapped(&tags, inner, model.face.widths);
    let rows = if rows.len() <= most { rows } else { vec![tags.len()] };
    let note = found.map_or("", |a| &a.note);
    let left = most.saturating_sub(rows.len());
    let lines = found.filter(|_| left > 0).map(|a| lines(model, mark, a, inner)).unwrap_or_default();
    let lines = shortened(lines, left);
    let coder = found.filter(|_| !mark.own).map(|a| model.name_of(&a.coder));
    let (noted, state) = (!note.is_empty(), mark.placed.state);
    let undecided = found.is_some_and(|a| !a.conflicts.is_empty());
    let lit = model.project.lit == Some(mark.id);
    Card { id: mark.id, row: 0, home: 0, lit, tags, rows, coder, noted, undecided, state, lines }
}

/// Returns how many chips stand in each row: as many as fit, and room for the sign of a note.
fn wrapped(tags: &[(String, Hue)], inner: Cell, widths: Widths) -> Vec<usize> {
    let mut rows = Vec::new();
    let mut used = 0;
    for (name, _) in tags {
        let wide = width(name, widths) + 3;
        match rows.last_mut().filter(|_| used + wide + 2 <= usize::from(inner)) {
            Some(count) => *count += 1,
            None => {
                rows.push(1);
                used = 0;
            }
        }
        used += wide;
    }
    rows
}

/// Returns the lines below the tags of a card: the quotation in one, then the note.
fn lines(model: &Model, mark: &Mark, annotation: &Annotation, inner: Cell) -> Vec<(Part, String)> {
    let quotation = annotation.quotation.text();
    let skipped = if mark.placed.state == State::InPlace { drawn(model, mark).1 } else { 0 };
    let quotation: String = quotation.chars().skip(skipped).collect();
    let mut lines = vec![(Part::Quotation, ends(&one_line(&quotation), inner, model))];
    for line in annotation.note.split('\n').filter(|_| !annotation.note.is_empty()) {
        let cut = rows(line, Setting::new(inner, model.face.widths), true);
        let shown = cut.iter().map(|row| line.slice(ByteSpan::at(row.start, row.end)).to_owned());
        lines.extend(shown.map(|text| (Part::Note, text)));
        if cut.is_empty() {
            lines.push((Part::Note, String::new()));
        }
    }
    lines
}

/// Leaves so many lines; the last says that there are more.
fn shortened(mut lines: Vec<(Part, String)>, most: usize) -> Vec<(Part, String)> {
    if lines.len() > most {
        lines.truncate(most);
        // Where the quotation is all there is room for, the sign of the note tells that there is more.
        if let Some((Part::Note, text)) = lines.last_mut() {
            text.push_str("..");
        }
    }
    lines
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

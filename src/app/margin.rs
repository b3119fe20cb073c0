//! The sidebar: a card beside the row that each annotation begins on; only the lit one unfolds.

use super::desk::{Mark, annotation};
use super::{App, light};
use crate::annotation::State;
use crate::layout::{Setting, fit, rows, width};
use crate::text::decode::one_line;
use crate::units::{Byte, ByteSpan, Cell, Slice};
use uuid::Uuid;

/// What a line of a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The tags: names in their colours.
    Tags,
    /// The quotation.
    Quotation,
    /// The note.
    Note,
}

/// An annotation in the sidebar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The annotation.
    pub id: Uuid,
    /// The row of the sidebar it begins on.
    pub row: Cell,
    /// Whether it is lit.
    pub lit: bool,
    /// The names of its tags and their colours; a plain highlight has one, of colour 0.
    pub tags: Vec<(String, u8)>,
    /// Whose it is, if it is not this coder's.
    pub coder: Option<String>,
    /// Whether it has a note.
    pub noted: bool,
    /// Another version of it waits for a decision.
    pub undecided: bool,
    /// How it was found, if not in place.
    pub state: State,
    /// The lines below its tags, if it is lit.
    pub lines: Vec<(Part, String)>,
}

impl Card {
    /// Returns the rows it takes.
    pub fn height(&self) -> Cell {
        self.lines.len() as Cell + 1
    }
}

/// Rows that the note of a lit card may take.
const NOTE: usize = 12;

/// Lays out the cards of the annotations that begin on the rows to be seen.
pub fn arrange(app: &mut App) {
    if app.desk.side.list {
        return list(app);
    }
    let narrow = app.screen.narrow;
    let room = if narrow { app.screen.card.w } else { app.screen.side.w };
    let height = app.screen.side.h.max(1);
    let top = app.screen.column.y.saturating_sub(app.screen.side.y);
    let mut cards: Vec<Card> = Vec::new();
    let mut waiting = 0;
    let mut more = None;
    let mut next = 0;
    for (row, mark) in seen(app) {
        let lit = app.desk.lit == Some(mark.id);
        let wanted = (top + row as Cell).max(next);
        // Cards that there is no room for are only counted.
        if !lit && wanted >= height {
            waiting += 1;
            more = Some((height - 1, waiting));
            continue;
        }
        let card = card(app, mark, lit, room);
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
    app.screen.cards = cards;
    app.screen.more = more;
    app.screen.lost = app.desk.lost();
}

/// Lists the annotations of the article one below the other, those that the filter wants; the lit one is in sight.
fn list(app: &mut App) {
    let narrow = app.screen.narrow;
    let room = if narrow { app.screen.card.w } else { app.screen.side.w };
    let height = app.screen.side.h.max(1);
    let wanted = light::wanted(app);
    let marks = wanted.iter().filter_map(|id| app.desk.mark(*id));
    let all: Vec<Card> = marks.map(|mark| card(app, mark, app.desk.lit == Some(mark.id), room)).collect();
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
    app.screen.more = (rest > 0).then(|| (height - 1, rest + usize::from(cards.pop().is_some())));
    app.screen.cards = cards;
    app.screen.lost = 0;
}

/// Returns the annotations that begin on a row to be seen, with the row; and a lit one that began before.
fn seen(app: &App) -> Vec<(usize, &Mark)> {
    let reader = &app.reader;
    let mut found: Vec<(usize, &Mark)> = Vec::new();
    for mark in app.desk.marks.iter().filter(|mark| !mark.placed.spans.is_empty()) {
        let begins = reader.visible_row(drawn(app, mark).0);
        let row = begins.or_else(|| (app.desk.lit == Some(mark.id)).then(|| first_seen(app, mark)).flatten());
        found.extend(row.map(|row| (row, mark)));
    }
    // One that stands nowhere is shown while it is lit: there it can be picked up.
    let lit = app.desk.lit.and_then(|id| app.desk.mark(id)).filter(|mark| mark.placed.spans.is_empty());
    found.extend(lit.map(|mark| (0, mark)));
    found.sort_by_key(|(row, mark)| (*row, mark.placed.start(), mark.id));
    found
}

/// Returns the first position of an annotation that is drawn, and how many characters of it come before: the mark of a
/// heading, as `### `, is not drawn.
fn drawn(app: &App, mark: &Mark) -> (Byte, usize) {
    let start = mark.placed.start();
    let first = || {
        let document = app.reader.document.as_deref()?;
        let block = document.structure.block(document.structure.block_at(start)?)?;
        let first = block.start() + block.markup;
        let skipped = document.slice(ByteSpan::new(start, first.max(start))).chars().count();
        (start < first && mark.placed.contains(first)).then_some((first, skipped))
    };
    first().unwrap_or((start, 0))
}

/// Returns the first row to be seen that shows a part of an annotation that began above.
fn first_seen(app: &App, mark: &Mark) -> Option<usize> {
    let line = app.reader.lines.iter().position(|line| line.row.is_some())?;
    let start = app.reader.lines.get(line).and_then(|l| app.reader.source(l.place, l.row?.start))?;
    mark.placed.spans.iter().any(|span| span.end > start && span.start <= start).then_some(line)
}

/// Makes the card of an annotation.
pub fn card(app: &App, mark: &Mark, lit: bool, room: Cell) -> Card {
    let words = &app.face.words;
    let codebook = &app.desk.book.codebook;
    let found = annotation(app, mark.id);
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
        let widths = app.face.widths;
        let inner = room.saturating_sub(3).max(4);
        let quotation = found.map(|a| a.quotation.text()).unwrap_or_default();
        let skipped = if mark.placed.state == State::InPlace { drawn(app, mark).1 } else { 0 };
        let quotation: String = quotation.chars().skip(skipped).collect();
        lines.push((Part::Quotation, ends(&one_line(&quotation), inner, app)));
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
    let coder = found.filter(|_| !mark.own).map(|a| super::others::name_of(app, &a.coder));
    let (noted, state) = (!note.is_empty(), mark.placed.state);
    let undecided = found.is_some_and(|a| !a.conflicts.is_empty());
    Card { id: mark.id, row: 0, lit, tags, coder, noted, undecided, state, lines }
}

/// Shows the start and the end of a long quotation.
fn ends(text: &str, room: Cell, app: &App) -> String {
    let widths = app.face.widths;
    if width(text, widths) <= usize::from(room) {
        return text.to_owned();
    }
    let half = room / 2;
    let head = fit(text, half.saturating_sub(1), widths);
    let tail = crate::layout::fit_left(text, room.saturating_sub(width(&head, widths) as Cell), widths);
    format!("{head}{tail}")
}

//! Motions: each finds a new place for the cursor, and with it for the active end of a selection.

use super::reader::{At, By, Reader, Spot};
use super::stage::View;
use super::{App, open, select};
use crate::layout::glyph::glyphs;
use crate::layout::{Anchor, Line};
use crate::text::{Widths, sentence};
use crate::units::{Byte, ByteSpan, Slice};

/// Moves the cursor: a selection that grows with motions grows, any other is left, the light goes out.
pub fn go(app: &mut App, to: Option<Byte>) {
    let Some(to) = to else { return };
    app.desk.lit = None;
    app.reader.end_told = false;
    app.reader.go(to);
    match app.reader.selection {
        Some(selection) if selection.by.is_extending() => select::extend_to(&mut app.reader, to),
        _ => app.reader.selection = None,
    }
}

/// Moves and forgets the column that vertical motions keep to.
fn across(app: &mut App, to: Option<Byte>) {
    app.reader.want = None;
    go(app, to);
}

/// Remembers where the cursor is before a jump.
pub fn leave(app: &mut App) {
    let Some(document) = app.reader.document.as_deref() else { return };
    let spot = Spot { document: document.path.clone(), at: app.reader.cursor, view: app.stage.view };
    let (spots, place) = &mut app.reader.jumps;
    spots.truncate(*place);
    if spots.last() != Some(&spot) {
        spots.push(spot);
    }
    *place = spots.len();
}

fn starts(reader: &Reader, place: usize) -> Vec<usize> {
    let Some(reading) = reader.reading(place) else { return Vec::new() };
    glyphs(&reading.text, Widths::Narrow).map(|glyph| glyph.start).collect()
}

/// How the units of a block are cut.
type Cut = fn(&Reader, usize) -> Vec<ByteSpan>;

/// Returns the words of a block that are not mere marks or blanks.
pub fn words(reader: &Reader, place: usize) -> Vec<ByteSpan> {
    let Some(reading) = reader.reading(place) else { return Vec::new() };
    let solid = |span: &ByteSpan| reading.text.slice(*span).chars().any(char::is_alphanumeric);
    reader.segmenter.words(&reading.text).into_iter().filter(solid).collect()
}

/// Returns the word at the cursor.
pub fn word_here(reader: &Reader) -> Option<String> {
    let here = reader.at(reader.cursor)?;
    let word = words(reader, here.place).into_iter().find(|word| word.end.0 > here.offset)?;
    Some(reader.reading(here.place)?.text.slice(word).to_owned())
}

/// Returns the clauses of a block.
pub fn clauses(reader: &Reader, place: usize) -> Vec<ByteSpan> {
    reader.reading(place).map(|reading| sentence::clauses(&reading.text)).unwrap_or_default()
}

/// Returns the sentences of a block.
pub fn sentences(reader: &Reader, place: usize) -> Vec<ByteSpan> {
    reader.reading(place).map(|reading| sentence::sentences(&reading.text)).unwrap_or_default()
}

/// Returns the block itself.
pub fn paragraphs(reader: &Reader, place: usize) -> Vec<ByteSpan> {
    reader.reading(place).map(|reading| vec![ByteSpan::at(0, reading.text.len())]).unwrap_or_default()
}

/// Returns the start of the next unit, if need be in the next block.
fn next_start(reader: &Reader, cut: Cut) -> Option<Byte> {
    let here = reader.at(reader.cursor)?;
    let further = |unit: &ByteSpan| reader.source(here.place, unit.start.0).is_some_and(|at| at > reader.cursor);
    if let Some(unit) = cut(reader, here.place).into_iter().filter(|u| u.start.0 > here.offset).find(further) {
        return reader.source(here.place, unit.start.0);
    }
    let place = here.place + 1;
    let first = cut(reader, place).first().map_or(0, |unit| unit.start.0);
    reader.source(place, first)
}

/// Returns the start of this unit, or if the cursor is there, of the one before.
fn previous_start(reader: &Reader, cut: Cut) -> Option<Byte> {
    let here = reader.at(reader.cursor)?;
    if let Some(unit) = cut(reader, here.place).into_iter().rfind(|unit| unit.start.0 < here.offset) {
        return reader.source(here.place, unit.start.0);
    }
    let place = here.place.checked_sub(1)?;
    let last = cut(reader, place).last().map_or(0, |unit| unit.start.0);
    reader.source(place, last)
}

/// Tells whether a paragraph begins at a place: no line of one unit that begins above.
fn begins(reader: &Reader, place: usize) -> bool {
    let block = reader.order().get(place).zip(reader.document.as_deref());
    block.and_then(|(id, document)| document.structure.block(*id)).is_some_and(|block| !block.solid)
}

/// Returns the start of the next paragraph.
fn next_paragraph_start(reader: &Reader) -> Option<Byte> {
    let here = reader.at(reader.cursor)?;
    let place = (here.place + 1..reader.order().len()).find(|place| begins(reader, *place))?;
    reader.source(place, 0)
}

/// Returns the start of this paragraph, or if the cursor is there, of the one before.
fn previous_paragraph_start(reader: &Reader) -> Option<Byte> {
    let here = reader.at(reader.cursor)?;
    let last = if here.offset > 0 { here.place } else { here.place.checked_sub(1)? };
    let place = (0..=last).rev().find(|place| begins(reader, *place))?;
    reader.source(place, 0)
}

macro_rules! unit_motions {
    ($($(#[$doc:meta])* $name:ident $find:ident($($cut:path)?);)*) => {
        $($(#[$doc])* pub fn $name(app: &mut App) {
            let to = $find(&app.reader $(, $cut)?);
            across(app, to);
        })*
    };
}

unit_motions! {
    /// Goes to the next word.
    next_word next_start(words);
    /// Goes to the start of this word, or the one before.
    previous_word previous_start(words);
    /// Goes to the next clause.
    next_clause next_start(clauses);
    /// Goes to the start of this clause, or the one before.
    previous_clause previous_start(clauses);
    /// Goes to the next sentence.
    next_sentence next_start(sentences);
    /// Goes to the start of this sentence, or the one before.
    previous_sentence previous_start(sentences);
    /// Goes to the next paragraph.
    next_paragraph next_paragraph_start();
    /// Goes to the start of this paragraph, or the one before.
    previous_paragraph previous_paragraph_start();
}

/// Goes to the last character of this word, or of the next.
pub fn word_end(app: &mut App) {
    let reader = &app.reader;
    let last = |place: usize, behind: Option<usize>| {
        let reading = reader.reading(place)?;
        let ends = words(reader, place).into_iter().filter_map(|word| {
            let inside = reading.text.slice(word).char_indices().next_back()?;
            Some(word.start.0 + inside.0)
        });
        let further = |end: usize| reader.source(place, end).is_some_and(|at| at > reader.cursor);
        let end = ends.into_iter().find(|end| behind.is_none_or(|b| *end > b && further(*end)))?;
        reader.source(place, end)
    };
    let to = reader
        .at(reader.cursor)
        .and_then(|here| last(here.place, Some(here.offset)).or_else(|| last(here.place + 1, None)));
    across(app, to);
}

/// Returns the position of the glyph before or behind another; over the edge of a block to the next.
pub fn beside(reader: &Reader, here: At, forward: bool) -> Option<Byte> {
    let here_starts = starts(reader, here.place);
    let found = if forward {
        // Corrected words may read longer than the source has them: the next place is one of the source.
        let further = |start: &&usize| reader.source(here.place, **start).is_some_and(|at| at > reader.cursor);
        here_starts.iter().filter(|start| **start > here.offset).find(further)
    } else {
        here_starts.iter().rfind(|start| **start < here.offset)
    };
    if let Some(start) = found {
        return reader.source(here.place, *start);
    }
    let place = if forward { here.place + 1 } else { here.place.checked_sub(1)? };
    let there = starts(reader, place);
    let start = if forward { there.first() } else { there.last() };
    reader.source(place, *start?)
}

/// Goes one character left.
pub fn left(app: &mut App) {
    let to = app.reader.at(app.reader.cursor).and_then(|here| beside(&app.reader, here, false));
    across(app, to);
}

/// Goes one character right.
pub fn right(app: &mut App) {
    let to = app.reader.at(app.reader.cursor).and_then(|here| beside(&app.reader, here, true));
    across(app, to);
}

/// Returns the position `by` rows below at the wanted column, and how many rows were passed.
fn rows_away(reader: &mut Reader, by: isize) -> Option<(Byte, usize)> {
    let column = match reader.want {
        Some(column) => column,
        None => reader.column(reader.cursor)?,
    };
    reader.want = Some(column);
    let from = reader.anchor(reader.cursor)?;
    // Rows that hold nothing but what corrected words read longer than the source are passed over.
    let mut more = 0;
    loop {
        let mut galley = reader.galley()?;
        let (to, passed) = galley.step(from, by + more);
        let (_, line) = galley.row_at(to)?;
        let at = reader.byte_at(&line, column)?;
        if by <= 0 || at > reader.cursor || passed < (by + more).unsigned_abs() {
            return Some((at, passed));
        }
        more += 1;
    }
}

fn vertical(app: &mut App, by: isize) {
    let to = rows_away(&mut app.reader, by);
    go(app, to.map(|(at, _)| at));
}

/// Goes one row down.
pub fn down(app: &mut App) {
    vertical(app, 1);
}

/// Goes one row up.
pub fn up(app: &mut App) {
    vertical(app, -1);
}

/// Moves text and cursor by rows, keeping the cursor's row on the screen.
fn page(app: &mut App, by: isize) {
    let row = app.reader.visible_row(app.reader.cursor).unwrap_or(0);
    let top = app.reader.top;
    let passed = app.reader.galley().map_or(0, |mut galley| galley.step(top, by).1);
    if passed == 0 {
        vertical(app, by);
        return;
    }
    app.reader.scroll(by);
    let (top, column) = (app.reader.top, app.reader.want.or_else(|| app.reader.column(app.reader.cursor)));
    app.reader.want = column;
    let line: Option<Line> = app.reader.galley().and_then(|mut galley| {
        let (anchor, _) = galley.step(top, row as isize);
        Some(galley.row_at(anchor)?.1)
    });
    let to = line.and_then(|line| app.reader.byte_at(&line, column.unwrap_or(0)));
    go(app, to);
}

/// Goes half a page down.
pub fn half_down(app: &mut App) {
    let rows = (app.screen.column.h / 2).max(1);
    page(app, rows as isize);
}

/// Goes half a page up.
pub fn half_up(app: &mut App) {
    let rows = (app.screen.column.h / 2).max(1);
    page(app, -(rows as isize));
}

/// Goes a page down; at the end of the article names the next one, and again goes there.
pub fn page_down(app: &mut App) {
    let rows = app.screen.column.h.saturating_sub(2).max(1);
    let last = app.reader.lines.last().copied();
    let end = app.reader.galley().map(|mut galley| galley.end());
    let at_end = match (last, end) {
        (Some(line), Some(end)) => line.place == end.place && line.row.is_some_and(|row| row.end > end.offset),
        _ => true,
    };
    if !at_end {
        page(app, rows as isize);
    } else if app.reader.end_told {
        open::next_article(app);
    } else {
        open::tell_next(app);
    }
}

/// Goes a page up.
pub fn page_up(app: &mut App) {
    let rows = app.screen.column.h.saturating_sub(2).max(1);
    page(app, -(rows as isize));
}

/// Goes to the start of the article; from the start of the first one to the document's own page.
pub fn start(app: &mut App) {
    leave(app);
    let to = app.reader.source(0, 0);
    let there = app.reader.anchor(app.reader.cursor).is_some_and(|at| at.place == 0);
    let first = there
        && app.reader.selection.is_none()
        && to.is_some_and(|to| app.reader.visible_row(to) == app.reader.visible_row(app.reader.cursor));
    if first && open::own_page(app) {
        return;
    }
    across(app, to);
}

/// Goes to the end of the article.
pub fn end(app: &mut App) {
    leave(app);
    let place = app.reader.order().len().saturating_sub(1);
    let to = app.reader.source(place, usize::MAX);
    across(app, to);
}

fn row_edge(app: &mut App, last: bool) {
    let Some(anchor) = app.reader.anchor(app.reader.cursor) else { return };
    let row = app.reader.galley().and_then(|mut galley| galley.row_at(anchor)?.1.row);
    let to = row.and_then(|row| {
        let edge = |range: &usize| row.start <= *range && *range < row.end;
        let mut starts = starts(&app.reader, anchor.place).into_iter().filter(edge);
        let offset = if last { starts.next_back() } else { starts.next() };
        app.reader.source(anchor.place, offset?)
    });
    across(app, to);
}

/// Goes to the start of the row.
pub fn row_start(app: &mut App) {
    row_edge(app, false);
}

/// Goes to the end of the row.
pub fn row_end(app: &mut App) {
    row_edge(app, true);
}

/// Puts the cursor's row into the middle of the screen.
pub fn centre(app: &mut App) {
    let half = isize::from(app.screen.column.h as i16 / 2);
    let anchor = app.reader.anchor(app.reader.cursor);
    let top: Option<Anchor> = anchor.and_then(|anchor| Some(app.reader.galley()?.step(anchor, -half).0));
    app.reader.top = top.unwrap_or(app.reader.top);
}

/// Sets a mark.
pub fn set_mark(app: &mut App, letter: char) {
    let Some(document) = app.reader.document.as_deref() else { return };
    let spot = Spot { document: document.path.clone(), at: app.reader.cursor, view: View::Panes };
    app.reader.marks.insert(letter, spot);
    app.notice_with("notice-marked", &[("letter", letter.to_string())]);
}

/// Goes to a mark.
pub fn go_to_mark(app: &mut App, letter: char) {
    match app.reader.marks.get(&letter).cloned() {
        Some(spot) => {
            leave(app);
            open::go_to(app, &spot.document, spot.at);
        }
        None => app.notice_with("notice-no-mark", &[("letter", letter.to_string())]),
    }
}

/// Goes back in the list of jumps.
pub fn back(app: &mut App) {
    let at_end = app.reader.jumps.1 == app.reader.jumps.0.len();
    if at_end {
        leave(app);
        app.reader.jumps.1 = app.reader.jumps.1.saturating_sub(1);
    }
    jump(app, app.reader.jumps.1.checked_sub(1));
}

/// Goes forward in the list of jumps.
pub fn forward(app: &mut App) {
    jump(app, Some(app.reader.jumps.1 + 1));
}

fn jump(app: &mut App, to: Option<usize>) {
    match to.and_then(|to| Some((to, app.reader.jumps.0.get(to)?.clone()))) {
        Some((to, spot)) => {
            app.reader.jumps.1 = to;
            open::go_to(app, &spot.document, spot.at);
            app.stage.view = spot.view;
        }
        None => app.notice("notice-no-jump"),
    }
}

/// Tells whether the selection, if any, moves with motions.
pub fn extends(app: &App) -> bool {
    app.reader.selection.is_some_and(|selection| selection.by.is_extending() && selection.by != By::Ends)
}

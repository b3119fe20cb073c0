//! Motions: each finds a new place for the cursor, and with it for the active end of a selection.

use crate::actions::open;
use crate::layout::{Anchor, Line};
use crate::panes::text::select;
use crate::panes::text::units::{
    beside, clauses, next_paragraph_start, next_start, previous_paragraph_start, previous_start, sentences, starts,
    words,
};
use crate::state::Model;
use crate::state::reader::{By, Reader, Spot};
use crate::state::view::View;
use crate::units::{Byte, Slice};

/// Moves the cursor: a selection that grows with motions grows, any other is left, the light goes out.
pub fn go(model: &mut Model, to: Option<Byte>) {
    let Some(to) = to else { return };
    model.project.lit = None;
    model.reader.end_told = false;
    model.reader.spent = false;
    model.reader.go(to);
    match model.reader.selection {
        Some(selection) if selection.by.is_extending() => select::extend_to(&mut model.reader, to),
        _ => model.reader.selection = None,
    }
}

/// Moves and forgets the column that vertical motions keep to.
fn across(model: &mut Model, to: Option<Byte>) {
    model.reader.goal_column = None;
    go(model, to);
}

macro_rules! unit_motions {
    ($($(#[$doc:meta])* $name:ident $find:ident($($cut:path)?);)*) => {
        $($(#[$doc])* pub fn $name(model: &mut Model) {
            let to = $find(&model.reader $(, $cut)?);
            across(model, to);
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
pub fn word_end(model: &mut Model) {
    let reader = &model.reader;
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
    across(model, to);
}

/// Goes one character left.
pub fn left(model: &mut Model) {
    let to = model.reader.at(model.reader.cursor).and_then(|here| beside(&model.reader, here, false));
    across(model, to);
}

/// Goes one character right.
pub fn right(model: &mut Model) {
    let to = model.reader.at(model.reader.cursor).and_then(|here| beside(&model.reader, here, true));
    across(model, to);
}

/// Returns the position `by` rows below at the wanted column, and how many rows were passed.
fn rows_away(reader: &mut Reader, by: isize) -> Option<(Byte, usize)> {
    let column = match reader.goal_column {
        Some(column) => column,
        None => reader.column(reader.cursor)?,
    };
    reader.goal_column = Some(column);
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

fn vertical(model: &mut Model, by: isize) {
    let to = rows_away(&mut model.reader, by);
    go(model, to.map(|(at, _)| at));
}

/// Goes one row down.
pub fn down(model: &mut Model) {
    vertical(model, 1);
}

/// Goes one row up.
pub fn up(model: &mut Model) {
    vertical(model, -1);
}

/// Moves text and cursor by rows, keeping the cursor's row on the screen.
fn page(model: &mut Model, by: isize) {
    let row = model.reader.visible_row(model.reader.cursor).unwrap_or(0);
    let top = model.reader.top;
    let passed = model.reader.galley().map_or(0, |mut galley| galley.step(top, by).1);
    if passed == 0 {
        vertical(model, by);
        return;
    }
    model.reader.scroll(by);
    let (top, column) =
        (model.reader.top, model.reader.goal_column.or_else(|| model.reader.column(model.reader.cursor)));
    model.reader.goal_column = column;
    let line: Option<Line> = model.reader.galley().and_then(|mut galley| {
        let (anchor, _) = galley.step(top, row as isize);
        Some(galley.row_at(anchor)?.1)
    });
    let to = line.and_then(|line| model.reader.byte_at(&line, column.unwrap_or(0)));
    go(model, to);
}

/// Goes half a page down.
pub fn half_down(model: &mut Model) {
    let rows = (model.screen.column.h / 2).max(1);
    page(model, rows as isize);
}

/// Goes half a page up.
pub fn half_up(model: &mut Model) {
    let rows = (model.screen.column.h / 2).max(1);
    page(model, -(rows as isize));
}

/// Goes a page down; at the end of the article names the next one, and again goes there.
pub fn page_down(model: &mut Model) {
    let rows = model.screen.column.h.saturating_sub(2).max(1);
    let last = model.reader.lines.last().copied();
    let end = model.reader.galley().map(|mut galley| galley.end());
    let at_end = match (last, end) {
        (Some(line), Some(end)) => line.place == end.place && line.row.is_some_and(|row| row.end > end.offset),
        _ => true,
    };
    if !at_end {
        page(model, rows as isize);
    } else if model.reader.end_told {
        open::next_article(model);
    } else {
        open::tell_next(model);
    }
}

/// Goes a page up.
pub fn page_up(model: &mut Model) {
    let rows = model.screen.column.h.saturating_sub(2).max(1);
    page(model, -(rows as isize));
}

/// Goes to the start of the article; from the start of the first one to the document's own page.
pub fn start(model: &mut Model) {
    model.leave();
    let to = model.reader.source(0, 0);
    let there = model.reader.anchor(model.reader.cursor).is_some_and(|at| at.place == 0);
    let first = there
        && model.reader.selection.is_none()
        && to.is_some_and(|to| model.reader.visible_row(to) == model.reader.visible_row(model.reader.cursor));
    if first && open::own_page(model) {
        return;
    }
    across(model, to);
}

/// Goes to the end of the article.
pub fn end(model: &mut Model) {
    model.leave();
    let place = model.reader.order().len().saturating_sub(1);
    let to = model.reader.source(place, usize::MAX);
    across(model, to);
}

fn row_edge(model: &mut Model, last: bool) {
    let Some(anchor) = model.reader.anchor(model.reader.cursor) else { return };
    let row = model.reader.galley().and_then(|mut galley| galley.row_at(anchor)?.1.row);
    let to = row.and_then(|row| {
        let edge = |range: &usize| row.start <= *range && *range < row.end;
        let mut starts = starts(&model.reader, anchor.place).into_iter().filter(edge);
        let offset = if last { starts.next_back() } else { starts.next() };
        model.reader.source(anchor.place, offset?)
    });
    across(model, to);
}

/// Goes to the start of the row.
pub fn row_start(model: &mut Model) {
    row_edge(model, false);
}

/// Goes to the end of the row.
pub fn row_end(model: &mut Model) {
    row_edge(model, true);
}

/// Puts the cursor's row into the middle of the screen.
pub fn centre(model: &mut Model) {
    let half = isize::from(model.screen.column.h as i16 / 2);
    let anchor = model.reader.anchor(model.reader.cursor);
    let top: Option<Anchor> = anchor.and_then(|anchor| Some(model.reader.galley()?.step(anchor, -half).0));
    model.reader.top = top.unwrap_or(model.reader.top);
}

/// Sets a mark.
pub fn set_mark(model: &mut Model, letter: char) {
    let Some(document) = model.reader.document.as_deref() else { return };
    let spot = Spot { document: document.path.clone(), at: model.reader.cursor, view: View::Panes };
    model.reader.marks.insert(letter, spot);
    model.notice_with("notice-marked", &[("letter", letter.to_string())]);
}

/// Goes to a mark.
pub fn go_to_mark(model: &mut Model, letter: char) {
    match model.reader.marks.get(&letter).cloned() {
        Some(spot) => {
            model.leave();
            open::go_to(model, &spot.document, spot.at);
        }
        None => model.notice_with("notice-no-mark", &[("letter", letter.to_string())]),
    }
}

/// Goes back in the list of jumps.
pub fn back(model: &mut Model) {
    let at_end = model.reader.jumps.1 == model.reader.jumps.0.len();
    if at_end {
        model.leave();
        model.reader.jumps.1 = model.reader.jumps.1.saturating_sub(1);
    }
    jump(model, model.reader.jumps.1.checked_sub(1));
}

/// Goes forward in the list of jumps.
pub fn forward(model: &mut Model) {
    jump(model, Some(model.reader.jumps.1 + 1));
}

fn jump(model: &mut Model, to: Option<usize>) {
    match to.and_then(|to| Some((to, model.reader.jumps.0.get(to)?.clone()))) {
        Some((to, spot)) => {
            model.reader.jumps.1 = to;
            open::go_to(model, &spot.document, spot.at);
            model.view = spot.view;
        }
        None => model.notice("notice-no-jump"),
    }
}

/// Tells whether the selection, if any, moves with motions.
pub fn extends(model: &Model) -> bool {
    model.reader.selection.is_some_and(|selection| selection.by.is_extending() && selection.by != By::Ends)
}

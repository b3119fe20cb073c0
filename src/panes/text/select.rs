//! Selecting: by sentence, clause, quotation, paragraph, character. Segmentation proposes; the ends can be moved.

use crate::annotation::Placed;
use crate::layout::glyph::glyphs;
use crate::panes::text::units::{beside, clauses, paragraphs, sentences, words};
use crate::state::Model;
use crate::state::reader::{By, Reader, Selection};
use crate::text::quote::{self, Marks};
use crate::text::{BlockId, Flow, Kind, Widths};
use crate::units::{Byte, ByteSpan, Slice};

/// Selects a range of the source in a flow; the cursor goes to the active end.
pub fn set(model: &mut Model, flow: Flow, span: ByteSpan, by: By) {
    model.project.lit = None;
    model.project.confirming = None;
    model.reader.goal_column = None;
    let selection = Selection { span, flow, by, reversed: false, origin: span.start };
    model.reader.selection = Some(selection);
    let end = last_glyph(model, span);
    model.reader.go(end);
}

/// Returns the position of the last character of a range.
fn last_glyph(model: &Model, span: ByteSpan) -> Byte {
    let Some(document) = model.reader.document.as_deref() else { return span.start };
    let text = document.slice(span);
    let last = glyphs(text, Widths::Narrow).filter(|g| !g.shown.trim().is_empty()).last();
    last.map_or(span.start, |glyph| span.start + glyph.start)
}

/// Where the next selection begins: behind the lit annotation, else at the cursor.
fn from(model: &Model) -> Option<Byte> {
    let behind = model.project.lit_place().map(Placed::end);
    let at = behind.unwrap_or(model.reader.cursor);
    let document = model.reader.document.as_deref()?;
    let lit_flow =
        model.project.lit_place().and_then(|p| document.structure.block_at(p.start())).map(|id| document.flow_of(id));
    let Some(flow) = lit_flow else { return Some(at) };
    // Behind the lit annotation its own flow goes on: an aside that lies between is passed over. Behind
    // the end of an aside the article goes on.
    let behind = |id: &BlockId| {
        let parts = document.structure.block(*id).map_or(&[][..], |block| &block.parts);
        parts.iter().map(|part| part.span).find(|span| span.end > at).map(|span| span.start.max(at))
    };
    let own = document.flow_blocks(flow).iter().filter_map(behind).min();
    own.or_else(|| model.reader.order().iter().filter_map(behind).min())
}

type Cut = fn(&Reader, usize) -> Vec<ByteSpan>;

/// Selects the unit at the cursor, or extends a selection of such units by the next one.
fn unit(model: &mut Model, cut: Cut, by: By) {
    let grown = model.reader.selection.filter(|selection| selection.by == by);
    let span = match grown {
        Some(selection) => next_unit(model, cut, selection.span.end, selection.flow),
        // What lies behind the cursor was asked for already: it is not to be taken again.
        None if model.project.lit.is_none() && model.reader.spent => None,
        None => from(model).and_then(|at| unit_at(&model.reader, cut, at)),
    };
    let span = if by == By::Paragraph { span.map(|span| whole(&model.reader, span)) } else { span };
    let span = if by == By::Sentence { span.map(|span| headline(&model.reader, span)) } else { span };
    let span = span.map(|span| grown.map_or(span, |selection| selection.span.hull(span)));
    let Some(span) = span else {
        nothing(model, "notice-no-more-here");
        model.reader.spent = true;
        return;
    };
    let flow = grown.map_or_else(|| flow_at(model, span.start), |selection| Some(selection.flow));
    if let Some(flow) = flow {
        set(model, flow, span, by);
    }
}

/// Says that there is nothing to select. The annotation that was lit is so no longer: a tag that was meant for what was
/// not found must not go to it.
fn nothing(model: &mut Model, key: &str) {
    if model.reader.selection.is_none() {
        model.project.lit = None;
    }
    model.notice(key);
}

fn flow_at(model: &Model, at: Byte) -> Option<Flow> {
    let document = model.reader.document.as_deref()?;
    Some(document.flow_of(document.structure.block_at(at)?))
}

/// Returns the unit around a position, or the next one of its block or the next block.
fn unit_at(reader: &Reader, cut: Cut, at: Byte) -> Option<ByteSpan> {
    let here = reader.at(at)?;
    let found = cut(reader, here.place).into_iter().find(|unit| unit.end.0 > here.offset);
    let (place, unit) = match found {
        Some(unit) => (here.place, unit),
        None => (here.place + 1, *cut(reader, here.place + 1).first()?),
    };
    Some(reader.reading(place)?.hull(unit.start.0, unit.end.0))
}

/// Widens a paragraph to all that is said in the unit of lines that it belongs to.
fn whole(reader: &Reader, span: ByteSpan) -> ByteSpan {
    let Some(structure) = reader.document.as_deref().map(|document| &document.structure) else { return span };
    let unit = structure.block_at(span.start).map(|id| structure.unit(id)).filter(|unit| unit.len() > 1);
    let blocks = unit.into_iter().flatten().filter_map(|id| structure.block(id));
    let said = blocks.filter(|block| block.kind == Kind::Body).map(|block| ByteSpan::new(block.start(), block.end()));
    said.reduce(ByteSpan::hull).unwrap_or(span)
}

/// Widens a line of a headline to all lines of it.
fn headline(reader: &Reader, span: ByteSpan) -> ByteSpan {
    let Some(document) = reader.document.as_deref() else { return span };
    let structure = &document.structure;
    let title = |id: BlockId| structure.block(id).filter(|block| block.kind == Kind::Title);
    let Some(id) = structure.block_at(span.start).filter(|id| title(*id).is_some()) else { return span };
    let own = |other: &BlockId| title(*other).zip(title(id)).is_some_and(|(a, b)| a.article == b.article);
    let above = (0..id).rev().take_while(own);
    let lines = above.chain((id + 1..structure.blocks.len()).take_while(own)).filter_map(title);
    lines.map(|block| ByteSpan::new(block.start(), block.end())).fold(span, ByteSpan::hull)
}

/// Returns the unit of the flow that begins at or behind a position.
fn next_unit(model: &Model, cut: Cut, at: Byte, flow: Flow) -> Option<ByteSpan> {
    let document = model.reader.document.as_deref()?;
    for id in document.flow_blocks(flow) {
        let block = document.structure.block(id)?;
        if block.end() <= at {
            continue;
        }
        let reading = document.reading(id)?;
        let offset = if block.start() < at { reading.offset(at) } else { 0 };
        let place = model.reader.order().iter().position(|other| *other == id)?;
        if let Some(unit) = cut(&model.reader, place).into_iter().find(|unit| unit.start.0 >= offset) {
            return Some(reading.hull(unit.start.0, unit.end.0));
        }
    }
    None
}

/// Selects the sentence, or one more.
pub fn sentence(model: &mut Model) {
    unit(model, sentences, By::Sentence);
}

/// Selects the clause, or one more.
pub fn clause(model: &mut Model) {
    unit(model, clauses, By::Clause);
}

/// Selects the paragraph, or one more.
pub fn paragraph(model: &mut Model) {
    unit(model, paragraphs, By::Paragraph);
}

/// Selects the quotation at the cursor or the next in the row; again with its marks; again with the
/// noun that follows.
pub fn quotation(model: &mut Model) {
    let wider = match model.reader.selection {
        Some(Selection { by: By::Quotation(n), span, flow, .. }) if n < 2 => Some((n + 1, span, flow)),
        _ => None,
    };
    match wider {
        Some((n, span, flow)) => {
            let grown = if n == 1 { with_marks(model, span) } else { with_noun(model, span) };
            match grown {
                Some(span) => set(model, flow, span, By::Quotation(n)),
                None => model.notice("notice-no-more"),
            }
        }
        None => pair(model, quote::QUOTES, By::Quotation(0)),
    }
}

/// Selects what is inside the pair of marks at the cursor, or the next in the row.
fn pair(model: &mut Model, marks: Marks, by: By) {
    let found = from(model).and_then(|at| {
        let here = model.reader.at(at)?;
        let reading = model.reader.reading(here.place)?;
        let row = model.reader.lines.iter().filter(|line| line.place == here.place).filter_map(|line| line.row);
        let limit = row.into_iter().find(|row| row.start <= here.offset && here.offset < row.end);
        let limit = limit.map_or(reading.text.len(), |row| row.end);
        let pair = quote::at_or_next(&reading.text, marks, Byte(here.offset), Byte(limit))?;
        Some((reading.hull(pair.inner.start.0, pair.inner.end.0), flow_at(model, at)?))
    });
    match found {
        Some((span, flow)) if !span.is_empty() => set(model, flow, span, by),
        _ => nothing(model, "notice-no-quotation"),
    }
}

fn with_marks(model: &Model, span: ByteSpan) -> Option<ByteSpan> {
    let here = model.reader.at(span.start)?;
    let reading = model.reader.reading(here.place)?;
    let pairs = quote::pairs(&reading.text, quote::QUOTES);
    let pair = pairs.into_iter().find(|pair| pair.inner.start.0 == here.offset)?;
    Some(reading.hull(pair.outer.start.0, pair.outer.end.0))
}

fn with_noun(model: &Model, span: ByteSpan) -> Option<ByteSpan> {
    let here = model.reader.at(span.start)?;
    let reading = model.reader.reading(here.place)?;
    let from = here.offset + reading.text.get(here.offset..)?.len().min(reading.offset(span.end) - here.offset);
    let end = quote::noun_behind(&reading.text, from, &words(&model.reader, here.place));
    (end > from).then(|| reading.hull(here.offset, end))
}

/// Begins or ends a selection that grows character by character.
pub fn by_character(model: &mut Model) {
    toggle(model, By::Character);
}

/// Begins or ends a selection that grows paragraph by paragraph.
pub fn by_paragraph(model: &mut Model) {
    toggle(model, By::Line);
}

fn toggle(model: &mut Model, by: By) {
    match model.reader.selection {
        Some(selection) if selection.by == by => model.reader.selection = None,
        // A selection made otherwise becomes one that motions extend.
        Some(selection) => model.reader.selection = Some(Selection { by, ..selection }),
        None => {
            let at = model.reader.cursor;
            if let Some(flow) = flow_at(model, at) {
                let span = ByteSpan::new(at, behind(&model.reader, at));
                model.reader.selection = Some(Selection { span, flow, by, reversed: false, origin: at });
                model.project.lit = None;
                extend_to(&mut model.reader, at);
            }
        }
    }
}

/// Returns the position behind the character at a position.
fn behind(reader: &Reader, at: Byte) -> Byte {
    let Some(document) = reader.document.as_deref() else { return at };
    let text = Slice::from(&*document.text, at);
    glyphs(text, Widths::Narrow).next().map_or(at, |glyph| at + glyph.end)
}

/// Moves the active end of the selection to a position; what is not of its flow does not count.
pub fn extend_to(reader: &mut Reader, to: Byte) {
    let Some(mut selection) = reader.selection else { return };
    let (a, b) = (selection.origin.min(to), selection.origin.max(to));
    selection.reversed = to < selection.origin;
    selection.span = ByteSpan::new(a, behind(reader, b));
    if selection.by == By::Line {
        let whole = |at: Byte| unit_at(reader, paragraphs, at).map(|span| whole(reader, span));
        if let (Some(first), Some(last)) = (whole(a), whole(b)) {
            selection.span = first.hull(last);
        }
    }
    reader.selection = Some(selection);
}

/// Makes the other end the active one.
pub fn other_end(model: &mut Model) {
    let Some(mut selection) = model.reader.selection else {
        model.notice("notice-select-first");
        return;
    };
    let last = last_glyph(model, selection.span);
    selection.reversed = !selection.reversed;
    let (origin, active) = if selection.reversed { (last, selection.span.start) } else { (selection.span.start, last) };
    selection.origin = origin;
    model.reader.selection = Some(selection);
    model.reader.go(active);
}

/// Moves the active end outwards by a character.
pub fn grow(model: &mut Model) {
    nudge(model, true);
}

/// Moves the active end inwards by a character.
pub fn shrink(model: &mut Model) {
    nudge(model, false);
}

fn nudge(model: &mut Model, outwards: bool) {
    let Some(mut selection) = model.reader.selection else {
        model.notice("notice-select-first");
        return;
    };
    let active = if selection.reversed { selection.span.start } else { last_glyph(model, selection.span) };
    let forward = outwards != selection.reversed;
    let Some(to) = model.reader.at(active).and_then(|here| beside(&model.reader, here, forward)) else { return };
    let span = if selection.reversed {
        ByteSpan { start: to, end: selection.span.end }
    } else {
        ByteSpan { start: selection.span.start, end: behind(&model.reader, to) }
    };
    if flow_at(model, to) != Some(selection.flow) {
        model.notice("notice-no-more");
        return;
    }
    if span.start < span.end {
        selection.span = span;
        selection.origin = if selection.reversed { last_glyph(model, span) } else { span.start };
        model.reader.selection = Some(selection);
        model.reader.go(to);
    }
}

fn inner(model: &mut Model, cut: Cut) {
    if let Some((span, flow)) =
        unit_at(&model.reader, cut, model.reader.cursor).zip(flow_at(model, model.reader.cursor))
    {
        set(model, flow, span, By::Object);
    }
}

/// Selects the word.
pub fn inner_word(model: &mut Model) {
    inner(model, words);
}

/// Selects the clause.
pub fn inner_clause(model: &mut Model) {
    inner(model, clauses);
}

/// Selects the sentence.
pub fn inner_sentence(model: &mut Model) {
    inner(model, sentences);
}

/// Selects the paragraph.
pub fn inner_paragraph(model: &mut Model) {
    let reader = &model.reader;
    let span = unit_at(reader, paragraphs, reader.cursor).map(|span| whole(reader, span));
    if let Some((span, flow)) = span.and_then(|span| Some((span, flow_at(model, span.start)?))) {
        set(model, flow, span, By::Object);
    }
}

/// Selects what is between quotation marks.
pub fn inner_quotation(model: &mut Model) {
    pair(model, quote::QUOTES, By::Object);
}

/// Selects what is between brackets.
pub fn inner_brackets(model: &mut Model) {
    pair(model, quote::ROUND, By::Object);
}

/// Selects what is between title marks.
pub fn inner_title(model: &mut Model) {
    pair(model, quote::TITLES, By::Object);
}

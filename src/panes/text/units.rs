//! The units that motions and selections go by: words, clauses, sentences, paragraphs.

use crate::layout::glyph::glyphs;
use crate::state::reader::{At, Reader};
use crate::text::{Widths, sentence};
use crate::units::{Byte, ByteSpan, Slice};

/// Returns the starts of the characters of a block.
pub fn starts(reader: &Reader, place: usize) -> Vec<usize> {
    let Some(reading) = reader.reading(place) else { return Vec::new() };
    glyphs(&reading.text, Widths::Narrow).map(|glyph| glyph.start).collect()
}

/// How the units of a block are cut.
pub type Cut = fn(&Reader, usize) -> Vec<ByteSpan>;

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

/// Returns the sentence at the cursor: the place of its block, and its part of the reading. Blanks behind a sentence are
/// part of it.
pub fn sentence_here(reader: &Reader) -> Option<(usize, ByteSpan)> {
    let here = reader.at(reader.cursor)?;
    let all = sentences(reader, here.place);
    let next = all.iter().position(|unit| unit.start.0 > here.offset).unwrap_or(all.len());
    let unit = all.get(next.checked_sub(1)?)?;
    Some((here.place, *unit))
}

/// Returns the block itself.
pub fn paragraphs(reader: &Reader, place: usize) -> Vec<ByteSpan> {
    reader.reading(place).map(|reading| vec![ByteSpan::at(0, reading.text.len())]).unwrap_or_default()
}

/// Returns the start of the next unit, if need be in the next block.
pub fn next_start(reader: &Reader, cut: Cut) -> Option<Byte> {
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
pub fn previous_start(reader: &Reader, cut: Cut) -> Option<Byte> {
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
    block.is_some_and(|(id, document)| document.structure.begins_unit(*id))
}

/// Returns the start of the next paragraph.
pub fn next_paragraph_start(reader: &Reader) -> Option<Byte> {
    let here = reader.at(reader.cursor)?;
    let place = (here.place + 1..reader.order().len()).find(|place| begins(reader, *place))?;
    reader.source(place, 0)
}

/// Returns the start of this paragraph, or if the cursor is there, of the one before.
pub fn previous_paragraph_start(reader: &Reader) -> Option<Byte> {
    let here = reader.at(reader.cursor)?;
    let last = if here.offset > 0 { here.place } else { here.place.checked_sub(1)? };
    let place = (0..=last).rev().find(|place| begins(reader, *place))?;
    reader.source(place, 0)
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

//! The open article: where the cursor is, what is selected, which rows are to be seen.

use crate::annotation::Passage;
use crate::error::Error;
use crate::input::mouse;
use crate::layout::galley::{Style, column, offset_at};
use crate::layout::{Anchor, Galley, Line, RowCache, Set};
use crate::state::view::View;
use crate::text::word::Segmenter;
use crate::text::{BlockId, Document, Flow, Reading};
use crate::units::{Byte, ByteSpan, Cell, Char};
use std::collections::HashMap;
use std::sync::Arc;

/// What a selection was made by; the same again extends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Sentences.
    Sentence,
    /// Clauses.
    Clause,
    /// Paragraphs.
    Paragraph,
    /// A quotation, and how often it was widened.
    Quotation(u8),
    /// A text object.
    Object,
    /// Character by character: motions extend it.
    Character,
    /// Paragraph by paragraph: motions extend it.
    Line,
    /// The ends of an annotation: motions move them.
    Ends,
}

impl By {
    /// Tells whether motions move the active end.
    pub fn is_extending(self) -> bool {
        matches!(self, Self::Character | Self::Line | Self::Ends)
    }
}

/// A selection: a range of one flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The range in the source; it passes over what belongs to other flows.
    pub span: ByteSpan,
    /// The flow.
    pub flow: Flow,
    /// What it was made by.
    pub by: By,
    /// Whether the active end is the first.
    pub reversed: bool,
    /// Where it began: the fixed end's character.
    pub origin: Byte,
}

/// A place to come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The document's path.
    pub document: Arc<str>,
    /// The position.
    pub at: Byte,
    /// The screen that was shown over it.
    pub view: View,
}

/// The open document and where one is in it.
#[derive(Default)]
pub struct Reader {
    /// Passages of a document that stand out until the next key: something was done or undone there.
    pub blink: Option<(String, Vec<Passage>)>,
    /// The document.
    pub document: Option<Arc<Document>>,
    /// The path that was asked for.
    pub wanted: Option<String>,
    /// It is on its way: keys wait for it, lest they act on the document before.
    pub opening: bool,
    /// The keys that wait.
    pub keys_waiting: Vec<crate::input::key::Key>,
    /// Why it could not be opened.
    pub error: Option<Error>,
    /// The number of the article; 0 is the page. While a document is opened it may be [`FIRST`] or [`LAST`].
    pub article: usize,
    /// The cursor.
    pub cursor: Byte,
    /// The column that vertical motions keep to.
    pub goal_column: Option<Cell>,
    /// The selection.
    pub selection: Option<Selection>,
    /// The first row to be seen.
    pub top: Anchor,
    /// The rows to be seen.
    pub lines: Vec<Line>,
    /// The cursor is to be in sight after this message.
    pub follow: bool,
    /// And so is what begins at it, up to here.
    passage: Option<Byte>,
    /// Counts openings: an answer to an older one is dropped.
    pub generation: u64,
    /// Where to go when the document is there.
    pub arrive: Option<Byte>,
    /// Where to go when all of the document is there, in code points, and where the cursor was when that was asked for:
    /// whoever has gone on meanwhile stays.
    pub come: Option<(Char, Byte)>,
    /// The article's end was reached, and the next was named.
    pub end_told: bool,
    /// It was said that nothing more follows to be selected.
    pub spent: bool,
    /// Cuts words.
    pub segmenter: Segmenter,
    /// The page is shown as printed.
    pub printed: bool,
    /// Captions stand behind the article.
    pub asides_last: bool,
    /// The numbers of source lines are shown.
    pub numbers: bool,
    /// Places left, and how far back one is among them.
    pub jumps: (Vec<Spot>, usize),
    /// Clicks of the mouse.
    pub clicks: mouse::Clicks,
    /// Marks by letter.
    pub marks: HashMap<char, Spot>,
    cache: RowCache,
    style: Option<Style>,
}

/// The article of a document that is opened: its first, whatever that is.
pub const FIRST: usize = usize::MAX;

/// The article of a document that is opened: its last, as far as it may be.
pub const LAST: usize = usize::MAX - 1;

/// Rows kept in sight above and below the cursor.
const MARGIN: usize = 3;

/// A position as block and offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The place of the block in reading order.
    pub place: usize,
    /// The block.
    pub block: BlockId,
    /// The offset in its reading.
    pub offset: usize,
}

impl Reader {
    /// Opens the rows of the article.
    pub fn galley(&mut self) -> Option<Galley<'_>> {
        let document = self.document.as_deref()?;
        let order = document.structure.reading_order(self.article);
        Some(Galley::new(document, order, self.style?, &mut self.cache))
    }

    /// Returns how a block is set, if it is a row of a table.
    pub fn set(&self, block: BlockId) -> Option<&Set> {
        self.cache.set(block)
    }

    /// Forgets the rows and the selection: another document or article is shown.
    pub fn reset(&mut self) {
        self.cache.clear();
        self.selection = None;
        self.goal_column = None;
        self.top = Anchor::default();
        self.end_told = false;
        self.spent = false;
    }

    /// Forgets the rows alone: the head of a text has become the whole, and its last block longer.
    pub fn refresh(&mut self) {
        self.cache.clear();
    }

    /// Returns the blocks of the article in reading order.
    pub fn order(&self) -> &[BlockId] {
        self.document.as_deref().map_or(&[], |d| d.structure.reading_order(self.article))
    }

    /// Returns the block and offset of a position.
    pub fn at(&self, at: Byte) -> Option<At> {
        let document = self.document.as_deref()?;
        let block = document.structure.block_at(at)?;
        let order = self.order();
        let place = order.binary_search(&block).ok().or_else(|| order.iter().position(|b| *b == block))?;
        Some(At { place, block, offset: document.reading(block)?.offset(at) })
    }

    /// Returns the reading of the block at a place.
    pub fn reading(&self, place: usize) -> Option<Reading<'_>> {
        self.document.as_deref()?.reading(*self.order().get(place)?)
    }

    /// Returns the source position of an offset in the block at a place.
    pub fn source(&self, place: usize, offset: usize) -> Option<Byte> {
        let reading = self.reading(place)?;
        let last = reading.text.char_indices().next_back().map_or(0, |(i, _)| i);
        Some(reading.source(offset.min(last)))
    }

    /// Returns the anchor of a position.
    pub fn anchor(&self, at: Byte) -> Option<Anchor> {
        self.at(at).map(|at| Anchor { place: at.place, offset: at.offset })
    }

    /// Returns the column at which the cursor is drawn in its row.
    pub fn column(&mut self, at: Byte) -> Option<Cell> {
        let anchor = self.anchor(at)?;
        let widths = self.style?.setting.widths;
        let (_, line) = self.galley()?.row_at(anchor)?;
        let reading = self.reading(anchor.place)?;
        let set = self.cache.set(line.block);
        Some(column(&reading.text, line.row?, anchor.offset, (widths, set)) + line.inset)
    }

    /// Returns the position drawn at a column of a row.
    pub fn byte_at(&self, line: &Line, x: Cell) -> Option<Byte> {
        let widths = self.style?.setting.widths;
        let reading = self.reading(line.place)?;
        let row = line.row?;
        let offset = offset_at(&reading.text, row, x.saturating_sub(line.inset), (widths, self.cache.set(line.block)));
        // Corrected words that read longer than the source run over the end of a row: the row's own
        // positions are those that lead back into it.
        let own = |offset: &usize| reading.offset(reading.source(*offset)) >= row.start;
        let mut further = reading.text.get(offset..row.end)?.char_indices().map(|(i, _)| offset + i);
        Some(reading.source(further.find(own).unwrap_or(offset)))
    }

    /// Puts the cursor somewhere and keeps it in sight.
    pub fn go(&mut self, at: Byte) {
        self.cursor = at;
        self.follow = true;
    }

    /// Puts the cursor at the start of a passage, and keeps all of that in sight.
    pub fn go_over(&mut self, start: Byte, end: Byte) {
        self.go(start);
        self.passage = Some(end);
    }

    /// Scrolls by rows without moving the cursor.
    pub fn scroll(&mut self, by: isize) {
        let top = self.top;
        if let Some((to, _)) = self.galley().map(|mut galley| galley.step(top, by)) {
            self.top = to;
        }
    }

    /// Returns the row of the screen on which a position stands, if it is in sight.
    pub fn visible_row(&self, at: Byte) -> Option<usize> {
        let anchor = self.anchor(at)?;
        self.lines.iter().position(|line| {
            line.place == anchor.place
                && line.row.is_some_and(|row| row.start <= anchor.offset && anchor.offset < row.end)
        })
    }

    /// Brings the cursor into sight.
    fn reveal(&mut self, height: usize) {
        let passage = self.passage.take().and_then(|end| self.anchor(end.back(1)));
        let (Some(cursor), top) = (self.anchor(self.cursor), self.top) else { return };
        let margin = MARGIN.min(height.saturating_sub(1) / 4);
        let Some(mut galley) = self.galley() else { return };
        let above = galley.distance(top, cursor, height);
        let long = passage.map_or(0, |end| galley.distance(cursor, end, height).unwrap_or(height));
        let back = match above {
            Some(rows) if rows >= margin && rows + long + margin < height => return,
            // A passage that would be cut stands in the upper third, or as high as there is room for it.
            Some(rows) if rows >= margin && long > 0 => {
                (height / 3).min(height.saturating_sub(long + margin + 1)).max(margin)
            }
            Some(rows) if rows < margin => margin,
            _ if galley.distance(cursor, top, height).is_some() => margin,
            Some(_) => height - 1 - margin,
            None => height / 3,
        };
        let near_end = long == 0 && galley.distance(top, cursor, height * 2).is_some_and(|rows| rows > height);
        let back = if near_end { height - 1 - margin } else { back };
        let top = galley.step(cursor, -(back as isize)).0;
        // At the end of the article the last row stands at the foot of the pane.
        let below = height.saturating_sub(1);
        let (_, passed) = galley.step(top, below as isize);
        self.top = galley.step(top, -(below.saturating_sub(passed) as isize)).0;
    }

    /// Makes the rows that are to be seen in a style, so many.
    pub fn arrange(&mut self, style: Style, height: usize) {
        let resized = self.style.replace(style).is_some_and(|old| old != style);
        if resized {
            // A column of rows that are no more.
            self.goal_column = None;
        }
        if std::mem::take(&mut self.follow) {
            self.reveal(height);
        } else if resized {
            // The same sentence stays on top; only a cursor that was in sight must not leave it.
            self.lines.clear();
        }
        let top = self.top;
        self.lines = self.galley().map(|mut galley| galley.lines(top, height)).unwrap_or_default();
    }

    /// Returns the source spans of the selection.
    pub fn target(&self) -> Vec<ByteSpan> {
        let (Some(document), Some(selection)) = (self.document.as_deref(), self.selection) else {
            return Vec::new();
        };
        document.target(selection.flow, selection.span)
    }

    /// Remembers where the cursor is before a jump, and the screen that is shown.
    pub fn leave(&mut self, view: View) {
        let Some(document) = self.document.as_deref() else { return };
        let spot = Spot { document: document.path.clone(), at: self.cursor, view };
        let (spots, place) = &mut self.jumps;
        spots.truncate(*place);
        if spots.last() != Some(&spot) {
            spots.push(spot);
        }
        *place = spots.len();
    }
}

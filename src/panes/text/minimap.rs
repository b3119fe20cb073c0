//! The bar beside the text: how far one is, and where annotations and hits lie in the article.

use crate::actions::open::beginning;
use crate::state::Model;
use crate::state::reader::Reader;
use crate::state::screen::Tick;
use crate::units::{Byte, Cell};

/// Articles of more blocks are measured by the whole text.
const BLOCKS: usize = 5000;

/// Where blocks lie among all bytes of an article: start in the source, bytes before, length.
struct Measure {
    blocks: Vec<(usize, usize, usize)>,
    total: usize,
}

impl Measure {
    fn new(reader: &Reader) -> Option<Self> {
        let document = reader.document.as_deref()?;
        let order = reader.order();
        if order.len() > BLOCKS {
            return Some(Self { blocks: vec![(0, 0, document.text.len())], total: document.text.len().max(1) });
        }
        let mut total = 0;
        let mut blocks = Vec::with_capacity(order.len());
        for part in order.iter().filter_map(|id| document.structure.block(*id)).flat_map(|block| &block.parts) {
            let length = part.span.len();
            blocks.push((part.span.start.0, total, length));
            total += length;
        }
        blocks.sort_unstable();
        Some(Self { blocks, total: total.max(1) })
    }

    /// Returns the row of a bar of a height at which a position lies.
    fn row(&self, at: Byte, height: Cell) -> Option<Cell> {
        let n = self.blocks.partition_point(|(start, ..)| *start <= at.0).checked_sub(1)?;
        let (start, before, length) = *self.blocks.get(n)?;
        let inside = at.0 - start;
        (inside <= length).then(|| {
            let row = (before + inside) * usize::from(height) / self.total;
            row.min(usize::from(height).saturating_sub(1)) as Cell
        })
    }
}

/// Returns a position of the article that lies at a row of the bar.
pub fn position(model: &Model, row: Cell) -> Option<Byte> {
    let measure = Measure::new(&model.reader)?;
    let wanted = usize::from(row) * measure.total / usize::from(model.screen.bar.h.max(1));
    let near = |(_, before, length): &&(usize, usize, usize)| *before <= wanted && wanted < before + (*length).max(1);
    let (start, before, _) = *measure.blocks.iter().find(near)?;
    let document = model.reader.document.as_deref()?;
    let at = crate::units::floor(&document.text, start + wanted - before);
    let here = model.reader.at(Byte(at))?;
    model.reader.source(here.place, here.offset)
}

/// Bytes that are read in a minute: 400 汉字 of three bytes each; it is much the same for 200 English words.
const READ: usize = 1200;

/// Tells how far the cursor is into the article, in percent of its bytes, and how many minutes the rest takes to read.
pub fn progress(model: &Model) -> (usize, usize) {
    let last = 100;
    let Some(measure) = Measure::new(&model.reader) else { return (0, 0) };
    let end = model.reader.source(model.reader.order().len().saturating_sub(1), usize::MAX);
    if end.is_some_and(|end| model.reader.cursor >= end) {
        return (last, 0);
    }
    // Where reading begins, below the headline, nothing has been read.
    let begins = model.reader.document.as_deref().and_then(|document| beginning(document, model.reader.article));
    let begun = begins.is_none_or(|at| model.reader.cursor > at);
    let percent = measure.row(model.reader.cursor, last as Cell).filter(|_| begun).map_or(0, usize::from);
    (percent, (measure.total * (last - percent) / last).div_ceil(READ))
}

/// Tells how far the cursor is into a book of several chapters, in percent; nothing of any other text, or while the
/// book is still being read.
fn of_book(model: &Model) -> Option<usize> {
    let document = model.reader.document.as_deref()?;
    let chapters = document.structure.articles.len();
    let book = document.whole && document.structure.is_book() && chapters > 1 && !model.reader.printed;
    let done = model.reader.article == chapters && model.screen.percent == 100;
    book.then(|| if done { 100 } else { model.reader.cursor.0.saturating_mul(100) / document.text.len().max(1) })
}

/// Lays out the bar.
pub fn arrange(model: &mut Model) {
    (model.screen.percent, model.screen.minutes) = progress(model);
    model.screen.of_book = of_book(model);
    let height = model.screen.bar.h;
    let reader = &model.reader;
    let Some(measure) = Measure::new(reader).filter(|_| height > 0) else { return };
    let source = |line: &crate::layout::Line, end: bool| {
        let row = line.row?;
        reader.source(line.place, if end { row.end.saturating_sub(1) } else { row.start })
    };
    let first = reader.lines.iter().find_map(|line| source(line, false)).and_then(|at| measure.row(at, height));
    let last = reader.lines.iter().rev().find_map(|line| source(line, true)).and_then(|at| measure.row(at, height));
    let placed = model.project.marks.iter().filter(|mark| !mark.placed.spans.is_empty());
    let mut ticks: Vec<Tick> = placed
        .filter_map(|mark| {
            let hue = mark.hues.first().copied().unwrap_or_default();
            Some(Tick { row: measure.row(mark.placed.start(), height)?, hue: Some(hue) })
        })
        .collect();
    if model.search.shown {
        let starts = model.search.hits.iter().filter_map(|hit| hit.spans.first());
        ticks.extend(starts.filter_map(|span| Some(Tick { row: measure.row(span.start, height)?, hue: None })));
    }
    ticks.sort_by_key(|tick| (tick.row, tick.hue));
    ticks.dedup_by_key(|tick| tick.row);
    model.screen.thumb = (first.unwrap_or(0), last.unwrap_or(0));
    model.screen.ticks = ticks;
}

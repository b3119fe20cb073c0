//! Flows: the runs of text that a selection can cross, and the targets it makes.

use super::document::Document;
use super::offsets::{first_chars, last_chars};
use super::structure::{BlockId, View};
use crate::units::{Byte, ByteSpan, floor};

/// A run of text that a selection can cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flow {
    /// The headings and the text of an article; 0 is the page.
    Main(usize),
    /// A block that stands aside: a caption, a byline, a rubric …
    Aside(BlockId),
    /// The page as printed: all lines in source order.
    Printed,
}

/// How many code points of the flow before and behind it a quotation remembers.
pub const CONTEXT: usize = 32;

impl Document {
    /// Returns the flow of a block.
    pub fn flow_of(&self, id: BlockId) -> Flow {
        if self.structure.view == View::Printed {
            return Flow::Printed;
        }
        match self.structure.block(id) {
            Some(block) if block.kind.is_main() => Flow::Main(block.article),
            _ => Flow::Aside(id),
        }
    }

    /// Tells whether a block belongs to a flow.
    pub fn in_flow(&self, flow: Flow, id: BlockId) -> bool {
        match flow {
            Flow::Printed => true,
            Flow::Aside(other) => other == id,
            Flow::Main(_) => self.flow_of(id) == flow,
        }
    }

    /// Returns the blocks of a flow, in rising source order.
    pub fn flow_blocks(&self, flow: Flow) -> Vec<BlockId> {
        match flow {
            Flow::Aside(id) => vec![id],
            Flow::Printed => (0..self.structure.blocks.len()).collect(),
            Flow::Main(article) => {
                let order = self.structure.reading_order(article).iter();
                order.copied().filter(|id| self.in_flow(flow, *id)).collect()
            }
        }
    }

    /// Returns the source spans that a selection of the flow covers: cut at every seam and where blocks
    /// of another flow lie between, running on over the line ends between paragraphs.
    pub fn target(&self, flow: Flow, span: ByteSpan) -> Vec<ByteSpan> {
        let mut found: Vec<ByteSpan> = Vec::new();
        let mut last: Option<(usize, BlockId)> = None;
        let first = self.structure.place(span.start);
        for (place, (id, part)) in self.structure.parts().enumerate().skip(first) {
            if part.span.start >= span.end {
                break;
            }
            let Some(common) = part.span.common(span).filter(|_| self.in_flow(flow, id)) else { continue };
            let follows = last.is_some_and(|(n, block)| n + 1 == place && (block != id || flow == Flow::Printed));
            match found.last_mut() {
                Some(open) if follows => open.end = common.end,
                _ => found.push(common),
            }
            last = Some((place, id));
        }
        found
    }

    /// Returns the words of ranges as they are read: those that only a seam of a paragraph parts are one stretch; between
    /// stretches something of the text is left out.
    pub fn stretches(&self, spans: &[ByteSpan]) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut last: Option<ByteSpan> = None;
        for span in spans {
            let joined = last.is_some_and(|last| self.is_seam(last, *span));
            match found.last_mut().filter(|_| joined) {
                Some(stretch) => stretch.push_str(self.slice(*span)),
                None => found.push(self.slice(*span).to_owned()),
            }
            last = Some(*span);
        }
        found
    }

    /// Tells whether nothing but a seam of a paragraph lies between two ranges.
    fn is_seam(&self, a: ByteSpan, b: ByteSpan) -> bool {
        let block = |at: usize| self.structure.block_at(Byte(floor(&self.text, at)));
        let Some(block) =
            block(b.start.0).filter(|of| a.end < b.start && block(a.end.0.saturating_sub(1)) == Some(*of))
        else {
            return false;
        };
        let meets = |pair: &[ByteSpan]| matches!(pair, [x, y] if x.end == a.end && y.start == b.start);
        self.target(self.flow_of(block), a.hull(b)).windows(2).any(meets)
    }

    /// Returns what stands in the flow before and behind a target, 32 code points of each.
    pub fn context(&self, flow: Flow, target: &[ByteSpan]) -> (String, String) {
        self.around(flow, target, CONTEXT)
    }

    /// Returns what stands in the flow before and behind a target, so many code points of each; line ends part blocks.
    pub fn around(&self, flow: Flow, target: &[ByteSpan], count: usize) -> (String, String) {
        let (Some(first), Some(last)) = (target.first(), target.last()) else { return Default::default() };
        (self.before(flow, first.start, count), self.behind(flow, last.end, count))
    }

    fn before(&self, flow: Flow, at: Byte, count: usize) -> String {
        let blocks = self.flow_blocks(flow);
        let n = blocks.partition_point(|id| self.structure.block(*id).is_some_and(|b| b.start() < at));
        let mut text = String::new();
        for id in blocks.iter().take(n).rev() {
            let Some(reading) = self.uncorrected(*id) else { continue };
            let cut = if text.is_empty() { reading.offset(at) } else { reading.text.len() };
            let more = reading.text.get(..cut).unwrap_or_default();
            text = if text.is_empty() {
                last_chars(more, count).into()
            } else {
                format!("{}\n{text}", last_chars(more, count))
            };
            if text.chars().count() >= count {
                break;
            }
        }
        last_chars(&text, count).to_owned()
    }

    fn behind(&self, flow: Flow, at: Byte, count: usize) -> String {
        let blocks = self.flow_blocks(flow);
        let n = blocks.partition_point(|id| self.structure.block(*id).is_some_and(|b| b.end() <= at));
        let mut text = String::new();
        for id in blocks.iter().skip(n) {
            let Some(reading) = self.uncorrected(*id) else { continue };
            let cut = if self.structure.block(*id).is_some_and(|b| b.start() < at) { reading.offset(at) } else { 0 };
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(first_chars(reading.text.get(cut..).unwrap_or_default(), count));
            if text.chars().count() >= count {
                break;
            }
        }
        first_chars(&text, count).to_owned()
    }
}

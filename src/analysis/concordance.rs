//! Hits with what stands around them: keyword in context (KWIC), and the unit of text that would be coded.

use crate::annotation::Passage;
use crate::text::search::{Hit, Pattern};
use crate::text::{Block, Document, Kind, sentence};
use crate::units::{Byte, ByteSpan};
use std::ops::Range;

/// The unit of text that a hit stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// The words that were found.
    Words,
    /// The clause.
    Clause,
    /// The sentence; a headline counts as one.
    #[default]
    Sentence,
    /// The paragraph.
    Paragraph,
}

/// A hit in its context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kwic {
    /// The path of its document.
    pub document: String,
    /// The number of its article.
    pub article: usize,
    /// It stands in a headline.
    pub headline: bool,
    /// The words that were found.
    pub found: Passage,
    /// What would be coded.
    pub unit: Passage,
    /// The block it stands in, as it is read.
    pub text: String,
    /// Where the words stand in that text.
    pub at: Range<usize>,
    /// Where the unit stands in that text.
    pub unit_at: Range<usize>,
}

impl Kwic {
    /// Returns what stands before the words in their block.
    pub fn before(&self) -> &str {
        self.text.get(..self.at.start).unwrap_or_default()
    }

    /// Returns the words.
    pub fn words(&self) -> &str {
        self.text.get(self.at.clone()).unwrap_or_default()
    }

    /// Returns what stands behind the words in their block.
    pub fn after(&self) -> &str {
        self.text.get(self.at.end..).unwrap_or_default()
    }
}

fn units(block: &Block, text: &str, unit: Unit) -> Vec<ByteSpan> {
    match unit {
        // A headline is one sentence, whatever marks it holds.
        Unit::Sentence if block.kind == Kind::Title => vec![ByteSpan::at(block.markup, text.len())],
        Unit::Sentence => sentence::sentences(text),
        Unit::Clause => sentence::clauses(text),
        Unit::Paragraph => vec![ByteSpan::at(block.markup.min(text.len()), text.len())],
        Unit::Words => Vec::new(),
    }
}

/// Finds a pattern in a document. Counts all hits, and returns those of a range of them, in the order of the articles.
pub fn concordance(document: &Document, pattern: &Pattern, unit: Unit, wanted: Range<usize>) -> (usize, Vec<Kwic>) {
    let place = |hit: &Hit| {
        let article = document.structure.block(hit.block).map(|block| block.article);
        Some((article?, hit.spans.iter().map(|span| span.start).min()?))
    };
    let mut hits: Vec<((usize, Byte), Hit)> =
        pattern.find(document).into_iter().filter_map(|hit| Some((place(&hit)?, hit))).collect();
    hits.sort_by_key(|(place, _)| *place);
    let listed = hits.iter().skip(wanted.start).take(wanted.len());
    (hits.len(), listed.filter_map(|(_, hit)| kwic(document, hit, unit)).collect())
}

fn kwic(document: &Document, hit: &Hit, unit: Unit) -> Option<Kwic> {
    let (block, reading) = (document.structure.block(hit.block)?, document.reading(hit.block)?);
    let flow = document.flow_of(hit.block);
    let touches = |span: &&ByteSpan| span.start.0 < hit.range.end && hit.range.start < span.end.0;
    let cut = units(block, &reading.text, unit);
    let around = cut.iter().filter(touches).copied().reduce(ByteSpan::hull);
    let around = around.unwrap_or(ByteSpan::at(hit.range.start, hit.range.end));
    let spans = match reading.spans(around.start.0, around.end.0) {
        spans if spans.is_empty() => hit.spans.clone(),
        spans => spans,
    };
    // What marks a heading in the source is not read.
    let skip = block.markup.min(hit.range.start);
    Some(Kwic {
        document: document.path.to_string(),
        article: block.article,
        headline: block.kind == Kind::Title,
        found: Passage::new(document, flow, &hit.spans),
        unit: Passage::new(document, flow, &spans),
        at: hit.range.start.saturating_sub(skip)..hit.range.end - skip,
        unit_at: around.start.0.saturating_sub(skip)..around.end.0 - skip,
        text: reading.text.get(skip..).unwrap_or_default().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::SEEDS;
    use crate::text::search::Mode;
    use std::collections::BTreeSet;

    #[test]
    fn every_grid_of_the_five_pages() {
        let pattern = Pattern::new("网格", Mode::Folded).unwrap();
        let hits = |unit| -> Vec<Kwic> {
            SEEDS
                .iter()
                .flat_map(|(name, data)| concordance(&Document::open(name, data.to_vec()), &pattern, unit, 0..1000).1)
                .collect()
        };
        let sentences = hits(Unit::Sentence);
        let place = |hit: &Kwic| (hit.document.clone(), hit.unit.target.start());
        let units: BTreeSet<_> = sentences.iter().map(place).collect();
        let titles: BTreeSet<_> = sentences.iter().filter(|hit| hit.headline).map(place).collect();
        assert_eq!((sentences.len(), units.len(), titles.len()), (37, 15, 2));
        assert!(sentences.iter().all(|hit| hit.words() == "网格" && hit.unit.quotation.text().contains("网格")));
        assert!(hits(Unit::Words).iter().all(|hit| hit.unit == hit.found));
    }
}

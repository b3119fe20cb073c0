//! From a written target to its place in the text at hand, and back.
//!
//! The same text and the quotation stands there: in place. Else the same words where what was around them is around
//! them still, clearly more of it than anywhere else: moved. Else words that are nearly the same, likewise: approximate.
//! Else, if the words stand anywhere: ambiguous. Else lost. Nothing is moved by looking.

use super::finding::Search;
use super::placed::{Placed, State};
use super::{Annotation, Quotation, Target};
use crate::text::{Document, Flow, TextId};
use crate::units::ByteSpan;
use std::collections::HashMap;
use uuid::Uuid;

/// Makes the target and the quotation of ranges of a document.
pub fn quote(document: &Document, flow: Flow, spans: &[ByteSpan]) -> (Target, Quotation) {
    let (prefix, suffix) = document.context(flow, spans);
    let chars = |span: &ByteSpan| document.offsets().chars(&document.text, *span);
    let target = Target { text: document.id, spans: spans.iter().map(chars).collect() };
    let exact = spans.iter().map(|span| document.slice(*span).to_owned()).collect();
    (target, Quotation { exact, prefix, suffix })
}

impl Annotation {
    /// Returns it as it stands at ranges of a document.
    #[must_use]
    pub fn standing_at(&self, document: &Document, spans: &[ByteSpan]) -> Self {
        let block = spans.first().and_then(|span| document.structure.block_at(span.start));
        let flow = block.map_or(Flow::Main(0), |id| document.flow_of(id));
        let (target, quotation) = quote(document, flow, spans);
        Self { target, quotation, ..self.clone() }
    }
}

/// Finds annotations in documents, and remembers what it found: to look for words that have changed takes time.
#[derive(Clone, Debug, Default)]
pub struct Placer {
    known: HashMap<Uuid, (TextId, Target, Placed)>,
}

impl Placer {
    /// Finds an annotation in a document.
    pub fn place(&mut self, annotation: &Annotation, document: &Document) -> Placed {
        if let Some((text, target, placed)) = self.known.get(&annotation.id)
            && *text == document.id
            && *target == annotation.target
        {
            return placed.clone();
        }
        let placed = place(annotation, document);
        // What stands in its place is found at once anyway.
        if placed.state != State::InPlace {
            let found = (document.id, annotation.target.clone(), placed.clone());
            self.known.insert(annotation.id, found);
        }
        placed
    }
}

/// Finds an annotation in a document.
pub fn place(annotation: &Annotation, document: &Document) -> Placed {
    place_at(&annotation.target, &annotation.quotation, document)
}

/// Finds what was quoted at a target in a document.
pub fn place_at(target: &Target, quotation: &Quotation, document: &Document) -> Placed {
    if target.spans.is_empty() {
        return Placed::default();
    }
    if target.text == document.id {
        let bytes = |span| document.offsets().bytes(&document.text, span);
        let spans: Option<Vec<ByteSpan>> = target.spans.iter().map(|span| bytes(*span)).collect();
        if let Some(spans) = spans.filter(|spans| stands(document, spans, quotation)) {
            return Placed { state: State::InPlace, spans };
        }
    }
    Search::new(target, quotation, document).decide()
}

fn stands(document: &Document, spans: &[ByteSpan], quotation: &Quotation) -> bool {
    spans.len() == quotation.exact.len()
        && spans.iter().zip(&quotation.exact).all(|(span, exact)| document.slice(*span) == exact)
}

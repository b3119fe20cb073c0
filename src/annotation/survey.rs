//! What is to be known of a document without keeping it open: its articles, and where its annotations stand.

use super::articles::MOST;
use super::{Annotation, Articles, OMITTED, Placer, Quotation, State, Target};
use crate::text::{Document, Said, TextId};
use crate::units::{Byte, ByteSpan, Char};
use std::collections::HashMap;
use uuid::Uuid;

/// Where an annotation stands in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The number of its article; 0 is the page.
    pub article: usize,
    /// Its first position in the text at hand.
    pub at: Byte,
    /// How it was found.
    pub state: State,
    /// Code points of its article before it, blanks left out.
    pub before: usize,
    /// Code points that it covers, blanks left out.
    pub length: usize,
}

/// The articles of a document and the places of its annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The titles of the articles, from number 1.
    pub titles: Vec<String>,
    /// What the articles are, and what names stand for.
    pub articles: Articles,
    /// How many blocks belong to no article.
    pub own: usize,
    /// Its articles are chapters.
    pub book: bool,
    /// All of the document was looked at, not only the head of a long one.
    pub whole: bool,
    /// The code points of each article that are not blank, from number 1.
    pub lengths: Vec<usize>,
    /// Where each annotation stands.
    pub places: HashMap<Uuid, Standing>,
    /// Who speaks where annotations stand, and when; of those in turns alone.
    pub said: HashMap<Uuid, Said>,
    /// What stands around annotations that were found: before, behind.
    around: HashMap<Uuid, (Box<str>, Box<str>)>,
    /// The text at hand.
    text: TextId,
    /// Where those stand that were written for another text, and found in this one.
    found: HashMap<Uuid, Target>,
    /// The stretches of those that have several ranges.
    stretches: HashMap<Uuid, Vec<String>>,
}

/// Code points that are kept of what stands before an annotation, and as many of what stands behind it: more than is kept
/// in the store, so that there is something to be read around it.
pub const AROUND: usize = 160;

/// In longer texts, in bytes, articles are not measured: to open one must not wait for that.
const MEASURED: usize = 1 << 20;

/// The ranges of an article in the order of the source, each with the code points of the article before it.
struct Measure {
    parts: Vec<(ByteSpan, usize)>,
    length: usize,
}

impl Measure {
    fn new(document: &Document, article: usize) -> Self {
        let blocks = document.structure.article(article).map_or(&[][..], |article| &article.blocks);
        let parts = blocks.iter().filter_map(|id| document.structure.block(*id)).flat_map(|block| &block.parts);
        let mut spans: Vec<ByteSpan> = parts.map(|part| part.span).collect();
        spans.sort();
        let mut length = 0;
        let measured = spans.into_iter().map(|span| {
            let before = length;
            length += solid(document, span);
            (span, before)
        });
        let parts = measured.collect();
        Self { parts, length }
    }

    /// Counts the code points before a position.
    fn before(&self, document: &Document, at: Byte) -> usize {
        let n = self.parts.partition_point(|(span, _)| span.start <= at);
        let part = n.checked_sub(1).and_then(|n| self.parts.get(n));
        part.map_or(0, |(span, before)| before + solid(document, ByteSpan::new(span.start, span.end.min(at))))
    }
}

fn solid(document: &Document, span: ByteSpan) -> usize {
    document.slice(span).chars().filter(|c| !c.is_whitespace()).count()
}

impl Survey {
    /// Surveys a document.
    pub fn new(document: &Document, annotations: &[Annotation]) -> Self {
        let articles = document.structure.articles.iter().take(MOST);
        let count = document.structure.articles.len().min(MOST);
        let measured = document.whole && document.text.len() <= MEASURED;
        let length = |number: usize| Measure::new(document, number).length;
        let mut survey = Self {
            titles: articles.map(|article| article.title.clone()).collect(),
            own: document.structure.own(),
            book: document.structure.is_book(),
            whole: document.whole,
            articles: Articles::of(document),
            lengths: if measured { (1..=count).map(length).collect() } else { Vec::new() },
            text: document.id,
            ..Self::default()
        };
        if document.whole {
            survey.place(document, annotations, &mut Placer::default());
        }
        survey
    }

    /// Returns that of a document of which nothing is to be known: it cannot be read.
    pub fn unreadable() -> Self {
        Self { whole: true, ..Self::default() }
    }

    /// Finds the places of annotations anew.
    pub fn place(&mut self, document: &Document, annotations: &[Annotation], placer: &mut Placer) {
        let mut measures: HashMap<usize, Measure> = HashMap::new();
        (self.text, self.found, self.stretches) = (document.id, HashMap::new(), HashMap::new());
        self.said.clear();
        self.around.clear();
        let measured = document.text.len() <= MEASURED;
        let mut standing = |annotation: &Annotation| {
            let placed = placer.place(annotation, document);
            let found = !placed.spans.is_empty();
            let article = if found { document.article_at(placed.start()) } else { 0 };
            let mut before = 0;
            if measured && found {
                let measure = measures.entry(article).or_insert_with(|| Measure::new(document, article));
                before = measure.before(document, placed.start());
            }
            let length = placed.spans.iter().map(|span| solid(document, *span)).sum();
            if found && annotation.target.text != document.id {
                let spans = placed.spans.iter().map(|span| document.offsets().chars(&document.text, *span)).collect();
                self.found.insert(annotation.id, Target { text: document.id, spans });
            }
            let said = document.said(&placed.spans);
            if said != Said::default() {
                self.said.insert(annotation.id, said);
            }
            if let Some(block) = document.structure.block_at(placed.start()).filter(|_| found) {
                let (before, behind) = document.around(document.flow_of(block), &placed.spans, AROUND);
                self.around.insert(annotation.id, (before.into(), behind.into()));
            }
            if placed.spans.len() > 1 {
                self.stretches.insert(annotation.id, document.stretches(&placed.spans));
            }
            (annotation.id, Standing { article, at: placed.start(), state: placed.state, before, length })
        };
        let places = annotations.iter().map(&mut standing).collect();
        self.places = places;
    }

    /// Returns where an annotation stands in the text at hand; if it was not found there, where it was written for.
    pub fn target<'a>(&'a self, annotation: &'a Annotation) -> &'a Target {
        let found = self.found.get(&annotation.id).filter(|_| annotation.target.text != self.text);
        found.unwrap_or(&annotation.target)
    }

    /// Returns the words of an annotation as they are read: where something is left out between them, that is marked.
    pub fn words(&self, annotation: &Annotation) -> String {
        let exact = &annotation.quotation.exact;
        let stretches = self.stretches.get(&annotation.id).filter(|own| own.concat() == exact.concat());
        stretches.unwrap_or(exact).join(OMITTED)
    }

    /// Returns what stands before and behind an annotation: in the text at hand, or as it was when it was written.
    pub fn around<'a>(&'a self, annotation: &'a Annotation) -> (&'a str, &'a str) {
        let Quotation { prefix, suffix, .. } = &annotation.quotation;
        self.around.get(&annotation.id).map_or((prefix, suffix), |(before, behind)| (before, behind))
    }

    /// Returns the order in which an annotation comes: by article, then place; what stands nowhere comes last.
    pub fn order(&self, annotation: &Annotation) -> (usize, Char) {
        let article = self.places.get(&annotation.id).map_or(usize::MAX, |standing| standing.article);
        (article, annotation.target.start())
    }
}

#[cfg(test)]
mod tests {
    use super::super::quote;
    use super::super::samples::annotation;
    use super::*;
    use crate::text::Flow;
    use crate::units::CharSpan;

    #[test]
    fn what_was_written_for_another_text_stands_where_it_is_found() {
        let open = |text: &str| Document::open("a.txt", text.as_bytes().to_vec());
        let (before, now) = (open("街道办牵头，社区协助。\n"), open("一年以后，街道办牵头，社区协助。\n"));
        let (target, quotation) = quote(&before, Flow::Main(1), &[ByteSpan::at(0, 15)]);
        let old = Annotation { target, quotation, ..annotation(1) };
        let (target, quotation) = quote(&now, Flow::Main(1), &[ByteSpan::at(24, 45)]);
        let new = Annotation { target, quotation, ..annotation(2) };
        let lost = Annotation { target: Target { text: TextId::of("x"), ..new.target.clone() }, ..annotation(3) };
        assert_eq!(old.target.shared(&new.target), 0);
        let survey = Survey::new(&now, &[old.clone(), new.clone(), lost.clone()]);
        assert_eq!(survey.target(&old).spans, [CharSpan::new(Char(5), Char(10))]);
        assert_eq!(survey.target(&old).shared(survey.target(&new)), 2);
        assert_eq!((survey.target(&new), survey.target(&lost)), (&new.target, &lost.target));
        // What was not found has around it what was there once.
        let gone = Quotation { prefix: "从前".into(), ..Quotation::default() };
        assert_eq!(survey.around(&old), ("一年以后，", "，社区协助。"));
        assert_eq!(survey.around(&Annotation { quotation: gone, ..annotation(4) }), ("从前", ""));
    }
}

//! What is to be known of a document without keeping it open: its articles, and where its annotations stand.

use super::{Annotation, ArticleName, State, place};
use crate::text::Document;
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
    /// The names of the articles, from number 1.
    pub names: Vec<ArticleName>,
    /// The code points of each article that are not blank, from number 1.
    pub lengths: Vec<usize>,
    /// Where each annotation stands.
    pub places: HashMap<Uuid, Standing>,
}

/// Articles that are named; a text of more chapters names no further ones.
const MOST: usize = 2000;

/// Returns the ranges of an article's blocks, in the order of the source.
fn spans_of(document: &Document, article: usize) -> Vec<ByteSpan> {
    let blocks = document.structure.article(article).map_or(&[][..], |article| &article.blocks);
    let parts = blocks.iter().filter_map(|id| document.structure.block(*id)).flat_map(|block| &block.parts);
    let mut spans: Vec<ByteSpan> = parts.map(|part| part.span).collect();
    spans.sort();
    spans
}

fn solid(document: &Document, span: ByteSpan) -> usize {
    document.slice(span).chars().filter(|c| !c.is_whitespace()).count()
}

impl Survey {
    /// Surveys a document.
    pub fn new(document: &Document, annotations: &[Annotation]) -> Self {
        let articles = document.structure.articles.iter().take(MOST);
        let count = document.structure.articles.len().min(MOST);
        let length = |number: usize| {
            let spans = spans_of(document, number);
            spans.into_iter().map(|span| solid(document, span)).sum()
        };
        let mut survey = Self {
            titles: articles.map(|article| article.title.clone()).collect(),
            names: (1..=count).map(|number| ArticleName::of(document, number)).collect(),
            lengths: if document.whole { (1..=count).map(length).collect() } else { Vec::new() },
            places: HashMap::new(),
        };
        if document.whole {
            survey.place(document, annotations);
        }
        survey
    }

    /// Finds the places of annotations anew.
    pub fn place(&mut self, document: &Document, annotations: &[Annotation]) {
        let standing = |annotation: &Annotation| {
            let placed = place(annotation, document);
            let found = !placed.spans.is_empty();
            let article = if found { document.article_at(placed.start()) } else { 0 };
            let spans = spans_of(document, article);
            let before = spans.into_iter().take_while(|span| span.start < placed.start());
            let before =
                before.map(|span| solid(document, ByteSpan::new(span.start, span.end.min(placed.start())))).sum();
            let length = placed.spans.iter().map(|span| solid(document, *span)).sum();
            (annotation.id, Standing { article, at: placed.start(), state: placed.state, before, length })
        };
        self.places = annotations.iter().map(standing).collect();
    }

    /// Returns the number of the article that a name stands for, as far as names alone tell.
    pub fn number(&self, name: &ArticleName) -> Option<usize> {
        self.names.iter().position(|other| other == name).map(|n| n + 1)
    }

    /// Returns the order in which an annotation comes: by article, then place; what stands nowhere comes last.
    pub fn order(&self, annotation: &Annotation) -> (usize, Char) {
        let article = self.places.get(&annotation.id).map_or(usize::MAX, |standing| standing.article);
        (article, annotation.target.start())
    }
}

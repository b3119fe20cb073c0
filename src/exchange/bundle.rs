//! What goes out: annotations, where they stand, and the codebook.

use crate::annotation::{Annotation, Book, Codebook, Placed, State, place};
use crate::text::Document;
use crate::units::Char;
use std::collections::BTreeSet;
use uuid::Uuid;

/// An annotation with all that a format may want to say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The path of its document.
    pub document: String,
    /// The number of its article; 0 is the page.
    pub article: usize,
    /// The title of its article.
    pub title: String,
    /// The writers of the article, as printed.
    pub byline: String,
    /// The first line it stands on, from 1; 0 if it stands nowhere.
    pub line: usize,
    /// How it was found in the text at hand.
    pub state: State,
    /// The annotation; its target belongs to the text at hand where it was found.
    pub annotation: Annotation,
}

impl Entry {
    /// Makes the entry of an annotation. Without its document, it is told by what was written down.
    pub fn new(path: &str, annotation: &Annotation, document: Option<&Document>) -> Self {
        let placed = document.map_or(Placed { state: State::Lost, spans: Vec::new() }, |d| place(annotation, d));
        let mut entry = Self {
            document: path.to_owned(),
            article: 0,
            title: document.map_or_else(|| path.to_owned(), |d| d.name().to_owned()),
            byline: String::new(),
            line: 0,
            state: placed.state,
            annotation: annotation.clone(),
        };
        let (Some(document), Some(_)) = (document, placed.spans.first()) else { return entry };
        entry.article = document.article_at(placed.start());
        document.title(entry.article).clone_into(&mut entry.title);
        entry.byline = document.structure.article(entry.article).map(|a| a.byline.clone()).unwrap_or_default();
        let before = document.text.get(..placed.start().0).unwrap_or_default();
        entry.line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
        let chars = |span| document.offsets().chars(&document.text, span);
        entry.annotation.target.text = document.id;
        entry.annotation.target.spans = placed.spans.into_iter().map(chars).collect();
        entry
    }

    fn sort_key(&self) -> (usize, Char) {
        (self.article, self.annotation.target.start())
    }
}

/// Which annotations go out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// Only with one of these tags (or a tag below them); empty is all.
    pub tags: Vec<String>,
    /// Only of this article.
    pub article: Option<usize>,
    /// Only of this coder.
    pub coder: Option<String>,
    /// Only these.
    pub ids: Option<BTreeSet<Uuid>>,
}

impl Select {
    fn takes(&self, entry: &Entry, codebook: &Codebook) -> bool {
        let tags: Vec<&str> = entry.annotation.tags.iter().map(|tag| codebook.resolve(tag)).collect();
        let wanted: Vec<String> = self.tags.iter().flat_map(|tag| codebook.with_children(tag)).collect();
        (wanted.is_empty() || tags.iter().any(|tag| wanted.iter().any(|w| w == tag)))
            && self.article.is_none_or(|article| article == entry.article)
            && self.coder.as_ref().is_none_or(|coder| *coder == entry.annotation.coder)
            && self.ids.as_ref().is_none_or(|ids| ids.contains(&entry.annotation.id))
    }
}

/// What goes out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// The name of the library.
    pub name: String,
    /// The codebook.
    pub codebook: Codebook,
    /// The annotations: by document, article, place.
    pub entries: Vec<Entry>,
}

impl Bundle {
    /// Gathers what is selected from these documents, in their order. `open` may fail to give a text.
    pub fn gather<'d>(
        library: &str,
        book: &Book,
        documents: impl IntoIterator<Item = &'d str>,
        open: &mut dyn FnMut(&str) -> Option<std::sync::Arc<Document>>,
        select: &Select,
    ) -> Self {
        let mut entries = Vec::new();
        for path in documents {
            let annotations = book.of(path);
            if annotations.is_empty() {
                continue;
            }
            let document = open(path);
            let mut of: Vec<Entry> = annotations.iter().map(|a| Entry::new(path, a, document.as_deref())).collect();
            of.sort_by_key(|entry| (entry.sort_key(), entry.annotation.id));
            entries.extend(of.into_iter().filter(|entry| select.takes(entry, &book.codebook)));
        }
        Self { name: library.to_owned(), codebook: book.codebook.clone(), entries }
    }
}

//! What goes out: annotations, where they stand in their texts, and what else the store holds.

use crate::analysis::beside;
use crate::annotation::articles::{self, together};
use crate::annotation::{Annotation, ArticleName, Book, Codebook, OMITTED, On, Placer, State, Tag, Target};
use crate::exchange::out::select::{Left, Reason, Select};
use crate::text::search::only;
use crate::text::{Document, Said, TextId};
use crate::units::{ByteSpan, CharSpan};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

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
    /// The annotation as the store holds it.
    pub annotation: Annotation,
    /// The text at hand, if it could be read.
    pub text: Option<TextId>,
    /// Its ranges in the text at hand, in bytes; none if it stands nowhere, or is about the document as a whole.
    pub spans: Vec<ByteSpan>,
    /// The same in code points.
    pub target: Vec<CharSpan>,
    /// The words that stand there; where it stands nowhere, those that were written down.
    pub exact: Vec<String>,
    /// The same as they are read: between these stretches something of the text is left out.
    pub stretches: Vec<String>,
    /// Who speaks there, and when.
    pub said: Said,
    /// Where it stands in a file of a format: pages, paragraphs, places in a book.
    pub places: Vec<String>,
}

impl Entry {
    /// Makes the entry of an annotation. Without its document, it is told by what was written down.
    fn new(path: &str, annotation: &Annotation, document: Option<&Document>, placer: &mut Placer) -> Self {
        let placed = document.map(|document| placer.place(annotation, document));
        let mut entry = Self {
            document: path.to_owned(),
            article: 0,
            title: document.map_or_else(|| path.to_owned(), |d| d.name().to_owned()),
            byline: String::new(),
            line: 0,
            state: placed.as_ref().map_or(State::Lost, |placed| placed.state),
            annotation: annotation.clone(),
            text: document.map(|document| document.id),
            spans: Vec::new(),
            target: Vec::new(),
            exact: annotation.quotation.exact.clone(),
            stretches: annotation.quotation.exact.clone(),
            said: Said::default(),
            places: Vec::new(),
        };
        let (Some(document), Some(placed)) = (document, placed) else { return entry };
        let Some(first) = placed.spans.first() else { return entry };
        entry.article = document.article_at(first.start);
        document.title(entry.article).clone_into(&mut entry.title);
        entry.byline = document.structure.article(entry.article).map(|a| a.byline.clone()).unwrap_or_default();
        let chars = |span: &ByteSpan| document.offsets().chars(&document.text, *span);
        entry.target = placed.spans.iter().map(chars).collect();
        entry.stretches = document.stretches(&placed.spans);
        entry.said = document.said(&placed.spans);
        entry.places = document.places(&placed.spans).into_iter().map(str::to_owned).collect();
        entry.exact = placed.spans.iter().map(|span| document.slice(*span).to_owned()).collect();
        entry.spans = placed.spans;
        entry
    }

    /// Returns the words of the ranges one after the other.
    pub fn quotation(&self) -> String {
        self.exact.concat()
    }

    /// Returns the quotation as it is read: where something is left out between its stretches, that is marked.
    pub fn read(&self) -> String {
        self.stretches.join(OMITTED)
    }

    /// Returns where it stands in the text at hand; if it was not found there, where it was written for.
    pub fn stands(&self) -> Target {
        match self.text.filter(|_| !self.target.is_empty()) {
            Some(text) => Target { text, spans: self.target.clone() },
            None => self.annotation.target.clone(),
        }
    }

    /// Tells whether it is about its document as a whole.
    pub fn is_whole(&self) -> bool {
        self.annotation.target.spans.is_empty()
    }

    /// Returns its tags, merged ones as what they were merged into, each once.
    pub fn tags<'a>(&'a self, codebook: &'a Codebook) -> Vec<&'a str> {
        let mut found: Vec<&str> = Vec::new();
        for tag in &self.annotation.tags {
            let tag = codebook.resolve(tag);
            if !found.contains(&tag) {
                found.push(tag);
            }
        }
        found
    }
}

/// Tells the entries of a document their lines.
fn count_lines(entries: &mut [Entry], document: &Document) {
    entries.sort_by_key(|entry| entry.spans.first().copied());
    let mut ends = memchr::memchr_iter(b'\n', document.text.as_bytes()).peekable();
    let mut line = 1;
    for entry in entries {
        let Some(first) = entry.spans.first() else { continue };
        while ends.next_if(|end| *end < first.start.0).is_some() {
            line += 1;
        }
        entry.line = line;
    }
}

/// Tells of each entry of a document why it does not go out, if it does not.
fn misses(of: &[Entry], select: &Select, codebook: &Codebook) -> Vec<Option<Reason>> {
    let stands: Vec<Target> = of.iter().map(Entry::stands).collect();
    let near = LazyCell::new(|| {
        let annotations = of.iter().map(|entry| &entry.annotation);
        beside(&annotations.zip(&stands).collect::<Vec<_>>())
    });
    let reason = |(n, entry)| select.misses(entry, codebook, &|| near.get(n).cloned().unwrap_or_default());
    of.iter().enumerate().map(reason).collect()
}

/// A document that goes along.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path in the library.
    pub path: String,
    /// Its text; none if it could not be read.
    pub document: Option<Arc<Document>>,
    /// Which of the entries stand in it.
    pub entries: Range<usize>,
}

/// What goes out.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// The name of the library.
    pub name: String,
    /// The identity of the library, the same in every copy of it; empty if it is not known.
    pub id: String,
    /// What the store holds of what goes out.
    pub book: Book,
    /// The codebook; a tag that is in use and missing in the store's is made from its key.
    codebook: Codebook,
    /// The documents.
    pub sources: Vec<Source>,
    /// The annotations: by document, article, place.
    pub entries: Vec<Entry>,
    /// The tags that were asked for; none: whatever they carry.
    pub asked: Vec<String>,
    /// What was not selected.
    pub left: Left,
    /// The files of documents, by their paths, for formats that write into copies of them.
    pub originals: BTreeMap<String, Vec<u8>>,
    /// The documents whose texts stay here, because links lead to them out of the library.
    pub outside: Vec<String>,
}

/// Tells how far a long piece of work has come: done of all. Answers whether to go on.
pub type Progress<'p> = &'p mut dyn FnMut(usize, usize) -> bool;

impl Bundle {
    /// Gathers what is selected from these documents, in their order. `open` may fail to give a text. Of documents
    /// without an annotation that goes out, the text goes along only if that was asked for.
    pub fn gather<'d>(
        library: &str,
        book: &Book,
        documents: impl IntoIterator<Item = &'d str>,
        open: &mut dyn FnMut(&str) -> Option<Arc<Document>>,
        select: &Select,
        progress: Progress<'_>,
    ) -> Self {
        // A project has a name.
        let name = if library.trim().is_empty() { "meipi" } else { library };
        let mut bundle = Self { name: name.to_owned(), book: select.rest(book), ..Self::default() };
        let named: Vec<&str> = documents.into_iter().collect();
        select.narrow(&mut bundle.book, &named);
        let wanted: Vec<&str> = named.into_iter().filter(|path| select.texts || !book.of(path).is_empty()).collect();
        let mut placer = Placer::default();
        for (done, path) in wanted.iter().enumerate() {
            if !progress(done, wanted.len()) {
                break;
            }
            bundle.take(path, open(path), &mut placer, (book, select));
        }
        bundle.asked = select.asked(&bundle.book.codebook);
        bundle.codebook.clone_from(&bundle.book.codebook);
        for key in bundle.entries.iter().flat_map(|entry| &entry.annotation.tags) {
            if bundle.codebook.get(key).is_none() {
                let nameless = || Tag { key: key.clone(), zh: key.clone(), ..Tag::default() };
                let tag = bundle.codebook.known(key).cloned().unwrap_or_else(nameless);
                bundle.codebook.set(key, Some(Tag { removed: None, ..tag }));
            }
        }
        bundle
    }

    /// Returns the documents whose texts cannot be read.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        let missing = |source: &&Source| source.document.is_none() && !self.outside.contains(&source.path);
        self.sources.iter().filter(missing).map(|source| source.path.as_str())
    }

    /// Adds what is selected of a document.
    fn take(
        &mut self,
        path: &str,
        document: Option<Arc<Document>>,
        placer: &mut Placer,
        (book, select): (&Book, &Select),
    ) {
        let of = book.of(path).iter();
        let mut of: Vec<Entry> = of.map(|a| Entry::new(path, a, document.as_deref(), placer)).collect();
        document.iter().for_each(|document| count_lines(&mut of, document));
        of.sort_by_key(|entry| (entry.article, entry.annotation.target.start(), entry.annotation.id));
        let first = self.entries.len();
        let reasons = misses(&of, select, &book.codebook);
        for (entry, reason) in of.into_iter().zip(reasons) {
            match reason {
                None => {
                    self.book.set(path, entry.annotation.id, Some(entry.annotation.clone()));
                    self.entries.push(entry);
                }
                Some(reason) => self.left.add(reason),
            }
        }
        let entries = first..self.entries.len();
        if !entries.is_empty() || select.texts {
            self.sources.push(Source { path: path.to_owned(), document, entries });
        }
    }

    /// Returns the codebook.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// Returns the entries of a document.
    pub fn of(&self, source: &Source) -> &[Entry] {
        self.entries.get(source.entries.clone()).unwrap_or_default()
    }

    /// Counts annotations that stand nowhere for certain although their words stand once: where words are all that is
    /// told of them, they come back with a place.
    pub fn uncertain(&self) -> usize {
        let of = |source: &Source| {
            let document = source.document.as_deref()?;
            let ambiguous = self.of(source).iter().filter(|entry| entry.state == State::Ambiguous);
            Some(ambiguous.filter(|entry| only(&entry.quotation(), document).is_some()).count())
        };
        self.sources.iter().filter_map(of).sum()
    }

    /// Returns the coders of the annotations, each once, sorted.
    pub fn coders(&self) -> BTreeSet<&str> {
        self.entries.iter().map(|entry| entry.annotation.coder.as_str()).collect()
    }

    /// Returns the memos about something, each behind its coder.
    pub fn memos(&self, about: &dyn Fn(&On) -> bool) -> Vec<(&str, &str)> {
        let all = self.book.personal.iter().flat_map(|(coder, own)| own.memos.iter().map(move |of| (coder, of)));
        all.filter(|(_, (on, _))| about(on)).map(|(coder, (_, memo))| (coder.as_str(), memo.text.as_str())).collect()
    }

    /// Returns the memos about an article, or under 0 about the page.
    pub fn memos_of(&self, document: &Document, article: usize) -> Vec<(&str, &str)> {
        let name = ArticleName::of(document, article);
        let of = |other: &ArticleName| {
            *other == name || *other.document == *document.path && other.number(document) == Some(article)
        };
        self.memos(&|on| matches!(on, On::Article(other) if of(other)))
    }

    /// Returns the memos about a tag, and about those that were merged into it.
    pub fn memos_on(&self, key: &str) -> Vec<(&str, &str)> {
        self.memos(&|on| matches!(on, On::Tag(tag) if self.codebook.resolve(tag) == key))
    }

    /// Returns what is said of the articles of a document, by number; under 0 what is said of the document itself,
    /// which holds for every article that nothing else is said of.
    pub fn attributes(&self, document: &Document) -> BTreeMap<usize, BTreeMap<String, &str>> {
        let mut found: BTreeMap<usize, Vec<articles::Said<'_>>> = BTreeMap::new();
        let from = (ArticleName::whole(&document.path), String::new());
        let mut last: Option<(&ArticleName, Option<usize>)> = None;
        for ((name, attribute), value) in self.book.attributes.range(from..) {
            if *name.document != *document.path {
                break;
            }
            let number = match last {
                Some((known, number)) if known == name => number,
                _ => name.number(document),
            };
            last = Some((name, number));
            if let Some(number) = number {
                let own = *name == ArticleName::of(document, number);
                let all = found.entry(number).or_default();
                all.insert(if own { 0 } else { all.len() }, (name, attribute, value));
            }
        }
        let mut values = BTreeMap::new();
        for (number, all) in found {
            let together = together(all.into_iter()).into_iter();
            values.insert(number, together.map(|(shown, (.., value))| (shown, value)).collect());
        }
        values
    }
}

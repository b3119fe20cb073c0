//! The list: documents and their articles as a tree, filtered as one types.

mod surveys;

use crate::annotation::telling::name;
use crate::annotation::{Annotation, Placer, Progress, Survey};
use crate::input::matcher::Matcher;
use crate::library::Others;
use crate::state::showing::Showing;
use crate::text::Document;
use crate::text::decode::one_line;
use crate::units::{Byte, Cell};
use std::collections::{HashMap, HashSet};

/// A document in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its path in the library.
    pub path: String,
    /// What is known of its articles and annotations.
    pub survey: Option<Survey>,
    /// That was asked for.
    pub asked: bool,
    /// A survey of the whole was asked for, where the first was of the head.
    pub counted: bool,
}

impl Item {
    /// Returns the titles of its articles, as far as they are known.
    pub fn titles(&self) -> &[String] {
        self.survey.as_ref().map_or(&[], |survey| &survey.titles)
    }

    /// Counts the blocks of the document's own page, which belong to no article, as far as it is known.
    pub fn own(&self) -> usize {
        self.survey.as_ref().map_or(0, |survey| survey.own)
    }

    /// Tells whether it is long, only its head is known, and nothing more was asked for.
    pub fn is_head(&self) -> bool {
        !self.counted && self.survey.as_ref().is_some_and(|survey| !survey.whole)
    }

    /// Tells whether its articles, and the page that belongs to none, have rows of their own.
    fn is_tree(&self) -> bool {
        self.titles().len() > 1 || !self.titles().is_empty() && self.own() > 0
    }

    /// Returns the title of an article by its number, or the document's name.
    pub fn title(&self, article: usize) -> &str {
        let title = article.checked_sub(1).and_then(|n| self.titles().get(n)).map_or("", String::as_str);
        if title.is_empty() { name(&self.path) } else { title }
    }
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The document's place.
    pub document: usize,
    /// The number of the article; none is the document itself.
    pub article: Option<usize>,
}

/// The list of documents and articles.
#[derive(Default)]
pub struct Shelf {
    /// The folder of the library.
    pub root: std::path::PathBuf,
    /// The library consists of the built-in pages, copied there.
    pub built_in: bool,
    /// What else lies in the folder: files that are no documents.
    pub others: Others,
    /// All documents, in order.
    pub documents: Vec<Item>,
    /// The rows, filtered and folded.
    pub rows: Vec<Row>,
    /// The chosen row.
    pub chosen: usize,
    /// The first row to be seen.
    pub top: usize,
    /// The open article: document and number.
    pub open: Option<(usize, usize)>,
    /// How many cells its rows need, if all are known.
    pub needed: Option<Cell>,
    /// What the rows are filtered by.
    pub filter: String,
    /// Which articles are shown, by how far they are read.
    pub showing: Showing,
    /// Where one was in the articles that were read in, by document and number.
    pub visited: HashMap<(String, usize), Byte>,
    /// How many annotations of this coder each article has, by place of the document and number; 0 is the whole
    /// document.
    pub counts: HashMap<(usize, usize), usize>,
    /// How far this coder has read articles, by place of the document and number.
    pub read: HashMap<(usize, usize), Progress>,
    /// The articles that alone are shown: document and number.
    pub only: Option<HashSet<(usize, usize)>>,
    /// The documents that are folded.
    pub folded: HashSet<usize>,
    /// The documents that a person has unfolded.
    pub unfolded: HashSet<usize>,
    /// The document that is unfolded only because one is in it.
    pub entered: Option<usize>,
    /// The long document that is surveyed as a whole.
    pub counting: Option<usize>,
    /// The places of documents, by path.
    pub places: HashMap<String, usize>,
    /// The documents of which it was told what is kept of articles that are others now.
    pub told: HashSet<String>,
    /// How many documents have been surveyed.
    pub known: usize,
    /// How many surveys are under way.
    pub waiting: usize,
    /// Counts what has become known of documents.
    pub revision: u64,
}

/// Libraries of more documents are folded at the start, and documents of more articles.
const UNFOLDED: usize = 24;

impl Shelf {
    /// Lists the documents of a library.
    pub fn new(root: std::path::PathBuf, documents: Vec<String>, built_in: bool) -> Self {
        let folded = if documents.len() > UNFOLDED { (0..documents.len()).collect() } else { HashSet::new() };
        let mut shelf = Self { root, built_in, folded, ..Self::default() };
        shelf.bring(documents);
        shelf
    }

    /// Adds documents that have come in: at the end, until the library is listed anew, so that every other keeps its
    /// place.
    pub fn bring(&mut self, paths: impl IntoIterator<Item = String>) {
        for path in paths {
            if self.place(&path).is_none() {
                self.places.insert(path.clone(), self.documents.len());
                self.documents.push(Item { path, ..Item::default() });
                self.revision += 1;
            }
        }
        self.list();
    }

    /// Documents were surveyed; each is told by its place.
    pub fn surveyed(&mut self, found: impl IntoIterator<Item = (usize, Survey)>) {
        for (document, survey) in found {
            let Some(item) = self.documents.get_mut(document) else { continue };
            if self.counting == Some(document) && survey.whole {
                self.counting = None;
            }
            if item.survey.is_none() {
                self.known += 1;
                self.waiting -= usize::from(item.asked);
            }
            item.asked = true;
            if !survey.whole && item.survey.as_ref().is_some_and(|known| known.whole) {
                // What is known of the whole serves until that was looked at anew.
                item.counted = false;
                continue;
            }
            let many = item.titles().len() <= UNFOLDED && survey.titles.len() > UNFOLDED;
            item.survey = Some(survey);
            if many && !self.unfolded.contains(&document) && !self.folded.contains(&document) {
                // The chapters of a book are not to stand between other documents.
                match self.open {
                    Some((open, _)) if open == document => self.entered = Some(document),
                    _ => _ = self.folded.insert(document),
                }
            }
        }
        self.revision += 1;
        self.list();
    }

    /// A document was opened: it is surveyed at once.
    pub fn opened(&mut self, document: &Document, annotations: &[Annotation]) {
        if let Some(n) = self.place(&document.path) {
            self.surveyed([(n, Survey::new(document, annotations))]);
            self.enter(n);
            self.list();
        }
    }

    /// Finds the annotations of the open document anew.
    pub fn place_marks(&mut self, document: &Document, annotations: &[Annotation], placer: &mut Placer) {
        let n = self.place(&document.path);
        let item = n.and_then(|n| self.documents.get_mut(n));
        if let Some(survey) = item.and_then(|item| item.survey.as_mut()) {
            survey.place(document, annotations, placer);
            self.revision += 1;
        }
    }

    /// Has some documents surveyed anew; what was known of them serves until then.
    pub fn forget(&mut self, which: impl Fn(&str) -> bool) {
        for item in self.documents.iter_mut().filter(|item| which(&item.path)) {
            self.waiting -= usize::from(item.asked && item.survey.is_none());
            item.asked = false;
        }
    }

    /// Returns what is known of a document.
    pub fn survey(&self, path: &str) -> Option<&Survey> {
        self.documents.get(self.place(path)?)?.survey.as_ref()
    }

    /// Returns the place of a document.
    pub fn place(&self, path: &str) -> Option<usize> {
        self.places.get(path).copied()
    }

    /// Marks the open article and chooses its row.
    pub fn show(&mut self, path: &str, article: usize) {
        let Some(document) = self.place(path) else { return };
        self.open = Some((document, article));
        self.enter(document);
        self.list();
        self.choose(document, article);
    }

    /// Unfolds a document that one goes into; the one before folds again, unless a person has unfolded it.
    fn enter(&mut self, document: usize) {
        if let Some(left) = self.entered.take_if(|left| *left != document) {
            self.folded.insert(left);
        }
        if self.folded.remove(&document) {
            self.entered = Some(document);
        }
    }

    fn choose(&mut self, document: usize, article: usize) {
        let exact = self.rows.iter().position(|row| row.document == document && row.article == Some(article));
        let whole = || self.rows.iter().position(|row| row.document == document);
        self.chosen = exact.or_else(whole).unwrap_or(self.chosen);
    }

    /// Returns the title of an article, or its document's name.
    pub fn title(&self, path: &str, article: usize) -> String {
        let item = self.place(path).and_then(|n| self.documents.get(n));
        item.map_or_else(|| name(path), |item| item.title(article)).to_owned()
    }

    /// Returns the name of a document and the title of an article in it; one of them where they are the same.
    pub fn heading(&self, path: &str, article: usize) -> String {
        let (name, title) = (name(path), self.title(path, article));
        let title = one_line(&title);
        if title == name { title.into_owned() } else { format!("{name}  {title}") }
    }

    /// Tells whether a document's articles have rows of their own.
    pub fn is_tree(&self, document: usize) -> bool {
        self.documents.get(document).is_some_and(Item::is_tree)
    }

    /// Tells whether a document's articles are hidden.
    pub fn is_folded(&self, document: usize) -> bool {
        self.folded.contains(&document) && self.filter.is_empty()
    }

    /// Makes the rows.
    pub fn list(&mut self) {
        let keep = self.rows.get(self.chosen).copied();
        let matcher = Matcher::new(&self.filter);
        let mut rows = Vec::new();
        for (n, item) in self.documents.iter().enumerate() {
            let titles = item.titles();
            let named = matcher.matches(&item.path);
            let hits = titles.iter().enumerate().filter(|(_, title)| named || matcher.matches(title));
            let wanted = |article: usize| self.only.as_ref().is_none_or(|only| only.contains(&(n, article)));
            let articles: Vec<usize> = hits.map(|(n, _)| n + 1).filter(|article| wanted(*article)).collect();
            let tree = item.is_tree();
            let whole =
                named && (self.only.is_none() || !tree && wanted(1)) || tree && self.only.is_some() && wanted(0);
            if !whole && articles.is_empty() {
                continue;
            }
            rows.push(Row { document: n, article: if tree || titles.is_empty() { None } else { Some(1) } });
            if tree && !self.is_folded(n) {
                rows.extend(articles.into_iter().map(|article| Row { document: n, article: Some(article) }));
            }
        }
        self.rows = rows;
        self.chosen = keep.and_then(|row| self.rows.iter().position(|r| *r == row)).unwrap_or(self.chosen);
        self.chosen = self.chosen.min(self.rows.len().saturating_sub(1));
    }

    /// Returns the paths of the folded documents.
    pub fn folded_paths(&self) -> Vec<String> {
        let paths = self.documents.iter().enumerate().filter(|(n, _)| self.folded.contains(n));
        // A large library is folded as a whole at the start: that need not be remembered.
        let paths: Vec<String> = paths.map(|(_, item)| item.path.clone()).collect();
        if paths.len() > UNFOLDED { Vec::new() } else { paths }
    }

    /// Returns the paths of the documents that a person has unfolded, so many at most.
    pub fn unfolded_paths(&self, most: usize) -> Vec<String> {
        let own = |(n, _): &(usize, &Item)| self.unfolded.contains(n) && !self.folded.contains(n);
        self.documents.iter().enumerate().filter(own).take(most).map(|(_, item)| item.path.clone()).collect()
    }

    /// Unfolds documents by their paths, as a person did.
    pub fn unfold_paths(&mut self, paths: &[String]) {
        for place in paths.iter().filter_map(|path| self.place(path)).collect::<Vec<_>>() {
            self.folded.remove(&place);
            self.unfolded.insert(place);
            self.entered.take_if(|entered| *entered == place);
        }
        self.list();
    }

    /// Folds documents by their paths.
    pub fn fold_paths(&mut self, paths: &[String]) {
        let places: Vec<usize> = paths.iter().filter_map(|path| self.place(path)).collect();
        self.folded.extend(places);
        self.list();
    }

    /// Remembers where one is in the open article.
    pub fn leave(&mut self, at: Byte) {
        if let Some((path, article)) = self.open.and_then(|(n, article)| Some((&self.documents.get(n)?.path, article)))
        {
            self.visited.insert((path.clone(), article), at);
        }
    }

    /// Shows only some articles, by place of the document and number.
    pub fn show_only(&mut self, only: Option<HashSet<(usize, usize)>>) {
        if self.only.is_some() || only.is_some() {
            self.only = only;
            self.list();
        }
    }

    /// Moves the choice by rows.
    pub fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }

    /// Folds or unfolds the document of the chosen row.
    pub fn fold(&mut self) {
        let Some(row) = self.rows.get(self.chosen).copied() else { return };
        self.entered.take_if(|entered| *entered == row.document);
        if self.folded.remove(&row.document) {
            self.unfolded.insert(row.document);
        } else {
            self.folded.insert(row.document);
            self.unfolded.remove(&row.document);
        }
        self.list();
        self.chosen = self.rows.iter().position(|r| r.document == row.document).unwrap_or(self.chosen);
    }
}

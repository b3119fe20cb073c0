//! All that a store holds: annotations by document, the codebook, what is settled, what coders keep.

use super::{Annotation, ArticleName, Codebook, On, Override, Personal, Tag, sort_overrides};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// What stands in one file of a store, or in one line of a list of words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A coder's annotations of a document.
    Sheet {
        /// Whose they are.
        coder: String,
        /// The document's path.
        document: String,
    },
    /// What is settled about a document.
    Settled(String),
    /// What is settled about a document as a whole: its genre.
    Genre(String),
    /// A tag, by its key.
    Tag(String),
    /// A word for the segmenter.
    Term(String),
    /// How far a coder has read, and the quick keys.
    Progress(String),
    /// The memos of a coder.
    Memos(String),
    /// The attributes of documents and articles.
    Attributes,
}

impl Part {
    /// Returns whose it is, if it is one coder's.
    pub fn coder(&self) -> Option<&str> {
        match self {
            Self::Sheet { coder, .. } | Self::Progress(coder) | Self::Memos(coder) => Some(coder),
            Self::Settled(_) | Self::Genre(_) | Self::Tag(_) | Self::Term(_) | Self::Attributes => None,
        }
    }
}

/// All that a store holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// The tags.
    pub codebook: Codebook,
    /// The words that a person taught the segmenter.
    pub terms: BTreeSet<String>,
    /// What is said of articles and documents, by name.
    pub attributes: BTreeMap<(ArticleName, String), String>,
    /// What each coder keeps beside annotations; never empty.
    pub personal: BTreeMap<String, Personal>,
    /// The annotations of each document, by its path; sorted by start and id, never empty.
    documents: BTreeMap<String, Arc<Vec<Annotation>>>,
    /// What is settled about each document; likewise.
    overrides: BTreeMap<String, Vec<Override>>,
}

/// Sorts annotations as they are written: by start, then id.
pub fn sort(annotations: &mut [Annotation]) {
    annotations.sort_by_key(|a| (a.target.start(), a.id));
}

impl Book {
    /// Returns the annotations of a document.
    pub fn of(&self, document: &str) -> &[Annotation] {
        self.documents.get(document).map_or(&[], |list| list.as_slice())
    }

    /// Returns the annotations of a document as they are now, to be kept: a later change is not seen in them.
    pub fn snapshot(&self, document: &str) -> Arc<Vec<Annotation>> {
        self.documents.get(document).cloned().unwrap_or_default()
    }

    /// Returns every document that has annotations, with them.
    pub fn all(&self) -> impl Iterator<Item = (&str, &[Annotation])> {
        self.documents.iter().map(|(document, list)| (document.as_str(), list.as_slice()))
    }

    /// Returns an annotation.
    pub fn get(&self, document: &str, id: Uuid) -> Option<&Annotation> {
        self.of(document).iter().find(|a| a.id == id)
    }

    /// Finds an annotation in any document.
    pub fn find(&self, id: Uuid) -> Option<(&str, &Annotation)> {
        self.all().find_map(|(document, list)| Some((document, list.iter().find(|a| a.id == id)?)))
    }

    /// Puts an annotation in, or takes it out.
    pub fn set(&mut self, document: &str, id: Uuid, annotation: Option<Annotation>) {
        let list = Arc::make_mut(self.documents.entry(document.to_owned()).or_default());
        list.retain(|a| a.id != id);
        if let Some(annotation) = annotation {
            let key = (annotation.target.start(), annotation.id);
            let at = list.partition_point(|a| (a.target.start(), a.id) < key);
            list.insert(at, annotation);
        }
        if list.is_empty() {
            self.documents.remove(document);
        }
    }

    /// Adds the annotations of a document, as they come from its files.
    pub fn load(&mut self, document: &str, annotations: Vec<Annotation>) {
        if annotations.is_empty() {
            return;
        }
        let list = Arc::make_mut(self.documents.entry(document.to_owned()).or_default());
        list.extend(annotations);
        sort(list);
    }

    /// Returns what is settled about a document.
    pub fn overrides(&self, document: &str) -> &[Override] {
        self.overrides.get(document).map_or(&[], Vec::as_slice)
    }

    /// Returns every document about which something is settled, with that.
    pub fn all_overrides(&self) -> impl Iterator<Item = (&str, &[Override])> {
        self.overrides.iter().map(|(document, list)| (document.as_str(), list.as_slice()))
    }

    /// Puts an override in, or takes it out.
    pub fn set_override(&mut self, document: &str, id: Uuid, settled: Option<Override>) {
        let list = self.overrides.entry(document.to_owned()).or_default();
        list.retain(|o| o.id != id);
        list.extend(settled);
        sort_overrides(list);
        if list.is_empty() {
            self.overrides.remove(document);
        }
    }

    /// Returns what a coder keeps.
    pub fn personal(&self, coder: &str) -> &Personal {
        static NONE: Personal = Personal { progress: BTreeMap::new(), quick: BTreeMap::new(), memos: BTreeMap::new() };
        self.personal.get(coder).unwrap_or(&NONE)
    }

    /// Changes what a coder keeps.
    pub fn in_personal(&mut self, coder: &str, change: impl FnOnce(&mut Personal)) {
        change(self.personal.entry(coder.to_owned()).or_default());
        self.personal.retain(|_, own| !own.is_empty());
    }

    /// Returns the attributes of an article or a document, by name.
    pub fn attributes_of<'a>(&'a self, article: &'a ArticleName) -> impl Iterator<Item = (&'a str, &'a str)> {
        let from = (article.clone(), String::new());
        let own = self.attributes.range(from..).take_while(move |((name, _), _)| name == article);
        own.map(|((_, name), value)| (name.as_str(), value.as_str()))
    }

    /// Returns what is left of tags that were removed and that are in use still, by key, each with how many annotations
    /// have it: a memo may be about it, or another tag stand below it, too.
    pub fn removed_in_use(&self) -> Vec<(&Tag, usize)> {
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        if self.codebook.removed().next().is_none() {
            return Vec::new();
        }
        for a in self.documents.values().flat_map(|list| list.iter()) {
            let tags: BTreeSet<&str> = a.tags.iter().map(|tag| self.codebook.resolve(tag)).collect();
            tags.into_iter().for_each(|tag| *named.entry(tag).or_default() += 1);
        }
        let memos = self.personal.values().flat_map(|own| own.memos.keys());
        let memos = memos.filter_map(|on| if let On::Tag(key) = on { Some(self.codebook.resolve(key)) } else { None });
        let above = self.codebook.all().filter_map(|tag| Some(self.codebook.resolve(tag.parent.as_deref()?)));
        for tag in memos.chain(above) {
            named.entry(tag).or_default();
        }
        self.codebook.removed().filter_map(|tag| Some((tag, *named.get(tag.key.as_str())?))).collect()
    }

    /// Returns a book with one part of this one.
    #[must_use]
    pub fn excerpt(&self, part: &Part) -> Self {
        let mut excerpt = Self::default();
        match part {
            Part::Sheet { coder, document } => {
                let own = self.of(document).iter().filter(|a| a.coder == *coder).cloned().collect();
                excerpt.load(document, own);
            }
            Part::Settled(document) | Part::Genre(document) => {
                let whole = matches!(part, Part::Genre(_));
                let list = self.overrides(document).iter().filter(|o| o.what.is_of_genre() == whole).cloned();
                let list: Vec<Override> = list.collect();
                excerpt.overrides.extend((!list.is_empty()).then(|| (document.clone(), list)));
            }
            Part::Tag(key) => excerpt.codebook.set(key, self.codebook.known(key).cloned()),
            Part::Term(term) => {
                excerpt.terms.extend(self.terms.get(term).cloned());
            }
            Part::Progress(coder) => {
                let own = self.personal(coder).clone();
                excerpt.in_personal(coder, |new| *new = Personal { memos: BTreeMap::new(), ..own });
            }
            Part::Memos(coder) => {
                let memos = self.personal(coder).memos.clone();
                excerpt.in_personal(coder, |new| new.memos = memos);
            }
            Part::Attributes => excerpt.attributes.clone_from(&self.attributes),
        }
        excerpt
    }

    /// Adds what another book holds; what stands in both is taken from the other.
    pub fn absorb(&mut self, other: Self) {
        let Self { codebook, terms, attributes, personal, documents, overrides } = other;
        codebook.entries().for_each(|tag| self.codebook.set(&tag.key, Some(tag.clone())));
        self.terms.extend(terms);
        self.attributes.extend(attributes);
        for (coder, own) in personal {
            self.in_personal(&coder, |mine| {
                mine.progress.extend(own.progress);
                mine.quick.extend(own.quick);
                mine.memos.extend(own.memos);
            });
        }
        for (document, list) in documents {
            let known: BTreeSet<Uuid> = list.iter().map(|a| a.id).collect();
            if let Some(old) = self.documents.get_mut(&document) {
                Arc::make_mut(old).retain(|a| !known.contains(&a.id));
            }
            self.load(&document, Arc::unwrap_or_clone(list));
        }
        for (document, list) in overrides {
            list.into_iter().for_each(|o| self.set_override(&document, o.id, Some(o)));
        }
    }
}

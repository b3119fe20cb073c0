//! Which annotations go out, and what goes along with them.

use crate::analysis::{Case, Filter};
use crate::annotation::{Annotation, Book, Codebook, State};
use crate::exchange::Entry;
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Which annotations go out.
#[derive(Clone, Debug, Default)]
pub struct Select {
    /// Only what one of these takes; none is all.
    pub tags: Vec<Filter>,
    /// Only of these articles; none is all.
    pub articles: Vec<usize>,
    /// Only of this coder.
    pub coder: Option<String>,
    /// Only what was found so; none is all.
    pub states: Vec<State>,
    /// Only what was changed at this time or later.
    pub since: Option<Timestamp>,
    /// Only these.
    pub ids: Option<BTreeSet<Uuid>>,
    /// The tags that these were asked for by, if any.
    pub asked: Vec<String>,
    /// Texts go along even if nothing is annotated in them.
    pub texts: bool,
}

/// Why an annotation does not go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It has other tags.
    Tag,
    /// It stands in another article.
    Article,
    /// It is another coder's.
    Coder,
    /// It was found otherwise.
    State,
    /// It was changed before.
    Since,
    /// It is not among those that are shown.
    Shown,
}

impl Reason {
    /// Returns the key of the words that say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Tag => "left-tag",
            Self::Article => "left-article",
            Self::Coder => "left-coder",
            Self::State => "left-state",
            Self::Since => "left-since",
            Self::Shown => "left-shown",
        }
    }
}

/// How many annotations do not go out, by the first reason that holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left(std::collections::BTreeMap<Reason, usize>);

impl Left {
    /// Counts one.
    pub fn add(&mut self, reason: Reason) {
        *self.0.entry(reason).or_default() += 1;
    }

    /// Returns the reasons that hold, with their counts.
    pub fn reasons(&self) -> impl Iterator<Item = (Reason, usize)> {
        self.0.iter().map(|(reason, count)| (*reason, *count))
    }
}

impl Select {
    /// Tells why an annotation does not go out, if it does not. `beside` returns the others of its coder that share
    /// text with it.
    pub fn misses<'a>(
        &self,
        entry: &'a Entry,
        codebook: &Codebook,
        beside: &'a dyn Fn() -> Vec<&'a Annotation>,
    ) -> Option<Reason> {
        let said = |name: &str| entry.said.get(name).map(str::to_owned);
        let beside = || beside();
        let case = Case { annotation: &entry.annotation, state: entry.state, attribute: &said, beside: &beside };
        let a = &entry.annotation;
        let any = |filter: &Filter| filter.takes(&case, codebook);
        let misses = [
            (Reason::Shown, self.ids.as_ref().is_some_and(|ids| !ids.contains(&a.id))),
            (Reason::Coder, self.coder.as_ref().is_some_and(|coder| *coder != a.coder)),
            (Reason::Article, !self.articles.is_empty() && !self.articles.contains(&entry.article)),
            (Reason::Tag, !self.tags.is_empty() && !self.tags.iter().any(any)),
            (Reason::State, !self.states.is_empty() && !self.states.contains(&entry.state)),
            (Reason::Since, self.since.is_some_and(|since| a.modified < since)),
        ];
        misses.into_iter().find(|(_, holds)| *holds).map(|(reason, _)| reason)
    }

    /// Returns the keys of the tags that are asked for, with those below them; none, where what is asked for may have any.
    pub fn asked(&self, codebook: &Codebook) -> Vec<String> {
        let asked = self.tags.iter().map(|filter| filter.asked(codebook));
        let asked: Vec<Vec<String>> = asked.chain(self.ids.as_ref().map(|_| self.asked.clone())).collect();
        if asked.iter().any(Vec::is_empty) { Vec::new() } else { asked.concat() }
    }

    /// Tells whether only some annotations of a coder's go out: then what hangs on nothing that goes stays here.
    fn narrows(&self) -> bool {
        !self.tags.is_empty()
            || !self.articles.is_empty()
            || !self.states.is_empty()
            || self.since.is_some()
            || self.ids.is_some()
    }

    /// Returns what goes along of a book, apart from its annotations: the codebook, and with all annotations of a
    /// coder what that coder keeps.
    pub fn rest(&self, book: &Book) -> Book {
        let mut rest = Book::default();
        rest.codebook.clone_from(&book.codebook);
        rest.attributes.clone_from(&book.attributes);
        if !self.narrows() {
            rest.terms.clone_from(&book.terms);
            let own = |coder: &&String| self.coder.as_ref().is_none_or(|wanted| wanted == *coder);
            for coder in book.personal.keys().filter(own) {
                rest.in_personal(coder, |own| *own = book.personal(coder).clone());
            }
        }
        for (document, overrides) in book.all_overrides() {
            overrides.iter().for_each(|o| rest.set_override(document, o.id, Some(o.clone())));
        }
        rest
    }

    /// Takes out of a book what is about other documents.
    pub fn narrow(&self, book: &mut Book, documents: &[&str]) {
        let goes = |document: &str| documents.contains(&document);
        let known: BTreeSet<&str> = documents.iter().copied().collect();
        book.attributes.retain(|(article, _), _| known.contains(article.document.as_str()));
        let settled: Vec<(String, Vec<Uuid>)> = book
            .all_overrides()
            .filter(|(document, _)| !goes(document))
            .map(|(document, list)| (document.to_owned(), list.iter().map(|o| o.id).collect()))
            .collect();
        for (document, ids) in settled {
            ids.into_iter().for_each(|id| book.set_override(&document, id, None));
        }
    }
}

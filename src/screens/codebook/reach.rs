//! How far a tag reaches: in how many articles and documents it stands, who gave it, and passages that show it.

use crate::annotation::Annotation;
use crate::state::Model;
use crate::text::decode::one_line;
use std::collections::{BTreeMap, BTreeSet};

/// A passage that shows a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its words.
    pub words: String,
    /// Where it stands.
    pub place: String,
}

/// How far a tag reaches, with the tags below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The tag.
    pub key: String,
    /// Of which book and which surveys this was found.
    made_of: (u64, u64, bool),
    /// In how many articles it stands.
    pub articles: usize,
    /// In how many documents.
    pub documents: usize,
    /// Who gave it, each with how often.
    pub coders: BTreeMap<String, usize>,
    /// Passages that show it, spread over all that there are.
    pub shown: Vec<Shown>,
}

/// Passages that are shown at most.
const MOST: usize = 6;

impl Reach {
    /// Finds out how far a tag reaches, if that is not what is known already.
    pub fn follow(&mut self, model: &Model, key: Option<&str>) {
        let made_of = (model.project.book.revision(), model.shelf.revision, model.project.others);
        if self.key == key.unwrap_or_default() && self.made_of == made_of {
            return;
        }
        *self = Self { key: key.unwrap_or_default().to_owned(), made_of, ..Self::default() };
        let (Some(key), book) = (key, &model.project.book) else { return };
        let keys: BTreeSet<String> = book.codebook.with_children(key).into_iter().collect();
        let mine = model.project.coder.name();
        let seen = |a: &&Annotation| model.project.others || a.coder == mine;
        let has = |a: &&Annotation| a.tags.iter().any(|tag| keys.contains(book.codebook.resolve(tag)));
        let (mut places, mut found) = (BTreeSet::new(), Vec::new());
        for (document, list) in book.all() {
            let survey = model.shelf.survey(document);
            for a in list.iter().filter(seen).filter(has) {
                let (article, at) = survey.map_or((0, a.target.start()), |survey| survey.order(a));
                places.insert((document, article));
                *self.coders.entry(a.coder.clone()).or_default() += 1;
                let own = a.tags.iter().any(|tag| book.codebook.resolve(tag) == key);
                found.push((!own, document, article, at, a));
            }
        }
        self.articles = places.len();
        self.documents = places.iter().map(|(document, _)| document).collect::<BTreeSet<_>>().len();
        // Its own passages come before those of the tags below it.
        found.sort_by_key(|(below, document, article, at, _)| (*below, *document, *article, *at));
        let own = found.iter().filter(|(below, ..)| !below).count();
        if own >= MOST {
            found.truncate(own);
        }
        let count = found.len();
        let picked = (0..MOST.min(count)).filter_map(|n| found.get(n * count / MOST.min(count)));
        let shown = |(_, document, article, _, a): &(bool, &str, usize, _, &Annotation)| Shown {
            words: one_line(&model.shelf.words(document, a)).into_owned(),
            place: model.shelf.heading(document, if *article == usize::MAX { 0 } else { *article }),
        };
        self.shown = picked.map(shown).collect();
    }
}

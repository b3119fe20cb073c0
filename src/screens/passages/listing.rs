//! Lists the passages that the filter wants, in their order.

use super::listed::{Entry, Kept, Order, Passages};
use crate::actions::filter::{target, wanted};
use crate::actions::survey;
use crate::analysis::{Coding, Filter, pairs as count_pairs};
use crate::annotation::Annotation;
use crate::state::Model;
use crate::text::offsets::first_chars;
use crate::words::Lang;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use uuid::Uuid;

/// Lists what the filter wants.
pub fn list(passages: &mut Passages, model: &mut Model) {
    survey::survey_annotated(model);
    let filter = Filter::new(&passages.filter, &model.project.book.codebook);
    let order = passages.order;
    // Where tags are asked for, a passage that carries one is listed under these alone.
    let asked_for = filter.asked(&model.project.book.codebook);
    let asked = |(.., tag): &Group| tag.as_ref().is_some_and(|tag| asked_for.iter().any(|asked| **asked == **tag));
    let coder = model.project.coder.name();
    let seen = |a: &Annotation| a.coder == coder || model.project.others;
    passages.all = model.project.book.all().map(|(_, list)| list.iter().filter(|a| seen(a)).count()).sum();
    let mut groups = Groups::new(model, order);
    let mut keyed: Vec<(Key, Entry)> = Vec::new();
    let documents = model.shelf.documents.iter().map(|item| item.path.as_str());
    let gone = model.project.book.all().map(|(document, _)| document).filter(|d| model.shelf.place(d).is_none());
    for (n, document) in documents.chain(gone).enumerate() {
        let found = wanted(model, &filter, document, &seen);
        if found.is_empty() {
            continue;
        }
        let (survey, path): (_, Arc<str>) = (model.shelf.survey(document), document.into());
        let list = model.project.book.snapshot(document);
        for (at, annotation) in found {
            let (article, start) = survey.map_or((0, annotation.target.start()), |s| s.order(annotation));
            let mut of = groups.of(&path, annotation, article);
            if of.iter().any(asked) {
                of.retain(asked);
            }
            for (rank, group, tag) in of {
                let name = matches!(order, Order::Day | Order::Coder).then(|| group.clone());
                let listed = Kept { list: Arc::clone(&list), at };
                keyed.push(((rank, name, (n, article), start.0), Entry { document: path.clone(), listed, group, tag }));
            }
        }
    }
    let unknown = |document: &str| model.shelf.survey(document).is_none() && model.shelf.place(document).is_some();
    passages.waits = model.project.book.all().any(|(document, _)| unknown(document));
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    if order == Order::Day {
        keyed.sort_by(|(a, _), (b, _)| b.1.cmp(&a.1));
    }
    passages.entries = keyed.into_iter().map(|(_, entry)| entry).collect();
    passages.pairs = pairs(&passages.entries, model, &filter);
    if !passages.marked.is_empty() {
        let ids: BTreeSet<Uuid> = passages.entries.iter().map(|entry| entry.listed.id).collect();
        passages.marked.retain(|id| ids.contains(id));
    }
}

/// What passages are sorted by: tag, group, document and article, place.
type Key = (usize, Option<Arc<str>>, (usize, usize), usize);

/// A group that an annotation stands in: the rank of its tag, its heading, its tag.
type Group = (usize, Arc<str>, Option<Arc<str>>);

/// The groups of passages, each made once.
struct Groups<'m> {
    model: &'m Model,
    order: Order,
    lang: Lang,
    /// The places of tags in the tree.
    ranks: HashMap<&'m str, usize>,
    tags: HashMap<&'m str, (Arc<str>, Arc<str>)>,
    plain: Arc<str>,
    /// The heading made last: of a document's article, of a coder, of a day.
    last: (Arc<str>, usize, Arc<str>),
}

impl<'m> Groups<'m> {
    fn new(model: &'m Model, order: Order) -> Self {
        let tree = model.project.book.codebook.tree();
        let ranks = tree.iter().enumerate().map(|(n, (_, tag))| (tag.key.as_str(), n)).collect();
        let (lang, plain) = (model.face.words.lang(), model.say("plain-highlight").into());
        Self { model, order, lang, ranks, tags: HashMap::new(), plain, last: ("".into(), usize::MAX, "".into()) }
    }

    /// Returns the heading of this name, made only if it is not the one before.
    fn heading(&mut self, name: &str, number: usize, make: impl FnOnce() -> String) -> Arc<str> {
        if *self.last.0 != *name || self.last.1 != number {
            self.last = (name.into(), number, make().into());
        }
        self.last.2.clone()
    }

    /// Returns the groups that an annotation stands in.
    fn of(&mut self, document: &str, annotation: &'m Annotation, article: usize) -> Vec<Group> {
        let model = self.model;
        let alone = |heading| vec![(usize::MAX, heading, None)];
        match self.order {
            Order::Article => {
                let article = if article == usize::MAX { 0 } else { article };
                alone(self.heading(document, article, || model.shelf.heading(document, article)))
            }
            Order::Coder => alone(self.heading(&annotation.coder, 0, || annotation.coder.clone())),
            Order::Day => {
                let day = annotation.modified.to_string();
                let day = first_chars(&day, 10);
                alone(self.heading(day, 0, || day.to_owned()))
            }
            Order::Tag if annotation.tags.is_empty() => alone(self.plain.clone()),
            Order::Tag => {
                let codebook = &model.project.book.codebook;
                let mut keys: Vec<&'m str> = annotation.tags.iter().map(|tag| codebook.resolve(tag)).collect();
                keys.dedup();
                let lang = self.lang;
                let mut group = |key: &'m str| {
                    let names = || (codebook.path(key, lang).into(), key.into());
                    let (path, name) = self.tags.entry(key).or_insert_with(names).clone();
                    (self.ranks.get(key).copied().unwrap_or(usize::MAX), path, Some(name))
                };
                keys.into_iter().map(&mut group).collect()
            }
        }
    }
}

/// Counts the pairs among those listed that a filter asks for, if it asks for tags that meet, and the passages that are
/// listed.
fn pairs(entries: &[Entry], model: &Model, filter: &Filter) -> Option<(usize, usize)> {
    let (a, b) = filter.pair()?;
    let mut seen = BTreeSet::new();
    let codebook = &model.project.book.codebook;
    let listed = entries.iter().filter(|entry| seen.insert(entry.listed.id));
    let codings: Vec<Coding<'_>> = listed
        .map(|Entry { document, listed, .. }| Coding::new(document, listed, target(model, document, listed), codebook))
        .collect();
    Some((count_pairs(&codings, a, b), codings.len()))
}

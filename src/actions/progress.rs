//! How far the articles have been read, and which of them the list shows.

use crate::annotation::{ArticleName, Progress};
use crate::state::Model;
use crate::state::showing::Showing;
use std::collections::{HashMap, HashSet};

/// Returns the name of an article, by the place of its document and its number.
pub fn name(model: &Model, document: usize, article: usize) -> Option<&ArticleName> {
    model.shelf.documents.get(document)?.survey.as_ref()?.names.get(article.checked_sub(1)?)
}

/// Returns the record of an article under the name that it has now, or had when the text was another.
pub fn record<'a>(model: &'a Model, name: &ArticleName) -> Option<(&'a ArticleName, Progress)> {
    let progress = &model.project.book.personal(model.project.coder.name()).progress;
    let exact = progress.get_key_value(name);
    let same =
        |other: &ArticleName| other.document == name.document && other.at.quotation.exact == name.at.quotation.exact;
    exact.or_else(|| progress.iter().find(|(other, _)| same(other))).map(|(name, state)| (name, *state))
}

/// Counts the annotations of this coder that stand in an article; 0 is the whole document.
pub fn annotations(model: &Model, document: usize, article: usize) -> usize {
    model.shelf.counts.get(&(document, article)).copied().unwrap_or(0)
}

/// Counts the annotations of this coder in every article, and of every document as a whole, under number 0. Those
/// of the page itself are of the document alone.
pub fn count(model: &Model) -> HashMap<(usize, usize), usize> {
    let coder = model.project.coder.name();
    let mut counts = HashMap::new();
    for (n, item) in model.shelf.documents.iter().enumerate() {
        for annotation in model.project.book.of(&item.path).iter().filter(|a| a.coder == coder) {
            let standing = item.survey.as_ref().map(|survey| survey.places.get(&annotation.id));
            *counts.entry((n, 0)).or_default() += 1;
            let article = standing.map_or(1, |standing| standing.map_or(0, |standing| standing.article));
            if article > 0 {
                *counts.entry((n, article)).or_default() += 1;
            }
        }
    }
    counts
}

/// Returns how far an article has been read; nothing if it was not begun.
pub fn of(model: &Model, document: usize, article: usize) -> Option<Progress> {
    let known = name(model, document, article).and_then(|name| record(model, name)).map(|(_, state)| state);
    let begun = || {
        let path = model.shelf.documents.get(document).map_or("", |item| item.path.as_str());
        let visited = model.shelf.visited.contains_key(&(path.to_owned(), article));
        (visited || annotations(model, document, article) > 0).then_some(Progress::Reading)
    };
    known.or_else(begun)
}

/// Returns all articles, as places of documents and numbers.
pub fn all(model: &Model) -> Vec<(usize, usize)> {
    let of = |(n, count): (usize, usize)| (1..=count.max(1)).map(move |article| (n, article));
    model.shelf.documents.iter().map(|item| item.titles().len()).enumerate().flat_map(of).collect()
}

/// Makes the list anew: what articles are may have changed.
pub fn refresh(model: &mut Model) {
    model.shelf.counts = count(model);
    let wanted = |(document, article): &(usize, usize)| {
        let state = of(model, *document, *article);
        match model.shelf.showing {
            Showing::All => true,
            Showing::Unread => state.is_none(),
            Showing::Reading => state == Some(Progress::Reading),
            Showing::Done => state == Some(Progress::Done),
            Showing::Tagged => annotations(model, *document, *article) > 0,
        }
    };
    let all = model.shelf.showing == Showing::All;
    // What stands on the page itself is found under its document.
    let tagged = model.shelf.showing == Showing::Tagged;
    let pages = (0..model.shelf.documents.len()).map(|n| (n, 0)).filter(|_| tagged);
    let found: Option<HashSet<(usize, usize)>> =
        (!all).then(|| self::all(model).into_iter().chain(pages).filter(wanted).collect());
    model.shelf.show_only(found);
}

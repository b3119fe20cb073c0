//! How far the articles have been read, and which of them the list shows.

use crate::annotation::{ArticleName, Change, Changed, Progress};
use crate::state::Model;
use crate::state::showing::Showing;
use std::collections::{HashMap, HashSet};

/// Returns the name of an article, by the place of its document and its number.
pub fn name(model: &Model, document: usize, article: usize) -> Option<&ArticleName> {
    model.shelf.documents.get(document)?.survey.as_ref()?.articles.name(article)
}

/// Returns the changes after which an article is kept as read so far. What was kept under other names, as the text was
/// read before, and would say otherwise, says the same then.
pub fn changes(model: &Model, document: usize, article: usize, after: Progress) -> Vec<Change> {
    let survey = model.shelf.documents.get(document).and_then(|item| item.survey.as_ref());
    let Some((articles, name)) = survey.and_then(|survey| Some((&survey.articles, survey.articles.name(article)?)))
    else {
        return Vec::new();
    };
    let coder = model.project.coder.name();
    let kept = &model.project.book.personal(coder).progress;
    let change = |name: &ArticleName, before, after| {
        (before != after).then(|| Change::Progress(Changed::new((coder.to_owned(), name.clone()), before, after)))
    };
    let known: Vec<(&ArticleName, Progress)> = articles.names_in(article, &name.document, kept).collect();
    // In a changed text the same article has its name at another place.
    let same = |(other, _): &&(&ArticleName, Progress)| other.at.quotation.exact == name.at.quotation.exact;
    let own = known.iter().find(|(other, _)| *other == name).or_else(|| known.iter().find(same));
    let (own, before) = own.map_or((name, None), |(name, state)| (*name, Some(*state)));
    let others = known.iter().filter(|(other, state)| *other != own && *state < after);
    let mut changes: Vec<Change> =
        others.filter_map(|(other, state)| change(other, Some(*state), Some(after))).collect();
    changes.extend(change(own, before, Some(after)));
    if let Some(stretch) = articles.stretch(article) {
        let before = kept.get(&stretch).copied();
        changes.extend(change(&stretch, before, Some(after).filter(|after| *after == Progress::Done)));
    }
    changes
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
    let known = model.shelf.read.get(&(document, article)).copied();
    let begun = || {
        let path = model.shelf.documents.get(document).map_or("", |item| item.path.as_str());
        let visited = model.shelf.visited.contains_key(&(path.to_owned(), article));
        (visited || annotations(model, document, article) > 0).then_some(Progress::Reading)
    };
    known.or_else(begun)
}

/// Finds how far this coder has read the articles whose documents are known.
fn read(model: &Model) -> HashMap<(usize, usize), Progress> {
    let kept = &model.project.book.personal(model.project.coder.name()).progress;
    let mut documents: Vec<&str> = kept.keys().map(|name| name.document.as_str()).collect();
    documents.dedup();
    let of = |path: &str| {
        let n = model.shelf.place(path)?;
        let articles = &model.shelf.documents.get(n)?.survey.as_ref()?.articles;
        Some(
            articles
                .read(path, kept, &model.project.book)
                .into_iter()
                .map(move |(article, state)| ((n, article), state)),
        )
    };
    documents.into_iter().filter_map(of).flatten().collect()
}

/// Returns all articles, as places of documents and numbers.
pub fn all(model: &Model) -> Vec<(usize, usize)> {
    let of = |(n, count): (usize, usize)| (1..=count.max(1)).map(move |article| (n, article));
    model.shelf.documents.iter().map(|item| item.titles().len()).enumerate().flat_map(of).collect()
}

/// Makes the list anew: what articles are may have changed.
pub fn refresh(model: &mut Model) {
    model.shelf.counts = count(model);
    model.shelf.read = read(model);
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

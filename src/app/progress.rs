//! How far the articles have been read: unread, in reading, done; what comes next.

use super::desk::commit;
use super::screen::Focus;
use super::{App, motion, open};
use crate::annotation::{ArticleName, Change, Changed, Edit, Progress};
use std::collections::{HashMap, HashSet};

/// Which articles the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Showing {
    /// All.
    #[default]
    All,
    /// Those not begun.
    Unread,
    /// Those begun.
    Reading,
    /// Those done.
    Done,
    /// Those with annotations.
    Tagged,
}

impl Showing {
    /// Returns what is remembered by a number.
    pub fn of(n: u8) -> Self {
        let all = [Self::All, Self::Unread, Self::Reading, Self::Done, Self::Tagged];
        all.get(usize::from(n)).copied().unwrap_or_default()
    }

    /// Returns what `f` shows next.
    fn next(self) -> Self {
        match self {
            Self::All => Self::Unread,
            Self::Unread => Self::Reading,
            Self::Reading => Self::Done,
            Self::Done => Self::Tagged,
            Self::Tagged => Self::All,
        }
    }

    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::All => "showing-all",
            Self::Unread => "showing-unread",
            Self::Reading => "showing-reading",
            Self::Done => "showing-done",
            Self::Tagged => "showing-tagged",
        }
    }
}

/// Returns the name of an article, by the place of its document and its number.
fn name(app: &App, document: usize, article: usize) -> Option<&ArticleName> {
    app.shelf.documents.get(document)?.survey.as_ref()?.names.get(article.checked_sub(1)?)
}

/// Returns the record of an article under the name that it has now, or had when the text was another.
fn record<'a>(app: &'a App, name: &ArticleName) -> Option<(&'a ArticleName, Progress)> {
    let progress = &app.desk.book.personal(app.desk.coder.name()).progress;
    let exact = progress.get_key_value(name);
    let same =
        |other: &ArticleName| other.document == name.document && other.at.quotation.exact == name.at.quotation.exact;
    exact.or_else(|| progress.iter().find(|(other, _)| same(other))).map(|(name, state)| (name, *state))
}

/// Counts the annotations of this coder that stand in an article; 0 is the whole document.
pub fn annotations(app: &App, document: usize, article: usize) -> usize {
    app.shelf.counts.get(&(document, article)).copied().unwrap_or(0)
}

/// Counts the annotations of this coder in every article, and of every document as a whole, under number 0. Those
/// of the page itself are of the document alone.
fn count(app: &App) -> HashMap<(usize, usize), usize> {
    let coder = app.desk.coder.name();
    let mut counts = HashMap::new();
    for (n, item) in app.shelf.documents.iter().enumerate() {
        for annotation in app.desk.book.of(&item.path).iter().filter(|a| a.coder == coder) {
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
pub fn of(app: &App, document: usize, article: usize) -> Option<Progress> {
    let known = name(app, document, article).and_then(|name| record(app, name)).map(|(_, state)| state);
    let begun = || {
        let path = app.shelf.documents.get(document).map_or("", |item| item.path.as_str());
        let visited = app.shelf.visited.contains_key(&(path.to_owned(), article));
        (visited || annotations(app, document, article) > 0).then_some(Progress::Reading)
    };
    known.or_else(begun)
}

/// Returns all articles, as places of documents and numbers.
pub fn all(app: &App) -> Vec<(usize, usize)> {
    let of = |(n, count): (usize, usize)| (1..=count.max(1)).map(move |article| (n, article));
    app.shelf.documents.iter().map(|item| item.titles().len()).enumerate().flat_map(of).collect()
}

/// Marks the article done and goes to the next that is not; one that is done is taken up again.
pub fn done(app: &mut App) {
    // The page itself is no article; a document without articles is one.
    let open = app.shelf.open.map(|(document, article)| {
        let lone = !app.shelf.is_tree(document);
        (document, if lone { vec![1] } else { vec![article].into_iter().filter(|n| *n > 0).collect() })
    });
    let chosen = app.shelf.rows.get(app.shelf.chosen).map(|row| {
        let count = app.shelf.documents.get(row.document).map_or(1, |item| item.titles().len().max(1));
        (row.document, row.article.map_or_else(|| (1..=count).collect(), |article| vec![article]))
    });
    let found = if app.screen.focus == Focus::List { chosen } else { open };
    let Some((document, articles)) = found.filter(|(_, articles)| !articles.is_empty()) else {
        return app.notice("notice-no-article");
    };
    let finished = articles.iter().all(|article| of(app, document, *article) == Some(Progress::Done));
    let after = if finished { Progress::Reading } else { Progress::Done };
    let coder = app.desk.coder.name().to_owned();
    let change = |article: &usize| {
        let name = name(app, document, *article)?;
        let known = record(app, name);
        let key = (coder.clone(), known.map_or_else(|| name.clone(), |(name, _)| name.clone()));
        let before = known.map(|(_, state)| state);
        (before != Some(after)).then(|| Change::Progress(Changed::new(key, before, Some(after))))
    };
    let changes: Vec<Change> = articles.iter().filter_map(change).collect();
    if changes.is_empty() {
        return app.notice("notice-still-loading");
    }
    let title = app.shelf.documents.get(document).map_or("", |item| item.title(articles.first().copied().unwrap_or(1)));
    let title = title.to_owned();
    let at = articles.first().and_then(|article| name(app, document, *article));
    let at = at.map(|name| (name.document.clone(), name.at.target.start()));
    commit(app, Edit { label: "edit-progress", at, changes });
    if after == Progress::Reading {
        return app.notice_with("notice-reading-again", &[("title", title)]);
    }
    if app.screen.focus == Focus::List {
        app.notice_with("notice-done", &[("title", title)]);
        app.shelf.step(1);
    } else {
        go_on(app, &title);
    }
}

/// Returns the next article behind the open one that is not done, going round at the end.
fn next(app: &App) -> Option<(usize, usize)> {
    let all = all(app);
    let here = app.shelf.open.and_then(|open| all.iter().position(|article| *article == open)).map_or(0, |n| n + 1);
    let (before, behind) = all.split_at(here.min(all.len()));
    let open = |(document, article): &&(usize, usize)| of(app, *document, *article) != Some(Progress::Done);
    behind.iter().chain(before).find(open).copied().filter(|next| Some(*next) != app.shelf.open)
}

fn go_on(app: &mut App, title: &str) {
    let done = all(app).into_iter().filter(|(d, a)| of(app, *d, *a) == Some(Progress::Done)).count();
    let blanks = [("title", title.to_owned()), ("done", done.to_string()), ("count", all(app).len().to_string())];
    match next(app) {
        Some((document, article)) => {
            go(app, document, article);
            app.notice_with("notice-done-next", &blanks);
        }
        None => app.notice_with("notice-all-done", &blanks),
    }
}

fn go(app: &mut App, document: usize, article: usize) {
    let Some(path) = app.shelf.documents.get(document).map(|item| item.path.clone()) else { return };
    motion::leave(app);
    open::document(app, &path, Some(article), None);
}

/// Goes to the next article that is not done.
pub fn next_unread(app: &mut App) {
    match next(app) {
        Some((document, article)) => go(app, document, article),
        None => app.notice("notice-no-unread"),
    }
}

/// Shows other articles in the list: all, unread, in reading, done, with annotations.
pub fn show(app: &mut App) {
    app.shelf.showing = app.shelf.showing.next();
    relist(app);
    let what = app.say(app.shelf.showing.words());
    app.notice_with("notice-showing", &[("what", what)]);
}

/// Makes the list anew: what articles are may have changed.
pub fn relist(app: &mut App) {
    app.shelf.counts = count(app);
    let wanted = |(document, article): &(usize, usize)| {
        let state = of(app, *document, *article);
        match app.shelf.showing {
            Showing::All => true,
            Showing::Unread => state.is_none(),
            Showing::Reading => state == Some(Progress::Reading),
            Showing::Done => state == Some(Progress::Done),
            Showing::Tagged => annotations(app, *document, *article) > 0,
        }
    };
    let all = app.shelf.showing == Showing::All;
    let found: Option<HashSet<(usize, usize)>> = (!all).then(|| self::all(app).into_iter().filter(wanted).collect());
    app.shelf.show_only(found);
}

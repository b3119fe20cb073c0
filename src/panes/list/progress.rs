//! How far the articles have been read: done, and what comes next.

use crate::actions::commit::commit;
use crate::actions::open;
use crate::actions::progress::{all, changes, name, of, refresh};
use crate::annotation::{Change, Edit, Progress};
use crate::state::Model;
use crate::state::view::Focus;

/// Marks the article done and goes to the next that is not; one that is done is taken up again.
pub fn done(model: &mut Model) {
    // The page itself is no article; a document without articles is one.
    let open = model.shelf.open.map(|(document, article)| {
        let lone = !model.shelf.is_tree(document);
        (document, if lone { vec![1] } else { vec![article].into_iter().filter(|n| *n > 0).collect() })
    });
    let chosen = model.shelf.rows.get(model.shelf.chosen).map(|row| {
        let count = model.shelf.documents.get(row.document).map_or(1, |item| item.titles().len().max(1));
        (row.document, row.article.map_or_else(|| (1..=count).collect(), |article| vec![article]))
    });
    let found = if model.screen.focus == Focus::List { chosen } else { open };
    let Some((document, articles)) = found.filter(|(_, articles)| !articles.is_empty()) else {
        return model.notice("notice-no-article");
    };
    let finished = articles.iter().all(|article| of(model, document, *article) == Some(Progress::Done));
    let after = if finished { Progress::Reading } else { Progress::Done };
    let changes: Vec<Change> = articles.iter().flat_map(|article| changes(model, document, *article, after)).collect();
    if changes.is_empty() {
        return model.notice("notice-still-loading");
    }
    let title =
        model.shelf.documents.get(document).map_or("", |item| item.title(articles.first().copied().unwrap_or(1)));
    let title = title.to_owned();
    let at = articles.first().and_then(|article| name(model, document, *article));
    let at = at.map(|name| (name.document.clone(), name.at.target.start()));
    commit(model, Edit { label: "edit-progress", at, changes });
    if after == Progress::Reading {
        return model.notice_with("notice-reading-again", &[("title", title)]);
    }
    if model.screen.focus == Focus::List {
        model.notice_with("notice-done", &[("title", title)]);
        model.shelf.step(1);
    } else {
        go_on(model, &title);
    }
}

/// Returns the next article behind the open one that is not done, going round at the end.
fn next(model: &Model) -> Option<(usize, usize)> {
    let all = all(model);
    let here = model.shelf.open.and_then(|open| all.iter().position(|article| *article == open)).map_or(0, |n| n + 1);
    let (before, behind) = all.split_at(here.min(all.len()));
    let open = |(document, article): &&(usize, usize)| of(model, *document, *article) != Some(Progress::Done);
    behind.iter().chain(before).find(open).copied().filter(|next| Some(*next) != model.shelf.open)
}

fn go_on(model: &mut Model, title: &str) {
    let done = all(model).into_iter().filter(|(d, a)| of(model, *d, *a) == Some(Progress::Done)).count();
    let blanks = [("title", title.to_owned()), ("done", done.to_string()), ("count", all(model).len().to_string())];
    match next(model) {
        Some((document, article)) => {
            go(model, document, article);
            model.notice_with("notice-done-next", &blanks);
        }
        None => model.notice_with("notice-all-done", &blanks),
    }
}

fn go(model: &mut Model, document: usize, article: usize) {
    let Some(path) = model.shelf.documents.get(document).map(|item| item.path.clone()) else { return };
    model.leave();
    open::document(model, &path, Some(article), None);
}

/// Goes to the next article that is not done.
pub fn next_unread(model: &mut Model) {
    match next(model) {
        Some((document, article)) => go(model, document, article),
        None => model.notice("notice-no-unread"),
    }
}

/// Shows other articles in the list: all, unread, in reading, done, with annotations.
pub fn show(model: &mut Model) {
    model.shelf.showing = model.shelf.showing.next();
    refresh(model);
    let what = model.say(model.shelf.showing.words());
    model.notice_with("notice-showing", &[("what", what)]);
}

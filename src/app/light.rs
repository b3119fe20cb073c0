//! The lit annotation: one at most, reached by its keys or a click.

use super::reader::By;
use super::{App, motion, passages};
use crate::analysis::Filter;
use crate::annotation::State;
use crate::text::View;
use std::collections::HashSet;
use uuid::Uuid;

/// Lights an annotation of the open document and goes to it.
pub fn light(app: &mut App, id: Uuid) {
    let Some(start) = app.desk.mark(id).filter(|m| !m.placed.spans.is_empty()).map(|mark| mark.placed.start()) else {
        app.reader.selection = None;
        app.desk.lit = Some(id);
        let ambiguous = app.desk.mark(id).is_some_and(|mark| mark.placed.state == State::Ambiguous);
        app.notice(if ambiguous { "notice-lit-ambiguous" } else { "notice-lit-lost" });
        return;
    };
    app.reader.selection = None;
    app.reader.want = None;
    app.reader.go(start);
    app.desk.lit = Some(id);
}

/// Returns the annotations of the article, or of the printed page, in the order of their places, then those of the
/// document that stand nowhere.
fn in_article(app: &App) -> Vec<Uuid> {
    let Some(document) = app.reader.document.as_deref() else { return Vec::new() };
    let printed = document.structure.view == View::Printed;
    let here = |at| printed || document.article_at(at) == app.reader.article;
    let placed = app.desk.marks.iter().filter(|mark| !mark.placed.spans.is_empty());
    let nowhere = app.desk.marks.iter().filter(|mark| mark.placed.spans.is_empty());
    placed.filter(|mark| here(mark.placed.start())).chain(nowhere).map(|mark| mark.id).collect()
}

/// Returns the annotations that the sidebar lists: those of the article that its filter wants.
pub fn wanted(app: &App) -> Vec<Uuid> {
    let all = in_article(app);
    if !app.desk.side.list || app.desk.side.filter.trim().is_empty() {
        return all;
    }
    let filter = Filter::new(&app.desk.side.filter, &app.desk.book.codebook);
    let path = app.reader.document.as_deref().map_or("", |document| &document.path);
    let wanted: HashSet<Uuid> = passages::wanted(app, &filter, path, &|_| true).iter().map(|a| a.id).collect();
    all.into_iter().filter(|id| wanted.contains(id)).collect()
}

fn step(app: &mut App, forward: bool) {
    if app.reader.selection.is_some_and(|selection| selection.by == By::Ends) {
        return app.notice("notice-ends-first");
    }
    let all = wanted(app);
    let cursor = app.reader.cursor;
    let at = app.desk.lit.and_then(|lit| all.iter().position(|id| *id == lit));
    let place = |id: &&Uuid| app.desk.mark(**id).filter(|mark| !mark.placed.spans.is_empty());
    let start = |id: &&Uuid| place(id).map(|mark| mark.placed.start());
    let next = match (at, forward) {
        (Some(at), true) => all.get(at + 1),
        (Some(at), false) => at.checked_sub(1).and_then(|n| all.get(n)),
        (None, true) => {
            let ahead = all.iter().find(|id| start(id).is_some_and(|s| s >= cursor));
            ahead.or_else(|| all.iter().find(|id| place(id).is_none()))
        }
        (None, false) => all.iter().rfind(|id| start(id).is_some_and(|s| s < cursor)),
    };
    match next.copied() {
        Some(id) => {
            motion::leave(app);
            light(app, id);
        }
        None => app.notice(if forward { "notice-last-annotation" } else { "notice-first-annotation" }),
    }
}

/// Lights the next annotation of the article.
pub fn next(app: &mut App) {
    step(app, true);
}

/// Lights the previous annotation of the article.
pub fn previous(app: &mut App) {
    step(app, false);
}

/// Lights the shortest annotation under the cursor, if there is one.
pub fn under_quietly(app: &mut App) {
    app.desk.lit = app.desk.covering(app.reader.cursor).first().map(|mark| mark.id);
}

/// Lights the shortest annotation under the cursor; again, the next that covers it.
pub fn under(app: &mut App) {
    let found: Vec<Uuid> = app.desk.covering(app.reader.cursor).iter().map(|mark| mark.id).collect();
    let at = app.desk.lit.and_then(|lit| found.iter().position(|id| *id == lit));
    let next = at.map_or(0, |at| at + 1) % found.len().max(1);
    match found.get(next) {
        Some(id) => {
            app.reader.selection = None;
            app.desk.lit = Some(*id);
        }
        None => app.notice("notice-nothing-here"),
    }
}

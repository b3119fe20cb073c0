//! The annotations of the open document: where they stand, which is lit.

use crate::actions::{filter, progress};
use crate::analysis::Filter;
use crate::annotation::State;
use crate::state::Model;
use crate::state::project::Project;
use crate::text::View;
use std::collections::HashSet;
use uuid::Uuid;

/// Finds the places of the annotations in the open document anew.
pub fn place_marks(model: &mut Model) {
    match model.reader.document.clone() {
        Some(document) if document.whole => {
            model.project.place(&document);
            let Project { book, placer, .. } = &mut model.project;
            model.shelf.place_marks(&document, book.of(&document.path), placer);
        }
        _ => model.project.marks.clear(),
    }
    progress::refresh(model);
}

/// Lights an annotation of the open document and goes to it.
pub fn light(model: &mut Model, id: Uuid) {
    let placed = model.project.mark(id).map(|mark| &mark.placed).filter(|placed| !placed.spans.is_empty());
    let Some((start, end)) = placed.map(|placed| (placed.start(), placed.end())) else {
        model.reader.selection = None;
        model.project.lit = Some(id);
        let ambiguous = model.project.mark(id).is_some_and(|mark| mark.placed.state == State::Ambiguous);
        model.notice(if ambiguous { "notice-lit-ambiguous" } else { "notice-lit-lost" });
        return;
    };
    model.reader.selection = None;
    model.reader.goal_column = None;
    model.reader.go_over(start, end);
    model.project.lit = Some(id);
}

/// Returns the annotations of the article, or of the printed page, in the order of their places, then those of the
/// document that stand nowhere.
pub fn in_article(model: &Model) -> Vec<Uuid> {
    let Some(document) = model.reader.document.as_deref() else { return Vec::new() };
    let printed = document.structure.view == View::Printed;
    let here = |at| printed || document.article_at(at) == model.reader.article;
    let placed = model.project.marks.iter().filter(|mark| !mark.placed.spans.is_empty());
    let nowhere = model.project.marks.iter().filter(|mark| mark.placed.spans.is_empty());
    placed.filter(|mark| here(mark.placed.start())).chain(nowhere).map(|mark| mark.id).collect()
}

/// Returns the annotations that the sidebar lists: those of the article that its filter wants.
pub fn wanted(model: &Model) -> Vec<Uuid> {
    let all = in_article(model);
    if !model.project.side.list || model.project.side.filter.trim().is_empty() {
        return all;
    }
    let filter = Filter::new(&model.project.side.filter, &model.project.book.codebook);
    let path = model.reader.document.as_deref().map_or("", |document| &document.path);
    let wanted: HashSet<Uuid> = filter::wanted(model, &filter, path, &|_| true).iter().map(|(_, a)| a.id).collect();
    all.into_iter().filter(|id| wanted.contains(id)).collect()
}

//! The lit annotation: one at most, reached by its keys or a click.

use crate::actions::marks::{light, wanted};
use crate::state::Model;
use crate::state::reader::By;
use uuid::Uuid;

fn step(model: &mut Model, forward: bool) {
    if model.reader.selection.is_some_and(|selection| selection.by == By::Ends) {
        return model.notice("notice-ends-first");
    }
    let all = wanted(model);
    let cursor = model.reader.cursor;
    let at = model.project.lit.and_then(|lit| all.iter().position(|id| *id == lit));
    let place = |id: &&Uuid| model.project.mark(**id).filter(|mark| !mark.placed.spans.is_empty());
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
            model.leave();
            light(model, id);
        }
        None => model.notice(if forward { "notice-last-annotation" } else { "notice-first-annotation" }),
    }
}

/// Lights the next annotation of the article.
pub fn next(model: &mut Model) {
    step(model, true);
}

/// Lights the previous annotation of the article.
pub fn previous(model: &mut Model) {
    step(model, false);
}

/// Lights the shortest annotation under the cursor, if there is one.
pub fn under_quietly(model: &mut Model) {
    model.project.lit = model.project.covering(model.reader.cursor).first().map(|mark| mark.id);
}

/// Lights the shortest annotation under the cursor; again, the next that covers it.
pub fn under(model: &mut Model) {
    let found: Vec<Uuid> = model.project.covering(model.reader.cursor).iter().map(|mark| mark.id).collect();
    let at = model.project.lit.and_then(|lit| found.iter().position(|id| *id == lit));
    let next = at.map_or(0, |at| at + 1) % found.len().max(1);
    match found.get(next) {
        Some(id) => {
            model.reader.selection = None;
            model.project.lit = Some(*id);
        }
        None => model.notice("notice-nothing-here"),
    }
}

//! Undo and redo: an edit is taken back or made again, said in words, and shown where it was.

use super::overlay;
use super::whole::App;
use crate::actions::commit::{commit, take};
use crate::actions::{open, saving};
use crate::annotation::quick::going_along;
use crate::annotation::telling::{Teller, WORDS, annotations, only_order};
use crate::annotation::{Annotation, Change, Edit, Passage, Past};
use crate::layout::width;
use crate::popups::choice::Choice;
use crate::screens::codebook;
use crate::state::Width;
use crate::state::looking::decoded;
use crate::state::project::Wanted;
use crate::state::request::Target;
use crate::state::view::View;
use uuid::Uuid;

/// Takes the last edit back, or makes the edit again that was taken back last.
pub fn back(app: &mut App, redo: bool) {
    if let (false, Some(next)) = (redo, app.project.history.next_undo()) {
        let changes = going_along(&app.project.book, app.project.coder.name(), next);
        app.project.history.join_next_undo(Edit { changes, ..Edit::default() });
    }
    let edit = if redo { app.project.history.redo() } else { app.project.history.undo() };
    let Some(edit) = edit else {
        app.notice(if redo { "notice-nothing-to-redo" } else { "notice-nothing-to-undo" });
        return;
    };
    // A tag that goes with the edit still has its name before.
    let what = told(app, edit.label, &if redo { edit.clone() } else { edit.inverse() });
    app.project.lit = None;
    app.reader.selection = None;
    take(app, &edit);
    show(app, &edit);
    app.notice_with(if redo { "notice-redone" } else { "notice-undone" }, &[("what", what)]);
}

/// Lists what was removed, replaced, merged or imported of late, the latest first.
pub fn list(app: &mut App, found: Vec<Past>) {
    let room = usize::from(overlay::lane(app, &app.screen, Width::Wide).1).saturating_sub(BESIDE);
    let row = |past: Past| {
        let day = past.day();
        let said = |quoted| past.told(&|label, edit| quoting(app, quoted, label, edit), &app.face.words);
        // As much of a passage as the row has room for: it is not cut once more.
        let fits = |what: &String| width(what, app.face.widths) <= room;
        let what = QUOTED.iter().map(|quoted| said(*quoted)).find(fits).unwrap_or_else(|| said(LEAST));
        (day, what, Target::Restore(Box::new(past)))
    };
    let rows: Vec<_> = found.into_iter().map(row).collect();
    if rows.is_empty() {
        return app.notice("notice-no-history");
    }
    if app.popup.is_none() {
        app.put_up(Choice::of("history-title", rows, 0).wide("history-keys"));
    }
}

/// Cells of a row of the list that its words do not have: day, edges, the sign of more rows.
const BESIDE: usize = 24;

/// Code points of a passage that a row of the list says, the most that there is room for, and at least.
const QUOTED: [usize; 5] = [60, 40, 24, WORDS, 8];
const LEAST: usize = 4;

/// Brings back what an edit of long ago has taken away. That is an edit too, and can be undone.
pub fn restore(app: &mut App, past: &Past) {
    let (changes, kept) = past.taken_back(&app.project.book);
    let what = past.told(&|label, edit| told(app, label, edit), &app.face.words);
    let edit = Edit { label: "edit-restored", at: past.at.clone(), changes };
    let notice = past.outcome(&edit, kept);
    if !edit.changes.is_empty() {
        commit(app, edit.clone());
        show(app, &edit);
    }
    app.notice_with(notice, &[("what", what), ("count", kept.to_string())]);
}

/// Goes where the edit was: in the text to its place, with its annotation lit; in the codebook to its tag.
fn show(app: &mut App, edit: &Edit) {
    let decoded: Vec<String> = decoded(edit).map(str::to_owned).collect();
    if !decoded.is_empty() {
        // Others may have annotated the text as it was decoded until now.
        saving::compare(app, decoded);
    }
    match app.view {
        View::Panes => {
            if let Some((document, at)) = edit.at.clone() {
                open::go_to_char(app, &document, at);
            }
            app.reader.blink = blinking(edit);
            let ids: Vec<Uuid> = annotations(edit).filter_map(|changed| Some(changed.after.as_ref()?.id)).collect();
            app.project.lit = ids.first().copied().filter(|id| ids.len() == 1 && app.project.mark(*id).is_some());
        }
        View::Codebook => {
            if let Some(tag) = tag_of(app, edit) {
                app.project.wanted = Some(Wanted::Tag(tag));
            }
        }
        View::Passages => {
            let id = annotations(edit).find_map(|changed| Some(changed.after.as_ref()?.id));
            let passages = &mut app.screens.passages;
            let row = passages.entries.iter().position(|entry| Some(entry.listed.id) == id);
            passages.place.chosen = row.unwrap_or(passages.place.chosen);
        }
        _ => {}
    }
}

/// Passages that stand out at a time, at most.
const BLINKING: usize = 50;

/// Returns the passages of the document of an edit that it changes, where they are then; of what goes, where it was.
fn blinking(edit: &Edit) -> Option<(String, Vec<Passage>)> {
    let (document, _) = edit.at.clone()?;
    let passage = |change: &Change| match change {
        Change::Annotation(changed) if changed.key.0 == document => {
            let Annotation { target, quotation, .. } = changed.item()?.clone();
            Some(Passage { target, quotation })
        }
        Change::Override(changed) if changed.key.0 == document => Some(changed.item()?.at.clone()),
        _ => None,
    };
    let found = edit.changes.iter().filter_map(passage).take(BLINKING).collect();
    Some((document, found))
}

/// Returns the tag in the codebook that an edit is about: the first of those that come; else the one that it is merged or
/// changed, unless the chosen one is among those that change.
fn tag_of(app: &App, edit: &Edit) -> Option<String> {
    let chosen = codebook::chosen(&app.screens.tagbook, app).map(|tag| tag.key.as_str());
    let mut changed: Vec<(u8, &str)> = Vec::new();
    for change in &edit.changes {
        let Change::Tag(change) = change else { continue };
        let (before, Some(after)) = change.sides() else { continue };
        let key = &change.key;
        let rank = match before {
            None => 0,
            Some(before) if before.merged_into != after.merged_into => 1,
            Some(_) if chosen == Some(key) => 2,
            Some(before) if !only_order(before, after) => 3,
            Some(_) => 4,
        };
        changed.push((rank, key));
    }
    // That which goes leaves the row where it was.
    let goes = |change: &Change| matches!(change, Change::Tag(change) if change.sides().1.is_none());
    let best = changed.iter().map(|(rank, _)| *rank).min().filter(|_| !edit.changes.iter().any(goes))?;
    let tree = app.project.book.codebook.tree();
    let first = tree.into_iter().find(|(_, tag)| changed.contains(&(best, tag.key.as_str())));
    first.map(|(_, tag)| tag.key.clone())
}

/// Says what an edit is about.
pub fn told(app: &App, label: &str, edit: &Edit) -> String {
    quoting(app, WORDS, label, edit)
}

/// Says what an edit is about, with so many code points of its passage.
fn quoting(app: &App, quoted: usize, label: &str, edit: &Edit) -> String {
    let (brief, key) = (|name: &str| app.brief(name), |slot| app.project.key_name(slot));
    Teller { words: &app.face.words, book: &app.project.book, brief: &brief, key: &key, quoted }.told(label, edit)
}

//! What is anchored in texts as they were once decoded comes to the texts as they are decoded now, as one edit.

use super::saving::{ENCODING, TRANSCRIBED};
use super::{App, desk, subject};
use crate::annotation::{Change, Edit, Override, Transcribed, encoding};
use std::collections::BTreeSet;

/// The files of the library were compared with what the store says of them. Taken back, the edit settles the former
/// encoding: what was annotated then stands where it stood. What follows from an encoding that was just settled is one
/// step with that.
pub fn transcribed(app: &mut App, found: Vec<Transcribed>) {
    let count: usize = found.iter().map(|one| Transcribed::count(&one.changes)).sum();
    let former: BTreeSet<String> = found.iter().map(|one| one.former.name()).collect();
    let settled = app.desk.history.last().filter(|edit| edit.label == ENCODING);
    let settled = settled.and_then(|edit| edit.changes.first()?.document().map(str::to_owned));
    let follows = settled.is_some_and(|document| found.iter().all(|one| one.document == document));
    let mut changes = Vec::new();
    for one in found {
        if encoding(app.desk.book.overrides(&one.document)).is_none() {
            let id = app.desk.ids.make(app.now);
            let before = Override::encoding(one.former, None, id, subject::seconds(app));
            changes.push(Change::settled(&one.document, id, Some(before), None));
        }
        changes.extend(one.changes);
    }
    if follows {
        desk::join(app, Edit { label: ENCODING, at: None, changes });
    } else {
        desk::again(app, Edit { label: TRANSCRIBED, at: None, changes });
    }
    let former = former.into_iter().collect::<Vec<_>>().join(", ");
    app.notice_with("notice-transcribed", &[("count", count.to_string()), ("former", former)]);
}

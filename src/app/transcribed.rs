//! What is anchored in texts as they were once decoded comes to the texts as they are decoded now, as one edit.

use super::saving::TRANSCRIBED;
use super::{App, desk, subject};
use crate::annotation::{Change, Edit, Override, Transcribed, encoding};

/// The files of the library were compared with what the store says of them. Taken back, the edit settles the former
/// encoding: what was annotated then stands where it stood.
pub fn transcribed(app: &mut App, found: Vec<Transcribed>) {
    let count: usize = found.iter().map(|one| Transcribed::count(&one.changes)).sum();
    let former: std::collections::BTreeSet<String> = found.iter().map(|one| one.former.name()).collect();
    let mut changes = Vec::new();
    for one in found {
        if encoding(app.desk.book.overrides(&one.document)).is_none() {
            let id = app.desk.ids.make(app.now);
            let before = Override::encoding(one.former, None, id, subject::seconds(app));
            changes.push(Change::settled(&one.document, id, Some(before), None));
        }
        changes.extend(one.changes);
    }
    desk::again(app, Edit { label: TRANSCRIBED, at: None, changes });
    let former = former.into_iter().collect::<Vec<_>>().join(", ");
    app.notice_with("notice-transcribed", &[("count", count.to_string()), ("former", former)]);
}

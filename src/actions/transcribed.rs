//! What is anchored in texts as they were once decoded comes to the texts as they are decoded now, as one edit.

use crate::actions::commit;
use crate::annotation::{Change, Edit, Override, Transcribed, What};
use crate::state::Model;
use crate::state::looking::{LOOKED, decoded};
use crate::state::unsaved::TRANSCRIBED;
use std::collections::BTreeSet;

/// The files of the library were compared with what the store says of them. Taken back, the edit settles the former
/// encoding: what was annotated then stands where it stood. What follows from an encoding that was just settled, or taken
/// back, is one step with that. What is other coders' alone is seen where it stands now, and they write it: that is no edit.
pub fn transcribed(model: &mut Model, found: Vec<Transcribed>) {
    let looked = |one: &Transcribed| model.project.told.as_ref().is_some_and(|(document, _)| *document == one.document);
    let (looked, found): (Vec<_>, Vec<_>) = found.into_iter().partition(looked);
    // What is found of it in another encoding than it is looked at in waits until it is looked at in that.
    let told = model.project.told.as_ref().map(|(_, told)| What::Encoding(told.name()));
    for one in looked.into_iter().filter(|one| Some(&one.settled.what) == told.as_ref()) {
        let seen = one.changes.iter().filter(|change| change.document().is_some()).cloned().collect();
        commit::take(model, &Edit { label: LOOKED, at: None, changes: seen });
        model.project.looked.extend(one.changes);
    }
    if found.is_empty() {
        return;
    }
    let coder = model.project.coder.name().to_owned();
    let follows =
        model.project.history.last_step().is_some_and(|last| found.iter().all(|one| decodes(last, &one.document)));
    let own = found.iter().filter(|one| one.own(&coder).next().is_some());
    let former: BTreeSet<String> = own.map(|one| one.former.name()).collect();
    let count = Transcribed::count(found.iter().flat_map(|one| one.own(&coder)));
    let edit = |label, changes| Edit { label, at: None, changes };
    if follows {
        let changes = found.into_iter().flat_map(|one| one.changes).collect();
        commit::join(model, edit(TRANSCRIBED, changes));
    } else {
        let (own, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| one.own(&coder).next().is_some());
        let others: Vec<Change> = others.into_iter().flat_map(|one| one.changes).collect();
        if !others.is_empty() {
            commit::take(model, &edit(LOOKED, others));
        }
        if !own.is_empty() {
            commit::again(model, edit(TRANSCRIBED, own.into_iter().flat_map(with_encoding).collect()));
        }
    }
    if count > 0 && !model.project.history.is_back() {
        let former = former.into_iter().collect::<Vec<_>>().join(", ");
        model.notice_with("notice-transcribed", &[("count", count.to_string()), ("former", former)]);
    }
}

/// Tells whether an edit settles the encoding of a document.
fn decodes(edit: &Edit, document: &str) -> bool {
    decoded(edit).any(|decoded| decoded == document)
}

/// Returns what is brought over in a document, and before that its encoding, settled as it is now in place of the
/// former one.
fn with_encoding(found: Transcribed) -> Vec<Change> {
    let Transcribed { document, former, mut changes, settled } = found;
    let before = Override::encoding(former, Some(&settled), settled.id, settled.modified);
    changes.insert(0, Change::settled(&document, settled.id, Some(before), Some(settled)));
    changes
}

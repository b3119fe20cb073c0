//! What is anchored in texts as they were once decoded comes to the texts as they are decoded now, as one edit.

use super::saving::{self, ENCODING, TRANSCRIBED};
use super::{App, Effect, Work, desk, subject};
use crate::annotation::{ArticleName, Change, Edit, On, Override, Transcribed, What, apply, encoding};
use crate::text::Encoding;
use std::collections::BTreeSet;

/// The files of the library were compared with what the store says of them. Taken back, the edit settles the former
/// encoding: what was annotated then stands where it stood. What follows from an encoding that was just settled, or taken
/// back, is one step with that. What is other coders' alone is seen where it stands now, and they write it: that is no edit.
pub fn transcribed(app: &mut App, found: Vec<Transcribed>) {
    let looked = |one: &Transcribed| app.desk.told.as_ref().is_some_and(|(document, _)| *document == one.document);
    let (looked, found): (Vec<_>, Vec<_>) = found.into_iter().partition(looked);
    looked.into_iter().for_each(|one| looked_at(app, one));
    if found.is_empty() {
        return;
    }
    let coder = app.desk.coder.name().to_owned();
    let follows = app.desk.history.last().is_some_and(|last| found.iter().all(|one| decodes(last, &one.document)));
    let own = found.iter().filter(|one| one.own(&coder).next().is_some());
    let former: BTreeSet<String> = own.map(|one| one.former.name()).collect();
    let count = Transcribed::count(found.iter().flat_map(|one| one.own(&coder)));
    let edit = |label, changes| Edit { label, at: None, changes };
    if follows {
        let changes = found.into_iter().flat_map(|one| one.changes).collect();
        desk::join(app, edit(TRANSCRIBED, changes));
    } else {
        let (own, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| one.own(&coder).next().is_some());
        let others: Vec<Change> = others.into_iter().flat_map(|one| one.changes).collect();
        if !others.is_empty() {
            desk::lay(app, &edit(TRANSCRIBED, others));
        }
        if !own.is_empty() {
            desk::again(app, edit(TRANSCRIBED, own.into_iter().flat_map(with_encoding).collect()));
        }
    }
    if count > 0 && !app.desk.history.is_back() {
        let former = former.into_iter().collect::<Vec<_>>().join(", ");
        app.notice_with("notice-transcribed", &[("count", count.to_string()), ("former", former)]);
    }
}

/// Has the document that is only looked at in an encoding compared with what the store says of it.
pub fn look(app: &mut App) {
    let Some((document, told)) = app.desk.told.clone() else { return };
    if encoding(app.desk.book.overrides(&document)).is_some_and(|settled| settled.is(told)) {
        app.desk.told = None;
        return saving::compare(app, vec![document]);
    }
    let mut book = app.desk.book.clone();
    let Change::Override(settled) = settling(app, &document, told) else { return };
    book.set_override(&document, settled.key.1, settled.after.map(|after| *after));
    app.ask(Effect::Work(Work::Transcribe(Box::new(book), vec![document])));
}

/// What stands in a document that is only looked at is seen where it stands in this encoding. What is found of it in
/// another waits until it is looked at in that.
fn looked_at(app: &mut App, found: Transcribed) {
    let told = app.desk.told.as_ref().map(|(_, told)| What::Encoding(told.name()));
    if Some(found.settled.what) == told {
        let seen = found.changes.iter().filter(|change| change.document().is_some()).cloned().collect();
        desk::lay(app, &Edit { label: TRANSCRIBED, at: None, changes: seen });
        app.desk.looked.extend(found.changes);
    }
}

/// Ends the look at a document in an encoding; tells whether there was one.
pub fn look_no_more(app: &mut App, document: &str) -> bool {
    let looked = app.desk.told.take_if(|(told, _)| told == document).is_some();
    if looked {
        let mut changes = std::mem::take(&mut app.desk.looked);
        changes.retain(|change| change.document().is_some());
        apply(&mut app.desk.book, &Edit { changes, ..Edit::default() }.inverse());
    }
    looked
}

/// Settles the encoding in which a document was only looked at, before an edit of it; returns what is to be said then.
pub fn settle_told(app: &mut App, edit: &Edit) -> Option<[(&'static str, String); 2]> {
    let about = |document: &str| edit.changes.iter().any(|change| is_about(change, document));
    let (document, told) = app.desk.told.take_if(|(document, _)| about(document))?;
    let mut changes = vec![settling(app, &document, told)];
    changes.append(&mut app.desk.looked);
    desk::again(app, Edit { label: ENCODING, at: None, changes });
    Some([("document", document), ("name", told.name())])
}

fn is_about(change: &Change, document: &str) -> bool {
    let named = |name: &ArticleName| name.document == document;
    match change {
        Change::Progress(changed) => named(&changed.key.1),
        Change::Attribute(changed) => named(&changed.key.0),
        Change::Memo(changed) => matches!(&changed.key.1, On::Article(name) if named(name)),
        change => change.document() == Some(document),
    }
}

/// Returns the change that settles an encoding.
fn settling(app: &mut App, document: &str, encoding: Encoding) -> Change {
    let known = app.desk.book.overrides(document).iter().find(|o| matches!(o.what, What::Encoding(_))).cloned();
    let (id, now) = (app.desk.ids.make(app.now), subject::seconds(app));
    let after = Override::encoding(encoding, known.as_ref(), id, now);
    Change::settled(document, after.id, known, Some(after))
}

/// Tells whether an edit settles the encoding of a document.
fn decodes(edit: &Edit, document: &str) -> bool {
    decoded(edit).any(|decoded| decoded == document)
}

/// Returns the documents whose encoding an edit settles.
pub fn decoded(edit: &Edit) -> impl Iterator<Item = &str> {
    edit.changes.iter().filter_map(|change| match change {
        Change::Override(changed) if matches!(changed.item()?.what, What::Encoding(_)) => Some(changed.key.0.as_str()),
        _ => None,
    })
}

/// Returns what is brought over in a document, and before that its encoding, settled as it is now in place of the
/// former one.
fn with_encoding(found: Transcribed) -> Vec<Change> {
    let Transcribed { document, former, mut changes, settled } = found;
    let before = Override::encoding(former, Some(&settled), settled.id, settled.modified);
    changes.insert(0, Change::settled(&document, settled.id, Some(before), Some(settled)));
    changes
}

//! Quick keys at work: a key that tags is bound to its tag, one without a tag asks for a name, one is set by hand.

use super::App;
use super::act::toggle;
use super::desk::{Coder, KEYS, Store, commit, take};
use super::prompt::Prompt;
use super::subject::{Subject, of_subject, seconds, subjects};
use super::tagbook::{Field, Purpose, chosen};
use crate::annotation::quick::{EMPTY, Slot, bind, bind_all, used};
use crate::annotation::{Change, Edit};
use tui_input::Input;

/// Toggles the tag of the n-th quick key, from 1; a key without a tag asks for the name of one.
pub fn digit(app: &mut App, n: usize) {
    let slot = (app.desk.set as u8, n as u8);
    let subjects = subjects(app);
    match app.desk.quick(n) {
        Some(tag) => {
            let bound = used(&app.desk.book, app.desk.coder.name(), slot, &tag);
            toggle(app, &subjects, &[tag], bound);
        }
        None if subjects.is_empty() => {}
        None => {
            app.prompt = Some(Prompt::Tag(Field { purpose: Purpose::Key(slot, subjects), input: Input::default() }))
        }
    }
}

/// Gives passages the tag of a name, made if there is none yet, and binds a key to it.
pub fn named(app: &mut App, label: &str, slot: Slot, subjects: &[Subject]) {
    let codebook = &app.desk.book.codebook;
    let there = codebook.named(label).first().map(|tag| tag.key.clone());
    let made = there.is_none().then(|| codebook.make(label, None, seconds(app)));
    let Some(tag) = there.or_else(|| made.as_ref().map(|tag| tag.key.clone())) else { return };
    let mut with = used(&app.desk.book, app.desk.coder.name(), slot, &tag);
    with.extend(made.map(|made| Change::tag(&tag, None, Some(made))));
    let mut carries = |subject: &Subject| of_subject(app, subject).is_some_and(|(_, found)| found.has_tag(&tag));
    if subjects.iter().all(&mut carries) {
        commit(app, Edit { label: "edit-quick-key", at: None, changes: with });
    } else {
        toggle(app, subjects, &[tag], with);
    }
    app.notice_with("notice-key-named", &[("tag", label.to_owned()), ("key", app.desk.key_name(slot))]);
}

/// Gives the chosen tag the n-th quick key of the set in force, from 1, or takes it away.
pub fn by_hand(app: &mut App, n: usize) {
    let Some(tag) = chosen(app).map(|tag| tag.key.clone()).filter(|_| (1..=KEYS).contains(&n)) else { return };
    let slot = (app.desk.set as u8, n as u8);
    let coder = app.desk.coder.name().to_owned();
    let present = app.desk.quick(n);
    let bound = app.desk.book.personal(&coder).quick.contains_key(&slot);
    let to = if present.as_ref() == Some(&tag) && bound { EMPTY } else { tag.as_str() };
    let changes = bind(&app.desk.book, &coder, slot, to);
    commit(app, Edit { label: "edit-quick-key", at: None, changes });
    let label = |key: &str| app.desk.book.codebook.label(key, app.face.words.lang()).to_owned();
    let name = label(&tag);
    let key = app.desk.quick_of(&tag).map_or_else(|| app.say("none"), |slot| app.desk.key_name(slot));
    match present.filter(|other| *other != tag && app.desk.quick_of(other).is_none()).map(|other| label(&other)) {
        Some(other) => app.notice_with("notice-quick-key-taken", &[("tag", name), ("key", key), ("other", other)]),
        None => app.notice_with("notice-quick-key", &[("tag", name), ("key", key)]),
    }
}

/// Binds the keys of a coder who has annotated with a version of this program in which they followed the codebook.
/// That is no step of undo: a person has done nothing yet.
pub fn bind_old(app: &mut App) {
    let known = matches!(app.desk.coder, Coder::Known(_)) && matches!(app.desk.store, Store::At(_)) && app.desk.read;
    if !known {
        return;
    }
    let (changes, keys) = bind_all(&app.desk.book, app.desk.coder.name());
    if changes.is_empty() {
        return;
    }
    take(app, &Edit { label: "edit-quick-key", at: None, changes });
    let codebook = &app.desk.book.codebook;
    let name = |(slot, tag): (Slot, String)| {
        format!("{} {}", app.desk.key_name(slot), codebook.label(&tag, app.face.words.lang()))
    };
    let told = keys.into_iter().map(name).collect::<Vec<_>>().join("  ");
    if !app.status.alarm {
        app.notice_with("notice-keys-bound", &[("keys", told)]);
    }
}

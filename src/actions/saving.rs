//! How what is not on the disk gets there.

use crate::annotation::Part;
use crate::error::Error;
use crate::settings::StoreChoice;
use crate::state::desk::Store;
use crate::state::effect::{Effect, Keep, Work};
use crate::state::request::Request;
use crate::state::status::Saved;
use crate::state::unsaved::Unsaved;
use crate::state::{Model, looking};
use jiff::SignedDuration;
use std::path::PathBuf;

/// Seconds until a failed save is tried again.
const AGAIN: i64 = 3;

/// Asks for everything that is not on the disk to be written; without a store asks where.
pub fn save(model: &mut Model) {
    if !model.desk.unsaved.waits() {
        return;
    }
    let unsaved = &mut model.desk.unsaved;
    unsaved.revision += 1;
    unsaved.parts.append(&mut unsaved.along);
    model.status.saved = Saved::Unsaved;
    match (&model.desk.store, model.face.settings.store) {
        // What was edited before the store was read is written when it has been.
        (Store::At(_), _) if !model.desk.read => return,
        (Store::At(_), _) => {}
        (Store::Coming, _) => return,
        (Store::Nowhere, Some(choice)) => return store_chosen(model, choice),
        (Store::Nowhere, None) => {
            model.request(Request::AskStore);
            return;
        }
    }
    let desk = &model.desk;
    let parts = desk.unsaved.parts.iter().map(|part| (part.clone(), desk.book.excerpt(part))).collect();
    model.status.saved = Saved::Saving;
    let revision = model.desk.unsaved.revision;
    let seen = model.desk.unsaved.seen;
    let Unsaved { check, recovered, .. } = model.desk.unsaved;
    let settled = model.desk.unsaved.settled.clone();
    model.out.push(Effect::Keep(Keep::Save { revision, seen, parts, check, settled, recovered }));
}

/// Has documents compared with what the store says of them now.
pub fn compare(model: &mut Model, mut documents: Vec<String>) {
    let told = model.desk.told.as_ref().map(|(document, _)| document);
    let count = documents.len();
    documents.retain(|document| Some(document) != told);
    if documents.len() < count {
        let desk = &mut model.desk;
        if let Some((book, told)) = looking::look(&mut desk.told, &desk.book, &mut desk.ids, model.now) {
            model.ask(Effect::Work(Work::Transcribe(book, vec![told])));
        }
    }
    if documents.is_empty() {
        return;
    }
    let book = Box::new(model.desk.book.clone());
    model.ask(Effect::Work(Work::Transcribe(book, documents)));
}

/// Seconds between two looks at the store.
const LOOK: i64 = 3;

/// Time passes: what could not be saved is tried again, the store is looked at for what others have changed.
pub fn tick(model: &mut Model) {
    if model.desk.unsaved.retry.is_some_and(|at| at <= model.now) {
        model.desk.unsaved.retry = None;
        save(model);
    }
    let now = model.now.as_second();
    if model.desk.read && matches!(model.desk.store, Store::At(_)) && now - model.desk.unsaved.looked >= LOOK {
        model.desk.unsaved.looked = now;
        model.ask(Effect::Keep(Keep::Look));
    }
}

/// Parts are not on the disk any more, and are written again; if their files are `gone`, as soon as it is known that
/// they may be.
pub fn again(model: &mut Model, parts: Vec<Part>, gone: bool) {
    model.desk.unsaved.parts.extend(parts.iter().cloned());
    if gone {
        model.desk.unsaved.lose(parts);
    }
    save(model);
}

/// A save failed: it is shown and tried again.
pub fn not_kept(model: &mut Model, revision: u64, error: &Error, kept: Result<PathBuf, Error>) {
    if revision == model.desk.unsaved.revision {
        model.status.saved = Saved::Failed(error.clone());
        model.desk.unsaved.failure = Some((error.clone(), kept));
        model.desk.unsaved.retry = model.now.checked_add(SignedDuration::from_secs(AGAIN)).ok();
        if std::mem::take(&mut model.desk.leaving) {
            model.request(Request::AskLeave);
        }
    }
    model.alarm(error);
}

/// The person said where annotations are kept.
pub fn store_chosen(model: &mut Model, choice: StoreChoice) {
    model.desk.store = Store::Coming;
    model.ask(Effect::Keep(Keep::Create(choice)));
}

/// A store was made.
pub fn created(model: &mut Model, result: Result<PathBuf, Error>) {
    match result {
        Ok(path) => {
            model.notice_with("notice-store", &[("path", path.display().to_string())]);
            model.desk.store = Store::At(path);
            save(model);
        }
        Err(error) => {
            model.desk.store = Store::Nowhere;
            model.desk.leaving = false;
            model.alarm(&error);
        }
    }
}

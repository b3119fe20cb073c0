//! How what is not on the disk gets there.

use crate::annotation::Part;
use crate::error::Error;
use crate::settings::StoreChoice;
use crate::state::effect::{Effect, Keep, Work};
use crate::state::project::Store;
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
    if !model.project.unsaved.waits() {
        return;
    }
    let unsaved = &mut model.project.unsaved;
    unsaved.revision += 1;
    unsaved.read |= unsaved.along.iter().any(|part| matches!(part, Part::Progress(_)));
    unsaved.parts.append(&mut unsaved.along);
    model.status.saved = Saved::Unsaved;
    match (&model.project.store, model.face.settings.store) {
        // What was edited before the store was read is written when it has been.
        (Store::At(_), _) if !model.project.read => return,
        (Store::At(_), _) => {}
        (Store::Coming, _) => return,
        (Store::Nowhere, Some(choice)) => return store_chosen(model, choice),
        (Store::Nowhere, None) => {
            model.request(Request::AskStore);
            return;
        }
    }
    let project = &model.project;
    let parts = project.unsaved.parts.iter().map(|part| (part.clone(), project.book.excerpt(part))).collect();
    model.status.saved = Saved::Saving;
    let revision = model.project.unsaved.revision;
    let seen = model.project.unsaved.seen;
    let Unsaved { check, recovered, read, .. } = model.project.unsaved;
    let settled = model.project.unsaved.settled.clone();
    model.out.push(Effect::Keep(Keep::Save { revision, seen, parts, check, settled, recovered, read }));
}

/// Has documents compared with what the store says of them now.
pub fn compare(model: &mut Model, mut documents: Vec<String>) {
    let told = model.project.told.as_ref().map(|(document, _)| document);
    let count = documents.len();
    documents.retain(|document| Some(document) != told);
    if documents.len() < count {
        let project = &mut model.project;
        if let Some((book, told)) = looking::look(&mut project.told, &project.book, &mut project.ids, model.now) {
            model.ask(Effect::Work(Work::Transcribe(book, vec![told])));
        }
    }
    if documents.is_empty() {
        return;
    }
    let book = Box::new(model.project.book.clone());
    model.ask(Effect::Work(Work::Transcribe(book, documents)));
}

/// Seconds between two looks at the store.
const LOOK: i64 = 3;

/// Time passes: what could not be saved is tried again, the store is looked at for what others have changed.
pub fn tick(model: &mut Model) {
    if model.project.unsaved.retry.is_some_and(|at| at <= model.now) {
        model.project.unsaved.retry = None;
        save(model);
    }
    if model.now.as_second() - model.project.unsaved.looked >= LOOK {
        look(model);
    }
}

/// Has the store looked at, whenever that was done last.
pub fn look(model: &mut Model) {
    if model.project.read && matches!(model.project.store, Store::At(_)) {
        model.project.unsaved.looked = model.now.as_second();
        model.ask(Effect::Keep(Keep::Look));
    }
}

/// Parts are not on the disk any more, and are written again; if their files are `gone`, as soon as it is known that
/// they may be.
pub fn again(model: &mut Model, parts: Vec<Part>, gone: bool) {
    model.project.unsaved.parts.extend(parts.iter().cloned());
    if gone {
        model.project.unsaved.lose(parts);
    }
    save(model);
}

/// A save failed: it is shown and tried again.
pub fn not_kept(model: &mut Model, revision: u64, error: &Error, kept: Result<PathBuf, Error>) {
    if revision == model.project.unsaved.revision {
        model.status.saved = Saved::Failed(error.clone());
        model.project.unsaved.failure = Some((error.clone(), kept));
        model.project.unsaved.retry = model.now.checked_add(SignedDuration::from_secs(AGAIN)).ok();
        if std::mem::take(&mut model.project.leaving) {
            model.request(Request::AskLeave);
        }
    }
    model.alarm(error);
}

/// The person said where annotations are kept.
pub fn store_chosen(model: &mut Model, choice: StoreChoice) {
    model.project.store = Store::Coming;
    model.ask(Effect::Keep(Keep::Create(choice)));
}

/// A store was made.
pub fn created(model: &mut Model, result: Result<PathBuf, Error>) {
    match result {
        Ok(path) => {
            model.notice_with("notice-store", &[("path", path.display().to_string())]);
            model.project.store = Store::At(path);
            save(model);
        }
        Err(error) => {
            model.project.store = Store::Nowhere;
            model.project.leaving = false;
            model.alarm(&error);
        }
    }
}

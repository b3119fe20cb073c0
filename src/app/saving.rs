//! What is not on the disk yet, and how it gets there.

use super::desk::{self, Coder, Store, remark, take};
use super::popups::doubt::{Answer, Doubt};
use super::popups::store;
use super::status::Saved;
use super::{App, Effect, Keep, Work, conflicts, layers, looking, pane};
use crate::annotation::quick::{Slot, bind_all};
use crate::annotation::{Book, Change, Edit, Part, apply, difference};
use crate::error::Error;
use crate::settings::StoreChoice;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The name of the edit that settles an encoding.
pub const ENCODING: &str = "edit-encoding";
/// The name of the edit that brings annotations over from a former reading. What is another coder's in it is seen
/// here, and written by that coder.
pub const TRANSCRIBED: &str = "edit-transcribed";

/// What is not on the disk yet.
#[derive(Debug, Default)]
pub struct Unsaved {
    revision: u64,
    parts: BTreeSet<Part>,
    /// What is written as soon as anything else is.
    along: BTreeSet<Part>,
    retry: Option<Timestamp>,
    /// What is written next is read again and compared.
    check: bool,
    /// The batch of changes made outside that was taken over last.
    seen: u64,
    looked: i64,
    /// Why it could not be written last time, and where it is kept meanwhile, if anywhere.
    failure: Option<(Error, Result<PathBuf, Error>)>,
    /// Parts whose files are gone, and nobody has said why; the person wants to be asked later.
    gone: Vec<Part>,
    put_off: bool,
    /// Parts whose files are gone, as the person knows.
    settled: Vec<Part>,
    /// What could not be saved by programs that do not run any more is among what waits, or was.
    recovered: bool,
}

/// Seconds until a failed save is tried again.
const AGAIN: i64 = 3;

impl Unsaved {
    /// Tells whether anything waits to be written.
    pub fn waits(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Remembers what an edit of a coder touches. How a text is read needs no store: while there is none, that is
    /// written with what is annotated first.
    pub fn note(&mut self, edit: &Edit, coder: &str, nowhere: bool) {
        if edit.label == looking::LOOKED {
            return;
        }
        let own = |part: &Part| {
            ![TRANSCRIBED, ENCODING].contains(&edit.label) || part.coder().is_none_or(|theirs| theirs == coder)
        };
        let parts = edit.changes.iter().map(Change::part).filter(own);
        self.put_off = false;
        if nowhere && edit.label == ENCODING { self.along.extend(parts) } else { self.parts.extend(parts) }
    }

    /// What waits counts as written only when it has been read again.
    pub fn check(&mut self) {
        self.check = true;
    }

    /// The files of parts are gone: what they held waits to be written, until somebody says what becomes of it.
    fn lose(&mut self, gone: Vec<Part>) {
        self.put_off &= gone.iter().all(|part| self.gone.contains(part));
        self.gone = gone;
    }

    /// The person knows that the files of parts are gone.
    fn settle(&mut self, parts: &[Part]) {
        self.gone.retain(|part| !parts.contains(part));
        self.settled.extend(parts.iter().cloned());
    }

    /// Returns the number of what was last handed to the writer.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Returns why nothing could be written last time, and where it is kept meanwhile, or why not there either.
    pub fn failure(&self) -> Option<&(Error, Result<PathBuf, Error>)> {
        self.failure.as_ref()
    }

    /// Returns what to ask before what could not be saved is left.
    pub fn left(&self) -> Option<Doubt> {
        self.failure.clone().map(|(cause, kept)| Doubt::Leave { cause, kept })
    }

    /// Returns the parts of the store that wait.
    pub fn parts(&self) -> &BTreeSet<Part> {
        &self.parts
    }
}

/// Asks for everything that is not on the disk to be written; without a store asks where.
pub fn save(app: &mut App) {
    if !app.desk.unsaved.waits() {
        return;
    }
    let unsaved = &mut app.desk.unsaved;
    unsaved.revision += 1;
    unsaved.parts.append(&mut unsaved.along);
    app.status.saved = Saved::Unsaved;
    match (&app.desk.store, app.face.settings.store) {
        // What was edited before the store was read is written when it has been.
        (Store::At(_), _) if !app.desk.read => return,
        (Store::At(_), _) => {}
        (Store::Coming, _) => return,
        (Store::Nowhere, Some(choice)) => return store_chosen(app, choice),
        (Store::Nowhere, None) => {
            if app.popup.is_none() {
                app.put_up(store::Question::default());
            }
            return;
        }
    }
    let desk = &app.desk;
    let parts = desk.unsaved.parts.iter().map(|part| (part.clone(), desk.book.excerpt(part))).collect();
    app.status.saved = Saved::Saving;
    let revision = app.desk.unsaved.revision;
    let seen = app.desk.unsaved.seen;
    let Unsaved { check, recovered, .. } = app.desk.unsaved;
    let settled = app.desk.unsaved.settled.clone();
    app.out.push(Effect::Keep(Keep::Save { revision, seen, parts, check, settled, recovered }));
}

/// The edits up to a revision are on the disk.
pub fn kept(app: &mut App, revision: u64, changes: Vec<Change>, batch: u64) {
    if revision == app.desk.unsaved.revision {
        let unsaved = &mut app.desk.unsaved;
        unsaved.parts.clear();
        unsaved.settled.clear();
        (unsaved.check, unsaved.recovered, unsaved.failure) = (false, false, None);
        app.status.saved = Saved::Saved;
        if std::mem::take(&mut app.desk.leaving) {
            pane::leave(app);
        }
    }
    outside(app, changes, batch);
}

/// Takes over what others have changed; what was changed here in the same fields meanwhile stays.
pub fn outside(app: &mut App, changes: Vec<Change>, batch: u64) {
    app.desk.unsaved.seen = app.desk.unsaved.seen.max(batch);
    if changes.is_empty() {
        return;
    }
    let count = changes.len().to_string();
    let touched: BTreeSet<String> = changes.iter().filter_map(Change::document).map(str::to_owned).collect();
    let undecided = changes.iter().any(Change::undecided);
    let words = changes.iter().any(|change| matches!(change, Change::Term(_)));
    let removed = changes.iter().any(|change| matches!(change, Change::Tag(_)) && change.removes());
    apply(&mut app.desk.book, &Edit { changes, ..Edit::default() });
    app.shelf.forget(|path| touched.contains(path));
    // An earlier version may have written them.
    compare(app, touched.into_iter().collect());
    if words {
        layers::terms_changed(app);
    }
    layers::renew(app);
    remark(app);
    app.notice_with("notice-outside", &[("count", count)]);
    if removed {
        conflicts::tell_removed(app);
    }
    if undecided {
        conflicts::tell(app);
    }
}

/// Has documents compared with what the store says of them now.
pub fn compare(app: &mut App, mut documents: Vec<String>) {
    let told = app.desk.told.as_ref().map(|(document, _)| document);
    let count = documents.len();
    documents.retain(|document| Some(document) != told);
    if documents.len() < count {
        let desk = &mut app.desk;
        if let Some((book, told)) = looking::look(&mut desk.told, &desk.book, &mut desk.ids, app.now) {
            app.ask(Effect::Work(Work::Transcribe(book, vec![told])));
        }
    }
    if documents.is_empty() {
        return;
    }
    let book = Box::new(app.desk.book.clone());
    app.ask(Effect::Work(Work::Transcribe(book, documents)));
}

/// Seconds between two looks at the store.
const LOOK: i64 = 3;

/// Time passes: what could not be saved is tried again, the store is looked at for what others have changed, and what
/// is gone is asked about.
pub fn tick(app: &mut App) {
    if app.desk.unsaved.retry.is_some_and(|at| at <= app.now) {
        app.desk.unsaved.retry = None;
        save(app);
    }
    let now = app.now.as_second();
    if app.desk.read && matches!(app.desk.store, Store::At(_)) && now - app.desk.unsaved.looked >= LOOK {
        app.desk.unsaved.looked = now;
        app.ask(Effect::Keep(Keep::Look));
    }
    let unsaved = &app.desk.unsaved;
    let doubt = Doubt::of(&unsaved.gone).filter(|_| !unsaved.put_off);
    match doubt {
        Some(doubt) if app.popup.is_none() => app.put_up(doubt),
        // It is there again.
        None if matches!(app.open(), Some(Doubt::Gone { .. })) => app.popup = None,
        _ => {}
    }
}

/// Parts are not on the disk any more, and are written again; if their files are `gone`, as soon as it is known that
/// they may be.
pub fn again(app: &mut App, parts: Vec<Part>, gone: bool) {
    app.desk.unsaved.parts.extend(parts.iter().cloned());
    if gone {
        app.desk.unsaved.lose(parts);
    }
    save(app);
}

/// Does what was answered about edits that are on no disk.
pub fn answered(app: &mut App, answer: Answer) {
    match answer {
        Answer::Restore(parts) => {
            app.desk.unsaved.settle(&parts);
            app.desk.unsaved.parts.extend(parts);
            save(app);
        }
        Answer::Accept(parts) => {
            app.desk.unsaved.settle(&parts);
            let book = &app.desk.book;
            let changes = parts.iter().flat_map(|part| difference(&book.excerpt(part), &Book::default())).collect();
            desk::again(app, Edit { label: "edit-accept-removal", at: None, changes });
        }
        Answer::Again => {
            app.desk.leaving = true;
            save(app);
        }
        Answer::Leave => pane::leave(app),
        Answer::Later => {
            app.desk.unsaved.put_off = true;
            app.notice("notice-unsaved-later");
        }
    }
}

/// A save failed: it is shown and tried again.
pub fn not_kept(app: &mut App, revision: u64, error: &Error, kept: Result<PathBuf, Error>) {
    if revision == app.desk.unsaved.revision {
        app.status.saved = Saved::Failed(error.clone());
        app.desk.unsaved.failure = Some((error.clone(), kept));
        app.desk.unsaved.retry = app.now.checked_add(SignedDuration::from_secs(AGAIN)).ok();
        let doubt = app.desk.unsaved.left().filter(|_| std::mem::take(&mut app.desk.leaving));
        doubt.into_iter().for_each(|doubt| app.put_up(doubt));
    }
    app.alarm(error);
}

/// Makes the edits again that could not be saved when the program was last left.
pub fn recovered(app: &mut App, changes: Vec<Change>) {
    let edit = Edit { label: "edit-recovered", at: None, changes };
    // A key that was bound along with a tag is nothing that a person has done.
    let count = edit.clone().undoable().changes.len();
    app.desk.unsaved.recovered = true;
    desk::again(app, edit);
    if count > 0 {
        app.notice_with("notice-recovered", &[("count", count.to_string())]);
    }
}

/// The person said where annotations are kept.
pub fn store_chosen(app: &mut App, choice: StoreChoice) {
    app.desk.store = Store::Coming;
    app.ask(Effect::Keep(Keep::Create(choice)));
}

/// A store was made.
pub fn created(app: &mut App, result: Result<PathBuf, Error>) {
    match result {
        Ok(path) => {
            app.notice_with("notice-store", &[("path", path.display().to_string())]);
            app.desk.store = Store::At(path);
            save(app);
        }
        Err(error) => {
            app.desk.store = Store::Nowhere;
            app.desk.leaving = false;
            app.alarm(&error);
        }
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

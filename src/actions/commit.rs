//! Edits: made at once, then saved; and what comes from the disk.

use crate::actions::marks::place_marks;
use crate::actions::saving::{self, compare};
use crate::actions::{former, layers, open};
use crate::annotation::quick::{Slot, bind_all};
use crate::annotation::{Book, Change, Changed, Edit, Part, Past, Progresses, apply, pending, verify};
use crate::error::Error;
use crate::state::effect::{Effect, Keep};
use crate::state::project::{Coder, Project, Store};
use crate::state::request::Request;
use crate::state::status::Saved;
use crate::state::{Model, looking, unsaved};
use std::collections::{BTreeSet, HashSet};

/// Makes an edit: at once on the screen, then on the disk. Asks first who annotates, if nobody knows.
pub fn commit(model: &mut Model, edit: Edit) {
    if edit.changes.is_empty() {
        return;
    }
    match &model.project.coder {
        Coder::Known(_) => {}
        Coder::Unknown => {
            model.project.pending = Some(edit);
            return;
        }
        // While there is no store nobody else sees how far one has read.
        Coder::Unsure(_) if needs_no_store(model, &edit) => {}
        Coder::Unsure(name) => {
            let name = name.clone();
            model.project.pending = Some(edit);
            model.request(Request::AskCoder(name));
            return;
        }
    }
    let told = model.project.told.take_if(|(document, _)| looking::is_about(&edit, document));
    if let Some((document, encoding)) = &told {
        let Project { book, ids, looked, .. } = &mut model.project;
        let mut changes = vec![looking::settling(book, ids, model.now, (document, *encoding))];
        changes.append(looked);
        again(model, Edit { label: unsaved::ENCODING, at: None, changes });
    }
    let edit = edit.buried(model.seconds());
    model.project.history.made(edit.clone());
    take(model, &edit);
    if let Some((document, encoding)) = told {
        model.notice_with("notice-encoding-settled", &[("document", document), ("name", encoding.name())]);
    }
}

/// Makes an edit that was made before, in whatever name it was.
pub fn again(model: &mut Model, edit: Edit) {
    model.project.history.made(edit.clone());
    take(model, &edit);
}

/// Makes an edit that follows from the last one, and is one step with it.
pub fn join(model: &mut Model, edit: Edit) {
    model.project.history.join(edit.clone());
    take(model, &edit);
}

/// Applies an edit and has it saved; by itself it is no step of undo.
pub fn take(model: &mut Model, edit: &Edit) {
    let edit = &edit.clone().buried(model.seconds());
    let Project { history, ids, .. } = &mut model.project;
    let past = history.fresh(|(edit, back)| Past::of(edit, back, ids.make(model.now), model.now));
    if !past.is_empty() {
        model.ask(Effect::Keep(Keep::Past(model.project.coder.name().to_owned(), past)));
    }
    let (nowhere, reading) = (is_nowhere(model), needs_no_store(model, edit));
    let Project { unsaved, coder, .. } = &mut model.project;
    let stored = unsaved.note(edit, coder.name(), nowhere);
    let kept = model.project.book.change(|book| apply(book, edit));
    if kept.0 > 0 {
        model.notice_with("notice-kept", &[("count", kept.0.to_string())]);
    }
    let words = edit.changes.iter().any(|change| matches!(change, Change::Term(_)));
    // The open one is up to date.
    let open = model.reader.document.as_deref().map(|document| document.path.to_string());
    let elsewhere = |document: &&str| open.as_deref() != Some(*document);
    let touched: HashSet<&str> = edit.changes.iter().filter_map(Change::document).filter(elsewhere).collect();
    follow(model, words, |path| touched.contains(path));
    if stored {
        saving::save(model);
    } else if reading {
        let progress = model.project.book.personal(model.project.coder.name()).progress.clone();
        model.ask(Effect::Keep(Keep::Reading(progress)));
    }
}

/// Tells whether annotations have no place, and nobody has settled one.
fn is_nowhere(model: &Model) -> bool {
    model.project.store == Store::Nowhere && model.face.settings.store.is_none()
}

/// Tells whether an edit is kept on this machine as long as annotations have no place.
fn needs_no_store(model: &Model, edit: &Edit) -> bool {
    is_nowhere(model) && unsaved::is_of_reading(edit)
}

/// The book has changed, perhaps in its `words`: what is made of it follows. These documents are surveyed anew: the open
/// one, too, if a survey of it may be under way that knows the former book.
fn follow(model: &mut Model, words: bool, touched: impl Fn(&str) -> bool) {
    if words {
        layers::cut_anew(model);
    }
    open::renew(model);
    place_marks(model);
    model.shelf.forget(touched);
}

/// The store was read: what was edited meanwhile stays.
pub fn loaded(model: &mut Model, mut book: Book, troubles: &[Error]) {
    let project = &mut model.project;
    // A new store of the built-in pages begins with the starter codebook; one that was emptied stays empty.
    if book == Book::default() {
        book.codebook = project.book.codebook.clone();
    }
    for part in project.unsaved.parts().iter().chain(&project.unsaved.along) {
        if let Part::Tag(key) = part {
            book.codebook.set(key, None);
        }
        book.absorb(project.book.excerpt(part));
    }
    let said: HashSet<String> = verify::documents(&book).into_iter().collect();
    model.project.book.change(|held| *held = book);
    let told = model.project.told.iter().map(|(document, _)| document.clone()).collect();
    compare(model, told);
    follow(model, true, |path| said.contains(path));
    model.request(Request::Refresh);
    tell_removed(model);
    tell(model);
    former::tell(model);
    if let Some(error) = troubles.first() {
        let (conflicts, said) = (pending(&model.project.book).len(), model.face.words.error(error));
        let blanks = [("count", conflicts.to_string()), ("said", said.clone())];
        let both = model.face.words.fill("notice-conflicts-and", &blanks);
        model.status.say(if conflicts > 0 { both } else { said }, true);
    }
    model.project.read = true;
    saving::save(model);
    bind_old(model);
    if std::mem::take(&mut model.project.leaving) {
        model.request(Request::Leave);
    }
}

/// The edits up to a revision are on the disk.
pub fn kept(model: &mut Model, revision: u64, changes: Vec<Change>, batch: u64) {
    if revision == model.project.unsaved.revision {
        let unsaved = &mut model.project.unsaved;
        unsaved.parts.clear();
        unsaved.settled.clear();
        (unsaved.check, unsaved.recovered, unsaved.read, unsaved.failure) = (false, false, false, None);
        model.status.saved = Saved::Saved;
        if std::mem::take(&mut model.project.leaving) {
            model.request(Request::Leave);
        }
    }
    outside(model, changes, batch);
}

/// Takes over what others have changed; what was changed here in the same fields meanwhile stays.
pub fn outside(model: &mut Model, changes: Vec<Change>, batch: u64) {
    model.project.unsaved.seen = model.project.unsaved.seen.max(batch);
    if changes.is_empty() {
        return;
    }
    let count = changes.len().to_string();
    let touched: BTreeSet<String> = changes.iter().filter_map(Change::document).map(str::to_owned).collect();
    let undecided = changes.iter().any(Change::undecided);
    let words = changes.iter().any(|change| matches!(change, Change::Term(_)));
    let removed = changes.iter().any(|change| matches!(change, Change::Tag(_)) && change.removes());
    model.project.book.change(|book| apply(book, &Edit { changes, ..Edit::default() }));
    // An earlier version may have written them.
    compare(model, touched.iter().cloned().collect());
    follow(model, words, |path| touched.contains(path));
    model.notice_with("notice-outside", &[("count", count)]);
    if removed {
        tell_removed(model);
    }
    if undecided {
        tell(model);
    }
}

/// Makes the edits again that could not be saved when the program was last left.
pub fn recovered(model: &mut Model, changes: Vec<Change>) {
    let edit = Edit { label: "edit-recovered", at: None, changes };
    // A key that was bound along with a tag is nothing that a person has done.
    let count = edit.clone().undoable().changes.len();
    model.project.unsaved.recovered = true;
    again(model, edit);
    if count > 0 {
        model.notice_with("notice-recovered", &[("count", count.to_string())]);
    }
}

/// Takes over how far the library was read while it had no store. What a store says of the same articles stands. It is
/// no step of undo: whoever read them had no part in it now.
pub fn read_before(model: &mut Model, progress: Progresses) {
    let coder = model.project.coder.name().to_owned();
    let known = &model.project.book.personal(&coder).progress;
    let new = progress.into_iter().filter(|(name, _)| !known.contains_key(name));
    let change = |(name, state)| Change::Progress(Changed::new((coder.clone(), name), None, Some(state)));
    let changes: Vec<Change> = new.map(change).collect();
    // It is written with what is annotated first, in the name of whoever does.
    if is_nowhere(model) || !matches!(model.project.coder, Coder::Known(_)) {
        let Project { book, unsaved, .. } = &mut model.project;
        unsaved.along.insert(Part::Progress(coder.clone()));
        book.change(|book| apply(book, &Edit { label: "edit-progress", at: None, changes }));
        follow(model, false, |_| false);
        return;
    }
    model.project.unsaved.read = true;
    model.project.unsaved.parts.insert(Part::Progress(coder));
    take(model, &Edit { label: "edit-progress", at: None, changes });
}

/// The coder has another name than at first: what was read under that, and is in no store, is theirs.
pub fn renamed(model: &mut Model, from: &str) {
    let to = model.project.coder.name().to_owned();
    let along = &mut model.project.unsaved.along;
    if to == from || !along.remove(&Part::Progress(from.to_owned())) {
        return;
    }
    along.insert(Part::Progress(to.clone()));
    model.project.book.change(|book| {
        let progress = std::mem::take(&mut book.personal.entry(from.to_owned()).or_default().progress);
        book.in_personal(&to, |own| own.progress.extend(progress));
    });
}

/// Binds the keys of a coder who has annotated with a version of this program in which they followed the codebook.
/// That is no step of undo: a person has done nothing yet.
pub fn bind_old(model: &mut Model) {
    let known = matches!(model.project.coder, Coder::Known(_))
        && matches!(model.project.store, Store::At(_))
        && model.project.read;
    if !known {
        return;
    }
    let (changes, keys) = bind_all(&model.project.book, model.project.coder.name());
    if changes.is_empty() {
        return;
    }
    take(model, &Edit { label: "edit-quick-key", at: None, changes });
    let codebook = &model.project.book.codebook;
    let name = |(slot, tag): (Slot, String)| {
        format!("{} {}", model.project.key_name(slot), codebook.label(&tag, model.face.words.lang()))
    };
    let told = keys.into_iter().map(name).collect::<Vec<_>>().join("  ");
    if !model.status.alarm {
        model.notice_with("notice-keys-bound", &[("keys", told)]);
    }
}

/// Tells what is undecided, if anything is.
pub fn tell(model: &mut Model) {
    let count = pending(&model.project.book).len();
    if count > 0 {
        model.notice_with("notice-conflicts", &[("count", count.to_string())]);
    }
}

/// Tells which tags were removed and are in use still, if any are.
pub fn tell_removed(model: &mut Model) {
    let lang = model.face.words.lang();
    let left = model.project.book.removed_in_use();
    let names: Vec<String> = left.iter().take(3).map(|(tag, _)| model.brief(tag.label(lang))).collect();
    if !names.is_empty() {
        let (count, tags) = (left.len().to_string(), names.join(" "));
        model.notice_with("notice-removed-in-use", &[("count", count), ("tags", tags)]);
    }
}

/// Ends the look at a document in an encoding; tells whether there was one. Only what is seen of it changes: what follows
/// is for the caller to have done.
pub fn look_no_more(model: &mut Model, document: &str) -> bool {
    let Project { told, looked, book, .. } = &mut model.project;
    book.change(|book| looking::look_no_more(told, looked, book, document))
}

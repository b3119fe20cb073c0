//! Annotations and codebook at work: edits made, saved, undone; what is lit.

use super::popups::coder;
use super::popups::note::About;
use super::saving::{self, Unsaved};
use super::starter::Starter;
use super::subject::seconds;
use super::{App, Effect, Keep, conflicts, layers, looking, pane, passages, progress};
use crate::annotation::quick::{self, Slot, quick_keys};
use crate::annotation::{
    Annotation, Book, Change, Edit, History, IdSource, Part, Past, Placed, Placer, Tag, apply, encoding,
};
use crate::error::Error;
use crate::text::{Document, Encoding};
use crate::units::Byte;
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use uuid::Uuid;

/// An annotation in the open document, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The annotation.
    pub id: Uuid,
    /// It is this coder's; others' are only read.
    pub own: bool,
    /// It has a note.
    pub noted: bool,
    /// Where it stands.
    pub placed: Placed,
    /// The colours of its tags; a plain highlight has one, 0.
    pub slots: Vec<u8>,
}

/// Where annotations are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Store {
    /// Nowhere yet.
    #[default]
    Nowhere,
    /// It is being made.
    Coming,
    /// In this folder.
    At(PathBuf),
}

/// Who annotates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Coder {
    /// The system was not yet asked.
    #[default]
    Unknown,
    /// A name that nobody chose and that says nobody: it is asked for before the first edit.
    Unsure(String),
    /// A name.
    Known(String),
}

impl Coder {
    /// Returns the name, as far as there is one.
    pub fn name(&self) -> &str {
        match self {
            Self::Unknown => "",
            Self::Unsure(name) | Self::Known(name) => name,
        }
    }
}

/// How the sidebar shows annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// All of the article one below the other, else beside their rows.
    pub list: bool,
    /// Which of them.
    pub filter: String,
}

/// The state of annotating.
pub struct Desk {
    /// Annotations of all coders, and the codebook.
    pub book: Book,
    /// Undo and redo.
    pub history: History,
    /// Makes ids.
    pub ids: IdSource,
    /// Who annotates.
    pub coder: Coder,
    /// Where annotations are kept.
    pub store: Store,
    /// The store was read. Until then nothing is written: what it holds would be taken for removed.
    pub read: bool,
    /// The person wants to leave as soon as that is so.
    pub leaving: bool,
    /// Remembers where annotations were found.
    pub placer: Placer,
    /// The annotations of the open document, by place.
    pub marks: Vec<Mark>,
    /// The annotation that is lit.
    pub lit: Option<Uuid>,
    /// The annotation that the next `d` deletes.
    pub armed: Option<Uuid>,
    /// The annotation in its place that was asked to be settled: asked again, it is picked up.
    pub settling: Option<Uuid>,
    /// The annotation whose new place is being looked for, or whose ends are being moved.
    pub placing: Option<Uuid>,
    /// How the sidebar shows annotations.
    pub side: Side,
    /// Other coders' annotations are shown.
    pub others: bool,
    /// The set of quick keys in force, from 0.
    pub set: usize,
    /// Tags used last, the latest first.
    pub recent: Vec<String>,
    /// The tags of the last act, for `.`.
    pub last: Option<Vec<String>>,
    /// A note that was left without saving.
    pub draft: Option<(About, String)>,
    /// An edit that waits for an answer.
    pub pending: Option<Edit>,
    /// The tags that come with the program.
    pub starter: Starter,
    /// What is not on the disk yet.
    pub unsaved: Unsaved,
    /// The encoding in which a document is looked at since the program was started; it is settled with the first edit
    /// of it.
    pub told: Option<(String, Encoding)>,
    /// What stands elsewhere in that document for that; it is seen, and not written.
    pub looked: Vec<Change>,
}

/// Tags in a set of quick keys.
pub const KEYS: usize = quick::KEYS as usize;
/// Sets of quick keys.
pub const SETS: usize = quick::SETS as usize;

impl Desk {
    /// Makes an empty desk.
    pub fn new(ids: IdSource, coder: Coder) -> Self {
        Self {
            book: Book::default(),
            history: History::default(),
            ids,
            coder,
            store: Store::Nowhere,
            read: false,
            leaving: false,
            placer: Placer::default(),
            marks: Vec::new(),
            lit: None,
            armed: None,
            settling: None,
            placing: None,
            side: Side::default(),
            others: false,
            set: 0,
            recent: Vec::new(),
            last: None,
            draft: None,
            pending: None,
            starter: Starter::default(),
            unsaved: Unsaved::default(),
            told: None,
            looked: Vec::new(),
        }
    }

    /// Returns the tag of a quick key of the set in force, 1 to 9.
    pub fn quick(&self, n: usize) -> Option<String> {
        self.quick_keys().remove(&(self.set as u8, n as u8))
    }

    /// Returns the tags of all quick keys.
    pub fn quick_keys(&self) -> BTreeMap<Slot, String> {
        quick_keys(&self.book.codebook, self.book.personal(self.coder.name()))
    }

    /// Returns the quick key of a tag: its set, from 0, and the key.
    pub fn quick_of(&self, tag: &str) -> Option<Slot> {
        self.quick_keys().into_iter().find(|(_, key)| key == tag).map(|(slot, _)| slot)
    }

    /// Returns what is left of the tag that a quick key was bound to, if others have removed it.
    pub fn quick_left(&self, slot: Slot) -> Option<&Tag> {
        let key = self.book.personal(self.coder.name()).quick.get(&slot)?;
        self.book.codebook.known(self.book.codebook.resolve(key)).filter(|tag| tag.removed.is_some())
    }

    /// Returns the tag that stands at a quick key of the set in force, 1 to 9, or what is left of it.
    pub fn quick_tag(&self, n: usize) -> Option<&Tag> {
        match self.quick(n) {
            Some(key) => self.book.codebook.get(&key),
            None => self.quick_left((self.set as u8, n as u8)),
        }
    }

    /// Returns how many sets of quick keys there are: those in use, and an empty one behind a last that is full.
    pub fn sets(&self) -> usize {
        let keys = self.quick_keys();
        let last = keys.keys().next_back().map_or(0, |(set, _)| usize::from(*set));
        let full = keys.keys().filter(|(set, _)| usize::from(*set) == last).count() == KEYS;
        (last + 1 + usize::from(full)).max(self.set + 1).min(SETS)
    }

    /// Says a quick key as people read it: with its set, if that is not in force.
    pub fn key_name(&self, (set, key): Slot) -> String {
        if usize::from(set) == self.set { key.to_string() } else { format!("{}.{key}", set + 1) }
    }

    /// Returns the encoding in which a document is to be read, if a person said it.
    pub fn encoding(&self, document: &str) -> Option<Encoding> {
        let told = self.told.as_ref().filter(|(path, _)| path == document).map(|(_, encoding)| *encoding);
        told.or_else(|| encoding(self.book.overrides(document)))
    }

    /// Returns a mark.
    pub fn mark(&self, id: Uuid) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.id == id)
    }

    /// Counts the annotations of this coder that stand nowhere in the open document.
    pub fn lost(&self) -> usize {
        self.marks.iter().filter(|mark| mark.own && mark.placed.spans.is_empty()).count()
    }

    /// Returns the place of the lit annotation, if it stands anywhere.
    pub fn lit_place(&self) -> Option<&Placed> {
        let mark = self.mark(self.lit?)?;
        (!mark.placed.spans.is_empty()).then_some(&mark.placed)
    }

    /// Returns the marks that cover a position, the shortest first.
    pub fn covering(&self, at: Byte) -> Vec<&Mark> {
        let mut found: Vec<&Mark> = self.marks.iter().filter(|mark| mark.placed.contains(at)).collect();
        found.sort_by_key(|mark| (mark.placed.len(), mark.id));
        found
    }

    /// Tells whether there are edits that are not on the disk.
    pub fn is_dirty(&self) -> bool {
        self.unsaved.waits() || self.pending.is_some()
    }

    /// Finds the places of this coder's annotations in a document, and of all others' if they are shown.
    pub fn place(&mut self, document: &Document) {
        let placer = &mut self.placer;
        let coder = self.coder.name();
        let seen = self.book.of(&document.path).iter().filter(|a| a.coder == coder || self.others);
        let codebook = &self.book.codebook;
        let mut marks: Vec<Mark> = seen
            .map(|annotation| {
                let slots: Vec<u8> = annotation.tags.iter().map(|tag| codebook.slot(codebook.resolve(tag))).collect();
                let slots = if slots.is_empty() { vec![0] } else { slots };
                let own = annotation.coder == coder;
                Mark {
                    id: annotation.id,
                    own,
                    noted: !annotation.note.is_empty(),
                    placed: placer.place(annotation, document),
                    slots,
                }
            })
            .collect();
        marks.sort_by_key(|mark| (mark.placed.start(), mark.id));
        self.marks = marks;
        self.lit = self.lit.filter(|lit| self.marks.iter().any(|mark| mark.id == *lit));
    }
}

/// Finds the places of the annotations in the open document anew.
pub fn remark(app: &mut App) {
    match app.reader.document.clone() {
        Some(document) if document.whole => {
            app.desk.place(&document);
            let Desk { book, placer, .. } = &mut app.desk;
            app.shelf.remark(&document, book.of(&document.path), placer);
        }
        _ => app.desk.marks.clear(),
    }
    progress::relist(app);
}

/// Returns the annotation of that id in the open document.
pub fn annotation(app: &App, id: Uuid) -> Option<&Annotation> {
    let document = app.reader.document.as_deref()?;
    app.desk.book.get(&document.path, id)
}

/// Makes an edit: at once on the screen, then on the disk. Asks first who annotates, if nobody knows.
pub fn commit(app: &mut App, edit: Edit) {
    if edit.changes.is_empty() {
        return;
    }
    match &app.desk.coder {
        Coder::Known(_) => {}
        Coder::Unknown => {
            app.desk.pending = Some(edit);
            return;
        }
        Coder::Unsure(name) => {
            let name = name.clone();
            app.desk.pending = Some(edit);
            coder::ask(app, &name);
            return;
        }
    }
    let told = app.desk.told.take_if(|(document, _)| looking::is_about(&edit, document));
    if let Some((document, encoding)) = &told {
        let Desk { book, ids, looked, .. } = &mut app.desk;
        let mut changes = vec![looking::settling(book, ids, app.now, (document, *encoding))];
        changes.append(looked);
        again(app, Edit { label: saving::ENCODING, at: None, changes });
    }
    let edit = edit.buried(seconds(app));
    app.desk.history.made(edit.clone());
    take(app, &edit);
    if let Some((document, encoding)) = told {
        app.notice_with("notice-encoding-settled", &[("document", document), ("name", encoding.name())]);
    }
}

/// Makes an edit that was made before, in whatever name it was.
pub fn again(app: &mut App, edit: Edit) {
    app.desk.history.made(edit.clone());
    take(app, &edit);
}

/// Makes an edit that follows from the last one, and is one step with it.
pub fn join(app: &mut App, edit: Edit) {
    app.desk.history.join(edit.clone());
    take(app, &edit);
}

/// Applies an edit and has it saved; by itself it is no step of undo.
pub fn take(app: &mut App, edit: &Edit) {
    let edit = &edit.clone().buried(seconds(app));
    let Desk { history, ids, .. } = &mut app.desk;
    let past = history.fresh(|(edit, back)| Past::of(edit, back, ids.make(app.now), app.now));
    if !past.is_empty() {
        app.ask(Effect::Keep(Keep::Past(app.desk.coder.name().to_owned(), past)));
    }
    let nowhere = app.desk.store == Store::Nowhere && app.face.settings.store.is_none();
    let Desk { unsaved, coder, .. } = &mut app.desk;
    unsaved.note(edit, coder.name(), nowhere);
    let kept = apply(&mut app.desk.book, edit);
    if kept.0 > 0 {
        app.notice_with("notice-kept", &[("count", kept.0.to_string())]);
    }
    if edit.changes.iter().any(|change| matches!(change, Change::Term(_))) {
        layers::terms_changed(app);
    }
    layers::renew(app);
    remark(app);
    let open = app.reader.document.as_deref().map(|document| document.path.to_string());
    let elsewhere = |document: &str| open.as_deref() != Some(document);
    let touched: HashSet<&str> = edit.changes.iter().filter_map(Change::document).filter(|d| elsewhere(d)).collect();
    app.shelf.forget(|path| touched.contains(path));
    saving::save(app);
}

/// The store was read: what was edited meanwhile stays.
pub fn loaded(app: &mut App, mut book: Book, troubles: &[Error]) {
    let desk = &mut app.desk;
    // A new store of the built-in pages begins with the starter codebook; one that was emptied stays empty.
    if book == Book::default() {
        book.codebook = desk.book.codebook.clone();
    }
    for part in desk.unsaved.parts() {
        if let Part::Tag(key) = part {
            book.codebook.set(key, None);
        }
        book.absorb(desk.book.excerpt(part));
    }
    app.shelf.forget(|path| !book.overrides(path).is_empty() || !book.of(path).is_empty());
    app.desk.book = book;
    let told = app.desk.told.iter().map(|(document, _)| document.clone()).collect();
    saving::compare(app, told);
    layers::terms_changed(app);
    layers::renew(app);
    remark(app);
    passages::again(app);
    conflicts::tell_removed(app);
    conflicts::tell(app);
    if let Some(error) = troubles.first() {
        app.alarm(error);
    }
    app.desk.read = true;
    saving::save(app);
    saving::bind_old(app);
    if std::mem::take(&mut app.desk.leaving) {
        pane::leave(app);
    }
}

//! Annotations and codebook at work: the book, who annotates, what is lit.

use super::held::Held;
use crate::annotation::quick::{self, Slot, quick_keys};
use crate::annotation::{Change, Edit, History, IdSource, Override, Placed, Placer, Tag, encoding, read_as};
use crate::state::about::About;
use crate::state::starter::Starter;
use crate::state::unsaved::Unsaved;
use crate::text::{Document, Encoding, Genre};
use crate::theme::Hue;
use crate::units::Byte;
use std::collections::{BTreeMap, HashMap};
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
    pub hues: Vec<Hue>,
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
    /// It is a pane of its own where there is room for one, else a margin of the text.
    pub wide: bool,
    /// What that was decided for: it does not change while somebody codes.
    pub decided: Option<Decided>,
}

/// What the width of the sidebar is decided for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The open article: the place of its document, and its number.
    pub article: Option<(usize, usize)>,
    /// All its annotations are known: the store was read, and the document is there as a whole.
    pub known: bool,
}

/// A tag that the codebook is to choose as soon as it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// One that was there before.
    Tag(String),
    /// A new one: no filter is to hide it.
    New(String),
}

/// The state of annotating.
pub struct Project {
    /// Annotations of all coders, and the codebook.
    pub book: Held,
    /// Undo and redo.
    pub history: History,
    /// Makes ids.
    pub ids: IdSource,
    /// Who annotates.
    pub coder: Coder,
    /// Where annotations are kept.
    pub store: Store,
    /// The folder of the stores that do not lie beside their texts.
    pub stores: PathBuf,
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
    pub confirming: Option<Uuid>,
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
    /// The tag that the codebook is to choose next.
    pub wanted: Option<Wanted>,
    /// An edit that waits for an answer.
    pub pending: Option<Edit>,
    /// The tags that come with the program.
    pub starter: Starter,
    /// What is not on the disk yet.
    pub unsaved: Unsaved,
    /// The encoding in which a document is looked at since the program was started; it is settled with the first edit
    /// of it.
    pub told: Option<(String, Encoding)>,
    /// What documents were said to be when the program was started; nothing of it is written.
    pub genre: Option<Genre>,
    /// What stands elsewhere in that document for that; it is seen, and not written.
    pub looked: Vec<Change>,
}

/// Tags in a set of quick keys.
pub const KEYS: usize = quick::KEYS as usize;

/// Sets of quick keys.
pub const SETS: usize = quick::SETS as usize;

impl Project {
    /// Makes an empty one.
    pub fn new(ids: IdSource, coder: Coder) -> Self {
        Self {
            book: Held::default(),
            history: History::default(),
            ids,
            coder,
            store: Store::Nowhere,
            stores: PathBuf::new(),
            read: false,
            leaving: false,
            placer: Placer::default(),
            marks: Vec::new(),
            lit: None,
            confirming: None,
            settling: None,
            placing: None,
            side: Side::default(),
            others: false,
            set: 0,
            recent: Vec::new(),
            last: None,
            draft: None,
            wanted: None,
            pending: None,
            starter: Starter::default(),
            unsaved: Unsaved::default(),
            told: None,
            genre: None,
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

    /// Returns the tags that stand at the quick keys of the set in force, each with its key, 1 to 9; of one that others
    /// have removed what is left of it.
    pub fn quick_tags(&self) -> Vec<(usize, &Tag)> {
        let keys = self.quick_keys();
        let tag = |n: usize| {
            let slot = (self.set as u8, n as u8);
            let tag = match keys.get(&slot) {
                Some(key) => self.book.codebook.get(key),
                None => self.quick_left(slot),
            };
            Some((n, tag?))
        };
        (1..=KEYS).filter_map(tag).collect()
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

    /// Returns what is settled about a document, in the order in which it counts.
    pub fn overrides(&self, document: &str) -> Vec<Override> {
        read_as(self.book.overrides(document), self.genre)
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
        let mut known: HashMap<&str, Hue> = HashMap::new();
        let mut marks: Vec<Mark> = seen
            .map(|annotation| {
                let tags = annotation.tags.iter().map(|tag| codebook.resolve(tag));
                let hue = |key| *known.entry(key).or_insert_with(|| codebook.hue(key));
                let hues: Vec<Hue> = tags.map(hue).collect();
                let hues = if hues.is_empty() { vec![Hue::default()] } else { hues };
                let own = annotation.coder == coder;
                Mark {
                    id: annotation.id,
                    own,
                    noted: !annotation.note.is_empty(),
                    placed: placer.place(annotation, document),
                    hues,
                }
            })
            .collect();
        marks.sort_by_key(|mark| (mark.placed.start(), mark.id));
        self.marks = marks;
        self.lit = self.lit.filter(|lit| self.marks.iter().any(|mark| mark.id == *lit));
    }
}

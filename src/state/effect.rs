//! What the program wants done, by whom, and what goes along.

use crate::analysis::{Kwic, Unit};
use crate::annotation::verify::Fit;
use crate::annotation::{Annotation, Book, Override, Part, Past, Progresses};
use crate::exchange::{Facet, Ground, Intake, Options, Parcel, Select};
use crate::settings::{Chosen, Session, StoreChoice};
use crate::text::search::Pattern;
use crate::text::{Document, Encoding};
use crate::words::Lang;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What the program wants done.
pub enum Effect {
    /// By the terminal.
    Terminal(Terminal),
    /// By the one writer, in order.
    Keep(Keep),
    /// By a worker; replies may come in any order.
    Work(Work),
}

/// What the terminal is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Terminal {
    /// Put a text on the clipboard.
    Copy(String),
    /// Repaint everything.
    Repaint,
    /// Go to the background.
    Suspend,
    /// Leave, when everything is saved.
    Quit,
    /// Open the person's editor on a text.
    Editor(String),
    /// Listen to the mouse, or leave it to the terminal.
    Mouse(bool),
}

/// What is to be written.
pub enum Keep {
    /// What changed.
    Save {
        /// The revision that it stands for.
        revision: u64,
        /// The batch of changes made outside that was taken over.
        seen: u64,
        /// The parts of the store that changed, each with a book that holds it alone.
        parts: Vec<(Part, Book)>,
        /// They are read again and compared before they count as written.
        check: bool,
        /// Parts whose files are gone: what is saved stands for them.
        settled: Vec<Part>,
        /// What came back from programs that could not save it is among the parts.
        recovered: bool,
        /// How far the library was read while it had no store is among the parts.
        read: bool,
    },
    /// Edits of a coder that can be taken back later.
    Past(String, Vec<Past>),
    /// How far the library has been read, while it has no store.
    Reading(Progresses),
    /// Where one is, and how the panes stand.
    Session(Box<Session>),
    /// What was chosen in the settings.
    Chosen(Box<Chosen>),
    /// What the terminal is like: wide ambiguous characters, a dark background.
    Terminal(bool, bool),
    /// A look at whether others have changed the store.
    Look,
    /// A new store.
    Create(StoreChoice),
    /// An export that is ready.
    Export(Box<Ready>),
    /// Documents that come in with annotations.
    Texts(Box<Intake>),
}

/// What is to be found out.
pub enum Work {
    /// Open a document, in an encoding if one is settled.
    Open(u64, String, Option<Encoding>),
    /// Open the whole of a document whose head is shown.
    Whole(u64, String, Option<Encoding>),
    /// Survey documents.
    Survey(Vec<Unsurveyed>),
    /// Search many documents.
    Concordance(u64, Box<Asked>),
    /// Search a document.
    Search(u64, Arc<Document>, Pattern),
    /// Make an export, or look at what it would be.
    Export(Box<Outgoing>),
    /// Read what is to be taken in.
    Import(Box<Incoming>),
    /// Find out what a book says of documents as they were once decoded.
    Transcribe(Box<Book>, Vec<String>),
    /// Find out what may have become of documents that are gone.
    Fits(Box<Missed>),
    /// Read what a coder has removed, replaced, merged or imported of late.
    History(String),
    /// Look at what is in a folder.
    Folder(PathBuf),
    /// Run the command that switches the input method off.
    ImeOff(String),
}

/// A document that is to be surveyed.
pub struct Unsurveyed {
    /// Its place in the list.
    pub number: usize,
    /// Its path.
    pub path: String,
    /// What is settled about it.
    pub overrides: Vec<Override>,
    /// Its annotations.
    pub annotations: Arc<Vec<Annotation>>,
    /// All of it is to be looked at, also if it is long.
    pub whole: bool,
}

/// An import as a worker gets it.
pub struct Incoming {
    /// Which it is: what was asked before is dropped.
    pub generation: u64,
    /// The file or folder.
    pub path: PathBuf,
    /// What is here already.
    pub book: Arc<Book>,
    /// The documents of the library.
    pub documents: Vec<String>,
    /// The key of the tag below which new ones land.
    pub parent: Option<String>,
    /// Who annotated what no one is named for.
    pub coder: String,
}

/// Documents that are gone, each with those that may be it now, the best first.
pub type Gone = Vec<(String, Vec<(Fit, String)>)>;

/// What is to be known for finding out what has become of documents.
pub struct Missed {
    /// The documents that are gone.
    pub gone: Vec<String>,
    /// What is said of them.
    pub book: Book,
    /// The documents that are there.
    pub documents: Vec<String>,
}

/// A place in a search: a document, and how many of its hits come before.
pub type Mark = (usize, usize);

/// What a worker searches for.
pub struct Asked {
    /// What is searched for.
    pub pattern: Pattern,
    /// What a hit stands for.
    pub unit: Unit,
    /// The documents, each with what is settled about it.
    pub documents: Vec<(String, Vec<Override>)>,
    /// Where to begin. Only from the start all hits are counted.
    pub from: Mark,
    /// How many hits are wanted.
    pub most: usize,
    /// The search is no longer wanted.
    pub stop: Arc<AtomicBool>,
}

/// What a worker found.
#[derive(Default)]
pub struct Found {
    /// Hits for the list.
    pub hits: Vec<Kwic>,
    /// How many there are so far, whether listed or not; none where they are not counted.
    pub counted: usize,
    /// Where the list would go on.
    pub next: Option<Mark>,
    /// There may be more to come.
    pub more: bool,
    /// How many documents could not be read so far.
    pub unread: usize,
}

/// An export as a worker gets it.
#[derive(Clone)]
pub struct Outgoing {
    /// Which it is: what was asked before is dropped.
    pub generation: u64,
    /// The name of the format.
    pub format: &'static str,
    /// How it is written.
    pub options: Options,
    /// In which language it speaks to people.
    pub lang: Lang,
    /// The annotations and where their documents lie.
    pub book: Arc<Book>,
    /// The documents that go out.
    pub documents: Vec<String>,
    /// Which of their annotations.
    pub select: Select,
    /// The file, by the name that a person gave; none: it is only looked at.
    pub path: Option<PathBuf>,
    /// The file, or the folder, that may be replaced.
    pub replace: Option<PathBuf>,
    /// What is not written over; nothing, where it is only looked at.
    pub ground: Ground,
}

/// An export that is ready to be written.
pub struct Ready {
    /// The file, or the folder.
    pub path: PathBuf,
    /// How one file is called in a folder.
    pub name: String,
    /// What stands in it.
    pub parcel: Parcel,
    /// The file, or the folder, that may be replaced.
    pub replace: Option<PathBuf>,
    /// What is not written over.
    pub ground: Ground,
}

/// What an export would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// How many annotations go out; of a codebook, how many tags.
    pub count: usize,
    /// It is a codebook.
    pub codebook: bool,
    /// Of how many documents.
    pub documents: usize,
    /// What the format does not hold.
    pub leaves: Vec<(Facet, usize)>,
    /// Documents whose texts do not go along, behind the keys of the sentences that say why.
    pub missing: Vec<(&'static str, Vec<String>)>,
    /// How it begins, if it is text.
    pub head: Vec<String>,
}

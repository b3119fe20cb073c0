//! What the program knows and how it answers: messages in, effects out, no input or output of its own.

pub mod act;
pub mod conflicts;
pub mod copy;
pub mod definition;
pub mod desk;
mod face;
pub mod hand;
pub mod hits;
pub mod keys;
pub mod layers;
pub mod light;
mod likely;
pub mod looking;
pub mod looks;
pub mod margin;
pub mod minimap;
pub mod motion;
pub mod mouse;
pub mod open;
pub mod others;
pub mod pane;
pub mod passages;
pub mod popups;
pub mod progress;
pub mod reader;
pub mod reshape;
pub mod retrace;
pub mod saving;
pub mod screen;
pub mod search;
pub mod select;
pub mod session;
pub mod shelf;
pub mod stage;
pub mod starter;
pub mod statistics;
pub mod status;
pub mod structure;
pub mod subject;
pub mod table;
pub mod tagbook;
pub mod transcribed;
pub mod view;

use crate::annotation::{Book, Change, Part, Past, Survey, Transcribed};
use crate::error::Error;
use crate::exchange::Intake;
use crate::input::key::Key;
use crate::settings::{Session, Settings, StoreChoice};
use crate::text::search::{Hit, Pattern};
use crate::text::word::Segmenter;
use crate::text::{Document, Encoding, Widths};
use crate::units::Cell;
use desk::Desk;
pub use face::Face;
use hand::Hand;
use jiff::Timestamp;
use popups::{Popup, coder, export, import, note};
use reader::Reader;
use screen::Screen;
use search::Search;
use shelf::Shelf;
pub use shelf::Unsurveyed;
use stage::Stage;
use status::Status;
use std::any::Any;
use std::path::PathBuf;
use std::sync::Arc;

/// What happens to the program.
pub enum Msg {
    /// A key was typed.
    Key(Key),
    /// Text was pasted, or committed by an input method.
    Paste(String),
    /// The mouse did something.
    Mouse(mouse::Mouse),
    /// The terminal has another size.
    Resize(Cell, Cell),
    /// Time has passed.
    Tick,
    /// The terminal said how wide ambiguous characters are and whether it is dark.
    Probed(Option<Widths>, Option<bool>),
    /// A document was opened (its head, then the whole), or could not be.
    Opened(u64, Result<Arc<Document>, Error>),
    /// Documents were surveyed, each by its place in the list.
    Surveyed(Vec<(usize, Survey)>),
    /// The dictionary is there.
    Dictionary(Segmenter),
    /// The store was read: its book, and what is wrong with files that could not be.
    Loaded(Box<Book>, Vec<Error>),
    /// The coder's name, as found in the system.
    Coder(String),
    /// The edits up to this revision are on the disk; what others had changed in the same files, up to which batch.
    Kept(u64, Vec<Change>, u64),
    /// Others have changed files of the store, up to this batch.
    Outside(Vec<Change>, u64),
    /// They are not, and why; where they are kept meanwhile, or why they are not.
    NotKept(u64, Error, Result<PathBuf, Error>),
    /// Others have replaced the files of these parts without what was just written.
    Undone(Vec<Part>),
    /// The files of these parts are gone, and nobody has said why; it replaces what was said so before.
    Gone(Vec<Part>),
    /// Edits came back that could not be saved when the program was last left.
    Recovered(Vec<Change>),
    /// What was anchored in texts as they were once decoded.
    Transcribed(Vec<Transcribed>),
    /// A store was made.
    Created(Result<PathBuf, Error>),
    /// The hits of a search, by its generation.
    Found(u64, Vec<Hit>),
    /// Hits of a search of all documents, by its generation.
    Concordance(u64, hits::Found),
    /// What may have become of documents that are gone: each with those that may be it now, the best first.
    Fits(conflicts::Gone),
    /// The editor gave a text back, or failed.
    Edited(Result<String, Error>),
    /// What an export would be, by its generation.
    Glanced(u64, Result<export::Glance, Error>),
    /// An export or import has come so far, in hundredths.
    Advanced(u64, usize),
    /// An export is ready to be written.
    Ready(u64, Result<Box<export::Ready>, Error>),
    /// An export was written.
    Exported(Result<PathBuf, Error>),
    /// What taking in a file would do, with the name of its format.
    Incoming(u64, Result<Box<(&'static str, Intake)>, Error>),
    /// The documents that come in are written.
    Brought(Result<Box<Intake>, Error>),
    /// What this coder has removed, replaced, merged or imported of late, the latest first.
    History(Vec<Past>),
    /// The settings were changed on the disk; what is wrong with them.
    Configured(Box<Settings>, Option<Error>),
    /// Another thread has met something that it cannot help, and goes on.
    Mistake(Error),
    /// The program is to end, saving what there is.
    Terminate,
}

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
    },
    /// Edits of a coder that can be taken back later.
    Past(String, Vec<Past>),
    /// Where one is, and how the panes stand.
    Session(Box<Session>),
    /// What the terminal is like: wide ambiguous characters, a dark background.
    Terminal(bool, bool),
    /// A look at whether others have changed the store.
    Look,
    /// A new store.
    Create(StoreChoice),
    /// An export that is ready.
    Export(Box<export::Ready>),
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
    Concordance(u64, Box<hits::Asked>),
    /// Search a document.
    Search(u64, Arc<Document>, Pattern),
    /// Make an export, or look at what it would be.
    Export(Box<export::Outgoing>),
    /// Read what is to be taken in.
    Import(Box<import::Incoming>),
    /// Find out what a book says of documents as they were once decoded.
    Transcribe(Box<Book>, Vec<String>),
    /// Find out what may have become of documents that are gone.
    Fits(Box<conflicts::Missed>),
    /// Read what a coder has removed, replaced, merged or imported of late.
    History(String),
    /// Run the command that switches the input method off.
    ImeOff(String),
}

/// The whole state of the program. Each field is the state of one room of it.
pub struct App {
    /// Documents and articles.
    pub shelf: Shelf,
    /// The open document, cursor and selection.
    pub reader: Reader,
    /// Annotations, codebook, undo.
    pub desk: Desk,
    /// The search.
    pub search: Search,
    /// What lies over the panes.
    pub popup: Option<Box<dyn Popup>>,
    /// Every rectangle.
    pub screen: Screen,
    /// How the program speaks and looks.
    pub face: Face,
    /// The hand on the keys.
    pub hand: Hand,
    /// The screen that is shown, and what is on the others.
    pub stage: Stage,
    /// The status line.
    pub status: Status,
    /// What is to be done.
    pub out: Vec<Effect>,
    /// The time of the message at hand.
    pub now: Timestamp,
}

impl App {
    /// Makes the state that the program starts with.
    pub fn new(shelf: Shelf, desk: Desk, face: Face, hand: Hand, now: Timestamp) -> Self {
        Self {
            shelf,
            reader: Reader::default(),
            desk,
            search: Search::default(),
            popup: None,
            screen: Screen::default(),
            face,
            hand,
            stage: Stage::default(),
            status: Status::default(),
            out: Vec::new(),
            now,
        }
    }

    /// Asks for something to be done.
    pub fn ask(&mut self, effect: Effect) {
        self.out.push(effect);
    }

    /// Puts a popup over the panes, in place of any other.
    pub fn put_up(&mut self, popup: impl Popup) {
        self.popup = Some(Box::new(popup));
    }

    /// Returns the open popup, if it is of this sort.
    pub fn open<T: Popup>(&self) -> Option<&T> {
        let popup: &dyn Any = self.popup.as_deref()?;
        popup.downcast_ref()
    }

    /// Returns the open popup, to be changed, if it is of this sort.
    pub fn open_mut<T: Popup>(&mut self) -> Option<&mut T> {
        let popup: &mut dyn Any = self.popup.as_deref_mut()?;
        popup.downcast_mut()
    }

    /// Switches the input method off, if the person settled how.
    pub fn ime_off(&mut self) {
        if let Some(run) = self.face.settings.ime_off.clone() {
            self.ask(Effect::Work(Work::ImeOff(run)));
        }
    }

    /// Says a sentence of the interface.
    pub fn say(&self, key: &str) -> String {
        self.face.words.say(key)
    }

    /// Shows a sentence on the status line.
    pub fn notice(&mut self, key: &str) {
        self.notice_with(key, &[]);
    }

    /// Shows a sentence, its blanks filled. While an edit waits for its coder's name, nothing is said to be done.
    pub fn notice_with(&mut self, key: &str, blanks: &[(&str, String)]) {
        if self.desk.pending.is_some() {
            return;
        }
        self.status.say(self.face.words.fill(key, blanks), false);
    }

    /// Shows an error.
    pub fn alarm(&mut self, error: &Error) {
        self.status.say(self.face.words.error(error), true);
    }
}

/// Answers a message. No input or output happens here: what is to be done is returned.
pub fn update(app: &mut App, msg: Msg, now: Timestamp) -> Vec<Effect> {
    app.now = now;
    match msg {
        Msg::Key(key) => keys::answer(app, key),
        Msg::Paste(text) => keys::paste(app, &text),
        Msg::Mouse(mouse) => mouse::mouse(app, mouse),
        Msg::Resize(width, height) => app.screen.size = (width, height),
        Msg::Tick => {
            saving::tick(app);
            session::idle(app);
        }
        Msg::Probed(widths, dark) => pane::probed(app, widths, dark),
        Msg::Opened(generation, document) => open::opened(app, generation, document),
        Msg::Surveyed(found) => surveyed(app, found),
        Msg::Dictionary(segmenter) => app.reader.segmenter = app.reader.segmenter.with_dictionary(&segmenter),
        Msg::Loaded(book, troubles) => desk::loaded(app, *book, &troubles),
        Msg::Coder(name) => coder::coder_found(app, &name),
        Msg::Kept(revision, outside, batch) => saving::kept(app, revision, outside, batch),
        Msg::Outside(changes, batch) => saving::outside(app, changes, batch),
        Msg::NotKept(revision, error, kept) => saving::not_kept(app, revision, &error, kept),
        Msg::Undone(parts) => saving::again(app, parts, false),
        Msg::Gone(parts) => saving::again(app, parts, true),
        Msg::Recovered(changes) => saving::recovered(app, changes),
        Msg::Transcribed(found) => transcribed::transcribed(app, found),
        Msg::Created(result) => saving::created(app, result),
        Msg::Found(generation, hits) => search::found(app, generation, hits),
        Msg::Concordance(generation, found) => hits::found(app, generation, found),
        Msg::Mistake(error) => app.alarm(&error),
        Msg::History(found) => retrace::list(app, found),
        Msg::Fits(found) => conflicts::fits(app, found),
        Msg::Edited(result) => note::edited(app, result),
        Msg::Glanced(generation, glance) => export::glanced(app, generation, glance),
        Msg::Advanced(generation, percent) => {
            export::advanced(app, generation, percent);
            import::advanced(app, generation, percent);
        }
        Msg::Ready(generation, ready) => export::ready(app, generation, ready),
        Msg::Exported(result) => export::exported(app, result),
        Msg::Incoming(generation, found) => import::found(app, generation, found),
        Msg::Brought(result) => import::brought(app, result),
        Msg::Configured(settings, error) => session::configured(app, *settings, error),
        Msg::Terminate => pane::leave_now(app),
    }
    settle(app);
    std::mem::take(&mut app.out)
}

/// A document was surveyed: what lists it is made anew.
fn surveyed(app: &mut App, found: Vec<(usize, Survey)>) {
    app.shelf.surveyed(found);
    progress::relist(app);
    if app.stage.view == stage::View::Passages && app.stage.passages.waits {
        passages::list(app);
    }
}

/// Brings rectangles, rows and cards up to date.
pub fn settle(app: &mut App) {
    screen::arrange(app);
    reader::arrange(app);
    margin::arrange(app);
    minimap::arrange(app);
    shelf::arrange(app);
    stage::arrange(app);
}

#[cfg(test)]
mod tests;

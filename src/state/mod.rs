//! What the program knows; each part changes only itself.

pub mod about;
pub mod choices;
pub mod effect;
pub mod face;
pub mod hand;
pub mod held;
pub mod looking;
pub mod project;
pub mod reader;
pub mod request;
#[cfg(test)]
pub(crate) mod samples;
pub mod screen;
pub mod search;
pub mod shelf;
pub mod showing;
pub mod starter;
pub mod status;
pub mod tour;
pub mod unsaved;
pub mod view;

use crate::analysis::coders_named;
use crate::annotation::Annotation;
use crate::brush::Paint;
use crate::error::Error;
use crate::input::command::Scope;
use crate::input::field::paste_field;
use crate::input::key::{Code, Key};
use crate::layout::fit_middle;
use crate::state::effect::{Effect, Work};
use crate::state::face::Face;
use crate::state::hand::Hand;
use crate::state::project::Project;
use crate::state::reader::Reader;
use crate::state::screen::Screen;
use crate::state::search::Search;
use crate::state::shelf::Shelf;
use crate::state::status::Status;
use crate::units::Cell;
use jiff::Timestamp;
use request::Request;
use std::any::Any;
use tui_input::Input;
use uuid::Uuid;
use view::{Focus, View, scopes};

/// What becomes of a popup that has answered. While it answers it is out of its place: whatever it puts there instead
/// stays, unless it stays itself.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It stays open.
    Stay,
    /// It is done with.
    Close,
}

/// Something that lies over the panes and has the keys.
pub trait Popup: Any {
    /// Answers a key.
    fn key(&mut self, model: &mut Model, key: Key) -> Next;

    /// Returns the field of one line that pasted text simply goes into; none if it has none.
    fn field(&mut self) -> Option<&mut Input> {
        None
    }

    /// Takes what is pasted; unless it takes several lines, that is one.
    fn paste(&mut self, _: &mut Model, text: &str) {
        self.field().into_iter().for_each(|field| paste_field(field, text));
    }

    /// Tells whether it takes several lines.
    fn takes_lines(&self) -> bool {
        false
    }

    /// Tells whether text is typed into it, perhaps with an input method.
    fn types(&mut self) -> bool {
        self.takes_lines() || self.field().is_some()
    }

    /// Returns how wide it is.
    fn width(&self) -> Width {
        Width::Narrow
    }

    /// Returns how many rows it would like to have, at most those of the room that it finds; none if it is a field of
    /// the screen below.
    fn height(&self, model: &Model, room: (Cell, Cell)) -> Option<Cell>;

    /// Returns where it wants to stand.
    fn stands(&self) -> Stands {
        Stands::Free
    }

    /// Returns its keys as hints: the status line shows them while it is open, and its head what Esc does.
    fn keys(&self, model: &Model) -> String;

    /// Draws it; returns where the cursor is, if it has a field.
    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)>;

    /// Tells how it takes the mouse.
    fn mouse(&self) -> Mouse {
        Mouse::Deaf
    }

    /// A row was clicked, counted from the first of a list that has so many rows on the screen: chooses it, and returns
    /// the key that takes it. None if there is no such row.
    fn click(&mut self, _row: usize, _height: usize) -> Option<Code> {
        None
    }

    /// The program ends: what it holds is saved.
    fn leave(&mut self, _: &mut Model) {}
}

/// Where a popup stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Beside the passage that is selected or lit, else in the middle.
    Free,
    /// The same, and without a passage beside the cursor.
    AtCursor,
    /// At the bottom: what it is about is all that is to be seen.
    Bottom,
}

/// How wide a popup is. How many cells that is follows from the panes: edges of popups stand on edges of panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// That of the text, or of the rows of a screen: lists, questions, fields.
    Narrow,
    /// More, for what stands in several columns or is written at length.
    Wide,
    /// The whole screen, down to the quick keys.
    Whole,
}

/// How a popup takes the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// It takes none.
    Deaf,
    /// It leaves the wheel to the panes.
    Below,
    /// The wheel moves in it; it holds work, and stays when something beside it is clicked.
    Turns,
    /// The wheel moves in it; a click beside it closes it.
    Closes,
}

/// What the program knows, but for what is on the screens. Each field is the state of one part of it.
pub struct Model {
    /// Documents and articles.
    pub shelf: Shelf,
    /// The open document, cursor and selection.
    pub reader: Reader,
    /// Annotations, codebook, undo.
    pub project: Project,
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
    /// What fills the screen.
    pub view: View,
    /// The screen that it was opened from, and goes back to; none is the three panes.
    pub behind: Option<View>,
    /// The status line.
    pub status: Status,
    /// What is to be done outside.
    pub out: Vec<Effect>,
    /// What is asked of those who know the screens and the commands.
    pub requests: Vec<Request>,
    /// The time of the message at hand.
    pub now: Timestamp,
}

/// Cells of a name that is said.
const NAME: Cell = 16;

impl Model {
    /// Makes the state that the program starts with.
    pub fn new(shelf: Shelf, project: Project, face: Face, hand: Hand, now: Timestamp) -> Self {
        Self {
            shelf,
            reader: Reader::default(),
            project,
            search: Search::default(),
            popup: None,
            screen: Screen::default(),
            face,
            hand,
            view: View::default(),
            behind: None,
            status: Status::default(),
            out: Vec::new(),
            requests: Vec::new(),
            now,
        }
    }

    /// Asks for something to be done.
    pub fn ask(&mut self, effect: Effect) {
        self.out.push(effect);
    }

    /// Asks for something that is not to be done here.
    pub fn request(&mut self, request: Request) {
        self.requests.push(request);
    }

    /// Shows one of the screens, or the three panes.
    pub fn show(&mut self, view: View) {
        (self.view, self.behind) = (view, None);
        self.reader.selection = None;
        self.project.confirming = None;
    }

    /// Goes to the text, and remembers where one was.
    pub fn to_text(&mut self) {
        self.leave();
        self.view = View::Panes;
        self.screen.focus = Focus::Text;
    }

    /// Remembers where the cursor is before a jump.
    pub fn leave(&mut self) {
        let view = self.view;
        self.reader.leave(view);
    }

    /// Returns the time in whole seconds, as files hold it.
    pub fn seconds(&self) -> Timestamp {
        Timestamp::from_second(self.now.as_second()).unwrap_or(self.now)
    }

    /// Returns the annotation of that id in the open document.
    pub fn annotation(&self, id: Uuid) -> Option<&Annotation> {
        let document = self.reader.document.as_deref()?;
        self.project.book.get(&document.path, id)
    }

    /// Returns the name of a coder as people read it.
    pub fn name_of(&self, coder: &str) -> String {
        coders_named([coder], &self.face.words)
    }

    /// Returns the name of a tag as sentences say it: a long one is cut in its middle.
    pub fn brief(&self, label: &str) -> String {
        fit_middle(label, NAME, self.face.widths)
    }

    /// Returns the hints of a field: one that holds something says, too, how it is emptied.
    pub fn field_hints(&self, words: &str, value: &str) -> String {
        let said = self.say(words);
        if value.is_empty() {
            return said;
        }
        let clear = self.say("field-clear");
        let mut hints: Vec<&str> = said.split("  ").collect();
        hints.insert(hints.len().min(2), &clear);
        hints.join("  ")
    }

    /// Returns what stands before the field of a search: whether it takes patterns.
    pub fn search_label(&self) -> String {
        if self.search.patterns { format!("{} /", self.say("search-patterns")) } else { "/".to_owned() }
    }

    /// Returns the scopes whose keys count now, the nearest first.
    pub fn scopes(&self) -> &'static [Scope] {
        scopes(self.view, self.screen.focus)
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
        if self.project.pending.is_some() {
            return;
        }
        self.status.say(self.face.words.fill(key, blanks), false);
    }

    /// Shows an error.
    pub fn alarm(&mut self, error: &Error) {
        self.status.say(self.face.words.error(error), true);
    }
}

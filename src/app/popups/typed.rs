//! Fields of one line that stand in a row of the screen: what is below follows as one types.

use super::{Mouse, Next, Popup};
use crate::app::{App, hits, passages, search, shelf, stage};
use crate::brush::Paint;
use crate::input::field::{edit_field, paste_field};
use crate::input::key::{Code, Key};
use crate::units::Cell;
use tui_input::Input;

/// What follows a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The search in the open document.
    Search,
    /// The filter of the list.
    List,
    /// The filter of the sidebar.
    Side,
    /// The filter of the passages.
    Passages,
    /// What all documents are searched for.
    Hits,
    /// The filter of the codebook.
    Codebook,
}

/// Such a field.
pub struct Field {
    /// What follows it.
    pub of: Of,
    /// What is typed.
    pub input: Input,
}

impl Field {
    /// Opens a field with what it holds.
    pub fn open(app: &mut App, of: Of, value: &str) {
        app.put_up(Self { of, input: Input::new(value.to_owned()) });
    }

    /// Has follow what is typed now.
    fn follow(&self, app: &mut App) {
        let value = self.input.value();
        match self.of {
            Of::Search => search::typed(app, value),
            Of::List => shelf::typed(app, value),
            Of::Side => value.clone_into(&mut app.desk.side.filter),
            Of::Passages => passages::typed(app, value),
            Of::Hits => hits::search(app, value.to_owned()),
            Of::Codebook => value.clone_into(&mut app.stage.tagbook.filter),
        }
    }

    /// Takes what is typed.
    fn take(&self, app: &mut App) {
        match self.of {
            Of::Search => search::taken(app),
            Of::List => shelf::open_chosen(app),
            Of::Hits => app.search.remember(&app.stage.hits.needle),
            Of::Side | Of::Passages | Of::Codebook => {}
        }
    }

    /// Gives it up: all is to be seen again.
    fn give_up(&self, app: &mut App) {
        match self.of {
            Of::Search => search::given_up(app),
            Of::List => {
                app.shelf.filter.clear();
                app.shelf.list();
            }
            Of::Side => app.desk.side.filter.clear(),
            Of::Passages => passages::typed(app, ""),
            Of::Hits if app.stage.hits.found.is_empty() => app.stage.view = stage::View::Panes,
            Of::Hits => {}
            Of::Codebook => app.stage.tagbook.filter.clear(),
        }
    }

    /// Goes to the row below, or above.
    fn step(&mut self, app: &mut App, down: bool) {
        match self.of {
            Of::Search => {
                let found = app.search.beside(self.input.value(), !down).map(str::to_owned);
                if let Some(needle) = found {
                    self.input = Input::new(needle);
                    self.follow(app);
                }
            }
            Of::List => app.shelf.step(if down { 1 } else { -1 }),
            Of::Side => {}
            Of::Passages | Of::Hits | Of::Codebook if down => stage::down(app),
            Of::Passages | Of::Hits | Of::Codebook => stage::up(app),
        }
    }
}

impl Popup for Field {
    fn key(&mut self, app: &mut App, key: Key) -> Next {
        if self.of == Of::Hits && std::mem::take(&mut app.stage.hits.fresh) && key.as_char().is_some() {
            self.input.reset();
        }
        match (key.code, key.ctrl) {
            (Code::Enter, _) => {
                app.ime_off();
                self.take(app);
                return Next::Close;
            }
            (Code::Esc, _) | (Code::Char('c'), true) => {
                app.ime_off();
                self.give_up(app);
                return Next::Close;
            }
            (Code::Down | Code::Up, _) => self.step(app, key.code == Code::Down),
            _ if edit_field(&mut self.input, key) => self.follow(app),
            _ => {}
        }
        Next::Stay
    }

    fn paste(&mut self, app: &mut App, text: &str) {
        paste_field(&mut self.input, text);
        self.follow(app);
    }

    fn size(&self, _: &App, _: (Cell, Cell)) -> Option<(Cell, Cell)> {
        None
    }

    fn mouse(&self) -> Mouse {
        if matches!(self.of, Of::Search | Of::List) { Mouse::Below } else { Mouse::Deaf }
    }

    /// It is drawn with its row.
    fn draw(&self, _: &App, _: &mut Paint<'_>) -> Option<(u16, u16)> {
        None
    }
}

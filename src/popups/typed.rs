//! Fields of one line that stand in a row of the screen: what is below follows as one types.

use crate::brush::Paint;
use crate::input::field::{edit_field, paste_field};
use crate::input::key::{Code, Key};
use crate::state::request::{Of, Request, Typing};
use crate::state::{Model, Mouse, Next, Popup};
use crate::units::Cell;
use tui_input::Input;

/// Such a field.
pub struct Field {
    /// What follows it.
    pub of: Of,
    /// What is typed.
    pub input: Input,
    /// All that it holds is selected, as it was opened: the first character takes its place, an arrow keeps it.
    pub fresh: bool,
}

impl Field {
    /// Opens a field with what it holds.
    pub fn open(model: &mut Model, of: Of, value: &str) {
        model.put_up(Self { of, input: Input::new(value.to_owned()), fresh: !value.is_empty() });
    }

    /// Tells whoever follows it what has happened.
    fn tell(&self, model: &mut Model, typing: Typing) {
        model.request(Request::Field(self.of, typing));
    }

    /// Has follow what is typed now.
    fn follow(&self, model: &mut Model) {
        self.tell(model, Typing::Now(self.input.value().to_owned()));
    }

    /// Goes to the row below, or above; in the search to what was searched for before, or after that.
    fn step(&mut self, model: &mut Model, down: bool) {
        if self.of != Of::Search {
            return self.tell(model, Typing::Step(down));
        }
        let found = model.search.beside(self.input.value(), !down).map(str::to_owned);
        if let Some(needle) = found {
            self.input = Input::new(needle);
            self.follow(model);
        }
    }
}

impl Popup for Field {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        let deletes =
            matches!(key.code, Code::Backspace | Code::Delete) || (key.code, key.ctrl) == (Code::Char('w'), true);
        if std::mem::take(&mut self.fresh) && (deletes || key.as_char().is_some()) {
            self.input.reset();
            if deletes {
                self.follow(model);
                return Next::Stay;
            }
        }
        match (key.code, key.ctrl) {
            (Code::Enter, _) => {
                self.tell(model, Typing::Taken);
                return Next::Close;
            }
            (Code::Esc, _) | (Code::Char('c'), true) => {
                self.tell(model, Typing::GivenUp);
                return Next::Close;
            }
            (Code::Char('r'), true) if matches!(self.of, Of::Search | Of::Hits) => {
                model.search.patterns ^= true;
                self.follow(model);
            }
            (Code::Down | Code::Up, _) => self.step(model, key.code == Code::Down),
            _ if edit_field(&mut self.input, key) => self.follow(model),
            _ => {}
        }
        Next::Stay
    }

    fn field(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn paste(&mut self, model: &mut Model, text: &str) {
        if std::mem::take(&mut self.fresh) {
            self.input.reset();
        }
        paste_field(&mut self.input, text);
        self.follow(model);
    }

    fn height(&self, _: &Model, _: (Cell, Cell)) -> Option<Cell> {
        None
    }

    fn keys(&self, model: &Model) -> String {
        let words = match self.of {
            Of::Search | Of::Hits if model.search.patterns => "patterns-keys",
            Of::Search => "search-keys",
            Of::List => "filter-keys-list",
            Of::Side | Of::Codebook => "filter-keys",
            Of::Passages => "passages-keys",
            Of::Hits => "hits-keys",
        };
        model.field_hints(words, self.input.value())
    }

    fn mouse(&self) -> Mouse {
        if matches!(self.of, Of::Search | Of::List) { Mouse::Below } else { Mouse::Deaf }
    }

    /// It is drawn with its row.
    fn draw(&self, _: &Model, _: &mut Paint<'_>) -> Option<(u16, u16)> {
        None
    }
}

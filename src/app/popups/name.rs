//! A name that is asked for: of a new tag, of a renamed one, of the tag of a quick key.

use super::{Next, Popup};
use crate::annotation::label;
use crate::annotation::quick::Slot;
use crate::app::subject::Subject;
use crate::app::{App, act, tagbook};
use crate::brush::{Paint, frame, typed};
use crate::input::field::edit_field;
use crate::input::key::{Code, Key};
use crate::units::Cell;
use tui_input::Input;

/// What the name is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A new tag below a parent, behind a sibling.
    Make(Option<String>, Option<String>),
    /// A new name for a tag.
    Rename(String),
    /// The tag of a quick key that has none, and what it is given to.
    Key(Slot, Vec<Subject>),
}

/// The field that asks for it.
pub struct Name {
    /// What it is for.
    pub purpose: Purpose,
    /// What is typed.
    pub input: Input,
}

impl Name {
    /// Asks for a name, beginning with one.
    pub fn ask(app: &mut App, purpose: Purpose, value: &str) {
        app.put_up(Self { purpose, input: Input::new(value.to_owned()) });
    }

    /// Does what it was asked for.
    fn take(&self, app: &mut App) {
        let written = self.input.value().trim();
        let label = match label(written) {
            Ok(label) => label.to_owned(),
            _ if written.is_empty() => return app.notice("notice-no-name"),
            Err(error) => return app.alarm(&error),
        };
        match &self.purpose {
            Purpose::Key(slot, subjects) => act::named(app, &label, *slot, subjects),
            Purpose::Make(parent, behind) => tagbook::make(app, &label, parent.clone(), behind.clone()),
            Purpose::Rename(key) => tagbook::renamed(app, key, label),
        }
    }
}

impl Popup for Name {
    fn key(&mut self, app: &mut App, key: Key) -> Next {
        match (key.code, key.ctrl) {
            (Code::Enter, _) => {
                app.ime_off();
                self.take(app);
                return Next::Close;
            }
            (Code::Esc, _) | (Code::Char('c'), true) => {
                app.ime_off();
                return Next::Close;
            }
            _ => drop(edit_field(&mut self.input, key)),
        }
        Next::Stay
    }

    fn field(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn size(&self, _: &App, (w, h): (Cell, Cell)) -> Option<(Cell, Cell)> {
        Some((62.min(w), 6.min(h)))
    }

    fn draw(&self, app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let lang = app.face.words.lang();
        let codebook = &app.desk.book.codebook;
        let title = match &self.purpose {
            Purpose::Make(Some(parent), _) => {
                app.face.words.fill("tag-new-below", &[("parent", codebook.path(parent, lang))])
            }
            Purpose::Make(None, _) => app.say("tag-new"),
            Purpose::Rename(key) => app.face.words.fill("tag-rename-title", &[("tag", codebook.path(key, lang))]),
            Purpose::Key(slot, _) => app.face.words.fill("tag-of-key", &[("key", app.desk.key_name(*slot))]),
        };
        let body = frame(paint, app.screen.popup, &title, &app.say("field-keys"));
        let (_, body) = body.split_top(1);
        Some(typed(paint, body.row(0), &self.input))
    }
}

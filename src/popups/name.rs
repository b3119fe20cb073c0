//! A name that is asked for: of a new tag, of a renamed one, of the tag of a quick key.

use crate::actions::{annotate, codebook};
use crate::annotation::label;
use crate::annotation::quick::Slot;
use crate::brush::{Paint, frame, typed};
use crate::input::field::{Step, field_key};
use crate::input::key::Key;
use crate::state::about::Subject;
use crate::state::view::View;
use crate::state::{Model, Next, Popup};
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
    pub fn ask(model: &mut Model, purpose: Purpose, value: &str) {
        model.put_up(Self { purpose, input: Input::new(value.to_owned()) });
    }

    /// Tells whether it stands in the row of its tag.
    fn in_its_row(&self, model: &Model) -> bool {
        model.view == View::Codebook && matches!(self.purpose, Purpose::Rename(_))
    }

    /// Does what it was asked for.
    fn take(&self, model: &mut Model) {
        let written = self.input.value().trim();
        let label = match label(written) {
            Ok(label) => label.to_owned(),
            _ if written.is_empty() => return model.notice("notice-no-name"),
            Err(error) => return model.alarm(&error),
        };
        match &self.purpose {
            Purpose::Key(slot, subjects) => {
                if let Err(several) = annotate::named(model, &label, *slot, subjects) {
                    Self::ask(model, self.purpose.clone(), &label);
                    model.notice_with("notice-tags-of-name", &several);
                }
            }
            Purpose::Make(parent, behind) => codebook::make(model, &label, parent.clone(), behind.clone()),
            Purpose::Rename(key) => codebook::renamed(model, key, label),
        }
    }
}

impl Popup for Name {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        match field_key(&mut self.input, key) {
            Step::Take => self.take(model),
            Step::Leave => {}
            Step::Stay => return Next::Stay,
        }
        Next::Close
    }

    fn field(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn height(&self, model: &Model, (_, h): (Cell, Cell)) -> Option<Cell> {
        (!self.in_its_row(model)).then_some(4.min(h))
    }

    fn keys(&self, model: &Model) -> String {
        model.say("field-keys")
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        if self.in_its_row(model) {
            return None;
        }
        let lang = model.face.words.lang();
        let codebook = &model.project.book.codebook;
        let title = match &self.purpose {
            Purpose::Make(Some(parent), _) => {
                model.face.words.fill("tag-new-below", &[("parent", codebook.path(parent, lang))])
            }
            Purpose::Make(None, _) => model.say("tag-new"),
            Purpose::Rename(key) => model.face.words.fill("tag-rename-title", &[("tag", codebook.path(key, lang))]),
            Purpose::Key(slot, _) => model.face.words.fill("tag-of-key", &[("key", model.project.key_name(*slot))]),
        };
        let body = frame(paint, model.screen.popup, &title, &self.keys(model));
        let (_, body) = body.split_top(1);
        Some(typed(paint, body.row(0), (&self.input, false)))
    }
}

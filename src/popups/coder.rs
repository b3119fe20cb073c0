//! Who annotates: as the system says, or the person; the edit that waited for it is made then.

use crate::actions::coder::coder_chosen;
use crate::annotation::coder as named;
use crate::brush::{Paint, frame, sentence, typed};
use crate::input::field::{Step, field_key};
use crate::input::key::{Code, Key};
use crate::state::{Model, Next, Popup};
use crate::theme::Role;
use crate::units::Cell;
use tui_input::Input;

/// The field that asks who annotates.
pub struct Field {
    input: Input,
}

impl Field {
    /// Asks who annotates, with a name to begin with.
    pub fn new(name: String) -> Self {
        Self { input: Input::new(name) }
    }
}

impl Popup for Field {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        match field_key(&mut self.input, key) {
            Step::Take => match named(self.input.value()) {
                Ok(name) => coder_chosen(model, name),
                Err(error) => {
                    model.alarm(&error);
                    return Next::Stay;
                }
            },
            Step::Leave => {
                model.project.pending = None;
                if key.code == Code::Esc {
                    model.notice("notice-not-annotated");
                }
            }
            Step::Stay => return Next::Stay,
        }
        Next::Close
    }

    fn field(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn height(&self, _: &Model, (_, h): (Cell, Cell)) -> Option<Cell> {
        Some(6.min(h))
    }

    fn keys(&self, model: &Model) -> String {
        model.say("coder-keys")
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &model.say("coder-title"), &self.keys(model));
        let (_, body) = body.split_top(1);
        let look = paint.look(Role::Popup);
        let used = sentence(paint, body, &model.say("coder-question"), look);
        Some(typed(paint, body.row(used), (&self.input, false)))
    }
}

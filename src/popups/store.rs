//! Where annotations are kept: asked when the first edit wants to be saved.

use crate::actions::saving;
use crate::brush::{Paint, frame, sentence};
use crate::input::key::{Code, Key};
use crate::settings::StoreChoice;
use crate::state::request::Request;
use crate::state::{Model, Next, Popup};
use crate::theme::Role;
use crate::units::Cell;

/// The question.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question {
    /// Edits would be lost by leaving: the program is left all the same by `q`.
    pub leaving: bool,
}

impl Popup for Question {
    /// Enter beside the text, 2 on this machine.
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        match key.code {
            Code::Enter | Code::Char('1' | '１') => saving::store_chosen(model, StoreChoice::Beside),
            Code::Char('2' | '２') => saving::store_chosen(model, StoreChoice::Central),
            Code::Char('q') if self.leaving => model.request(Request::Leave),
            Code::Esc | Code::Char('c') if key.code == Code::Esc || key.ctrl => model.notice("notice-store-later"),
            _ => {
                self.leaving = false;
                model.notice("notice-store-keys");
                return Next::Stay;
            }
        }
        Next::Close
    }

    fn size(&self, _: &Model, (w, h): (Cell, Cell)) -> Option<(Cell, Cell)> {
        Some((62.min(w), 6.min(h)))
    }

    fn keys(&self, model: &Model) -> String {
        model.say("store-keys")
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &model.say("store-title"), &self.keys(model));
        let (_, body) = body.split_top(1);
        let look = paint.look(Role::Popup);
        sentence(paint, body, &model.say("store-question"), look);
        None
    }
}

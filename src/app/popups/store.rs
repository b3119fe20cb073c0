//! Where annotations are kept: asked when the first edit wants to be saved.

use super::{Next, Popup};
use crate::app::{App, pane, saving};
use crate::brush::{Paint, frame, sentence};
use crate::input::key::{Code, Key};
use crate::settings::StoreChoice;
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
    fn key(&mut self, app: &mut App, key: Key) -> Next {
        match key.code {
            Code::Enter | Code::Char('1' | '１') => saving::store_chosen(app, StoreChoice::Beside),
            Code::Char('2' | '２') => saving::store_chosen(app, StoreChoice::Central),
            Code::Char('q') if self.leaving => pane::leave(app),
            Code::Esc | Code::Char('c') if key.code == Code::Esc || key.ctrl => app.notice("notice-store-later"),
            _ => {
                self.leaving = false;
                app.notice("notice-store-keys");
                return Next::Stay;
            }
        }
        Next::Close
    }

    fn size(&self, _: &App, (w, h): (Cell, Cell)) -> Option<(Cell, Cell)> {
        Some((62.min(w), 7.min(h)))
    }

    fn draw(&self, app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, app.screen.popup, &app.say("store-title"), &app.say("store-keys"));
        let (_, body) = body.split_top(1);
        let look = paint.look(Role::Popup);
        sentence(paint, body, &app.say("store-question"), look);
        None
    }
}

//! Where annotations are kept: asked when the first edit wants to be saved.

use crate::actions::saving;
use crate::brush::{Paint, frame};
use crate::input::key::{Code, Key};
use crate::layout::fit_middle;
use crate::library::STORE;
use crate::settings::StoreChoice;
use crate::state::request::Request;
use crate::state::{Model, Next, Popup, Width};
use crate::theme::Role;
use crate::units::{Area, Cell};

/// The question.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question {
    /// Edits would be lost by leaving: the program is left all the same by `q`.
    pub leaving: bool,
}

/// Returns the two places: the key, what it is good for, where it lies.
fn places(model: &Model) -> [(&'static str, String, String); 2] {
    let beside = model.shelf.root.join(STORE).display().to_string();
    let central = model.project.stores.display().to_string();
    [("Enter", model.say("store-beside"), beside), ("2", model.say("store-central"), central)]
}

/// Cells in front of what is said of a place.
const KEYS: Cell = 7;

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

    fn width(&self) -> Width {
        Width::Wide
    }

    fn height(&self, _: &Model, (_, h): (Cell, Cell)) -> Option<Cell> {
        Some(8.min(h))
    }

    fn keys(&self, model: &Model) -> String {
        model.say("store-keys")
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &model.say("store-title"), &self.keys(model));
        let (look, key) = (paint.look(Role::Popup), paint.over(Role::Popup, Role::Key));
        let faint = paint.over(Role::Popup, Role::Faint);
        // One row of air above each place, where there is room for all.
        let air = Cell::from(body.h >= 7);
        for ((name, good, path), y) in places(model).into_iter().zip((air..).step_by(usize::from(air) + 2)) {
            let (head, below) = (body.row(y), body.row(y + 1));
            let behind = |row: Area| row.split_left(KEYS).1;
            paint.text(head.x, head.y, head.right(), name, key);
            paint.line_look(behind(head), &good, look);
            let path = fit_middle(&path, behind(below).w, paint.widths);
            paint.line_look(behind(below), &path, faint);
        }
        None
    }
}

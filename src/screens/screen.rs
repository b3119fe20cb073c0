//! What every screen does.

use crate::actions::subject::subject;
use crate::brush::Paint;
use crate::state::Model;
use crate::state::about::{Shown, Subject};
use crate::state::request::Typing;
use crate::state::view::Place;
use crate::units::{Area, Cell};

/// A screen of rows beside the three panes: it keeps what is on it.
pub trait Screen {
    /// Returns the chosen row, and the first to be seen.
    fn place(&mut self) -> &mut Place;

    /// Counts its rows.
    fn count(&self) -> usize;

    /// Divides what is below its head: its rows, and what is said of the chosen one at the right, or below where the
    /// terminal is `narrow`.
    fn split(&self, rest: Area, _narrow: bool) -> (Area, Area) {
        (rest, Area::default())
    }

    /// Brings it up to date, in its rectangles.
    fn arrange(&mut self, model: &mut Model);

    /// Returns the row at so many cells from the left and top of its rectangle; there it may choose more than that.
    fn at(&mut self, _model: &Model, (_x, y): (Cell, Cell)) -> Option<usize> {
        Some(self.place().top + usize::from(y))
    }

    /// Returns how many cells its usual row is high.
    fn tall(&self) -> Cell {
        1
    }

    /// Goes so many rows down, or up.
    fn step(&mut self, _model: &mut Model, by: isize) {
        let count = self.count();
        self.place().step(by, count);
    }

    /// Goes where the chosen row leads.
    fn go(&mut self, model: &mut Model);

    /// Opens its field.
    fn filter(&mut self, model: &mut Model) {
        model.notice("notice-no-filter");
    }

    /// Follows what happens in its field.
    fn typing(&mut self, _model: &mut Model, _typing: Typing) {}

    /// Tells whether rows can be marked: a click on the signs at the left does.
    fn can_mark(&self) -> bool {
        false
    }

    /// Marks the chosen row, or takes its mark away.
    fn mark(&mut self) {}

    /// Lets go of what is marked or filtered; tells whether there was any.
    fn let_go(&mut self, _model: &mut Model) -> bool {
        false
    }

    /// Returns what an act is about; says what to do if there is nothing.
    fn subjects(&self, model: &mut Model) -> Vec<Subject> {
        subject(model).into_iter().collect()
    }

    /// Takes a quick key, if it means it in its own way.
    fn digit(&mut self, _model: &mut Model, _n: usize) -> bool {
        false
    }

    /// Returns what is meant, as text.
    fn text(&self, _model: &Model) -> String {
        String::new()
    }

    /// Returns what is listed, or marked, to be exported.
    fn shown(&self, _model: &Model) -> Option<Shown> {
        None
    }

    /// Returns the key of the sentence that names its keys.
    fn hints(&self, model: &Model) -> &'static str;

    /// Draws it; returns where the cursor is, if its field is open.
    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)>;
}

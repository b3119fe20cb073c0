//! What lies over the panes: one popup at a time; a key is its own while it is open.

pub mod attributes;
pub mod choice;
pub mod coder;
pub mod doubt;
pub mod erratum;
pub mod export;
pub mod help;
pub mod import;
pub mod line;
pub mod name;
pub mod note;
pub mod picker;
pub mod sheet;
pub mod store;
pub mod typed;

use super::App;
use crate::brush::Paint;
use crate::input::field::paste_field;
use crate::input::key::{Code, Key};
use crate::units::Cell;
use std::any::Any;
use tui_input::Input;

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
    fn key(&mut self, app: &mut App, key: Key) -> Next;

    /// Returns the field of one line that pasted text simply goes into; none if it has none.
    fn field(&mut self) -> Option<&mut Input> {
        None
    }

    /// Takes what is pasted; unless it takes several lines, that is one.
    fn paste(&mut self, _: &mut App, text: &str) {
        self.field().into_iter().for_each(|field| paste_field(field, text));
    }

    /// Tells whether it takes several lines.
    fn takes_lines(&self) -> bool {
        false
    }

    /// Returns the width and height that it would like to have of those there are, in cells; none if it is a field of
    /// the screen below.
    fn size(&self, app: &App, room: (Cell, Cell)) -> Option<(Cell, Cell)>;

    /// Returns where it wants to stand.
    fn stands(&self) -> Stands {
        Stands::Free
    }

    /// Draws it; returns where the cursor is, if it has a field.
    fn draw(&self, app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)>;

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
    fn leave(&mut self, _app: &mut App) {}
}

/// Where a popup stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Beside the passage that is selected or lit, else in the middle.
    Free,
    /// The same, and without a passage beside the cursor.
    AtCursor,
    /// As high as it likes, from the top.
    AtTop,
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

/// Chooses the row of a list that was clicked; tells whether there is one.
fn take(row: usize, height: usize, count: usize, chosen: &mut usize) -> bool {
    let at = (*chosen + 1).saturating_sub(height.max(1)) + row;
    let there = row < height && at < count;
    if there {
        *chosen = at;
    }
    there
}

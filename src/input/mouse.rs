//! What the mouse did.

use crate::units::Cell;
use jiff::Timestamp;

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The left button went down.
    Down,
    /// It moved with the button down.
    Drag,
    /// The button came up.
    Up,
    /// The wheel turned away from the person.
    WheelUp,
    /// The wheel turned towards the person.
    WheelDown,
}

/// A message of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: Kind,
    /// The column.
    pub x: Cell,
    /// The row.
    pub y: Cell,
}

/// The clicks so far at one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clicks {
    /// Where the last was, and when.
    pub last: Option<(Cell, Cell, Timestamp)>,
    /// How many there were at that place.
    pub count: u8,
}

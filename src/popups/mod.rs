//! What lies over the panes: one popup at a time; a key is its own while it is open.

pub mod attributes;
pub mod choice;
pub mod coder;
pub mod definition;
pub mod doubt;
pub mod erratum;
pub mod export;
pub mod help;
pub mod import;
pub mod line;
pub mod name;
pub mod note;
pub mod picker;
pub mod settings;
pub mod sheet;
pub mod store;
pub mod typed;

use crate::units::Cell;

/// Rows of the screen that a list leaves free above and below it, where it has more rows than a few.
const FREE: Cell = 8;
/// The most rows of a list that need no high screen.
const FEW: Cell = 18;

/// Returns how high a popup is with a list of rows and so many rows around it, on a screen of a height.
fn tall(rows: usize, around: Cell, screen: Cell) -> Cell {
    let most = screen.saturating_sub(FREE + around).max(FEW);
    (rows.min(usize::from(most)) as Cell).max(3) + around.min(screen)
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

#[cfg(test)]
mod tests;

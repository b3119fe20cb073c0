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

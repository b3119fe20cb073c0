//! The screens beside the three panes, each with its state, what is done on it, and how it is drawn.

pub mod board;
pub mod codebook;
pub mod conflicts;
pub mod differences;
pub mod hits;
pub mod passages;
pub mod screen;
pub mod statistics;

use crate::state::view::View;
use codebook::Tagbook;
use conflicts::Conflicts;
use differences::Differences;
use hits::Hits;
use passages::Passages;
use screen::Screen;
use statistics::Statistics;

/// All screens.
#[derive(Default)]
pub struct Screens {
    /// The codebook.
    pub tagbook: Tagbook,
    /// Passages.
    pub passages: Passages,
    /// Hits.
    pub hits: Hits,
    /// Differences.
    pub differences: Differences,
    /// Conflicts.
    pub conflicts: Conflicts,
    /// Charts.
    pub statistics: Statistics,
}

impl Screens {
    /// Returns the screen that a view shows; none for the three panes.
    pub fn of(&self, view: View) -> Option<&dyn Screen> {
        Some(match view {
            View::Panes => return None,
            View::Codebook => &self.tagbook,
            View::Passages => &self.passages,
            View::Differences => &self.differences,
            View::Hits => &self.hits,
            View::Conflicts => &self.conflicts,
            View::Statistics => &self.statistics,
        })
    }

    /// Returns the screen that a view shows, to be changed; none for the three panes.
    pub fn of_mut(&mut self, view: View) -> Option<&mut dyn Screen> {
        Some(match view {
            View::Panes => return None,
            View::Codebook => &mut self.tagbook,
            View::Passages => &mut self.passages,
            View::Differences => &mut self.differences,
            View::Hits => &mut self.hits,
            View::Conflicts => &mut self.conflicts,
            View::Statistics => &mut self.statistics,
        })
    }
}

#[cfg(test)]
mod tests;

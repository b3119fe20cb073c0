//! What fills the screen, which pane has the keys, which row of a list is chosen.

use crate::input::command::Scope;

/// What fills the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The three panes.
    #[default]
    Panes,
    /// The codebook.
    Codebook,
    /// Passages.
    Passages,
    /// Hits of a search of all documents.
    Hits,
    /// Where coders differ.
    Differences,
    /// What nobody has decided.
    Conflicts,
    /// Charts.
    Statistics,
}

/// The chosen row of a screen, and the first to be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The chosen row.
    pub chosen: usize,
    /// The first row to be seen.
    pub top: usize,
}

impl Place {
    /// Moves by rows of so many.
    pub fn step(&mut self, by: isize, count: usize) {
        self.chosen = self.chosen.saturating_add_signed(by).min(count.saturating_sub(1));
    }

    /// Keeps the chosen one of so many rows in sight in a list of a height.
    pub fn reveal(&mut self, count: usize, height: usize) {
        self.chosen = self.chosen.min(count.saturating_sub(1));
        self.top = self.top.min(self.chosen).max((self.chosen + 1).saturating_sub(height.max(1)));
        self.top = self.top.min(count.saturating_sub(height.max(1)));
    }
}

/// The pane with the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The list of articles.
    List,
    /// The text.
    #[default]
    Text,
    /// The sidebar.
    Side,
}

/// Returns the scopes whose keys count where a screen is shown and a pane has the keys, the nearest first.
pub fn scopes(view: View, focus: Focus) -> &'static [Scope] {
    match (view, focus) {
        (View::Panes, Focus::List) => &[Scope::List, Scope::Panes, Scope::Any],
        (View::Panes, Focus::Text) => &[Scope::Text, Scope::Panes, Scope::Any],
        (View::Panes, Focus::Side) => &[Scope::Side, Scope::Panes, Scope::Any],
        (View::Codebook, _) => &[Scope::Codebook, Scope::Rows, Scope::Any],
        (View::Passages, _) => &[Scope::Passages, Scope::Rows, Scope::Any],
        (View::Differences, _) => &[Scope::Differences, Scope::Passages, Scope::Rows, Scope::Any],
        (View::Conflicts, _) => &[Scope::Conflicts, Scope::Rows, Scope::Any],
        (View::Hits, _) => &[Scope::Hits, Scope::Rows, Scope::Any],
        (View::Statistics, _) => &[Scope::Statistics, Scope::Rows, Scope::Any],
    }
}

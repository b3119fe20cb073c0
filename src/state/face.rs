//! How the program speaks and looks.

use crate::settings::{Chosen, Settings};
use crate::text::Widths;
use crate::theme::{Depth, Source, Theme};
use crate::words::Words;

/// Words, colours, widths: how the program speaks and looks.
pub struct Face {
    /// The sentences of the interface.
    pub words: Words,
    /// The theme.
    pub theme: Theme,
    /// How many colours there are.
    pub depth: Depth,
    /// How wide ambiguous characters are.
    pub widths: Widths,
    /// What a person has settled.
    pub settings: Settings,
    /// What was chosen in the settings for all libraries.
    pub kept: Chosen,
    /// The looks of this library are its own.
    pub here: bool,
    /// The theme was chosen by hand.
    pub chosen: bool,
    /// The page was set by hand.
    pub turned: bool,
    /// The themes to choose from.
    pub themes: Vec<Source>,
}

impl Face {
    /// Shows a theme.
    pub fn set_theme(&mut self, name: &str) {
        let found = self.themes.iter().find(|theme| theme.name == name);
        if let Some(theme) = found.and_then(|source| Theme::read(name, &source.source, self.depth).ok()) {
            self.theme = theme;
        }
    }
}

//! The texts of a tag: definition, what belongs to it and what does not, examples, other names.

use super::App;
use super::note::{About, Note};
use super::prompt::Prompt;
use super::tagbook::{change, chosen};
use crate::annotation::Tag;

/// The texts of a tag that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// What it is for.
    Definition,
    /// What belongs to it.
    Include,
    /// What does not.
    Exclude,
    /// Passages that show its use, one a line.
    Examples,
    /// Other names that it is found by, one a line.
    Aliases,
}

impl Text {
    /// All texts, in the order in which Tab goes through them.
    pub const ALL: [Self; 5] = [Self::Definition, Self::Include, Self::Exclude, Self::Examples, Self::Aliases];

    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Definition => "tag-definition",
            Self::Include => "tag-include",
            Self::Exclude => "tag-exclude",
            Self::Examples => "tag-examples",
            Self::Aliases => "tag-aliases",
        }
    }

    /// Returns the text behind this one.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|text| *text == self).unwrap_or(0);
        Self::ALL.get((at + 1) % Self::ALL.len()).copied().unwrap_or(self)
    }

    /// Returns what a tag says.
    pub fn of(self, tag: &Tag) -> String {
        match self {
            Self::Definition => tag.definition.clone(),
            Self::Include => tag.include.clone(),
            Self::Exclude => tag.exclude.clone(),
            Self::Examples => tag.examples.join("\n"),
            Self::Aliases => tag.aliases.join("\n"),
        }
    }

    fn set(self, tag: &mut Tag, text: &str) {
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        match self {
            Self::Definition => text.clone_into(&mut tag.definition),
            Self::Include => text.clone_into(&mut tag.include),
            Self::Exclude => text.clone_into(&mut tag.exclude),
            Self::Examples => tag.examples = lines(),
            Self::Aliases => tag.aliases = lines(),
        }
    }
}

/// Opens the texts of the chosen tag.
pub fn define(app: &mut App) {
    if let Some(key) = chosen(app).map(|tag| tag.key.clone()) {
        app.prompt = Some(Prompt::Note(Box::new(Note::new(app, About::Tag(key, Text::Definition)))));
    }
}

/// Writes a text of a tag.
pub fn defined(app: &mut App, key: &str, which: Text, text: &str) {
    let Some(before) = app.desk.book.codebook.get(key).cloned() else { return };
    let mut after = before.clone();
    which.set(&mut after, text);
    change(app, "edit-tag-definition", vec![(before, after)]);
}

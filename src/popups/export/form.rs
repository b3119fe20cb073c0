//! What the form of the export holds.

use crate::error::Error;
use crate::exchange::FORMATS;
use crate::state::Model;
use crate::state::about::Shown;
use crate::state::choices::Choices;
use crate::state::effect::Preview;
use std::path::PathBuf;
use tui_input::Input;

/// What goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The open article.
    Article,
    /// The open document.
    Document,
    /// The whole library.
    Library,
    /// The passages or hits that are listed, or the marked ones.
    Shown,
}

impl Scope {
    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Article => "export-article",
            Self::Document => "export-document",
            Self::Library => "export-library",
            Self::Shown => "export-shown",
        }
    }
}

/// The form of the export.
pub struct Form {
    /// What is chosen.
    pub choices: Choices,
    /// What goes out.
    pub scope: Scope,
    /// The file.
    pub path: Input,
    /// The file, or the folder, that a second Enter replaces.
    pub replace: Option<PathBuf>,
    /// The file that a second Enter writes although its name is that of another format.
    pub odd: Option<String>,
    /// What is listed, or marked.
    pub shown: Option<Shown>,
    /// Which preview was asked for last.
    pub generation: u64,
    /// Why it could not be written.
    pub failed: Option<Error>,
    /// What would go out; none as long as nobody has looked.
    pub preview: Option<Result<Preview, Error>>,
    /// How far the export has come, in hundredths.
    pub done: Option<usize>,
}

/// Returns the keys of the sentences that describe the formats, in the order of the form.
pub fn offered() -> impl ExactSizeIterator<Item = &'static str> {
    FORMATS.iter().map(|format| format.words)
}

/// Returns whose annotations go out, or nothing for everybody's: what is hidden on the screen does not go out from it.
pub fn whose(model: &Model) -> Option<String> {
    (!model.project.others).then(|| model.project.coder.name().to_owned())
}

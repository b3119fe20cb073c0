//! What the form of the export holds.

use crate::analysis::CONSENSUS;
use crate::brush::Sections;
use crate::error::Error;
use crate::exchange::{FORMATS, Group};
use crate::input::path::PathField;
use crate::state::Model;
use crate::state::about::Shown;
use crate::state::choices::Choices;
use crate::state::effect::Preview;
use std::collections::BTreeSet;
use std::path::PathBuf;

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
    /// The formats, by their places in the table, as they are offered.
    pub order: Vec<usize>,
    /// The headings above them.
    pub sections: Sections,
    /// What goes out.
    pub scope: Scope,
    /// Whose annotations go out, of those that may be chosen; nobody's name stands for everybody's.
    pub whose: (Vec<Option<String>>, usize),
    /// The file.
    pub path: PathField,
    /// Tab has completed the path as far as it can: what it may become is told.
    pub told: bool,
    /// The file, or the folder, that a second Enter replaces.
    pub replace: Option<PathBuf>,
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

/// Formats used last that stand before all others.
const LAST: usize = 3;

impl Form {
    /// Makes the form; what is hidden on the screen does not go out from it, unless that is asked for.
    pub fn new(model: &Model, shown: Option<Shown>) -> Self {
        let place = |name: &String| FORMATS.iter().position(|format| format.name == *name);
        let last: Vec<usize> = model.hand.exported.iter().filter_map(place).take(LAST).collect();
        let mut order = last.clone();
        let mut heads = vec![(0, "export-group-last")];
        for group in Group::ALL {
            heads.push((order.len(), group.words()));
            let own = FORMATS.iter().enumerate().filter(|(_, format)| format.group == group);
            order.extend(own.map(|(n, _)| n).filter(|n| !last.contains(n)));
        }
        heads.push((order.len(), ""));
        let mut sections = Sections::new(order.len());
        // A group whose formats were all used last has none left.
        for ((above, words), (next, _)) in heads.iter().zip(heads.iter().skip(1)) {
            if above < next {
                sections.head(*above, model.say(words));
            }
        }
        Self {
            choices: model.hand.export,
            order,
            sections,
            scope: if shown.is_some() { Scope::Shown } else { Scope::Library },
            whose: (coders(model), usize::from(model.project.others)),
            path: PathField::default(),
            told: false,
            replace: None,
            shown,
            generation: 0,
            failed: None,
            preview: None,
            done: None,
        }
    }

    /// Returns the place of the chosen format among those offered.
    pub fn chosen(&self) -> usize {
        self.order.iter().position(|n| *n == self.choices.format).unwrap_or(0)
    }

    /// Chooses the next format, or the one before.
    pub fn step(&mut self, by: isize) {
        let count = self.order.len().max(1) as isize;
        let next = (self.chosen() as isize + by).rem_euclid(count) as usize;
        self.choices.format = self.order.get(next).copied().unwrap_or_default();
    }

    /// Returns whose annotations go out, or nothing for everybody's.
    pub fn whose(&self, model: &Model) -> Option<String> {
        let (coders, chosen) = &self.whose;
        coders.get(*chosen).cloned().unwrap_or_else(|| Some(model.project.coder.name().to_owned()))
    }

    /// Chooses the next whose annotations go out.
    pub fn next_coder(&mut self) {
        let (coders, chosen) = &mut self.whose;
        *chosen = (*chosen + 1) % coders.len().max(1);
    }
}

/// Lists whose annotations may go out: one's own, everybody's, the consensus, each other coder's.
fn coders(model: &Model) -> Vec<Option<String>> {
    let own = model.project.coder.name();
    let others = model.project.book.all().flat_map(|(_, list)| list).map(|a| a.coder.as_str());
    let others: BTreeSet<&str> = others.filter(|coder| *coder != own).collect();
    let consensus = others.get(CONSENSUS).copied();
    let others = consensus.into_iter().chain(others.iter().copied().filter(|coder| *coder != CONSENSUS));
    [Some(own.to_owned()), None].into_iter().chain(others.map(|coder| Some(coder.to_owned()))).collect()
}

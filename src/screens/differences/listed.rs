//! The pairs that are listed, and how far they are settled.

use crate::analysis::{CONSENSUS, same_tags};
use crate::annotation::Annotation;
use crate::state::Model;
use crate::state::view::Place;

/// How two coders differ about a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The same passage, other tags.
    Tags,
    /// Overlapping passages, other borders.
    Borders,
    /// Only this coder's.
    OnlyMine,
    /// Only the other's.
    OnlyTheirs,
    /// The same passage, the same tags.
    Agreed,
}

impl Difference {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Tags, Self::Borders, Self::OnlyMine, Self::OnlyTheirs, Self::Agreed];

    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Tags => "difference-tags",
            Self::Borders => "difference-borders",
            Self::OnlyMine => "difference-only-mine",
            Self::OnlyTheirs => "difference-only-theirs",
            Self::Agreed => "difference-agreed",
        }
    }
}

/// A passage about which two coders differ, or agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Its document.
    pub document: String,
    /// How they differ.
    pub kind: Difference,
    /// This coder's annotation, as it was when it was listed.
    pub mine: Option<Annotation>,
    /// The other's.
    pub theirs: Option<Annotation>,
    /// Who the other is.
    pub other: String,
    /// The two versions are alike by now.
    pub alike: bool,
}

impl Pair {
    /// Tells whether it is of a kind; without one, whether it differs.
    pub fn is_of(&self, kind: Option<Difference>) -> bool {
        kind.map_or(self.kind != Difference::Agreed, |kind| self.kind == kind)
    }

    /// Returns the annotation that tells its place.
    pub fn place(&self) -> Option<&Annotation> {
        self.mine.as_ref().or(self.theirs.as_ref())
    }
}

/// The differences.
#[derive(Default)]
pub struct Differences {
    /// The chosen pair.
    pub place: Place,
    /// All pairs: by kind, then place. They stay until the screen is left.
    pub all: Vec<Pair>,
    /// Of which kind those are that are listed; none: all but those that agree.
    pub kind: Option<Difference>,
    /// Those that are listed.
    pub pairs: Vec<Pair>,
    /// The key of what is said if there are none.
    pub empty: &'static str,
    /// Something was adopted or settled since they were listed.
    pub touched: bool,
    /// How many passages are alike in place and tags.
    pub alike: usize,
    /// How many of all have a settled version.
    pub settled: usize,
    /// How many of those that were listed as differing are alike by now.
    pub adopted: usize,
    /// The revision of the book at which they were counted.
    pub counted_at: Option<u64>,
}

/// Rows of a pair on the screen.
pub const ROWS: usize = 4;

/// Rows above the pairs: the kinds.
pub const HEAD: usize = 1;

impl Differences {
    /// Lists the pairs of a kind, or all that differ; the chosen one stays so, if it is among them.
    pub fn show(&mut self, kind: Option<Difference>) {
        let chosen = self.pairs.get(self.place.chosen).cloned();
        self.kind = kind;
        self.pairs = self.all.iter().filter(|pair| pair.is_of(kind)).cloned().collect();
        self.counted_at = None;
        let at = chosen.and_then(|chosen| self.pairs.iter().position(|pair| *pair == chosen));
        self.place = Place { chosen: at.unwrap_or(0), top: 0 };
    }

    /// Counts the pairs that are listed as of a kind, or all that differ. What was adopted meanwhile stays where it is
    /// listed, and counts there.
    pub fn count_of(&self, kind: Option<Difference>) -> usize {
        self.all.iter().filter(|pair| pair.is_of(kind)).count()
    }
}

/// Tells whether the two versions of a pair are alike by now.
pub fn is_alike(model: &Model, pair: &Pair) -> bool {
    let coder = model.project.coder.name();
    let Some(theirs) = pair.theirs.as_ref().and_then(|a| model.project.book.get(&pair.document, a.id)) else {
        return false;
    };
    let own = model.project.book.of(&pair.document).iter().filter(|a| a.coder == coder);
    own.filter(|a| a.target == theirs.target).any(|a| same_tags(a, theirs, &model.project.book.codebook))
}

/// Returns the settled version of a pair, if there is one.
pub fn settled<'a>(model: &'a Model, pair: &Pair) -> Option<&'a Annotation> {
    let place = pair.place()?;
    let list = model.project.book.of(&pair.document).iter();
    list.filter(|a| a.coder == CONSENSUS).find(|a| a.target.shared(&place.target) > 0)
}

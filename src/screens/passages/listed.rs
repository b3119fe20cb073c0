//! The passages that are listed, and how those to be seen are laid out.

use crate::actions::filter::takes;
use crate::analysis::Filter;
use crate::annotation::{AROUND, Annotation};
use crate::layout::Row;
use crate::state::Model;
use crate::state::view::Place;
use crate::units::Cell;
use std::collections::BTreeSet;
use std::ops::{Deref, Range};
use std::sync::{Arc, LazyLock};
use uuid::Uuid;

/// How passages are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By article.
    #[default]
    Article,
    /// By tag: one with several stands under each.
    Tag,
    /// By coder.
    Coder,
    /// By day, the last first.
    Day,
}

impl Order {
    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Article => "passages-by-article",
            Self::Tag => "passages-by-tag",
            Self::Coder => "passages-by-coder",
            Self::Day => "passages-by-day",
        }
    }
}

/// A passage in the list. It stays until the screen is left, whatever becomes of the annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its document.
    pub document: Arc<str>,
    /// The annotation as it was when it was listed.
    pub listed: Kept,
    /// The group it stands in.
    pub group: Arc<str>,
    /// The tag it is listed under.
    pub tag: Option<Arc<str>>,
}

/// An annotation as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// All that its document had then.
    pub list: Arc<Vec<Annotation>>,
    /// Its place among them.
    pub at: usize,
}

impl Deref for Kept {
    type Target = Annotation;

    fn deref(&self) -> &Annotation {
        static NONE: LazyLock<Annotation> = LazyLock::new(Annotation::default);
        self.list.get(self.at).unwrap_or(&NONE)
    }
}

/// The passages.
pub struct Passages {
    /// The chosen one.
    pub place: Place,
    /// All that are listed.
    pub entries: Vec<Entry>,
    /// Those that are marked.
    pub marked: BTreeSet<Uuid>,
    /// What they are filtered by.
    pub filter: String,
    /// Another screen led here with the filter.
    pub led: bool,
    /// How many there are, whatever the filter.
    pub all: usize,
    /// How they are grouped.
    pub order: Order,
    /// Code points of context at both sides.
    pub context: usize,
    /// A document was not surveyed when they were listed: its order was not known.
    pub waits: bool,
    /// Those to be seen.
    pub blocks: Vec<Block>,
    /// Where tags that meet are asked for: how many pairs are listed, in how many passages.
    pub pairs: Option<(usize, usize)>,
}

impl Default for Passages {
    fn default() -> Self {
        Self {
            place: Place::default(),
            entries: Vec::new(),
            marked: BTreeSet::new(),
            filter: String::new(),
            led: false,
            all: 0,
            order: Order::default(),
            context: CONTEXT[1],
            waits: false,
            blocks: Vec::new(),
            pairs: None,
        }
    }
}

/// The most cells of the rows of passages, with what stands at their sides.
pub const WIDEST: Cell = 102;

/// The context of a passage, in code points, in steps that `+` and `-` take.
pub const CONTEXT: [usize; 5] = [0, 12, 32, 80, AROUND];

/// A passage laid out for the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its place in the list.
    pub entry: usize,
    /// The row of the list it begins on.
    pub row: Cell,
    /// The heading above it, with how many passages follow.
    pub heading: Option<(Arc<str>, usize)>,
    /// Context, words, context.
    pub text: String,
    /// Where the words stand in the text.
    pub words: Range<usize>,
    /// The rows of the text.
    pub rows: Vec<Row>,
}

impl Block {
    /// Returns the rows it takes: heading, text, a row of tags, an empty row.
    pub fn height(&self) -> Cell {
        Cell::from(self.heading.is_some()) + self.rows.len() as Cell + 2
    }
}

/// Tells whether a passage is as the filter wants it now; what is gone is not.
pub fn fits(model: &Model, filter: &Filter, entry: &Entry) -> bool {
    let present = model.project.book.get(&entry.document, entry.listed.id);
    let tagged = |a: &Annotation| {
        let codebook = &model.project.book.codebook;
        entry.tag.as_ref().is_none_or(|tag| a.tags.iter().any(|t| *codebook.resolve(t) == **tag))
    };
    present.is_some_and(|a| takes(model, filter, &entry.document, a) && tagged(a))
}

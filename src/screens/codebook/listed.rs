//! The tags that are listed, and which is chosen.

use super::reach::Reach;
use crate::analysis::Counts;
use crate::annotation::Tag;
use crate::state::Model;
use crate::state::view::Place;
use std::collections::BTreeMap;

/// What rows are made of: the book by its revision, whose annotations count, the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The revision of the book.
    pub book: u64,
    /// The coder.
    pub coder: String,
    /// The filter.
    pub filter: String,
}

/// The codebook as it is shown.
#[derive(Default)]
pub struct Tagbook {
    /// The chosen row.
    pub place: Place,
    /// The rows: depth and key.
    pub rows: Vec<(usize, String)>,
    /// How often each tag is given by this coder.
    pub counts: BTreeMap<String, Counts>,
    /// Tags that were removed and are in use still, which have the last rows: how many annotations have each.
    pub left: BTreeMap<String, usize>,
    /// How far the chosen tag reaches.
    pub reach: Reach,
    /// What the rows are filtered by.
    pub filter: String,
    /// What the rows were made of.
    pub made_of: Option<Source>,
    /// The tag that the next `d` removes, as long as the question stands.
    pub doomed: Option<String>,
}

/// Returns the chosen tag.
pub fn chosen<'a>(tagbook: &Tagbook, model: &'a Model) -> Option<&'a Tag> {
    model.project.book.codebook.get(&tagbook.rows.get(tagbook.place.chosen)?.1)
}

/// Returns what is left of the tag of the chosen row, if it was removed, and how many annotations have it.
pub fn chosen_left<'a>(tagbook: &Tagbook, model: &'a Model) -> Option<(&'a Tag, usize)> {
    let (_, key) = tagbook.rows.get(tagbook.place.chosen)?;
    Some((model.project.book.codebook.known(key)?, *tagbook.left.get(key)?))
}

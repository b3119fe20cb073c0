//! What an intake counts, and what it knows of the book.

use super::loss::Losses;
use crate::annotation::{Annotation, Book};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// What is counted on the way.
#[derive(Default)]
pub struct Tally {
    /// The annotations of which something is told of how they were found, by the key of the sentence.
    pub told: BTreeMap<&'static str, BTreeSet<Uuid>>,
    /// How many were placed by offsets alone, which tools count in several ways.
    pub unsure: usize,
    /// Those that were here already.
    pub known: BTreeSet<Uuid>,
    /// How many had ends that were corrected.
    pub mended: usize,
    /// How many have the identity of another that says something else.
    pub apart: usize,
    /// What both sides began with: annotations that were kept without their text, and now get their places in it.
    pub base: Book,
    /// What is not taken.
    pub losses: Losses,
}

impl Tally {
    /// Tells something of an annotation.
    pub fn tell(&mut self, keys: impl IntoIterator<Item = &'static str>, id: Uuid) {
        for key in keys {
            self.told.entry(key).or_default().insert(id);
        }
    }
}

/// What is known of annotations that are here, to find them again.
pub struct Known<'b> {
    /// Each with its document, by id.
    pub by_id: HashMap<Uuid, (&'b str, &'b Annotation)>,
}

impl<'b> Known<'b> {
    /// Lists the annotations of a book.
    pub fn new(book: &'b Book) -> Self {
        let all = book.all().flat_map(|(document, list)| list.iter().map(move |a| (a.id, (document, a))));
        Self { by_id: all.collect() }
    }
}

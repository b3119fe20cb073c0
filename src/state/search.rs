//! The state of the search in the open document.

use crate::layout::Anchor;
use crate::text::BlockId;
use crate::text::search::{Hit, Mode};
use crate::units::Byte;
use std::collections::HashMap;

/// The state of the search.
#[derive(Default)]
pub struct Search {
    /// What is searched for.
    pub needle: String,
    /// It is read as patterns.
    pub patterns: bool,
    /// Where it was found, in reading order of the articles.
    pub hits: Vec<Hit>,
    /// The hit one is at.
    pub here: Option<usize>,
    /// Hits are shown.
    pub shown: bool,
    /// What was searched for before, the latest first.
    pub past: Vec<String>,
    /// The hits of each block, by their places.
    pub blocks: HashMap<BlockId, std::ops::Range<usize>>,
    /// Counts searches: an answer to an older one is dropped.
    pub generation: u64,
    /// Where one was when the search began.
    pub origin: Option<(Byte, Anchor, usize)>,
    /// The next answer moves the cursor to the first hit behind the origin.
    pub moves: bool,
}

impl Search {
    /// Returns how what is searched for is meant.
    pub fn mode(&self) -> Mode {
        if self.patterns { Mode::Patterns } else { Mode::Folded }
    }

    /// Goes on with what was searched for elsewhere.
    pub fn remember(&mut self, needle: &str) {
        needle.clone_into(&mut self.needle);
        self.shown = true;
        self.note();
    }

    /// Remembers what is searched for, to be gone back to.
    pub fn note(&mut self) {
        let needle = self.needle.trim().to_owned();
        if !needle.is_empty() {
            self.past.retain(|other| *other != needle);
            self.past.insert(0, needle);
        }
    }

    /// Returns what was searched for before `needle`, or after it.
    pub fn beside(&self, needle: &str, earlier: bool) -> Option<&str> {
        let at = self.past.iter().position(|other| other == needle);
        let next = match (at, earlier) {
            (None, true) => 0,
            (Some(at), true) => at + 1,
            (Some(at), false) => at.checked_sub(1)?,
            (None, false) => return None,
        };
        self.past.get(next).map(String::as_str)
    }

    /// Shows the hits no more.
    pub fn quiet(&mut self) {
        self.shown = false;
    }

    /// Returns the hits of a block, each with whether one is at it.
    pub fn of_block(&self, block: BlockId) -> Vec<(std::ops::Range<usize>, bool)> {
        let Some(span) = self.blocks.get(&block).filter(|_| self.shown) else { return Vec::new() };
        let hits = self.hits.iter().enumerate().skip(span.start).take(span.len());
        hits.map(|(n, hit)| (hit.range.clone(), self.here == Some(n))).collect()
    }

    /// Takes the hits of a search, sorted so that those of a block stand together.
    pub fn set(&mut self, hits: Vec<Hit>) {
        self.blocks.clear();
        for (n, hit) in hits.iter().enumerate() {
            self.blocks.entry(hit.block).or_insert(n..n).end = n + 1;
        }
        self.hits = hits;
        self.here = None;
    }
}

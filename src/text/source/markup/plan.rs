//! What is known of pages before they are walked.

use super::notes::{At, Notes};
use super::page::Page;
use std::collections::HashMap;

/// An article that begins at an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The level of its headline.
    pub level: u8,
    /// What a table of contents calls it; empty if there is none.
    pub label: String,
}

impl Start {
    /// Tells whether the characters of a block, without blanks, are what a table of contents calls the article.
    pub fn is_called(&self, said: &str) -> bool {
        !said.is_empty() && self.label.chars().filter(|c| !c.is_whitespace()).eq(said.chars())
    }
}

/// What is known of pages before they are walked.
pub struct Plan<'a> {
    /// The pages.
    pub pages: &'a [Page],
    /// Their notes.
    pub notes: Notes,
    /// Where articles begin.
    pub starts: HashMap<At, Start>,
    /// Where printed pages begin, with their numbers.
    pub breaks: HashMap<At, String>,
}

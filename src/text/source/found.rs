//! What a reader makes of a file: its text, what the format says of it, and what is to be said about the reading.

use super::given::Layout;
use crate::text::encoding::Encoding;

/// How much of a file is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// The bytes that it begins with: what is read of them stands at the same places in the whole.
    Head,
}

/// What a reader makes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The text: UTF-8, no mark before it, only LF.
    pub text: String,
    /// What it was read as.
    pub encoding: Encoding,
    /// How many places could not be decoded; each stands as U+FFFD.
    pub bad: usize,
    /// What is to be said about it.
    pub remarks: Vec<Remark>,
    /// What the format says of it; plain text says nothing.
    pub layout: Option<Layout>,
}

/// Something to be said about how a document was read: the key of a sentence with what fills its blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The key.
    pub words: &'static str,
    /// The blanks.
    pub blanks: Vec<(&'static str, String)>,
}

impl Remark {
    /// Makes a remark without blanks.
    pub fn plain(words: &'static str) -> Self {
        Self { words, blanks: Vec::new() }
    }

    /// Says how many places could not be decoded; nothing if there are none.
    pub fn of_bad(bad: usize) -> Option<Self> {
        (bad > 0).then(|| Self { words: "notice-undecodable", blanks: vec![("count", bad.to_string())] })
    }
}

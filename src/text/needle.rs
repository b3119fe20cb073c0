//! A needle: words as they are looked for, in any of their forms, or an expression.

use super::fold::{Folded, alike, of_form};
use super::is_ideograph;
use super::prefilter::Prefilter;
use crate::error::{Error, Result};
use regex::{Regex, RegexBuilder};
use std::ops::Range;
use std::sync::Arc;

/// How a needle is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Any form, width and case.
    #[default]
    Folded,
    /// As it stands, but for signs without a shape and forms of one character.
    Quoted,
    /// As it stands.
    Exact,
    /// A regular expression.
    Regex,
    /// Patterns: alternatives, words beside one another, whole words, expressions.
    Patterns,
}

/// A compiled needle.
#[derive(Clone, Debug)]
pub struct Needle {
    regex: Regex,
    /// How the characters of the text are read that it is looked for in; as they stand, if they are not.
    read: Option<fn(char) -> char>,
    /// What every file passes in which it can be found, if there is such a test.
    prefilter: Option<Arc<Prefilter>>,
}

impl Needle {
    /// Compiles a needle.
    ///
    /// # Errors
    /// A regular expression that cannot be read.
    pub fn new(needle: &str, mode: Mode) -> Result<Self> {
        let read: Option<fn(char) -> char> = match mode {
            Mode::Folded => Some(alike),
            Mode::Quoted => Some(of_form),
            Mode::Exact | Mode::Regex | Mode::Patterns => None,
        };
        let wanted = Folded::new(needle, read.unwrap_or(|c| c));
        let wanted = wanted.text.trim();
        // Who looks for nothing but signs that are passed over looks for these.
        let read = read.filter(|_| !wanted.is_empty());
        let source = match mode {
            Mode::Folded if read.is_some() => expression(wanted),
            Mode::Quoted if read.is_some() => regex::escape(wanted),
            Mode::Folded | Mode::Quoted => regex::escape(needle.trim()),
            Mode::Exact | Mode::Patterns => regex::escape(needle),
            // Full-width digits are letters of another kind to those who write \d.
            Mode::Regex => needle.replace("\\d", "[0-9]"),
        };
        let built = RegexBuilder::new(&source).case_insensitive(mode == Mode::Folded).size_limit(LARGEST).build();
        let regex =
            built.map_err(|e| Error::usage("error-regex").with("pattern", needle).with("cause", last_line(&e)))?;
        Ok(Self { regex, read, prefilter: None })
    }

    /// Makes the test that every file passes in which it can be found; `needle` is what it was made of.
    #[must_use]
    pub fn with_prefilter(self, needle: &str) -> Self {
        Self { prefilter: Prefilter::of(needle).map(Arc::new), ..self }
    }

    /// Tells whether it may be found in a text with these bytes: anything that is no UTF-8 is none.
    pub fn may_be_in(&self, text: &[u8]) -> bool {
        self.prefilter.as_ref().is_none_or(|prefilter| prefilter.passes(text))
    }

    /// Returns the ranges in a plain text.
    pub fn ranges(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let found = |text: &str| -> Vec<Range<usize>> {
            self.regex.find_iter(text).map(|m| m.range()).filter(|range| !range.is_empty()).collect()
        };
        let ranges = match self.read {
            Some(read) => {
                let folded = Folded::new(text, read);
                found(&folded.text).into_iter().map(|range| folded.source(range)).collect()
            }
            None => found(text),
        };
        ranges.into_iter()
    }
}

fn last_line(error: &regex::Error) -> String {
    error.to_string().lines().last().unwrap_or_default().trim().trim_start_matches("error: ").to_owned()
}

/// Bytes that a compiled needle may take: more than any paragraph that is looked for.
const LARGEST: usize = 1 << 24;

/// Writes the expression for a folded needle.
fn expression(needle: &str) -> String {
    let mut source = String::new();
    let mut last: Option<char> = None;
    for c in needle.chars() {
        if c.is_whitespace() {
            last = None;
            source.push_str(if source.ends_with("\\s*") { "" } else { "\\s*" });
            continue;
        }
        if last.is_some_and(|last| is_ideograph(last) || is_ideograph(c)) {
            source.push_str(" *\n? *");
        }
        source.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
        last = Some(c);
    }
    source
}

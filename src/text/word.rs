//! Words: the dictionary of jieba with rules for what it does not know, and what serves until it is loaded.

mod dictionary;
mod forms;
mod rules;

use super::fold::{Folded, lettered};
use super::is_ideograph;
use crate::units::ByteSpan;
use dictionary::Dictionary;
use rules::Rules;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Cuts text into words. Without a dictionary every Chinese character is a word. The terms of a person come
/// before the dictionary.
#[derive(Clone, Default)]
pub struct Segmenter {
    dictionary: Option<Arc<Dictionary>>,
    terms: Arc<Terms>,
    fine: bool,
}

impl fmt::Debug for Segmenter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segmenter").field("loaded", &self.is_loaded()).field("fine", &self.fine).finish_non_exhaustive()
    }
}

/// Terms, and the lengths that they have in code points, the longest first.
#[derive(Default)]
struct Terms {
    known: HashSet<String>,
    lengths: Vec<usize>,
}

impl Segmenter {
    /// Loads the dictionary: a tenth of a second or more.
    pub fn load() -> Self {
        // What is built in can be read; should it not be, words are cut as they are before it is loaded.
        Self { dictionary: Dictionary::load().map(Arc::new), ..Self::default() }
    }

    /// Tells whether there is a dictionary.
    pub fn is_loaded(&self) -> bool {
        self.dictionary.is_some()
    }

    /// Returns the same segmenter with other terms.
    #[must_use]
    pub fn with_terms<'t>(&self, terms: impl IntoIterator<Item = &'t str>) -> Self {
        let known: HashSet<String> =
            terms.into_iter().map(|term| Folded::new(term.trim(), lettered).text.into_owned()).collect();
        let mut lengths: Vec<usize> = known.iter().map(|term| term.chars().count()).filter(|n| *n > 0).collect();
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        lengths.dedup();
        Self { terms: Arc::new(Terms { known, lengths }), ..self.clone() }
    }

    /// Returns the same terms with the dictionary of another.
    #[must_use]
    pub fn with_dictionary(&self, other: &Self) -> Self {
        Self { dictionary: other.dictionary.clone(), ..self.clone() }
    }

    /// Returns the same segmenter that also cuts compounds into the words that they are made of, or does not.
    #[must_use]
    pub fn with_fine(&self, fine: bool) -> Self {
        Self { fine, ..self.clone() }
    }

    /// Cuts a text into words; they partition it.
    pub fn words(&self, text: &str) -> Vec<ByteSpan> {
        // Cut as ordinary, simplified characters, and measured on the text itself; what is passed over goes with the
        // word before it.
        let folded = Folded::new(text, lettered);
        let solid = Solid::new(&folded.text);
        let (mut words, mut start) = (Vec::new(), 0);
        let ends = self.ends(&solid.text);
        for end in solid.ends(ends, |word| self.dictionary.as_ref().is_some_and(|dictionary| dictionary.has(word))) {
            let end = if end == folded.text.len() { text.len() } else { folded.start(end) };
            if end > start {
                words.push(ByteSpan::at(start, end));
            }
            start = end;
        }
        if start < text.len() {
            words.push(ByteSpan::at(start, text.len()));
        }
        words
    }

    /// Returns where the words of a simplified text end, in bytes.
    fn ends(&self, text: &str) -> Vec<usize> {
        let Some(dictionary) = &self.dictionary else { return self.plain(text) };
        let mut rules = Rules::new(dictionary, self.fine, text);
        for (range, term) in self.parts(text) {
            if term { rules.whole(range) } else { rules.cut(range) }
        }
        rules.ends().collect()
    }

    /// Returns the parts of a text that are terms, and those between them; they partition it.
    fn parts(&self, text: &str) -> Vec<(Range<usize>, bool)> {
        let mut parts = Vec::new();
        let (mut done, mut at) = (0, 0);
        while let Some(tail) = text.get(at..).filter(|tail| !tail.is_empty() && !self.terms.lengths.is_empty()) {
            let term = self.terms.lengths.iter().find_map(|count| {
                let end = tail.char_indices().nth(*count).map_or(tail.len(), |(i, _)| i);
                tail.get(..end).filter(|head| self.terms.known.contains(*head)).map(|_| at + end)
            });
            let Some(end) = term else {
                at += tail.chars().next().map_or(1, char::len_utf8);
                continue;
            };
            parts.extend((done < at).then_some((done..at, false)));
            parts.push((at..end, true));
            (done, at) = (end, end);
        }
        parts.extend((done < text.len()).then_some((done..text.len(), false)));
        parts
    }

    /// Runs of letters and digits are words, all else stands alone.
    fn plain(&self, text: &str) -> Vec<usize> {
        let mut ends: Vec<usize> = Vec::new();
        for (range, whole) in self.parts(text) {
            let mut open = false;
            for (i, c) in text.get(range.clone()).unwrap_or_default().char_indices() {
                let inside = whole || c.is_alphanumeric() && !is_ideograph(c);
                let end = range.start + i + c.len_utf8();
                match ends.last_mut() {
                    Some(last) if open && inside => *last = end,
                    _ => ends.push(end),
                }
                open = inside;
            }
        }
        ends
    }
}

/// A text without the single blanks that stand between two Chinese characters, as recognition leaves them.
struct Solid<'t> {
    text: Cow<'t, str>,
    /// Where blanks stood: the offset in the text without them, the length of the blank in bytes.
    blanks: Vec<(usize, usize)>,
}

impl<'t> Solid<'t> {
    fn new(text: &'t str) -> Self {
        let mut solid = Self { text: Cow::Borrowed(text), blanks: Vec::new() };
        if !text.contains(is_blank) {
            return solid;
        }
        let mut kept = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        let mut last = None;
        while let Some(c) = chars.next() {
            if is_blank(c) && last.is_some_and(is_ideograph) && chars.peek().copied().is_some_and(is_ideograph) {
                solid.blanks.push((kept.len(), c.len_utf8()));
            } else {
                kept.push(c);
            }
            last = Some(c);
        }
        if !solid.blanks.is_empty() {
            solid.text = Cow::Owned(kept);
        }
        solid
    }

    /// Returns where words end in the text with its blanks, from where they end without. A blank between two words is
    /// one by itself. A word holds a blank if it is `known`, or if a character stands alone beside the blank: two
    /// names of people side by side are not one.
    fn ends(&self, ends: Vec<usize>, known: impl Fn(&str) -> bool) -> Vec<usize> {
        if self.blanks.is_empty() {
            return ends;
        }
        let mut found = Vec::with_capacity(ends.len() + self.blanks.len());
        let mut blanks = self.blanks.iter().enumerate().peekable();
        let (mut start, mut more) = (0, 0);
        for end in ends {
            let word = self.text.get(start..end).unwrap_or_default();
            while let Some((n, (at, len))) = blanks.next_if(|(_, (at, _))| *at <= end) {
                let inside = *at > start && *at < end;
                if !inside || !(self.is_lone(n) || known(word)) {
                    found.extend((inside || *at == end).then_some(at + more));
                    found.push(at + more + len);
                }
                more += len;
            }
            found.push(end + more);
            start = end;
        }
        found
    }

    /// Tells whether a character stands alone before or behind a blank.
    fn is_lone(&self, n: usize) -> bool {
        let Some((at, _)) = self.blanks.get(n) else { return false };
        let before = n.checked_sub(1).and_then(|n| self.blanks.get(n)).map_or(0, |(at, _)| *at);
        let behind = self.blanks.get(n + 1).map_or(self.text.len(), |(at, _)| *at);
        let one = |range| {
            self.text.get(range).is_some_and(|text: &str| {
                let mut chars = text.chars().take_while(|c| is_ideograph(*c));
                chars.next().is_some() && chars.next().is_none()
            })
        };
        one(*at..behind)
            || self.text.get(before..*at).is_some_and(|text| {
                let mut chars = text.chars().rev().take_while(|c| is_ideograph(*c));
                chars.next().is_some() && chars.next().is_none()
            })
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{3000}')
}

#[cfg(test)]
mod tests;

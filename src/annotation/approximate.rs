//! A quotation whose words have changed: where its words most likely stand now.
//!
//! Sellers' algorithm (1980) finds every place where the quotation stands with few edits, white space passed over;
//! words before and behind it tell the candidates apart. Nothing is taken that is not clearly ahead.

use super::Quotation;
use crate::text::Document;
use crate::text::soft::is_soft;
use crate::units::{Byte, ByteSpan, Char};

/// A place where a quotation may stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its range in the text.
    pub span: ByteSpan,
    /// How alike the words are, 0 to 1.
    pub words: f64,
    /// How alike what stands before and behind is, 0 to 2.
    pub context: f64,
    /// How near it is to where it stood, 0 to 1.
    pub near: f64,
    /// How alike its words are to what stood before or behind the quotation, 0 to 1: a sentence that is built like
    /// the next is no other form of it.
    pub beside: f64,
    /// How alike the side is that agrees less, of those that are known.
    pub weaker: f64,
}

impl Candidate {
    /// Returns what candidates are compared by.
    pub fn score(&self) -> f64 {
        2.0 * self.words + self.context + self.near * NEAR
    }
}

/// What the old place counts for: it tells apart what stands in a text twice.
const NEAR: f64 = 0.4;
/// Code points from the old place within which a place is near it.
const REACH: usize = 100;
/// Longer texts, in bytes, are not searched so: that would make every look at a lost annotation felt.
const LONGEST: usize = 1 << 19;
/// Shorter quotations, in characters, say too little.
const SHORTEST: usize = 4;
/// Characters of context at each side that are compared.
const CONTEXT: usize = 16;
/// Characters that may lie between a passage and its context: a byline behind a headline, a caption.
const BETWEEN: usize = 48;
/// The share of a quotation that may have changed.
const CHANGED: f64 = 0.5;
/// Candidates that are looked at closely.
const MOST: usize = 12;

fn solid(text: &str) -> Vec<char> {
    text.chars().filter(|c| !is_soft(*c)).collect()
}

/// Returns the places where the words of a quotation of one piece stand, whatever they are spaced with. Long texts are
/// not looked through.
pub fn spaced(document: &Document, quotation: &Quotation) -> Vec<ByteSpan> {
    let ([exact], true) = (quotation.exact.as_slice(), document.text.len() <= LONGEST) else { return Vec::new() };
    let wanted = solid(exact);
    if wanted.is_empty() {
        return Vec::new();
    }
    let text: Vec<(usize, char)> = document.text.char_indices().filter(|(_, c)| !is_soft(*c)).collect();
    let stands = |window: &&[(usize, char)]| window.iter().zip(&wanted).all(|((_, c), w)| c == w);
    let span = |window: &[(usize, char)]| {
        let (first, last) = (window.first()?, window.last()?);
        Some(ByteSpan::at(first.0, last.0 + last.1.len_utf8()))
    };
    text.windows(wanted.len()).filter(stands).filter_map(span).collect()
}

/// Returns the places where a quotation may stand, the best first; none overlaps a better one. `old` is where it stood,
/// if that is known.
pub fn approximate(document: &Document, quotation: &Quotation, old: Option<Char>) -> Vec<Candidate> {
    let wanted = solid(&quotation.text());
    if wanted.len() < SHORTEST || document.text.len() > LONGEST {
        return Vec::new();
    }
    let text: Vec<(usize, char)> = document.text.char_indices().filter(|(_, c)| !is_soft(*c)).collect();
    let most = (wanted.len() as f64 * CHANGED) as usize;
    let mut ends = ends(&wanted, &text, most);
    ends.sort_by_key(|(edits, start, end)| (*edits, end - start));
    let mut taken: Vec<(usize, usize, usize)> = Vec::new();
    for (edits, start, end) in ends {
        if taken.len() < MOST && taken.iter().all(|(_, s, e)| end <= *s || *e <= start) {
            taken.push((edits, start, end));
        }
    }
    let (prefix, suffix) = (solid(&quotation.prefix), solid(&quotation.suffix));
    let (all_before, all_behind) = (prefix.clone(), suffix.clone());
    let prefix: Vec<char> = prefix.iter().rev().take(CONTEXT).copied().collect();
    let suffix: Vec<char> = suffix.into_iter().take(CONTEXT).collect();
    let candidate = |(edits, start, end): (usize, usize, usize)| {
        let before: Vec<(usize, char)> = text.iter().take(start).rev().take(prefix.len() + BETWEEN).copied().collect();
        let behind: Vec<(usize, char)> = text.iter().skip(end).take(suffix.len() + BETWEEN).copied().collect();
        let first = text.get(start).map_or(0, |(at, _)| *at);
        let last = end.checked_sub(1).and_then(|n| text.get(n)).map_or(first, |(at, c)| at + c.len_utf8());
        let (before, behind) = (alike(&prefix, &before), alike(&suffix, &behind));
        let weaker = match (prefix.is_empty(), suffix.is_empty()) {
            (true, _) => behind,
            (_, true) => before,
            _ => before.min(behind),
        };
        let away = old.map(|old| document.offsets().char(&document.text, Byte(first)).0.abs_diff(old.0));
        let own: Vec<(usize, char)> = text.get(start..end).unwrap_or_default().to_vec();
        let beside = alike(&all_before, &own).max(alike(&all_behind, &own));
        Candidate {
            beside,
            weaker,
            near: away.map_or(0.0, |away| 1.0 - away.min(REACH) as f64 / REACH as f64),
            span: ByteSpan::at(first, last),
            words: 1.0 - edits as f64 / wanted.len() as f64,
            context: before + behind,
        }
    };
    let mut found: Vec<Candidate> = taken.into_iter().map(candidate).collect();
    found.sort_by(|a, b| b.score().total_cmp(&a.score()));
    found
}

/// Returns how nearly some context stands in a piece of text; where there is none, not at all.
fn alike(context: &[char], text: &[(usize, char)]) -> f64 {
    let least = ends(context, text, context.len()).into_iter().map(|(edits, ..)| edits).min();
    let edits = least.unwrap_or(context.len());
    if context.is_empty() { 0.0 } else { 1.0 - edits as f64 / context.len() as f64 }
}

/// Finds where the quotation ends with at most so many edits: edits, first character, the one behind the last. Of a
/// run of neighbouring ends only the best is told.
fn ends(wanted: &[char], text: &[(usize, char)], most: usize) -> Vec<(usize, usize, usize)> {
    // For each length of the quotation's beginning: the fewest edits, and where in the text that begins.
    let mut column: Vec<(u32, u32)> = (0..=wanted.len() as u32).map(|edits| (edits, 0)).collect();
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (n, (_, c)) in text.iter().enumerate() {
        let mut diagonal = (0, n as u32);
        let mut above = (0, n as u32 + 1);
        if let Some(first) = column.first_mut() {
            *first = above;
        }
        for (cell, wanted) in column.iter_mut().skip(1).zip(wanted) {
            let left = *cell;
            let mut best = (diagonal.0 + u32::from(wanted != c), diagonal.1);
            if left.0 + 1 < best.0 {
                best = (left.0 + 1, left.1);
            }
            if above.0 + 1 < best.0 {
                best = (above.0 + 1, above.1);
            }
            diagonal = left;
            above = best;
            *cell = best;
        }
        let last = column.last().map(|(edits, start)| (*edits as usize, *start as usize));
        let Some((edits, start)) = last.filter(|(edits, _)| *edits <= most) else { continue };
        match found.last_mut() {
            Some(last) if start < last.2 => {
                if edits < last.0 {
                    *last = (edits, start, n + 1);
                }
            }
            _ => found.push((edits, start, n + 1)),
        }
    }
    found
}

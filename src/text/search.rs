//! Search: the needle is folded, not the text, so a hit is exact in the source.
//!
//! Each character of the needle stands for all its variants in width and case, quotation marks and
//! dashes of all forms for one another; blanks and a line end are passed over between Chinese characters.

use super::document::Document;
use super::fold;
use super::structure::BlockId;
use super::{is_han, is_ideograph};
use crate::error::{Error, Result};
use crate::units::ByteSpan;
use regex::{Regex, RegexBuilder};
use std::fmt::Write;

/// How a needle is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Any width and case.
    #[default]
    Folded,
    /// As it stands.
    Exact,
    /// A regular expression.
    Regex,
}

/// A compiled needle.
#[derive(Clone, Debug)]
pub struct Pattern {
    regex: Regex,
}

/// A place where a needle was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The block.
    pub block: BlockId,
    /// Offsets in the block's reading.
    pub range: std::ops::Range<usize>,
    /// The source spans, cut at seams.
    pub spans: Vec<ByteSpan>,
}

const SETS: &[&str] = &[
    "\"“”„「」『』＂",
    "'‘’＇",
    "-—–－‐―",
    "~～〜",
    "·・•･．",
    "。｡",
    "、､",
    ",，",
    ":：",
    ";；",
    "!！",
    "?？",
    "(（",
    ")）",
];

/// Finds words that stand in a document once: exactly, else folded.
pub fn only(words: &str, document: &Document) -> Option<Vec<ByteSpan>> {
    let find = |mode| Pattern::new(words, mode).map(|pattern| pattern.find(document)).unwrap_or_default();
    let exact = find(Mode::Exact);
    let found = if exact.is_empty() { find(Mode::Folded) } else { exact };
    match <[Hit; 1]>::try_from(found) {
        Ok([hit]) => Some(hit.spans),
        Err(_) => None,
    }
}

impl Pattern {
    /// Compiles a needle.
    ///
    /// # Errors
    /// A regular expression that cannot be read.
    pub fn new(needle: &str, mode: Mode) -> Result<Self> {
        let source = match mode {
            Mode::Folded => folded(needle.trim()),
            Mode::Exact => regex::escape(needle),
            // Full-width digits are letters of another kind to those who write \d.
            Mode::Regex => needle.replace("\\d", "[0-9]"),
        };
        let built = RegexBuilder::new(&source).case_insensitive(mode == Mode::Folded).size_limit(1 << 22).build();
        let regex =
            built.map_err(|e| Error::usage("error-regex").with("pattern", needle).with("cause", last_line(&e)))?;
        Ok(Self { regex })
    }

    /// Returns the ranges in a plain text.
    pub fn ranges(&self, text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
        self.regex.find_iter(text).map(|m| m.range()).filter(|range| !range.is_empty())
    }

    /// Finds all hits of a document, block by block: joined paragraphs are searched as they are read.
    pub fn find(&self, document: &Document) -> Vec<Hit> {
        let ids = 0..document.structure.blocks.len();
        ids.flat_map(|id| self.find_in(document, id)).collect()
    }

    /// Finds the hits of one block.
    pub fn find_in(&self, document: &Document, block: BlockId) -> Vec<Hit> {
        let Some(reading) = document.reading(block) else { return Vec::new() };
        let hit = |range: std::ops::Range<usize>| {
            let spans = reading.spans(range.start, range.end);
            Hit { block, range, spans }
        };
        let mut hits: Vec<Hit> = self.ranges(&reading.text).map(hit).collect();
        if let Some(source) = document.uncorrected(block).filter(|_| document.has_errata(block)) {
            // What the source has is found too, where it was corrected.
            for range in self.ranges(&source.text) {
                let spans = source.spans(range.start, range.end);
                let (Some(first), Some(last)) = (spans.first(), spans.last()) else { continue };
                let shown = reading.offset(first.start)..reading.offset(last.end);
                if hits.iter().all(|hit| hit.range.end <= shown.start || shown.end <= hit.range.start) {
                    hits.push(Hit { block, range: shown, spans });
                }
            }
            hits.sort_by_key(|hit| hit.range.start);
        }
        hits
    }
}

fn last_line(error: &regex::Error) -> String {
    error.to_string().lines().last().unwrap_or_default().trim().trim_start_matches("error: ").to_owned()
}

fn folded(needle: &str) -> String {
    let mut source = String::new();
    let mut last: Option<char> = None;
    for c in needle.chars() {
        if c.is_whitespace() {
            last = None;
            source.push_str(if source.ends_with("\\s*") { "" } else { "\\s*" });
            continue;
        }
        if last.is_some_and(is_han) && is_han(c) && (last.is_some_and(is_ideograph) || is_ideograph(c)) {
            source.push_str("[ \\t\u{3000}]*\\n?[ \\t\u{3000}]*");
        }
        class(c, &mut source);
        last = Some(c);
    }
    source
}

/// Writes the variants of a character as a class.
fn class(c: char, out: &mut String) {
    let mut variants = fold::forms(c);
    if !variants.contains(&c) {
        variants.push(c);
    }
    if let Some(set) = SETS.iter().find(|set| set.contains(c)) {
        variants.extend(set.chars());
    }
    match c {
        '!'..='~' => variants.extend(char::from_u32(c as u32 + 0xfee0)),
        '！'..='～' => variants.extend(char::from_u32(c as u32 - 0xfee0)),
        _ => {}
    }
    let _ = write!(out, "[{}]", variants.iter().map(|v| regex::escape(&v.to_string())).collect::<String>());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Erratum, Layers};

    fn found(needle: &str, text: &str) -> Vec<String> {
        let pattern = Pattern::new(needle, Mode::Folded).unwrap();
        pattern.ranges(text).map(|r| text[r].to_owned()).collect()
    }

    #[test]
    fn width_and_case_are_folded() {
        assert_eq!(found("app", "一个ＡＰＰ和App"), ["ＡＰＰ", "App"]);
        assert_eq!(found("\"六个一\",", "落实“六个一”，好"), ["“六个一”，"]);
    }

    #[test]
    fn simplified_and_traditional_are_one() {
        assert_eq!(found("发展", "經濟發展，发展"), ["發展", "发展"]);
        assert_eq!(found("裡面著手", "里面着手"), ["里面着手"]);
    }

    #[test]
    fn corrected_words_are_found_both_ways() {
        let document = Document::open("a.txt", "作者郑恩哲在西宁采访，写下了这篇报道。".into());
        let at = document.text.find('恩').unwrap();
        let erratum = Erratum { span: ByteSpan::at(at, at + 3), text: "思".into() };
        let document = document.with(Layers { errata: vec![erratum], ..Layers::default() });
        for needle in ["郑思哲", "郑恩哲"] {
            let hits = Pattern::new(needle, Mode::Folded).unwrap().find(&document);
            assert_eq!(hits.len(), 1, "{needle}");
            assert_eq!(document.slice(hits[0].spans[0]), "郑恩哲");
        }
    }

    #[test]
    fn blanks_between_characters_are_passed_over() {
        assert_eq!(found("黄城", "作者 黄 城"), ["黄 城"]);
        assert_eq!(found("黄 城", "作者黄城"), ["黄城"]);
    }

    #[test]
    fn a_bad_expression_is_a_sentence() {
        assert_eq!(Pattern::new("(", Mode::Regex).unwrap_err().key, "error-regex");
        assert!(Pattern::new("(", Mode::Folded).is_ok());
    }
}

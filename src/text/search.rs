//! Search: text and needle are folded alike, and a hit stands exactly in the source.
//!
//! Forms, widths and cases of a character are one, marks that are written for one another too; signs without a shape
//! are passed over, blanks and a line end beside Chinese characters likewise.

use super::decode::is_utf8;
use super::document::Document;
use super::needle::Needle;
use super::patterns::Patterns;
use super::structure::BlockId;
use super::word::Segmenter;
use crate::error::Result;
use crate::units::ByteSpan;
use std::ops::Range;
use std::sync::Arc;

pub use super::needle::Mode;

/// What is looked for.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// Words as they stand, or an expression.
    Needle(Needle),
    /// Patterns of words.
    Patterns(Arc<Patterns>),
}

/// A place where a needle was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The block.
    pub block: BlockId,
    /// Offsets in the block's reading.
    pub range: Range<usize>,
    /// The source spans, cut at seams.
    pub spans: Vec<ByteSpan>,
}

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
    /// Compiles what is looked for.
    ///
    /// # Errors
    /// A regular expression that cannot be read.
    pub fn new(needle: &str, mode: Mode) -> Result<Self> {
        match mode {
            Mode::Patterns => Patterns::parse(needle).map(Arc::new).map(Self::Patterns),
            _ => Needle::new(needle, mode).map(Self::Needle),
        }
    }

    /// Likewise, for a search in many files: what they can hold is told by their bytes where that is possible.
    ///
    /// # Errors
    /// As for [`Self::new`].
    pub fn for_many(needle: &str, mode: Mode) -> Result<Self> {
        match mode {
            Mode::Patterns => Patterns::parse(needle).map(|all| Self::Patterns(Arc::new(all.with_prefilters()))),
            Mode::Regex => Needle::new(needle, mode).map(Self::Needle),
            _ => Needle::new(needle, mode).map(|made| Self::Needle(made.with_prefilter(needle))),
        }
    }

    /// Tells whether it asks for whole words, so that words must be known.
    pub fn asks_for_words(&self) -> bool {
        matches!(self, Self::Patterns(patterns) if patterns.asks_for_words())
    }

    /// Has whole words be those of a segmenter.
    #[must_use]
    pub fn with_words(self, segmenter: &Segmenter) -> Self {
        match self {
            Self::Patterns(patterns) if patterns.asks_for_words() => {
                Self::Patterns(Arc::new(patterns.with_words(segmenter)))
            }
            other => other,
        }
    }

    /// Tells whether it may be found in a file of plain text with these bytes. What is not UTF-8 may hold anything.
    pub fn may_be_in(&self, data: &[u8]) -> bool {
        let text = match self {
            Self::Needle(needle) => needle.may_be_in(data),
            Self::Patterns(patterns) => patterns.may_be_in(data),
        };
        text || !is_utf8(data)
    }

    /// Returns the ranges in a plain text.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        match self {
            Self::Needle(needle) => needle.ranges(text).collect(),
            Self::Patterns(patterns) => patterns.ranges(text),
        }
    }

    /// Finds all hits of a document, block by block: joined paragraphs are searched as they are read.
    pub fn find(&self, document: &Document) -> Vec<Hit> {
        let ids = 0..document.structure.blocks.len();
        ids.flat_map(|id| self.find_in(document, id)).collect()
    }

    /// Finds the hits of one block.
    pub fn find_in(&self, document: &Document, block: BlockId) -> Vec<Hit> {
        let Some(reading) = document.reading(block) else { return Vec::new() };
        let hit = |range: Range<usize>| {
            let spans = reading.spans(range.start, range.end);
            Hit { block, range, spans }
        };
        let mut hits: Vec<Hit> = self.ranges(&reading.text).into_iter().map(hit).collect();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Erratum, Layers};

    fn found(needle: &str, text: &str) -> Vec<String> {
        let pattern = Pattern::new(needle, Mode::Folded).unwrap();
        pattern.ranges(text).into_iter().map(|r| text[r].to_owned()).collect()
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
    fn what_has_no_shape_is_passed_over_and_stands_in_the_hit() {
        let cases = [
            ("巡\u{200b}查员", "巡查", "巡\u{200b}查"),
            ("热\u{ad}线", "热\u{2060}线", "热\u{ad}线"),
            ("辻\u{e0101}堂", "辻", "辻\u{e0101}"),
            ("\u{feff}值\u{200d}班室", "值班室", "值\u{200d}班室"),
            ("hot\u{ad}line", "hotline", "hot\u{ad}line"),
            ("⽔⽥与⼭", "水田", "⽔⽥"),
            ("夜校︵春季︶", "(春季)", "︵春季︶"),
            ("ﾊﾞｽを待つ", "バス", "ﾊﾞｽ"),
            ("バスを待つ", "ﾊﾞｽ", "バス"),
            ("用 App 办", "用App办", "用 App 办"),
        ];
        for (text, needle, hit) in cases {
            assert_eq!(found(needle, text), [hit], "{needle}");
        }
        // A kana with its mark is one: the kana without is not in it.
        assert!(found("ハス", "ﾊﾞｽ").is_empty() && found("ﾞ", "ﾊﾞｽ").is_empty());
        assert_eq!(found("\u{200b}", "甲\u{200b}乙"), ["\u{200b}"]);
        assert!(found(" ", "甲 乙").is_empty());
        let quoted = |needle, text| Pattern::new(needle, Mode::Quoted).unwrap().ranges(text).len();
        assert_eq!(quoted("水田", "⽔⽥、水\u{200b}田、水田"), 3);
        assert_eq!(
            (quoted("国家", "國家与国家"), quoted("App", "app、App、Ａｐｐ"), quoted("\u{200b}", "甲\u{200b}")),
            (1, 2, 1)
        );
        assert!(Pattern::new("水田", Mode::Exact).unwrap().ranges("⽔⽥").is_empty());
    }

    /// Characters and other ways to write each.
    const WAYS: &[(&str, &[&str])] = &[
        ("山", &["⼭", "山\u{fe00}"]),
        ("风", &["⻛", "風"]),
        ("乐", &["樂", "\u{f914}"]),
        ("a", &["Ａ", "ａ"]),
        ("7", &["７"]),
        ("ガ", &["ｶﾞ", "カ\u{3099}", "カ゛"]),
        ("カ", &["ｶ"]),
        ("《", &["︽"]),
        ("(", &["（", "︵", "﹙"]),
        ("”", &["\"", "﹂", "＂"]),
        ("。", &["｡"]),
    ];
    const PASSED: &[&str] = &["\u{200b}", "\u{200c}", "\u{200d}", "\u{2060}", "\u{ad}", "\u{feff}"];

    /// Writes a text: each character in a way, perhaps with signs behind it; with where each character begins.
    fn written(text: &[(usize, usize, usize)]) -> (String, Vec<usize>) {
        let (mut out, mut starts) = (String::new(), Vec::new());
        for (n, way, signs) in text {
            let (plain, ways) = WAYS[n % WAYS.len()];
            starts.push(out.len());
            out.push_str(if *way == 0 { plain } else { ways[way % ways.len()] });
            (0..signs.saturating_sub(2)).for_each(|n| out.push_str(PASSED[(signs + n) % PASSED.len()]));
        }
        (out, starts)
    }

    /// Returns the numbers of the characters at which hits begin, and how many each has.
    fn hits(needle: &str, text: &(String, Vec<usize>), mode: Mode) -> Vec<(usize, usize)> {
        let number = |at: usize| text.1.partition_point(|start| *start < at);
        let found = Pattern::new(needle, mode).unwrap();
        found
            .ranges(&text.0)
            .into_iter()
            .map(|range| (number(range.start), number(range.end) - number(range.start)))
            .collect()
    }

    proptest::proptest! {
        #![proptest_config(crate::laws::cases(300))]
        #[test]
        fn the_way_in_which_a_text_is_written_makes_no_difference(
            text in proptest::collection::vec((0usize..11, 0usize..5, 0usize..5), 1..40),
            other in proptest::collection::vec((0usize..5, 0usize..5), 40),
            from in 0usize..40,
            length in 1usize..5,
        ) {
            let plain: Vec<_> = text.iter().map(|(n, ..)| (*n, 0, 0)).collect();
            let (text_written, plain_written) = (written(&text), written(&plain));
            let from = from % text.len();
            let needle = &text[from..(from + length).min(text.len())];
            let plain_needle = written(&plain[from..from + needle.len()]).0;
            let needle: Vec<_> = needle.iter().zip(&other).map(|((n, ..), (way, signs))| (*n, *way, *signs)).collect();
            let needle = written(&needle).0;
            let meant = hits(&plain_needle, &plain_written, Mode::Folded);
            proptest::prop_assert!(!meant.is_empty());
            for (needle, text) in [(&needle, &plain_written), (&plain_needle, &text_written), (&needle, &text_written)] {
                proptest::prop_assert_eq!(&hits(needle, text, Mode::Folded), &meant, "{} in {}", needle, text.0);
            }
        }
    }

    #[test]
    fn the_law_of_ways_sees_a_search_that_keeps_to_them() {
        let (plain, other) = (written(&[(0, 0, 0), (1, 0, 0)]), written(&[(0, 1, 3), (1, 2, 0)]));
        assert_ne!(hits(&plain.0, &other, Mode::Exact), hits(&plain.0, &plain, Mode::Exact));
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

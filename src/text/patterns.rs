//! Patterns of words: `a|b` either, `a b` both in a sentence, `a..5..b` one behind the other with at most so many
//! characters between, `=a` a whole word, `"a b"` as it stands, `/a/` a regular expression. Marks may be typed with a
//! Chinese keyboard.

use super::needle::{Mode, Needle};
use super::sentence::sentences;
use super::word::Segmenter;
use crate::error::Result;
use crate::units::{Byte, Slice};
use std::ops::Range;

/// Patterns, any of which is looked for.
#[derive(Clone, Debug)]
pub struct Patterns {
    /// Of each: what stands in one sentence. The hits are those of the first.
    either: Vec<Vec<Chain>>,
    segmenter: Option<Segmenter>,
}

/// Words one behind the other.
#[derive(Clone, Debug)]
struct Chain {
    first: Atom,
    /// Each with the most characters that stand before it.
    rest: Vec<(usize, Atom)>,
}

/// Words.
#[derive(Clone, Debug)]
struct Atom {
    /// As they were typed.
    typed: String,
    needle: Needle,
    /// They begin and end where words do.
    whole: bool,
    /// They are a regular expression.
    expression: bool,
}

impl Patterns {
    /// Reads patterns. What is not finished yet counts as far as it goes: people type.
    ///
    /// # Errors
    /// A regular expression that cannot be read.
    pub fn parse(typed: &str) -> Result<Self> {
        let typed = typed.trim();
        if let Some(expression) = expression(typed) {
            let needle = Needle::new(expression, Mode::Regex)?;
            let first = Atom { typed: expression.to_owned(), needle, whole: false, expression: true };
            return Ok(Self { either: vec![vec![Chain { first, rest: Vec::new() }]], segmenter: None });
        }
        let chains = |typed: &String| parted(typed, char::is_whitespace).iter().map(|one| Chain::parse(one)).collect();
        let either =
            parted(typed, |c| matches!(c, '|' | '｜' | '︱')).iter().map(chains).collect::<Result<Vec<_>>>()?;
        Ok(Self { either, segmenter: None })
    }

    /// Makes the test that every file passes in which they can be found.
    #[must_use]
    pub fn with_prefilters(mut self) -> Self {
        for atom in self.either.iter_mut().flatten().flat_map(Chain::atoms_mut).filter(|atom| !atom.expression) {
            atom.needle = atom.needle.clone().with_prefilter(&atom.typed);
        }
        self
    }

    /// Tells whether whole words are asked for.
    pub fn asks_for_words(&self) -> bool {
        self.either.iter().flatten().flat_map(Chain::atoms).any(|atom| atom.whole)
    }

    /// Has whole words be those of a segmenter.
    #[must_use]
    pub fn with_words(&self, segmenter: &Segmenter) -> Self {
        Self { segmenter: Some(segmenter.clone()), ..self.clone() }
    }

    /// Tells whether they may be found in a text with these bytes.
    pub fn may_be_in(&self, text: &[u8]) -> bool {
        let all = |chains: &Vec<Chain>| chains.iter().flat_map(Chain::atoms).all(|atom| atom.needle.may_be_in(text));
        self.either.iter().any(all)
    }

    /// Returns where they stand in a paragraph, in order and apart from one another.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let mut words = self.segmenter.as_ref().map(|segmenter| Words { text, segmenter, ends: None });
        let mut found: Vec<Range<usize>> =
            self.either.iter().flat_map(|chains| together(chains, text, &mut words)).collect();
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|range| {
            range.start >= end && {
                end = range.end;
                true
            }
        });
        found
    }
}

/// Returns where the first of several stands in a sentence that has them all.
fn together(chains: &[Chain], text: &str, words: &mut Option<Words<'_>>) -> Vec<Range<usize>> {
    let Some((first, others)) = chains.split_first() else { return Vec::new() };
    let mut found = first.ranges(text, words);
    if found.is_empty() || others.is_empty() {
        return found;
    }
    let others: Vec<Vec<Range<usize>>> = others.iter().map(|chain| chain.ranges(text, words)).collect();
    let sentences = sentences(text);
    let number = |range: &Range<usize>| sentences.partition_point(|sentence| sentence.end.0 <= range.start);
    found.retain(|range| others.iter().all(|other| other.iter().any(|o| number(o) == number(range))));
    found
}

impl Chain {
    fn parse(typed: &str) -> Result<Self> {
        let mut parts = links(typed).into_iter();
        let (_, first) = parts.next().unwrap_or((0, typed));
        let rest = parts.map(|(most, words)| Ok((most, Atom::parse(words)?))).collect::<Result<_>>()?;
        Ok(Self { first: Atom::parse(first)?, rest })
    }

    fn atoms(&self) -> impl Iterator<Item = &Atom> {
        std::iter::once(&self.first).chain(self.rest.iter().map(|(_, atom)| atom))
    }

    fn atoms_mut(&mut self) -> impl Iterator<Item = &mut Atom> {
        std::iter::once(&mut self.first).chain(self.rest.iter_mut().map(|(_, atom)| atom))
    }

    /// Returns from where the first stands to where the last that follows it does: each the nearest.
    fn ranges(&self, text: &str, words: &mut Option<Words<'_>>) -> Vec<Range<usize>> {
        let mut found = self.first.ranges(text, words);
        for (most, atom) in &self.rest {
            let next = atom.ranges(text, words);
            let reach = |range: Range<usize>| {
                let behind = next.get(next.partition_point(|next| next.start < range.end))?;
                let between = text.get(range.end..behind.start)?;
                let count = between.chars().filter(|c| !c.is_whitespace()).take(most.saturating_add(1)).count();
                (count <= *most).then_some(range.start..behind.end)
            };
            found = found.into_iter().filter_map(reach).collect();
        }
        found
    }
}

impl Atom {
    fn parse(typed: &str) -> Result<Self> {
        let (whole, words) = match typed.strip_prefix(['=', '＝']).filter(|words| !words.is_empty()) {
            Some(words) => (true, words),
            None => (false, typed),
        };
        let words: String = words.chars().filter(|c| !is_quote(*c)).collect();
        let needle = Needle::new(&words, Mode::Folded)?;
        Ok(Self { typed: words, needle, whole, expression: false })
    }

    fn ranges(&self, text: &str, words: &mut Option<Words<'_>>) -> Vec<Range<usize>> {
        let found = self.needle.ranges(text);
        match words.as_mut().filter(|_| self.whole) {
            Some(words) => found.filter(|range| words.are_whole(range)).collect(),
            None => found.collect(),
        }
    }
}

/// The words of a text, cut when they are first asked for.
struct Words<'a> {
    text: &'a str,
    segmenter: &'a Segmenter,
    ends: Option<Vec<usize>>,
}

impl Words<'_> {
    /// Tells whether a range begins and ends where words do.
    fn are_whole(&mut self, range: &Range<usize>) -> bool {
        let (text, segmenter) = (self.text, self.segmenter);
        let cut = || segmenter.words(text).iter().map(|word| word.end.0).collect();
        let ends = self.ends.get_or_insert_with(cut);
        let is_end = |at: usize| at == 0 || ends.binary_search(&at).is_ok();
        is_end(range.start) && is_end(range.end)
    }
}

/// Returns the expression between two slashes.
fn expression(typed: &str) -> Option<&str> {
    let inside = typed.strip_prefix(['/', '／'])?.strip_suffix(['/', '／'])?;
    Some(inside).filter(|inside| !inside.is_empty())
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '＂')
}

/// Parts what was typed where a mark stands that is not between quotes; empty parts are none.
fn parted(typed: &str, parts: impl Fn(char) -> bool) -> Vec<String> {
    let (mut found, mut quoted) = (vec![String::new()], false);
    for c in typed.chars() {
        quoted ^= is_quote(c);
        match found.last_mut() {
            Some(last) if quoted || !parts(c) => last.push(c),
            _ => found.push(String::new()),
        }
    }
    found.retain(|part| !part.trim().is_empty());
    found
}

/// Returns what follows one another in `a..5..b`, each with the most characters before it; without a number any.
fn links(typed: &str) -> Vec<(usize, &str)> {
    const DOTS: [&str; 3] = ["..", "．．", "。。"];
    let next = |text: &str| {
        let found = DOTS.iter().filter_map(|dots| text.find(dots).map(|at| (at, dots.len())));
        found.min()
    };
    let (mut found, mut rest, mut most) = (Vec::new(), typed, 0);
    while let Some((at, length)) = next(rest).filter(|(at, length)| *at > 0 && at + length < rest.len()) {
        let (words, behind) = (rest.before(Byte(at)), rest.from(Byte(at + length)));
        let number = next(behind).and_then(|(end, length)| Some((count(behind.before(Byte(end)))?, end + length)));
        found.push((most, words));
        (most, rest) = match number.filter(|(_, end)| *end < behind.len()) {
            Some((count, end)) => (count, behind.from(Byte(end))),
            None => (usize::MAX, behind),
        };
    }
    found.push((most, rest));
    found
}

/// Reads a number in digits of any width.
fn count(digits: &str) -> Option<usize> {
    let digits: String = digits.chars().map(super::fold::ordinary).collect();
    digits.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(typed: &str, text: &'t str) -> Vec<&'t str> {
        let patterns = Patterns::parse(typed).unwrap().with_prefilters();
        let ranges = patterns.ranges(text);
        assert!(ranges.is_empty() || patterns.may_be_in(text.as_bytes()), "{typed}");
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    const TEXT: &str = "社区网格服务居民。党建引领，网格员上门。居民找网格長，也找社区干部。";

    #[test]
    fn either_or_both() {
        assert_eq!(found("党建|居民", TEXT), ["居民", "党建", "居民"]);
        assert_eq!(found("党建｜干部|没有", TEXT), ["党建", "干部"]);
        assert_eq!(found("网格 居民", TEXT), ["网格", "网格"]);
        assert_eq!(found("网格　居民 社区", TEXT), ["网格", "网格"]);
        assert_eq!(found("党建 居民", TEXT), [""; 0]);
        assert_eq!(found("党建 引领|網格長", TEXT), ["党建", "网格長"]);
        assert_eq!(found("\"网格 服务\"", TEXT), ["网格服务"]);
        assert_eq!(found("“党建|引领”", "党建|引领"), ["党建|引领"]);
    }

    #[test]
    fn one_behind_the_other() {
        assert_eq!(found("社区..2..服务", TEXT), ["社区网格服务"]);
        assert_eq!(found("社区..1..服务", TEXT), [""; 0]);
        assert_eq!(found("居民..３..网格..9..干部", TEXT), ["居民找网格長，也找社区干部"]);
        assert_eq!(found("党建。。3。。网格", TEXT), ["党建引领，网格"]);
        assert_eq!(found("党建..上门", TEXT), ["党建引领，网格员上门"]);
        assert_eq!(found("党建..", "党建.."), ["党建.."]);
    }

    #[test]
    fn whole_words_are_those_of_the_segmenter() {
        let segmenter = Segmenter::load();
        let found = |typed: &str, text: &str| {
            let patterns = Patterns::parse(typed).unwrap();
            assert!(patterns.asks_for_words());
            patterns.with_words(&segmenter).ranges(text).len()
        };
        assert_eq!((found("=人民", "人民的人民币"), found("＝人民币", "人民的人民币")), (1, 1));
        assert_eq!(found("=人民|=的", "人民的人民币"), 2);
    }

    #[test]
    fn expressions_are_marked() {
        assert_eq!(found("/网格[员长長]/", TEXT), ["网格员", "网格長"]);
        assert_eq!(found("／[0-9]+年／", "在2021年"), ["2021年"]);
        assert_eq!(Patterns::parse("/(/").unwrap_err().key, "error-regex");
        assert_eq!(found("/", "1/2"), ["/"]);
    }

    #[test]
    fn what_is_not_finished_counts_as_far_as_it_goes() {
        for typed in ["党建|", "|党建", "党建 ", "=党建..", "\"党建"] {
            let text = "党建..";
            assert!(!Patterns::parse(typed).unwrap().ranges(text).is_empty(), "{typed}");
        }
        assert!(Patterns::parse("").unwrap().ranges("党建").is_empty());
    }
}

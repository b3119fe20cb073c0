//! Which files can hold what is looked for: told by their bytes, before anything is made of them.
//!
//! A needle is found in a text only if each of its letters and ideographs stands there in one of the ways in which it is
//! written; and either all of them in order, with nothing but marks and blanks between, or, where lines were put
//! together that stand apart, the first of them at the end of a line and the rest at the beginning of one. These are
//! necessary, not sufficient: a file that passes is read and searched.

use super::fold::{Folded, alike, ways};
use super::frequency::is_frequent;
use super::is_ideograph;
use regex::bytes::Regex;

/// What stands between two characters of a needle: anything but letters, digits and ideographs.
const GAP: &str = r"[^\p{Han}0-9A-Za-z]*";
/// Where a line begins or ends, whatever ends lines.
const LINE: &str = r"[\n\r\x0B\x0C\u{85}\u{2028}\u{2029}]";

/// A test of bytes that everything passes in which a needle can be found.
#[derive(Clone, Debug)]
pub struct Prefilter {
    /// One character of the needle each, the rare ones first.
    characters: Vec<Regex>,
    /// All of them in order.
    whole: Regex,
    /// The first of them at the end of a line: one more each.
    heads: Vec<Regex>,
    /// The last of them at the beginning of a line: one less each.
    tails: Vec<Regex>,
}

impl Prefilter {
    /// Makes that of a needle, in whatever forms it is looked for; none if it has neither letters nor ideographs, or too
    /// many of them for a test to be quicker than a search.
    pub fn of(needle: &str) -> Option<Self> {
        const MOST: usize = 40;
        let folded = Folded::new(needle, alike);
        let firm = |c: &char| is_ideograph(*c) || c.is_ascii_alphanumeric();
        let wanted: Vec<char> = folded.text.chars().filter(firm).collect();
        if wanted.is_empty() || wanted.len() > MOST {
            return None;
        }
        let written: Vec<String> = wanted.iter().map(|c| alternatives(&ways(*c))).collect();
        let count = wanted.len();
        let joined = |from: usize, to: usize| written.get(from..to).unwrap_or_default().join(GAP);
        let compile = |source: String| Regex::new(&source).ok();
        let head = |k| compile(format!(r"{}{GAP}(?:{LINE}|\z)", joined(0, k)));
        let tail = |k| compile(format!(r"(?:\A|{LINE}){GAP}{}", joined(k, count)));
        let mut each: Vec<(bool, &String)> = wanted.iter().map(|c| is_frequent(*c)).zip(&written).collect();
        each.sort();
        each.dedup();
        Some(Self {
            characters: each.into_iter().map(|(_, written)| compile(written.clone())).collect::<Option<_>>()?,
            whole: compile(joined(0, count))?,
            heads: (1..count).map(head).collect::<Option<_>>()?,
            tails: (1..count).map(tail).collect::<Option<_>>()?,
        })
    }

    /// Tells whether the needle may be found in a text, given as UTF-8. A text that is none holds no needle.
    pub fn passes(&self, text: &[u8]) -> bool {
        self.characters.iter().all(|character| character.is_match(text))
            && (self.whole.is_match(text) || self.is_parted(text))
    }

    /// Tells whether the beginning of the needle ends a line, and the rest, or less than that, begins one.
    fn is_parted(&self, text: &[u8]) -> bool {
        let head = self.heads.iter().position(|head| head.is_match(text));
        head.is_some_and(|first| self.tails.iter().skip(first).any(|tail| tail.is_match(text)))
    }
}

/// Writes the expression for any of some characters.
fn alternatives(ways: &[char]) -> String {
    let ways: Vec<String> = ways.iter().map(|c| regex::escape(c.encode_utf8(&mut [0; 4]))).collect();
    if let [only] = ways.as_slice() { only.clone() } else { format!("(?:{})", ways.join("|")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(needle: &str, text: &str) -> bool {
        Prefilter::of(needle).unwrap().passes(text.as_bytes())
    }

    #[test]
    fn what_may_hold_a_needle_passes() {
        for (needle, text) in [
            ("网格", "基层网格员"),
            ("网格", "基層網格員"),
            ("網格", "基层网格员"),
            ("网格", "基层网\u{200b}格员"),
            ("网格", "基层 网 格 员"),
            ("网格", "基层**网**格员"),
            ("网格", "基层网\r\n　　格员"),
            ("网格", "格员在别处。\n中间\n这里是网"),
            ("网格", "格员在别处。\r中间\r这里是网\r"),
            ("基层网格员", "网格员在。\n中间\n这里是基层"),
            ("基层网格员", "员在。\n网格\n这里是基层\u{2028}"),
            ("app", "一个ＡＰＰ"),
            ("k", "\u{212a}"),
            ("“六个一”", "六\u{3000}个（一"),
            ("𠮷野", "𠮷野家"),
        ] {
            assert!(passes(needle, text), "{needle} {text}");
        }
    }

    #[test]
    fn what_cannot_hold_it_does_not() {
        for (needle, text) in [
            ("网格", "基层，人格，上网。"),
            ("网格", "上格网上"),
            ("网格", "格员在别处。\n这里是网员"),
            ("基层网格员", "网格员在。\n这里是基"),
            ("app", "一个ＡＰ"),
            ("12", "上21上"),
        ] {
            assert!(!passes(needle, text), "{needle} {text}");
        }
        assert!(Prefilter::of("，。").is_none() && Prefilter::of(&"网格".repeat(30)).is_none());
    }
}

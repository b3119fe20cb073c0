//! Where sentences and clauses end.
//!
//! A sentence ends at 。！？!?｡ (a run of them is one end), and the closing quotes and brackets behind
//! it belong to it; if ， 、 ； or ： follows them, it was no end. …… ends a sentence only with a closer
//! behind it and an opener following. An ASCII full stop ends one before a blank and a capital.
//! A clause ends at ，；： as well, never at 、.

use super::fold::is_passed;
use crate::units::{Byte, ByteSpan, Slice};

const FINAL: &str = "。！？!?｡";
const CLOSERS: &str = "”’」』）》〉】〕)\"'";
const OPENERS: &str = "“‘「『（《〈【〔(";

fn is_final(c: char) -> bool {
    FINAL.contains(c)
}

/// Returns the length of the run of characters of `set` that the text begins with.
fn run(text: &str, set: &str) -> usize {
    text.find(|c| !set.contains(c)).unwrap_or(text.len())
}

/// Returns the end of the sentence that begins at `from`: at most the end of the text.
pub fn end(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = Slice::from(text, Byte(at));
        let Some((i, c)) = rest.char_indices().find(|(_, c)| is_final(*c) || matches!(c, '…' | '.')) else {
            return text.len();
        };
        let mark = at + i;
        let behind = mark + run(Slice::from(text, Byte(mark)), FINAL).max(c.len_utf8());
        let behind = if c == '…' { mark + run(Slice::from(text, Byte(mark)), "…") } else { behind };
        let closed = behind + run(Slice::from(text, Byte(behind)), CLOSERS);
        let next = Slice::from(text, Byte(closed));
        if ends_here(c, closed > behind, next) && !(c == '.' && is_short_form(text.before(Byte(mark)))) {
            return closed;
        }
        at = closed;
    }
}

fn ends_here(mark: char, closer: bool, next: &str) -> bool {
    let first = next.chars().next();
    match mark {
        '.' => {
            let mut rest = next.chars();
            rest.next() == Some(' ') && rest.next().is_some_and(|c| c.is_ascii_uppercase())
        }
        '…' => closer && first.is_some_and(|c| OPENERS.contains(c)),
        _ => !first.is_some_and(|c| "，、；：,;:".contains(c)),
    }
}

/// `Mr.` and its like end no sentence.
fn is_short_form(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    ["Mr", "Mrs", "Ms", "Dr", "St", "Prof", "No", "Jr", "Sr", "vs"].contains(&word) || word.len() == 1
}

/// Returns the end of the clause that begins at `from`: at most the end of the text.
pub fn clause_end(text: &str, from: usize) -> usize {
    let sentence = end(text, from);
    let mut at = from;
    while at < sentence {
        let rest = text.slice(ByteSpan::at(at, sentence));
        let Some((i, c)) = rest.char_indices().find(|(_, c)| is_final(*c) || "，；：,;:".contains(*c)) else {
            return sentence;
        };
        let behind = at + i + c.len_utf8();
        let inside = c.is_ascii() && between_digits(text, at + i, behind);
        let closed = behind + run(text.slice(ByteSpan::at(behind, sentence)), CLOSERS);
        let more = Slice::from(text, Byte(closed)).starts_with(['，', '；', '：', '、', ',', ';', ':', '。']);
        if !inside && !more {
            return closed;
        }
        at = closed;
    }
    sentence
}

/// `1,000` and `11:30` hold no clause end.
fn between_digits(text: &str, mark: usize, behind: usize) -> bool {
    text.before(Byte(mark)).ends_with(|c: char| c.is_ascii_digit())
        && Slice::from(text, Byte(behind)).starts_with(|c: char| c.is_ascii_digit())
}

/// A rule that says where the unit that begins at an offset ends.
pub type Rule = fn(&str, usize) -> usize;

/// Cuts a paragraph into its units: they partition it, but for white space and signs without a shape at their starts.
pub fn units(text: &str, rule: Rule) -> Vec<ByteSpan> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = Slice::from(text, Byte(at));
        let start = at + (rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || is_passed(c)).len());
        let stop = rule(text, start).max(start);
        if start < stop {
            found.push(ByteSpan::at(start, stop));
        }
        if stop <= at {
            break;
        }
        at = stop;
    }
    found
}

/// Cuts a paragraph into sentences.
pub fn sentences(text: &str) -> Vec<ByteSpan> {
    units(text, end)
}

/// Cuts a paragraph into clauses.
pub fn clauses(text: &str) -> Vec<ByteSpan> {
    units(text, clause_end)
}

/// A slice of a long block is cut behind the first sentence end after this many bytes …
const SLICE: usize = 6 * 1024;
/// … or at a character after this many: about 4,096 Chinese characters.
pub const SLICE_MOST: usize = 12 * 1024;

/// Cuts a long block into slices: offsets at which they start, beginning with 0. They depend on the
/// text before them alone, so more text at the end changes the last slice only.
pub fn slices(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut at = 0;
    while text.len() - at > SLICE_MOST {
        let from = crate::units::floor(text, at + SLICE);
        let limit = crate::units::floor(text, at + SLICE_MOST);
        let cut = from + end(text.slice(ByteSpan::at(from, limit)), 0);
        starts.push(cut);
        at = cut;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, rule: Rule) -> Vec<&str> {
        units(text, rule).into_iter().map(|span| text.slice(span)).collect()
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_before() {
        assert_eq!(cut("他说：“好。”然后走了。“您好！”", end), ["他说：“好。”", "然后走了。", "“您好！”"]);
        assert_eq!(cut("“好。”，他说。真的？！是。", end), ["“好。”，他说。", "真的？！", "是。"]);
    }

    #[test]
    fn no_sentence_begins_with_a_sign_that_has_no_shape() {
        assert_eq!(cut("好。\u{200b}\u{feff} 走。", end), ["好。", "走。"]);
        assert_eq!(cut("\u{2060}好，\u{200b}走。", clause_end), ["好，", "走。"]);
    }

    #[test]
    fn dots_end_only_where_they_must() {
        assert_eq!(cut("收益1022.85万元……还有。", end), ["收益1022.85万元……还有。"]);
        assert_eq!(cut("“他走了……”“哦。”", end), ["“他走了……”", "“哦。”"]);
        assert_eq!(cut("See 1.2. Then go.", end), ["See 1.2.", "Then go."]);
        assert_eq!(cut("Call Mr. Li. He knows.", end), ["Call Mr. Li.", "He knows."]);
    }

    #[test]
    fn a_clause_ends_at_a_comma_but_not_in_an_enumeration() {
        assert_eq!(cut("党建、人才，都要抓；好，", clause_end), ["党建、人才，", "都要抓；", "好，"]);
        assert_eq!(cut("共1,000人,对吗", clause_end), ["共1,000人,", "对吗"]);
    }

    #[test]
    fn slices_of_a_prefix_are_a_prefix_of_the_slices() {
        let text = "党建引领基层治理。".repeat(4000);
        let all = slices(&text);
        let head = slices(&text[..crate::units::floor(&text, 60_000)]);
        assert!(all.len() > 4 && all.starts_with(&head[..head.len() - 1]));
    }
}

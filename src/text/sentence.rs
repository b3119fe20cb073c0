//! Where sentences and clauses end.
//!
//! A sentence ends at 。！？!?｡ (a run of them is one end), and the closing quotes and brackets behind
//! it belong to it, notes and emoji too; if ， 、 ； or ： follows them, it was no end. What stands in 《》 or （）, or in
//! a quotation that is a part of the sentence, ends none. …… ends a sentence only with a closer
//! behind it and an opener following. An ASCII full stop ends one before a blank and a capital.
//! A clause ends at ，；： as well, never at 、.

use super::enclosed::{partner, tail};
use super::fold::is_passed;
use super::speech::{embedded, follows_speech, is_inflected};
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
        let seen = |c: char| is_final(c) || matches!(c, '…' | '.' | '"') || OPENERS.contains(c);
        let Some((i, c)) = rest.char_indices().find(|(_, c)| seen(*c)) else { return text.len() };
        let mark = at + i;
        at = match c {
            _ if is_final(c) || matches!(c, '…' | '.') => match ending(text, from, mark, c) {
                Ok(end) => return end,
                Err(on) => on,
            },
            _ => match aside(text, from, mark, c) {
                Ok(end) => return end,
                Err(on) => on,
            },
        };
    }
}

/// Returns the end of the sentence at a mark, or where to read on.
fn ending(text: &str, from: usize, mark: usize, c: char) -> Result<usize, usize> {
    let set = if c == '…' { "…" } else { FINAL };
    let behind = mark + run(Slice::from(text, Byte(mark)), set).max(c.len_utf8());
    let closed = behind + tail(text, behind);
    let closers = text.slice(ByteSpan::at(behind, closed));
    let ends = ends_here(c, closers, Slice::from(text, Byte(closed)))
        && !(c == '.' && is_short_form(text.before(Byte(mark))))
        && !(closers.contains(['”', '」', '』', '"']) && follows_speech(text, from, behind, closed));
    if ends { Ok(closed) } else { Err(closed) }
}

/// Passes over what stands in brackets, in a title or in a quotation that is a part of the sentence. Brackets that
/// hold all of the sentence end it.
fn aside(text: &str, from: usize, open: usize, c: char) -> Result<usize, usize> {
    let inside = open + c.len_utf8();
    let quote = matches!(c, '“' | '‘' | '「' | '『' | '"');
    if quote && !embedded(text, from, open) {
        return Err(inside);
    }
    let Some(close) = partner(text, open, c) else { return Err(inside) };
    let last = text.slice(ByteSpan::at(inside, close)).chars().next_back().filter(|c| is_final(*c));
    let behind = close + Slice::from(text, Byte(close)).chars().next().map_or(0, char::len_utf8);
    let Some(last) = last.filter(|_| !matches!(c, '《' | '〈')) else { return Err(behind) };
    let closed = close + tail(text, close);
    let rest = Slice::from(text, Byte(closed));
    let alone = if quote {
        // A quotation with a full stop ends what it is a part of; another mark may be only its own.
        rest.is_empty() || rest.starts_with('\n') || (matches!(last, '。' | '｡') && !is_inflected(rest))
    } else {
        open == from
    };
    if alone && ends_here(last, text.slice(ByteSpan::at(close, closed)), rest) { Ok(closed) } else { Err(behind) }
}

fn ends_here(mark: char, closers: &str, next: &str) -> bool {
    let first = next.chars().next();
    match mark {
        '.' => {
            let mut rest = next.chars();
            rest.next() == Some(' ') && rest.next().is_some_and(|c| c.is_ascii_uppercase())
        }
        '…' => !closers.is_empty() && !closers.contains(['》', '〉']) && first.is_some_and(|c| OPENERS.contains(c)),
        // The query of an address.
        '?' | '!' if closers.is_empty() && first.is_some_and(|c| c.is_ascii_alphanumeric() || c == '=') => false,
        _ => !closers.contains(['》', '〉']) && !first.is_some_and(|c| "，、；：,;:".contains(c)),
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
mod tests;

//! A text as it is read, and where each run of three of its characters stands: made once, whatever is looked for.
//!
//! What nobody reads is left out, forms and widths of a character and marks that are written for one another are one:
//! so lines that are broken elsewhere and texts in other characters are the same text.

use super::fold::alike;
use super::soft::is_soft;
use crate::units::{ByteSpan, Slice};
use std::ops::Range;

/// The characters of a text that are read, and the places of their runs.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    chars: Vec<char>,
    /// The byte at which every `STRIDE`th of them begins.
    points: Vec<u32>,
    /// Where the places of each sort of run begin in `places`, and where the last ones end.
    heads: Vec<u32>,
    /// Places of runs by their sort, rising within it.
    places: Vec<u32>,
}

/// Distance of two remembered bytes, in characters that are read.
const STRIDE: usize = 32;
/// Characters of a run. Two of them stand in a long text thousands of times, four are lost with every second
/// character that is misread.
pub const RUN: usize = 3;
/// The most and the fewest sorts of runs that are told apart, as powers of two.
const SORTS: (u32, u32) = (6, 20);

/// Returns what is read of a text, each character as it is compared.
pub fn read(text: &str) -> Vec<char> {
    text.chars().filter(|c| !is_soft(*c)).map(form).collect()
}

/// Returns the form in which a character is compared. Stops and commas are one in all widths and scripts: a text that
/// is given other marks has no other words.
fn form(c: char) -> char {
    match alike(c) {
        '。' => '.',
        '、' => ',',
        other => other,
    }
}

/// Returns the sort of a run: a number below `sorts`, a power of two.
fn sort(run: &[char], sorts: usize) -> usize {
    // Fibonacci hashing: the upper bits depend on all characters.
    let mixed = run.iter().fold(0u64, |sum, c| (sum ^ u64::from(*c)).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    (mixed >> 40) as usize & (sorts - 1)
}

impl Runs {
    /// Reads a text. Of one that is longer than four gigabytes nothing is found.
    pub fn new(text: &str) -> Self {
        if u32::try_from(text.len()).is_err() {
            return Self::default();
        }
        let (mut chars, mut points) = (Vec::with_capacity(text.len() / 3), Vec::new());
        for (at, c) in text.char_indices().filter(|(_, c)| !is_soft(*c)) {
            if chars.len().is_multiple_of(STRIDE) {
                points.push(at as u32);
            }
            chars.push(form(c));
        }
        let sorts = 1usize << (chars.len().max(1).ilog2()).clamp(SORTS.0, SORTS.1);
        let mut heads = vec![0u32; sorts + 1];
        let sort_of = |run: &[char]| sort(run, sorts);
        for run in chars.windows(RUN) {
            heads.get_mut(sort_of(run) + 1).into_iter().for_each(|head| *head += 1);
        }
        let mut sum = 0;
        for head in &mut heads {
            sum += *head;
            *head = sum;
        }
        let mut next = heads.clone();
        let mut places = vec![0u32; sum as usize];
        for (at, run) in chars.windows(RUN).enumerate() {
            let Some(next) = next.get_mut(sort_of(run)) else { continue };
            places.get_mut(*next as usize).into_iter().for_each(|place| *place = at as u32);
            *next += 1;
        }
        Self { chars, points, heads, places }
    }

    /// Returns the characters that are read.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Returns places among which are all of a run of three characters, rising; a few others may be among them.
    pub fn places(&self, run: &[char]) -> &[u32] {
        let Some(sorts) = self.heads.len().checked_sub(1).filter(|sorts| *sorts > 0) else { return &[] };
        let n = sort(run, sorts);
        let bounds = self.heads.get(n).zip(self.heads.get(n + 1));
        bounds.and_then(|(from, to)| self.places.get(*from as usize..*to as usize)).unwrap_or_default()
    }

    /// Tells whether words stand at a place.
    pub fn stand(&self, words: &[char], at: usize) -> bool {
        self.chars.get(at..at + words.len()) == Some(words)
    }

    /// Finds the first so many places of words.
    pub fn find(&self, words: &[char], most: usize) -> Vec<usize> {
        let runs = words.windows(RUN).enumerate();
        let Some((offset, run)) = runs.min_by_key(|(_, run)| self.places(run).len()) else {
            let Some(first) = words.first() else { return Vec::new() };
            let starts = self.chars.iter().enumerate().filter(|(_, c)| *c == first).map(|(at, _)| at);
            return starts.filter(|at| self.stand(words, *at)).take(most).collect();
        };
        let starts = self.places(run).iter().filter_map(|at| (*at as usize).checked_sub(offset));
        starts.filter(|at| self.stand(words, *at)).take(most).collect()
    }

    /// Returns the byte at which a character that is read begins in the text that was read; behind the last, its end.
    fn byte(&self, text: &str, at: usize) -> usize {
        let Some(point) = self.points.get(at / STRIDE) else { return text.len() };
        let from = *point as usize;
        let mut rest = text.get(from..).unwrap_or_default().char_indices().filter(|(_, c)| !is_soft(*c));
        rest.nth(at % STRIDE).map_or(text.len(), |(more, _)| from + more)
    }

    /// Returns where characters that are read stand in the text that was read.
    pub fn span(&self, text: &str, range: Range<usize>) -> ByteSpan {
        let start = self.byte(text, range.start);
        let last = self.byte(text, range.end.saturating_sub(1).max(range.start));
        let length = text.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        ByteSpan::at(start, last + length)
    }

    /// Returns the number of the first character that is read and begins at a byte or behind it.
    pub fn number(&self, text: &str, at: usize) -> usize {
        let point = self.points.partition_point(|point| (*point as usize) < at).saturating_sub(1);
        let from = self.points.get(point).map_or(0, |from| *from as usize);
        point * STRIDE + text.slice(ByteSpan::at(from, at.max(from))).chars().filter(|c| !is_soft(*c)).count()
    }

    /// Tells whether a line ends between a character that is read and the one before it, or the text begins there or
    /// ends.
    pub fn parts(&self, text: &str, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        at >= self.chars.len() || {
            let from = self.span(text, before..at).end;
            text.slice(ByteSpan::at(from.0, self.byte(text, at))).contains('\n')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\u{feff}　　黨建引領，\r\n基層治理。基层 治理\n完";

    #[test]
    fn forms_and_white_space_are_passed_over() {
        let runs = Runs::new(TEXT);
        assert_eq!(runs.chars().iter().collect::<String>(), "党建引领,基层治理.基层治理完");
        assert_eq!(read("黨建 引領，｡、"), ['党', '建', '引', '领', ',', '.', ',']);
        let places = |words: &str| -> Vec<&str> {
            let wanted = read(words);
            let found = runs.find(&wanted, 9).into_iter();
            found.map(|at| TEXT.slice(runs.span(TEXT, at..at + wanted.len()))).collect()
        };
        assert_eq!(places("基层治理"), ["基層治理", "基层 治理"]);
        assert_eq!(places("引领,基"), ["引領，\r\n基"]);
        assert_eq!((places("治理"), places("完"), places("理完")), (vec!["治理", "治理"], vec!["完"], vec!["理\n完"]));
        assert!(places("治理好").is_empty() && places("治 理好人").is_empty() && places("").is_empty());
        assert_eq!(runs.find(&read("基层治理"), 1), [5]);
    }

    #[test]
    fn places_lead_to_the_text_and_back() {
        let text: String =
            (0..5000).map(|n| if n % 7 == 3 { '\n' } else { char::from_u32(0x4e00 + n % 900).unwrap() }).collect();
        let runs = Runs::new(&text);
        for at in (0..runs.chars().len()).step_by(13) {
            let span = runs.span(&text, at..at + 1);
            assert_eq!(read(&text[span.start.0..span.end.0]), [runs.chars()[at]]);
            assert_eq!((runs.number(&text, span.start.0), runs.number(&text, span.end.0)), (at, at + 1));
            assert_eq!(runs.parts(&text, at), at == 0 || text[..span.start.0].ends_with('\n'));
            let run: Vec<char> = runs.chars().iter().skip(at).take(RUN).copied().collect();
            assert!(run.len() < RUN || runs.places(&run).contains(&(at as u32)));
        }
        assert_eq!(runs.span(&text, 9999..10000), ByteSpan::at(text.len(), text.len()));
        assert!(runs.parts(&text, runs.chars().len()));
    }

    #[test]
    fn of_nothing_nothing_is_found() {
        for runs in [Runs::new(""), Runs::default(), Runs::new(" \n")] {
            assert!(runs.find(&['党'], 9).is_empty() && runs.find(&['党', '建', '引'], 9).is_empty());
            assert!(runs.places(&['党', '建', '引']).is_empty() && runs.parts("", 0));
        }
    }
}

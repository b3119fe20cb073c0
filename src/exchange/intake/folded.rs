//! Two texts that are the same but for what nobody reads: which white space stands where, controls, signs of no width.
//! Places of one lead to those of the other by the characters that are read, never by offsets.

use crate::text::soft::{is_soft, solid};
use crate::units::ByteSpan;
use std::ops::Range;

/// What is read of a text, and where it stands.
#[derive(Clone, Debug)]
pub struct Folded {
    solid: String,
    /// For each character that is read: where it begins in `solid`, and in the text.
    places: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut folded = Self { solid: String::with_capacity(text.len()), places: Vec::new() };
        for (at, c) in text.char_indices().filter(|(_, c)| !is_soft(*c)) {
            folded.places.push((folded.solid.len(), at));
            folded.solid.push(c);
        }
        folded
    }

    /// Finds words wherever they stand, whatever they are spaced with: ranges of the text, in bytes, at most so many.
    pub fn find(&self, words: &str, most: usize) -> Vec<ByteSpan> {
        let wanted = solid(words);
        if wanted.is_empty() {
            return Vec::new();
        }
        let span = |at: usize| {
            let first = self.places.binary_search_by_key(&at, |(solid, _)| *solid).ok()?;
            let last = self.places.partition_point(|(solid, _)| *solid < at + wanted.len()).checked_sub(1)?;
            let ((_, start), (inside, end)) = (self.places.get(first)?, self.places.get(last)?);
            let length = self.solid.get(*inside..)?.chars().next()?.len_utf8();
            Some(ByteSpan::at(*start, end + length))
        };
        self.solid.match_indices(&wanted).take(most).filter_map(|(at, _)| span(at)).collect()
    }
}

/// The characters that are read in both of two texts, in bytes of each.
#[derive(Clone, Debug)]
pub struct Alignment {
    from: Vec<usize>,
    to: Vec<usize>,
}

/// The places at which the characters begin that are read.
fn starts(text: &str) -> Vec<usize> {
    text.char_indices().filter(|(_, c)| !is_soft(*c)).map(|(at, _)| at).collect()
}

impl Alignment {
    /// Lays two texts side by side; none if they do not read the same, or nothing is read.
    pub fn new(from: &str, to: &str) -> Option<Self> {
        let read = |text| str::chars(text).filter(|c| !is_soft(*c));
        let found = read(from).eq(read(to)).then(|| Self { from: starts(from), to: starts(to) });
        found.filter(|found| from == to || !found.from.is_empty())
    }

    /// Returns where a range of the first text stands in the second. What is read at its ends decides; white space at
    /// its ends goes along where as much of it stands in both.
    pub fn map(&self, (from, to): (&str, &str), range: &Range<usize>) -> Range<usize> {
        let first = self.from.partition_point(|at| *at < range.start);
        let last = self.from.partition_point(|at| *at < range.end);
        let (before, after) = (self.gap(first, from, to), self.gap(last, from, to));
        if first == last {
            // Nothing of it is read: as far as as much stands here.
            return before.inner(range.start, from, to)..before.inner(range.end, from, to);
        }
        before.same(range.start, from, to).unwrap_or(before.to.end)
            ..after.same(range.end, from, to).unwrap_or(after.to.start)
    }

    /// Returns what lies before the n-th character that is read, in both texts.
    fn gap(&self, n: usize, from: &str, to: &str) -> Gap {
        let side = |starts: &[usize], text: &str| {
            let length = |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let before = n.checked_sub(1).and_then(|n| starts.get(n)).map_or(0, |at| at + length(*at));
            before..starts.get(n).copied().unwrap_or(text.len())
        };
        Gap { from: side(&self.from, from), to: side(&self.to, to) }
    }
}

/// A run of characters that are not read, in bytes of both texts.
struct Gap {
    from: Range<usize>,
    to: Range<usize>,
}

impl Gap {
    fn count(text: &str, range: Range<usize>) -> usize {
        text.get(range).map_or(0, |part| part.chars().count())
    }

    /// Returns the place in the second text, by the characters before it in the run.
    fn inner(&self, at: usize, from: &str, to: &str) -> usize {
        let before = Self::count(from, self.from.start..at);
        let run = to.get(self.to.clone()).unwrap_or_default();
        run.char_indices().nth(before).map_or(self.to.end, |(inside, _)| self.to.start + inside)
    }

    /// Returns the place in the second text if the run is as long there.
    fn same(&self, at: usize, from: &str, to: &str) -> Option<usize> {
        let alike = Self::count(from, self.from.clone()) == Self::count(to, self.to.clone());
        alike.then(|| self.inner(at, from, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same words, spaced otherwise.
    pub fn respaced() -> impl Strategy<Value = (String, String)> {
        let gap = "[ \u{3000}\u{a0}\t\n\u{200b}\u{feff}\u{1}\u{ad}]{0,3}";
        let word = "[一二𠮷😊a，]";
        proptest::collection::vec((gap, gap, word), 1..24).prop_map(|parts| {
            let of = |pick: &dyn Fn(&(String, String, String)) -> String| parts.iter().map(pick).collect::<String>();
            (of(&|(one, _, word)| format!("{one}{word}")), of(&|(_, other, word)| format!("{other}{word}")))
        })
    }

    type Map<'m> = &'m dyn Fn(&Range<usize>) -> Range<usize>;

    /// Tells whether every range leads to the same characters, counted from the beginning.
    fn keeps((from, to): (&str, &str), map: Map<'_>) -> bool {
        let places: Vec<usize> = from.char_indices().map(|(at, _)| at).chain([from.len()]).collect();
        places.iter().flat_map(|a| places.iter().map(move |b| *a..*b)).filter(|range| range.start <= range.end).all(
            |range| {
                let other = map(&range);
                let words = |text: &str, range: &Range<usize>| text.get(range.clone()).map(solid);
                let before = |text: &str, range: &Range<usize>| text.get(..range.start).map(|text| solid(text).len());
                words(from, &range) == words(to, &other)
                    && (before(from, &range) == before(to, &other)
                        || words(from, &range).is_none_or(|words| words.is_empty()))
            },
        )
    }

    proptest! {
        #![proptest_config(crate::laws::cases(48))]

        #[test]
        fn places_lead_to_the_same_words((from, to) in respaced()) {
            let alignment = Alignment::new(&from, &to).unwrap();
            prop_assert!(keeps((&from, &to), &|range| alignment.map((&from, &to), range)));
            let itself = Alignment::new(&from, &from).unwrap();
            prop_assert!(keeps((&from, &from), &|range| itself.map((&from, &from), range)));
        }

        #[test]
        fn words_are_found_however_they_are_spaced((from, to) in respaced()) {
            let found = Folded::new(&to).find(&from, 9);
            prop_assert_eq!(found.first().map(|span| solid(&to[span.start.0..span.end.0])), Some(solid(&from)));
        }
    }

    #[test]
    fn offsets_of_the_other_text_would_be_found_out() {
        let (from, to) = ("一行。\n\u{3000}\u{3000}榜样力量。", "一行。\n榜样力量。");
        assert!(!keeps((from, to), &Clone::clone));
        let alignment = Alignment::new(from, to).unwrap();
        let at = from.find("榜样").unwrap();
        assert_eq!(&to[alignment.map((from, to), &(at..at + 12))], "榜样力量");
    }

    #[test]
    fn other_words_are_another_text() {
        assert!(Alignment::new("一 二", "一三").is_none());
        assert!(Alignment::new(" ", "\n").is_none());
        assert!(Alignment::new("葛\u{e0100}", "葛").is_some());
    }

    #[test]
    fn white_space_at_the_ends_goes_along_where_it_is_alike() {
        let map = |from: &str, to: &str, range: Range<usize>| {
            to[Alignment::new(from, to).unwrap().map((from, to), &range)].to_owned()
        };
        assert_eq!(map("一  二", "一\u{3000}\u{a0}二", 0..2), "一\u{3000}\u{a0}"[..3].to_owned());
        assert_eq!(map(" 一 ", "\u{3000}一\n", 0..5), "\u{3000}一\n");
        assert_eq!(map(" 一 ", "一", 0..5), "一");
    }
}

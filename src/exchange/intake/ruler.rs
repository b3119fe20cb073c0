//! In what unit a tool has counted: found out by the words that must stand at the offsets.

use crate::exchange::intake::incoming::Counting;
use crate::text::soft::solid;
use crate::units::{ByteSpan, Slice};
use std::borrow::Cow;
use std::ops::Range;

/// A way to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ruler {
    unit: Unit,
    /// A byte order mark counts.
    mark: bool,
    /// Line ends count twice.
    twice: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Char,
    Utf16,
    Utf8,
}

impl Unit {
    fn of(self, c: char) -> usize {
        match self {
            Self::Char => 1,
            Self::Utf16 => c.len_utf16(),
            Self::Utf8 => c.len_utf8(),
        }
    }
}

/// Offsets and the words that may stand there.
#[derive(Clone, Debug)]
pub struct Measured<'a> {
    /// The ranges.
    pub ranges: Vec<Range<usize>>,
    /// The words, if any were told.
    pub words: Option<Cow<'a, str>>,
    /// The words may be shortened: programs name a selection by how it begins.
    pub cut: bool,
}

/// Ranges in bytes of the plain text, none if they are not in it; and how well the words fit, if there are any.
pub type Found = (Vec<ByteSpan>, Option<Fit>);

/// A text as it was measured: with a byte order mark and line ends of any sort.
pub struct Measure<'t> {
    raw: &'t str,
    plain: &'t str,
    counting: Counting,
}

impl<'t> Measure<'t> {
    /// Measures a text: as it stood in its file, and without mark, line ends as LF.
    pub fn new(raw: &'t str, plain: &'t str, counting: Counting) -> Self {
        Self { raw, plain, counting }
    }

    /// Returns all ways to count, the likeliest first.
    fn rulers(&self) -> impl Iterator<Item = Ruler> + use<> {
        let crlf = self.raw.contains("\r\n") && !self.counting.once;
        let marked = self.raw.starts_with('\u{feff}');
        let mut units = [Unit::Char, Unit::Utf16, Unit::Utf8];
        units.rotate_left(usize::from(self.counting.utf16));
        let twos = move |first: bool| [first, !first];
        units.into_iter().flat_map(move |unit| {
            twos(marked)
                .into_iter()
                .flat_map(move |mark| twos(crlf).into_iter().map(move |twice| Ruler { unit, mark, twice }))
        })
    }

    /// Turns offsets into bytes of the plain text, each way of counting tried against the words. The way that fits
    /// most holds for all: one for each would fit by chance. Returns ranges, and how well the words fit, if there are
    /// any; no ranges if they are not in the text.
    pub fn resolve(&self, all: &[Measured<'_>]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let asked = all.iter().filter(|one| one.words.is_some()).count();
        let mut best = 0;
        for ruler in self.rulers() {
            let tried = self.apply(ruler, all);
            let fits: usize = tried.iter().map(|(_, fits)| fits.unwrap_or(Fit::None) as usize).sum();
            if found.is_empty() || fits > best {
                (best, found) = (fits, tried);
            }
            if best == asked * Fit::Exact as usize {
                break;
            }
        }
        found
    }

    /// Returns what was found by offsets alone and may stand elsewhere, by its place: no words have told how they
    /// count, and there are ways to count that lead to another place.
    pub fn unsure(&self, all: &[Measured<'_>], found: &[Found]) -> Vec<usize> {
        if !self.counting.guessed || found.iter().any(|(_, fits)| *fits > Some(Fit::None)) {
            return Vec::new();
        }
        let (crlf, marked) = (self.raw.contains("\r\n"), self.raw.starts_with('\u{feff}'));
        let likely = |ruler: &Ruler| ruler.unit != Unit::Utf8 && ruler.twice <= crlf && ruler.mark <= marked;
        let others: Vec<_> = self.rulers().filter(likely).map(|ruler| self.apply(ruler, all)).collect();
        let elsewhere = |n: usize, spans: &[ByteSpan]| {
            let mut other = others.iter().filter_map(|other| other.get(n));
            other.any(|(other, _)| !other.is_empty() && other != spans)
        };
        let doubtful = found.iter().enumerate().filter(|(n, (spans, _))| !spans.is_empty() && elsewhere(*n, spans));
        doubtful.map(|(n, _)| n).collect()
    }

    fn apply(&self, ruler: Ruler, all: &[Measured<'_>]) -> Vec<Found> {
        let mut offsets: Vec<usize> =
            all.iter().flat_map(|one| one.ranges.iter().flat_map(|r| [r.start, r.end])).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let places = self.places(ruler, &offsets);
        let place = |offset: usize| offsets.binary_search(&offset).ok().and_then(|n| places.get(n).copied().flatten());
        let span = |range: &Range<usize>| {
            let (start, end) = (place(range.start)?, place(range.end)?);
            (start <= end).then(|| ByteSpan::at(start, end))
        };
        let one = |one: &Measured<'_>| {
            let spans: Option<Vec<ByteSpan>> = one.ranges.iter().map(span).collect();
            let spans = spans.unwrap_or_default();
            let read = || spans.iter().map(|span| self.plain.slice(*span)).collect::<String>();
            let fit = |words: &Cow<'_, str>| if spans.is_empty() { Fit::None } else { fit(&read(), words, one.cut) };
            let fits = one.words.as_ref().map(fit);
            (spans, fits)
        };
        all.iter().map(one).collect()
    }

    /// Returns the places of rising offsets as bytes of the plain text; none for one inside a character.
    fn places(&self, ruler: Ruler, offsets: &[usize]) -> Vec<Option<usize>> {
        let raw = self.raw.strip_prefix('\u{feff}').unwrap_or(self.raw);
        let crlf = raw.contains("\r\n");
        let mut counted = if ruler.mark { ruler.unit.of('\u{feff}') } else { 0 };
        let mut plain = 0;
        let mut found = Vec::with_capacity(offsets.len());
        let mut wanted = offsets.iter().copied().peekable();
        let mut chars = raw.chars().peekable();
        loop {
            while let Some(offset) = wanted.next_if(|offset| *offset <= counted) {
                // The byte order mark and what stands behind it begin at one place.
                found.push((offset == counted || plain == 0).then_some(plain));
            }
            let Some(c) = chars.next() else { break };
            let pair = c == '\r' && chars.next_if_eq(&'\n').is_some();
            // A text without CRLF may have been counted with it all the same.
            let twice = ruler.twice && (pair || c == '\n' && !crlf);
            counted += if pair { ruler.unit.of('\n') } else { ruler.unit.of(c) } + usize::from(twice);
            plain += if c == '\r' { 1 } else { c.len_utf8() };
        }
        found.resize(offsets.len(), None);
        found
    }
}

/// How well words fit a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// They do not stand there.
    None,
    /// They do but for white space, which tools change as they like.
    Solid,
    /// They do.
    Exact,
}

fn fit(read: &str, words: &str, cut: bool) -> Fit {
    if read == words {
        return Fit::Exact;
    }
    let (read, words) = (solid(read), solid(if cut { shortened(words) } else { words }));
    let fits = if cut { read.starts_with(&words) } else { read == words };
    if fits && !words.is_empty() { Fit::Solid } else { Fit::None }
}

/// Returns words without the dots that say that they go on.
pub fn shortened(words: &str) -> &str {
    words.trim_end().trim_end_matches(['…', '⋯']).trim_end_matches("...").trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RAW: &str = "\u{feff}党建𠮷引领😊\r\n基层é治理\r\n一\n二三四";

    fn plain() -> String {
        RAW.trim_start_matches('\u{feff}').replace("\r\n", "\n")
    }

    proptest! {
        #![proptest_config(crate::laws::cases(256))]
        #[test]
        fn every_way_to_count_is_found_out(a in 0usize..20, b in 0usize..20, way in 0usize..12) {
            let plain = plain();
            let starts: Vec<usize> = plain.char_indices().map(|(i, _)| i).chain([plain.len()]).collect();
            let (a, b) = (a.min(b).min(starts.len() - 2), a.max(b).min(starts.len() - 1));
            prop_assume!(a + 2 < b);
            let measure = Measure::new(RAW, &plain, Counting::default());
            let ruler = measure.rulers().nth(way).unwrap();
            // What a tool that counts so would say, by counting every place.
            let all: Vec<Option<usize>> = measure.places(ruler, &(0..200).collect::<Vec<_>>());
            let offset = |byte: usize| all.iter().position(|place| *place == Some(byte)).unwrap();
            let words = &plain[starts[a]..starts[b]];
            let ranges = std::iter::once(offset(starts[a])..offset(starts[b])).collect();
            let asked = [Measured { ranges, words: Some(words.into()), cut: false }];
            let found = measure.resolve(&asked);
            prop_assert_eq!(&found[0], &(vec![ByteSpan::at(starts[a], starts[b])], Some(Fit::Exact)));
        }
    }

    #[test]
    fn without_words_code_points_count_and_the_file_as_it_was() {
        let plain = plain();
        let of = |raw: &str, range: Range<usize>| {
            let found = Measure::new(raw, &plain, Counting::default()).resolve(&[Measured {
                ranges: vec![range],
                words: None,
                cut: false,
            }]);
            found[0].0.first().map(|span| plain.slice(*span).to_owned())
        };
        assert_eq!(of(&plain, 2..3).as_deref(), Some("𠮷"));
        assert_eq!(of(RAW, 3..4).as_deref(), Some("𠮷"));
        assert_eq!(of(RAW, 9..11).as_deref(), Some("基层"));
        assert_eq!(of(&plain, 2..900), None);
    }

    #[test]
    fn what_rests_on_offsets_alone_is_counted_where_they_may_count_otherwise() {
        let plain = plain();
        let unsure = |raw: &str, range: Range<usize>, words: Option<&str>, guessed| {
            let measure = Measure::new(raw, &plain, Counting { guessed, ..Counting::default() });
            let asked = [Measured { ranges: vec![range], words: words.map(Cow::from), cut: false }];
            measure.unsure(&asked, &measure.resolve(&asked)).len()
        };
        assert_eq!(unsure(RAW, 3..4, None, true), 1);
        assert_eq!(unsure(RAW, 3..4, None, false), 0);
        assert_eq!(unsure(RAW, 3..4, Some("𠮷"), true), 0);
        assert_eq!(unsure(RAW, 3..4, Some("a name"), true), 1);
        assert_eq!(unsure(&plain, 0..2, None, true), 0);
        assert_eq!(unsure(&plain, 4..5, None, true), 1);
    }

    #[test]
    fn line_ends_that_count_once() {
        let plain = plain();
        let counting = Counting { once: true, ..Counting::default() };
        let asked = Measured { ranges: std::iter::once(8..10).collect(), words: None, cut: false };
        let found = Measure::new(RAW, &plain, counting).resolve(&[asked]);
        assert_eq!(plain.slice(found[0].0[0]), "基层");
    }

    #[test]
    fn a_name_may_be_how_the_words_begin() {
        let read = "党建引领\n\u{3000}\u{3000}基层治理，走深走实";
        for (name, fits) in [
            (read, Fit::Exact),
            ("党建引领 基层治理，走深走实", Fit::Solid),
            ("党建引领 基层……", Fit::Solid),
            ("党建引领  基层治...", Fit::Solid),
            ("党建", Fit::Solid),
            ("建引领", Fit::None),
            ("党建引领，", Fit::None),
            ("...", Fit::None),
        ] {
            assert_eq!(fit(read, name, true), fits, "{name}");
        }
        assert_eq!(fit(read, "党建", false), Fit::None);
    }
}

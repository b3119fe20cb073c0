//! A quotation is looked for: what speaks for a place, and whether it is enough.

use super::approximate::{Candidate, LEAST, Wanted, approximate};
use super::placed::{Placed, State};
use super::{Quotation, Target};
use crate::text::window::Window;
use crate::text::{Document, Flow, TextId};
use crate::units::{ByteSpan, Char};
use std::ops::Range;

/// How much of what was around a quotation is around a place where it may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// All of it, but for a few characters.
    Same,
    /// Some of it.
    Part,
    /// Next to nothing.
    Other,
    /// Nobody has noted what was.
    Unknown,
}

/// A place that a person may choose for a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// Its ranges.
    pub spans: Vec<ByteSpan>,
    /// How alike the words are, in per cent; 100 are the very words.
    pub percent: usize,
    /// What is around it.
    pub around: Around,
}

/// Lists the places that a person may choose for a quotation, the likeliest first.
pub fn candidates(document: &Document, target: &Target, quotation: &Quotation) -> Vec<Likely> {
    let search = Search::new(target, quotation, document);
    let likely = |found: &Candidate| {
        let (known, around) = (search.wanted.known(), found.around());
        let around = match () {
            () if known == 0 => Around::Unknown,
            () if around * 10 >= known * 9 => Around::Same,
            () if around * 4 >= known => Around::Part,
            () => Around::Other,
        };
        Likely { spans: search.spans(found), percent: (found.words * 100.0) as usize, around }
    };
    let found: Vec<Likely> = search.options().iter().map(likely).collect();
    found.into_iter().filter(|likely| !likely.spans.is_empty()).collect()
}

/// How alike words must be that have nothing around them but themselves: of sentences that are built alike one word in
/// three or four is another.
const OWN: f64 = 0.8;
/// What the place must be ahead of the next by, in characters that agree. Which words meet by chance at the border of
/// two paragraphs agrees in one or two: a stop, a 的.
const AHEAD: usize = 5;
/// What the border of a paragraph says where one was, in characters: about every thirtieth character begins one, which
/// is chosen once in two to the fifth.
const EDGE: usize = 5;
/// What must be said beyond the bare choice of one place, in characters: once in eight what agrees does so by chance.
const SURELY: usize = 3;
/// Code points from the old place within which a place is near it.
const NEAR: usize = 100;
/// Words of fewer characters stand in many sentences that are built alike.
const SHORT: usize = 8;
/// Places of the very words that are listed; who has more to choose from searches.
const MOST: usize = 64;

/// A quotation that is looked for in a document.
pub(super) struct Search<'d> {
    document: &'d Document,
    quotation: &'d Quotation,
    wanted: Wanted,
    /// Where it stood, or is told to stand, in code points.
    old: Char,
    /// What tells one place of the text from all others, in characters that agree. In running text the next character
    /// of a phrase that has begun says little more than one bit, so there must be as many as the place has bits.
    tells: usize,
    found: Vec<Candidate>,
}

impl<'d> Search<'d> {
    /// Finds the places where it may stand.
    pub(super) fn new(target: &Target, quotation: &'d Quotation, document: &'d Document) -> Self {
        // In a text that nobody knows more may have stood around it than is told.
        let wanted = Wanted::new(quotation, target.text != TextId::default());
        let runs = document.runs();
        let tells = runs.chars().len().max(1).ilog2() as usize + SURELY;
        let mut found = approximate(runs, &wanted);
        if found.is_empty() && wanted.known() == 0 {
            // So short that it has no pieces.
            let places = runs.find(&wanted.words, MOST);
            let says = wanted.words.len();
            found = places
                .into_iter()
                .map(|at| Candidate { place: at..at + says, words: 1.0, says, ..Candidate::default() })
                .collect();
        }
        Self { document, quotation, wanted, old: target.start(), tells, found }
    }

    /// Counts the characters that say that a place is the one; the borders of its paragraph count for some, but with
    /// nothing else around the words for no more than these.
    fn weight(&self, found: &Candidate) -> usize {
        let borders = self.borders(found);
        found.says + found.around() + if found.around() > 0 { borders } else { borders.min(found.says) }
    }

    /// Counts what the borders of its paragraph say of a place: those that are known, and are there.
    fn borders(&self, found: &Candidate) -> usize {
        let runs = self.document.runs();
        let parted = |at: Option<usize>| at.is_some_and(|at| runs.parts(&self.document.text, at));
        let (before, behind) = self.wanted.own;
        let begins = self.wanted.edges.0 && found.before >= before && parted(found.place.start.checked_sub(before));
        let ends = self.wanted.edges.1 && found.behind >= behind && parted(Some(found.place.end + behind));
        EDGE * (usize::from(begins) + usize::from(ends))
    }

    /// Finds the one place, if there is one.
    pub(super) fn decide(&self) -> Placed {
        let weights: Vec<usize> = self.found.iter().map(|found| self.weight(found)).collect();
        let mut ranked: Vec<(usize, &Candidate)> = weights.into_iter().zip(&self.found).collect();
        ranked.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        if let Some((weight, best)) = ranked.iter().find(|(_, found)| self.is_alike(found)) {
            let others = ranked.iter().filter(|(_, found)| !std::ptr::eq(*found, *best) && self.is_alike(found));
            let next = others.map(|(weight, _)| *weight);
            let ahead = next.max().is_none_or(|next| next + AHEAD <= *weight);
            let nearness = self.nearness(best);
            let weight = weight + nearness + self.by_itself(best);
            if ahead
                && weight >= self.tells
                && (self.agrees(best) || nearness > 0)
                && !self.is_gone(best)
                && !self.went_with_paragraph(best)
                && !self.is_neighbour(best)
            {
                let spans = self.spans(best);
                let state = if best.words < 1.0 { State::Approximate } else { State::Moved };
                if !spans.is_empty() {
                    return Placed { state, spans };
                }
            }
        }
        let state = if self.options().is_empty() { State::Lost } else { State::Ambiguous };
        Placed { state, spans: Vec::new() }
    }

    /// Tells whether at least half of what stood around the words in their own paragraph stands around a place; where
    /// the paragraph begins or ends other words may be. Long words say enough by themselves, and a paragraph of nothing
    /// else too; but not if they may be the like of others.
    fn agrees(&self, found: &Candidate) -> bool {
        let (text, runs) = (&self.document.text, self.document.runs());
        let (before, behind) = self.wanted.own;
        let begins = |n: &usize| found.place.start.checked_sub(*n).is_none_or(|at| runs.parts(text, at));
        let before = (0..before).find(begins).unwrap_or(before);
        let behind = (0..behind).find(|n| runs.parts(text, found.place.end + n)).unwrap_or(behind);
        let here = found.before.min(before) + found.behind.min(behind);
        let least = if before + behind == 0 { self.tells } else { self.tells + AHEAD };
        let alone = found.says + self.by_itself(found) >= least && found.words >= OWN;
        // Where only borders agree the words must say that it is they.
        let told = found.around() > 0 || found.words >= OWN && self.weight(found) > found.says;
        here * 2 >= before + behind && told || alone
    }

    /// Returns what is said by a place being a paragraph of its own, as a headline is: whether the words were one nobody
    /// has noted, so both borders together say no more than one.
    fn by_itself(&self, found: &Candidate) -> usize {
        let parted = |at| self.document.runs().parts(&self.document.text, at);
        let noted = self.wanted.edges.0 || self.wanted.edges.1;
        if !noted && parted(found.place.start) && parted(found.place.end) { EDGE } else { 0 }
    }

    /// Tells whether enough of the words is left to be taken for them. Of half a word the rest may well be gone: then
    /// there must be another in its place.
    fn is_alike(&self, found: &Candidate) -> bool {
        found.words > LEAST || found.words >= LEAST && found.place.len() >= self.wanted.words.len()
    }

    /// Tells whether what stood around the words stands elsewhere without them: all but closed up where they were, or
    /// clearly more of it than around a place. Then they were taken out.
    fn is_gone(&self, best: &Candidate) -> bool {
        let (around, tells) = (best.around(), self.tells);
        let gone = |found: &&Candidate| {
            let closed = found.before.min(found.behind) >= AHEAD && found.around() + AHEAD > around;
            found.around() >= tells && (closed || found.around() >= around + AHEAD)
        };
        self.found.iter().filter(|found| !self.is_alike(found)).any(|found| gone(&found))
    }

    /// Tells whether the paragraph of short words was taken out: what stood before it and behind it meets. A paragraph that
    /// is built like it is another then: of the very same next to all must agree.
    fn went_with_paragraph(&self, found: &Candidate) -> bool {
        let Wanted { words, prefix, suffix, own: (before, behind), .. } = &self.wanted;
        let own = prefix.len().saturating_sub(*before);
        let (above, below) = (prefix.get(own.saturating_sub(AHEAD)..own), suffix.get(*behind..behind + AHEAD));
        let Some((above, below)) = above.zip(below).filter(|(above, _)| above.len() == AHEAD) else { return false };
        let runs = self.document.runs();
        let here = found.before.min(*before) + found.behind.min(*behind);
        let meet = |at: &usize| runs.parts(&self.document.text, at + AHEAD);
        words.len() < SHORT
            && here * 20 < (before + behind) * 19
            && runs.find(&[above, below].concat(), MOST).iter().any(meet)
    }

    /// Tells whether what stands at a place is what stood before or behind the words, and they are gone: the next sentence
    /// may be built like the one that was quoted, or say the same.
    fn is_neighbour(&self, found: &Candidate) -> bool {
        let Wanted { words, prefix, suffix, .. } = &self.wanted;
        let runs = self.document.runs();
        let (start, end) = (found.place.start, found.place.end);
        let here = runs.chars().get(start..end).unwrap_or_default();
        let before = runs.chars().get(..start).unwrap_or_default();
        let behind = runs.chars().get(end..).unwrap_or_default();
        let said_again = prefix.ends_with(words) && !before.ends_with(words)
            || suffix.starts_with(words) && !behind.starts_with(words);
        let holds = |side: &[char]| {
            let least = side.len().min(here.len());
            least >= AHEAD && Window::new(&[], side, &[]).align(here, 0).same * 10 >= least * 9
        };
        said_again || found.words < 1.0 && (holds(prefix) || holds(suffix))
    }

    /// Returns what is said by a place being where the words stood, if they have nothing around them, as a byline has,
    /// and stand nowhere else: the place itself, and all that its borders do.
    fn nearness(&self, found: &Candidate) -> usize {
        let runs = self.document.runs();
        let span = runs.span(&self.document.text, found.place.clone());
        let away = self.document.offsets().char(&self.document.text, span.start).0.abs_diff(self.old.0);
        if self.wanted.known() > 0 || away > NEAR || runs.find(&self.wanted.words, 2).len() > 1 {
            return 0;
        }
        let bits = (2 * NEAR).ilog2() as usize;
        self.tells.saturating_sub(SURELY + bits) + self.borders(found).saturating_sub(found.says)
    }

    /// Returns the places that a person may choose, the likeliest first.
    fn options(&self) -> Vec<Candidate> {
        let mut all: Vec<(usize, Candidate)> = Vec::new();
        for found in self.found.iter().filter(|found| self.is_alike(found)) {
            let weight = self.weight(found);
            if found.words >= 1.0 || weight * 2 >= self.tells {
                all.push((weight, found.clone()));
            }
        }
        for at in self.document.runs().find(&self.wanted.words, MOST) {
            let place = at..at + self.wanted.words.len();
            if all.iter().all(|(_, known)| known.place.end <= place.start || place.end <= known.place.start) {
                let says = self.wanted.words.len();
                all.push((says, Candidate { place, words: 1.0, says, ..Candidate::default() }));
            }
        }
        all.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        all.into_iter().map(|(_, found)| found).collect()
    }

    /// Returns the ranges of a place: as they were cut if the words stand there to the letter, else as they are cut in
    /// the flow that they stand in.
    fn spans(&self, found: &Candidate) -> Vec<ByteSpan> {
        let document = self.document;
        let span = |place: &Range<usize>| document.runs().span(&document.text, place.clone());
        let whole = span(&found.place);
        if let Some(spans) = rest(document, self.quotation, whole) {
            return spans;
        }
        let parts = if found.parts.is_empty() { std::slice::from_ref(&found.place) } else { &found.parts };
        let Some(block) = document.structure.block_at(whole.start) else { return Vec::new() };
        let within = |flow| parts.iter().flat_map(|part| document.target(flow, span(part))).collect::<Vec<ByteSpan>>();
        let covered = |spans: &[ByteSpan]| spans.iter().map(|span| span.len()).sum::<usize>();
        let spans = within(document.flow_of(block));
        // What crosses flows was quoted from the page as printed.
        if covered(&spans) * 2 >= parts.iter().map(|part| span(part).len()).sum() {
            spans
        } else {
            within(Flow::Printed)
        }
    }
}

/// Finds the ranges of a quotation, one behind the other from the beginning of a span to its end.
fn rest(document: &Document, quotation: &Quotation, span: ByteSpan) -> Option<Vec<ByteSpan>> {
    let mut spans: Vec<ByteSpan> = Vec::new();
    for exact in &quotation.exact {
        let from = spans.last().map_or(span.start.0, |span| span.end.0);
        let start = from + document.slice(ByteSpan::at(from, span.end.0.max(from))).find(exact.as_str())?;
        spans.push(ByteSpan::at(start, start + exact.len()));
    }
    let (first, last) = spans.first().zip(spans.last())?;
    (first.start == span.start && last.end == span.end).then_some(spans)
}

//! From a written target to its place in the text at hand, and back.
//!
//! The same text and the quotation stands there: in place. Else the exact quotation, unique together
//! with its context: moved. Else words that are nearly the same, clearly ahead of all others: approximate.
//! Else several places: ambiguous. Else lost. Nothing is moved by looking.

use super::approximate::{Candidate, approximate, spaced};
use super::{Annotation, Quotation, Target};
use crate::text::offsets::{first_chars, last_chars};
use crate::text::soft::is_soft;
use crate::text::{Document, Flow, TextId};
use crate::units::{Byte, ByteSpan, Char, Slice, floor};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How an annotation was found in the text at hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum State {
    /// 原位: where it was made.
    #[default]
    InPlace,
    /// 已移位: its quotation stands elsewhere, and only there.
    Moved,
    /// 近似: words much like its quotation stand there, and nowhere else so.
    Approximate,
    /// 待选: its quotation stands in several places.
    Ambiguous,
    /// 失联: its quotation is not there.
    Lost,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::InPlace, Self::Moved, Self::Approximate, Self::Ambiguous, Self::Lost];

    /// Returns the name used in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::InPlace => "in-place",
            Self::Moved => "moved",
            Self::Approximate => "approximate",
            Self::Ambiguous => "ambiguous",
            Self::Lost => "lost",
        }
    }
}

/// Where an annotation stands in the text at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// How it was found.
    pub state: State,
    /// Its ranges; none if it is ambiguous or lost.
    pub spans: Vec<ByteSpan>,
}

impl Placed {
    /// Returns the first position.
    pub fn start(&self) -> Byte {
        self.spans.first().map_or(Byte(0), |span| span.start)
    }

    /// Returns the position behind the last.
    pub fn end(&self) -> Byte {
        self.spans.last().map_or(Byte(0), |span| span.end)
    }

    /// Returns how many bytes it covers.
    pub fn len(&self) -> usize {
        self.spans.iter().map(|span| span.len()).sum()
    }

    /// Tells whether it covers nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Tells whether it covers the position.
    pub fn contains(&self, at: Byte) -> bool {
        self.spans.iter().any(|span| span.contains(at))
    }
}

/// Makes the target and the quotation of ranges of a document.
pub fn quote(document: &Document, flow: Flow, spans: &[ByteSpan]) -> (Target, Quotation) {
    let (prefix, suffix) = document.context(flow, spans);
    let chars = |span: &ByteSpan| document.offsets().chars(&document.text, *span);
    let target = Target { text: document.id, spans: spans.iter().map(chars).collect() };
    let exact = spans.iter().map(|span| document.slice(*span).to_owned()).collect();
    (target, Quotation { exact, prefix, suffix })
}

impl Annotation {
    /// Returns it as it stands at ranges of a document.
    #[must_use]
    pub fn standing_at(&self, document: &Document, spans: &[ByteSpan]) -> Self {
        let block = spans.first().and_then(|span| document.structure.block_at(span.start));
        let flow = block.map_or(Flow::Main(0), |id| document.flow_of(id));
        let (target, quotation) = quote(document, flow, spans);
        Self { target, quotation, ..self.clone() }
    }
}

/// Finds annotations in documents, and remembers what it found: to look for words that have changed takes time.
#[derive(Clone, Debug, Default)]
pub struct Placer {
    known: HashMap<Uuid, (TextId, Target, Placed)>,
}

impl Placer {
    /// Finds an annotation in a document.
    pub fn place(&mut self, annotation: &Annotation, document: &Document) -> Placed {
        if let Some((text, target, placed)) = self.known.get(&annotation.id)
            && *text == document.id
            && *target == annotation.target
        {
            return placed.clone();
        }
        let placed = place(annotation, document);
        // What stands in its place is found at once anyway.
        if placed.state != State::InPlace {
            let found = (document.id, annotation.target.clone(), placed.clone());
            self.known.insert(annotation.id, found);
        }
        placed
    }
}

/// Finds an annotation in a document.
pub fn place(annotation: &Annotation, document: &Document) -> Placed {
    place_at(&annotation.target, &annotation.quotation, document)
}

/// Finds what was quoted at a target in a document.
pub fn place_at(target: &Target, quotation: &Quotation, document: &Document) -> Placed {
    if target.spans.is_empty() {
        return Placed::default();
    }
    if target.text == document.id {
        let bytes = |span| document.offsets().bytes(&document.text, span);
        let spans: Option<Vec<ByteSpan>> = target.spans.iter().map(|span| bytes(*span)).collect();
        if let Some(spans) = spans.filter(|spans| stands(document, spans, quotation)) {
            return Placed { state: State::InPlace, spans };
        }
    }
    // Where something stood in a text that nobody knows says nothing of where it stands here.
    let old = (target.text != TextId::default()).then(|| target.start());
    search(document, quotation, old, target.start())
}

fn stands(document: &Document, spans: &[ByteSpan], quotation: &Quotation) -> bool {
    spans.len() == quotation.exact.len()
        && spans.iter().zip(&quotation.exact).all(|(span, exact)| document.slice(*span) == exact)
}

/// Places of the quotation that are looked at; a shorter one with more is ambiguous anyway.
const MOST: usize = 512;

/// Returns the places where a quotation stands, those with the most of its context first.
pub fn candidates(document: &Document, quotation: &Quotation) -> Vec<Vec<ByteSpan>> {
    scored(document, quotation).into_iter().map(|(_, spans)| spans).collect()
}

/// Finds the places of a quotation, each with how much of its context stands there too.
fn scored(document: &Document, quotation: &Quotation) -> Vec<(usize, Vec<ByteSpan>)> {
    let Some(first) = quotation.exact.first().filter(|exact| !exact.is_empty()) else { return Vec::new() };
    let starts = document.text.match_indices(first.as_str()).take(MOST);
    let mut found: Vec<(usize, Vec<ByteSpan>)> = starts
        .filter_map(|(at, _)| rest(document, quotation, at))
        .map(|spans| (context(document, quotation, &spans), spans))
        .collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found
}

/// What a candidate must be ahead of the next by.
const AHEAD: f64 = 0.3;
/// How alike the context must be of words that say little by themselves, 0 to 1.
const AGREES: f64 = 0.4;
/// How alike words must be that have no context.
const ALIKE: f64 = 0.75;
/// How alike words must be, whatever stands around them.
const LEAST: f64 = 0.6;
/// Words so much alike need less of their context.
const NEARLY: f64 = 0.9;
/// How alike changed words and their context must be, together.
const TOGETHER: f64 = 1.2;
/// Quotations of so many characters are told by their own words, if these are so much alike, and so far ahead of the
/// next.
const LONG: usize = 14;
const OWN: f64 = 0.8;
const OWN_AHEAD: f64 = 0.3;
/// How much more alike than the next words must be that have no context.
const APART: f64 = 0.4;
/// Very words of so many characters say enough if nothing like them stands anywhere else.
const UNIQUE: usize = 8;
/// Quotations of so many characters say enough by themselves.
const SAYS: usize = 12;

/// Looks for a quotation: `old` is where it stood, `told` what is said of that where nobody knows in which text.
fn search(document: &Document, quotation: &Quotation, old: Option<Char>, told: Char) -> Placed {
    let mut found = scored(document, quotation);
    let near = approximate(document, quotation, old.or((found.len() == 1).then_some(told)));
    if near.is_empty() {
        // Of so few words white space is no part: it is what changes first.
        let exact =
            found.iter().filter_map(|(_, spans)| if let [span] = spans.as_slice() { Some(*span) } else { None });
        let exact: HashSet<ByteSpan> = exact.collect();
        let spaced = spaced(document, quotation).into_iter().filter(|span| !exact.contains(span));
        found.extend(spaced.into_iter().map(|span| (context(document, quotation, &[span]), vec![span])));
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    }
    if let Some((state, spans)) = clear(document, &found, &near, quotation) {
        return Placed { state, spans };
    }
    let state = if found.is_empty() { State::Lost } else { State::Ambiguous };
    Placed { state, spans: Vec::new() }
}

/// Returns the one place that is clearly ahead, if there is one: of those where the very words stand, and those where
/// words like them do.
fn clear(
    document: &Document,
    found: &[(usize, Vec<ByteSpan>)],
    near: &[Candidate],
    quotation: &Quotation,
) -> Option<(State, Vec<ByteSpan>)> {
    let exact = |candidate: &Candidate| {
        let touches = |spans: &Vec<ByteSpan>| spans.iter().any(|span| span.overlaps(candidate.span));
        found.iter().find(|(_, spans)| touches(spans)).map(|(_, spans)| spans.clone())
    };
    let Some(best) = near.first() else {
        // Too short or too long to be compared: the very words alone decide, by the context that stands there too.
        return match found {
            [(_, only)] => Some((State::Moved, only.clone())),
            [(first, spans), (second, _), ..] if first > second => Some((State::Moved, spans.clone())),
            _ => None,
        };
    };
    let rival = near.get(1).map_or(0.0, Candidate::score);
    let rival_words = near.iter().skip(1).map(|other| other.words).fold(0.0, f64::max);
    let sides = [&quotation.prefix, &quotation.suffix].into_iter().filter(|side| !side.is_empty()).count();
    let agrees = best.context / (sides.max(1) as f64);
    let length = quotation.text().chars().filter(|c| !c.is_whitespace()).count();
    let ahead = best.score() - rival >= AHEAD;
    // A long quotation is told by its own words, wherever its paragraph has gone.
    let alone = length >= LONG && best.words >= OWN && best.words - rival_words >= OWN_AHEAD && best.beside < LEAST;
    // One that stands in a text again and again, as a byline does, must be far more alike, or stand where it stood.
    let apart = best.words - rival_words >= APART || (best.near > 0.0 && near.iter().skip(1).all(|o| o.near == 0.0));
    let alike = match sides {
        _ if alone => true,
        // A caption or a byline has nothing around it: its own words must say enough.
        0 => length >= SAYS / 2 && best.words >= ALIKE && apart && (length >= SAYS || best.near > 0.0),
        // One side alone may be that of a neighbour that is much like it.
        _ => best.words >= LEAST && best.words + agrees >= TOGETHER && (best.weaker >= AGREES || best.words >= NEARLY),
    };
    match exact(best) {
        Some(spans) if ahead && sides == 0 => {
            (apart && (length >= SAYS || best.near > 0.0)).then_some((State::Moved, spans))
        }
        Some(spans) if ahead && (length >= SAYS || agrees >= AGREES || (length >= UNIQUE && rival_words <= LEAST)) => {
            Some((State::Moved, spans))
        }
        None if (ahead || alone) && alike => {
            let middle = Byte(floor(&document.text, usize::midpoint(best.span.start.0, best.span.end.0)));
            let block = document.structure.block_at(middle)?;
            let spans = document.target(document.flow_of(block), best.span);
            let covered: usize = spans.iter().map(|span| span.len()).sum();
            // The very words, spaced otherwise.
            let state = if best.words < 1.0 { State::Approximate } else { State::Moved };
            (covered * 5 >= best.span.len() * 4).then_some((state, spans))
        }
        _ => None,
    }
}

/// How far behind one range the next may begin.
const REACH: usize = 4096;

/// Finds the further ranges of a quotation whose first begins at `at`.
fn rest(document: &Document, quotation: &Quotation, at: usize) -> Option<Vec<ByteSpan>> {
    let mut spans: Vec<ByteSpan> = Vec::new();
    for exact in &quotation.exact {
        let from = spans.last().map_or(at, |span| span.end.0);
        let window = document.slice(ByteSpan::at(from, from + REACH + exact.len()));
        let start = from + window.find(exact.as_str())?;
        spans.push(ByteSpan::at(start, start + exact.len()));
    }
    Some(spans)
}

/// Counts the code points of context that agree on both sides, white space passed over.
fn context(document: &Document, quotation: &Quotation, spans: &[ByteSpan]) -> usize {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return 0 };
    let window = quotation.prefix.len() * 2 + 64;
    let before = last_chars(document.text.before(first.start), window);
    let behind = first_chars(Slice::from(&*document.text, last.end), window);
    let solid = |c: &char| !is_soft(*c);
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(x, y)| x == y).count()
    };
    same(&mut before.chars().rev().filter(solid), &mut quotation.prefix.chars().rev().filter(solid))
        + same(&mut behind.chars().filter(solid), &mut quotation.suffix.chars().filter(solid))
}

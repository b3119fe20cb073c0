//! Where in a text the words of a quotation may stand now, and how much of it and of what was around it stands there.
//!
//! Pieces of three characters of the words and of both sides vote for places, the rarest first; where several agree the
//! whole is laid along the text. So the length of the text does not count, and words are found that have changed, are
//! broken elsewhere, or are in other characters.

use super::Quotation;
use crate::text::runs::{RUN, Runs, read};
use crate::text::window::{Aligned, Window};
use std::ops::Range;

/// A quotation as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The words.
    pub words: Vec<char>,
    /// What stood before them.
    pub prefix: Vec<char>,
    /// What stood behind them.
    pub suffix: Vec<char>,
    /// How many of the characters before and behind them belong to their own paragraph.
    pub own: (usize, usize),
    /// Whether the beginning and the end of their paragraph, or of what can be read in one, are among what is known.
    pub edges: (bool, bool),
    /// Their pieces, if there are several.
    pieces: Vec<Vec<char>>,
}

impl Wanted {
    /// Reads a quotation; `whole`: what is told of its surroundings is all that there was.
    pub fn new(quotation: &Quotation, whole: bool) -> Self {
        let own_before = quotation.prefix.rsplit('\n').next().unwrap_or_default();
        let own_behind = quotation.suffix.split('\n').next().unwrap_or_default();
        let edge =
            |own: &str, all: &str| own.len() < all.len() || whole && all.chars().count() < crate::text::flow::CONTEXT;
        let pieces: Vec<Vec<char>> = quotation.exact.iter().map(|piece| read(piece)).collect();
        Self {
            words: pieces.concat(),
            prefix: read(&quotation.prefix),
            suffix: read(&quotation.suffix),
            own: (read(own_before).len(), read(own_behind).len()),
            edges: (edge(own_before, &quotation.prefix), edge(own_behind, &quotation.suffix)),
            pieces: if pieces.len() > 1 { pieces } else { Vec::new() },
        }
    }

    /// Counts the characters around it that are known.
    pub fn known(&self) -> usize {
        self.prefix.len() + self.suffix.len()
    }
}

/// A place where a quotation may stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Candidate {
    /// The place, in characters of the text that are read.
    pub place: Range<usize>,
    /// Its parts, if other text lies between them.
    pub parts: Vec<Range<usize>>,
    /// How alike the words are, 0 to 1: the share that both have of what stands in either; 1 are the very words.
    pub words: f64,
    /// How many characters of the words stand there, less what their changes cost.
    pub says: usize,
    /// Characters that stand before them as they did.
    pub before: usize,
    /// Characters that stand behind them as they did.
    pub behind: usize,
}

impl Candidate {
    fn new(aligned: &Aligned, length: usize) -> Self {
        Self {
            place: aligned.place.clone(),
            parts: Vec::new(),
            words: aligned.same as f64 / (length + aligned.more).max(1) as f64,
            says: aligned.same.saturating_sub(aligned.cost / 2),
            before: aligned.before,
            behind: aligned.behind,
        }
    }

    /// Returns how many characters around it agree.
    pub fn around(&self) -> usize {
        self.before + self.behind
    }
}

/// Votes that are counted for one window: the pieces are asked from the rarest on until there are so many, so that the
/// commonest of a long text cost no more than those of a short one.
const VOTES: usize = 2048;
/// How far apart votes for one place may lie: a few characters more or fewer in what is around.
const BAND: i64 = 3;
/// Places that are looked at closely, those with the most votes first. A stock phrase may stand anywhere, a whole
/// window does not.
const MOST: usize = 16;
/// A place for which so many times fewer pieces speak than for the best is not looked at: it cannot come near.
const FEWER: usize = 4;
/// Characters at both ends of a place that are looked at with it: what was put in between the words and what stood
/// around them; half again as many as are remembered of one side, for a gap of more costs more than they say.
const SLACK: usize = 48;
/// Longer words, in characters, are looked for by both their ends.
const LONGEST: usize = 256;
/// Characters of either end.
const END: usize = 128;
/// How alike words must be to be taken for those that were quoted: half of them may have changed, if all around them
/// says that this is the place.
pub(super) const LEAST: f64 = 0.5;
/// How many characters may lie between the pieces of a quotation: a caption, a box in the text.
const REACH: usize = 4096;

/// Finds the places where a quotation may stand, in the order of the text.
pub fn approximate(runs: &Runs, wanted: &Wanted) -> Vec<Candidate> {
    let Wanted { words, prefix, suffix, pieces, .. } = wanted;
    if words.len() > LONGEST {
        let (head, tail) = (words.get(..END), words.get(words.len() - END..));
        return ends(runs, wanted, (head.unwrap_or_default(), tail.unwrap_or_default()), words.len() / 2);
    }
    let mut found = laid(runs, &Window::new(prefix, words, suffix));
    if let ([first, .., last], true) = (pieces.as_slice(), found.iter().all(|found| found.words < 1.0)) {
        // Other text may lie between its pieces, which reads as a gap: then they say more than all together do.
        for parted in ends(runs, wanted, (first, last), REACH) {
            found.retain(|other| other.words >= parted.words || !meet(&other.place, &parted.place));
            if found.iter().all(|other| !meet(&other.place, &parted.place)) {
                found.push(parted);
            }
        }
        found.sort_by_key(|candidate| candidate.place.start);
    }
    found
}

/// Tells whether the pieces of a quotation stand to the letter at a place, one behind the other from its beginning to its
/// end.
fn stand(runs: &Runs, pieces: &[Vec<char>], place: &Range<usize>) -> bool {
    let (Some((last, others)), Some(mut rest)) = (pieces.split_last(), runs.chars().get(place.clone())) else {
        return false;
    };
    let begins = pieces.first().is_some_and(|first| rest.starts_with(first));
    let behind = |piece: &Vec<char>| {
        let at = find(rest, piece)?;
        rest = rest.get(at + piece.len()..)?;
        Some(())
    };
    begins && others.iter().map(behind).all(|found| found.is_some()) && rest.ends_with(last)
}

fn find(text: &[char], piece: &[char]) -> Option<usize> {
    if piece.is_empty() { Some(0) } else { text.windows(piece.len()).position(|window| window == piece) }
}

/// Finds the pieces of a quotation within a place, one behind the other, and how alike they are to what was quoted, all
/// taken together. One of which less than half is there is missing: chance lays as much of it on any text.
fn parts(runs: &Runs, pieces: &[Vec<char>], place: &Range<usize>) -> (Vec<Range<usize>>, f64) {
    let length: usize = pieces.iter().map(Vec::len).sum();
    let between = place.len().saturating_sub(length) + SLACK;
    let (mut from, mut missing, mut alike, mut found) = (place.start, 0, 0.0, Vec::new());
    for piece in pieces {
        let to = (from + missing + piece.len() + between).min(place.end);
        let rest = runs.chars().get(from..to).unwrap_or_default();
        let (part, words) = part(rest, from, piece);
        if words < LEAST || part.is_empty() {
            missing += piece.len();
            continue;
        }
        alike += words * piece.len() as f64;
        (from, missing) = (part.end, 0);
        found.push(part);
    }
    (found, alike / length.max(1) as f64)
}

/// Finds one piece in a stretch of the text that begins with its character of number `from`, and how alike it is; a long
/// one by its ends.
fn part(text: &[char], from: usize, piece: &[char]) -> (Range<usize>, f64) {
    if let Some(at) = find(text, piece) {
        return (from + at..from + at + piece.len(), 1.0);
    }
    if piece.len() > LONGEST {
        let (head, _) = piece.split_at(END);
        let (_, tail) = piece.split_at(piece.len() - END);
        let (first, begins) = part(text, from, head);
        let (last, ends) = part(text.get(first.end - from..).unwrap_or_default(), first.end, tail);
        return (first.start..last.end.max(first.end), f64::midpoint(begins, ends) * ALMOST);
    }
    let aligned = Window::new(&[], piece, &[]).align(text, from);
    let words = Candidate::new(&aligned, piece.len()).words;
    (aligned.place, words)
}

fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end || a == b
}

/// Finds the places where a quotation begins and those where it ends, and puts them together: as far apart as they
/// were, or off by so many characters at most.
fn ends(runs: &Runs, wanted: &Wanted, (head, tail): (&[char], &[char]), off: usize) -> Vec<Candidate> {
    let length = wanted.words.len();
    let heads = laid(runs, &Window::new(&wanted.prefix, head, &[]));
    let tails = laid(runs, &Window::new(&[], tail, &wanted.suffix));
    let mut found: Vec<Candidate> = Vec::new();
    for first in &heads {
        let away = |last: &&Candidate| (last.place.end - first.place.start).abs_diff(length);
        let behind = tails.iter().filter(|last| {
            last.place.start >= first.place.start && last.place.end > first.place.end.min(last.place.start)
        });
        let Some(last) = behind.min_by_key(away).filter(|last| away(last) <= off) else { continue };
        let place = first.place.start..last.place.end;
        let very = runs.chars().get(place.clone()) == Some(&*wanted.words);
        let both = (head.len() + tail.len()) as f64;
        let ends = (first.words * head.len() as f64 + last.words * tail.len() as f64) / both;
        // What lies between the pieces of one that is whole is no part of it; between its ends anything may have changed.
        let (parts, words) = match () {
            () if very || stand(runs, &wanted.pieces, &place) => (Vec::new(), 1.0),
            () if wanted.pieces.is_empty() || ends < LEAST => (Vec::new(), ends.min(ALMOST)),
            () => parts(runs, &wanted.pieces, &place),
        };
        let (says, before, behind) = (first.says + last.says, first.before, last.behind);
        found.push(Candidate { place, parts, words, says, before, behind });
    }
    found
}

/// How alike long words are of which both ends are the very same, and not all between.
const ALMOST: f64 = 0.99;

/// Lays a window along the text where its pieces say that it may stand.
fn laid(runs: &Runs, window: &Window) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for at in places(runs, &window.chars) {
        let exact = usize::try_from(at).ok().filter(|at| runs.stand(&window.chars, *at));
        let aligned = if let Some(at) = exact {
            Aligned {
                place: at + window.words.start..at + window.words.end,
                same: window.words.len(),
                more: 0,
                cost: 0,
                before: window.words.start,
                behind: window.chars.len() - window.words.end,
            }
        } else {
            let from = (at - SLACK as i64).max(0) as usize;
            let to = ((at + (window.chars.len() + SLACK) as i64).max(0) as usize).min(runs.chars().len());
            window.align(runs.chars().get(from..to).unwrap_or_default(), from)
        };
        let candidate = Candidate::new(&aligned, window.words.len());
        let meets = |other: &Candidate| meet(&other.place, &candidate.place);
        let better = |other: &Candidate| other.says + other.around() >= candidate.says + candidate.around();
        if !found.iter().any(|other| meets(other) && better(other)) {
            found.retain(|other| !meets(other));
            found.push(candidate);
        }
    }
    found.sort_by_key(|candidate| candidate.place.start);
    found
}

/// Returns where in the text the window may begin, those places first for which the most of its pieces speak. The
/// beginning of one of which only the end is there may lie before the text.
fn places(runs: &Runs, window: &[char]) -> Vec<i64> {
    let mut pieces: Vec<(usize, &[char], &[u32])> =
        window.windows(RUN).enumerate().map(|(offset, piece)| (offset, piece, runs.places(piece))).collect();
    pieces.sort_by_key(|(offset, _, places)| (places.len(), *offset));
    let mut votes: Vec<i64> = Vec::new();
    for (offset, piece, places) in pieces {
        if votes.len() + places.len() > VOTES && !votes.is_empty() {
            break;
        }
        let stand = places.iter().take(VOTES).filter(|at| runs.stand(piece, **at as usize));
        votes.extend(stand.map(|at| i64::from(*at) - offset as i64));
    }
    votes.sort_unstable();
    let mut groups: Vec<(usize, i64)> = Vec::new();
    for group in votes.chunk_by(|a, b| b - a <= BAND) {
        // The place that most speak for; a run of neighbours is one group however long it gets.
        let most = group.chunk_by(|a, b| a == b).max_by_key(|same| same.len());
        groups.extend(most.and_then(|same| Some((group.len(), *same.first()?))));
    }
    // Where words were put in or taken out the pieces before and behind speak for two places: each counts for the other.
    let near = |at: i64| groups.iter().skip(groups.partition_point(move |(_, other)| other + (SLACK as i64) < at));
    let with = |at: i64| near(at).take_while(|(_, other)| other - at <= SLACK as i64).map(|(votes, _)| votes).sum();
    let mut ranked: Vec<(usize, i64)> = groups.iter().map(|(_, at)| (with(*at), *at)).collect();
    ranked.sort_by_key(|(votes, at)| (std::cmp::Reverse(*votes), *at));
    let most = ranked.first().map_or(0, |(votes, _)| *votes);
    ranked.into_iter().take_while(|(votes, _)| votes * FEWER >= most).take(MOST).map(|(_, at)| at).collect()
}

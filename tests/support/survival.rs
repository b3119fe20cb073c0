//! Annotations of a text, the text changed, and what became of them: the characters know where they came from.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]

use super::changes::{Change, Changed, written};
use super::prose::{Dice, Genre, Prose};
use meipi::annotation::{Annotation, IdSource, Placed, Placer, Quotation, State, quote};
use meipi::text::fold::alike;
use meipi::text::offsets::{first_chars, last_chars};
use meipi::text::soft::is_soft;
use meipi::text::{Document, Flow};
use meipi::units::ByteSpan;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::time::{Duration, Instant};

/// What became of annotations.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fate {
    /// Found where the words went.
    pub right: usize,
    /// Not found, and fewer than half of its characters are left.
    pub gone: usize,
    /// Found elsewhere.
    pub wrong: usize,
    /// A person is to choose, and could: the place is there.
    pub ambiguous: usize,
    /// Not found, though it is there.
    pub lost: usize,
    /// Not found, and nobody could tell: the same words with the same 32 characters on both sides stand there twice.
    pub undecidable: usize,
    /// How long it took to find all.
    pub time: Duration,
}

impl Fate {
    pub fn all(&self) -> usize {
        self.right + self.gone + self.wrong + self.ambiguous + self.lost + self.undecidable
    }

    /// The share that is found, or rightly not found, of those that can be decided.
    pub fn good(&self) -> f64 {
        (self.right + self.gone) as f64 / (self.all() - self.undecidable).max(1) as f64
    }

    pub fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.gone += other.gone;
        self.wrong += other.wrong;
        self.ambiguous += other.ambiguous;
        self.lost += other.lost;
        self.undecidable += other.undecidable;
        self.time += other.time;
    }
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |n: usize| 100.0 * n as f64 / self.all().max(1) as f64;
        write!(
            f,
            "{:6} good {:6.2} % wrong {:5.3} % ({}) right {} gone {} ambiguous {:.2} % lost {:.2} % undecidable {:.2} % {:?}",
            self.all(),
            100.0 * self.good(),
            percent(self.wrong),
            self.wrong,
            self.right,
            self.gone,
            percent(self.ambiguous),
            percent(self.lost),
            percent(self.undecidable),
            self.time
        )
    }
}

/// Annotations of 2 to 60 characters all over a text: short ones most.
fn annotations(document: &Document, count: usize, dice: &mut Dice) -> Vec<Annotation> {
    let mut ids = IdSource::seeded(7);
    let now = jiff::Timestamp::from_second(1_700_000_000).unwrap();
    let mut made: Vec<Annotation> = Vec::new();
    let mut seen = HashSet::new();
    let mut tries = 0;
    while made.len() < count && tries < count * 50 {
        tries += 1;
        let id = dice.roll(document.structure.blocks.len());
        let Some(reading) = document.reading(id) else { continue };
        let starts: Vec<usize> = reading.text.char_indices().map(|(at, _)| at).collect();
        let length = match dice.roll(10) {
            0..4 => 2 + dice.roll(5),
            4..7 => 7 + dice.roll(9),
            _ => 16 + dice.roll(45),
        };
        let Some(most) = (starts.len() + 1).checked_sub(length) else { continue };
        let from = dice.roll(most);
        let end = starts.get(from + length).copied().unwrap_or(reading.text.len());
        let text = &reading.text[starts[from]..end];
        let edge = |c: char| c.is_alphanumeric() || "“《（".contains(c);
        let spans = reading.spans(starts[from], end);
        if !text.starts_with(edge) || text.ends_with(char::is_whitespace) || spans.is_empty() {
            continue;
        }
        let (target, quotation) = quote(document, document.flow_of(id), &spans);
        if seen.insert(format!("{:?}", target.spans)) {
            let coder = "甲".to_owned();
            made.push(Annotation { id: ids.make(now), target, quotation, coder, ..Annotation::default() });
        }
    }
    made
}

/// The bytes of a text, blanks left out, that a placement covers.
pub fn covered(text: &str, placed: &Placed) -> HashSet<usize> {
    let solid = |span: &ByteSpan| {
        let (from, slice) = (span.start.0, &text[span.start.0..span.end.0]);
        slice.char_indices().filter(|(_, c)| !is_soft(*c)).map(|(i, _)| from + i).collect::<Vec<_>>()
    };
    placed.spans.iter().flat_map(solid).collect()
}

/// Returns how many bytes the character at a byte has.
fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| !is_soft(*c)).map(alike).collect()
}

/// Tells whether words stand twice with as much around them as a quotation remembers: which is the one, nobody knows.
fn twice(text: &str, read: &str, truth: &HashSet<usize>, quotation: &Quotation) -> bool {
    let (Some(from), Some(last)) = (truth.iter().min().copied(), truth.iter().max().copied()) else { return false };
    let end = last + width(text, last);
    let known = |side: &str| folded(side).chars().count();
    let before = folded(last_chars(&text[..from], 64));
    let behind = folded(first_chars(&text[end..], 64));
    let (before, behind) =
        (last_chars(&before, known(&quotation.prefix)), first_chars(&behind, known(&quotation.suffix)));
    read.match_indices(&[before, &folded(&text[from..end]), behind].concat()).count() > 1
}

/// Tells where each byte of the old text is in the new one, and how many bytes that has.
fn places(new: &Changed) -> (HashMap<usize, usize>, usize) {
    let (mut places, mut at) = (HashMap::new(), 0);
    for (c, from) in new.iter().filter(|(c, _)| *c != '\r') {
        if let Some(from) = from.filter(|_| !is_soft(*c)) {
            places.insert(from, at);
        }
        at += c.len_utf8();
    }
    (places, at)
}

/// Changes a text of a sort and places annotations in it anew.
pub fn survive(
    (text, seed): (&str, u64),
    change: Change,
    count: usize,
    prose: &Prose,
    mut tell: impl FnMut(&Annotation, &Placed, &str),
) -> Fate {
    let mut dice = Dice(seed * 7919 + change as u64);
    let old = Document::open("a.txt", change.before(text).into_bytes());
    let list = annotations(&old, count, &mut dice);
    let bytes = |a: &Annotation| -> Vec<ByteSpan> {
        a.target.spans.iter().map(|span| old.offsets().bytes(&old.text, *span).unwrap()).collect()
    };
    let quoted: Vec<_> = list.iter().flat_map(&bytes).map(|span| span.start.0..span.end.0).collect();
    let new = change.after(&old.text, &quoted, prose, &mut dice);
    let mut file = written(&new);
    if change == Change::LineEnds {
        file.insert(0, '\u{feff}');
    }
    let (places, at) = places(&new);
    let new = Document::open("a.txt", file.into_bytes());
    assert_eq!(new.text.len(), at, "what was written is what is read");
    let mut placer = Placer::default();
    let begun = Instant::now();
    let placed: Vec<Placed> = list.iter().map(|a| placer.place(a, &new)).collect();
    let mut fate = Fate { time: begun.elapsed(), ..Fate::default() };
    let mut read: Option<String> = None;
    for (annotation, placed) in list.iter().zip(&placed) {
        let was = covered(&old.text, &Placed { spans: bytes(annotation), state: State::InPlace });
        let truth: HashSet<usize> = was.iter().filter_map(|from| places.get(from).copied()).collect();
        let found = covered(&new.text, placed);
        let common = truth.intersection(&found).count();
        // A character that another has taken the place of is a place, but no word of it.
        let stays = |from: &&usize| {
            places.get(*from).is_some_and(|at| {
                folded(&new.text[*at..*at + width(&new.text, *at)])
                    == folded(&old.text[**from..**from + width(&old.text, **from)])
            })
        };
        let kept = was.iter().filter(stays).count();
        let (count, verdict) = match () {
            () if !found.is_empty() && common * 2 >= truth.union(&found).count() => (&mut fate.right, ""),
            () if !found.is_empty() => (&mut fate.wrong, "wrong"),
            () if kept * 2 < was.len() => (&mut fate.gone, ""),
            () if twice(&new.text, read.get_or_insert_with(|| folded(&new.text)), &truth, &annotation.quotation) => {
                (&mut fate.undecidable, "")
            }
            () if placed.state == State::Ambiguous => (&mut fate.ambiguous, "ambiguous"),
            () => (&mut fate.lost, "lost"),
        };
        *count += 1;
        if !verdict.is_empty() {
            let ends = truth.iter().min().zip(truth.iter().max());
            let end = |last: usize| last + width(&new.text, last);
            // Where it would be, if it is gone.
            let first = bytes(annotation).first().map_or(0, |span| span.start.0);
            let before = (0..first).rev().find_map(|from| places.get(&from)).map(|at| end(*at)).unwrap_or_default();
            let (from, to) = ends.map_or((before, before), |(from, last)| (*from, end(*last)));
            let spans = vec![ByteSpan::at(from, to)];
            let here = surroundings(&new, &Placed { spans, state: State::InPlace });
            tell(
                annotation,
                placed,
                &format!("{verdict}: belongs to {here}; stands at {}", surroundings(&new, placed)),
            );
        }
    }
    fate
}

fn surroundings(document: &Document, placed: &Placed) -> String {
    if placed.spans.is_empty() {
        return "nothing".into();
    }
    let (before, behind) = document.context(Flow::Printed, &placed.spans);
    let words: Vec<&str> = placed.spans.iter().map(|span| document.slice(*span)).collect();
    format!("{before}[{}]{behind}", words.join("|")).replace('\n', "/")
}

/// A text that is made anew for each seed.
pub fn text(prose: &Prose, genre: Genre, bytes: usize, seed: u64) -> String {
    prose.text(genre, bytes, &mut Dice(seed))
}

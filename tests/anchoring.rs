//! Annotations in texts that were edited: how many are found again, how many wrongly. Seeded, so that figures compare.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test may panic"
)]

use meipi::annotation::{Annotation, IdSource, State, place, quote};
use meipi::library::SEEDS;
use meipi::text::{Document, sentence};
use meipi::units::ByteSpan;

struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

/// Edits a share of the characters of a text: replaces, inserts, deletes, by turns of the dice. Returns the new text,
/// and for every old byte where it went.
fn edited(text: &str, percent: usize, dice: &mut Dice) -> (String, Vec<usize>) {
    let others: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (mut new, mut places) = (String::new(), vec![0; text.len() + 1]);
    for (at, c) in text.char_indices() {
        places[at..at + c.len_utf8()].fill(new.len());
        let hit = !c.is_whitespace() && dice.roll(1000) < percent * 10;
        match (hit, dice.roll(3)) {
            (true, 0) => new.push(others[dice.roll(others.len())]),
            (true, 1) => new.extend([c, others[dice.roll(others.len())]]),
            (true, _) => {}
            (false, _) => new.push(c),
        }
    }
    places[text.len()] = new.len();
    (new, places)
}

/// Found, found wrongly, not found.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    right: usize,
    wrong: usize,
    lost: usize,
}

/// Annotations of clauses and sentences, by turns, all over the pages.
fn annotations(document: &Document, count: usize, dice: &mut Dice) -> Vec<Annotation> {
    let mut ids = IdSource::seeded(7);
    let now = jiff::Timestamp::from_second(1_700_000_000).unwrap();
    let mut made = Vec::new();
    while made.len() < count {
        let id = dice.roll(document.structure.blocks.len());
        let Some(reading) = document.reading(id) else { continue };
        let cut =
            if made.len() % 2 == 0 { sentence::sentences(&reading.text) } else { sentence::clauses(&reading.text) };
        let Some(unit) = cut.get(dice.roll(cut.len())) else { continue };
        let spans = reading.spans(unit.start.0, unit.end.0);
        if spans.is_empty() || reading.text[unit.start.0..unit.end.0].chars().count() < 4 {
            continue;
        }
        let (target, quotation) = quote(document, document.flow_of(id), &spans);
        let (tags, note, coder) = (Vec::new(), String::new(), "甲".to_owned());
        let id = ids.make(now);
        made.push(Annotation {
            id,
            target,
            quotation,
            tags,
            note,
            coder,
            created: now,
            modified: now,
            conflicts: Vec::new(),
        });
    }
    made
}

fn tally(percent: usize, each: usize) -> Tally {
    let mut tally = Tally::default();
    for (n, (name, data)) in SEEDS.iter().enumerate() {
        let mut dice = Dice(n as u64 * 31 + percent as u64);
        let old = Document::open(name, data.to_vec());
        let list = annotations(&old, each, &mut dice);
        let (text, places) = edited(&old.text, percent, &mut dice);
        let new = Document::open(name, text.into_bytes());
        for annotation in list {
            let at = |span: &meipi::units::CharSpan| old.offsets().bytes(&old.text, *span).unwrap();
            let (first, last) = (at(&annotation.target.spans[0]), at(annotation.target.spans.last().unwrap()));
            let truth = ByteSpan::at(places[first.start.0], places[last.end.0]);
            let placed = place(&annotation, &new);
            let (start, end) = (placed.start().0, placed.end().0);
            let common = end.min(truth.end.0).saturating_sub(start.max(truth.start.0));
            let all = end.max(truth.end.0) - start.min(truth.start.0);
            match () {
                () if placed.spans.is_empty() => tally.lost += 1,
                () if common * 2 >= all => tally.right += 1,
                () => tally.wrong += 1,
            }
        }
    }
    tally
}

#[test]
fn edited_texts_keep_their_annotations() {
    let each = std::env::var("MEIPI_ANCHORS").ok().and_then(|n| n.parse().ok()).unwrap_or(24);
    for (percent, right) in [(1, 98), (5, 97), (10, 95), (20, 75)] {
        let tally = tally(percent, each);
        let all = tally.right + tally.wrong + tally.lost;
        assert!(tally.wrong == 0 && tally.right * 100 >= all * right, "{percent} %: {tally:?}");
    }
}

#[test]
fn a_quotation_whose_place_was_deleted_is_not_found_elsewhere() {
    let old = Document::open(SEEDS[0].0, SEEDS[0].1.to_vec());
    let mut dice = Dice(5);
    for annotation in annotations(&old, 200, &mut dice) {
        let exact = annotation.quotation.exact[0].as_str();
        if old.text.matches(exact).count() > 1 {
            // What stands there twice is found where it stands still.
            continue;
        }
        let span = old.offsets().bytes(&old.text, annotation.target.spans[0]).unwrap();
        let last = old.offsets().bytes(&old.text, *annotation.target.spans.last().unwrap()).unwrap();
        let text = format!("{}{}", &old.text[..span.start.0], &old.text[last.end.0..]);
        let placed = place(&annotation, &Document::open(SEEDS[0].0, text.into_bytes()));
        assert!(placed.spans.is_empty(), "{:?} at {placed:?}", annotation.quotation);
        assert!(matches!(placed.state, State::Lost | State::Ambiguous));
    }
}

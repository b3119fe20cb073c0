//! Annotations in texts that were changed: how many are found again, how many wrongly. Seeded, so that figures compare.
//! `MEIPI_ANCHORS=500 cargo test --release --test it anchoring:: -- --nocapture` prints the whole table, with the scoring of
//! the Hypothesis client as the yardstick beside it.

use crate::changes::{Change, Changed, edited, plain, torn, wrapped};
use crate::prose::{Dice, Genre, Prose};
use crate::survival;
use crate::survival::{Fate, survive};

use meipi::annotation::{Annotation, IdSource, Placed, State, place, quote};
use meipi::library::SEEDS;
use meipi::text::{Document, Kind, sentence};
use std::collections::{HashMap, HashSet};
use std::io::Write;

/// What happens to a text.
#[derive(Clone, Copy, Debug, PartialEq)]
enum How {
    /// Characters are replaced, inserted, deleted.
    Edits,
    /// Lines are broken elsewhere, too.
    Lines,
    /// A tenth of the paragraphs stands elsewhere, too.
    Moves,
    /// A tenth of the paragraphs is gone, too.
    Deletions,
}

const ALL: [How; 4] = [How::Edits, How::Lines, How::Moves, How::Deletions];

fn changed(text: &str, how: How, percent: usize, dice: &mut Dice) -> Changed {
    let new = edited(&plain(text), percent, dice);
    match how {
        How::Edits => new,
        How::Lines => wrapped(&new, 24, None),
        How::Moves => torn(&new, 10, true, dice),
        How::Deletions => torn(&new, 10, false, dice),
    }
}

/// Found where it belongs, found elsewhere, not found; not found because it is gone counts as right.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Tally {
    right: usize,
    wrong: usize,
    lost: usize,
}

impl Tally {
    fn all(self) -> usize {
        self.right + self.wrong + self.lost
    }

    /// Counts a place: right if at least half of what either covers is covered by both.
    fn count(&mut self, truth: &HashSet<usize>, found: &HashSet<usize>) {
        let common = truth.intersection(found).count();
        match () {
            () if found.is_empty() && truth.is_empty() => self.right += 1,
            () if found.is_empty() => self.lost += 1,
            () if common * 2 >= truth.union(found).count() => self.right += 1,
            () => self.wrong += 1,
        }
    }
}

/// Annotations of clauses and sentences, by turns, all over a text.
fn annotations(document: &Document, count: usize, dice: &mut Dice) -> Vec<Annotation> {
    let mut ids = IdSource::seeded(7);
    let now = jiff::Timestamp::from_second(1_700_000_000).unwrap();
    let mut made: Vec<Annotation> = Vec::new();
    let mut tries = 0;
    while made.len() < count && tries < count * 20 {
        tries += 1;
        let id = dice.roll(document.structure.blocks.len());
        let Some(reading) = document.reading(id) else { continue };
        let cut = if made.len().is_multiple_of(2) {
            sentence::sentences(&reading.text)
        } else {
            sentence::clauses(&reading.text)
        };
        let Some(unit) = cut.get(dice.roll(cut.len())) else { continue };
        let spans = reading.spans(unit.start.0, unit.end.0);
        if spans.is_empty() || reading.text[unit.start.0..unit.end.0].chars().count() < 4 {
            continue;
        }
        let (target, quotation) = quote(document, document.flow_of(id), &spans);
        if made.iter().any(|other| other.target == target) {
            continue;
        }
        made.push(Annotation {
            id: ids.make(now), target, quotation, coder: "甲".to_owned(), ..Annotation::default()
        });
    }
    made
}

/// A text of so many characters whose runs of three are those of the prose of the pages: longer than any of them, and
/// not the same thing twice.
fn long_text(length: usize, dice: &mut Dice) -> String {
    let mut prose: Vec<char> = Vec::new();
    for (name, data) in SEEDS {
        let page = Document::open(name, data.to_vec());
        for (id, _) in page.structure.blocks.iter().enumerate().filter(|(_, block)| block.kind == Kind::Body) {
            prose.extend(page.reading(id).unwrap().text.chars());
            prose.extend(['\n', '\n']);
        }
    }
    let mut follows: HashMap<[char; 2], Vec<char>> = HashMap::new();
    for run in prose.windows(3) {
        follows.entry([run[0], run[1]]).or_default().push(run[2]);
    }
    let mut text = vec![prose[0], prose[1]];
    while text.len() < length {
        let last = [text[text.len() - 2], text[text.len() - 1]];
        // A run that only ends a page goes on anywhere.
        let next = follows.get(&last).unwrap_or(&prose);
        text.push(next[dice.roll(next.len())]);
    }
    text.into_iter().collect()
}

/// The bytes of a text, blanks left out, that a placement covers.
fn covered(text: &str, placed: &Placed) -> HashSet<usize> {
    let solid = |span: &meipi::units::ByteSpan| {
        let (from, slice) = (span.start.0, &text[span.start.0..span.end.0]);
        slice.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(i, _)| from + i).collect::<Vec<_>>()
    };
    placed.spans.iter().flat_map(solid).collect()
}

/// Compares on one text: ours, and the yardstick's if it is asked for.
fn compare(name: &str, text: &str, (how, percent): (How, usize), count: usize, yardstick: bool) -> (Tally, Tally) {
    let mut dice = Dice(name.len() as u64 * 31 + percent as u64 + how as u64 * 1000);
    let old = Document::open(name, text.as_bytes().to_vec());
    let list = annotations(&old, count, &mut dice);
    let new = changed(&old.text, how, percent, &mut dice);
    let written: String = new.iter().map(|(c, _)| *c).collect();
    // What is at each byte of the old text now.
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut at = 0;
    for (c, from) in &new {
        if let Some(from) = from.filter(|_| !c.is_whitespace()) {
            places.insert(from, at);
        }
        at += c.len_utf8();
    }
    let new = Document::open(name, written.into_bytes());
    let (mut ours, mut theirs) = (Tally::default(), Tally::default());
    for annotation in list {
        let spans: Vec<_> =
            annotation.target.spans.iter().map(|span| old.offsets().bytes(&old.text, *span).unwrap()).collect();
        let was = covered(&old.text, &Placed { spans, state: State::InPlace });
        let truth: HashSet<usize> = was.iter().filter_map(|from| places.get(from).copied()).collect();
        ours.count(&truth, &covered(&new.text, &place(&annotation, &new)));
        if yardstick {
            theirs.count(&truth, &hypothesis(&annotation, &new.text));
        }
    }
    (ours, theirs)
}

fn table(each: usize, long: usize, yardstick: bool, mut check: impl FnMut(How, usize, Tally)) {
    let text = long_text(long, &mut Dice(1));
    for how in ALL {
        for percent in [1, 5, 10, 20] {
            let (mut ours, mut theirs) = (Tally::default(), Tally::default());
            let pages = SEEDS.iter().map(|(name, data)| (*name, std::str::from_utf8(data).unwrap(), each / 10));
            for (name, text, count) in pages.chain([("long.txt", text.as_str(), each - each / 10 * 5)]) {
                let (own, other) = compare(name, text, (how, percent), count, yardstick);
                for (sum, part) in [(&mut ours, own), (&mut theirs, other)] {
                    sum.right += part.right;
                    sum.wrong += part.wrong;
                    sum.lost += part.lost;
                }
            }
            if yardstick {
                let _ = writeln!(std::io::stderr(), "{how:?} {percent} %: {ours:?}; Hypothesis {theirs:?}");
            }
            check(how, percent, ours);
        }
    }
}

#[test]
fn changed_texts_keep_their_annotations() {
    let asked: Option<usize> = std::env::var("MEIPI_ANCHORS").ok().and_then(|n| n.parse().ok());
    let (each, long) = asked.map_or((20, 6_000), |each| (each, 60_000));
    let mut short = Vec::new();
    table(each, long, asked.is_some(), |how, percent, tally| {
        // Of few one more counts for much. A headline or a byline that was moved and changed has nothing around it that
        // was there: where it says too little, a person is asked.
        let asks = if how == How::Moves { 5 } else { 0 };
        let least = if percent <= 10 { 95 } else { 75 } - asks - if asked.is_some() { 0 } else { 5 };
        // Of two passages of a page that say nearly the same a fifth of changes can make one the other; of what is gone
        // the same may stand elsewhere.
        let wrong = match (how, percent) {
            (_, 20) => (tally.all() / 50).max(1),
            (How::Deletions, _) => tally.all() / 500,
            _ => 0,
        };
        if tally.wrong > wrong || tally.right * 100 < tally.all() * least {
            short.push(format!("{how:?} {percent} %: {tally:?}"));
        }
    });
    assert!(short.is_empty(), "{short:#?}");
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

/// The yardstick: exact places, else those with the fewest errors up to half of the quotation; the best by
/// (50 words + 20 prefix + 20 suffix + 2 position) / 92 is taken, whatever its score.
fn hypothesis(annotation: &Annotation, text: &str) -> HashSet<usize> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let only: Vec<char> = chars.iter().map(|(_, c)| *c).collect();
    let wanted: Vec<char> = annotation.quotation.text().chars().collect();
    let exact: Vec<(usize, usize, usize)> = (0..=only.len().saturating_sub(wanted.len()))
        .filter(|at| only[*at..].starts_with(&wanted))
        .map(|at| (0, at, at + wanted.len()))
        .collect();
    let found = if exact.is_empty() { fewest(&wanted, &only, (wanted.len() / 2).min(256)) } else { exact };
    let side = |context: &str, piece: &[char]| {
        let context: Vec<char> = context.chars().collect();
        let errors = fewest(&context, piece, context.len()).first().map_or(context.len(), |(errors, ..)| *errors);
        if context.is_empty() { 0.0 } else { 1.0 - errors as f64 / context.len() as f64 }
    };
    let hint = annotation.target.start().0;
    let (before, behind) = (&annotation.quotation.prefix, &annotation.quotation.suffix);
    let score = |(errors, start, end): &(usize, usize, usize)| {
        let words = 1.0 - *errors as f64 / wanted.len() as f64;
        let prefix = side(before, &only[start.saturating_sub(before.chars().count())..*start]);
        let suffix = side(behind, &only[*end..(end + behind.chars().count()).min(only.len())]);
        let position = 1.0 - start.abs_diff(hint) as f64 / only.len() as f64;
        (50.0 * words + 20.0 * prefix + 20.0 * suffix + 2.0 * position) / 92.0
    };
    let best = found.into_iter().max_by(|a, b| score(a).total_cmp(&score(b)));
    best.map(|(_, start, end)| {
        chars[start..end].iter().filter(|(_, c)| !c.is_whitespace()).map(|(at, _)| *at).collect()
    })
    .unwrap_or_default()
}

/// The places with the fewest errors, up to a number: errors, start, end.
fn fewest(wanted: &[char], text: &[char], most: usize) -> Vec<(usize, usize, usize)> {
    let mut column: Vec<(usize, usize)> = (0..=wanted.len()).map(|errors| (errors, 0)).collect();
    let (mut best, mut found) = (most, Vec::new());
    for (n, c) in text.iter().enumerate() {
        let (mut diagonal, mut above) = ((0, n), (0, n + 1));
        column[0] = above;
        for (cell, wanted) in column[1..].iter_mut().zip(wanted) {
            let left = *cell;
            let mut way = (diagonal.0 + usize::from(wanted != c), diagonal.1);
            for other in [(left.0 + 1, left.1), (above.0 + 1, above.1)] {
                if other.0 < way.0 {
                    way = other;
                }
            }
            above = way;
            (diagonal, *cell) = (left, above);
        }
        let (errors, start) = column[wanted.len()];
        if errors < best {
            found.clear();
            best = errors;
        }
        if errors == best {
            found.push((errors, start, n + 1));
        }
    }
    found
}

/// The kinds, seeds and the sort of text that no constant was chosen by.
const HELD: [Change; 4] = [Change::Furniture, Change::Spacing, Change::Chapters, Change::Delete];

/// `MEIPI_FATES=dev|held|all [MEIPI_FATES_TELL=n] [MEIPI_FATES_SIZES=63,600,5000]` prints what becomes of annotations,
/// a row for each kind of change and length of text; `tell` so many of those that went wrong.
#[test]
fn what_becomes_of_annotations() {
    let asked = std::env::var("MEIPI_FATES").ok();
    let tell: usize = std::env::var("MEIPI_FATES_TELL").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let only = std::env::var("MEIPI_FATES_ONLY").ok();
    let sizes = std::env::var("MEIPI_FATES_SIZES")
        .unwrap_or_else(|_| if asked.is_some() { "63,600,5000" } else { "30" }.into());
    let held = asked.as_deref() == Some("held");
    let prose = Prose::new(&mut Dice(if held { 99 } else { 2 }));
    let (genre, seeds) = if held { (Genre::Talk, 100..103) } else { (Genre::Report, 1..3) };
    let mut short = Vec::new();
    let (mut total, mut told) = (Fate::default(), 0);
    for kilobytes in sizes.split(',').map(|n| n.parse::<usize>().unwrap()) {
        let count = if asked.is_some() { [500, 2000][usize::from(kilobytes > 100)] } else { 60 };
        for change in Change::ALL {
            if asked.as_deref() == Some("dev") && HELD.contains(&change)
                || only.as_ref().is_some_and(|only| *only != format!("{change:?}"))
            {
                continue;
            }
            let mut fate = Fate::default();
            for seed in seeds.clone().take(if asked.is_some() { if kilobytes < 100 { 4 } else { 1 } } else { 1 }) {
                let text = survival::text(&prose, genre, kilobytes * 1000, seed);
                fate.add(&survive((&text, seed), change, count, &prose, |a, placed, says| {
                    told += 1;
                    if told <= tell {
                        let _ = writeln!(
                            std::io::stderr(),
                            "{change:?} {:?} {:?}\n  {}[{}]{}\n  {says}",
                            placed.state,
                            a.quotation.text().chars().count(),
                            a.quotation.prefix.replace('\n', "/"),
                            a.quotation.exact.join("|"),
                            a.quotation.suffix.replace('\n', "/")
                        );
                    }
                }));
            }
            if asked.is_some() {
                let _ = writeln!(std::io::stderr(), "{kilobytes:5} KB {:18} {fate}", format!("{change:?}"));
            }
            total.add(&fate);
            let least = if change.keeps_words() { 0.995 } else { 0.95 };
            if fate.good() < least {
                short.push(format!("{kilobytes} KB {change:?}: {fate}"));
            }
        }
    }
    let _ = writeln!(std::io::stderr(), "all {total}");
    assert!(short.is_empty() && total.wrong * 2000 <= total.all(), "{short:#?} {total}");
}

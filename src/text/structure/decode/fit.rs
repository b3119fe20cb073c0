//! Fits the weights to labelled pages: an averaged perceptron over whole pages (Collins 2002).

use super::super::kind::Kind;
use super::super::{judge, lines};
use super::{Features, STATES, State, Weights};
use std::collections::BTreeMap;

/// A page with what its lines are.
pub struct Labelled {
    /// The text.
    pub text: String,
    /// The article and the kind of each line, by its number from 1; article 0 is the page.
    pub lines: BTreeMap<usize, (usize, Kind)>,
}

/// One page as the perceptron sees it.
struct Sample {
    features: Features,
    states: Vec<State>,
}

impl Sample {
    fn thinned(&self, random: &mut u64) -> Self {
        let thin = |line: &Vec<u32>| line.iter().copied().filter(|_| !next(random).is_multiple_of(DROPPED)).collect();
        let of = self.features.of.iter().map(thin).collect();
        Self { features: Features { of, long: self.features.long.clone() }, states: self.states.clone() }
    }

    /// Reads a page; nothing of one that is not read by the decoder.
    fn new(page: &Labelled) -> Option<Self> {
        let read = lines::wrapped(&page.text, lines::read(&page.text), false);
        let numbers: Vec<usize> = read.iter().map(|line| line.number).collect();
        let features = judge::features(&page.text, &read)?;
        let mut last = 0;
        let state = |number: usize| {
            let (article, kind) = page.lines.get(&number).copied().unwrap_or((last, Kind::Body));
            let counts = article > 0 && State::can_begin(kind);
            let begins = counts && article != last;
            last = if counts { article } else { last };
            State { kind, begins }
        };
        Some(Self { features, states: numbers.into_iter().map(state).collect() })
    }
}

/// Of so many features of a line one is left out at a time: none can learn to rely on another.
const DROPPED: u64 = 4;

fn next(random: &mut u64) -> u64 {
    *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *random >> 33
}

/// What a wrong state must be behind the right one.
const MARGIN: i64 = 40;
/// How much one mistake changes a weight.
const STEP: i32 = 8;

/// Fits weights to pages in so many rounds. The same pages in the same order always give the same weights.
pub fn fit(pages: &[Labelled], rounds: usize) -> Weights {
    let samples: Vec<Sample> = pages.iter().filter_map(Sample::new).collect();
    let (mut weights, mut sum) = (Weights::default(), Weights::default());
    let mut time = 1;
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..rounds {
        for n in (1..order.len()).rev() {
            order.swap(n, next(&mut random) as usize % (n + 1));
        }
        for n in &order {
            let Some(sample) = samples.get(*n).map(|sample| sample.thinned(&mut random)) else { continue };
            let sample = &sample;
            let wrong = |i: usize, state: usize| {
                let right = sample.states.get(i).is_some_and(|right| right.index() == state);
                if right { 0 } else { MARGIN }
            };
            let found = sample.features.best(&weights, wrong);
            if found != sample.states {
                learn(&mut weights, sample, &found, 1);
                learn(&mut sum, sample, &found, time);
            }
            time += 1;
        }
    }
    // The mean over all moments: the last weights without what each change counted too early.
    weights.zip(&sum, |weight, early| weight * 4 - (i64::from(early) * 4 / i64::from(time)) as i32)
}

/// Moves weights from what was found to what is right.
fn learn(weights: &mut Weights, sample: &Sample, found: &[State], times: i32) {
    let mut before = (0, 0);
    for (i, (found, right)) in found.iter().zip(&sample.states).enumerate() {
        let (found, right) = (found.index(), right.index());
        if found != right {
            for feature in sample.features.of.get(i).into_iter().flatten() {
                weights.add(*feature, right, STEP * times);
                weights.add(*feature, found, -STEP * times);
            }
        }
        if (before, (found, right)) != ((before.1, before.1), (right, right)) {
            weights.add_step(before.1, right, STEP * times);
            weights.add_step(before.0, found, -STEP * times);
        }
        before = (found + 1, right + 1);
    }
    assert!(before.0 <= STATES);
}

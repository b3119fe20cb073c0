//! Why a line was taken for what it is, read from the weights: what speaks for it more than for the next best.

use super::super::kind::Kind;
use super::{Features, GUESSES, OFFSETS, REACH, STATES, State, Weights, echo, shapes};

/// What speaks for a kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A cue of the line by itself, by the key of the words that name it.
    Cue(&'static str),
    /// A shape of the line so many lines below it, or above it if less than nothing.
    Shape(&'static str, i32),
    /// What the cues take the line and its neighbours for.
    Cues,
    /// What the lines above and below were taken for.
    Order,
}

/// What speaks for a kind, each with how much, and the sum of each kind.
pub type Explained = (Vec<(Why, i32)>, Vec<(Kind, i32)>);

/// Weights are shown divided by so much.
const UNIT: i64 = 32;

/// Returns what a feature is.
fn why(feature: usize) -> Why {
    let shaped = shapes::SHAPES.len() * OFFSETS;
    if let Some(shape) = shapes::SHAPES.get(feature / OFFSETS).filter(|_| feature < shaped) {
        return Why::Shape(shape.name, (feature % OFFSETS) as i32 - REACH);
    }
    let echoed = shaped + GUESSES * 3 + GUESSES * GUESSES * 2;
    let echo = feature.checked_sub(echoed).and_then(|n| echo::ECHOES.get(n));
    echo.map_or(Why::Cues, |name| Why::Shape(name, 0))
}

impl Features {
    /// Explains what a line was taken for, its neighbours as they were taken: what speaks for it more than for the
    /// next best kind, or less, and the sum of each kind, the greatest first.
    pub fn explain(&self, weights: &Weights, states: &[State], i: usize) -> Explained {
        let (Some(features), Some(chosen)) = (self.of.get(i), states.get(i)) else { return Default::default() };
        let own = weights.sums(features);
        let index = |at: Option<usize>| at.and_then(|at| states.get(at)).map(|state| state.index());
        let (above, below) = (index(i.checked_sub(1)), index(Some(i + 1)));
        let order = |state: usize| {
            let after = below.map_or(0, |below| weights.step(state + 1, below));
            weights.step(above.map_or(0, |above| above + 1), state) + after
        };
        let sum = |state: usize| own.get(state).map_or(0, |sum| i64::from(*sum)) + order(state);
        let best = |kind: Kind| {
            let states =
                (0..STATES).filter(|state| State::of(*state).kind == kind && State::of(*state).is_possible(false));
            states.max_by_key(|state| sum(*state)).unwrap_or(0)
        };
        let mut sums: Vec<(Kind, i64)> = Kind::ALL.into_iter().map(|kind| (kind, sum(best(kind)))).collect();
        sums.sort_by_key(|(kind, sum)| (*kind != chosen.kind, std::cmp::Reverse(*sum), *kind));
        let Some((next, least)) = sums.get(1).map(|(kind, _)| best(*kind)).zip(sums.last().map(|(_, sum)| *sum)) else {
            return Default::default();
        };
        let ahead = |weight: &dyn Fn(usize) -> i64| weight(chosen.index()) - weight(next);
        let mut found: Vec<(Why, i64)> = vec![(Why::Order, ahead(&order))];
        for feature in features {
            let (why, weight) = (why(*feature as usize), ahead(&|state| weights.weight(*feature, state)));
            match found.iter_mut().find(|(known, _)| *known == why) {
                Some((_, sum)) => *sum += weight,
                None => found.push((why, weight)),
            }
        }
        let shown = |weight: i64| (weight / UNIT) as i32;
        let reasons = found.into_iter().map(|(why, weight)| (why, shown(weight))).filter(|(_, weight)| *weight != 0);
        let sums = sums.iter().map(|(kind, sum)| (*kind, shown(sum - least)));
        (reasons.collect(), sums.collect())
    }
}

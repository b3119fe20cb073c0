//! The most likely reading of all lines at once: what each is, and where articles begin.
//!
//! A hidden Markov chain over the lines: each state is a kind with or without the beginning of an article; what a
//! line and its neighbours show ([`shapes`]) speaks for states, and so does the state before (Viterbi 1967; the
//! weights are those of an averaged perceptron, Collins 2002).

mod echo;
mod explain;
pub mod fit;
mod shapes;
mod weights;

pub use explain::Why;
pub use weights::Weights;

use super::kind::Kind;
use super::page::Page;

/// How many states a line can be in: each kind, without and with the beginning of an article.
pub const STATES: usize = Kind::ALL.len() * 2;

/// What a line is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct State {
    /// What it is.
    pub kind: Kind,
    /// Whether an article begins with it, or goes on behind another.
    pub begins: bool,
}

impl State {
    /// Tells whether a line can be in this state; a long one is text, of an article or of a picture.
    pub fn is_possible(self, long: bool) -> bool {
        let told = matches!(self.kind, Kind::Body | Kind::Caption | Kind::Other);
        (!self.begins || Self::can_begin(self.kind)) && (!long || told)
    }

    /// Returns its number.
    pub fn index(self) -> usize {
        self.kind as usize + if self.begins { Kind::ALL.len() } else { 0 }
    }

    /// Tells whether an article can begin with a kind: columns stand above several, furniture belongs to none.
    pub fn can_begin(kind: Kind) -> bool {
        !matches!(kind, Kind::Rubric | Kind::Other | Kind::Credit | Kind::Subtitle)
    }

    /// Returns the state of a number.
    pub fn of(index: usize) -> Self {
        let kind = Kind::ALL.get(index % Kind::ALL.len()).copied().unwrap_or(Kind::Body);
        Self { kind, begins: index >= Kind::ALL.len() }
    }
}

/// The features of all lines of a text.
#[derive(Clone, Debug)]
pub struct Features {
    /// Those of each line, by number.
    pub of: Vec<Vec<u32>>,
    /// The lines that are too long to head anything or to name anybody.
    pub long: Vec<bool>,
}

/// What speaks against a state that cannot be.
const NEVER: i64 = i64::MIN / 4;
/// How far neighbours speak for a line.
const REACH: i32 = 2;
const OFFSETS: usize = (REACH * 2 + 1) as usize;
/// The kinds that the cues take a line for, and none outside the text.
const GUESSES: usize = Kind::ALL.len() + 1;

/// How many features there are.
fn count() -> usize {
    shapes::SHAPES.len() * OFFSETS + GUESSES * 3 + GUESSES * GUESSES * 2 + echo::ECHOES.len()
}

/// Returns the name of a shape without what the keys of its words begin with.
fn bare(name: &'static str) -> &'static str {
    name.strip_prefix("shape-").unwrap_or(name)
}

/// Returns the name of a feature.
fn name(feature: usize) -> String {
    let shaped = shapes::SHAPES.len() * OFFSETS;
    let guess = |n: usize| Kind::ALL.get(n).map_or("none", |kind| kind.name());
    if feature < shaped {
        let shape = shapes::SHAPES.get(feature / OFFSETS).map_or("", |shape| bare(shape.name));
        return format!("{shape}@{}", (feature % OFFSETS) as i32 - REACH);
    }
    let rest = feature - shaped;
    if rest < GUESSES * 3 {
        return format!("guess-{}@{}", guess(rest / 3), (rest % 3) as i32 - 1);
    }
    let rest = rest - GUESSES * 3;
    if rest >= GUESSES * GUESSES * 2 {
        let echo = echo::ECHOES.get(rest - GUESSES * GUESSES * 2);
        return echo.map_or("", |name| bare(name)).to_owned();
    }
    let (side, pair) = (rest / (GUESSES * GUESSES), rest % (GUESSES * GUESSES));
    let at = if side == 0 { "above" } else { "below" };
    format!("guess-{}-{at}-{}", guess(pair / GUESSES), guess(pair % GUESSES))
}

impl Features {
    /// Reads what all lines show.
    pub fn of(page: &Page<'_>) -> Self {
        let (shapes, echoes) = (shapes::of(page), echo::of(page));
        let guess = |i: i32| {
            let i = usize::try_from(i).ok().filter(|i| *i < page.count());
            i.map_or(Kind::ALL.len(), |i| page.kind(i).unwrap_or(Kind::Body) as usize)
        };
        let shaped = shapes::SHAPES.len() * OFFSETS;
        let none = shapes::SHAPES.iter().position(|shape| shape.name == "shape-none").unwrap_or(0);
        let line = |i: usize| {
            let mut found: Vec<u32> = Vec::new();
            for d in -REACH..=REACH {
                let at = i as i32 + d;
                let slot = |n: usize| (n * OFFSETS) as u32 + (d + REACH) as u32;
                match usize::try_from(at).ok().and_then(|at| shapes.get(at)) {
                    Some(shapes) => found.extend(shapes.iter().map(|n| slot(usize::from(*n)))),
                    None => found.push(slot(none)),
                }
            }
            let echoed = (count() - echo::ECHOES.len()) as u32;
            found.extend(echoes.get(i).into_iter().flatten().map(|n| echoed + u32::from(*n)));
            let i = i as i32;
            let guesses = [guess(i - 1), guess(i), guess(i + 1)];
            found.extend(guesses.iter().enumerate().map(|(d, kind)| (shaped + kind * 3 + d) as u32));
            let pairs = shaped + GUESSES * 3;
            found.push((pairs + guesses[0] * GUESSES + guesses[1]) as u32);
            found.push((pairs + GUESSES * GUESSES + guesses[1] * GUESSES + guesses[2]) as u32);
            found
        };
        let long = (0..page.count()).map(|i| shapes::is_long(page, i)).collect();
        Self { of: (0..page.count()).map(line).collect(), long }
    }

    /// Returns the states of all lines that the weights speak for most, taken together.
    pub fn read(&self, weights: &Weights) -> Vec<State> {
        self.best(weights, |_, _| 0)
    }

    /// The same, with something added for each line and state.
    pub fn best(&self, weights: &Weights, extra: impl Fn(usize, usize) -> i64) -> Vec<State> {
        let possible = |long| (0..STATES).filter(|n| State::of(*n).is_possible(long)).collect::<Vec<usize>>();
        let (any, told) = (possible(false), possible(true));
        let states = |i: usize| if self.long.get(i) == Some(&true) { &told } else { &any };
        let mut from: Vec<[usize; STATES]> = Vec::with_capacity(self.of.len());
        let mut sums: Option<[i64; STATES]> = None;
        for (i, features) in self.of.iter().enumerate() {
            let own = weights.sums(features);
            let (mut row, mut back) = ([NEVER; STATES], [0; STATES]);
            for state in states(i) {
                let step = match (&sums, i.checked_sub(1)) {
                    (Some(sums), Some(above)) => {
                        let sum = |n: &usize| sums.get(*n).copied().unwrap_or(NEVER) + weights.step(n + 1, *state);
                        let steps = states(above).iter().map(|n| (sum(n), *n));
                        steps.max_by_key(|(sum, n)| (*sum, std::cmp::Reverse(*n))).unwrap_or_default()
                    }
                    _ => (weights.step(0, *state), 0),
                };
                if let Some(((sum, back), own)) = row.get_mut(*state).zip(back.get_mut(*state)).zip(own.get(*state)) {
                    (*sum, *back) = (step.0 + i64::from(*own) + extra(i, *state), step.1);
                }
            }
            sums = Some(row);
            from.push(back);
        }
        let last = sums.iter().flatten().enumerate().max_by_key(|(n, sum)| (**sum, std::cmp::Reverse(*n)));
        let mut state = last.map_or(0, |(n, _)| n);
        let mut found = Vec::with_capacity(from.len());
        for back in from.iter().rev() {
            found.push(State::of(state));
            state = back.get(state).copied().unwrap_or(0);
        }
        found.reverse();
        found
    }
}

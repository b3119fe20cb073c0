//! How much each feature speaks for each state: a table that a person can read.

use super::{STATES, State, count, name};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// The weights of the decoder.
#[derive(Clone, Debug)]
pub struct Weights {
    features: Vec<[i32; STATES]>,
    steps: Vec<[i32; STATES]>,
}

static FITTED: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(include_str!("../../../../assets/structure/weights.tsv")));

impl Default for Weights {
    fn default() -> Self {
        Self { features: vec![[0; STATES]; count()], steps: vec![[0; STATES]; STATES + 1] }
    }
}

impl Weights {
    /// Returns the fitted weights.
    pub fn fitted() -> &'static Self {
        &FITTED
    }

    /// Adds up what features speak for.
    pub fn sums(&self, features: &[u32]) -> [i32; STATES] {
        let mut sums = [0; STATES];
        for row in features.iter().filter_map(|n| self.features.get(*n as usize)) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += *weight;
            }
        }
        sums
    }

    /// Returns how much a feature speaks for a state.
    pub fn weight(&self, feature: u32, state: usize) -> i64 {
        self.features.get(feature as usize).and_then(|row| row.get(state)).map_or(0, |weight| i64::from(*weight))
    }

    /// Returns what speaks for a state behind another, counted from 1; 0 is the start of the text.
    pub fn step(&self, before: usize, state: usize) -> i64 {
        self.steps.get(before).and_then(|row| row.get(state)).map_or(0, |weight| i64::from(*weight))
    }

    /// Changes what a feature speaks for.
    pub fn add(&mut self, feature: u32, state: usize, by: i32) {
        if let Some(slot) = self.features.get_mut(feature as usize).and_then(|row| row.get_mut(state)) {
            *slot += by;
        }
    }

    /// Changes what speaks for a state behind another, counted as in [`Self::step`].
    pub fn add_step(&mut self, before: usize, state: usize, by: i32) {
        if let Some(slot) = self.steps.get_mut(before).and_then(|row| row.get_mut(state)) {
            *slot += by;
        }
    }

    /// Makes each weight anew from this and another table.
    #[must_use]
    pub fn zip(&self, other: &Self, make: impl Fn(i32, i32) -> i32) -> Self {
        let rows = |a: &[[i32; STATES]], b: &[[i32; STATES]]| {
            let row = |(a, b): (&[i32; STATES], &[i32; STATES])| {
                let mut made = *a;
                made.iter_mut().zip(b).for_each(|(a, b)| *a = make(*a, *b));
                made
            };
            a.iter().zip(b).map(row).collect()
        };
        Self { features: rows(&self.features, &other.features), steps: rows(&self.steps, &other.steps) }
    }

    /// Writes the table: a line for each feature that speaks, a column for each state.
    pub fn to_table(&self) -> String {
        let mut table = String::from("#");
        for state in (0..STATES).map(State::of) {
            let _ = write!(table, "\t{}{}", state.kind.name(), if state.begins { "+" } else { "" });
        }
        let names = (0..self.features.len()).map(name);
        let rows = names.zip(&self.features);
        let steps = (0..=STATES).map(step_name).zip(&self.steps);
        for (name, row) in steps.chain(rows).filter(|(_, row)| row.iter().any(|weight| *weight != 0)) {
            let _ = write!(table, "\n{name}");
            for weight in row {
                let _ = write!(table, "\t{weight}");
            }
        }
        table.push('\n');
        table
    }

    /// Reads a table; what it does not name speaks for nothing.
    pub fn parse(table: &str) -> Self {
        let mut weights = Self::default();
        let places: HashMap<String, usize> = (0..count()).map(|n| (name(n), n)).collect();
        let steps: HashMap<String, usize> = (0..=STATES).map(|n| (step_name(n), n)).collect();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let name = cells.next().unwrap_or_default();
            let row = match (places.get(name), steps.get(name)) {
                (Some(n), _) => weights.features.get_mut(*n),
                (_, Some(n)) => weights.steps.get_mut(*n),
                _ => None,
            };
            for (slot, cell) in row.into_iter().flatten().zip(cells) {
                *slot = cell.parse().unwrap_or(0);
            }
        }
        weights
    }
}

/// Returns the name of the row of what follows a state; 0 is the start of the text.
fn step_name(before: usize) -> String {
    match before.checked_sub(1).map(State::of) {
        Some(State { kind, begins }) => format!("behind-{}{}", kind.name(), if begins { "+" } else { "" }),
        None => "behind-start".to_owned(),
    }
}

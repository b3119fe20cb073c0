//! The hits that are listed, and what is marked and put aside among them.

use crate::analysis::{Kwic, Unit};
use crate::state::effect::Mark;
use crate::state::view::Place;
use crate::units::Char;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Hits that come into the list together.
pub const PAGE: usize = 10_000;

/// The most hits in the list at a time: each holds its paragraph. Where more are asked for, they take the place of
/// those before.
const MOST: usize = 30_000;

/// How hits are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By document and place.
    #[default]
    Place,
    /// By what stands before, read from the keyword backwards.
    Left,
    /// By what stands behind.
    Right,
}

/// The hits.
#[derive(Default)]
pub struct Hits {
    /// What was searched for.
    pub needle: String,
    /// What was searched for in an earlier run.
    pub last: String,
    /// What a hit stands for.
    pub unit: Unit,
    /// The hits that are listed, by document and place.
    pub found: Vec<Kwic>,
    /// How many there are, whether listed or not.
    pub total: usize,
    /// How many there are before those that are listed.
    pub passed: usize,
    /// How many documents could not be searched.
    pub unread: usize,
    /// The units in which those stand that are listed and not put aside, and how many of these in each.
    pub units: HashMap<UnitName, usize>,
    /// Where the list begins.
    pub first: Mark,
    /// Where it goes on, if it does not hold all.
    pub next: Option<Mark>,
    /// The rows: places in `found`.
    pub order: Vec<usize>,
    /// How they are sorted.
    pub sort: Sort,
    /// The chosen row.
    pub place: Place,
    /// The marked ones, by place in `found`.
    pub marked: BTreeSet<usize>,
    /// Those put aside, by document and place: with another unit, and another day, they still are.
    pub aside: BTreeSet<(String, usize)>,
    /// The row that is to be chosen once it is there.
    pub want: Option<usize>,
    /// There may be more to come.
    pub searching: bool,
    /// Counts searches: an answer to an older one is dropped.
    pub generation: u64,
    /// Tells the worker that its search is no longer wanted.
    pub stop: Arc<AtomicBool>,
}

impl Hits {
    /// Returns the chosen hit.
    pub fn chosen(&self) -> Option<(usize, &Kwic)> {
        let n = *self.order.get(self.place.chosen)?;
        Some((n, self.found.get(n)?))
    }

    /// Tells whether there are hits behind those that are listed.
    pub fn has_more(&self) -> bool {
        self.next.is_some()
    }

    /// Counts the units in which those stand that are listed and not put aside.
    pub fn units(&self) -> usize {
        self.units.len()
    }

    /// Tells whether what comes next would take the place of what is listed.
    pub fn is_full(&self) -> bool {
        self.found.len() + PAGE > MOST
    }

    /// Puts a hit aside, or takes it back.
    pub fn turn(&mut self, n: usize) {
        let Some((place, unit)) = self.found.get(n).map(|hit| (place_of(hit), unit_of(hit))) else { return };
        if self.aside.remove(&place) {
            *self.units.entry(unit).or_default() += 1;
            return;
        }
        self.aside.insert(place);
        self.marked.remove(&n);
        let left = self.units.get(&unit).map_or(0, |count| count - 1);
        if left == 0 {
            self.units.remove(&unit);
        } else {
            self.units.insert(unit, left);
        }
    }

    /// Tells whether a hit was put aside.
    pub fn is_aside(&self, hit: &Kwic) -> bool {
        self.aside.contains(&place_of(hit))
    }

    /// Empties the list; so many hits come before what will be listed.
    pub fn clear(&mut self, passed: usize) {
        (self.found, self.order, self.passed, self.units) = (Vec::new(), Vec::new(), passed, HashMap::new());
        self.marked.clear();
        self.want = None;
        self.place = Place::default();
    }

    /// Puts the rows in their order.
    pub fn sorted(&mut self) {
        let found = &self.found;
        let mut order: Vec<usize> = (0..found.len()).collect();
        let hit = |n: &usize| found.get(*n);
        match self.sort {
            Sort::Place => {}
            Sort::Left => {
                order.sort_by_cached_key(|n| hit(n).map(|h| h.before().chars().rev().take(12).collect::<String>()));
            }
            Sort::Right => order.sort_by_cached_key(|n| hit(n).map(|h| h.after().chars().take(12).collect::<String>())),
        }
        self.order = order;
    }
}

/// Returns what tells a hit apart, whatever is listed: document and place.
pub fn place_of(hit: &Kwic) -> (String, usize) {
    (hit.document.clone(), hit.found.target.start().0)
}

/// What tells units apart: document and place.
pub type UnitName = (String, Char, Char);

/// Returns the name of the unit in which a hit stands.
pub fn unit_of(hit: &Kwic) -> UnitName {
    let spans = &hit.unit.target.spans;
    (hit.document.clone(), hit.unit.target.start(), spans.last().map_or(Char(0), |span| span.end))
}

//! The hits: a search of all documents as keyword in context, judged and coded row by row.

mod acts;
mod pages;

use super::popups::typed::{Field, Of};
pub use acts::{aside, book, coded, mark, mark_all, subjects, text};
use pages::list;
pub use pages::{beyond, found, more, unit};

use super::stage::{self, Place, View};
use super::{App, motion, open, search as finding};
use crate::analysis::{Kwic, Unit};
use crate::annotation::Override;
use crate::text::decode::one_line;
use crate::text::search::Pattern;
use crate::units::Char;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Hits that come into the list together.
const PAGE: usize = 10_000;
/// The most hits in the list at a time: each holds its paragraph. Where more are asked for, they take the place of
/// those before.
const MOST: usize = 30_000;

/// A place in a search: a document, and how many of its hits come before.
pub type Mark = (usize, usize);

/// What a worker searches for.
pub struct Asked {
    /// What is searched for.
    pub pattern: Pattern,
    /// What a hit stands for.
    pub unit: Unit,
    /// The documents, each with what is settled about it.
    pub documents: Vec<(String, Vec<Override>)>,
    /// Where to begin. Only from the start all hits are counted.
    pub from: Mark,
    /// How many hits are wanted.
    pub most: usize,
    /// The search is no longer wanted.
    pub stop: Arc<AtomicBool>,
}

/// What a worker found.
#[derive(Default)]
pub struct Found {
    /// Hits for the list.
    pub hits: Vec<Kwic>,
    /// How many there are so far, whether listed or not; none where they are not counted.
    pub counted: usize,
    /// Where the list would go on.
    pub next: Option<Mark>,
    /// There may be more to come.
    pub more: bool,
    /// How many documents could not be read so far.
    pub unread: usize,
}

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
    units: HashMap<UnitName, usize>,
    /// Where the list begins.
    first: Mark,
    /// Where it goes on, if it does not hold all.
    next: Option<Mark>,
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
    want: Option<usize>,
    /// The field holds what was searched for before: the first character takes its place.
    pub fresh: bool,
    /// There may be more to come.
    pub searching: bool,
    generation: u64,
    stop: Arc<AtomicBool>,
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
    fn is_full(&self) -> bool {
        self.found.len() + PAGE > MOST
    }

    /// Puts a hit aside, or takes it back.
    fn turn(&mut self, n: usize) {
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
    fn clear(&mut self, passed: usize) {
        (self.found, self.order, self.passed, self.units) = (Vec::new(), Vec::new(), passed, HashMap::new());
        self.marked.clear();
        self.want = None;
        self.place = Place::default();
    }

    fn sorted(&mut self) {
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

fn place_of(hit: &Kwic) -> (String, usize) {
    (hit.document.clone(), hit.found.target.start().0)
}

/// What tells units apart: document and place.
type UnitName = (String, Char, Char);

fn unit_of(hit: &Kwic) -> UnitName {
    let spans = &hit.unit.target.spans;
    (hit.document.clone(), hit.unit.target.start(), spans.last().map_or(Char(0), |span| span.end))
}

/// Opens the hits of the last search; without one, its field.
pub fn open(app: &mut App) {
    if app.stage.hits.needle.is_empty() {
        let last = std::mem::take(&mut app.stage.hits.last);
        let needle = if app.search.needle.is_empty() { last } else { app.search.needle.clone() };
        search(app, needle);
    }
    if app.stage.hits.needle.is_empty() {
        return search_all(app);
    }
    stage::show(app, View::Hits);
}

/// Opens the field of a search of all documents; what is selected is searched for.
pub fn search_all(app: &mut App) {
    let selected = app.reader.document.clone().filter(|_| app.reader.selection.is_some()).map(|document| {
        let spans = super::select::target(app);
        spans.iter().map(|span| document.slice(*span)).collect::<String>()
    });
    let needle = selected.map(|text| one_line(&text).trim().to_owned());
    stage::show(app, View::Hits);
    if let Some(needle) = needle.filter(|needle| !needle.is_empty()) {
        search(app, needle);
    }
    if app.stage.hits.needle.is_empty() && !app.stage.hits.last.is_empty() {
        let last = std::mem::take(&mut app.stage.hits.last);
        search(app, last);
    }
    app.stage.hits.fresh = true;
    let needle = app.stage.hits.needle.clone();
    Field::open(app, Of::Hits, &needle);
}

/// Searches all documents.
pub fn search(app: &mut App, needle: String) {
    let hits = &mut app.stage.hits;
    if hits.needle != needle && !hits.needle.is_empty() {
        hits.aside.clear();
    }
    hits.needle = needle;
    (hits.total, hits.unread) = (0, 0);
    list(app, ((0, 0), Some(0)), PAGE);
}

/// Keeps the chosen row in sight.
pub fn arrange(app: &mut App) {
    let height = usize::from(app.screen.board.h);
    let count = app.stage.hits.order.len();
    app.stage.hits.place.reveal(count, height);
}

/// Sorts the rows by what stands left of the words, right of them, or by place.
pub fn sort(app: &mut App, sort: Sort) {
    let hits = &mut app.stage.hits;
    hits.sort = sort;
    hits.place = Place::default();
    hits.sorted();
}

/// Goes to the chosen hit in its text.
pub fn go(app: &mut App) {
    let found = app.stage.hits.chosen().map(|(_, hit)| (hit.document.clone(), hit.found.target.start()));
    let Some((document, at)) = found else { return };
    app.search.remember(&app.stage.hits.needle);
    motion::leave(app);
    app.stage.view = View::Panes;
    app.screen.focus = super::screen::Focus::Text;
    open::go_to_char(app, &document, at);
    finding::again(app);
}

/// Searches all documents and shows the hits.
pub fn searched(app: &mut App, needle: &str) {
    stage::show(app, View::Hits);
    search(app, needle.to_owned());
}

//! The hits: a search of all documents as keyword in context, judged and coded row by row.

mod acts;

pub use acts::{aside, book, coded, mark, mark_all, subjects, text};

use super::prompt::{Prompt, edit_field, ime_off};
use super::stage::{self, Place, View};
use super::{App, Effect, Work, motion, open, search as finding};
use crate::analysis::{Kwic, Unit};
use crate::annotation::Override;
use crate::input::key::{Code, Key};
use crate::text::decode::one_line;
use crate::text::search::{Mode, Pattern};
use crate::units::Char;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tui_input::Input;

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
    /// In how many units those stand that are listed and not put aside.
    pub units: usize,
    /// Where the list goes on, if it does not hold all.
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
    fresh: bool,
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

    /// Counts the units anew.
    fn count_units(&mut self) {
        let kept = self.found.iter().filter(|hit| !self.is_aside(hit));
        self.units = kept.map(unit_of).collect::<BTreeSet<_>>().len();
    }

    /// Tells whether a hit was put aside.
    pub fn is_aside(&self, hit: &Kwic) -> bool {
        self.aside.contains(&place_of(hit))
    }

    /// Empties the list; so many hits come before what will be listed.
    fn clear(&mut self, passed: usize) {
        (self.found, self.order, self.passed, self.units) = (Vec::new(), Vec::new(), passed, 0);
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
type UnitName<'a> = (&'a str, Char, Char);

fn unit_of(hit: &Kwic) -> UnitName<'_> {
    let spans = &hit.unit.target.spans;
    (&hit.document, hit.unit.target.start(), spans.last().map_or(Char(0), |span| span.end))
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
    app.prompt = Some(Prompt::Hits(Input::new(app.stage.hits.needle.clone())));
}

/// Answers a key while the field is open.
pub fn key(app: &mut App, mut input: Input, key: Key) {
    if std::mem::take(&mut app.stage.hits.fresh) && key.as_char().is_some() {
        input.reset();
    }
    match (key.code, key.ctrl) {
        (Code::Enter, _) => {
            ime_off(app);
            remember(app);
        }
        (Code::Esc, _) | (Code::Char('c'), true) => {
            ime_off(app);
            if app.stage.hits.found.is_empty() {
                app.stage.view = View::Panes;
            }
        }
        (Code::Down, _) => {
            stage::down(app);
            app.prompt = Some(Prompt::Hits(input));
        }
        (Code::Up, _) => {
            stage::up(app);
            app.prompt = Some(Prompt::Hits(input));
        }
        _ if edit_field(&mut input, key) => typed(app, input),
        _ => app.prompt = Some(Prompt::Hits(input)),
    }
}

/// What was searched for is what `n` and `/` go on with.
fn remember(app: &mut App) {
    app.search.remember(&app.stage.hits.needle.clone());
}

/// Searches for what is in the field now.
pub fn typed(app: &mut App, input: Input) {
    search(app, input.value().to_owned());
    app.prompt = Some(Prompt::Hits(input));
}

/// Searches all documents.
pub fn search(app: &mut App, needle: String) {
    let hits = &mut app.stage.hits;
    if hits.needle != needle && !hits.needle.is_empty() {
        hits.aside.clear();
    }
    hits.stop.store(true, Ordering::Relaxed);
    hits.stop = Arc::default();
    hits.generation += 1;
    hits.needle = needle;
    (hits.total, hits.next) = (0, None);
    hits.clear(0);
    hits.searching = !hits.needle.trim().is_empty();
    if !hits.searching {
        return;
    }
    ask(app, (0, 0));
}

/// Has a worker list hits from a place on.
fn ask(app: &mut App, from: Mark) {
    let hits = &app.stage.hits;
    let (generation, unit, stop) = (hits.generation, hits.unit, Arc::clone(&hits.stop));
    let pattern = match Pattern::new(&hits.needle, Mode::Folded) {
        Ok(pattern) => pattern,
        Err(error) => {
            app.stage.hits.searching = false;
            return app.alarm(&error);
        }
    };
    let settled = |path: &String| (path.clone(), app.desk.book.overrides(path).to_vec());
    let documents = app.shelf.documents.iter().map(|item| settled(&item.path)).collect();
    app.ask(Effect::Work(Work::Concordance(
        generation,
        Box::new(Asked { pattern, unit, documents, from, most: PAGE, stop }),
    )));
}

/// Lists the hits behind those that are listed.
pub fn more(app: &mut App) {
    let hits = &mut app.stage.hits;
    if hits.searching {
        return app.notice("hits-searching");
    }
    let Some(from) = hits.next.take() else { return app.notice("notice-no-more-hits") };
    if hits.found.len() + PAGE > MOST {
        let passed = hits.passed + hits.found.len();
        hits.clear(passed);
    } else if hits.sort == Sort::Place {
        hits.want = Some(hits.order.len());
    }
    hits.searching = true;
    ask(app, from);
}

/// Hits came.
pub fn found(app: &mut App, generation: u64, found: Found) {
    let hits = &mut app.stage.hits;
    if generation != hits.generation {
        return;
    }
    let listed = hits.found.len();
    hits.found.extend(found.hits);
    hits.total = hits.total.max(found.counted).max(hits.passed + hits.found.len());
    (hits.searching, hits.next) = (found.more, found.next);
    if found.more {
        hits.order.extend(listed..hits.found.len());
    } else {
        hits.sorted();
    }
    hits.count_units();
    if let Some(want) = hits.want.filter(|want| *want < hits.order.len()) {
        hits.place.chosen = want;
        hits.want = None;
    }
}

/// Keeps the chosen row in sight.
pub fn arrange(app: &mut App) {
    let height = usize::from(app.screen.board.h);
    let count = app.stage.hits.order.len();
    app.stage.hits.place.reveal(count, height);
}

/// Settles what a hit stands for: the sentence, the clause, the paragraph, the words.
pub fn unit(app: &mut App, unit: Unit) {
    let hits = &mut app.stage.hits;
    hits.unit = unit;
    let chosen = Some(hits.place.chosen).filter(|n| *n < PAGE && hits.passed == 0);
    let marked = std::mem::take(&mut hits.marked).into_iter().filter(|n| *n < PAGE && hits.passed == 0).collect();
    let needle = hits.needle.clone();
    search(app, needle);
    // The same hits come in the same order, with other units: those of the first page, which is listed again.
    (app.stage.hits.want, app.stage.hits.marked) = (chosen, marked);
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
    remember(app);
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

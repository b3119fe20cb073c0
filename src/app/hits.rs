//! The hits: a search of all documents as keyword in context, judged and coded row by row.

use super::prompt::{Prompt, edit_field, ime_off};
use super::stage::{self, Place, View};
use super::subject::Subject;
use super::{App, Effect, Work, motion, open, search as finding};
use crate::analysis::{Kwic, Unit};
use crate::annotation::{Annotation, Book};
use crate::input::key::{Code, Key};
use crate::text::decode::one_line;
use crate::text::search::{Mode, Pattern};
use crate::units::Char;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tui_input::Input;

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
    /// The hits, by document and place.
    pub found: Vec<Kwic>,
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

    /// Counts the units that the hits stand in, those put aside left out.
    pub fn units(&self) -> usize {
        let kept = self.found.iter().filter(|hit| !self.is_aside(hit));
        kept.map(unit_of).collect::<BTreeSet<_>>().len()
    }

    /// Tells whether a hit was put aside.
    pub fn is_aside(&self, hit: &Kwic) -> bool {
        self.aside.contains(&place_of(hit))
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
    (hits.found, hits.order) = (Vec::new(), Vec::new());
    hits.marked.clear();
    hits.want = None;
    hits.place = Place::default();
    hits.searching = !hits.needle.trim().is_empty();
    if !hits.searching {
        return;
    }
    let (generation, unit, stop) = (hits.generation, hits.unit, Arc::clone(&hits.stop));
    let pattern = match Pattern::new(&hits.needle, Mode::Folded) {
        Ok(pattern) => pattern,
        Err(error) => return app.alarm(&error),
    };
    let settled = |path: &String| (path.clone(), app.desk.book.overrides(path).to_vec());
    let documents = app.shelf.documents.iter().map(|item| settled(&item.path)).collect();
    app.ask(Effect::Work(Work::Concordance { generation, pattern, unit, documents, stop }));
}

/// Hits came.
pub fn found(app: &mut App, generation: u64, found: Vec<Kwic>, more: bool) {
    let hits = &mut app.stage.hits;
    if generation != hits.generation {
        return;
    }
    hits.found.extend(found);
    hits.searching = more;
    hits.sorted();
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

/// Returns the annotations of mine that cover a hit, those of its very unit first.
pub fn coded<'a>(app: &'a App, hit: &Kwic) -> Vec<&'a Annotation> {
    let coder = app.desk.coder.name();
    let first = hit.found.target.spans.first();
    let own =
        app.desk.book.of(&hit.document).iter().filter(|a| a.coder == coder && a.target.text == hit.found.target.text);
    let covers = |a: &&Annotation| {
        first.is_some_and(|first| a.target.spans.iter().any(|span| span.start <= first.start && first.end <= span.end))
    };
    let mut found: Vec<&Annotation> = own.filter(covers).collect();
    found.sort_by_key(|a| a.target != hit.unit.target);
    found
}

/// Returns what an act would be about: the units of the marked rows, else of the chosen one; each once.
pub fn subjects(app: &mut App) -> Vec<Subject> {
    let hits = &app.stage.hits;
    let meant: Vec<&Kwic> = if hits.marked.is_empty() {
        hits.chosen().map(|(_, hit)| hit).into_iter().collect()
    } else {
        hits.marked.iter().filter_map(|n| hits.found.get(*n)).collect()
    };
    let mut seen = BTreeSet::new();
    let once = meant.into_iter().filter(|hit| seen.insert(unit_of(hit)));
    let subjects: Vec<Subject> = once.map(|hit| subject(app, hit)).collect();
    if subjects.is_empty() {
        app.notice("notice-nothing-here");
    }
    subjects
}

fn subject(app: &App, hit: &Kwic) -> Subject {
    let same = coded(app, hit).into_iter().find(|a| a.target == hit.unit.target).map(|a| a.id);
    match same {
        Some(id) => Subject::Annotation(hit.document.clone(), id),
        None => Subject::Passage(hit.document.clone(), hit.unit.target.clone(), hit.unit.quotation.clone()),
    }
}

/// Returns a book of the units that are listed, or marked, but not put aside: what is coded as it is, the others as
/// plain highlights.
pub fn book(app: &App) -> Book {
    let hits = &app.stage.hits;
    let meant = hits
        .found
        .iter()
        .enumerate()
        .filter(|(n, hit)| if hits.marked.is_empty() { !hits.is_aside(hit) } else { hits.marked.contains(n) });
    let mut book = Book::default();
    book.codebook.clone_from(&app.desk.book.codebook);
    for (_, hit) in meant {
        let same = coded(app, hit).into_iter().find(|a| a.target == hit.unit.target).cloned();
        let (document, from, to) = unit_of(hit);
        let id = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, format!("{document}#{}-{}", from.0, to.0).as_bytes());
        let now = super::subject::seconds(app);
        let annotation = same.unwrap_or_else(|| Annotation {
            id,
            target: hit.unit.target.clone(),
            quotation: hit.unit.quotation.clone(),
            coder: app.desk.coder.name().to_owned(),
            created: now,
            modified: now,
            ..Annotation::default()
        });
        book.set(document, annotation.id, Some(annotation));
    }
    book
}

/// Returns the units that are meant, as text.
pub fn text(app: &App) -> String {
    let hits = &app.stage.hits;
    let chosen = hits.chosen().map(|(n, _)| n).into_iter().collect();
    let meant = if hits.marked.is_empty() { &chosen } else { &hits.marked };
    let mut seen = BTreeSet::new();
    let once = meant.iter().filter_map(|n| hits.found.get(*n)).filter(|hit| seen.insert(unit_of(hit)));
    once.map(|hit| super::copy::clean(&hit.unit.quotation.text())).collect::<Vec<_>>().join("\n")
}

/// Marks the chosen row, or takes its mark away.
pub fn mark(app: &mut App) {
    let hits = &mut app.stage.hits;
    let Some(n) = hits.chosen().map(|(n, _)| n) else { return };
    if !hits.marked.remove(&n) {
        hits.marked.insert(n);
    }
}

/// Marks all rows that are not put aside, or none.
pub fn mark_all(app: &mut App) {
    let hits = &mut app.stage.hits;
    let kept = hits.found.iter().enumerate().filter(|(_, hit)| !hits.is_aside(hit));
    let all: BTreeSet<usize> = kept.map(|(n, _)| n).collect();
    hits.marked = if hits.marked == all { BTreeSet::new() } else { all };
    let count = hits.marked.len();
    app.notice_with("notice-rows-marked", &[("count", count.to_string())]);
}

/// Puts the chosen row aside, or takes it back.
pub fn aside(app: &mut App) {
    let hits = &mut app.stage.hits;
    let Some((n, place)) = hits.chosen().map(|(n, hit)| (n, place_of(hit))) else { return };
    if !hits.aside.remove(&place) {
        hits.aside.insert(place);
        hits.marked.remove(&n);
    }
    stage::down(app);
}

/// Settles what a hit stands for: the sentence, the clause, the paragraph, the words.
pub fn unit(app: &mut App, unit: Unit) {
    let hits = &mut app.stage.hits;
    hits.unit = unit;
    let (chosen, marked) = (hits.place.chosen, hits.marked.clone());
    let needle = hits.needle.clone();
    search(app, needle);
    // The same hits come in the same order, with other units.
    (app.stage.hits.want, app.stage.hits.marked) = (Some(chosen), marked);
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

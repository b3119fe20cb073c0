//! The whole at a glance: tags as bars, articles as portraits, tags that meet as a heat map, reading progress.

use super::progress;
use super::stage::{self, Place, View};
use super::{App, motion, open as opening, passages, shelf};
use crate::analysis::{Coding, Counts, meetings};
use crate::annotation::{Annotation, Progress};
use std::collections::{BTreeMap, BTreeSet};

/// A chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chart {
    /// How often each tag is given; of the chosen one, where.
    #[default]
    Tags,
    /// Each article as a strip, with the tags where they stand.
    Portrait,
    /// Which tags meet.
    Meetings,
    /// How far articles have been read.
    Progress,
}

impl Chart {
    /// All charts.
    pub const ALL: [Self; 4] = [Self::Tags, Self::Portrait, Self::Meetings, Self::Progress];

    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Tags => "chart-tags",
            Self::Portrait => "chart-portrait",
            Self::Meetings => "chart-meetings",
            Self::Progress => "chart-progress",
        }
    }
}

/// A row of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is of.
    pub label: String,
    /// Its colour; 0 is none.
    pub slot: u8,
    /// How far it stands in.
    pub depth: usize,
    /// How much.
    pub count: usize,
    /// Where a tag stands in an article: place and length in code points, sign, colour.
    pub strip: Vec<(usize, usize, char, u8)>,
    /// How long the article is, in code points.
    pub length: usize,
    /// How often it meets each column.
    pub cells: Vec<usize>,
    /// How far an article has been read.
    pub state: Option<Progress>,
    /// Where it leads: a tag, or an article.
    lead: Lead,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Lead {
    Tag(String),
    Article(usize, usize),
}

/// The charts.
#[derive(Default)]
pub struct Statistics {
    /// Which is shown.
    pub chart: Chart,
    /// The chosen row.
    pub place: Place,
    /// The chosen column of the heat map, and the first to be seen.
    pub column: Place,
    /// Whose annotations are counted.
    pub coders: Vec<String>,
    /// How many documents have been looked at, of all.
    pub surveyed: (usize, usize),
    /// How many rows there are.
    pub count: usize,
    /// The rows.
    pub rows: Vec<Row>,
    /// The signs of the tags at the top, with their colours and names: a legend.
    pub legend: Vec<(char, u8, String)>,
    /// Of the chosen tag: how often in each article that has it.
    pub detail: Vec<(String, usize)>,
}

/// Opens the statistics.
pub fn open(app: &mut App) {
    stage::show(app, View::Statistics);
    if seen(app).all(|(_, list)| list.is_empty()) {
        // Without annotations there is still what was read.
        app.stage.statistics.chart = Chart::Progress;
    }
    shelf::survey_annotated(app);
}

/// Rows above those of the heat map: what the chosen cell says, and the names of the columns.
pub const HEAD: u16 = 3;
/// Cells of a column of the heat map.
pub const COLUMN: u16 = 5;

/// Cells of the names of the rows of the heat map that is so wide.
pub fn names_wide(width: u16) -> u16 {
    (width / 4).clamp(10, 22)
}

/// Returns how many rows a chart has above those of its list.
pub fn head(chart: Chart) -> u16 {
    if chart == Chart::Meetings { HEAD } else { 0 }
}

/// Chooses the column of the heat map at so many cells from its left edge.
pub fn choose_at(app: &mut App, x: u16) {
    let width = app.screen.board.w;
    let statistics = &mut app.stage.statistics;
    let Some(cells) = x.checked_sub(names_wide(width)) else { return };
    let at = statistics.column.top + usize::from(cells / COLUMN);
    if statistics.chart == Chart::Meetings && at < statistics.count {
        statistics.column.chosen = at;
    }
}

/// Columns of the heat map that there is room for.
pub fn room(width: u16) -> usize {
    usize::from(width.saturating_sub(names_wide(width)) / COLUMN).max(1)
}

/// Chooses the next column of the heat map.
pub fn right(app: &mut App) {
    step(app, 1);
}

/// Chooses the column before.
pub fn left(app: &mut App) {
    step(app, -1);
}

fn step(app: &mut App, by: isize) {
    if app.stage.statistics.chart != Chart::Meetings {
        return app.notice("notice-no-columns");
    }
    let count = app.stage.statistics.count;
    app.stage.statistics.column.step(by, count);
}

/// Shows the next chart, or the one before.
pub fn turn(app: &mut App, next: bool) {
    let statistics = &mut app.stage.statistics;
    let at = Chart::ALL.iter().position(|chart| *chart == statistics.chart).unwrap_or(0);
    let by = if next { 1 } else { Chart::ALL.len() - 1 };
    statistics.chart = Chart::ALL.get((at + by) % Chart::ALL.len()).copied().unwrap_or_default();
    (statistics.place, statistics.column) = (Place::default(), Place::default());
    statistics.rows.clear();
}

/// The sign of the n-th tag at the top: what tells it apart without colour.
fn sign(n: usize) -> char {
    (b'A'..=b'Z').map(char::from).nth(n).unwrap_or('*')
}

/// Makes the rows of the chart.
pub fn arrange(app: &mut App) {
    app.stage.statistics.surveyed = shelf::survey_rest(app);
    // While documents come in, what is shown serves until the next of them are there.
    if !shelf::waits(app) || app.stage.statistics.rows.is_empty() {
        make(app);
    }
    let board = app.screen.board;
    let height = usize::from(board.h.saturating_sub(head(app.stage.statistics.chart)));
    let statistics = &mut app.stage.statistics;
    statistics.place.reveal(statistics.count, height);
    statistics.column.reveal(statistics.count, room(board.w));
    if statistics.chart == Chart::Tags {
        app.stage.statistics.detail = detail(app, &app.stage.statistics.rows);
    }
}

fn make(app: &mut App) {
    let lang = app.face.words.lang();
    let tops = app.desk.book.codebook.children(None);
    let legend = tops.iter().enumerate().map(|(n, tag)| (sign(n), tag.slot, tag.label(lang).to_owned())).collect();
    let chart = app.stage.statistics.chart;
    let rows = match chart {
        Chart::Tags => tags(app),
        Chart::Portrait => portrait(app),
        Chart::Meetings => pairs(app),
        Chart::Progress => articles(app),
    };
    let mut coders = BTreeSet::from([app.desk.coder.name()]);
    if matches!(chart, Chart::Tags | Chart::Meetings) {
        coders.extend(seen(app).flat_map(|(_, list)| list).map(|a| a.coder.as_str()));
    }
    let coders = coders.into_iter().map(str::to_owned).collect();
    let statistics = &mut app.stage.statistics;
    statistics.count = rows.len();
    (statistics.rows, statistics.legend, statistics.coders) = (rows, legend, coders);
}

/// Returns the annotations that are counted, by document: those of this coder; while other coders are shown, theirs too.
fn seen(app: &App) -> impl Iterator<Item = (&str, Vec<&Annotation>)> {
    let coder = app.desk.coder.name();
    let counts = move |a: &&Annotation| a.coder == coder || app.desk.others;
    app.desk.book.all().map(move |(document, list)| (document, list.iter().filter(counts).collect()))
}

fn plain(label: String, lead: Lead) -> Row {
    Row { label, slot: 0, depth: 0, count: 0, strip: Vec::new(), length: 0, cells: Vec::new(), state: None, lead }
}

fn tags(app: &App) -> Vec<Row> {
    let lang = app.face.words.lang();
    let codebook = &app.desk.book.codebook;
    let counts = Counts::of(codebook, seen(app).flat_map(|(_, list)| list));
    let used = codebook.tree().into_iter().filter_map(|(depth, tag)| {
        let count = counts.get(&tag.key)?.whole;
        let row = plain(tag.label(lang).to_owned(), Lead::Tag(tag.key.clone()));
        Some(Row { slot: tag.slot, depth, count, ..row })
    });
    used.collect()
}

/// Of the chosen tag: how often it stands in each article.
fn detail(app: &App, rows: &[Row]) -> Vec<(String, usize)> {
    let statistics = &app.stage.statistics;
    let Some(Lead::Tag(key)) = rows.get(statistics.place.chosen).map(|row| &row.lead) else { return Vec::new() };
    let codebook = &app.desk.book.codebook;
    let within = codebook.with_children(key);
    let carries = |a: &Annotation| a.tags.iter().any(|tag| within.iter().any(|key| key == codebook.resolve(tag)));
    let mut found: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (document, list) in seen(app) {
        let Some(place) = app.shelf.place(document) else { continue };
        let survey = app.shelf.survey(document);
        for annotation in list.into_iter().filter(|a| carries(a)) {
            let article = survey.and_then(|survey| survey.places.get(&annotation.id));
            *found.entry((place, article.map_or(0, |standing| standing.article))).or_default() += 1;
        }
    }
    let title = |(document, article): (usize, usize)| {
        let item = app.shelf.documents.get(document);
        item.map_or(String::new(), |item| app.shelf.heading(&item.path, article))
    };
    found.into_iter().map(|(place, count)| (title(place), count)).collect()
}

/// Returns the place among the tags at the top of the one that a tag stands below, with its colour.
fn top(app: &App, key: &str) -> (usize, u8) {
    let codebook = &app.desk.book.codebook;
    let tops = codebook.children(None);
    let mut at = codebook.resolve(key).to_owned();
    for _ in 0..8 {
        match codebook.get(&at).and_then(|tag| tag.parent.clone()) {
            Some(parent) => at = parent,
            None => break,
        }
    }
    let n = tops.iter().position(|tag| tag.key == at).unwrap_or(usize::MAX);
    (n, codebook.slot(&at))
}

fn portrait(app: &App) -> Vec<Row> {
    let mut rows = Vec::new();
    for (document, article) in progress::all(app) {
        let Some(item) = app.shelf.documents.get(document) else { continue };
        let Some(survey) = &item.survey else { continue };
        let length = article.checked_sub(1).and_then(|n| survey.lengths.get(n)).copied().unwrap_or(0);
        let mut strip = Vec::new();
        let coder = app.desk.coder.name();
        for annotation in app.desk.book.of(&item.path).iter().filter(|a| a.coder == coder) {
            let here = survey.places.get(&annotation.id).filter(|standing| standing.article == article);
            let Some(standing) = here else { continue };
            // Several tags share the place between them, so that each is seen.
            let count = annotation.tags.len().max(1);
            for part in 0..count {
                let tag = annotation.tags.get(part);
                let (n, slot) = tag.map_or((usize::MAX, 0), |tag| top(app, tag));
                let (at, long) = (standing.before + standing.length * part / count, standing.length / count);
                strip.push((at, long, if tag.is_some() { sign(n) } else { '=' }, slot));
            }
        }
        strip.sort_by_key(|(at, length, ..)| (*at, std::cmp::Reverse(*length)));
        let label = app.shelf.heading(&item.path, article);
        let count = progress::annotations(app, document, article);
        rows.push(Row { count, strip, length, ..plain(label, Lead::Article(document, article)) });
    }
    rows
}

fn pairs(app: &App) -> Vec<Row> {
    let lang = app.face.words.lang();
    let codebook = &app.desk.book.codebook;
    let mut codings = Vec::new();
    for (document, list) in seen(app) {
        let survey = app.shelf.survey(document);
        for a in list {
            let target = survey.map_or(&a.target, |survey| survey.target(a));
            codings.push(Coding::new(document, a, target, codebook));
        }
    }
    let used: BTreeSet<&str> = codings.iter().flat_map(|coding| &coding.tags).copied().collect();
    let tree = codebook.tree();
    let listed = tree.iter().map(|(_, tag)| tag.key.as_str()).filter(|key| used.contains(key));
    // What the codebook does not know stands at the end.
    let strange = used.iter().copied().filter(|key| codebook.get(key).is_none());
    let keys: Vec<&str> = listed.chain(strange).collect();
    let row = |(key, cells): (&&str, Vec<usize>)| {
        let row = plain(codebook.label(key, lang).to_owned(), Lead::Tag((*key).to_owned()));
        Row { slot: codebook.slot(key), count: cells.iter().sum(), cells, ..row }
    };
    keys.iter().zip(meetings(&keys, &codings)).map(row).collect()
}

fn articles(app: &App) -> Vec<Row> {
    let row = |(document, article): (usize, usize)| {
        let item = app.shelf.documents.get(document)?;
        let label = app.shelf.heading(&item.path, article);
        let survey = item.survey.as_ref();
        let length = survey.and_then(|s| s.lengths.get(article.checked_sub(1)?)).copied().unwrap_or(0);
        let (state, count) = (progress::of(app, document, article), progress::annotations(app, document, article));
        Some(Row { count, length, state, ..plain(label, Lead::Article(document, article)) })
    };
    progress::all(app).into_iter().filter_map(row).collect()
}

/// Goes where the chosen cell of the heat map leads.
fn go_to_pair(app: &mut App) {
    let statistics = &app.stage.statistics;
    let lead = |n: usize| match statistics.rows.get(n).map(|row| &row.lead) {
        Some(Lead::Tag(key)) => Some(key.clone()),
        _ => None,
    };
    let (row, column) = (statistics.place.chosen, statistics.column.chosen);
    let Some((a, b)) = lead(row).zip(lead(column)) else { return };
    let count = statistics.rows.get(row).and_then(|row| row.cells.get(column)).copied().unwrap_or(0);
    if count == 0 {
        let name = |key: &str| app.desk.book.codebook.label(key, app.face.words.lang()).to_owned();
        let blanks = [("one", name(&a)), ("other", name(&b))];
        return app.notice_with("notice-never-meet", &blanks);
    }
    passages::of_pair(app, &a, &b);
    app.stage.behind = Some(View::Statistics);
}

/// Goes where the chosen row leads: the passages of a tag, or an article; of a heat map those of the chosen cell.
pub fn go(app: &mut App) {
    let statistics = &app.stage.statistics;
    if statistics.chart == Chart::Meetings {
        return go_to_pair(app);
    }
    match statistics.rows.get(statistics.place.chosen).map(|row| row.lead.clone()) {
        Some(Lead::Tag(key)) => {
            passages::of_tag(app, &key);
            app.stage.behind = Some(View::Statistics);
        }
        Some(Lead::Article(document, article)) => {
            let Some(path) = app.shelf.documents.get(document).map(|item| item.path.clone()) else { return };
            motion::leave(app);
            app.stage.view = View::Panes;
            opening::document(app, &path, Some(article), None);
        }
        None => {}
    }
}

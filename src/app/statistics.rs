//! The whole at a glance: tags as bars, articles as portraits, tags that meet as a heat map, reading progress.

use super::progress;
use super::stage::{self, Place, View};
use super::{App, motion, open as opening, passages, shelf};
use crate::analysis::{Counts, meetings};
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
    if own(app).next().is_none() {
        // Without annotations there is still what was read.
        app.stage.statistics.chart = Chart::Progress;
    }
    let all = 0..app.shelf.documents.len().min(MOST);
    shelf::survey(app, all);
}

/// Documents that are surveyed for the charts.
const MOST: usize = 500;
/// Tags in the heat map.
const TAGS: usize = 20;

/// Shows the next chart, or the one before.
pub fn turn(app: &mut App, next: bool) {
    let statistics = &mut app.stage.statistics;
    let at = Chart::ALL.iter().position(|chart| *chart == statistics.chart).unwrap_or(0);
    let by = if next { 1 } else { Chart::ALL.len() - 1 };
    statistics.chart = Chart::ALL.get((at + by) % Chart::ALL.len()).copied().unwrap_or_default();
    statistics.place = Place::default();
}

/// The sign of the n-th tag at the top: what tells it apart without colour.
fn sign(n: usize) -> char {
    (b'A'..=b'Z').map(char::from).nth(n).unwrap_or('*')
}

/// Makes the rows of the chart.
pub fn arrange(app: &mut App) {
    let lang = app.face.words.lang();
    let tops = app.desk.book.codebook.children(None);
    let legend = tops.iter().enumerate().map(|(n, tag)| (sign(n), tag.slot, tag.label(lang).to_owned())).collect();
    let rows = match app.stage.statistics.chart {
        Chart::Tags => tags(app),
        Chart::Portrait => portrait(app),
        Chart::Meetings => pairs(app),
        Chart::Progress => articles(app),
    };
    let detail = detail(app, &rows);
    let head = if app.stage.statistics.chart == Chart::Meetings { 2 } else { 0 };
    let height = usize::from(app.screen.board.h).saturating_sub(head);
    let statistics = &mut app.stage.statistics;
    statistics.count = rows.len();
    (statistics.rows, statistics.legend, statistics.detail) = (rows, legend, detail);
    statistics.place.reveal(statistics.count, height);
}

fn own(app: &App) -> impl Iterator<Item = (&str, &Annotation)> {
    let coder = app.desk.coder.name();
    let all = app.desk.book.all().flat_map(|(document, list)| list.iter().map(move |a| (document, a)));
    all.filter(move |(_, a)| a.coder == coder)
}

fn plain(label: String, lead: Lead) -> Row {
    Row { label, slot: 0, depth: 0, count: 0, strip: Vec::new(), length: 0, cells: Vec::new(), state: None, lead }
}

fn tags(app: &App) -> Vec<Row> {
    let lang = app.face.words.lang();
    let codebook = &app.desk.book.codebook;
    let counts = Counts::of(codebook, own(app).map(|(_, a)| a));
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
    let mut found: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (document, annotation) in own(app) {
        let carries = annotation.tags.iter().any(|tag| within.iter().any(|key| key == codebook.resolve(tag)));
        let Some(place) = app.shelf.place(document).filter(|_| carries) else { continue };
        let article = app.shelf.survey(document).and_then(|survey| survey.places.get(&annotation.id));
        *found.entry((place, article.map_or(0, |standing| standing.article))).or_default() += 1;
    }
    let title = |(document, article): (usize, usize)| {
        let item = app.shelf.documents.get(document);
        item.map_or(String::new(), |item| format!("{}  {}", shelf::name(&item.path), item.title(article)))
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
        let label = format!("{} {}", shelf::name(&item.path), item.title(article));
        let count = progress::annotations(app, document, article);
        rows.push(Row { count, strip, length, ..plain(label, Lead::Article(document, article)) });
    }
    rows
}

fn pairs(app: &App) -> Vec<Row> {
    let lang = app.face.words.lang();
    let codebook = &app.desk.book.codebook;
    let list: Vec<(&str, &Annotation)> = own(app).collect();
    let keys = |a: &Annotation| a.tags.iter().map(|tag| codebook.resolve(tag).to_owned()).collect::<BTreeSet<_>>();
    let carried: Vec<BTreeSet<String>> = list.iter().map(|(_, a)| keys(a)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    carried.iter().flatten().for_each(|key| *counts.entry(key).or_default() += 1);
    let mut used: Vec<(&str, usize)> = counts.into_iter().collect();
    used.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    used.truncate(TAGS);
    let rank = codebook.tree();
    used.sort_by_key(|(key, _)| rank.iter().position(|(_, tag)| tag.key == *key));
    let tags: Vec<String> = used.iter().map(|(key, _)| (*key).to_owned()).collect();
    let end = |a: &Annotation| a.target.spans.last().map(|span| span.end);
    // Within a document annotations come by their starts: those that begin behind the end overlap no more.
    let later = |n: usize, (document, a): &(&str, &Annotation)| {
        let following = list.iter().enumerate().skip(n + 1);
        let near = following.take_while(|(_, (d, b))| d == document && Some(b.target.start()) < end(a));
        near.map(|(m, _)| m).collect::<Vec<_>>()
    };
    let overlapping: Vec<Vec<usize>> = list.iter().enumerate().map(|(n, item)| later(n, item)).collect();
    let cells = meetings(&tags, &carried, &overlapping);
    let row = |(key, cells): (&String, Vec<usize>)| {
        let count = cells.iter().sum();
        let row = plain(codebook.label(key, lang).to_owned(), Lead::Tag(key.clone()));
        Row { slot: codebook.slot(key), count, cells, ..row }
    };
    tags.iter().zip(cells).map(row).collect()
}

fn articles(app: &App) -> Vec<Row> {
    let row = |(document, article): (usize, usize)| {
        let item = app.shelf.documents.get(document)?;
        let label = format!("{} {}", shelf::name(&item.path), item.title(article));
        let survey = item.survey.as_ref();
        let length = survey.and_then(|s| s.lengths.get(article.checked_sub(1)?)).copied().unwrap_or(0);
        let (state, count) = (progress::of(app, document, article), progress::annotations(app, document, article));
        Some(Row { count, length, state, ..plain(label, Lead::Article(document, article)) })
    };
    progress::all(app).into_iter().filter_map(row).collect()
}

/// Goes where the chosen row leads: the passages of a tag, or an article.
pub fn go(app: &mut App) {
    let statistics = &app.stage.statistics;
    match statistics.rows.get(statistics.place.chosen).map(|row| row.lead.clone()) {
        Some(Lead::Tag(key)) => passages::of_tag(app, &key),
        Some(Lead::Article(document, article)) => {
            let Some(path) = app.shelf.documents.get(document).map(|item| item.path.clone()) else { return };
            motion::leave(app);
            app.stage.view = View::Panes;
            opening::document(app, &path, Some(article), None);
        }
        None => {}
    }
}

//! The whole at a glance: tags as bars, articles as portraits, tags that meet as a heat map, reading progress.

pub mod charts;
pub mod draw;
pub mod rows;

use crate::actions::{open, survey};
use crate::annotation::Annotation;
use crate::brush::Paint;
use crate::screens::screen::Screen;
use crate::state::Model;
use crate::state::request::Request;
use crate::state::view::{Place, View};
use crate::units::{Area, Cell};
use charts::Source;
use charts::{COLUMN, head, names_wide, room};
pub use charts::{Chart, Statistics};
pub use rows::Row;
use rows::{Lead, articles, pairs, portrait, seen, sign, tags};
use std::collections::{BTreeMap, BTreeSet};

/// Opens the statistics.
pub fn open(statistics: &mut Statistics, model: &mut Model) {
    model.show(View::Statistics);
    // What was read meanwhile is in no revision.
    statistics.made_of = None;
    if seen(model).all(|(_, list)| list.is_empty()) {
        // Without annotations there is still what was read.
        statistics.chart = Chart::Progress;
    }
    survey::survey_annotated(model);
}

/// Chooses the column of the heat map at so many cells from its left edge.
fn choose_at(statistics: &mut Statistics, model: &Model, x: u16) {
    let width = model.screen.board.w;
    let Some(cells) = x.checked_sub(names_wide(width)) else { return };
    let at = statistics.column.top + usize::from(cells / COLUMN);
    if statistics.chart == Chart::Meetings && at < statistics.count {
        statistics.column.chosen = at;
    }
}

/// Chooses the next column of the heat map.
pub fn right(statistics: &mut Statistics, model: &mut Model) {
    step(statistics, model, 1);
}

/// Chooses the column before.
pub fn left(statistics: &mut Statistics, model: &mut Model) {
    step(statistics, model, -1);
}

fn step(statistics: &mut Statistics, model: &mut Model, by: isize) {
    if statistics.chart != Chart::Meetings {
        return model.notice("notice-no-columns");
    }
    let count = statistics.count;
    statistics.column.step(by, count);
}

/// Shows the next chart, or the one before.
pub fn turn(statistics: &mut Statistics, next: bool) {
    let at = Chart::ALL.iter().position(|chart| *chart == statistics.chart).unwrap_or(0);
    let by = if next { 1 } else { Chart::ALL.len() - 1 };
    statistics.chart = Chart::ALL.get((at + by) % Chart::ALL.len()).copied().unwrap_or_default();
    (statistics.place, statistics.column) = (Place::default(), Place::default());
    statistics.rows.clear();
}

/// Makes the rows of the chart anew if what they are made of has changed, and keeps the chosen one in sight.
pub fn arrange(statistics: &mut Statistics, model: &mut Model) {
    statistics.surveyed = survey::survey_rest(model);
    // While documents come in, what is shown serves until the next of them are there.
    let source = Source {
        book: model.project.book.revision(),
        surveys: model.shelf.revision,
        chart: statistics.chart,
        coder: model.project.coder.name().to_owned(),
        others: model.project.others,
        lang: model.face.words.lang(),
    };
    let due = !survey::waits(model) || statistics.rows.is_empty();
    if due && statistics.made_of.as_ref() != Some(&source) {
        make(statistics, model);
        (statistics.made_of, statistics.detailed) = (Some(source), None);
    }
    let board = model.screen.board;
    let height = usize::from(board.h.saturating_sub(head(statistics.chart)));
    statistics.place.reveal(statistics.count, height);
    statistics.column.reveal(statistics.count, room(board.w));
    let chosen = Some(statistics.place.chosen);
    if statistics.chart == Chart::Tags && statistics.detailed != chosen {
        statistics.detail = detail(statistics, model, &statistics.rows);
        statistics.detailed = chosen;
    }
}

fn make(statistics: &mut Statistics, model: &mut Model) {
    let lang = model.face.words.lang();
    let tops = model.project.book.codebook.children(None);
    let legend = tops.iter().enumerate().map(|(n, tag)| (sign(n), tag.slot, tag.label(lang).to_owned())).collect();
    let chart = statistics.chart;
    let rows = match chart {
        Chart::Tags => tags(model),
        Chart::Portrait => portrait(model),
        Chart::Meetings => pairs(model),
        Chart::Progress => articles(model),
    };
    let mut coders = BTreeSet::from([model.project.coder.name()]);
    if matches!(chart, Chart::Tags | Chart::Meetings) {
        coders.extend(seen(model).flat_map(|(_, list)| list).map(|a| a.coder.as_str()));
    }
    let coders = coders.into_iter().map(str::to_owned).collect();
    statistics.count = rows.len();
    (statistics.rows, statistics.legend, statistics.coders) = (rows, legend, coders);
}

/// Of the chosen tag: how often it stands in each article.
fn detail(statistics: &Statistics, model: &Model, rows: &[Row]) -> Vec<(String, usize)> {
    let Some(Lead::Tag(key)) = rows.get(statistics.place.chosen).map(|row| &row.lead) else { return Vec::new() };
    let codebook = &model.project.book.codebook;
    let within = codebook.with_children(key);
    let carries = |a: &Annotation| a.tags.iter().any(|tag| within.iter().any(|key| key == codebook.resolve(tag)));
    let mut found: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (document, list) in seen(model) {
        let Some(place) = model.shelf.place(document) else { continue };
        let survey = model.shelf.survey(document);
        for annotation in list.into_iter().filter(|a| carries(a)) {
            let article = survey.and_then(|survey| survey.places.get(&annotation.id));
            *found.entry((place, article.map_or(0, |standing| standing.article))).or_default() += 1;
        }
    }
    let title = |(document, article): (usize, usize)| {
        let item = model.shelf.documents.get(document);
        item.map_or(String::new(), |item| model.shelf.heading(&item.path, article))
    };
    found.into_iter().map(|(place, count)| (title(place), count)).collect()
}

/// Goes where the chosen cell of the heat map leads.
fn go_to_pair(statistics: &Statistics, model: &mut Model) {
    let lead = |n: usize| match statistics.rows.get(n).map(|row| &row.lead) {
        Some(Lead::Tag(key)) => Some(key.clone()),
        _ => None,
    };
    let (row, column) = (statistics.place.chosen, statistics.column.chosen);
    let Some((a, b)) = lead(row).zip(lead(column)) else { return };
    let count = statistics.rows.get(row).and_then(|row| row.cells.get(column)).copied().unwrap_or(0);
    if count == 0 {
        let name = |key: &str| model.project.book.codebook.label(key, model.face.words.lang()).to_owned();
        let blanks = [("one", name(&a)), ("other", name(&b))];
        return model.notice_with("notice-never-meet", &blanks);
    }
    model.request(Request::PassagesOfPair(a, b));
}

/// Goes where the chosen row leads: the passages of a tag, or an article; of a heat map those of the chosen cell.
pub fn go(statistics: &Statistics, model: &mut Model) {
    if statistics.chart == Chart::Meetings {
        return go_to_pair(statistics, model);
    }
    match statistics.rows.get(statistics.place.chosen).map(|row| row.lead.clone()) {
        Some(Lead::Tag(key)) => model.request(Request::PassagesOf(key)),
        Some(Lead::Article(document, article)) => {
            let Some(path) = model.shelf.documents.get(document).map(|item| item.path.clone()) else { return };
            model.leave();
            model.view = View::Panes;
            open::document(model, &path, Some(article), None);
        }
        None => {}
    }
}

impl Screen for Statistics {
    fn place(&mut self) -> &mut Place {
        &mut self.place
    }

    fn count(&self) -> usize {
        self.count
    }

    fn split(&self, rest: Area, narrow: bool) -> (Area, Area) {
        match (self.chart, narrow) {
            (Chart::Tags, true) => rest.split_bottom(if rest.h >= 14 { 8 } else { 0 }),
            (Chart::Tags, false) => rest.split_right(rest.w * 45 / 100),
            _ => (rest, Area::default()),
        }
    }

    fn arrange(&mut self, model: &mut Model) {
        arrange(self, model);
    }

    fn at(&mut self, model: &Model, (x, y): (Cell, Cell)) -> Option<usize> {
        let row = y.checked_sub(head(self.chart))?;
        choose_at(self, model, x);
        Some(self.place.top + usize::from(row))
    }

    fn go(&mut self, model: &mut Model) {
        go(self, model);
    }

    /// Nothing is tagged here.
    fn digit(&mut self, _: &mut Model, _: usize) -> bool {
        true
    }

    fn hints(&self, _: &Model) -> &'static str {
        if self.chart == Chart::Meetings { "hints-meetings" } else { "hints-statistics" }
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        draw::draw(self, model, paint)
    }
}

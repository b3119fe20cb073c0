//! The whole at a glance: how often tags are given, where they stand, which meet, how far one has read.

pub mod charts;
mod counts;
pub mod draw;
mod frame;
mod meetings;
mod progress;
pub mod rows;
mod timeline;

use crate::actions::{open, survey};
use crate::brush::Paint;
use crate::brush::table::Along;
use crate::screens::screen::Screen;
use crate::state::Model;
use crate::state::request::Request;
use crate::state::view::{Place, View};
use crate::units::{Area, Byte, Cell};
pub use charts::{Chart, Row, Statistics};
use charts::{Lead, Made, Source};
use rows::{make, seen};

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

/// Chooses the next column of the chart.
pub fn right(statistics: &mut Statistics, model: &mut Model) {
    step(statistics, model, 1);
}

/// Chooses the column before.
pub fn left(statistics: &mut Statistics, model: &mut Model) {
    step(statistics, model, -1);
}

fn step(statistics: &mut Statistics, model: &mut Model, by: isize) {
    let count = statistics.columns();
    if count < 2 {
        return model.notice("notice-no-columns");
    }
    let chosen = statistics.column.chosen;
    statistics.column.step(by, count);
    if statistics.chart == Chart::Tags && statistics.column.chosen != chosen {
        statistics.inner = Place::default();
    }
}

/// Shows the next chart, or the one before.
pub fn turn(statistics: &mut Statistics, next: bool) {
    let by = if next { 1 } else { Chart::ALL.len() - 1 };
    let before = statistics.chart;
    statistics.chart = Chart::ALL.get((before.place() + by) % Chart::ALL.len()).copied().unwrap_or_default();
    (statistics.place, statistics.column) = (Place::default(), Place::default());
    let kept = statistics.kept.iter().position(|(chart, _)| *chart == statistics.chart);
    let made = kept.map(|n| statistics.kept.swap_remove(n).1);
    let made = std::mem::replace(&mut statistics.made, made.unwrap_or_default());
    statistics.kept.push((before, made));
    statistics.detailed = None;
}

/// Sorts the rows otherwise; the chosen one stays so.
pub fn sort(statistics: &mut Statistics) {
    let (made, chosen) = (&mut statistics.made, statistics.place.chosen);
    let at = made.rows.get(chosen).map(|row| row.at);
    let column = made.rows.get(statistics.column.chosen).map(|row| row.at);
    made.sort = made.sort.next();
    rows::sort(&mut made.rows, made.sort);
    let now = |at| made.rows.iter().position(|row| Some(row.at) == at).unwrap_or(0);
    statistics.place.chosen = now(at);
    if statistics.chart == Chart::Meetings {
        statistics.column.chosen = now(column);
    }
    statistics.detailed = None;
}

/// Counts the chart anew if what it is made of has changed, and keeps the chosen cell in sight.
pub fn arrange(statistics: &mut Statistics, model: &mut Model) {
    statistics.surveyed = survey::survey_rest(model);
    // While documents come in, what is shown serves until the next of them are there.
    let source = Source {
        book: model.project.book.revision(),
        surveys: model.shelf.revision,
        coder: model.project.coder.name().to_owned(),
        others: model.project.others,
        lang: model.face.words.lang(),
    };
    let due = !survey::waits(model) || statistics.made.rows.is_empty();
    if due && statistics.made_of.as_ref() != Some(&source) {
        let kept = statistics.kept.iter_mut().map(|(_, made)| made);
        kept.chain([&mut statistics.made]).for_each(|made| *made = Made { sort: made.sort, ..Made::default() });
        statistics.made_of = Some(source);
    }
    if statistics.made.coders.is_empty() {
        let sort = statistics.made.sort;
        statistics.made = Made { sort, ..make(model, statistics.chart) };
        rows::sort(&mut statistics.made.rows, sort);
        statistics.detailed = None;
    }
    let chosen = statistics.place.chosen.min(statistics.made.rows.len().saturating_sub(1));
    statistics.place.chosen = chosen;
    if statistics.chart == Chart::Tags && statistics.detailed != Some(chosen) {
        statistics.detail = detail(statistics, model);
        statistics.detailed = Some(chosen);
    }
    statistics.column.chosen = statistics.column.chosen.min(statistics.columns().saturating_sub(1));
    lay(statistics, model);
}

/// Finds what is seen of the chart.
fn lay(statistics: &mut Statistics, model: &Model) {
    let along = |place: Place| Along { chosen: place.chosen, first: place.top };
    let columns = draw::columns(statistics, model);
    let table = frame::table(statistics, &columns);
    let body = draw::body(statistics, model);
    let laid = table.lay(body, along(statistics.place), along(statistics.column));
    statistics.place = Place { chosen: laid.row, top: laid.rows.start };
    if statistics.chart == Chart::Meetings {
        statistics.column = Place { chosen: laid.column, top: laid.columns.start };
    }
    (statistics.laid, statistics.table) = (laid, columns);
    let height = usize::from(frame::detail_list(model).h);
    statistics.inner.reveal(statistics.detail.len(), height);
}

/// Of the chosen tag: how often it stands in each article.
fn detail(statistics: &Statistics, model: &Model) -> Vec<(String, usize, (usize, usize))> {
    let Some(row) = statistics.chosen() else { return Vec::new() };
    let title = |(document, article): (usize, usize)| {
        let item = model.shelf.documents.get(document);
        item.map_or(String::new(), |item| model.shelf.heading(&item.path, article))
    };
    let told = |(at, count): (&usize, &usize)| {
        let place = statistics.made.articles.get(*at).copied()?;
        Some((title(place), *count, place))
    };
    row.series.iter().filter_map(told).collect()
}

/// Goes where the chosen cell of the heat map leads.
fn go_to_pair(statistics: &Statistics, model: &mut Model) {
    let lead = |n: usize| match statistics.made.rows.get(n).map(|row| &row.lead) {
        Some(Lead::Tag(key)) => Some(key.clone()),
        _ => None,
    };
    let (row, column) = (statistics.place.chosen, statistics.column.chosen);
    let Some((a, b)) = lead(row).zip(lead(column)) else { return };
    if statistics.pairs(row, column) == 0 {
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
    let Some(row) = statistics.chosen() else { return };
    match &row.lead {
        Lead::Tag(key) if statistics.is_within() => {
            let article = statistics.detail.get(statistics.inner.chosen).map(|(.., article)| *article);
            let within = model.project.book.codebook.with_children(key);
            article.into_iter().for_each(|article| go_to_article(model, article, Some(&within)));
        }
        Lead::Tag(key) => model.request(Request::PassagesOf(key.clone())),
        Lead::Article(document, article) => go_to_article(model, (*document, *article), None),
    }
}

/// Opens an article: where the first annotation with one of some tags stands, if these are asked for.
fn go_to_article(model: &mut Model, (document, article): (usize, usize), tags: Option<&[String]>) {
    let Some(item) = model.shelf.documents.get(document) else { return };
    let path = item.path.clone();
    let codebook = &model.project.book.codebook;
    let first = tags.and_then(|tags| {
        let survey = item.survey.as_ref()?;
        let carries = |tag: &String| tags.iter().any(|key| key == codebook.resolve(tag));
        let seen = seen(model).find(|(document, _)| *document == path)?.1;
        let coded = seen.into_iter().filter(|a| a.tags.iter().any(carries));
        let places = coded.filter_map(|a| survey.places.get(&a.id));
        places.filter(|standing| standing.article == article).map(|standing| standing.at).min()
    });
    let at: Option<Byte> = first;
    model.leave();
    model.view = View::Panes;
    open::document(model, &path, Some(article), at);
}

impl Screen for Statistics {
    fn place(&mut self) -> &mut Place {
        if self.is_within() { &mut self.inner } else { &mut self.place }
    }

    fn count(&self) -> usize {
        if self.is_within() { self.detail.len() } else { self.made.rows.len() }
    }

    fn split(&self, rest: Area, narrow: bool) -> (Area, Area) {
        match (self.chart, narrow) {
            (Chart::Tags, true) => rest.split_bottom(if rest.h >= 14 { 8 } else { 0 }),
            (Chart::Tags, false) => rest.split_right(rest.w * 2 / 5),
            _ => (rest, Area::default()),
        }
    }

    fn arrange(&mut self, model: &mut Model) {
        arrange(self, model);
    }

    fn at(&mut self, model: &Model, (x, y): (Cell, Cell)) -> Option<usize> {
        let board = model.screen.board;
        let row = self.laid.row_at(board.y + y)?;
        match (self.chart, self.laid.column_at(board.x + x)) {
            (Chart::Meetings, Some(column)) => self.column.chosen = column,
            (Chart::Tags, _) => self.column.chosen = 0,
            _ => {}
        }
        Some(row)
    }

    fn go(&mut self, model: &mut Model) {
        go(self, model);
    }

    fn let_go(&mut self, _: &mut Model) -> bool {
        let held = self.is_within() || self.chart == Chart::Timeline && self.column.chosen > 0;
        if held {
            self.column = Place::default();
        }
        held
    }

    /// Nothing is tagged here.
    fn digit(&mut self, _: &mut Model, _: usize) -> bool {
        true
    }

    fn hints(&self, _: &Model) -> &'static str {
        self.chart.hints()
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        draw::draw(self, model, paint)
    }
}

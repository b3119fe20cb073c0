//! The hits: a search of all documents as keyword in context, judged and coded row by row.

pub mod acts;
pub mod draw;
pub mod listed;
pub mod pages;

use crate::actions::{finding, open};
use crate::brush::Paint;
use crate::popups::typed::Field;
use crate::screens::hits::pages::list;
use crate::screens::screen::Screen;
use crate::state::Model;
use crate::state::about::{Shown, Subject};
use crate::state::request::{Of, Typing};
use crate::state::view::{Place, View};
use crate::text::decode::one_line;
use crate::units::Area;
use listed::PAGE;
pub use listed::{Hits, Sort};
use std::sync::Arc;

/// Opens the hits of the last search; without one, its field.
pub fn open(hits: &mut Hits, model: &mut Model) {
    if hits.needle.is_empty() {
        let last = std::mem::take(&mut hits.last);
        let needle = if model.search.needle.is_empty() { last } else { model.search.needle.clone() };
        search(hits, model, needle);
    }
    if hits.needle.is_empty() {
        return search_all(hits, model);
    }
    model.show(View::Hits);
}

/// Opens the field of a search of all documents; what is selected is searched for.
pub fn search_all(hits: &mut Hits, model: &mut Model) {
    let selected = model.reader.document.clone().filter(|_| model.reader.selection.is_some()).map(|document| {
        let spans = model.reader.target();
        spans.iter().map(|span| document.slice(*span)).collect::<String>()
    });
    let needle = selected.map(|text| one_line(&text).trim().to_owned());
    model.show(View::Hits);
    if let Some(needle) = needle.filter(|needle| !needle.is_empty()) {
        // What stands in the text is meant as it stands.
        model.search.patterns = false;
        search(hits, model, needle);
    }
    if hits.needle.is_empty() && !hits.last.is_empty() {
        let last = std::mem::take(&mut hits.last);
        search(hits, model, last);
    }
    let needle = hits.needle.clone();
    Field::open(model, Of::Hits, &needle);
}

/// Searches all documents.
pub fn search(hits: &mut Hits, model: &mut Model, needle: String) {
    if hits.needle != needle && !hits.needle.is_empty() {
        hits.aside.clear();
    }
    hits.needle = needle;
    (hits.total, hits.unread) = (0, 0);
    list(hits, model, ((0, 0), Some(0)), PAGE);
}

/// Sorts the rows by what stands left of the words, right of them, or by place.
pub fn sort(hits: &mut Hits, sort: Sort) {
    hits.sort = sort;
    hits.place = Place::default();
    hits.sorted();
}

/// Goes to the chosen hit in its text.
pub fn go(hits: &Hits, model: &mut Model) {
    let found = hits.chosen().map(|(_, hit)| (hit.document.clone(), hit.found.target.start()));
    let Some((document, at)) = found else { return };
    model.search.remember(&hits.needle);
    model.to_text();
    open::go_to_char(model, &document, at);
    finding::again(model);
}

/// Searches all documents and shows the hits.
pub fn searched(hits: &mut Hits, model: &mut Model, needle: &str) {
    model.show(View::Hits);
    model.search.patterns = false;
    search(hits, model, needle.to_owned());
}

impl Screen for Hits {
    fn place(&mut self) -> &mut Place {
        &mut self.place
    }

    fn count(&self) -> usize {
        self.order.len()
    }

    fn split(&self, rest: Area, _: bool) -> (Area, Area) {
        rest.split_bottom(if rest.h >= 14 { (rest.h / 3).clamp(5, 12) } else { 0 })
    }

    fn arrange(&mut self, model: &mut Model) {
        self.place.reveal(self.order.len(), usize::from(model.screen.board.h));
    }

    fn step(&mut self, model: &mut Model, by: isize) {
        if !pages::beyond(self, model, by) {
            self.place.step(by, self.order.len());
        }
    }

    fn go(&mut self, model: &mut Model) {
        go(self, model);
    }

    fn filter(&mut self, model: &mut Model) {
        search_all(self, model);
    }

    fn typing(&mut self, model: &mut Model, typing: Typing) {
        match typing {
            Typing::Now(needle) => search(self, model, needle),
            Typing::Taken => model.search.remember(&self.needle),
            Typing::GivenUp if self.found.is_empty() => model.view = View::Panes,
            Typing::GivenUp => {}
            Typing::Step(down) => self.step(model, if down { 1 } else { -1 }),
        }
    }

    fn can_mark(&self) -> bool {
        true
    }

    fn mark(&mut self) {
        acts::mark(self);
    }

    fn let_go(&mut self, _: &mut Model) -> bool {
        !std::mem::take(&mut self.marked).is_empty()
    }

    fn subjects(&self, model: &mut Model) -> Vec<Subject> {
        acts::subjects(self, model)
    }

    fn text(&self, _: &Model) -> String {
        acts::text(self)
    }

    fn shown(&self, model: &Model) -> Option<Shown> {
        let book = acts::book(self, model);
        let ids = book.all().flat_map(|(_, list)| list.iter().map(|a| a.id)).collect();
        Some(Shown { ids, book: Some(Arc::new(book)), ticked: !self.marked.is_empty(), asked: Vec::new() })
    }

    fn hints(&self, _: &Model) -> &'static str {
        if self.found.is_empty() { "hints-hits-none" } else { "hints-hits" }
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        draw::draw(self, model, paint)
    }
}

//! The passages: what is annotated, by article, tag, coder or time, with words of context; acted on in place.

pub mod acts;
pub mod blocks;
mod detail;
pub mod draw;
pub mod listed;
mod listing;

use crate::analysis::{Filter, overlap, tagged};
use crate::brush::Paint;
use crate::popups::typed::Field;
use crate::screens::screen::Screen;
use crate::state::Model;
use crate::state::about::{Shown, Subject};
use crate::state::request::{Of, Typing};
use crate::state::view::{Place, View};
use crate::units::{Area, Cell};
pub use listed::{Block, Entry, Order, Passages};
use listed::{CONTEXT, WIDEST};
pub use listing::list;

/// Opens the passages.
pub fn open(passages: &mut Passages, model: &mut Model) {
    passages.led = false;
    list(passages, model);
    model.show(View::Passages);
}

/// Opens the passages of a tag.
pub fn of_tag(passages: &mut Passages, model: &mut Model, key: &str) {
    let filter = tagged(&model.project.book.codebook, key, model.face.words.lang());
    of(passages, model, filter);
}

/// Opens the passages where two tags meet; of a tag and itself those that carry it.
pub fn of_pair(passages: &mut Passages, model: &mut Model, a: &str, b: &str) {
    let filter = overlap(&model.project.book.codebook, a, b, model.face.words.lang());
    of(passages, model, filter);
}

fn of(passages: &mut Passages, model: &mut Model, filter: String) {
    passages.filter = filter;
    passages.led = true;
    passages.place = Place::default();
    list(passages, model);
    model.show(View::Passages);
}

/// The book is another: if they are shown, they are listed anew.
pub fn again(passages: &mut Passages, model: &mut Model) {
    if model.view == View::Passages {
        list(passages, model);
    }
}

/// Groups passages otherwise.
pub fn sort(passages: &mut Passages, model: &mut Model, order: Order) {
    passages.order = order;
    passages.place = Place::default();
    list(passages, model);
}

/// Shows more context, or less; says so where there is no more, and no less.
pub fn context(passages: &mut Passages, model: &mut Model, more: bool) {
    let at = CONTEXT.iter().position(|n| *n >= passages.context).unwrap_or(0);
    let to = if more { Some(at + 1) } else { at.checked_sub(1) };
    match to.and_then(|to| CONTEXT.get(to)) {
        Some(count) => passages.context = *count,
        None => model.notice(if more { "notice-context-most" } else { "notice-context-none" }),
    }
}

/// Filters by what is in the field now.
pub fn typed(passages: &mut Passages, model: &mut Model, filter: &str) {
    filter.clone_into(&mut passages.filter);
    passages.led = false;
    passages.place = Place::default();
    list(passages, model);
}

/// Opens the passages with a filter.
pub fn filtered(passages: &mut Passages, model: &mut Model, filter: &str) {
    filter.clone_into(&mut passages.filter);
    passages.place = Place::default();
    open(passages, model);
}

impl Screen for Passages {
    fn place(&mut self) -> &mut Place {
        &mut self.place
    }

    fn count(&self) -> usize {
        self.entries.len()
    }

    fn split(&self, rest: Area, _: bool) -> (Area, Area) {
        // Beside the rows there is what they have no use for.
        let free = (rest.w * 36 / 100).max(rest.w.saturating_sub(WIDEST));
        if rest.w >= 110 { rest.split_right(free) } else { (rest, Area::default()) }
    }

    fn arrange(&mut self, model: &mut Model) {
        blocks::arrange(self, model);
    }

    fn at(&mut self, _: &Model, (_, y): (Cell, Cell)) -> Option<usize> {
        let under = |block: &&Block| block.row <= y && y < block.row + block.height();
        self.blocks.iter().find(under).map(|block| block.entry)
    }

    fn tall(&self) -> Cell {
        4
    }

    fn go(&mut self, model: &mut Model) {
        acts::go(self, model);
    }

    fn filter(&mut self, model: &mut Model) {
        Field::open(model, Of::Passages, &self.filter);
    }

    fn typing(&mut self, model: &mut Model, typing: Typing) {
        match typing {
            Typing::Now(filter) => typed(self, model, &filter),
            Typing::Taken => {}
            Typing::GivenUp => typed(self, model, ""),
            Typing::Step(down) => self.step(model, if down { 1 } else { -1 }),
        }
    }

    fn can_mark(&self) -> bool {
        true
    }

    fn mark(&mut self) {
        acts::mark(self);
    }

    /// A filter that another screen led here with stays: one goes back there.
    fn let_go(&mut self, model: &mut Model) -> bool {
        if !std::mem::take(&mut self.marked).is_empty() {
            return true;
        }
        let filtered = !self.led && !self.filter.is_empty();
        if filtered {
            typed(self, model, "");
        }
        filtered
    }

    fn subjects(&self, model: &mut Model) -> Vec<Subject> {
        acts::subjects(self, model)
    }

    fn text(&self, model: &Model) -> String {
        acts::text(self, model)
    }

    fn shown(&self, model: &Model) -> Option<Shown> {
        let codebook = &model.project.book.codebook;
        let asked = Filter::new(&self.filter, codebook).asked(codebook);
        let ticked = !self.marked.is_empty();
        let listed = || self.entries.iter().map(|entry| entry.listed.id).collect();
        Some(Shown { ids: if ticked { self.marked.clone() } else { listed() }, book: None, ticked, asked })
    }

    fn hints(&self, _: &Model) -> &'static str {
        if self.entries.is_empty() { "hints-passages-none" } else { "hints-passages" }
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        draw::draw(self, model, paint)
    }
}

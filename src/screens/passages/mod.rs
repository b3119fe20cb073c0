//! The passages: what is annotated, by article, tag, coder or time, with words of context; acted on in place.

pub mod acts;
pub mod blocks;
pub mod draw;
pub mod listed;

use crate::actions::filter::{target, wanted};
use crate::actions::survey;
use crate::analysis::{Coding, Filter, overlap, pairs as count_pairs, tagged};
use crate::annotation::Annotation;
use crate::brush::Paint;
use crate::popups::typed::Field;
use crate::screens::screen::Screen;
use crate::state::Model;
use crate::state::about::{Shown, Subject};
use crate::state::request::{Of, Typing};
use crate::state::view::{Place, View};
use crate::text::offsets::first_chars;
use crate::units::{Area, Cell};
use listed::CONTEXT;
pub use listed::{Block, Entry, Order, Passages};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Opens the passages.
pub fn open(passages: &mut Passages, model: &mut Model) {
    list(passages, model);
    model.show(View::Passages);
    if passages.entries.is_empty() && passages.filter.is_empty() {
        model.notice("notice-no-passages");
    }
}

/// Opens the passages of a tag.
pub fn of_tag(passages: &mut Passages, model: &mut Model, key: &str) {
    let filter = tagged(&model.desk.book.codebook, key, model.face.words.lang());
    of(passages, model, filter);
}

/// Opens the passages where two tags meet; of a tag and itself those that carry it.
pub fn of_pair(passages: &mut Passages, model: &mut Model, a: &str, b: &str) {
    let filter = overlap(&model.desk.book.codebook, a, b, model.face.words.lang());
    of(passages, model, filter);
}

fn of(passages: &mut Passages, model: &mut Model, filter: String) {
    passages.filter = filter;
    passages.place = Place::default();
    list(passages, model);
    model.show(View::Passages);
}

/// Counts the pairs among those listed that a filter asks for, if it asks for tags that meet.
fn pairs(passages: &Passages, model: &Model, filter: &Filter) -> Option<usize> {
    let (a, b) = filter.pair()?;
    let mut seen = BTreeSet::new();
    let listed = passages.entries.iter().filter(|entry| seen.insert(entry.listed.id));
    let codebook = &model.desk.book.codebook;
    let mut codings = Vec::new();
    for Entry { document, listed, .. } in listed {
        codings.push(Coding::new(document, listed, target(model, document, listed), codebook));
    }
    Some(count_pairs(&codings, a, b))
}

/// The book is another: if they are shown, they are listed anew.
pub fn again(passages: &mut Passages, model: &mut Model) {
    if model.view == View::Passages {
        list(passages, model);
    }
}

/// Lists what the filter wants.
pub fn list(passages: &mut Passages, model: &mut Model) {
    survey::survey_annotated(model);
    let filter = Filter::new(&passages.filter, &model.desk.book.codebook);
    let order = passages.order;
    // Where tags are asked for, a passage is listed under these alone.
    let codebook = &model.desk.book.codebook;
    let asked_for: Vec<String> = match filter.pair() {
        Some((a, b)) => a.iter().chain(b).cloned().collect(),
        None => filter.tags().iter().flat_map(|tag| codebook.with_children(tag)).collect(),
    };
    let coder = model.desk.coder.name().to_owned();
    let seen = |a: &Annotation| a.coder == coder || model.desk.others;
    let tree = model.desk.book.codebook.tree();
    let ranks: HashMap<String, usize> = tree.iter().enumerate().map(|(n, (_, tag))| (tag.key.clone(), n)).collect();
    let mut keyed: Vec<(Key4, Entry)> = Vec::new();
    let documents = model.shelf.documents.iter().map(|item| item.path.as_str());
    let gone = model.desk.book.all().map(|(document, _)| document).filter(|d| model.shelf.place(d).is_none());
    for (n, document) in documents.chain(gone).enumerate() {
        let survey = model.shelf.survey(document);
        for annotation in wanted(model, &filter, document, &seen) {
            let (article, start) = survey.map_or((0, annotation.target.start()), |s| s.order(annotation));
            let asked =
                |tag: &Option<String>| asked_for.is_empty() || tag.as_ref().is_none_or(|tag| asked_for.contains(tag));
            let listed = groups(model, order, document, annotation, article).into_iter();
            for (group, tag) in listed.filter(|(_, tag)| asked(tag)) {
                let rank = tag.as_ref().and_then(|tag| ranks.get(tag)).copied().unwrap_or(usize::MAX);
                let name = if matches!(order, Order::Day | Order::Coder) { group.clone() } else { String::new() };
                let entry = Entry { document: document.to_owned(), listed: annotation.clone(), group, tag };
                keyed.push(((rank, name, (n, article), start.0), entry));
            }
        }
    }
    let unknown = |document: &str| model.shelf.survey(document).is_none() && model.shelf.place(document).is_some();
    passages.waits = model.desk.book.all().any(|(document, _)| unknown(document));
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    if order == Order::Day {
        keyed.sort_by(|(a, _), (b, _)| b.1.cmp(&a.1));
    }
    passages.entries = keyed.into_iter().map(|(_, entry)| entry).collect();
    passages.pairs = pairs(passages, model, &filter);
    let ids: BTreeSet<Uuid> = passages.entries.iter().map(|entry| entry.listed.id).collect();
    passages.marked.retain(|id| ids.contains(id));
}

/// What passages are sorted by: tag, group, document and article, place.
type Key4 = (usize, String, (usize, usize), usize);

/// Returns the groups that an annotation stands in: heading, tag.
fn groups(
    model: &Model,
    order: Order,
    document: &str,
    annotation: &Annotation,
    article: usize,
) -> Vec<(String, Option<String>)> {
    let lang = model.face.words.lang();
    let codebook = &model.desk.book.codebook;
    match order {
        Order::Article => {
            let article = if article == usize::MAX { 0 } else { article };
            vec![(model.shelf.heading(document, article), None)]
        }
        Order::Tag => {
            let mut keys: Vec<String> = annotation.tags.iter().map(|tag| codebook.resolve(tag).to_owned()).collect();
            keys.dedup();
            if keys.is_empty() {
                return vec![(model.say("plain-highlight"), None)];
            }
            keys.into_iter().map(|key| (codebook.path(&key, lang), Some(key))).collect()
        }
        Order::Coder => vec![(annotation.coder.clone(), None)],
        Order::Day => vec![(first_chars(&annotation.modified.to_string(), 10).to_owned(), None)],
    }
}

/// Groups passages otherwise.
pub fn sort(passages: &mut Passages, model: &mut Model, order: Order) {
    passages.order = order;
    passages.place = Place::default();
    list(passages, model);
}

/// Shows more context, or less.
pub fn context(passages: &mut Passages, more: bool) {
    let at = CONTEXT.iter().position(|n| *n >= passages.context).unwrap_or(0);
    let to = if more { at + 1 } else { at.saturating_sub(1) };
    passages.context = CONTEXT.get(to).copied().unwrap_or(passages.context);
}

/// Filters by what is in the field now.
pub fn typed(passages: &mut Passages, model: &mut Model, filter: &str) {
    filter.clone_into(&mut passages.filter);
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
        if rest.w >= 110 { rest.split_right(rest.w * 36 / 100) } else { (rest, Area::default()) }
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

    fn let_go(&mut self) -> bool {
        !std::mem::take(&mut self.marked).is_empty()
    }

    fn subjects(&self, model: &mut Model) -> Vec<Subject> {
        acts::subjects(self, model)
    }

    fn text(&self, model: &Model) -> String {
        acts::text(self, model)
    }

    fn shown(&self, _: &Model) -> Option<Shown> {
        let ticked = !self.marked.is_empty();
        let listed = || self.entries.iter().map(|entry| entry.listed.id).collect();
        Some(Shown { ids: if ticked { self.marked.clone() } else { listed() }, book: None, ticked })
    }

    fn hints(&self, _: &Model) -> &'static str {
        "hints-passages"
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        draw::draw(self, model, paint)
    }
}

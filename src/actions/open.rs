//! Opening documents and articles, and going to places in them.

use crate::actions::layers::{laid, reopen};
use crate::actions::{finding, former, marks, progress};
use crate::error::Error;
use crate::input::key::Key;
use crate::state::Model;
use crate::state::effect::{Effect, Work};
use crate::state::reader::{FIRST, LAST};
use crate::state::view::Focus;
use crate::text::{BlockId, Document, Kind, View};
use crate::units::{Byte, Char};
use std::sync::Arc;

/// Opens a document at an article, or at its first.
pub fn document(model: &mut Model, path: &str, article: Option<usize>, arrive: Option<Byte>) {
    let open = model.reader.document.as_deref().is_some_and(|document| &*document.path == path);
    if open {
        let article = article.unwrap_or(model.reader.article);
        show(model, article, arrive);
        return;
    }
    let reader = &mut model.reader;
    reader.generation += 1;
    reader.wanted = Some(path.to_owned());
    reader.error = None;
    reader.opening = true;
    reader.arrive = arrive;
    reader.come = None;
    reader.article = article.unwrap_or(FIRST);
    let generation = reader.generation;
    let encoding = model.project.encoding(path);
    model.ask(Effect::Work(Work::Open(generation, path.to_owned(), encoding)));
}

/// A document was opened: its head, or the whole in place of the head. Returns the keys that have waited for it.
#[must_use]
pub fn opened(model: &mut Model, generation: u64, result: Result<Arc<Document>, Error>) -> Vec<Key> {
    if generation != model.reader.generation {
        return Vec::new();
    }
    if result.as_ref().is_ok_and(|document| !document.whole && is_behind(model, document)) {
        return Vec::new();
    }
    model.reader.opening = false;
    shown(model, result);
    std::mem::take(&mut model.reader.keys_waiting)
}

/// Tells whether what is to be shown lies behind the head of a document: the whole is on its way.
fn is_behind(model: &Model, head: &Document) -> bool {
    let (wanted, known) = (model.reader.article, head.structure.articles.len());
    let article = wanted != FIRST && wanted > known.max(1);
    model.reader.arrive.map_or(article, |at| at.0 >= head.text.len()) || model.reader.come.is_some()
}

fn shown(model: &mut Model, result: Result<Arc<Document>, Error>) {
    let document = match result {
        Ok(document) => document,
        Err(error) => {
            model.alarm(&error);
            model.reader.error = Some(error);
            model.reader.document = None;
            model.reader.lines.clear();
            // Its row is the open one all the same: that is where the sentence comes from.
            if let Some(path) = model.reader.wanted.clone() {
                model.shelf.show(&path, 0);
            }
            return;
        }
    };
    // The store may have said what the encoding is only while the file was being read.
    let settled = model.project.encoding(&document.path);
    if settled.is_some_and(|settled| !settled.is(document.encoding)) && document.whole {
        let path = document.path.to_string();
        reopen(model, &path);
        return;
    }
    let document = laid(model, &document).unwrap_or(document);
    let swap = model.reader.document.as_deref().is_some_and(|old| old.path == document.path && !old.whole);
    let remarks = document.remarks.clone();
    let of_former = Arc::clone(&document);
    model.shelf.opened(&document, model.project.book.of(&document.path));
    if swap {
        // Positions in the head are those of the whole: cursor and top stay.
        model.reader.document = Some(document);
        model.reader.refresh();
        if let Some(at) = come(model) {
            show_at(model, at);
        }
    } else {
        let wanted = model.reader.article;
        model.reader.document = Some(Arc::clone(&document));
        let first = usize::from(!document.structure.articles.is_empty());
        let article = match wanted {
            LAST => document.structure.articles.len(),
            wanted if wanted <= document.structure.articles.len() => wanted,
            _ => first,
        };
        let arrive = model.reader.arrive.take().or_else(|| come(model));
        show(model, arrive.map_or(article, |at| document.article_at(at)), arrive);
    }
    marks::place_marks(model);
    finding::again(model);
    let of_articles = former::told(model, &of_former);
    let lost = model.project.lost();
    let words = &model.face.words;
    let lost = (lost > 0).then(|| words.fill("notice-lost", &[("count", lost.to_string())]));
    let read = remarks.iter().map(|remark| words.fill(remark.words, &remark.blanks));
    let told: Vec<String> = lost.into_iter().chain(of_articles).chain(read).collect();
    if !told.is_empty() {
        // What had it read anew is not said again; of a head the same was said.
        let before = model.status.message.take().filter(|_| !swap);
        let all: Vec<String> = before.into_iter().chain(told).collect();
        model.status.say(all.join("  "), false);
    }
}

/// Returns where one was to go as soon as all of the document is there, unless one has gone elsewhere meanwhile.
fn come(model: &mut Model) -> Option<Byte> {
    let document = model.reader.document.as_deref().filter(|document| document.whole)?;
    let (at, from) = model.reader.come.take()?;
    let at = document.offsets().byte(&document.text, at)?;
    (model.reader.cursor == from).then_some(at)
}

fn show_at(model: &mut Model, at: Byte) {
    let article = model.reader.document.as_deref().map_or(0, |document| document.article_at(at));
    show(model, article, Some(at));
}

/// Shows an article of the open document.
pub fn show(model: &mut Model, article: usize, arrive: Option<Byte>) {
    let Some(document) = model.reader.document.clone() else { return };
    let printed = document.structure.view == View::Printed;
    let first = |article: usize| {
        let order = document.structure.article(article)?.blocks.first()?;
        Some(document.structure.block(*order)?.start())
    };
    // The page as printed is one run of lines: an article is a place in it.
    let (article, arrive) = if printed { (0, arrive.or_else(|| first(article))) } else { (article, arrive) };
    // A page whose every block belongs to an article has nothing to read of its own.
    let empty = article == 0 && document.structure.reading_order(0).is_empty();
    let article = if empty { 1.min(document.structure.articles.len()) } else { article };
    if model.reader.article != article || model.reader.lines.is_empty() || arrive.is_none() {
        model.reader.reset();
        model.reader.article = article;
        model.project.lit = None;
    }
    // An article that was read in is gone on with.
    let left = model.shelf.visited.get(&(document.path.to_string(), article)).copied();
    // The file may have changed since.
    let stands = |at: &Byte| document.text.is_char_boundary(at.0) && at.0 < document.text.len();
    let left = left.filter(|at| stands(at) && document.article_at(*at) == article && !printed);
    let at = arrive.or(left).or_else(|| beginning(&document, article)).unwrap_or_default();
    model.reader.go(at);
    model.shelf.show(&document.path, article);
    progress::refresh(model);
}

/// Blocks that may stand above the first sentence of an article, so that all of them are still to be seen.
const ABOVE: usize = 6;

/// Returns where the cursor stands in an article that nobody has read in: below its headline, at the first sentence of
/// its text. What is selected first is then the text; the headline is a step up.
pub fn beginning(document: &Document, article: usize) -> Option<Byte> {
    let structure = &document.structure;
    let order = structure.reading_order(article);
    let block = |id: &BlockId| structure.block(*id);
    let mut headed = order.iter().take(ABOVE + 1).filter_map(block);
    let text = headed.by_ref().any(|block| block.kind == Kind::Title).then(|| headed.find(|b| b.kind == Kind::Body));
    let first = || order.first().and_then(block);
    text.flatten().filter(|_| article > 0).or_else(first).map(|block| block.start() + block.markup)
}

/// Goes to a position of a document.
pub fn go_to(model: &mut Model, path: &str, at: Byte) {
    let here = model.reader.document.as_deref().filter(|document| &*document.path == path).map(|d| d.article_at(at));
    model.reader.selection = None;
    model.project.lit = None;
    document(model, path, here, Some(at));
}

/// Goes to a position given in code points; what is not there yet is opened, and gone to as soon as all of it is.
pub fn go_to_char(model: &mut Model, path: &str, at: Char) {
    let open = model.reader.document.clone().filter(|document| &*document.path == path);
    let whole = open.as_ref().filter(|document| document.whole);
    match whole.and_then(|document| document.offsets().byte(&document.text, at)) {
        Some(byte) => go_to(model, path, byte),
        None => {
            document(model, path, None, None);
            model.reader.come = Some((at, model.reader.cursor));
        }
    }
}

/// Returns the article before or behind the open one: its document and number.
fn neighbour(model: &Model, forward: bool) -> Option<(String, usize)> {
    // One leads on from a file that cannot be read, too.
    let path = match model.reader.document.as_deref() {
        Some(document) => {
            let here = model.reader.article;
            if forward && here < document.structure.articles.len() {
                return Some((document.path.to_string(), here + 1));
            }
            if !forward && (here > 1 || here == 1 && has_page(document)) {
                return Some((document.path.to_string(), here - 1));
            }
            document.path.to_string()
        }
        None => model.reader.error.as_ref().and(model.reader.wanted.clone())?,
    };
    let place = model.shelf.place(&path)?;
    let next = if forward { place + 1 } else { place.checked_sub(1)? };
    let other = model.shelf.documents.get(next)?;
    // How many there are may not be known of a closed one.
    Some((other.path.clone(), if forward { 1 } else { LAST }))
}

/// Tells whether a document has lines of its own, which belong to no article, and they are read apart.
fn has_page(document: &Document) -> bool {
    document.structure.view != View::Printed && document.structure.own() > 0
}

/// Goes from the first article to the document's own page. Tells whether there is one.
pub fn own_page(model: &mut Model) -> bool {
    let document = model.reader.document.as_deref().filter(|_| model.reader.article == 1);
    let found = document.is_some_and(has_page);
    if found {
        show(model, 0, None);
    }
    found
}

fn step(model: &mut Model, forward: bool) {
    let head = model.reader.document.as_deref().filter(|document| forward && !document.whole);
    if head.is_some_and(|head| model.reader.article >= head.structure.articles.len()) {
        return model.notice("notice-still-reading");
    }
    match neighbour(model, forward) {
        Some((path, article)) => {
            model.leave();
            model.project.lit = None;
            document(model, &path, Some(article), None);
        }
        None => model.notice(if forward { "notice-last-article" } else { "notice-first-article" }),
    }
}

/// Opens the next article, of the next document if need be.
pub fn next_article(model: &mut Model) {
    step(model, true);
}

/// Opens the previous article.
pub fn previous_article(model: &mut Model) {
    step(model, false);
}

/// Names the next article: a further page down goes there.
pub fn tell_next(model: &mut Model) {
    let Some((path, article)) = neighbour(model, true) else {
        model.notice("notice-last-article");
        return;
    };
    let title = model.shelf.title(&path, article);
    model.notice_with("notice-next-article", &[("title", title)]);
    model.reader.end_told = true;
}

/// Opens the first document, or says that there is none.
pub fn first(model: &mut Model, path: Option<&str>) {
    let path = path.map(str::to_owned).or_else(|| model.shelf.documents.first().map(|d| d.path.clone()));
    model.screen.focus = Focus::Text;
    if let Some(path) = path {
        document(model, &path, Some(1), None);
    }
}

/// Brings the open document up to date: what is settled about it has changed, or how it is to be read. The
/// cursor stays on its character, and its row on the screen.
pub fn renew(model: &mut Model) {
    let Some(document) = model.reader.document.clone().filter(|document| document.whole) else { return };
    let settled = model.project.encoding(&document.path);
    let same = settled.is_none_or(|settled| settled.is(document.encoding));
    if !same || settled.is_some() != document.told {
        reopen(model, &document.path);
        return;
    }
    let Some(new) = laid(model, &document) else { return };
    let cursor = model.reader.cursor;
    let row = model.reader.visible_row(cursor).unwrap_or(0);
    model.shelf.opened(&new, model.project.book.of(&new.path));
    let article = new.article_at(cursor);
    model.reader.document = Some(new);
    model.reader.refresh();
    show(model, article, Some(cursor));
    if let Some(anchor) = model.reader.anchor(cursor) {
        let top = model.reader.galley().map(|mut galley| galley.step(anchor, -(row as isize)).0);
        model.reader.top = top.unwrap_or_default();
    }
    finding::again(model);
}

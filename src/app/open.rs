//! Opening documents and articles, and going to places in them.

use super::screen::Focus;
use super::{App, Effect, Work, desk, keys, layers, search};
use crate::error::Error;
use crate::text::{Document, View};
use crate::units::{Byte, Char};
use std::sync::Arc;

/// Opens a document at an article, or at its first.
pub fn document(app: &mut App, path: &str, article: Option<usize>, arrive: Option<Byte>) {
    let open = app.reader.document.as_deref().is_some_and(|document| &*document.path == path);
    if open {
        let article = article.unwrap_or(app.reader.article);
        show(app, article, arrive);
        return;
    }
    let reader = &mut app.reader;
    reader.generation += 1;
    reader.wanted = Some(path.to_owned());
    reader.error = None;
    reader.opening = true;
    reader.arrive = arrive;
    reader.article = article.unwrap_or(usize::MAX);
    let generation = reader.generation;
    let encoding = app.desk.encoding(path);
    app.ask(Effect::Work(Work::Open(generation, path.to_owned(), encoding)));
}

/// A document was opened: its head, or the whole in place of the head.
pub fn opened(app: &mut App, generation: u64, result: Result<Arc<Document>, Error>) {
    if generation != app.reader.generation {
        return;
    }
    app.reader.opening = false;
    shown(app, result);
    for key in std::mem::take(&mut app.reader.held) {
        keys::answer(app, key);
    }
}

fn shown(app: &mut App, result: Result<Arc<Document>, Error>) {
    let document = match result {
        Ok(document) => document,
        Err(error) => {
            app.alarm(&error);
            app.reader.error = Some(error);
            app.reader.document = None;
            app.reader.lines.clear();
            // Its row is the open one all the same: that is where the sentence comes from.
            if let Some(path) = app.reader.wanted.clone() {
                app.shelf.show(&path, 0);
            }
            return;
        }
    };
    // The store may have said what the encoding is only while the file was being read.
    let settled = app.desk.encoding(&document.path);
    if settled.is_some_and(|settled| !settled.is(document.encoding)) && document.whole {
        let path = document.path.to_string();
        layers::reopen(app, &path);
        return;
    }
    let document = layers::laid(app, &document).unwrap_or(document);
    let swap = app.reader.document.as_deref().is_some_and(|old| old.path == document.path && !old.whole);
    let (bad, mixed) = (document.bad, document.encoding.is_mixed().then(|| document.encoding.name()));
    app.shelf.opened(&document, app.desk.book.of(&document.path));
    if swap {
        // Positions in the head are those of the whole: cursor and top stay.
        app.reader.document = Some(document);
        app.reader.refresh();
    } else {
        let wanted = app.reader.article;
        app.reader.document = Some(Arc::clone(&document));
        let first = usize::from(!document.structure.articles.is_empty());
        let article = if wanted <= document.structure.articles.len() { wanted } else { first };
        let arrive = app.reader.arrive.take();
        show(app, arrive.map_or(article, |at| document.article_at(at)), arrive);
    }
    desk::remark(app);
    search::again(app);
    let lost = app.desk.lost();
    let words = &app.face.words;
    let counted = |key, count: usize| (count > 0).then(|| words.fill(key, &[("count", count.to_string())]));
    let told = [
        counted("notice-lost", lost),
        mixed.map(|name| words.fill("notice-mixed", &[("name", name)])),
        counted("notice-undecodable", bad),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    if !told.is_empty() {
        // What had it read anew is not said again; of a head the same was said.
        let before = app.status.message.take().filter(|_| !swap);
        let all: Vec<String> = before.into_iter().chain(told).collect();
        app.status.say(all.join("  "), false);
    }
}

/// Shows an article of the open document.
pub fn show(app: &mut App, article: usize, arrive: Option<Byte>) {
    let Some(document) = app.reader.document.clone() else { return };
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
    if app.reader.article != article || app.reader.lines.is_empty() || arrive.is_none() {
        app.reader.reset();
        app.reader.article = article;
        app.desk.lit = None;
    }
    let first = document.structure.reading_order(article).first().and_then(|id| document.structure.block(*id));
    let markup = first.map_or(0, |block| block.markup);
    // An article that was read in is gone on with.
    let left = app.shelf.visited.get(&(document.path.to_string(), article)).copied();
    // The file may have changed since.
    let stands = |at: &Byte| document.text.is_char_boundary(at.0) && at.0 < document.text.len();
    let left = left.filter(|at| stands(at) && document.article_at(*at) == article && !printed);
    let at = arrive.or(left).or_else(|| first.map(|block| block.start() + markup)).unwrap_or_default();
    app.reader.go(at);
    app.shelf.show(&document.path, article);
    super::progress::relist(app);
}

/// Goes to a position of a document.
pub fn go_to(app: &mut App, path: &str, at: Byte) {
    let here = app.reader.document.as_deref().filter(|document| &*document.path == path).map(|d| d.article_at(at));
    app.reader.selection = None;
    app.desk.lit = None;
    document(app, path, here, Some(at));
}

/// Goes to a position given in code points, if its document is open; else opens the document.
pub fn go_to_char(app: &mut App, path: &str, at: Char) {
    let open = app.reader.document.clone().filter(|document| &*document.path == path);
    match open.and_then(|document| document.offsets().byte(&document.text, at)) {
        Some(byte) => go_to(app, path, byte),
        None => document(app, path, None, None),
    }
}

/// Returns the article before or behind the open one: its document and number.
fn neighbour(app: &App, forward: bool) -> Option<(String, usize)> {
    // One leads on from a file that cannot be read, too.
    let path = match app.reader.document.as_deref() {
        Some(document) => {
            let here = app.reader.article;
            if forward && here < document.structure.articles.len() {
                return Some((document.path.to_string(), here + 1));
            }
            if !forward && (here > 1 || here == 1 && has_page(document)) {
                return Some((document.path.to_string(), here - 1));
            }
            document.path.to_string()
        }
        None => app.reader.error.as_ref().and(app.reader.wanted.clone())?,
    };
    let place = app.shelf.place(&path)?;
    let next = if forward { place + 1 } else { place.checked_sub(1)? };
    let other = app.shelf.documents.get(next)?;
    let last = other.titles().len().max(1);
    Some((other.path.clone(), if forward { 1 } else { last }))
}

/// Tells whether a document has lines of its own, which belong to no article, and they are read apart.
fn has_page(document: &Document) -> bool {
    document.structure.view != View::Printed && document.structure.own() > 0
}

/// Goes from the first article to the document's own page. Tells whether there is one.
pub fn own_page(app: &mut App) -> bool {
    let document = app.reader.document.as_deref().filter(|_| app.reader.article == 1);
    let found = document.is_some_and(has_page);
    if found {
        show(app, 0, None);
    }
    found
}

fn step(app: &mut App, forward: bool) {
    match neighbour(app, forward) {
        Some((path, article)) => {
            super::motion::leave(app);
            app.desk.lit = None;
            document(app, &path, Some(article), None);
        }
        None => app.notice(if forward { "notice-last-article" } else { "notice-first-article" }),
    }
}

/// Opens the next article, of the next document if need be.
pub fn next_article(app: &mut App) {
    step(app, true);
}

/// Opens the previous article.
pub fn previous_article(app: &mut App) {
    step(app, false);
}

/// Names the next article: a further page down goes there.
pub fn tell_next(app: &mut App) {
    let Some((path, article)) = neighbour(app, true) else {
        app.notice("notice-last-article");
        return;
    };
    let title = app.shelf.title(&path, article);
    app.notice_with("notice-next-article", &[("title", title)]);
    app.reader.end_told = true;
}

/// Opens the first document, or says that there is none.
pub fn first(app: &mut App, path: Option<&str>) {
    let path = path.map(str::to_owned).or_else(|| app.shelf.documents.first().map(|d| d.path.clone()));
    app.screen.focus = Focus::Text;
    if let Some(path) = path {
        document(app, &path, Some(1), None);
    }
}

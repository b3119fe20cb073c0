//! What lies over the open document's text (corrections, errata, the order it is read in), kept up to date.

use super::saving::{self, ENCODING};
use super::{App, Effect, Work, desk, looking, open, search, subject};
use crate::annotation::{Change, Edit, Override, What, layers};
use crate::text::{Document, Encoding, View};
use std::sync::Arc;

/// Returns the order that is asked for.
fn view(app: &App) -> View {
    match (app.reader.printed, app.reader.asides_last) {
        (true, _) => View::Printed,
        (_, true) => View::AsidesLast,
        _ => View::Reading,
    }
}

/// Returns the document with the layers that belong over it, if they are not there yet.
pub fn laid(app: &App, document: &Document) -> Option<Arc<Document>> {
    let mut layers = layers(app.desk.book.overrides(&document.path), document, view(app));
    if layers.view == View::Printed {
        layers.errata.clear();
    }
    (document.whole && *document.layers() != layers).then(|| Arc::new(document.with(layers)))
}

/// Brings the open document up to date: what is settled about it has changed, or how it is to be read. The
/// cursor stays on its character, and its row on the screen.
pub fn renew(app: &mut App) {
    let Some(document) = app.reader.document.clone().filter(|document| document.whole) else { return };
    let settled = app.desk.encoding(&document.path);
    let same = settled.is_none_or(|settled| settled.is(document.encoding));
    if !same || settled.is_some() != document.told {
        reopen(app, &document.path);
        return;
    }
    let Some(new) = laid(app, &document) else { return };
    let cursor = app.reader.cursor;
    let row = app.reader.visible_row(cursor).unwrap_or(0);
    app.shelf.opened(&new, app.desk.book.of(&new.path));
    let article = new.article_at(cursor);
    app.reader.document = Some(new);
    app.reader.refresh();
    open::show(app, article, Some(cursor));
    if let Some(anchor) = app.reader.anchor(cursor) {
        let top = app.reader.galley().map(|mut galley| galley.step(anchor, -(row as isize)).0);
        app.reader.top = top.unwrap_or_default();
    }
    search::again(app);
}

/// Reads the open document anew, in the encoding that is settled now.
pub fn reopen(app: &mut App, path: &str) {
    let reader = &mut app.reader;
    reader.generation += 1;
    reader.opening = true;
    reader.document = None;
    reader.article = usize::MAX;
    let generation = reader.generation;
    let encoding = app.desk.encoding(path);
    app.ask(Effect::Work(Work::Open(generation, path.to_owned(), encoding)));
}

/// Settles the encoding of a document, or has its bytes speak again. Nothing needs to be known for that: neither who
/// annotates nor where annotations are kept.
pub fn settle(app: &mut App, path: &str, encoding: Option<Encoding>) {
    let shown = &mut app.desk;
    let looked = looking::look_no_more(&mut shown.told, &mut shown.looked, &mut shown.book, path);
    let known = app.desk.book.overrides(path).iter().find(|o| matches!(o.what, What::Encoding(_))).cloned();
    let (id, now) = (app.desk.ids.make(app.now), subject::seconds(app));
    let after = encoding.map(|encoding| Override::encoding(encoding, known.as_ref(), id, now));
    let Some(id) = after.as_ref().or(known.as_ref()).map(|o| o.id) else {
        let name = app.reader.document.as_deref().map_or_else(String::new, |document| document.encoding.name());
        app.notice_with("notice-encoding", &[("name", name)]);
        if looked {
            reopen(app, path);
        }
        return;
    };
    desk::again(app, Edit { label: ENCODING, at: None, changes: vec![Change::settled(path, id, known, after)] });
    saving::compare(app, vec![path.to_owned()]);
    if app.reader.document.is_none() && !app.reader.opening {
        reopen(app, path);
    }
    if let Some(encoding) = encoding.filter(|_| app.desk.store == desk::Store::Nowhere) {
        app.notice_with("notice-encoding-loose", &[("name", encoding.name())]);
    }
}

/// Has the segmenter know the terms of the library.
pub fn terms_changed(app: &mut App) {
    let terms = app.desk.book.terms.iter().map(String::as_str);
    app.reader.segmenter = app.reader.segmenter.with_terms(terms);
}

//! What lies over the open document: corrections, errata, the order it is read in.

use crate::annotation::layers;
use crate::state::Model;
use crate::state::effect::{Effect, Work};
use crate::state::reader::FIRST;
use crate::text::{Document, View};
use std::sync::Arc;

/// Returns the order that is asked for.
pub fn view(model: &Model) -> View {
    match (model.reader.printed, model.reader.asides_last) {
        (true, _) => View::Printed,
        (_, true) => View::AsidesLast,
        _ => View::Reading,
    }
}

/// Returns the document with the layers that belong over it, if they are not there yet.
pub fn laid(model: &Model, document: &Document) -> Option<Arc<Document>> {
    let mut layers = layers(&model.project.overrides(&document.path), document, view(model));
    if layers.view == View::Printed {
        layers.errata.clear();
    }
    (document.whole && *document.layers() != layers).then(|| Arc::new(document.with(layers)))
}

/// Reads the open document anew, in the encoding that is settled now.
pub fn reopen(model: &mut Model, path: &str) {
    let reader = &mut model.reader;
    reader.generation += 1;
    reader.opening = true;
    reader.document = None;
    reader.article = FIRST;
    let generation = reader.generation;
    let encoding = model.project.encoding(path);
    model.ask(Effect::Work(Work::Open(generation, path.to_owned(), encoding)));
}

/// Has the segmenter know the terms of the library, and how far to cut.
pub fn cut_anew(model: &mut Model) {
    let terms = model.project.book.terms.iter().map(String::as_str);
    model.reader.segmenter = model.reader.segmenter.with_terms(terms).with_fine(model.face.settings.fine());
}

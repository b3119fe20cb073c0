//! What is not known of documents yet, and is to be found out.

use super::super::{App, Effect, Work};
use super::{Item, Shelf, Unsurveyed};
use crate::annotation::{Annotation, OMITTED};

impl Shelf {
    /// Returns the words of an annotation of a document as they are read.
    pub fn words(&self, document: &str, annotation: &Annotation) -> String {
        let unknown = || annotation.quotation.exact.join(OMITTED);
        self.survey(document).map_or_else(unknown, |survey| survey.words(annotation))
    }
}

/// Has documents surveyed of which it is not known how they stand.
pub fn survey(app: &mut App, wanted: impl IntoIterator<Item = usize>) {
    let mut ask = Vec::new();
    for n in wanted {
        if let Some(item) = app.shelf.documents.get_mut(n).filter(|item| !item.asked) {
            item.asked = true;
            app.shelf.waiting += usize::from(item.survey.is_none());
            let (overrides, annotations) = (app.desk.book.overrides(&item.path), app.desk.book.of(&item.path));
            ask.push(Unsurveyed {
                number: n,
                path: item.path.clone(),
                overrides: overrides.to_vec(),
                annotations: annotations.to_vec(),
            });
        }
    }
    if !ask.is_empty() {
        app.ask(Effect::Work(Work::Survey(ask)));
    }
}

/// Has every document surveyed that has annotations.
pub fn survey_annotated(app: &mut App) {
    let annotated = |item: &Item| !app.desk.book.of(&item.path).is_empty();
    let wanted: Vec<usize> =
        (0..).zip(&app.shelf.documents).filter(|(_, item)| annotated(item)).map(|(n, _)| n).collect();
    survey(app, wanted);
}

/// Documents that are surveyed together when all of a library are: others wait no longer than for these.
const TOGETHER: usize = 64;

/// Tells whether surveys are still to come.
pub fn waits(app: &App) -> bool {
    app.shelf.waiting > 0
}

/// Has the documents surveyed that were not yet, some at a time: the next when those before are there. Returns how many
/// are known, of all.
pub fn survey_rest(app: &mut App) -> (usize, usize) {
    let (known, all) = (app.shelf.known, app.shelf.documents.len());
    if !waits(app) && known < all {
        let rest = (0..).zip(&app.shelf.documents).filter(|(_, item)| item.survey.is_none()).map(|(n, _)| n);
        let rest: Vec<usize> = rest.take(TOGETHER).collect();
        survey(app, rest);
    }
    (known, all)
}

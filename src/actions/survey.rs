//! Documents are surveyed: those to be seen, those that are annotated, the rest.

use crate::state::Model;
use crate::state::effect::{Effect, Unsurveyed, Work};
use crate::state::shelf::Item;

/// Has documents surveyed of which it is not known how they stand.
pub fn survey(model: &mut Model, wanted: impl IntoIterator<Item = usize>) {
    let mut ask = Vec::new();
    for n in wanted {
        if let Some(item) = model.shelf.documents.get_mut(n).filter(|item| !item.asked) {
            item.asked = true;
            model.shelf.waiting += usize::from(item.survey.is_none());
            ask.push(Unsurveyed {
                number: n,
                path: item.path.clone(),
                overrides: model.project.overrides(&item.path),
                annotations: model.project.book.snapshot(&item.path),
                whole: false,
            });
        }
    }
    if !ask.is_empty() {
        model.ask(Effect::Work(Work::Survey(ask)));
    }
}

/// Has the next of some documents surveyed as a whole of which only the head is known: so its chapters are counted. It is
/// one at a time, when nothing else is to be surveyed: whoever opens a document is not to wait for these.
pub fn survey_whole(model: &mut Model, seen: impl IntoIterator<Item = usize>) {
    if model.shelf.waiting > 0 || model.shelf.counting.is_some() || model.reader.opening {
        return;
    }
    let known = |n: &usize| model.shelf.documents.get(*n).is_some_and(Item::is_head);
    let Some(number) = seen.into_iter().find(known) else { return };
    let Some(item) = model.shelf.documents.get_mut(number) else { return };
    item.counted = true;
    let path = item.path.clone();
    model.shelf.counting = Some(number);
    let (overrides, annotations) = (model.project.book.overrides(&path).to_vec(), model.project.book.snapshot(&path));
    model.ask(Effect::Work(Work::Survey(vec![Unsurveyed { number, path, overrides, annotations, whole: true }])));
}

/// Has every document surveyed that has annotations.
pub fn survey_annotated(model: &mut Model) {
    let annotated = |item: &Item| !model.project.book.of(&item.path).is_empty();
    let wanted: Vec<usize> =
        (0..).zip(&model.shelf.documents).filter(|(_, item)| annotated(item)).map(|(n, _)| n).collect();
    survey(model, wanted);
}

/// Documents that are surveyed together when all of a library are: others wait no longer than for these.
const TOGETHER: usize = 64;

/// Tells whether surveys are still to come.
pub fn waits(model: &Model) -> bool {
    model.shelf.waiting > 0
}

/// Has the documents surveyed that were not yet, some at a time: the next when those before are there. Returns how many
/// are known, of all.
pub fn survey_rest(model: &mut Model) -> (usize, usize) {
    let (known, all) = (model.shelf.known, model.shelf.documents.len());
    if !waits(model) && known < all {
        let rest = (0..).zip(&model.shelf.documents).filter(|(_, item)| item.survey.is_none()).map(|(n, _)| n);
        let rest: Vec<usize> = rest.take(TOGETHER).collect();
        survey(model, rest);
    }
    (known, all)
}

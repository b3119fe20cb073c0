//! What was said of articles when the text was read otherwise is told once, where it does not go on by itself.

use crate::annotation::articles::former::Former;
use crate::state::Model;
use crate::text::Document;

/// Returns what is to be said of a document that is open, if it was not said before: how many articles are not found of
/// which something is kept, and how many have something of several.
pub fn told(model: &mut Model, document: &Document) -> Vec<String> {
    let Some(survey) = model.shelf.survey(&document.path).filter(|_| document.whole) else { return Vec::new() };
    let Former { lost, met } =
        Former::of(&model.project.book, document, &survey.articles, Some(model.project.coder.name()));
    let words = &model.face.words;
    let say = |key, count: usize| (count > 0).then(|| words.fill(key, &[("count", count.to_string())]));
    let told = [say("notice-articles-lost", lost.len()), say("notice-articles-met", met.len())];
    let told: Vec<String> = told.into_iter().flatten().collect();
    if told.is_empty() || !model.shelf.told.insert(document.path.to_string()) {
        return Vec::new();
    }
    told
}

/// Says it of the open document, behind what is said already.
pub fn tell(model: &mut Model) {
    let Some(document) = model.reader.document.clone() else { return };
    let told = told(model, &document);
    if !told.is_empty() {
        let before = model.status.message.take();
        model.status.say(before.into_iter().chain(told).collect::<Vec<_>>().join("  "), model.status.alarm);
    }
}

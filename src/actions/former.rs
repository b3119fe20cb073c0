//! What was said of articles when the text was read otherwise is told once, where it does not go on by itself.

use crate::annotation::former::Former;
use crate::state::Model;
use crate::text::Document;

/// Returns what is to be said when a document is opened for the first time: how many articles are not found of which
/// something is kept, and how many have something of several.
pub fn told(model: &mut Model, document: &Document) -> Vec<String> {
    if !document.whole || !model.project.read || !model.shelf.told.insert(document.path.to_string()) {
        return Vec::new();
    }
    let Former { lost, met } = Former::of(&model.project.book, document, Some(model.project.coder.name()));
    let words = &model.face.words;
    let say = |key, count: usize| (count > 0).then(|| words.fill(key, &[("count", count.to_string())]));
    [say("notice-articles-lost", lost.len()), say("notice-articles-met", met.len())].into_iter().flatten().collect()
}

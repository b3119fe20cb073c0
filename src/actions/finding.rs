//! The hits of the search in the open document.

use crate::state::Model;
use crate::state::effect::{Effect, Work};
use crate::text::search::{Hit, Pattern};
use std::sync::Arc;

/// Texts of up to so many bytes are searched between two keys; longer ones by a worker.
const AT_ONCE: usize = 1 << 20;

/// Searches the open document for what is searched for. Returns what is found at once: that is where the next key expects
/// it; the rest a worker finds.
pub fn look(model: &mut Model) -> Option<Vec<Hit>> {
    model.search.generation += 1;
    model.search.shown = true;
    let document = model.reader.document.clone()?;
    let pattern = Pattern::new(&model.search.needle, model.search.mode());
    match pattern.map(|pattern| pattern.with_words(&model.reader.segmenter)) {
        Ok(pattern) if document.text.len() <= AT_ONCE => return Some(pattern.find(&document)),
        Ok(pattern) => {
            let work = Work::Search(model.search.generation, Arc::clone(&document), pattern);
            model.ask(Effect::Work(work));
        }
        Err(error) => model.alarm(&error),
    }
    None
}

/// Takes hits of the open document, those of an article and a block together.
pub fn take(model: &mut Model, mut hits: Vec<Hit>) {
    let Some(document) = model.reader.document.clone() else { return };
    let article = |hit: &Hit| document.structure.block(hit.block).map_or(0, |block| block.article);
    hits.sort_by_key(|hit| (article(hit), hit.block, hit.range.start));
    model.search.set(hits);
}

/// Searches the document that was just opened, if a search is on.
pub fn again(model: &mut Model) {
    model.search.set(Vec::new());
    if model.search.shown && !model.search.needle.trim().is_empty() {
        model.search.moves = false;
        if let Some(hits) = look(model) {
            take(model, hits);
        }
    }
}

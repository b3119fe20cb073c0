//! Search in the open document, as one types.

use crate::actions::{finding, open};
use crate::state::Model;
use crate::text::decode::one_line;
use crate::text::search::Hit;
use crate::units::Byte;

fn start_of(hit: &Hit) -> Byte {
    hit.spans.first().map_or(Byte(0), |span| span.start)
}

/// The search is given up: one is where one was.
pub fn given_up(model: &mut Model) {
    model.search.shown = false;
    restore(model);
    model.search.origin = None;
}

/// What was searched for is kept.
pub fn taken(model: &mut Model) {
    model.search.origin = None;
    if model.search.needle.is_empty() {
        model.search.shown = false;
    } else {
        model.search.note();
        tell(model);
    }
}

/// Goes back to where one was when the search began.
fn restore(model: &mut Model) {
    if let Some((cursor, top, article)) = model.search.origin {
        if model.reader.article != article {
            open::show(model, article, Some(cursor));
        }
        model.reader.cursor = cursor;
        model.reader.top = top;
        model.reader.follow = false;
    }
}

/// Searches for what is in the field now.
pub fn typed(model: &mut Model, needle: &str) {
    needle.clone_into(&mut model.search.needle);
    model.search.moves = true;
    ask(model);
}

/// Has the open document searched for what is searched for.
pub fn ask(model: &mut Model) {
    if model.search.needle.trim().is_empty() {
        model.search.generation += 1;
        model.search.shown = true;
        model.search.set(Vec::new());
        return restore(model);
    }
    if let Some(hits) = finding::look(model) {
        arrived(model, hits);
    }
}

/// Hits came: those of the open article are nearest.
pub fn found(model: &mut Model, generation: u64, hits: Vec<Hit>) {
    if generation == model.search.generation {
        arrived(model, hits);
    }
}

fn arrived(model: &mut Model, hits: Vec<Hit>) {
    finding::take(model, hits);
    if std::mem::take(&mut model.search.moves) {
        let from = model.search.origin.map_or(model.reader.cursor, |(cursor, ..)| cursor);
        match nearest(model, from, true, true) {
            Some(n) => go(model, n),
            None => restore(model),
        }
    }
}

/// Returns the next or previous hit from a position, going round at the ends.
pub fn nearest(model: &Model, from: Byte, forward: bool, here_counts: bool) -> Option<usize> {
    let document = model.reader.document.as_deref()?;
    let key = |at: Byte| (document.article_at(at), at);
    let at = key(from);
    let place = |hit: &Hit| key(start_of(hit));
    let hits = &model.search.hits;
    let found = if forward {
        hits.iter().position(|hit| place(hit) > at || (here_counts && place(hit) == at)).or(Some(0))
    } else {
        hits.iter().rposition(|hit| place(hit) < at).or(hits.len().checked_sub(1))
    };
    found.filter(|n| *n < hits.len())
}

/// Goes to a hit.
pub fn go(model: &mut Model, n: usize) {
    let Some((start, document)) = model.search.hits.get(n).map(start_of).zip(model.reader.document.clone()) else {
        return;
    };
    let article = document.article_at(start);
    if article != model.reader.article {
        open::show(model, article, Some(start));
    }
    model.reader.selection = None;
    model.project.lit = None;
    model.reader.goal_column = None;
    model.reader.go(start);
    model.search.here = Some(n);
}

/// Says which hit of how many one is at.
pub fn tell(model: &mut Model) {
    let needle = one_line(&model.search.needle).into_owned();
    match model.search.here {
        Some(n) => {
            let document = model.reader.document.clone();
            let article = |hit: &&Hit| {
                let block = document.as_deref().and_then(|document| document.structure.block(hit.block));
                block.is_some_and(|block| block.article == model.reader.article)
            };
            let here = model.search.hits.iter().filter(article).count().to_string();
            let count = model.search.hits.len().to_string();
            let blanks = [("n", (n + 1).to_string()), ("count", count), ("here", here), ("needle", needle)];
            model.notice_with("notice-hit", &blanks);
        }
        None => model.notice_with("notice-no-hit", &[("needle", needle)]),
    }
}

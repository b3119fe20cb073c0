//! Which of the hits are listed: page after page, as they are asked for and come.

use super::listed::{Hits, PAGE, Sort, place_of, unit_of};
use crate::analysis::Unit;
use crate::state::Model;
use crate::state::effect::{Asked, Effect, Found, Mark, Work};
use crate::text::search::Pattern;
use crate::units::thousands;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Has a worker list hits from a place on: anew, with so many before them, or behind those that are listed.
pub fn list(hits: &mut Hits, model: &mut Model, (from, passed): (Mark, Option<usize>), most: usize) {
    hits.stop.store(true, Ordering::Relaxed);
    hits.stop = Arc::default();
    hits.generation += 1;
    hits.next = None;
    if let Some(passed) = passed {
        hits.first = from;
        hits.clear(passed);
    }
    hits.searching = !hits.needle.trim().is_empty();
    if !hits.searching {
        return;
    }
    let (generation, unit, stop) = (hits.generation, hits.unit, Arc::clone(&hits.stop));
    let pattern = match Pattern::for_many(&hits.needle, model.search.mode()) {
        Ok(pattern) => pattern.with_words(&model.reader.segmenter),
        Err(error) => {
            hits.searching = false;
            return model.alarm(&error);
        }
    };
    let settled = |path: &String| (path.clone(), model.project.overrides(path));
    let documents = model.shelf.documents.iter().map(|item| settled(&item.path)).collect();
    let asked = Asked { pattern, unit, documents, from, most, stop };
    model.ask(Effect::Work(Work::Concordance(generation, Box::new(asked))));
}

/// Lists the hits behind those that are listed. Where these are so many that they give way, nothing may be ticked.
pub fn more(hits: &mut Hits, model: &mut Model) {
    if hits.searching {
        return model.notice("hits-searching");
    }
    let Some(from) = hits.next else { return model.notice("notice-no-more-hits") };
    if hits.is_full() {
        let passed = hits.passed + hits.found.len();
        return match hits.marked.len() {
            0 => list(hits, model, (from, Some(passed)), PAGE),
            count => model.notice_with(STAY, &[("count", thousands(count))]),
        };
    }
    if hits.sort == Sort::Place {
        hits.want = Some(hits.order.len());
    }
    list(hits, model, (from, None), PAGE);
}

/// What is said where rows are ticked: the list stays as long as they are.
const STAY: &str = "notice-rows-stay";

/// One goes by so many rows; tells whether that leads out of what is listed: at the end to what follows, at the start,
/// if all are passed, to the first hit. What is listed gives way only if that is asked for.
pub fn beyond(hits: &mut Hits, model: &mut Model, by: isize) -> bool {
    if by == isize::MIN / 2 && hits.passed > 0 && hits.place.chosen == 0 {
        match hits.marked.len() {
            0 => list(hits, model, ((0, 0), Some(0)), PAGE),
            count => model.notice_with(STAY, &[("count", thousands(count))]),
        }
        return true;
    }
    let goes = by > 0 && hits.has_more() && hits.place.chosen + 1 >= hits.order.len();
    let full = goes && hits.is_full();
    if full {
        model.notice("notice-hits-full");
    } else if goes {
        more(hits, model);
    }
    goes && !full
}

/// Hits came.
pub fn found(hits: &mut Hits, generation: u64, found: Found) {
    if generation != hits.generation {
        return;
    }
    let listed = hits.found.len();
    for hit in found.hits.iter().filter(|hit| !hits.aside.contains(&place_of(hit))) {
        *hits.units.entry(unit_of(hit)).or_default() += 1;
    }
    hits.found.extend(found.hits);
    hits.unread = hits.unread.max(found.unread);
    hits.total = hits.total.max(found.counted).max(hits.passed + hits.found.len());
    (hits.searching, hits.next) = (found.more, found.next);
    if found.more {
        hits.order.extend(listed..hits.found.len());
    } else {
        hits.sorted();
    }
    if let Some(want) = hits.want.filter(|want| *want < hits.order.len()) {
        hits.place.chosen = want;
        hits.want = None;
    }
}

/// Settles what a hit stands for: the sentence, the clause, the paragraph, the words. The same hits are listed again, in
/// the same order, with other units: what was ticked and chosen still is.
pub fn unit(hits: &mut Hits, model: &mut Model, unit: Unit) {
    hits.unit = unit;
    let (chosen, marked) = (hits.place.chosen, std::mem::take(&mut hits.marked));
    let (begins, most) = ((hits.first, Some(hits.passed)), hits.found.len().div_ceil(PAGE).max(1) * PAGE);
    list(hits, model, begins, most);
    (hits.want, hits.marked) = (Some(chosen), marked);
}

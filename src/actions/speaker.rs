//! Who speaks, settled by a person: two names of one speaker are united, a turn is given to another.

use crate::actions::structure::{document, here, make};
use crate::annotation::{Change, Override, Passage, What};
use crate::state::Model;
use crate::text::structure::Turn;
use crate::text::{Block, BlockId, Document};
use std::sync::Arc;

/// Returns the turn at the cursor; says so if there is none.
fn turn(model: &mut Model) -> Option<(Arc<Document>, Turn)> {
    let document = document(model)?;
    let turn = here(model, &document).and_then(|id| document.structure.turn(id)).cloned();
    if turn.is_none() {
        model.notice("notice-no-turn");
    }
    Some((document, turn?))
}

/// Returns the name of the speaker at the cursor as the text has it, whatever it was settled to be.
fn printed(document: &Document, turn: &Turn) -> String {
    let bare = document.with(crate::text::Layers { names: Vec::new(), ..document.layers().clone() });
    bare.structure.turn(turn.blocks.start).map_or_else(String::new, |turn| turn.speaker.clone())
}

/// Settles something in place of what was settled in the same matter.
fn settle(model: &mut Model, document: &Document, at: Passage, what: What, known: Option<Override>) -> Change {
    let (now, id) = (model.seconds(), known.as_ref().map_or_else(|| model.project.ids.make(model.now), |o| o.id));
    let created = known.as_ref().map_or(now, |o| o.created);
    let after = Override { id, at, what, created, modified: now, conflicts: Vec::new() };
    Change::settled(&document.path, id, known, Some(after))
}

/// Calls the speaker at the cursor by a name, in all turns of the document.
pub fn name(model: &mut Model, name: &str) {
    let Some((document, turn)) = turn(model) else { return };
    let of = printed(&document, &turn);
    if name.is_empty() || of.is_empty() {
        model.notice_with("notice-speaker", &[("name", turn.speaker)]);
        return;
    }
    let what = What::Name(of.clone(), name.to_owned());
    let known = model.project.book.overrides(&document.path).iter().find(|o| what.replaces(&o.what)).cloned();
    let change = if of == name {
        known.map(|known| Change::settled(&document.path, known.id, Some(known), None))
    } else {
        Some(settle(model, &document, Passage::default(), what, known))
    };
    let count = document.structure.turns.iter().filter(|other| other.speaker == turn.speaker).count();
    make(model, &document, "edit-speaker", change.into_iter().collect());
    if model.project.pending.is_none() {
        model.notice_with("notice-speaker-named", &[("name", name.to_owned()), ("count", count.to_string())]);
    }
}

/// Gives the turn at the cursor to another speaker.
pub fn of_turn(model: &mut Model, name: &str) {
    let Some((document, turn)) = turn(model) else { return };
    if name.is_empty() {
        model.notice_with("notice-speaker", &[("name", turn.speaker)]);
        return;
    }
    let block = |id: BlockId| document.structure.block(id);
    let Some(first) = block(turn.blocks.start) else { return };
    let inside = |o: &&Override| {
        let placed = o.at.place(&document);
        let stands = |block: &Block| placed.spans.iter().any(|span| block.contains(span.start));
        matches!(o.what, What::Speaker(_)) && turn.blocks.clone().filter_map(block).any(stands)
    };
    let known = model.project.book.overrides(&document.path).iter().find(inside).cloned();
    let at = Passage::of_block(&document, first);
    let change = settle(model, &document, at, What::Speaker(name.to_owned()), known);
    make(model, &document, "edit-speaker", vec![change]);
    if model.project.pending.is_none() {
        model.notice_with("notice-speaker-turn", &[("name", name.to_owned())]);
    }
}

//! The place of an annotation: its ends moved, a new place accepted or found.

use crate::actions::annotate::is_mine;
use crate::actions::likely::why;
use crate::actions::subject::change;
use crate::annotation::{Annotation, Likely, State, candidates, quote};
use crate::panes::text::select;
use crate::popups::choice::Choice;
use crate::state::Model;
use crate::state::reader::{By, Selection};
use crate::state::request::Target;
use crate::text::Flow;
use crate::text::decode::one_line;
use crate::text::offsets::{first_chars, last_chars};
use crate::units::ByteSpan;

/// Makes the lit annotation the selection, or sets the ends that were moved.
pub fn edit_ends(model: &mut Model) {
    if model.reader.selection.is_some_and(|selection| selection.by == By::Ends) {
        put_down(model);
        return;
    }
    let found = model.project.lit.zip(model.project.lit_place()).map(|(id, placed)| (id, placed.start(), placed.end()));
    let Some((id, start, end)) = found else {
        model.notice("notice-nothing-lit");
        return;
    };
    if !is_mine(model, id) {
        return;
    }
    let flow = model.reader.document.as_deref().and_then(|d| Some(d.flow_of(d.structure.block_at(start)?)));
    if let Some(flow) = flow {
        select::set(model, flow, ByteSpan::new(start, end), By::Ends);
        model.project.placing = Some(id);
        model.notice("notice-moving-ends");
    }
}

/// Gives the annotation that is being placed the selection as its place.
fn put_down(model: &mut Model) {
    let spans = model.reader.target();
    let (Some(id), Some(Selection { flow, .. })) = (model.project.placing.take(), model.reader.selection) else {
        return;
    };
    if let (false, Some(document), Some(before)) =
        (spans.is_empty(), model.reader.document.clone(), model.annotation(id).cloned())
    {
        let (target, quotation) = quote(&document, flow, &spans);
        let after = Annotation { target, quotation, ..before.clone() };
        change(model, "edit-place", &document.path, Some(before), after, Vec::new());
    }
}

/// Settles the place of an annotation: a moved one is accepted, any other picked up and put down on a selection.
pub fn settle(model: &mut Model) {
    if model.project.placing.is_some() && model.reader.selection.is_some() {
        put_down(model);
        return;
    }
    let Some(mark) = model.project.lit.and_then(|id| model.project.mark(id)).cloned() else {
        model.notice("notice-nothing-lit");
        return;
    };
    if !is_mine(model, mark.id) {
        return;
    }
    if matches!(mark.placed.state, State::Moved | State::Approximate) && model.project.placing != Some(mark.id) {
        let found = model.reader.document.clone().zip(model.annotation(mark.id).cloned());
        if let Some((document, before)) = found {
            let after = before.standing_at(&document, &mark.placed.spans);
            change(model, "edit-place", &document.path, Some(before), after, Vec::new());
            model.notice("notice-place-accepted");
        }
        return;
    }
    let again = model.project.settling.take() == Some(mark.id);
    if mark.placed.state == State::Ambiguous && model.project.placing != Some(mark.id) && offer(model, mark.id) {
        return;
    }
    if mark.placed.state == State::InPlace && model.project.placing != Some(mark.id) && !again {
        // It is where it belongs; who asks again means to move it all the same.
        model.project.settling = Some(mark.id);
        return model.notice("notice-in-place");
    }
    model.project.placing = Some(mark.id);
    model.notice("notice-placing");
}

/// Lists the places where an annotation may stand, each with what speaks for it; tells whether there are any.
fn offer(model: &mut Model, id: uuid::Uuid) -> bool {
    let (Some(document), Some(found)) = (model.reader.document.clone(), model.annotation(id).cloned()) else {
        return false;
    };
    let row = |likely: Likely| {
        let first = *likely.spans.first()?;
        let (before, behind) = document.context(Flow::Printed, &likely.spans);
        let words: String = likely.spans.iter().map(|span| document.slice(*span)).collect();
        let line = document.text.get(..first.start.0)?.matches('\n').count() + 1;
        let (before, behind) = (last_chars(&before, 8), first_chars(&behind, 12));
        let name = format!("{}  {before}[{words}]{behind}", why(&model.face.words, &likely));
        Some((line.to_string(), one_line(&name).into_owned(), Target::Stand(id, first.start)))
    };
    let rows: Vec<_> = candidates(&document, &found.target, &found.quotation).into_iter().filter_map(row).collect();
    let any = !rows.is_empty();
    if any {
        model.put_up(Choice::of("candidates-title", rows, 0));
    }
    any
}

/// Selects the sentence, or one more. With `sets`, ends that are being moved are set instead.
pub fn sentence(model: &mut Model, sets: bool) {
    if sets && model.reader.selection.is_some_and(|selection| selection.by == By::Ends) {
        edit_ends(model);
    } else {
        select::sentence(model);
    }
}

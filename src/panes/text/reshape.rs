//! Annotations cut in two, merged, doubled for another tag.

use crate::actions::marks;
use crate::actions::subject::{Act, carry_out};
use crate::annotation::{Annotation, quote};
use crate::popups::picker::Picker;
use crate::state::Model;
use crate::state::about::Subject;
use crate::text::{Document, Flow};
use crate::units::ByteSpan;
use std::sync::Arc;

/// Returns the lit annotation of this coder, with its document, flow and place.
fn lit(model: &mut Model) -> Option<(Arc<Document>, Flow, Vec<ByteSpan>, Annotation)> {
    let coder = model.project.coder.name();
    // What is lit, else the shortest of this coder's under the cursor.
    let under = model.project.covering(model.reader.cursor).into_iter().find(|mark| mark.own).map(|mark| mark.id);
    model.project.lit = model.project.lit.or(under);
    let found = model.project.lit.and_then(|id| model.annotation(id)).filter(|a| a.coder == coder).cloned();
    let spans = model.project.lit_place().map(|placed| placed.spans.clone());
    let (Some(document), Some(found), Some(spans)) = (model.reader.document.clone(), found, spans) else {
        model.notice("notice-nothing-lit");
        return None;
    };
    let first = spans.first()?.start;
    let flow = document.structure.block_at(first).map_or(Flow::Main(0), |id| document.flow_of(id));
    Some((document, flow, spans, found))
}

fn placed(document: &Document, flow: Flow, spans: &[ByteSpan], from: &Annotation) -> Annotation {
    let (target, quotation) = quote(document, flow, spans);
    Annotation { target, quotation, ..from.clone() }
}

/// Cuts the lit annotation in two at the cursor: both carry its tags, the first its note.
pub fn split(model: &mut Model) {
    let at = model.reader.cursor;
    let Some((document, flow, spans, before)) = lit(model) else { return };
    let cut = |keep: fn(ByteSpan, crate::units::Byte) -> ByteSpan| {
        let parts = spans.iter().map(|span| keep(*span, at)).filter(|span| span.start < span.end);
        parts.collect::<Vec<ByteSpan>>()
    };
    let first = cut(|span, at| ByteSpan { start: span.start, end: span.end.min(at).max(span.start) });
    let second = cut(|span, at| ByteSpan { start: span.start.max(at).min(span.end), end: span.end });
    if first.is_empty() || second.is_empty() {
        return model.notice("notice-split-where");
    }
    let id = model.project.ids.make(model.now);
    let behind = Annotation { id, note: String::new(), ..placed(&document, flow, &second, &before) };
    let after = placed(&document, flow, &first, &before);
    let path = document.path.to_string();
    let act = |before, after| Act { document: path.clone(), before, after: Some(after) };
    carry_out(model, "edit-split", vec![act(Some(before), after), act(None, behind)], Vec::new());
    marks::light(model, id);
}

/// Merges the lit annotation with the next of the article: one passage with the tags and notes of both.
pub fn merge(model: &mut Model) {
    let Some((document, flow, spans, first)) = lit(model) else { return };
    let own = model.project.marks.iter().filter(|mark| mark.own && !mark.placed.spans.is_empty());
    let same = |start| document.structure.block_at(start).is_some_and(|id| document.flow_of(id) == flow);
    let behind = own.skip_while(|mark| mark.id != first.id).skip(1).find(|mark| same(mark.placed.start()));
    let next = behind.and_then(|mark| Some((mark.placed.spans.clone(), model.annotation(mark.id)?.clone())));
    let Some((more, second)) = next else {
        return model.notice("notice-merge-nothing");
    };
    // Words between the two are not taken along: that is asked about once.
    let ends = (spans.last().map(|span| span.end), more.first().map(|span| span.start));
    let between = match ends {
        (Some(end), Some(start)) if end < start => document.slice(ByteSpan::new(end, start)).to_owned(),
        _ => String::new(),
    };
    let apart = between.chars().filter(|c| c.is_alphanumeric()).count();
    if apart > 0 && model.project.confirming != Some(second.id) {
        model.project.confirming = Some(second.id);
        return model.notice_with("notice-merge-apart", &[("count", apart.to_string())]);
    }
    model.project.confirming = None;
    let mut all: Vec<ByteSpan> = spans.into_iter().chain(more).collect();
    all.sort();
    let mut joined: Vec<ByteSpan> = Vec::new();
    for span in all {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    let mut after = placed(&document, flow, &joined, &first);
    let new: Vec<String> = second.tags.iter().filter(|tag| !after.has_tag(tag)).cloned().collect();
    after.tags.extend(new);
    let notes = [after.note.as_str(), &second.note];
    after.note = notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join("\n");
    let path = document.path.to_string();
    let act = |before, after| Act { document: path.clone(), before: Some(before), after };
    let id = first.id;
    carry_out(model, "edit-merge", vec![act(first, Some(after)), act(second, None)], Vec::new());
    marks::light(model, id);
    model.notice("notice-merged-two");
}

/// Makes another annotation of the lit one's passage, for another tag.
pub fn double(model: &mut Model) {
    let under = model.project.covering(model.reader.cursor).first().map(|mark| mark.id);
    let found = model.project.lit.or(under).and_then(|id| model.annotation(id)).cloned();
    let path = model.reader.document.as_deref().map(|document| document.path.to_string());
    let (Some(found), Some(path)) = (found, path) else {
        return model.notice("notice-nothing-lit");
    };
    let subject = Subject::Passage(path, found.target, found.quotation);
    let picker = Picker::new(model, vec![subject]);
    model.put_up(picker);
}

//! Corrections of a page's structure and of its words: each is an edit, made at once, undone like any other.

use crate::actions::commit::commit;
use crate::actions::open;
use crate::annotation::{Change, Edit, Override, Passage, What};
use crate::state::Model;
use crate::text::{Block, BlockId, Document, Flow, Kind};
use crate::units::{Byte, ByteSpan, Slice};
use std::sync::Arc;

/// What is settled at a place: the passage, the range it stands at now, the ruling.
struct Ruled {
    at: Passage,
    span: ByteSpan,
    what: What,
}

/// Returns the open document, if it is whole; says so if it is not.
pub fn document(model: &mut Model) -> Option<Arc<Document>> {
    let document = model.reader.document.clone()?;
    if !document.whole {
        model.notice("notice-still-loading");
        return None;
    }
    Some(document)
}

/// Returns the block at the cursor.
pub fn here(model: &Model, document: &Document) -> Option<BlockId> {
    document.structure.block_at(model.reader.cursor)
}

/// Returns the blocks that a correction is about: those that the selection touches, else the one at the cursor.
fn subject(model: &Model, document: &Document) -> Vec<BlockId> {
    let all = touched(model, document);
    match model.reader.selection {
        Some(selection) => all.into_iter().filter(|id| document.in_flow(selection.flow, *id)).collect(),
        None => all,
    }
}

/// Returns the blocks that the selection touches, with the asides between them, else the one at the cursor.
fn touched(model: &Model, document: &Document) -> Vec<BlockId> {
    let Some(selection) = model.reader.selection else { return here(model, document).into_iter().collect() };
    let first = document.structure.block_at(selection.span.start);
    let article = first.and_then(|id| document.structure.block(id)).map(|block| block.article);
    let touched = |block: &Block| block.parts.iter().any(|part| part.span.overlaps(selection.span));
    let blocks = document.structure.blocks.iter().enumerate();
    let own = blocks.filter(|(_, block)| Some(block.article) == article && touched(block));
    own.map(|(id, _)| id).collect()
}

/// Returns a heading and the blocks below it, up to the next heading of its level or headline; of anything
/// else itself.
fn with_text(document: &Document, id: BlockId) -> Vec<BlockId> {
    let Some(head) = document.structure.block(id).filter(|b| matches!(b.kind, Kind::Title | Kind::Section)) else {
        return vec![id];
    };
    let ends = |block: &Block| match block.kind {
        Kind::Title => true,
        Kind::Section => head.kind == Kind::Section && block.level <= head.level,
        _ => false,
    };
    let below = document.structure.blocks.iter().enumerate().skip(id + 1);
    let own = below.filter(|(_, block)| block.article == head.article).take_while(|(_, block)| !ends(block));
    std::iter::once(id).chain(own.map(|(id, _)| id)).collect()
}

/// Returns the blocks that go to another article: a heading takes its text with it.
fn moving(model: &Model, document: &Document) -> Vec<BlockId> {
    match (model.reader.selection, here(model, document)) {
        (None, Some(id)) => with_text(document, id),
        _ => touched(model, document),
    }
}

fn ruled(document: &Document, id: BlockId, what: What) -> Option<Ruled> {
    let block = document.structure.block(id)?;
    Some(Ruled { at: Passage::of_block(document, block), span: block.parts.first()?.span, what })
}

/// Makes the rulings one edit; what was settled before in the same matter is replaced.
fn rule(model: &mut Model, document: &Document, label: &'static str, rulings: Vec<Ruled>) {
    let (path, now) = (document.path.to_string(), model.seconds());
    let known: Vec<(Override, Option<ByteSpan>)> = model
        .project
        .book
        .overrides(&path)
        .iter()
        .cloned()
        .map(|o| {
            let span = o.at.place(document).spans.first().copied();
            (o, span)
        })
        .collect();
    let mut changes = Vec::new();
    for Ruled { at, span, what } in rulings {
        let same =
            |(o, at): &&(Override, Option<ByteSpan>)| what.replaces(&o.what) && at.is_some_and(|at| at.overlaps(span));
        let before = known.iter().find(same).map(|(o, _)| o.clone());
        let id = before.as_ref().map_or_else(|| model.project.ids.make(model.now), |o| o.id);
        let created = before.as_ref().map_or(now, |o| o.created);
        let after = Override { id, at, what, created, modified: now, conflicts: Vec::new() };
        changes.push(Change::settled(&path, id, before, Some(after)));
    }
    make(model, document, label, changes);
}

/// Makes the changes one edit.
pub fn make(model: &mut Model, document: &Document, label: &'static str, changes: Vec<Change>) {
    let at = document.offsets().char(&document.text, model.reader.cursor);
    model.reader.selection = None;
    commit(model, Edit { label, at: Some((document.path.to_string(), at)), changes });
    model.reader.follow = true;
}

fn rule_all(model: &mut Model, document: &Document, label: &'static str, blocks: &[BlockId], what: &What) {
    let rulings = blocks.iter().filter_map(|id| ruled(document, *id, what.clone())).collect();
    rule(model, document, label, rulings);
}

/// Says what kind the blocks are.
pub fn kind(model: &mut Model, kind: Kind) {
    let Some(document) = document(model) else { return };
    let blocks = subject(model, &document);
    rule_all(model, &document, "edit-kind", &blocks, &What::Kind(kind));
    let name = model.say(kind.words());
    model.notice_with("notice-kind", &[("kind", name), ("count", blocks.len().to_string())]);
}

/// Joins the paragraph to the article's next.
pub fn join(model: &mut Model) {
    let Some(document) = document(model) else { return };
    let body = |id: &BlockId| document.structure.block(*id).is_some_and(|block| block.kind == Kind::Body);
    let own = here(model, &document).filter(body);
    let article = own.and_then(|id| document.structure.block(id)).map_or(0, |block| block.article);
    let order = document.structure.reading_order(article).iter().copied();
    let next = own.and_then(|own| order.filter(|id| document.in_flow(document.flow_of(own), *id)).find(|id| *id > own));
    match next.filter(body) {
        Some(next) => {
            rule_all(model, &document, "edit-join", &[next], &What::Join);
            model.notice("notice-joined");
        }
        None => model.notice("notice-nothing-to-join"),
    }
}

/// Returns the range that stands for a place inside a line: from there on, a few words.
fn from(document: &Document, at: Byte) -> ByteSpan {
    let line = Slice::from(&*document.text, at).split('\n').next().unwrap_or_default();
    ByteSpan::new(at, at + line.char_indices().nth(40).map_or(line.len(), |(i, _)| i))
}

/// Begins a paragraph at the cursor.
pub fn split(model: &mut Model) {
    let Some(document) = document(model) else { return };
    let at = model.reader.cursor;
    let inside = here(model, &document).and_then(|id| document.structure.block(id)).is_some_and(|b| b.start() < at);
    if !inside {
        model.notice("notice-nothing-to-split");
        return;
    }
    let span = from(&document, at);
    let passage = Passage::new(&document, Flow::Printed, &[span]);
    rule(model, &document, "edit-split", vec![Ruled { at: passage, span, what: What::Split }]);
    model.notice("notice-split");
}

/// Begins an article here.
pub fn new_article(model: &mut Model) {
    let Some(document) = document(model) else { return };
    let first = subject(model, &document).first().copied();
    rule_all(model, &document, "edit-article", first.as_slice(), &What::StartsArticle);
    tell_article(model);
}

/// Gives the blocks to the article of a number; 0 is the page.
pub fn give(model: &mut Model, number: usize) {
    let Some(document) = document(model) else { return };
    let count = document.structure.articles.len();
    let to = if number == 0 {
        None
    } else {
        let Some(passage) = name(&document, number) else {
            model.notice_with("notice-no-such-article", &[("count", count.to_string())]);
            return;
        };
        Some(passage)
    };
    let blocks = moving(model, &document);
    let at = model.reader.cursor;
    // What is read goes on behind the blocks that went away.
    let mut order = model.reader.order().iter().copied().filter(|id| !blocks.contains(id));
    let next = order.clone().find(|id| Some(*id) > blocks.last().copied()).or_else(|| order.next_back());
    let next = next.and_then(|id| document.structure.block(id)).map(Block::start);
    rule_all(model, &document, "edit-article", &blocks, &What::Belongs(to));
    model.reader.cursor = at;
    tell_article(model);
    if let (Some(next), false) = (next, model.reader.printed) {
        let path = document.path.to_string();
        let message = model.status.message.clone();
        open::go_to(model, &path, next);
        model.status.message = message;
    }
}

/// Returns what names an article: its headline, else its first block.
fn name(document: &Document, number: usize) -> Option<Passage> {
    let blocks = &document.structure.article(number)?.blocks;
    let block = |id: &BlockId| document.structure.block(*id);
    let title = blocks.iter().find(|id| block(id).is_some_and(|b| b.kind == Kind::Title));
    Some(Passage::of_block(document, block(title.or(blocks.first())?)?))
}

fn tell_article(model: &mut Model) {
    let Some(document) = model.reader.document.clone() else { return };
    let number = document.article_at(model.reader.cursor);
    if number == 0 {
        model.notice("notice-on-page");
        return;
    }
    let title = document.title(number).to_owned();
    model.notice_with("notice-article", &[("n", number.to_string()), ("title", title)]);
}

/// Marks text as lost before the line at the cursor, or no longer.
pub fn gap(model: &mut Model) {
    let Some(document) = document(model) else { return };
    let Some(block) = here(model, &document).and_then(|id| document.structure.block(id)) else { return };
    let at = model.reader.cursor;
    let Some(part) = block.parts.iter().rev().find(|part| part.span.start <= at).or(block.parts.first()) else {
        return;
    };
    let span = from(&document, part.span.start);
    let passage = Passage::new(&document, Flow::Printed, &[span]);
    let gap = !part.gap;
    rule(model, &document, "edit-gap", vec![Ruled { at: passage, span, what: What::Gap(gap) }]);
    model.notice(if gap { "notice-gap" } else { "notice-no-gap" });
}

/// Says that the block repeats text that stands before it, or that it does not.
pub fn repeated(model: &mut Model) {
    let Some(document) = document(model) else { return };
    let blocks = subject(model, &document);
    let all = blocks.iter().filter_map(|id| document.structure.block(*id)).all(|block| block.repeated);
    rule_all(model, &document, "edit-repeated", &blocks, &What::Repeated(!all));
    model.notice(if all { "notice-not-repeated" } else { "notice-repeated" });
}

/// Goes back to the guess.
pub fn guess(model: &mut Model) {
    let Some(document) = document(model) else { return };
    let blocks: Vec<&Block> =
        subject(model, &document).into_iter().filter_map(|id| document.structure.block(id)).collect();
    let touches = |spans: &[ByteSpan]| {
        spans.iter().any(|span| blocks.iter().any(|block| block.parts.iter().any(|part| part.span.overlaps(*span))))
    };
    let overrides = model.project.book.overrides(&document.path);
    let about = overrides.iter().filter(|o| !matches!(o.what, What::Read(_)) && touches(&o.at.place(&document).spans));
    let path = document.path.to_string();
    let changes: Vec<Change> = about.map(|o| Change::settled(&path, o.id, Some(o.clone()), None)).collect();
    if changes.is_empty() {
        let read = overrides.iter().any(|o| matches!(o.what, What::Read(_)) && touches(&o.at.place(&document).spans));
        model.notice(if read { "notice-only-errata" } else { "notice-is-guess" });
        return;
    }
    make(model, &document, "edit-guess", changes);
    model.notice("notice-guess");
}

/// Says that the guess is right.
pub fn accept(model: &mut Model) {
    let Some(document) = document(model) else { return };
    let blocks = subject(model, &document);
    let open = |id: &BlockId| document.structure.block(*id).is_some_and(|block| block.doubtful);
    let blocks: Vec<BlockId> = blocks.into_iter().filter(open).collect();
    if blocks.is_empty() {
        model.notice("notice-not-doubtful");
        return;
    }
    rule_all(model, &document, "edit-accept", &blocks, &What::Accepted);
    let at = model.reader.cursor;
    let next =
        document.structure.blocks.iter().filter(|block| block.doubtful).map(Block::start).find(|start| *start > at);
    if let Some(next) = next {
        let path = document.path.to_string();
        open::go_to(model, &path, next);
    }
    model.notice(if next.is_some() { "notice-accepted-next" } else { "notice-accepted" });
}

fn to_doubtful(model: &mut Model, forward: bool) {
    let Some(document) = model.reader.document.clone() else { return };
    let at = model.reader.cursor;
    let doubtful = document.structure.blocks.iter().filter(|block| block.doubtful).map(Block::start);
    let found =
        if forward { doubtful.filter(|start| *start > at).min() } else { doubtful.filter(|start| *start < at).max() };
    match found {
        Some(start) => {
            model.leave();
            let path = document.path.to_string();
            open::go_to(model, &path, start);
            model.notice("notice-doubtful");
        }
        None => model.notice(if forward { "notice-no-more-doubtful" } else { "notice-no-doubtful-before" }),
    }
}

/// Goes to the next uncertain guess.
pub fn next_doubtful(model: &mut Model) {
    to_doubtful(model, true);
}

/// Goes to the uncertain guess before.
pub fn previous_doubtful(model: &mut Model) {
    to_doubtful(model, false);
}

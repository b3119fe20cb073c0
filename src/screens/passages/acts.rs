//! What is done with passages: marked, retagged, deleted, copied, gone to, made examples.

use super::listed::Passages;
use crate::actions::subject::{Act, carry_out, mine};
use crate::actions::{commit, marks, open};
use crate::analysis::Filter;
use crate::annotation::{Annotation, Change, Edit};
use crate::popups::choice::Choice;
use crate::state::about::Subject;
use crate::state::{Model, request};
use crate::text::decode::{clean, one_line};
use crate::units::thousands;
use std::collections::BTreeSet;
use uuid::Uuid;

fn at<'a>(passages: &'a Passages, model: &'a Model, n: usize) -> Option<(&'a str, &'a Annotation)> {
    let entry = passages.entries.get(n)?;
    let present = model.project.book.get(&entry.document, entry.listed.id)?;
    Some((&entry.document, present))
}

/// Returns the entries that an act is about: those marked, else the chosen one.
fn meant(passages: &Passages) -> Vec<usize> {
    if passages.marked.is_empty() {
        return vec![passages.place.chosen];
    }
    let mut seen = BTreeSet::new();
    let marked = passages.entries.iter().enumerate().filter(|(_, e)| passages.marked.contains(&e.listed.id));
    marked.filter(|(_, e)| seen.insert(e.listed.id)).map(|(n, _)| n).collect()
}

/// Returns what an act would be about.
pub fn subjects(passages: &Passages, model: &mut Model) -> Vec<Subject> {
    let found = meant(passages).into_iter().filter_map(|n| at(passages, model, n));
    let subjects: Vec<Subject> = found.map(|(document, annotation)| mine(model, document, annotation)).collect();
    if subjects.is_empty() {
        model.notice("notice-nothing-here");
    }
    subjects
}

/// Marks the chosen passage, or takes its mark away.
pub fn mark(passages: &mut Passages) {
    let Some(entry) = passages.entries.get(passages.place.chosen) else { return };
    let id = entry.listed.id;
    if !passages.marked.remove(&id) {
        passages.marked.insert(id);
    }
}

/// Marks all passages, or none.
pub fn mark_all(passages: &mut Passages, model: &mut Model) {
    let all: BTreeSet<Uuid> = passages.entries.iter().map(|entry| entry.listed.id).collect();
    passages.marked = if passages.marked == all { BTreeSet::new() } else { all };
    let count = passages.marked.len();
    model.notice_with("notice-rows-marked", &[("count", count.to_string()), ("told", thousands(count))]);
}

/// Returns the words of the passages that are meant.
pub fn text(passages: &Passages, model: &Model) -> String {
    let found = meant(passages).into_iter().filter_map(|n| at(passages, model, n));
    let texts: Vec<String> = found.map(|(document, a)| clean(&model.shelf.words(document, a))).collect();
    texts.join("\n")
}

/// Goes to the chosen passage in its text.
pub fn go(passages: &Passages, model: &mut Model) {
    let found = at(passages, model, passages.place.chosen).map(|(d, a)| (d.to_owned(), a.target.start(), a.id));
    let Some((document, start, id)) = found else { return };
    let standing = model.shelf.survey(&document).and_then(|survey| survey.places.get(&id)).map(|s| s.at);
    model.to_text();
    match standing {
        Some(at) => open::go_to(model, &document, at),
        None => open::go_to_char(model, &document, start),
    }
    if model.project.mark(id).is_some() {
        marks::light(model, id);
    }
}

/// Deletes the passages that are meant: the first time says how many, the second does it, as one edit.
pub fn delete(passages: &mut Passages, model: &mut Model) {
    let coder = model.project.coder.name().to_owned();
    let found: Vec<(String, Annotation)> = meant(passages)
        .into_iter()
        .filter_map(|n| at(passages, model, n))
        .map(|(d, a)| (d.to_owned(), a.clone()))
        .collect();
    let own: Vec<(String, Annotation)> = found.into_iter().filter(|(_, a)| a.coder == coder).collect();
    let Some(first) = own.first().map(|(_, a)| a.id) else {
        model.notice("notice-nothing-here");
        return;
    };
    let count = own.len().to_string();
    if model.project.confirming != Some(first) {
        model.project.confirming = Some(first);
        model.notice_with("notice-again-deletes-many", &[("count", count)]);
        return;
    }
    model.project.confirming = None;
    let acts = own.into_iter().map(|(document, a)| Act { document, before: Some(a), after: None }).collect();
    carry_out(model, "edit-delete", acts, Vec::new());
    passages.marked.clear();
    model.notice_with("notice-deleted-many", &[("count", count)]);
}

/// Opens the list of tags that the passages get instead of the one they are listed under.
pub fn retag(passages: &Passages, model: &mut Model) {
    let Some(from) = tag(passages, model) else {
        model.notice("notice-retag-how");
        return;
    };
    let count = meant(passages).len();
    let choice = Choice::tags(model, "retag-title", Some(&from), |key| request::Target::Retag(from.clone(), key));
    model.put_up(choice);
    let name = model.project.book.codebook.label(&from, model.face.words.lang()).to_owned();
    model.notice_with("notice-retagging", &[("count", count.to_string()), ("tag", name)]);
}

/// Gives the passages that are meant another tag instead of one.
pub fn retagged(passages: &mut Passages, model: &mut Model, from: &str, to: &str) {
    let coder = model.project.coder.name().to_owned();
    let codebook = model.project.book.codebook.clone();
    let within = codebook.with_children(from);
    let mut acts = Vec::new();
    for (document, before) in
        meant(passages).into_iter().filter_map(|n| at(passages, model, n)).filter(|(_, a)| a.coder == coder)
    {
        let mut after = before.clone();
        for tag in &mut after.tags {
            if within.iter().any(|key| key == codebook.resolve(tag)) {
                to.clone_into(tag);
            }
        }
        let mut seen = BTreeSet::new();
        after.tags.retain(|tag| seen.insert(tag.clone()));
        if after != *before {
            acts.push(Act { document: document.to_owned(), before: Some(before.clone()), after: Some(after) });
        }
    }
    let count = acts.len().to_string();
    let name = codebook.label(to, model.face.words.lang()).to_owned();
    if !acts.is_empty() {
        carry_out(model, "edit-retag", acts, Vec::new());
    }
    passages.marked.clear();
    model.notice_with("notice-retagged", &[("count", count), ("tag", name)]);
}

/// Returns the tag that the chosen passage is listed under.
fn tag(passages: &Passages, model: &Model) -> Option<String> {
    let entry = passages.entries.get(passages.place.chosen)?;
    let filter = Filter::new(&passages.filter, &model.project.book.codebook);
    let lone = || match entry.listed.tags.as_slice() {
        [tag] => Some(tag.clone()),
        _ => None,
    };
    entry.tag.as_deref().map(str::to_owned).or_else(|| filter.tags().first().cloned()).or_else(lone)
}

/// Makes the chosen passage an example of the tag it is listed under, or one no more.
pub fn example(passages: &Passages, model: &mut Model) {
    let found = tag(passages, model).and_then(|key| model.project.book.codebook.get(&key).cloned());
    let words = at(passages, model, passages.place.chosen)
        .map(|(document, a)| one_line(&model.shelf.words(document, a)).into_owned());
    let (Some(before), Some(words)) = (found, words) else {
        model.notice("notice-retag-how");
        return;
    };
    let mut after = before.clone();
    after.modified = model.seconds();
    let known = after.examples.contains(&words);
    if known {
        after.examples.retain(|example| *example != words);
    } else {
        after.examples.push(words);
    }
    let name = before.label(model.face.words.lang()).to_owned();
    let changes = vec![Change::tag(&before.key.clone(), Some(before), Some(after))];
    commit::commit(model, Edit { label: "edit-tag-definition", at: None, changes });
    model.notice_with(if known { "notice-no-example" } else { "notice-example" }, &[("tag", name)]);
}

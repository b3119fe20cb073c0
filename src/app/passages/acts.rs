//! What is done with passages: marked, retagged, deleted, copied, gone to, made examples.

use super::super::copy::clean;
use super::super::popups::choice::{self, Choice};
use super::super::stage::View;
use super::super::subject::{Act, Subject, carry_out, mine, seconds};
use super::super::{App, desk, light, motion, open, others, screen};
use crate::analysis::Filter;
use crate::annotation::{Annotation, Change, Edit};
use crate::text::decode::one_line;
use crate::units::thousands;
use std::collections::BTreeSet;
use uuid::Uuid;

fn at(app: &App, n: usize) -> Option<(&str, &Annotation)> {
    let entry = app.stage.passages.entries.get(n)?;
    let present = app.desk.book.get(&entry.document, entry.listed.id)?;
    Some((&entry.document, present))
}

/// Returns the entries that an act is about: those marked, else the chosen one.
fn meant(app: &App) -> Vec<usize> {
    let passages = &app.stage.passages;
    if passages.marked.is_empty() {
        return vec![passages.place.chosen];
    }
    let mut seen = BTreeSet::new();
    let marked = passages.entries.iter().enumerate().filter(|(_, e)| passages.marked.contains(&e.listed.id));
    marked.filter(|(_, e)| seen.insert(e.listed.id)).map(|(n, _)| n).collect()
}

/// Returns what an act would be about.
pub fn subjects(app: &mut App) -> Vec<Subject> {
    if app.stage.view == View::Differences {
        return others::subjects(app);
    }
    let found = meant(app).into_iter().filter_map(|n| at(app, n));
    let subjects: Vec<Subject> = found.map(|(document, annotation)| mine(app, document, annotation)).collect();
    if subjects.is_empty() {
        app.notice("notice-nothing-here");
    }
    subjects
}

/// Marks the chosen passage, or takes its mark away.
pub fn mark(app: &mut App) {
    let passages = &mut app.stage.passages;
    let Some(entry) = passages.entries.get(passages.place.chosen) else { return };
    let id = entry.listed.id;
    if !passages.marked.remove(&id) {
        passages.marked.insert(id);
    }
}

/// Marks all passages, or none.
pub fn mark_all(app: &mut App) {
    let passages = &mut app.stage.passages;
    let all: BTreeSet<Uuid> = passages.entries.iter().map(|entry| entry.listed.id).collect();
    passages.marked = if passages.marked == all { BTreeSet::new() } else { all };
    let count = passages.marked.len();
    app.notice_with("notice-rows-marked", &[("count", count.to_string()), ("told", thousands(count))]);
}

/// Returns the words of the passages that are meant.
pub fn text(app: &App) -> String {
    let found = meant(app).into_iter().filter_map(|n| at(app, n));
    let texts: Vec<String> = found.map(|(document, a)| clean(&app.shelf.words(document, a))).collect();
    texts.join("\n")
}

/// Goes to the chosen passage in its text.
pub fn go(app: &mut App) {
    let found = at(app, app.stage.passages.place.chosen).map(|(d, a)| (d.to_owned(), a.target.start(), a.id));
    let Some((document, start, id)) = found else { return };
    let standing = app.shelf.survey(&document).and_then(|survey| survey.places.get(&id)).map(|s| s.at);
    motion::leave(app);
    app.stage.view = View::Panes;
    app.screen.focus = screen::Focus::Text;
    match standing {
        Some(at) => open::go_to(app, &document, at),
        None => open::go_to_char(app, &document, start),
    }
    if app.desk.mark(id).is_some() {
        light::light(app, id);
    }
}

/// Deletes the passages that are meant: the first time says how many, the second does it, as one edit.
pub fn delete(app: &mut App) {
    let coder = app.desk.coder.name().to_owned();
    let found: Vec<(String, Annotation)> =
        meant(app).into_iter().filter_map(|n| at(app, n)).map(|(d, a)| (d.to_owned(), a.clone())).collect();
    let own: Vec<(String, Annotation)> = found.into_iter().filter(|(_, a)| a.coder == coder).collect();
    let Some(first) = own.first().map(|(_, a)| a.id) else {
        app.notice("notice-nothing-here");
        return;
    };
    let count = own.len().to_string();
    if app.desk.armed != Some(first) {
        app.desk.armed = Some(first);
        app.notice_with("notice-again-deletes-many", &[("count", count)]);
        return;
    }
    app.desk.armed = None;
    let acts = own.into_iter().map(|(document, a)| Act { document, before: Some(a), after: None }).collect();
    carry_out(app, "edit-delete", acts, Vec::new());
    app.stage.passages.marked.clear();
    app.notice_with("notice-deleted-many", &[("count", count)]);
}

/// Opens the list of tags that the passages get instead of the one they are listed under.
pub fn retag(app: &mut App) {
    let Some(from) = tag(app) else {
        app.notice("notice-retag-how");
        return;
    };
    let count = meant(app).len();
    let choice = Choice::tags(app, "retag-title", Some(&from), |key| choice::Target::Retag(from.clone(), key));
    app.put_up(choice);
    let name = app.desk.book.codebook.label(&from, app.face.words.lang()).to_owned();
    app.notice_with("notice-retagging", &[("count", count.to_string()), ("tag", name)]);
}

/// Gives the passages that are meant another tag instead of one.
pub fn retagged(app: &mut App, from: &str, to: &str) {
    let coder = app.desk.coder.name().to_owned();
    let codebook = app.desk.book.codebook.clone();
    let within = codebook.with_children(from);
    let mut acts = Vec::new();
    for (document, before) in meant(app).into_iter().filter_map(|n| at(app, n)).filter(|(_, a)| a.coder == coder) {
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
    let name = codebook.label(to, app.face.words.lang()).to_owned();
    if !acts.is_empty() {
        carry_out(app, "edit-retag", acts, Vec::new());
    }
    app.stage.passages.marked.clear();
    app.notice_with("notice-retagged", &[("count", count), ("tag", name)]);
}

/// Returns the tag that the chosen passage is listed under.
fn tag(app: &App) -> Option<String> {
    let passages = &app.stage.passages;
    let entry = passages.entries.get(passages.place.chosen)?;
    let filter = Filter::new(&passages.filter, &app.desk.book.codebook);
    let lone = || match entry.listed.tags.as_slice() {
        [tag] => Some(tag.clone()),
        _ => None,
    };
    entry.tag.clone().or_else(|| filter.tags().first().cloned()).or_else(lone)
}

/// Makes the chosen passage an example of the tag it is listed under, or one no more.
pub fn example(app: &mut App) {
    let found = tag(app).and_then(|key| app.desk.book.codebook.get(&key).cloned());
    let words = at(app, app.stage.passages.place.chosen)
        .map(|(document, a)| one_line(&app.shelf.words(document, a)).into_owned());
    let (Some(before), Some(words)) = (found, words) else {
        app.notice("notice-retag-how");
        return;
    };
    let mut after = before.clone();
    after.modified = seconds(app);
    let known = after.examples.contains(&words);
    if known {
        after.examples.retain(|example| *example != words);
    } else {
        after.examples.push(words);
    }
    let name = before.label(app.face.words.lang()).to_owned();
    let changes = vec![Change::tag(&before.key.clone(), Some(before), Some(after))];
    desk::commit(app, Edit { label: "edit-tag-definition", at: None, changes });
    app.notice_with(if known { "notice-no-example" } else { "notice-example" }, &[("tag", name)]);
}

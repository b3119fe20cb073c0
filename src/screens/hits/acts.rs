//! What is done with hits: coded, marked, put aside, copied.

use super::listed::{Hits, unit_of};
use crate::analysis::Kwic;
use crate::annotation::{Annotation, Book, Target};
use crate::screens::screen::Screen;
use crate::state::Model;
use crate::state::about::Subject;
use crate::text::decode::clean;
use crate::units::thousands;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Returns the annotations of mine that cover a hit, those of its very unit first.
pub fn coded<'a>(model: &'a Model, hit: &Kwic) -> Vec<&'a Annotation> {
    let coder = model.project.coder.name();
    let first = hit.found.target.spans.first();
    let own = model
        .project
        .book
        .of(&hit.document)
        .iter()
        .filter(|a| a.coder == coder && a.target.text == hit.found.target.text);
    let covers = |a: &&Annotation| {
        first.is_some_and(|first| a.target.spans.iter().any(|span| span.start <= first.start && first.end <= span.end))
    };
    let mut found: Vec<&Annotation> = own.filter(covers).collect();
    found.sort_by_key(|a| a.target != hit.unit.target);
    found
}

/// My annotations, by where they stand.
type Mine<'a> = BTreeMap<(&'a str, &'a Target), &'a Annotation>;

/// Finds my annotations in the documents of hits; of several in one place the first.
fn mine<'a>(model: &'a Model, hits: &[&'a Kwic]) -> Mine<'a> {
    let coder = model.project.coder.name();
    let documents: BTreeSet<&str> = hits.iter().map(|hit| hit.document.as_str()).collect();
    let mut found = BTreeMap::new();
    for document in documents {
        for a in model.project.book.of(document).iter().filter(|a| a.coder == coder) {
            found.entry((document, &a.target)).or_insert(a);
        }
    }
    found
}

/// Returns what an act would be about: the units of the marked rows, else of the chosen one; each once.
pub fn subjects(hits: &Hits, model: &mut Model) -> Vec<Subject> {
    let meant: Vec<&Kwic> = if hits.marked.is_empty() {
        hits.chosen().map(|(_, hit)| hit).into_iter().collect()
    } else {
        hits.marked.iter().filter_map(|n| hits.found.get(*n)).collect()
    };
    let mine = mine(model, &meant);
    let subject = |hit: &Kwic| match mine.get(&(hit.document.as_str(), &hit.unit.target)) {
        Some(same) => Subject::Annotation(hit.document.clone(), same.id),
        None => Subject::Passage(hit.document.clone(), hit.unit.target.clone(), hit.unit.quotation.clone()),
    };
    let mut seen = HashSet::new();
    let once = meant.iter().filter(|hit| seen.insert(unit_of(hit)));
    let subjects: Vec<Subject> = once.map(|hit| subject(hit)).collect();
    if subjects.is_empty() {
        model.notice("notice-nothing-here");
    }
    subjects
}

/// Returns a book of the units that are listed, or marked, but not put aside: what is coded as it is, the others as
/// plain highlights.
pub fn book(hits: &Hits, model: &Model) -> Book {
    let kept =
        |(n, hit): &(usize, &Kwic)| if hits.marked.is_empty() { !hits.is_aside(hit) } else { hits.marked.contains(n) };
    let meant: Vec<&Kwic> = hits.found.iter().enumerate().filter(kept).map(|(_, hit)| hit).collect();
    let mine = mine(model, &meant);
    let mut book = Book::default();
    book.codebook.clone_from(&model.project.book.codebook);
    for hit in meant {
        let same = mine.get(&(hit.document.as_str(), &hit.unit.target)).map(|a| (*a).clone());
        let (document, from, to) = unit_of(hit);
        let id = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, format!("{document}#{}-{}", from.0, to.0).as_bytes());
        let now = model.seconds();
        let annotation = same.unwrap_or_else(|| Annotation {
            id,
            target: hit.unit.target.clone(),
            quotation: hit.unit.quotation.clone(),
            coder: model.project.coder.name().to_owned(),
            created: now,
            modified: now,
            ..Annotation::default()
        });
        book.set(&document, annotation.id, Some(annotation));
    }
    book
}

/// Returns the units that are meant, as text.
pub fn text(hits: &Hits) -> String {
    let chosen = hits.chosen().map(|(n, _)| n).into_iter().collect();
    let meant = if hits.marked.is_empty() { &chosen } else { &hits.marked };
    let mut seen = BTreeSet::new();
    let once = meant.iter().filter_map(|n| hits.found.get(*n)).filter(|hit| seen.insert(unit_of(hit)));
    once.map(|hit| clean(&hit.unit.quotation.text())).collect::<Vec<_>>().join("\n")
}

/// Marks the chosen row, or takes its mark away.
pub fn mark(hits: &mut Hits) {
    let Some(n) = hits.chosen().map(|(n, _)| n) else { return };
    if !hits.marked.remove(&n) {
        hits.marked.insert(n);
    }
}

/// Marks all rows that are not put aside, or none.
pub fn mark_all(hits: &mut Hits, model: &mut Model) {
    let kept = hits.found.iter().enumerate().filter(|(_, hit)| !hits.is_aside(hit));
    let all: BTreeSet<usize> = kept.map(|(n, _)| n).collect();
    hits.marked = if hits.marked == all { BTreeSet::new() } else { all };
    let count = hits.marked.len();
    model.notice_with("notice-rows-marked", &[("count", count.to_string()), ("told", thousands(count))]);
}

/// Puts the chosen row aside, or takes it back.
pub fn aside(hits: &mut Hits, model: &mut Model) {
    let Some(n) = hits.chosen().map(|(n, _)| n) else { return };
    hits.turn(n);
    hits.step(model, 1);
}

//! The rows of the charts.

use crate::actions::progress;
use crate::analysis::{Coding, Counts, meetings};
use crate::annotation::Codebook;
use crate::annotation::{Annotation, Progress};
use crate::state::Model;
use std::collections::BTreeSet;
use std::collections::HashMap;

/// A row of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is of.
    pub label: String,
    /// Its colour; 0 is none.
    pub slot: u8,
    /// How far it stands in.
    pub depth: usize,
    /// How much.
    pub count: usize,
    /// Where a tag stands in an article: place and length in code points, sign, colour.
    pub strip: Vec<(usize, usize, char, u8)>,
    /// How long the article is, in code points.
    pub length: usize,
    /// How often it meets each column.
    pub cells: Vec<usize>,
    /// How far an article has been read.
    pub state: Option<Progress>,
    /// Where it leads: a tag, or an article.
    pub lead: Lead,
}

/// Where a row leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// To the passages of a tag.
    Tag(String),
    /// To an article: the place of its document, and its number.
    Article(usize, usize),
}

/// The sign of the n-th tag at the top: what tells it apart without colour.
pub fn sign(n: usize) -> char {
    (b'A'..=b'Z').map(char::from).nth(n).unwrap_or('*')
}

/// Returns the annotations that are counted, by document: those of this coder; while other coders are shown, theirs too.
pub fn seen(model: &Model) -> impl Iterator<Item = (&str, Vec<&Annotation>)> {
    let coder = model.project.coder.name();
    let counts = move |a: &&Annotation| a.coder == coder || model.project.others;
    model.project.book.all().map(move |(document, list)| (document, list.iter().filter(counts).collect()))
}

fn plain(label: String, lead: Lead) -> Row {
    Row { label, slot: 0, depth: 0, count: 0, strip: Vec::new(), length: 0, cells: Vec::new(), state: None, lead }
}

/// Returns the rows of the tags: how often each is given.
pub fn tags(model: &Model) -> Vec<Row> {
    let lang = model.face.words.lang();
    let codebook = &model.project.book.codebook;
    let counts = Counts::of(codebook, seen(model).flat_map(|(_, list)| list));
    let used = codebook.tree().into_iter().filter_map(|(depth, tag)| {
        let count = counts.get(&tag.key)?.whole;
        let row = plain(tag.label(lang).to_owned(), Lead::Tag(tag.key.clone()));
        Some(Row { slot: tag.slot, depth, count, ..row })
    });
    used.collect()
}

/// Returns for each tag the place among the tags at the top of the one that it stands below, with its colour.
fn tops(codebook: &Codebook) -> HashMap<&str, (usize, u8)> {
    let mut found = HashMap::new();
    let mut top = (0, 0);
    let mut next = 0;
    for (depth, tag) in codebook.tree() {
        if depth == 0 {
            top = (next, codebook.hue(&tag.key).slot);
            next += 1;
        }
        found.insert(tag.key.as_str(), top);
    }
    found
}

/// Returns the rows of the articles with the tags where they stand.
pub fn portrait(model: &Model) -> Vec<Row> {
    let codebook = &model.project.book.codebook;
    let tops = tops(codebook);
    // A tag that the codebook does not know is by itself.
    let top = |tag: &String| {
        let key = codebook.resolve(tag);
        tops.get(key).copied().unwrap_or_else(|| (usize::MAX, codebook.hue(key).slot))
    };
    let mut rows = Vec::new();
    for (document, article) in progress::all(model) {
        let Some(item) = model.shelf.documents.get(document) else { continue };
        let Some(survey) = &item.survey else { continue };
        let length = article.checked_sub(1).and_then(|n| survey.lengths.get(n)).copied().unwrap_or(0);
        let mut strip = Vec::new();
        let coder = model.project.coder.name();
        for annotation in model.project.book.of(&item.path).iter().filter(|a| a.coder == coder) {
            let here = survey.places.get(&annotation.id).filter(|standing| standing.article == article);
            let Some(standing) = here else { continue };
            // Several tags share the place between them, so that each is seen.
            let count = annotation.tags.len().max(1);
            for part in 0..count {
                let tag = annotation.tags.get(part);
                let (n, slot) = tag.map_or((usize::MAX, 0), &top);
                let (at, long) = (standing.before + standing.length * part / count, standing.length / count);
                strip.push((at, long, if tag.is_some() { sign(n) } else { '=' }, slot));
            }
        }
        strip.sort_by_key(|(at, length, ..)| (*at, std::cmp::Reverse(*length)));
        let label = model.shelf.heading(&item.path, article);
        let count = progress::annotations(model, document, article);
        rows.push(Row { count, strip, length, ..plain(label, Lead::Article(document, article)) });
    }
    rows
}

/// Returns the rows of the tags that meet.
pub fn pairs(model: &Model) -> Vec<Row> {
    let lang = model.face.words.lang();
    let codebook = &model.project.book.codebook;
    let mut codings = Vec::new();
    for (document, list) in seen(model) {
        let survey = model.shelf.survey(document);
        for a in list {
            let target = survey.map_or(&a.target, |survey| survey.target(a));
            codings.push(Coding::new(document, a, target, codebook));
        }
    }
    let used: BTreeSet<&str> = codings.iter().flat_map(|coding| &coding.tags).copied().collect();
    let tree = codebook.tree();
    let listed = tree.iter().map(|(_, tag)| tag.key.as_str()).filter(|key| used.contains(key));
    // What the codebook does not know stands at the end.
    let strange = used.iter().copied().filter(|key| codebook.get(key).is_none());
    let keys: Vec<&str> = listed.chain(strange).collect();
    let row = |(key, cells): (&&str, Vec<usize>)| {
        let row = plain(codebook.label(key, lang).to_owned(), Lead::Tag((*key).to_owned()));
        Row { slot: codebook.hue(key).slot, count: cells.iter().sum(), cells, ..row }
    };
    keys.iter().zip(meetings(&keys, &codings)).map(row).collect()
}

/// Returns the rows of the articles with how far they have been read.
pub fn articles(model: &Model) -> Vec<Row> {
    let row = |(document, article): (usize, usize)| {
        let item = model.shelf.documents.get(document)?;
        let label = model.shelf.heading(&item.path, article);
        let survey = item.survey.as_ref();
        let length = survey.and_then(|s| s.lengths.get(article.checked_sub(1)?)).copied().unwrap_or(0);
        let (state, count) = (progress::of(model, document, article), progress::annotations(model, document, article));
        Some(Row { count, length, state, ..plain(label, Lead::Article(document, article)) })
    };
    progress::all(model).into_iter().filter_map(row).collect()
}

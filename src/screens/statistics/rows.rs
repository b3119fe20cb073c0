//! The rows of the charts.

use super::charts::{Chart, Lead, Made, Row, Sort};
use crate::actions::progress;
use crate::analysis::{Coding, Meetings, Spread};
use crate::annotation::{Annotation, Codebook, Progress};
use crate::input::matcher::Spelling;
use crate::state::Model;
use crate::theme::Hue;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The sign of the n-th tag at the top: what tells it apart without colour.
pub fn sign(n: usize) -> char {
    ('A'..='Z').chain('a'..='z').nth(n).unwrap_or('*')
}

/// What stands in a strip for what has no tag, and for a tag that is none of the codebook's.
pub const PLAIN: usize = usize::MAX;

/// Returns the annotations that are counted, by document: those of this coder; while other coders are shown, theirs too.
pub fn seen(model: &Model) -> impl Iterator<Item = (&str, Vec<&Annotation>)> {
    let coder = model.project.coder.name();
    let counts = move |a: &&Annotation| a.coder == coder || model.project.others;
    model.project.book.all().map(move |(document, list)| (document, list.iter().filter(counts).collect()))
}

fn plain(label: String, lead: Lead) -> Row {
    Row {
        at: 0,
        label,
        hue: Hue::default(),
        depth: 0,
        count: 0,
        series: BTreeMap::new(),
        strip: Vec::new(),
        length: 0,
        state: None,
        read: (0, 0, 0),
        lead,
    }
}

/// Counts a chart.
pub fn make(model: &Model, chart: Chart) -> Made {
    let mut coders = BTreeSet::from([model.project.coder.name()]);
    if chart.of_tags() {
        coders.extend(seen(model).flat_map(|(_, list)| list).map(|a| a.coder.as_str()));
    }
    let mut made = Made { coders: coders.into_iter().map(str::to_owned).collect(), ..Made::default() };
    match chart {
        Chart::Tags => tags(model, &mut made),
        Chart::Timeline => timeline(model, &mut made),
        Chart::Meetings => meetings(model, &mut made),
        Chart::Progress => articles(model, &mut made),
    }
    (0..).zip(&mut made.rows).for_each(|(n, row)| row.at = n);
    let pairs = made.meetings.pairs.iter().enumerate();
    let apart = pairs.filter_map(|(n, row)| row.get(n + 1..)?.iter().max());
    let of_rows = made.rows.iter().map(|row| row.count).max();
    made.most = if chart == Chart::Meetings { apart.max().copied() } else { of_rows }.unwrap_or(0);
    made
}

/// Sorts rows. Tags stand in no tree in another order than their own; the articles of a document stay with it.
pub fn sort(rows: &mut Vec<Row>, sort: Sort) {
    let spelling = Spelling::default();
    let names: HashMap<usize, String> = match sort {
        Sort::Name => rows.iter().map(|row| (row.at, spelling.of(&row.label))).collect(),
        Sort::Order | Sort::Count => HashMap::new(),
    };
    let in_order = |a: &Row, b: &Row| match sort {
        Sort::Order => a.at.cmp(&b.at),
        Sort::Count => (Reverse(a.count), a.at).cmp(&(Reverse(b.count), b.at)),
        Sort::Name => (names.get(&a.at), a.at).cmp(&(names.get(&b.at), b.at)),
    };
    rows.sort_by_key(|row| row.at);
    let mut families: Vec<Vec<Row>> = Vec::new();
    for row in std::mem::take(rows) {
        match families.last_mut() {
            Some(family) if row.depth > 0 && matches!(row.lead, Lead::Article(..)) => family.push(row),
            _ => families.push(vec![row]),
        }
    }
    families.iter_mut().filter_map(|family| family.get_mut(1..)).for_each(|rows| rows.sort_by(in_order));
    families.sort_by(|a, b| a.first().zip(b.first()).map_or(Ordering::Equal, |(a, b)| in_order(a, b)));
    rows.extend(families.into_iter().flatten());
}

/// The rows of the tags: how often each is given, and in which articles.
fn tags(model: &Model, made: &mut Made) {
    let lang = model.face.words.lang();
    let codebook = &model.project.book.codebook;
    made.articles = progress::all(model);
    // What stands in no article stands on the page, which is read before its first.
    let places: HashMap<(usize, usize), usize> = made.articles.iter().copied().zip(0..).collect();
    let stood = seen(model).flat_map(|(document, list)| {
        let (place, survey) = (model.shelf.place(document), model.shelf.survey(document));
        let places = &places;
        list.into_iter().map(move |annotation| {
            let standing = survey.and_then(|survey| survey.places.get(&annotation.id));
            let article = standing.map_or(0, |standing| standing.article);
            let at = place
                .and_then(|document| places.get(&(document, article)).or_else(|| places.get(&(document, 1))).copied());
            // What belongs to no document that is there stands behind all.
            ((at.unwrap_or(usize::MAX), article), annotation)
        })
    });
    let mut spread = Spread::of(codebook, stood);
    made.annotations = spread.annotations;
    let tree = codebook.tree();
    let used = tree.into_iter().filter_map(|(depth, tag)| {
        let count = spread.counts.get(tag.key.as_str())?.whole;
        let row = plain(tag.label(lang).to_owned(), Lead::Tag(tag.key.clone()));
        let places = spread.places.remove(tag.key.as_str()).unwrap_or_default();
        let mut series = BTreeMap::new();
        places.into_iter().for_each(|((at, _), count)| *series.entry(at).or_default() += count);
        Some(Row { hue: codebook.hue(&tag.key), depth, count, series, ..row })
    });
    made.rows = used.collect();
}

/// Returns for each tag the place among the tags at the top of the one that it stands below, with its colour.
fn tops(codebook: &Codebook) -> HashMap<&str, (usize, Hue)> {
    let mut found = HashMap::new();
    let mut top = (0, Hue::default());
    let mut next = 0;
    for (depth, tag) in codebook.tree() {
        if depth == 0 {
            top = (next, codebook.hue(&tag.key));
            next += 1;
        }
        found.insert(tag.key.as_str(), top);
    }
    found
}

/// The rows of the articles with the tags where they stand, and the legend of those that stand anywhere.
fn timeline(model: &Model, made: &mut Made) {
    let codebook = &model.project.book.codebook;
    let tops = tops(codebook);
    // A tag that the codebook does not know is by itself.
    let top = |tag: &String| {
        let key = codebook.resolve(tag);
        tops.get(key).copied().unwrap_or_else(|| (PLAIN, codebook.hue(key)))
    };
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
                let (n, hue) = annotation.tags.get(part).map_or((PLAIN, Hue::default()), &top);
                let (at, long) = (standing.before + standing.length * part / count, standing.length / count);
                strip.push((at, long, n, hue));
            }
        }
        strip.sort_by_key(|(at, length, ..)| (*at, Reverse(*length)));
        let label = model.shelf.heading(&item.path, article);
        let count = progress::annotations(model, document, article);
        made.annotations += count;
        made.rows.push(Row { count, strip, length, ..plain(label, Lead::Article(document, article)) });
    }
    legend(model, made);
}

/// Makes the legend of the tags that stand in a strip, and has the strips say their places in it.
fn legend(model: &Model, made: &mut Made) {
    let lang = model.face.words.lang();
    let used: BTreeSet<usize> = made.rows.iter().flat_map(|row| row.strip.iter().map(|(_, _, n, _)| *n)).collect();
    let places: HashMap<usize, usize> = used.iter().copied().zip(0..).collect();
    let tops = model.project.book.codebook.children(None);
    let named = used.iter().filter_map(|n| tops.get(*n));
    made.legend = (0..)
        .zip(named)
        .map(|(n, tag)| (sign(n), model.project.book.codebook.hue(&tag.key), tag.label(lang).to_owned()))
        .collect();
    if used.contains(&PLAIN) {
        made.legend.push(('=', Hue::default(), model.say("plain-highlight")));
    }
    for (_, _, n, _) in made.rows.iter_mut().flat_map(|row| &mut row.strip) {
        *n = places.get(n).copied().unwrap_or(0);
    }
}

/// The rows of the tags that meet.
fn meetings(model: &Model, made: &mut Made) {
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
    made.meetings = Meetings::of(&keys, &codings);
    made.annotations = codings.len();
    let row = |(n, key): (usize, &&str)| {
        let row = plain(codebook.label(key, lang).to_owned(), Lead::Tag((*key).to_owned()));
        let carried = made.meetings.pairs.get(n).and_then(|row| row.get(n)).copied().unwrap_or(0);
        Row { hue: codebook.hue(key), count: carried, ..row }
    };
    let rows = keys.iter().enumerate().map(row).collect();
    made.rows = rows;
}

/// The rows of the documents with how far they have been read, each with its articles if it has several.
fn articles(model: &Model, made: &mut Made) {
    let mut documents: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
    for (document, article) in progress::all(model) {
        let Some(item) = model.shelf.documents.get(document) else { continue };
        let survey = item.survey.as_ref();
        let length = survey.and_then(|s| s.lengths.get(article.checked_sub(1)?)).copied().unwrap_or(0);
        let (state, count) = (progress::of(model, document, article), progress::annotations(model, document, article));
        let is = |wanted| usize::from(state == Some(wanted));
        let read = (1, is(Progress::Done), is(Progress::Reading));
        let row = plain(item.title(article).to_owned(), Lead::Article(document, article));
        documents.entry(document).or_default().push(Row { count, length, state, read, ..row });
    }
    for (document, rows) in documents {
        let several = rows.len() > 1;
        let name = model.shelf.documents.get(document).map_or("", |item| item.title(0)).to_owned();
        if several {
            let sum = |of: &dyn Fn(&Row) -> usize| rows.iter().map(of).sum::<usize>();
            let read = (sum(&|row| row.read.0), sum(&|row| row.read.1), sum(&|row| row.read.2));
            let count = progress::annotations(model, document, 0);
            let whole = plain(name.clone(), Lead::Article(document, 1));
            made.rows.push(Row { count, length: sum(&|row| row.length), read, ..whole });
        }
        // A file of one article is known by both its names.
        let label = |title: String| if several || title == name { title } else { format!("{name}  {title}") };
        made.rows.extend(rows.into_iter().map(|row| {
            let title = label(row.label.clone());
            Row { depth: usize::from(several), label: title, ..row }
        }));
    }
}

//! Undo and redo: an edit is taken back or made again, said in words, and shown where it was.

use super::desk::take;
use super::shelf::name;
use super::stage::View;
use super::{App, open, structure};
use crate::annotation::quick::going_along;
use crate::annotation::{Annotation, Change, Changed, Edit, On, Override, What};
use crate::text::decode::one_line;
use crate::text::offsets::first_chars;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Takes the last edit back.
pub fn undo(app: &mut App) {
    back(app, false);
}

/// Makes the edit again that was taken back last.
pub fn redo(app: &mut App) {
    back(app, true);
}

fn back(app: &mut App, redo: bool) {
    if let (false, Some(last)) = (redo, app.desk.history.last()) {
        let changes = going_along(&app.desk.book, app.desk.coder.name(), last);
        app.desk.history.join(Edit { changes, ..Edit::default() });
    }
    let edit = if redo { app.desk.history.redo() } else { app.desk.history.undo() };
    let Some(edit) = edit else {
        app.notice(if redo { "notice-nothing-to-redo" } else { "notice-nothing-to-undo" });
        return;
    };
    // A tag that goes with the edit still has its name before.
    let what = told(app, &edit);
    app.desk.lit = None;
    app.reader.selection = None;
    take(app, &edit);
    show(app, &edit);
    app.notice_with(if redo { "notice-redone" } else { "notice-undone" }, &[("what", what)]);
}

/// Goes where the edit was: in the text to its place, with its annotation lit; in the codebook to its tag.
fn show(app: &mut App, edit: &Edit) {
    match app.stage.view {
        View::Panes => {
            if let Some((document, at)) = edit.at.clone() {
                open::go_to_char(app, &document, at);
            }
            let ids: Vec<Uuid> = annotations(edit).filter_map(|changed| Some(changed.after.as_ref()?.id)).collect();
            app.desk.lit = ids.first().copied().filter(|id| ids.len() == 1 && app.desk.mark(*id).is_some());
        }
        View::Codebook => {
            let tag = edit.changes.iter().find_map(|change| match change {
                Change::Tag(Changed { key, after: Some(_), .. }) => Some(key.clone()),
                _ => None,
            });
            app.stage.tagbook.wanted = tag.or_else(|| app.stage.tagbook.wanted.take());
        }
        View::Passages => {
            let id = annotations(edit).find_map(|changed| Some(changed.after.as_ref()?.id));
            let passages = &mut app.stage.passages;
            let row = passages.entries.iter().position(|entry| Some(entry.listed.id) == id);
            passages.place.chosen = row.unwrap_or(passages.place.chosen);
        }
        _ => {}
    }
}

fn annotations(edit: &Edit) -> impl Iterator<Item = &Changed<(String, Uuid), Annotation>> {
    edit.changes.iter().filter_map(|change| match change {
        Change::Annotation(changed) => Some(changed),
        _ => None,
    })
}

/// Code points of a passage, and names of things, that are said.
const WORDS: usize = 12;
const NAMES: usize = 3;

/// Says what an edit is about: what was done with what, the first words of the passage or their number, the document.
fn told(app: &App, edit: &Edit) -> String {
    let mut things: Vec<String> = Vec::new();
    for thing in edit.changes.iter().flat_map(|change| things_of(app, edit, change)) {
        if !thing.is_empty() && !things.contains(&thing) {
            things.push(thing);
        }
    }
    let more = things.len() > NAMES;
    things.truncate(NAMES);
    let label = app.say(edit.label);
    let done = [&[label], things.as_slice()].concat().join(" ") + if more { " .." } else { "" };
    let count = annotations(edit).count();
    let words = match (count, words_of(edit)) {
        (2.., _) => Some(app.face.words.fill("undo-passages", &[("count", count.to_string())])),
        (_, Some(words)) if !words.is_empty() => Some(format!("“{}”", short(&words))),
        _ => None,
    };
    let mut documents: Vec<&str> = edit.changes.iter().filter_map(Change::document).map(name).collect();
    documents.dedup();
    let document = match documents.as_slice() {
        [] => edit.at.as_ref().map(|(document, _)| name(document).to_owned()),
        [one] => Some((*one).to_owned()),
        [first, ..] => Some(format!("{first} ..")),
    };
    [Some(done), words, document].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Returns the first words of a passage in one row; marks of quotation around them are left off.
pub fn short(words: &str) -> String {
    let words = one_line(words);
    let words = words.trim_matches(|c: char| c.is_whitespace() || "“”‘’「」『』\"".contains(c));
    let cut = if words.chars().count() > WORDS { ".." } else { "" };
    format!("{}{cut}", first_chars(words, WORDS))
}

/// Returns the words of the first passage that the edit is about.
fn words_of(edit: &Edit) -> Option<String> {
    edit.changes.iter().find_map(|change| match change {
        Change::Annotation(changed) => Some(changed.item()?.quotation.text()),
        Change::Override(changed) => Some(changed.item()?.at.quotation.text()),
        Change::Progress(changed) => Some(changed.key.1.at.quotation.text()),
        _ => None,
    })
}

/// Returns the names of what a change puts on, takes off, makes or settles.
fn things_of(app: &App, edit: &Edit, change: &Change) -> Vec<String> {
    let lang = app.face.words.lang();
    // Tags that come or go with the edit are not in the codebook before or after.
    let own: BTreeMap<&str, &str> = edit
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Tag(changed) => Some((changed.key.as_str(), changed.item()?.label(lang))),
            _ => None,
        })
        .collect();
    let label = |key: &str| {
        let known = app.desk.book.codebook.get(key).map(|tag| tag.label(lang));
        known.or_else(|| own.get(key).copied()).unwrap_or(key).to_owned()
    };
    match change {
        Change::Annotation(changed) => {
            let tags = |side: &Option<Box<Annotation>>| side.as_ref().map(|a| a.tags.clone()).unwrap_or_default();
            let (before, after) = (tags(&changed.before), tags(&changed.after));
            let differs = |tag: &&String| before.contains(tag) != after.contains(tag);
            before.iter().chain(&after).filter(differs).map(|tag| label(tag)).collect()
        }
        Change::Tag(changed) => {
            let names = [&changed.before, &changed.after].map(|side| side.as_ref().map(|tag| tag.label(lang)));
            match names {
                [Some(was), Some(is)] if was != is => vec![format!("{was} > {is}")],
                [was, is] => was.or(is).into_iter().map(str::to_owned).collect(),
            }
        }
        Change::Override(changed) => changed.item().map(|o| settled(app, o)).into_iter().collect(),
        Change::Term(changed) => vec![changed.key.clone()],
        Change::Quick(changed) => {
            let (_, (set, key)) = &changed.key;
            let tag = changed.item().map(|tag| label(tag)).unwrap_or_default();
            vec![format!("{}.{key} {tag}", set + 1)]
        }
        Change::Memo(changed) => match &changed.key.1 {
            On::Project => Vec::new(),
            On::Tag(key) => vec![label(key)],
            On::Article(article) => vec![short(&article.at.quotation.text())],
        },
        Change::Attribute(changed) => {
            let (_, attribute) = &changed.key;
            let value = changed.item().map(String::as_str).unwrap_or_default();
            vec![format!("{attribute}={value}")]
        }
        Change::Progress(_) => Vec::new(),
    }
}

/// Returns what was settled, where the edit's own name does not say it.
fn settled(app: &App, found: &Override) -> String {
    match &found.what {
        What::Kind(kind) => app.say(structure::kind_words(*kind)),
        What::Read(text) | What::Encoding(text) => text.clone(),
        _ => String::new(),
    }
}

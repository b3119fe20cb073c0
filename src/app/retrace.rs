//! Undo and redo: an edit is taken back or made again, said in words, and shown where it was.

use super::desk::take;
use super::looking::decoded;
use super::shelf::name;
use super::stage::View;
use super::{App, open, saving, structure};
use crate::annotation::quick::{EMPTY, going_along, is_key};
use crate::annotation::{Annotation, Change, Changed, Edit, On, Override, Progress, Tag, What};
use crate::layout::fit_middle;
use crate::text::decode::one_line;
use crate::text::offsets::first_chars;
use crate::units::Cell;
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
    let what = if redo { told(app, &edit) } else { told(app, &edit.inverse()) };
    app.desk.lit = None;
    app.reader.selection = None;
    take(app, &edit);
    let decoded: Vec<String> = decoded(&edit).map(str::to_owned).collect();
    if !decoded.is_empty() {
        // Others may have annotated the text as it was decoded until now.
        saving::compare(app, decoded);
    }
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
            let tag = tag_of(app, edit);
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

/// Returns the tag in the codebook that an edit is about: the first of those that come; else the one that it is merged or
/// changed, unless the chosen one is among those that change.
fn tag_of(app: &App, edit: &Edit) -> Option<String> {
    let chosen = super::tagbook::chosen(app).map(|tag| tag.key.as_str());
    let mut changed: Vec<(u8, &str)> = Vec::new();
    for change in &edit.changes {
        let Change::Tag(Changed { key, before, after: Some(after) }) = change else { continue };
        let rank = match before {
            None => 0,
            Some(before) if before.merged_into != after.merged_into => 1,
            Some(_) if chosen == Some(key) => 2,
            Some(before) if !only_order(before, after) => 3,
            Some(_) => 4,
        };
        changed.push((rank, key));
    }
    // That which goes leaves the row where it was.
    let goes = |change: &Change| matches!(change, Change::Tag(Changed { after: None, .. }));
    let best = changed.iter().map(|(rank, _)| *rank).min().filter(|_| !edit.changes.iter().any(goes))?;
    let tree = app.desk.book.codebook.tree();
    let first = tree.into_iter().find(|(_, tag)| changed.contains(&(best, tag.key.as_str())));
    first.map(|(_, tag)| tag.key.clone())
}

/// Tells whether nothing but its place among its siblings is another.
fn only_order(before: &Tag, after: &Tag) -> bool {
    before.says_as(&Tag { order: before.order, ..after.clone() })
}

fn annotations(edit: &Edit) -> impl Iterator<Item = &Changed<(String, Uuid), Annotation>> {
    edit.changes.iter().filter_map(|change| match change {
        Change::Annotation(changed) => Some(changed),
        _ => None,
    })
}

/// Code points of a passage, cells of a name, and names of things, that are said.
const WORDS: usize = 12;
const NAME: Cell = 16;
const NAMES: usize = 3;

/// Says what an edit is about: what was done with what, the first words of the passage or their number, the document.
fn told(app: &App, edit: &Edit) -> String {
    let about = Telling::of(app, edit);
    let mut things: Vec<String> = Vec::new();
    for thing in edit.changes.iter().flat_map(|change| about.things(change)) {
        if !thing.is_empty() && !things.contains(&thing) {
            things.push(thing);
        }
        if things.len() > NAMES {
            break;
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
    let mut documents = edit.changes.iter().filter_map(document_of);
    let first = documents.next();
    let several = documents.any(|other| Some(other) != first);
    let document = match first {
        None => edit.at.as_ref().map(|(document, _)| name(document).to_owned()),
        Some(first) => Some(format!("{}{}", name(first), if several { " .." } else { "" })),
    };
    [Some(done), words, document].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Returns the document that a change is about.
fn document_of(change: &Change) -> Option<&str> {
    match change {
        Change::Progress(changed) => Some(&changed.key.1.document),
        Change::Attribute(changed) => Some(&changed.key.0.document),
        Change::Memo(changed) => match &changed.key.1 {
            On::Article(article) => Some(&article.document),
            On::Project | On::Tag(_) => None,
        },
        other => other.document(),
    }
}

/// Returns the name of a tag as sentences say it: a long one is cut in its middle.
pub fn brief(app: &App, label: &str) -> String {
    fit_middle(label, NAME, app.face.widths)
}

/// Returns the first words of a passage in one row; marks of quotation around them are left off.
pub fn short(words: &str) -> String {
    let words = one_line(words);
    let words = words.trim_matches(|c: char| c.is_whitespace() || "“”‘’「」『』\"".contains(c));
    let cut = if words.chars().count() > WORDS { ".." } else { "" };
    // Those within it must not end the marks that it stands between.
    format!("{}{cut}", first_chars(words, WORDS)).replace('“', "‘").replace('”', "’")
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

/// What is known of an edit that is told.
struct Telling<'a> {
    app: &'a App,
    /// Names of the tags that come or go with it: those are not in the codebook before or after.
    own: BTreeMap<&'a str, &'a str>,
    /// It is about quick keys alone.
    keys: bool,
    /// Tags were merged: others only follow.
    merged: bool,
    /// Tags only got another place among their siblings.
    ordered: bool,
}

impl<'a> Telling<'a> {
    fn of(app: &'a App, edit: &'a Edit) -> Self {
        let lang = app.face.words.lang();
        let mut own = BTreeMap::new();
        let (mut keys, mut merged, mut ordered) = (true, false, true);
        for change in &edit.changes {
            keys &= matches!(change, Change::Quick(_));
            let Change::Tag(Changed { key, before, after }) = change else { continue };
            own.extend(after.as_ref().or(before.as_ref()).map(|tag| (key.as_str(), tag.label(lang))));
            if let (Some(before), Some(after)) = (before, after) {
                merged |= before.merged_into != after.merged_into;
                ordered &= only_order(before, after);
            } else {
                ordered = false;
            }
        }
        Self { app, own, keys, merged, ordered }
    }

    fn label(&self, key: &str) -> String {
        let known = self.app.desk.book.codebook.get(key).map(|tag| tag.label(self.app.face.words.lang()));
        brief(self.app, known.or_else(|| self.own.get(key).copied()).unwrap_or(key))
    }

    /// Returns the names of what a change puts on, takes off, makes or settles.
    fn things(&self, change: &Change) -> Vec<String> {
        let app = self.app;
        match change {
            Change::Annotation(changed) => {
                let tags = |side: &Option<Box<Annotation>>| side.as_ref().map(|a| a.tags.clone()).unwrap_or_default();
                let (before, after) = (tags(&changed.before), tags(&changed.after));
                let differs = |tag: &&String| before.contains(tag) != after.contains(tag);
                before.iter().chain(&after).filter(differs).map(|tag| self.label(tag)).collect()
            }
            Change::Tag(changed) => self.tag(changed).into_iter().collect(),
            Change::Override(changed) => changed.item().map(|o| settled(app, o)).into_iter().collect(),
            Change::Term(changed) => vec![changed.key.clone()],
            Change::Quick(changed) if self.keys && is_key(changed.key.1) => {
                let tag = [&changed.after, &changed.before].into_iter().flatten().find(|tag| ***tag != EMPTY);
                tag.map(|tag| format!("{} {}", app.desk.key_name(changed.key.1), self.label(tag))).into_iter().collect()
            }
            Change::Quick(_) => Vec::new(),
            Change::Memo(changed) => match &changed.key.1 {
                On::Project => vec![app.say("memo-project")],
                On::Tag(key) => vec![self.label(key)],
                On::Article(article) => vec![short(&article.at.quotation.text())],
            },
            Change::Attribute(changed) => {
                let (_, attribute) = &changed.key;
                let value = changed.item().map(String::as_str).unwrap_or_default();
                vec![format!("{attribute}={value}")]
            }
            Change::Progress(changed) => {
                vec![app.say(match changed.after.as_deref() {
                    None => "progress-unread",
                    Some(Progress::Reading) => "progress-reading",
                    Some(Progress::Done) => "progress-done",
                })]
            }
        }
    }

    /// Returns what happened to a tag: its name, and the new one, or the tag that it was moved below or merged into.
    fn tag(&self, changed: &Changed<String, Tag>) -> Option<String> {
        let lang = self.app.face.words.lang();
        let (Some(before), Some(after)) = (&changed.before, &changed.after) else {
            return Some(self.label(&changed.key));
        };
        let (was, is) = (brief(self.app, before.label(lang)), brief(self.app, after.label(lang)));
        let to = match () {
            () if before.merged_into != after.merged_into => after.merged_into.as_deref().map(|key| self.label(key)),
            () if self.merged || only_order(before, after) && !self.ordered => return None,
            () if was != is => Some(is),
            () if before.parent != after.parent => {
                let above = after.parent.as_deref().map(|key| self.label(key));
                Some(above.unwrap_or_else(|| self.app.say("tag-to-top")))
            }
            () => None,
        };
        Some(to.map_or(was.clone(), |to| format!("{was} > {to}")))
    }
}

/// Returns what was settled, where the edit's own name does not say it.
fn settled(app: &App, found: &Override) -> String {
    match &found.what {
        What::Kind(kind) => app.say(structure::kind_words(*kind)),
        What::Read(text) | What::Encoding(text) => short(text),
        _ => String::new(),
    }
}

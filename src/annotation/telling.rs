//! An edit in words: what was done with what, where.

use super::quick::{EMPTY, Slot, is_key};
use super::{Annotation, Book, Change, Changed, Edit, On, Override, Progress, Tag, What};
use crate::text::decode::one_line;
use crate::text::offsets::first_chars;
use crate::text::quote::nested;
use crate::words::Words;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Code points of a passage, and names of things, that are said where nobody asks for more.
pub const WORDS: usize = 12;
const NAMES: usize = 3;

/// What is to be known to say an edit.
pub struct Teller<'a> {
    /// The sentences.
    pub words: &'a Words,
    /// What tags are called.
    pub book: &'a Book,
    /// Cuts a name to the room that sentences have.
    pub brief: &'a dyn Fn(&str) -> String,
    /// Names a quick key.
    pub key: &'a dyn Fn(Slot) -> String,
    /// Code points of a passage that are said.
    pub quoted: usize,
}

impl Teller<'_> {
    /// Says what an edit is about: its name, what was done with what, the first words of the passage or their number,
    /// the document.
    pub fn told(&self, label: &str, edit: &Edit) -> String {
        let about = Telling::of(self, edit);
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
        let label = self.words.say(if takes_off(label, edit) { "edit-untag" } else { label });
        let done = [&[label], things.as_slice()].concat().join(" ") + if more { " .." } else { "" };
        let count = annotations(edit).count();
        let what = match (count, words_of(edit)) {
            (2.., _) => self.words.fill("undo-passages", &[("done", done), ("count", count.to_string())]),
            (_, Some(words)) if !words.is_empty() => {
                self.words.fill("undo-passage", &[("done", done), ("words", nested(&shortened(&words, self.quoted)))])
            }
            _ => done,
        };
        let mut documents = edit.changes.iter().filter_map(document_of);
        let first = documents.next();
        let several = documents.any(|other| Some(other) != first);
        let document = match first {
            None => edit.at.as_ref().map(|(document, _)| name(document).to_owned()),
            Some(first) => Some(format!("{}{}", name(first), if several { " .." } else { "" })),
        };
        match document {
            Some(document) => self.words.fill("undo-where", &[("what", what), ("document", document)]),
            None => what,
        }
    }
}

/// Tells whether an edit of tags only takes them off.
fn takes_off(label: &str, edit: &Edit) -> bool {
    let fewer = |changed: &Changed<(String, Uuid), Annotation>| match (&changed.before, &changed.after) {
        (Some(before), Some(after)) => {
            after.tags.len() < before.tags.len() && after.tags.iter().all(|tag| before.tags.contains(tag))
        }
        _ => false,
    };
    label == "edit-tag" && annotations(edit).count() > 0 && annotations(edit).all(fewer)
}

/// Tells whether nothing but its place among its siblings is another.
pub fn only_order(before: &Tag, after: &Tag) -> bool {
    before.says_as(&Tag { order: before.order, ..after.clone() })
}

/// Returns what an edit changes of annotations.
pub fn annotations(edit: &Edit) -> impl Iterator<Item = &Changed<(String, Uuid), Annotation>> {
    edit.changes.iter().filter_map(|change| match change {
        Change::Annotation(changed) => Some(changed),
        _ => None,
    })
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

/// Returns the first words of a passage in one row; marks of quotation around them are left off.
pub fn short(words: &str) -> String {
    shortened(words, WORDS)
}

/// Returns the first so many code points of a passage in the same way.
fn shortened(words: &str, most: usize) -> String {
    let words = one_line(words);
    let words = words.trim_matches(|c: char| c.is_whitespace() || "“”‘’「」『』\"".contains(c));
    let cut = if words.chars().count() > most { ".." } else { "" };
    // Those within it must not end the marks that it stands between.
    format!("{}{cut}", first_chars(words, most)).replace('“', "‘").replace('”', "’")
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
    with: &'a Teller<'a>,
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
    fn of(with: &'a Teller<'a>, edit: &'a Edit) -> Self {
        let lang = with.words.lang();
        let mut own = BTreeMap::new();
        let (mut keys, mut merged, mut ordered) = (true, false, true);
        for change in &edit.changes {
            keys &= matches!(change, Change::Quick(_));
            let Change::Tag(changed) = change else { continue };
            own.extend(changed.item().map(|tag| (changed.key.as_str(), tag.label(lang))));
            if let (Some(before), Some(after)) = changed.sides() {
                merged |= before.merged_into != after.merged_into;
                ordered &= only_order(before, after);
            } else {
                ordered = false;
            }
        }
        Self { with, own, keys, merged, ordered }
    }

    fn label(&self, key: &str) -> String {
        let known = self.with.book.codebook.known(key).map(|tag| tag.label(self.with.words.lang()));
        self.brief(known.or_else(|| self.own.get(key).copied()).unwrap_or(key))
    }

    fn brief(&self, name: &str) -> String {
        (self.with.brief)(name)
    }

    /// Returns the names of what a change puts on, takes off, makes or settles.
    fn things(&self, change: &Change) -> Vec<String> {
        let say = |key: &str| self.with.words.say(key);
        match change {
            Change::Annotation(changed) => {
                let tags = |side: &Option<Box<Annotation>>| side.as_ref().map(|a| a.tags.clone()).unwrap_or_default();
                let (before, after) = (tags(&changed.before), tags(&changed.after));
                let differs = |tag: &&String| before.contains(tag) != after.contains(tag);
                before.iter().chain(&after).filter(differs).map(|tag| self.label(tag)).collect()
            }
            Change::Tag(changed) => self.tag(changed).into_iter().collect(),
            Change::Override(changed) => changed.item().map(|o| settled(self.with.words, o)).into_iter().collect(),
            Change::Term(changed) => vec![changed.key.clone()],
            Change::Quick(changed) if self.keys && is_key(changed.key.1) => {
                let tag = [&changed.after, &changed.before].into_iter().flatten().find(|tag| ***tag != EMPTY);
                tag.map(|tag| format!("{} {}", (self.with.key)(changed.key.1), self.label(tag))).into_iter().collect()
            }
            Change::Quick(_) => Vec::new(),
            Change::Memo(changed) => match &changed.key.1 {
                On::Project => vec![say("memo-project")],
                On::Tag(key) => vec![self.label(key)],
                On::Article(article) => vec![shortened(&article.at.quotation.text(), self.with.quoted)],
            },
            Change::Attribute(changed) => {
                let (_, attribute) = &changed.key;
                let value = changed.item().map(String::as_str).unwrap_or_default();
                vec![format!("{attribute}={value}")]
            }
            // What of the text it was goes with the article.
            Change::Progress(changed) if changed.key.1.is_stretch() => Vec::new(),
            Change::Progress(changed) => {
                vec![say(match changed.after.as_deref() {
                    None => "progress-unread",
                    Some(Progress::Reading) => "progress-reading",
                    Some(Progress::Done) => "progress-done",
                })]
            }
        }
    }

    /// Returns what happened to a tag: its name, and the new one, or the tag that it was moved below or merged into.
    fn tag(&self, changed: &Changed<String, Tag>) -> Option<String> {
        let lang = self.with.words.lang();
        let (Some(before), Some(after)) = changed.sides() else {
            return Some(self.label(&changed.key));
        };
        let (was, is) = (self.brief(before.label(lang)), self.brief(after.label(lang)));
        let to = match () {
            () if before.merged_into != after.merged_into => after.merged_into.as_deref().map(|key| self.label(key)),
            () if self.merged || only_order(before, after) && !self.ordered => return None,
            () if was != is => Some(is),
            () if before.parent != after.parent => {
                let above = after.parent.as_deref().map(|key| self.label(key));
                Some(above.unwrap_or_else(|| self.with.words.say("tag-to-top")))
            }
            () => None,
        };
        Some(to.map_or(was.clone(), |to| format!("{was} > {to}")))
    }
}

/// Returns what was settled, where the edit's own name does not say it.
fn settled(words: &Words, found: &Override) -> String {
    match &found.what {
        What::Kind(kind) => words.say(kind.words()),
        What::Read(text) | What::Encoding(text) => short(text),
        What::Genre(genre) => words.say(genre.words()),
        What::Speaker(name) => short(name),
        What::Name(of, name) => short(&format!("{of} = {name}")),
        _ => String::new(),
    }
}

/// Returns a document's name as people know it: without folders, extension and a machine's number.
pub fn name(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    match stem.split_once('_') {
        Some((head, tail)) if !head.is_empty() && tail.len() >= 8 && tail.bytes().all(|b| b.is_ascii_hexdigit()) => {
            head
        }
        _ => stem,
    }
}

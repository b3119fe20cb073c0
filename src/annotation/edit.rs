//! Edits, and the one function that applies them: a three-way merge of each field.

use super::{Annotation, Book, Override, Tag};
use crate::units::Char;
use std::collections::BTreeMap;
use uuid::Uuid;

/// One thing that changes. Nothing before: it is new. Nothing after: it is removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// An annotation of a document.
    Annotation {
        /// The document's path.
        document: String,
        /// The annotation.
        id: Uuid,
        /// As it was.
        before: Option<Box<Annotation>>,
        /// As it is to be.
        after: Option<Box<Annotation>>,
    },
    /// A tag.
    Tag {
        /// Its key.
        key: String,
        /// As it was.
        before: Option<Box<Tag>>,
        /// As it is to be.
        after: Option<Box<Tag>>,
    },
    /// Something settled about a document.
    Override {
        /// The document's path.
        document: String,
        /// The override.
        id: Uuid,
        /// As it was.
        before: Option<Box<Override>>,
        /// As it is to be.
        after: Option<Box<Override>>,
    },
    /// A word for the segmenter.
    Term {
        /// The word.
        term: String,
        /// Whether it is one afterwards.
        known: bool,
    },
}

/// Changes that belong together: one step of undo.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// The key of the words that name it.
    pub label: &'static str,
    /// The place to show on undo: document and position.
    pub at: Option<(String, Char)>,
    /// What changes.
    pub changes: Vec<Change>,
}

impl Edit {
    /// Returns the edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let swap = |change: &Change| match change.clone() {
            Change::Annotation { document, id, before, after } => {
                Change::Annotation { document, id, before: after, after: before }
            }
            Change::Tag { key, before, after } => Change::Tag { key, before: after, after: before },
            Change::Override { document, id, before, after } => {
                Change::Override { document, id, before: after, after: before }
            }
            Change::Term { term, known } => Change::Term { term, known: !known },
        };
        let changes = self.changes.iter().rev().map(swap).collect();
        Self { label: self.label, at: self.at.clone(), changes }
    }
}

/// How many fields kept what stood there because it was changed elsewhere in the meantime.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept(pub usize);

/// Applies an edit. Where the present is what the edit began with, it simply holds afterwards; a field
/// that was changed elsewhere in the meantime stays as it is and is counted.
pub fn apply(book: &mut Book, edit: &Edit) -> Kept {
    let mut kept = Kept::default();
    for change in &edit.changes {
        match change {
            Change::Annotation { document, id, before, after } => {
                let present = book.get(document, *id).cloned();
                let merged = merge(before.as_deref(), present, after.as_deref(), &mut kept, merge_annotation);
                book.set(document, *id, merged);
            }
            Change::Tag { key, before, after } => {
                let present = book.codebook.get(key).cloned();
                let merged = merge(before.as_deref(), present, after.as_deref(), &mut kept, merge_tag);
                book.codebook.set(key, merged);
            }
            Change::Override { document, id, before, after } => {
                let present = book.overrides(document).iter().find(|o| o.id == *id).cloned();
                let merged = merge(before.as_deref(), present, after.as_deref(), &mut kept, merge_override);
                book.set_override(document, *id, merged);
            }
            Change::Term { term, known: true } => {
                book.terms.insert(term.clone());
            }
            Change::Term { term, known: false } => {
                book.terms.remove(term);
            }
        }
    }
    kept
}

type Fields<T> = fn(&T, T, &T, &mut Kept) -> T;

/// Merges whether something is there at all; what was changed on one side survives removal on the other.
fn merge<T: Clone + PartialEq>(
    before: Option<&T>,
    present: Option<T>,
    after: Option<&T>,
    kept: &mut Kept,
    fields: Fields<T>,
) -> Option<T> {
    match (before, present, after) {
        (_, None, after) => after.cloned(),
        (Some(before), Some(present), None) if *before != present => {
            kept.0 += 1;
            Some(present)
        }
        (_, Some(_), None) => None,
        (Some(before), Some(present), Some(after)) => Some(fields(before, present, after, kept)),
        (None, Some(present), Some(after)) => Some(fields(&present.clone(), present, after, kept)),
    }
}

/// Merges one field.
fn field<T: Clone + PartialEq>(before: &T, present: T, after: &T, kept: &mut Kept) -> T {
    if present == *before {
        return after.clone();
    }
    if after != before && *after != present {
        kept.0 += 1;
    }
    present
}

/// Merges an ordered set: what one side added or removed is added or removed.
fn set(before: &[String], present: Vec<String>, after: &[String]) -> Vec<String> {
    if present == before {
        return after.to_vec();
    }
    let removed = |item: &String| before.contains(item) && !after.contains(item);
    let mut merged: Vec<String> = present.into_iter().filter(|item| !removed(item)).collect();
    for item in after {
        if !before.contains(item) && !merged.contains(item) {
            merged.push(item.clone());
        }
    }
    merged
}

fn merge_annotation(before: &Annotation, present: Annotation, after: &Annotation, kept: &mut Kept) -> Annotation {
    let mut own = Kept::default();
    let place = field(
        &(before.target.clone(), before.quotation.clone()),
        (present.target.clone(), present.quotation.clone()),
        &(after.target.clone(), after.quotation.clone()),
        &mut own,
    );
    let note = field(&before.note, present.note.clone(), &after.note, &mut own);
    let conflict = field(&before.conflict, present.conflict.clone(), &after.conflict, &mut own);
    let undecided = own.0 > 0 && conflict.is_none();
    kept.0 += own.0;
    Annotation {
        id: present.id,
        target: place.0,
        quotation: place.1,
        tags: set(&before.tags, present.tags.clone(), &after.tags),
        note,
        coder: present.coder.clone(),
        created: present.created,
        modified: if present == *before { after.modified } else { present.modified.max(after.modified) },
        conflict: if undecided { Some(Box::new(Annotation { conflict: None, ..after.clone() })) } else { conflict },
    }
}

fn merge_tag(before: &Tag, present: Tag, after: &Tag, kept: &mut Kept) -> Tag {
    let untouched = present == *before;
    Tag {
        zh: field(&before.zh, present.zh, &after.zh, kept),
        en: field(&before.en, present.en, &after.en, kept),
        parent: field(&before.parent, present.parent, &after.parent, kept),
        order: field(&before.order, present.order, &after.order, kept),
        slot: field(&before.slot, present.slot, &after.slot, kept),
        definition: field(&before.definition, present.definition, &after.definition, kept),
        include: field(&before.include, present.include, &after.include, kept),
        exclude: field(&before.exclude, present.exclude, &after.exclude, kept),
        examples: set(&before.examples, present.examples, &after.examples),
        aliases: set(&before.aliases, present.aliases, &after.aliases),
        merged_into: field(&before.merged_into, present.merged_into, &after.merged_into, kept),
        created: present.created,
        modified: if untouched { after.modified } else { present.modified.max(after.modified) },
        key: present.key,
    }
}

fn merge_override(before: &Override, present: Override, after: &Override, kept: &mut Kept) -> Override {
    let untouched = present == *before;
    Override {
        id: present.id,
        at: field(&before.at, present.at, &after.at, kept),
        what: field(&before.what, present.what, &after.what, kept),
        created: present.created,
        modified: if untouched { after.modified } else { present.modified.max(after.modified) },
    }
}

/// Returns the ids of what differs between two lists, with both versions.
fn differing<'a, T: PartialEq>(from: &'a [T], to: &'a [T], id: fn(&T) -> Uuid) -> Vec<Differing<'a, T>> {
    let old: BTreeMap<Uuid, &T> = from.iter().map(|item| (id(item), item)).collect();
    let new: BTreeMap<Uuid, &T> = to.iter().map(|item| (id(item), item)).collect();
    let mut ids: Vec<Uuid> = old.keys().chain(new.keys()).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let both = |id: Uuid| (id, old.get(&id).copied(), new.get(&id).copied());
    ids.into_iter().map(both).filter(|(_, old, new)| old != new).collect()
}

type Differing<'a, T> = (Uuid, Option<&'a T>, Option<&'a T>);

fn boxed<T: Clone>(item: Option<&T>) -> Option<Box<T>> {
    item.cloned().map(Box::new)
}

/// Returns the changes that lead from one list of a document's overrides to another.
pub fn difference_of_overrides(document: &str, from: &[Override], to: &[Override]) -> Vec<Change> {
    let change = |(id, before, after): Differing<Override>| Change::Override {
        document: document.to_owned(),
        id,
        before: boxed(before),
        after: boxed(after),
    };
    differing(from, to, |o| o.id).into_iter().map(change).collect()
}

/// Returns the changes that lead from one list of annotations of a document to another.
pub fn difference(document: &str, from: &[Annotation], to: &[Annotation]) -> Vec<Change> {
    let change = |(id, before, after): Differing<Annotation>| Change::Annotation {
        document: document.to_owned(),
        id,
        before: boxed(before),
        after: boxed(after),
    };
    differing(from, to, |a| a.id).into_iter().map(change).collect()
}

//! Edits, and the one function that applies them: a three-way merge of each field.

use super::{Annotation, ArticleName, Book, Memo, On, Override, Part, Personal, Progress, Tag};
use crate::units::Char;
use std::collections::BTreeMap;
use uuid::Uuid;

/// An item that changes: its key, as it was, as it is to be. Nothing before: it is new. Nothing after: it is
/// removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed<K, T> {
    /// What it is known by.
    pub key: K,
    /// As it was.
    pub before: Option<Box<T>>,
    /// As it is to be.
    pub after: Option<Box<T>>,
}

impl<K, T> Changed<K, T> {
    /// Makes the change of an item.
    pub fn new(key: K, before: Option<T>, after: Option<T>) -> Self {
        Self { key, before: before.map(Box::new), after: after.map(Box::new) }
    }

    fn inverse(self) -> Self {
        Self { key: self.key, before: self.after, after: self.before }
    }

    /// Returns the item, as it is to be or else as it was.
    pub fn item(&self) -> Option<&T> {
        self.after.as_deref().or(self.before.as_deref())
    }
}

/// One thing that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// An annotation: document and id.
    Annotation(Changed<(String, Uuid), Annotation>),
    /// A tag, by its key.
    Tag(Changed<String, Tag>),
    /// Something settled about a document: document and id.
    Override(Changed<(String, Uuid), Override>),
    /// A word for the segmenter.
    Term(Changed<String, ()>),
    /// How far a coder has read an article.
    Progress(Changed<(String, ArticleName), Progress>),
    /// A quick key of a coder: set from 0, key 1 to 9; the key of a tag.
    Quick(Changed<(String, (u8, u8)), String>),
    /// A memo of a coder.
    Memo(Changed<(String, On), Memo>),
    /// An attribute of an article or a document, by name.
    Attribute(Changed<(ArticleName, String), String>),
}

macro_rules! each {
    ($change:expr, $inner:ident => $with:expr) => {
        match $change {
            Change::Annotation($inner) => Change::Annotation($with),
            Change::Tag($inner) => Change::Tag($with),
            Change::Override($inner) => Change::Override($with),
            Change::Term($inner) => Change::Term($with),
            Change::Progress($inner) => Change::Progress($with),
            Change::Quick($inner) => Change::Quick($with),
            Change::Memo($inner) => Change::Memo($with),
            Change::Attribute($inner) => Change::Attribute($with),
        }
    };
}

impl Change {
    /// Makes the change of an annotation.
    pub fn annotation(document: &str, id: Uuid, before: Option<Annotation>, after: Option<Annotation>) -> Self {
        Self::Annotation(Changed::new((document.to_owned(), id), before, after))
    }

    /// Makes the change of a tag.
    pub fn tag(key: &str, before: Option<Tag>, after: Option<Tag>) -> Self {
        Self::Tag(Changed::new(key.to_owned(), before, after))
    }

    /// Makes the change of something settled about a document.
    pub fn settled(document: &str, id: Uuid, before: Option<Override>, after: Option<Override>) -> Self {
        Self::Override(Changed::new((document.to_owned(), id), before, after))
    }

    /// Makes the change of a word for the segmenter.
    pub fn term(term: &str, known: bool) -> Self {
        Self::Term(Changed::new(term.to_owned(), (!known).then_some(()), known.then_some(())))
    }

    /// Puts what is new, or kept by a coder, in a coder's name: it was not known when the change was thought of.
    pub fn name_coder(&mut self, name: &str) {
        match self {
            Self::Annotation(Changed { before: None, after: Some(after), .. }) => name.clone_into(&mut after.coder),
            Self::Progress(changed) => name.clone_into(&mut changed.key.0),
            Self::Quick(changed) => name.clone_into(&mut changed.key.0),
            Self::Memo(changed) => name.clone_into(&mut changed.key.0),
            _ => {}
        }
    }

    /// Returns the document whose annotations or structure it touches.
    pub fn document(&self) -> Option<&str> {
        match self {
            Self::Annotation(changed) => Some(&changed.key.0),
            Self::Override(changed) => Some(&changed.key.0),
            _ => None,
        }
    }

    /// Returns the part of a store that it touches.
    pub fn part(&self) -> Part {
        match self {
            Self::Annotation(changed) => {
                let coder = changed.item().map(|a| a.coder.clone()).unwrap_or_default();
                Part::Sheet { coder, document: changed.key.0.clone() }
            }
            Self::Tag(changed) => Part::Tag(changed.key.clone()),
            Self::Override(changed) => Part::Settled(changed.key.0.clone()),
            Self::Term(changed) => Part::Term(changed.key.clone()),
            Self::Progress(changed) => Part::Progress(changed.key.0.clone()),
            Self::Quick(changed) => Part::Progress(changed.key.0.clone()),
            Self::Memo(changed) => Part::Memos(changed.key.0.clone()),
            Self::Attribute(_) => Part::Attributes,
        }
    }
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
        let changes = self.changes.iter().rev().cloned().map(|change| each!(change, c => c.inverse())).collect();
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
    let k = &mut kept;
    for change in &edit.changes {
        match change {
            Change::Annotation(c) => {
                let (document, id) = &c.key;
                let merged = merge(c, book.get(document, *id).cloned(), k, merge_annotation);
                book.set(document, *id, merged);
            }
            Change::Tag(c) => {
                let merged = merge(c, book.codebook.get(&c.key).cloned(), k, merge_tag);
                book.codebook.set(&c.key, merged);
            }
            Change::Override(c) => {
                let (document, id) = &c.key;
                let present = book.overrides(document).iter().find(|o| o.id == *id).cloned();
                let merged = merge(c, present, k, merge_override);
                book.set_override(document, *id, merged);
            }
            Change::Term(c) if c.after.is_some() => {
                book.terms.insert(c.key.clone());
            }
            Change::Term(c) => {
                book.terms.remove(&c.key);
            }
            Change::Progress(c) => book.in_personal(&c.key.0, |own| in_map(&mut own.progress, &c.key.1, c, k)),
            Change::Quick(c) => book.in_personal(&c.key.0, |own| in_map(&mut own.quick, &c.key.1, c, k)),
            Change::Memo(c) => book.in_personal(&c.key.0, |own| in_map(&mut own.memos, &c.key.1, c, k)),
            Change::Attribute(c) => in_map(&mut book.attributes, &c.key, c, k),
        }
    }
    kept
}

/// Changes what stands in a map: the item is one field.
fn in_map<K: Ord + Clone, C, T: Clone + PartialEq>(
    map: &mut BTreeMap<K, T>,
    key: &K,
    changed: &Changed<C, T>,
    kept: &mut Kept,
) {
    let merged = merge(changed, map.get(key).cloned(), kept, |b, p, a, k| field(b, p, a, k));
    match merged {
        Some(item) => map.insert(key.clone(), item),
        None => map.remove(key),
    };
}

type Fields<T> = fn(&T, T, &T, &mut Kept) -> T;

/// Merges whether something is there at all; what was changed on one side survives removal on the other.
fn merge<K, T: Clone + PartialEq>(
    changed: &Changed<K, T>,
    present: Option<T>,
    kept: &mut Kept,
    fields: Fields<T>,
) -> Option<T> {
    match (changed.before.as_deref(), present, changed.after.as_deref()) {
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

/// Returns the changes that lead from one book to another.
pub fn difference(from: &Book, to: &Book) -> Vec<Change> {
    let mut changes = Vec::new();
    let documents = |book: &Book| book.all().map(|(document, _)| document.to_owned()).collect::<Vec<_>>();
    for document in either(documents(from), documents(to)) {
        let (old, new) = (from.of(&document), to.of(&document));
        let change = |(id, before, after)| Change::annotation(&document, id, before, after);
        changes.extend(differing(&by_id(old, |a| a.id), &by_id(new, |a| a.id)).map(change));
    }
    let settled = |book: &Book| book.all_overrides().map(|(document, _)| document.to_owned()).collect::<Vec<_>>();
    for document in either(settled(from), settled(to)) {
        let (old, new) = (from.overrides(&document), to.overrides(&document));
        let change = |(id, before, after)| Change::settled(&document, id, before, after);
        changes.extend(differing(&by_id(old, |o| o.id), &by_id(new, |o| o.id)).map(change));
    }
    let tags = |book: &Book| book.codebook.all().map(|tag| (tag.key.clone(), tag.clone())).collect();
    changes.extend(differing(&tags(from), &tags(to)).map(|(key, before, after)| Change::tag(&key, before, after)));
    let terms = from.terms.symmetric_difference(&to.terms);
    changes.extend(terms.map(|term| Change::term(term, to.terms.contains(term))));
    changes
        .extend(differing(&from.attributes, &to.attributes).map(|(k, b, a)| Change::Attribute(Changed::new(k, b, a))));
    let coders = |book: &Book| book.personal.keys().cloned().collect::<Vec<_>>();
    for coder in either(coders(from), coders(to)) {
        let (old, new) = (from.personal(&coder), to.personal(&coder));
        changes.extend(difference_of_personal(&coder, old, new));
    }
    changes
}

fn difference_of_personal<'a>(coder: &'a str, old: &'a Personal, new: &'a Personal) -> impl Iterator<Item = Change> {
    let own = coder.to_owned();
    let progress = differing(&old.progress, &new.progress);
    let progress = progress.map(move |(k, b, a)| Change::Progress(Changed::new((own.clone(), k), b, a)));
    let own = coder.to_owned();
    let quick = differing(&old.quick, &new.quick);
    let quick = quick.map(move |(k, b, a)| Change::Quick(Changed::new((own.clone(), k), b, a)));
    let own = coder.to_owned();
    let memos = differing(&old.memos, &new.memos);
    let memos = memos.map(move |(k, b, a)| Change::Memo(Changed::new((own.clone(), k), b, a)));
    progress.chain(quick).chain(memos)
}

/// Returns what stands in either list, once.
fn either(from: Vec<String>, to: Vec<String>) -> std::collections::BTreeSet<String> {
    from.into_iter().chain(to).collect()
}

fn by_id<T: Clone>(list: &[T], id: fn(&T) -> Uuid) -> BTreeMap<Uuid, T> {
    list.iter().map(|item| (id(item), item.clone())).collect()
}

/// Returns the keys of what differs between two maps, with both versions.
fn differing<K: Ord + Clone, T: Clone + PartialEq>(
    from: &BTreeMap<K, T>,
    to: &BTreeMap<K, T>,
) -> std::vec::IntoIter<(K, Option<T>, Option<T>)> {
    let mut keys: Vec<&K> = from.keys().chain(to.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let both = |key: &K| (key.clone(), from.get(key).cloned(), to.get(key).cloned());
    keys.into_iter().map(both).filter(|(_, old, new)| old != new).collect::<Vec<_>>().into_iter()
}

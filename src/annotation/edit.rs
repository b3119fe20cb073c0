//! Edits, and the one function that applies them: a three-way merge of each field.

use super::merge::{Kept, Undecided, merge_item, merge_value};
use super::{Annotation, ArticleName, Book, Memo, On, Override, Part, Personal, Progress, Tag};
use crate::units::Char;
use jiff::Timestamp;
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

impl Changed<String, Tag> {
    /// Returns the tag as it was and as it is to be: what is left of one that was removed is none.
    pub fn sides(&self) -> (Option<&Tag>, Option<&Tag>) {
        let [before, after] =
            [&self.before, &self.after].map(|side| side.as_deref().filter(|tag| tag.removed.is_none()));
        (before, after)
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

    /// Returns the change that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        each!(self, c => c.inverse())
    }

    /// Returns the change to the same end that knows of nothing before.
    #[must_use]
    pub fn anew(self) -> Self {
        each!(self, c => Changed { before: None, ..c })
    }

    /// Tells whether it leaves two versions side by side, between which a person must decide.
    pub fn undecided(&self) -> bool {
        match self {
            Self::Annotation(changed) => changed.after.as_ref().is_some_and(|a| !a.conflicts.is_empty()),
            Self::Tag(changed) => changed.after.as_ref().is_some_and(|tag| !tag.conflicts.is_empty()),
            Self::Override(changed) => changed.after.as_ref().is_some_and(|o| !o.conflicts.is_empty()),
            Self::Memo(changed) => changed.after.as_ref().is_some_and(|memo| !memo.conflicts.is_empty()),
            Self::Attribute(changed) => changed.after.is_some() && changed.key.1.ends_with(BESIDE),
            Self::Term(_) | Self::Progress(_) | Self::Quick(_) => false,
        }
    }

    /// Tells whether there was nothing of what it touches.
    pub fn makes(&self) -> bool {
        each!(self.clone(), changed => changed.inverse()).removes()
    }

    /// Tells whether nothing is left of what it touches.
    pub fn removes(&self) -> bool {
        match self {
            Self::Annotation(changed) => changed.after.is_none(),
            Self::Tag(changed) => changed.sides().1.is_none(),
            Self::Override(changed) => changed.after.is_none(),
            Self::Term(changed) => changed.after.is_none(),
            Self::Progress(changed) => changed.after.is_none(),
            Self::Quick(changed) => changed.after.is_none(),
            Self::Memo(changed) => changed.after.is_none(),
            Self::Attribute(changed) => changed.after.is_none(),
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
            Self::Override(changed) if changed.item().is_some_and(|o| o.what.is_of_genre()) => {
                Part::Genre(changed.key.0.clone())
            }
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
    /// Returns the edit with something left of every tag that it removes: what is only missing tells nobody that it was
    /// removed.
    #[must_use]
    pub fn buried(mut self, now: Timestamp) -> Self {
        for change in &mut self.changes {
            let Change::Tag(Changed { before: Some(tag), after: after @ None, .. }) = change else { continue };
            if tag.removed.is_none() {
                *after = Some(Box::new(Tag { removed: Some(now), modified: now, ..(**tag).clone() }));
            }
        }
        self
    }

    /// Returns the edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let changes = self.changes.iter().rev().cloned().map(Change::inverse).collect();
        Self { label: self.label, at: self.at.clone(), changes }
    }
}

/// Applies an edit. Where the present is what the edit began with, it simply holds afterwards; a field
/// that was changed elsewhere in the meantime stays as it is and is counted.
pub fn apply(book: &mut Book, edit: &Edit) -> Kept {
    carry(book, &edit.changes, Undecided::Stays)
}

/// Merges two versions of a book that began with the same one; from either side the same comes out. What both have
/// changed differently is counted: the version changed last stands, the other is kept beside it.
pub fn merge(base: &Book, ours: &Book, theirs: &Book) -> (Book, Kept) {
    let mut merged = ours.clone();
    let kept = carry(&mut merged, &difference(base, theirs), Undecided::Latest);
    (merged, kept)
}

/// Changes a book; what meets a change by others is decided by the rule.
fn carry(book: &mut Book, changes: &[Change], rule: Undecided) -> Kept {
    let mut kept = Kept::default();
    let k = &mut kept;
    for change in changes {
        match change {
            Change::Annotation(c) => {
                let (document, id) = &c.key;
                let merged = merge_item(c, book.get(document, *id).cloned(), rule, k);
                book.set(document, *id, merged);
            }
            Change::Tag(c) => {
                let merged = merge_item(c, book.codebook.known(&c.key).cloned(), rule, k);
                book.codebook.set(&c.key, merged);
            }
            Change::Override(c) => {
                let (document, id) = &c.key;
                let present = book.overrides(document).iter().find(|o| o.id == *id).cloned();
                let merged = merge_item(c, present, rule, k);
                book.set_override(document, *id, merged);
            }
            Change::Term(c) if c.after.is_some() => {
                book.terms.insert(c.key.clone());
            }
            Change::Term(c) => {
                book.terms.remove(&c.key);
            }
            Change::Progress(c) => book.in_personal(&c.key.0, |own| {
                let merged = merge_value(c, own.progress.get(&c.key.1).copied(), rule, k).0;
                put(&mut own.progress, &c.key.1, merged);
            }),
            Change::Quick(c) => book.in_personal(&c.key.0, |own| {
                let merged = merge_value(c, own.quick.get(&c.key.1).cloned(), rule, k).0;
                put(&mut own.quick, &c.key.1, merged);
            }),
            Change::Memo(c) => book.in_personal(&c.key.0, |own| {
                let merged = merge_item(c, own.memos.get(&c.key.1).cloned(), rule, k);
                put(&mut own.memos, &c.key.1, merged);
            }),
            Change::Attribute(c) => {
                let (merged, beside) = merge_value(c, book.attributes.get(&c.key).cloned(), rule, k);
                put(&mut book.attributes, &c.key, merged);
                if let Some(beside) = beside {
                    let (article, name) = &c.key;
                    put_beside(&mut book.attributes, article, name, beside);
                }
            }
        }
    }
    kept
}

fn put<K: Ord + Clone, T>(map: &mut BTreeMap<K, T>, key: &K, item: Option<T>) {
    match item {
        Some(item) => map.insert(key.clone(), item),
        None => map.remove(key),
    };
}

/// The sign behind the name of an attribute that holds what another side said of it.
pub const BESIDE: char = '*';

/// Keeps the value of an attribute between which and another nobody has decided, under the first name with a sign
/// behind it that is free.
fn put_beside(all: &mut BTreeMap<(ArticleName, String), String>, article: &ArticleName, name: &str, value: String) {
    let mut key = (article.clone(), format!("{name}{BESIDE}"));
    while all.get(&key).is_some_and(|other| *other != value) {
        key.1.push(BESIDE);
    }
    all.insert(key, value);
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
    let tags = |book: &Book| book.codebook.entries().map(|tag| (tag.key.clone(), tag.clone())).collect();
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

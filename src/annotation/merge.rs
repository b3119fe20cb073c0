//! How two versions of one thing are merged, field by field, against what both began with.

use super::{Annotation, Changed, Memo, Override, Tag, What};
use jiff::Timestamp;

/// How many fields were changed on both sides, so that only one side's value could stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept(pub usize);

/// What stands where both sides have changed a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// What is there stays: an edit, or its inverse, meets what others did in the meantime.
    Stays,
    /// The version changed last stands, and the other is kept beside it: two versions of a store become one. The
    /// order of the two makes no difference.
    Latest,
}

/// Something whose fields are merged one by one.
pub trait Versioned: Clone + Ord {
    /// Returns one that says nothing: what two versions that were made apart began with.
    fn blank() -> Self;
    /// Returns when it was last changed.
    fn modified(&self) -> Timestamp;
    /// Returns the other versions of it between which nobody has decided yet.
    fn conflicts(&mut self) -> &mut Vec<Self>;
    /// Tells whether it says the same as another in every field that only one side can settle.
    fn agrees(&self, other: &Self) -> bool;
    /// Merges the fields; what stands where both sides have changed one is the present's.
    fn fields(before: &Self, present: Self, after: &Self, kept: &mut Kept) -> Self;
}

/// Merges a change into what is there. What was changed on one side survives removal on the other.
pub fn merge_item<K, T: Versioned>(
    changed: &Changed<K, T>,
    present: Option<T>,
    rule: Undecided,
    kept: &mut Kept,
) -> Option<T> {
    match (changed.before.as_deref(), present, changed.after.as_deref()) {
        (_, None, after) => after.cloned(),
        (Some(before), Some(present), None) if *before != present => {
            kept.0 += usize::from(rule == Undecided::Stays);
            Some(present)
        }
        (_, Some(_), None) => None,
        (before, Some(present), Some(after)) if rule == Undecided::Latest => {
            Some(latest(before.unwrap_or(&T::blank()), present, after.clone(), kept))
        }
        (Some(before), Some(present), Some(after)) => Some(T::fields(before, present, after, kept)),
        (None, Some(present), Some(after)) => Some(T::fields(&present.clone(), present, after, kept)),
    }
}

/// Merges two versions so that the one changed last stands where both have changed a field.
fn latest<T: Versioned>(before: &T, one: T, other: T, kept: &mut Kept) -> T {
    let order = |version: &T| (version.modified(), version.clone());
    let (stands, beside) = if order(&one) >= order(&other) { (one, other) } else { (other, one) };
    let mut own = Kept::default();
    let mut merged = T::fields(before, stands, &beside, &mut own);
    let mut versions = std::mem::take(merged.conflicts());
    if own.0 > 0 {
        let mut beside = beside;
        beside.conflicts().clear();
        versions.push(beside);
    }
    versions.retain(|version| !version.agrees(&merged));
    versions.sort();
    versions.dedup();
    *merged.conflicts() = versions;
    kept.0 += own.0;
    merged
}

/// Merges a value that is one field; of two, the greater stands and the other is returned beside it.
pub fn merge_value<K, T: Clone + Ord>(
    changed: &Changed<K, T>,
    present: Option<T>,
    rule: Undecided,
    kept: &mut Kept,
) -> (Option<T>, Option<T>) {
    match (changed.before.as_deref(), present, changed.after.as_deref()) {
        (_, None, after) => (after.cloned(), None),
        (Some(before), Some(present), None) if *before != present => {
            kept.0 += usize::from(rule == Undecided::Stays);
            (Some(present), None)
        }
        (_, Some(_), None) => (None, None),
        (before, Some(present), Some(after)) => {
            let before = match (before, rule) {
                (Some(before), _) => Some(before.clone()),
                (None, Undecided::Stays) => Some(present.clone()),
                (None, Undecided::Latest) => None,
            };
            if before.as_ref() == Some(&present) {
                return (Some(after.clone()), None);
            }
            if before.as_ref() == Some(after) || present == *after {
                return (Some(present), None);
            }
            kept.0 += 1;
            match rule {
                Undecided::Latest if *after > present => (Some(after.clone()), Some(present)),
                Undecided::Latest => (Some(present), Some(after.clone())),
                Undecided::Stays => (Some(present), None),
            }
        }
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

/// Merges an ordered set: what one side added or removed is added or removed. Where both sides have changed it, what
/// both began with comes first and what was added follows, sorted: that order is the same from either side.
fn set<T: Clone + Ord>(before: &[T], present: Vec<T>, after: &[T]) -> Vec<T> {
    if present == before || present == after {
        return after.to_vec();
    }
    if after == before {
        return present;
    }
    let stays = |item: &&T| present.contains(item) && after.contains(item);
    let mut merged: Vec<T> = before.iter().filter(stays).cloned().collect();
    let mut added: Vec<T> = present.iter().chain(after).filter(|item| !before.contains(item)).cloned().collect();
    added.sort();
    added.dedup();
    merged.extend(added);
    merged
}

/// Returns the time of the last change of what was merged: a side that changed nothing does not count.
fn time<T: Versioned>(before: &T, present: &T, after: &T) -> Timestamp {
    match () {
        () if present == before => after.modified(),
        () if after == before => present.modified(),
        () => present.modified().max(after.modified()),
    }
}

/// Returns when what was merged of a tag was removed, if it was. A tag that one side has removed stays if the other has
/// changed it meanwhile: who removed it did not know that.
fn removed(before: &Tag, present: &Tag, after: &Tag) -> Option<Timestamp> {
    match (present.removed, after.removed) {
        (Some(one), Some(other)) if before.removed == Some(one) => Some(other),
        (Some(one), Some(other)) if before.removed == Some(other) => Some(one),
        (Some(one), Some(other)) => Some(one.max(other)),
        (gone @ Some(_), None) if after == before => gone,
        (None, gone @ Some(_)) if present == before => gone,
        _ => None,
    }
}

impl Versioned for Annotation {
    fn blank() -> Self {
        Self::default()
    }

    fn modified(&self) -> Timestamp {
        self.modified
    }

    fn conflicts(&mut self) -> &mut Vec<Self> {
        &mut self.conflicts
    }

    fn agrees(&self, other: &Self) -> bool {
        (&self.target, &self.quotation, &self.note) == (&other.target, &other.quotation, &other.note)
    }

    fn fields(before: &Self, present: Self, after: &Self, kept: &mut Kept) -> Self {
        let place = |a: &Self| (a.target.clone(), a.quotation.clone());
        let (target, quotation) = field(&place(before), place(&present), &place(after), kept);
        Self {
            target,
            quotation,
            tags: set(&before.tags, present.tags.clone(), &after.tags),
            note: field(&before.note, present.note.clone(), &after.note, kept),
            conflicts: set(&before.conflicts, present.conflicts.clone(), &after.conflicts),
            modified: time(before, &present, after),
            created: present.created.min(after.created),
            ..present
        }
    }
}

impl Versioned for Tag {
    fn blank() -> Self {
        Self::default()
    }

    fn modified(&self) -> Timestamp {
        self.modified
    }

    fn conflicts(&mut self) -> &mut Vec<Self> {
        &mut self.conflicts
    }

    fn agrees(&self, other: &Self) -> bool {
        let fields = |tag: &Self| Self {
            examples: Vec::new(),
            aliases: Vec::new(),
            conflicts: Vec::new(),
            created: Timestamp::default(),
            modified: Timestamp::default(),
            removed: None,
            ..tag.clone()
        };
        fields(self) == fields(other)
    }

    fn fields(before: &Self, present: Self, after: &Self, kept: &mut Kept) -> Self {
        Self {
            modified: time(before, &present, after),
            removed: removed(before, &present, after),
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
            conflicts: set(&before.conflicts, present.conflicts, &after.conflicts),
            created: present.created.min(after.created),
            key: present.key,
        }
    }
}

impl Versioned for Override {
    fn blank() -> Self {
        Self {
            id: uuid::Uuid::nil(),
            at: super::Passage::default(),
            what: What::Accepted,
            created: Timestamp::default(),
            modified: Timestamp::default(),
            conflicts: Vec::new(),
        }
    }

    fn modified(&self) -> Timestamp {
        self.modified
    }

    fn conflicts(&mut self) -> &mut Vec<Self> {
        &mut self.conflicts
    }

    fn agrees(&self, other: &Self) -> bool {
        (&self.at, &self.what) == (&other.at, &other.what)
    }

    fn fields(before: &Self, present: Self, after: &Self, kept: &mut Kept) -> Self {
        Self {
            modified: time(before, &present, after),
            at: field(&before.at, present.at, &after.at, kept),
            what: field(&before.what, present.what, &after.what, kept),
            conflicts: set(&before.conflicts, present.conflicts, &after.conflicts),
            created: present.created.min(after.created),
            id: present.id,
        }
    }
}

impl Versioned for Memo {
    fn blank() -> Self {
        Self::default()
    }

    fn modified(&self) -> Timestamp {
        self.modified
    }

    fn conflicts(&mut self) -> &mut Vec<Self> {
        &mut self.conflicts
    }

    fn agrees(&self, other: &Self) -> bool {
        self.text == other.text
    }

    fn fields(before: &Self, present: Self, after: &Self, kept: &mut Kept) -> Self {
        Self {
            modified: time(before, &present, after),
            text: field(&before.text, present.text, &after.text, kept),
            conflicts: set(&before.conflicts, present.conflicts, &after.conflicts),
            created: present.created.min(after.created),
        }
    }
}

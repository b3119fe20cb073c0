//! Quick keys: which tag each key of a coder means. A key that was used or set by hand never changes by itself.

use super::{Book, Change, Changed, Codebook, Edit, Personal};
use std::collections::BTreeMap;

/// A quick key: its set, from 0, and the key, 1 to 9.
pub type Slot = (u8, u8);

/// Keys in a set.
pub const KEYS: u8 = 9;
/// Sets of keys.
pub const SETS: u8 = 3;

/// An entry of no key, and without a tag: the keys that the coder had from older versions are bound.
const BOUND: Slot = (0, 0);

/// The tag of a key that is to stay without one.
pub const EMPTY: &str = "";

/// Entries of keys that nobody can type: their tags lost their key by hand, and get no other by themselves.
fn keyless() -> impl Iterator<Item = Slot> {
    (KEYS + 1..=u8::MAX).map(|n| (0, n))
}

fn slots() -> impl Iterator<Item = Slot> {
    (0..SETS).flat_map(|set| (1..=KEYS).map(move |key| (set, key)))
}

/// Returns the tags of the keys that were used or set by hand; those whose tag is gone mean nothing.
fn settled(codebook: &Codebook, own: &Personal) -> BTreeMap<Slot, String> {
    let tag = |(slot, key): (&Slot, &String)| {
        let tag = codebook.get(codebook.resolve(key))?;
        Some((*slot, tag.key.clone()))
    };
    own.quick.iter().filter(|(slot, _)| is_key(**slot)).filter_map(tag).collect()
}

/// Returns the tags at the top that may get a key by themselves, each with its place.
fn tops(codebook: &Codebook, own: &Personal) -> Vec<(usize, String)> {
    let without = |key: &String| own.quick.iter().any(|(slot, tag)| *slot != BOUND && !is_key(*slot) && tag == key);
    let all = codebook.children(None).into_iter().map(|tag| tag.key.clone()).enumerate();
    all.filter(|(_, key)| !without(key)).collect()
}

/// Gives each key that is free the tag at the top that has its place, unless that has another key.
fn by_place(tops: &[(usize, String)], keys: &mut BTreeMap<Slot, String>, free: impl Fn(&Slot) -> bool) {
    let taken: Vec<String> = keys.values().cloned().collect();
    let placed = tops.iter().filter_map(|(n, tag)| Some((slots().nth(*n)?, tag)));
    for (slot, tag) in placed.filter(|(slot, tag)| free(slot) && !taken.contains(tag)) {
        keys.entry(slot).or_insert_with(|| tag.clone());
    }
}

/// Returns the tag that each quick key of a coder means: the one that it was bound to; of the others, that at the top
/// which has its place, and what is left over the first keys that are free.
pub fn quick_keys(codebook: &Codebook, own: &Personal) -> BTreeMap<Slot, String> {
    let mut keys = settled(codebook, own);
    let free = |slot: &Slot| !own.quick.contains_key(slot);
    let tops = tops(codebook, own);
    by_place(&tops, &mut keys, free);
    let left: Vec<String> =
        tops.into_iter().map(|(_, tag)| tag).filter(|tag| !keys.values().any(|k| k == tag)).collect();
    let open: Vec<Slot> = slots().filter(|slot| free(slot) && !keys.contains_key(slot)).collect();
    keys.extend(open.into_iter().zip(left));
    keys
}

fn change(coder: &str, own: &Personal, slot: Slot, tag: &str) -> Option<Change> {
    let before = own.quick.get(&slot).cloned();
    let changed = Changed::new((coder.to_owned(), slot), before.clone(), Some(tag.to_owned()));
    (before.as_deref() != Some(tag)).then_some(Change::Quick(changed))
}

/// Binds a key to the tag that it means, because it is used.
pub fn used(book: &Book, coder: &str, slot: Slot, tag: &str) -> Vec<Change> {
    let own = book.personal(coder);
    if own.quick.get(&slot).is_some_and(|key| book.codebook.resolve(key) == tag) {
        return Vec::new();
    }
    change(coder, own, slot, tag).into_iter().chain(change(coder, own, BOUND, EMPTY)).collect()
}

/// Binds a key to a tag by hand, or to none; every other key of the tag is empty then. The tag that had the key stays
/// without one, and every other tag keeps its own.
pub fn bind(book: &Book, coder: &str, slot: Slot, tag: &str) -> Vec<Change> {
    let own = book.personal(coder);
    let present = quick_keys(&book.codebook, own);
    let earlier = present.iter().filter(|(other, key)| **other != slot && *key == tag).map(|(other, _)| *other);
    let old = own.quick.iter().filter(|(other, key)| is_key(**other) && book.codebook.resolve(key) == tag);
    let mut emptied: Vec<Slot> = earlier.chain(old.map(|(other, _)| *other)).filter(|other| *other != slot).collect();
    emptied.sort_unstable();
    emptied.dedup();
    if tag == EMPTY {
        emptied.clear();
    }
    let loses = present.get(&slot).filter(|key| *key != tag);
    let loses = loses.filter(|key| !present.iter().any(|(other, k)| *other != slot && k == *key));
    let of = |key: &str| own.quick.iter().find(|(slot, tag)| !is_key(**slot) && **slot != BOUND && *tag == key);
    let again = of(tag).filter(|_| tag != EMPTY).map(|(slot, _)| *slot);
    let room = keyless().find(|slot| own.quick.get(slot).is_none_or(|tag| tag == EMPTY));
    let lost = loses.zip(room).filter(|(key, _)| of(key).is_none());
    let all = emptied.into_iter().chain(again).map(|slot| (slot, EMPTY)).chain([(slot, tag), (BOUND, EMPTY)]);
    let all = all.chain(lost.map(|(key, slot)| (slot, key.as_str())));
    all.filter_map(|(slot, tag)| change(coder, own, slot, tag)).collect()
}

/// Empties the keys of tags that are removed.
pub fn emptied(book: &Book, coder: &str, removed: &[String]) -> Vec<Change> {
    let own = book.personal(coder);
    let gone = |key: &String| removed.iter().any(|tag| tag == book.codebook.resolve(key));
    let slots = own.quick.iter().filter(|(_, key)| gone(key));
    slots.filter_map(|(slot, _)| change(coder, own, *slot, EMPTY)).collect()
}

/// Binds the keys of a coder who has annotations as versions of this program before had them, where the order of the
/// codebook settled them; nothing, if that was done. The keys are returned beside the changes.
pub fn bind_all(book: &Book, coder: &str) -> (Vec<Change>, BTreeMap<Slot, String>) {
    let own = book.personal(coder);
    let annotates = || book.all().flat_map(|(_, list)| list).any(|a| a.coder == coder);
    if own.quick.contains_key(&BOUND) || !annotates() {
        return (Vec::new(), BTreeMap::new());
    }
    let mut keys = settled(&book.codebook, own);
    by_place(&tops(&book.codebook, own), &mut keys, |_| true);
    if keys.is_empty() {
        return (Vec::new(), keys);
    }
    let bound = keys.iter().filter_map(|(slot, tag)| {
        // One that is bound to a tag that was merged is bound already.
        let same = own.quick.get(slot).is_some_and(|key| book.codebook.resolve(key) == tag);
        if same { None } else { change(coder, own, *slot, tag) }
    });
    (bound.chain(change(coder, own, BOUND, EMPTY)).collect(), keys)
}

/// Tells whether an entry is one of a key that a person can type.
pub fn is_key(slot: Slot) -> bool {
    (1..=KEYS).contains(&slot.1)
}

/// Returns what goes with tags that an edit made, when that is undone: the keys that were bound to them since.
pub fn going_along(book: &Book, coder: &str, edit: &Edit) -> Vec<Change> {
    let mut made = Vec::new();
    for change in &edit.changes {
        if let Change::Tag(Changed { key, before: None, .. }) = change {
            made.push(key.as_str());
        }
    }
    let own = &book.personal(coder).quick;
    let bound = own.iter().filter(|(slot, tag)| {
        let told = |c: &Change| matches!(c, Change::Quick(changed) if changed.key.1 == **slot);
        made.contains(&tag.as_str()) && !edit.changes.iter().any(told)
    });
    let change = |(slot, tag): (&Slot, &String)| {
        Change::Quick(Changed::new((coder.to_owned(), *slot), Some(EMPTY.to_owned()), Some(tag.clone())))
    };
    bound.map(change).collect()
}

impl Edit {
    /// Returns what of it can be undone: a key that was bound because it tagged something stays bound.
    #[must_use]
    pub fn undoable(mut self) -> Self {
        let mut given = Vec::new();
        for change in &self.changes {
            if let Change::Annotation(Changed { after: Some(after), .. }) = change {
                given.extend(after.tags.iter().cloned());
            }
        }
        let stays = |change: &Change| match change {
            Change::Quick(Changed { key: (_, slot), after: Some(tag), .. }) => *slot == BOUND || given.contains(tag),
            _ => false,
        };
        self.changes.retain(|change| !stays(change));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{annotation, time};
    use super::super::{Annotation, History, Tag, apply};
    use super::*;
    use proptest::prelude::*;

    fn tag(key: &str, order: i64) -> Tag {
        Tag { key: key.into(), zh: key.into(), order, created: time(0), modified: time(0), ..Tag::default() }
    }

    fn book(tags: &str) -> Book {
        let tags = tags.chars().zip(1..).map(|(key, n)| tag(&key.to_string(), n * 10));
        let mut book = Book::default();
        book.codebook = tags.collect();
        book
    }

    fn keys(book: &Book) -> String {
        let keys = quick_keys(&book.codebook, book.personal("甲"));
        (1..=KEYS).map(|key| keys.get(&(0, key)).map_or("-", String::as_str)).collect()
    }

    fn with(book: &mut Book, changes: Vec<Change>) {
        apply(book, &Edit { changes, ..Edit::default() });
    }

    #[test]
    fn keys_follow_the_codebook_until_they_are_bound() {
        let mut book = book("abcd");
        assert_eq!(keys(&book), "abcd-----");
        let bound = bind(&book, "甲", (0, 2), "b");
        with(&mut book, bound);
        book.codebook.set("x", Some(tag("x", 15)));
        assert_eq!(keys(&book), "abxcd----");
        let gone = emptied(&book, "甲", &["b".to_owned()]);
        with(&mut book, gone);
        book.codebook.set("b", None);
        assert_eq!(keys(&book), "a-cdx----");
        // By hand, a tag takes its key along, and the key that it had stays empty.
        let bound = bind(&book, "甲", (0, 3), "c");
        with(&mut book, bound);
        let moved = bind(&book, "甲", (0, 7), "c");
        with(&mut book, moved);
        assert_eq!(keys(&book).chars().nth(2), Some('-'));
        assert_eq!(keys(&book).chars().nth(6), Some('c'));
    }

    #[test]
    fn keys_of_older_versions_are_bound_once_for_those_who_annotate() {
        let mut book = book("abc");
        book.in_personal("甲", |own| {
            own.quick.insert((0, 5), "a".into());
            own.quick.insert((0, 3), "gone".into());
        });
        assert_eq!(bind_all(&book, "甲").0, []);
        let made = annotation(1);
        book.set("x.txt", made.id, Some(made));
        let (changes, bound) = bind_all(&book, "甲");
        let bound: Vec<(u8, &str)> = bound.iter().map(|((_, key), tag)| (*key, tag.as_str())).collect();
        assert_eq!(bound, [(2, "b"), (3, "c"), (5, "a")]);
        with(&mut book, changes);
        assert_eq!(bind_all(&book, "甲").0, []);
        assert_eq!(keys(&book), "-bc-a----");
    }

    #[derive(Clone, Debug)]
    enum Act {
        Insert(usize),
        Shift(usize, usize),
        Remove(usize),
        Use(u8),
        Hand(u8, usize),
        Bare(u8),
        Undo,
        Redo,
    }

    fn any_act() -> impl Strategy<Value = Act> {
        prop_oneof![
            1 => (0usize..9).prop_map(Act::Insert),
            1 => (0usize..9, 0usize..9).prop_map(|(n, m)| Act::Shift(n, m)),
            1 => (0usize..9).prop_map(Act::Remove),
            3 => (1u8..=9).prop_map(Act::Use),
            1 => (1u8..=9, 0usize..9).prop_map(|(key, n)| Act::Hand(key, n)),
            1 => (1u8..=9).prop_map(Act::Bare),
            2 => Just(Act::Undo),
            1 => Just(Act::Redo),
        ]
    }

    /// A coder at work: the book, what can be undone, and what each key that was used or set by hand has to mean.
    struct Work {
        book: Book,
        history: History,
        meant: BTreeMap<Slot, String>,
        count: u64,
    }

    impl Work {
        fn edit(&mut self, changes: Vec<Change>) {
            let edit = Edit { changes, ..Edit::default() };
            apply(&mut self.book, &edit);
            self.history.made(edit);
        }

        fn tops(&self) -> Vec<Tag> {
            self.book.codebook.children(None).into_iter().cloned().collect()
        }

        fn order(&mut self, tags: Vec<Tag>) {
            let changed = tags.into_iter().zip(1..).map(|(tag, n)| {
                let before = self.book.codebook.get(&tag.key).cloned();
                Change::tag(&tag.key.clone(), before, Some(Tag { order: n * 10, ..tag }))
            });
            let changed = changed.collect();
            self.edit(changed);
        }

        /// Sets a key by hand: no key of another tag changes, and the tag that had it has none now.
        fn by_hand(&mut self, slot: Slot, tag: &str) {
            let keys = |book: &Book| quick_keys(&book.codebook, book.personal("甲"));
            let mut wanted = keys(&self.book);
            wanted.retain(|other, key| *other != slot && key != tag);
            wanted.extend((tag != EMPTY).then(|| (slot, tag.to_owned())));
            self.edit(bind(&self.book, "甲", slot, tag));
            assert_eq!(keys(&self.book), wanted);
            // This alone may be undone, so it ends the undoing here.
            self.history = History::default();
        }

        fn act(&mut self, act: &Act) {
            self.count += 1;
            let mut tops = self.tops();
            match act {
                Act::Insert(at) => {
                    tops.insert(*at % (tops.len() + 1), tag(&format!("t{}", self.count), 0));
                    self.order(tops);
                }
                Act::Shift(from, to) if !tops.is_empty() => {
                    let moved = tops.remove(from % tops.len());
                    tops.insert(to % (tops.len() + 1), moved);
                    self.order(tops);
                }
                Act::Remove(n) if !tops.is_empty() => {
                    let tag = tops.remove(n % tops.len());
                    let mut changes = emptied(&self.book, "甲", std::slice::from_ref(&tag.key));
                    changes.push(Change::tag(&tag.key.clone(), Some(tag), None));
                    self.edit(changes);
                }
                Act::Use(key) => {
                    let keys = quick_keys(&self.book.codebook, self.book.personal("甲"));
                    let Some(tag) = keys.get(&(0, *key)).cloned() else { return };
                    let mut changes = used(&self.book, "甲", (0, *key), &tag);
                    let made = Annotation { tags: vec![tag.clone()], ..annotation(self.count) };
                    changes.push(Change::annotation("x.txt", made.id, None, Some(made)));
                    self.edit(changes);
                    self.meant.insert((0, *key), tag);
                }
                Act::Hand(key, n) if !tops.is_empty() => {
                    let tag = tops.swap_remove(n % tops.len()).key;
                    self.by_hand((0, *key), &tag);
                    self.meant.retain(|_, other| *other != tag);
                    self.meant.insert((0, *key), tag);
                }
                Act::Bare(key) => {
                    self.by_hand((0, *key), EMPTY);
                    self.meant.remove(&(0, *key));
                }
                Act::Undo => drop(self.history.undo().map(|edit| apply(&mut self.book, &edit))),
                Act::Redo => drop(self.history.redo().map(|edit| apply(&mut self.book, &edit))),
                _ => {}
            }
        }
    }

    proptest! {
        #![proptest_config(crate::laws::cases(400))]
        #[test]
        fn a_key_that_was_used_never_means_another_tag(acts in proptest::collection::vec(any_act(), 1..40)) {
            let mut work = Work { book: book("abcde"), history: History::default(), meant: BTreeMap::new(), count: 0 };
            for act in &acts {
                work.act(act);
                let keys = quick_keys(&work.book.codebook, work.book.personal("甲"));
                for (slot, tag) in &work.meant {
                    let there = work.book.codebook.get(tag).map(|tag| &tag.key);
                    prop_assert_eq!(keys.get(slot), there, "{:?} after {:?}", slot, act);
                }
            }
        }
    }
}

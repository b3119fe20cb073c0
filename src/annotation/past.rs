//! What a coder has removed, replaced, merged or imported, and how it comes back long after.

use super::{Annotation, Book, Change, Changed, Edit, Memo, Override, Part, Tag, apply, difference};
use crate::units::Char;
use crate::words::Words;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Days for which an edit can be taken back.
const DAYS: i64 = 90;

/// Edits that can be taken back though they only add: nobody finds all that they have brought.
const WHOLE: &[&str] = &["edit-import", "edit-refresh"];

/// An edit that can be taken back long after it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Its identity (`UUIDv7`).
    pub id: Uuid,
    /// When it was made.
    pub time: Timestamp,
    /// The key of the words that name it.
    pub label: String,
    /// It took back the edit that these words name.
    pub back: bool,
    /// Its place: document and position.
    pub at: Option<(String, Char)>,
    /// What it has changed.
    pub changes: Vec<Change>,
}

/// Tells whether anything is no more that was there before a change. What is kept of reading and of keys is not worth
/// coming back.
fn takes(change: &Change) -> bool {
    match change {
        Change::Annotation(Changed { before: Some(before), after, .. }) => {
            after.as_ref().is_none_or(|after| loses(before, after))
        }
        Change::Tag(changed) => match changed.sides() {
            (Some(before), Some(after)) => !before.says_as(&Tag { order: before.order, ..after.clone() }),
            (before, _) => before.is_some(),
        },
        Change::Override(changed) => changed.before.is_some(),
        Change::Term(changed) => changed.before.is_some(),
        Change::Memo(changed) => changed.before.as_ref().is_some_and(|memo| !memo.text.is_empty()),
        Change::Attribute(changed) => changed.before.is_some(),
        Change::Annotation(_) | Change::Progress(_) | Change::Quick(_) => false,
    }
}

fn loses(before: &Annotation, after: &Annotation) -> bool {
    let noted = !before.note.is_empty() && before.note != after.note;
    let placed = (&before.target, &before.quotation) != (&after.target, &after.quotation);
    noted || placed || before.conflicts != after.conflicts || before.tags.iter().any(|tag| !after.has_tag(tag))
}

/// Tells whether a book has what a change is about.
fn holds(book: &Book, change: &Change) -> bool {
    match change {
        Change::Annotation(c) => book.get(&c.key.0, c.key.1).is_some(),
        Change::Tag(c) => book.codebook.get(&c.key).is_some(),
        Change::Override(c) => book.overrides(&c.key.0).iter().any(|o| o.id == c.key.1),
        Change::Term(c) => book.terms.contains(&c.key),
        Change::Progress(c) => book.personal(&c.key.0).progress.contains_key(&c.key.1),
        Change::Quick(c) => book.personal(&c.key.0).quick.contains_key(&c.key.1),
        Change::Memo(c) => book.personal(&c.key.0).memos.contains_key(&c.key.1),
        Change::Attribute(c) => book.attributes.contains_key(&c.key),
    }
}

/// Returns a book with nothing but what a change is about, as it is in another.
fn only(book: &Book, change: &Change) -> Book {
    let mut one = Book::default();
    match change {
        Change::Annotation(c) => one.set(&c.key.0, c.key.1, book.get(&c.key.0, c.key.1).cloned()),
        Change::Tag(c) => one.codebook.set(&c.key, book.codebook.known(&c.key).cloned()),
        Change::Override(c) => {
            let known = book.overrides(&c.key.0).iter().find(|o| o.id == c.key.1);
            one.set_override(&c.key.0, c.key.1, known.cloned());
        }
        Change::Term(c) => one.terms.extend(book.terms.get(&c.key).cloned()),
        Change::Progress(c) => {
            let known = book.personal(&c.key.0).progress.get(&c.key.1).copied();
            one.in_personal(&c.key.0, |own| own.progress.extend(known.map(|known| (c.key.1.clone(), known))));
        }
        Change::Quick(c) => {
            let known = book.personal(&c.key.0).quick.get(&c.key.1).cloned();
            one.in_personal(&c.key.0, |own| own.quick.extend(known.map(|known| (c.key.1, known))));
        }
        Change::Memo(c) => {
            let known = book.personal(&c.key.0).memos.get(&c.key.1).cloned();
            one.in_personal(&c.key.0, |own| own.memos.extend(known.map(|known| (c.key.1.clone(), known))));
        }
        Change::Attribute(c) => {
            one.attributes.extend(book.attributes.get(&c.key).map(|value| (c.key.clone(), value.clone())));
        }
    }
    one
}

/// Tells whether two changes are about one thing, and the second says nothing but when that was changed last.
fn only_time(stays: &Change, change: &Change) -> bool {
    fn both<K: PartialEq, T>(one: &Changed<K, T>, c: &Changed<K, T>, same: impl Fn(&T, &T) -> bool) -> bool {
        let sides = c.before.as_deref().zip(c.after.as_deref());
        one.key == c.key && sides.is_some_and(|(before, after)| same(before, after))
    }
    match (stays, change) {
        (Change::Annotation(s), Change::Annotation(c)) => {
            both(s, c, |a, b| Annotation { modified: b.modified, ..a.clone() } == *b)
        }
        (Change::Tag(s), Change::Tag(c)) => both(s, c, Tag::says_as),
        (Change::Override(s), Change::Override(c)) => {
            both(s, c, |a, b| Override { modified: b.modified, ..a.clone() } == *b)
        }
        (Change::Memo(s), Change::Memo(c)) => both(s, c, |a, b| Memo { modified: b.modified, ..a.clone() } == *b),
        _ => false,
    }
}

/// Returns a book in which what changes are about is as they are to leave it, whatever was there.
fn left_by(mut book: Book, changes: impl IntoIterator<Item = Change>) -> Book {
    let changes = changes.into_iter().map(Change::anew).collect();
    apply(&mut book, &Edit { changes, ..Edit::default() });
    book
}

impl Past {
    /// Remembers an edit; nothing if it takes nothing away that could come back. `back`: it took another back.
    pub fn of(edit: Edit, back: bool, id: Uuid, time: Timestamp) -> Option<Self> {
        let Edit { label, at, changes } = edit;
        let worth = !label.is_empty() && (WHOLE.contains(&label) || changes.iter().any(takes));
        worth.then(|| Self { id, time, label: label.to_owned(), back, at, changes })
    }

    /// Tells whether what was made at a time can no more be taken back.
    pub fn is_over(time: Timestamp, now: Timestamp) -> bool {
        now.as_second() - time.as_second() > DAYS * 24 * 60 * 60
    }

    /// Says what it did, as undo says it.
    pub fn told(&self, told: &dyn Fn(&str, &Edit) -> String, words: &Words) -> String {
        let edit = Edit { label: "", at: self.at.clone(), changes: self.changes.clone() };
        if !self.back {
            return told(&self.label, &edit);
        }
        words.fill("notice-undone", &[("what", told(&self.label, &edit.inverse()))])
    }

    /// Says when it was made, by the clock of the place.
    pub fn day(&self) -> String {
        self.time.to_zoned(TimeZone::system()).strftime("%m-%d %H:%M").to_string()
    }

    /// Returns the parts of a store that it has changed.
    pub fn parts(&self) -> BTreeSet<Part> {
        self.changes.iter().map(Change::part).collect()
    }

    /// Returns two books: what was there of all that it has changed, and what was there of it afterwards.
    pub fn sides(&self) -> (Book, Book) {
        (left_by(Book::default(), self.inverse()), left_by(Book::default(), self.changes.clone()))
    }

    fn inverse(&self) -> Vec<Change> {
        self.changes.iter().rev().cloned().map(Change::inverse).collect()
    }

    /// Returns what takes it back in a book as it is now, and how many things stay as they are because they were changed
    /// since.
    pub fn taken_back(&self, book: &Book) -> (Vec<Change>, usize) {
        let mut here = Book::default();
        self.parts().iter().for_each(|part| here.absorb(book.excerpt(part)));
        let (before, mut kept, mut stay) = (here.clone(), 0, Vec::new());
        for change in self.inverse() {
            let (makes, removes) = (change.clone().inverse().removes(), change.removes());
            match (makes, holds(&here, &change)) {
                // What was made again since is not made anew.
                (true, true) => {
                    let there = only(&here, &change);
                    kept += usize::from(left_by(there.clone(), [change]) != there);
                }
                // What is gone since is not changed any more.
                (false, false) => kept += usize::from(!removes),
                _ => {
                    let edit = Edit { changes: vec![change], ..Edit::default() };
                    let left = apply(&mut here, &edit).0;
                    kept += left;
                    stay.extend(edit.changes.into_iter().filter(|_| left > 0));
                }
            }
        }
        let mut changes = difference(&before, &here);
        changes.retain(|change| !stay.iter().any(|stays| only_time(stays, change)));
        (changes, kept)
    }

    /// Returns the key of the sentence that says how it was taken back: by what edit, and how many things stayed.
    pub fn outcome(&self, edit: &Edit, kept: usize) -> &'static str {
        match (edit.changes.is_empty(), kept) {
            (false, 0) => "notice-restored",
            (false, _) => "notice-restored-but",
            (true, 0) => "notice-restored-before",
            (true, _) => "notice-not-restored",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::merging::{TEXT, acts, any_act};
    use super::super::samples::{annotation, any_list, time};
    use super::*;
    use proptest::prelude::*;

    fn past(from: &Book, to: &Book) -> Past {
        let edit = Edit { label: "edit-import", at: None, changes: difference(from, to) };
        Past::of(edit.buried(time(400)), false, Uuid::nil(), time(400)).unwrap()
    }

    fn taken_back(past: &Past, book: &Book) -> (Book, usize) {
        let (changes, kept) = past.taken_back(book);
        let mut back = book.clone();
        let edit = Edit { changes, ..Edit::default() }.buried(time(500));
        assert_eq!(apply(&mut back, &edit), super::super::Kept(0));
        (back, kept)
    }

    /// What is left of tags is nothing that a person sees.
    fn seen(mut book: Book) -> Book {
        book.codebook = book.codebook.all().cloned().collect();
        book
    }

    proptest! {
        #![proptest_config(crate::laws::cases(500))]
        #[test]
        fn what_went_comes_back_unless_it_was_changed_since(
            list in any_list(),
            start in proptest::collection::vec(any_act(), 0..12),
            made in proptest::collection::vec(any_act(), 0..8),
            since in proptest::collection::vec(any_act(), 0..5),
        ) {
            let mut base = Book::default();
            base.load(TEXT, list);
            let before = acts(&base, &start, 0);
            let end = acts(&before, &made, 100);
            let past = past(&before, &end);
            let mut after = before.clone();
            apply(&mut after, &Edit { changes: past.changes.clone(), ..Edit::default() });
            prop_assert_eq!(seen(after.clone()), seen(end));
            let (back, kept) = taken_back(&past, &after);
            prop_assert_eq!((seen(back), kept), (seen(before.clone()), 0));
            // Twice is once.
            prop_assert_eq!(past.taken_back(&before).0, Vec::new());
            let later = acts(&after, &since, 200);
            let (back, _) = taken_back(&past, &later);
            for change in &past.changes {
                let Change::Annotation(c) = change else { continue };
                let of = |book: &Book| book.get(TEXT, c.key.1).cloned();
                let all = [of(&before), of(&after), of(&later)];
                if all[1] == all[2] {
                    prop_assert_eq!(of(&back), of(&before));
                } else if all.iter().any(Option::is_none) {
                    prop_assert_eq!(of(&back), of(&later));
                }
            }
            for change in &past.changes {
                let Change::Tag(c) = change else { continue };
                let of = |book: &Book| book.codebook.get(&c.key).cloned();
                let all = [of(&before), of(&after), of(&later)];
                if all[1] == all[2] && later.codebook.known(&c.key) == after.codebook.known(&c.key) {
                    prop_assert_eq!(of(&back), of(&before));
                } else if all[1] != all[2] && all.iter().any(Option::is_none) {
                    prop_assert_eq!(of(&back), of(&later));
                }
            }
        }
    }

    /// A clock that went back, or times of another fineness, make no change.
    #[test]
    fn what_was_changed_since_is_not_changed_to_another_time() {
        let tag = |zh: &str, at: i64| Tag { key: "a".into(), zh: zh.into(), modified: time(at), ..Tag::default() };
        let book = |tag: Tag| {
            let mut book = Book::default();
            book.codebook.set("a", Some(tag));
            book
        };
        let past = past(&book(tag("一", 9)), &book(tag("二", 5)));
        assert_eq!(past.taken_back(&book(tag("三", 6))), (Vec::new(), 1));
    }

    /// Nothing but the one thing is looked at, however many are there: so many would take minutes otherwise.
    #[test]
    fn many_that_are_there_again_are_counted_at_once() {
        let many = |note: &str| {
            let mut book = Book::default();
            book.load(TEXT, (0..4000).map(|n| Annotation { note: note.into(), ..annotation(n) }).collect());
            book
        };
        let (before, after) = (many("一"), Book::default());
        let past = past(&before, &after);
        let start = std::time::Instant::now();
        assert_eq!(past.taken_back(&after).1, 0);
        assert_eq!(past.taken_back(&before), (Vec::new(), 0));
        assert_eq!(past.taken_back(&many("二")), (Vec::new(), 4000));
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }

    #[test]
    fn what_only_adds_is_not_remembered() {
        let of = |changes: Vec<Change>| {
            let edit = Edit { label: "edit-tag", at: None, changes };
            Past::of(edit, false, Uuid::nil(), time(0)).is_some()
        };
        let mark = annotation(1);
        let change = |after: Option<Annotation>| Change::annotation(TEXT, mark.id, Some(mark.clone()), after);
        let tag = Tag { key: "网格".into(), order: 10, ..Tag::default() };
        let tagged = |after: Tag| Change::tag("网格", Some(tag.clone()), Some(after));
        let more = [&mark.tags[..], &["新".to_owned()]].concat();
        assert!(!of(vec![Change::annotation(TEXT, mark.id, None, Some(mark.clone()))]));
        assert!(!of(vec![change(Some(Annotation { tags: more, ..mark.clone() }))]));
        assert!(!of(vec![tagged(Tag { order: 20, ..tag.clone() }), Change::tag("新", None, Some(tag.clone()))]));
        assert!(of(vec![change(None)]));
        assert!(of(vec![change(Some(Annotation { note: "别的".into(), ..mark.clone() }))]) != mark.note.is_empty());
        assert!(of(vec![tagged(Tag { removed: Some(time(1)), ..tag.clone() })]));
        assert!(of(vec![tagged(Tag { zh: "格".into(), ..tag.clone() })]));
        assert!(!of(vec![Change::tag("网格", Some(Tag { removed: Some(time(1)), ..tag.clone() }), Some(tag.clone()))]));
        assert!(of(vec![Change::term("网格长", false)]) && !of(vec![Change::term("网格长", true)]));
    }
}

//! The laws of merging: nothing is lost, nothing is called undecided that is decided, and the order makes no difference.

use super::samples::*;
use super::*;
use proptest::prelude::*;

/// What a side does to what it began with.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Note(usize, String),
    Tag(usize, String),
    Untag(usize),
    Move(usize, usize),
    Remove(usize),
    Add(Annotation),
    Label(usize, String),
    Define(usize, String),
    Below(usize, usize),
    MakeTag(String, String),
    RemoveTag(usize),
    DropTag(usize),
    Revive(usize),
    Attribute(usize, String),
    Memo(String),
    Read(usize, bool),
    Quick(u8, String),
    Term(String, bool),
    Rule(usize, What),
    Unrule(usize),
}

pub(super) fn any_act() -> impl Strategy<Value = Act> {
    let n = 0usize..6;
    let text = "[甲乙丙丁]{0,2}";
    prop_oneof![
        (n.clone(), text).prop_map(|(n, t)| Act::Note(n, t)),
        (n.clone(), "[a-d]").prop_map(|(n, t)| Act::Tag(n, t)),
        n.clone().prop_map(Act::Untag),
        (n.clone(), 0usize..90).prop_map(|(n, at)| Act::Move(n, at)),
        n.clone().prop_map(Act::Remove),
        any_annotation().prop_map(Act::Add),
        (n.clone(), text).prop_map(|(n, t)| Act::Label(n, t)),
        (n.clone(), text).prop_map(|(n, t)| Act::Define(n, t)),
        (n.clone(), n.clone()).prop_map(|(n, m)| Act::Below(n, m)),
        ("[a-f]", text).prop_map(|(key, t)| Act::MakeTag(key, t)),
        n.clone().prop_map(Act::RemoveTag),
        n.clone().prop_map(Act::DropTag),
        n.clone().prop_map(Act::Revive),
        (n.clone(), text).prop_map(|(n, t)| Act::Attribute(n, t)),
        text.prop_map(Act::Memo),
        (n.clone(), any::<bool>()).prop_map(|(n, done)| Act::Read(n, done)),
        (1u8..4, "[a-d]").prop_map(|(n, t)| Act::Quick(n, t)),
        ("[网格]{2}", any::<bool>()).prop_map(|(t, known)| Act::Term(t, known)),
        (n.clone(), any_what()).prop_map(|(n, what)| Act::Rule(n, what)),
        n.prop_map(Act::Unrule),
    ]
}

pub(super) const TEXT: &str = "a.txt";

fn act(book: &mut Book, one: &Act, now: Timestamp) {
    let nth = |book: &Book, n: usize| book.of(TEXT).get(n).cloned();
    let put = |book: &mut Book, a: Annotation| book.set(TEXT, a.id, Some(Annotation { modified: now, ..a }));
    match one.clone() {
        Act::Note(n, note) => nth(book, n).into_iter().for_each(|a| put(book, Annotation { note: note.clone(), ..a })),
        Act::Tag(n, tag) => nth(book, n).filter(|a| !a.has_tag(&tag)).into_iter().for_each(|mut a| {
            a.tags.push(tag.clone());
            put(book, a);
        }),
        Act::Untag(n) => nth(book, n).into_iter().for_each(|mut a| {
            a.tags.pop();
            put(book, a);
        }),
        Act::Move(n, at) => nth(book, n).into_iter().for_each(|mut a| {
            a.target.spans = vec![CharSpan::new(Char(at), Char(at + 3))];
            a.quotation.exact = vec!["新的话".into()];
            put(book, a);
        }),
        Act::Remove(n) => nth(book, n).into_iter().for_each(|a| book.set(TEXT, a.id, None)),
        Act::Add(a) => put(book, a),
        Act::Label(..)
        | Act::Define(..)
        | Act::Below(..)
        | Act::MakeTag(..)
        | Act::RemoveTag(_)
        | Act::DropTag(_)
        | Act::Revive(_) => act_on_tag(book, one, now),
        Act::Attribute(n, value) => {
            book.attributes.insert((ArticleName::whole(&n.to_string()), "date".into()), value);
        }
        Act::Memo(text) => book.in_personal("甲", |own| {
            let memo = Memo { text, modified: now, ..Memo::default() };
            own.memos.insert(On::Project, memo);
        }),
        Act::Read(n, done) => book.in_personal("甲", |own| {
            let state = if done { Progress::Done } else { Progress::Reading };
            own.progress.insert(ArticleName::whole(&n.to_string()), state);
        }),
        Act::Quick(n, tag) => book.in_personal("甲", |own| {
            own.quick.insert((0, n), tag);
        }),
        Act::Term(term, true) => drop(book.terms.insert(term)),
        Act::Term(term, false) => drop(book.terms.remove(&term)),
        Act::Rule(n, what) => {
            let known = book.overrides(TEXT).get(n).cloned();
            let o =
                Override { id: annotation(n as u64).id, what, modified: now, ..known.unwrap_or_else(Override::blank) };
            book.set_override(TEXT, o.id, Some(o));
        }
        Act::Unrule(n) => {
            let known = book.overrides(TEXT).get(n).map(|o| o.id);
            known.into_iter().for_each(|id| book.set_override(TEXT, id, None));
        }
    }
}

fn act_on_tag(book: &mut Book, one: &Act, now: Timestamp) {
    let tag = |book: &Book, n: usize| book.codebook.all().nth(n).cloned();
    let put_tag = |book: &mut Book, t: Tag| book.codebook.set(&t.key.clone(), Some(Tag { modified: now, ..t }));
    match one.clone() {
        Act::Label(n, zh) => tag(book, n).into_iter().for_each(|t| put_tag(book, Tag { zh: zh.clone(), ..t })),
        Act::Define(n, text) => {
            tag(book, n).into_iter().for_each(|t| put_tag(book, Tag { definition: text.clone(), ..t }));
        }
        Act::Below(n, m) => {
            let parent = tag(book, m).map(|t| t.key);
            tag(book, n).into_iter().for_each(|t| put_tag(book, Tag { parent: parent.clone(), ..t }));
        }
        Act::MakeTag(key, zh) => put_tag(book, Tag { key, zh, ..Tag::default() }),
        Act::RemoveTag(n) => {
            tag(book, n).into_iter().for_each(|t| put_tag(book, Tag { removed: Some(now), ..t }));
        }
        Act::DropTag(n) => tag(book, n).into_iter().for_each(|t| book.codebook.set(&t.key, None)),
        Act::Revive(n) => {
            let left = book.codebook.removed().nth(n).cloned();
            left.into_iter().for_each(|t| put_tag(book, Tag { removed: None, ..t }));
        }
        _ => {}
    }
}

pub(super) fn acts(from: &Book, list: &[Act], start: i64) -> Book {
    let mut book = from.clone();
    list.iter().zip(start..).for_each(|(one, at)| act(&mut book, one, time(at)));
    book
}

/// Tells whether a side's value of a field is nowhere in what was merged, though that side alone set it.
fn lost<T: PartialEq>(base: Option<T>, side: &T, merged: &T, others: &[T]) -> bool {
    base.as_ref() != Some(side) && side != merged && !others.contains(side)
}

/// Checks one side of a merge: what it added, changed and removed.
fn check_side(base: &Book, side: &Book, other: &Book, merged: &Book) -> Result<(), TestCaseError> {
    for a in side.of(TEXT) {
        let old = base.get(TEXT, a.id);
        if old == Some(a) {
            continue;
        }
        let found = merged.get(TEXT, a.id);
        prop_assert!(found.is_some(), "lost {a:?}");
        let found = found.unwrap();
        let notes: Vec<String> = found.conflicts.iter().map(|c| c.note.clone()).collect();
        prop_assert!(
            !lost(old.map(|o| o.note.clone()), &a.note, &found.note, &notes)
                || other.get(TEXT, a.id).is_some_and(|o| a.note.is_empty() && o.note == found.note),
            "note"
        );
        let places: Vec<Target> = found.conflicts.iter().map(|c| c.target.clone()).collect();
        prop_assert!(!lost(old.map(|o| o.target.clone()), &a.target, &found.target, &places), "place");
        let gone = |tag: &String| {
            other.get(TEXT, a.id).is_some_and(|o| !o.has_tag(tag)) && old.is_some_and(|o| o.has_tag(tag))
        };
        prop_assert!(a.tags.iter().all(|tag| found.has_tag(tag) || gone(tag)), "tags");
    }
    for a in base.of(TEXT).iter().filter(|a| side.get(TEXT, a.id).is_none()) {
        prop_assert_eq!(merged.get(TEXT, a.id), other.get(TEXT, a.id).filter(|o| *o != a), "a removal");
    }
    for t in side.codebook.all() {
        let old = base.codebook.known(&t.key);
        let Some(found) = merged.codebook.get(&t.key) else {
            prop_assert_eq!(old, Some(t), "a tag was lost");
            continue;
        };
        let labels: Vec<String> = found.conflicts.iter().map(|c| c.zh.clone()).collect();
        prop_assert!(
            old == Some(t) || t.zh.is_empty() || !lost(old.map(|o| o.zh.clone()), &t.zh, &found.zh, &labels),
            "label"
        );
    }
    // What is left of a tag is not lost either, and a removal counts where the other side has let the tag be.
    for t in side.codebook.removed().filter(|t| base.codebook.get(&t.key).is_some()) {
        if base.codebook.get(&t.key) == other.codebook.get(&t.key) {
            prop_assert!(merged.codebook.known(&t.key).is_some_and(|t| t.removed.is_some()), "a removal of a tag");
        }
    }
    for (key, value) in &side.attributes {
        let beside = |n: usize| merged.attributes.get(&(key.0.clone(), format!("date{}", "*".repeat(n))));
        prop_assert!(base.attributes.get(key) == Some(value) || (0..3).any(|n| beside(n) == Some(value)), "attribute");
    }
    let memo = |book: &Book| book.personal("甲").memos.get(&On::Project).cloned();
    if let Some(own) = memo(side).filter(|own| memo(base).as_ref() != Some(own)) {
        let found = memo(merged).unwrap();
        let all: Vec<&str> = found.conflicts.iter().chain([&found]).map(|m| m.text.as_str()).collect();
        prop_assert!(
            own.text.is_empty() || all.contains(&own.text.as_str()) || memo(base).is_some_and(|b| b.text == own.text),
            "memo"
        );
    }
    for term in side.terms.difference(&base.terms) {
        prop_assert!(merged.terms.contains(term));
    }
    Ok(())
}

/// Every conflict can be decided in every way; then nothing is open, and undone all is as it was.
fn decide_all(merged: &Book) -> Result<(), TestCaseError> {
    for decision in [Decision::This, Decision::Other, Decision::Both] {
        let mut book = merged.clone();
        let mut edits = Vec::new();
        while let Some(first) = pending(&book).first().cloned() {
            prop_assert!(edits.len() < 200 && !first.fields(&book).is_empty(), "{first:?}");
            let made = Uuid::from_u128(1 << 100 | edits.len() as u128);
            let decide = |decision| first.decide(&book, decision, time(300), made);
            let changes = Some(decide(decision)).filter(|changes| !changes.is_empty());
            let edit = Edit { changes: changes.unwrap_or_else(|| decide(Decision::Other)), ..Edit::default() };
            prop_assert_eq!(apply(&mut book, &edit), Kept(0));
            edits.push(edit);
        }
        for edit in edits.iter().rev() {
            apply(&mut book, &edit.inverse());
        }
        prop_assert_eq!(&book, merged);
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::laws::cases(1000))]
    #[test]
    fn two_histories_become_one(
        list in any_list(),
        start in proptest::collection::vec(any_act(), 0..12),
        ours in proptest::collection::vec(any_act(), 0..10),
        theirs in proptest::collection::vec(any_act(), 0..10),
    ) {
        let mut base = Book::default();
        base.load(TEXT, list);
        // Tags to begin with: else acts on them seldom meet.
        let tags = ["a", "b", "c"].map(|key| Act::MakeTag(key.into(), "甲".into()));
        let base = acts(&acts(&base, &tags, 0), &start, 5);
        let (ours, theirs) = (acts(&base, &ours, 100), acts(&base, &theirs, 105));
        let (merged, kept) = merge(&base, &ours, &theirs);
        prop_assert_eq!((&merged, kept), (&merge(&base, &theirs, &ours).0, merge(&base, &theirs, &ours).1));
        check_side(&base, &ours, &theirs, &merged)?;
        check_side(&base, &theirs, &ours, &merged)?;
        decide_all(&merged)?;
        // Merged again, nothing changes; what one side left alone is the other's.
        prop_assert_eq!(&merge(&base, &ours, &ours).0, &ours);
        prop_assert_eq!(&merge(&base, &base, &theirs), &(theirs.clone(), Kept(0)));
        prop_assert_eq!(&merge(&ours, &merged, &ours).0, &merged);
        // Nothing is undecided that only one side has touched.
        for a in merged.of(TEXT).iter().filter(|a| a.conflicts.len() > base.get(TEXT, a.id).map_or(0, |b| b.conflicts.len())) {
            let (mine, other) = (ours.get(TEXT, a.id), theirs.get(TEXT, a.id));
            let same = |x: &Annotation, y: &Annotation| x.agrees(y);
            prop_assert!(mine.zip(other).is_some_and(|(x, y)| !same(x, y)), "decided");
            let old = base.get(TEXT, a.id);
            let both = |f: fn(&Annotation) -> String| [mine, other].iter().flatten().all(|x| old.is_none_or(|o| f(x) != f(o)));
            prop_assert!(both(|x| x.note.clone()) || both(|x| format!("{:?}", (&x.target, &x.quotation))), "decided");
        }
    }
}

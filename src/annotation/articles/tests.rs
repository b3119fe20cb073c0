//! Old structures of a text and new ones: nothing that was said is lost, and nothing is said to be read that was not.

use super::super::samples::time;
use super::super::{Passage, Quotation, Target};
use super::*;
use proptest::prelude::*;

/// Code points of a line of the text.
const LINE: usize = 10;
/// Lines of the text.
const LINES: usize = 12;

fn text() -> TextId {
    TextId::of("the text")
}

fn name_at(line: usize) -> ArticleName {
    let start = Char(line * LINE);
    let target = Target { text: text(), spans: vec![CharSpan::new(start, start + 4)] };
    let quotation = Quotation { exact: vec![format!("第{line:02}行")], ..Quotation::default() };
    ArticleName { document: "a.txt".into(), at: Passage { target, quotation } }
}

/// The articles of a text whose lines belong to these; 0 is the page. A line is a headline if it is the first of an
/// article. Numbers come in the order in which they begin.
fn articles(lines: &[usize]) -> Articles {
    let mut found = Articles { text: text(), ..Articles::default() };
    for (n, number) in lines.iter().enumerate() {
        let span = CharSpan::new(Char(n * LINE), Char(n * LINE + LINE - 2));
        found.run(span, *number);
        found.heads.push((digest(&format!("第{n:02}行")), span.start));
        if *number > found.list.len() {
            found.list.push(Known { name: name_at(n), text: vec![span], body: Char(usize::MAX) });
        } else if let Some(known) = number.checked_sub(1).and_then(|n| found.list.get_mut(n)) {
            known.body = known.body.min(span.start);
            known.text.push(span);
        }
    }
    found.heads.sort_unstable();
    found
}

/// Lines in articles, in any order: as on a page with columns, where one goes on behind another.
fn structures() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0usize..5, LINES).prop_map(|lines| {
        let mut known: Vec<usize> = Vec::new();
        let number = |line: usize| {
            if line == 0 {
                return 0;
            }
            let at = known.iter().position(|other| *other == line).unwrap_or_else(|| {
                known.push(line);
                known.len() - 1
            });
            at + 1
        };
        lines.into_iter().map(number).collect()
    })
}

/// Returns what a coder keeps who has read some articles, with what they were or as earlier versions kept it.
fn kept(old: &Articles, done: &[bool], whole: bool) -> Progresses {
    let mut kept = Progresses::new();
    for number in (1..=old.list.len()).filter(|number| done[*number]) {
        kept.insert(old.name(number).unwrap().clone(), Progress::Done);
        kept.extend(old.stretch(number).filter(|_| whole).map(|stretch| (stretch, Progress::Done)));
    }
    kept
}

proptest! {
    #![proptest_config(crate::laws::cases(512))]

    /// An article is done if and only if every article that stood in it was, and there was one.
    #[test]
    fn what_is_done_was_read(old in structures(), new in structures(), done: [bool; 6]) {
        let (before, now) = (articles(&old), articles(&new));
        let read = now.read("a.txt", &kept(&before, &done, true), &Book::default());
        for number in 1..=now.list.len() {
            let of = |line: &usize| new[*line] == number;
            let parts: Vec<usize> = (0..LINES).filter(of).map(|line| old[line]).collect();
            let stood: Vec<usize> = parts.iter().copied().filter(|part| *part > 0).collect();
            let all = !stood.is_empty() && stood.iter().all(|part| done[*part]);
            let state = read.get(&number).copied();
            if state == Some(Progress::Done) {
                // A line of the page that stood within an article was passed over with it.
                prop_assert!(stood.iter().all(|part| done[*part]), "{number}: {parts:?}");
            }
            if all && parts.len() == stood.len() {
                prop_assert_eq!(state, Some(Progress::Done));
            }
            if stood.iter().any(|part| done[*part]) {
                prop_assert!(state.is_some());
            }
        }
    }

    /// A text that is read as before says the same, however it was kept.
    #[test]
    fn the_same_structure_says_the_same(old in structures(), done: [bool; 6], whole: bool) {
        let known = articles(&old);
        let kept = kept(&known, &done, whole);
        let read = known.read("a.txt", &kept, &Book::default());
        for (number, done) in done.into_iter().enumerate().take(known.list.len() + 1).skip(1) {
            let expected = Some(Progress::Done).filter(|_| done);
            prop_assert_eq!(read.get(&number).copied(), expected);
        }
    }

    /// What earlier versions kept, without what an article was, still shows where its headline stands now: as done only
    /// where no text stands above that.
    #[test]
    fn what_earlier_versions_kept_shows(old in structures(), new in structures(), done: [bool; 6]) {
        let (before, now) = (articles(&old), articles(&new));
        let kept = kept(&before, &done, false);
        let read = now.read("a.txt", &kept, &Book::default());
        for name in kept.keys() {
            match now.place(name) {
                Some((number, Place::Own | Place::Head)) => prop_assert_eq!(read.get(&number), Some(&Progress::Done)),
                Some((number, Place::Inside)) => prop_assert!(read.contains_key(&number)),
                None => prop_assert_eq!(new[name.at.target.start().0 / LINE], 0),
            }
        }
    }

    /// Every memo and every value is shown under exactly one article, or its name is found nowhere.
    #[test]
    fn memos_and_attributes_are_all_there(old in structures(), new in structures(), values in "[ab]{6}") {
        let (before, now) = (articles(&old), articles(&new));
        let mut book = Book::default();
        let mut memos = BTreeMap::new();
        for number in 1..=before.list.len() {
            let name = before.name(number).unwrap().clone();
            let value = values.get(number..=number).unwrap().to_owned();
            book.attributes.insert((name.clone(), "author".into()), value);
            memos.insert(On::Article(name), Memo { text: number.to_string(), modified: time(0), ..Memo::default() });
        }
        let (mut shown, mut said) = (Vec::new(), Vec::new());
        for number in 1..=now.list.len() {
            shown.extend(now.memos(number, "a.txt", &memos).map(|(on, _)| on.clone()));
            let here = now.said(number, "a.txt", &book);
            let names = book.attributes.keys().filter(|(name, _)| now.number(name) == Some(number));
            for (name, attribute) in names {
                let value = &book.attributes[&(name.clone(), attribute.clone())];
                // The same value stands once, another beside it.
                prop_assert_eq!(here.values().filter(|(.., other)| *other == value.as_str()).count(), 1);
                said.push(name.clone());
            }
            prop_assert!(here.keys().all(|shown| shown.trim_end_matches(BESIDE) == "author"));
        }
        for on in memos.keys() {
            let On::Article(name) = on else { continue };
            let found = usize::from(now.number(name).is_some());
            prop_assert_eq!(shown.iter().filter(|other| *other == on).count(), found);
            prop_assert_eq!(said.iter().filter(|other| *other == name).count(), found);
        }
    }

    /// Whichever of two programs marks first, and whichever is merged into the other, the same comes out.
    #[test]
    fn a_merge_of_two_structures_loses_nothing(old in structures(), new in structures(), a: [bool; 6], b: [bool; 6]) {
        let (before, now) = (articles(&old), articles(&new));
        let book = |progress: Progresses| {
            let mut book = Book::default();
            book.in_personal("甲", |own| own.progress = progress);
            book
        };
        let (ours, theirs) = (book(kept(&before, &a, true)), book(kept(&now, &b, true)));
        let (one, _) = super::super::merge(&Book::default(), &ours, &theirs);
        let (other, _) = super::super::merge(&Book::default(), &theirs, &ours);
        prop_assert_eq!(&one, &other);
        let progress = &one.personal("甲").progress;
        for side in [&ours, &theirs] {
            for name in side.personal("甲").progress.keys() {
                prop_assert_eq!(progress.get(name), Some(&Progress::Done));
            }
        }
        for (known, done) in [(&before, &a), (&now, &b)] {
            let read = known.read("a.txt", progress, &one);
            for number in (1..=known.list.len()).filter(|number| done[*number]) {
                prop_assert_eq!(read.get(&number), Some(&Progress::Done));
            }
        }
    }
}

#[test]
fn two_halves_and_one_whole() {
    let read = |now: &Articles, kept: &Progresses| now.read("a.txt", kept, &Book::default());
    let (one, two) = (articles(&[1; 6]), articles(&[1, 1, 1, 2, 2, 2]));
    let done = [true; 6];
    // One that was read is two now: both are read.
    assert_eq!(read(&two, &kept(&one, &done, true)), [(1, Progress::Done), (2, Progress::Done)].into());
    // Of two only one was read, and they are one now.
    let half = [false, true, false, false, false, false];
    assert_eq!(read(&one, &kept(&two, &half, true)), [(1, Progress::Reading)].into());
    let other = [false, false, true, false, false, false];
    assert_eq!(read(&one, &kept(&two, &other, true)), [(1, Progress::Reading)].into());
    assert_eq!(read(&one, &kept(&two, &done, true)), [(1, Progress::Done)].into());
    // What earlier versions kept: the second half of an article is no reason to take it for read.
    assert_eq!(read(&one, &kept(&two, &other, false)), [(1, Progress::Reading)].into());
    assert_eq!(read(&two, &kept(&one, &done, false)), [(1, Progress::Done)].into());
    // A memo on the other half says that it was an article, too, and not read.
    let mut book = Book::default();
    book.in_personal("乙", |own| drop(own.memos.insert(On::Article(name_at(3)), Memo::default())));
    let first = kept(&two, &half, false);
    assert_eq!(one.read("a.txt", &first, &Book::default()), [(1, Progress::Done)].into());
    assert_eq!(one.read("a.txt", &first, &book), [(1, Progress::Reading)].into());
    // What was taken up again is read once more, whatever was read before.
    let mut again = kept(&one, &done, true);
    again.insert(name_at(3), Progress::Reading);
    assert_eq!(read(&two, &again), [(1, Progress::Done), (2, Progress::Reading)].into());
}

#[test]
fn in_a_changed_text_a_line_is_known_by_its_beginning() {
    let now = articles(&[1, 1, 2, 2]);
    let other = |line: usize| {
        let name = name_at(line);
        let target = Target { text: TextId::default(), ..name.at.target.clone() };
        ArticleName { at: Passage { target, ..name.at.clone() }, ..name }
    };
    assert_eq!([0, 1, 2, 3].map(|line| now.number(&other(line))), [Some(1), Some(1), Some(2), Some(2)]);
    assert_eq!(now.number(&other(9)), None);
}

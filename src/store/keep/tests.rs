use super::super::shape::{Sheet, write_sheet};
use super::super::{create, load, merge_files};
use super::*;
use crate::annotation::samples::{annotation, time};
use crate::files::Scripted;
use crate::library::Places;
use crate::settings::StoreChoice;
use std::time::Duration;

/// A store in a repository.
fn program(files: &Scripted) -> Keeper {
    let places = Places { data: "/d".into(), state: "/s".into(), config: "/c".into() };
    files.write(Path::new("/lib/.git/config"), b"").unwrap();
    let store = create(files, Path::new("/lib"), StoreChoice::Beside, &places, time(0)).unwrap();
    let known = load(files, &store).known;
    Keeper::new(store, known)
}

#[test]
fn words_are_written_in_one_go() {
    let calls = |count: usize| {
        let files = Scripted::default();
        let mut keeper = program(&files);
        let word = |n: usize| {
            let mut book = Book::default();
            book.terms.insert(format!("词{n:03}"));
            (Part::Term(format!("词{n:03}")), book)
        };
        files.fail([]);
        keeper.save_all(&files, (0..count).map(word)).unwrap();
        let calls = files.calls();
        assert_eq!(load(&files, keeper.store()).book.terms.len(), count);
        calls
    };
    assert_eq!(calls(1), calls(300));
}

#[test]
fn words_that_come_back_bring_what_people_wrote_beside_them() {
    let files = Scripted::default();
    let path = program(&files).store().terms();
    let text = "# 地名\n西宁 ns\n\n# 职务\n网格长\n";
    files.write(&path, text.as_bytes()).unwrap();
    let store = Store { root: "/lib/.meipi".into() };
    let mut keeper = Keeper::new(store.clone(), load(&files, &store).known);
    files.remove(&path).unwrap();
    keeper.look(&files).unwrap();
    keeper.settle([&Part::Term("西宁".into())]);
    let mut book = Book::default();
    book.terms.insert("楼栋长".into());
    keeper.save(&files, &Part::Term("楼栋长".into()), book).unwrap();
    let written = String::from_utf8(files.read(&path).unwrap()).unwrap();
    assert!(text.lines().all(|line| written.contains(line)) && written.contains("楼栋长"), "{written}");
}

#[test]
fn words_that_a_commit_has_removed_do_not_come_back() {
    let files = Scripted::default();
    let path = program(&files).store().terms();
    files.write(&path, "西宁\n海东\n".as_bytes()).unwrap();
    let store = Store { root: "/lib/.meipi".into() };
    let mut keeper = Keeper::new(store.clone(), load(&files, &store).known);
    let held = files.read(&path).unwrap();
    files.remove(&path).unwrap();
    files.answer_removed(&path, &held);
    let mut book = Book::default();
    book.terms.insert("楼栋长".into());
    keeper.save(&files, &Part::Term("楼栋长".into()), book).unwrap();
    assert_eq!(load(&files, &store).book.terms.into_iter().collect::<Vec<_>>(), ["楼栋长"]);
}

#[test]
fn a_misplaced_file_that_somebody_changes_meanwhile_is_not_removed() {
    for changed in [true, false] {
        let files = Scripted::default();
        let mut keeper = program(&files);
        keeper.save_sheet(&files, "a", "甲", &[annotation(1), annotation(2)]).unwrap();
        let data = files.read(&keeper.store().sheet("甲", "a")).unwrap();
        let elsewhere = Path::new("/lib/.meipi/annotations/甲/c.ron");
        let text = String::from_utf8(data).unwrap().replace("document: \"a\"", "document: \"b\"");
        files.write(elsewhere, text.as_bytes()).unwrap();
        let store = Store { root: "/lib/.meipi".into() };
        let mut keeper = Keeper::new(store.clone(), load(&files, &store).known);
        files.write(Path::new("/lib/.git/index.lock"), b"").unwrap();
        if changed {
            files.after(Duration::from_secs(1), elsewhere, Some(b"theirs"));
        }
        keeper.tidy(&files, elsewhere).unwrap();
        assert_eq!(load(&files, &store).book.of("b").len(), 2);
        assert_eq!(files.read(elsewhere).ok(), changed.then(|| b"theirs".to_vec()));
    }
}

#[test]
fn a_file_that_is_cut_short_takes_nothing_away() {
    let list = |count: u64| (1..=count).map(annotation).collect::<Vec<_>>();
    for (git, unmerged) in [(false, false), (true, true), (true, false)] {
        let files = Scripted::default();
        let mut keeper = program(&files);
        if !git {
            files.remove(Path::new("/lib/.git/config")).unwrap();
        }
        let path = keeper.store().sheet("甲", "a");
        keeper.save_sheet(&files, "a", "甲", &list(3)).unwrap();
        let whole = files.read(&path).unwrap();
        let cut = &whole[..whole.len() * 2 / 3];
        files.write(&path, cut).unwrap();
        if unmerged {
            // Git could not merge with it what was made elsewhere.
            let other = Scripted::default();
            let mut elsewhere = program(&other);
            elsewhere.save_sheet(&other, "a", "甲", &[annotation(1), annotation(2), annotation(9)]).unwrap();
            let theirs = other.read(&path).unwrap();
            files.answer_stages(&path, [Some(whole.clone()), Some(cut.to_vec()), Some(theirs)]);
        }
        // Whoever writes it may be writing it now.
        assert_eq!(keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap_err().key, "error-broken");
        let outside = keeper.save_sheet(&files, "a", "甲", &list(4));
        if git && !unmerged {
            // What git merged into it is nowhere.
            assert_eq!((outside.unwrap_err().key, files.read(&path).unwrap()), ("error-broken", cut.to_vec()));
            continue;
        }
        let ids: Vec<u128> = load(&files, keeper.store()).book.of("a").iter().map(|a| a.id.as_u128()).collect();
        // The third was removed elsewhere, the ninth made.
        let wanted: &[u64] = if unmerged { &[1, 2, 4, 9] } else { &[1, 2, 3, 4] };
        let wanted: Vec<u128> = wanted.iter().map(|n| annotation(*n).id.as_u128()).collect();
        assert_eq!((ids, outside.unwrap().len()), (wanted, usize::from(unmerged) * 2));
        // What others cut in another way is let be.
        files.write(&path, b"(version: 1, annotat").unwrap();
        for _ in 0..2 {
            assert_eq!(keeper.save_sheet(&files, "a", "甲", &list(5)).unwrap_err().key, "error-broken");
        }
        assert_eq!(files.read(&path).unwrap(), b"(version: 1, annotat");
    }
}

#[test]
fn git_is_not_disturbed_while_it_is_at_work() {
    let files = Scripted::default();
    let mut keeper = program(&files);
    keeper.save_sheet(&files, "a", "甲", &[annotation(1)]).unwrap();
    let (path, lock) = (keeper.store().sheet("甲", "a"), Path::new("/lib/.git/index.lock"));
    let before = files.read(&path).unwrap();
    files.write(lock, b"").unwrap();
    files.after(Duration::from_millis(900), &path, Some(&before));
    files.after(Duration::from_secs(1), lock, None);
    keeper.save_sheet(&files, "a", "甲", &[annotation(1), annotation(2)]).unwrap();
    assert_eq!(load(&files, keeper.store()).book.of("a").len(), 2);
    let waited = files.paused();
    assert!(waited >= Duration::from_secs(1), "{waited:?}");
    // A lock that nobody takes away is waited for once.
    files.write(lock, b"").unwrap();
    for n in 3..9 {
        keeper.save_sheet(&files, "a", "甲", &[annotation(n)]).unwrap();
    }
    assert!((1..4).contains(&files.paused().saturating_sub(waited).as_secs()), "{:?}", files.paused());
}

#[test]
fn a_file_that_others_replace_while_it_is_written_is_merged_anew() {
    let sheet = |list: &[u64]| {
        let annotations = list.iter().map(|n| annotation(*n)).collect();
        write_sheet(&Sheet { document: "a".into(), coder: "甲".into(), annotations }).into_bytes()
    };
    let ids = |list: &[u64]| list.iter().map(|n| annotation(*n).id.as_u128()).collect::<HashSet<_>>();
    for times in [1_u64, 7, 8] {
        let files = Scripted::default();
        let mut keeper = program(&files);
        keeper.save_sheet(&files, "a", "甲", &[annotation(1)]).unwrap();
        let path = keeper.store().sheet("甲", "a");
        files.between(&path, (0..times).map(|n| (path.as_path(), sheet(&[1, 10 + n]))));
        let saved = keeper.save_sheet(&files, "a", "甲", &[annotation(1), annotation(2)]);
        let there = || load(&files, keeper.store()).book.of("a").iter().map(|a| a.id.as_u128()).collect::<HashSet<_>>();
        if times < 8 {
            assert_eq!((saved.unwrap().len(), there()), (1, ids(&[1, 2, 9 + times])));
        } else {
            // Whoever writes it without end is let be.
            assert_eq!((saved.unwrap_err().key, there()), ("error-file-busy", ids(&[1, 17])));
        }
    }
    // So are words.
    let files = Scripted::default();
    let mut keeper = program(&files);
    let path = keeper.store().terms();
    files.between(&path, [(path.as_path(), "西宁\n".into()), (&path, "西宁\n海东\n".into())]);
    let mut book = Book::default();
    book.terms.insert("楼栋长".into());
    keeper.save(&files, &Part::Term("楼栋长".into()), book).unwrap();
    assert_eq!(load(&files, keeper.store()).book.terms.len(), 3);
}

#[test]
fn git_that_begins_while_a_file_is_written_is_waited_for() {
    for removed in [false, true] {
        let files = Scripted::default();
        let mut keeper = program(&files);
        keeper.save_sheet(&files, "a", "甲", &[annotation(1)]).unwrap();
        let (path, lock) = (keeper.store().sheet("甲", "a"), Path::new("/lib/.git/index.lock"));
        files.between(&path, [(lock, Vec::new())]);
        // What git puts there is not written over.
        files.after(Duration::from_millis(200), &path, (!removed).then(|| files.read(&path).unwrap()).as_deref());
        files.after(Duration::from_millis(400), lock, None);
        let saved = keeper.save_sheet(&files, "a", "甲", &[annotation(1), annotation(2)]);
        assert!(files.paused() >= Duration::from_millis(400));
        assert_eq!((saved.is_err(), files.read(&path).is_err()), (removed, removed));
    }
}

#[test]
fn where_git_cannot_be_looked_at_only_what_is_known_is_saved() {
    let files = Scripted::default();
    let mut keeper = program(&files);
    keeper.save_sheet(&files, "a", "甲", &[annotation(1)]).unwrap();
    let store = keeper.store().clone();
    Keeper::new(store.clone(), load(&files, &store).known).save_sheet(&files, "c", "甲", &[annotation(5)]).unwrap();
    files.put_out_of_reach(Path::new("/lib/.git"), std::io::ErrorKind::PermissionDenied);
    keeper.save_sheet(&files, "a", "甲", &[annotation(1), annotation(2)]).unwrap();
    assert_eq!(keeper.save_sheet(&files, "b", "甲", &[annotation(3)]).unwrap_err().key, "error-cannot-tell");
    // What is there is merged with, known or not.
    keeper.save_sheet(&files, "c", "甲", &[annotation(6)]).unwrap();
    assert_eq!(load(&files, &store).book.of("c").len(), 2);
    let book = load(&files, keeper.store()).book;
    assert_eq!((book.of("a").len(), book.of("b").len()), (2, 0));
}

#[test]
fn a_base_that_cannot_be_read_hinders_no_merge() {
    let sheet = |list: &[u64]| {
        let annotations = list.iter().map(|n| annotation(*n)).collect();
        write_sheet(&Sheet { document: "a.txt".into(), coder: "甲".into(), annotations })
    };
    let (ours, theirs) = (sheet(&[1, 2]), sheet(&[1, 3]));
    let cut = &ours[..ours.len() / 2];
    let path = Path::new("annotations/甲/a.txt.ron");
    let (merged, undecided) = merge_files(path, [cut, &ours, &theirs]).unwrap();
    assert_eq!((String::from_utf8(merged).unwrap(), undecided), (sheet(&[1, 2, 3]), 0));
    // A side that cannot be read is another matter: it may lack what the other has.
    assert!(merge_files(path, [&ours, cut, &theirs]).is_err());
}

#[test]
fn what_was_written_before_the_last_write_is_fresh_too() {
    let held = |count: u64| {
        let mut book = Book::default();
        book.load("a", (1..=count).map(annotation).collect());
        Content { part: Part::Sheet { coder: "甲".into(), document: "a".into() }, book }
    };
    let (path, start) = (Path::new("a"), 1_700_000_000_000_000_000);
    let seconds = |n: i128| start + n * 1_000_000_000;
    let mut fresh = Fresh::default();
    (0..3).for_each(|n| fresh.wrote(path, seconds(i128::from(n) * 5), held(n as u64)));
    let began = |at| fresh.base(path, held(3), &held(0), at).book.of("a").len();
    assert_eq!((began(seconds(12)), began(seconds(22)), began(seconds(60))), (0, 1, 3));
}

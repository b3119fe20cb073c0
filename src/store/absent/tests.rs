use super::super::{Keeper, create, load};
use super::*;
use crate::annotation::samples::{annotation, time};
use crate::annotation::{Annotation, Book, Memo, On, Part, Tag};
use crate::files::{Scripted, lock};
use crate::library::Places;
use crate::settings::StoreChoice;
use std::sync::{Arc, Mutex};

const SHEET: &str = "/lib/.meipi/annotations/甲/a.ron";

/// A store in a repository with a document of three annotations, and a program that knows them.
fn program(files: &Scripted) -> Keeper {
    let places = Places { data: "/d".into(), state: "/s".into(), config: "/c".into() };
    files.write(Path::new("/lib/.git/config"), b"").unwrap();
    let store = create(files, Path::new("/lib"), StoreChoice::Beside, &places, time(0)).unwrap();
    Keeper::new(store.clone(), load(files, &store).known).save_sheet(files, "a", "甲", &list(3)).unwrap();
    let known = load(files, &store).known;
    Keeper::new(store, known)
}

fn list(count: u64) -> Vec<Annotation> {
    (1..=count).map(annotation).collect()
}

fn part() -> Part {
    Part::Sheet { coder: "甲".into(), document: "a".into() }
}

/// How many annotations there are on the disk.
fn count(files: &Scripted, keeper: &Keeper) -> usize {
    load(files, keeper.store()).book.of("a").len()
}

#[test]
fn a_file_that_comes_back_is_no_removal() {
    for locked in [false, true] {
        let files = Scripted::default();
        let mut keeper = program(&files);
        let data = files.read(Path::new(SHEET)).unwrap();
        files.remove(Path::new(SHEET)).unwrap();
        let back = Duration::from_millis(if locked { 9000 } else { 1500 });
        files.after(back, Path::new(SHEET), Some(&data));
        if locked {
            files.write(Path::new("/lib/.git/index.lock"), b"").unwrap();
            files.after(Duration::from_secs(8), Path::new("/lib/.git/index.lock"), None);
        }
        keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap();
        assert_eq!(count(&files, &keeper), 4);
        assert!(files.paused() >= back && keeper.gone().is_empty());
    }
}

#[test]
fn a_file_that_nobody_removed_is_missed_until_the_person_speaks() {
    for restored in [true, false] {
        let files = Scripted::default();
        let mut keeper = program(&files);
        files.remove(Path::new(SHEET)).unwrap();
        assert_eq!(keeper.look(&files).unwrap(), []);
        assert_eq!(keeper.gone(), [part()]);
        let waited = files.paused();
        for _ in 0..3 {
            assert_eq!(keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap_err().key, "error-file-gone");
            assert_eq!(keeper.look(&files).unwrap(), []);
        }
        assert!(!files.paths().contains(&PathBuf::from(SHEET)));
        // It is waited for once.
        assert_eq!(files.paused(), waited);
        // What is on no disk is kept whole.
        let mut book = Book::default();
        book.load("a", list(4));
        assert_eq!(keeper.rescue(&[(part(), book)]).first().map(|kept| kept.base.book.of("a").len()), Some(0));
        keeper.settle([&part()]);
        let mine = if restored { list(4) } else { Vec::new() };
        assert_eq!(keeper.save_sheet(&files, "a", "甲", &mine).unwrap(), []);
        assert_eq!((count(&files, &keeper), keeper.gone()), (mine.len(), Vec::new()));
        // The next time it is asked again.
        keeper.save_sheet(&files, "a", "甲", &list(2)).unwrap();
        files.remove(Path::new(SHEET)).unwrap();
        assert!(keeper.save_sheet(&files, "a", "甲", &list(3)).is_err());
    }
}

#[test]
fn a_file_that_is_there_again_is_missed_no_more() {
    let files = Scripted::default();
    let mut keeper = program(&files);
    files.rename(Path::new(SHEET), Path::new("/away"));
    keeper.look(&files).unwrap();
    assert_eq!(keeper.gone(), [part()]);
    files.rename(Path::new("/away"), Path::new(SHEET));
    assert_eq!(keeper.look(&files).unwrap(), []);
    assert!(keeper.gone().is_empty());
    keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap();
    assert_eq!(count(&files, &keeper), 4);
}

#[test]
fn a_removal_by_a_commit_is_read() {
    let files = Scripted::default();
    let mut keeper = program(&files);
    files.remove(Path::new(SHEET)).unwrap();
    assert_eq!(keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap_err().key, "error-file-gone");
    let mut keeper = program(&files);
    files.answer_removed(Path::new(SHEET), &files.read(Path::new(SHEET)).unwrap());
    files.remove(Path::new(SHEET)).unwrap();
    assert_eq!(keeper.look(&files).unwrap().len(), 3);
    keeper.save_sheet(&files, "a", "甲", &list(1)).unwrap();
    let mut keeper = program(&files);
    files.remove(Path::new(SHEET)).unwrap();
    keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap();
    assert_eq!(count(&files, &keeper), 1);
}

#[test]
fn what_a_commit_removed_once_says_nothing_of_another_file_of_that_path() {
    for (removed, asked) in [(3, false), (4, false), (2, true), (0, true)] {
        let files = Scripted::default();
        let mut keeper = program(&files);
        keeper.save_sheet(&files, "a", "甲", &list(removed)).unwrap();
        files.answer_removed(Path::new(SHEET), &files.read(Path::new(SHEET)).unwrap());
        let mut keeper = program(&files);
        files.remove(Path::new(SHEET)).unwrap();
        assert_eq!(keeper.look(&files).unwrap().len(), if asked { 0 } else { 3 }, "{removed}");
        assert_eq!(keeper.gone(), Vec::from_iter(asked.then(part)), "{removed}");
    }
}

#[test]
fn git_that_does_not_come_to_an_end_is_said() {
    let files = Scripted::default();
    let mut keeper = program(&files);
    files.write(Path::new("/lib/.git/index.lock"), b"").unwrap();
    files.remove(Path::new(SHEET)).unwrap();
    assert_eq!(keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap_err().key, "error-git-busy");
    // A file that nobody has known is written all the same: it may be an old lock.
    keeper.save_sheet(&files, "b", "甲", &list(1)).unwrap();
    files.remove(Path::new("/lib/.git/index.lock")).unwrap();
    assert_eq!(keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap_err().key, "error-file-gone");
}

#[test]
fn what_git_brings_while_it_is_waited_for_is_merged() {
    let files = Scripted::default();
    let mut keeper = program(&files);
    let data = files.read(Path::new(SHEET)).unwrap();
    files.remove(Path::new(SHEET)).unwrap();
    keeper.forget(Path::new(SHEET));
    files.write(Path::new("/lib/.git"), b"gitdir: ../own/worktree\n").unwrap();
    files.remove(Path::new("/lib/.git/config")).unwrap();
    let lock = Path::new("/lib/../own/worktree/index.lock");
    files.write(lock, b"").unwrap();
    files.after(Duration::from_secs(1), Path::new("/own/worktree/index.lock"), None);
    files.after(Duration::from_millis(900), Path::new(SHEET), Some(&data));
    keeper.save_sheet(&files, "a", "甲", &[annotation(4)]).unwrap();
    assert_eq!(count(&files, &keeper), 4);
}

#[test]
fn a_store_that_was_moved_is_not_made_anew() {
    let files = Scripted::default();
    let (store, away) = (Path::new("/lib/.meipi"), Path::new("/elsewhere"));
    let mut keeper = program(&files);
    files.rename(store, away);
    for _ in 0..2 {
        assert_eq!(keeper.look(&files).unwrap_err().key, "error-store-gone");
        assert_eq!(keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap_err().key, "error-store-gone");
        let term = keeper.save(&files, &Part::Term("网格".into()), Book::default());
        assert_eq!(term.unwrap_err().key, "error-store-gone");
    }
    assert!(files.paths().iter().all(|path| !path.starts_with(store)) && keeper.gone().is_empty());
    // What is left behind by one that is not mounted says nothing either.
    files.write(Path::new("/lib/.meipi/annotations/甲/b.ron"), b"x").unwrap();
    assert!(keeper.look(&files).is_err());
    files.remove(Path::new("/lib/.meipi/annotations/甲/b.ron")).unwrap();
    files.rename(away, store);
    assert_eq!(keeper.look(&files).unwrap(), []);
    keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap();
    assert_eq!(count(&files, &keeper), 4);
    files.put_out_of_reach(store, std::io::ErrorKind::Other);
    assert!(keeper.look(&files).is_err() && keeper.save_sheet(&files, "a", "甲", &list(5)).is_err());
    files.put_in_reach();
    assert_eq!(count(&files, &keeper), 4);
}

#[test]
fn files_of_every_sort_are_missed() {
    let files = Scripted::default();
    let mut keeper = program(&files);
    let mut book = Book::default();
    book.codebook.set("grid", Some(Tag { key: "grid".into(), zh: "网格".into(), ..Tag::default() }));
    book.terms.extend(["网格员".to_owned(), "楼栋长".to_owned()]);
    book.in_personal("甲", |own| {
        own.memos.insert(
            On::Project,
            Memo { text: "备".into(), modified: time(0), created: time(0), conflicts: Vec::new() },
        );
    });
    let parts =
        [Part::Tag("grid".into()), Part::Term("楼栋长".into()), Part::Term("网格员".into()), Part::Memos("甲".into())];
    let save =
        |keeper: &mut Keeper| keeper.save_all(&files, parts.clone().map(|part| (part.clone(), book.excerpt(&part))));
    save(&mut keeper).unwrap();
    let before = files.paths();
    for part in &parts {
        files.remove(&keeper.store().path(part)).unwrap();
    }
    assert_eq!(keeper.look(&files).unwrap(), []);
    assert_eq!(keeper.gone(), parts);
    assert_eq!(save(&mut keeper).unwrap_err().key, "error-file-gone");
    keeper.settle(&parts);
    save(&mut keeper).unwrap();
    assert_eq!(files.paths(), before);
    let loaded = load(&files, keeper.store()).book;
    assert!(parts.iter().all(|part| loaded.excerpt(part) == book.excerpt(part)));
}

#[test]
fn a_lock_that_another_holds_is_said_and_not_waited_for_for_ever() {
    let files = Scripted::default();
    let said = Arc::new(Mutex::new(Vec::new()));
    let theirs = Arc::clone(&said);
    let mut keeper = program(&files).telling(move |error| theirs.lock().unwrap().push(error.key));
    let held = keeper.store().lock();
    files.hold(&held, true);
    assert_eq!(keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap_err().key, "error-locked");
    assert_eq!(*said.lock().unwrap(), ["error-waiting-for-lock"]);
    assert!(files.paused() >= Duration::from_secs(20) && files.paused() < Duration::from_secs(21));
    files.hold(&held, false);
    keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap();
    assert!(lock(&files, &held, &|_| {}).is_ok());
}

#[test]
fn what_was_written_just_now_is_not_removed_by_who_did_not_know_it() {
    for (milliseconds, saved, left) in [(900, true, 4), (900, false, 4), (60_000, true, 3), (60_000, false, 3)] {
        let files = Scripted::default();
        let mut keeper = program(&files);
        let older = files.read(Path::new(SHEET)).unwrap();
        keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap();
        files.write_soon(Path::new(SHEET), &older, milliseconds);
        let mut mine = list(4);
        if !saved {
            let removed = keeper.look(&files).unwrap().len();
            mine.truncate(4 - removed);
            assert_eq!(keeper.undone(), if removed == 0 { vec![part()] } else { Vec::new() });
            keeper.acknowledge(keeper.batch());
        }
        mine.remove(0);
        mine.push(annotation(9));
        keeper.save_sheet(&files, "a", "甲", &mine).unwrap();
        let loaded = load(&files, keeper.store()).book;
        assert_eq!(loaded.of("a").len(), left, "{milliseconds} {saved}");
        // What is not fresh is removed as by anybody.
        assert!(loaded.of("a").iter().all(|there| there.id != annotation(1).id));
    }
}

#[test]
fn what_is_left_of_a_removed_tag_is_not_missed() {
    let files = Scripted::default();
    let mut keeper = program(&files);
    let tag = Tag { key: "网格".into(), zh: "网格".into(), removed: Some(time(1)), ..Tag::default() };
    let path = keeper.store().tag(&tag.key);
    for removed in [None, tag.removed] {
        let tag = Tag { removed, ..tag.clone() };
        keeper.save_tag(&files, &tag.key, Some(&tag)).unwrap();
        let data = files.read(&path).unwrap();
        files.remove(&path).unwrap();
        keeper.look(&files).unwrap();
        assert_eq!(keeper.gone(), Vec::from_iter(removed.is_none().then(|| Part::Tag(tag.key.clone()))));
        files.write(&path, &data).unwrap();
        keeper.look(&files).unwrap();
    }
}

#[test]
fn what_is_said_to_be_saved_is_on_the_disk_though_nothing_was_edited_meanwhile() {
    let files = Scripted::default();
    let mut keeper = program(&files);
    let older = files.read(Path::new(SHEET)).unwrap();
    keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap();
    files.write_soon(Path::new(SHEET), &older, 900);
    keeper.save_sheet(&files, "a", "甲", &list(4)).unwrap();
    assert_eq!(count(&files, &keeper), 4);
}

/// Parts of so many documents that nobody has annotated yet.
fn sheets(count: usize) -> Vec<(Part, Book)> {
    let sheet = |n: usize| {
        let document = format!("{n}.txt");
        let mut book = Book::default();
        book.load(&document, vec![Annotation { coder: "甲".into(), ..annotation(1) }]);
        (Part::Sheet { coder: "甲".into(), document }, book)
    };
    (0..count).map(sheet).collect()
}

#[test]
fn what_many_parts_wait_for_is_waited_for_once() {
    let files = Scripted::default();
    let mut keeper = program(&files);
    let held = keeper.store().lock();
    files.hold(&held, true);
    assert_eq!(keeper.save_all(&files, sheets(5)).unwrap_err().key, "error-locked");
    assert!(files.paused() < Duration::from_secs(21), "{:?}", files.paused());
    files.hold(&held, false);
    // A lock of git's that nobody holds any more.
    files.write(Path::new("/lib/.git/index.lock"), b"").unwrap();
    let before = files.paused();
    keeper.save_all(&files, sheets(150)).unwrap();
    assert!(files.paused() < before + Duration::from_secs(3), "{:?}", files.paused());
    // What is there is written, though git is waited for in vain for what is not.
    files.remove(Path::new(SHEET)).unwrap();
    let before = files.paused();
    let mut parts = vec![(part(), Book::default())];
    parts.extend(sheets(3).into_iter().map(|(part, _)| (part, Book::default())));
    assert_eq!(keeper.save_all(&files, parts).unwrap_err().key, "error-git-busy");
    assert!(files.paused() < before + Duration::from_secs(21), "{:?}", files.paused());
    assert!(load(&files, keeper.store()).book.of("2.txt").is_empty());
}

#[test]
fn a_file_that_cannot_be_read_and_is_gone_for_a_moment_is_waited_for() {
    for look in [false, true] {
        let files = Scripted::default();
        program(&files);
        files.write(Path::new(SHEET), b"(version: 99)").unwrap();
        let store = Store { root: "/lib/.meipi".into() };
        let mut keeper = Keeper::new(store.clone(), load(&files, &store).known);
        files.remove(Path::new(SHEET)).unwrap();
        files.after(Duration::from_secs(1), Path::new(SHEET), Some(b"(version: 99)"));
        if look {
            keeper.look(&files).unwrap();
        }
        assert_eq!(keeper.save_sheet(&files, "a", "甲", &list(1)).unwrap_err().key, "error-newer");
        assert_eq!(files.read(Path::new(SHEET)).unwrap(), b"(version: 99)");
        // One that stays away is nobody's to ask about.
        files.remove(Path::new(SHEET)).unwrap();
        keeper.save_sheet(&files, "a", "甲", &list(1)).unwrap();
        assert!(keeper.gone().is_empty());
    }
}

#[cfg(unix)]
#[test]
fn git_is_waited_for_where_the_link_to_a_store_leads() {
    use crate::files::Disk;
    let home = tempfile::tempdir().unwrap();
    let at = |path: &str| home.path().join(path);
    std::fs::create_dir_all(at("shared/.git")).unwrap();
    std::fs::create_dir_all(at("shared/store")).unwrap();
    std::fs::create_dir_all(at("lib")).unwrap();
    std::fs::write(at("shared/.git/index.lock"), "").unwrap();
    std::os::unix::fs::symlink(at("shared/store"), at("lib/.meipi")).unwrap();
    assert!(busy(&Disk, &Store { root: at("lib/.meipi") }).unwrap().is_some());
}

//! Whatever call fails, and however, what was saved is there and what could not be saved is saved when tried again.

use super::place::create;
use super::tag::write_tag;
use super::{Keeper, Recovery, Store, load};
use crate::annotation::samples::{annotation, time};
use crate::annotation::{Annotation, ArticleName, Book, Change, Edit, Part, Progress, Tag, apply, difference};
use crate::files::{Fault, Files, Scripted};
use crate::library::{Places, SEEDS};
use crate::settings::StoreChoice;
use std::path::Path;

fn places() -> Places {
    Places { data: "/data".into(), state: "/state".into(), config: "/config".into() }
}

/// A program at work: what it holds, its writer, and what it still has to write.
struct Program<'a> {
    files: &'a Scripted,
    keeper: Keeper,
    book: Book,
    unsaved: Vec<Part>,
    seen: u64,
    /// What fails goes on to fail.
    lasting: bool,
}

/// Tries until it succeeds; a fault strikes once.
fn again<T>(mut attempt: impl FnMut() -> Result<T, crate::error::Error>) -> T {
    for _ in 0..3 {
        if let Ok(done) = attempt() {
            return done;
        }
    }
    attempt().unwrap()
}

impl<'a> Program<'a> {
    fn start(files: &'a Scripted, store: &Store) -> Self {
        let loaded = load(files, store);
        let keeper = Keeper::new(store.clone(), loaded.known);
        Self { files, keeper, book: loaded.book, unsaved: Vec::new(), seen: 0, lasting: false }
    }

    fn edit(&mut self, change: impl FnOnce(&mut Book)) {
        let mut after = self.book.clone();
        change(&mut after);
        let changes = difference(&self.book, &after);
        self.unsaved.extend(changes.iter().map(Change::part));
        apply(&mut self.book, &Edit { changes, ..Edit::default() });
        self.save();
    }

    fn save(&mut self) {
        for _ in 0..4 {
            self.keeper.acknowledge(self.seen);
            let parts: Vec<(Part, Book)> =
                self.unsaved.iter().map(|part| (part.clone(), self.book.excerpt(part))).collect();
            let saved = self.keeper.save_all(self.files, parts);
            let outside = self.keeper.untold();
            self.take_over(outside);
            if saved.is_ok() {
                return self.unsaved.clear();
            }
            if self.lasting {
                return;
            }
        }
        unreachable!("a fault strikes once");
    }

    fn look(&mut self) {
        let changes = self.keeper.look(self.files).unwrap_or_default();
        self.take_over(changes);
    }

    fn take_over(&mut self, changes: Vec<Change>) {
        self.seen = self.keeper.batch();
        apply(&mut self.book, &Edit { changes, ..Edit::default() });
    }

    fn annotate(&mut self, document: &str, number: u64) {
        let made = Annotation { coder: "甲".into(), ..annotation(number) };
        self.edit(|book| book.set(document, made.id, Some(made)));
    }

    fn remove(&mut self, document: &str, number: u64) {
        self.edit(|book| book.set(document, annotation(number).id, None));
    }
}

/// More calls than the work makes: the last faults strike nothing.
const CALLS: usize = 500;

/// Two programs work on one store; returns what both have meant.
fn work(files: &Scripted) -> Book {
    let store = Store { root: "/l/.meipi".into() };
    let tag = Tag { key: "grid".into(), zh: "网格".into(), ..Tag::default() };
    again(|| files.write(&store.tag("grid"), write_tag(&tag).as_bytes()));
    let mut first = Program::start(files, &store);
    first.annotate("a.txt", 1);
    first.annotate("b.txt", 2);
    let mut second = Program::start(files, &store);
    second.annotate("a.txt", 3);
    second.look();
    second.edit(|book| {
        let mut tag = book.codebook.get("grid").unwrap().clone();
        tag.zh = "小网格".into();
        book.codebook.set("grid", Some(tag));
        book.terms.insert("网格员".into());
    });
    first.annotate("a.txt", 4);
    first.look();
    first.remove("a.txt", 1);
    first.remove("b.txt", 2);
    first.edit(|book| {
        book.attributes.insert((ArticleName::whole("a.txt"), "报纸".into()), "青海日报".into());
        book.in_personal("甲", |own| {
            own.progress.insert(ArticleName::whole("a.txt"), Progress::Done);
        });
    });
    second.look();
    second.look();
    second.annotate("a.txt", 5);
    first.look();
    first.look();
    assert!(files.calls() < CALLS);
    // What the two hold at the end is what the files hold.
    files.fail([]);
    let loaded = load(files, &store);
    assert_eq!(loaded.troubles, []);
    for program in [&mut first, &mut second] {
        program.look();
        program.look();
        let differ = difference(&program.book, &loaded.book).into_iter();
        // Words for the segmenter are read at the start alone.
        assert_eq!(differ.filter(|change| !matches!(change, Change::Term(_))).collect::<Vec<_>>(), []);
    }
    loaded.book
}

#[test]
fn a_store_whose_making_was_cut_short_is_made_whole() {
    let places = places();
    let make = |files: &Scripted| create(files, Path::new("/l"), StoreChoice::Beside, &places, time(0));
    let seeded = || {
        let files = Scripted::default();
        files.write(Path::new("/l/1.txt"), SEEDS[0].1).unwrap();
        files
    };
    let whole = seeded();
    let store = make(&whole).unwrap();
    let calls = whole.calls();
    let meant = load(&whole, &store).book;
    assert!(!meant.codebook.is_empty());
    for n in 0..calls {
        let files = seeded();
        files.fail([(n, if n % 2 == 0 { Fault::Fails } else { Fault::FailsLate })]);
        again(|| make(&files));
        files.fail([]);
        assert!(load(&files, &store).book == meant, "call {n}");
    }
}

#[test]
fn no_failure_at_any_call_loses_anything() {
    let meant = work(&Scripted::default());
    let ids: Vec<_> = meant.of("a.txt").iter().map(|a| a.id).collect();
    assert_eq!(ids.len(), 3);
    assert!(meant.of("b.txt").is_empty() && meant.terms.contains("网格员"));
    assert_eq!(meant.codebook.get("grid").unwrap().zh, "小网格");
    for n in 0..CALLS {
        for fault in [Fault::Fails, Fault::FailsLate] {
            let files = Scripted::default();
            files.fail([(n, fault)]);
            assert_eq!(work(&files), meant, "{fault:?} at call {n}");
        }
    }
}

/// One file cannot be written for long, while others annotate the documents of the others.
#[test]
fn what_others_write_stays_while_one_part_cannot_be_saved() {
    let files = Scripted::default();
    let store = Store { root: "/l/.meipi".into() };
    let progress = store.path(&Part::Progress("甲".into()));
    files.write(&progress, b"(version: 99, x: 1)").unwrap();
    let mut first = Program::start(&files, &store);
    first.lasting = true;
    first.annotate("b.txt", 1);
    first.edit(|book| {
        book.in_personal("甲", |own| {
            own.progress.insert(ArticleName::whole("a.txt"), Progress::Done);
        });
        let made = Annotation { coder: "甲".into(), ..annotation(2) };
        book.set("b.txt", made.id, Some(made));
    });
    for number in 10..22 {
        Program::start(&files, &store).annotate("b.txt", number);
        if number % 3 == 0 {
            first.look();
        }
        if number % 2 == 0 {
            let elsewhere = Annotation { coder: "乙".into(), ..annotation(number) };
            Program::start(&files, &store).edit(|book| book.set("c.txt", elsewhere.id, Some(elsewhere)));
            first.look();
        }
        first.save();
        assert!(!first.unsaved.is_empty());
    }
    assert_eq!(load(&files, &store).book.of("b.txt").len(), 14);
    first.look();
    assert_eq!(first.book.of("b.txt").len(), 14);
    files.remove(&progress).unwrap();
    first.save();
    assert!(first.unsaved.is_empty());
    assert_eq!(load(&files, &store).book, first.book);
}

/// What is kept of edits that cannot be saved says nothing of what others have written meanwhile.
#[test]
fn what_is_kept_of_unsaved_edits_removes_nothing_of_others() {
    for seen in [false, true] {
        let files = Scripted::default();
        let store = Store { root: "/l/.meipi".into() };
        Program::start(&files, &store).annotate("b.txt", 1);
        files.write(&store.path(&Part::Progress("甲".into())), b"(version: 99, x: 1)").unwrap();
        let mut first = Program::start(&files, &store);
        Program::start(&files, &store).annotate("b.txt", 2);
        if seen {
            // Found, and not taken over yet.
            assert_eq!(first.keeper.look(&files).unwrap().len(), 1);
        }
        let made = Annotation { coder: "甲".into(), ..annotation(3) };
        first.book.set("b.txt", made.id, Some(made));
        let parts = [Part::Sheet { coder: "甲".into(), document: "b.txt".into() }, Part::Progress("甲".into())];
        let parts = parts.map(|part| (part.clone(), first.book.excerpt(&part)));
        if !seen {
            assert_eq!(first.keeper.save_all(&files, parts.clone()).unwrap_err().key, "error-newer");
        }
        let rescued = first.keeper.rescue(&parts);
        let changes: Vec<Change> = rescued.iter().flat_map(|r| r.base.changes(&r.mine)).collect();
        assert!(changes.iter().all(|change| !change.removes()), "{seen}: {changes:?}");
        let mut recovery = Recovery::new(&places(), Path::new("/l"), 1);
        recovery.write(&files, &rescued).unwrap();
        let (changes, _) = Recovery::new(&places(), Path::new("/l"), 2).take_up(&files);
        let mut book = load(&files, &store).book;
        apply(&mut book, &Edit { changes, ..Edit::default() });
        assert_eq!(book.of("b.txt").len(), 3, "{seen}");
    }
}

use super::super::jobs::Jobs;
use super::*;
use crate::actions::commit::again;
use crate::annotation::samples::annotation;
use crate::annotation::{Annotation, ArticleName, Book, Change, Edit, IdSource, Part, Progress, Progresses};
use crate::app::table::COMMANDS;
use crate::app::{App, Msg};
use crate::files::{Fault, Files, Scripted};
use crate::input::keymap::Keymap;
use crate::library::Places;
use crate::settings::{Chosen, Settings, StoreChoice};
use crate::state::effect::{Keep, Work};
use crate::state::face::Face;
use crate::state::hand::Hand;
use crate::state::project::{Coder, Project};
use crate::state::shelf::Shelf;
use crate::store::{Keeper, Recovery, Store, load};
use crate::text::Widths;
use crate::theme::{Depth, Theme};
use crate::words::{Lang, Words};
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

fn env(files: &Arc<Scripted>) -> Env {
    Env {
        files: Arc::clone(files) as Arc<dyn Files>,
        places: Places { data: "/d".into(), state: "/s".into(), config: "/c".into() },
        root: "/lib".into(),
        store: Some(Store { root: "/lib/.meipi".into() }),
        coder: Some("甲".into()),
        genre: None,
        pdf: None,
        opened: Arc::default(),
        lang: Lang::Zh,
    }
}

/// Saves annotations until it is said that they are saved; tells how often something else was said.
fn save(jobs: &Jobs, from: &Receiver<Msg>, numbers: &[u64]) -> usize {
    let mut told = 0;
    for revision in 0..4 {
        let mut book = Book::default();
        let made = numbers.iter().map(|n| Annotation { coder: "甲".into(), ..annotation(*n) });
        book.load("a.txt", made.collect());
        let part = Part::Sheet { coder: "甲".into(), document: "a.txt".into() };
        jobs.keep(Keep::Save {
            revision,
            seen: 0,
            parts: vec![(part, book)],
            check: false,
            settled: Vec::new(),
            recovered: false,
            read: false,
        });
        loop {
            match from.recv_timeout(Duration::from_secs(20)).unwrap() {
                Msg::Kept(..) => return told,
                Msg::NotKept(_, error, _) | Msg::Mistake(error) => {
                    assert_eq!(error.key, "error-mistake");
                    told += 1;
                    break;
                }
                Msg::Loaded(_, errors) => told += usize::from(errors.iter().any(|e| e.key == "error-mistake")),
                _ => {}
            }
        }
    }
    unreachable!("a mistake is made once");
}

/// Waits for what was read before there was a store; tells whether anything came.
fn read_before(from: &Receiver<Msg>) -> Option<Progresses> {
    let mut found = None;
    while let Ok(msg) = from.recv_timeout(Duration::from_secs(20)) {
        match msg {
            Msg::Read(progress) => found = Some(progress),
            Msg::Created(made) => {
                made.unwrap();
                break;
            }
            Msg::Exported(_) => break,
            _ => {}
        }
    }
    found
}

/// A library without a store is read, the program killed at every step, a store made: nothing of it is lost, and in the
/// end it is in the store alone.
#[test]
fn what_was_read_without_a_store_moves_into_it() {
    let files = Arc::new(Scripted::default());
    files.write(Path::new("/lib/a.txt"), "文".as_bytes()).unwrap();
    let env = Env { store: None, ..env(&files) };
    let progress: Progresses = [(ArticleName::whole("a.txt"), Progress::Done)].into();
    let start = || {
        let (to, from) = channel();
        (Jobs::start(&env, &to), from)
    };
    let (mut jobs, _) = start();
    jobs.keep(Keep::Reading(progress.clone()));
    assert!(jobs.finish(LAST * 10));
    // A store is made, and the program is killed before it has saved anything there.
    let (mut jobs, from) = start();
    jobs.keep(Keep::Create(StoreChoice::Beside));
    assert_eq!(read_before(&from), Some(progress.clone()));
    assert!(jobs.finish(LAST * 10));
    // It is begun again with the store: what is saved first does not hold it, what comes next does.
    let there = Env { store: Some(Store { root: "/lib/.meipi".into() }), ..env.clone() };
    let save = |read: bool| {
        let (to, from) = channel();
        let mut jobs = Jobs::start(&there, &to);
        let mut book = Book::default();
        book.in_personal("甲", |own| own.progress = if read { progress.clone() } else { Progresses::new() });
        let parts = vec![(Part::Progress("甲".into()), book)];
        jobs.keep(Keep::Save {
            revision: 1,
            seen: 0,
            parts,
            check: false,
            settled: Vec::new(),
            recovered: false,
            read,
        });
        assert!(jobs.finish(LAST * 10));
        from.try_iter().find_map(|msg| if let Msg::Read(progress) = msg { Some(progress) } else { None })
    };
    assert_eq!(save(false), Some(progress.clone()));
    assert_eq!(save(true), Some(progress.clone()));
    let book = load(&*files, &Store { root: "/lib/.meipi".into() }).book;
    assert_eq!(book.personal("甲").progress, progress);
    assert_eq!(save(true), None);
    assert!(files.paths().iter().all(|path| !path.ends_with("reading.ron")));
}

#[test]
fn a_panic_of_the_writer_is_told_and_nothing_is_lost() {
    let mut panics = 0;
    for n in 0..24 {
        let files = Arc::new(Scripted::default());
        let env = env(&files);
        let store = env.store.clone().unwrap();
        let older = Annotation { coder: "甲".into(), ..annotation(1) };
        let known = std::collections::HashMap::new();
        Keeper::new(store.clone(), known).save_sheet(&*files, "a.txt", "甲", &[older]).unwrap();
        files.fail([(n, Fault::Panic)]);
        let (to, from) = channel();
        let mut jobs = Jobs::start(&env, &to);
        panics += save(&jobs, &from, &[1, 2]);
        jobs.keep(Keep::Look);
        assert!(jobs.finish(LAST), "call {n}");
        files.fail([]);
        assert_eq!(load(&*files, &store).book.of("a.txt").len(), 2, "call {n}");
    }
    assert!(panics >= 4, "{panics}");
}

#[test]
fn what_others_have_changed_is_told_though_a_part_cannot_be_saved() {
    let files = Arc::new(Scripted::default());
    let env = env(&files);
    let store = env.store.clone().unwrap();
    let progress = Part::Progress("甲".into());
    files.write(&store.path(&progress), b"(version: 99, x: 1)").unwrap();
    let (to, from) = channel();
    let mut jobs = Jobs::start(&env, &to);
    while !matches!(from.recv_timeout(Duration::from_secs(20)).unwrap(), Msg::Loaded(..)) {}
    let theirs = Annotation { coder: "甲".into(), ..annotation(1) };
    let known = std::collections::HashMap::new();
    Keeper::new(store, known).save_sheet(&*files, "a.txt", "甲", std::slice::from_ref(&theirs)).unwrap();
    let mut book = Book::default();
    book.load("a.txt", vec![Annotation { coder: "甲".into(), ..annotation(2) }]);
    let sheet = Part::Sheet { coder: "甲".into(), document: "a.txt".into() };
    let parts = vec![(sheet, book), (progress, Book::default())];
    jobs.keep(Keep::Save {
        revision: 1,
        seen: 0,
        parts,
        check: true,
        settled: Vec::new(),
        recovered: false,
        read: false,
    });
    let mut told = Vec::new();
    loop {
        match from.recv_timeout(Duration::from_secs(20)).unwrap() {
            Msg::Outside(changes, batch) => told.push((changes, batch)),
            Msg::NotKept(_, error, kept) => {
                assert!(error.key == "error-newer" && kept.is_ok());
                break;
            }
            _ => {}
        }
    }
    assert_eq!(told, [(vec![Change::annotation("a.txt", theirs.id, None, Some(theirs))], 1)]);
    assert!(jobs.finish(LAST));
}

#[test]
fn a_panic_of_a_worker_is_told_and_the_next_job_is_done() {
    let files = Arc::new(Scripted::default());
    files.write(Path::new("/lib/a.txt"), "眉批".as_bytes()).unwrap();
    let env = Env { store: None, ..env(&files) };
    let (to, from) = channel();
    let jobs = Jobs::start(&env, &to);
    let opened = |generation| {
        jobs.work(Work::Open(generation, "a.txt".into(), None));
        loop {
            if let Msg::Opened(of, result) = from.recv_timeout(Duration::from_secs(20)).unwrap() {
                assert_eq!(of, generation);
                return result;
            }
        }
    };
    // The writer, too, reads at its start; the fault is for the worker.
    let before = files.paths().len();
    jobs.keep(Keep::Terminal(false, true));
    while files.paths().len() == before {
        std::thread::sleep(Duration::from_millis(2));
    }
    files.fail([(0, Fault::Panic)]);
    assert_eq!(opened(1).unwrap_err().key, "error-mistake");
    assert_eq!(&*opened(2).unwrap().text, "眉批");
    let report = files.paths().into_iter().find(|path| path.ends_with("panic.txt")).unwrap();
    assert!(String::from_utf8(files.read(&report).unwrap()).unwrap().contains("a scripted mistake"));
}

#[test]
fn a_panic_loses_no_edit_and_leaves_a_report() {
    let files = Arc::new(Scripted::default());
    let env = Env { store: None, ..env(&files) };
    let places = env.places.clone();
    let settings = Settings::default();
    let face = Face {
        words: Words::new(Lang::Zh),
        theme: Theme::built_in(true, Depth::None),
        depth: Depth::None,
        widths: Widths::Narrow,
        kept: Chosen::default(),
        here: false,
        chosen: false,
        turned: false,
        themes: Vec::new(),
        settings: settings.clone(),
    };
    let project = Project::new(IdSource::seeded(1), Coder::Known("甲".into()));
    let shelf = Shelf::new("/lib".into(), vec!["a.txt".into()], false);
    let mut app = App::new(shelf, project, face, Hand::new(Keymap::new(COMMANDS, &settings).0), Timestamp::UNIX_EPOCH);
    let made: Annotation = annotation(1);
    let result = guarded(&mut app, &env, |app| {
        let changes = vec![Change::annotation("a.txt", made.id, None, Some(made.clone()))];
        again(app, Edit { label: "edit-tag", at: None, changes });
        panic!("a mistake in the loop")
    });
    let error = result.unwrap_err();
    assert_eq!(error.key, "error-panic");
    assert!(Words::new(Lang::En).error(&error).contains("a mistake in the loop"));
    let report = files.paths().into_iter().find(|path| path.ends_with("panic.txt")).unwrap();
    assert!(String::from_utf8(files.read(&report).unwrap()).unwrap().contains("a mistake in the loop"));
    let (back, _) = Recovery::new(&places, Path::new("/lib"), 0).take_up(&*files);
    assert_eq!(back, [Change::annotation("a.txt", made.id, None, Some(made))]);
}

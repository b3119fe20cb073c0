use super::super::{Keeper, load};
use super::*;
use crate::annotation::samples::{annotation, any_list};
use crate::annotation::{Annotation, Edit, Progress, apply};
use crate::files::Scripted;
use proptest::prelude::*;
use std::collections::HashMap;

fn places() -> Places {
    Places { data: "/d".into(), state: "/s".into(), config: "/c".into() }
}

fn program(id: &str) -> Recovery {
    Recovery::new(&places(), Path::new("/lib"), id)
}

/// What a program holds of a document that has so many annotations more than it knew.
fn edits(numbers: &[u64]) -> Vec<Rescued> {
    let mut book = Book::default();
    book.load("a.txt", numbers.iter().map(|n| Annotation { coder: "甲".into(), ..annotation(*n) }).collect());
    rescued([(Part::Sheet { coder: "甲".into(), document: "a.txt".into() }, book)])
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]
    #[test]
    fn what_could_not_be_saved_comes_back(base in any_list(), mine in any_list(), known in any::<bool>()) {
        let files = Scripted::default();
        let store = Store { root: "/lib/.meipi".into() };
        let own = |list: &[Annotation]| {
            list.iter().map(|a| Annotation { coder: "甲".into(), ..a.clone() }).collect::<Vec<_>>()
        };
        let (base, mine) = (own(&base), own(&mine));
        let mut keeper = Keeper::new(store.clone(), HashMap::new());
        keeper.save_sheet(&files, "a.txt", "甲", &base).unwrap();
        let mut book = Book::default();
        book.load("a.txt", mine.clone());
        book.terms.insert("网格长".into());
        let name = crate::annotation::ArticleName::whole("a.txt");
        book.in_personal("甲", |own| {
            own.progress.insert(name, Progress::Done);
        });
        let parts = [
            Part::Sheet { coder: "甲".into(), document: "a.txt".into() },
            Part::Term("网格长".into()),
            Part::Progress("甲".into()),
        ];
        let parts: Vec<(Part, Book)> = parts.iter().map(|part| (part.clone(), book.excerpt(part))).collect();
        let rescued = if known { keeper.rescue(&parts) } else { rescued(parts) };
        program("1").write(&files, &rescued).unwrap();
        // The next run reads the store, and makes the edits in it that were lost.
        let mut loaded = load(&files, &store).book;
        let mut next = program("2");
        let (changes, wrong) = next.take_up(&files);
        prop_assert!(wrong.is_empty());
        apply(&mut loaded, &Edit { changes, ..Edit::default() });
        for annotation in &mine {
            prop_assert_eq!(loaded.get("a.txt", annotation.id).map(|a| (&a.tags, &a.note)),
                Some((&annotation.tags, &annotation.note)));
        }
        if known {
            prop_assert_eq!(loaded.of("a.txt").len(), mine.len());
        }
        prop_assert!(loaded.terms.contains("网格长") && !loaded.personal("甲").progress.is_empty());
        next.drop(&files, true);
        prop_assert!(program("3").take_up(&files).0.is_empty());
    }
}

#[test]
fn two_programs_that_cannot_save_both_keep_their_edits() {
    let files = Scripted::default();
    let (mut first, mut second) = (program("1"), program("2"));
    let kept = first.write(&files, &edits(&[1])).unwrap();
    second.write(&files, &edits(&[2])).unwrap();
    // While both run, what they mean to save is theirs.
    files.hold(&kept.with_extension("lock"), true);
    let mut third = program("3");
    assert_eq!(third.take_up(&files).0.len(), 1);
    third.drop(&files, false);
    first.drop(&files, true);
    assert_eq!(files.paths().iter().filter(|path| path.extension().is_some_and(|e| e == "ron")).count(), 1);
    drop((second, third));
    // Both are dead; what is taken up stays until it is saved.
    program("1").write(&files, &edits(&[1])).unwrap();
    files.hold(&kept.with_extension("lock"), false);
    for _ in 0..2 {
        assert_eq!(program("4").take_up(&files).0.len(), 2);
    }
    let mut next = program("4");
    next.take_up(&files);
    next.write(&files, &edits(&[1, 2, 3])).unwrap();
    next.drop(&files, true);
    assert_eq!(program("5").take_up(&files).0, []);
    assert!(files.paths().iter().all(|path| path.extension().is_none_or(|e| e != "ron")));
}

#[test]
fn what_one_file_held_for_all_programs_is_read() {
    let files = Scripted::default();
    files.write(&folder(&places(), Path::new("/lib")).join("recovery.ron"), written(&edits(&[1])).as_bytes()).unwrap();
    let mut program = program("1");
    assert_eq!(program.take_up(&files).0.len(), 1);
    program.drop(&files, true);
    assert!(files.paths().iter().all(|path| !path.ends_with("recovery.ron")));
}

#[test]
fn what_cannot_be_read_is_said_and_stays() {
    let files = Scripted::default();
    let path = program("1").write(&files, &edits(&[1])).unwrap();
    files.put_out_of_reach(&path, std::io::ErrorKind::Other);
    let mut program = program("2");
    let (changes, wrong) = program.take_up(&files);
    assert_eq!((changes, wrong.len()), (Vec::new(), 1));
    files.put_in_reach();
    files.write(&path, b"(").unwrap();
    assert_eq!(program.take_up(&files).1.iter().map(|error| error.key).collect::<Vec<_>>(), ["error-recovery"]);
    program.drop(&files, true);
    assert!(files.paths().contains(&path));
}

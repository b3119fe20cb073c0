//! Removals that others can read: what is left of a tag, files that were emptied, versions of each sort of files.

use super::*;
use crate::annotation::samples::{annotation, time};
use crate::annotation::{Annotation, ArticleName, Book, Memo, On, Override, Part, Progress, Tag, Versioned};
use crate::files::{Files, Scripted};
use crate::library::Places;
use crate::settings::StoreChoice;
use std::path::Path;

fn keeper(files: &Scripted) -> Keeper {
    let places = Places { data: "/data".into(), state: "/state".into(), config: "/config".into() };
    let store = create(files, Path::new("/lib"), StoreChoice::Beside, &places, time(0)).unwrap();
    let loaded = load(files, &store);
    Keeper::new(store, loaded.known)
}

/// A program that knows nothing of removed tags reads what is left of one as that tag with a field too many, and every
/// other file as before.
#[test]
fn what_is_left_of_a_tag_is_its_file_with_a_field_more() {
    let files = Scripted::default();
    let mut mine = keeper(&files);
    let tag = Tag { key: "网格".into(), zh: "网格".into(), definition: "一格".into(), ..Tag::default() };
    mine.save_tag(&files, "网格", Some(&tag)).unwrap();
    let path = mine.store().tag("网格");
    let before = String::from_utf8(files.read(&path).unwrap()).unwrap();
    let left = Tag { removed: Some("2026-01-02T03:04:05Z".parse().unwrap()), ..tag };
    mine.save_tag(&files, "网格", Some(&left)).unwrap();
    let after = String::from_utf8(files.read(&path).unwrap()).unwrap();
    let more: Vec<&str> = after.lines().filter(|line| !before.contains(line)).collect();
    assert_eq!(more, ["  removed: Some(\"2026-01-02T03:04:05Z\"),"]);
    let loaded = load(&files, mine.store());
    assert_eq!((loaded.troubles, loaded.book.codebook.known("网格")), (vec![], Some(&left)));
    // Of nothing, the file goes.
    mine.save_tag(&files, "网格", None).unwrap();
    assert!(files.kind(&path).unwrap().is_none());
}

#[test]
fn a_file_that_was_written_stays_when_nothing_is_left_in_it() {
    let files = Scripted::default();
    let mut mine = keeper(&files);
    let name = ArticleName::whole("a.txt");
    let mut full = Book::default();
    full.load("a.txt", vec![Annotation { coder: "甲".into(), ..annotation(1) }]);
    full.set_override("a.txt", Override::blank().id, Some(Override::blank()));
    full.attributes.insert((name.clone(), "报纸".into()), "青海日报".into());
    full.in_personal("甲", |own| {
        own.progress.insert(name, Progress::Done);
        own.memos.insert(On::Project, Memo::default());
    });
    let parts = [
        Part::Sheet { coder: "甲".into(), document: "a.txt".into() },
        Part::Settled("a.txt".into()),
        Part::Attributes,
        Part::Progress("甲".into()),
        Part::Memos("甲".into()),
    ];
    for part in &parts {
        let path = mine.store().path(part);
        // What never held anything is not made.
        mine.save(&files, part, Book::default()).unwrap();
        assert!(files.kind(&path).unwrap().is_none(), "{part:?}");
        mine.save(&files, part, full.excerpt(part)).unwrap();
        let mut theirs = Keeper::new(mine.store().clone(), load(&files, mine.store()).known);
        mine.save(&files, part, Book::default()).unwrap();
        assert!(files.kind(&path).unwrap().is_some(), "{part:?}");
        assert_eq!(load(&files, mine.store()).book, Book::default());
        // Others read that all of it was removed.
        assert_eq!(theirs.look(&files).unwrap().len(), 1, "{part:?}");
    }
}

/// A version of one sort of files is no matter of the others.
#[test]
fn a_newer_file_of_one_sort_seals_no_other() {
    let files = Scripted::default();
    let mut mine = keeper(&files);
    let tag = Tag { key: "网格".into(), ..Tag::default() };
    mine.save_tag(&files, "网格", Some(&tag)).unwrap();
    let own = [Annotation { coder: "甲".into(), ..annotation(1) }];
    mine.save_sheet(&files, "a.txt", "甲", &own).unwrap();
    for (folder, _, version) in folders::FOLDERS {
        let path = mine.store().root.join(folder).join("x.ron");
        let older = |written: u32| versions::older(&path, format!("(version: {written})").as_bytes());
        assert_eq!((older(version), older(version - 1), older(version + 1)), (None, Some(version - 1), None));
    }
    let path = mine.store().tag("网格");
    let newer = String::from_utf8(files.read(&path).unwrap()).unwrap().replace("version: 2", "version: 3");
    files.write(&path, newer.as_bytes()).unwrap();
    let loaded = load(&files, mine.store());
    assert_eq!(loaded.troubles.iter().map(|t| t.error.key).collect::<Vec<_>>(), ["error-newer"]);
    let mut again = Keeper::new(mine.store().clone(), loaded.known);
    assert_eq!(again.save_tag(&files, "网格", Some(&tag)).unwrap_err().key, "error-newer");
    again.save_sheet(&files, "a.txt", "甲", &[]).unwrap();
}

/// What another version says of a library is not written by a program that does not know it.
#[test]
fn what_a_newer_version_says_of_a_library_stays() {
    let written =
        |name: &str| format!("(version: 3, id: \"1\", name: \"{name}\", path: Some(\"/lib\"), licence: \"x\")\n");
    let merged = merge_files(Path::new("library.ron"), [&written("a"), &written("b"), &written("c")]);
    assert_eq!(merged.unwrap_err().key, "error-newer");
    let files = Scripted::default();
    let store = Store { root: "/data/stores/1".into() };
    files.write(&store.card(), written("a").as_bytes()).unwrap();
    assert_eq!(check_card(&files, &store).map(|(error, mended)| (error.key, mended)), Some(("error-newer", None)));
    let beside = move_beside(&files, Path::new("/lib"), &store).unwrap();
    assert_eq!(files.read(&beside.card()).unwrap(), written("a").as_bytes());
}

use super::shape::{Sheet, read_sheet, write_sheet};
use super::tag::{read_tag, write_tag};
use super::*;
use crate::annotation::samples::*;
use crate::annotation::{
    Annotation, ArticleName, Book, Memo, On, Override, Part, Passage, Progress, Quotation, Tag, Target,
};
use crate::files::{Fault, Files, Scripted};
use crate::library::{Places, SEEDS};
use crate::settings::StoreChoice;
use crate::units::{Char, CharSpan};
use proptest::prelude::*;
use std::collections::HashMap;
use std::path::Path;

fn places() -> Places {
    Places { data: "/data".into(), state: "/state".into(), config: "/config".into() }
}

fn keeper(files: &Scripted) -> Keeper {
    let store = create(files, Path::new("/lib"), StoreChoice::Beside, &places(), time(0)).unwrap();
    let loaded = load(files, &store);
    Keeper::new(store, loaded.known)
}

fn settled(document: &str, list: &[Override]) -> Book {
    let mut book = Book::default();
    list.iter().for_each(|o| book.set_override(document, o.id, Some(o.clone())));
    book
}

fn save_term(keeper: &mut Keeper, files: &Scripted, term: &str, known: bool) -> crate::error::Result<()> {
    let mut book = Book::default();
    book.terms.extend(known.then(|| term.to_owned()));
    keeper.save(files, &Part::Term(term.into()), book).map(|_| ())
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]
    #[test]
    fn saving_then_loading_is_the_identity(list in any_list()) {
        let files = Scripted::default();
        let store = Store { root: "/s".into() };
        let mut keeper = Keeper::new(store.clone(), HashMap::default());
        prop_assert!(keeper.save_sheet(&files, "甲/a.txt", "甲", &list).unwrap().is_empty());
        let loaded = load(&files, &store);
        prop_assert!(loaded.troubles.is_empty());
        prop_assert_eq!(loaded.book.of("甲/a.txt"), &list[..]);
        let sheet = Sheet { document: "d".into(), coder: "甲".into(), annotations: list };
        prop_assert_eq!(read_sheet(Path::new("x"), &write_sheet(&sheet)).unwrap(), (sheet, None));
    }

    #[test]
    fn what_is_settled_comes_back(list in any_overrides(), more in any_overrides()) {
        let files = Scripted::default();
        let store = Store { root: "/s".into() };
        let mut keeper = Keeper::new(store.clone(), HashMap::default());
        keeper.save(&files, &Part::Settled("甲/a.txt".into()), settled("甲/a.txt", &list)).unwrap();
        let loaded = load(&files, &store);
        prop_assert_eq!(loaded.book.overrides("甲/a.txt"), &list[..]);
        prop_assert_eq!(settled_of(&files, &store, "甲/a.txt").unwrap(), list);
        keeper.save(&files, &Part::Settled("甲/a.txt".into()), settled("甲/a.txt", &more)).unwrap();
        let loaded = load(&files, &store);
        prop_assert!(loaded.troubles.is_empty());
        prop_assert_eq!(loaded.book.overrides("甲/a.txt"), &more[..]);
    }

    #[test]
    fn two_writers_lose_nothing(base in any_list(), mine in any_list(), theirs in any_list()) {
        let files = Scripted::default();
        let store = Store { root: "/s".into() };
        let mut first = Keeper::new(store.clone(), HashMap::default());
        first.save_sheet(&files, "a", "甲", &base).unwrap();
        let mut second = Keeper::new(store.clone(), load(&files, &store).known);
        first.save_sheet(&files, "a", "甲", &theirs).unwrap();
        second.save_sheet(&files, "a", "甲", &mine).unwrap();
        let ids: Vec<_> = load(&files, &store).book.of("a").iter().map(|a| a.id).collect();
        let new = |list: &[Annotation]| list.iter().filter(|a| base.iter().all(|b| b.id != a.id)).map(|a| a.id).collect::<Vec<_>>();
        prop_assert!(new(&mine).iter().chain(&new(&theirs)).all(|id| ids.contains(id)));
    }
}

#[test]
fn a_file_is_readable_by_people() {
    let sheet = Sheet {
        document: "000.txt".into(),
        coder: "甲".into(),
        annotations: vec![Annotation { tags: vec!["grid".into()], note: "一\n二".into(), ..annotation(1) }],
    };
    let text = write_sheet(&sheet);
    assert!(text.starts_with(
        "(\n  version: 2,\n  document: \"000.txt\",\n  coder: \"甲\",\n  annotations: [\n    (\n      id: \""
    ));
    assert!(text.contains("      note: [\n        \"一\",\n        \"二\",\n      ],\n"));
    assert!(text.contains("      target: [(0, 2)],\n      exact: [\"眉批\"],\n"));
}

#[test]
fn only_the_built_in_pages_begin_with_the_starter_codebook() {
    let tags = |files: &Scripted| load(files, keeper(files).store()).book.codebook.all().count();
    let files = Scripted::default();
    assert_eq!(tags(&files), 0);
    let files = Scripted::default();
    files.write(Path::new("/lib/a/b.txt"), SEEDS[1].1).unwrap();
    assert_eq!(tags(&files), starter(time(0)).len());
    let files = Scripted::default();
    files.write(Path::new("/lib/b.txt"), SEEDS[1].1).unwrap();
    files.write(Path::new("/lib/mine.md"), "甲".as_bytes()).unwrap();
    assert_eq!(tags(&files), 0);
}

#[test]
fn the_starter_codebook_is_whole() {
    let tags = starter(time(0));
    assert_eq!(tags.iter().filter(|tag| tag.parent.is_none()).count(), 13);
    let mut keys: Vec<&str> = tags.iter().map(|tag| tag.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), tags.len());
    for tag in &tags {
        assert!(!tag.zh.is_empty() && !tag.en.is_empty());
        assert_eq!(read_tag(Path::new("x"), &write_tag(tag)).unwrap(), (tag.clone(), None));
    }
}

#[test]
fn broken_and_foreign_files_are_named_and_never_overwritten() {
    let files = Scripted::default();
    let mut first = keeper(&files);
    let path = first.store().sheet("甲", "a.txt");
    for (broken, key) in [("(version: 1, document: 3", "error-broken"), ("(version: 9)", "error-newer")] {
        files.write(&path, broken.as_bytes()).unwrap();
        let loaded = load(&files, first.store());
        assert_eq!(loaded.troubles[0].error.key, key);
        let mut second = Keeper::new(first.store().clone(), loaded.known);
        assert_eq!(second.save_sheet(&files, "a.txt", "甲", &[annotation(1)]).unwrap_err().key, key);
        assert_eq!(first.save_sheet(&files, "a.txt", "甲", &[annotation(1)]).unwrap_err().key, key);
        assert_eq!(files.read(&path).unwrap(), broken.as_bytes());
    }
    let sheet = Sheet { document: "a.txt".into(), coder: "甲".into(), annotations: vec![annotation(1)] };
    files.write(&path, write_sheet(&sheet).replace("coder:", "mood: \"x\",\n  coder:").as_bytes()).unwrap();
    let loaded = load(&files, first.store());
    assert!(loaded.troubles[0].error.to_string().contains("mood"));
    assert_eq!(loaded.book.of("a.txt").len(), 1);
}

#[test]
fn a_failed_write_is_told_and_can_be_tried_again() {
    let files = Scripted::default();
    let mut keeper = keeper(&files);
    for (call, key) in [(0, "error-cannot-tell"), (4, "error-lock"), (5, "error-cannot-tell"), (6, "error-write")] {
        files.fail([(call, Fault::Fails)]);
        assert_eq!(keeper.save_sheet(&files, "a", "甲", &[annotation(1)]).unwrap_err().key, key);
    }
    keeper.save_sheet(&files, "a", "甲", &[annotation(1)]).unwrap();
    assert_eq!(load(&files, keeper.store()).book.of("a").len(), 1);
    keeper.save_sheet(&files, "a", "甲", &[]).unwrap();
    assert!(load(&files, keeper.store()).book.of("a").is_empty());
}

#[test]
fn what_cannot_be_told_is_not_taken_for_gone() {
    let files = Scripted::default();
    let mut keeper = keeper(&files);
    let list: Vec<_> = (1..=4).map(annotation).collect();
    keeper.save_sheet(&files, "a", "甲", &list[..3]).unwrap();
    let store = keeper.store().clone();
    for path in [store.sheet("甲", "a"), store.annotations()] {
        files.put_out_of_reach(&path, std::io::ErrorKind::Other);
        assert_eq!(keeper.save_sheet(&files, "a", "甲", &list).unwrap_err().key, "error-cannot-tell");
        assert_eq!(keeper.look(&files).unwrap(), []);
        assert_eq!(load(&files, &store).troubles.len(), 1);
        assert!(settled_of(&files, &store, "a").is_ok());
        files.put_in_reach();
        keeper.save_sheet(&files, "a", "甲", &list).unwrap();
        assert_eq!(load(&files, &store).book.of("a").len(), 4);
    }
    let out_of_reach = |path: &Path| files.put_out_of_reach(path, std::io::ErrorKind::Other);
    out_of_reach(&store.terms());
    assert_eq!(read_terms(&files, &store).unwrap_err().key, "error-read");
    assert_eq!(load(&files, &store).troubles.len(), 1);
    out_of_reach(&store.structure());
    assert_eq!(settled_of(&files, &store, "a").unwrap_err().key, "error-cannot-tell");
    out_of_reach(&store.attributes());
    assert_eq!(load(&files, &store).troubles.len(), 3);
}

#[test]
fn a_store_that_cannot_be_read_now_is_not_made_anew() {
    let files = Scripted::default();
    let (lib, other) = (Path::new("/lib"), Path::new("/other"));
    files.write(Path::new("/lib/a.txt"), b"x").unwrap();
    let central = create(&files, lib, StoreChoice::Central, &places(), time(0)).unwrap();
    let beside = create(&files, other, StoreChoice::Beside, &places(), time(0)).unwrap();
    files.put_out_of_reach(&central.root, std::io::ErrorKind::PermissionDenied);
    assert_eq!(locate(&files, lib, None, &places()).unwrap_err().key, "error-read");
    assert_eq!(locate(&files, other, None, &places()).unwrap(), Some(beside.clone()));
    files.put_out_of_reach(&beside.root, std::io::ErrorKind::Other);
    assert_eq!(locate(&files, other, None, &places()).unwrap_err().key, "error-cannot-tell");
    assert!(beside.ensure(&files, other, time(0)).is_err());
    files.put_in_reach();
    assert_eq!(locate(&files, lib, None, &places()).unwrap(), Some(central.clone()));
    // One that is not understood may be any library's; it is said, and in nobody's way.
    files.write(&central.card(), b"(").unwrap();
    assert_eq!(locate(&files, lib, None, &places()).unwrap(), None);
    assert_eq!(super::central(&files, &places()).wrong.len(), 1);
}

#[test]
fn a_text_that_may_not_be_read_is_in_no_way_of_a_store() {
    let files = Scripted::default();
    let [(_, page), ..] = SEEDS;
    files.write(Path::new("/lib/1.txt"), page).unwrap();
    files.write(Path::new("/lib/2.txt"), page).unwrap();
    let make = || create(&files, Path::new("/lib"), StoreChoice::Beside, &places(), time(0));
    files.put_out_of_reach(Path::new("/lib/2.txt"), std::io::ErrorKind::TimedOut);
    assert_eq!(make().unwrap_err().key, "error-cannot-tell");
    files.put_in_reach();
    files.put_out_of_reach(Path::new("/lib/2.txt"), std::io::ErrorKind::PermissionDenied);
    assert!(load(&files, &make().unwrap()).book.codebook.is_empty());
}

#[test]
fn what_is_written_is_read_again() {
    let files = Scripted::default();
    let mut keeper = keeper(&files);
    let part = |document: &str| Part::Sheet { coder: "甲".into(), document: document.into() };
    let parts = [part("a"), part("b"), part("none")];
    keeper.save_sheet(&files, "a", "甲", &[annotation(1), annotation(2)]).unwrap();
    keeper.save_sheet(&files, "b", "甲", &[annotation(3)]).unwrap();
    keeper.read_back(&files, &parts).unwrap();
    let path = keeper.store().sheet("甲", "a");
    let whole = files.read(&path).unwrap();
    let other = Sheet { document: "a".into(), coder: "甲".into(), annotations: vec![annotation(1)] };
    for damaged in [write_sheet(&other).into_bytes(), b"(".to_vec(), Vec::new()] {
        keeper.save_sheet(&files, "a", "甲", &[annotation(1), annotation(2)]).unwrap();
        keeper.read_back(&files, &parts).unwrap();
        if damaged.is_empty() { files.remove(&path) } else { files.write(&path, &damaged) }.unwrap();
        assert!(keeper.read_back(&files, &parts).is_err(), "{damaged:?}");
        files.write(&path, &whole).unwrap();
    }
    // What is missing there was removed by nobody: it is written again.
    files.write(&path, write_sheet(&other).as_bytes()).unwrap();
    assert_eq!(keeper.read_back(&files, &parts).map_err(|e| e.key), Ok(()));
    keeper.save_sheet(&files, "a", "甲", &[annotation(1), annotation(2)]).unwrap();
    assert_eq!(load(&files, keeper.store()).book.of("a").len(), 2);
}

#[test]
fn stores_are_found_again() {
    let files = Scripted::default();
    files.write(Path::new("/lib/a.txt"), b"x").unwrap();
    let lib = Path::new("/lib");
    assert_eq!(locate(&files, lib, None, &places()).unwrap(), None);
    let central = create(&files, lib, StoreChoice::Central, &places(), time(0)).unwrap();
    assert_eq!(locate(&files, lib, None, &places()).unwrap(), Some(central));
    let beside = create(&files, lib, StoreChoice::Beside, &places(), time(0)).unwrap();
    assert_eq!(locate(&files, lib, None, &places()).unwrap(), Some(beside));
    assert_eq!(locate(&files, lib, Some(Path::new("/x")), &places()).unwrap(), Some(Store { root: "/x".into() }));
}

#[test]
fn names_of_files_are_safe() {
    let store = Store { root: "/s".into() };
    assert_eq!(store.sheet("a/b c", "../x/./y.txt"), Path::new("/s/annotations/a-b-c/x/y.txt.ron"));
    let long = store.sheet("甲", &"长".repeat(100));
    assert!(long.file_name().unwrap().len() <= 214);
    assert_eq!(store.tag("a/b"), Path::new("/s/codebook/a-b.ron"));
}

#[test]
fn a_tag_changed_elsewhere_is_merged() {
    let files = Scripted::default();
    files.write(Path::new("/lib/1.txt"), SEEDS[0].1).unwrap();
    let mut mine = keeper(&files);
    let mut theirs = Keeper::new(mine.store().clone(), load(&files, mine.store()).known);
    let tag = load(&files, mine.store()).book.codebook.get("grid").unwrap().clone();
    theirs.save_tag(&files, "grid", Some(&Tag { zh: "网络".into(), ..tag.clone() })).unwrap();
    let outside = mine.save_tag(&files, "grid", Some(&Tag { definition: "格".into(), ..tag })).unwrap();
    assert_eq!(outside.len(), 1);
    let merged = load(&files, mine.store()).book.codebook.get("grid").unwrap().clone();
    assert_eq!((merged.zh.as_str(), merged.definition.as_str()), ("网络", "格"));
}

#[test]
fn terms_of_two_people_are_all_kept() {
    let files = Scripted::default();
    let (mut mine, mut theirs) = (keeper(&files), keeper(&files));
    save_term(&mut mine, &files, "四方联动", true).unwrap();
    save_term(&mut theirs, &files, "党建联盟", true).unwrap();
    assert!(load(&files, mine.store()).book.terms.iter().eq(["党建联盟", "四方联动"]));
    save_term(&mut mine, &files, "四方联动", false).unwrap();
    assert_eq!(read_terms(&files, mine.store()).unwrap(), ["党建联盟"]);
    // Remarks, and what stands behind a word, are other people's and stay.
    let path = mine.store().terms();
    files.write(&path, "# 机构\n党建联盟 5 n\n网格员\n".as_bytes()).unwrap();
    save_term(&mut mine, &files, "四方联动", true).unwrap();
    save_term(&mut mine, &files, "网格员", false).unwrap();
    assert_eq!(files.read(&path).unwrap(), "# 机构\n党建联盟 5 n\n四方联动\n".as_bytes());
    // A file that cannot be read is not replaced.
    files.write(&path, b"\xff\xfd").unwrap();
    assert!(save_term(&mut mine, &files, "四方联动", true).is_err());
    assert_eq!(files.read(&path).unwrap(), b"\xff\xfd");
}

fn name_at(n: usize, title: &str) -> ArticleName {
    let span = CharSpan::new(Char(n), Char(n + title.chars().count()));
    let target = Target { spans: vec![span], ..annotation(1).target };
    let quotation = Quotation { exact: vec![title.into()], prefix: "前".into(), suffix: "后".into() };
    ArticleName { document: "甲/a.txt".into(), at: Passage { target, quotation } }
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]
    #[test]
    fn what_coders_keep_comes_back(
        titles in proptest::collection::vec(("[党,\"'\\\\ 建a\u{3000}]{1,6}", "(?s)[^\r]{0,20}", 0usize..900), 0..6),
        quick in proptest::collection::btree_map((0u8..3, 1u8..10), "[a-z网]{1,4}", 0..5),
    ) {
        let files = Scripted::default();
        let store = Store { root: "/s".into() };
        let mut book = Book::default();
        for (n, (title, text, at)) in titles.iter().enumerate() {
            let name = if n == 0 { ArticleName::whole("甲/a.txt") } else { name_at(*at, title) };
            book.attributes.insert((name.clone(), format!("名{n}")), text.clone());
            book.in_personal("甲", |own| {
                let memo = Memo { text: format!("x{text}"), created: time(0), modified: time(1), ..Memo::default() };
                own.progress.insert(name.clone(), if n % 2 == 0 { Progress::Done } else { Progress::Reading });
                own.memos.insert(if n % 2 == 0 { On::Article(name) } else { On::Tag(title.clone()) }, memo);
            });
        }
        book.in_personal("甲", |own| own.quick = quick);
        let parts = [Part::Progress("甲".into()), Part::Memos("甲".into()), Part::Attributes];
        let pieces: Vec<(Part, Book)> = parts.iter().map(|part| (part.clone(), book.excerpt(part))).collect();
        Keeper::new(store.clone(), HashMap::new()).save_all(&files, pieces).unwrap();
        let loaded = load(&files, &store);
        prop_assert!(loaded.troubles.is_empty(), "{:?}", loaded.troubles);
        prop_assert_eq!(loaded.book, book);
    }
}

#[test]
fn a_spreadsheet_may_change_the_attributes() {
    let files = Scripted::default();
    let store = Store { root: "/s".into() };
    let table = "\u{feff}name,document,anchor,title,value\r\ndate,a.txt,,,2021-07-01\r\nlevel,a.txt,12,标题,省\r\n";
    files.write(&store.attributes(), table.as_bytes()).unwrap();
    let loaded = load(&files, &store);
    let of =
        |name: &ArticleName| loaded.book.attributes_of(name).map(|(_, value)| value.to_owned()).collect::<Vec<_>>();
    assert_eq!(of(&ArticleName::whole("a.txt")), ["2021-07-01"]);
    assert_eq!(loaded.book.attributes.len(), 2);
    // A column that this program does not know is not lost: the file is only read.
    files.write(&store.attributes(), "document,anchor,title,name,value,mood\na,,,x,1,2\n".as_bytes()).unwrap();
    assert!(load(&files, &store).troubles[0].error.to_string().contains("mood"));
}

/// What was changed outside and is not taken over yet is missing in what is saved next, and stays all the same.
#[test]
fn what_the_program_has_not_seen_yet_is_not_removed() {
    let files = Scripted::default();
    let mut mine = keeper(&files);
    let mut theirs = Keeper::new(mine.store().clone(), load(&files, mine.store()).known);
    let (one, two, three) = (annotation(1), annotation(2), annotation(3));
    let ids = |files: &Scripted, keeper: &Keeper| -> Vec<_> {
        load(files, keeper.store()).book.of("a").iter().map(|a| a.id).collect()
    };
    mine.save_sheet(&files, "a", "甲", std::slice::from_ref(&one)).unwrap();
    theirs.look(&files).unwrap();
    theirs.acknowledge(theirs.batch());
    theirs.save_sheet(&files, "a", "甲", &[one.clone(), two.clone()]).unwrap();
    // Two saves in a row, the second sent before the first was answered.
    assert_eq!(mine.save_sheet(&files, "a", "甲", std::slice::from_ref(&one)).unwrap().len(), 1);
    mine.save_sheet(&files, "a", "甲", &[one.clone(), three.clone()]).unwrap();
    assert_eq!(ids(&files, &mine).len(), 3);
    // Taken over and then removed, it is removed.
    mine.acknowledge(mine.batch());
    mine.save_sheet(&files, "a", "甲", &[one.clone(), three.clone()]).unwrap();
    assert_eq!(ids(&files, &mine).len(), 2);
    // Seen by a look, not taken over yet.
    assert!(mine.look(&files).unwrap().is_empty());
    theirs.look(&files).unwrap();
    theirs.acknowledge(theirs.batch());
    theirs.save_sheet(&files, "a", "甲", &[one.clone(), two, three.clone()]).unwrap();
    assert_eq!(mine.look(&files).unwrap().len(), 1);
    mine.save_sheet(&files, "a", "甲", &[one]).unwrap();
    assert_eq!(ids(&files, &mine).len(), 2);
}

//! Stores of the first published version over texts in which other articles are found now: two where there was one, one
//! where there were two, another title.

use crate::bench::Bench;
use crate::support::Library;
use meipi::annotation::{Book, Progress, difference};
use meipi::app::Msg;
use meipi::files::{Files, Scripted};
use meipi::store::{Store, load};
use meipi::theme::Depth;
use meipi::words::Lang;
use std::path::{Path, PathBuf};

const FILES: [(&str, &str); 4] = [
    ("library.ron", "library.ron"),
    ("progress/甲.ron", "progress.ron"),
    ("memo/甲.ron", "memo.ron"),
    ("attributes.csv", "attributes.csv"),
];

const TEXTS: [&str; 3] = ["feature.txt", "story.txt", "youth.txt"];

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

fn book() -> Book {
    let files = Scripted::default();
    for (path, name) in FILES {
        files.write(&PathBuf::from("/s").join(path), &fixture(&format!("former/{name}"))).unwrap();
    }
    let loaded = load(&files, &Store { root: "/s".into() });
    assert!(loaded.troubles.is_empty(), "{:?}", loaded.troubles);
    loaded.book
}

fn bench() -> Bench {
    let texts = TEXTS.map(|name| (name, fixture(&format!("structure/{name}"))));
    let texts: Vec<(&str, &[u8])> = texts.iter().map(|(name, data)| (*name, data.as_slice())).collect();
    let mut bench = Bench::holding(&texts, (120, 40), Lang::Zh, Depth::True);
    bench.send(Msg::Loaded(Box::new(book()), Vec::new()));
    bench
}

fn read(bench: &Bench, document: usize) -> Vec<Option<Progress>> {
    let count = bench.app.shelf.documents[document].titles().len();
    (1..=count).map(|article| bench.app.shelf.read.get(&(document, article)).copied()).collect()
}

#[test]
fn what_was_read_is_read_where_it_stands_now() {
    let mut bench = bench();
    // Two articles became one, of which the second was not read: nothing else is known of it than its memo.
    assert_eq!(read(&bench, 0), [None, Some(Progress::Reading), None, None]);
    // One became two: how far it went was not kept then.
    assert_eq!(read(&bench, 1), [Some(Progress::Done), None, None]);
    // Another title, above the same text.
    assert_eq!(read(&bench, 2), [Some(Progress::Done), None, None, None]);
    // Nothing was moved by looking.
    assert_eq!(*bench.app.project.book, book());
    // Marking it marks all that stands in it, and goes back as one step.
    bench.keys("L D");
    assert_eq!(read(&bench, 0)[1], Some(Progress::Done), "{}", bench.text());
    bench.keys("H D");
    assert_eq!(read(&bench, 0)[1], Some(Progress::Reading), "{}", bench.text());
    bench.keys("u u");
    assert_eq!(*bench.app.project.book, book());
}

#[test]
fn memos_and_attributes_of_two_articles_stand_together() {
    let mut bench = bench();
    bench.keys("L");
    assert!(bench.text().contains("备忘"), "{}", bench.text());
    bench.keys("<space> n");
    let text = bench.text();
    assert!(text.contains("工序一篇写得细") && text.contains("续篇要和上一篇对着读"), "{text}");
    // Closing it writes nothing; a change is one memo with all of it, and goes back as one step.
    bench.keys("<esc>");
    assert_eq!(*bench.app.project.book, book());
    bench.keys("<space> n <end> ，再看 <esc>");
    let memos = &bench.app.project.book.personal("甲").memos;
    let texts: Vec<&str> = memos.values().map(|memo| memo.text.as_str()).collect();
    assert_eq!(texts.iter().filter(|text| text.contains("再看")).count(), 1, "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("写得细") && text.contains("对着读")), "{texts:?}");
    assert_eq!(memos.len(), 2);
    bench.keys("u <space> i ^t");
    let text = bench.text();
    assert!(text.contains("梁石") && text.contains("叶青岚"), "{text}");
    bench.keys("<esc>");
    let changes = difference(&book(), &bench.app.project.book);
    assert!(changes.is_empty(), "{changes:?}");
}

/// It is said once when the text is opened, and `check` lists it; what is found nowhere stays and is listed.
#[test]
fn what_became_of_articles_is_told() {
    let bench = bench();
    assert!(bench.text().contains("由原来几篇合成"), "{}", bench.text());
    let library = Library::new();
    let place = |name: &str| library.texts().join(name);
    for name in TEXTS {
        std::fs::write(place(name), fixture(&format!("structure/{name}"))).unwrap();
    }
    for (path, name) in FILES {
        let path = place(".meipi").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, fixture(&format!("former/{name}"))).unwrap();
    }
    let before = library.store();
    let told = library.print(&["check"]);
    assert!(told.contains("一张竹纸的七十二道工序") && told.contains("续：六个年轻人和一口老槽"), "{told}");
    let text = String::from_utf8(fixture("structure/story.txt")).unwrap();
    std::fs::write(place("story.txt"), text.replace("修伞的人", "伞")).unwrap();
    let told = library.print(&["check"]);
    assert!(told.contains("修伞的人"), "{told}");
    assert!(
        library
            .store()
            .iter()
            .filter(|(path, _)| !path.ends_with("lock"))
            .eq(before.iter().filter(|(path, _)| !path.ends_with("lock")))
    );
    // Nothing is lost in what goes out, either.
    library.print(&["annotate", "feature.txt", "--quote", "在倒塌的焙墙上重新砌起第一座纸坊"]);
    let out = library.print(&["export", "--format", "markdown", "-o", "-"]);
    assert!(out.contains("写得细") && out.contains("对着读"), "{out}");
}

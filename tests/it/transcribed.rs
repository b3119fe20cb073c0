//! A store made by an earlier version, whose annotations stand in texts that were misread: nothing is lost or misplaced.

use crate::bench::Bench;
use meipi::annotation::{Book, Edit, On, State, Transcribed, apply, open, place, transcribe_all};
use meipi::app::Msg;
use meipi::files::Disk;
use meipi::state::project::{Coder, Store};
use meipi::store::{Store as Place, load};
use meipi::text::{Document, Encoding};
use std::path::Path;

const FIXTURE: &str = "tests/fixtures/decoded";
const SHOP: &str = "铺子.txt";
const HUT: &str = "木屋.txt";

fn book() -> Book {
    let loaded = load(&Disk, &Place { root: Path::new(FIXTURE).join(".meipi") });
    assert!(loaded.troubles.is_empty());
    loaded.book
}

fn data(path: &str) -> Option<Vec<u8>> {
    std::fs::read(Path::new(FIXTURE).join(path)).ok()
}

fn found(book: &Book) -> Vec<Transcribed> {
    transcribe_all(book, [HUT, SHOP, "平常.txt", "压缩.txt", "没有.txt"], None, &data)
}

fn brought(book: &Book) -> (Book, Edit) {
    let changes = found(book).into_iter().flat_map(|one| one.changes).collect();
    let (mut after, edit) = (book.clone(), Edit { changes, ..Edit::default() });
    assert_eq!(apply(&mut after, &edit).0, 0);
    (after, edit)
}

fn document(path: &str, book: &Book) -> Document {
    open(path, data(path).unwrap(), book.overrides(path))
}

#[test]
fn everything_anchored_comes_to_the_right_words_and_goes_back() {
    let old = book();
    let (new, edit) = brought(&old);
    let mut words = Vec::new();
    for path in [SHOP, HUT] {
        let document = document(path, &new);
        for a in new.of(path) {
            assert_eq!(place(a, &document).state, State::InPlace);
            let before = old.get(path, a.id).unwrap();
            // Nothing else of it changes: every clone of the library writes the same.
            assert_eq!(
                (&a.tags, &a.note, &a.coder, a.created, a.modified),
                (&before.tags, &before.note, &before.coder, before.created, before.modified)
            );
            words.push(format!("{} {}", a.coder, a.quotation.text()));
        }
        assert!(new.overrides(path).iter().all(|o| o.at.place(&document).state == State::InPlace));
    }
    words.sort();
    assert_eq!(
        words,
        ["乙 够用就行", "乙 把工具一件一件擦干净", "甲 从没多收过一分钱", "甲 只有一條小船可以過去", "甲 够用就行"]
    );
    let shop = document(SHOP, &new);
    for coder in ["甲", "乙"] {
        let On::Article(name) = new.personal(coder).memos.keys().next().unwrap() else { panic!() };
        assert_eq!((name.number(&shop), name.at.quotation.text().as_str()), (Some(1), "巷口的修车铺"));
    }
    assert_eq!(new.personal("甲").progress.keys().next().unwrap().number(&shop), Some(1));
    let named: Vec<Option<usize>> = new.attributes.keys().map(|(name, _)| name.number(&shop)).collect();
    assert_eq!(named, [Some(0), Some(1)]);
    assert_eq!(shop.layers().errata[0].text, "天七更正");
    // What is on a file that is no text stays as it is.
    assert_eq!(new.of("压缩.txt"), old.of("压缩.txt"));
    assert!(!new.of("压缩.txt").is_empty());
    // Brought over once, there is nothing to bring over; taken back, all is as it was.
    assert!(found(&new).is_empty());
    let mut back = new;
    apply(&mut back, &edit.inverse());
    assert_eq!(back, old);
}

/// The planted fault: places taken over as they are would be those of other words.
#[test]
fn offsets_alone_would_be_wrong() {
    let old = book();
    let document = document(SHOP, &old);
    assert!(old.of(SHOP).iter().all(|a| place(a, &document).state != State::InPlace));
    let span = old.of(SHOP)[0].target.spans[0];
    let there = document.offsets().bytes(&document.text, span);
    assert!(there.is_none_or(|there| !document.slice(there).contains("从没多收过")));
}

/// Files that were changed since: what was quoted stands in them as they would have been misread now.
#[test]
fn a_misread_text_that_was_changed_since_keeps_everything() {
    let old = book();
    let add = |path: &str| {
        let (line, ..) = encoding_rs::GB18030.encode("补记一行。\n");
        let data = data(path)?;
        Some(if path == SHOP { [&*line, &*data, &*line].concat() } else { data })
    };
    let all = transcribe_all(&old, [HUT, SHOP, "平常.txt"], None, &add);
    let changes = all.into_iter().flat_map(|one| one.changes).collect();
    let (mut new, edit) = (old.clone(), Edit { changes, ..Edit::default() });
    assert_eq!(apply(&mut new, &edit).0, 0);
    let shop = open(SHOP, add(SHOP).unwrap(), new.overrides(SHOP));
    let words = |a: &meipi::annotation::Annotation| {
        let spans = place(a, &shop).spans;
        spans.iter().map(|span| shop.slice(*span).to_owned()).collect::<String>()
    };
    assert_eq!(
        new.of(SHOP).iter().map(words).collect::<Vec<_>>(),
        ["从没多收过一分钱", "够用就行", "够用就行", "把工具一件一件擦干净"]
    );
    assert!(new.of(SHOP).iter().all(|a| place(a, &shop).state == State::InPlace));
    assert!(new.overrides(SHOP).iter().all(|o| o.at.place(&shop).state == State::InPlace));
    assert_eq!(shop.layers().errata[0].text, "天七更正");
    for coder in ["甲", "乙"] {
        let On::Article(name) = new.personal(coder).memos.keys().next().unwrap() else { panic!() };
        assert!(name.number(&shop).is_some());
    }
    assert!(new.attributes.keys().all(|(name, _)| name.number(&shop).is_some()));
    assert!(transcribe_all(&new, [HUT, SHOP], None, &add).is_empty());
    apply(&mut new, &edit.inverse());
    assert_eq!(new, old);
}

#[test]
fn other_versions_of_an_annotation_come_along() {
    let mut old = book();
    let mut a = old.of(SHOP)[0].clone();
    let other = old.of(SHOP)[1].clone();
    a.conflicts = vec![other];
    old.set(SHOP, a.id, Some(a.clone()));
    let (new, _) = brought(&old);
    assert_eq!(new.get(SHOP, a.id).unwrap().conflicts[0].quotation.text(), "够用就行");
}

#[test]
fn an_encoding_that_was_settled_since_brings_annotations_over_too() {
    let mut old = book();
    let settled = meipi::annotation::Override::encoding(
        Encoding::named("gb18030").unwrap(),
        None,
        old.of(SHOP)[0].id,
        old.of(SHOP)[0].created,
    );
    old.set_override(SHOP, settled.id, Some(settled));
    let (new, _) = brought(&old);
    let document = document(SHOP, &new);
    assert!(document.told && new.of(SHOP).iter().all(|a| place(a, &document).state == State::InPlace));
}

/// Texts that lost a byte, in the words of a version that read on behind it as it came.
#[test]
fn what_stood_behind_a_lost_byte_comes_to_what_is_read_there_now() {
    let (paths, root) = (["渡口.txt", "码头.txt"], Path::new("tests/fixtures/shifted"));
    let data = |path: &str| std::fs::read(root.join(path)).ok();
    let old = load(&Disk, &Place { root: root.join(".meipi") }).book;
    let find = |book: &Book| transcribe_all(book, paths, None, &data);
    let found = find(&old);
    assert!(found.iter().all(|one| one.former.name() == "GB18030+raw"));
    let (mut new, edit) = (
        old.clone(),
        Edit { changes: found.clone().into_iter().flat_map(|one| one.changes).collect(), ..Edit::default() },
    );
    assert_eq!(apply(&mut new, &edit).0, 0);
    let mut words = Vec::new();
    for path in paths {
        let document = open(path, data(path).unwrap(), new.overrides(path));
        assert_eq!(document.bad, 1);
        for a in new.of(path) {
            assert_eq!(place(a, &document).state, State::InPlace);
            words.push(format!("{} {}", a.coder, a.quotation.text()));
        }
    }
    words.sort();
    assert_eq!(
        words,
        [
            "乙 一盏一盏",
            "乙 ，船上的人都和他说话，",
            "甲 一片金光",
            "甲 慢慢走回家去",
            "甲 第一个过河的人",
            "甲 说今年的萝卜长"
        ]
    );
    assert!(find(&new).is_empty());
    apply(&mut new, &edit.inverse());
    assert_eq!(new, old);
    // Taken back, it is read as it was.
    let mut bench = stocked(root, &paths, "甲", None);
    bench.send(Msg::Loaded(Box::new(old), Vec::new()));
    bench.send(Msg::Transcribed(found));
    shows(&mut bench, "渡口.txt");
    assert_eq!(seen(&bench), ("GB18030".into(), vec![State::InPlace; 3]));
    bench.keys("u");
    assert_eq!(seen(&bench), ("GB18030+raw".into(), vec![State::InPlace; 3]));
}

fn bench(coder: &str) -> Bench {
    bench_of(coder, book())
}

fn bench_of(coder: &str, book: Book) -> Bench {
    bench_told(coder, book, None)
}

fn bench_told(coder: &str, book: Book, told: Option<(&str, &str)>) -> Bench {
    let mut bench = stocked(Path::new(FIXTURE), &[SHOP, HUT, "平常.txt", "压缩.txt"], coder, told);
    let found = found(&book);
    bench.send(Msg::Loaded(Box::new(book), Vec::new()));
    bench.send(Msg::Transcribed(found));
    bench
}

/// A bench over files, before their store was read.
fn stocked(folder: &Path, paths: &[&str], coder: &str, told: Option<(&str, &str)>) -> Bench {
    let mut bench = Bench::new(100, 30);
    let told = told.map(|(path, name)| (path.to_owned(), Encoding::named(name).unwrap()));
    bench.app.project.told = told;
    for path in paths {
        let data = std::fs::read(folder.join(path)).unwrap();
        bench.request.files.write(&bench.request.root.join(path), &data).unwrap();
        bench.app.shelf.bring([(*path).to_owned()]);
    }
    bench.app.project.coder = Coder::Known(coder.into());
    bench
}

/// The book when one coder has brought annotations over and the other has not opened the library since.
fn half() -> Book {
    let (old, (mut new, _)) = (book(), brought(&book()));
    for one in found(&old) {
        new.set_override(&one.document, one.settled.id, Some(one.settled));
    }
    for a in old.of(SHOP).iter().filter(|a| a.coder == "乙") {
        new.set(SHOP, a.id, Some(a.clone()));
    }
    let (memos, progress) = (old.personal("乙").memos.clone(), old.personal("乙").progress.clone());
    new.in_personal("乙", |own| (own.memos, own.progress) = (memos, progress));
    new
}

#[test]
fn what_others_have_not_brought_over_is_seen_in_its_place_and_no_edit() {
    let mut bench = bench_of("甲", half());
    assert!(!bench.app.status.message.clone().unwrap_or_default().contains("windows-1252"));
    bench.app.project.others = true;
    shows(&mut bench, SHOP);
    let states = |bench: &Bench| bench.app.project.marks.iter().map(|mark| mark.placed.state).collect::<Vec<_>>();
    assert_eq!(states(&bench), [State::InPlace; 4]);
    assert!(bench.app.project.history.last_step().is_none());
    let before = bench.app.project.book.clone();
    bench.keys("u");
    assert_eq!(*bench.app.project.book, before);
    assert!(bench.text().contains("没有可撤销的"));
    assert!(bench.request.files.kind(&bench.request.root.join(".meipi/annotations")).unwrap().is_none());
}

#[test]
fn the_other_coder_brings_the_own_over_and_back_with_all_in_place() {
    let mut bench = bench_of("乙", half());
    assert!(bench.app.status.message.clone().unwrap().contains("windows-1252"));
    bench.app.project.others = true;
    shows(&mut bench, SHOP);
    assert_eq!(seen(&bench), ("GB18030".into(), vec![State::InPlace; 4]));
    bench.keys("u");
    assert_eq!(seen(&bench), ("windows-1252".into(), vec![State::InPlace; 4]));
    bench.keys("^r");
    assert_eq!(seen(&bench), ("GB18030".into(), vec![State::InPlace; 4]));
    let sheet = |coder: &str| bench.request.root.join(format!(".meipi/annotations/{coder}/{SHOP}.ron"));
    assert!(
        bench.request.files.kind(&sheet("甲")).unwrap().is_none()
            && bench.request.files.kind(&sheet("乙")).unwrap().is_some()
    );
}

fn shows(bench: &mut Bench, path: &str) {
    // The line that a coder made the headline of the shop stands below another: the article begins there.
    let article = if path == SHOP { 2 } else { 1 };
    meipi::actions::open::document(&mut bench.app, path, Some(article), None);
    bench.send(Msg::Tick);
}

#[test]
fn it_is_one_edit_that_is_announced_and_undone_with_the_encoding() {
    let mut bench = bench("甲");
    let message = bench.app.status.message.clone().unwrap();
    assert!(message.contains("windows-1252") && message.contains("u 撤销"), "{message}");
    shows(&mut bench, SHOP);
    let found = |bench: &Bench| bench.app.project.marks.iter().map(|mark| mark.placed.state).collect::<Vec<_>>();
    assert_eq!(found(&bench), [State::InPlace; 2]);
    assert!(bench.text().contains("够用"));
    // What is another's is not written; on the disk are the sheets of this coder alone.
    let files = bench.request.files.clone();
    let sheet = |coder: &str| bench.request.root.join(format!(".meipi/annotations/{coder}/{SHOP}.ron"));
    let (own, theirs) = (sheet("甲"), sheet("乙"));
    assert!(String::from_utf8(files.read(&own).unwrap()).unwrap().contains("从没多收过一分钱"));
    assert!(files.kind(&theirs).unwrap().is_none());
    bench.keys("u");
    let document = bench.app.reader.document.clone().unwrap();
    assert_eq!((document.encoding.name().as_str(), document.told), ("windows-1252", true));
    assert_eq!(found(&bench), [State::InPlace; 2]);
    assert!(files.kind(&theirs).unwrap().is_none());
    bench.keys("^r");
    let document = bench.app.reader.document.clone().unwrap();
    // Settled, so that an earlier version reads the file likewise.
    assert_eq!((document.encoding.name().as_str(), document.told), ("GB18030", true));
    assert_eq!(found(&bench), [State::InPlace; 2]);
}

#[test]
fn an_encoding_that_is_settled_takes_annotations_along_as_one_step() {
    let mut bench = bench("甲");
    shows(&mut bench, SHOP);
    let before = bench.app.project.book.clone();
    bench.keys(": encoding <space> big5 <enter>");
    let name = |bench: &Bench| bench.app.reader.document.as_ref().unwrap().encoding.name();
    let states = |bench: &Bench| bench.app.project.marks.iter().map(|mark| mark.placed.state).collect::<Vec<_>>();
    assert_eq!((name(&bench), states(&bench)), ("Big5".into(), vec![State::InPlace; 2]));
    bench.keys("u");
    assert_eq!((name(&bench), states(&bench)), ("GB18030".into(), vec![State::InPlace; 2]));
    assert_eq!(*bench.app.project.book, before);
    // An encoding that was settled and given up again is one that the text was once read in, too.
    for (typed, called) in [("koi8-r", "KOI8-R"), ("shift_jis", "Shift_JIS"), ("auto", "GB18030")] {
        bench.keys(&format!(": encoding <space> {typed} <enter>"));
        assert_eq!((name(&bench).as_str(), states(&bench)), (called, vec![State::InPlace; 2]));
    }
    // One leads on from a file that cannot be read.
    shows(&mut bench, "压缩.txt");
    bench.keys("H");
    assert_eq!(&*bench.app.reader.document.as_ref().unwrap().path, "平常.txt");
}

/// Returns how the open document is read, and how its marks were found.
fn seen(bench: &Bench) -> (String, Vec<State>) {
    let name = bench.app.reader.document.as_ref().unwrap().encoding.name();
    (name, bench.app.project.marks.iter().map(|mark| mark.placed.state).collect())
}

#[test]
fn an_option_says_how_a_text_is_looked_at_until_it_is_edited() {
    let whole =
        |bench: &Bench| bench.request.files.kind(&bench.request.root.join(".meipi/structure")).unwrap().is_none();
    let mut bench = bench_told("甲", half(), Some((SHOP, "big5")));
    shows(&mut bench, SHOP);
    assert_eq!(seen(&bench), ("Big5".into(), vec![State::InPlace; 2]));
    // An edit of another document settles nothing.
    shows(&mut bench, "平常.txt");
    bench.keys("x 1");
    shows(&mut bench, SHOP);
    assert_eq!(seen(&bench), ("Big5".into(), vec![State::InPlace; 2]));
    assert!(whole(&bench) && encoding(&bench) == Some("GB18030".into()));
    let sheet = bench.request.root.join(format!(".meipi/annotations/甲/{SHOP}.ron"));
    assert!(bench.request.files.kind(&sheet).unwrap().is_none());
    let before = bench.app.project.book.clone();
    bench.keys("x 1");
    assert_eq!(encoding(&bench), Some("Big5".into()));
    assert!(bench.text().contains("的字符编码已设为 Big5"));
    assert_eq!(seen(&bench), ("Big5".into(), vec![State::InPlace; 3]));
    assert!(!whole(&bench) && bench.request.files.kind(&sheet).unwrap().is_some());
    bench.keys("u");
    assert_eq!((seen(&bench), encoding(&bench)), (("Big5".into(), vec![State::InPlace; 2]), Some("Big5".into())));
    bench.keys("u");
    assert_eq!(seen(&bench), ("GB18030".into(), vec![State::InPlace; 2]));
    assert!(bench.app.project.book.of(SHOP) != before.of(SHOP));
    assert_eq!(bench.app.project.book.of(SHOP).len(), before.of(SHOP).len());
}

#[test]
fn a_look_in_another_encoding_ends_where_an_encoding_is_settled() {
    for (told, name) in [("auto", "GB18030"), ("gb18030", "GB18030"), ("big5", "Big5")] {
        let mut bench = bench_told("甲", half(), Some((SHOP, "big5")));
        shows(&mut bench, SHOP);
        bench.keys(&format!(": encoding <space> {told} <enter>"));
        assert_eq!(seen(&bench), (name.into(), vec![State::InPlace; 2]), "{told}");
        assert_eq!(bench.app.project.told, None);
    }
}

fn encoding(bench: &Bench) -> Option<String> {
    meipi::annotation::encoding(bench.app.project.book.overrides(SHOP)).map(Encoding::name)
}

#[test]
fn what_an_earlier_version_writes_meanwhile_is_brought_over() {
    let mut bench = bench("甲");
    shows(&mut bench, SHOP);
    let mut late = book().of(SHOP)[0].clone();
    late.id = book().of(HUT)[0].id;
    late.coder = "甲".into();
    let change = meipi::annotation::Change::annotation(SHOP, late.id, None, Some(late));
    bench.send(Msg::Outside(vec![change], 1));
    assert!(bench.app.project.marks.iter().all(|mark| mark.placed.state == State::InPlace));
    assert_eq!(bench.app.project.marks.len(), 3);
}

#[test]
fn a_file_that_is_no_text_says_what_it_is_and_takes_no_annotation() {
    let mut bench = bench("甲");
    shows(&mut bench, "压缩.txt");
    assert!(bench.app.reader.document.is_none());
    assert!(bench.text().contains("ZIP 压缩文件"));
    let before = bench.app.project.book.clone();
    bench.keys("x 1 v l a");
    assert_eq!(*bench.app.project.book, before);
    bench.keys("<esc>").shows("foreign");
}

#[test]
fn faults_are_counted_on_the_status_line() {
    let mut bench = bench("甲");
    shows(&mut bench, SHOP);
    let bad = bench.app.reader.document.as_ref().unwrap().bad;
    assert!(bad > 0 && bench.app.status.message.as_ref().unwrap().contains(&format!("{bad} 处无法解码")));
    bench.keys("j").shows("faults");
}

#[test]
fn an_encoding_needs_no_store_and_no_coder() {
    let mut bench = bench("甲");
    bench.app.project.store = Store::Nowhere;
    bench.app.project.coder = Coder::Unsure("root".into());
    shows(&mut bench, "平常.txt");
    bench.keys(": encoding <space> big5 <enter>");
    assert!(bench.app.popup.is_none());
    assert!(bench.app.reader.document.as_ref().is_some_and(|d| d.told && d.encoding.name() == "Big5"));
    let message = bench.app.status.message.clone().unwrap();
    assert!(message.contains("将与第一条标注一起保存") && message.contains("无法解码"), "{message}");
    assert!(!bench.app.project.is_dirty());
    bench.keys(": encoding <space> auto <enter>");
    assert!(bench.text().contains("平常的文件"));
    // It is written with what is annotated first.
    bench.keys(": encoding <space> gb18030 <enter>");
    bench.app.project.coder = Coder::Known("甲".into());
    bench.app.project.store = Store::At(bench.request.root.join(".meipi"));
    bench.keys("x 1");
    let settled = bench.request.root.join(".meipi/structure/平常.txt.ron");
    let written = String::from_utf8(bench.request.files.read(&settled).unwrap()).unwrap();
    assert!(written.contains("encoding") && written.contains("GB18030"));
}

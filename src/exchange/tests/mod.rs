//! What formats hold, and that it comes back.

mod choices;
mod foreign;
mod handmade;
mod labels;
mod readers;
mod reports;
mod shapes;
mod spaced;
mod tools;
mod trips;
mod whole;

use crate::analysis::Filter;
use crate::annotation::samples::{annotation, time};
use crate::annotation::{Annotation, ArticleName, Book, Memo, On, Tag, quote};
use crate::exchange::*;
use crate::files::{Fault, Files, Scripted};
use crate::text::{Document, Flow};
use crate::units::ByteSpan;
use crate::words::Lang;
use std::path::Path;
use std::sync::Arc;

const TEXT: &str = "党建𠮷引领😊基层治理\n\n本报记者 张三\n\n前半段没有写完的一句话，写到这里就断在了半\n\n▲图片说明文字。\n\n路，后半段在这里。=1+1\n";

fn document() -> Arc<Document> {
    Arc::new(Document::open("d/a.txt", TEXT.as_bytes().to_vec()))
}

fn book() -> Book {
    let document = document();
    let mut book = Book::default();
    let tag = |key: &str, zh: &str, parent: Option<&str>| Tag {
        key: key.into(),
        zh: zh.into(),
        parent: parent.map(str::to_owned),
        created: time(0),
        modified: time(0),
        ..Tag::default()
    };
    let tags = [
        tag("structure", "组织架构", None),
        tag("grid", "网格", Some("structure")),
        tag("cooperation", "协同联动", None),
        tag("joint", "多方联动", Some("cooperation")),
    ];
    book.codebook = tags.into_iter().collect();
    let marks: [(&str, &str, &[&str], &str); 4] = [
        ("引领😊", "引领😊", &["grid", "joint"], ""),
        ("断在了半", "路，", &["grid"], "一\n\n=二"),
        ("=1+1", "=1+1", &[], ""),
        ("𠮷", "𠮷", &["gone"], "'x"),
    ];
    for (n, (from, to, tags, note)) in marks.into_iter().enumerate() {
        let span = ByteSpan::at(TEXT.find(from).unwrap(), TEXT.find(to).unwrap() + to.len());
        let spans = document.target(Flow::Main(1), span);
        let (target, quotation) = quote(&document, Flow::Main(1), &spans);
        let tags = tags.iter().map(|t| (*t).to_owned()).collect();
        book.load("d/a.txt", vec![Annotation { target, quotation, tags, note: note.into(), ..annotation(n as u64) }]);
    }
    book
}

fn bundle(select: &Select) -> Bundle {
    let document = document();
    let mut open = |path: &str| (path == "d/a.txt").then(|| Arc::clone(&document));
    Bundle::gather("库", &book(), ["d/a.txt", "none.txt"], &mut open, select, &mut |_, _| true)
}

fn text(format: &str, options: &Options) -> String {
    let write = crate::exchange::format(format).unwrap().write;
    let written = write(&bundle(&Select::default()), options, &Words::new(Lang::Zh)).unwrap();
    String::from_utf8(written.parcel.into_bytes().unwrap()).unwrap()
}

#[test]
fn csv_has_a_row_for_each_tag_and_guards_formulas() {
    let table = text("csv", &Options::default());
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<::csv::StringRecord> = reader.records().map(|r| r.unwrap()).collect();
    assert_eq!(rows.len(), 5);
    let joined = rows.iter().find(|r| &r[5] == "一\n\n=二").unwrap();
    assert_eq!((&joined[3], &joined[4]), ("组织架构 / 网格", "断在了半路，"));
    let spans: Vec<(usize, usize)> = joined[10]
        .split(';')
        .map(|s| s.split_once('-').map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap())).unwrap())
        .collect();
    let chars: Vec<char> = TEXT.chars().collect();
    let read: String = spans.iter().flat_map(|(a, b)| &chars[*a..*b]).collect();
    assert_eq!(read, joined[4]);
    assert!(rows.iter().any(|r| &r[4] == "'=1+1" && r[3].is_empty()) && rows.iter().any(|r| &r[5] == "''x"));
    assert!(text("csv", &Options { raw: true, ..Options::default() }).contains(",=1+1,"));
    assert!(text("csv", &Options { bom: true, ..Options::default() }).starts_with('\u{feff}'));
}

#[test]
fn json_offsets_are_code_points() {
    let value: serde_json::Value = serde_json::from_str(&text("json", &Options::default())).unwrap();
    let chars: Vec<char> = TEXT.chars().collect();
    for annotation in value["annotations"].as_array().unwrap() {
        assert_eq!((annotation["document"].as_str(), annotation["article"].as_u64()), (Some("d/a.txt"), Some(1)));
        for span in annotation["target"].as_array().unwrap() {
            let at = |name: &str| span[name].as_u64().unwrap() as usize;
            assert_eq!(chars[at("start")..at("end")].iter().collect::<String>(), span["exact"].as_str().unwrap());
        }
    }
    assert_eq!(text("jsonl", &Options::default()).lines().filter(|l| l.starts_with("{\"annotation\"")).count(), 4);
}

#[test]
fn markdown_holds_quotation_tags_and_note() {
    let by_article = text("markdown", &Options::default());
    assert!(by_article.contains("> 断在了半路，\n\n**组织架构 / 网格** · "), "{by_article}");
    assert!(by_article.contains("\n## 党建𠮷引领😊基层治理\n"));
    let by_tag = text("markdown", &Options { by_tag: true, ..Options::default() });
    assert!(by_tag.contains("### 组织架构 / 网格 (2)\n") && by_tag.contains("> \\=1+1\n"));
    assert!(text("obsidian", &Options::default()).contains("> #组织架构/网格 "));
    assert!(text("org", &Options::default()).contains(":网格:\n:PROPERTIES:\n:ID: "));
}

#[test]
fn a_tag_takes_those_below_it() {
    let codebook = book().codebook;
    let filter = Filter::of_tags("structure", &codebook, |name| codebook.get(name).map(|t| t.key.clone()).ok_or(()));
    let some = bundle(&Select { tags: vec![filter.unwrap()], ..Select::default() });
    assert_eq!(some.entries.len(), 2);
    assert_eq!(some.left.reasons().collect::<Vec<_>>(), [(Reason::Tag, 2)]);
    let none = bundle(&Select { articles: vec![2], ..Select::default() });
    assert!(none.entries.is_empty() && none.sources.is_empty());
}

#[test]
fn by_tag_what_was_asked_for_stands_under_that_alone() {
    let book = book();
    let both = book.of("d/a.txt").iter().find(|a| a.tags.len() == 2).unwrap();
    let heads = |select: &Select| -> Vec<String> {
        let write = format("markdown").unwrap().write;
        let options = Options { by_tag: true, ..Options::default() };
        let written = write(&bundle(select), &options, &Words::new(Lang::Zh)).unwrap();
        let written = String::from_utf8(written.parcel.into_bytes().unwrap()).unwrap();
        assert!(written.contains("**组织架构 / 网格** **协同联动 / 多方联动** · "), "{written}");
        let heads = written.lines().filter_map(|line| line.strip_prefix("##"));
        heads.filter(|head| !head.ends_with("(0)")).map(|head| head.trim_matches(['#', ' ']).to_owned()).collect()
    };
    let asked = |written: &str| Select { tags: vec![Filter::new(written, &book.codebook)], ..Select::default() };
    let listed = |asked: &[&str]| Select {
        ids: Some([both.id].into()),
        asked: asked.iter().map(|tag| (*tag).to_owned()).collect(),
        ..Select::default()
    };
    // Under each of its tags; under the one asked for, with the other named.
    assert_eq!(heads(&listed(&[])), ["协同联动 / 多方联动 (1)", "组织架构 / 网格 (1)"]);
    assert_eq!(heads(&listed(&["joint"])), ["协同联动 / 多方联动 (1)"]);
    assert_eq!(heads(&asked("#structure")), ["组织架构 / 网格 (2)"]);
    // What carries none of those asked for is told all the same.
    assert_eq!(heads(&listed(&["gone"])).len(), 2);
    assert_eq!(Filter::new("网格 !多方联动", &book.codebook).asked(&book.codebook), ["grid"]);
    assert!(Filter::new("!多方联动", &book.codebook).asked(&book.codebook).is_empty());
}

#[test]
fn new_documents_are_written_all_or_none() {
    let place = |path: &str| Path::new("/lib").join(path);
    let texts = ["甲/a.txt", "b.txt", "c.txt"].map(|path| (path.to_owned(), "字\n".to_owned()));
    let found = Intake { texts: texts.into(), ..Intake::default() };
    for fault in [Fault::Fails, Fault::FailsLate] {
        for at in 0..9 {
            let files = Scripted::default();
            files.fail([(at, fault)]);
            // Whether they are there is asked first; each is read again when it has been written.
            let key = match at {
                0..3 => "error-cannot-tell",
                _ if at % 2 == 1 => "error-write",
                _ => "error-read",
            };
            assert_eq!(found.bring(&files, &place).unwrap_err().key, key);
            assert!(files.paths().is_empty(), "{at}");
        }
    }
    let files = Scripted::default();
    files.write(&place("c.txt"), b"x").unwrap();
    assert_eq!(found.bring(&files, &place).unwrap_err().key, "error-exists");
    assert_eq!(files.paths(), [place("c.txt")]);
    files.remove(&place("c.txt")).unwrap();
    found.bring(&files, &place).unwrap();
    assert_eq!(files.paths().len(), 3);
}

#[test]
fn tables_of_any_encoding_are_recognised() {
    let head = "name\tdocument\ttag\tcontent\n一\ta.txt\t网格\t党建\n";
    let utf16 = [0xfeff].into_iter().chain(head.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let gbk = encoding_rs::GB18030.encode(head).0.into_owned();
    for data in [utf16, gbk, head.as_bytes().to_vec()] {
        let parcel = Parcel::One(data);
        let format = recognise("x", &parcel).unwrap();
        assert_eq!(format.name, "csv");
        let read = (format.read.unwrap())("x", parcel, &Options::default()).unwrap();
        assert_eq!(read.marks[0].quoted.told().unwrap(), "党建");
    }
}

#[test]
fn bio_begins_and_goes_on() {
    let text = text("bio", &Options::default());
    let rows: Vec<&str> = text.lines().collect();
    let joint = "协同联动/多方联动\tB-组织架构/网格";
    let at = rows.iter().position(|row| row.starts_with("引\t")).unwrap();
    assert_eq!(rows[at], format!("引\tB-{joint}"));
    assert_eq!(rows[at + 2], "😊\tI-协同联动/多方联动\tI-组织架构/网格");
    assert_eq!(rows[at + 3], "基\tO\tO");
    // What a caption interrupts goes on behind it.
    let at = rows.iter().position(|row| *row == "断\tB-组织架构/网格\tO").unwrap();
    assert!(rows[at + 1..at + 6].iter().all(|row| row.ends_with("\tI-组织架构/网格\tO")));
    assert!(rows[at + 4].starts_with('路'));
}

#[test]
fn bio_says_what_its_tokens_do_not_cover() {
    let document = Arc::new(Document::open("d/a.txt", "一 二三四五六。\n".as_bytes().to_vec()));
    let mut book = Book::default();
    for (n, (start, end)) in [(0, 3), (3, 7), (4, 7)].into_iter().enumerate() {
        let (target, quotation) = quote(&document, Flow::Main(0), &[ByteSpan::at(start, end)]);
        let tags = vec!["x".to_owned()];
        book.load("d/a.txt", vec![Annotation { target, quotation, tags, ..annotation(n as u64) }]);
    }
    let mut open = |_: &str| Some(Arc::clone(&document));
    let bundle = Bundle::gather("库", &book, ["d/a.txt"], &mut open, &Select::default(), &mut |_, _| true);
    let format = format("bio").unwrap();
    let written = (format.write)(&bundle, &Options::default(), &Words::new(Lang::Zh)).unwrap();
    // The blank before 二 has no row.
    assert!(format.leaves(&bundle, &written).contains(&(Facet::Edges, 1)), "{:?}", written.beyond);
}

#[test]
fn the_page_shows_memos_and_counts_those_it_does_not() {
    let document = document();
    let mut book = book();
    let memo = |text: &str| Memo { text: text.into(), ..Memo::default() };
    book.in_personal("甲", |own| {
        own.memos.insert(On::Project, memo("说的是<全部>"));
        own.memos.insert(On::Article(ArticleName::of(&document, 1)), memo("说的是这一篇"));
        own.memos.insert(On::Tag("grid".into()), memo("说的是标签"));
        own.memos.insert(On::Tag("cooperation-of-none".into()), memo("说的是没有用的"));
    });
    let mut open = |_: &str| Some(Arc::clone(&document));
    let bundle = Bundle::gather("库", &book, ["d/a.txt"], &mut open, &Select::default(), &mut |_, _| true);
    let format = format("html").unwrap();
    let written = (format.write)(&bundle, &Options::default(), &Words::new(Lang::Zh)).unwrap();
    assert!(format.leaves(&bundle, &written).contains(&(Facet::Memos, 1)), "{:?}", written.beyond);
    let page = String::from_utf8(written.parcel.into_bytes().unwrap()).unwrap();
    for said in ["说的是&#60;全部&#62;", "说的是这一篇", "说的是标签"] {
        assert_eq!(page.matches(said).count(), 1, "{said}");
    }
    assert!(!page.contains("说的是没有用的"));
}

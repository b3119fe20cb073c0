use super::*;
use crate::annotation::samples::{annotation, time};
use crate::annotation::{Annotation, Book, quote};
use crate::store::starter;
use crate::text::{Document, Flow};
use crate::units::ByteSpan;
use crate::words::{Lang, Words};
use std::sync::Arc;

const TEXT: &str = "党建𠮷引领😊基层治理\n\n本报记者 张三\n\n前半段没有写完的一句话，写到这里就断在了半\n\n▲图片说明文字。\n\n路，后半段在这里。=1+1\n";

fn bundle(select: &Select) -> Bundle {
    let document = Arc::new(Document::open("d/a.txt", TEXT.as_bytes().to_vec()));
    let mut book = Book::default();
    book.codebook = starter(time(0)).into_iter().collect();
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
    Bundle::gather("库", &book, ["d/a.txt", "none.txt"], &mut |_| Some(Arc::clone(&document)), select)
}

fn text(format: &str, style: Style) -> String {
    let words = Words::new(Lang::Zh);
    String::from_utf8((super::format(format).unwrap().write)(&bundle(&Select::default()), style, &words).unwrap())
        .unwrap()
}

#[test]
fn csv_has_a_row_for_each_tag_and_guards_formulas() {
    let table = text("csv", Style::default());
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
    assert!(text("csv", Style { raw: true, ..Style::default() }).contains(",=1+1,"));
    assert!(text("csv", Style { bom: true, ..Style::default() }).starts_with('\u{feff}'));
}

#[test]
fn json_offsets_are_code_points() {
    let value: serde_json::Value = serde_json::from_str(&text("json", Style::default())).unwrap();
    let chars: Vec<char> = TEXT.chars().collect();
    for annotation in value["annotations"].as_array().unwrap() {
        assert_eq!((annotation["document"].as_str(), annotation["article"].as_u64()), (Some("d/a.txt"), Some(1)));
        for span in annotation["target"].as_array().unwrap() {
            let at = |name: &str| span[name].as_u64().unwrap() as usize;
            assert_eq!(chars[at("start")..at("end")].iter().collect::<String>(), span["exact"].as_str().unwrap());
        }
    }
    assert_eq!(text("jsonl", Style::default()).lines().filter(|l| l.starts_with("{\"annotation\"")).count(), 4);
}

#[test]
fn markdown_holds_quotation_tags_and_note() {
    let by_article = text("markdown", Style::default());
    assert!(by_article.contains("> 断在了半路，\n\n**组织架构 / 网格** · "));
    assert!(by_article.contains("\n## 党建𠮷引领😊基层治理\n"));
    let by_tag = text("markdown", Style { by_tag: true, ..Style::default() });
    assert!(by_tag.contains("### 组织架构 / 网格 (2)\n") && by_tag.contains("> \\=1+1\n"));
}

#[test]
fn a_tag_takes_those_below_it() {
    let some = bundle(&Select { tags: vec!["structure".into()], ..Select::default() });
    assert_eq!(some.entries.len(), 2);
    assert!(bundle(&Select { article: Some(2), ..Select::default() }).entries.is_empty());
}

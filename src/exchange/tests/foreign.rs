//! Files as other tools write them, or as people have changed them.

use super::document;
use crate::annotation::samples::time;
use crate::annotation::{Book, Edit, IdSource, Tag, apply};
use crate::exchange::common::parcel::pack;
use crate::exchange::recognise;
use crate::exchange::{Bundle, Here, Incoming, Intake, Options, Parcel, Select, intake};
use crate::words::{Lang, Words};

/// Takes a file into a book whose library has the document of these tests, or none.
pub(super) fn take(into: &mut Book, path: &str, data: &[u8], library: bool) -> Intake {
    let parcel = Parcel::open(path, data.to_vec()).unwrap();
    let format = recognise(path, &parcel).unwrap_or_else(|_| crate::exchange::format("doccano").unwrap());
    let incoming = (format.read.unwrap())(path, parcel, &Options::default()).unwrap();
    settle(into, incoming, library, None)
}

/// Takes something in, below a tag, where the library has the document of these tests, or none.
pub(super) fn settle(into: &mut Book, incoming: Incoming, library: bool, parent: Option<&str>) -> Intake {
    let documents: Vec<String> = if library { vec!["d/a.txt".into()] } else { Vec::new() };
    let here = Here {
        book: into,
        documents: &documents,
        open: &mut |path| (library && path == "d/a.txt").then(document),
        parent: parent.map(str::to_owned),
        coder: "甲".into(),
        now: time(500),
        ids: &mut IdSource::seeded(7),
    };
    let found = intake(incoming, here, &mut |_, _| true).unwrap();
    apply(into, &Edit { changes: found.changes.clone(), ..Edit::default() });
    found
}

/// What stands in a book: document, coder, tags, words.
pub(super) fn rows(book: &Book) -> Vec<(String, String, Vec<String>, String)> {
    let path = |key: &String| book.codebook.path(key, Lang::Zh);
    let row = |(document, a): (&str, &crate::annotation::Annotation)| {
        (document.to_owned(), a.coder.clone(), a.tags.iter().map(path).collect(), a.quotation.text())
    };
    let mut rows: Vec<_> = book.all().flat_map(|(d, list)| list.iter().map(move |a| (d, a))).map(row).collect();
    rows.sort();
    rows
}

pub(super) fn row(document: &str, coder: &str, tag: &str, words: &str) -> (String, String, Vec<String>, String) {
    let tags = if tag.is_empty() { Vec::new() } else { vec![tag.to_owned()] };
    (document.into(), coder.into(), tags, words.into())
}

#[test]
fn rows_without_an_identity_are_annotations_by_themselves() {
    let mut book = Book::default();
    let table = "id,document,start,end,tag,content\n,d/a.txt,0,2,甲,党建\n,d/a.txt,3,5,乙,引领\n7,d/a.txt,3,5,丙,引领\n7,d/a.txt,3,5,丁,引领\n";
    take(&mut book, "x.csv", table.as_bytes(), true);
    let found = rows(&book);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].2, ["乙", "丙", "丁"]);
    assert_eq!(found[1], row("d/a.txt", "甲", "甲", "党建"));
}

#[test]
fn rows_come_in_once_among_rows_with_identities() {
    let mut book = Book::default();
    let id = "01a201f0-6b8d-7604-a1c2-398d9f018d85";
    let table = format!(
        "id,document,start,end,tag,content\n{id},d/a.txt,0,2,甲,党建\n,d/a.txt,3,5,乙,没有的\n,d/a.txt,3,5,乙,引领\n"
    );
    take(&mut book, "x.csv", table.as_bytes(), true);
    let first = book.clone();
    take(&mut book, "x.csv", table.as_bytes(), true);
    assert_eq!((rows(&book).len(), rows(&book)), (3, rows(&first)));
}

#[test]
fn an_open_quotation_mark_is_told_with_its_line() {
    let table = "document,content,note\nd/a.txt,党建,一\nd/a.txt,\"引领,二\nd/a.txt,基层,三\n";
    let format = crate::exchange::format("csv").unwrap();
    let error = (format.read.unwrap())("x.csv", Parcel::One(table.into()), &Options::default()).unwrap_err();
    assert_eq!((error.key, error.blanks.iter().any(|(_, value)| value == "3")), ("error-quotation-mark", true));
}

#[test]
fn what_came_before_its_text_gets_its_place_when_it_comes_again() {
    let mut book = Book::default();
    let table = "document,tag,content,spans\nd/a.txt,甲,建𠮷领😊,1-3;4-6\nd/a.txt,乙,引领,3-5\n";
    let found = take(&mut book, "x.csv", table.as_bytes(), false);
    assert!(found.report.contains(&("import-lost", 2)), "{:?}", found.report);
    let spans = |book: &Book| -> Vec<Vec<(usize, usize)>> {
        let spans = |a: &crate::annotation::Annotation| a.target.spans.iter().map(|s| (s.start.0, s.end.0)).collect();
        book.of("d/a.txt").iter().map(spans).collect()
    };
    let told = [vec![(1, 3), (4, 6)], vec![(3, 5)]];
    assert_eq!(spans(&book), told);
    let found = take(&mut book, "x.csv", table.as_bytes(), true);
    assert_eq!(found.report, [("import-changed", 2)]);
    assert_eq!(spans(&book), told);
    let id = document().id;
    assert!(book.of("d/a.txt").iter().all(|a| a.target.text == id && a.conflicts.is_empty()));
    assert_eq!(take(&mut book, "x.csv", table.as_bytes(), true).report, [("import-same", 2)]);
}

#[test]
fn white_space_that_a_format_cuts_off_makes_no_other_annotation() {
    let mut book = Book::default();
    let before = "id,document,tag,content,spans,coder\n,d/a.txt,甲,\"基层治理\n\n\",6-12,乙\n";
    take(&mut book, "x.csv", before.as_bytes(), true);
    let was = rows(&book);
    assert_eq!(was[0].3, "基层治理\n\n");
    for cut in
        ["document,tag,content,spans,coder\nd/a.txt,甲,基层治理,6-10,乙\n", "document,tag,spans\nd/a.txt,甲,6-10\n"]
    {
        let found = take(&mut book, "y.csv", cut.as_bytes(), true);
        assert_eq!(found.report, [("import-same", 1)], "{cut}{:#?}", found.changes);
        assert_eq!(rows(&book), was);
    }
}

#[test]
fn layers_of_inception_are_read_with_their_people() {
    let tsv = |value: &str| {
        format!(
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n\n#Text=张三在北京。\n1-1\t0-2\t张三\thttp://www.wikidata.org/entity/Q1\t{value}\n1-2\t2-3\t在\t_\t_\n"
        )
    };
    let member = |path: &str, value: &str| (path.to_owned(), tsv(value).into_bytes());
    let project =
        pack(&[member("p/annotation/访谈.txt/admin.tsv", "PER"), member("p/annotation/访谈.txt/li.tsv", "ORG")]);
    let mut book = Book::default();
    let found = take(&mut book, "p.zip", &project.unwrap(), false);
    assert_eq!(found.texts.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["访谈.txt"]);
    let wanted = [("admin", "NamedEntity / PER"), ("li", "NamedEntity / ORG")];
    assert_eq!(rows(&book), wanted.map(|(coder, tag)| row("访谈.txt", coder, tag, "张三")));
    // What could not be the tag is told.
    assert!(found.losses.contains(&("loss-attributes", 2)), "{:?}", found.losses);
}

#[test]
fn a_file_gives_its_name_and_not_its_folders() {
    let line = "{\"text\": \"一句话。\", \"label\": [[0, 2, \"甲\"]]}\n";
    for path in ["/somewhere/else/n.jsonl", "../n.jsonl", "n.jsonl"] {
        let found = take(&mut Book::default(), path, line.as_bytes(), false);
        assert_eq!(found.texts[0].0, "n-1.txt", "{path}");
    }
}

#[test]
fn doccano_says_when_it_counts_utf16() {
    for (line, words) in [
        ("{\"text\": \"𠮷野家真好吃。\", \"label\": [[3, 4, \"甲\"]]}", "真"),
        ("{\"unit\": \"utf16\", \"text\": \"𠮷野家真好吃。\", \"label\": [[3, 4, \"甲\"]]}", "家"),
    ] {
        let mut book = Book::default();
        take(&mut book, "n.jsonl", line.as_bytes(), false);
        assert_eq!(rows(&book)[0].3, words);
    }
}

#[test]
fn selectors_that_lead_nowhere_make_no_note_on_the_document() {
    let target = |selector: &str| {
        format!("[{{\"type\": \"Annotation\", \"target\": {{\"source\": \"d/a.txt\", \"selector\": {selector}}}}}]")
    };
    for selector in [
        "{\"type\": \"TextPositionSelector\", \"start\": -4, \"end\": 2}",
        "{\"type\": \"TextPositionSelector\", \"start\": \"0\", \"end\": 2}",
        "[{\"type\": \"RangeSelector\"}]",
        "{\"type\": \"TextQuoteSelector\", \"prefix\": \"x\"}",
    ] {
        let mut book = Book::default();
        let found = take(&mut book, "x.jsonld", target(selector).as_bytes(), true);
        assert!(rows(&book).is_empty() && found.losses == [("loss-place", 1)], "{selector} {:?}", found.losses);
    }
}

#[test]
fn faults_of_a_codebook_are_mended() {
    let mut theirs = Book::default();
    let tag = |key: &str, parent: Option<&str>, into: Option<&str>| Tag {
        key: key.into(),
        zh: key.into(),
        parent: parent.map(str::to_owned),
        merged_into: into.map(str::to_owned),
        ..Tag::default()
    };
    theirs.codebook =
        [tag("x", Some("gone"), None), tag("y", None, Some("z")), tag("z", None, Some("y"))].into_iter().collect();
    let bundle = Bundle::gather("库", &theirs, [], &mut |_| None, &Select::default(), &mut |_, _| true);
    let write = crate::exchange::format("json").unwrap().write;
    let data = write(&bundle, &Options::default(), &Words::new(Lang::Zh)).unwrap().parcel.into_bytes().unwrap();
    let mut book = Book::default();
    let found = take(&mut book, "x.json", &data, true);
    assert!(found.report.iter().any(|(key, _)| *key == "import-mended"), "{:?}", found.report);
    assert!(crate::annotation::verify::tags(&book, time(1)).is_empty());
    assert!(book.codebook.get("gone").is_some());
}

//! Files as certain tools write them.

use super::TEXT;
use super::foreign::{row, rows, take};
use crate::annotation::Book;
use crate::exchange::common::parcel::pack;

fn packed(members: &[(&str, &str)]) -> Vec<u8> {
    let members: Vec<_> = members.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    pack(&members).unwrap()
}

fn project(origin: &str, source: &str, selections: &str) -> Vec<u8> {
    let qde = format!(
        "<Project name=\"x\" origin=\"{origin}\" xmlns=\"urn:QDA-XML:project:1.0\">\
         <Users><User guid=\"00000000-0000-0000-0000-0000000000a1\" name=\"李\"/>\
         <User guid=\"00000000-0000-0000-0000-0000000000a2\" name=\"王\"/></Users>\
         <CodeBook><Codes><Code guid=\"00000000-0000-0000-0000-0000000000c1\" name=\"一\" isCodable=\"true\"/>\
         <Code guid=\"00000000-0000-0000-0000-0000000000c2\" name=\"二\" isCodable=\"true\"/></Codes></CodeBook>\
         <Sources><TextSource guid=\"00000000-0000-0000-0000-0000000000d1\" name=\"n\" \
         plainTextPath=\"internal://d.txt\">{selections}</TextSource></Sources></Project>"
    );
    packed(&[("project.qde", &qde), ("sources/d.txt", source)])
}

fn selection(range: (usize, usize), codings: &[(&str, &str)]) -> String {
    let id = "00000000-0000-0000-0000-0000000000";
    let coding = |(user, code): &(&str, &str)| {
        format!("<Coding creatingUser=\"{id}{user}\"><CodeRef targetGUID=\"{id}{code}\"/></Coding>")
    };
    let codings = codings.iter().map(coding).collect::<Vec<_>>().concat();
    format!(
        "<PlainTextSelection guid=\"00000000-0000-0000-0000-0000000000e1\" name=\"a name\" startPosition=\"{}\" \
         endPosition=\"{}\" creatingUser=\"00000000-0000-0000-0000-0000000000a1\">{codings}</PlainTextSelection>",
        range.0, range.1
    )
}

#[test]
fn what_several_have_coded_is_an_annotation_of_each() {
    let mut book = Book::default();
    let codings = selection((0, 2), &[("a1", "c1"), ("a2", "c2"), ("a2", "ff")]);
    let found = take(&mut book, "x.qdpx", &project("x", "今天很好。", &codings), false);
    assert_eq!(rows(&book), [row("n.txt", "李", "一", "今天"), row("n.txt", "王", "二", "今天")]);
    assert_eq!(found.losses, [("loss-tags", 1)]);
    assert_eq!(take(&mut book, "x.qdpx", &project("x", "今天很好。", &codings), false).changes, []);
    // Who takes a coding back there leaves the others' alone here.
    let left = selection((0, 2), &[("a2", "c2")]);
    take(&mut book, "x.qdpx", &project("x", "今天很好。", &left), false);
    assert_eq!(rows(&book), [row("n.txt", "李", "一", "今天"), row("n.txt", "王", "二", "今天")]);
}

#[test]
fn line_ends_count_as_the_program_counts_them() {
    for (origin, words) in [("ATLAS.ti 23", "满意。"), ("NVivo", "很满意")] {
        let mut book = Book::default();
        let selection = selection((6, 9), &[("a1", "c1")]);
        let found = take(&mut book, "x.qdpx", &project(origin, "今天。\r\n他很满意。\r\n", &selection), false);
        assert_eq!(rows(&book)[0].3, words, "{origin}");
        assert!(found.report.contains(&("import-unsure", 1)), "{:?}", found.report);
    }
    let mut book = Book::default();
    let found = take(&mut book, "x.qdpx", &project("x", "今天。\n", &selection((2, 2), &[("a1", "c1")])), false);
    assert_eq!((rows(&book).len(), found.losses), (0, vec![("loss-place", 1)]));
}

const CAS: &str = "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" \
    xmlns:custom=\"http:///custom.ecore\" xmlns:dep=\"http:///dep.ecore\" xmlns:meta=\"http:///meta.ecore\">\
    <meta:DocumentMetaData xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"5\" documentTitle=\"n.txt\"/>\
    <custom:Span xmi:id=\"3\" sofa=\"1\" begin=\"0\" end=\"2\" label=\"时间\"/>\
    <custom:Span xmi:id=\"4\" sofa=\"1\" begin=\"3\" end=\"4\" label=\"态度\"/>\
    <dep:Dependency xmi:id=\"5\" sofa=\"1\" begin=\"3\" end=\"4\" Governor=\"3\" Dependent=\"4\"/>\
    <cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text/plain\" sofaString=\"今天很好。\"/>\
    <cas:View sofa=\"1\" members=\"2 3 4 5\"/></xmi:XMI>";

#[test]
fn a_project_archive_holds_archives_of_persons() {
    let of = |name: &str| packed(&[(name, CAS), ("TypeSystem.xml", "<typeSystemDescription/>")]);
    let members = [
        ("annotation/n.txt/INITIAL_CAS.zip", of("INITIAL_CAS.xmi")),
        ("annotation/n.txt/乙.zip", of("乙.xmi")),
        ("exportedproject.json", b"{}".to_vec()),
    ];
    let project = pack(&members.map(|(path, data)| (path.to_owned(), data))).unwrap();
    let mut book = Book::default();
    let found = take(&mut book, "project.zip", &project, false);
    assert_eq!(rows(&book), [row("n.txt", "乙", "Span / 态度", "好"), row("n.txt", "乙", "Span / 时间", "今天")]);
    assert_eq!(found.losses, [("loss-relations", 1)]);
    let mut book = Book::default();
    take(&mut book, "admin.xmi", CAS.as_bytes(), false);
    assert_eq!(rows(&book)[0].0, "n.txt");
}

#[test]
fn annotations_of_brat_find_the_text_that_is_here() {
    let mut book = Book::default();
    take(&mut book, "x.zip", &packed(&[("a.ann", "T1\tType 3 5\t引领\n")]), true);
    assert_eq!(rows(&book), [row("d/a.txt", "甲", "Type", "引领")]);
}

#[test]
fn targets_lead_to_characters() {
    let target = |target: &str| format!("[{{\"type\": \"Annotation\", \"target\": {target}}}]");
    let position = "\"type\": \"TextPositionSelector\", \"start\": 2, \"end\": 8";
    let inner = "{\"type\": \"TextPositionSelector\", \"start\": 1, \"end\": 3}";
    let quote = "{\"type\": \"TextQuoteSelector\", \"exact\": \"引领\"}";
    for written in [
        "\"d/a.txt#char=3,5\"".to_owned(),
        "{\"source\": \"d/a.txt\", \"selector\": {\"type\": \"FragmentSelector\", \"value\": \"char=3,5;length=9\"}}"
            .into(),
        format!("{{\"source\": \"d/a.txt\", \"selector\": {{{position}, \"refinedBy\": {inner}}}}}"),
        format!("{{\"source\": \"d/a.txt\", \"selector\": {{{position}, \"refinedBy\": {quote}}}}}"),
    ] {
        let mut book = Book::default();
        take(&mut book, "x.jsonld", target(&written).as_bytes(), true);
        assert_eq!(rows(&book), [row("d/a.txt", "甲", "", "引领")], "{written}");
    }
    let huge = format!("{{{position}, \"refinedBy\": {}}}", inner.replace("1,", "18446744073709551615,"));
    let huge = format!("{{\"source\": \"d/a.txt\", \"selector\": {huge}}}");
    for (written, lost) in [
        ("\"d/a.txt#top\"", "loss-place"),
        ("{\"selector\": []}", "loss-document"),
        ("[]", "loss-document"),
        (&huge, "loss-place"),
    ] {
        let mut book = Book::default();
        let found = take(&mut book, "x.jsonld", target(written).as_bytes(), true);
        assert_eq!((rows(&book).len(), found.losses), (0, vec![(lost, 1)]));
    }
    // What a browser gives out counts units of UTF-16.
    let row = "{\"rows\": [{\"uri\": \"d/a.txt\", \"target\": [{\"selector\": [{\"type\": \"TextPositionSelector\", \"start\": 4, \"end\": 6}]}]}]}";
    let mut book = Book::default();
    take(&mut book, "x.json", row.as_bytes(), true);
    assert_eq!(rows(&book)[0].3, "引领");
}

#[test]
fn tables_of_spreadsheets() {
    let mut book = Book::default();
    let table = "sep=;\r\ndocument;tag;content;created\r\n.\\d\\a.txt;一;党建;2026/11/2 6:28\r\nd/a.txt;二;引领;昨天\r\nx;;;\r\n";
    let found = take(&mut book, "x.csv", table.as_bytes(), true);
    assert_eq!(rows(&book).iter().map(|row| row.3.as_str()).collect::<Vec<_>>(), ["党建", "引领"]);
    assert_eq!(found.losses, [("loss-place", 1), ("loss-times", 1)]);
    let first = book.of("d/a.txt").iter().find(|a| a.quotation.text() == "党建").unwrap();
    assert_eq!(first.created.to_string(), "2026-11-02T06:28:00Z");
}

#[test]
fn labels_behind_the_text_lead_nowhere() {
    let mut book = Book::default();
    let line = format!("{{\"text\": {TEXT:?}, \"label\": [[2, 9999, \"x\"], [0, 2, \"y\"]]}}\n");
    let found = take(&mut book, "n.jsonl", line.as_bytes(), true);
    assert_eq!(rows(&book), [row("d/a.txt", "甲", "y", "党建")]);
    assert_eq!(found.losses, [("loss-place", 1)]);
}

#[test]
fn each_line_counts_as_it_says() {
    let mut book = Book::default();
    let line = |unit: &str, range: &str| {
        format!("{{\"unit\": \"{unit}\", \"text\": \"𠮷党建。\", \"label\": [[{range}, \"{unit}\"]]}}\n")
    };
    let lines = [line("utf16", "2, 4"), line("char", "1, 3")].concat();
    take(&mut book, "n.jsonl", lines.as_bytes(), false);
    assert_eq!(rows(&book).iter().map(|row| row.3.as_str()).collect::<Vec<_>>(), ["党建", "党建"]);
}

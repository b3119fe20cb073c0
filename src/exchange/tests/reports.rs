//! What is told of an import: how many annotations and tags, and which records are left out.

use super::foreign;
use super::readers::taken;
use super::spaced::{document, read, take, told};
use crate::annotation::{Book, State, place};
use crate::exchange::intake::codebook;
use crate::exchange::intake::loss::At;
use crate::exchange::recognise;
use crate::exchange::{Incoming, Options, Parcel, format};
use crate::words::{Lang, Words};

/// Reads a file as the program does.
fn file(name: &str, data: &[u8]) -> Incoming {
    let parcel = Parcel::One(data.to_vec());
    read(recognise(name, &parcel).unwrap(), data.to_vec())
}

fn tags(book: &Book) -> String {
    let tree = book.codebook.tree();
    let names = tree.iter().map(|(depth, tag)| format!("{}{}", ">".repeat(*depth), tag.label(Lang::Zh)));
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_placed_otherwise_is_counted_by_annotation() {
    let to = [document("a.txt", "\u{3000}\u{3000}社戏散了，梨花才开。水乡的早晨很静。\n")];
    // Three tags of one passage, a row each, and one of another; all offsets are off.
    let table = "document,tag,content,start,end\na.txt,甲,梨花才开,5,9\na.txt,乙,梨花才开,5,9\na.txt,丙,梨花才开,5,9\na.txt,甲,水乡的早晨,10,15\n";
    let (book, found) = take(file("x.csv", table.as_bytes()), &to);
    assert_eq!((book.of("a.txt").len(), book.of("a.txt")[0].tags.len()), (2, 3));
    assert_eq!((told(&found, &["import-new"]), told(&found, &["import-moved"])), (2, 2), "{:?}", found.report);
    // Two pieces of one annotation.
    let lines = "T1\t甲 5 7;10 12\t梨花 水乡\nT2\t乙 5 7\t梨花\n";
    let (book, found) = take(super::spaced::brat("社戏散了，梨花才开。水乡的早晨很静。\n", lines), &to);
    assert_eq!((book.of("a.txt").len(), told(&found, &["import-moved"])), (2, 0), "{:?}", found.report);
}

#[test]
fn what_is_told_to_be_like_its_words_is_found_so_again() {
    let text = "清早的集市很热闹，卖豆腐的老人推着车走过石桥，沿街叫卖。\n到了中午，只剩下几只麻雀在石板上跳。\n";
    let to = [document("a.txt", text)];
    let quote = |exact: &str, prefix: &str, place: &str| {
        format!(
            "{{\"type\": \"Annotation\", \"target\": {{\"source\": \"a.txt\", \"selector\": [{{\"type\": \
             \"TextQuoteSelector\", \"exact\": \"{exact}\", \"prefix\": \"{prefix}\"}}{place}]}}}}"
        )
    };
    let away = r#", {"type": "TextPositionSelector", "start": 1, "end": 9}"#;
    let all = [
        quote("卖豆腐的老人推着车走过石板桥，沿街叫卖", "很热闹，", ""),
        quote("只剩下几只麻雀在石板上跳跃", "到了中午，", away),
        quote("麻雀", "别的话", ""),
        quote("中午", "别的话", away),
        quote("沿街叫卖", "石桥，", away),
    ];
    let (book, found) = take(file("x.jsonld", format!("[{}]", all.join(",")).as_bytes()), &to);
    let states = book.of("a.txt").iter().map(|a| place(a, &to[0]).state);
    let count = |state| states.clone().filter(|own| *own == state).count();
    assert_eq!((count(State::Approximate), count(State::InPlace), count(State::Ambiguous)), (2, 1, 2));
    let keys = ["import-approximate", "import-alone", "import-moved"];
    assert_eq!(keys.map(|key| told(&found, &[key])), [2, 2, 1], "{:?}", found.report);
}

#[test]
fn a_list_is_a_codebook_and_its_tags_are_counted() {
    let list = "组织\n\t夜校\n\t\t课程\n\t场地\n评价\n";
    let gb = encoding_rs::GB18030.encode(list).0.into_owned();
    for data in [list.as_bytes(), &gb[..], "\u{feff}组织\r\n  夜校\r\n    课程\r\n  场地\r\n评价".as_bytes()]
    {
        let mut book = Book::default();
        let found = taken(&mut book, "x.txt", data, (None, None));
        assert_eq!(
            (tags(&book).as_str(), &found.report[..]),
            ("组织 >夜校 >>课程 >场地 评价", &[("import-tags-new", 5)][..])
        );
        assert!(found.matched.is_empty() && found.trees.is_none(), "{found:?}");
        // Some of them are here already.
        let found = taken(&mut book, "x.txt", "组织\n\t夜校\n\t\t报名\n".as_bytes(), (None, None));
        assert_eq!((found.matched.len(), &found.report[..]), (2, &[("import-tags-new", 1)][..]));
        let found = taken(&mut book, "x.txt", data, (None, None));
        assert_eq!((found.matched.len(), found.changes.len(), found.nothing), (5, 0, false));
    }
    // What is no list for sure is one if that is what it is taken for.
    for (name, data, count) in
        [("x.md", "他问：为什么？\n\t没有回答\n", Ok(2)), ("x.txt", "水。\n", Ok(1)), ("x", "", Err("error-empty"))]
    {
        let read = codebook::read(name, Parcel::One(data.into())).map(|incoming| incoming.tags.len());
        assert_eq!(read.map_err(|error| error.key), count, "{data}");
    }
    let long = format!("水\n{}\n", "长".repeat(41));
    let error = codebook::read("x.txt", Parcel::One(long.into())).unwrap_err();
    assert_eq!((error.key, Words::new(Lang::Zh).error(&error).contains("第 2 行")), ("error-no-list", true));
    // Records of JSON: one that names nothing spoils itself alone.
    let records = r#"[{"key": "a", "zh": "甲"}, {"x": 1}, {"zh": "乙"}]"#;
    let read = codebook::read("x.json", Parcel::One(records.into())).unwrap();
    assert_eq!((read.tags.len(), &read.losses.places["loss-records"][..]), (2, &[At::Record("", 2)][..]));
    for (data, key) in [("[]", "error-json-bare"), ("{\"a\": 1}", "error-json-names"), ("null", "error-json-bare")] {
        assert_eq!(codebook::read("x.json", Parcel::One(data.into())).unwrap_err().key, key, "{data}");
    }
}

/// An annotation as JSON has it, some of it otherwise.
fn record(from: &str, to: &str) -> String {
    let good = r#"{"id": "01a201f0-6b8d-7604-a1c2-398d9f018d8N", "document": "d/a.txt", "text": "", "target": [{"start": 0, "end": 2, "exact": "党建"}], "tags": ["grid"], "note": "", "coder": "王", "created": "2026-11-02T06:28:00Z", "modified": "2026-11-02T06:28:00Z"}"#;
    assert!(good.contains(from));
    good.replace(from, to)
}

#[test]
fn a_record_with_a_wrong_value_is_named_and_spoils_no_other() {
    for (from, to) in [
        ("\"start\": 0", "\"start\": -1"),
        ("\"start\": 0", "\"start\": \"0\""),
        ("\"start\": 0", "\"start\": 3"),
        ("\"start\": 0", "\"start\": NaN"),
        ("\"end\": 2", "\"end\": Infinity"),
        ("\"end\": 2", "\"end\": 1e30"),
        ("\"end\": 2", "\"end\": 1.5"),
        (", \"exact\": \"党建\"", ""),
        ("\"exact\": \"党建\"", "\"exact\": null"),
        ("\"created\": \"2026", "\"created\": \"昨天"),
        ("\"d/a.txt\"", "\"../a.txt\""),
        ("\"grid\"", "\"a/b\""),
    ] {
        let good = |n: usize| record("8N", &format!("8{n}"));
        let all = [good(1), record(from, to).replace("8N", "82"), good(3)];
        let whole = |more: &str| {
            format!("{{\"format\": \"meipi\", \"version\": 1, \"annotations\": [{}]{more}}}", all.join(","))
        };
        let lined: Vec<String> = all.iter().map(|record| format!("{{\"annotation\": {record}}}\n")).collect();
        let lined = format!("{{\"meipi\": {{\"format\": \"meipi\", \"version\": 1}}}}\n{}", lined.concat());
        for (name, data, at) in [
            ("x.json", whole(""), At::Record("annotations", 2)),
            ("x.json", format!("[{}]", all.join(",")), At::Record("", 2)),
            ("x.json", format!("[\n{}\n]", all.join(",\n")), At::Line(3)),
            ("x.jsonl", lined, At::Line(3)),
        ] {
            let mut book = Book::default();
            let found = taken(&mut book, name, data.as_bytes(), (None, None));
            assert_eq!(
                (&found.places["loss-records"][..], &found.losses[..]),
                (&[at][..], &[("loss-records", 1)][..]),
                "{to}"
            );
            assert_eq!(book.of("d/a.txt").len(), 2, "{to}");
        }
    }
    // So do those of other lists, and each is named.
    let memo = r#"{"coder": "王", "on": {"tag": "../x"}, "versions": []}"#;
    let data = format!(
        "{{\"format\": \"meipi\", \"version\": 1, \"memos\": [{memo}], \"quick_keys\": [{{\"coder\": \"王\", \"set\": 0, \"key\": 1, \"tag\": \"\"}}], \"attributes\": [3], \"annotations\": [{}]}}",
        record("8N", "81")
    );
    let found = taken(&mut Book::default(), "x.json", data.as_bytes(), (None, None));
    let said = [Lang::Zh, Lang::En].map(|lang| found.left(&Words::new(lang)).unwrap());
    for list in ["attributes", "memos", "quick_keys"] {
        assert!(
            said[0].contains(&format!("（{list} 第 1 条）")) && said[1].contains(&format!("({list} record 1)")),
            "{said:?}"
        );
    }
}

#[test]
fn tags_that_a_list_of_annotations_names_are_told() {
    let mut book = super::book();
    let found = taken(&mut book, "x.json", format!("[{}]", record("8N", "81")).as_bytes(), (None, None));
    assert_eq!(found.matched.iter().collect::<Vec<_>>(), ["grid"]);
    assert!(found.said(&Words::new(Lang::Zh), &book.codebook, 9).iter().any(|line| line.contains("组织架构 / 网格")));
}

#[test]
fn json_that_is_nothing_of_ours_is_refused_in_any_reader() {
    for (name, data, key) in [
        ("json", " \n", "error-empty"),
        ("json", "[]", "error-json-bare"),
        ("json", "[1, 2]", "error-json-bare"),
        ("json", "null", "error-json-bare"),
        ("json", "{}", "error-json-bare"),
        ("json", "{\"a\": 1}", "error-json-names"),
        ("json", "{\"format\": \"x\"}", "error-json-format"),
        ("json", "{\"format\": \"meipi\"}", "error-lacks"),
        ("json", "{\"format\": \"meipi\", \"version\": 1, \"annotations\": 3}", "error-field"),
        ("json", "{\"format\": \"meipi\", \"version\": 99}", "error-newer-export"),
        ("jsonl", "", "error-lacks"),
        ("jsonl", "{}", "error-lacks"),
        ("jsonl", "{\"meipi\": 3}", "error-lacks"),
        ("jsonl", "{\"meipi\": {\"format\": \"meipi\"}}", "error-lacks"),
    ] {
        let read = format(name).unwrap().read.unwrap();
        let error = read("x", Parcel::One(data.into()), &Options::default()).unwrap_err();
        assert_eq!(error.key, key, "{name} {data}");
        for lang in [Lang::Zh, Lang::En] {
            let said = Words::new(lang).error(&error);
            assert!(said.contains('x') && !said.contains(key), "{said}");
        }
    }
    // A number that is none spoils its place alone, wherever it stands.
    let target = |start: &str| {
        format!(
            "{{\"type\": \"Annotation\", \"target\": {{\"source\": \"d/a.txt\", \"selector\": {{\"type\": \"TextPositionSelector\", \"start\": {start}, \"end\": 2}}}}}}"
        )
    };
    let mut book = Book::default();
    let found = foreign::take(&mut book, "x.jsonld", format!("[{}, {}]", target("NaN"), target("0")).as_bytes(), true);
    assert_eq!((book.of("d/a.txt").len(), &found.losses[..]), (1, &[("loss-place", 1)][..]));
    assert_eq!(found.places["loss-place"], [At::Record("", 1)]);
}

#[test]
fn places_that_no_text_has_are_named() {
    let csv = "document,tag,start,end\nd/a.txt,甲,0,2\nd/a.txt,甲,90000,90002\n";
    let doccano =
        "{\"text\": \"水田\", \"label\": [[0, 1, \"甲\"]]}\n{\"text\": \"林\", \"label\": [[5, 9, \"甲\"]]}\n";
    for (name, data, line) in [("x.csv", csv, 3), ("x.jsonl", doccano, 2)] {
        let found = taken(&mut Book::default(), name, data.as_bytes(), (None, None));
        assert_eq!((told(&found, &["import-new"]), &found.losses[..]), (1, &[("loss-place", 1)][..]), "{name}");
        assert_eq!(found.places["loss-place"], [At::Line(line)], "{name}");
    }
}

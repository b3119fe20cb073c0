//! Which tags the labels of a file are.

use super::foreign::{row, rows};
use super::readers::{paths, rivers, taken};
use super::{TEXT, document};
use crate::annotation::samples::{annotation, time};
use crate::annotation::{Annotation, Book, Edit, IdSource, Tag, apply, quote};
use crate::exchange::common::parcel::pack;
use crate::exchange::intake::loss::At;
use crate::exchange::{Bundle, Here, Options, Parcel, Select, format, intake};
use crate::text::Flow;
use crate::units::ByteSpan;
use crate::words::{Lang, Words};

#[test]
fn labels_are_known_by_their_paths_alone() {
    for (tag, parent, wanted, matched) in [
        ("河长", None, "河长", &[][..]),
        ("水利 / 河长", None, "水利 / 河长", &["河长"]),
        ("水利", None, "水利", &["水利"]),
        ("河长", Some("水利"), "水利 / 河长", &["河长"]),
        ("水利", Some("水利"), "水利 / 水利", &[]),
        ("水利 / 河长", Some("水利"), "水利 / 水利 / 河长", &[]),
        ("水利 / 堤坝", None, "水利 / 堤坝", &[]),
        ("河长 / 巡河", Some("水利"), "水利 / 河长 / 巡河", &[]),
    ] {
        let files = [
            ("x.csv", format!("document,tag,content\nd/a.txt,{tag},引领\n")),
            ("x.jsonl", format!("{{\"text\": {TEXT:?}, \"label\": [[3, 5, \"{tag}\"]]}}\n")),
            (
                "x.json",
                format!(
                    "[{{\"target\": {{\"source\": \"d/a.txt\", \"selector\": {{\"type\": \"TextQuoteSelector\", \"exact\": \"引领\"}}}}, \"tags\": [\"{tag}\"], \"type\": \"Annotation\"}}]"
                ),
            ),
        ];
        for (name, data) in files {
            let mut book = rivers();
            let found = taken(&mut book, name, data.as_bytes(), (parent, None));
            assert_eq!(rows(&book), [row("d/a.txt", "甲", wanted, "引领")], "{name} {tag} {parent:?}");
            assert_eq!(found.matched.iter().collect::<Vec<_>>(), matched, "{name} {tag} {parent:?}");
            // Once more, it is all here.
            let again = taken(&mut book, name, data.as_bytes(), (parent, None));
            assert_eq!((again.changes, again.nothing), (vec![], false));
        }
    }
}

#[test]
fn circles_and_parents_of_one_name_are_told() {
    let read = |rows: &str| {
        let mut book = Book::default();
        let found = taken(&mut book, "x.csv", format!("tag,parent,definition\n{rows}").as_bytes(), (None, None));
        (paths(&book), found.losses, found.places)
    };
    let (tags, losses, places) = read("a,b,\nb,a,\nc,c,\nd,a,\ne,d,\n");
    assert_eq!(tags, ["a", "a / d", "a / d / e", "b", "c"]);
    assert_eq!((&*losses, &*places["loss-circles"]), (&[("loss-circles", 3)][..], &[2, 3, 4].map(At::Line)[..]));
    let (tags, losses, places) = read("甲,乙,\n甲,丙,\n子,甲,\n孙,子,\n甲,乙,再\n");
    assert_eq!(tags, ["乙", "乙 / 甲", "乙 / 甲 / 子", "乙 / 甲 / 子 / 孙", "丙", "丙 / 甲"]);
    assert_eq!((&*losses, &*places["loss-parents"]), (&[("loss-parents", 1)][..], &[At::Line(4)][..]));
    // A long chain is walked once.
    let chain: Vec<String> = (1..120).map(|n| format!("t{n},t{},\n", n - 1)).collect();
    let (tags, losses, _) = read(&format!("t0,,\n{}", chain.concat()));
    assert_eq!((tags.len(), losses.len()), (120, 0));
}

#[test]
fn labels_of_which_nothing_is_seen_are_left_out_and_told() {
    for label in ["..", ".", "/", "\u{200b}"] {
        let files = [
            ("x.csv", format!("document,tag,content\nd/a.txt,{label},引领\nd/a.txt,水利,党建\n")),
            ("x.jsonl", format!("{{\"text\": {TEXT:?}, \"label\": [[3, 5, \"{label}\"], [0, 2, \"水利\"]]}}\n")),
            ("x.csv", format!("tag,definition\n{label},\n水利,\n")),
        ];
        for (name, data) in files {
            let mut book = rivers();
            let tags = book.codebook.clone();
            let found = taken(&mut book, name, data.as_bytes(), (None, None));
            assert_eq!(found.losses, [("loss-labels", 1)], "{name} {label:?}");
            assert_eq!(book.codebook, tags, "{name} {label:?}");
        }
    }
}

#[test]
fn labels_with_signs_become_trees_in_every_format() {
    let marks = |sign: &str| [format!("水利{sign}河长"), format!("水利{sign}堤坝")];
    for sign in [".", "/", "\\", "::", " > ", " / "] {
        let [one, two] = marks(sign);
        let json = |label: &str| label.replace('\\', "\\\\");
        let files: [(&str, Vec<u8>); 5] = [
            ("x.csv", format!("document,tag,content\nd/a.txt,{one},引领\nd/a.txt,{two},党建\n").into()),
            ("x.csv", format!("tag,description\n{one},\n{two},\n").into()),
            ("x.csv", format!("tag,definition\n{one},\n{two},\n").into()),
            (
                "x.jsonl",
                format!(
                    "{{\"text\": {TEXT:?}, \"label\": [[3, 5, \"{}\"], [0, 2, \"{}\"]]}}\n",
                    json(&one),
                    json(&two)
                )
                .into(),
            ),
            (
                "x.json",
                format!(
                    "[{{\"target\": \"d/a.txt\", \"tags\": [\"{}\", \"{}\"], \"type\": \"Annotation\"}}]",
                    json(&one),
                    json(&two)
                )
                .into(),
            ),
        ];
        for (n, (name, data)) in files.iter().enumerate() {
            let mut book = Book::default();
            let found = taken(&mut book, name, data, (None, None));
            let mut is = paths(&book);
            is.sort();
            assert_eq!(is, ["水利", "水利 / 堤坝", "水利 / 河长"], "{sign} {n}");
            assert!(found.trees.is_some_and(|(_, count)| count == 2), "{sign} {n}");
            let mut whole = Book::default();
            taken(&mut whole, name, data, (None, Some("none")));
            assert_eq!(whole.codebook.all().count(), 2, "{sign} {n}");
            assert!(whole.codebook.all().all(|tag| tag.parent.is_none()), "{sign} {n}");
        }
    }
    // What only a person can know.
    let types = "T1\t水利_河长 3 5\t引领\n";
    let brat = pack(&[("a.ann".into(), types.as_bytes().to_vec())]).unwrap();
    for (separator, wanted) in [(None, "水利_河长"), (Some("_"), "水利 / 河长")] {
        let mut book = Book::default();
        taken(&mut book, "x.zip", &brat, (None, separator));
        assert_eq!(rows(&book)[0].2, [wanted]);
    }
}

#[test]
fn what_this_program_writes_has_its_own_trees() {
    let labels = ["水利.河长", "水利.堤坝", "学校/食堂", "学校/操场"];
    let mut book = Book::default();
    for (n, label) in labels.into_iter().enumerate() {
        let tag = book.codebook.make(label, None, time(0));
        let (target, quotation) = quote(&document(), Flow::Main(1), &[ByteSpan::at(0, 6 + 4 * n)]);
        let a = Annotation { target, quotation, tags: vec![tag.key.clone()], ..annotation(n as u64) };
        book.codebook.set(&tag.key.clone(), Some(tag));
        book.set("d/a.txt", a.id, Some(a));
    }
    for only in [&labels[..2], &labels[..]] {
        let mut book = book.clone();
        let others: Vec<Tag> = book.codebook.all().filter(|tag| !only.contains(&&*tag.zh)).cloned().collect();
        others.iter().for_each(|tag| book.codebook.set(&tag.key, None));
        let gone = |a: &&Annotation| others.iter().any(|tag| a.tags.contains(&tag.key));
        let away: Vec<Annotation> = book.of("d/a.txt").iter().filter(gone).cloned().collect();
        away.iter().for_each(|a| book.set("d/a.txt", a.id, None));
        let mut open = |_: &str| Some(document());
        let bundle = Bundle::gather("库", &book, ["d/a.txt"], &mut open, &Select::default(), &mut |_, _| true);
        for name in ["csv", "tsv", "w3c", "doccano", "qc", "codebook-csv", "qdc", "refi", "brat", "xmi", "webanno"] {
            let written = (format(name).unwrap().write)(&bundle, &Options::default(), &Words::new(Lang::Zh)).unwrap();
            let mut back = Book::default();
            let found = taken(&mut back, "x", &written.parcel.into_bytes().unwrap(), (None, None));
            let (mut is, mut was) = (paths(&back), paths(&book));
            is.sort();
            was.sort();
            assert_eq!(is, was, "{name}");
            assert_eq!(found.trees, None, "{name}");
        }
    }
}

#[test]
fn tags_that_are_printed_are_known_by_key_or_path() {
    let list = r#"[{"key": "河长", "zh": "河长制", "parent": null}, {"zh": "河长", "path": "水利 / 河长"}, {"zh": "河长"}, {"key": "堤坝", "zh": "堤坝", "parent": "水利"}]"#;
    let mut book = rivers();
    let incoming = intake::codebook::read("x.json", Parcel::One(list.into())).unwrap();
    let here = Here {
        book: &book,
        documents: &[],
        open: &mut |_| None,
        parent: None,
        coder: "甲".into(),
        now: time(500),
        ids: &mut IdSource::seeded(7),
    };
    let found = intake(incoming, here, &mut |_, _| true).unwrap();
    apply(&mut book, &Edit { changes: found.changes, ..Edit::default() });
    let mut is = paths(&book);
    is.sort();
    // The first is moved and named anew by its key; what has none is looked for by its path, where nothing is left.
    assert_eq!(is, ["水利", "水利 / 堤坝", "水利 / 河长", "河长", "河长制"]);
}

#[test]
fn another_library_has_tags_of_its_own() {
    // Two libraries have made a tag of one label, and so of one key, below others.
    let library = |top: &str, at: i64| {
        let mut book = Book::default();
        for (key, parent) in [(top, None), ("问题", Some(top))] {
            let parent = parent.map(str::to_owned);
            let tag = Tag { key: key.into(), zh: key.into(), parent, created: time(at), ..Tag::default() };
            book.codebook.set(key, Some(tag));
        }
        let (target, quotation) = quote(&document(), Flow::Main(1), &[ByteSpan::at(0, 6)]);
        let a = Annotation { target, quotation, tags: vec!["问题".into()], ..annotation(u64::try_from(at).unwrap()) };
        book.set("d/a.txt", a.id, Some(a));
        book.in_personal("乙", |own| drop(own.quick.insert((0, u8::try_from(at).unwrap()), "问题".into())));
        book
    };
    let out = |book: &Book, name: &str| {
        let mut open = |_: &str| Some(document());
        let bundle = Bundle::gather("库", book, ["d/a.txt"], &mut open, &Select::default(), &mut |_, _| true);
        let written = (format(name).unwrap().write)(&bundle, &Options::default(), &Words::new(Lang::Zh)).unwrap();
        written.parcel.into_bytes().unwrap()
    };
    for name in ["json", "jsonl", "csv", "refi"] {
        let mut book = library("水利", 1);
        let before = book.clone();
        let theirs = out(&library("学校", 2), name);
        let found = taken(&mut book, "x", &theirs, (None, None));
        assert!(!found.report.iter().any(|(key, _)| *key == "import-undecided"), "{name} {:?}", found.report);
        let tags: Vec<String> = rows(&book).into_iter().flat_map(|(_, _, tags, _)| tags).collect();
        assert!(["水利 / 问题", "学校 / 问题"].iter().all(|tag| tags.contains(&(*tag).to_owned())), "{name} {tags:?}");
        assert_eq!(taken(&mut book, "x", &theirs, (None, None)).changes, [], "{name}");
        // What is the library's own is the same tag.
        let mut same = before.clone();
        assert_eq!(taken(&mut same, "x", &out(&before, name), (None, None)).changes, [], "{name}");
    }
}

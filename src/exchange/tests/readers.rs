//! What readers make of cells and records that are broken, and what writers tell.

use super::foreign::{row, rows, settle};
use super::{TEXT, book, bundle, document};
use crate::annotation::samples::{annotation, time};
use crate::annotation::{Annotation, Book, Codebook, Edit, IdSource, Tag, apply, quote};
use crate::exchange::common::taxonomy;
use crate::exchange::intake::loss::At;
use crate::exchange::recognise;
use crate::exchange::{Bundle, Facet, Here, Intake, Options, Parcel, Select, Separator, format, intake};
use crate::text::{Document, Flow};
use crate::units::ByteSpan;
use crate::words::{Lang, Words};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Takes a file into a book, below a tag, its labels parted as was asked for.
pub(super) fn taken(
    into: &mut Book,
    name: &str,
    data: &[u8],
    (parent, separator): (Option<&str>, Option<&str>),
) -> Intake {
    let parcel = Parcel::open(name, data.to_vec()).unwrap();
    let read = recognise(name, &parcel).unwrap().read.unwrap();
    let mut incoming = read(name, parcel, &Options::default()).unwrap();
    incoming.separator = separator.map(Separator::given).or(incoming.separator);
    settle(into, incoming, true, parent)
}

pub(super) fn with(codebook: Codebook) -> Book {
    let mut book = Book::default();
    book.codebook = codebook;
    book
}

pub(super) fn paths(book: &Book) -> Vec<String> {
    book.codebook.tree().into_iter().map(|(_, tag)| taxonomy::path(&book.codebook, &tag.key, Lang::Zh)).collect()
}

/// A codebook in which the label of a tag is its key, and stands below another.
pub(super) fn rivers() -> Book {
    let tag = |key: &str, parent: Option<&str>| Tag {
        key: key.into(),
        zh: key.into(),
        parent: parent.map(str::to_owned),
        ..Tag::default()
    };
    with([tag("水利", None), tag("河长", Some("水利"))].into_iter().collect())
}

#[test]
fn a_file_of_which_nothing_is_taken_leaves_nothing() {
    for (name, data) in [
        ("x.csv", "document,tag,start,end\nd/a.txt,新,NaN,5\n"),
        ("x.csv", "document,tag,start,end\nd/a.txt,新,90000,90005\n,新,1,2\n"),
        ("x.csv", "tag,description\n,一\n"),
        (
            "x.json",
            "[{\"target\": {\"source\": \"d/a.txt\", \"selector\": [{\"type\": \"RangeSelector\"}]}, \"tags\": [\"新\"]}, {\"x\": 1}]",
        ),
        ("x.json", "[{\"id\": \"?\", \"document\": \"d/a.txt\", \"target\": [], \"coder\": \"甲\"}]"),
    ] {
        let mut book = rivers();
        let found = taken(&mut book, name, data.as_bytes(), (None, None));
        assert!(found.nothing && !found.losses.is_empty() && found.changes.is_empty(), "{data} {found:?}");
    }
}

/// A table of annotations, a passage each, and what its cells hold.
fn table() -> impl Strategy<Value = Vec<(usize, usize)>> {
    let chars = TEXT.trim_end().chars().count();
    proptest::collection::btree_set((0..chars - 3, 1_usize..3), 2..8)
        .prop_map(|places| places.into_iter().map(|(start, length)| (start, start + length)).collect())
}

proptest! {
    #![proptest_config(crate::laws::cases(48))]

    /// A cell that is no place spoils its row and no other, and its line is told.
    #[test]
    fn one_wrong_cell_spoils_one_row(
        places in table(), at in any::<Index>(), column in 0_usize..3,
        wrong in select(&["NaN", "nan", "9223372036854775808", "-1", "五", "1.5", "inf", "1e400", "x", "None", "2-1"][..]),
    ) {
        let bad = at.index(places.len());
        let spans = column == 2;
        let head = if spans { "document,tag,spans" } else { "document,tag,start,end" };
        let line = |(n, (start, end)): (usize, &(usize, usize))| {
            let float = |n: &usize| if n.is_multiple_of(2) { n.to_string() } else { format!("{n}.0") };
            let mut cells = if spans { vec![format!("{}-{}", float(start), float(end))] } else { vec![float(start), float(end)] };
            if n == bad {
                cells[column.min(1) * usize::from(!spans)] = wrong.to_owned();
            }
            format!("d/a.txt,标{n},{}\n", cells.join(","))
        };
        let data = format!("{head}\n{}", places.iter().enumerate().map(line).collect::<Vec<_>>().concat());
        let mut book = Book::default();
        let found = taken(&mut book, "x.csv", data.as_bytes(), (None, None));
        let chars: Vec<char> = TEXT.chars().collect();
        let words = |(start, end): &(usize, usize)| chars[*start..*end].iter().collect::<String>();
        let others = places.iter().enumerate().filter(|(n, _)| *n != bad);
        let mut wanted: Vec<_> = others.map(|(n, place)| row("d/a.txt", "甲", &format!("标{n}"), &words(place))).collect();
        wanted.sort();
        prop_assert_eq!(rows(&book), wanted);
        prop_assert_eq!(&found.losses, &[("loss-offsets", 1)]);
        prop_assert_eq!(&found.places["loss-offsets"], &[At::Line(bad + 2)]);
    }
}

#[test]
fn what_annotations_prints_is_taken_in_again() {
    let mut book = book();
    let a = |n, text: &str, exact: &str| {
        let mut a = annotation(n);
        a.target = crate::annotation::Target {
            text: crate::text::TextId::of(text),
            spans: vec![crate::units::CharSpan::new(
                crate::units::Char(2),
                crate::units::Char(2 + exact.chars().count()),
            )],
        };
        a.quotation.exact = vec![exact.to_owned()];
        a.note = "一\n二".into();
        a
    };
    let whole = Annotation { tags: vec!["grid".into()], ..annotation(23) };
    // What stood before it stands there too.
    let mut moved = a(20, "别的", "基层治理");
    (moved.quotation.prefix, moved.quotation.suffix) = ("党建𠮷引领😊".into(), String::new());
    book.load("d/a.txt", vec![moved, a(21, "别的", "没有这话"), a(22, "别的", "半"), whole]);
    let mut open = |_: &str| Some(document());
    let bundle = Bundle::gather("库", &book, ["d/a.txt"], &mut open, &Select::default(), &mut |_, _| true);
    let states: BTreeSet<&str> = bundle.entries.iter().map(|entry| entry.state.name()).collect();
    assert!(["in-place", "moved", "lost", "ambiguous"].iter().all(|state| states.contains(state)), "{states:?}");
    let list: Vec<serde_json::Value> = bundle.entries.iter().map(crate::exchange::Entry::json).collect();
    let data = serde_json::Value::Array(list.clone()).to_string();
    let mut back = with(book.codebook.clone());
    taken(&mut back, "x.json", data.as_bytes(), (None, None));
    assert_eq!(back.of("d/a.txt"), book.of("d/a.txt"));
    assert_eq!(taken(&mut back, "x.json", data.as_bytes(), (None, None)).changes, []);
    // One of them is broken; numbers may be written as scripts write them.
    for (n, _) in list.iter().enumerate() {
        let mut list = list.clone();
        list[n]["created"] = "gestern".into();
        for other in list.iter_mut().skip(n + 1) {
            for span in other["target"].as_array_mut().unwrap() {
                span["start"] = serde_json::json!(span["start"].as_f64());
            }
        }
        let mut back = with(book.codebook.clone());
        let data = serde_json::to_string_pretty(&list).unwrap();
        let found = taken(&mut back, "x.json", data.as_bytes(), (None, None));
        assert_eq!((back.of("d/a.txt").len(), &found.losses[..]), (list.len() - 1, &[("loss-records", 1)][..]));
    }
}

#[test]
fn what_is_left_out_of_a_quotation_is_shown_and_read() {
    let text = "河道巡查记\n\n本报记者 李四\n\n开头有一段话。\n\n他每天沿着河走一遍，走到桥头的时候天已经黑\n\n▲桥头的树。\n\n了，还要再写一份记录。第二天又走。\n\n又一段，说的是别的事情。\n";
    let document = Arc::new(Document::open("d/a.txt", text.as_bytes().to_vec()));
    let at = |words: &str| ByteSpan::at(text.find(words).unwrap(), text.find(words).unwrap() + words.len());
    let [head, tail] = [at("天已经黑"), at("了，")];
    // Words apart; words that a seam of a paragraph alone parts; both.
    let cases = [
        (vec![at("每天"), at("第二天")], "每天 … 第二天"),
        (vec![head, tail], "天已经黑了，"),
        (vec![at("走到"), head, tail], "走到 … 天已经黑了，"),
        // A paragraph before the one that is parted.
        (
            document.target(Flow::Main(1), at("一段话").hull(tail)),
            "一段话。\n\n他每天沿着河走一遍，走到桥头的时候天已经黑了，",
        ),
        // Two paragraphs with something of another sort between them.
        (document.target(Flow::Main(1), at("巡查记").hull(at("开头"))), "巡查记 … 开头"),
    ];
    assert!(cases[3..].iter().all(|(spans, _)| spans.len() == 2));
    let mut book = Book::default();
    for (n, (spans, _)) in cases.iter().enumerate() {
        let (target, quotation) = quote(&document, Flow::Main(1), spans);
        book.load("d/a.txt", vec![Annotation { target, quotation, ..annotation(n as u64) }]);
    }
    let mut open = |_: &str| Some(Arc::clone(&document));
    let bundle = Bundle::gather("库", &book, ["d/a.txt"], &mut open, &Select::default(), &mut |_, _| true);
    let written = (format("csv").unwrap().write)(&bundle, &Options::default(), &Words::new(Lang::Zh)).unwrap();
    let data = written.parcel.into_bytes().unwrap();
    let mut table = ::csv::Reader::from_reader(&data[..]);
    let mut contents: Vec<String> = table.records().map(|row| row.unwrap()[4].to_owned()).collect();
    contents.sort();
    let mut wanted = cases.each_ref().map(|(_, content)| (*content).to_owned());
    wanted.sort();
    assert_eq!(contents, wanted);
    // By offsets; and by the words alone, where no piece stands on both sides of a seam.
    let told: Vec<String> = cases[..2].iter().map(|(_, content)| format!("d/a.txt,{content}\n")).collect();
    for (data, count) in [(data, 5), (format!("document,content\n{}", told.concat()).into(), 2)] {
        let mut back = Book::default();
        let read = format("csv").unwrap().read.unwrap();
        let incoming = read("x", Parcel::One(data), &Options::default()).unwrap();
        let here = Here {
            book: &back,
            documents: &["d/a.txt".into()],
            open: &mut |_| Some(Arc::clone(&document)),
            parent: None,
            coder: "甲".into(),
            now: time(500),
            ids: &mut IdSource::seeded(7),
        };
        let found = intake(incoming, here, &mut |_, _| true).unwrap();
        apply(&mut back, &Edit { changes: found.changes, ..Edit::default() });
        let place = |a: &Annotation| format!("{:?}{:?}", a.target, a.quotation.exact);
        let was: BTreeSet<String> = book.of("d/a.txt").iter().map(place).collect();
        let is: BTreeSet<String> = back.of("d/a.txt").iter().map(place).collect();
        assert!(is.is_subset(&was) && is.len() == count, "{is:?}");
    }
}

#[test]
fn equal_names_are_told_and_paths_for_names_are_read() {
    let mut book = book();
    let twin = Tag { key: "twin".into(), zh: "网格".into(), created: time(0), ..Tag::default() };
    book.codebook.set("twin", Some(twin));
    let mut open = |_: &str| Some(document());
    let bundle = Bundle::gather("库", &book, ["d/a.txt"], &mut open, &Select::default(), &mut |_, _| true);
    for name in ["refi", "qdc"] {
        let format = format(name).unwrap();
        for (qualcoder, wanted) in [(false, Some(2)), (true, None)] {
            let options = Options { qualcoder, ..Options::default() };
            let written = (format.write)(&bundle, &options, &Words::new(Lang::Zh)).unwrap();
            let told = format.leaves(&bundle, &written).into_iter().find(|(facet, _)| *facet == Facet::Names);
            assert_eq!(told.map(|(_, count)| count), wanted, "{name}");
            let mut back = Book::default();
            taken(&mut back, "x", &written.parcel.into_bytes().unwrap(), (None, None));
            let (mut is, mut was) = (paths(&back), paths(&book));
            is.retain(|path| path != "gone");
            is.sort();
            was.sort();
            assert_eq!(is, was, "{name} {qualcoder}");
        }
    }
}

#[test]
fn addresses_are_those_of_every_copy() {
    let written = |name: &str, base: Option<&str>| {
        let mut bundle = bundle(&Select::default());
        (bundle.name, bundle.id) = (name.into(), "0f3".into());
        bundle.sources.iter_mut().for_each(|source| "d 一/a.txt".clone_into(&mut source.path));
        let options = Options { base: base.map(str::to_owned), ..Options::default() };
        let written = (format("w3c").unwrap().write)(&bundle, &options, &Words::new(Lang::Zh)).unwrap();
        serde_json::from_slice::<serde_json::Value>(&written.parcel.into_bytes().unwrap()).unwrap()
    };
    let (one, other) = (written("库", None), written("库 2", None));
    assert_eq!((&one["id"], &one["first"]), (&other["id"], &other["first"]));
    let source = |value: &serde_json::Value| value.pointer("/first/items/0/target/source").unwrap().clone();
    assert_eq!(source(&one), "urn:meipi:0f3:d%20%E4%B8%80/a.txt");
    assert_eq!(source(&written("库", Some("https://a.cn/t"))), "https://a.cn/t/d%20%E4%B8%80/a.txt");
}

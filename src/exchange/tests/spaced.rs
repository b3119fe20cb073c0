//! Texts that are the same but for white space: annotations come to stand on the same words, or it is told that not.

use crate::annotation::samples::{annotation, time};
use crate::annotation::{Annotation, Book, Edit, IdSource, State, Tag, apply, place, quote};
use crate::exchange::common::parcel::pack;
use crate::exchange::{
    Bundle, FORMATS, Facet, Format, Here, Incoming, Intake, Options, Parcel, Select, Sources, intake,
};
use crate::text::soft::solid;
use crate::text::{Document, Flow};
use crate::units::ByteSpan;
use crate::words::{Lang, Words};
use proptest::prelude::*;
use std::sync::Arc;

/// The formats that carry the whole text.
const WITH_TEXT: [&str; 5] = ["refi", "brat", "xmi", "webanno", "doccano"];

pub(super) fn document(path: &str, text: &str) -> Arc<Document> {
    Arc::new(Document::open(path, text.as_bytes().to_vec()))
}

/// Words that stand again and again, among those that stand once; each with white space before it, in two ways.
fn two_texts() -> impl Strategy<Value = (String, String)> {
    let gap = || {
        let sorts = [
            "",
            "",
            " ",
            "\u{3000}",
            "\u{3000}\u{3000}",
            "\u{a0}",
            "\t",
            "\u{200b}",
            "\n",
            "\r\n",
            "\n\u{3000}\u{3000}",
            "\r",
            "\u{2003}",
        ];
        proptest::sample::select(sorts.to_vec())
    };
    let word = proptest::sample::select(vec!["梨花", "梨花又开", "社戏", "水。", "𠮷", "水乡的早晨，"]);
    let mark = proptest::sample::select(vec!["", "\u{feff}"]);
    let words = proptest::collection::vec((gap(), gap(), word), 6..36);
    (words, mark.clone(), mark).prop_map(|(words, one, other)| {
        let text = |mark: &str, pick: &dyn Fn(&(&'static str, &'static str, &'static str)) -> &'static str| {
            let each = words.iter().enumerate().map(|(n, part)| format!("{}{}第{n}处", pick(part), part.2));
            format!("{mark}一{}", each.collect::<String>())
        };
        (text(one, &|part| part.0), text(other, &|part| part.1))
    })
}

/// Returns the place of the n-th character that is read, and of its end.
fn nth(text: &str, n: usize) -> (usize, usize) {
    let mut read = text.char_indices().filter(|(_, c)| !solid(&c.to_string()).is_empty());
    let (at, c) = read.nth(n).unwrap();
    (at, at + c.len_utf8())
}

/// A book with annotations from one character that is read to another.
fn book(document: &Document, ranges: &[(usize, usize)]) -> Book {
    let mut book = Book::default();
    let tag = Tag { key: "x".into(), zh: "甲".into(), created: time(0), modified: time(0), ..Tag::default() };
    book.codebook.set("x", Some(tag));
    let count = solid(&document.text).chars().count();
    for (n, (start, length)) in ranges.iter().enumerate() {
        // At the end of the text, too, a passage has its length.
        let start = start % count.saturating_sub(*length).max(1);
        let last = (start + length).min(count - 1);
        let span = ByteSpan::at(nth(&document.text, start).0, nth(&document.text, last).1);
        let (target, quotation) = quote(document, Flow::Main(1), &[span]);
        let a = Annotation { target, quotation, tags: vec!["x".into()], coder: "甲".into(), ..annotation(n as u64) };
        book.set(&document.path, a.id, Some(a));
    }
    book
}

fn written(format: &Format, document: &Arc<Document>, book: &Book, options: &Options) -> Vec<u8> {
    let mut open = |_: &str| Some(Arc::clone(document));
    let path = document.path.to_string();
    let bundle = Bundle::gather("库", book, [path.as_str()], &mut open, &Select::default(), &mut |_, _| true);
    (format.write)(&bundle, options, &Words::new(Lang::Zh)).unwrap().parcel.into_bytes().unwrap()
}

pub(super) fn read(format: &Format, data: Vec<u8>) -> Incoming {
    let name = format!("x.{}", format.extension);
    (format.read.unwrap())(&name, Parcel::open(&name, data).unwrap(), &Options::default()).unwrap()
}

/// Takes a file into a library of some documents.
pub(super) fn take(incoming: Incoming, documents: &[Arc<Document>]) -> (Book, Intake) {
    let paths: Vec<String> = documents.iter().map(|document| document.path.to_string()).collect();
    let mut book = Book::default();
    let here = Here {
        book: &book,
        documents: &paths,
        open: &mut |path| documents.iter().find(|document| *document.path == *path).cloned(),
        parent: None,
        coder: "甲".into(),
        now: time(500),
        ids: &mut IdSource::seeded(7),
    };
    let found = intake(incoming, here, &mut |_, _| true).unwrap();
    apply(&mut book, &Edit { changes: found.changes.clone(), ..Edit::default() });
    (book, found)
}

/// What is read before a passage, and of it.
pub(super) type Spot = (usize, String);

fn spot(text: &str, spans: &[ByteSpan]) -> Spot {
    let words: String = spans.iter().map(|span| &text[span.start.0..span.end.0]).collect();
    (solid(&text[..spans[0].start.0]).chars().count(), solid(&words))
}

/// Returns where annotations stand, as far as they are said to stand anywhere; and how many are not.
pub(super) fn spots(book: &Book, document: &Document) -> (Vec<Spot>, usize) {
    let placed = book.of(&document.path).iter().map(|a| place(a, document));
    let (standing, away): (Vec<_>, Vec<_>) =
        placed.partition(|placed| !matches!(placed.state, State::Ambiguous | State::Lost));
    let mut spots: Vec<Spot> = standing.iter().map(|placed| spot(&document.text, &placed.spans)).collect();
    spots.sort();
    spots.dedup();
    (spots, away.len())
}

pub(super) fn told(found: &Intake, keys: &[&str]) -> usize {
    found.report.iter().filter(|(key, _)| keys.contains(key)).map(|(_, count)| count).sum()
}

/// What goes out of one library and comes into another, whose text is spaced otherwise.
struct Trip {
    from: Arc<Document>,
    to: Arc<Document>,
    book: Book,
    /// Where its annotations stand.
    wanted: Vec<Spot>,
}

impl Trip {
    fn new((one, other): &(String, String), path: &str, ranges: &[(usize, usize)]) -> Self {
        let (from, to) = (document("a.txt", one), document(path, other));
        let book = book(&from, ranges);
        let (wanted, _) = spots(&book, &from);
        Self { from, to, book, wanted }
    }

    /// Returns where annotations stand when they have gone through a format, how many do not, and what was told.
    fn through(&self, format: &Format, sources: Option<Sources>) -> (Vec<Spot>, usize, Intake) {
        let options = Options { sources, ..Options::default() };
        let data = written(format, &self.from, &self.book, &options);
        let (after, found) = take(read(format, data), std::slice::from_ref(&self.to));
        let (spots, away) = spots(&after, &self.to);
        (spots, away, found)
    }
}

proptest! {
    #![proptest_config(crate::laws::cases(12))]

    // A character or two that stand at an offset by chance can be told by nothing, where the text does not travel along.
    #[test]
    fn white_space_moves_no_annotation(
        texts in two_texts(), ranges in proptest::collection::vec((0usize..999, 4usize..14), 1..9),
    ) {
        let trip = Trip::new(&texts, "a.txt", &ranges);
        let wanted = &trip.wanted;
        for format in FORMATS.iter().filter(|format| !format.copies() && format.read.is_some() && format.holds.contains(&Facet::Marks)) {
            let with_text = WITH_TEXT.contains(&format.name);
            let sources: &[Option<Sources>] =
                if with_text { &[Some(Sources::Page), Some(Sources::Article)] } else { &[None] };
            for sources in sources {
                let (spots, away, found) = trip.through(format, *sources);
                let name = format!("{} {sources:?} {:?}", format.name, found.report);
                let wrong: Vec<&Spot> = spots.iter().filter(|spot| !wanted.contains(spot)).collect();
                prop_assert!(wrong.is_empty(), "{name}: wrong {wrong:?} of {wanted:?}");
                if with_text && *sources == Some(Sources::Page) {
                    prop_assert!(found.texts.is_empty() && away == 0, "{name}");
                    prop_assert_eq!(&spots, wanted, "{}", name);
                }
                prop_assert!(told(&found, &["import-ambiguous", "import-lost"]) >= away, "{name}: {away} away");
            }
        }
    }

    #[test]
    fn a_text_of_another_name_is_known_however_it_is_spaced(
        texts in two_texts(), ranges in proptest::collection::vec((0usize..999, 0usize..14), 1..5),
    ) {
        let trip = Trip::new(&texts, "夹/别名.txt", &ranges);
        for format in FORMATS.iter().filter(|format| WITH_TEXT.contains(&format.name)) {
            let (spots, away, found) = trip.through(format, Some(Sources::Page));
            prop_assert_eq!((&spots, away), (&trip.wanted, 0), "{}", format.name);
            prop_assert_eq!(found.matches[0].0, "import-match-text");
        }
    }
}

#[test]
fn offsets_of_the_other_text_would_be_found_out() {
    let (from, to) =
        (document("a.txt", "一行。\n\u{3000}\u{3000}第二段梨花。\n"), document("a.txt", "一行。\n第二段梨花。\n"));
    let book = book(&from, &[(6, 1)]);
    let (wanted, _) = spots(&book, &from);
    assert_eq!(wanted, [(6, "梨花".to_owned())]);
    let a = &book.of("a.txt")[0];
    let spans: Vec<ByteSpan> = a.target.spans.iter().filter_map(|span| to.offsets().bytes(&to.text, *span)).collect();
    assert_ne!(spans.first().map(|_| spot(&to.text, &spans)), Some(wanted[0].clone()));
}

fn csv(rows: &[&str]) -> Incoming {
    let table = format!("document,tag,content,start,end\n{}\n", rows.join("\n"));
    read(crate::exchange::format("csv").unwrap(), table.into_bytes())
}

#[test]
fn words_that_stand_in_several_places_are_told_as_such() {
    let to = [document("a.txt", "梨花先开，后来有人说起梨花。社戏散了。\n又是梨花。\n")];
    let (book, found) = take(csv(&["a.txt,甲,梨花,,", "a.txt,甲,社戏,,", "a.txt,甲,无此语,,"]), &to);
    assert_eq!((told(&found, &["import-ambiguous"]), told(&found, &["import-lost"])), (1, 1), "{:?}", found.report);
    assert_eq!(spots(&book, &to[0]).1, 2);
    // A place in a text that nobody knows leads to none of them.
    let (book, _) = take(csv(&["a.txt,甲,后来有人说起,0,6", "a.txt,甲,梨花先开后来,0,9"]), &to);
    assert_eq!(spots(&book, &to[0]).0[0], (5, "后来有人说起".to_owned()));
}

#[test]
fn words_beside_tell_which_of_several_places_is_meant() {
    // Counted where two blanks stood after each sentence.
    let to = [document("a.txt", "甲说梨花开了。乙说梨花落了。丙说梨花又开。丁说没有。\n")];
    let rows = [
        "a.txt,甲,乙说,9,11",
        "a.txt,甲,梨花,11,13",
        "a.txt,甲,丙说,18,20",
        "a.txt,甲,梨花,2,4",
        "a.txt,甲,梨花,20,22",
    ];
    let (book, found) = take(csv(&rows), &to);
    let (spots, away) = spots(&book, &to[0]);
    // Behind the last words that stand once nobody knows.
    assert_eq!(away, 1, "{spots:?} {:?}", found.report);
    assert!(spots.contains(&(9, "梨花".to_owned())) && told(&found, &["import-ambiguous"]) == 1, "{spots:?}");
}

pub(super) fn brat(text: &str, lines: &str) -> Incoming {
    let members = [("a.txt".to_owned(), text.as_bytes().to_vec()), ("a.ann".to_owned(), lines.as_bytes().to_vec())];
    read(crate::exchange::format("brat").unwrap(), pack(&members).unwrap())
}

#[test]
fn words_of_a_file_that_do_not_stand_at_its_offsets_lead_elsewhere_or_are_told() {
    let to = [document("a.txt", "\u{3000}\u{3000}社戏散了，梨花才开。\n")];
    let lines = "T1\t甲 5 7\t梨花\nT2\t甲 1 3\t梨花\nT3\t甲 0 2\t无此\n";
    let (book, found) = take(brat("社戏散了，梨花才开。\n", lines), &to);
    assert_eq!(spots(&book, &to[0]), (vec![(5, "梨花".to_owned())], 1));
    assert_eq!((told(&found, &["import-moved"]), told(&found, &["import-lost"])), (1, 1), "{:?}", found.report);
}

#[test]
fn tokens_count_more_than_offsets() {
    let to = [document("a.txt", "\u{3000}\u{3000}社戏散了，梨花才开。\n")];
    let tsv = |at: &str| {
        format!(
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.X|value\n\n\n#Text=社戏散了，梨花才开。\n1-1\t0-2\t社戏\t_\n1-2\t2-4\t散了\t_\n1-3\t{at}\t梨花\t甲\n"
        )
    };
    for (at, moved) in [("5-7", 0), ("7-9", 1), ("2-4", 1)] {
        let (book, found) = take(read(crate::exchange::format("webanno").unwrap(), tsv(at).into_bytes()), &to);
        assert_eq!(spots(&book, &to[0]), (vec![(5, "梨花".to_owned())], 0), "{at}");
        assert_eq!(told(&found, &["import-moved"]), moved, "{at} {:?}", found.report);
    }
}

/// A project with a source and selections: name, first, behind the last.
fn project(text: &str, selections: &[(&str, usize, usize)]) -> Incoming {
    let one = |(n, (name, start, end)): (usize, &(&str, usize, usize))| {
        format!(
            "<PlainTextSelection guid=\"00000000-0000-0000-0000-0000000000e{n}\" name=\"{name}\" startPosition=\"{start}\" endPosition=\"{end}\"/>"
        )
    };
    let all: String = selections.iter().enumerate().map(one).collect();
    let qde = format!(
        "<Project name=\"x\" origin=\"x\" xmlns=\"urn:QDA-XML:project:1.0\"><Sources><TextSource \
         guid=\"00000000-0000-0000-0000-0000000000d1\" name=\"a\"><PlainTextContent>{text}</PlainTextContent>{all}\
         </TextSource></Sources></Project>"
    );
    read(crate::exchange::format("refi").unwrap(), qde.into_bytes())
}

#[test]
fn names_of_selections_are_asked() {
    let text = "社戏散了，梨花才开，水乡的早晨很静，没有人说话。";
    let to = [document("a.txt", &format!("\u{3000}\u{3000}{text}\n"))];
    let all = |selections: &[(&str, usize, usize)]| {
        let (book, found) = take(project(text, selections), &to);
        let counts = ["import-moved", "import-unsure", "import-ambiguous"].map(|key| told(&found, &[key]));
        (spots(&book, &to[0]).0, counts)
    };
    let spot = |at: usize, words: &str| (at, words.to_owned());
    // Whole, cut, and as long as the range but elsewhere.
    let (found, counts) = all(&[("社戏散了", 0, 4), ("水乡的早…", 10, 17), ("梨花", 6, 8)]);
    assert_eq!((found, counts), (vec![spot(0, "社戏散了"), spot(5, "梨花"), spot(10, "水乡的早晨很静")], [1, 0, 0]));
    // Cut, and not where offsets say.
    let (found, counts) = all(&[("社戏散了", 0, 4), ("梨花才开", 5, 9), ("水乡的早...", 12, 19)]);
    assert_eq!((found[2].clone(), counts), (spot(10, "水乡的早晨很静"), [1, 0, 0]));
    // What a person called a selection leaves it where it is, and is told where other names are quotations.
    let (found, counts) = all(&[("社戏散了", 0, 4), ("梨花才开", 5, 9), ("静", 10, 17)]);
    assert_eq!((found[2].clone(), counts[1]), (spot(10, "水乡的早晨很静"), 1));
    // All places are off by as much, and each name is how its passage begins: with dots, or without.
    for cut in ["……", "...", ""] {
        let names = [format!("社戏散了，梨花才开{cut}"), format!("水乡的早晨很静，没{cut}")];
        let (found, counts) = all(&[(&names[0], 2, 11), (&names[1], 12, 23)]);
        assert_eq!((found[0].0, found[1].0, counts), (0, 10, [2, 0, 0]), "{cut}");
    }
    // One of them begins in an indent, and seems to fit.
    let indented = format!("\u{3000}\u{3000}{text}");
    let (book, found) = take(project(&indented, &[("社戏散了，梨花才", 0, 9), ("水乡的早晨很静，", 10, 21)]), &to);
    assert_eq!(
        (spots(&book, &to[0]).0, told(&found, &["import-moved"])),
        (vec![spot(0, "社戏散了，梨花才开"), spot(10, "水乡的早晨很静，没有人")], 2)
    );
    // One that stands nowhere at all, among others.
    let (_, counts) = all(&[("社戏散了，梨花才开", 2, 9), ("水乡的早晨很静，没有", 12, 20), ("无此语", 0, 3)]);
    assert_eq!(counts, [2, 1, 0]);
    let (found, counts) = all(&[("一号", 0, 4), ("梨花", 10, 17)]);
    assert_eq!((found, counts[0]), (vec![spot(0, "社戏散了"), spot(10, "水乡的早晨很静")], 0));
}

#[test]
fn documents_of_other_tools_are_known_by_name_or_by_quotations() {
    let to = [
        document("访谈/访谈一.txt", "\u{3000}\u{3000}水乡的早晨很静。\n"),
        document("访谈/访谈二.txt", "社戏散了，梨花才开。\n"),
        document("甲/同名.txt", "桥下有船。\n"),
        document("乙/同名.txt", "桥上有人走过。\n"),
    ];
    for (name, words, how, path) in [
        ("访谈一.docx", "水乡的早晨", "import-match-name", "访谈/访谈一.txt"),
        ("录音 07.mp3", "社戏散了，梨花", "import-match-words", "访谈/访谈二.txt"),
        ("同名.docx", "桥上有人", "import-match-name", "乙/同名.txt"),
        ("访谈一.rtf", "社戏散了，梨花", "import-match-words", "访谈/访谈二.txt"),
        ("录音 08.mp3", "桥", "import-match-none", "录音 08.mp3"),
        ("录音 10.mp3", "水乡的早", "import-match-none", "录音 10.mp3"),
        ("同名.rtf", "没有人说过", "import-match-several", "同名.rtf"),
        ("录音 09.mp3", "没有人说过", "import-match-none", "录音 09.mp3"),
    ] {
        let (book, found) = take(csv(&[&format!("{name},甲,{words},,")]), &to);
        assert_eq!(found.matches, [(how, name.to_owned(), path.to_owned())], "{:?}", found.report);
        assert_eq!(book.of(path).len(), 1, "{name}");
        let placed = to.iter().find(|to| *to.path == *path).map(|to| spots(&book, to).0.len());
        assert_eq!(placed, to.iter().any(|to| *to.path == *path).then_some(1), "{name}");
    }
}

#[test]
fn a_name_alone_makes_no_text_that_of_a_document() {
    let to = [document("甲/a.txt", "水乡的早晨很静。\n社戏散了，梨花才开。\n没有人说话。\n")];
    let lines = "T1\t甲 0 2\t社戏\n";
    for (text, new, moved) in
        [("社戏已经散了。\n到处是船。\n", 1, 0), ("社戏散了，梨花才开。\n没有人说话。\n又及。\n", 0, 1)]
    {
        let (book, found) = take(brat(text, lines), &to);
        assert_eq!((found.texts.len(), told(&found, &["import-moved"])), (new, moved), "{:?}", found.report);
        assert_eq!(book.of("甲/a.txt").len(), moved);
    }
}

#[test]
fn what_is_told_in_own_terms_is_looked_for_too() {
    let (from, to) = (document("a.txt", "一。\n梨花先开。\n"), document("a.txt", "一。\n\u{3000}\u{3000}梨花先开。\n"));
    let data = written(crate::exchange::format("json").unwrap(), &from, &book(&from, &[(2, 4)]), &Options::default());
    let incoming = || read(crate::exchange::format("json").unwrap(), data.clone());
    let (book, found) = take(incoming(), &[Arc::clone(&to)]);
    assert_eq!((spots(&book, &to).1, told(&found, &["import-moved"])), (0, 1), "{:?}", found.report);
    assert_eq!(told(&take(incoming(), &[]).1, &["import-lost"]), 1);
    assert_eq!(told(&take(incoming(), &[from]).1, &["import-moved", "import-lost"]), 0);
    // A document of another name, whose text is another too.
    let away = document("夹/A.md", &to.text);
    let (book, found) = take(incoming(), std::slice::from_ref(&away));
    assert_eq!((spots(&book, &away).1, found.matches[0].0), (0, "import-match-name"), "{:?}", found.report);
}

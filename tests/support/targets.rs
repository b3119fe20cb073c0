//! What is fuzzed: whatever bytes come in, nothing panics, and the laws hold. `fuzz/` searches with these functions,
//! and what it found is tried again by `tests/it/corpora.rs`.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a breach panics"
)]

use meipi::annotation::{Book, Codebook, Edit, IdSource, apply, candidates, coder_name, is_key, place_at, quote};
use meipi::exchange::{FORMATS, Here, Incoming, Intake, Options, Parcel, codebook, intake, recognise};
use meipi::layout::{Setting, glyphs, rows, width};
use meipi::library::is_inside;
use meipi::settings::Settings;
use meipi::store::merge_files;
use meipi::text::decode::{decode, decode_head, one_line};
use meipi::text::search::{Mode, Pattern};
use meipi::text::source;
use meipi::text::{Document, Widths};
use meipi::theme::{Depth, Source, Theme};
use meipi::units::{ByteSpan, Slice};
use std::path::Path;
use std::sync::Arc;

/// A function that is fuzzed.
pub type Target = fn(&[u8]);

/// All of them, by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("decoding", decoding),
    ("structure", structure),
    ("store", store),
    ("import", import),
    ("exchange", exchange),
    ("settings", settings),
    ("source", source),
];

/// Files of formats by the first byte.
const NAMES: [&str; 15] = [
    "a.docx", "a.odt", "a.epub", "a.html", "a.mhtml", "a.xml", "a.xlsx", "a.csv", "a.tsv", "a.jsonl", "a.srt", "a.vtt",
    "a.ass", "a.json", "a.txt",
];

/// Any bytes have a text, and what their format says of it lies within it, each in its place; its structure holds all
/// of it.
pub fn source(data: &[u8]) {
    let Some((first, data)) = data.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let found = source::read_all(name, data.to_vec(), None);
    assert!(!found.text.contains('\r'));
    if let Some(layout) = &found.layout {
        let mut at = 0;
        for given in &layout.blocks {
            assert!(given.span.start.0 >= at && found.text.get(given.span.start.0..given.span.end.0).is_some());
            at = given.span.end.0;
        }
        for inline in &layout.inline {
            assert!(found.text.get(inline.span.start.0..inline.span.end.0).is_some());
        }
    }
    let document = Document::of(name, found, false);
    let mut spans: Vec<ByteSpan> =
        document.structure.blocks.iter().flat_map(|block| block.parts.iter().map(|part| part.span)).collect();
    spans.sort();
    for pair in spans.windows(2) {
        assert!(pair[0].end <= pair[1].start, "blocks overlap");
    }
}

/// Decoding never fails, and nothing that is shown can be obeyed or is wider than it says.
pub fn decoding(data: &[u8]) {
    let decoded = decode(data.to_vec());
    let text = decoded.text.as_str();
    assert!(!text.contains('\r'));
    decode_head(data.to_vec(), None);
    for widths in [Widths::Narrow, Widths::Wide] {
        for line in text.split('\n').take(50) {
            let mut at = 0;
            for glyph in glyphs(line, widths) {
                assert!(glyph.start == at && glyph.end > at);
                at = glyph.end;
                assert!(!glyph.shown.chars().any(char::is_control), "{:?}", glyph.shown);
            }
            assert_eq!(at, line.len());
            for wide in [1, 7, 40] {
                let broken = rows(line, Setting::new(wide, widths), true);
                let joined: String = broken.iter().map(|row| line.slice(ByteSpan::at(row.start, row.end))).collect();
                assert_eq!(joined, line);
                for row in &broken {
                    let shown = line.slice(ByteSpan::at(row.start, row.end)).trim_end();
                    let one = glyphs(shown, widths).count() <= 1;
                    assert!(one || width(shown, widths) <= usize::from(wide), "{shown:?} in {wide}");
                }
            }
            one_line(line);
        }
    }
}

/// Tells whether nothing is to be seen: marks that some programs leave in texts take no room.
fn blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}

/// Any text has a structure that partitions it, and what is annotated in it is found again.
pub fn structure(data: &[u8]) {
    let (name, data) = match data {
        [0, rest @ ..] => ("a.md", rest),
        data => ("a.txt", data),
    };
    let document = Document::open(name, data.to_vec());
    let mut spans: Vec<ByteSpan> =
        document.structure.blocks.iter().flat_map(|block| block.parts.iter().map(|part| part.span)).collect();
    spans.sort();
    let mut at = 0;
    for span in &spans {
        assert!(span.start.0 >= at, "blocks overlap");
        assert!(blank(&document.text[at..span.start.0]), "text in no block");
        at = span.end.0;
    }
    assert!(blank(&document.text[at..]), "text in no block");
    for (id, block) in document.structure.blocks.iter().enumerate().take(20) {
        let Some(reading) = document.reading(id) else { continue };
        let text = reading.text.clone();
        assert!(text.len() <= document.text.len());
        let Some(part) = block.parts.first() else { continue };
        let (target, quotation) = quote(&document, document.flow_of(id), &[part.span]);
        let placed = place_at(&target, &quotation, &document);
        assert_eq!(placed.spans, [part.span]);
        candidates(&document, &target, &quotation);
    }
    if let Ok(pattern) = Pattern::new("党建", Mode::Folded) {
        pattern.find(&document);
    }
}

/// A file of a store, or three versions of one: read or refused, and what is merged is read again as it was written.
pub fn store(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut parts = text.splitn(3, '\u{1}');
    let [base, ours, theirs] = [(); 3].map(|()| parts.next().unwrap_or_default());
    for path in [
        "",
        "library.ron",
        ".meipi/attributes.csv",
        ".meipi/annotations/a/b.ron",
        ".meipi/codebook/a.ron",
        ".meipi/structure/a.ron",
        ".meipi/progress/a.ron",
        ".meipi/memo/a.ron",
    ] {
        let path = Path::new(path);
        for versions in [["", base, base], [base, ours, theirs], ["", ours, theirs]] {
            let Ok((merged, _)) = merge_files(path, versions) else { continue };
            let merged = String::from_utf8(merged).unwrap();
            if merged.is_empty() {
                continue;
            }
            let again = merge_files(path, ["", &merged, &merged]).map(|(data, _)| String::from_utf8(data).unwrap());
            assert_eq!(again.as_deref(), Ok(merged.as_str()), "{}", path.display());
        }
    }
}

/// A codebook of another program: taken whole or refused.
pub fn import(data: &[u8]) {
    let Ok(incoming) = codebook::read("x.txt", Parcel::One(data.to_vec())) else { return };
    let mut book = Book::default();
    let changes = take(incoming, &book).changes;
    apply(&mut book, &Edit { changes, ..Edit::default() });
    for tag in book.codebook.all() {
        assert!(!tag.key.is_empty() && !tag.key.contains(['/', '\\', '.']));
        book.codebook.path(&tag.key, meipi::words::Lang::Zh);
    }
    book.codebook.tree();
}

/// Finds out what taking something in would do where the text is the only document.
fn take(incoming: Incoming, book: &Book) -> Intake {
    let document = Arc::new(Document::open("a.txt", TEXT.as_bytes().to_vec()));
    let here = Here {
        book,
        documents: &["a.txt".to_owned()],
        open: &mut |path| (path == "a.txt").then(|| Arc::clone(&document)),
        parent: None,
        coder: "甲".into(),
        now: jiff::Timestamp::UNIX_EPOCH,
        ids: &mut IdSource::seeded(7),
    };
    intake(incoming, here, &mut |_, _| true).unwrap()
}

/// The text that incoming annotations are about.
const TEXT: &str =
    "党建𠮷引领😊基层治理\n\n前半段没有写完的一句话，写到这里就断在了半\n\n▲图片说明。\n\n路，后半段在这里。\n";

/// A file of any format, alone or where an archive would hold it: refused, or taken in such that nothing leads out of
/// the library, everything taken in can be written, and taking it in again changes nothing.
pub fn exchange(data: &[u8]) {
    let beside = |name: &str| {
        let text = ("a.txt".to_owned(), TEXT.as_bytes().to_vec());
        Ok(Parcel::Many(vec![text, (name.to_owned(), data.to_vec())]))
    };
    for format in FORMATS {
        let Some(read) = format.read else { continue };
        for parcel in [Parcel::open("x", data.to_vec()), beside("a.ann"), beside("project.qde"), beside("a.tsv")] {
            let Ok(parcel) = parcel else { continue };
            drop(recognise("x", &parcel));
            let Ok(incoming) = read("x", parcel, &Options::default()) else { continue };
            let found = take(incoming, &Book::default());
            assert!(found.texts.iter().all(|(path, _)| is_inside(path)), "{:?}", found.texts);
            let mut book = Book::default();
            apply(&mut book, &Edit { changes: found.changes, ..Edit::default() });
            for (path, list) in book.all() {
                assert!(is_inside(path), "{path}");
                for a in list {
                    assert_eq!(a.target.spans.len(), a.quotation.exact.len());
                    assert!(a.target.spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
                    assert_eq!(coder_name(&a.coder), a.coder);
                }
            }
            assert!(book.codebook.all().all(|tag| is_key(&tag.key)));
            assert!(book.attributes.keys().all(|(name, _)| is_inside(&name.document)));
            assert!(meipi::annotation::verify::documents(&book).iter().all(|path| is_inside(path)));
        }
    }
}

/// What a person writes: settings, a theme, a search.
pub fn settings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(settings) = Settings::read(&text) {
        meipi::input::keymap::Keymap::new(meipi::app::table::COMMANDS, &settings);
    }
    let _ = Theme::read("x", &text, Depth::True);
    let _ = Source::new("x", &text);
    let needle = text.lines().next().unwrap_or_default();
    let mode = [Mode::Exact, Mode::Folded, Mode::Regex][needle.len() % 3];
    if needle.chars().count() <= 24
        && let Ok(pattern) = Pattern::new(needle, mode)
    {
        pattern.ranges("党建引领“小网格”，构筑大格局。abc").into_iter().take(20).for_each(drop);
    }
    meipi::analysis::Filter::new(&text, &Codebook::default());
}

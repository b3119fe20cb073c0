//! What is fuzzed: whatever bytes come in, nothing panics, and the laws hold. `fuzz/` searches with these functions,
//! and what it found is tried again by `tests/corpora.rs`.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a breach panics"
)]

use meipi::annotation::{Codebook, candidates, place_at, quote};
use meipi::exchange::codebook;
use meipi::layout::{Setting, glyphs, rows, width};
use meipi::settings::Settings;
use meipi::store::merge_files;
use meipi::text::decode::{decode, decode_head, one_line};
use meipi::text::search::{Mode, Pattern};
use meipi::text::{Document, Widths};
use meipi::theme::{Depth, Source, Theme};
use meipi::units::{ByteSpan, Slice};
use std::path::Path;

/// A function that is fuzzed.
pub type Target = fn(&[u8]);

/// All of them, by name.
pub const TARGETS: &[(&str, Target)] =
    &[("decoding", decoding), ("structure", structure), ("store", store), ("import", import), ("settings", settings)];

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
        candidates(&document, &quotation);
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
    let now = jiff::Timestamp::UNIX_EPOCH;
    let Ok(tags) = codebook::read("x.json", data, &Codebook::default(), now) else { return };
    let book: Codebook = tags.into_iter().collect();
    for tag in book.all() {
        assert!(!tag.key.is_empty() && !tag.key.contains(['/', '\\', '.']));
        book.path(&tag.key, meipi::words::Lang::Zh);
    }
    book.tree();
}

/// What a person writes: settings, a theme, a search.
pub fn settings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(settings) = Settings::read(&text) {
        meipi::app::keymap::Keymap::new(&settings);
    }
    let _ = Theme::read("x", &text, Depth::True);
    let _ = Source::new("x", &text);
    let needle = text.lines().next().unwrap_or_default();
    let mode = [Mode::Exact, Mode::Folded, Mode::Regex][needle.len() % 3];
    if needle.chars().count() <= 24
        && let Ok(pattern) = Pattern::new(needle, mode)
    {
        pattern.ranges("党建引领“小网格”，构筑大格局。abc").take(20).for_each(drop);
    }
    meipi::analysis::Filter::new(&text, &Codebook::default());
}

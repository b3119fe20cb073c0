//! The one door from the bytes of a document to its text. A format of documents is a row of [`READERS`]. Readers are
//! total: what cannot be read is a [`Remark`], and judgement about lines and kinds comes later.

pub mod archive;
pub mod bytes;
pub mod chat;
pub mod composer;
pub mod counting;
pub mod cues;
pub mod docx;
mod epub;
pub mod given;
mod html;
pub mod json;
mod markup;
mod mhtml;
pub mod ocr;
mod odt;
pub mod package;
pub mod pages;
pub mod snippet;
pub mod table;
mod tei;
pub mod tree;

use super::decode::{Decoded, decode_head};
use super::encoding::Encoding;
pub use given::{Extent, Remark, Source};

/// A reader of documents.
pub struct Reader {
    /// The name of what it reads.
    pub name: &'static str,
    /// When files that it knows are opened by it.
    pub opens: Opens,
    /// Tells by its path and its bytes whether it reads a file.
    pub knows: fn(&str, &[u8]) -> bool,
    /// Reads it; an encoding is given if a person said it.
    pub read: Read,
}

/// When a reader opens the files that it knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// Always: nobody could take them for plain text.
    Always,
    /// Unless annotations stand in the plain text that they are as well.
    Unsaid,
    /// Never: they are opened as plain text.
    Never,
}

/// Reads the bytes of a file.
type Read = fn(Vec<u8>, Extent, Option<Encoding>) -> Source;

/// All readers; the first that knows a file reads it, and the last knows all.
pub static READERS: &[Reader] = &[
    Reader { name: "docx", opens: Opens::Always, knows: docx::knows, read: docx::read },
    Reader { name: "epub", opens: Opens::Always, knows: epub::knows, read: epub::read },
    Reader { name: "odt", opens: Opens::Always, knows: odt::knows, read: odt::read },
    Reader { name: "pdf", opens: Opens::Always, knows: pages::knows, read: pages::read },
    Reader { name: "mhtml", opens: Opens::Unsaid, knows: mhtml::knows, read: mhtml::read },
    Reader { name: "tei", opens: Opens::Unsaid, knows: tei::knows, read: tei::read },
    Reader { name: "html", opens: Opens::Unsaid, knows: html::knows, read: html::read },
    Reader { name: "xlsx", opens: Opens::Always, knows: table::xlsx::knows, read: table::xlsx::read },
    Reader { name: "srt", opens: Opens::Unsaid, knows: cues::srt::knows, read: cues::srt::read },
    Reader { name: "vtt", opens: Opens::Unsaid, knows: cues::vtt::knows, read: cues::vtt::read },
    Reader { name: "ass", opens: Opens::Unsaid, knows: cues::ass::knows, read: cues::ass::read },
    Reader { name: "whisper", opens: Opens::Unsaid, knows: cues::whisper::knows, read: cues::whisper::read },
    Reader { name: "qq", opens: Opens::Unsaid, knows: chat::qq::knows, read: chat::qq::read },
    Reader { name: "wechat", opens: Opens::Unsaid, knows: chat::wechat::knows, read: chat::wechat::read },
    Reader { name: "mineru", opens: Opens::Unsaid, knows: ocr::mineru::knows, read: ocr::mineru::read },
    Reader { name: "paddle", opens: Opens::Unsaid, knows: ocr::paddle::knows, read: ocr::paddle::read },
    Reader { name: "json-lines", opens: Opens::Unsaid, knows: table::lines::knows, read: table::lines::read },
    Reader { name: "csv", opens: Opens::Unsaid, knows: table::csv::knows, read: table::csv::read },
    Reader { name: "text", opens: Opens::Never, knows: |_, _| true, read: text },
];

/// Reads a document, as it is opened: what could be taken for plain text as that.
pub fn read(path: &str, data: Vec<u8>, extent: Extent, told: Option<Encoding>) -> Source {
    let reader = opened(path, &data).filter(|reader| reader.opens == Opens::Always);
    reader.map_or(text as Read, |reader| reader.read)(data, extent, told)
}

/// Reads all that the format of a file says, whether documents of it are opened so or as plain text.
pub fn read_all(path: &str, data: Vec<u8>, told: Option<Encoding>) -> Source {
    let reader = READERS.iter().find(|reader| (reader.knows)(path, &data));
    reader.map_or(text as Read, |reader| reader.read)(data, Extent::Whole, told)
}

/// Bytes of a file that is named as plain text by which it is told whether it is something else.
const NAMED: usize = 1024;

/// Returns the reader that a file can be opened by, if it is more than plain text. Of a long file its beginning tells.
pub fn opened(path: &str, data: &[u8]) -> Option<&'static Reader> {
    // What is named as plain text is nearly always that: its first words tell.
    let plain = bytes::ends_in(path, &["txt", "md"]);
    let data = if plain { data.get(..data.len().min(NAMED)).unwrap_or_default() } else { data };
    READERS.iter().find(|reader| (reader.knows)(path, data)).filter(|reader| reader.opens != Opens::Never)
}

/// Tells whether a file is no plain text and is opened all the same.
pub fn opens(path: &str, data: &[u8]) -> bool {
    opened(path, data).is_some_and(|reader| reader.opens == Opens::Always)
}

/// Tells whether a file is of a format of its own, or no more than plain text.
pub fn knows(path: &str, data: &[u8]) -> bool {
    let formats = READERS.split_last().map_or(&[] as &[Reader], |(_, formats)| formats);
    formats.iter().any(|reader| (reader.knows)(path, data))
}

/// Reads plain text.
fn text(data: Vec<u8>, extent: Extent, told: Option<Encoding>) -> Source {
    let Decoded { text, encoding, bad } = match extent {
        Extent::Head => decode_head(data, told),
        Extent::Whole => bytes::words(data, told),
    };
    let remarks = bytes::remarks(encoding, bad);
    Source { text: line_ends(text), encoding, bad, remarks, layout: None }
}

/// Makes what else ends a line in Unicode (UAX 14) an LF: each is one code point, so all offsets stay. A form feed that
/// begins a line stays, for a page begins there.
fn line_ends(text: String) -> String {
    let bytes = text.as_bytes();
    let far = |end: &str| memchr::memmem::find(bytes, end.as_bytes()).is_some();
    if memchr::memchr2(0xb, 0xc, bytes).is_none() && !["\u{85}", "\u{2028}", "\u{2029}"].into_iter().any(far) {
        return text;
    }
    let mut last = '\n';
    let read = text.chars().map(|c| {
        let ends = match c {
            '\u{c}' => !matches!(last, '\n' | '\u{c}'),
            _ => matches!(c, '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}'),
        };
        last = if ends { '\n' } else { c };
        last
    });
    read.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_remarked() {
        let words = |source: &Source| source.remarks.iter().map(|remark| remark.words).collect::<Vec<_>>();
        let clean = read("a.txt", "村里修路。".into(), Extent::Whole, None);
        assert_eq!((clean.text.as_str(), words(&clean)), ("村里修路。", vec![]));
        let told = read("a.txt", vec![0xb4, 0xe5, 0xff, b'a'], Extent::Whole, Encoding::named("gbk"));
        assert_eq!((told.bad, words(&told)), (1, vec!["notice-undecodable"]));
        assert_eq!(told.remarks[0].blanks, [("count", "1".to_owned())]);
        // A character that is cut at the end of a head is left for later.
        let bytes = "村里".as_bytes();
        let head = read("a.txt", bytes[..bytes.len() - 1].to_vec(), Extent::Head, None);
        assert_eq!((head.text.as_str(), words(&head)), ("村", vec![]));
    }

    #[test]
    fn all_line_ends_are_one() {
        let text = "甲\u{2028}乙\u{2029}丙\u{85}丁\u{b}戊\u{c}己\r\n庚\r辛\n\u{c}壬\u{c}\u{c}";
        let whole = read("a.txt", text.into(), Extent::Whole, None).text;
        assert_eq!(whole, "甲\n乙\n丙\n丁\n戊\n己\n庚\n辛\n\u{c}壬\n\u{c}");
        for n in 0..=text.len() {
            let head = read("a.txt", text.as_bytes()[..n].to_vec(), Extent::Head, None).text;
            assert!(whole.starts_with(&head), "{n}: {head:?}");
        }
    }
}

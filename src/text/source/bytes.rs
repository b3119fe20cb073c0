//! Between bytes and readers of text: how the words of a file are decoded, what is said of that, and how a reader ends.

use super::composer::Composer;
use super::given::{Remark, Sort, Source};
use super::package::Fault;
use crate::text::decode::{Decoded, decode, decode_as, decode_head};
use crate::text::encoding::Encoding;

/// Decodes the words of a file: as a person said, or as the bytes say.
pub fn words(data: Vec<u8>, told: Option<Encoding>) -> Decoded {
    match told {
        Some(told) => decode_as(&data, told),
        None => decode(data),
    }
}

/// Tells whether there is a sign among so many first bytes at which a tag may begin.
pub fn marked(data: &[u8], most: usize) -> bool {
    memchr::memchr(b'<', data.get(..data.len().min(most)).unwrap_or_default()).is_some()
}

/// Returns what is to be said of how a file was decoded.
pub fn remarks(encoding: Encoding, bad: usize) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if encoding.is_mixed() {
        remarks.push(Remark { words: "notice-mixed", blanks: vec![("name", encoding.name())] });
    }
    if bad > 0 {
        remarks.push(Remark { words: "notice-undecodable", blanks: vec![("count", bad.to_string())] });
    }
    remarks
}

/// Ends a text: what was decoded with faults and what was lost on the way is counted, and all is said.
pub fn source(composer: Composer, encoding: Encoding, bad: usize, said: Vec<Remark>) -> Source {
    let (text, layout, lost, cut) = composer.finish();
    let bad = bad.saturating_add(lost);
    let remarks = [remarks(encoding, bad), said, cut].concat();
    Source { text, encoding, bad, remarks, layout: Some(layout) }
}

/// Returns a text without anything in it, and why.
pub fn nothing(reader: (&'static str, u32), sort: Sort, words: &'static str) -> Source {
    source(Composer::new(reader, sort), Encoding::UTF_8, 0, vec![Remark { words, blanks: Vec::new() }])
}

/// Returns the key of the sentence that says why a package is not read.
pub fn fault(fault: Fault) -> &'static str {
    match fault {
        Fault::Bomb => "notice-too-large",
        Fault::Locked => "notice-locked",
        Fault::Broken | Fault::Missing => "notice-broken-file",
    }
}

/// Tells whether a path ends in one of these, in any case.
pub fn ends_in(path: &str, endings: &[&str]) -> bool {
    let Some((_, ending)) = path.rsplit_once('.') else { return false };
    endings.iter().any(|end| end.eq_ignore_ascii_case(ending))
}

/// Tells whether bytes hold other bytes.
pub fn holds(data: &[u8], part: &str) -> bool {
    memchr::memmem::find(data, part.as_bytes()).is_some()
}

/// Returns the first character of bytes that is no blank and no mark of an encoding.
pub fn first(data: &[u8]) -> Option<u8> {
    let data = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
    data.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}

/// Returns the words with which a file begins, at most so many bytes of them.
pub fn beginning(data: &[u8], most: usize) -> String {
    decode_head(data.get(..data.len().min(most)).unwrap_or_default().to_vec(), None).text
}

//! From the bytes of a file to its text: no BOM, line ends as LF, what cannot be decoded counted.
//!
//! What a file is read as is settled by [`detect`]: a byte order mark; UTF-16 without a mark; UTF-8, GB18030 or Big5
//! with a few faults, also line by line; else what the statistics of the bytes say. GBK is read as GB18030, which
//! holds it. Behind a byte that was lost or added, what is read falls in step again ([`super::align`]).

use super::align::Grid;
use super::detect::{detect, is_chance, is_utf8_line, lines};
use super::encoding::Encoding;
use encoding_rs::{Encoding as Standard, UTF_8};
use std::borrow::Cow;

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text: no BOM, only LF.
    pub text: String,
    /// What it was read as.
    pub encoding: Encoding,
    /// How many places could not be decoded; each stands as U+FFFD.
    pub bad: usize,
}

/// A stretch of a file that is read alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub bytes: &'a [u8],
    pub standard: &'static Standard,
    /// These bytes stand for one character that nobody can tell.
    pub lost: bool,
}

/// Returns the stretches of a file: lines that are in one encoding each, or the whole, and in them what is lost.
pub(super) fn pieces(data: &[u8], encoding: Encoding) -> impl Iterator<Item = Piece<'_>> {
    let whole = Some((data, encoding.standard)).filter(|_| !encoding.mixed);
    let parts = if encoding.mixed { data } else { Default::default() };
    let standard = move |line| if is_utf8_line(line, encoding.standard) { UTF_8 } else { encoding.standard };
    let parts = whole.into_iter().chain(lines(parts).map(move |line| (line, standard(line))));
    parts.flat_map(move |(bytes, standard)| {
        let faults = Grid::of(standard).filter(|_| !encoding.raw).map(|grid| grid.faults(bytes)).unwrap_or_default();
        let (mut at, mut pieces) = (0, Vec::with_capacity(faults.len() * 2 + 1));
        let mut cut = |to: usize, lost: bool| {
            let bytes = bytes.get(at..to).unwrap_or_default();
            pieces.extend((!bytes.is_empty()).then_some(Piece { bytes, standard, lost }));
            at = to;
        };
        for fault in faults {
            cut(fault.start, false);
            cut(fault.end, true);
        }
        cut(bytes.len(), false);
        pieces
    })
}

/// Decodes a file.
pub fn decode(data: Vec<u8>) -> Decoded {
    let data = match String::from_utf8(data) {
        Ok(text) if is_plain(&text) => return plain(text),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let encoding = detect(&data);
    read(&data, encoding, true)
}

/// Every byte of UTF-16 may be one of UTF-8 as well; but a text has no zeros.
fn is_plain(text: &str) -> bool {
    memchr::memchr(0, text.as_bytes()).is_none() && !is_chance(text)
}

/// Tells whether a file is UTF-8 without a fault, so that its text has the same bytes.
pub fn is_utf8(data: &[u8]) -> bool {
    simdutf8::basic::from_utf8(data).is_ok_and(is_plain)
}

/// Returns the encoding that the bytes of a file speak for: what [`decode`] reads it as.
pub fn spoken(data: &[u8]) -> Encoding {
    match std::str::from_utf8(data) {
        Ok(text) if is_plain(text) => marked(data, Encoding::UTF_8),
        _ => detect(data),
    }
}

/// Decodes a file as a person said; a mark that says otherwise is taken off and not heeded.
pub fn decode_as(data: &[u8], encoding: Encoding) -> Decoded {
    read(data, marked(data, encoding), true)
}

/// Returns an encoding with the mark that a file has, if it is that encoding's.
pub(super) fn marked(data: &[u8], encoding: Encoding) -> Encoding {
    let marked = |standard| standard == encoding.standard || encoding.mixed && standard == UTF_8;
    let mark = Standard::for_bom(data).is_some_and(|(standard, _)| marked(standard));
    Encoding { mark, ..encoding }
}

/// Decodes the first bytes of a longer file: a character cut at the end, or a CR that may yet be
/// followed by an LF, is left for later, so that every position stays valid in the whole text.
pub fn decode_head(mut data: Vec<u8>, encoding: Option<Encoding>) -> Decoded {
    if let Some(encoding) = encoding {
        return begun(&data, marked(&data, encoding));
    }
    if data.last() == Some(&b'\r') {
        data.pop();
    }
    let cut = match std::str::from_utf8(&data) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => data.len(),
    };
    if std::str::from_utf8(data.get(..cut).unwrap_or_default()).is_ok() {
        data.truncate(cut);
        return decode(data);
    }
    begun(&data, detect(&data))
}

/// Reads the first bytes of a file. How a line is read that has faults, its end decides.
fn begun(data: &[u8], encoding: Encoding) -> Decoded {
    let Some(grid) = Grid::of(encoding.standard).filter(|_| !encoding.raw) else { return read(data, encoding, false) };
    match grid.end(data).and_then(|end| data.get(..end)) {
        Some(lines) => read(lines, encoding, false),
        None => Decoded { encoding, ..read(data, encoding.as_it_comes(), false) },
    }
}

/// Text that was UTF-8 to begin with: a byte order mark may still stand before it.
fn plain(text: String) -> Decoded {
    // One mark is taken off, in any encoding: a second is a character of the text to every other reader.
    let unmarked = text.strip_prefix('\u{feff}').map(str::to_owned);
    let mark = unmarked.is_some();
    let text = unmarked.unwrap_or(text);
    Decoded { text: line_ends(text), encoding: Encoding { mark, ..Encoding::UTF_8 }, bad: 0 }
}

fn read(data: &[u8], encoding: Encoding, last: bool) -> Decoded {
    let data = data.get(encoding.head(data)..).unwrap_or(data);
    let mut text = String::with_capacity(data.len());
    let mut left = data.len();
    for Piece { bytes, standard, lost } in pieces(data, encoding) {
        left -= bytes.len();
        if lost {
            text.push(char::REPLACEMENT_CHARACTER);
            continue;
        }
        let mut decoder = standard.new_decoder_without_bom_handling();
        text.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3));
        let _ = decoder.decode_to_string(bytes, &mut text, last || left > 0);
    }
    // A replacement that stands in the source is one all the same: it cannot be read either.
    let bad = text.matches(char::REPLACEMENT_CHARACTER).count();
    Decoded { text: line_ends(text), encoding, bad }
}

fn line_ends(text: String) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Returns the text as one line, blanks folded: for lists and status lines.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\t']) || text.contains("  ") {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text.trim())
    }
}

/// Returns a text without the blanks and empty lines that a page has at the edges of its lines.
pub fn clean(text: &str) -> String {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030, GBK};

    const TEXT: &str =
        "党建引领基层治理，居民们的幸福感也更强了。“以前社区不管是硬件设施，还是精神文明方面，都没有现在好。”\n";

    #[test]
    fn a_mark_and_line_ends_are_taken_off() {
        let decoded = decode("\u{feff}眉\r\n批\r".as_bytes().to_vec());
        assert_eq!((decoded.text.as_str(), decoded.encoding.name().as_str()), ("眉\n批\n", "UTF-8 BOM"));
    }

    #[test]
    fn what_cannot_be_decoded_is_counted() {
        let mut data = TEXT.repeat(200).into_bytes();
        data.truncate(data.len() - 3);
        data[300] = 0xff;
        let decoded = decode(data);
        assert!(decoded.encoding.is_utf8() && decoded.bad >= 2);
    }

    #[test]
    fn legacy_encodings_are_told_apart() {
        let traditional =
            "黨建引領基層治理，居民們的幸福感也更強了。以前社區不管是硬件設施，還是精神文明方面，都沒有現在好。\n";
        for (standard, text, name) in [(GB18030, TEXT, "GB18030"), (GBK, TEXT, "GB18030"), (BIG5, traditional, "Big5")]
        {
            let (data, _, unmappable) = standard.encode(text);
            assert!(!unmappable);
            let decoded = decode(data.into_owned());
            assert_eq!((decoded.text.as_str(), decoded.encoding.name().as_str(), decoded.bad), (text, name, 0));
        }
    }

    #[test]
    fn utf_16_needs_no_mark() {
        for (little, name) in [(true, "UTF-16LE"), (false, "UTF-16BE")] {
            for mark in ["", "\u{feff}"] {
                let whole = format!("{mark}{TEXT}1234 abc\n");
                let units = whole.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() });
                let decoded = decode(units.collect());
                assert_eq!(decoded.text, format!("{TEXT}1234 abc\n"));
                assert!(decoded.encoding.name().starts_with(name));
            }
        }
    }

    #[test]
    fn every_head_is_a_prefix() {
        let whole = "眉批😊a\r\n𠮷é";
        let decoded = decode(whole.as_bytes().to_vec()).text;
        for n in 0..=whole.len() {
            let head = decode_head(whole.as_bytes()[..n].to_vec(), None);
            assert!(decoded.starts_with(&head.text), "{n}: {:?}", head.text);
            assert_eq!(head.bad, 0);
        }
        let (data, ..) = GB18030.encode(TEXT);
        for n in 60..data.len() {
            let head = decode_head(data[..n].to_vec(), None);
            assert!(TEXT.starts_with(&head.text), "{n}: {:?}", head.text);
        }
    }
}

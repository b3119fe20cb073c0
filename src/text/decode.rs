//! From the bytes of a file to its text: no BOM, line ends as LF, what cannot be decoded counted.
//!
//! In this order: a byte order mark; strict UTF-8; UTF-16 without a mark; UTF-8 with a few faults; what
//! the statistics of the bytes say. GBK is read as GB18030, which holds it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding as Standard, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The character encoding a file was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    standard: &'static Standard,
    mark: bool,
}

impl Encoding {
    /// UTF-8 without a mark.
    pub const UTF_8: Self = Self { standard: UTF_8, mark: false };

    /// Returns the name as people write it.
    pub fn name(self) -> String {
        let name = if self.standard == GB18030 { "GB18030" } else { self.standard.name() };
        if self.mark { format!("{name} BOM") } else { name.to_owned() }
    }

    /// Returns the encoding that people call so: `gbk`, `Big5`, `utf-16le`.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase().replace("cp936", "gbk").replace("cp950", "big5");
        let standard = Standard::for_label(name.trim_end_matches(" bom").as_bytes())?;
        Some(Self { standard: if standard == GBK { GB18030 } else { standard }, mark: false })
    }

    /// Tells whether both are the same encoding, with or without a mark.
    pub fn is(self, other: Self) -> bool {
        self.standard == other.standard
    }

    /// Tells whether it is UTF-8, with or without a mark.
    pub fn is_utf8(self) -> bool {
        self.standard == UTF_8
    }
}

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

/// One fault in so many bytes is still taken for UTF-8.
const BUDGET: usize = 10_000;
/// The bytes that statistics are made of.
const SAMPLE: usize = 1 << 18;

/// Decodes a file.
pub fn decode(data: Vec<u8>) -> Decoded {
    let data = match String::from_utf8(data) {
        Ok(text) => return plain(text),
        Err(error) => error.into_bytes(),
    };
    let encoding = detect(&data);
    read(&data, encoding, true)
}

/// Decodes a file as a person said; a mark that says otherwise is taken off and not heeded.
pub fn decode_as(data: &[u8], encoding: Encoding) -> Decoded {
    let mark = Standard::for_bom(data).is_some_and(|(standard, _)| standard == encoding.standard);
    read(data, Encoding { mark, ..encoding }, true)
}

/// Decodes the first bytes of a longer file: a character cut at the end, or a CR that may yet be
/// followed by an LF, is left for later, so that every position stays valid in the whole text.
pub fn decode_head(mut data: Vec<u8>, encoding: Option<Encoding>) -> Decoded {
    if let Some(encoding) = encoding {
        let mark = Standard::for_bom(&data).is_some_and(|(standard, _)| standard == encoding.standard);
        return read(&data, Encoding { mark, ..encoding }, false);
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
    let encoding = detect(&data);
    read(&data, encoding, false)
}

/// Text that was UTF-8 to begin with: a byte order mark may still stand before it.
fn plain(text: String) -> Decoded {
    // One mark is taken off, in any encoding: a second is a character of the text to every other reader.
    let unmarked = text.strip_prefix('\u{feff}').map(str::to_owned);
    let mark = unmarked.is_some();
    let text = unmarked.unwrap_or(text);
    Decoded { text: line_ends(text), encoding: Encoding { standard: UTF_8, mark }, bad: 0 }
}

fn detect(data: &[u8]) -> Encoding {
    if let Some((standard, _)) = Standard::for_bom(data) {
        return Encoding { standard, mark: true };
    }
    if let Some(standard) = utf16(data) {
        return Encoding { standard, mark: false };
    }
    let faults = faults(data);
    if faults <= 1 || faults * BUDGET <= data.len() {
        let ascii = data.iter().filter(|b| b.is_ascii()).count();
        // A short text in another encoding has few faults only because it is short.
        if faults * 40 < data.len() - ascii {
            return Encoding::UTF_8;
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // Never told that this is the end: a character cut there would speak against the right encoding.
    detector.feed(data.get(..SAMPLE).unwrap_or(data), false);
    let guess = detector.guess(None, Utf8Detection::Deny);
    Encoding { standard: if guess == GBK { GB18030 } else { guess }, mark: false }
}

/// Tells UTF-16 without a mark by zero bytes and the high bytes of Chinese on one side of the pairs.
fn utf16(data: &[u8]) -> Option<&'static Standard> {
    let sample = data.get(..SAMPLE).unwrap_or(data);
    if sample.len() < 4 || !data.len().is_multiple_of(2) {
        return None;
    }
    let (mut even, mut odd) = (0usize, 0usize);
    for pair in sample.chunks_exact(2) {
        let high =
            |byte: Option<&u8>| byte.is_some_and(|b| *b == 0 || *b == 0x30 || *b == 0xff || (0x4e..=0x9f).contains(b));
        even += usize::from(high(pair.first()));
        odd += usize::from(high(pair.get(1)));
    }
    let pairs = sample.len() / 2;
    let zeros = sample.contains(&0);
    match () {
        () if even * 10 >= pairs * 9 && odd * 10 < pairs * 7 && zeros => Some(UTF_16BE),
        () if odd * 10 >= pairs * 9 && even * 10 < pairs * 7 && zeros => Some(UTF_16LE),
        () => None,
    }
}

fn faults(data: &[u8]) -> usize {
    data.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count()
}

fn read(data: &[u8], encoding: Encoding, last: bool) -> Decoded {
    let data =
        if encoding.mark { Standard::for_bom(data).map_or(data, |(_, n)| data.get(n..).unwrap_or(data)) } else { data };
    let mut decoder = encoding.standard.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length(data.len()).unwrap_or(data.len() * 3);
    let mut text = String::with_capacity(room);
    let _ = decoder.decode_to_string(data, &mut text, last);
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

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::BIG5;

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

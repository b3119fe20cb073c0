//! From the bytes of a file to its text: no BOM, line ends as LF, what cannot be decoded counted.

use std::borrow::Cow;

/// The character encoding a file was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a mark.
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Bom,
}

impl Encoding {
    /// Returns the name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Bom => "UTF-8 BOM",
        }
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

/// Decodes a file.
pub fn decode(data: Vec<u8>) -> Decoded {
    let bom = data.starts_with(b"\xef\xbb\xbf");
    let encoding = if bom { Encoding::Utf8Bom } else { Encoding::Utf8 };
    let (text, bad) = match String::from_utf8(data) {
        Ok(text) => (text, 0),
        Err(error) => {
            let (text, bad) = lossy(error.as_bytes());
            (text, bad)
        }
    };
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) if bom => rest.to_owned(),
        _ => text,
    };
    Decoded { text: line_ends(text), encoding, bad }
}

/// Decodes the first bytes of a longer file: a character cut at the end, or a CR that may yet be
/// followed by an LF, is left for later, so that every position stays valid in the whole text.
pub fn decode_head(mut data: Vec<u8>) -> Decoded {
    let cut = data.iter().rev().take(3).position(|b| b & 0xc0 != 0x80).map_or(0, |i| i + 1);
    let last = data.len().saturating_sub(cut);
    let needs = match data.get(last) {
        Some(b) if b & 0xe0 == 0xc0 => 2,
        Some(b) if b & 0xf0 == 0xe0 => 3,
        Some(b) if b & 0xf8 == 0xf0 => 4,
        _ => 1,
    };
    if data.len() - last < needs {
        data.truncate(last);
    }
    if data.last() == Some(&b'\r') {
        data.pop();
    }
    decode(data)
}

fn lossy(data: &[u8]) -> (String, usize) {
    let mut text = String::with_capacity(data.len());
    let mut bad = 0;
    for chunk in data.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            bad += 1;
        }
    }
    (text, bad)
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

    #[test]
    fn a_mark_and_line_ends_are_taken_off() {
        let decoded = decode("\u{feff}眉\r\n批\r".as_bytes().to_vec());
        assert_eq!((decoded.text.as_str(), decoded.encoding.name()), ("眉\n批\n", "UTF-8 BOM"));
    }

    #[test]
    fn what_cannot_be_decoded_is_counted() {
        let decoded = decode(b"a\xffb\xe7\x9cc".to_vec());
        assert_eq!((decoded.text.as_str(), decoded.bad), ("a\u{fffd}b\u{fffd}c", 2));
    }

    #[test]
    fn every_head_is_a_prefix() {
        let whole = "眉批😊a\r\n𠮷é";
        let decoded = decode(whole.as_bytes().to_vec()).text;
        for n in 0..=whole.len() {
            let head = decode_head(whole.as_bytes()[..n].to_vec());
            assert!(decoded.starts_with(&head.text), "{n}: {:?}", head.text);
            assert_eq!(head.bad, 0);
        }
    }
}

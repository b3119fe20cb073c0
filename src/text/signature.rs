//! Files that are no texts, told by their first bytes, and by control characters where nothing else speaks.

/// What a file is that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// The key of the words that say what it is.
    pub words: &'static str,
    /// It is of a kind that has such first bytes; else it only has too many control characters for a text.
    pub signed: bool,
}

/// First bytes: where they stand, the bytes, what the file is.
type Row = (usize, &'static [u8], &'static str);

/// Bytes that no text begins with.
const SIGNED: &[Row] = &[
    (0, b"PK\x05\x06", "foreign-zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "foreign-ole"),
    (0, b"\x89PNG\r\n\x1a\n", "foreign-image"),
    (0, b"\xff\xd8\xff", "foreign-image"),
    (0, b"II*\0", "foreign-image"),
    (0, b"MM\0*", "foreign-image"),
    (0, b"\x1f\x8b\x08", "foreign-archive"),
    (0, b"\xfd7zXZ\0", "foreign-archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "foreign-archive"),
    (0, b"Rar!\x1a\x07", "foreign-archive"),
    (0, b"\x28\xb5\x2f\xfd", "foreign-archive"),
    (0, b"\x7fELF", "foreign-program"),
    (0, b"\0asm", "foreign-program"),
    (0, b"SQLite format 3\0", "foreign-database"),
    (0, b"\xff\xfe\0\0", "foreign-utf32"),
    (0, b"\0\0\xfe\xff", "foreign-utf32"),
    (60, b"BOOKMOBI", "foreign-mobi"),
    (0, b"{\\rtf1", "foreign-rtf"),
    (0, b"%!PS-Adobe-", "foreign-image"),
];

/// Bytes that a text could begin with; a file of the kind has zeros or faults behind them.
const HINTED: &[Row] = &[
    (0, b"GIF87a", "foreign-image"),
    (0, b"GIF89a", "foreign-image"),
    (0, b"BM", "foreign-image"),
    (0, b"P4\n", "foreign-image"),
    (0, b"P5\n", "foreign-image"),
    (0, b"P6\n", "foreign-image"),
    (0, b"8BPS", "foreign-image"),
    (8, b"WEBP", "foreign-image"),
    (4, b"ftyp", "foreign-media"),
    (0, b"RIFF", "foreign-media"),
    (0, b"OggS", "foreign-media"),
    (0, b"fLaC", "foreign-media"),
    (0, b"ID3", "foreign-media"),
    (0, b"\x1a\x45\xdf\xa3", "foreign-media"),
    (0, b"BZh", "foreign-archive"),
    (257, b"ustar", "foreign-archive"),
    (0, b"MZ", "foreign-program"),
    (0, b"\xcf\xfa\xed\xfe", "foreign-program"),
    (0, b"\xca\xfe\xba\xbe", "foreign-program"),
    (0, b"CAJ\0", "foreign-caj"),
    (0, b"HN\0\0", "foreign-caj"),
    (0, b"KDH ", "foreign-caj"),
    (0, b"AT&TFORM", "foreign-djvu"),
    (0, b"ITSF", "foreign-chm"),
];

/// What stands in a ZIP file tells what it is: how the names of its members begin, or its type.
const ZIPPED: &[(&[u8], &str)] = &[
    (b"mimetypeapplication/epub+zip", "foreign-epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "foreign-odt"),
    (b"word/", "foreign-docx"),
    (b"xl/", "foreign-xlsx"),
    (b"ppt/", "foreign-pptx"),
    (b"META-INF/container.xml", "foreign-epub"),
];

/// What each member of a ZIP file begins with, and the bytes from there to its name.
const ZIP: &[u8] = b"PK\x03\x04";
const NAME: usize = 30;

/// The bytes that are looked at.
const SAMPLE: usize = 1 << 16;
/// The bytes in which a file of a kind shows that it is no text.
const NEAR: usize = 512;

/// Tells what a file is, if it is no text.
pub fn foreign(data: &[u8]) -> Option<Foreign> {
    let sample = data.get(..SAMPLE).unwrap_or(data);
    let near = data.get(..NEAR).unwrap_or(data);
    let begins = |rows: &[Row]| {
        let found = rows.iter().find(|(at, bytes, _)| data.get(*at..).is_some_and(|rest| rest.starts_with(bytes)));
        found.map(|(.., words)| *words)
    };
    let binary = || near.iter().filter(|byte| is_control(**byte)).count() > 1;
    let found = match () {
        () if data.starts_with(ZIP) => Some(zipped(sample)),
        () if is_pdf(sample) => Some("foreign-pdf"),
        () => begins(SIGNED).or_else(|| begins(HINTED).filter(|_| binary())),
    };
    match found {
        Some(words) => Some(Foreign { words, signed: true }),
        None if is_binary(sample) => Some(Foreign { words: "foreign-binary", signed: false }),
        None => None,
    }
}

fn zipped(sample: &[u8]) -> &'static str {
    // A name stands directly before the content of its member.
    let names = memchr::memmem::find_iter(sample, ZIP).filter_map(|at| sample.get(at + NAME..));
    let holds = |bytes: &[u8]| names.clone().any(|name| name.starts_with(bytes));
    ZIPPED.iter().find(|(bytes, _)| holds(bytes)).map_or("foreign-zip", |(_, words)| *words)
}

/// A PDF says its version in the first kilobyte, and holds objects; words about one do not.
pub fn is_pdf(sample: &[u8]) -> bool {
    let sample = sample.strip_prefix(b"\xef\xbb\xbf").unwrap_or(sample);
    let head = sample.get(..1024).unwrap_or(sample);
    let Some(at) = memchr::memmem::find(head, b"%PDF-") else { return false };
    let version = head.get(at + 5..at + 8).unwrap_or_default();
    let numbered = matches!(version, [b'1'..=b'9', b'.', b'0'..=b'9']);
    let alone = head.get(..at).is_some_and(|before| before.is_ascii() && !before.contains(&b'\n'));
    numbered && alone && memchr::memmem::find(sample, b" obj").is_some()
}

fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=25 | 28..=31 | 127)
}

/// Tells whether one byte in thirty is a control character that no text has; of what is UTF-8 throughout and more than
/// ASCII, one in six: nothing else reads so by chance. Zeros at the end only fill a file up, and UTF-16 and UTF-32 have
/// zeros of their own.
fn is_binary(sample: &[u8]) -> bool {
    let filled = sample.iter().rev().take_while(|byte| **byte == 0).count();
    if filled > 0 && filled == sample.len() {
        return true;
    }
    let sample = sample.get(..sample.len() - filled).unwrap_or_default();
    let controls = sample.iter().filter(|byte| is_control(**byte)).count();
    // The sample may end inside a character.
    let utf8 = std::str::from_utf8(sample).map_or_else(|error| error.error_len().is_none(), |_| true);
    let share = if utf8 && !sample.is_ascii() { 6 } else { 30 };
    controls * share > sample.len() && controls > 2 && !super::detect::is_utf16(sample)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_texts_are_told_by_what_they_are() {
        let zip = |names: &[&[u8]]| {
            let member = |name: &&[u8]| [ZIP, &[b'\x14'; NAME - ZIP.len()], name, b"\0"].concat();
            names.iter().flat_map(member).collect::<Vec<u8>>()
        };
        let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let with = |head: &[u8]| [head, noise.as_slice()].concat();
        for (data, words) in [
            (zip(&[b"a.txt"]), "foreign-zip"),
            (zip(&[b"password/a.csv", b"b/word/xl/ppt/c.txt"]), "foreign-zip"),
            (zip(&[b"mimetypeapplication/epub+zip"]), "foreign-epub"),
            (zip(&[b"[Content_Types].xml", b"word/document.xml"]), "foreign-docx"),
            (zip(&[b"[Content_Types].xml", b"xl/workbook.xml"]), "foreign-xlsx"),
            (b"\xef\xbb\xbf%PDF-1.4\n1 0 obj\n<<".to_vec(), "foreign-pdf"),
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<".to_vec(), "foreign-pdf"),
            (with(b"\x89PNG\r\n\x1a\n"), "foreign-image"),
            (with(b"\xff\xd8\xff\xe0"), "foreign-image"),
            (with(b"GIF89a"), "foreign-image"),
            (with(b"\x1f\x8b\x08"), "foreign-archive"),
            (with(b"\x7fELF"), "foreign-program"),
            (with(b"SQLite format 3\0"), "foreign-database"),
            (with(b"RIFF\x10\0\0\0WAVE"), "foreign-media"),
            (with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "foreign-ole"),
            (b"\xff\xfe\0\0\x2d\x4e\0\0".to_vec(), "foreign-utf32"),
            (noise.clone(), "foreign-binary"),
            (vec![0; 5000], "foreign-binary"),
            (b"{\\rtf1\\ansi{\\fonttbl}}".to_vec(), "foreign-rtf"),
            (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n".to_vec(), "foreign-image"),
            (with(b"P4\n16 16\n"), "foreign-image"),
            (vec![1, 0, 0, 0, 7, 0, 0, 9], "foreign-binary"),
        ] {
            assert_eq!(foreign(&data).map(|found| found.words), Some(words));
        }
    }

    #[test]
    fn texts_are_none_of_them() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for data in [
            b"".to_vec(),
            b"BMW is a maker of cars.\n".to_vec(),
            "PK赛今晚开始。\n".into(),
            "%PDF-1.4 是一种格式的开头。\n".into(),
            "GIF89a 与 ID3 都是文件头。RIFF 也是。\n".into(),
            "{\\rtf 是一种格式的开头。\n".into(),
            "MZ 是程序的头两个字节。\n".into(),
            "一行\u{c}又一行\u{b}\u{1a}".into(),
            "下载时补零的文件\0\0\0\0\0\0\0\0\0\0\0\0".into(),
            wide("没有标记的文字。\n"),
            wide("plain words\n"),
            encoding_rs::GB18030.encode("像这样开头的文件，也还是文字。").0.into_owned(),
        ] {
            assert_eq!(foreign(&data), None, "{}", String::from_utf8_lossy(&data));
        }
    }
}

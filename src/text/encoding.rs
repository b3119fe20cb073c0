//! The character encodings of files, by their names.

use super::align::Grid;
use encoding_rs::{Encoding as Standard, GB18030, GBK, UTF_8};

/// The character encoding a file was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    pub(super) standard: &'static Standard,
    pub(super) mark: bool,
    /// Lines that are UTF-8 are read as that.
    pub(super) mixed: bool,
    /// Behind a byte that was lost, what comes is read as it comes.
    pub(super) raw: bool,
}

/// What stands behind the name of an encoding that some lines are not in.
const MIXED: &str = "+utf-8";
/// What stands behind the name of an encoding that is read as it comes.
const RAW: &str = "+raw";

/// The encodings that texts read by a person of Chinese are in, or may have been taken to be in.
const USUAL: &[&str] = &[
    "utf-8",
    "gb18030",
    "big5",
    "gb18030+utf-8",
    "big5+utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "euc-kr",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1258",
    "windows-874",
    "koi8-r",
    "koi8-u",
    "iso-8859-2",
    "iso-8859-5",
    "iso-8859-15",
    "ibm866",
    "macintosh",
];

impl Encoding {
    /// UTF-8 without a mark.
    pub const UTF_8: Self = Self::plain(UTF_8);

    pub(super) const fn plain(standard: &'static Standard) -> Self {
        Self { standard, mark: false, mixed: false, raw: false }
    }

    /// Returns the name as people write it.
    pub fn name(self) -> String {
        let name = if self.standard == GB18030 { "GB18030" } else { self.standard.name() };
        let raw = if self.raw { RAW } else { "" };
        match self {
            Self { mixed: true, .. } => format!("{name}{}{raw}", MIXED.to_ascii_uppercase()),
            Self { mark: true, .. } => format!("{name}{raw} BOM"),
            _ => format!("{name}{raw}"),
        }
    }

    /// Returns the encoding that people call so: `gbk`, `Big5`, `utf-16le`; `gb18030+utf-8` is read line by line,
    /// `gbk+raw` as it comes behind a lost byte too.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase().replace("cp936", "gbk").replace("cp950", "big5");
        let name = name.trim_end_matches(" bom");
        let (name, raw) = name.strip_suffix(RAW).map_or((name, false), |name| (name, true));
        let (label, mixed) = name.strip_suffix(MIXED).map_or((name, false), |label| (label, true));
        let standard = Standard::for_label(label.as_bytes())?;
        let found = Self { mixed, ..Self::plain(if standard == GBK { GB18030 } else { standard }) };
        Some(if raw { found.as_it_comes() } else { found })
    }

    /// Returns the encodings that people name, Chinese ones first.
    pub fn usual() -> impl Iterator<Item = Self> {
        USUAL.iter().filter_map(|name| Self::named(name))
    }

    /// Returns the encoding without heed of lost bytes: what comes behind one is read as it comes.
    #[must_use]
    pub fn as_it_comes(self) -> Self {
        Self { raw: Grid::of(self.standard).is_some(), ..self }
    }

    /// Tells whether both are the same encoding, with or without a mark.
    pub fn is(self, other: Self) -> bool {
        Self { mark: false, ..self } == Self { mark: false, ..other }
    }

    /// Tells whether it is UTF-8, with or without a mark.
    pub fn is_utf8(self) -> bool {
        self.standard == UTF_8
    }

    /// Tells whether a file is read line by line: lines that are UTF-8 as that, the others in another encoding.
    pub fn is_mixed(self) -> bool {
        self.mixed
    }

    /// Returns how many bytes of a file are the mark before its text.
    pub(super) fn head(self, data: &[u8]) -> usize {
        if self.mark { Standard::for_bom(data).map_or(0, |(_, n)| n) } else { 0 }
    }
}

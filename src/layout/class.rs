//! One table from a character to its width and its line breaking class (`GB/T 15834`, CLREQ).

use crate::text::Widths;
use crate::text::width::is_invisible;
use crate::units::Cell;
use std::sync::OnceLock;

/// What a character does at the edges of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// May stand anywhere: 汉字 and all that is set like one.
    Ideograph,
    /// Never at the end of a row: “ （ 《.
    Open,
    /// Never at the start of a row: ， 。 ” ） · ～.
    Close,
    /// — and …: not parted from its like; a single one is set as [`Class::Close`].
    Pair,
    /// A digit.
    Digit,
    /// Letters and signs of a Latin word or an address.
    Latin,
    /// ￥ $ № #: not parted from what follows, if that is a number or word.
    Prefix,
    /// White space.
    Space,
    /// Makes one cluster with what stands before it, or with its like: needs a closer look.
    Extend,
    /// A control or invisible character, drawn as a sign.
    Sign,
}

const ALL: [Class; 10] = [
    Class::Ideograph,
    Class::Open,
    Class::Close,
    Class::Pair,
    Class::Digit,
    Class::Latin,
    Class::Prefix,
    Class::Space,
    Class::Extend,
    Class::Sign,
];

/// What the table knows of a character.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its class.
    pub class: Class,
    /// Its width in cells; of no use for [`Class::Extend`] and [`Class::Sign`].
    pub width: Cell,
}

const PAGES: usize = 0x200;
const PAGE: usize = 256;

/// The table, filled page by page as characters are met: building it whole would delay the first row.
static TABLE: [OnceLock<Box<[u8; PAGE]>>; PAGES] = [const { OnceLock::new() }; PAGES];

/// Looks a character up.
#[inline]
pub fn look(c: char, widths: Widths) -> Entry {
    let code = c as usize;
    let packed = match TABLE.get(code / PAGE) {
        Some(page) => page.get_or_init(|| fill(code / PAGE)).get(code % PAGE).copied().unwrap_or(0),
        None => pack(c),
    };
    let width = match widths {
        Widths::Narrow => packed & 3,
        Widths::Wide => (packed >> 2) & 3,
    };
    let class = ALL.get(usize::from(packed >> 4)).copied().unwrap_or(Class::Ideograph);
    Entry { class, width: Cell::from(width) }
}

fn fill(page: usize) -> Box<[u8; PAGE]> {
    let mut entries = Box::new([0; PAGE]);
    for (n, entry) in entries.iter_mut().enumerate() {
        *entry = char::from_u32((page * PAGE + n) as u32).map_or(0, pack);
    }
    entries
}

fn pack(c: char) -> u8 {
    let (narrow, wide) = (Widths::Narrow.of_char(c) as u8, Widths::Wide.of_char(c) as u8);
    narrow | wide << 2 | (class(c) as u8) << 4
}

/// What opens, in running text and in forms of vertical text.
const OPEN: &str = "“‘（《〈【〔「『〖([{｛［｢︗︵︷︹︻︽︿﹁﹃﹇﹙﹛﹝";

/// What closes or ends, likewise.
const CLOSE: &str = "，。、；：？！,.;:?!”’）》〉】〕」』〗)]}｝］·・～–－％%℃‰°′″｡､｣々．／︐︑︒︓︔︕︖︘︰︶︸︺︼︾﹀﹂﹄﹈﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞";

fn class(c: char) -> Class {
    match c {
        c if OPEN.contains(c) => Class::Open,
        c if CLOSE.contains(c) => Class::Close,
        '—' | '…' | '⸺' | '―' | '︙' => Class::Pair,
        '0'..='9' | '０'..='９' => Class::Digit,
        '￥' | '¥' | '$' | '№' | '#' => Class::Prefix,
        ' ' | '\u{3000}' | '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{1680}' => Class::Space,
        '\u{a0}' | '\u{2060}' => Class::Latin,
        '\u{200d}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{1f1e6}'..='\u{1f1ff}'
        | '\u{1100}'..='\u{11ff}'
        | '\u{e0100}'..='\u{e01ef}'
        | '\u{e0020}'..='\u{e007f}'
        | '\u{20d0}'..='\u{20f0}' => Class::Extend,
        '\t' => Class::Sign,
        c if is_sign(c) => Class::Sign,
        c if Widths::Narrow.of_char(c) == 0 => Class::Extend,
        c if c.is_ascii_graphic() => Class::Latin,
        c if c.is_alphabetic() && Widths::Wide.of_char(c) == 1 => Class::Latin,
        c if c.is_alphabetic() && ('\u{80}'..'\u{2e80}').contains(&c) => Class::Latin,
        _ => Class::Ideograph,
    }
}

/// Characters that a terminal would obey or swallow: drawn as a sign instead.
pub fn is_sign(c: char) -> bool {
    // The joiner and the tags belong to emoji, and 2060 glues words: clusters, not signs.
    c.is_control() || (is_invisible(c) && !matches!(c, '\u{200d}' | '\u{2060}' | '\u{e0020}'..='\u{e007f}'))
}

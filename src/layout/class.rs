//! One table from a character to its width and its line breaking class (UAX 14, `GB/T 15834`, CLREQ).

use crate::text::Widths;
use crate::text::width::is_invisible;
use crate::units::Cell;
use std::sync::OnceLock;
use unicode_linebreak::{BreakClass as Property, break_property};

/// What a character does at the edges of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// May stand anywhere: 汉字 and all that is set like one.
    Ideograph,
    /// Never at the end of a row: “ （ 《.
    Open,
    /// Never at the start of a row: ， 。 ” ） · ～ ー.
    Close,
    /// — and … beside their like: not parted from it.
    Pair,
    /// A digit.
    Digit,
    /// Letters and signs of a Latin word or an address.
    Latin,
    /// ￥ № @ and signs before numbers: not parted from what follows, nor from a number or word before.
    Prefix,
    /// ％ ℃ ′: not parted from what stands before, nor from a number or word behind.
    Postfix,
    /// Raised and lowered signs, marks of tones: part of what stands before.
    Script,
    /// Not parted from what stands on either side: straight quotes, # and *, blanks that break nothing.
    Glue,
    /// White space.
    Space,
    /// Makes one cluster with what stands before it, or with its like: needs a closer look.
    Extend,
    /// A control or invisible character, drawn as a sign.
    Sign,
    /// Of one of the classes above, by what stands around it: dashes, signs of arithmetic, numbers in circles.
    Varying,
}

const ALL: [Class; 14] = [
    Class::Ideograph,
    Class::Open,
    Class::Close,
    Class::Pair,
    Class::Digit,
    Class::Latin,
    Class::Prefix,
    Class::Postfix,
    Class::Script,
    Class::Glue,
    Class::Space,
    Class::Extend,
    Class::Sign,
    Class::Varying,
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

/// Dashes and dots that make one long mark with their like.
pub fn is_stretched(c: char) -> bool {
    matches!(c, '―' | '─' | '━' | '︱' | '︲')
        || matches!(break_property(c as u32), Property::Inseparable | Property::BeforeAndAfter)
}

/// Short dashes: between two words or numbers, or before a number that is less than nothing.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '﹣' | '－')
}

/// Signs of arithmetic and of comparison.
pub fn is_operator(c: char) -> bool {
    // Dots, the colon of ratios and brackets stand in these blocks too.
    let other = matches!(c, '∙' | '⋅' | '∶' | '⋯' | '\u{2329}' | '\u{232a}')
        || matches!(break_property(c as u32), Property::OpenPunctuation | Property::ClosePunctuation);
    let block = matches!(c, '\u{2200}'..='\u{22ff}' | '\u{27c0}'..='\u{27ef}' | '\u{2980}'..='\u{2aff}');
    (block && !other) || matches!(c, '±' | '×' | '÷' | '¬' | '＋' | '＜' | '＝' | '＞' | '﹢' | '﹤' | '﹥' | '﹦')
}

/// Numbers in a circle or in brackets of their own: of a note, or of an item in a list.
pub fn is_enclosed(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3229}' | '\u{3248}'..='\u{325f}'
        | '\u{3280}'..='\u{3289}' | '\u{32b1}'..='\u{32bf}' | '\u{1f10b}'..='\u{1f10c}')
}

/// Raised and lowered signs, signs of trade marks, letters that modify, marks of tones.
fn is_script(c: char) -> bool {
    matches!(c, 'ª' | '²' | '³' | '¹' | 'º' | '®' | '™' | '℠' | '\u{2070}'..='\u{209c}' | '\u{2b0}'..='\u{2ff}'
        | '\u{1d2c}'..='\u{1d6a}' | '\u{a700}'..='\u{a716}')
}

/// Signs that are units of a number though they are set in the square of a 汉字: ㎡ ㎏.
fn is_unit(c: char) -> bool {
    matches!(c, '\u{3371}'..='\u{337a}' | '\u{3380}'..='\u{33df}' | '\u{33ff}' | '℉')
}

/// Points between the parts of a name or of a ratio, and marks of repetition, which Unicode has as symbols.
const INNER: &str = "·•∙⋅⸱⦁∶꞉：︰～／〱〲〳〴〵";

fn class(c: char) -> Class {
    match c {
        '0'..='9' | '０'..='９' => Class::Digit,
        ' ' | '\u{3000}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{1680}' => Class::Space,
        '"' | '\'' | '`' | '*' | '#' | '＂' | '＇' | '｀' | '＊' | '＃' | '\u{2060}' => Class::Glue,
        '[' | '［' | '〔' | '˙' => Class::Varying,
        '@' | '＠' | '§' => Class::Prefix,
        '\u{200d}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{1f1e6}'..='\u{1f1ff}'
        | '\u{1100}'..='\u{11ff}'
        | '\u{e0100}'..='\u{e01ef}'
        | '\u{e0020}'..='\u{e007f}'
        | '\u{20d0}'..='\u{20f0}' => Class::Extend,
        c if is_sign(c) => Class::Sign,
        c if Widths::Narrow.of_char(c) == 0 => Class::Extend,
        c if is_dash(c) || is_operator(c) || is_enclosed(c) || is_stretched(c) => Class::Varying,
        '\u{1362}'..='\u{1368}' => Class::Close,
        c if is_script(c) => Class::Script,
        c if is_unit(c) => Class::Postfix,
        c if INNER.contains(c) => Class::Close,
        c => property(c),
    }
}

/// Returns the class of a character that has the one which Unicode gives it for breaking lines.
fn property(c: char) -> Class {
    match break_property(c as u32) {
        Property::OpenPunctuation | Property::Before => Class::Open,
        Property::Quotation => quote(c),
        Property::ClosePunctuation
        | Property::CloseParenthesis
        | Property::Exclamation
        | Property::InfixSeparator
        | Property::NonStarter
        | Property::ConditionalJapaneseStarter => Class::Close,
        // The stroke of a table or of an address is a letter of it.
        Property::After if !c.is_ascii() => Class::Close,
        Property::Postfix => Class::Postfix,
        Property::Prefix if c != '\\' && c != '+' => Class::Prefix,
        Property::Numeric => Class::Digit,
        Property::NonBreakingGlue | Property::WordJoiner => Class::Glue,
        _ if c.is_ascii_graphic() => Class::Latin,
        _ if c.is_alphabetic() && Widths::Wide.of_char(c) == 1 => Class::Latin,
        _ if c.is_alphabetic() && ('\u{80}'..'\u{2e80}').contains(&c) => Class::Latin,
        _ => Class::Ideograph,
    }
}

/// Quotes that open or close (Pi and Pf of Unicode, and their ornaments); others are the same on both sides.
fn quote(c: char) -> Class {
    match c {
        '«' | '‹' | '‘' | '‛' | '“' | '‟' | '⸂' | '⸄' | '⸉' | '⸌' | '⸜' | '⸠' | '❛' | '❝' | '🙶' => {
            Class::Open
        }
        '»' | '›' | '’' | '”' | '⸃' | '⸅' | '⸊' | '⸍' | '⸝' | '⸡' | '❜' | '❞' | '🙷' => {
            Class::Close
        }
        _ => Class::Glue,
    }
}

/// Characters that a terminal would obey or swallow: drawn as a sign instead.
pub fn is_sign(c: char) -> bool {
    // The joiner and the tags belong to emoji, and 2060 glues words: clusters, not signs.
    c.is_control() || (is_invisible(c) && !matches!(c, '\u{200d}' | '\u{2060}' | '\u{e0020}'..='\u{e007f}'))
}

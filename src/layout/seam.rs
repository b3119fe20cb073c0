//! The seam between two characters: whether a row may end there.

use super::class::{Class, is_dash, is_enclosed, is_operator, is_stretched, look};
use super::glyph;
use crate::text::Widths;
use crate::units::Cell;

/// How strict the rules for the edges of rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Level {
    /// Anything may stand anywhere.
    None,
    /// Marks keep off the edges where they must not stand.
    #[default]
    Basic,
    /// Also —— and …… never begin a row.
    Strict,
}

/// A unit on its way into a row: a character or cluster.
#[derive(Clone, Copy)]
pub struct Unit {
    /// Its first character.
    pub c: char,
    /// Its class.
    pub class: Class,
    /// Its width in cells.
    pub width: Cell,
    /// The first byte behind it.
    pub end: usize,
}

/// Returns the unit that begins at an offset; its class may still depend on what stands around it.
#[inline]
pub fn unit(text: &str, at: usize, widths: Widths) -> Option<Unit> {
    let rest = text.get(at..)?;
    let mut chars = rest.chars();
    let c = chars.next()?;
    let entry = look(c, widths);
    let joined = chars.next().is_some_and(|n| n as u32 >= 0x300 && look(n, widths).class == Class::Extend);
    if joined || matches!(entry.class, Class::Extend | Class::Sign) {
        let glyph = glyph::first(rest, at, widths)?;
        // A blank that carries a mark is seen, and takes room at the end of a row.
        let seen = matches!(entry.class, Class::Extend) || (joined && entry.class == Class::Space);
        let class = if seen { Class::Ideograph } else { entry.class };
        return Some(Unit { c, class, width: glyph.width, end: glyph.end });
    }
    Some(Unit { c, class: entry.class, width: entry.width, end: at + c.len_utf8() })
}

/// Two units that stand beside each other, and the one before them.
#[derive(Clone, Copy)]
pub struct Before {
    /// The unit before the last; of several blanks, the one before them all.
    pub earlier: Option<Unit>,
    /// The last unit.
    pub last: Unit,
}

impl Before {
    /// Adds a unit behind.
    #[inline]
    pub fn then(before: Option<Self>, next: Unit) -> Self {
        let blanks = before.filter(|b| b.last.class == Class::Space && next.class == Class::Space);
        let earlier = blanks.map_or(before.map(|b| b.last), |b| b.earlier);
        Self { earlier, last: next }
    }

    fn earlier(self) -> Class {
        self.earlier.map_or(Class::Space, |unit| unit.class)
    }
}

/// Returns the class that a unit of varying class has between its neighbours.
pub fn settle(text: &str, this: Unit, before: Option<Unit>) -> Class {
    let rest = text.get(this.end..).unwrap_or_default();
    let after = rest.chars().next();
    let number = after.is_some_and(|c| look(c, Widths::Narrow).class == Class::Digit);
    match this.c {
        '˙' => {
            if after.is_some_and(is_bopomofo) {
                Class::Glue
            } else {
                Class::Script
            }
        }
        '[' | '［' | '〔' if !numbers_item(before) && is_reference(rest) => Class::Glue,
        '[' | '［' | '〔' => Class::Open,
        c if is_enclosed(c) => note(before),
        c if is_stretched(c) => {
            let again = |other: Option<char>| other == Some(c);
            match () {
                () if c == '⸺' || c == '⸻' || again(after) || again(before.map(|unit| unit.c)) => Class::Pair,
                () if number && c != '…' => Class::Glue,
                () => Class::Close,
            }
        }
        c if is_dash(c) => dash(c, number, before),
        c if is_operator(c) => operator(c, number, after, before),
        _ => Class::Ideograph,
    }
}

/// A dash between words joins them and begins no row; before a number it may be its sign. That of ASCII is a part of
/// Latin words and addresses.
fn dash(c: char, number: bool, before: Option<Unit>) -> Class {
    let word = |unit: Unit| matches!(unit.class, Class::Latin | Class::Digit | Class::Space | Class::Open);
    match c {
        '-' if before.is_none_or(word) => Class::Latin,
        _ if number && before.is_none_or(|unit| unit.class != Class::Digit) => Class::Glue,
        _ => Class::Close,
    }
}

/// A sign of arithmetic begins a number, or stands between two sides; × is also put for a 汉字 that is left out.
fn operator(c: char, number: bool, after: Option<char>, before: Option<Unit>) -> Class {
    let inside = before.is_some_and(|unit| matches!(unit.class, Class::Latin | Class::Digit));
    let word = number || after.is_some_and(|c| look(c, Widths::Narrow).class == Class::Latin);
    match c {
        '×' if !inside && !word => Class::Ideograph,
        _ if number && !inside => Class::Prefix,
        _ => Class::Glue,
    }
}

/// A number in a circle belongs to what it annotates, or to the item of a list that it numbers; behind the end of a
/// sentence it may be either.
fn note(before: Option<Unit>) -> Class {
    match before {
        before if numbers_item(before) => Class::Open,
        Some(unit) if "。．.！？!?｡".contains(unit.c) => Class::Glue,
        _ => Class::Close,
    }
}

/// Tells whether a number numbers an item there: at the start, behind a blank, a semicolon or a colon.
fn numbers_item(before: Option<Unit>) -> bool {
    before.is_none_or(|unit| matches!(unit.class, Class::Space | Class::Open) || "；：;:".contains(unit.c))
}

/// Tells whether what stands behind a bracket is the number of a note or source, and the other bracket: 1] or 2-3,5].
fn is_reference(rest: &str) -> bool {
    let inside = rest
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '–' | '—' | '～' | '~' | ',' | '，' | '、' | ' '));
    inside.is_some_and(|end| {
        let (number, close) = rest.split_at_checked(end).unwrap_or_default();
        number.starts_with(|c: char| c.is_ascii_digit()) && number.len() < 24 && close.starts_with([']', '］', '〕'])
    })
}

fn is_bopomofo(c: char) -> bool {
    matches!(c, '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}')
}

/// Signs inside a number: 1022.85, 10：30, 1∶100.
const INFIX: &str = ".,:：/．－–—~～∶꞉";

/// How firmly two units stand together, the loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Seam {
    /// A row may end there.
    Free,
    /// Two signs that belong together.
    Bound,
    /// In an address, behind a sign of it.
    Address,
    /// In a word or number.
    Inside,
    /// Before a mark that closes, behind one that opens, in a long mark.
    Never,
}

/// How many sorts of seams there are.
pub const SEAMS: usize = 5;

/// Returns how firmly the next unit stands with what is before it.
#[inline]
pub fn seam(before: Before, next: Unit, level: Level) -> Seam {
    use Class::{Close, Digit, Glue, Ideograph, Latin, Open, Pair, Postfix, Prefix, Script, Space};
    let last = before.last;
    let unless = |free: bool, seam: Seam| if free { Seam::Free } else { seam };
    match (last.class, next.class) {
        (Ideograph, Ideograph) => Seam::Free,
        (Digit | Latin | Glue, Digit | Latin | Glue) if level == Level::None => Seam::Inside,
        _ if level == Level::None => Seam::Free,
        (_, Close | Space | Postfix) | (Open, _) => Seam::Never,
        (Space, _) => behind_blank(before, next, level),
        (Pair, Pair) => unless(last.c != next.c, Seam::Never),
        (_, Pair) => unless(level != Level::Strict, Seam::Never),
        (_, Script) => Seam::Never,
        (Digit | Latin, Digit | Latin) if matches!(last.c, '/' | '?' | '&' | '-') => Seam::Address,
        (Digit | Latin | Script, Digit | Latin | Glue) | (Glue, Digit | Latin) => Seam::Inside,
        (_, Glue) | (Glue, _) | (Prefix | Postfix, Digit | Latin | Prefix) | (Digit | Latin | Script, Prefix) => {
            Seam::Bound
        }
        // A sign of money belongs to the number before it, if there is one.
        (Prefix, _) => unless(before.earlier() == Digit, Seam::Bound),
        (Close, Digit) => unless(before.earlier() != Digit || !INFIX.contains(last.c), Seam::Inside),
        (Close, Latin) => {
            let inside = matches!(before.earlier(), Latin | Digit | Script);
            let other = (!last.c.is_ascii() && last.c != '’') || matches!(last.c, ')' | ']' | '}');
            unless(!inside || other, if matches!(last.c, '?') { Seam::Address } else { Seam::Inside })
        }
        (Digit | Latin | Script, Open) => unless(!next.c.is_ascii(), Seam::Bound),
        _ => Seam::Free,
    }
}

/// A blank behind an opening mark or a sign parts nothing, nor does a thin one inside a number.
fn behind_blank(before: Before, next: Unit, level: Level) -> Seam {
    let thin = matches!(before.last.c, '\u{2004}'..='\u{200a}' | '\u{205f}');
    match (before.earlier(), next.class) {
        (Class::Open, _) | (_, Class::Script) => Seam::Never,
        (Class::Prefix, Class::Digit) => Seam::Bound,
        (Class::Digit, Class::Digit | Class::Latin) if thin => Seam::Inside,
        (_, Class::Pair) if level == Level::Strict => Seam::Never,
        _ => Seam::Free,
    }
}

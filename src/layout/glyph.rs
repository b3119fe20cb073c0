//! Text as it is drawn: graphemes with their cells; nothing that a terminal would obey.

pub use super::class::is_sign;
use super::class::{Class, look};
use crate::text::Widths;
use crate::units::Cell;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// What is drawn in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// The characters to draw; ASCII signs where the text has something invisible.
    pub shown: Cow<'a, str>,
    /// Its width in cells.
    pub width: Cell,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends in the text, in bytes.
    pub end: usize,
}

/// More code points than these in one cluster are a flood, and not drawn.
pub const CLUSTER: usize = 12;

/// Returns the glyph at the start of a text that lies at `start` of a longer one.
pub fn first(text: &str, start: usize, widths: Widths) -> Option<Glyph<'_>> {
    let c = text.chars().next()?;
    let entry = look(c, widths);
    let next = text.get(c.len_utf8()..).and_then(|rest| rest.chars().next());
    let joined = next.is_some_and(|n| look(n, widths).class == Class::Extend);
    if entry.class == Class::Sign {
        let shown = sign(c);
        return Some(Glyph { width: shown.len() as Cell, shown: shown.into(), start, end: start + c.len_utf8() });
    }
    if entry.class != Class::Extend && !joined {
        let shown = text.get(..c.len_utf8()).unwrap_or_default();
        return Some(Glyph { shown: shown.into(), width: entry.width, start, end: start + shown.len() });
    }
    Some(cluster(text, start, widths))
}

/// A cluster of several characters; one without any width gets a base to stand on.
fn cluster(text: &str, start: usize, widths: Widths) -> Glyph<'_> {
    let whole = text.graphemes(true).next().unwrap_or_default();
    let end = start + whole.len();
    let cut = whole.char_indices().nth(CLUSTER).map_or(whole.len(), |(i, _)| i);
    let shown = whole.get(..cut).unwrap_or_default();
    let width = widths.of_grapheme(shown);
    if width == 0 || shown.chars().any(is_sign) {
        let code = whole.chars().next().map_or(0, u32::from);
        let shown = format!("<{code:04X}>");
        return Glyph { width: shown.len() as Cell, shown: shown.into(), start, end };
    }
    Glyph { shown: shown.into(), width, start, end }
}

/// The sign for a character that must not reach the terminal.
fn sign(c: char) -> String {
    match c {
        '\t' => "  ".into(),
        '\n' => " ".into(),
        '\0'..='\u{1f}' => format!("^{}", char::from_u32(c as u32 + 64).unwrap_or('?')),
        '\u{7f}' => "^?".into(),
        _ => format!("<{:04X}>", c as u32),
    }
}

/// Turns a text into glyphs.
pub fn glyphs(text: &str, widths: Widths) -> impl Iterator<Item = Glyph<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let glyph = first(text.get(at..)?, at, widths)?;
        at = glyph.end;
        Some(glyph)
    })
}

/// Returns the cells that a text takes.
pub fn width(text: &str, widths: Widths) -> usize {
    glyphs(text, widths).map(|glyph| usize::from(glyph.width)).sum()
}

/// Cuts a text to a width; what was cut is told by two dots, for a mark of three is wide in some terminals.
pub fn fit(text: &str, cells: Cell, widths: Widths) -> String {
    let cells = usize::from(cells);
    if width(text, widths) <= cells {
        return glyphs(text, widths).map(|glyph| glyph.shown).collect();
    }
    let mut out = String::new();
    let mut used = 0;
    for glyph in glyphs(text, widths) {
        if used + usize::from(glyph.width) + 2 > cells {
            break;
        }
        used += usize::from(glyph.width);
        out.push_str(&glyph.shown);
    }
    out.push_str(if cells - used >= 2 { ".." } else { "" });
    out
}

/// Cuts a text to a width from its start: the end is kept.
pub fn fit_left(text: &str, cells: Cell, widths: Widths) -> String {
    let all: Vec<Glyph> = glyphs(text, widths).collect();
    let mut used = 0;
    let fits = |glyph: &&Glyph| {
        used += usize::from(glyph.width);
        used <= usize::from(cells)
    };
    let mut kept: Vec<&str> = all.iter().rev().take_while(fits).map(|glyph| glyph.shown.as_ref()).collect();
    kept.reverse();
    kept.concat()
}

/// Cuts a text to a width in its middle: start and end are kept.
pub fn fit_middle(text: &str, cells: Cell, widths: Widths) -> String {
    if width(text, widths) <= usize::from(cells) || cells < 4 {
        return fit(text, cells, widths);
    }
    let (room, mut used) = (cells - 2, 0);
    let mut start = String::new();
    for glyph in glyphs(text, widths) {
        if used + glyph.width > room.div_ceil(2) {
            break;
        }
        used += glyph.width;
        start.push_str(&glyph.shown);
    }
    format!("{start}..{}", fit_left(text, room - used, widths))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_terminal_would_obey_is_a_sign() {
        let shown: Vec<_> = glyphs("a\u{1b}[31m\u{202e}\u{200b}\u{9b}", Widths::Narrow).map(|g| g.shown).collect();
        assert_eq!(shown.concat(), "a^[[31m<202E><200B><009B>");
    }

    #[test]
    fn clusters_are_one_glyph() {
        let list: Vec<_> = glyphs("👨‍👩‍👧e\u{301}党", Widths::Narrow).map(|g| (g.width, g.end - g.start)).collect();
        assert_eq!(list, [(2, 18), (1, 3), (2, 3)]);
    }

    #[test]
    fn fitting_counts_cells() {
        assert_eq!(fit("党建引领", 8, Widths::Narrow), "党建引领");
        assert_eq!(fit("党建引领", 7, Widths::Narrow), "党建..");
        assert_eq!(fit("“党建”", 5, Widths::Wide), "“..");
        assert_eq!(fit_left("党建引领", 5, Widths::Narrow), "引领");
    }

    #[test]
    fn the_middle_is_what_is_cut() {
        for (cells, wanted) in
            [(20, "一二三四五六七八"), (16, "一二三四五六七八"), (12, "一二..六七八"), (6, "一..八"), (4, "..八")]
        {
            assert_eq!(fit_middle("一二三四五六七八", cells, Widths::Narrow), wanted, "{cells}");
        }
    }

    proptest! {
        #![proptest_config(crate::laws::cases(256))]
        #[test]
        fn glyphs_partition_any_text_and_obey_nothing(text in "(?s).{0,60}") {
            let mut at = 0;
            for glyph in glyphs(&text, Widths::Narrow) {
                prop_assert_eq!(glyph.start, at);
                prop_assert!(glyph.end > at && glyph.width > 0);
                prop_assert!(!glyph.shown.chars().any(char::is_control));
                at = glyph.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}

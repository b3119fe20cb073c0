//! How many cells a character takes in a terminal.
//!
//! Unicode leaves some characters ambiguous (“ ” … — ·): one cell in most terminals, two in some.

use crate::units::Cell;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide the terminal draws ambiguous characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Widths {
    /// One cell.
    #[default]
    Narrow,
    /// Two cells.
    Wide,
}

impl Widths {
    /// Returns the cells of one character; a control character has none of its own.
    pub fn of_char(self, c: char) -> Cell {
        let width = match self {
            Self::Narrow => c.width(),
            Self::Wide => c.width_cjk(),
        };
        width.unwrap_or(0).min(2) as Cell
    }

    /// Returns the cells of one grapheme cluster: two at most.
    pub fn of_grapheme(self, grapheme: &str) -> Cell {
        let width = match self {
            Self::Narrow => grapheme.width(),
            Self::Wide => grapheme.width_cjk(),
        };
        width.min(2) as Cell
    }
}

/// Tells whether a character is a format character: no width of its own, and unseen in an editor.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}'
        | '\u{180e}' | '\u{fff9}'..='\u{fffb}' | '\u{ad}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ambiguous_marks_follow_the_terminal() {
        assert_eq!((Widths::Narrow.of_char('“'), Widths::Wide.of_char('“')), (1, 2));
        assert_eq!((Widths::Narrow.of_char('，'), Widths::Wide.of_char('，')), (2, 2));
        assert_eq!(Widths::Narrow.of_grapheme("👨‍👩‍👧"), 2);
        assert_eq!(Widths::Narrow.of_grapheme("é"), 1);
    }
}

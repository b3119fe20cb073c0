//! Hints: keys with what they do, as many in a row as it has room for.

use super::Paint;
use crate::layout::width;
use crate::text::Widths;
use crate::theme::{Look, Role};
use crate::units::{Area, Cell};

/// Keys, and what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint<'a> {
    /// The keys, a blank between two; a mere remark has none.
    pub keys: &'a str,
    /// What they do.
    pub does: &'a str,
}

impl Hint<'_> {
    fn width(self, widths: Widths) -> Cell {
        let blank = usize::from(!self.keys.is_empty());
        (width(self.keys, widths) + blank + width(self.does, widths)) as Cell
    }
}

/// Cells between two hints.
const GAP: Cell = 2;

/// Reads the hints of a sentence: two blanks part them, the last `|` of each parts its keys from what they do.
pub fn hints(sentence: &str) -> impl Iterator<Item = Hint<'_>> {
    let parts = sentence.split("  ").filter(|part| !part.is_empty());
    parts.map(|part| part.rsplit_once('|').map_or(Hint { keys: "", does: part }, |(keys, does)| Hint { keys, does }))
}

/// Returns how wide all hints of a sentence are.
pub fn hints_width(sentence: &str, widths: Widths) -> Cell {
    let wide = hints(sentence).map(|hint| hint.width(widths) + GAP).sum::<Cell>();
    wide.saturating_sub(GAP)
}

/// Returns what Esc does, as a sentence of hints says it.
pub fn escape(sentence: &str) -> Option<&str> {
    hints(sentence).find(|hint| hint.keys.split(' ').any(|key| key == ESC)).map(|hint| hint.does)
}

/// The name of the key that leads back everywhere.
pub const ESC: &str = "Esc";

impl Paint<'_> {
    /// Draws the hints of a sentence: those that a row has room for whole, from the first on. Returns the column behind.
    pub fn hints(&mut self, row: Area, sentence: &str, base: Look) -> Cell {
        let key = base.over(self.look(Role::Key));
        let mut behind = row.x;
        for hint in hints(sentence) {
            let x = if behind == row.x { row.x } else { behind + GAP };
            if x + hint.width(self.widths) > row.right() {
                break;
            }
            behind = self.text(x, row.y, row.right(), hint.keys, key);
            let blank = Cell::from(!hint.keys.is_empty());
            behind = self.text(behind + blank, row.y, row.right(), hint.does, base);
        }
        behind
    }

    /// Draws the hints of a sentence that a row has room for, and behind them, whatever happens, those of another.
    pub fn hints_with(&mut self, row: Area, sentence: &str, lasting: &str, base: Look) {
        let kept = hints_width(lasting, self.widths);
        let own = Area { w: row.w.saturating_sub(kept + GAP), ..row };
        let x = self.hints(own, sentence, base);
        let x = if x == row.x { x } else { x + GAP };
        self.hints(Area { x, w: row.right().saturating_sub(x), ..row }, lasting, base);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_parted_from_what_they_do() {
        let read: Vec<(&str, &str)> = hints("j k|move  ||or  |a remark  plain").map(|h| (h.keys, h.does)).collect();
        assert_eq!(read, [("j k", "move"), ("|", "or"), ("", "a remark"), ("", "plain")]);
        assert_eq!(hints_width("j k|move  x|句", Widths::Narrow), 14);
        assert_eq!((escape("Enter|OK  q Esc|back"), escape("Enter|OK")), (Some("back"), None));
    }
}

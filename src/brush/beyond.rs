//! The sign of what there is beyond an edge, the same in every list: `3 ^` rows above, `40 v` below, `< 3` at the left,
//! `12 >` at the right.

use super::Paint;
use crate::layout::width;
use crate::theme::{Look, Role};
use crate::units::{Area, Cell};

/// Says how many there are beyond an edge: `^` above, `v` below, `>` at the right.
pub fn beyond(count: usize, edge: char) -> String {
    format!("{count} {edge}")
}

/// Returns how many cells the sign takes at most beside a list of so many, with a blank before it.
pub fn beyond_width(count: usize) -> Cell {
    count.checked_ilog10().unwrap_or(0) as Cell + 4
}

/// Parts a list from the cells at its right where the signs stand, and a blank; none if all so many rows have room.
pub fn parted(list: Area, count: usize) -> (Area, Area) {
    let scrolls = count > usize::from(list.h);
    list.split_right(if scrolls { (beyond_width(count) + 1).min(list.w / 3) } else { 0 })
}

impl Paint<'_> {
    /// Tells in the cells beside a list how many rows are above and below what is seen of it.
    pub fn beyond(&mut self, beside: Area, (above, below): (usize, usize), ground: Look) {
        let look = ground.over(self.look(Role::Key));
        let last = beside.row(beside.h.saturating_sub(1));
        for (count, edge, row) in [(above, '^', beside.row(0)), (below, 'v', last)] {
            let told = beyond(count, edge);
            if count > 0 && !row.is_empty() && width(&told, self.widths) <= usize::from(row.w) {
                self.fill_look(row, ground);
                self.right(row, &told, look);
            }
        }
    }
}

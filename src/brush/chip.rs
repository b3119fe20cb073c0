//! Tags as chips: a name on the colour of its words, the same wherever a tag is named.

use super::Paint;
use crate::layout::{fit, fit_left, width};
use crate::theme::{Hue, Look, Role};
use crate::units::{Area, Cell};

/// Cells of a chip beside its name: one at each side.
const AROUND: Cell = 2;

/// The least name that is worth a chip, in cells.
const LEAST: Cell = 4;

/// Draws a tag as a chip at the start of a row; in brackets where there are no grounds. Where that does not fit the name
/// has the cells at its sides too, and is cut if need be. Returns the column behind it: the start where there is no room.
pub fn chip(paint: &mut Paint<'_>, row: Area, name: &str, hue: Hue, base: Look) -> Cell {
    let room = row.w.saturating_sub(AROUND);
    if room < LEAST.min(width(name, paint.widths) as Cell) || room == 0 {
        return row.x;
    }
    let look = base.over(paint.theme.chip(hue));
    let chip = match (width(name, paint.widths) <= usize::from(room), paint.theme.has_grounds()) {
        (false, _) => fit(name, row.w, paint.widths),
        (true, true) => format!(" {name} "),
        (true, false) => format!("[{name}]"),
    };
    paint.text(row.x, row.y, row.right(), &chip, look)
}

/// Draws tags as chips beside each other, a blank between them. Those that there is no room for are counted: `+2`.
/// Returns the column behind them.
pub fn chips<'a>(paint: &mut Paint<'_>, row: Area, tags: impl IntoIterator<Item = (&'a str, Hue)>, base: Look) -> Cell {
    let tags: Vec<(&str, Hue)> = tags.into_iter().collect();
    let mut x = row.x;
    for (n, (name, hue)) in tags.iter().enumerate() {
        let left = tags.len() - n - 1;
        let more = |left: usize| format!("+{left}");
        // The count of what is left out needs its room before the last that fits is drawn.
        let kept = if left > 0 { width(&more(left), paint.widths) as Cell } else { 0 };
        let start = x + Cell::from(n > 0);
        let part = Area { x: start, w: row.right().saturating_sub(start + kept), ..row };
        let whole = width(name, paint.widths) as Cell + AROUND <= part.w;
        if n > 0 && !whole {
            let look = base.over(paint.theme.tag_name(*hue));
            return paint.text(x, row.y, row.right(), &more(left + 1), look);
        }
        x = chip(paint, part, name, *hue, base);
    }
    x
}

/// A tag in a list of tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagRow {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub hue: Hue,
    /// The names of those above it, where the list does not say them by its order; may be empty.
    pub above: String,
    /// How often it is given.
    pub count: usize,
}

/// Draws a row of a list of tags: the chip, what stands above it, at the right edge how often it is given. Of what stands
/// above it the nearest is kept.
pub fn tag_row(paint: &mut Paint<'_>, row: Area, tag: &TagRow, base: Look) {
    let faint = base.over(paint.look(Role::Faint));
    let count = if tag.count == 0 { String::new() } else { tag.count.to_string() };
    let end = paint.right(row, &count, faint);
    let label = Area { w: end.saturating_sub(row.x + 1), ..row };
    let x = chip(paint, label, &tag.name, tag.hue, base) + 2;
    let room = label.right().saturating_sub(x);
    let whole = width(&tag.above, paint.widths) <= usize::from(room);
    let above = if whole || room < LEAST + AROUND {
        fit(&tag.above, room, paint.widths)
    } else {
        format!("..{}", fit_left(&tag.above, room - AROUND, paint.widths).trim_start_matches([' ', '/']))
    };
    paint.text(x, label.y, label.right(), &above, faint);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Widths;
    use crate::theme::{Depth, Theme};
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn drawn(names: &[&str], w: Cell, depth: Depth) -> (String, Cell) {
        let theme = Theme::built_in(true, depth);
        let mut buffer = Buffer::empty(Rect::new(0, 0, w + 8, 1));
        let mut paint = Paint::new(&theme, Widths::Narrow, &mut buffer);
        let tags = names.iter().map(|name| (*name, Hue::from(1)));
        let end = chips(&mut paint, Area::new(0, 0, w, 1), tags, Look::default());
        (buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect(), end)
    }

    #[test]
    fn what_there_is_no_room_for_is_counted() {
        assert_eq!(drawn(&["网格", "联动"], 14, Depth::True).0.trim_end(), " 网格   联动");
        assert_eq!(drawn(&["网格", "联动", "楼长"], 14, Depth::True).0.trim_end(), " 网格 +2");
        assert_eq!(drawn(&["网格"], 14, Depth::None).0.trim_end(), "[网格]");
        assert_eq!(drawn(&["基层治理网格化"], 10, Depth::True).0.trim_end(), "基层治理..");
        assert_eq!(drawn(&["基层治理"], 8, Depth::True).0.trim_end(), "基层治理");
    }

    #[test]
    fn of_what_stands_above_a_tag_the_nearest_is_kept() {
        let theme = Theme::built_in(true, Depth::True);
        let tag =
            TagRow { name: "网格".into(), hue: 1.into(), above: "组织架构 / 治理模式".into(), count: 12 };
        for (w, wanted) in
            [(40, " 网格   组织架构 / 治理模式           12"), (24, " 网格   ..治理模式    12"), (10, " 网格   12")]
        {
            let mut buffer = Buffer::empty(Rect::new(0, 0, w, 1));
            let mut paint = Paint::new(&theme, Widths::Narrow, &mut buffer);
            tag_row(&mut paint, Area::new(0, 0, w, 1), &tag, Look::default());
            let drawn: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
            assert_eq!(drawn, wanted);
        }
    }

    proptest! {
        #[test]
        fn nothing_is_drawn_outside_the_row(names in proptest::collection::vec("[a-z网格联动]{1,9}", 0..6), w in 0u16..30) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let (row, end) = drawn(&names, w, Depth::True);
            prop_assert!(end <= w);
            prop_assert!(row.ends_with("        "), "{row:?}");
        }
    }
}

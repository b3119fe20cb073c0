//! Rows of lists, the chosen one filled.

use super::Paint;
use super::beyond::parted;
use crate::theme::{Look, Role};
use crate::units::Area;

/// Calls for every row of a list that is to be seen, with its place and look; the chosen one is always.
pub fn rows(
    paint: &mut Paint<'_>,
    list: Area,
    count: usize,
    chosen: usize,
    mut each: impl FnMut(&mut Paint<'_>, usize, Area, Look),
) {
    let height = usize::from(list.h).max(1);
    let top = (chosen + 1).saturating_sub(height);
    let whole = list;
    let (list, beside) = parted(list, count);
    for (n, y) in (top..count.min(top + height)).zip(0..) {
        let area = list.row(y);
        let mut look = paint.look(Role::Popup);
        if n == chosen {
            look = look.over(paint.look(Role::Chosen));
            paint.fill_look(Area { x: area.x - 1, w: whole.w + 2, ..area }, look);
        }
        each(paint, n, area, look);
    }
    let ground = paint.look(Role::Popup);
    paint.beyond(beside, (top, count.saturating_sub(top + height)), ground);
}

/// Returns the look of a row; the chosen one is filled.
pub fn row_look(paint: &mut Paint<'_>, area: Area, chosen: bool) -> Look {
    let mut look = paint.look(Role::Text);
    if chosen {
        look = look.over(paint.look(Role::Chosen));
        paint.fill_look(Area { x: area.x.saturating_sub(1), w: area.w + 2, ..area }, look);
    }
    look
}

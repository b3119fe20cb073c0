//! Fields of one line.

use super::Paint;
use super::hints::hints_width;
use crate::layout::{fit_left, width};
use crate::text::offsets::first_chars;
use crate::theme::Role;
use crate::units::{Area, Cell};
use tui_input::Input;

/// Cells of a field of one line that its hints leave free.
const FREE: Cell = 20;

/// What a field holds, and whether all of it is selected: then the next character takes its place.
pub type Held<'a> = (&'a Input, bool);

/// Draws a field of one line: its label, its text with the cursor in sight, and at its right what there is to say of it,
/// with as many of the hints as there is room for.
pub fn field(paint: &mut Paint<'_>, row: Area, label: &str, held: Held<'_>, (told, keys): (&str, &str)) -> (u16, u16) {
    let base = paint.look(Role::Status);
    let x = paint.text(row.x, row.y, row.right(), label, base.over(paint.look(Role::Key)));
    let free = row.right().saturating_sub(x + FREE + width(told, paint.widths) as Cell + 2);
    let wide = hints_width(keys, paint.widths).min(free);
    let foot = Area { x: row.right() - wide, w: wide, ..row };
    paint.hints(foot, keys, base);
    let end = if wide == 0 { row.right() } else { foot.x.saturating_sub(2) };
    let end = paint.right(Area { w: end.saturating_sub(x), x, ..row }, told, base);
    let area = Area { x, w: end.saturating_sub(x + 1), ..row };
    typed(paint, area, held)
}

/// Draws a field behind its label; returns where the cursor would be.
pub fn labelled(paint: &mut Paint<'_>, row: Area, label: &str, input: &Input) -> (u16, u16) {
    let base = paint.look(Role::Popup);
    let x = paint.text(row.x, row.y, row.right(), &format!("{label} "), base);
    typed(paint, Area { x, w: row.right().saturating_sub(x), ..row }, (input, false))
}

/// Draws the text of a field with the cursor in sight; returns where the cursor is.
pub fn typed(paint: &mut Paint<'_>, area: Area, (input, selected): Held<'_>) -> (u16, u16) {
    let look = paint.over(Role::Status, Role::Field);
    paint.fill_look(area, look);
    let look = if selected { look.over(paint.look(Role::Selection)) } else { look };
    let before = first_chars(input.value(), input.cursor());
    let behind = input.value().get(before.len()..).unwrap_or_default();
    let head = fit_left(before, area.w.saturating_sub(2), paint.widths);
    let x = paint.text(area.x, area.y, area.right(), &head, look);
    paint.text(x, area.y, area.right(), behind, look);
    (x, area.y)
}

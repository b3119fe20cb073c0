//! Fields of one line.

use super::Paint;
use crate::layout::fit_left;
use crate::text::offsets::first_chars;
use crate::theme::Role;
use crate::units::Area;
use tui_input::Input;

/// Draws a field of one line: its label, its text with the cursor in sight, and what stands at its right.
pub fn field(paint: &mut Paint<'_>, row: Area, label: &str, input: &Input, right: &str) -> (u16, u16) {
    let base = paint.look(Role::Status);
    let x = paint.text(row.x, row.y, row.right(), label, base.over(paint.look(Role::Key)));
    let end = paint.right(row, right, base);
    let area = Area { x, w: end.saturating_sub(x + 1), ..row };
    typed(paint, area, input)
}

/// Draws a field behind its label; returns where the cursor would be.
pub fn labelled(paint: &mut Paint<'_>, row: Area, label: &str, input: &Input) -> (u16, u16) {
    let base = paint.look(Role::Popup);
    let x = paint.text(row.x, row.y, row.right(), &format!("{label} "), base);
    typed(paint, Area { x, w: row.right().saturating_sub(x), ..row }, input)
}

/// Draws the text of a field with the cursor in sight; returns where the cursor is.
pub fn typed(paint: &mut Paint<'_>, area: Area, input: &Input) -> (u16, u16) {
    let look = paint.over(Role::Status, Role::Field);
    paint.fill_look(area, look);
    let before = first_chars(input.value(), input.cursor());
    let behind = input.value().get(before.len()..).unwrap_or_default();
    let head = fit_left(before, area.w.saturating_sub(2), paint.widths);
    let x = paint.text(area.x, area.y, area.right(), &head, look);
    paint.text(x, area.y, area.right(), behind, look);
    (x, area.y)
}

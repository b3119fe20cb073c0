//! The frame of every popup: a head, the body, a foot that says the keys.

use super::Paint;
use crate::theme::Role;
use crate::units::Area;

/// Draws a popup and returns its body.
pub fn frame(paint: &mut Paint<'_>, area: Area, title: &str, keys: &str) -> Area {
    paint.clear(area, Role::Popup);
    let (head, rest) = area.split_top(1);
    let (body, foot) = rest.split_bottom(1);
    if !paint.theme.has_grounds() {
        // Without a background of its own the popup needs edges.
        for y in rest.y..rest.bottom() {
            let look = paint.look(Role::Popup);
            paint.text(rest.x, y, rest.right(), "|", look);
            paint.text(rest.right() - 1, y, rest.right(), "|", look);
        }
    }
    paint.fill(head, Role::PopupHead);
    paint.line(head.inset(1, 1), title, Role::PopupHead);
    let look = paint.over(Role::Popup, Role::Faint);
    paint.line_look(foot.inset(2, 1), keys, look);
    body.inset(2, 2)
}

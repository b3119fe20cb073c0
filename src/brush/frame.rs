//! The frame of every popup: a head that says what leads out of it, and the body.

use super::Paint;
use super::hints::{ESC, escape};
use crate::layout::width;
use crate::theme::Role;
use crate::units::{Area, Cell};

/// Draws a popup and returns its body. Of its keys the head says what Esc does; the status line says all.
pub fn frame(paint: &mut Paint<'_>, area: Area, title: &str, keys: &str) -> Area {
    paint.clear(area, Role::Popup);
    let (head, body) = area.split_top(1);
    if !paint.theme.has_grounds() {
        // Without a background of its own the popup needs edges.
        let look = paint.look(Role::Popup);
        let foot = body.row(body.h.saturating_sub(1));
        paint.fill_look(foot, crate::theme::Look { underline: true, ..look });
        for y in body.y..body.bottom() {
            paint.text(body.x, y, body.right(), "|", look);
            paint.text(body.right() - 1, y, body.right(), "|", look);
        }
    }
    paint.fill(head, Role::PopupHead);
    let mut room = head.inset(1, 1);
    if let Some(does) = escape(keys) {
        room.w = leave(paint, head, does).saturating_sub(room.x + 1);
    }
    paint.line(room, title, Role::PopupHead);
    body.inset(2, 2)
}

/// Says at the end of a head what Esc does. Returns the column before it.
fn leave(paint: &mut Paint<'_>, head: Area, does: &str) -> Cell {
    let base = paint.look(Role::Popup);
    let wide = (ESC.len() + width(does, paint.widths) + 3) as Cell;
    let x = head.right().saturating_sub(wide).max(head.x);
    // On the ground of the popup, where keys can be read in every theme.
    paint.fill_look(Area { x, w: head.right() - x, ..head }, base);
    let behind = paint.text(x + 1, head.y, head.right(), ESC, base.over(paint.look(Role::Key)));
    paint.text(behind + 1, head.y, head.right(), does, base.over(paint.look(Role::Key)));
    x
}

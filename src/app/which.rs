//! What may follow the keys typed so far, drawn.

use super::{menu, whole::App};
use crate::brush::{Paint, frame};
use crate::theme::Role;

/// Shows what may follow the keys typed so far.
pub fn draw(app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let area = app.screen.popup;
    if area.is_empty() {
        return None;
    }
    let body = frame(paint, area, &menu::head(app), &app.say("which-keys"));
    let blocks = menu::blocks(app);
    let base = paint.look(Role::Popup);
    menu::columns(&blocks, area.w, paint.widths).draw(paint, body, 0, base);
    None
}

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
    let blocks = menu::blocks(app);
    let rows = area.h.saturating_sub(1);
    let columns = menu::columns(&blocks, (area.w, usize::from(rows)), paint.widths);
    // What finds no room at all is at least counted: the help has it.
    let head = match columns.pages() {
        1 => menu::head(app),
        _ => format!("{}  {}", menu::head(app), app.say("menu-more")),
    };
    let body = frame(paint, area, &head, &app.say("which-keys"));
    let base = paint.look(Role::Popup);
    columns.draw(paint, body, 0, base);
    None
}

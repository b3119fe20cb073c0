//! What may follow the keys typed so far.

use super::whole::App;
use crate::app::areas::WHICH;
use crate::brush::{Paint, frame};
use crate::input::key::shown;
use crate::layout::width;
use crate::theme::Role;
use crate::units::Area;

/// Shows what may follow the keys typed so far.
pub fn draw(app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let area = app.screen.popup;
    if area.is_empty() {
        return None;
    }
    let body = frame(paint, area, &shown(&app.hand.typed), &app.say("which-keys"));
    let found = app.hand.map.continuations(app.scopes(), &app.hand.typed);
    let rows = if found.len() > WHICH { found.len().div_ceil(2) } else { found.len() }.max(1);
    let base = paint.look(Role::Popup);
    let columns = found.chunks(rows).count().max(1) as u16;
    for (n, column) in found.chunks(rows).enumerate() {
        let part = Area { x: body.x + body.w / columns * n as u16, w: body.w / columns, ..body };
        let wide = column.iter().map(|(keys, _)| width(keys, paint.widths)).max().unwrap_or(1) as u16 + 2;
        for ((keys, command), y) in column.iter().zip(0..) {
            let row = part.row(y);
            if !row.is_empty() {
                paint.text(row.x, row.y, row.right(), keys, base.over(paint.look(Role::Key)));
                paint.line_look(row.inset(wide, 1), &app.say(&command.words()), base);
            }
        }
    }
    None
}

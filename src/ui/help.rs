//! The help, printed from the table of commands.

use crate::app::App;
use crate::app::help::{Help, Row, rows};
use crate::brush::{Paint, frame, sentence, typed};
use crate::theme::Role;
use crate::units::Area;

/// Cells of the column of keys, and of that of the keys without letters.
const KEYS: u16 = 16;
const LETTERLESS: u16 = 12;

/// Draws the help; returns where the cursor is, while it is searched.
pub fn draw(app: &App, help: &Help, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let body = frame(paint, app.screen.popup, &app.say("help-title"), &app.say("help-keys"));
    let (head, list) = body.split_top(1);
    let cursor = help.field.as_ref().map(|field| {
        let x = paint.text(head.x, head.y, head.right(), "/", paint.over(Role::Popup, Role::Key));
        typed(paint, Area { x, w: 30.min(head.w), ..head }, field)
    });
    let base = paint.look(Role::Popup);
    if cursor.is_none() {
        let faint = base.over(paint.look(Role::Faint));
        let told = if help.filter.is_empty() { app.say("help-column-keys") } else { format!("/{}", help.filter) };
        paint.line_look(Area { w: KEYS - 1, ..head }, &told, faint);
        paint.text(head.x + KEYS, head.y, head.right(), &app.say("help-column-letterless"), faint);
    }
    let mut y = 0;
    for row in rows(app, help).iter().skip(help.top) {
        let area = list.row(y);
        if area.is_empty() {
            break;
        }
        y += 1;
        match row {
            Row::Heading(text) => {
                paint.line_look(area, text, base.over(paint.look(Role::Section)));
            }
            Row::Command(keys, letterless, does) => {
                paint.line_look(Area { w: KEYS - 1, ..area }, keys, base.over(paint.look(Role::Key)));
                let less = Area { x: area.x + KEYS, w: LETTERLESS - 1, ..area };
                paint.line_look(less, letterless, base.over(paint.look(Role::Faint)));
                paint.line_look(area.inset(KEYS + LETTERLESS, 0), does, base);
            }
            Row::Sentence(text) => {
                let rest = Area { h: list.bottom().saturating_sub(area.y), ..area };
                y += sentence(paint, rest, text, base.over(paint.look(Role::Faint))).saturating_sub(1);
            }
            Row::Blank => {}
        }
    }
    cursor
}

//! Paints the program's state into cells; changes nothing.

use super::whole::App;
use super::{status_bar, tour, which};
use crate::brush::Paint;
use crate::panes::{list, side, text};
use crate::state::view::View;
use crate::theme::Role;
use crate::units::Area;

/// Paints the whole screen. Returns where the terminal's cursor belongs, if a field is open.
pub fn draw(app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    if app.screen.tiny {
        let sentence = app.say("too-small");
        paint.fill(app.screen.status, Role::Text);
        paint.line(app.screen.status.row(0), &sentence, Role::Text);
        return None;
    }
    paint.covered = !app.screen.popup.is_empty();
    let board = if app.view == View::Panes {
        list::draw::draw(app, paint);
        text::draw::draw(app, paint);
        side::draw::draw(app, paint);
        None
    } else {
        screen_of_rows(app, paint)
    };
    let field = status_bar::draw(app, paint).or(board);
    tour::draw(app, paint);
    match &app.popup {
        Some(open) => open.draw(app, paint).or(field),
        None if app.hand.typed.is_empty() => None,
        None => which::draw(app, paint),
    }
}

/// Paints the screen of rows that is shown. Returns where the cursor is, if its field is open.
fn screen_of_rows(app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let screen = &app.screen;
    paint.fill(Area { y: 0, h: screen.legend.y, x: 0, w: screen.size.0 }, Role::Text);
    if !screen.detail.is_empty() {
        paint.fill(screen.detail, Role::Pane);
    }
    app.screens.of(app.view).and_then(|screen| screen.draw(app, paint))
}

//! Paints the program's state into cells; changes nothing.

mod board;
mod conflicts;
mod differences;
mod foot;
mod hits;
mod list;
mod passages;
mod side;
mod statistics;
mod tagbook;
mod text;
mod which;

use crate::app::App;
use crate::app::stage::View;
use crate::brush::Paint;
use crate::theme::Role;
use crate::units::Area;
use ratatui::buffer::Buffer;

/// Paints the whole screen. Returns where the terminal's cursor belongs, if a field is open.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let mut paint = Paint::new(&app.face.theme, app.face.widths, buffer);
    if app.screen.tiny {
        let sentence = app.say("too-small");
        paint.fill(app.screen.status, Role::Text);
        paint.line(app.screen.status.row(0), &sentence, Role::Text);
        return None;
    }
    let board = if app.stage.view == View::Panes {
        list::draw(app, &mut paint);
        text::draw(app, &mut paint);
        side::draw(app, &mut paint);
        None
    } else {
        screen_of_rows(app, &mut paint)
    };
    let field = foot::draw(app, &mut paint).or(board);
    match &app.popup {
        Some(open) => open.draw(app, &mut paint).or(field),
        None if app.hand.typed.is_empty() => None,
        None => which::draw(app, &mut paint),
    }
}

/// Paints the screen of rows that is shown. Returns where the cursor is, if its field is open.
fn screen_of_rows(app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let screen = &app.screen;
    paint.fill(Area { y: 0, h: screen.legend.y, x: 0, w: screen.size.0 }, Role::Text);
    if !screen.detail.is_empty() {
        paint.fill(screen.detail, Role::Pane);
    }
    match app.stage.view {
        View::Panes => None,
        View::Codebook => tagbook::draw(app, paint),
        View::Passages => passages::draw(app, paint),
        View::Differences => differences::draw(app, paint),
        View::Hits => hits::draw(app, paint),
        View::Conflicts => conflicts::draw(app, paint),
        View::Statistics => statistics::draw(app, paint),
    }
}

//! Popups that are lists: the articles of the page, the commands, a sheet of facts.

use crate::app::App;
use crate::app::choice::Choice;
use crate::app::line::{self, Line};
use crate::app::sheet::Sheet;
use crate::brush::{Paint, frame, rows, sentence, typed};
use crate::layout::width;
use crate::theme::Role;
use crate::units::{Area, Cell};

/// Draws a list to choose from; returns where the cursor is.
pub fn choice(app: &App, open: &Choice, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let body = frame(paint, app.screen.popup, &app.say(open.title), &app.say("choice-keys"));
    let (field, rest) = body.split_top(1);
    let cursor = typed(paint, field, &open.input);
    let (_, list) = rest.split_top(1);
    let found = open.found();
    let lead = found.iter().map(|row| width(&row.lead, paint.widths)).max().unwrap_or(0).min(16) as Cell;
    let wide = if lead == 0 { 0 } else { lead + 2 };
    rows(paint, list, found.len(), open.chosen, |paint, n, area, look| {
        if let Some(row) = found.get(n) {
            let faint = look.over(paint.look(Role::Faint));
            paint.line_look(Area { w: wide.saturating_sub(1).min(area.w), ..area }, &row.lead, faint);
            paint.line_look(area.inset(wide + row.depth as Cell * 2, 0), &row.name, look);
        }
    });
    Some(cursor)
}

/// Draws the command line; returns where the cursor is.
pub fn line(app: &App, open: &Line, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let body = frame(paint, app.screen.popup, &app.say("line-title"), &app.say("line-keys"));
    let (field, rest) = body.split_top(1);
    let x = paint.text(field.x, field.y, field.right(), ":", paint.over(Role::Popup, Role::Key));
    let cursor = typed(paint, Area { x, w: field.right().saturating_sub(x), ..field }, &open.input);
    let (_, list) = rest.split_top(1);
    if let Some(words) = line::argument(open) {
        let look = paint.over(Role::Popup, Role::Faint);
        sentence(paint, list, &app.say(words), look);
        return Some(cursor);
    }
    let found = line::found(app, open);
    rows(paint, list, found.len(), open.chosen, |paint, n, area, look| {
        if let Some(command) = found.get(n) {
            let keys = app.hand.map.shown(command);
            paint.line_look(Area { w: 18.min(area.w), ..area }, command.name, look);
            paint.line_look(Area { w: 12.min(area.w), ..area.inset(19, 0) }, &keys, look.over(paint.look(Role::Key)));
            paint.line_look(area.inset(32, 0), &app.say(&command.words()), look.over(paint.look(Role::Faint)));
        }
    });
    Some(cursor)
}

/// Draws a sheet of facts.
pub fn sheet(app: &App, open: &Sheet, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let body = frame(paint, app.screen.popup, &open.title, &app.say("sheet-keys"));
    let (_, mut list) = body.split_top(1);
    let wide = open.rows.iter().map(|(left, _)| width(left, paint.widths)).max().unwrap_or(0) as Cell + 2;
    let base = paint.look(Role::Popup);
    for (left, text) in open.rows.iter().skip(open.top) {
        if list.is_empty() {
            break;
        }
        paint.line_look(Area { w: wide.min(list.w), ..list.row(0) }, left, base.over(paint.look(Role::Key)));
        let used = sentence(paint, list.inset(wide, 0), text, base).max(1);
        list = Area { y: list.y + used, h: list.h.saturating_sub(used), ..list };
    }
    None
}

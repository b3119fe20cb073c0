//! Small popups: where annotations are kept, who annotates, what may follow a key.

use crate::app::App;
use crate::app::attributes;
use crate::app::doubt::Doubt;
use crate::app::erratum::Field;
use crate::app::keys::scopes;
use crate::app::screen::WHICH;
use crate::brush::{Paint, frame, sentence, typed};
use crate::input::key::shown;
use crate::layout::width;
use crate::theme::Role;
use crate::units::Area;
use tui_input::Input;

/// Asks where annotations are kept.
pub fn store(app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let body = frame(paint, app.screen.popup, &app.say("store-title"), &app.say("store-keys"));
    let (_, body) = body.split_top(1);
    let look = paint.look(Role::Popup);
    sentence(paint, body, &app.say("store-question"), look);
    None
}

/// Asks what becomes of edits that are on no disk.
pub fn doubt(app: &App, doubt: &Doubt, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let (title, keys) = doubt.words();
    let body = frame(paint, app.screen.popup, &app.say(title), &app.say(keys));
    let (_, body) = body.split_top(1);
    let look = paint.look(Role::Popup);
    sentence(paint, body, &doubt.question(&app.face.words), look);
    None
}

/// Asks who annotates; returns where the cursor is.
pub fn coder(app: &App, input: &Input, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let body = frame(paint, app.screen.popup, &app.say("coder-title"), &app.say("coder-keys"));
    let (_, body) = body.split_top(1);
    let look = paint.look(Role::Popup);
    let used = sentence(paint, body, &app.say("coder-question"), look);
    Some(typed(paint, body.row(used), input))
}

/// Asks how words should read; returns where the cursor is.
pub fn erratum(app: &App, field: &Field, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let body = frame(paint, app.screen.popup, &app.say("erratum-title"), &app.say("erratum-keys"));
    let (_, body) = body.split_top(1);
    let base = paint.look(Role::Popup);
    let label = app.say("erratum-printed");
    let x = paint.text(body.x, body.y, body.right(), &format!("{label}  "), base.over(paint.look(Role::Faint)));
    paint.line_look(Area { x, w: body.right().saturating_sub(x), ..body.row(0) }, &field.printed, base);
    let label = app.say("erratum-reads");
    let x = paint.text(body.x, body.y + 1, body.right(), &format!("{label}  "), base.over(paint.look(Role::Key)));
    Some(typed(paint, Area { x, w: body.right().saturating_sub(x), ..body.row(1) }, &field.input))
}

/// Draws the attributes; returns where the cursor is.
pub fn attributes(app: &App, form: &attributes::Form, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let title = app.say(if form.of_article { "attributes-article" } else { "attributes-document" });
    let keys = app.say(if form.has_article() { "attributes-keys-both" } else { "attributes-keys" });
    let body = frame(paint, app.screen.popup, &title, &keys);
    let (_, list) = body.split_top(1);
    let said = |name: &String| {
        let known = attributes::NAMES.iter().find(|(known, _)| known == name);
        known.map_or_else(|| name.clone(), |(_, key)| app.say(key))
    };
    let names: Vec<String> = form.names.iter().map(said).chain([app.say("attribute-new")]).collect();
    let wide = names.iter().map(|name| width(name, paint.widths)).max().unwrap_or(4).min(24) as u16 + 2;
    let top = (form.chosen + 1).saturating_sub(usize::from(list.h).max(1));
    let mut cursor = None;
    for ((n, name), y) in names.iter().enumerate().skip(top).zip(0..list.h) {
        let row = list.row(y);
        let base = paint.look(Role::Popup);
        let role = if n == form.chosen { Role::Key } else { Role::Faint };
        paint.line_look(Area { w: wide - 1, ..row }, name, base.over(paint.look(role)));
        let value = Area { x: row.x + wide, w: row.w.saturating_sub(wide), ..row };
        if n == form.chosen {
            cursor = Some(typed(paint, value, &form.input));
        } else if let Some(name) = form.names.get(n) {
            let (text, inherited) = form.value(name);
            let look = if inherited { base.over(paint.look(Role::Faint)) } else { base };
            paint.line_look(value, &text, look);
        }
    }
    cursor
}

/// Shows what may follow the keys typed so far.
pub fn which(app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let area = app.screen.popup;
    if area.is_empty() {
        return None;
    }
    let body = frame(paint, area, &shown(&app.hand.typed), &app.say("which-keys"));
    let found = app.hand.map.continuations(scopes(app), &app.hand.typed);
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

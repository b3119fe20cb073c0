//! The tag picker.

use crate::annotation::Tag;
use crate::app::App;
use crate::app::picker::{Picker, Row};
use crate::brush::{Paint, frame, typed};
use crate::text::decode::one_line;
use crate::theme::Role;
use crate::units::Area;

/// Draws the picker; returns where the cursor is.
pub fn draw(app: &App, picker: &Picker, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let lang = app.face.words.lang();
    let name = |key: &String| {
        let tag = app.desk.book.codebook.get(key).or_else(|| picker.made(key));
        tag.map_or(key.clone(), |tag| tag.label(lang).to_owned())
    };
    let names = picker.ticked.iter().map(name).collect::<Vec<_>>().join(" ");
    let title = app.face.words.fill("picker-title", &[("ticked", picker.ticked.len().to_string()), ("names", names)]);
    let body = frame(paint, app.screen.popup, &title, &app.say("picker-keys"));
    let (field, rest) = body.split_top(1);
    let cursor = typed(paint, field, &picker.field);
    let (_, list) = rest.split_top(1);
    let (list, foot) = list.split_bottom(1);
    let quick = app.desk.quick_keys();
    let wide = quick.keys().map(|slot| app.desk.key_name(*slot).len() as u16 + 1).max().unwrap_or(0);
    let height = usize::from(list.h).max(1);
    let top = (picker.chosen + 1).saturating_sub(height);
    for ((n, row), y) in picker.rows.iter().enumerate().skip(top).take(height).zip(0..) {
        let mut base = paint.look(Role::Popup);
        let area = list.row(y);
        if n == picker.chosen {
            base = base.over(paint.look(Role::Chosen));
            paint.fill_look(Area { x: area.x - 1, w: area.w + 2, ..area }, base);
        }
        let codebook = &app.desk.book.codebook;
        let lang = app.face.words.lang();
        match row {
            Row::Tag(key) => {
                let tag = codebook.get(key).or_else(|| picker.made(key));
                let tick = if picker.ticked.contains(key) { "x " } else { "  " };
                let look = base.over(paint.look(Role::Key));
                let x = paint.text(area.x, area.y, area.right(), tick, look);
                let own = quick.iter().find(|(_, tag)| *tag == key).map(|(slot, _)| app.desk.key_name(*slot));
                paint.text(x, area.y, area.right(), own.as_deref().unwrap_or(""), look);
                let label = tag.map_or(key.as_str(), |tag| tag.label(lang));
                let slot = tag.map_or(0, |tag| tag.slot);
                let x = paint.text(x + wide, area.y, area.right(), label, base.over(paint.theme.tag_name(slot)));
                let parent = tag.and_then(|tag| tag.parent.as_deref()).map(|parent| codebook.path(parent, lang));
                let about = parent
                    .unwrap_or_else(|| tag.map_or(String::new(), |tag: &Tag| one_line(&tag.definition).into_owned()));
                let rest = Area { x: x + 2, w: area.right().saturating_sub(x + 2), ..area };
                paint.line_look(rest, &about, base.over(paint.look(Role::Faint)));
            }
            Row::New => {
                let name = picker.field.value().trim().to_owned();
                let sentence = match &picker.parent {
                    Some(parent) => app
                        .face
                        .words
                        .fill("picker-new-below", &[("name", name), ("parent", codebook.path(parent, lang))]),
                    None => app.face.words.fill("picker-new", &[("name", name)]),
                };
                paint.line_look(area, &sentence, base.over(paint.look(Role::Key)));
            }
        }
    }
    define(app, picker, paint, foot);
    Some(cursor)
}

/// Says what the chosen tag is for: definitions are at hand while coding.
fn define(app: &App, picker: &Picker, paint: &mut Paint<'_>, row: Area) {
    let Some(Row::Tag(key)) = picker.rows.get(picker.chosen) else { return };
    let Some(tag) = app.desk.book.codebook.get(key) else { return };
    let about = format!("{}  {}", one_line(&tag.definition), one_line(&tag.include));
    let faint = paint.over(Role::Popup, Role::Faint);
    paint.line_look(row, about.trim(), faint);
}

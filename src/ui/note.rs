//! The note editor: broken as Chinese is, the terminal's cursor where the next character goes.

use crate::app::App;
use crate::app::note::{About, Note};
use crate::brush::{Paint, frame};
use crate::layout::{Setting, rows, width};
use crate::text::offsets::first_chars;
use crate::theme::Role;
use crate::units::{ByteSpan, Cell, Slice};

/// Draws the note; returns where the cursor is.
pub fn draw(app: &App, note: &Note, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let keys = match note.about {
        About::Annotation(_) => "note-keys",
        About::Memo(_) => "memo-keys",
        About::Tag(..) => "tag-text-keys",
        About::Tags => "tag-list-keys",
    };
    let body = frame(paint, app.screen.popup, &note.title, &app.say(keys));
    let (_, body) = body.split_top(1);
    let (area, _) = body.split_bottom(1);
    let look = paint.over(Role::Popup, Role::Field);
    paint.fill_look(area, look);
    let inner = area.inset(1, 1);
    let cursor = note.area.cursor();
    // One cell is kept free for the cursor behind a full row.
    let setting = Setting::new(inner.w.saturating_sub(1).max(2), paint.widths);
    let mut drawn: Vec<String> = Vec::new();
    let mut at = (0, 0);
    for (n, line) in note.area.lines().iter().enumerate() {
        let broken = rows(line, setting, true);
        let typed = first_chars(line, cursor.1).len();
        for (m, row) in broken.iter().enumerate() {
            let last = m + 1 == broken.len();
            if n == cursor.0 && row.start <= typed && (typed < row.end || last) {
                let before = line.slice(ByteSpan::at(row.start, typed));
                at = (drawn.len(), width(before, paint.widths));
            }
            drawn.push(line.slice(ByteSpan::at(row.start, row.end)).to_owned());
        }
        if broken.is_empty() {
            if n == cursor.0 {
                at = (drawn.len(), 0);
            }
            drawn.push(String::new());
        }
    }
    let height = usize::from(inner.h).max(1);
    let top = (at.0 + 1).saturating_sub(height);
    for (text, y) in drawn.iter().skip(top).take(height).zip(0..) {
        let row = inner.row(y);
        paint.text(row.x, row.y, row.right(), text, look);
    }
    Some((inner.x + (at.1 as Cell).min(inner.w), inner.y + (at.0 - top) as Cell))
}

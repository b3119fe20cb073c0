//! Sentences, broken as Chinese is.

use super::Paint;
use crate::layout::{Setting, rows, width};
use crate::theme::{Look, Role};
use crate::units::{Area, ByteSpan, Slice};

/// Draws sentences in a rectangle, broken as Chinese is. Returns the rows used.
pub fn sentence(paint: &mut Paint<'_>, area: Area, text: &str, look: Look) -> u16 {
    let mut y = 0;
    for line in text.split('\n') {
        let broken = rows(line, Setting::new(area.w.max(1), paint.widths), true);
        for row in &broken {
            let at = area.row(y);
            if !at.is_empty() {
                paint.text(at.x, at.y, at.right(), line.slice(ByteSpan::at(row.start, row.end)), look);
            }
            y += 1;
        }
        y += u16::from(broken.is_empty());
    }
    y
}

/// Draws sentences in the middle of a rectangle, a little above its half, each row centred.
pub fn centred(paint: &mut Paint<'_>, area: Area, text: &str, look: Look) {
    let setting = Setting::new(area.w.max(1), paint.widths);
    let broken = |line: &str| -> Vec<String> {
        let rows = rows(line, setting, true);
        let rows: Vec<String> =
            rows.iter().map(|row| line.slice(ByteSpan::at(row.start, row.end)).to_owned()).collect();
        if rows.is_empty() { vec![String::new()] } else { rows }
    };
    let all: Vec<String> = text.split('\n').flat_map(broken).collect();
    let above = area.h.saturating_sub(all.len() as u16) * 2 / 5;
    for (line, y) in all.iter().zip(above..area.h) {
        let line = line.trim_end();
        let left = area.w.saturating_sub(width(line, paint.widths) as u16) / 2;
        let at = area.row(y).inset(left, 0);
        paint.text(at.x, at.y, at.right(), line, look);
    }
}

/// Draws sentences below each other, each as many rows as it needs; returns what is left below.
pub fn sentences(paint: &mut Paint<'_>, mut body: Area, lines: &[String], role: Role) -> Area {
    let look = paint.look(Role::Popup).over(paint.look(role));
    for line in lines {
        let used = sentence(paint, body, line, look);
        body = body.split_top(used.max(1)).1;
    }
    body
}

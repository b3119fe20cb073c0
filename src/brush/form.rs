//! Forms: rows of labelled fields, all in sight, and text of several lines with its cursor.

use super::Paint;
use super::beyond::parted;
use super::field::typed;
use crate::input::form::{Field, Form, Value};
use crate::input::lines::Lines;
use crate::layout::{Setting, rows, width};
use crate::text::Widths;
use crate::text::offsets::first_chars;
use crate::theme::{Look, Role};
use crate::units::{Area, ByteSpan, Cell, Slice};

/// The widest label, in cells.
const LABEL: usize = 24;

/// Cells before a label: the mark of the field that has the keys, and a blank.
const MARK: Cell = 2;

/// Breaks text into rows of a width; returns them with the row and column of the cursor.
fn broken(lines: &Lines, w: Cell, widths: Widths) -> (Vec<String>, (usize, usize)) {
    let cursor = lines.cursor();
    // One cell is kept free for the cursor behind a full row.
    let setting = Setting::new(w.saturating_sub(1).max(2), widths);
    let (mut drawn, mut at) = (Vec::new(), (0, 0));
    for (n, line) in lines.lines().iter().enumerate() {
        let found = rows(line, setting, true);
        let typed = first_chars(line, cursor.1).len();
        for (m, row) in found.iter().enumerate() {
            let last = m + 1 == found.len();
            if n == cursor.0 && row.start <= typed && (typed < row.end || last) {
                at = (drawn.len(), width(line.slice(ByteSpan::at(row.start, typed)), widths));
            }
            drawn.push(line.slice(ByteSpan::at(row.start, row.end)).to_owned());
        }
        if found.is_empty() {
            if n == cursor.0 {
                at = (drawn.len(), 0);
            }
            drawn.push(String::new());
        }
    }
    (drawn, at)
}

/// Draws text of several lines with the cursor in sight, and at the right how many rows are not; returns where the cursor
/// is.
pub fn lines(paint: &mut Paint<'_>, area: Area, text: &Lines, look: Look) -> (u16, u16) {
    let (area, beside) = parted(area, broken(text, area.w, paint.widths).0.len());
    let (drawn, at) = broken(text, area.w, paint.widths);
    let top = (at.0 + 1).saturating_sub(usize::from(area.h).max(1));
    paint.beyond(beside, (top, drawn.len().saturating_sub(top + usize::from(area.h))), look);
    for (text, y) in drawn.iter().skip(top).zip(0..area.h) {
        let row = area.row(y);
        paint.text(row.x, row.y, row.right(), text, look);
    }
    (area.x + (at.1 as Cell).min(area.w), area.y + (at.0 - top) as Cell)
}

/// Returns the cells of the labels of a form, with the mark before them and a gap behind.
fn beside(labels: &[String], widths: Widths) -> Cell {
    labels.iter().map(|label| width(label, widths)).max().unwrap_or(0).min(LABEL) as Cell + MARK + 2
}

/// Returns the rows that a field would like to have.
fn wanted(field: &Field, chosen: bool, w: Cell, widths: Widths) -> Cell {
    match &field.value {
        Value::Line(_) => 1,
        // The one that is written in shows that there is more than one line.
        Value::Lines(text) => (broken(text, w, widths).0.len() as Cell).max(if chosen { 2 } else { 1 }),
    }
}

/// Returns the rows that a form would like to have in so many cells.
pub fn form_height(form: &Form, labels: &[String], w: Cell, widths: Widths) -> Cell {
    let w = w.saturating_sub(beside(labels, widths));
    let fields = form.fields.iter().enumerate();
    fields.map(|(n, field)| wanted(field, n == form.chosen, w, widths)).sum()
}

/// Shares rows out among fields: the one that has the keys gives way last.
fn share(mut heights: Vec<Cell>, chosen: usize, h: Cell) -> Vec<Cell> {
    while heights.iter().sum::<Cell>() > h {
        let others = heights.iter().enumerate().filter(|(n, height)| *n != chosen && **height > 1);
        let most = others.max_by_key(|(_, height)| **height).map(|(n, _)| n);
        let Some(height) = heights.get_mut(most.unwrap_or(chosen)).filter(|height| **height > 1) else { break };
        *height -= 1;
    }
    heights
}

/// Draws a form; returns where the cursor is.
pub fn form(paint: &mut Paint<'_>, area: Area, form: &Form, labels: &[String]) -> Option<(u16, u16)> {
    let left = beside(labels, paint.widths);
    let w = area.w.saturating_sub(left);
    let fields = form.fields.iter().enumerate();
    let heights = fields.map(|(n, field)| wanted(field, n == form.chosen, w, paint.widths)).collect();
    let heights = share(heights, form.chosen, area.h);
    // Where even one row each is too much, those before the one that has the keys go first.
    let through: Cell = heights.iter().take(form.chosen + 1).sum();
    let mut skipped = through.saturating_sub(area.h);
    let (mut rest, mut cursor) = (area, None);
    for ((n, field), height) in form.fields.iter().enumerate().zip(heights) {
        if skipped > 0 {
            skipped = skipped.saturating_sub(height);
            continue;
        }
        let (part, below) = rest.split_top(height);
        rest = below;
        if part.is_empty() {
            break;
        }
        let chosen = n == form.chosen;
        let label = labels.get(n).map_or("", String::as_str);
        let base = paint.look(Role::Popup);
        if chosen {
            paint.text(part.x, part.y, part.right(), ">", base.over(paint.look(Role::Key)));
        }
        let named = Area { x: part.x + MARK, w: left.saturating_sub(MARK + 1).min(part.w), ..part.row(0) };
        paint.line_look(named, label, base.over(paint.look(if chosen { Role::Key } else { Role::Faint })));
        let at = value(paint, part.inset(left, 0), field, chosen);
        cursor = cursor.or(at.filter(|_| chosen));
    }
    cursor
}

/// Draws what is in a field; returns where the cursor is.
fn value(paint: &mut Paint<'_>, area: Area, field: &Field, chosen: bool) -> Option<(u16, u16)> {
    let base = paint.look(Role::Popup);
    let look = if chosen { paint.over(Role::Status, Role::Field) } else { base };
    if chosen {
        paint.fill_look(area, look);
    }
    let cursor = match &field.value {
        Value::Line(input) if chosen => typed(paint, area.row(0), (input, false)),
        Value::Line(input) => (paint.line_look(area.row(0), input.value(), look), area.y),
        Value::Lines(text) if chosen => lines(paint, area, text, look),
        Value::Lines(text) => closed(paint, area, text, look),
    };
    if field.text().is_empty() {
        let pale = look.over(paint.look(Role::Faint));
        // Where nothing is pale, it must not pass for what was typed.
        let bare = paint.theme.has_grounds() || field.hint.is_empty();
        let hint = if bare { field.hint.clone() } else { format!("({})", field.hint) };
        // The cursor covers no hint: one cell is free before it.
        paint.line_look(area.row(0).inset(u16::from(chosen), 0), &hint, pale);
    }
    Some(cursor)
}

/// Draws text that nobody writes in: from its beginning, with dots where it is cut.
fn closed(paint: &mut Paint<'_>, area: Area, text: &Lines, look: Look) -> (u16, u16) {
    let (drawn, _) = broken(text, area.w, paint.widths);
    let last = usize::from(area.h).saturating_sub(1);
    for ((n, text), y) in drawn.iter().enumerate().zip(0..area.h) {
        let more = n == last && drawn.len() > n + 1;
        let shown = if more { format!("{text}{}", drawn.get(n + 1).map_or("", String::as_str)) } else { text.clone() };
        paint.line_look(area.row(y), &shown, look);
    }
    (area.x, area.y)
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn the_field_that_has_the_keys_gives_way_last() {
        assert_eq!(share(vec![1, 5, 3], 1, 9), [1, 5, 3]);
        assert_eq!(share(vec![1, 5, 3], 1, 7), [1, 5, 1]);
        assert_eq!(share(vec![1, 5, 3], 1, 5), [1, 3, 1]);
        assert_eq!(share(vec![1, 5, 3], 1, 2), [1, 1, 1]);
    }
}

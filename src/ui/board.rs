//! What the screens of rows have in common: head, rows, the sentence where there are none.

use crate::app::App;
use crate::app::popups::typed::{Field, Of};
use crate::brush::{Paint, sentence, typed};
use crate::theme::Role;
use crate::units::Area;

/// Draws the head of a screen: its name, its field, what there is in numbers. Returns where the cursor is.
pub fn head(
    app: &App,
    paint: &mut Paint<'_>,
    name: &str,
    (label, value): (&str, &str),
    numbers: &str,
) -> Option<(u16, u16)> {
    let row = app.screen.board_head;
    paint.head(row, name, numbers, true);
    let base = paint.look(Role::PaneFocus);
    let numbers_wide = crate::layout::width(numbers, paint.widths) as u16;
    let name_wide = crate::layout::width(name, paint.widths) as u16;
    let x = row.x + name_wide + 4;
    let end = row.right().saturating_sub(numbers_wide + 3);
    let own = |field: &&Field| matches!(field.of, Of::Passages | Of::Hits | Of::Codebook);
    let open = app.open::<Field>().filter(own).map(|field| &field.input);
    if open.is_none() && value.is_empty() {
        return None;
    }
    let x = paint.text(x, row.y, end, label, base) + 1;
    let area = Area { x, w: end.saturating_sub(x).min(44), ..row };
    match open {
        Some(input) => Some(typed(paint, area, input)),
        None => {
            paint.line_look(area, value, base);
            None
        }
    }
}

/// Draws a sentence where there are no rows.
pub fn empty(app: &App, paint: &mut Paint<'_>, key: &str) {
    let look = paint.over(Role::Text, Role::Faint);
    let area = app.screen.board.inset(1, 1);
    let (_, area) = area.split_top(1);
    sentence(paint, Area { w: area.w.min(76), ..area }, &app.say(key), look);
}

//! What the screens have in common: head, rows, the sentence where there are none.

use crate::annotation::Annotation;
use crate::brush::{Paint, chip, chips, hints_width, sentence, typed};
use crate::layout::{fit, width};
use crate::popups::typed::Field;
use crate::state::Model;
use crate::state::request::Of;
use crate::theme::{Hue, Look, Role};
use crate::units::{Area, Cell};

/// What a screen is filtered by, as its head tells it.
#[derive(Clone, Copy, Default)]
pub struct Filter<'a> {
    /// What stands before it.
    pub label: &'a str,
    /// What is typed; nothing, if all is shown.
    pub value: &'a str,
    /// The hint that says how all is shown again.
    pub cleared: &'a str,
}

/// Draws the head of a screen: its name, its field, what there is in numbers. Returns where the cursor is.
pub fn head(
    model: &Model,
    paint: &mut Paint<'_>,
    name: &str,
    Filter { label, value, cleared }: Filter<'_>,
    numbers: &str,
) -> Option<(u16, u16)> {
    let row = model.screen.board_head;
    paint.head(row, name, numbers, true);
    let base = paint.look(paint.head_role(true));
    let numbers_wide = width(numbers, paint.widths) as u16;
    let name_wide = width(name, paint.widths) as u16;
    let x = row.x + name_wide + 4;
    let end = row.right().saturating_sub(numbers_wide + 3);
    let own = |field: &&Field| matches!(field.of, Of::Passages | Of::Hits | Of::Codebook);
    let open = model.open::<Field>().filter(own);
    if open.is_none() && value.is_empty() {
        return None;
    }
    let x = paint.text(x, row.y, end, label, base) + 1;
    let area = Area { x, w: end.saturating_sub(x).min(44), ..row };
    match open {
        Some(field) => Some(typed(paint, area, (&field.input, field.fresh))),
        None => {
            // How to be rid of it is said whatever its length.
            let kept = if cleared.is_empty() { 0 } else { hints_width(cleared, paint.widths) + 2 };
            let area = Area { w: end.saturating_sub(x + kept), ..row };
            let x = paint.line_look(Area { x, ..area }, value, base.over(BOLD));
            paint.hints(Area { x: x + 2, w: end.saturating_sub(x + 2), ..row }, cleared, base);
            None
        }
    }
}

/// Draws the head of a screen that shows one of several things: its name, theirs as tabs with the current one marked,
/// what there is in numbers. Where there is not room for all tabs only the current one is named.
pub fn tabs(model: &Model, paint: &mut Paint<'_>, name: &str, tabs: (&[String], usize), numbers: &str) {
    let row = model.screen.board_head;
    let ((names, current), widths) = (tabs, paint.widths);
    let cells = |text: &str| width(text, widths) as Cell;
    let free = row.w.saturating_sub(cells(name) + 4);
    let all = names.iter().map(|name| cells(name) + 2).sum::<Cell>() <= free;
    let used: Cell = (0..).zip(names).filter(|(n, _)| all || *n == current).map(|(_, name)| cells(name) + 2).sum();
    let numbers = fit(numbers, free.saturating_sub(used + 2), paint.widths);
    paint.head(row, name, &numbers, true);
    let base = paint.look(paint.head_role(true));
    let grounds = paint.theme.has_grounds();
    let mut x = row.x + cells(name) + 3;
    for (n, name) in names.iter().enumerate().filter(|(n, _)| all || *n == current) {
        let (told, look) = match (n == current, grounds) {
            (true, true) => (format!(" {name} "), paint.look(Role::Text).over(BOLD)),
            (true, false) => (format!("[{name}]"), base.over(BOLD)),
            (false, _) => (format!(" {name} "), base),
        };
        x = paint.text(x, row.y, row.right(), &told, look);
    }
}

/// Bold, whatever else.
const BOLD: Look = Look { fg: None, bg: None, bold: true, dim: false, italic: false, underline: false, reverse: false };

/// Draws a sentence where there are no rows.
pub fn empty(model: &Model, paint: &mut Paint<'_>, key: &str) {
    let look = paint.over(Role::Text, Role::Faint);
    let area = model.screen.board.inset(1, 1);
    let (_, area) = area.split_top(1);
    sentence(paint, Area { w: area.w.min(76), ..area }, &model.say(key), look);
}

/// Draws the names of an annotation's tags; returns the column behind them.
pub fn tags(model: &Model, paint: &mut Paint<'_>, row: Area, annotation: &Annotation, base: Look) -> u16 {
    let codebook = &model.project.book.codebook;
    let lang = model.face.words.lang();
    if annotation.tags.is_empty() {
        return chip(paint, row, &model.say("plain-highlight"), Hue::default(), base);
    }
    let keys = annotation.tags.iter().map(|tag| codebook.resolve(tag));
    chips(paint, row, keys.map(|key| (codebook.label(key, lang), codebook.hue(key))), base)
}

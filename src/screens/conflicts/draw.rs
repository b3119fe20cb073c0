//! The conflicts: one a row, and both versions of the chosen one side by side below.

use crate::brush::{Paint, paragraph, row_look, sentence};
use crate::layout::width;
use crate::screens::board;
use crate::screens::conflicts::listed::{Conflicts, Row, about, by, chosen, told, versions};
use crate::state::Model;
use crate::text::decode::one_line;
use crate::text::diff::apart;
use crate::theme::Role;
use crate::units::Area;

/// Cells of the name of what a row is about.
const SORT: u16 = 14;

/// Draws the conflicts.
pub fn draw(conflicts: &Conflicts, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let at = conflicts.place.chosen + usize::from(!conflicts.rows.is_empty());
    let blanks = [("at", at.to_string()), ("count", conflicts.rows.len().to_string())];
    let numbers = model.face.words.fill("conflicts-numbers", &blanks);
    board::head(model, paint, &model.say("screen-conflicts"), board::Filter::default(), &numbers);
    if conflicts.rows.is_empty() {
        board::empty(model, paint, "empty-conflicts");
        return None;
    }
    let list = model.screen.board;
    for ((n, row), y) in conflicts.rows.iter().enumerate().skip(conflicts.place.top).zip(0..list.h) {
        let at = list.row(y);
        let base = row_look(paint, at, n == conflicts.place.chosen);
        let (sort, about) = about(model, row);
        let (name, rest) = at.split_left(SORT);
        paint.text(name.x, name.y, name.right(), &model.say(sort), base.over(paint.look(Role::Key)));
        let fields: Vec<String> = versions(model, row).into_iter().map(|(name, ..)| name).collect();
        let fields = fields.join(" ");
        let (words, end) = rest.split_right(width(&fields, paint.widths).min(usize::from(rest.w / 3)) as u16);
        paint.line_look(Area { w: words.w.saturating_sub(2), ..words }, &one_line(&about), base);
        paint.line_look(end, &fields, base.over(paint.look(Role::Faint)));
    }
    if let Some(row) = chosen(conflicts) {
        draw_versions(conflicts, model, paint, row);
    }
    None
}

/// Draws both versions side by side; of a document that is gone, what is known.
fn draw_versions(conflicts: &Conflicts, model: &Model, paint: &mut Paint<'_>, row: &Row) {
    let area = model.screen.detail;
    if area.is_empty() {
        return;
    }
    let base = paint.look(Role::Pane);
    let faint = paint.over(Role::Pane, Role::Faint);
    let area = Area { w: area.w.min(124), ..area }.inset(2, 1);
    if matches!(row, Row::Gone(..)) {
        let (_, body) = area.split_top(1);
        sentence(paint, Area { w: body.w.min(76), ..body }, &told(conflicts, model, row), base);
        return;
    }
    let (head, body) = area.split_top(1);
    let half = (area.w / 2).saturating_sub(1);
    let sides = |area: Area| {
        (Area { w: half, ..area }, Area { x: area.x + half + 2, w: area.w.saturating_sub(half + 2), ..area })
    };
    let (this, other) = sides(head);
    let heading = paint.over(Role::Pane, Role::Section);
    let [now, then] = by(model, row);
    for (side, key, by) in [(this, "conflict-this", now), (other, "conflict-other", then)] {
        let x = paint.line_look(side, &model.say(key), heading) + 2;
        paint.line_look(Area { x, w: side.right().saturating_sub(x), ..side }, &by, faint);
    }
    let strong = base.over(paint.look(Role::Hit));
    let mut y = body.y;
    for (name, now, then) in versions(model, row) {
        let rest = Area { y, h: body.bottom().saturating_sub(y), ..body };
        if rest.h < 2 {
            return;
        }
        let (name_row, rest) = rest.split_top(1);
        paint.line_look(name_row, &name, faint);
        let (this, other) = sides(rest);
        let [now, then] = apart(&now, &then);
        let used = paragraph(paint, this, &now, base, strong).max(paragraph(paint, other, &then, base, strong));
        y = rest.y + used;
    }
}

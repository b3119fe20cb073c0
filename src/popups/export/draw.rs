//! The form of the export, with what would go out.

use super::form::{Form, offered, whose};
use crate::brush::{Paint, frame, labelled, sentences};
use crate::state::choices::Choices;
use crate::state::{Model, Popup};
use crate::theme::Role;

/// Draws the form of the export; returns where the cursor is.
pub fn draw(model: &Model, form: &Form, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let place = format!("{}/{}", form.choices.format + 1, offered().count());
    let title = format!("{}  {place}", model.say("export-title"));
    let body = frame(paint, model.screen.popup, &title, &form.keys(model));
    let base = paint.look(Role::Popup);
    let (_, body) = body.split_top(u16::from(body.h > 12));
    let (file, body) = body.split_top(1);
    let cursor = labelled(paint, file, &model.say("export-file"), &form.path);
    let (what, body) = body.split_top(1);
    let scope = model.face.words.fill(form.scope_words(), &[("count", form.listed().to_string())]);
    let whose = match whose(model) {
        None => model.say("export-all-coders"),
        Some(name) if name.is_empty() => model.say("export-own"),
        Some(name) => model.face.words.fill("export-one-coder", &[("name", name)]),
    };
    let label = model.face.words.fill("export-what", &[("scope", scope), ("coder", whose)]);
    paint.line_look(what, &label, base);
    let (how, body) = body.split_top(1);
    paint.line_look(how, &choices(model, form.choices), base.over(paint.look(Role::Faint)));
    let (_, body) = body.split_top(u16::from(body.h > 9));
    let most = offered().count() as u16;
    let (list, below) = body.split_top((body.h / 2).max(body.h.saturating_sub(12)).clamp(3, most));
    let height = usize::from(list.h).max(1);
    let top = (form.choices.format + 1).saturating_sub(height);
    for ((n, format), y) in offered().enumerate().skip(top).zip(0..) {
        let row = list.row(y);
        let mut look = base;
        if n == form.choices.format {
            look = base.over(paint.look(Role::Chosen));
            paint.fill_look(row, look);
        }
        paint.line_look(row.inset(1, 1), &model.say(format), look);
    }
    let (_, mut rest) = below.split_top(u16::from(below.h > 3));
    for (line, role) in said(model, form) {
        rest = sentences(paint, rest, &[line], role);
    }
    let (_, mut rest) = rest.split_top(u16::from(rest.h > 2));
    let look = base.over(paint.look(Role::Faint));
    let head = form.preview.as_ref().and_then(|preview| preview.as_ref().ok()).filter(|_| form.done.is_none());
    for line in head.iter().flat_map(|preview| &preview.head) {
        let (row, below) = rest.split_top(1);
        paint.line_look(row.inset(1, 1), line, look);
        rest = below;
    }
    Some(cursor)
}

/// Says what is chosen of what the format lets one choose.
fn choices(model: &Model, choices: Choices) -> String {
    let said = choices.words().map(|(key, value)| model.face.words.fill(key, &[("value", model.say(value))]));
    said.collect::<Vec<_>>().join("  ")
}

/// Returns what there is to say of the export, each sentence with its role.
fn said(model: &Model, form: &Form) -> Vec<(String, Role)> {
    let words = &model.face.words;
    if let Some(error) = &form.failed {
        return vec![(words.error(error), Role::Notice)];
    }
    let preview = match (&form.preview, form.done) {
        (_, Some(percent)) => {
            return vec![(words.fill("export-progress", &[("percent", percent.to_string())]), Role::Key)];
        }
        (None, _) => return vec![(model.say("export-looking"), Role::Faint)],
        (Some(Err(error)), _) => return vec![(words.error(error), Role::Notice)],
        (Some(Ok(preview)), _) => preview,
    };
    let counts = [("count", preview.count.to_string()), ("documents", preview.documents.to_string())];
    let goes = if preview.codebook { "export-goes-tags" } else { "export-goes" };
    let mut said = vec![(words.fill(goes, &counts), Role::Popup)];
    for (key, documents) in &preview.missing {
        let list = documents.join(&model.say("list-comma"));
        said.push((words.fill(key, &[("list", list)]), Role::Notice));
    }
    let left = preview.leaves.iter().map(|(facet, count)| words.fill(facet.words(), &[("count", count.to_string())]));
    let left: Vec<String> = left.collect();
    if !left.is_empty() {
        let list = left.join(&model.say("list-comma"));
        said.push((words.fill("export-leaves", &[("list", list)]), Role::Notice));
    }
    said
}

//! The form of the export, with what would go out.

use super::form::Form;
use crate::brush::{Paint, frame, labelled, sentences};
use crate::state::choices::Choices;
use crate::state::{Model, Popup};
use crate::theme::Role;
use crate::units::{Area, Cell};

/// The least width in which the formats stand beside what would go out, and their own then.
const TWO: Cell = 104;
const LIST: Cell = 62;

/// Draws the form of the export; returns where the cursor is.
pub fn draw(model: &Model, form: &Form, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let body = frame(paint, model.screen.popup, &model.say("export-title"), &form.keys(model));
    let base = paint.look(Role::Popup);
    let (_, body) = body.split_top(u16::from(body.h > 12));
    let (file, body) = body.split_top(1);
    let cursor = labelled(paint, file, &model.say("export-file"), &form.path.input);
    let (place, body) = body.split_top(1);
    paint.line_look(place, &beneath(model, form), base.over(paint.look(Role::Faint)));
    let (what, body) = body.split_top(1);
    let scope = model.face.words.fill(form.scope_words(), &[("count", form.listed().to_string())]);
    let whose = match form.whose(model) {
        None => model.say("export-all-coders"),
        Some(name) if name.is_empty() => model.say("export-own"),
        Some(name) => model.face.words.fill("export-one-coder", &[("name", model.name_of(&name))]),
    };
    let label = model.face.words.fill("export-what", &[("scope", scope), ("coder", whose)]);
    paint.hints(what, &label, base);
    let (how, body) = body.split_top(1);
    paint.hints(how, &choices(model, form.choices), base.over(paint.look(Role::Faint)));
    let (_, body) = body.split_top(u16::from(body.h > 9));
    if body.w >= TWO {
        let (list, rest) = body.split_left(LIST);
        formats(model, form, paint, list.inset(0, 2));
        outlook(model, form, paint, rest.inset(1, 0));
    } else {
        let most = form.sections.height() as u16;
        let (list, below) = body.split_top((body.h / 2).max(body.h.saturating_sub(12)).clamp(3, most));
        formats(model, form, paint, list);
        outlook(model, form, paint, below.split_top(u16::from(below.h > 3)).1);
    }
    Some(cursor)
}

/// Says which file will be written, as a whole path; behind Tab what the path may become.
fn beneath(model: &Model, form: &Form) -> String {
    let from = &model.hand.standpoint;
    let names: Vec<&str> = form.path.candidates(from).iter().map(|named| named.name.as_str()).collect();
    if form.told && names.len() > 1 {
        return names.join("  ");
    }
    let path = from.meant(form.path.text()).display().to_string();
    model.face.words.fill("export-path", &[("path", path)])
}

fn formats(model: &Model, form: &Form, paint: &mut Paint<'_>, list: Area) {
    form.sections.draw(paint, list.inset(1, 1), form.chosen(), |paint, n, row, look| {
        let format = form.order.get(n).and_then(|n| crate::exchange::FORMATS.get(*n));
        if let Some(format) = format {
            paint.line_look(row.inset(1, 0), &model.say(format.words), look);
        }
    });
}

/// Says what would go out, and how it begins.
fn outlook(model: &Model, form: &Form, paint: &mut Paint<'_>, mut rest: Area) {
    for (line, role) in said(model, form) {
        rest = sentences(paint, rest, &[line], role);
    }
    let (_, mut rest) = rest.split_top(u16::from(rest.h > 2));
    let look = paint.over(Role::Popup, Role::Faint);
    let head = form.preview.as_ref().and_then(|preview| preview.as_ref().ok()).filter(|_| form.done.is_none());
    for line in head.iter().flat_map(|preview| &preview.head) {
        let (row, below) = rest.split_top(1);
        paint.line_look(row.inset(1, 0), line, look);
        rest = below;
    }
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
    // What a person has made and would miss is told aloud, what a format cannot know in passing. A codebook is asked
    // for without annotations.
    for (grave, key, role) in [(true, "export-loses", Role::Notice), (false, "export-leaves", Role::Faint)] {
        let own = preview.leaves.iter().filter(|(facet, _)| (facet.is_grave() && !preview.codebook) == grave);
        let left: Vec<String> =
            own.map(|(facet, count)| words.fill(facet.words(), &[("count", count.to_string())])).collect();
        if !left.is_empty() {
            said.push((words.fill(key, &[("list", left.join(&model.say("list-comma")))]), role));
        }
    }
    said
}

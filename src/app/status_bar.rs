//! The two rows at the foot: the quick keys, and the status line.

use super::whole::App;
use crate::annotation::{State, telling};
use crate::app::areas::{self, Entry};
use crate::brush::{Paint, field};
use crate::layout::width;
use crate::popups::typed::Field;
use crate::state::project::Mark;
use crate::state::reader::By;
use crate::state::request::Of;
use crate::state::status::Saved;
use crate::state::view::{Focus, View};
use crate::theme::Role;
use crate::units::{Area, Cell};
use tui_input::Input;

/// Draws legend and status line. Returns the cursor of the field in the status line, if one is open.
pub fn draw(app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    legend(app, paint);
    status(app, paint)
}

/// The quick keys of the set in force; short names where the row is short.
fn legend(app: &App, paint: &mut Paint<'_>) {
    let row = app.screen.legend;
    paint.fill(row, Role::Pane);
    let base = paint.look(Role::Pane);
    let sets = app.project.sets();
    if sets > 1 {
        let set = format!("{}/{sets}", app.project.set + 1);
        let set = format!(" {} ", app.face.words.fill("legend-set", &[("set", set)]));
        paint.right(row, &set, base.over(paint.look(Role::Faint)));
    }
    if app.project.book.codebook.is_empty() && app.view == View::Panes {
        paint.line_look(row.inset(1, 0), &app.say("legend-empty"), base.over(paint.look(Role::Faint)));
    }
    let widths = paint.widths;
    for Entry { n, x, end, name } in areas::legend(app, |label| width(label, widths)) {
        let Some(tag) = app.project.quick_tag(n) else { continue };
        let x = paint.text(x, row.y, end, &n.to_string(), base.over(paint.look(Role::Key)));
        let hue = app.project.book.codebook.hue(&tag.key);
        let own = if tag.removed.is_some() { paint.look(Role::Faint) } else { paint.theme.tag_name(hue) };
        paint.text(x + 1, row.y, end, &name, base.over(own));
    }
}

fn status(app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    let row = app.screen.status;
    paint.fill(row, Role::Status);
    let quiet = app.screen.zen && app.status.message.is_none() && app.reader.selection.is_none();
    if quiet && app.popup.is_none() && app.hand.typed.is_empty() && app.view == View::Panes {
        paint.fill(row, Role::Text);
        let look = paint.over(Role::Text, Role::Faint);
        paint.right(row.inset(1, 1), &left(app), look);
        return None;
    }
    let base = paint.look(Role::Status);
    let inner = row.inset(1, 1);
    // A field that has the row for itself says there what became of a paste.
    let pasted = app.status.pasted.map(|key| app.say(key));
    match app.open::<Field>().map(|field| (field.of, &field.input)) {
        Some((Of::Search, input)) => return Some(search(app, paint, inner, input)),
        Some((Of::List | Of::Side, input)) => {
            let label = format!("{} ", app.say("filter-label"));
            return Some(field(paint, inner, &label, input, &pasted.unwrap_or_default()));
        }
        Some((of @ (Of::Passages | Of::Hits), _)) => {
            let key = if of == Of::Hits { "hits-keys" } else { "passages-keys" };
            let told = pasted.unwrap_or_else(|| app.say(key));
            paint.line_look(inner, &told, base.over(paint.look(Role::Notice)));
            return None;
        }
        Some((Of::Codebook, _)) | None => {}
    }
    let saved = saved(app);
    let coder = app.project.coder.name();
    let state = if coder.is_empty() { saved } else { format!("{coder}  {saved}") };
    let failed = matches!(app.status.saved, Saved::Failed(_));
    let look = if failed { base.over(paint.look(Role::Alarm)) } else { base };
    let end = paint.right(inner, &state, look);
    let left = Area { w: end.saturating_sub(inner.x + 2), ..inner };
    if let Some(message) = &app.status.message {
        let role = if app.status.alarm { Role::Alarm } else { Role::Notice };
        let look = base.over(paint.look(role));
        paint.line_look(left, message, look);
        return None;
    }
    let told = if app.view == View::Panes { place(app) } else { String::new() };
    let x = paint.line_look(left, &told, base);
    let gap = if told.is_empty() { 0 } else { 2 };
    hints(app, paint, Area { x: x + gap, w: (left.right()).saturating_sub(x + gap), ..left });
    None
}

/// Says how far one is in the article, and how long the rest of it takes to read.
fn left(app: &App) -> String {
    let percent = format!("{}%", app.screen.percent);
    match app.screen.minutes {
        0 => percent,
        minutes => {
            format!("{percent}  {}", app.face.words.fill("status-minutes", &[("count", minutes.to_string())]))
        }
    }
}

/// Says whether everything is on the disk.
fn saved(app: &App) -> String {
    let key = match &app.status.saved {
        Saved::Clean => return String::new(),
        Saved::Unsaved => "saved-not",
        Saved::Saving => "saved-saving",
        Saved::Saved => "saved-saved",
        Saved::Failed(_) => "saved-failed",
    };
    app.say(key)
}

/// Says where one is, and how long the selection is.
fn place(app: &App) -> String {
    let Some(document) = app.reader.document.as_deref() else { return String::new() };
    let mut parts = vec![telling::name(&document.path).to_owned()];
    if app.shelf.built_in {
        parts.push(app.say("status-built-in"));
    }
    parts.push(format!("{}%", app.screen.percent));
    if !document.whole {
        parts.push(app.say("status-loading"));
    }
    if !document.encoding.is_utf8() {
        parts.push(document.encoding.name());
    }
    if document.bad > 0 {
        parts.push(app.face.words.fill("status-bad", &[("count", document.bad.to_string())]));
    }
    if app.reader.selection.is_some() {
        let spans = app.reader.target();
        let count: usize =
            spans.iter().map(|span| document.slice(*span).chars().filter(|c| !c.is_whitespace()).count()).sum();
        let key = if spans.len() > 1 { "status-selected-spans" } else { "status-selected" };
        parts.push(app.face.words.fill(key, &[("count", count.to_string()), ("spans", spans.len().to_string())]));
    }
    parts.join("  ")
}

/// Tells whether the place of an annotation is to be looked at.
fn unsettled(mark: &Mark) -> bool {
    mark.own && mark.placed.state != State::InPlace
}

/// The keys that matter now, as many as there is room for.
fn hints(app: &App, paint: &mut Paint<'_>, row: Area) {
    let screen = app.screens.of(app.view).map(|screen| screen.hints(app));
    let key = match (app.screen.focus, app.reader.selection.is_some(), app.project.lit.is_some()) {
        _ if app.reader.selection.is_some_and(|selection| selection.by == By::Ends) => "hints-ends",
        (Focus::List, ..) => "hints-list",
        (Focus::Side, ..) => "hints-side",
        (_, true, _) => "hints-selection",
        (_, _, true) if app.project.lit.and_then(|id| app.project.mark(id)).is_some_and(unsettled) => "hints-unsettled",
        (_, _, true) => "hints-lit",
        _ => "hints-text",
    };
    let key = screen.unwrap_or(key);
    let base = paint.look(Role::Status);
    let mut x = row.x;
    for hint in app.say(key).split("  ") {
        let (keys, does) = hint.split_once(' ').unwrap_or((hint, ""));
        let wide = width(hint, paint.widths) as Cell;
        if x + wide > row.right() {
            break;
        }
        x = paint.text(x, row.y, row.right(), keys, base.over(paint.look(Role::Key)));
        x = paint.text(x + 1, row.y, row.right(), does, base) + 2;
    }
}

fn search(app: &App, paint: &mut Paint<'_>, row: Area, input: &Input) -> (u16, u16) {
    let hits = app.search.hits.len();
    let count = match (app.status.pasted, app.search.here, input.value().is_empty()) {
        (Some(pasted), ..) => app.say(pasted),
        (None, _, true) => app.say("search-keys"),
        (None, Some(n), _) => format!("{}/{hits}", n + 1),
        (None, None, _) => app.say("search-none"),
    };
    field(paint, row, "/", input, &count)
}

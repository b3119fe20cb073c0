//! The two rows at the foot: the quick keys, and the status line.

use super::whole::App;
use crate::annotation::{State, telling};
use crate::app::areas::{self, Entry, Legend};
use crate::brush::{Paint, chip, field, hints_width};
use crate::input::command::Command;
use crate::layout::{fit_middle, width};
use crate::panes::text::signs;
use crate::popups::typed::Field;
use crate::state::Popup;
use crate::state::project::Mark;
use crate::state::reader::By;
use crate::state::request::Of;
use crate::state::status::Saved;
use crate::state::view::{Focus, View};
use crate::text::Widths;
use crate::theme::Role;
use crate::units::{Area, Cell};

/// Draws legend and status line. Returns the cursor of the field in the status line, if one is open.
pub fn draw(app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
    legend(app, paint);
    status(app, paint)
}

/// The quick keys of the set in force, pale where digits are no tags.
fn legend(app: &App, paint: &mut Paint<'_>) {
    let row = app.screen.legend;
    paint.fill(row, Role::Pane);
    let base = paint.look(Role::Pane);
    let faint = base.over(paint.look(Role::Faint));
    if app.project.book.codebook.is_empty() && app.view == View::Panes && app.reader.document.is_some() {
        paint.line_look(row.inset(1, 0), &app.say("legend-empty"), faint);
    }
    let live = app.popup.is_none() && app.hand.typed.is_empty() && takes_digits(app);
    let widths = paint.widths;
    let Legend { entries, more, set } = areas::legend(app, |label| width(label, widths));
    if !set.is_empty() {
        paint.right(row.inset(0, 1), &set, faint);
    }
    let mut behind = row.x + 1;
    for Entry { n, tag, x, end, name } in entries {
        let key = if live { base.over(paint.look(Role::Key)) } else { faint };
        let x = paint.text(x, row.y, end, &n.to_string(), key);
        if tag.removed.is_some() || !live {
            paint.text(x + 1, row.y, end, &name, faint);
        } else if !paint.theme.has_grounds() {
            // The digits part the names well enough.
            paint.text(x + 1, row.y, end, &name, base);
        } else {
            // The blanks around the name are those of its chip.
            let hue = app.project.book.codebook.hue(&tag.key);
            chip(paint, Area { x, w: (end + 1).saturating_sub(x), ..row }, &name, hue, base);
        }
        behind = end + 2;
    }
    if more > 0 {
        paint.text(behind, row.y, row.right(), &format!("+{more}"), faint);
    }
}

/// Tells whether quick keys mean something here, whatever keys a person gave them.
fn takes_digits(app: &App) -> bool {
    let here = |command: &Command| app.scopes().contains(&command.scope) && command.keys.contains(&"1");
    app.hand.map.commands().iter().any(here)
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
    if let Some(cursor) = own_field(app, paint, inner) {
        return Some(cursor);
    }
    let failed = matches!(app.status.saved, Saved::Failed(_));
    let look = if failed { base.over(paint.look(Role::Alarm)) } else { base };
    let coder = app.project.coder.name();
    let state: Vec<String> = [coder.to_owned(), saved(app)].into_iter().filter(|part| !part.is_empty()).collect();
    let end = paint.right(inner, &state.join("  "), look);
    let left = Area { w: end.saturating_sub(inner.x + 2), ..inner };
    if let Some(message) = &app.status.message {
        let role = if app.status.alarm { Role::Alarm } else { Role::Notice };
        paint.line_look(left, message, base.over(paint.look(role)));
    } else if let Some(keys) = covering(app) {
        paint.hints(left, &keys, base);
    } else {
        uncovered(app, paint, left);
    }
    None
}

/// Says how far one is: in the article, or in a chapter and in its book.
fn percent(app: &App) -> String {
    let of_book = |book: usize| {
        let blanks = [("chapter", app.screen.percent.to_string()), ("book", book.to_string())];
        app.face.words.fill("status-book", &blanks)
    };
    app.screen.of_book.map_or_else(|| format!("{}%", app.screen.percent), of_book)
}

/// Says how far one is in the article, and how long the rest of it takes to read.
fn left(app: &App) -> String {
    let percent = percent(app);
    match app.screen.minutes {
        0 => percent,
        minutes => {
            format!("{percent}  {}", app.face.words.fill("status-minutes", &[("count", minutes.to_string())]))
        }
    }
}

/// Draws the field that has the row for itself, if one is open: there it says, too, what became of a paste.
fn own_field(app: &App, paint: &mut Paint<'_>, row: Area) -> Option<(u16, u16)> {
    let open = app.open::<Field>()?;
    let hits = app.search.hits.len();
    let (label, told) = match open.of {
        Of::Search if open.input.value().is_empty() => (app.search_label(), String::new()),
        Of::Search => {
            (app.search_label(), app.search.here.map_or(app.say("search-none"), |n| format!("{}/{hits}", n + 1)))
        }
        Of::List | Of::Side => (format!("{} ", app.say("filter-label")), String::new()),
        Of::Passages | Of::Hits | Of::Codebook => return None,
    };
    let told = app.status.pasted.map_or(told, |key| app.say(key));
    Some(field(paint, row, &label, (&open.input, open.fresh), (&told, &open.keys(app))))
}

/// Returns the keys of what has them in place of pane and screen: a popup, a field, the menu of what may follow.
fn covering(app: &App) -> Option<String> {
    let open = app.popup.as_deref().map(|open| open.keys(app));
    open.or_else(|| (!app.hand.typed.is_empty()).then(|| app.say("which-keys")))
}

/// Draws where one is, what sign the cursor has met, and the keys: those that lead on are never left out.
fn uncovered(app: &App, paint: &mut Paint<'_>, row: Area) {
    let base = paint.look(Role::Status);
    let (keys, lasting) = hints(app);
    let (keys, lasting) = (app.say(keys), app.say(lasting));
    let kept = hints_width(&lasting, paint.widths) + 2;
    let mut x = row.x;
    if app.view == View::Panes {
        let room = |x: Cell| Area { x, w: row.right().saturating_sub(x + kept), ..row };
        let told = place(app, NAME.max(app.screen.status.w / 5), paint.widths);
        if !told.is_empty() {
            x = paint.line_look(room(x), &told, base) + 2;
        }
        if let Some((sign, role, words)) = signs::here(app) {
            let behind = paint.text(x, row.y, room(x).right(), sign, base.over(paint.look(role)));
            x = paint.line_look(room(behind + 1), &app.say(words), base) + 2;
        }
    }
    paint.hints_with(Area { x, w: row.right().saturating_sub(x), ..row }, &keys, &lasting, base);
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

/// The least cells of a file's name.
const NAME: Cell = 16;

/// Says where one is, and how long the selection is; the name of the file in so many cells, so that it leaves room for
/// the keys.
fn place(app: &App, cells: Cell, widths: Widths) -> String {
    let Some(document) = app.reader.document.as_deref() else { return String::new() };
    let mut parts = vec![fit_middle(telling::name(&document.path), cells, widths)];
    if app.shelf.built_in {
        parts.push(app.say("status-built-in"));
    }
    parts.push(percent(app));
    let page = document.page_at(app.reader.cursor);
    parts.extend(page.map(|page| app.face.words.fill("citation-leaf", &[("page", page.to_owned())])));
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

/// Returns the key of the sentence with the keys that matter now, and of the one with those that lead on from here.
fn hints(app: &App) -> (&'static str, &'static str) {
    if let Some(screen) = app.screens.of(app.view) {
        return (screen.hints(app), "hints-always-screen");
    }
    let lit = app.project.lit.and_then(|id| app.project.mark(id));
    match (app.screen.focus, app.reader.selection) {
        (_, Some(selection)) if selection.by == By::Ends => ("hints-ends", "hints-always-selection"),
        (Focus::List, _) => ("hints-list", "hints-always"),
        (Focus::Side, _) => ("hints-side", "hints-always"),
        (_, Some(_)) => ("hints-selection", "hints-always-selection"),
        _ if lit.is_some_and(unsettled) => ("hints-unsettled", "hints-always-selection"),
        _ if app.project.lit.is_some() => ("hints-lit", "hints-always-selection"),
        _ if app.shelf.documents.is_empty() => ("hints-nothing", "hints-always"),
        _ if app.screen.list.is_empty() && !app.screen.zen => ("hints-text-small", "hints-always"),
        _ => ("hints-text", "hints-always"),
    }
}

//! The tour: a row that names one thing to do after the other, and sees when it was done.

use super::session;
use super::whole::App;
use crate::annotation::Annotation;
use crate::brush::Paint;
use crate::layout::width;
use crate::state::effect::{Effect, Keep};
use crate::state::tour::Tour;
use crate::state::view::View;
use crate::theme::Role;
use crate::units::{Area, Cell};

/// A step: what is said of it, the commands that do it, whose first one is named, and what holds when it is done.
struct Step {
    words: &'static str,
    commands: &'static [&'static str],
    /// It is done in the three panes.
    panes: bool,
    done: fn(&App) -> bool,
}

/// The steps, in the order in which they are named.
const STEPS: [Step; 10] = [
    Step {
        words: "tour-select",
        commands: &["sentence", "clause", "quotation", "paragraph", "by-character", "by-paragraph"],
        panes: true,
        done: |app| app.reader.selection.is_some(),
    },
    Step {
        words: "tour-tag",
        commands: &["tag", "pick-tag", "in-vivo", "card-tag", "card-pick", "repeat"],
        panes: true,
        done: |app| lit(app).is_some_and(|annotation| !annotation.tags.is_empty()),
    },
    Step {
        words: "tour-next",
        commands: &["next-article", "previous-article", "next-unread", "done", "open", "articles"],
        panes: true,
        done: |_| true,
    },
    Step {
        words: "tour-note",
        commands: &["note", "card-note"],
        panes: true,
        done: |app| lit(app).is_some_and(|annotation| !annotation.note.is_empty()),
    },
    Step {
        words: "tour-find",
        commands: &["search", "search-this", "search-all"],
        panes: true,
        done: |app| !app.search.needle.is_empty() || app.view == View::Hits,
    },
    Step { words: "tour-passages", commands: &["passages"], panes: false, done: |app| app.view == View::Passages },
    Step { words: "tour-codebook", commands: &["codebook"], panes: false, done: |app| app.view == View::Codebook },
    Step { words: "tour-undo", commands: &["undo"], panes: false, done: |_| true },
    Step { words: "tour-export", commands: &["export", "export-shown", "export-hits"], panes: false, done: |_| true },
    Step { words: "tour-help", commands: &["help"], panes: false, done: |_| true },
];

fn lit(app: &App) -> Option<&Annotation> {
    app.annotation(app.project.lit?)
}

/// Esc pressed so often in a row, with nothing to let go of, dismisses the tour.
const ESCAPES: usize = 2;

/// Starts the tour again.
pub fn start(app: &mut App) {
    app.hand.tour = Tour { on: true, ..Tour::default() };
}

/// Returns the first step that was not done.
fn at(tour: &Tour) -> Option<usize> {
    (0..STEPS.len()).find(|n| !tour.done.contains(n))
}

/// A command is to run. Esc twice with nothing selected or lit dismisses the tour.
pub fn runs(app: &mut App, command: &'static str) {
    let idle = app.reader.selection.is_none() && app.project.lit.is_none() && app.view == View::Panes;
    let tour = &mut app.hand.tour;
    tour.escapes = if command == "leave" && idle { tour.escapes + 1 } else { 0 };
    tour.ran = command;
}

/// A key was answered: what it has done of the tour counts, in whatever order. What is done in a popup counts when that
/// is closed.
pub fn follow(app: &mut App) {
    if !app.hand.tour.on || app.popup.is_some() {
        return;
    }
    if app.hand.tour.escapes >= ESCAPES {
        return end(app, "notice-tour-left");
    }
    let ran = app.hand.tour.ran;
    let done = STEPS.iter().position(|step| step.commands.contains(&ran) && (step.done)(app));
    app.hand.tour.done.extend(done);
    if at(&app.hand.tour).is_none() {
        end(app, "notice-tour-done");
    }
}

/// Ends the tour for good: that is remembered at once.
fn end(app: &mut App, notice: &str) {
    (app.hand.tour.on, app.hand.tour.over, app.hand.tour.escapes) = (false, true, 0);
    app.notice(notice);
    let session = Box::new(session::present(app));
    app.ask(Effect::Keep(Keep::Session(session)));
}

/// Draws the step at hand in the row of the quick keys; while a tag is to be put on, in the status line, if that says
/// nothing else.
pub fn draw(app: &App, paint: &mut Paint<'_>) {
    let tour = &app.hand.tour;
    let Some((n, step)) = at(tour).and_then(|n| Some((n, STEPS.get(n)?))).filter(|_| tour.on) else { return };
    let (legend, status) = (app.screen.legend, app.screen.status);
    let free = app.status.message.is_none() && app.popup.is_none() && app.hand.typed.is_empty();
    let row = match (step.words, legend.is_empty()) {
        ("tour-tag", _) | (_, true) => status,
        _ => legend,
    };
    let row = if row == status && !free { legend } else { row };
    if row.is_empty() {
        return;
    }
    paint.fill(row, Role::Chosen);
    let (base, key, faint) =
        (paint.look(Role::Chosen), paint.over(Role::Chosen, Role::Key), paint.over(Role::Chosen, Role::Faint));
    let inner = row.inset(1, 1);
    let count = format!("{}/{}", n + 1, STEPS.len());
    let mut x = paint.text(inner.x, inner.y, inner.right(), &count, key) + 2;
    if step.panes && app.view != View::Panes {
        x = paint.text(x, inner.y, inner.right(), "Esc", key) + 1;
        x = paint.text(x, inner.y, inner.right(), &app.say("tour-back"), base) + 2;
    }
    x = paint.text(x, inner.y, inner.right(), &key_of(app, step), key) + 1;
    let x = paint.line_look(Area { x, w: inner.right().saturating_sub(x), ..inner }, &app.say(step.words), base);
    let end = app.say("tour-end");
    if x + 2 + width(&end, paint.widths) as Cell <= inner.right() {
        paint.right(inner, &end, faint);
    }
}

/// Returns the key of a step, as it is bound now.
fn key_of(app: &App, step: &Step) -> String {
    let all = app.hand.map.commands();
    let command = step.commands.first().and_then(|name| all.iter().find(|command| command.name == *name));
    command.map_or_else(String::new, |command| app.hand.map.shown(command))
}

//! What is done on the screen that is shown, whichever it is.

use super::whole::App;
use crate::screens::screen::Screen;
use crate::state::Model;
use crate::state::view::View;

impl App {
    /// Returns the screen that is shown, to be changed, with the state of the rest; none for the three panes.
    pub fn shown(&mut self) -> Option<(&mut dyn Screen, &mut Model)> {
        Some((self.screens.of_mut(self.model.view)?, &mut self.model))
    }
}

/// Brings the screen that is shown up to date.
pub fn arrange(app: &mut App) {
    if let Some((screen, model)) = app.shown() {
        screen.arrange(model);
    }
}

fn step(app: &mut App, by: isize) {
    if let Some((screen, model)) = app.shown() {
        screen.step(model, by);
        model.project.confirming = None;
    }
}

/// Rows of a page.
fn page(app: &App) -> isize {
    let tall = app.screens.of(app.view).map_or(1, Screen::tall);
    (app.screen.board.h / tall).max(2) as isize - 1
}

/// Goes a row down.
pub fn down(app: &mut App) {
    step(app, 1);
}

/// Goes a row up.
pub fn up(app: &mut App) {
    step(app, -1);
}

/// Goes to the first row.
pub fn start(app: &mut App) {
    step(app, isize::MIN / 2);
}

/// Goes to the last row.
pub fn end(app: &mut App) {
    step(app, isize::MAX / 2);
}

/// Goes a page down.
pub fn page_down(app: &mut App) {
    step(app, page(app));
}

/// Goes a page up.
pub fn page_up(app: &mut App) {
    step(app, -page(app));
}

/// Scrolls by the wheel.
pub fn scroll(app: &mut App, by: isize) {
    step(app, by.signum());
}

/// Goes where the chosen row leads.
pub fn go(app: &mut App) {
    if let Some((screen, model)) = app.shown() {
        screen.go(model);
    }
    way_back(app);
}

/// Says once how one comes back from a passage to the list that led to it.
fn way_back(app: &mut App) {
    let there = app.view == View::Panes && app.popup.is_none() && app.status.message.is_none();
    if !there || app.hand.knows_way {
        return;
    }
    let back = app.hand.map.commands().iter().find(|command| command.name == "back");
    let keys = back.map(|back| app.hand.map.shown(back)).unwrap_or_default();
    if let Some(key) = keys.split(' ').next().map(str::to_owned) {
        app.hand.knows_way = true;
        app.notice_with("notice-way-back", &[("key", key)]);
    }
}

/// Opens the field of the screen: a filter, or what is searched for.
pub fn filter(app: &mut App) {
    if let Some((screen, model)) = app.shown() {
        screen.filter(model);
    }
}

/// Marks the chosen row, or takes its mark away, and goes on to the next.
pub fn mark(app: &mut App) {
    if let Some((screen, _)) = app.shown() {
        screen.mark();
    }
    step(app, 1);
}

/// Goes back to the panes; what was marked or filtered is first let go, unless one goes `at_once`.
pub fn back(app: &mut App, at_once: bool) {
    let held = app.shown().is_some_and(|(screen, model)| screen.let_go(model));
    if at_once || !held {
        app.model.view = app.model.behind.take().unwrap_or_default();
    }
}

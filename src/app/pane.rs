//! Panes, help, theme, leaving.

use super::desk::Store;
use super::popups::help::Help;
use super::popups::store;
use super::popups::typed::{Field, Of};
use super::screen::Focus;
use super::status::Saved;
use super::{App, Effect, Keep, Terminal, light, session, shelf};
use crate::text::Widths;
use crate::theme::Theme;

const ORDER: [Focus; 3] = [Focus::List, Focus::Text, Focus::Side];

fn turn(app: &mut App, by: usize) {
    let at = ORDER.iter().position(|focus| *focus == app.screen.focus).unwrap_or(1);
    app.screen.focus = ORDER.get((at + by) % ORDER.len()).copied().unwrap_or_default();
}

/// Gives the keys to the next pane.
pub fn next(app: &mut App) {
    turn(app, 1);
}

/// Gives the keys to the previous pane.
pub fn previous(app: &mut App) {
    turn(app, ORDER.len() - 1);
}

/// Gives the keys to the list.
pub fn to_list(app: &mut App) {
    app.screen.focus = Focus::List;
}

/// Gives the keys to the text.
pub fn to_text(app: &mut App) {
    app.screen.focus = Focus::Text;
}

/// Gives the keys to the sidebar; if it has them, shows it otherwise: cards beside their rows, or a list of all.
pub fn to_side(app: &mut App) {
    if app.screen.focus == Focus::Side {
        app.desk.side.list = !app.desk.side.list;
    }
    app.screen.focus = Focus::Side;
}

/// Opens the filter of the sidebar, which lists all annotations of the article then.
pub fn side_filter(app: &mut App) {
    app.desk.side.list = true;
    let filter = app.desk.side.filter.clone();
    Field::open(app, Of::Side, &filter);
}

/// Goes down in the list.
pub fn list_down(app: &mut App) {
    app.shelf.step(1);
}

/// Goes up in the list.
pub fn list_up(app: &mut App) {
    app.shelf.step(-1);
}

/// Goes to the first row of the list.
pub fn list_start(app: &mut App) {
    app.shelf.step(isize::MIN / 2);
}

/// Goes to the last row of the list.
pub fn list_end(app: &mut App) {
    app.shelf.step(isize::MAX / 2);
}

/// Goes a page down in the list.
pub fn list_page_down(app: &mut App) {
    app.shelf.step(app.screen.list.h as isize);
}

/// Goes a page up in the list.
pub fn list_page_up(app: &mut App) {
    app.shelf.step(-(app.screen.list.h as isize));
}

/// Opens the chosen row of the list.
pub fn list_open(app: &mut App) {
    shelf::open_chosen(app);
}

/// Folds the document of the chosen row, or unfolds it.
pub fn list_fold(app: &mut App) {
    app.shelf.fold();
}

/// Goes from the sidebar to the lit annotation in the text.
pub fn side_open(app: &mut App) {
    if app.desk.lit.is_none() {
        light::next(app);
    }
    app.screen.focus = Focus::Text;
}

/// Shows nothing but the text, or all panes again.
pub fn zen(app: &mut App) {
    app.screen.zen = !app.screen.zen;
    app.screen.focus = Focus::Text;
    app.reader.follow = true;
}

/// Listens to the mouse, or leaves it to the terminal: then it selects as it does everywhere.
pub fn mouse(app: &mut App) {
    app.hand.mouse = !app.hand.mouse;
    app.ask(Effect::Terminal(Terminal::Mouse(app.hand.mouse)));
    app.notice(if app.hand.mouse { "notice-mouse-on" } else { "notice-mouse-off" });
}

/// The terminal said what it is like: only what nobody settled is taken over. It is remembered.
pub fn probed(app: &mut App, widths: Option<Widths>, dark: Option<bool>) {
    if widths.is_none() && dark.is_none() {
        return;
    }
    if let Some(widths) = widths {
        app.face.widths = widths;
    }
    let settled = app.face.settings.theme.is_some() || app.face.chosen;
    if let Some(dark) = dark.filter(|dark| !settled && *dark != app.face.theme.dark) {
        app.face.theme = Theme::built_in(dark, app.face.depth);
    }
    let dark = dark.unwrap_or(app.face.theme.dark);
    app.ask(Effect::Keep(Keep::Terminal(app.face.widths == Widths::Wide, dark)));
}

/// Puts out the light, leaves a selection, goes back to the text.
pub fn escape(app: &mut App) {
    app.desk.armed = None;
    app.desk.placing = None;
    if app.reader.selection.take().is_none() && app.desk.lit.take().is_none() {
        app.search.quiet();
        app.screen.focus = Focus::Text;
    }
}

/// Opens the help.
pub fn help(app: &mut App) {
    app.put_up(Help::default());
}

/// Repaints everything.
pub fn repaint(app: &mut App) {
    app.ask(Effect::Terminal(Terminal::Repaint));
}

/// Goes to the background.
pub fn suspend(app: &mut App) {
    app.ask(Effect::Terminal(Terminal::Suspend));
}

/// Leaves, when everything is saved; edits that have no place yet ask for one first.
pub fn quit(app: &mut App) {
    let waits = app.desk.unsaved.waits() && app.desk.store != Store::Nowhere;
    if app.desk.is_dirty() && app.desk.store == Store::Nowhere {
        app.put_up(store::Question { leaving: true });
        app.notice("notice-quit-unsaved");
    } else if let Some(doubt) = app.desk.unsaved.left().filter(|_| waits && app.status.saved != Saved::Saving) {
        app.put_up(doubt);
    } else if waits && app.desk.read && !std::mem::replace(&mut app.desk.leaving, true) {
        // Whoever asks again does not want to wait.
        app.notice("notice-leaving");
    } else {
        leave(app);
    }
}

/// Leaves without asking: the system wants it. A note that is open is saved.
pub fn leave_now(app: &mut App) {
    if let Some(mut popup) = app.popup.take() {
        popup.leave(app);
    }
    leave(app);
}

/// Leaves, and remembers where one was.
pub fn leave(app: &mut App) {
    if matches!(app.desk.store, Store::At(_)) && !app.desk.read && app.desk.unsaved.waits() {
        app.desk.leaving = true;
        return;
    }
    let session = Box::new(session::present(app));
    app.ask(Effect::Keep(Keep::Session(session)));
    app.ask(Effect::Terminal(Terminal::Quit));
}

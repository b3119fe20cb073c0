//! Panes, help, leaving.

use super::whole::App;
use crate::app::session;
use crate::popups::doubt::Doubt;
use crate::popups::help::Help;
use crate::popups::store;
use crate::state::effect::{Effect, Keep, Terminal};
use crate::state::project::Store;
use crate::state::status::Saved;
use crate::state::view::Focus;

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
        app.project.side.list = !app.project.side.list;
    }
    app.project.side.wide = true;
    app.screen.focus = Focus::Side;
}

/// Shows nothing but the text, or all panes again.
pub fn zen(app: &mut App) {
    app.screen.zen = !app.screen.zen;
    if app.screen.zen {
        app.notice("notice-zen");
    }
    app.screen.focus = Focus::Text;
    app.reader.follow = true;
}

/// Puts out the light, leaves a selection, goes back to the text.
pub fn escape(app: &mut App) {
    app.project.confirming = None;
    app.project.placing = None;
    if app.reader.selection.take().is_none() && app.project.lit.take().is_none() {
        app.search.quiet();
        app.screen.zen = false;
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
    let waits = app.project.unsaved.waits() && app.project.store != Store::Nowhere;
    if app.project.is_dirty() && app.project.store == Store::Nowhere {
        app.put_up(store::Question { leaving: true });
        app.notice("notice-quit-unsaved");
    } else if let Some(doubt) = Doubt::left(&app.project.unsaved).filter(|_| waits && app.status.saved != Saved::Saving)
    {
        app.put_up(doubt);
    } else if waits && app.project.read && !std::mem::replace(&mut app.project.leaving, true) {
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
    if matches!(app.project.store, Store::At(_)) && !app.project.read && app.project.unsaved.waits() {
        app.project.leaving = true;
        return;
    }
    let session = Box::new(session::present(app));
    app.ask(Effect::Keep(Keep::Session(session)));
    app.ask(Effect::Terminal(Terminal::Quit));
}

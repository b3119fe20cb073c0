//! What is remembered between two runs: place, panes, filters, what was used; and settings that change meanwhile.

use super::keymap::Keymap;
use super::progress::{self, Showing};
use super::{App, looks};
use crate::error::Error;
use crate::settings::{Session, Settings};
use std::collections::HashSet;

/// Commands, tags and articles that are remembered.
const MOST: usize = 200;

/// Returns what is to be remembered.
pub fn present(app: &App) -> Session {
    let document = app.reader.document.as_deref().filter(|document| document.whole);
    let at = document.map_or(0, |d| d.offsets().char(&d.text, app.reader.cursor).0);
    let mut visited: Vec<(String, usize)> = app.shelf.visited.iter().cloned().collect();
    visited.sort();
    visited.truncate(MOST * 10);
    Session {
        document: document.map(|document| document.path.to_string()).unwrap_or_default(),
        at,
        list: app.screen.widths.0,
        side: app.screen.widths.1,
        side_list: app.desk.side.list,
        zen: app.screen.zen,
        showing: app.shelf.showing as u8,
        folded: app.shelf.folded_paths(),
        set: app.desk.set,
        recent: app.desk.recent.iter().take(MOST).cloned().collect(),
        used: app.hand.used.iter().take(MOST).cloned().collect(),
        searched: app.search.past.iter().take(MOST).cloned().collect(),
        passages: app.stage.passages.filter.clone(),
        hits: app.stage.hits.needle.clone(),
        theme: Some(app.face.theme.name.clone()).filter(|_| app.face.chosen),
        numbers: app.reader.numbers,
        captions_last: app.reader.asides_last,
        visited,
    }
}

/// Takes over what was remembered; the place is gone to by the caller.
pub fn recall(app: &mut App, session: Session) {
    app.screen.widths = (session.list, session.side);
    app.screen.zen = session.zen;
    app.desk.side.list = session.side_list;
    app.desk.set = session.set;
    app.desk.recent = session.recent;
    app.hand.used = session.used;
    app.search.past = session.searched;
    app.stage.passages.filter = session.passages;
    app.stage.hits.needle = String::new();
    app.stage.hits.last = session.hits;
    app.reader.numbers = session.numbers;
    app.reader.asides_last = session.captions_last;
    app.shelf.visited = session.visited.into_iter().collect::<HashSet<_>>();
    app.shelf.fold_paths(&session.folded);
    app.shelf.showing = Showing::of(session.showing);
    if let Some(theme) = session.theme.filter(|_| app.face.settings.theme.is_none()) {
        app.face.chosen = true;
        looks::wear(app, &theme);
    }
    progress::relist(app);
}

/// The settings were changed on the disk: they hold at once; what is wrong is said, and the old ones stay.
pub fn configured(app: &mut App, settings: Settings, error: Option<Error>) {
    if let Some(error) = error {
        return app.alarm(&error);
    }
    let (map, clashes) = Keymap::new(&settings);
    app.hand.map = map;
    let theme = settings.theme.clone().filter(|theme| app.face.settings.theme.as_ref() != Some(theme));
    app.face.settings = settings;
    app.reader.follow = true;
    if let Some(theme) = theme {
        looks::wear(app, &theme);
    }
    match clashes.first() {
        Some(clash) => app.alarm(clash),
        None => app.notice("notice-configured"),
    }
}

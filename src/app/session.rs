//! What is remembered between two runs: place, panes, filters, what was used; and settings that change meanwhile.

use super::whole::App;
use crate::actions::{layers, looks, progress};
use crate::error::Error;
use crate::input::keymap::Keymap;
use crate::settings::{Chosen, Page, Session, Settings};
use crate::state::choices;
use crate::state::effect::{Effect, Keep};
use crate::state::showing::Showing;
use crate::state::view::Focus;
use crate::units::Byte;
use crate::words::{Lang, Words};

/// Commands, tags and articles that are remembered.
const MOST: usize = 200;

/// Returns what is to be remembered.
pub fn present(app: &App) -> Session {
    let document = app.reader.document.as_deref().filter(|document| document.whole);
    let at = document.map_or(0, |d| d.offsets().char(&d.text, app.reader.cursor).0);
    let place = |((path, article), at): (&(String, usize), &Byte)| (path.clone(), *article, at.0);
    let mut visited: Vec<(String, usize, usize)> = app.shelf.visited.iter().map(place).collect();
    visited.sort();
    visited.truncate(MOST * 10);
    // Looks that hold for all libraries are kept for all.
    let here = app.face.here;
    Session {
        document: document.map(|document| document.path.to_string()).unwrap_or_default(),
        at,
        export: app.hand.export.written(),
        import: app.hand.import.to_vec(),
        exported: app.hand.exported.clone(),
        imported: app.hand.imported.clone(),
        list: app.screen.widths.0,
        side: app.screen.widths.1,
        side_list: app.project.side.list,
        side_filter: app.project.side.filter.clone(),
        pane: match app.screen.focus {
            Focus::List => 0,
            Focus::Text => 1,
            Focus::Side => 2,
        },
        zen: app.screen.zen,
        showing: app.shelf.showing as u8,
        folded: app.shelf.folded_paths(),
        unfolded: app.shelf.unfolded_paths(MOST),
        set: app.project.set,
        recent: app.project.recent.iter().take(MOST).cloned().collect(),
        used: app.hand.used.iter().take(MOST).cloned().collect(),
        searched: app.search.past.iter().take(MOST).cloned().collect(),
        patterns: app.search.patterns,
        // What is filtered today may look lost tomorrow: all is shown again.
        passages: String::new(),
        hits: if app.screens.hits.needle.is_empty() { &app.screens.hits.last } else { &app.screens.hits.needle }
            .clone(),
        aside: app.screens.hits.aside.iter().cloned().collect(),
        theme: Some(app.face.theme.name.clone()).filter(|_| here && app.face.chosen),
        numbers: app.reader.numbers,
        captions_last: app.reader.asides_last,
        visited,
        starter_asked: app.project.starter.asked,
        toured: app.hand.tour.over,
        tour: app.hand.tour.done.iter().copied().collect(),
        page: Some(Page::of(&app.face.settings)).filter(|_| here && app.face.turned),
    }
}

/// Seconds between two savings of the place.
const OFTEN: i64 = 5;

/// Remembers the place while nothing is typed: a program that is killed comes back to it.
pub fn idle(app: &mut App) {
    let here = (app.shelf.open, app.reader.cursor);
    let (known, at) = app.hand.kept;
    if at == 0 {
        app.hand.kept = (here, app.now.as_second());
        return;
    }
    if known != here && app.now.as_second() - at >= OFTEN {
        app.hand.kept = (here, app.now.as_second());
        let session = Box::new(present(app));
        app.ask(Effect::Keep(Keep::Session(session)));
    }
}

/// Takes over what was remembered; the place is gone to by the caller.
pub fn recall(app: &mut App, session: Session) {
    app.screen.widths = (session.list, session.side);
    app.screen.zen = session.zen;
    app.project.side.list = session.side_list;
    app.project.side.filter = session.side_filter;
    app.screen.focus = match session.pane {
        0 => Focus::List,
        2 => Focus::Side,
        _ => Focus::Text,
    };
    app.hand.export = choices::Choices::read(&session.export);
    let word = |n: usize| session.import.get(n).cloned().unwrap_or_default();
    app.hand.import = [word(0), word(1)];
    (app.hand.exported, app.hand.imported) = (session.exported, session.imported);
    app.project.set = session.set;
    app.project.recent = session.recent;
    app.hand.used = session.used;
    app.search.past = session.searched;
    app.search.patterns = session.patterns;
    app.screens.hits.needle = String::new();
    app.screens.hits.last = session.hits;
    app.screens.hits.aside = session.aside.into_iter().collect();
    app.project.starter.asked = session.starter_asked;
    let tour = &mut app.hand.tour;
    (tour.over, tour.done) = (session.toured, session.tour.into_iter().collect());
    tour.on &= !tour.over;
    app.reader.numbers = session.numbers;
    app.reader.asides_last = session.captions_last;
    app.shelf.visited = session.visited.into_iter().map(|(path, article, at)| ((path, article), Byte(at))).collect();
    app.face.here = session.page.is_some() || session.theme.is_some();
    wear(app, session.theme, session.page);
    app.shelf.fold_paths(&session.folded);
    app.shelf.unfold_paths(&session.unfolded);
    app.shelf.showing = Showing::of(session.showing);
    progress::refresh(app);
}

/// Takes over what was chosen for all libraries.
pub fn settled(app: &mut App, chosen: Chosen) {
    wear(app, chosen.theme.clone(), chosen.page.clone());
    app.face.kept = chosen;
    layers::cut_anew(app);
}

/// Looks as was chosen; what `config.ron` says of the theme stands.
fn wear(app: &mut App, theme: Option<String>, page: Option<Page>) {
    if let Some(page) = page {
        page.hold(&mut app.face.settings);
        app.face.turned = true;
    }
    if let Some(theme) = theme.filter(|_| app.face.settings.theme.is_none()) {
        app.face.chosen = true;
        app.face.set_theme(&theme);
    }
}

/// The settings were changed on the disk: they hold at once; what is wrong is said, and the old ones stay.
pub fn configured(app: &mut App, settings: Settings, error: Option<Error>) {
    if let Some(error) = error {
        return app.alarm(&error);
    }
    let (map, clashes) = Keymap::new(app.hand.map.commands(), &settings);
    app.hand.map = map;
    if let Some(language) = settings.language.as_deref().filter(|_| settings.language != app.face.settings.language) {
        app.face.words = Words::new(Lang::of_locale(language));
    }
    if settings.no_mouse == app.hand.mouse {
        looks::mouse(app);
    }
    let theme = settings.theme.clone().filter(|theme| app.face.settings.theme.as_ref() != Some(theme));
    app.face.settings = settings;
    app.face.turned = false;
    layers::cut_anew(app);
    app.reader.follow = true;
    if let Some(theme) = theme {
        app.face.set_theme(&theme);
    }
    match clashes.first() {
        Some(clash) => app.alarm(clash),
        None => app.notice("notice-configured"),
    }
}

//! Acts on what is meant: the selection or the lit annotation, on a screen of rows those that are marked.

use super::whole::App;
use crate::actions::annotate::{self, toggle};
use crate::actions::structure::here;
use crate::actions::subject::subject;
use crate::annotation::quick::used;
use crate::annotation::{ArticleName, On};
use crate::panes::list;
use crate::panes::text::copy::{put, text};
use crate::panes::text::light;
use crate::popups::name::{Name, Purpose};
use crate::popups::note::Note;
use crate::popups::picker::Picker;
use crate::popups::typed::Field;
use crate::popups::{export, sheet};
use crate::screens::codebook;
use crate::screens::passages::Passages;
use crate::state::Model;
use crate::state::about::{About, Subject};
use crate::state::project::Store;
use crate::state::request::Of;
use crate::state::view::{Focus, View};
use crate::text::structure::reasons;

/// Toggles the tag of the n-th quick key, from 1; a key without a tag asks for the name of one.
pub fn digit(app: &mut App, n: usize) {
    let slot = (app.project.set as u8, n as u8);
    let subjects = subjects(app);
    match app.project.quick(n) {
        Some(tag) => {
            let bound = used(&app.project.book, app.project.coder.name(), slot, &tag);
            toggle(app, &subjects, &[tag], bound);
        }
        None if subjects.is_empty() => {}
        // What the store holds is not known yet.
        None if matches!(app.project.store, Store::At(_)) && !app.project.read => app.notice("notice-still-loading"),
        None => {
            // A key of a tag that others have removed: its name makes it again.
            let left = app
                .project
                .quick_left(slot)
                .map_or_else(String::new, |tag| tag.label(app.face.words.lang()).to_owned());
            Name::ask(app, Purpose::Key(slot, subjects), &left);
        }
    }
}

/// Opens the picker.
pub fn pick(app: &mut App) {
    let subjects = subjects(app);
    if !subjects.is_empty() {
        let picker = Picker::new(app, subjects);
        app.put_up(picker);
    }
}

/// Opens the note.
pub fn note(app: &mut App) {
    let mut found = subjects(app);
    match (found.pop(), found.len()) {
        (Some(subject), 0) => {
            let note = Note::new(app, About::Annotation(subject));
            app.put_up(note);
        }
        // A note is about one passage.
        (Some(_), more) => app.notice_with("notice-note-of-one", &[("count", (more + 1).to_string())]),
        (None, _) => {}
    }
}

/// Returns what an act would be about: on a screen of rows its marked rows, else the chosen one; in the text
/// the selection, else the lit annotation. Says what to do if there is nothing.
pub fn subjects(app: &mut App) -> Vec<Subject> {
    match app.shown() {
        Some((screen, model)) => screen.subjects(model),
        None => subject(app).into_iter().collect(),
    }
}

/// Copies the selected text; on a screen of rows the marked rows, else the chosen one.
pub fn copy(app: &mut App) {
    let text = match app.screens.of(app.view) {
        Some(screen) => Some(screen.text(app)),
        None => text(app),
    };
    put(app, text);
}

/// Opens the search field; in the list, the list's filter.
pub fn open(app: &mut App) {
    if app.screen.focus == Focus::List {
        list::open_filter(app);
        return;
    }
    app.search.origin = Some((app.reader.cursor, app.reader.top, app.reader.article));
    Field::open(app, Of::Search, "");
}

/// Says why the block is what it is.
pub fn why(app: &mut App) {
    let Some(document) = app.reader.document.clone() else { return };
    let Some(block) = here(app, &document).and_then(|id| document.structure.block(id)) else { return };
    let (found, sums) =
        reasons(&document.text, block.start(), document.structure.told.then_some(document.structure.genre));
    let sheet = sheet::why(app, &document, block, &found, &sums);
    app.put_up(sheet);
}

/// Opens the memo of the article, on the codebook that of the chosen tag; Tab goes on to that of the project.
pub fn memo(app: &mut App) {
    let on = match app.view {
        View::Codebook => codebook::chosen(&app.screens.tagbook, app).map(|tag| On::Tag(tag.key.clone())),
        View::Panes => {
            let document = app.reader.document.clone().filter(|document| document.whole);
            document.map(|document| On::Article(ArticleName::of(&document, app.reader.article)))
        }
        _ => None,
    };
    let note = Note::new(app, About::Memo(on.unwrap_or(On::Project)));
    app.put_up(note);
}

/// Goes from the sidebar to the lit annotation in the text.
pub fn side_open(app: &mut App) {
    if app.project.lit.is_none() {
        light::next(app);
    }
    app.screen.focus = Focus::Text;
}

/// Gives what is meant the tags of the last act.
pub fn repeat(app: &mut App) {
    if app.project.last.is_none() {
        return app.notice("notice-nothing-to-repeat");
    }
    let subjects = subjects(app);
    annotate::repeat(app, &subjects);
}

/// Opens the form of the export.
pub fn export(app: &mut App) {
    export::open(app, None);
}

/// Opens the form of the export for what is listed, or marked.
pub fn export_shown(app: &mut App) {
    let shown = app.screens.of(app.view).and_then(|screen| screen.shown(app));
    export::open(app, shown);
}

/// A quick key, from 1, as the screen that is shown means it.
pub fn key_of_screen(app: &mut App, n: usize) {
    let taken = app.shown().is_some_and(|(screen, model)| screen.digit(model, n));
    if !taken {
        digit(app, n);
    }
}

/// Does something with the passages that are listed, where they are: the keys of that screen count on the one of
/// differences, too, which has no such rows.
pub fn on_passages(app: &mut App, act: impl FnOnce(&mut Passages, &mut Model)) {
    if app.view == View::Passages {
        act(&mut app.screens.passages, &mut app.model);
    } else {
        app.notice("notice-only-passages");
    }
}

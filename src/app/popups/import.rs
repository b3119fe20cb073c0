//! Taking in what other tools have written: a file is named, what would happen is shown, Enter makes it happen.

use super::{Next, Popup, coder};
use crate::annotation::{Book, Edit};
use crate::app::desk::{Coder, again};
use crate::app::{App, Effect, Keep, Work};
use crate::brush::{Paint, frame, labelled, sentences};
use crate::error::Error;
use crate::exchange::Intake;
use crate::input::field::edit_field;
use crate::input::key::{Code, Key};
use crate::theme::Role;
use crate::units::Cell;
use std::any::Any;
use std::path::PathBuf;
use std::sync::Arc;
use tui_input::Input;

/// The form of the import.
pub struct Form {
    /// The file or folder.
    pub path: Input,
    /// The tag below which new ones land; empty: the top.
    pub parent: Input,
    /// The field of the tag has the keys.
    pub below: bool,
    /// Which file was asked for last.
    generation: u64,
    /// What it would do: the name of its format, and what happens.
    pub found: Option<Box<(&'static str, Intake)>>,
    /// Why it cannot be read.
    pub failed: Option<Error>,
    /// How far reading has come, in hundredths.
    pub done: Option<usize>,
}

/// An import as a worker gets it.
pub struct Incoming {
    /// Which it is: what was asked before is dropped.
    pub generation: u64,
    /// The file or folder.
    pub path: PathBuf,
    /// What is here already.
    pub book: Arc<Book>,
    /// The documents of the library.
    pub documents: Vec<String>,
    /// The key of the tag below which new ones land.
    pub parent: Option<String>,
    /// Who annotated what no one is named for.
    pub coder: String,
}

/// Opens the form.
pub fn open(app: &mut App) {
    match &app.desk.coder {
        Coder::Known(_) => {}
        Coder::Unsure(name) => {
            // What comes in without a name gets one.
            let name = name.clone();
            return coder::ask(app, &name);
        }
        Coder::Unknown => return,
    }
    let [path, parent] = app.hand.import.clone().map(Input::new);
    let form = Form { path, parent, below: false, generation: 0, found: None, failed: None, done: None };
    app.put_up(form);
}

/// Opens the form for a file, and has it read.
pub fn named(app: &mut App, path: &str) {
    open(app);
    // While it has the file read it is out of its place, as when it answers a key.
    let Some(mut popup) = app.popup.take() else { return };
    let form: Option<&mut Form> = (&mut *popup as &mut dyn Any).downcast_mut();
    if let Some(form) = form.filter(|_| !path.is_empty()) {
        form.path = Input::new(path.to_owned());
        read(app, form);
    }
    app.popup = Some(popup);
}

/// Tags that are named of those that are here already.
const NAMED: usize = 6;

impl Popup for Form {
    fn key(&mut self, app: &mut App, key: Key) -> Next {
        match (key.code, key.ctrl) {
            (Code::Esc, _) | (Code::Char('c'), true) => {
                app.hand.generation += 1;
                app.ime_off();
                return Next::Close;
            }
            (Code::Tab | Code::Down | Code::Up, _) => self.below = !self.below,
            (Code::Enter, _) => match self.found.take() {
                Some(found) => {
                    app.ime_off();
                    take(app, found.1);
                    return Next::Close;
                }
                None => read(app, self),
            },
            _ => drop(self.field().map(|field| edit_field(field, key))),
        }
        Next::Stay
    }

    /// What was found belongs to what was typed before.
    fn field(&mut self) -> Option<&mut Input> {
        (self.found, self.failed) = (None, None);
        Some(if self.below { &mut self.parent } else { &mut self.path })
    }

    fn size(&self, _: &App, (w, h): (Cell, Cell)) -> Option<(Cell, Cell)> {
        let rows = self.found.as_ref().map_or(if self.failed.is_some() { 4 } else { 2 }, |found| {
            3 + found.1.report.len() + found.1.losses.len() + found.1.texts.len().min(4) + found.1.matches.len().min(7)
        });
        Some((76.min(w), (rows as Cell + 8).min(h)))
    }

    fn draw(&self, app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let keys = if self.found.is_some() { "import-keys-take" } else { "import-keys" };
        let body = frame(paint, app.screen.popup, &app.say("import-title"), &app.say(keys));
        let (_, body) = body.split_top(u16::from(body.h > 6));
        let (file, body) = body.split_top(1);
        let (below, body) = body.split_top(1);
        let cursors = [
            labelled(paint, file, &app.say("import-file"), &self.path),
            labelled(paint, below, &app.say("import-below"), &self.parent),
        ];
        let (_, body) = body.split_top(u16::from(body.h > 3));
        if let Some(error) = &self.failed {
            sentences(paint, body, &[app.face.words.error(error)], Role::Notice);
        }
        match (&self.found, self.done) {
            _ if self.failed.is_some() => {}
            (Some(found), _) => {
                let (format, intake) = &**found;
                // What is not taken comes first: nothing may push it out.
                let head = [app.face.words.fill("import-found", &[("format", (*format).to_owned())])];
                let left: Vec<String> = intake.left(&app.face.words).into_iter().collect();
                let body = sentences(paint, body, &left, Role::Notice);
                let body = sentences(paint, body, &head, Role::Popup);
                let mut lines: Vec<String> = Vec::new();
                lines.extend(intake.said(&app.face.words, &app.desk.book.codebook, NAMED));
                lines.extend(intake.texts.iter().take(4).map(|(path, _)| format!("  + {path}")));
                lines.extend(intake.matches(&app.face.words, NAMED).iter().map(|line| format!("  {line}")));
                sentences(paint, body, &lines, Role::Popup);
            }
            (None, Some(percent)) => {
                let line = app.face.words.fill("import-progress", &[("percent", percent.to_string())]);
                sentences(paint, body, &[line], Role::Key);
            }
            (None, None) => drop(sentences(paint, body, &[app.say("import-what")], Role::Faint)),
        }
        let [file, below] = cursors;
        Some(if self.below { below } else { file })
    }
}

/// Has the file read.
fn read(app: &mut App, form: &mut Form) {
    app.hand.import = [&form.path, &form.parent].map(|field| field.value().trim().to_owned());
    let [path, parent] = app.hand.import.clone();
    if path.is_empty() {
        return app.notice("notice-import-what");
    }
    let named = app.desk.book.codebook.named(&parent);
    let parent = match named.as_slice() {
        _ if parent.is_empty() => None,
        [tag] => Some(tag.key.clone()),
        [] => return app.alarm(&app.desk.book.codebook.without(&parent)),
        several => {
            let lang = app.face.words.lang();
            let paths: Vec<String> = several.iter().map(|tag| app.desk.book.codebook.path(&tag.key, lang)).collect();
            return app.alarm(&Error::data("error-many-tags").with("tag", &parent).with("paths", paths.join("; ")));
        }
    };
    app.hand.generation += 1;
    form.generation = app.hand.generation;
    (form.done, form.failed) = (Some(0), None);
    let incoming = Incoming {
        generation: form.generation,
        path: PathBuf::from(path),
        book: Arc::new(app.desk.book.clone()),
        documents: app.shelf.documents.iter().map(|item| item.path.clone()).collect(),
        parent,
        coder: app.desk.coder.name().to_owned(),
    };
    app.ask(Effect::Work(Work::Import(Box::new(incoming))));
}

fn open_form(app: &mut App, generation: u64) -> Option<&mut Form> {
    app.open_mut().filter(|form: &&mut Form| form.generation == generation)
}

/// Reading has come so far.
pub fn advanced(app: &mut App, generation: u64, percent: usize) {
    if let Some(form) = open_form(app, generation) {
        form.done = form.done.map(|_| percent);
    }
}

/// The file was read, or could not be.
pub fn found(app: &mut App, generation: u64, found: Result<Box<(&'static str, Intake)>, Error>) {
    let Some(form) = open_form(app, generation) else { return };
    form.done = None;
    match found {
        Ok(found) => form.found = Some(found),
        Err(error) => form.failed = Some(error),
    }
}

/// Takes it in: the new documents are written first, then the edit is made.
fn take(app: &mut App, found: Intake) {
    if found.texts.is_empty() {
        return make(app, found);
    }
    app.ask(Effect::Keep(Keep::Texts(Box::new(found))));
}

/// The new documents are there, or could not be written: then nothing is taken in.
pub fn brought(app: &mut App, result: Result<Box<Intake>, Error>) {
    match result {
        Ok(found) => {
            app.shelf.bring(found.texts.iter().map(|(path, _)| path.clone()));
            make(app, *found);
        }
        Err(error) => app.alarm(&error),
    }
}

fn make(app: &mut App, found: Intake) {
    if found.changes.is_empty() {
        let documents = found.texts.len().to_string();
        if found.texts.is_empty() {
            return app.notice("import-nothing");
        }
        return app.notice_with("import-documents", &[("count", documents)]);
    }
    let said = told(app, &found);
    app.desk.unsaved.check();
    again(app, Edit { label: "edit-import", at: None, changes: found.changes });
    app.notice_with("notice-imported", &said);
}

/// Returns what is told of what was taken in: annotations, tags, and what is neither.
fn told(app: &App, found: &Intake) -> [(&'static str, String); 3] {
    let words = &app.face.words;
    let count = |key: &str| found.report.iter().find(|(known, _)| *known == key).map_or(0, |(_, count)| *count);
    let fill = |key: &str, names: [&'static str; 3], counts: [usize; 3]| {
        let blanks: Vec<_> = names.into_iter().zip(counts.map(|count| count.to_string())).collect();
        (counts != [0; 3]).then(|| words.fill(key, &blanks))
    };
    let annotations = ["import-new", "import-changed", "import-same"].map(count);
    let tags = [count("import-tags-new"), found.matched.len(), count("import-tags-changed")];
    let said = [
        fill("imported-annotations", ["new", "changed", "same"], annotations),
        fill("imported-tags", ["new", "matched", "changed"], tags),
    ];
    let mut said: Vec<String> = said.into_iter().flatten().collect();
    if said.is_empty() {
        said = found.said(words, &app.desk.book.codebook, 0);
    }
    let others = if app.desk.others { 0 } else { count("import-others") };
    [
        ("said", said.join(&words.say("list-semicolon"))),
        ("undecided", count("import-undecided").to_string()),
        ("others", others.to_string()),
    ]
}

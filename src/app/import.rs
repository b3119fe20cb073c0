//! Taking in what other tools have written: a file is named, what would happen is shown, Enter makes it happen.

use super::desk::{Coder, again};
use super::prompt::{Prompt, edit_field, ime_off};
use super::{App, Effect, Keep, Work};
use crate::annotation::{Book, Edit};
use crate::error::Error;
use crate::exchange::Intake;
use crate::input::key::{Code, Key};
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
            app.prompt = Some(Prompt::coder(&name.clone()));
            return;
        }
        Coder::Unknown => return,
    }
    let [path, parent] = app.hand.import.clone().map(Input::new);
    let form = Form { path, parent, below: false, generation: 0, found: None, failed: None, done: None };
    app.prompt = Some(Prompt::Import(Box::new(form)));
}

/// Opens the form for a file, and has it read.
pub fn named(app: &mut App, path: &str) {
    open(app);
    if let Some(Prompt::Import(mut form)) = app.prompt.take_if(|prompt| matches!(prompt, Prompt::Import(_))) {
        if !path.is_empty() {
            form.path = Input::new(path.to_owned());
            read(app, &mut form);
        }
        app.prompt = Some(Prompt::Import(form));
    }
}

impl Form {
    /// Returns the field that has the keys; what was found belongs to what was typed before.
    pub fn typed(&mut self) -> &mut Input {
        (self.found, self.failed) = (None, None);
        if self.below { &mut self.parent } else { &mut self.path }
    }
}

/// Answers a key while the form is open.
pub fn key(app: &mut App, mut form: Box<Form>, key: Key) {
    match (key.code, key.ctrl) {
        (Code::Esc, _) | (Code::Char('c'), true) => {
            app.hand.generation += 1;
            return ime_off(app);
        }
        (Code::Tab | Code::Down | Code::Up, _) => form.below = !form.below,
        (Code::Enter, _) => match form.found.take() {
            Some(found) => {
                ime_off(app);
                return take(app, found.1);
            }
            None => read(app, &mut form),
        },
        _ => drop(edit_field(form.typed(), key)),
    }
    app.prompt = Some(Prompt::Import(form));
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
    match &mut app.prompt {
        Some(Prompt::Import(form)) if form.generation == generation => Some(form),
        _ => None,
    }
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

//! Taking in what other tools have written: a file is named, what would happen is shown, Enter makes it happen.

use crate::actions::commit::again;
use crate::annotation::Edit;
use crate::brush::{Paint, frame, labelled, sentences};
use crate::error::Error;
use crate::exchange::Intake;
use crate::input::field::edit_field;
use crate::input::key::{Code, Key};
use crate::state::effect::{Effect, Incoming, Keep, Work};
use crate::state::project::Coder;
use crate::state::request::Request;
use crate::state::{Model, Next, Popup};
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

/// Opens the form.
pub fn open(model: &mut Model) {
    match &model.project.coder {
        Coder::Known(_) => {}
        Coder::Unsure(name) => {
            // What comes in without a name gets one.
            let name = name.clone();
            return model.request(Request::AskCoder(name));
        }
        Coder::Unknown => return,
    }
    let [path, parent] = model.hand.import.clone().map(Input::new);
    let form = Form { path, parent, below: false, generation: 0, found: None, failed: None, done: None };
    model.put_up(form);
}

/// Opens the form for a file, and has it read.
pub fn named(model: &mut Model, path: &str) {
    open(model);
    // While it has the file read it is out of its place, as when it answers a key.
    let Some(mut popup) = model.popup.take() else { return };
    let form: Option<&mut Form> = (&mut *popup as &mut dyn Any).downcast_mut();
    if let Some(form) = form.filter(|_| !path.is_empty()) {
        form.path = Input::new(path.to_owned());
        read(model, form);
    }
    model.popup = Some(popup);
}

/// Tags that are named of those that are here already.
const NAMED: usize = 6;

impl Popup for Form {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        match (key.code, key.ctrl) {
            (Code::Esc, _) | (Code::Char('c'), true) => {
                model.hand.generation += 1;
                model.ime_off();
                return Next::Close;
            }
            (Code::Tab | Code::Down | Code::Up, _) => self.below = !self.below,
            (Code::Enter, _) => match self.found.take() {
                Some(found) => {
                    model.ime_off();
                    take(model, found.1);
                    return Next::Close;
                }
                None => read(model, self),
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

    fn size(&self, _: &Model, (w, h): (Cell, Cell)) -> Option<(Cell, Cell)> {
        let rows = self.found.as_ref().map_or(if self.failed.is_some() { 4 } else { 2 }, |found| {
            3 + found.1.report.len() + found.1.losses.len() + found.1.texts.len().min(4) + found.1.matches.len().min(7)
        });
        Some((76.min(w), (rows as Cell + 7).min(h)))
    }

    fn keys(&self, model: &Model) -> String {
        model.say(if self.found.is_some() { "import-keys-take" } else { "import-keys" })
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &model.say("import-title"), &self.keys(model));
        let (_, body) = body.split_top(u16::from(body.h > 6));
        let (file, body) = body.split_top(1);
        let (below, body) = body.split_top(1);
        let cursors = [
            labelled(paint, file, &model.say("import-file"), &self.path),
            labelled(paint, below, &model.say("import-below"), &self.parent),
        ];
        let (_, body) = body.split_top(u16::from(body.h > 3));
        if let Some(error) = &self.failed {
            sentences(paint, body, &[model.face.words.error(error)], Role::Notice);
        }
        match (&self.found, self.done) {
            _ if self.failed.is_some() => {}
            (Some(found), _) => {
                let (format, intake) = &**found;
                // What is not taken comes first: nothing may push it out.
                let head = [model.face.words.fill("import-found", &[("format", (*format).to_owned())])];
                let left: Vec<String> = intake.left(&model.face.words).into_iter().collect();
                let body = sentences(paint, body, &left, Role::Notice);
                let body = sentences(paint, body, &head, Role::Popup);
                let mut lines: Vec<String> = Vec::new();
                lines.extend(intake.said(&model.face.words, &model.project.book.codebook, NAMED));
                lines.extend(intake.texts.iter().take(4).map(|(path, _)| format!("  + {path}")));
                lines.extend(intake.matches(&model.face.words, NAMED).iter().map(|line| format!("  {line}")));
                sentences(paint, body, &lines, Role::Popup);
            }
            (None, Some(percent)) => {
                let line = model.face.words.fill("import-progress", &[("percent", percent.to_string())]);
                sentences(paint, body, &[line], Role::Key);
            }
            (None, None) => drop(sentences(paint, body, &[model.say("import-what")], Role::Faint)),
        }
        let [file, below] = cursors;
        Some(if self.below { below } else { file })
    }
}

/// Has the file read.
fn read(model: &mut Model, form: &mut Form) {
    model.hand.import = [&form.path, &form.parent].map(|field| field.value().trim().to_owned());
    let [path, parent] = model.hand.import.clone();
    if path.is_empty() {
        return model.notice("notice-import-what");
    }
    let named = model.project.book.codebook.named(&parent);
    let parent = match named.as_slice() {
        _ if parent.is_empty() => None,
        [tag] => Some(tag.key.clone()),
        [] => return model.alarm(&model.project.book.codebook.without(&parent)),
        several => {
            let lang = model.face.words.lang();
            let paths: Vec<String> =
                several.iter().map(|tag| model.project.book.codebook.path(&tag.key, lang)).collect();
            return model.alarm(&Error::data("error-many-tags").with("tag", &parent).with("paths", paths.join("; ")));
        }
    };
    model.hand.generation += 1;
    form.generation = model.hand.generation;
    (form.done, form.failed) = (Some(0), None);
    let incoming = Incoming {
        generation: form.generation,
        path: PathBuf::from(path),
        book: Arc::new(model.project.book.clone()),
        documents: model.shelf.documents.iter().map(|item| item.path.clone()).collect(),
        parent,
        coder: model.project.coder.name().to_owned(),
    };
    model.ask(Effect::Work(Work::Import(Box::new(incoming))));
}

fn open_form(model: &mut Model, generation: u64) -> Option<&mut Form> {
    model.open_mut().filter(|form: &&mut Form| form.generation == generation)
}

/// Reading has come so far.
pub fn advanced(model: &mut Model, generation: u64, percent: usize) {
    if let Some(form) = open_form(model, generation) {
        form.done = form.done.map(|_| percent);
    }
}

/// The file was read, or could not be.
pub fn found(model: &mut Model, generation: u64, found: Result<Box<(&'static str, Intake)>, Error>) {
    let Some(form) = open_form(model, generation) else { return };
    form.done = None;
    match found {
        Ok(found) => form.found = Some(found),
        Err(error) => form.failed = Some(error),
    }
}

/// Takes it in: the new documents are written first, then the edit is made.
fn take(model: &mut Model, found: Intake) {
    if found.texts.is_empty() {
        return make(model, found);
    }
    model.ask(Effect::Keep(Keep::Texts(Box::new(found))));
}

/// The new documents are there, or could not be written: then nothing is taken in.
pub fn brought(model: &mut Model, result: Result<Box<Intake>, Error>) {
    match result {
        Ok(found) => {
            model.shelf.bring(found.texts.iter().map(|(path, _)| path.clone()));
            make(model, *found);
        }
        Err(error) => model.alarm(&error),
    }
}

fn make(model: &mut Model, found: Intake) {
    if found.changes.is_empty() {
        let documents = found.texts.len().to_string();
        if found.texts.is_empty() {
            return model.notice("import-nothing");
        }
        return model.notice_with("import-documents", &[("count", documents)]);
    }
    let said = told(model, &found);
    model.project.unsaved.check();
    again(model, Edit { label: "edit-import", at: None, changes: found.changes });
    model.notice_with("notice-imported", &said);
}

/// Returns what is told of what was taken in: annotations, tags, and what is neither.
fn told(model: &Model, found: &Intake) -> [(&'static str, String); 3] {
    let words = &model.face.words;
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
        said = found.said(words, &model.project.book.codebook, 0);
    }
    let others = if model.project.others { 0 } else { count("import-others") };
    [
        ("said", said.join(&words.say("list-semicolon"))),
        ("undecided", count("import-undecided").to_string()),
        ("others", others.to_string()),
    ]
}

//! Taking annotations away from the screen: a form with a preview; what is shown is what goes out.

mod draw;
mod form;

use crate::annotation::{Annotation, verify};
use crate::brush::Paint;
use crate::error::Error;
use crate::exchange::{FORMATS, Facet, Ground, Options, Select};
use crate::files::Entry;
use crate::input::field::{edit_field, paste_field};
use crate::input::key::{Code, Key};
use crate::state::about::Shown;
use crate::state::choices::Choices;
use crate::state::effect::{Effect, Keep, Outgoing, Preview, Ready, Work};
use crate::state::hand::used_last;
use crate::state::{Model, Next, Popup, Width};
use crate::units::Cell;
pub use form::{Form, Scope};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tui_input::Input;

/// Opens the form; for what is listed, if that is meant.
pub fn open(model: &mut Model, shown: Option<Shown>) {
    let mut form = Form::new(model, shown);
    form.name();
    look(model, &mut form);
    model.put_up(form);
}

impl Form {
    /// Returns how many passages or hits it was opened on.
    pub fn listed(&self) -> usize {
        self.shown.as_ref().map_or(0, |shown| shown.ids.len())
    }

    /// Returns the key of what goes out.
    pub fn scope_words(&self) -> &'static str {
        let ticked = self.shown.as_ref().is_some_and(|shown| shown.ticked);
        if ticked && self.scope == Scope::Shown { "export-ticked" } else { self.scope.words() }
    }

    /// Gives the file the extension of the format; one that belongs to no format stays.
    fn name(&mut self) {
        let Some(format) = self.choices.format() else { return };
        let stem = match self.path.text() {
            "" => "meipi-export",
            typed => match typed.rsplit_once('.') {
                Some((stem, extension)) if is_extension(extension) => stem,
                _ => return,
            },
        };
        self.path.input = Input::new(format!("{stem}.{}", format.extension));
    }

    /// Chooses the format that the name of the file asks for, if the chosen one is called otherwise: of several of that
    /// extension the one that was used last, else the first that is offered.
    fn named(&mut self) {
        let Some((_, extension)) = self.path.text().rsplit_once('.') else { return };
        let extension = extension.to_ascii_lowercase();
        let is = |n: &usize| FORMATS.get(*n).is_some_and(|format| format.extension == extension);
        if !is(&self.choices.format) {
            self.choices.format = self.order.iter().copied().find(is).unwrap_or(self.choices.format);
        }
    }
}

impl Form {
    /// Has it looked at what would go out, if that is not what it was before.
    fn follow(&mut self, model: &mut Model, before: (Choices, Scope, usize)) {
        model.hand.export = self.choices;
        if (self.choices, self.scope, self.whose.1) != before {
            look(model, self);
        }
    }
}

fn is_extension(name: &str) -> bool {
    FORMATS.iter().any(|format| format.extension == name)
}

impl Popup for Form {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        let before = (self.choices, self.scope, self.whose.1);
        (self.failed, self.told) = (None, false);
        match (key.code, key.ctrl) {
            (Code::Esc, _) | (Code::Char('c'), true) => {
                // What is under way is dropped when it comes.
                model.hand.generation += 1;
                return Next::Close;
            }
            (Code::Enter, _) => {
                if !write(model, self) {
                    return Next::Close;
                }
            }
            (Code::Down | Code::Up, _) => {
                self.step(if key.code == Code::Down { 1 } else { -1 });
                self.name();
            }
            (Code::Tab, _) => {
                self.told = true;
                if let Some(folder) = self.path.complete(&model.hand.standpoint) {
                    model.ask(Effect::Work(Work::Folder(folder)));
                }
                self.named();
            }
            (Code::Char('o'), true) => self.next_coder(),
            (Code::Char('s'), true) => {
                self.scope = match self.scope {
                    Scope::Article => Scope::Document,
                    Scope::Document => Scope::Library,
                    Scope::Library if self.shown.is_some() => Scope::Shown,
                    Scope::Library | Scope::Shown => Scope::Article,
                }
            }
            (Code::Char(c), true) if Choices::knows(c) => {
                if !self.choices.step(c) {
                    model.notice("notice-no-choice");
                }
            }
            _ => {
                edit_field(&mut self.path.input, key);
                self.named();
            }
        }
        self.follow(model, before);
        Next::Stay
    }

    fn paste(&mut self, model: &mut Model, text: &str) {
        let before = (self.choices, self.scope, self.whose.1);
        paste_field(&mut self.path.input, text);
        self.named();
        self.follow(model, before);
    }

    fn field(&mut self) -> Option<&mut Input> {
        Some(&mut self.path.input)
    }

    fn width(&self) -> Width {
        Width::Whole
    }

    fn height(&self, _: &Model, (_, h): (Cell, Cell)) -> Option<Cell> {
        Some(h)
    }

    fn keys(&self, model: &Model) -> String {
        model.say("export-keys")
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        draw::draw(model, self, paint)
    }
}

/// Returns what the form says is to go out.
fn outgoing(model: &mut Model, form: &Form) -> Option<Outgoing> {
    let format = form.choices.format()?;
    let open = model.reader.document.as_deref().map(|document| document.path.to_string());
    let mut all: Vec<String> = model.shelf.documents.iter().map(|item| item.path.clone()).collect();
    // What is said of documents that are gone is in the library all the same.
    let known: BTreeSet<&String> = all.iter().collect();
    let gone: Vec<String> =
        verify::documents(&model.project.book).into_iter().filter(|path| !known.contains(path)).collect();
    all.extend(gone);
    let (documents, article) = match form.scope {
        Scope::Library | Scope::Shown => (all, None),
        Scope::Document => (open.into_iter().collect(), None),
        Scope::Article => (open.into_iter().collect(), Some(model.reader.article)),
    };
    let coder = form.whose(model);
    let shown = form.shown.as_ref().filter(|_| form.scope == Scope::Shown);
    let hits = shown.and_then(|shown| shown.book.clone());
    let options = Options { segmenter: model.reader.segmenter.clone(), ..form.choices.options() };
    let ids = shown.map(|shown| shown.ids.clone());
    let asked = shown.map(|shown| shown.asked.clone()).unwrap_or_default();
    model.hand.generation += 1;
    Some(Outgoing {
        generation: model.hand.generation,
        format: format.name,
        options,
        lang: model.face.words.lang(),
        book: hits.unwrap_or_else(|| Arc::new(model.project.book.clone())),
        documents,
        select: Select { articles: article.into_iter().collect(), coder, ids, asked, ..Select::default() },
        path: None,
        replace: None,
        ground: Ground::default(),
    })
}

/// Has it looked at what would go out.
fn look(model: &mut Model, form: &mut Form) {
    let Some(outgoing) = outgoing(model, form) else { return };
    form.generation = outgoing.generation;
    form.preview = None;
    model.ask(Effect::Work(Work::Export(Box::new(outgoing))));
}

/// Has the export made; tells whether there is anything to write.
fn write(model: &mut Model, form: &mut Form) -> bool {
    let Some(mut outgoing) = outgoing(model, form) else { return false };
    let Select { coder, ids, .. } = &outgoing.select;
    let seen = |a: &&Annotation| {
        coder.as_ref().is_none_or(|c| *c == a.coder) && ids.as_ref().is_none_or(|ids| ids.contains(&a.id))
    };
    let count = |document: &String| outgoing.book.of(document).iter().filter(seen).count();
    let codebook = form.choices.format().is_some_and(|format| !format.holds.contains(&Facet::Marks));
    if !codebook && outgoing.documents.iter().map(count).sum::<usize>() == 0 {
        model.notice("notice-nothing-to-export");
        return false;
    }
    let path = form.path.text().to_owned();
    if path.is_empty() {
        model.notice("notice-export-where");
        return true;
    }
    form.generation = outgoing.generation;
    form.done = Some(0);
    outgoing.path = Some(PathBuf::from(path));
    outgoing.replace.clone_from(&form.replace);
    outgoing.ground = Ground::new(model.shelf.documents.iter().map(|item| item.path.clone()), &model.project.book);
    model.ask(Effect::Work(Work::Export(Box::new(outgoing))));
    true
}

fn open_form(model: &mut Model, generation: u64) -> Option<&mut Form> {
    model.open_mut().filter(|form: &&mut Form| form.generation == generation)
}

/// It was looked at what is in a folder.
pub fn listed(model: &mut Model, folder: &Path, entries: &[Entry]) {
    let from = model.hand.standpoint.clone();
    if let Some(form) = model.open_mut::<Form>() {
        form.path.listed(&from, folder, entries);
    }
}

/// It was looked at what would go out.
pub fn previewed(model: &mut Model, generation: u64, preview: Result<Preview, Error>) {
    if let Some(form) = open_form(model, generation) {
        form.preview = Some(preview);
    }
}

/// The export has come so far.
pub fn advanced(model: &mut Model, generation: u64, percent: usize) {
    if let Some(form) = open_form(model, generation) {
        form.done = form.done.map(|_| percent);
    }
}

/// The export is ready to be written, or could not be made; what was given up meanwhile is dropped.
pub fn ready(model: &mut Model, generation: u64, ready: Result<Box<Ready>, Error>) {
    let Some(form) = open_form(model, generation) else { return };
    form.done = None;
    match ready {
        Ok(ready) => model.ask(Effect::Keep(Keep::Export(ready))),
        Err(error) => form.failed = Some(error),
    }
}

/// The export was written, or could not be: then the form stays.
pub fn exported(model: &mut Model, result: Result<PathBuf, Error>) {
    match (result, model.open_mut::<Form>()) {
        (Ok(path), form) => {
            if let Some(format) = form.and_then(|form| form.choices.format()) {
                used_last(&mut model.hand.exported, format.name);
                model.popup = None;
                model.ime_off();
            }
            model.notice_with("notice-exported", &[("path", path.display().to_string())]);
        }
        (Err(error), Some(form)) if error.key == "error-exists" => {
            let path = error.blanks.into_iter().find(|(name, _)| *name == "path");
            let path = path.map_or_else(PathBuf::new, |(_, path)| PathBuf::from(path));
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            form.replace = Some(path);
            model.notice_with("notice-exists", &[("path", name)]);
        }
        (Err(error), Some(form)) => form.failed = Some(error),
        (Err(error), None) => model.alarm(&error),
    }
}

//! Taking annotations away from the screen.

use super::key::{Code, Key};
use super::prompt::{Prompt, edit_field, ime_off};
use super::{App, Effect, Keep};
use crate::annotation::{Annotation, Book};
use crate::error::Error;
use crate::exchange::{FORMATS, Options, Select};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use tui_input::Input;
use uuid::Uuid;

/// What goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The open article.
    Article,
    /// The open document.
    Document,
    /// The whole library.
    Library,
    /// The passages that are listed, or the marked ones.
    Shown,
}

impl Scope {
    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Article => "export-article",
            Self::Document => "export-document",
            Self::Library => "export-library",
            Self::Shown => "export-shown",
        }
    }
}

/// An export as the writer gets it.
pub struct Outgoing {
    /// The name of the format.
    pub format: &'static str,
    /// How it is written.
    pub options: Options,
    /// The annotations and where their documents lie.
    pub book: Arc<Book>,
    /// The documents that go out.
    pub documents: Vec<String>,
    /// Which of their annotations.
    pub select: Select,
    /// The file, by the name that a person gave.
    pub path: PathBuf,
    /// A file of that name may be replaced.
    pub replace: bool,
}

/// The form of the export.
pub struct Form {
    /// The chosen format: its place in the table.
    pub format: usize,
    /// What goes out.
    pub scope: Scope,
    /// The file.
    pub path: Input,
    /// The name that the file has by default, without extension.
    stem: String,
    /// The file that a second Enter replaces.
    replace: Option<String>,
    /// The passages that it was opened on.
    pub shown: Option<BTreeSet<Uuid>>,
}

/// Opens the form.
pub fn open(app: &mut App, _: Key) {
    form(app, None);
}

/// Opens the form for the passages that are listed, or the marked ones.
pub fn shown_ones(app: &mut App, _: Key) {
    let passages = &app.stage.passages;
    let listed = || passages.entries.iter().map(|entry| entry.listed.id).collect();
    let ids = if passages.marked.is_empty() { listed() } else { passages.marked.clone() };
    form(app, Some(ids));
}

fn form(app: &mut App, shown: Option<BTreeSet<Uuid>>) {
    let stem = "meipi-export".to_owned();
    let scope = if shown.is_some() { Scope::Shown } else { Scope::Library };
    let mut form = Form { format: 0, scope, path: Input::default(), stem, replace: None, shown };
    form.name();
    app.prompt = Some(Prompt::Export(Box::new(form)));
}

impl Form {
    /// Gives the file the extension of the format, as long as its name is the default.
    fn name(&mut self) {
        let extension = FORMATS.get(self.format).map_or("", |format| format.extension);
        let typed = self.path.value();
        if typed.is_empty() || typed.starts_with(&self.stem) {
            self.path = Input::new(format!("{}.{extension}", self.stem));
        }
    }
}

/// Returns the keys of the sentences that describe the formats, in the order of the form.
pub fn offered() -> impl ExactSizeIterator<Item = &'static str> {
    FORMATS.iter().map(|format| format.words)
}

/// Answers a key while the form is open.
pub fn key(app: &mut App, mut form: Box<Form>, key: Key) {
    match (key.code, key.ctrl) {
        (Code::Esc, _) | (Code::Char('c'), true) => return ime_off(app),
        (Code::Enter, _) => {
            if !write(app, &form) {
                return ime_off(app);
            }
        }
        (Code::Down, _) => {
            form.format = (form.format + 1) % FORMATS.len();
            form.name();
        }
        (Code::Up, _) => {
            form.format = (form.format + FORMATS.len() - 1) % FORMATS.len();
            form.name();
        }
        (Code::Tab, _) => {
            form.scope = match form.scope {
                Scope::Article => Scope::Document,
                Scope::Document => Scope::Library,
                Scope::Library if form.shown.is_some() => Scope::Shown,
                Scope::Library | Scope::Shown => Scope::Article,
            }
        }
        _ => {
            edit_field(&mut form.path, key);
        }
    }
    app.prompt = Some(Prompt::Export(form));
}

/// Has the export written; tells whether there is anything to write.
fn write(app: &mut App, form: &Form) -> bool {
    let Some(format) = FORMATS.get(form.format) else { return false };
    let open = app.reader.document.as_deref().map(|document| document.path.to_string());
    let all: Vec<String> = app.shelf.documents.iter().map(|item| item.path.clone()).collect();
    let (documents, article) = match form.scope {
        Scope::Library | Scope::Shown => (all, None),
        Scope::Document => (open.into_iter().collect(), None),
        Scope::Article => (open.into_iter().collect(), Some(app.reader.article)),
    };
    // What is hidden on the screen does not go out from it.
    let coder = Some(app.desk.coder.name().to_owned()).filter(|coder| !app.desk.others && !coder.is_empty());
    let ids = form.shown.clone().filter(|_| form.scope == Scope::Shown);
    let seen = |a: &&Annotation| {
        coder.as_ref().is_none_or(|c| *c == a.coder) && ids.as_ref().is_none_or(|ids| ids.contains(&a.id))
    };
    let count: usize = documents.iter().map(|document| app.desk.book.of(document).iter().filter(seen).count()).sum();
    if count == 0 {
        app.notice("notice-nothing-to-export");
        return false;
    }
    app.notice("notice-exporting");
    // From the screen a table is for a spreadsheet, and Markdown is for reading by tag.
    let options = Options { by_tag: true, bom: true, ..Options::default() };
    let book = Arc::new(app.desk.book.clone());
    let path = PathBuf::from(form.path.value().trim());
    let replace = form.replace.as_deref() == Some(form.path.value());
    let select = Select { articles: article.into_iter().collect(), coder, ids, ..Select::default() };
    let outgoing = Outgoing { format: format.name, options, book, documents, select, path, replace };
    app.ask(Effect::Keep(Keep::Export(Box::new(outgoing))));
    true
}

/// The export was written, or could not be: then the form stays.
pub fn exported(app: &mut App, result: Result<PathBuf, Error>) {
    match result {
        Ok(path) => {
            if let Some(Prompt::Export(_)) = app.prompt {
                app.prompt = None;
                ime_off(app);
            }
            app.notice_with("notice-exported", &[("path", path.display().to_string())]);
        }
        Err(error) => {
            if let Some(Prompt::Export(form)) = app.prompt.as_mut().filter(|_| error.key == "error-exists") {
                form.replace = Some(form.path.value().to_owned());
                let path = form.path.value().trim().to_owned();
                app.notice_with("notice-exists", &[("path", path)]);
            } else {
                app.alarm(&error);
            }
        }
    }
}

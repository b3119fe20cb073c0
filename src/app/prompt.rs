//! What lies over the panes: one prompt at a time; a key is its own while it is open.

use super::choice::{self, Choice};
use super::doubt::Doubt;
use super::erratum::{self, Field};
use super::export::Form;
use super::help::Help;
use super::line::{self, Line};
use super::note::{self, Note};
use super::picker::{self, Picker};
use super::sheet::{self, Sheet};
use super::stage;
use super::{
    App, Effect, Work, attributes, coder, definition, export, help, hits, import, keys, pane, passages, saving, search,
    shelf, tagbook,
};
use crate::annotation::coder as named;
use crate::input::key::{Code, Key};
use crate::settings::StoreChoice;
use crate::text::is_han;
use crate::text::offsets::first_chars;
use tui_input::{Input, InputRequest};

/// What lies over the panes.
pub enum Prompt {
    /// The search field.
    Search(Input),
    /// The filter of the list.
    Filter(Input),
    /// The tag picker.
    Picker(Box<Picker>),
    /// A note.
    Note(Box<Note>),
    /// The help.
    Help(Help),
    /// Where annotations are to be kept.
    Store,
    /// What becomes of edits that are on no disk.
    Doubt(Doubt),
    /// Who annotates.
    Coder(Input),
    /// The export.
    Export(Box<Form>),
    /// The import.
    Import(Box<import::Form>),
    /// A list to choose from.
    Choice(Choice),
    /// How words should read.
    Erratum(Field),
    /// Facts to read.
    Sheet(Sheet),
    /// The command line.
    Line(Line),
    /// The filter of the passages.
    Passages(Input),
    /// The filter of the sidebar.
    Side(Input),
    /// What all documents are searched for.
    Hits(Input),
    /// A field on the codebook.
    Tag(tagbook::Field),
    /// The attributes.
    Attributes(Box<attributes::Form>),
}

impl Prompt {
    /// Asks who annotates.
    pub fn coder(name: &str) -> Self {
        Self::Coder(Input::new(name.to_owned()))
    }

    /// Returns the field that pasted text simply goes into; a list then begins at its first row again.
    fn field(&mut self) -> Option<&mut Input> {
        match self {
            Self::Coder(input) => Some(input),
            Self::Erratum(field) => Some(&mut field.input),
            Self::Export(form) => Some(&mut form.path),
            Self::Import(form) => Some(form.typed()),
            Self::Tag(field) => Some(&mut field.input),
            Self::Attributes(form) => Some(&mut form.input),
            Self::Choice(open) => {
                open.chosen = 0;
                Some(&mut open.input)
            }
            Self::Line(open) => {
                open.chosen = 0;
                Some(&mut open.input)
            }
            _ => None,
        }
    }
}

/// Answers a key: the prompt's, if one is open, else a command's.
pub fn key(app: &mut App, key: Key) {
    app.status.pasted = None;
    match app.prompt.take() {
        Some(prompt) => prompted(app, prompt, key),
        None if app.reader.opening && !key.ctrl => app.reader.held.push(key),
        None => keys::key(app, key),
    }
}

fn prompted(app: &mut App, prompt: Prompt, key: Key) {
    match prompt {
        Prompt::Search(input) => search::key(app, input, key),
        Prompt::Filter(input) => shelf::key(app, input, key),
        Prompt::Picker(open) => picker::key(app, open, key),
        Prompt::Note(open) => note::key(app, open, key),
        Prompt::Help(open) => help::key(app, open, key),
        Prompt::Export(form) => export::key(app, form, key),
        Prompt::Import(form) => import::key(app, form, key),
        Prompt::Store => store(app, key),
        Prompt::Doubt(doubt) => saving::answer(app, doubt, key),
        Prompt::Coder(input) => coder(app, input, key),
        Prompt::Choice(open) => choice::key(app, open, key),
        Prompt::Erratum(field) => erratum::key(app, field, key),
        Prompt::Sheet(open) => sheet::key(app, open, key),
        Prompt::Line(open) => line::key(app, open, key),
        Prompt::Passages(input) => passages_field(app, input, key),
        Prompt::Side(input) => side_field(app, input, key),
        Prompt::Hits(input) => hits::key(app, input, key),
        Prompt::Tag(open) => tag(app, open, key),
        Prompt::Attributes(form) => attributes::key(app, form, key),
    }
}

/// Asks where annotations are kept: Enter beside the text, 2 on this machine.
fn store(app: &mut App, key: Key) {
    match key.code {
        Code::Enter | Code::Char('1' | '１') => saving::store_chosen(app, StoreChoice::Beside),
        Code::Char('2' | '２') => saving::store_chosen(app, StoreChoice::Central),
        Code::Char('q') if app.status.message.as_deref() == Some(&*app.say("notice-quit-unsaved")) => pane::leave(app),
        Code::Esc | Code::Char('c') if key.code == Code::Esc || key.ctrl => app.notice("notice-store-later"),
        _ => {
            app.prompt = Some(Prompt::Store);
            app.notice("notice-store-keys");
        }
    }
}

fn coder(app: &mut App, mut input: Input, key: Key) {
    match key.code {
        Code::Enter => match named(input.value()) {
            Ok(name) => coder::coder_chosen(app, name),
            Err(error) => {
                app.prompt = Some(Prompt::Coder(input));
                app.alarm(&error);
            }
        },
        Code::Esc => {
            app.desk.pending = None;
            app.notice("notice-not-saved");
        }
        Code::Char('c') if key.ctrl => app.desk.pending = None,
        _ => {
            edit_field(&mut input, key);
            app.prompt = Some(Prompt::Coder(input));
        }
    }
}

/// Answers a key in the field of the passages' filter: the list follows as one types.
fn passages_field(app: &mut App, mut input: Input, key: Key) {
    match (key.code, key.ctrl) {
        (Code::Enter, _) => ime_off(app),
        (Code::Esc, _) | (Code::Char('c'), true) => {
            ime_off(app);
            passages::typed(app, Input::default());
            app.prompt = None;
        }
        (Code::Down, _) => {
            stage::down(app);
            app.prompt = Some(Prompt::Passages(input));
        }
        (Code::Up, _) => {
            stage::up(app);
            app.prompt = Some(Prompt::Passages(input));
        }
        _ if edit_field(&mut input, key) => passages::typed(app, input),
        _ => app.prompt = Some(Prompt::Passages(input)),
    }
}

/// Answers a key in the field of the sidebar's filter.
fn side_field(app: &mut App, mut input: Input, key: Key) {
    match (key.code, key.ctrl) {
        (Code::Enter, _) => ime_off(app),
        (Code::Esc, _) | (Code::Char('c'), true) => {
            ime_off(app);
            app.desk.side.filter.clear();
        }
        _ => {
            edit_field(&mut input, key);
            input.value().clone_into(&mut app.desk.side.filter);
            app.prompt = Some(Prompt::Side(input));
        }
    }
}

/// Answers a key in a field on the codebook.
fn tag(app: &mut App, mut open: tagbook::Field, key: Key) {
    let filters = open.purpose == tagbook::Purpose::Filter;
    match (key.code, key.ctrl) {
        (Code::Enter, _) => {
            ime_off(app);
            return tagbook::entered(app, &open);
        }
        (Code::Esc, _) | (Code::Char('c'), true) => {
            ime_off(app);
            if filters {
                app.stage.tagbook.filter.clear();
            }
            return;
        }
        (Code::Down, _) if filters => stage::down(app),
        (Code::Up, _) if filters => stage::up(app),
        _ => {
            edit_field(&mut open.input, key);
        }
    }
    if filters {
        open.input.value().clone_into(&mut app.stage.tagbook.filter);
    }
    app.prompt = Some(Prompt::Tag(open));
}

/// Edits a field of one line; tells whether its text changed.
pub fn edit_field(input: &mut Input, key: Key) -> bool {
    let request = match (key.code, key.ctrl) {
        (Code::Char('w'), true) => InputRequest::DeletePrevWord,
        (Code::Char('u'), true) => InputRequest::DeleteLine,
        (Code::Char('a'), true) | (Code::Home, _) => InputRequest::GoToStart,
        (Code::Char('e'), true) | (Code::End, _) => InputRequest::GoToEnd,
        (Code::Char(c), false) if !key.alt && input.value().len() < PASTE => InputRequest::InsertChar(c),
        (Code::Backspace, _) => InputRequest::DeletePrevChar,
        (Code::Delete, _) => InputRequest::DeleteNextChar,
        (Code::Left, _) => InputRequest::GoToPrevChar,
        (Code::Right, _) => InputRequest::GoToNextChar,
        _ => return false,
    };
    input.handle(request).is_some_and(|changed| changed.value)
}

/// What a key means to a list that is filtered as one types.
pub enum Step {
    /// The chosen row is taken.
    Take,
    /// The list is closed.
    Leave,
    /// The list stays open.
    Stay,
}

/// Rows of a page of a list.
const PAGE: usize = 10;

/// Answers a key while a filtered list is open; `chosen` may then lie behind the last row.
pub fn list_key(input: &mut Input, chosen: &mut usize, key: Key) -> Step {
    match key.code {
        Code::Enter => return Step::Take,
        Code::Esc => return Step::Leave,
        Code::Char('c') if key.ctrl => return Step::Leave,
        Code::Down => *chosen += 1,
        Code::Up => *chosen = chosen.saturating_sub(1),
        Code::PageDown => *chosen += PAGE,
        Code::PageUp => *chosen = chosen.saturating_sub(PAGE),
        _ => {
            if edit_field(input, key) {
                *chosen = 0;
            }
        }
    }
    Step::Stay
}

/// Puts text into a field of one line.
pub fn paste_field(input: &mut Input, text: &str) {
    let (value, cursor) = (input.value(), input.cursor());
    let (before, after) = value.split_at(first_chars(value, cursor).len());
    let cursor = cursor + text.chars().count();
    *input = Input::new([before, text, after].concat()).with_cursor(cursor);
}

/// The longest paste that is taken, and the longest text of a field of one line, in bytes.
const PASTE: usize = 1 << 16;

/// Returns what is taken of a paste, and the sentence that says so if that is not all: a field of one line takes the
/// first.
fn taken(text: &str, one_line: bool) -> (&str, Option<&'static str>) {
    let text = if one_line { text.trim_start_matches(['\n', '\r']) } else { text };
    let line = text.find(['\n', '\r']).filter(|_| one_line).unwrap_or(text.len());
    let (first, rest) = text.split_at(line);
    let cut = (0..=PASTE.min(first.len())).rev().find(|at| first.is_char_boundary(*at)).unwrap_or_default();
    let notice = if cut < first.len() {
        Some("notice-paste-long")
    } else {
        (!rest.trim().is_empty()).then_some("notice-paste-line")
    };
    (first.split_at(cut).0, notice)
}

/// Pasted text is typing: input methods commit that way.
pub fn paste(app: &mut App, text: &str) {
    let (text, notice) = match &app.prompt {
        // What is pasted outside of fields is taken whole or not at all.
        None => (text, None),
        Some(open) => taken(text, !matches!(open, Prompt::Note(_))),
    };
    match app.prompt.take() {
        Some(Prompt::Note(mut open)) => {
            open.area.insert_str(text.replace("\r\n", "\n").replace('\r', "\n"));
            app.prompt = Some(Prompt::Note(open));
        }
        Some(Prompt::Picker(open)) => picker::paste(app, open, text),
        Some(Prompt::Search(mut input)) => {
            paste_field(&mut input, text);
            search::typed(app, input);
        }
        Some(Prompt::Filter(mut input)) => {
            paste_field(&mut input, text);
            shelf::typed(app, input);
        }
        Some(Prompt::Passages(mut input)) => {
            paste_field(&mut input, text);
            passages::typed(app, input);
        }
        Some(Prompt::Side(mut input)) => {
            paste_field(&mut input, text);
            input.value().clone_into(&mut app.desk.side.filter);
            app.prompt = Some(Prompt::Side(input));
        }
        Some(Prompt::Hits(mut input)) => {
            paste_field(&mut input, text);
            hits::typed(app, input);
        }
        Some(mut open) => {
            if let Some(input) = open.field() {
                paste_field(input, text);
            }
            app.prompt = Some(open);
        }
        // Outside of a field a short paste is what an input method committed.
        None if app.stage.view == stage::View::Codebook && (text.chars().count() > 2 || text.contains(is_han)) => {
            // What was refused is still where it was copied.
            definition::listed(app, text).unwrap_or(());
        }
        None if text.chars().count() <= 2 => text.chars().for_each(|c| key(app, Key::char(c))),
        None => app.notice("notice-paste-nowhere"),
    }
    app.status.pasted = notice;
    notice.iter().for_each(|notice| app.notice(notice));
}

/// Switches the input method off, if the person settled how.
pub fn ime_off(app: &mut App) {
    if let Some(run) = app.face.settings.ime_off.clone() {
        app.ask(Effect::Work(Work::ImeOff(run)));
    }
}

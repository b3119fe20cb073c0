//! The note: a small editor over the text.

use super::act::{Subject, change, of_subject};
use super::desk::annotation;
use super::key::{Code, Key};
use super::prompt::{Prompt, ime_off};
use super::{App, Effect, Terminal};
use crate::error::Error;
use ratatui_textarea::{CursorMove, Input, Key as EditorKey, TextArea};

/// A note that is being written.
pub struct Note {
    /// What it is about.
    pub subject: Subject,
    /// The words that it is about, as read.
    pub about: String,
    /// The text and its cursor.
    pub area: TextArea<'static>,
}

impl Note {
    /// Opens the note of a subject; a draft left behind comes back.
    pub fn new(app: &mut App, subject: Subject) -> Self {
        let found = of_subject(app, &subject).map(|(_, found)| found);
        let id = match &subject {
            Subject::Annotation(id) => Some(*id),
            Subject::Passage(..) => None,
        };
        let draft = app.desk.draft.take_if(|(of, _)| *of == id).map(|(_, text)| text);
        if draft.is_some() {
            app.notice("notice-draft");
        }
        let text = draft.or_else(|| found.as_ref().map(|a| a.note.clone())).unwrap_or_default();
        let about = found.map(|a| a.quotation.text()).unwrap_or_default();
        Self { subject, about, area: area(&text) }
    }

    /// Returns the text.
    pub fn text(&self) -> String {
        self.area.lines().join("\n").trim_end().to_owned()
    }
}

fn area(text: &str) -> TextArea<'static> {
    let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    area
}

/// Answers a key while a note is open.
pub fn key(app: &mut App, mut note: Box<Note>, key: Key) {
    match (key.code, key.ctrl) {
        (Code::Esc | Code::F(2), _) => {
            save(app, &note);
            return;
        }
        (Code::Char('c'), true) => {
            let id = match note.subject {
                Subject::Annotation(id) => Some(id),
                Subject::Passage(..) => None,
            };
            app.desk.draft = Some((id, note.text())).filter(|(_, text)| !text.is_empty());
            app.notice(if app.desk.draft.is_some() { "notice-draft-kept" } else { "notice-not-saved" });
            ime_off(app);
            return;
        }
        (Code::Char('o'), true) => app.ask(Effect::Terminal(Terminal::Editor(note.text()))),
        (Code::Char('_' | '7'), true) => {
            note.area.undo();
        }
        _ => {
            if let Some(input) = input(key) {
                note.area.input(input);
            }
        }
    }
    app.prompt = Some(Prompt::Note(note));
}

fn input(key: Key) -> Option<Input> {
    let code = match key.code {
        Code::Char(c) => EditorKey::Char(c),
        Code::Enter => EditorKey::Enter,
        Code::Backspace => EditorKey::Backspace,
        Code::Delete => EditorKey::Delete,
        Code::Up => EditorKey::Up,
        Code::Down => EditorKey::Down,
        Code::Left => EditorKey::Left,
        Code::Right => EditorKey::Right,
        Code::Home => EditorKey::Home,
        Code::End => EditorKey::End,
        Code::PageUp => EditorKey::PageUp,
        Code::PageDown => EditorKey::PageDown,
        _ => return None,
    };
    Some(Input { key: code, ctrl: key.ctrl, alt: key.alt, shift: false })
}

/// Saves the note; an empty one is removed.
pub fn save(app: &mut App, note: &Note) {
    let text = note.text();
    ime_off(app);
    let Some((before, mut after)) = of_subject(app, &note.subject) else { return };
    if after.note == text {
        return;
    }
    after.note = text;
    change(app, "edit-note", before, after, Vec::new());
}

/// The editor gave a text back.
pub fn edited(app: &mut App, result: Result<String, Error>) {
    match (result, &mut app.prompt) {
        (Ok(text), Some(Prompt::Note(note))) => note.area = area(text.trim_end()),
        (Err(error), _) => app.alarm(&error),
        _ => {}
    }
}

/// Tells whether an annotation has a note.
pub fn has_note(app: &App, id: uuid::Uuid) -> bool {
    annotation(app, id).is_some_and(|a| !a.note.is_empty())
}

//! The note: a small editor over the text.

use super::definition::{self, Text};
use super::desk::commit;
use super::prompt::{Prompt, ime_off};
use super::stage::View;
use super::subject::{Subject, change, of_subject, seconds};
use super::{App, Effect, Terminal};
use crate::annotation::{ArticleName, Change, Changed, Edit, Memo, On};
use crate::error::Error;
use crate::input::key::{Code, Key};
use crate::text::decode::one_line;
use ratatui_textarea::{CursorMove, Input, Key as EditorKey, TextArea};

/// What is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The note of an annotation.
    Annotation(Subject),
    /// A memo.
    Memo(On),
    /// A text of a tag.
    Tag(String, Text),
    /// A list of new tags.
    Tags,
}

/// A note that is being written, or another text of several lines.
pub struct Note {
    /// What it is.
    pub about: About,
    /// The heading: the words that it is about.
    pub title: String,
    /// The text and its cursor.
    pub area: TextArea<'static>,
}

impl Note {
    /// Opens a text; a draft left behind comes back.
    pub fn new(app: &mut App, about: About) -> Self {
        let (present, words) = present(app, &about);
        let draft = app.desk.draft.take_if(|(of, _)| *of == about).map(|(_, text)| text);
        if draft.is_some() {
            app.notice("notice-draft");
        }
        let words = one_line(&words).into_owned();
        let blanks = [("about", words)];
        let title = match &about {
            About::Annotation(_) => app.face.words.fill("note-title", &blanks),
            About::Memo(_) => app.face.words.fill("memo-title", &blanks),
            About::Tags => app.say("tag-list-title"),
            About::Tag(_, text) => {
                let what = app.say(text.words());
                let [(_, tag)] = blanks;
                app.face.words.fill("tag-text-title", &[("tag", tag), ("what", what)])
            }
        };
        Self { about, title, area: area(&draft.unwrap_or(present)) }
    }

    /// Returns the text.
    pub fn text(&self) -> String {
        self.area.lines().join("\n").trim_end().to_owned()
    }
}

/// Returns a text as it is, and the words that it is about.
fn present(app: &mut App, about: &About) -> (String, String) {
    let lang = app.face.words.lang();
    match about {
        About::Annotation(subject) => {
            of_subject(app, subject).map(|(_, a)| (a.note.clone(), a.quotation.text())).unwrap_or_default()
        }
        About::Memo(on) => {
            let memos = &app.desk.book.personal(app.desk.coder.name()).memos;
            let text = memos.get(on).map(|memo| memo.text.clone()).unwrap_or_default();
            let words = match on {
                On::Project => app.say("memo-project"),
                On::Tag(key) => app.desk.book.codebook.path(key, lang),
                On::Article(name) if name.is_whole() => name.document.clone(),
                On::Article(name) => name.at.quotation.text(),
            };
            (text, words)
        }
        About::Tags => Default::default(),
        About::Tag(key, text) => {
            let tag = app.desk.book.codebook.get(key);
            tag.map(|tag| (text.of(tag), tag.label(lang).to_owned())).unwrap_or_default()
        }
    }
}

/// Opens the memo of the article, on the codebook that of the chosen tag; Tab goes on to that of the project.
pub fn memo(app: &mut App) {
    let on = match app.stage.view {
        View::Codebook => super::tagbook::chosen(app).map(|tag| On::Tag(tag.key.clone())),
        View::Panes => {
            let document = app.reader.document.clone().filter(|document| document.whole);
            document.map(|document| On::Article(ArticleName::of(&document, app.reader.article)))
        }
        _ => None,
    };
    let note = Note::new(app, About::Memo(on.unwrap_or(On::Project)));
    app.prompt = Some(Prompt::Note(Box::new(note)));
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
            app.desk.draft = Some((note.about.clone(), note.text())).filter(|(_, text)| !text.is_empty());
            app.notice(if app.desk.draft.is_some() { "notice-draft-kept" } else { "notice-not-saved" });
            ime_off(app);
            return;
        }
        (Code::Tab, _) if note.about == About::Tags => {
            note.area.insert_char('\t');
        }
        (Code::Tab, _) if !matches!(note.about, About::Annotation(_)) => return turn(app, &note),
        (Code::Char('o'), true) => app.ask(Effect::Terminal(Terminal::Editor(note.text()))),
        (Code::Char('_' | '7'), true) => {
            note.area.undo();
        }
        // A terminal that does not mark what is pasted may send the ends of its lines so.
        (Code::Char('j'), true) => note.area.insert_newline(),
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

/// Saves what is written and goes on to the next text of the tag, or the next memo.
fn turn(app: &mut App, note: &Note) {
    save(app, note);
    let next = match &note.about {
        About::Tag(key, text) => About::Tag(key.clone(), text.next()),
        About::Memo(On::Project) => return memo(app),
        _ => About::Memo(On::Project),
    };
    app.prompt = Some(Prompt::Note(Box::new(Note::new(app, next))));
}

/// Saves the text; an empty note or memo is removed.
pub fn save(app: &mut App, note: &Note) {
    let text = note.text();
    ime_off(app);
    match &note.about {
        About::Annotation(subject) => {
            let Some((before, mut after)) = of_subject(app, subject) else { return };
            if after.note != text {
                after.note = text;
                change(app, "edit-note", subject.document(), before, after, Vec::new());
            }
        }
        About::Memo(on) => save_memo(app, on, text),
        About::Tags if text.is_empty() => {}
        About::Tags => {
            if let Err(line) = definition::listed(app, &text) {
                // Nothing of it is lost: the cursor stands where it cannot be read.
                definition::list(app);
                let Some(Prompt::Note(note)) = &mut app.prompt else { return };
                note.area = area(&text);
                note.area.move_cursor(CursorMove::Jump(u16::try_from(line).unwrap_or(u16::MAX), u16::MAX));
            }
        }
        About::Tag(key, which) => definition::defined(app, key, *which, &text),
    }
}

fn save_memo(app: &mut App, on: &On, text: String) {
    let coder = app.desk.coder.name().to_owned();
    let now = seconds(app);
    let before = app.desk.book.personal(&coder).memos.get(on).cloned();
    if before.as_ref().map_or("", |memo| &memo.text) == text {
        return;
    }
    let created = before.as_ref().map_or(now, |memo| memo.created);
    let conflicts = before.as_ref().map_or_else(Vec::new, |memo| memo.conflicts.clone());
    let after = (!text.is_empty()).then_some(Memo { text, created, modified: now, conflicts });
    let told = if after.is_some() { "notice-memo" } else { "notice-memo-gone" };
    let changes = vec![Change::Memo(Changed::new((coder, on.clone()), before, after))];
    commit(app, Edit { label: "edit-memo", at: None, changes });
    app.notice(told);
}

/// Tells whether the open article has a memo of this coder.
pub fn has_memo(app: &App) -> bool {
    let survey = app.reader.document.as_deref().and_then(|document| app.shelf.survey(&document.path));
    let name = survey.and_then(|survey| survey.names.get(app.reader.article.checked_sub(1)?));
    let memos = &app.desk.book.personal(app.desk.coder.name()).memos;
    name.is_some_and(|name| memos.contains_key(&On::Article(name.clone())))
}

/// The editor gave a text back.
pub fn edited(app: &mut App, result: Result<String, Error>) {
    match (result, &mut app.prompt) {
        (Ok(text), Some(Prompt::Note(note))) => note.area = area(text.trim_end()),
        (Err(error), _) => app.alarm(&error),
        _ => {}
    }
}

//! The note: a small editor over the text.

use crate::actions::codebook;
use crate::actions::commit::commit;
use crate::actions::subject::{change, of_subject};
use crate::annotation::{Change, Changed, Edit, Memo, On};
use crate::brush::{Paint, frame};
use crate::error::Error;
use crate::input::key::{Code, Key};
use crate::layout::{Setting, rows, width};
use crate::state::about::About;
use crate::state::effect::{Effect, Terminal};
use crate::state::request::Request;
use crate::state::{Model, Next, Popup};
use crate::text::decode::one_line;
use crate::text::offsets::first_chars;
use crate::theme::Role;
use crate::units::{ByteSpan, Cell, Slice};
use ratatui_textarea::{CursorMove, Input, Key as EditorKey, TextArea};

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
    pub fn new(model: &mut Model, about: About) -> Self {
        let (present, words) = present(model, &about);
        let draft = model.project.draft.take_if(|(of, _)| *of == about).map(|(_, text)| text);
        if draft.is_some() {
            model.notice("notice-draft");
        }
        let words = one_line(&words).into_owned();
        let blanks = [("about", words)];
        let title = match &about {
            About::Annotation(_) => model.face.words.fill("note-title", &blanks),
            About::Memo(_) => model.face.words.fill("memo-title", &blanks),
            About::Tags => model.say("tag-list-title"),
            About::Tag(_, text) => {
                let what = model.say(text.words());
                let [(_, tag)] = blanks;
                model.face.words.fill("tag-text-title", &[("tag", tag), ("what", what)])
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
fn present(model: &mut Model, about: &About) -> (String, String) {
    let lang = model.face.words.lang();
    match about {
        About::Annotation(subject) => {
            of_subject(model, subject).map(|(_, a)| (a.note.clone(), a.quotation.text())).unwrap_or_default()
        }
        About::Memo(on) => {
            let memos = &model.project.book.personal(model.project.coder.name()).memos;
            let text = memos.get(on).map(|memo| memo.text.clone()).unwrap_or_default();
            let words = match on {
                On::Project => model.say("memo-project"),
                On::Tag(key) => model.project.book.codebook.path(key, lang),
                On::Article(name) if name.is_whole() => name.document.clone(),
                On::Article(name) => name.at.quotation.text(),
            };
            (text, words)
        }
        About::Tags => Default::default(),
        About::Tag(key, text) => {
            let tag = model.project.book.codebook.get(key);
            tag.map(|tag| (text.of(tag), tag.label(lang).to_owned())).unwrap_or_default()
        }
    }
}

fn area(text: &str) -> TextArea<'static> {
    let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    area
}

impl Popup for Note {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        match (key.code, key.ctrl) {
            (Code::Esc | Code::F(2), _) => {
                save(model, self);
                return Next::Close;
            }
            (Code::Char('c'), true) => {
                model.project.draft = Some((self.about.clone(), self.text())).filter(|(_, text)| !text.is_empty());
                model.notice(if model.project.draft.is_some() { "notice-draft-kept" } else { "notice-not-saved" });
                model.ime_off();
                return Next::Close;
            }
            (Code::Tab, _) if self.about == About::Tags => self.area.insert_char('\t'),
            (Code::Tab, _) if !matches!(self.about, About::Annotation(_)) => {
                turn(model, self);
                return Next::Close;
            }
            (Code::Char('o'), true) => model.ask(Effect::Terminal(Terminal::Editor(self.text()))),
            (Code::Char('_' | '7'), true) => drop(self.area.undo()),
            // A terminal that does not mark what is pasted may send the ends of its lines so.
            (Code::Char('j'), true) => self.area.insert_newline(),
            _ => drop(input(key).map(|input| self.area.input(input))),
        }
        Next::Stay
    }

    fn paste(&mut self, _: &mut Model, text: &str) {
        self.area.insert_str(text.replace("\r\n", "\n").replace('\r', "\n"));
    }

    fn takes_lines(&self) -> bool {
        true
    }

    fn size(&self, _: &Model, (w, h): (Cell, Cell)) -> Option<(Cell, Cell)> {
        Some((72.min(w), (self.area.lines().len() as Cell + 4).clamp(8, 17).min(h)))
    }

    fn keys(&self, model: &Model) -> String {
        model.say(match self.about {
            About::Annotation(_) => "note-keys",
            About::Memo(_) => "memo-keys",
            About::Tag(..) => "tag-text-keys",
            About::Tags => "tag-list-keys",
        })
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &self.title, &self.keys(model));
        let (_, body) = body.split_top(1);
        let (area, _) = body.split_bottom(1);
        let look = paint.over(Role::Popup, Role::Field);
        paint.fill_look(area, look);
        let inner = area.inset(1, 1);
        let cursor = self.area.cursor();
        // One cell is kept free for the cursor behind a full row.
        let setting = Setting::new(inner.w.saturating_sub(1).max(2), paint.widths);
        let mut drawn: Vec<String> = Vec::new();
        let mut at = (0, 0);
        for (n, line) in self.area.lines().iter().enumerate() {
            let broken = rows(line, setting, true);
            let typed = first_chars(line, cursor.1).len();
            for (m, row) in broken.iter().enumerate() {
                let last = m + 1 == broken.len();
                if n == cursor.0 && row.start <= typed && (typed < row.end || last) {
                    let before = line.slice(ByteSpan::at(row.start, typed));
                    at = (drawn.len(), width(before, paint.widths));
                }
                drawn.push(line.slice(ByteSpan::at(row.start, row.end)).to_owned());
            }
            if broken.is_empty() {
                if n == cursor.0 {
                    at = (drawn.len(), 0);
                }
                drawn.push(String::new());
            }
        }
        let height = usize::from(inner.h).max(1);
        let top = (at.0 + 1).saturating_sub(height);
        for (text, y) in drawn.iter().skip(top).take(height).zip(0..) {
            let row = inner.row(y);
            paint.text(row.x, row.y, row.right(), text, look);
        }
        Some((inner.x + (at.1 as Cell).min(inner.w), inner.y + (at.0 - top) as Cell))
    }

    fn leave(&mut self, model: &mut Model) {
        save(model, self);
    }
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
fn turn(model: &mut Model, note: &Note) {
    save(model, note);
    let next = match &note.about {
        About::Tag(key, text) => About::Tag(key.clone(), text.next()),
        About::Memo(On::Project) => return model.request(Request::Memo),
        _ => About::Memo(On::Project),
    };
    let note = Note::new(model, next);
    model.put_up(note);
}

/// Saves the text; an empty note or memo is removed.
pub fn save(model: &mut Model, note: &Note) {
    let text = note.text();
    model.ime_off();
    match &note.about {
        About::Annotation(subject) => {
            let Some((before, mut after)) = of_subject(model, subject) else { return };
            if after.note != text {
                after.note = text;
                change(model, "edit-note", subject.document(), before, after, Vec::new());
            }
        }
        About::Memo(on) => save_memo(model, on, text),
        About::Tags if text.is_empty() => {}
        About::Tags => {
            if let Err(line) = codebook::listed(model, &text) {
                // Nothing of it is lost: the cursor stands where it cannot be read.
                list(model);
                let Some(note) = model.open_mut::<Note>() else { return };
                note.area = area(&text);
                note.area.move_cursor(CursorMove::Jump(u16::try_from(line).unwrap_or(u16::MAX), u16::MAX));
            }
        }
        About::Tag(key, which) => codebook::defined(model, key, *which, &text),
    }
}

fn save_memo(model: &mut Model, on: &On, text: String) {
    let coder = model.project.coder.name().to_owned();
    let now = model.seconds();
    let before = model.project.book.personal(&coder).memos.get(on).cloned();
    if before.as_ref().map_or("", |memo| &memo.text) == text {
        return;
    }
    let created = before.as_ref().map_or(now, |memo| memo.created);
    let conflicts = before.as_ref().map_or_else(Vec::new, |memo| memo.conflicts.clone());
    let after = (!text.is_empty()).then_some(Memo { text, created, modified: now, conflicts });
    let told = if after.is_some() { "notice-memo" } else { "notice-memo-gone" };
    let changes = vec![Change::Memo(Changed::new((coder, on.clone()), before, after))];
    commit(model, Edit { label: "edit-memo", at: None, changes });
    model.notice(told);
}

/// Tells whether the open article has a memo of this coder.
pub fn has_memo(model: &Model) -> bool {
    let survey = model.reader.document.as_deref().and_then(|document| model.shelf.survey(&document.path));
    let name = survey.and_then(|survey| survey.names.get(model.reader.article.checked_sub(1)?));
    let memos = &model.project.book.personal(model.project.coder.name()).memos;
    name.is_some_and(|name| memos.contains_key(&On::Article(name.clone())))
}

/// The editor gave a text back.
pub fn edited(model: &mut Model, result: Result<String, Error>) {
    match (result, model.open_mut::<Note>()) {
        (Ok(text), Some(note)) => note.area = area(text.trim_end()),
        (Ok(_), None) => {}
        (Err(error), _) => model.alarm(&error),
    }
}

/// Opens the editor for a list of tags.
pub fn list(model: &mut Model) {
    let note = Note::new(model, About::Tags);
    model.put_up(note);
}

//! The note: a small editor over the text.

use crate::actions::codebook;
use crate::actions::commit::commit;
use crate::actions::memos;
use crate::actions::subject::{change, of_subject};
use crate::annotation::{Edit, On};
use crate::brush::{Paint, frame, lines};
use crate::error::Error;
use crate::input::key::{Code, Key};
use crate::input::lines::Lines;
use crate::layout::{Setting, rows};
use crate::state::about::About;
use crate::state::effect::{Effect, Terminal};
use crate::state::request::Request;
use crate::state::{Model, Next, Popup};
use crate::text::decode::one_line;
use crate::theme::Role;
use crate::units::Cell;

/// A note that is being written, or another text of several lines.
pub struct Note {
    /// What it is.
    pub about: About,
    /// The heading: the words that it is about.
    pub title: String,
    /// The text and its cursor.
    pub area: Lines,
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
        };
        Self { about, title, area: Lines::new(&draft.unwrap_or(present)) }
    }

    /// Returns the text.
    pub fn text(&self) -> String {
        self.area.text()
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
            let text = memos::text(&memos::of(model, on));
            let words = match on {
                On::Project => model.say("memo-project"),
                On::Tag(key) => model.project.book.codebook.path(key, lang),
                On::Article(name) if name.is_whole() => name.document.clone(),
                On::Article(name) => name.at.quotation.text(),
            };
            (text, words)
        }
        About::Tags => Default::default(),
    }
}

/// Cells of the popup beside the words: its edges, and those of the field.
const AROUND: Cell = 6;

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
                return Next::Close;
            }
            (Code::Tab, _) if matches!(self.about, About::Memo(_)) => {
                turn(model, self);
                return Next::Close;
            }
            (Code::Char('o'), true) => model.ask(Effect::Terminal(Terminal::Editor(self.text()))),
            _ if self.about == About::Tags => self.area.outline_key(key),
            _ => self.area.key(key),
        }
        Next::Stay
    }

    fn paste(&mut self, _: &mut Model, text: &str) {
        self.area.paste(text);
    }

    fn takes_lines(&self) -> bool {
        true
    }

    fn height(&self, model: &Model, (w, h): (Cell, Cell)) -> Option<Cell> {
        let setting = Setting::new(w.saturating_sub(AROUND).max(1), model.face.widths);
        let tall = |line: &String| rows(line, setting, true).len().max(1);
        let needed = self.area.lines().iter().map(tall).sum::<usize>() as Cell + 3;
        Some(needed.clamp(7, (h * 3 / 5).max(16)).min(h))
    }

    fn keys(&self, model: &Model) -> String {
        model.say(match self.about {
            About::Annotation(_) => "note-keys",
            About::Memo(_) => "memo-keys",
            About::Tags => "tag-list-keys",
        })
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &self.title, &self.keys(model));
        let (_, body) = body.split_top(1);
        let (area, _) = body.split_bottom(1);
        let look = paint.over(Role::Popup, Role::Field);
        paint.fill_look(area, look);
        Some(lines(paint, area.inset(1, 1), &self.area, look))
    }

    fn leave(&mut self, model: &mut Model) {
        save(model, self);
    }
}

/// Saves what is written and goes on to the next memo.
fn turn(model: &mut Model, note: &Note) {
    save(model, note);
    let next = match &note.about {
        About::Memo(On::Project) => return model.request(Request::Memo),
        _ => About::Memo(On::Project),
    };
    let note = Note::new(model, next);
    model.put_up(note);
}

/// Saves the text; an empty note or memo is removed.
pub fn save(model: &mut Model, note: &Note) {
    let text = note.text();
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
                note.area = Lines::new(&text);
                note.area.go_to(line);
            }
        }
    }
}

fn save_memo(model: &mut Model, on: &On, text: String) {
    let told = if text.is_empty() { "notice-memo-gone" } else { "notice-memo" };
    let changes = memos::changes(model, on, text);
    if changes.is_empty() {
        return;
    }
    commit(model, Edit { label: "edit-memo", at: None, changes });
    model.notice(told);
}

/// Tells whether the open article has a memo of this coder.
pub fn has_memo(model: &Model) -> bool {
    let survey = model.reader.document.as_deref().and_then(|document| model.shelf.survey(&document.path));
    let name = survey.and_then(|survey| survey.articles.name(model.reader.article));
    name.is_some_and(|name| !memos::of(model, &On::Article(name.clone())).is_empty())
}

/// The editor gave a text back.
pub fn edited(model: &mut Model, result: Result<String, Error>) {
    match (result, model.open_mut::<Note>()) {
        (Ok(text), Some(note)) => note.area = Lines::new(text.trim_end()),
        (Ok(_), None) => {}
        (Err(error), _) => model.alarm(&error),
    }
}

/// Opens the editor for a list of tags.
pub fn list(model: &mut Model) {
    let note = Note::new(model, About::Tags);
    model.put_up(note);
}

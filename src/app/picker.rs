//! The picker: tags by name, pinyin or initials, several in one opening.

use super::App;
use super::act::toggle;
use super::prompt::{Prompt, edit_field, ime_off};
use super::subject::{Subject, of_subject, seconds};
use crate::annotation::{Change, Tag, label as named};
use crate::input::key::{Code, Key};
use crate::input::matcher::Matcher;
use crate::words::Lang;
use tui_input::Input;

/// A row of the picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A tag, by key.
    Tag(String),
    /// A new tag of the typed name.
    New,
}

/// The picker while it is open.
pub struct Picker {
    /// What the tags go to: one passage, or several.
    pub subjects: Vec<Subject>,
    /// What was typed.
    pub field: Input,
    /// The tags that are ticked.
    pub ticked: Vec<String>,
    /// The tags that it carried when the picker was opened.
    before: Vec<String>,
    /// The rows that match.
    pub rows: Vec<Row>,
    /// The chosen row.
    pub chosen: usize,
    /// The parent of a new tag.
    pub parent: Option<String>,
    /// Tags made in this opening.
    made: Vec<Tag>,
    /// Enter only closes: something was ticked, and nothing typed or chosen since.
    closes: bool,
}

impl Picker {
    /// Opens the picker for a subject.
    pub fn new(app: &mut App, subjects: Vec<Subject>) -> Self {
        let of = |subject: &Subject| of_subject(app, subject).map(|(_, found)| found.tags).unwrap_or_default();
        let carried: Vec<Vec<String>> = subjects.iter().map(of).collect();
        // Of several passages the tags are ticked that all of them carry.
        let (first, rest) = carried.split_first().map_or((&[][..], &[][..]), |(first, rest)| (first, rest));
        let all = first.iter().filter(|tag| rest.iter().all(|tags| tags.contains(tag)));
        let before: Vec<String> = all.cloned().collect();
        let mut picker = Self {
            subjects,
            field: Input::default(),
            ticked: before.clone(),
            before,
            rows: Vec::new(),
            chosen: 0,
            parent: app
                .desk
                .recent
                .first()
                .and_then(|key| app.desk.book.codebook.get(key))
                .and_then(|tag| tag.parent.clone()),
            made: Vec::new(),
            closes: false,
        };
        picker.filter(app);
        picker
    }

    /// Lists the tags that match: those used last first, then in the order of the codebook.
    fn filter(&mut self, app: &App) {
        let codebook = &app.desk.book.codebook;
        let matcher = Matcher::new(self.field.value());
        let tree: Vec<&Tag> = codebook.tree().into_iter().map(|(_, tag)| tag).collect();
        let recent = app.desk.recent.iter().filter_map(|key| codebook.get(key)).take(9);
        let mut found: Vec<&Tag> = Vec::new();
        for tag in recent.chain(self.made.iter()).chain(tree) {
            let names = [&tag.zh, &tag.en, &tag.key].into_iter().chain(&tag.aliases);
            let hit = names.into_iter().any(|name| matcher.matches(name))
                || matcher.matches(&codebook.path(&tag.key, Lang::Zh));
            if hit && codebook.resolve(&tag.key) == tag.key && !found.iter().any(|other| other.key == tag.key) {
                found.push(tag);
            }
        }
        // What begins with what was typed stands before what only holds it.
        let typed = self.field.value().trim().to_lowercase();
        let start = Matcher::start(&typed);
        let lang = app.face.words.lang();
        let rank = |tag: &&Tag| match () {
            () if start.matches(tag.label(lang)) => 0,
            () if start.matches(&tag.zh) || start.matches(&tag.en) => 1,
            () => 2,
        };
        if !typed.is_empty() {
            found.sort_by_key(rank);
        }
        let exact = found.iter().any(|tag| tag.zh.to_lowercase() == typed || tag.en.to_lowercase() == typed);
        self.rows = found.into_iter().map(|tag| Row::Tag(tag.key.clone())).collect();
        if named(&typed).is_ok() && !exact {
            self.rows.push(Row::New);
        }
        self.chosen = self.chosen.min(self.rows.len().saturating_sub(1));
    }

    /// Ticks the chosen row, or takes its tick away.
    fn tick(&mut self, app: &App) {
        let key = match self.rows.get(self.chosen) {
            Some(Row::Tag(key)) => key.clone(),
            Some(Row::New) => {
                let tag = app.desk.book.codebook.make(self.field.value().trim(), self.parent.as_deref(), seconds(app));
                let key = tag.key.clone();
                if !self.made.iter().any(|other| other.key == key) {
                    self.made.push(tag);
                }
                key
            }
            None => return,
        };
        if self.ticked.contains(&key) {
            self.ticked.retain(|other| *other != key);
        } else {
            self.ticked.push(key);
        }
    }

    /// Returns a tag that was made in this opening.
    pub fn made(&self, key: &str) -> Option<&Tag> {
        self.made.iter().find(|tag| tag.key == key)
    }

    fn step(&mut self, by: isize) {
        let count = self.rows.len().max(1) as isize;
        self.chosen = (self.chosen as isize + by).rem_euclid(count) as usize;
        self.closes = false;
    }
}

/// Answers a key while the picker is open.
pub fn key(app: &mut App, mut picker: Box<Picker>, key: Key) {
    match (key.code, key.ctrl) {
        (Code::Esc, _) => return close(app, &picker),
        (Code::Char('c'), true) => return ime_off(app),
        (Code::Enter, _) => {
            if !picker.closes {
                picker.tick(app);
            }
            return close(app, &picker);
        }
        (Code::Tab, _) => {
            picker.tick(app);
            picker.field.reset();
            picker.chosen = 0;
            picker.closes = true;
        }
        (Code::Down, _) | (Code::Char('j'), true) => picker.step(1),
        (Code::Up, _) | (Code::Char('k'), true) => picker.step(-1),
        (Code::PageDown, _) => picker.step(8.min(picker.rows.len() as isize - 1 - picker.chosen as isize)),
        (Code::PageUp, _) => picker.step(-8.min(picker.chosen as isize)),
        (Code::Char('n'), true) => picker.chosen = picker.rows.len().saturating_sub(1),
        (Code::Char('t'), true) => next_parent(app, &mut picker),
        _ => {
            if edit_field(&mut picker.field, key) {
                picker.chosen = 0;
                picker.closes = false;
            }
        }
    }
    picker.filter(app);
    app.prompt = Some(Prompt::Picker(picker));
}

/// Puts pasted or committed text into the field.
pub fn paste(app: &mut App, mut picker: Box<Picker>, text: &str) {
    super::prompt::paste_field(&mut picker.field, text);
    (picker.chosen, picker.closes) = (0, false);
    picker.filter(app);
    app.prompt = Some(Prompt::Picker(picker));
}

/// The parent of a new tag goes through the tags at the top, and none.
fn next_parent(app: &App, picker: &mut Picker) {
    let tops = app.desk.book.codebook.children(None);
    let at = picker.parent.as_ref().and_then(|key| tops.iter().position(|tag| tag.key == *key));
    let next = match (&picker.parent, at) {
        (None, _) => 0,
        (Some(_), at) => at.map_or(tops.len(), |at| at + 1),
    };
    picker.parent = tops.get(next).map(|tag| tag.key.clone());
    picker.chosen = picker.rows.len().saturating_sub(1);
}

/// Closes the picker with what is ticked.
pub fn close(app: &mut App, picker: &Picker) {
    ime_off(app);
    let changed = |tag: &&String| picker.before.contains(tag) != picker.ticked.contains(tag);
    let toggled: Vec<String> = picker.before.iter().chain(&picker.ticked).filter(changed).cloned().collect();
    if toggled.is_empty() {
        return;
    }
    let used = picker.made.iter().filter(|tag| picker.ticked.contains(&tag.key));
    let made = used.map(|tag| Change::tag(&tag.key, None, Some(tag.clone())));
    let made: Vec<Change> = made.collect();
    toggle(app, &picker.subjects, &toggled, made);
}

//! The picker: tags by name, pinyin or initials, several in one opening.

use crate::actions::annotate::toggle;
use crate::actions::subject::of_subject;
use crate::annotation::{Change, Tag, label as named};
use crate::brush::{Paint, chip, frame, typed};
use crate::input::field::{edit_field, paste_field};
use crate::input::key::{Code, Key};
use crate::input::matcher::Matcher;
use crate::popups;
use crate::state::about::Subject;
use crate::state::{Model, Mouse, Next, Popup};
use crate::text::decode::one_line;
use crate::theme::{Hue, Role};
use crate::units::{Area, Cell};
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
    pub fn new(model: &mut Model, subjects: Vec<Subject>) -> Self {
        let of = |subject: &Subject| of_subject(model, subject).map(|(_, found)| found.tags).unwrap_or_default();
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
            parent: model
                .project
                .recent
                .first()
                .and_then(|key| model.project.book.codebook.get(key))
                .and_then(|tag| tag.parent.clone()),
            made: Vec::new(),
            closes: false,
        };
        picker.filter(model);
        picker
    }

    /// Lists the tags that match: those used last first, then in the order of the codebook.
    fn filter(&mut self, model: &Model) {
        let codebook = &model.project.book.codebook;
        let matcher = Matcher::new(self.field.value());
        let tree: Vec<&Tag> = codebook.tree().into_iter().map(|(_, tag)| tag).collect();
        let recent = model.project.recent.iter().filter_map(|key| codebook.get(key)).take(9);
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
        let lang = model.face.words.lang();
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
    fn tick(&mut self, model: &Model) {
        let key = match self.rows.get(self.chosen) {
            Some(Row::Tag(key)) => key.clone(),
            Some(Row::New) => {
                let tag = model.project.book.codebook.make(
                    self.field.value().trim(),
                    self.parent.as_deref(),
                    model.seconds(),
                );
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

impl Popup for Picker {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        match (key.code, key.ctrl) {
            (Code::Esc, _) => {
                close(model, self);
                return Next::Close;
            }
            (Code::Char('c'), true) => {
                model.ime_off();
                return Next::Close;
            }
            (Code::Enter, _) => {
                if !self.closes {
                    self.tick(model);
                }
                close(model, self);
                return Next::Close;
            }
            (Code::Tab, _) => {
                self.tick(model);
                self.field.reset();
                self.chosen = 0;
                self.closes = true;
            }
            (Code::Down, _) | (Code::Char('j'), true) => self.step(1),
            (Code::Up, _) | (Code::Char('k'), true) => self.step(-1),
            (Code::PageDown, _) => self.step(8.min(self.rows.len() as isize - 1 - self.chosen as isize)),
            (Code::PageUp, _) => self.step(-8.min(self.chosen as isize)),
            (Code::Char('n'), true) => self.chosen = self.rows.len().saturating_sub(1),
            (Code::Char('t'), true) => next_parent(model, self),
            _ => {
                if edit_field(&mut self.field, key) {
                    self.chosen = 0;
                    self.closes = false;
                }
            }
        }
        self.filter(model);
        Next::Stay
    }

    fn paste(&mut self, model: &mut Model, text: &str) {
        paste_field(&mut self.field, text);
        (self.chosen, self.closes) = (0, false);
        self.filter(model);
    }

    fn size(&self, _: &Model, (w, h): (Cell, Cell)) -> Option<(Cell, Cell)> {
        Some((60.min(w), ((self.rows.len() as Cell).clamp(4, 14) + 5).min(h)))
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let lang = model.face.words.lang();
        let name = |key: &String| {
            let tag = model.project.book.codebook.get(key).or_else(|| self.made(key));
            tag.map_or(key.clone(), |tag| tag.label(lang).to_owned())
        };
        let names = self.ticked.iter().map(name).collect::<Vec<_>>().join(" ");
        let title =
            model.face.words.fill("picker-title", &[("ticked", self.ticked.len().to_string()), ("names", names)]);
        let body = frame(paint, model.screen.popup, &title, &model.say("picker-keys"));
        let (field, rest) = body.split_top(1);
        let cursor = typed(paint, field, &self.field);
        let (_, list) = rest.split_top(1);
        let (list, foot) = list.split_bottom(1);
        let quick = model.project.quick_keys();
        let wide = quick.keys().map(|slot| model.project.key_name(*slot).len() as u16 + 1).max().unwrap_or(0);
        let height = usize::from(list.h).max(1);
        let top = (self.chosen + 1).saturating_sub(height);
        for ((n, row), y) in self.rows.iter().enumerate().skip(top).take(height).zip(0..) {
            let mut base = paint.look(Role::Popup);
            let area = list.row(y);
            if n == self.chosen {
                base = base.over(paint.look(Role::Chosen));
                paint.fill_look(Area { x: area.x - 1, w: area.w + 2, ..area }, base);
            }
            let codebook = &model.project.book.codebook;
            let lang = model.face.words.lang();
            match row {
                Row::Tag(key) => {
                    let tag = codebook.get(key).or_else(|| self.made(key));
                    let tick = if self.ticked.contains(key) { "* " } else { "  " };
                    let look = base.over(paint.look(Role::Key));
                    let x = paint.text(area.x, area.y, area.right(), tick, look);
                    let own = quick.iter().find(|(_, tag)| *tag == key).map(|(slot, _)| model.project.key_name(*slot));
                    paint.text(x, area.y, area.right(), own.as_deref().unwrap_or(""), look);
                    let label = tag.map_or(key.as_str(), |tag| tag.label(lang));
                    let hue = tag.map_or_else(Hue::default, |tag| codebook.hue(&tag.key));
                    let x = chip(paint, area.inset(x + wide - area.x, 0), label, hue, base);
                    let parent = tag.and_then(|tag| tag.parent.as_deref()).map(|parent| codebook.path(parent, lang));
                    let about = parent.unwrap_or_else(|| {
                        tag.map_or(String::new(), |tag: &Tag| one_line(&tag.definition).into_owned())
                    });
                    let rest = Area { x: x + 2, w: area.right().saturating_sub(x + 2), ..area };
                    paint.line_look(rest, &about, base.over(paint.look(Role::Faint)));
                }
                Row::New => {
                    let name = self.field.value().trim().to_owned();
                    let sentence = match &self.parent {
                        Some(parent) => model
                            .face
                            .words
                            .fill("picker-new-below", &[("name", name), ("parent", codebook.path(parent, lang))]),
                        None => model.face.words.fill("picker-new", &[("name", name)]),
                    };
                    paint.line_look(area, &sentence, base.over(paint.look(Role::Key)));
                }
            }
        }
        define(model, self, paint, foot);
        Some(cursor)
    }

    fn mouse(&self) -> Mouse {
        Mouse::Turns
    }

    /// Its last row says what the chosen tag is for.
    fn click(&mut self, row: usize, height: usize) -> Option<Code> {
        popups::take(row, height.saturating_sub(1), self.rows.len(), &mut self.chosen).then_some(Code::Tab)
    }

    fn leave(&mut self, model: &mut Model) {
        close(model, self);
    }
}

/// Says what the chosen tag is for: definitions are at hand while coding.
fn define(model: &Model, picker: &Picker, paint: &mut Paint<'_>, row: Area) {
    let Some(Row::Tag(key)) = picker.rows.get(picker.chosen) else { return };
    let Some(tag) = model.project.book.codebook.get(key) else { return };
    let about = format!("{}  {}", one_line(&tag.definition), one_line(&tag.include));
    let faint = paint.over(Role::Popup, Role::Faint);
    paint.line_look(row, about.trim(), faint);
}

/// The parent of a new tag goes through the tags at the top, and none.
fn next_parent(model: &Model, picker: &mut Picker) {
    let tops = model.project.book.codebook.children(None);
    let at = picker.parent.as_ref().and_then(|key| tops.iter().position(|tag| tag.key == *key));
    let next = match (&picker.parent, at) {
        (None, _) => 0,
        (Some(_), at) => at.map_or(tops.len(), |at| at + 1),
    };
    picker.parent = tops.get(next).map(|tag| tag.key.clone());
    picker.chosen = picker.rows.len().saturating_sub(1);
}

/// Closes the picker with what is ticked.
fn close(model: &mut Model, picker: &Picker) {
    model.ime_off();
    let changed = |tag: &&String| picker.before.contains(tag) != picker.ticked.contains(tag);
    let toggled: Vec<String> = picker.before.iter().chain(&picker.ticked).filter(changed).cloned().collect();
    if toggled.is_empty() {
        return;
    }
    let used = picker.made.iter().filter(|tag| picker.ticked.contains(&tag.key));
    let made = used.map(|tag| Change::tag(&tag.key, None, Some(tag.clone())));
    let made: Vec<Change> = made.collect();
    toggle(model, &picker.subjects, &toggled, made);
}

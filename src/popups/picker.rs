//! The picker: tags by name, pinyin or initials, several in one opening.

use crate::actions::annotate::toggle;
use crate::actions::subject::of_subject;
use crate::analysis::Counts;
use crate::annotation::{Change, Tag, label as named};
use crate::brush::{Paint, Sections, TagRow, frame, tag_row, typed};
use crate::input::field::{edit_field, paste_field};
use crate::input::key::{Code, Key};
use crate::input::matcher::{Fit, Matcher, Ranker};
use crate::layout::width;
use crate::popups::tall;
use crate::state::about::{Subject, Text};
use crate::state::{Model, Mouse, Next, Popup};
use crate::text::decode::one_line;
use crate::theme::{Hue, Look, Role};
use crate::units::{Area, Cell};
use crate::words::Lang;
use std::collections::BTreeMap;
use tui_input::Input;

/// Tags used last that are offered first.
const RECENT: usize = 9;

/// Rows at the foot, which say what the chosen tag is for.
const FOOT: Cell = 3;

/// Returns the rows of the foot, of so many that it shares with the list: a low popup shows tags first.
fn foot(height: usize) -> Cell {
    FOOT.min(height as Cell / 4)
}

/// A row of the picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A tag, by key, and how far it stands in.
    Tag(String, usize),
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
    /// The headings above them.
    sections: Sections,
    /// The tags that stand first, because they are ticked.
    first: Vec<String>,
    /// How often each tag is given by this coder.
    counts: BTreeMap<String, Counts>,
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
        let coder = model.project.coder.name();
        let own = model.project.book.all().flat_map(|(_, list)| list).filter(|a| a.coder == coder);
        let mut picker = Self {
            subjects,
            field: Input::default(),
            ticked: before.clone(),
            first: before.clone(),
            before,
            rows: Vec::new(),
            sections: Sections::default(),
            counts: Counts::of(&model.project.book.codebook, own),
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

    /// Lists the tags: those that are ticked first, those used last, then all as a tree; as one types those that match.
    fn filter(&mut self, model: &Model) {
        if self.field.value().trim().is_empty() {
            self.all(model);
        } else {
            self.matching(model);
        }
        self.chosen = self.chosen.min(self.rows.len().saturating_sub(1));
    }

    fn all(&mut self, model: &Model) {
        let codebook = &model.project.book.codebook;
        let there = |key: &&String| codebook.get(key).is_some() || self.made(key).is_some();
        let ticked: Vec<&String> = self.first.iter().filter(there).collect();
        let used =
            model.project.recent.iter().filter(|key| codebook.get(key).is_some_and(|tag| tag.merged_into.is_none()));
        let used: Vec<&String> = used.filter(|key| !ticked.contains(key)).take(RECENT).collect();
        let made = self.made.iter().map(|tag| (0, tag)).filter(|(_, tag)| !self.first.contains(&tag.key));
        let tree: Vec<(usize, &Tag)> = made.chain(codebook.tree()).collect();
        let mut sections = Sections::new(ticked.len() + used.len() + tree.len());
        if !(ticked.is_empty() && used.is_empty()) {
            if !ticked.is_empty() {
                sections.head(0, model.say("picker-ticked"));
            }
            if !used.is_empty() {
                sections.head(ticked.len(), model.say("picker-used"));
            }
            sections.head(ticked.len() + used.len(), model.say("picker-all"));
        }
        let rows = ticked.into_iter().chain(used).map(|key| Row::Tag(key.clone(), 0));
        let rows = rows.chain(tree.into_iter().map(|(depth, tag)| Row::Tag(tag.key.clone(), depth))).collect();
        (self.rows, self.sections) = (rows, sections);
    }

    /// Lists the tags that match: what begins with what was typed stands before what only holds it.
    fn matching(&mut self, model: &Model) {
        let codebook = &model.project.book.codebook;
        let matcher = Matcher::new(self.field.value());
        let tree: Vec<&Tag> = codebook.tree().into_iter().map(|(_, tag)| tag).collect();
        let recent = model.project.recent.iter().filter_map(|key| codebook.get(key)).take(RECENT);
        let mut found: Vec<&Tag> = Vec::new();
        for tag in recent.chain(self.made.iter()).chain(tree) {
            let names = [&tag.zh, &tag.en, &tag.key].into_iter().chain(&tag.aliases);
            let hit = names.into_iter().any(|name| matcher.matches(name))
                || matcher.matches(&codebook.path(&tag.key, Lang::Zh));
            if hit && codebook.resolve(&tag.key) == tag.key && !found.iter().any(|other| other.key == tag.key) {
                found.push(tag);
            }
        }
        let typed = self.field.value().trim().to_lowercase();
        let ranker = Ranker::new(&typed);
        let begins = |name: &str| ranker.fit(name) == Some(Fit::Start);
        let lang = model.face.words.lang();
        let rank = |tag: &&Tag| match () {
            () if begins(tag.label(lang)) => 0,
            () if begins(&tag.zh) || begins(&tag.en) => 1,
            () => 2,
        };
        found.sort_by_key(rank);
        let exact = found.iter().any(|tag| tag.zh.to_lowercase() == typed || tag.en.to_lowercase() == typed);
        self.rows = found.into_iter().map(|tag| Row::Tag(tag.key.clone(), 0)).collect();
        if named(&typed).is_ok() && !exact {
            self.rows.push(Row::New);
        }
        self.sections = Sections::new(self.rows.len());
    }

    /// Ticks the chosen row, or takes its tick away.
    fn tick(&mut self, model: &Model) {
        let key = match self.rows.get(self.chosen) {
            Some(Row::Tag(key, _)) => key.clone(),
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
            return;
        }
        // One that was looked for is seen when the list is whole again; in that it stays where it is.
        if !self.field.value().trim().is_empty() && !self.first.contains(&key) {
            self.first.push(key.clone());
        }
        self.ticked.push(key);
    }

    fn tag<'a>(&'a self, model: &'a Model, key: &str) -> Option<&'a Tag> {
        model.project.book.codebook.get(key).or_else(|| self.made(key))
    }

    /// Draws the name of a tag, what stands above it where the tree does not say so, and how often it is given.
    fn named(&self, model: &Model, paint: &mut Paint<'_>, row: Area, (key, depth): (&str, usize), base: Look) {
        let (codebook, lang) = (&model.project.book.codebook, model.face.words.lang());
        let tag = self.tag(model, key);
        let parent = tag.and_then(|tag| tag.parent.as_deref()).filter(|_| depth == 0);
        let tag = TagRow {
            name: tag.map_or(key, |tag| tag.label(lang)).to_owned(),
            hue: tag.map_or_else(Hue::default, |tag| codebook.hue(&tag.key)),
            above: parent.map_or_else(String::new, |parent| codebook.path(parent, lang)),
            count: self.counts.get(key).map_or(0, |counts| counts.own),
        };
        tag_row(paint, row.inset(depth as Cell * 2, 0), &tag, base);
    }

    /// Says what the row of a new tag makes.
    fn new_one(&self, model: &Model) -> String {
        let (words, name) = (&model.face.words, self.field.value().trim().to_owned());
        let Some(parent) = &self.parent else { return words.fill("picker-new", &[("name", name)]) };
        let parent = model.project.book.codebook.path(parent, words.lang());
        words.fill("picker-new-below", &[("name", name), ("parent", parent)])
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
            (Code::Char('c'), true) => return Next::Close,
            (Code::Enter, _) => {
                if !self.closes {
                    self.tick(model);
                }
                close(model, self);
                return Next::Close;
            }
            (Code::Tab, _) => {
                self.tick(model);
                if !self.field.value().is_empty() {
                    self.field.reset();
                    self.chosen = 0;
                }
                self.closes = true;
            }
            (Code::Down, _) | (Code::Char('j'), true) => self.step(1),
            (Code::Up, _) | (Code::Char('k'), true) => self.step(-1),
            (Code::PageDown, _) => self.step(8.min(self.rows.len() as isize - 1 - self.chosen as isize)),
            (Code::PageUp, _) => self.step(-8.min(self.chosen as isize)),
            (Code::Char('n'), true) => {
                self.chosen = self.rows.iter().position(|row| *row == Row::New).unwrap_or(self.chosen);
                self.closes = false;
            }
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

    fn field(&mut self) -> Option<&mut Input> {
        Some(&mut self.field)
    }

    fn paste(&mut self, model: &mut Model, text: &str) {
        paste_field(&mut self.field, text);
        (self.chosen, self.closes) = (0, false);
        self.filter(model);
    }

    fn height(&self, _: &Model, (_, h): (Cell, Cell)) -> Option<Cell> {
        Some(tall(self.sections.height(), FOOT + 3, h).min(h))
    }

    fn keys(&self, model: &Model) -> String {
        model.say(match () {
            () if self.rows.contains(&Row::New) => "picker-keys-new",
            () if self.before == self.ticked => "picker-keys-unchanged",
            () => "picker-keys",
        })
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let lang = model.face.words.lang();
        let name = |key: &String| self.tag(model, key).map_or(key.clone(), |tag| tag.label(lang).to_owned());
        let names = self.ticked.iter().map(name).collect::<Vec<_>>().join(&model.say("list-comma"));
        let title =
            model.face.words.fill("picker-title", &[("ticked", self.ticked.len().to_string()), ("names", names)]);
        let body = frame(paint, model.screen.popup, &title, &self.keys(model));
        let (field, rest) = body.split_top(1);
        let cursor = typed(paint, field, (&self.field, false));
        let (_, list) = rest.split_top(1);
        let (list, foot) = list.split_bottom(foot(usize::from(list.h)));
        let keys = model.project.quick_keys();
        let quick: BTreeMap<&str, String> =
            keys.iter().map(|(slot, tag)| (tag.as_str(), model.project.key_name(*slot))).collect();
        let wide = quick.values().map(|name| name.len() as u16 + 1).max().unwrap_or(0);
        self.sections.draw(paint, list, self.chosen, |paint, n, area, base| match self.rows.get(n) {
            Some(Row::Tag(key, depth)) => {
                let tick = if self.ticked.contains(key) { "✓ " } else { "  " };
                let look = base.over(paint.look(Role::Key));
                let x = paint.text(area.x, area.y, area.right(), tick, look);
                paint.text(x, area.y, area.right(), quick.get(key.as_str()).map_or("", String::as_str), look);
                self.named(model, paint, area.inset(2 + wide, 0), (key, *depth), base);
            }
            Some(Row::New) => {
                paint.line_look(area, &self.new_one(model), base.over(paint.look(Role::Key)));
            }
            None => {}
        });
        if self.rows.is_empty() {
            paint.line_look(list, &model.say("picker-none"), paint.over(Role::Popup, Role::Faint));
        }
        define(model, self, paint, foot);
        Some(cursor)
    }

    fn mouse(&self) -> Mouse {
        Mouse::Turns
    }

    /// Its last rows say what the chosen tag is for.
    fn click(&mut self, row: usize, height: usize) -> Option<Code> {
        self.chosen = self.sections.at(row, height.saturating_sub(usize::from(foot(height))), self.chosen)?;
        Some(Code::Tab)
    }

    fn leave(&mut self, model: &mut Model) {
        close(model, self);
    }
}

/// Says what the chosen tag is for: definitions are at hand while coding.
fn define(model: &Model, picker: &Picker, paint: &mut Paint<'_>, foot: Area) {
    let Some(Row::Tag(key, _)) = picker.rows.get(picker.chosen) else { return };
    let Some(tag) = picker.tag(model, key) else { return };
    let texts = [Text::Definition, Text::Include].map(|text| (model.say(text.words()), text.of(tag)));
    let wide = texts.iter().map(|(name, _)| width(name, paint.widths)).max().unwrap_or(0) as Cell + 2;
    let base = paint.look(Role::Popup);
    let (_, mut rest) = foot.split_top(1);
    for (name, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        let (row, below) = rest.split_top(1);
        paint.line_look(row, name, base.over(paint.look(Role::Faint)));
        paint.line_look(row.inset(wide, 0), &one_line(text), base);
        rest = below;
    }
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

//! The help: the table of commands, to be read and searched.

use crate::brush::{Paint, frame, sentence, typed};
use crate::input::command::Group;
use crate::input::field::edit_field;
use crate::input::key::{Code, Key};
use crate::input::matcher::Matcher;
use crate::state::view::View;
use crate::state::{Model, Mouse, Next, Popup, Stands};
use crate::theme::Role;
use crate::units::{Area, Cell};
use tui_input::Input;

/// The help while it is open.
#[derive(Default)]
pub struct Help {
    /// The first row to be seen.
    pub top: usize,
    /// What it is searched for, while that is being typed.
    pub field: Option<Input>,
    /// What it is searched for.
    pub filter: String,
}

/// A row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The heading of a group.
    Heading(String),
    /// A command: its keys, those without letters, what it does.
    Command(String, String, String),
    /// A sentence.
    Sentence(String),
    /// An empty row.
    Blank,
}

/// Returns the rows of the help that match its search.
pub fn rows(model: &Model, help: &Help) -> Vec<Row> {
    let words = &model.face.words;
    let matcher = Matcher::new(&help.filter);
    let mut rows = Vec::new();
    // On a screen of rows its own keys come first.
    let first = match model.view {
        View::Panes => None,
        View::Codebook => Some(Group::Codebook),
        _ => Some(Group::Screen),
    };
    let groups = first.into_iter().chain(Group::ALL.into_iter().filter(|group| Some(*group) != first));
    for group in groups {
        let of = model.hand.map.commands().iter().filter(|c| c.group == group && c.listed);
        let map = &model.hand.map;
        let lines: Vec<Row> = of
            .map(|c| (map.shown(c), map.letterless(c), words.say(&c.words())))
            .filter(|(keys, _, does)| matcher.matches(does) || keys.contains(help.filter.as_str()))
            .map(|(keys, less, does)| Row::Command(keys, less, does))
            .collect();
        if !lines.is_empty() {
            rows.push(Row::Heading(words.say(group.words())));
            rows.extend(lines);
            rows.push(Row::Blank);
        }
    }
    if help.filter.is_empty() {
        rows.extend(["help-signs", "help-input-method", "help-codes"].map(|key| Row::Sentence(words.say(key))));
    }
    rows
}

/// Cells of the column of keys, and of that of the keys without letters.
const KEYS: u16 = 16;

const LETTERLESS: u16 = 12;

impl Help {
    /// Answers a key while it is searched.
    fn search(&mut self, mut field: Input, key: Key) {
        match key.code {
            Code::Enter => {}
            Code::Esc => self.filter.clear(),
            Code::Char('c') if key.ctrl => self.filter.clear(),
            _ => {
                edit_field(&mut field, key);
                field.value().clone_into(&mut self.filter);
                self.field = Some(field);
                self.top = 0;
            }
        }
    }
}

impl Popup for Help {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        if let Some(field) = self.field.take() {
            self.search(field, key);
            return Next::Stay;
        }
        let page = usize::from(model.screen.popup.h.saturating_sub(4)).max(1);
        let last = rows(model, self).len().saturating_sub(page);
        match key.code {
            Code::Esc if !self.filter.is_empty() => self.filter.clear(),
            Code::Esc | Code::Enter | Code::Char('q' | '?') | Code::F(1) => return Next::Close,
            Code::Char('c') if key.ctrl => return Next::Close,
            Code::Char('/' | '、') => self.field = Some(Input::new(self.filter.clone())),
            Code::Down | Code::Char('j') => self.top += 1,
            Code::Up | Code::Char('k') => self.top = self.top.saturating_sub(1),
            Code::PageDown | Code::Char(' ' | 'f') => self.top += page,
            Code::PageUp | Code::Char('b') => self.top = self.top.saturating_sub(page),
            Code::Home | Code::Char('g') => self.top = 0,
            Code::End | Code::Char('G') => self.top = last,
            _ => {}
        }
        self.top = self.top.min(last);
        Next::Stay
    }

    fn size(&self, model: &Model, (_, h): (Cell, Cell)) -> Option<(Cell, Cell)> {
        let w = model.screen.size.0;
        Some((if w <= 140 { w } else { 108 }, h.min(60)))
    }

    fn stands(&self) -> Stands {
        Stands::AtTop
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &model.say("help-title"), &model.say("help-keys"));
        let (head, list) = body.split_top(1);
        let cursor = self.field.as_ref().map(|field| {
            let x = paint.text(head.x, head.y, head.right(), "/", paint.over(Role::Popup, Role::Key));
            typed(paint, Area { x, w: 30.min(head.w), ..head }, field)
        });
        let base = paint.look(Role::Popup);
        if cursor.is_none() {
            let faint = base.over(paint.look(Role::Faint));
            let told = if self.filter.is_empty() { model.say("help-column-keys") } else { format!("/{}", self.filter) };
            paint.line_look(Area { w: KEYS - 1, ..head }, &told, faint);
            paint.text(head.x + KEYS, head.y, head.right(), &model.say("help-column-letterless"), faint);
        }
        let mut y = 0;
        for row in rows(model, self).iter().skip(self.top) {
            let area = list.row(y);
            if area.is_empty() {
                break;
            }
            y += 1;
            match row {
                Row::Heading(text) => {
                    paint.line_look(area, text, base.over(paint.look(Role::Section)));
                }
                Row::Command(keys, letterless, does) => {
                    paint.line_look(Area { w: KEYS - 1, ..area }, keys, base.over(paint.look(Role::Key)));
                    let less = Area { x: area.x + KEYS, w: LETTERLESS - 1, ..area };
                    paint.line_look(less, letterless, base.over(paint.look(Role::Faint)));
                    paint.line_look(area.inset(KEYS + LETTERLESS, 0), does, base);
                }
                Row::Sentence(text) => {
                    let rest = Area { h: list.bottom().saturating_sub(area.y), ..area };
                    y += sentence(paint, rest, text, base.over(paint.look(Role::Faint))).saturating_sub(1);
                }
                Row::Blank => {}
            }
        }
        cursor
    }

    fn mouse(&self) -> Mouse {
        Mouse::Closes
    }
}

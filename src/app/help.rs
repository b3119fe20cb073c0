//! The help: the table of commands, to be read and searched.

use super::prompt::{Prompt, edit_field};
use super::stage::View;
use super::table::COMMANDS;
use super::{App, screen};
use crate::input::command::Group;
use crate::input::key::{Code, Key};
use crate::input::matcher::Matcher;
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
pub fn rows(app: &App, help: &Help) -> Vec<Row> {
    let words = &app.face.words;
    let matcher = Matcher::new(&help.filter);
    let mut rows = Vec::new();
    // On a screen of rows its own keys come first.
    let first = match app.stage.view {
        View::Panes => None,
        View::Codebook => Some(Group::Codebook),
        _ => Some(Group::Screen),
    };
    let groups = first.into_iter().chain(Group::ALL.into_iter().filter(|group| Some(*group) != first));
    for group in groups {
        let of = COMMANDS.iter().filter(|c| c.group == group && c.listed);
        let map = &app.hand.map;
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

/// Answers a key while the help is open.
pub fn key(app: &mut App, mut help: Help, key: Key) {
    if let Some(mut field) = help.field.take() {
        match key.code {
            Code::Enter => {}
            Code::Esc => help.filter.clear(),
            Code::Char('c') if key.ctrl => help.filter.clear(),
            _ => {
                edit_field(&mut field, key);
                field.value().clone_into(&mut help.filter);
                help.field = Some(field);
                help.top = 0;
            }
        }
        app.prompt = Some(Prompt::Help(help));
        return;
    }
    let page = usize::from(app.screen.popup.h.saturating_sub(4)).max(1);
    let last = rows(app, &help).len().saturating_sub(page);
    match key.code {
        Code::Esc if !help.filter.is_empty() => help.filter.clear(),
        Code::Esc | Code::Enter | Code::Char('q' | '?') | Code::F(1) => return,
        Code::Char('c') if key.ctrl => return,
        Code::Char('/' | '、') => help.field = Some(Input::new(help.filter.clone())),
        Code::Down | Code::Char('j') => help.top += 1,
        Code::Up | Code::Char('k') => help.top = help.top.saturating_sub(1),
        Code::PageDown | Code::Char(' ' | 'f') => help.top += page,
        Code::PageUp | Code::Char('b') => help.top = help.top.saturating_sub(page),
        Code::Home | Code::Char('g') => help.top = 0,
        Code::End | Code::Char('G') => help.top = last,
        _ => {}
    }
    help.top = help.top.min(last);
    app.prompt = Some(Prompt::Help(help));
    screen::arrange(app);
}

//! A list to choose one row of, filtered as one types.

use super::key::{Code, Key};
use super::matcher::Matcher;
use super::prompt::{Prompt, edit_field, ime_off};
use super::{App, structure};
use tui_input::Input;

/// The list while it is open.
pub struct Choice {
    /// What it is filtered by.
    pub input: Input,
    /// The chosen row, among those that match.
    pub chosen: usize,
    rows: Vec<String>,
}

impl Choice {
    /// Opens a list.
    pub fn new(rows: Vec<String>) -> Self {
        Self { input: Input::default(), chosen: 0, rows }
    }

    /// Returns the rows that match, each with its place in the whole list.
    pub fn found(&self) -> Vec<(usize, &str)> {
        let matcher = Matcher::new(self.input.value());
        let rows = self.rows.iter().enumerate().map(|(n, row)| (n, row.as_str()));
        rows.filter(|(_, row)| matcher.matches(row)).collect()
    }
}

/// Answers a key while the articles of the page are listed.
pub fn key(app: &mut App, mut choice: Choice, key: Key) {
    match key.code {
        Code::Enter => {
            ime_off(app);
            if let Some((number, _)) = choice.found().get(choice.chosen) {
                structure::give(app, *number);
            }
            return;
        }
        Code::Esc => return ime_off(app),
        Code::Char('c') if key.ctrl => return ime_off(app),
        Code::Down => choice.chosen += 1,
        Code::Up => choice.chosen = choice.chosen.saturating_sub(1),
        _ => {
            if edit_field(&mut choice.input, key) {
                choice.chosen = 0;
            }
        }
    }
    choice.chosen = choice.chosen.min(choice.found().len().saturating_sub(1));
    app.prompt = Some(Prompt::Articles(choice));
}

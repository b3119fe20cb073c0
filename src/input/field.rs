//! A line being typed, and a list that is filtered by it: what keys and pasted text do to them.

use super::key::{Code, Key};
use crate::text::offsets::first_chars;
use tui_input::{Input, InputRequest};

/// Edits a field of one line; tells whether its text changed.
pub fn edit_field(input: &mut Input, key: Key) -> bool {
    let request = match (key.code, key.ctrl) {
        (Code::Char('w'), true) => InputRequest::DeletePrevWord,
        (Code::Char('u'), true) => InputRequest::DeleteLine,
        (Code::Char('a'), true) | (Code::Home, _) => InputRequest::GoToStart,
        (Code::Char('e'), true) | (Code::End, _) => InputRequest::GoToEnd,
        (Code::Char(c), false) if !key.alt && input.value().len() < PASTE => InputRequest::InsertChar(c),
        (Code::Backspace, _) => InputRequest::DeletePrevChar,
        (Code::Delete, _) => InputRequest::DeleteNextChar,
        (Code::Left, _) => InputRequest::GoToPrevChar,
        (Code::Right, _) => InputRequest::GoToNextChar,
        _ => return false,
    };
    input.handle(request).is_some_and(|changed| changed.value)
}

/// What a key means to a field, to a list that is filtered as one types, and to a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// What is typed or chosen is taken.
    Take,
    /// It is given up.
    Leave,
    /// It stays open.
    Stay,
}

/// Answers a key while a field of one line is open.
pub fn field_key(input: &mut Input, key: Key) -> Step {
    match key.code {
        Code::Enter => return Step::Take,
        Code::Esc => return Step::Leave,
        Code::Char('c') if key.ctrl => return Step::Leave,
        _ => drop(edit_field(input, key)),
    }
    Step::Stay
}

/// Rows of a page of a list.
const PAGE: usize = 10;

/// Answers a key while a filtered list is open; `chosen` may then lie behind the last row.
pub fn list_key(input: &mut Input, chosen: &mut usize, key: Key) -> Step {
    match key.code {
        Code::Down => *chosen += 1,
        Code::Up => *chosen = chosen.saturating_sub(1),
        Code::PageDown => *chosen += PAGE,
        Code::PageUp => *chosen = chosen.saturating_sub(PAGE),
        _ if edit_field(input, key) => *chosen = 0,
        _ => return field_key(input, key),
    }
    Step::Stay
}

/// Puts text into a field of one line.
pub fn paste_field(input: &mut Input, text: &str) {
    let (value, cursor) = (input.value(), input.cursor());
    let (before, after) = value.split_at(first_chars(value, cursor).len());
    let cursor = cursor + text.chars().count();
    *input = Input::new([before, text, after].concat()).with_cursor(cursor);
}

/// The longest paste that is taken, and the longest text of a field of one line, in bytes.
const PASTE: usize = 1 << 16;

/// Returns what is taken of a paste, and the sentence that says so if that is not all: a field of one line takes the
/// first.
pub fn taken(text: &str, one_line: bool) -> (&str, Option<&'static str>) {
    let text = if one_line { text.trim_start_matches(['\n', '\r']) } else { text };
    let line = text.find(['\n', '\r']).filter(|_| one_line).unwrap_or(text.len());
    let (first, rest) = text.split_at(line);
    let cut = (0..=PASTE.min(first.len())).rev().find(|at| first.is_char_boundary(*at)).unwrap_or_default();
    let notice = if cut < first.len() {
        Some("notice-paste-long")
    } else {
        (!rest.trim().is_empty()).then_some("notice-paste-line")
    };
    (first.split_at(cut).0, notice)
}

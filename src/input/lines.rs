//! Text of several lines being typed: what keys and pasted text do to it.

use super::key::{Code, Key};
use ratatui_textarea::{CursorMove, Input, Key as EditorKey, TextArea};

/// A text of several lines, and the cursor in it.
pub struct Lines {
    area: TextArea<'static>,
}

impl Lines {
    /// Begins with a text, the cursor behind it.
    pub fn new(text: &str) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area }
    }

    /// Returns the text, without what is empty at its end.
    pub fn text(&self) -> String {
        self.area.lines().join("\n").trim_end().to_owned()
    }

    /// Returns the lines as they are typed.
    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// Returns the line of the cursor and how many characters stand before it there.
    pub fn cursor(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    /// Puts the cursor at the end of a line.
    pub fn go_to(&mut self, line: usize) {
        self.area.move_cursor(CursorMove::Jump(u16::try_from(line).unwrap_or(u16::MAX), u16::MAX));
    }

    /// Tells whether the cursor is in the first line, or in the last.
    pub fn at_edge(&self, down: bool) -> bool {
        self.cursor().0 == if down { self.lines().len().saturating_sub(1) } else { 0 }
    }

    /// Answers a key.
    pub fn key(&mut self, key: Key) {
        match (key.code, key.ctrl) {
            (Code::Char('_' | '7'), true) => drop(self.area.undo()),
            // A terminal that does not mark what is pasted may send the ends of its lines so.
            (Code::Char('j'), true) => self.area.insert_newline(),
            _ => drop(input(key).map(|input| self.area.input(input))),
        }
    }

    /// Types text that was pasted.
    pub fn paste(&mut self, text: &str) {
        self.area.insert_str(text.replace("\r\n", "\n").replace('\r', "\n"));
    }

    /// Sets a line further in.
    pub fn indent(&mut self) {
        self.area.insert_char('\t');
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

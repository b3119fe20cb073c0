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
        self.jump(line, usize::MAX);
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

    /// Answers a key in a list whose lines stand further in below others: a new line begins where the one above does,
    /// what deletes in front of a line sets it a step further out.
    pub fn outline_key(&mut self, key: Key) {
        match key.code {
            Code::Tab => self.indent(),
            Code::BackTab => self.outdent(),
            Code::Enter => {
                let (indent, (_, column)) = (self.indent_of(self.cursor().0), self.cursor());
                self.area.insert_newline();
                self.area.insert_str(indent.chars().take(column).collect::<String>());
            }
            Code::Backspace if self.is_in_front() => self.outdent(),
            _ => self.key(key),
        }
    }

    /// Returns the blanks in front of a line.
    fn indent_of(&self, line: usize) -> String {
        self.lines().get(line).map_or("", String::as_str).chars().take_while(|c| c.is_whitespace()).collect()
    }

    /// Tells whether there are blanks before the cursor, and nothing but these.
    fn is_in_front(&self) -> bool {
        let (line, column) = self.cursor();
        (1..=self.indent_of(line).chars().count()).contains(&column)
    }

    /// Sets the line of the cursor a step further in.
    fn indent(&mut self) {
        let (line, column) = self.cursor();
        self.jump(line, 0);
        self.area.insert_char('\t');
        self.jump(line, column + 1);
    }

    /// Sets the line of the cursor a step further out: a tab, or as many blanks as it has more than one above.
    fn outdent(&mut self) {
        let (line, column) = self.cursor();
        let indent = self.indent_of(line);
        let own = indent.chars().count();
        let above = (0..line).rev().map(|n| self.indent_of(n).chars().count()).find(|above| *above < own);
        let step = if indent.starts_with('\t') { own.min(1) } else { own - above.unwrap_or(0) };
        self.jump(line, 0);
        for _ in 0..step {
            self.area.delete_next_char();
        }
        self.jump(line, column.saturating_sub(step));
    }

    fn jump(&mut self, line: usize, column: usize) {
        let at = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(at(line), at(column)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_written_as_in_an_editor() {
        let written = |text: &str, keys: &str| {
            let mut lines = Lines::new(text);
            Key::sequence(keys).into_iter().for_each(|key| lines.outline_key(key));
            lines.lines().join("/")
        };
        // A new line begins where the one above does; from its start on it goes out step by step, then up.
        assert_eq!(written("", "a <enter> <tab> b <enter> c"), "a/\tb/\tc");
        assert_eq!(written("a\n\tb", "<enter> <bs> c"), "a/\tb/c");
        assert_eq!(written("a\n\tb", "<enter> <bs> <bs> c"), "a/\tbc");
        assert_eq!(written("a\n    b", "<enter> <bs> c"), "a/    b/c");
        assert_eq!(written("a\n  b\n    c", "<home> <bs>"), "a/  b    c");
        assert_eq!(written("a\n  b\n    c", "<enter> <bs> d"), "a/  b/    c/  d");
        // A line goes in and out as a whole, wherever the cursor is; what is typed stays together.
        assert_eq!(written("a\nbc", "<left> <tab> d"), "a/\tbdc");
        assert_eq!(written("a\n\tbc", "<left> <s-tab> d"), "a/bdc");
        assert_eq!(written("ab", "<left> <enter> <bs>"), "ab");
    }
}

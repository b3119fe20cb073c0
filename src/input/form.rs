//! A form being filled in: labelled fields of one line or of several, all in sight, one of which has the keys.

use super::field::{Step, edit_field, paste_field};
use super::key::{Code, Key};
use super::lines::Lines;
use tui_input::Input;

/// What is typed into a field.
pub enum Value {
    /// One line.
    Line(Input),
    /// Several lines.
    Lines(Box<Lines>),
}

/// A field of a form.
pub struct Field {
    /// What is typed.
    pub value: Value,
    /// What stands there, pale, as long as it is empty.
    pub hint: String,
    /// Enter takes the hint while the field is empty.
    pub offered: bool,
}

impl Field {
    /// Makes a field of one line.
    pub fn line(text: &str, hint: String) -> Self {
        Self { value: Value::Line(Input::new(text.to_owned())), hint, offered: false }
    }

    /// Makes a field of several lines.
    pub fn lines(text: &str, hint: String) -> Self {
        Self { value: Value::Lines(Box::new(Lines::new(text))), hint, offered: false }
    }

    /// Makes a field of one line that Enter fills with what is offered.
    pub fn offering(text: &str, hint: String) -> Self {
        let offered = !hint.is_empty();
        Self { offered, ..Self::line(text, hint) }
    }

    /// Returns its text, without blanks around it.
    pub fn text(&self) -> String {
        match &self.value {
            Value::Line(input) => input.value().trim().to_owned(),
            Value::Lines(lines) => lines.text().trim().to_owned(),
        }
    }
}

/// The form.
#[derive(Default)]
pub struct Form {
    /// The fields.
    pub fields: Vec<Field>,
    /// The one that has the keys.
    pub chosen: usize,
}

impl Form {
    /// Makes a form; its first field has the keys.
    pub fn new(fields: Vec<Field>) -> Self {
        Self { fields, chosen: 0 }
    }

    /// Returns the text of a field.
    pub fn text(&self, at: usize) -> String {
        self.fields.get(at).map(Field::text).unwrap_or_default()
    }

    /// Gives the keys to another field; beyond the last comes the first.
    pub fn step(&mut self, by: isize) {
        let count = self.fields.len().max(1) as isize;
        self.chosen = (self.chosen as isize + by).rem_euclid(count) as usize;
    }

    /// Answers a key: what is filled in is taken by Esc, and given up by ^c.
    pub fn key(&mut self, key: Key) -> Step {
        let Some(field) = self.fields.get_mut(self.chosen) else { return Step::Take };
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return Step::Take,
            (Code::Char('c'), true) => return Step::Leave,
            (Code::Tab, _) => self.step(1),
            (Code::BackTab, _) => self.step(-1),
            (Code::Down | Code::Up, _) => {
                let down = key.code == Code::Down;
                match &mut field.value {
                    Value::Lines(lines) if !lines.at_edge(down) => lines.key(key),
                    _ => self.step(if down { 1 } else { -1 }),
                }
            }
            (Code::Enter, _) => match &mut field.value {
                Value::Lines(lines) => lines.key(key),
                Value::Line(input) => {
                    if field.offered && input.value().trim().is_empty() {
                        *input = Input::new(field.hint.clone());
                    }
                    self.step(1);
                }
            },
            _ => match &mut field.value {
                Value::Line(input) => drop(edit_field(input, key)),
                Value::Lines(lines) => lines.key(key),
            },
        }
        Step::Stay
    }

    /// Types text that was pasted.
    pub fn paste(&mut self, text: &str) {
        match self.fields.get_mut(self.chosen).map(|field| &mut field.value) {
            Some(Value::Line(input)) => paste_field(input, text),
            Some(Value::Lines(lines)) => lines.paste(text),
            None => {}
        }
    }

    /// Tells whether the field that has the keys takes several lines.
    pub fn takes_lines(&self) -> bool {
        matches!(self.fields.get(self.chosen).map(|field| &field.value), Some(Value::Lines(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(form: &mut Form, keys: &str) -> Step {
        Key::sequence(keys).into_iter().fold(Step::Stay, |_, key| form.key(key))
    }

    #[test]
    fn keys_go_from_field_to_field_and_lines_stay_in_theirs() {
        let fields = vec![
            Field::line("", String::new()),
            Field::lines("", String::new()),
            Field::offering("", "青海日报".into()),
        ];
        let mut form = Form::new(fields);
        assert_eq!(typed(&mut form, "a <enter> b <enter> c <up> d <down> <down> <enter> e"), Step::Stay);
        assert_eq!([form.text(0), form.text(1), form.text(2)], ["ae", "bd\nc", "青海日报"]);
        assert_eq!(typed(&mut form, "<s-tab> x <tab> <esc>"), Step::Take);
        assert_eq!((form.text(2), typed(&mut form, "^c")), ("青海日报x".into(), Step::Leave));
        typed(&mut form, "<tab>");
        assert!(form.takes_lines());
        form.paste("f\r\ng");
        assert_eq!(form.text(1), "bd\ncf\ng");
    }
}

//! Writes RON so that people can read it, search it and merge it: one field a line, text as it stands.

use crate::text;
use std::fmt::Write;

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
    /// A word as it stands: `true`.
    Word(&'static str),
    /// Nothing.
    Nothing,
    /// A value that may be absent and is not.
    Some(Box<Value>),
    /// Values in one line.
    Row(Vec<Value>),
    /// A pair or more in round brackets, in one line.
    Tuple(Vec<Value>),
    /// Values one a line.
    List(Vec<Value>),
    /// Named fields, one a line.
    Record(Vec<(&'static str, Value)>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Value {
    /// Makes a row of texts.
    pub fn row(texts: &[String]) -> Self {
        Self::Row(texts.iter().map(|text| Self::from(text.as_str())).collect())
    }

    /// Makes a list of the lines of a text; an empty text has none.
    pub fn lines(text: &str) -> Self {
        Self::List(if text.is_empty() { Vec::new() } else { text.split('\n').map(Self::from).collect() })
    }

    /// Makes a value that may be absent.
    pub fn maybe(text: Option<&str>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Some(Box::new(Self::from(text))))
    }
}

/// Writes a value as a file.
pub fn emit(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, &mut out);
    out.push('\n');
    out
}

fn write(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Text(text) => literal(text, out),
        Value::Number(number) => {
            let _ = write!(out, "{number}");
        }
        Value::Word(word) => out.push_str(word),
        Value::Nothing => out.push_str("None"),
        Value::Some(inner) => {
            out.push_str("Some(");
            write(inner, depth, out);
            out.push(')');
        }
        Value::Row(items) => inline(items, ('[', ']'), out),
        Value::Tuple(items) => inline(items, ('(', ')'), out),
        Value::List(items) => {
            out.push('[');
            for item in items {
                new_line(depth + 1, out);
                write(item, depth + 1, out);
                out.push(',');
            }
            if !items.is_empty() {
                new_line(depth, out);
            }
            out.push(']');
        }
        Value::Record(fields) => {
            out.push('(');
            for (name, field) in fields {
                new_line(depth + 1, out);
                let _ = write!(out, "{name}: ");
                write(field, depth + 1, out);
                out.push(',');
            }
            new_line(depth, out);
            out.push(')');
        }
    }
}

fn new_line(depth: usize, out: &mut String) {
    out.push('\n');
    (0..depth).for_each(|_| out.push_str("  "));
}

fn inline(items: &[Value], brackets: (char, char), out: &mut String) {
    out.push(brackets.0);
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            out.push_str(", ");
        }
        write(item, 0, out);
    }
    out.push(brackets.1);
}

/// Text stands as it is, but for what ends a string and what no editor shows.
fn literal(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || text::width::is_invisible(c) => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_stands_as_it_is() {
        let mut out = String::new();
        literal("“党　建”\\ \"a\"\u{1b}\u{200b}é😊", &mut out);
        assert_eq!(out, "\"“党　建”\\\\ \\\"a\\\"\\u{1b}\\u{200b}é😊\"");
    }

    #[derive(serde::Deserialize)]
    struct Both {
        row: Vec<String>,
        list: Vec<String>,
    }

    proptest! {
        #![proptest_config(crate::laws::cases(256))]
        #[test]
        fn ron_reads_back_what_is_emitted(texts in proptest::collection::vec("(?s).{0,40}", 0..6)) {
            let value = Value::Record(vec![("row", Value::row(&texts)), ("list", Value::lines(&texts.join("\n")))]);
            let both: Both = ron::from_str(&emit(&value)).unwrap();
            prop_assert_eq!(&both.row, &texts);
            prop_assert_eq!(both.list.join("\n"), texts.join("\n"));
        }
    }
}

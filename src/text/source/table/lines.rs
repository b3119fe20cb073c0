//! JSON Lines, and a list of objects: an object a row, its names the columns, names inside names parted by a dot.

use super::columns::Columns;
use super::compose::{Read, compose};
use super::grid::{Cells, Grid, Words};
use crate::text::encoding::Encoding;
use crate::text::source::bytes;
use crate::text::source::given::{Extent, Remark, Source};
use crate::text::source::json::{Value, parse};
use std::borrow::Cow;
use std::collections::HashMap;

/// The reader's name and version.
pub const READER: (&str, u32) = ("json-lines", 1);

/// Names longer than so many bytes are not put before those inside them.
const NAME: usize = 200;

/// Tells whether a file is one of lines of JSON, or a list of objects.
pub fn knows(path: &str, data: &[u8]) -> bool {
    let lines = bytes::ends_in(path, &["jsonl", "ndjson"]);
    let list = || {
        let start = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data).trim_ascii_start();
        start.strip_prefix(b"[").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"{"))
    };
    lines || bytes::ends_in(path, &["json"]) && list()
}

/// Reads a table; key and text are proposed.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    read_by(data, told, &Columns::default())
}

/// Reads a table by the columns that a person chose.
pub fn read_by(data: Vec<u8>, told: Option<Encoding>, columns: &Columns) -> Source {
    let size = data.len();
    let decoded = bytes::words(data, told);
    let mut table = Table::default();
    let text = decoded.text.trim();
    match parse(text).filter(|_| text.starts_with('[')) {
        Some(Value::List(all)) => all.into_iter().enumerate().for_each(|(n, value)| table.add(n, Some(value))),
        _ => {
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            lines.for_each(|(n, line)| table.add(n, parse(line)));
        }
    }
    let (encoding, bad, said) = (decoded.encoding, decoded.bad, table.said());
    drop(decoded.text);
    let grids = vec![Grid::named(table.names, table.cells, &table.words)];
    compose(Read { reader: READER, size, grids, encoding, bad, said }, columns)
}

#[derive(Default)]
struct Table {
    names: Vec<String>,
    places: HashMap<String, usize>,
    words: Words,
    cells: Cells,
    /// Lines that are no objects, and the number of the first.
    broken: usize,
    first: usize,
    /// Labels with places in the text.
    labels: usize,
}

impl Table {
    fn add(&mut self, n: usize, value: Option<Value>) {
        let Some(Value::Map(all)) = value else {
            self.first = if self.broken == 0 { n + 1 } else { self.first };
            self.broken += 1;
            return;
        };
        let mut left: Vec<(String, Value)> = all.into_iter().rev().collect();
        while let Some((name, value)) = left.pop() {
            match value {
                Value::Null => {}
                Value::Map(inner) if name.len() < NAME => {
                    left.extend(inner.into_iter().rev().map(|(own, value)| (format!("{name}.{own}"), value)));
                }
                Value::List(all) if !all.is_empty() && all.iter().all(is_label) => self.labels += all.len(),
                Value::List(all) if all.is_empty() => {}
                value => {
                    let column = self.column(name);
                    let shown = value.text().map_or_else(|| Cow::Owned(value.shown()), Cow::Borrowed);
                    let words = self.words.add(&shown);
                    self.cells.add(column, words);
                }
            }
        }
        self.cells.end_row();
    }

    fn column(&mut self, name: String) -> usize {
        if let Some(column) = self.places.get(&name) {
            return *column;
        }
        self.names.push(name.clone());
        self.places.insert(name, self.names.len() - 1);
        self.names.len() - 1
    }

    fn said(&self) -> Vec<Remark> {
        let mut said = Vec::new();
        if self.broken > 0 {
            let blanks = vec![("count", self.broken.to_string()), ("line", self.first.to_string())];
            said.push(Remark { words: "notice-broken-lines", blanks });
        }
        if self.labels > 0 {
            said.push(Remark { words: "notice-labels", blanks: vec![("count", self.labels.to_string())] });
        }
        said
    }
}

/// Tells whether a value is a label on a stretch of the text, as doccano and others write it.
fn is_label(value: &Value) -> bool {
    let number = |value: Option<&Value>| value.is_some_and(|value| value.number().is_some());
    match value {
        Value::List(all) => {
            all.len() >= 3
                && number(all.first())
                && number(all.get(1))
                && all.get(2).is_some_and(|v| v.text().is_some())
        }
        Value::Map(_) => {
            number(value.get("start_offset").or(value.get("start")))
                && number(value.get("end_offset").or(value.get("end")))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Source {
        read(text.into(), Extent::Whole, None)
    }

    #[test]
    fn an_object_is_a_row() {
        // T28: escaped halves of a pair, NUL, a field that is missing, an empty line, another name for the text.
        let source = all(concat!(
            "{\"id\":\"w1\",\"text\":\"渠\\n修好了 \\ud83d\\ude0a\",\"meta\":{\"at\":\"5月\",\"n\":12345678901234567890}}\n\n",
            "{\"id\":\"w2\",\"text\":\"树\\u0000\\ud83d\",\"label\":[[0,1,\"植物\"]],\"tags\":[\"甲\",\"乙\"]}\n",
            "{\"id\":\"w3\",\"content\":\"水\"}\nnot json\n",
        ));
        assert_eq!(source.text, "w1\n\n渠\n修好了 😊\n\nw2\n\n树\u{fffd}\u{fffd}\n\nw3\n\n水\n");
        assert_eq!(source.bad, 2);
        let layout = source.layout.unwrap();
        let said = |n: usize| layout.attributes[n].iter().map(|(a, b)| format!("{a}={b}")).collect::<Vec<_>>();
        assert_eq!(
            (said(0), said(1), said(2)),
            (vec!["meta.at=5月".into(), "meta.n=12345678901234567890".into()], vec!["tags=甲; 乙".into()], vec![])
        );
        let words: Vec<&str> = source.remarks.iter().map(|remark| remark.words).collect();
        assert_eq!(words, ["notice-undecodable", "notice-broken-lines", "notice-labels"]);
        assert_eq!(source.remarks[1].blanks[1].1, "5");
    }

    #[test]
    fn a_list_is_read_alike() {
        let list = "[{\"id\": 1, \"正文\": \"渠\"},\n {\"id\": 2, \"正文\": \"树\"}]";
        assert_eq!(all(list).text, "1\n\n渠\n\n2\n\n树\n");
        assert!(knows("a.json", list.as_bytes()) && !knows("a.json", b"{}") && !knows("a.txt", list.as_bytes()));
        assert!(knows("a.JSONL", b""));
        assert_eq!(all(&"[".repeat(100_000)).text, "");
    }
}

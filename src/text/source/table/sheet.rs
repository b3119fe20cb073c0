//! The XML of a sheet, read in one pass: rows and the cells that are there.

use super::grid::Row;
use super::styles::{Show, shown};
use quick_xml::events::{BytesStart, Event};
use quick_xml::Reader;
use std::borrow::Cow;

/// The most columns of a sheet.
const COLUMNS: usize = 16_384;
/// The most rows of a sheet.
const ROWS: usize = 1 << 20;

/// What all sheets of a workbook share.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// The texts that cells name by number.
    pub strings: Vec<String>,
    /// How styles show numbers.
    pub styles: Vec<Show>,
    /// Days are counted from 1904.
    pub from_1904: bool,
}

/// What is being read.
#[derive(Default)]
struct Place {
    /// The text of the cell.
    text: String,
    /// Whether what comes is such text.
    inside: bool,
    /// How deep in readings set beside a text.
    beside: usize,
}

impl Place {
    fn open(&mut self, name: &str, texts: &[&str]) {
        match name {
            "rPh" => self.beside += 1,
            name if texts.contains(&name) => self.inside = self.beside == 0,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        self.inside = false;
        self.beside -= usize::from(name == "rPh" && self.beside > 0);
    }

    fn take(&mut self, event: &Event<'_>) {
        if !self.inside {
            return;
        }
        match event {
            Event::Text(text) => self.text.push_str(&text.xml10_content()),
            Event::CData(text) => self.text.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let known = name.resolve_char_ref().ok().flatten();
                let named = || quick_xml::escape::resolve_xml_entity(name).map(str::to_owned);
                match known {
                    Some(c) => self.text.push(c),
                    None => self.text.push_str(&named().unwrap_or_default()),
                }
            }
            _ => {}
        }
    }
}

/// Returns the texts that cells name by number.
pub fn strings(xml: &str) -> Vec<String> {
    let mut reader = reader(xml);
    let (mut all, mut place) = (Vec::new(), Place::default());
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => place.open(start.local_name().as_ref(), &["t"]),
            Ok(Event::End(end)) => {
                place.close(end.local_name().as_ref());
                if end.local_name().as_ref() == "si" {
                    all.push(unescaped(std::mem::take(&mut place.text)));
                }
            }
            Ok(Event::Empty(start)) if start.local_name().as_ref() == "si" => all.push(String::new()),
            Ok(Event::Eof) | Err(_) => return all,
            Ok(event) => place.take(&event),
        }
    }
}

fn reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader
}

/// A cell: its column, its type, its style.
#[derive(Clone, Copy, Default)]
struct Cell {
    column: usize,
    kind: Kind,
    style: usize,
}

/// What the value of a cell is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Truth,
    Date,
}

/// Reads all rows of a sheet. A file that breaks off gives what is there.
pub fn rows<'b>(xml: &str, book: &'b Book) -> Vec<Row<'b>> {
    let mut reader = reader(xml);
    let (mut rows, mut row, mut place) = (Vec::new(), Row::new(), Place::default());
    let (mut cell, mut next) = (Cell::default(), 0);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => match start.local_name().as_ref() {
                "row" => next = 0,
                "c" => {
                    cell = begin(&start, next);
                    next = cell.column + 1;
                    place = Place::default();
                }
                name => place.open(name, &["v", "t"]),
            },
            // A cell that has only a look still has its place.
            Ok(Event::Empty(start)) if start.local_name().as_ref() == "c" => next = begin(&start, next).column + 1,
            Ok(Event::End(end)) => {
                place.close(end.local_name().as_ref());
                match end.local_name().as_ref() {
                    "c" if cell.column < COLUMNS => {
                        let value = value(std::mem::take(&mut place.text), cell, book);
                        row.extend(value.map(|value| (cell.column, value)));
                    }
                    "row" => {
                        row.sort_by_key(|(column, _)| *column);
                        row.dedup_by_key(|(column, _)| *column);
                        rows.push(std::mem::take(&mut row));
                    }
                    _ => {}
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(event) => place.take(&event),
        }
        if rows.len() >= ROWS {
            break;
        }
    }
    rows.push(row);
    rows
}

fn begin(start: &BytesStart<'_>, next: usize) -> Cell {
    let mut cell = Cell { column: next, ..Cell::default() };
    for attribute in start.attributes().with_checks(false).flatten() {
        match (attribute.key.as_ref(), &*attribute.value) {
            ("r", name) => cell.column = column(name).unwrap_or(next),
            ("s", style) => cell.style = style.parse().unwrap_or(0),
            ("t", "s") => cell.kind = Kind::Shared,
            ("t", "b") => cell.kind = Kind::Truth,
            ("t", "d") => cell.kind = Kind::Date,
            ("t", "str" | "inlineStr" | "e") => cell.kind = Kind::Text,
            _ => {}
        }
    }
    cell
}

/// Returns the column of a cell by its name: of AB12 the 28th.
fn column(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(|b| b.is_ascii_alphabetic()).take(4);
    let sum = letters.fold(0, |sum, b| sum * 26 + usize::from(b.to_ascii_uppercase() - b'A' + 1));
    sum.checked_sub(1)
}

fn value<'b>(text: String, cell: Cell, book: &'b Book) -> Option<Cow<'b, str>> {
    if text.is_empty() {
        return None;
    }
    let value = match cell.kind {
        Kind::Shared => return text.trim().parse().ok().and_then(|n: usize| book.strings.get(n)).map(|s| Cow::Borrowed(s.as_str())),
        Kind::Text => unescaped(text),
        Kind::Truth => if text.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        Kind::Date => text.replace('T', " ").trim_end_matches('Z').trim_end_matches(" 00:00:00").to_owned(),
        Kind::Number => {
            let show = book.styles.get(cell.style).copied().unwrap_or_default();
            number(text.trim(), show, book.from_1904)
        }
    };
    Some(Cow::Owned(value))
}

/// Returns a number as it is read by people: whole ones digit by digit as the file has them, others without what
/// reckoning in halves has left behind them, a date as a date.
fn number(digits: &str, show: Show, from_1904: bool) -> String {
    let Some(number) = digits.parse::<f64>().ok().filter(|n| n.is_finite()) else { return digits.to_owned() };
    if let Some(date) = shown(number, show, from_1904) {
        return date;
    }
    let whole = digits.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if whole || number.abs() > 1e30 { digits.to_owned() } else { number.to_string() }
}

/// Writes out the characters that XML cannot hold: of `_x000D_` a CR.
fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text.as_str());
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        plain.push_str(rest.get(..at).unwrap_or_default());
        match c {
            Some(c) => plain.push(c),
            None => plain.push_str("_x"),
        }
        rest = rest.get(at + if c.is_some() { 7 } else { 2 }..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

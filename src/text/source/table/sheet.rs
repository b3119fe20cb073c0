//! The XML of a sheet, read in one pass: rows and the cells that are there.

use super::grid::{Cells, Words};
use super::scan::{Scan, Step, attributes};
use super::styles::{Show, shown};
use crate::text::source::snippet::plain;
use std::borrow::Cow;
use std::ops::Range;

/// The most columns of a sheet.
const COLUMNS: usize = 16_384;
/// The most rows of a sheet.
const ROWS: usize = 1 << 20;

/// What all sheets of a workbook share.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Where the texts stand that cells name by number.
    pub strings: Vec<Range<u32>>,
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
    /// Begins a cell.
    fn begin(&mut self) {
        self.text.clear();
        (self.inside, self.beside) = (false, 0);
    }

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

    fn take(&mut self, text: &str) {
        if self.inside && text.contains('&') {
            self.text.push_str(&plain(text));
        } else if self.inside {
            self.text.push_str(text);
        }
    }
}

/// Adds the texts that cells name by number, and returns where they stand.
pub fn strings(xml: &str, words: &mut Words) -> Vec<Range<u32>> {
    let (mut all, mut place) = (Vec::new(), Place::default());
    for step in Scan::new(xml) {
        match step {
            Step::Open("si", _, true) => all.push(words.add("")),
            Step::Open(_, _, true) => {}
            Step::Open(name, ..) => place.open(name, &["t"]),
            Step::Close(name) => {
                place.close(name);
                if name == "si" {
                    all.push(words.add(&unescaped(&place.text)));
                    place.text.clear();
                }
            }
            Step::Text(text) => place.take(text),
            Step::Plain(text) if place.inside => place.text.push_str(text),
            Step::Plain(_) => {}
        }
    }
    all
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
pub fn cells(xml: &str, book: &Book, words: &mut Words) -> Cells {
    let (mut cells, mut place) = (Cells::default(), Place::default());
    let (mut cell, mut next) = (Cell::default(), 0);
    for step in Scan::new(xml) {
        match step {
            Step::Open("row", ..) => next = 0,
            // A cell that has only a look still has its place.
            Step::Open("c", said, empty) => {
                cell = begin(said, next);
                next = cell.column + 1;
                if !empty {
                    place.begin();
                }
            }
            Step::Open(_, _, true) => {}
            Step::Open(name, ..) => place.open(name, &["v", "t"]),
            Step::Close(name) => {
                place.close(name);
                match name {
                    "c" if cell.column < COLUMNS => {
                        if let Some(place) = value(&place.text, cell, book, words) {
                            cells.add(cell.column, place);
                        }
                    }
                    "row" => cells.end_row(),
                    _ => {}
                }
            }
            Step::Text(text) => place.take(text),
            Step::Plain(text) if place.inside => place.text.push_str(text),
            Step::Plain(_) => {}
        }
        if cells.len() >= ROWS {
            break;
        }
    }
    cells.end_row();
    cells
}

fn begin(said: &str, next: usize) -> Cell {
    let mut cell = Cell { column: next, ..Cell::default() };
    for attribute in attributes(said) {
        match attribute {
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
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let sum = letters.fold(0, |sum, b| sum * 26 + usize::from(b.to_ascii_uppercase() - b'A' + 1));
    sum.checked_sub(1)
}

/// Adds the words of a cell, and returns where they stand.
fn value(text: &str, cell: Cell, book: &Book, words: &mut Words) -> Option<Range<u32>> {
    if text.is_empty() {
        return None;
    }
    Some(match cell.kind {
        Kind::Shared => return text.trim().parse().ok().and_then(|n: usize| book.strings.get(n)).cloned(),
        Kind::Text => words.add(&unescaped(text)),
        Kind::Truth => words.add(if text.trim() == "1" { "TRUE" } else { "FALSE" }),
        Kind::Date => words.add(text.replace('T', " ").trim_end_matches('Z').trim_end_matches(" 00:00:00")),
        Kind::Number => {
            let show = book.styles.get(cell.style).copied().unwrap_or_default();
            words.add(&number(text.trim(), show, book.from_1904))
        }
    })
}

/// Returns a number as it is read by people: whole ones digit by digit as the file has them, others without what
/// reckoning in halves has left behind them, a date as a date.
fn number(digits: &str, show: Show, from_1904: bool) -> Cow<'_, str> {
    let whole = digits.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if whole && show == Show::Number {
        return Cow::Borrowed(digits);
    }
    let Some(number) = digits.parse::<f64>().ok().filter(|n| n.is_finite()) else { return Cow::Borrowed(digits) };
    if let Some(date) = shown(number, show, from_1904) {
        return Cow::Owned(date);
    }
    if whole || number.abs() > 1e30 { Cow::Borrowed(digits) } else { Cow::Owned(number.to_string()) }
}

/// Writes out the characters that XML cannot hold: of `_x000D_` a CR.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
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
    Cow::Owned(plain)
}

//! `attributes.csv`: what is said of documents and articles, as a table that spreadsheets may edit.

use super::content::Content;
use super::shape::{Read, document as checked};
use crate::annotation::{ArticleName, Book, Part, Passage, Quotation, Target};
use crate::error::{Error, Result};
use crate::units::{Char, CharSpan};
use std::collections::BTreeMap;
use std::path::Path;

const HEAD: [&str; 5] = ["document", "anchor", "title", "name", "value"];

/// Reads the table. The anchor is the place of the article's title in code points, the title its first words;
/// both are empty for a document as a whole.
///
/// # Errors
/// It is no table, or a column is missing.
pub fn attributes(path: &Path, source: &str) -> Result<Read<Content>> {
    let wrong = |cause: String| Error::data("error-broken").with("path", path.display()).with("cause", cause);
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut table =
        csv::ReaderBuilder::new().flexible(true).delimiter(separator(source)).from_reader(source.as_bytes());
    let head = table.headers().map_err(|e| wrong(e.to_string()))?.clone();
    let column = |name: &str| head.iter().position(|h| h.trim() == name).ok_or_else(|| wrong(format!("no {name}")));
    let [document, anchor, title, name, value] = HEAD.map(column);
    let (document, anchor, title, name, value) = (document?, anchor?, title?, name?, value?);
    let sealed = head.iter().find(|h| !HEAD.contains(&h.trim()));
    let sealed = sealed.map(|h| Error::data("error-unknown-field").with("path", path.display()).with("field", h));
    let mut book = Book::default();
    for row in table.records() {
        let row = row.map_err(|e| wrong(e.to_string()))?;
        let cell = |n: usize| row.get(n).unwrap_or_default();
        if cell(document).is_empty() || cell(name).trim().is_empty() {
            continue;
        }
        let named = checked(path, cell(document).to_owned())?;
        let article = article(&named, cell(anchor), cell(title));
        let article = article.ok_or_else(|| wrong(format!("anchor {}", cell(anchor))))?;
        book.attributes.insert((article, cell(name).trim().to_owned()), cell(value).to_owned());
    }
    Ok((Content { part: Part::Attributes, book }, sealed))
}

/// Returns what parts the cells of the table, by its head: spreadsheets write commas, semicolons or tabs.
pub fn separator(source: &str) -> u8 {
    let head = source.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().as_bytes();
    let count = |byte: u8| memchr::memchr_iter(byte, head).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|byte| (count(*byte), *byte == b',')).unwrap_or(b',')
}

fn article(document: &str, anchor: &str, title: &str) -> Option<ArticleName> {
    if anchor.trim().is_empty() {
        return Some(ArticleName::whole(document));
    }
    let start = Char(anchor.trim().parse().ok()?);
    let span = CharSpan::new(start, start + title.chars().count());
    let target = Target { spans: vec![span], ..Target::default() };
    let quotation = Quotation { exact: vec![title.to_owned()], ..Quotation::default() };
    Some(ArticleName { document: document.to_owned(), at: Passage { target, quotation } })
}

/// Writes the table.
pub fn write_attributes(attributes: &BTreeMap<(ArticleName, String), String>) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = table.write_record(HEAD);
    for ((article, name), value) in attributes {
        let whole = article.is_whole();
        let anchor = if whole { String::new() } else { article.at.target.start().0.to_string() };
        let _ = table.write_record([&article.document, &anchor, &article.at.quotation.text(), name, value]);
    }
    String::from_utf8(table.into_inner().unwrap_or_default()).unwrap_or_default()
}

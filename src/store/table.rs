//! `attributes.csv`: what is said of documents and articles, as a table that spreadsheets may edit.

use super::content::Content;
use super::shape::{Read, document as checked};
use crate::annotation::{ArticleName, Book, Part, Passage, Quotation, Target};
use crate::error::{Error, Result};
use crate::text::guard::{GUARD, is_run};
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
        let cell = |n: usize| unguarded(row.get(n).unwrap_or_default());
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
        let cells = [&article.document, &anchor, &article.at.quotation.text(), name, value];
        let _ = table.write_record(cells.map(|cell| guarded(cell)));
    }
    String::from_utf8(table.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// Puts the guard before a cell that a spreadsheet would run. What begins with the guard without that stays as it is, as
/// tables have it that were written without guards.
fn guarded(cell: &str) -> String {
    if is_run(cell.trim_start_matches(GUARD)) { format!("{GUARD}{cell}") } else { cell.to_owned() }
}

/// Takes the guard off a cell.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix(GUARD).filter(|rest| is_run(rest.trim_start_matches(GUARD))).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_commands_a_spreadsheet_and_old_tables_read_as_before() {
        for cell in ["=cmd|' /C calc'!A0", "'=1", "''+1", "'党建", "''党建''", "-", "党=1", "", "\t@x"] {
            assert!(!is_run(&guarded(cell)), "{cell}");
            assert_eq!(unguarded(&guarded(cell)), cell);
        }
        let table = "document,anchor,title,name,value\n=1.txt,3,+党,报纸,=x\na.txt,,,'报',''青海''\n";
        let read = |table: &str| attributes(Path::new("attributes.csv"), table).unwrap().0.book.attributes;
        let old = read(table);
        let values: Vec<_> = old.iter().map(|((a, name), value)| (&*a.document, &**name, &**value)).collect();
        assert_eq!(values, [("=1.txt", "报纸", "=x"), ("a.txt", "'报'", "''青海''")]);
        let written = write_attributes(&old);
        assert!(written.contains("\n'=1.txt,3,'+党,报纸,'=x\n") && written.contains(",'报',''青海''\n"), "{written}");
        assert!(read(&written) == old);
    }
}

//! Taguette's codebook: `tag,description`.

use super::csv::table;
use super::incoming::{Incoming, Label};
use super::taxonomy::{describe, path, split, undescribe};
use super::xml::decoded;
use super::{Bundle, Options, Parcel, Written};
use crate::annotation::Tag;
use crate::error::{Error, Result};
use crate::words::Words;

/// Writes the codebook as Taguette reads it: tags by their paths.
///
/// # Errors
/// None in practice: the table is written to memory.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let mut rows = vec![vec!["tag".to_owned(), "description".to_owned()]];
    for (_, tag) in bundle.codebook().tree() {
        rows.push(vec![path(bundle.codebook(), &tag.key, words.lang()), describe(tag)]);
    }
    // That program takes cells as they are.
    Ok(table(&rows, b',', &Options { raw: true, bom: options.bom, ..Options::default() })?.into())
}

/// Reads a codebook.
///
/// # Errors
/// It is no table, or has no column `tag`.
pub fn read(name: &str, parcel: Parcel, _: &Options) -> Result<Incoming> {
    let data = decoded(name, parcel.only(name)?)?;
    let wrong = |cause: String| Error::data("error-broken").with("path", name).with("cause", cause);
    let mut table = ::csv::ReaderBuilder::new().flexible(true).from_reader(data.as_bytes());
    let head = table.headers().map_err(|e| wrong(e.to_string()))?.clone();
    let column = |name: &str| head.iter().position(|h| h.trim().eq_ignore_ascii_case(name));
    let tags = column("tag").or_else(|| column("name")).ok_or_else(|| wrong("tag?".to_owned()))?;
    let said = column("description");
    let mut incoming = Incoming::default();
    for row in table.records() {
        let row = row.map_err(|e| wrong(e.to_string()))?;
        let path = split(row.get(tags).unwrap_or_default());
        if path.is_empty() {
            continue;
        }
        let mut about = Tag::default();
        undescribe(said.and_then(|n| row.get(n)).unwrap_or_default(), &mut about);
        incoming.tags.push(Label { id: path.join("\0"), path, about, ..Label::default() });
    }
    Ok(incoming)
}

//! Taguette's codebook: `tag,description`.

use crate::annotation::Tag;
use crate::error::{Error, Result};
use crate::exchange::common::taxonomy::{describe, path, undescribe};
use crate::exchange::formats::csv::{OWN, SEPARATOR, Table, table};
use crate::exchange::intake::ambiguous;
use crate::exchange::intake::incoming::Incoming;
use crate::exchange::{Bundle, Options, Parcel, Written};
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
    // Labels that would be taken for paths of another sort say that they are none.
    let labels: Vec<String> = rows.iter().skip(1).filter_map(|row| row.first().cloned()).collect();
    if ambiguous(&labels) {
        let ends = std::iter::once(SEPARATOR).chain(std::iter::repeat(OWN));
        rows.iter_mut().zip(ends).for_each(|(row, end)| row.push(end.to_owned()));
    }
    // That program takes cells as they are.
    Ok(table(&rows, b',', &Options { raw: true, bom: options.bom, ..Options::default() })?.into())
}

/// Reads a codebook.
///
/// # Errors
/// It is no table, or has no column `tag`.
pub fn read(name: &str, parcel: Parcel, _: &Options) -> Result<Incoming> {
    let table = Table::read(name, parcel)?;
    let tags = table.column("tag").or_else(|| table.column("name"));
    let tags = tags.ok_or_else(|| Error::data("error-lacks").with("path", name).with("what", "tag"))?;
    let said = table.column("description");
    let mut incoming = table.incoming(&[Some(tags), said].into_iter().flatten().collect::<Vec<_>>());
    for row in &table.rows {
        let mut about = Tag::default();
        undescribe(said.and_then(|n| row.get(n)).unwrap_or_default(), &mut about);
        incoming.code(row.get(tags).unwrap_or_default(), about, row);
    }
    Ok(incoming)
}

//! Tables: one row a tag, offsets in code points.

use super::{Bundle, Entry, Style};
use crate::error::{Error, Kind, Result};
use crate::words::Words;

const HEAD: [&str; 11] =
    ["id", "document", "article", "tag", "content", "note", "coder", "created", "start", "end", "spans"];

/// Writes CSV.
///
/// # Errors
/// None in practice: the table is written to memory.
pub fn write_csv(bundle: &Bundle, style: Style, words: &Words) -> Result<Vec<u8>> {
    write(bundle, style, words, b',')
}

/// Writes TSV.
///
/// # Errors
/// As for [`write_csv`].
pub fn write_tsv(bundle: &Bundle, style: Style, words: &Words) -> Result<Vec<u8>> {
    write(bundle, style, words, b'\t')
}

fn write(bundle: &Bundle, style: Style, words: &Words, delimiter: u8) -> Result<Vec<u8>> {
    let fail = |e: &dyn std::fmt::Display| Error::new(Kind::Io, "error-io").with("cause", e);
    let mut table = ::csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    table.write_record(HEAD).map_err(|e| fail(&e))?;
    for entry in &bundle.entries {
        let tags: Vec<String> =
            entry.annotation.tags.iter().map(|tag| bundle.codebook.path(tag, words.lang())).collect();
        let tags = if tags.is_empty() { vec![String::new()] } else { tags };
        for tag in tags {
            let cells = cells(entry, tag);
            let guarded = cells.iter().map(|cell| if style.raw { cell.clone() } else { guard(cell) });
            table.write_record(guarded).map_err(|e| fail(&e))?;
        }
    }
    let data = table.into_inner().map_err(|e| fail(&e))?;
    Ok(if style.bom { [b"\xef\xbb\xbf".to_vec(), data].concat() } else { data })
}

fn cells(entry: &Entry, tag: String) -> [String; 11] {
    let a = &entry.annotation;
    let spans = &a.target.spans;
    let written: Vec<String> = spans.iter().map(|span| format!("{}-{}", span.start.0, span.end.0)).collect();
    [
        a.id.to_string(),
        entry.document.clone(),
        entry.article.to_string(),
        tag,
        a.quotation.text(),
        a.note.clone(),
        a.coder.clone(),
        a.created.to_string(),
        spans.first().map_or_else(String::new, |span| span.start.0.to_string()),
        spans.last().map_or_else(String::new, |span| span.end.0.to_string()),
        written.join(";"),
    ]
}

/// A spreadsheet would run a cell that begins so; and a cell that begins with `'` must be told from a guarded one.
fn guard(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) { format!("'{cell}") } else { cell.to_owned() }
}

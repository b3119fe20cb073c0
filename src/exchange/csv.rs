//! Tables: one row a tag, offsets in code points.

use super::incoming::{Incoming, Mark, Quoted};
use super::taxonomy::{path, split};
use super::xml::decoded;
use super::{Bundle, Entry, Facet, Options, Parcel, Written};
use crate::error::{Error, Result};
use crate::words::Words;
use std::collections::HashMap;
use uuid::Uuid;

const HEAD: [&str; 11] =
    ["id", "document", "article", "tag", "content", "note", "coder", "created", "start", "end", "spans"];

/// Writes CSV.
///
/// # Errors
/// None in practice: the table is written to memory.
pub fn write_csv(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    write(bundle, options, words, b',')
}

/// Writes TSV.
///
/// # Errors
/// As for [`write_csv`].
pub fn write_tsv(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    write(bundle, options, words, b'\t')
}

fn write(bundle: &Bundle, options: &Options, words: &Words, delimiter: u8) -> Result<Written> {
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    for entry in &bundle.entries {
        let tags = entry.tags(bundle.codebook()).into_iter().map(|tag| path(bundle.codebook(), tag, words.lang()));
        let mut tags: Vec<String> = tags.collect();
        if tags.is_empty() {
            tags.push(String::new());
        }
        rows.extend(tags.into_iter().map(|tag| cells(entry, tag)));
    }
    // The pieces of what stands somewhere are told by offsets; other words are one cell.
    let joined = |entry: &&Entry| entry.spans.is_empty() && entry.exact.len() > 1;
    let joined = bundle.entries.iter().filter(joined).count();
    let beyond = vec![(Facet::Spans, joined), (Facet::Lost, bundle.uncertain())];
    Ok(Written { beyond, ..Written::from(table(&rows, delimiter, options)?) })
}

/// Writes a table, its cells guarded and with a byte order mark as the options say.
///
/// # Errors
/// None in practice: the table is written to memory.
pub fn table(rows: &[Vec<String>], delimiter: u8, options: &Options) -> Result<Vec<u8>> {
    let mut table = ::csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    for row in rows {
        let guarded = row.iter().map(|cell| if options.raw { cell.clone() } else { guard(cell) });
        table.write_record(guarded).map_err(Error::cause)?;
    }
    let data = table.into_inner().map_err(Error::cause)?;
    Ok(if options.bom { [b"\xef\xbb\xbf".to_vec(), data].concat() } else { data })
}

fn cells(entry: &Entry, tag: String) -> Vec<String> {
    let a = &entry.annotation;
    let written: Vec<String> = entry.target.iter().map(|span| format!("{}-{}", span.start.0, span.end.0)).collect();
    vec![
        a.id.to_string(),
        entry.document.clone(),
        entry.article.to_string(),
        tag,
        entry.quotation(),
        a.note.clone(),
        a.coder.clone(),
        a.created.to_string(),
        entry.target.first().map_or_else(String::new, |span| span.start.0.to_string()),
        entry.target.last().map_or_else(String::new, |span| span.end.0.to_string()),
        written.join(";"),
    ]
}

/// What a guarded cell begins with. A spreadsheet would run a cell that begins with one of the first six; one that
/// begins with `'` must be told from a guarded one.
const GUARDED: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

fn guard(cell: &str) -> String {
    if cell.starts_with(GUARDED) { format!("'{cell}") } else { cell.to_owned() }
}

/// Takes the guard off a cell.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(GUARDED)).unwrap_or(cell)
}

/// Reads a table: this program's, Taguette's, or any with a column `document` and one of `content` or `spans`.
///
/// # Errors
/// It is no table, or these columns are missing.
pub fn read(name: &str, parcel: Parcel, options: &Options) -> Result<Incoming> {
    let data = decoded(name, parcel.only(name)?)?;
    let data = data.as_bytes();
    let wrong = |cause: String| Error::data("error-broken").with("path", name).with("cause", cause);
    let head = data.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |byte: u8| memchr::memchr_iter(byte, head).count();
    let delimiter = [b',', b'\t', b';'].into_iter().max_by_key(|byte| (count(*byte), *byte == b',')).unwrap_or(b',');
    let mut table = ::csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(data);
    let head = table.headers().map_err(|e| wrong(e.to_string()))?.clone();
    let column = |name: &str| head.iter().position(|h| h.trim().eq_ignore_ascii_case(name));
    let columns: HashMap<&str, usize> = HEAD.iter().filter_map(|name| Some((*name, column(name)?))).collect();
    let has = |name: &str| columns.contains_key(name);
    if !has("document") || !has("content") && !has("spans") && !has("start") {
        return Err(wrong("document, content, spans?".to_owned()));
    }
    let mut incoming = Incoming::default();
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    for (n, row) in table.records().enumerate() {
        let row = row.map_err(|e| wrong(e.to_string()))?;
        let cell = |name: &str| {
            let cell = columns.get(name).and_then(|n| row.get(*n)).unwrap_or_default();
            if options.raw { cell } else { unguard(cell) }
        };
        if cell("document").is_empty() {
            incoming.lose("loss-document");
            continue;
        }
        let tag = split(cell("tag"));
        let tag = (!tag.is_empty()).then(|| incoming.tag(&tag));
        let id = if has("id") { cell("id").to_owned() } else { n.to_string() };
        let key = (id, cell("document").to_owned());
        let known = places.get(&key).and_then(|n| incoming.marks.get_mut(*n));
        match known {
            Some(known) => known.tags.extend(tag),
            None => {
                places.insert(key, incoming.marks.len());
                let mark = mark(&cell, has("note"), &mut incoming).ok_or_else(|| wrong(format!("{}: spans", n + 2)))?;
                incoming.marks.push(Mark { tags: tag.into_iter().collect(), ..mark });
            }
        }
    }
    Ok(incoming)
}

/// Reads the annotation of a row; none if its offsets cannot be read.
fn mark<'c>(cell: &dyn Fn(&str) -> &'c str, notes: bool, incoming: &mut Incoming) -> Option<Mark> {
    let text = incoming.text(cell("document"));
    let range = |written: &str| {
        let (start, end) = written.split_once('-')?;
        Some((text, start.trim().parse().ok()?..end.trim().parse().ok()?))
    };
    let pieces = match (cell("spans"), cell("start"), cell("end")) {
        ("", "", _) | ("", _, "") => Vec::new(),
        ("", start, end) => vec![(text, start.trim().parse().ok()?..end.trim().parse().ok()?)],
        (spans, ..) => spans.split(';').map(range).collect::<Option<Vec<_>>>()?,
    };
    let words = cell("content");
    let time = |name: &str| cell(name).parse().ok();
    Some(Mark {
        id: Uuid::parse_str(cell("id")).ok(),
        pieces,
        text,
        quoted: Quoted::words(words.to_owned()),
        note: notes.then(|| cell("note").to_owned()),
        coder: Some(cell("coder").to_owned()).filter(|coder| !coder.is_empty()),
        created: time("created"),
        modified: time("modified"),
        ..Mark::default()
    })
}

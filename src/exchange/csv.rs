//! Tables: one row a tag, offsets in code points.

use super::incoming::{Incoming, Mark, Quoted, moment};
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

/// A table that was read, with its head.
pub struct Table {
    head: ::csv::StringRecord,
    /// The rows below the head, some perhaps shorter than it.
    pub rows: Vec<::csv::StringRecord>,
}

/// A row that no file has: it stands by itself behind the last one unless a quotation mark was never closed.
const END: &str = "\u{1}meipi\u{1}";

impl Table {
    /// Reads the table of a file, parted by commas, tabs or semicolons.
    ///
    /// # Errors
    /// It is no table, or a quotation mark is never closed.
    pub fn read(path: &str, parcel: Parcel) -> Result<Self> {
        let whole = decoded(path, parcel.only(path)?)?;
        // Spreadsheets may say in a line of its own what parts the cells.
        let (said, data) = match whole.split_once('\n').filter(|(line, _)| line.to_lowercase().starts_with("sep=")) {
            // An empty line is passed over, and counted.
            Some((line, rest)) => (line.as_bytes().get(4).copied(), format!("\n{rest}")),
            None => (None, whole),
        };
        let wrong = |cause: String| Error::data("error-broken").with("path", path).with("cause", cause);
        let head = data.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().as_bytes();
        let count = |byte: u8| memchr::memchr_iter(byte, head).count();
        let likeliest = || [b',', b'\t', b';'].into_iter().max_by_key(|byte| (count(*byte), *byte == b','));
        let delimiter = said.filter(|byte| byte.is_ascii_punctuation() || *byte == b'\t').or_else(likeliest);
        let data = format!("{data}\n{END}\n");
        let mut table = ::csv::ReaderBuilder::new();
        let table = table.flexible(true).has_headers(false).delimiter(delimiter.unwrap_or(b','));
        let rows: std::result::Result<Vec<_>, _> = table.from_reader(data.as_bytes()).into_records().collect();
        let mut rows = rows.map_err(|e| wrong(e.to_string()))?;
        let last = rows.pop().filter(|row| row.iter().any(|cell| cell.contains(END)));
        if let Some(open) = last.filter(|row| row.len() > 1 || row.get(0) != Some(END)) {
            let line = open.position().map_or(0, ::csv::Position::line);
            return Err(Error::data("error-quotation-mark").with("path", path).with("line", line));
        }
        if rows.is_empty() {
            return Err(Error::data("error-lacks").with("path", path).with("what", HEAD.join(", ")));
        }
        Ok(Self { head: rows.remove(0), rows })
    }

    /// Returns the place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.head.iter().position(|head| head.trim().eq_ignore_ascii_case(name))
    }
}

/// Reads a table: this program's, Taguette's, or any with a column `document` and one of `content` or `spans`.
///
/// # Errors
/// It is no table, or these columns are missing.
pub fn read(name: &str, parcel: Parcel, options: &Options) -> Result<Incoming> {
    let table = Table::read(name, parcel)?;
    let columns: HashMap<&str, usize> = HEAD.iter().filter_map(|name| Some((*name, table.column(name)?))).collect();
    let has = |name: &str| columns.contains_key(name);
    if !has("document") || !has("content") && !has("spans") && !has("start") {
        return Err(Error::data("error-lacks").with("path", name).with("what", "document + content | spans | start"));
    }
    let mut incoming = Incoming::default();
    let mut places: HashMap<[String; 6], usize> = HashMap::new();
    for (n, row) in table.rows.iter().enumerate() {
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
        // Rows of one annotation tell of its tags: a row without an identity is one by itself.
        let id = if cell("id").is_empty() { n.to_string() } else { cell("id").to_owned() };
        let [document, spans, start, end, content] =
            ["document", "spans", "start", "end", "content"].map(|name| cell(name).to_owned());
        let key = [id, document, spans, start, end, content];
        let known = places.get(&key).and_then(|n| incoming.marks.get_mut(*n));
        if let Some(known) = known {
            known.tags.extend(tag);
            continue;
        }
        places.insert(key, incoming.marks.len());
        let line = row.position().map_or(0, ::csv::Position::line);
        let wrong = || Error::data("error-offsets").with("path", name).with("line", line);
        let mark = mark(&cell, has("note"), &mut incoming).ok_or_else(wrong)?;
        // Half a place is none; and about a document as a whole something must be said.
        let says = mark.id.is_some() || tag.is_some() || !cell("note").is_empty();
        if mark.pieces.is_empty() && mark.quoted == Quoted::Not && (cell("start") != cell("end") || !says) {
            incoming.lose("loss-place");
            continue;
        }
        incoming.marks.push(Mark { tags: tag.into_iter().collect(), ..mark });
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
    for name in ["created", "modified"] {
        if !cell(name).trim().is_empty() && moment(cell(name)).is_none() {
            incoming.lose("loss-times");
        }
    }
    Some(Mark {
        id: Uuid::parse_str(cell("id")).ok(),
        pieces,
        text,
        quoted: Quoted::words(words.to_owned()),
        note: notes.then(|| cell("note").to_owned()),
        coder: Some(cell("coder").to_owned()).filter(|coder| !coder.is_empty()),
        created: moment(cell("created")),
        modified: moment(cell("modified")),
        ..Mark::default()
    })
}

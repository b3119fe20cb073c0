//! Tables: one row a tag, offsets in code points.

use crate::annotation::OMITTED;
use crate::error::{Error, Result};
use crate::exchange::common::cells::{line_of, moment, offset};
use crate::exchange::common::columns::{SEVERAL, others, tags};
use crate::exchange::common::taxonomy::{Separator, path};
use crate::exchange::intake::incoming::{Incoming, Mark, Quoted};
use crate::exchange::intake::loss::At;
use crate::exchange::{Bundle, Entry, Facet, Options, Parcel, Written};
use crate::text::Said;
use crate::text::decode::decode;
use crate::text::guard::{guard, unguard};
use crate::words::Words;
use std::collections::HashMap;
use std::ops::Range;
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
    // Only texts with turns have the columns of turns.
    let said = bundle.entries.iter().any(|entry| entry.said != Said::default());
    let more: &[&str] = if said { &Said::NAMES } else { &[] };
    // Columns of the tables that were annotated, in the order in which they are met.
    let mut columns: Vec<&str> = Vec::new();
    for (name, _) in bundle.entries.iter().flat_map(|entry| &entry.said.cells) {
        if !columns.contains(&&**name) {
            columns.push(name);
        }
    }
    let placed = bundle.entries.iter().any(|entry| !entry.places.is_empty());
    let last = if placed { &["place"][..] } else { &[] };
    let mut rows = vec![HEAD.iter().chain(more).chain(last).chain(&columns).map(|name| (*name).to_owned()).collect()];
    for source in &bundle.sources {
        for entry in bundle.of(source) {
            let tags = entry.tags(bundle.codebook()).into_iter().map(|tag| path(bundle.codebook(), tag, words.lang()));
            let mut tags: Vec<String> = tags.collect();
            if tags.is_empty() {
                tags.push(String::new());
            }
            let content = entry.read();
            let told = entry.said.values().into_iter().take(more.len()).map(str::to_owned);
            let told = told.chain(placed.then(|| entry.places.join("; ")));
            let own = columns.iter().map(|name| entry.said.get(name).unwrap_or_default().to_owned());
            let told: Vec<String> = told.chain(own).collect();
            rows.extend(
                tags.into_iter().map(|tag| cells(entry, tag, &content).into_iter().chain(told.clone()).collect()),
            );
        }
    }
    // The pieces of what stands somewhere are told by offsets; those of other words by what stands between them.
    let unclear = |entry: &&Entry| entry.spans.is_empty() && entry.exact.iter().any(|piece| piece.contains(OMITTED));
    let unclear = bundle.entries.iter().filter(unclear).count();
    let beyond = vec![(Facet::Spans, unclear), (Facet::Lost, bundle.uncertain())];
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

/// Takes a quotation apart where something was left out between its pieces: where they end, if their ranges tell that.
fn pieces(content: &str, ranges: &[Range<usize>]) -> Vec<String> {
    if ranges.len() == 1 || !content.contains(OMITTED) {
        return vec![content.to_owned()];
    }
    by_length(content, ranges).unwrap_or_else(|| {
        let parts: Vec<String> = content.split(OMITTED).map(str::to_owned).collect();
        let told = !parts.iter().any(String::is_empty) && (ranges.is_empty() || parts.len() <= ranges.len());
        if told { parts } else { vec![content.to_owned()] }
    })
}

/// Takes a quotation apart into pieces as long as ranges are.
fn by_length(content: &str, ranges: &[Range<usize>]) -> Option<Vec<String>> {
    let mut rest = content;
    let mut found = Vec::new();
    for range in ranges {
        rest = if found.is_empty() { rest } else { rest.strip_prefix(OMITTED).unwrap_or(rest) };
        let length = range.end.checked_sub(range.start).filter(|length| *length > 0)?;
        let end = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).nth(length)?;
        let (piece, behind) = rest.split_at_checked(end)?;
        found.push(piece.to_owned());
        rest = behind;
    }
    (rest.is_empty() && !found.is_empty()).then_some(found)
}

fn cells(entry: &Entry, tag: String, content: &str) -> Vec<String> {
    let a = &entry.annotation;
    let written: Vec<String> = entry.target.iter().map(|span| format!("{}-{}", span.start.0, span.end.0)).collect();
    vec![
        a.id.to_string(),
        entry.document.clone(),
        entry.article.to_string(),
        tag,
        content.to_owned(),
        a.note.clone(),
        a.coder.clone(),
        a.created.to_string(),
        entry.target.first().map_or_else(String::new, |span| span.start.0.to_string()),
        entry.target.last().map_or_else(String::new, |span| span.end.0.to_string()),
        written.join(";"),
    ]
}

/// The column that says what parts labels, and how this program parts them.
pub const SEPARATOR: &str = "separator";
pub const OWN: &str = " / ";

/// A table that was read, with its head.
pub struct Table {
    head: ::csv::StringRecord,
    /// The rows below the head, some perhaps shorter than it.
    pub rows: Vec<::csv::StringRecord>,
    /// Rows of which some could not be read.
    broken: Vec<::csv::StringRecord>,
}

/// A row that no file has: it stands by itself behind the last one unless a quotation mark was never closed.
const END: &str = "\u{1}meipi\u{1}";

impl Table {
    /// Reads the table of a file, parted by commas, tabs or semicolons.
    ///
    /// # Errors
    /// It is no table, or a quotation mark is never closed.
    pub fn read(path: &str, parcel: Parcel) -> Result<Self> {
        let decoded = decode(parcel.only(path)?);
        let (whole, bad) = (decoded.text, decoded.bad > 0);
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
        let head = rows.remove(0);
        // What could not be read spoils its row alone.
        let hole = |row: &::csv::StringRecord| bad && row.iter().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER));
        let (broken, rows) = rows.into_iter().partition(hole);
        Ok(Self { head, rows, broken })
    }

    /// Returns what parts the labels, if a column says it.
    pub fn separator(&self) -> Option<Separator> {
        let column = self.column(SEPARATOR)?;
        let said = self.rows.iter().find_map(|row| row.get(column).filter(|cell| !cell.trim().is_empty()));
        said.map(|said| if said == OWN { Separator::Own } else { Separator::given(said) })
    }

    /// Returns what is known of the file before its rows are read: these columns will be, and no others.
    pub fn incoming(&self, read: &[usize]) -> Incoming {
        let mut incoming = Incoming { separator: self.separator(), whole: true, ..Incoming::default() };
        self.broken.iter().for_each(|row| incoming.lose_at("loss-records", line_of(row)));
        let says = |n: usize| self.rows.iter().any(|row| row.get(n).is_some_and(|cell| !cell.trim().is_empty()));
        for (n, name) in self.head.iter().enumerate() {
            let own = name.trim().is_empty() || name.trim().eq_ignore_ascii_case(SEPARATOR) || read.contains(&n);
            if !own && says(n) {
                incoming.lose("loss-columns");
                incoming.columns.push(name.trim().to_owned());
            }
        }
        incoming
    }

    /// Returns the place of a column of a table of annotations or of a codebook, by its name or another for it.
    pub fn called(&self, name: &str) -> Option<usize> {
        self.column(name).or_else(|| others(name).iter().find_map(|name| self.column(name)))
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
    let names = HEAD.iter().chain(&["modified"]);
    let columns: HashMap<&str, usize> = names.filter_map(|name| Some((*name, table.called(name)?))).collect();
    let has = |name: &str| columns.contains_key(name);
    if !has("document") || !has("content") && !has("spans") && !has("start") {
        return Err(Error::data("error-lacks").with("path", name).with("what", "document + content | spans | start"));
    }
    let mut incoming = table.incoming(&columns.values().copied().collect::<Vec<_>>());
    let several = table.column("tag").is_none()
        && SEVERAL.iter().any(|name| table.column(name) == columns.get("tag").copied() && has("tag"));
    if ["article", "coder", "created", "spans"].iter().all(|name| has(name)) {
        incoming.separator = Some(Separator::Own);
    }
    let mut places: HashMap<[String; 7], usize> = HashMap::new();
    for (n, row) in table.rows.iter().enumerate() {
        let cell = |name: &str| {
            let cell = columns.get(name).and_then(|n| row.get(*n)).unwrap_or_default();
            if options.raw { cell } else { unguard(cell) }
        };
        let line = line_of(row);
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if cell("document").trim().is_empty() {
            incoming.lose_at("loss-document", line);
            continue;
        }
        // One cell that is no place spoils its row.
        let Some(ranges) = ranges(&cell) else {
            incoming.lose_at("loss-offsets", line);
            continue;
        };
        // Half a place is none; and about a document as a whole something must be said.
        let [spans, start, end, content] = ["spans", "start", "end", "content"].map(|name| cell(name).to_owned());
        let says =
            Uuid::parse_str(cell("id")).is_ok() || ["tag", "note"].iter().any(|name| !cell(name).trim().is_empty());
        if ranges.is_empty() && content.is_empty() && (start != end || !says) {
            incoming.lose_at("loss-place", line);
            continue;
        }
        let tags = tags(cell("tag"), several, &mut incoming);
        // Rows of one annotation tell of its tags: a row without an identity is one by itself.
        let id = if cell("id").is_empty() { n.to_string() } else { cell("id").to_owned() };
        let key = [id, cell("document").to_owned(), cell("coder").to_owned(), spans, start, end, content];
        let known = places.get(&key).and_then(|n| incoming.marks.get_mut(*n));
        let note = cell("note");
        let one =
            |mark: &&mut Mark| mark.note.as_deref().is_none_or(|own| own == note || own.is_empty() || note.is_empty());
        if let Some(known) = known.filter(one) {
            known.tags.extend(tags);
            known.note = known.note.take().map(|own| if own.is_empty() { note.to_owned() } else { own });
            continue;
        }
        places.entry(key).or_insert(incoming.marks.len());
        let mark = mark(&cell, ranges, (has("note"), line), &mut incoming);
        incoming.marks.push(Mark { tags, ..mark });
    }
    Ok(incoming)
}

/// Reads the ranges of a row: none, if it has no offsets; nothing, if they cannot be read.
fn ranges<'c>(cell: &dyn Fn(&str) -> &'c str) -> Option<Vec<Range<usize>>> {
    let range = |start: &str, end: &str| {
        let (start, end) = (offset(start)?, offset(end)?);
        (start <= end).then_some(start..end)
    };
    match (cell("spans").trim(), cell("start").trim(), cell("end").trim()) {
        ("", "", "") => Some(Vec::new()),
        // Half a place counts for none, but what stands there must be one.
        ("", one, "") | ("", "", one) => offset(one).map(|_| Vec::new()),
        ("", start, end) => range(start, end).map(|range| vec![range]),
        (spans, ..) => spans.split(';').map(|written| written.split_once('-').and_then(|(a, b)| range(a, b))).collect(),
    }
}

/// Reads the annotation of a row.
fn mark<'c>(
    cell: &dyn Fn(&str) -> &'c str,
    ranges: Vec<Range<usize>>,
    (notes, line): (bool, usize),
    incoming: &mut Incoming,
) -> Mark {
    let text = incoming.text(cell("document"));
    for name in ["created", "modified"] {
        if !cell(name).trim().is_empty() && moment(cell(name)).is_none() {
            incoming.lose_at("loss-times", line);
        }
    }
    let words = pieces(cell("content"), &ranges);
    Mark {
        id: Uuid::parse_str(cell("id")).ok(),
        pieces: ranges.into_iter().map(|range| (text, range)).collect(),
        text,
        quoted: if cell("content").is_empty() { Quoted::Not } else { Quoted::Words(words) },
        note: notes.then(|| cell("note").to_owned()),
        coder: Some(cell("coder").to_owned()).filter(|coder| !coder.is_empty()),
        created: moment(cell("created")),
        modified: moment(cell("modified")),
        at: Some(At::Line(line)),
        ..Mark::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::laws::cases(64))]

        #[test]
        fn quotations_are_taken_apart_again(
            texts in proptest::collection::vec("[水田]{1,3}( … [水田]{1,2})?", 1..5), left_out in proptest::collection::vec(any::<bool>(), 5),
        ) {
            let mut content = String::new();
            let (mut ranges, mut at) = (Vec::new(), 0);
            for (n, text) in texts.iter().enumerate() {
                content.push_str(if n > 0 && left_out[n] { OMITTED } else { "" });
                content.push_str(text);
                ranges.push(at..at + text.chars().count());
                at += text.chars().count() + 1;
            }
            if content.contains(OMITTED) || texts.len() == 1 {
                prop_assert_eq!(pieces(&content, &ranges), texts);
            } else {
                prop_assert_eq!(pieces(&content, &ranges).concat(), texts.concat());
            }
        }
    }

    #[test]
    fn pieces_are_found_without_ranges() {
        assert_eq!(pieces("水 … 田", &[]), ["水", "田"]);
        assert_eq!(pieces("水 … 田", std::slice::from_ref(&(0..5))), ["水 … 田"]);
        assert_eq!(pieces("水 … 田 … 林", &[0..9, 20..30]), ["水 … 田 … 林"]);
        assert_eq!(pieces("水田", &[0..1, 4..5]), ["水田"]);
    }
}

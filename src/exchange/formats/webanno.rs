//! TSV 3.3 of `WebAnno`: a row a token, offsets in units of UTF-16. Tokens are words, cut wherever an annotation begins or
//! ends; what is annotated in several tokens, or over others, is told by a number in brackets.

use crate::error::{Error, Result};
use crate::exchange::common::cells::offset;
use crate::exchange::common::taxonomy::split;
use crate::exchange::formats::xmi::{FEATURES, LAYER, VALUES, values};
use crate::exchange::intake::incoming::{Counting, Incoming, Mark, Quoted, Ruled, without_initial};
use crate::exchange::out::laid::{Sheet, lay, trimmed};
use crate::exchange::out::rendition::Sources;
use crate::exchange::{Bundle, Member, Options, Parcel, Written};
use crate::text::decode::decode;
use crate::text::soft::solid;
use crate::words::Words;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;
use uuid::Uuid;

/// Writes a file for each text.
///
/// # Errors
/// Never.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let (sheets, beyond) = lay(bundle, options, Sources::Page, Some(trimmed));
    let mut members: Vec<Member> = Vec::new();
    let mut stems = BTreeSet::new();
    for sheet in &sheets {
        let stem = sheet.stem();
        let stem = if stems.insert(stem.clone()) { stem } else { format!("{stem}-{}", stems.len()) };
        members.push((format!("{stem}.tsv"), table(bundle, sheet, options, words).into_bytes()));
    }
    Ok(Written { parcel: Parcel::Many(members), beyond })
}

/// An annotation with one tag: its range, and the values of its features as they are written.
struct Row {
    range: Range<usize>,
    values: [String; 6],
}

fn table(bundle: &Bundle, sheet: &Sheet<'_>, options: &Options, words: &Words) -> String {
    let mut rows = Vec::new();
    for mark in &sheet.marks {
        let said = values(bundle, mark, words);
        for (n, range) in mark.ranges.iter().enumerate() {
            for values in &said {
                let mut values = values.clone();
                if let Some(note) = values.get_mut(1).filter(|_| mark.before + n > 0) {
                    note.clear();
                }
                let values = values.map(|value| if value.is_empty() { "*".to_owned() } else { escaped(&value) });
                rows.push(Row { range: range.clone(), values });
            }
        }
    }
    let mut out = format!("#FORMAT=WebAnno TSV 3.3\n#T_SP={LAYER}|{}\n\n", FEATURES.join("|"));
    let borders: BTreeSet<usize> = rows.iter().flat_map(|row| [row.range.start, row.range.end]).collect();
    let mut sweep = Sweep::new(&rows);
    // Tokens rise: their places are counted on.
    let (mut at, mut units) = (0, 0);
    let mut utf16 = |to: usize| {
        units += sheet.slice(&(at..to)).encode_utf16().count();
        at = to;
        units
    };
    for (n, sentence) in sheet.rendition.sentences().into_iter().enumerate() {
        out.push('\n');
        for line in sheet.slice(&sentence).split('\n') {
            let _ = writeln!(out, "#Text={}", escaped_text(line));
        }
        for (m, token) in tokens(sheet, &sentence, options, &borders).into_iter().enumerate() {
            let (start, end) = (utf16(token.start), utf16(token.end));
            let _ = write!(out, "{}-{}\t{start}-{end}\t{}\t", n + 1, m + 1, sheet.slice(&token));
            let open = sweep.at(&token);
            for (feature, _) in FEATURES.iter().enumerate() {
                out.push_str(if open.is_empty() { "_" } else { "" });
                for (n, (number, row)) in open.iter().enumerate() {
                    out.push_str(if n > 0 { "|" } else { "" });
                    out.push_str(row.values.get(feature).map_or("*", String::as_str));
                    if open.len() > 1 || row.range != token {
                        let _ = write!(out, "[{number}]");
                    }
                }
                out.push('\t');
            }
            out.push('\n');
        }
    }
    out
}

/// Goes through tokens and knows what is open at each.
struct Sweep<'r> {
    /// By their beginnings, with their numbers.
    rows: Vec<(usize, &'r Row)>,
    next: usize,
    open: Vec<(usize, &'r Row)>,
}

impl<'r> Sweep<'r> {
    fn new(rows: &'r [Row]) -> Self {
        let mut rows: Vec<(usize, &Row)> = rows.iter().enumerate().map(|(n, row)| (n + 1, row)).collect();
        rows.sort_by_key(|(n, row)| (row.range.start, row.range.end, *n));
        Self { rows, next: 0, open: Vec::new() }
    }

    fn at(&mut self, token: &Range<usize>) -> Vec<(usize, &'r Row)> {
        while let Some(row) = self.rows.get(self.next).filter(|(_, row)| row.range.start < token.end) {
            self.open.push(*row);
            self.next += 1;
        }
        self.open.retain(|(_, row)| row.range.end > token.start);
        self.open.iter().filter(|(_, row)| row.range.start <= token.start).copied().collect()
    }
}

/// Cuts a sentence into words, and these at borders; white space is no token.
fn tokens(
    sheet: &Sheet<'_>,
    sentence: &Range<usize>,
    options: &Options,
    borders: &BTreeSet<usize>,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for word in options.segmenter.words(sheet.slice(sentence)) {
        let (mut start, end) = (sentence.start + word.start.0, sentence.start + word.end.0);
        for border in borders.range(start + 1..end).copied().chain([end]) {
            found.extend(trimmed(sheet.text(), &(start..border)));
            start = border;
        }
    }
    // A token holds no white space: a tab would be a column.
    let apart = |token: Range<usize>| {
        let text = sheet.slice(&token).to_owned();
        let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        let words = text.split(char::is_whitespace).filter(|word| !word.is_empty());
        words.map(|word| token.start + place(word)..token.start + place(word) + word.len()).collect::<Vec<_>>()
    };
    found.into_iter().flat_map(apart).collect()
}

fn escaped_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\r', "\\r")
}

/// Escapes what has a meaning in a value.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '-' if chars.next_if_eq(&'>').is_some() => out.push_str("\\->"),
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match if c == '\\' { chars.next() } else { None } {
            None => out.push(c),
            Some('t') => out.push('\t'),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some(c) => out.push(c),
        }
    }
    out
}

/// Parts a text at a mark, but not where that is escaped.
fn parts(text: &str, mark: char) -> Vec<&str> {
    let (mut found, mut start, mut escaped) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        if c == mark && !escaped {
            found.push(text.get(start..at).unwrap_or_default());
            start = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    found.push(text.get(start..).unwrap_or_default());
    found
}

/// Reads files of tokens; layers of other tools are taken as tags by the names of their features' values.
///
/// # Errors
/// There is none of the format, or bytes of one are no characters.
pub fn read(name: &str, parcel: Parcel, _: &Options) -> Result<Incoming> {
    let mut incoming = Incoming { counting: Counting { utf16: true, ..Counting::default() }, ..Incoming::default() };
    let members = without_initial(parcel.members(name));
    let empty = members.is_empty();
    for (path, data) in members {
        let decoded = decode(data);
        let text = decoded.text;
        if !text.starts_with("#FORMAT=WebAnno TSV") {
            continue;
        }
        // The text is made of its tokens: one of which some could not be read is none.
        if decoded.bad > 0 {
            return Err(Error::data("error-not-utf8").with("path", path));
        }
        File { most: text.len() + GAPS, ..File::default() }.read(&path, &text, &mut incoming);
    }
    if incoming.texts.is_empty() && !empty {
        return Err(Error::data("error-lacks").with("path", name).with("what", "#FORMAT=WebAnno TSV 3"));
    }
    Ok(incoming)
}

/// The columns of a layer.
struct Layer {
    name: String,
    features: Vec<String>,
}

/// An annotation that is read: where it stands, and its values by feature.
struct Found {
    layer: usize,
    range: Range<usize>,
    values: BTreeMap<String, String>,
    /// Its rows: where each stands, in units of UTF-16, and its words.
    rows: Vec<(Range<usize>, String)>,
}

#[derive(Default)]
struct File {
    layers: Vec<Layer>,
    /// The text as far as it has come, and its length in units of UTF-16.
    text: String,
    length: usize,
    /// The lines of the sentence whose tokens come next.
    lines: Vec<String>,
    /// The furthest that a token may stand.
    most: usize,
    /// Annotations by layer and number; those without a number by layer and token.
    found: BTreeMap<(usize, Option<u64>, usize), Found>,
}

impl File {
    fn read(mut self, path: &str, text: &str, incoming: &mut Incoming) {
        for (n, line) in text.split('\n').map(|line| line.trim_end_matches('\r')).enumerate() {
            if let Some(layer) = line.strip_prefix("#T_SP=") {
                let mut names = layer.split('|').map(str::to_owned);
                let name = names.next().unwrap_or_default();
                self.layers.push(Layer { name, features: names.collect() });
            } else if line.starts_with("#T_RL=") || line.starts_with("#T_CH=") {
                incoming.lose("loss-relations");
                // Their columns are there all the same.
                let count = line.split('|').count().saturating_sub(1);
                self.layers.push(Layer { name: String::new(), features: vec![String::new(); count] });
            } else if let Some(line) = line.strip_prefix("#Text=") {
                self.lines.push(unescaped(line));
            } else if !line.is_empty() && !line.starts_with('#') && self.token(line, n).is_none() {
                incoming.lose_at("loss-offsets", n + 1);
            }
        }
        self.finish(path, incoming);
    }

    fn token(&mut self, line: &str, row: usize) -> Option<()> {
        let mut columns = line.split('\t');
        let (_, place, words) = (columns.next()?, columns.next()?, columns.next()?);
        let (start, end) = place.split_once('-')?;
        let range: Range<usize> = offset(start)?..offset(end)?;
        if range.start > range.end || range.end > self.most {
            return None;
        }
        if !self.lines.is_empty() {
            // The sentence begins where its first token stands in it.
            let sentence = std::mem::take(&mut self.lines).join("\n");
            let lead = sentence.find(words).unwrap_or_default();
            let lead: usize = sentence.get(..lead)?.chars().map(char::len_utf16).sum();
            let begins = range.start.saturating_sub(lead);
            while self.length < begins {
                self.text.push('\n');
                self.length += 1;
            }
            self.length += sentence.chars().map(char::len_utf16).sum::<usize>();
            self.text.push_str(&sentence);
        }
        for layer in 0..self.layers.len() {
            let features = self.layers.get(layer)?.features.clone();
            for feature in features {
                let cell = columns.next().unwrap_or("_");
                for (n, value) in
                    parts(cell, '|').into_iter().enumerate().filter(|(_, value)| !matches!(*value, "_" | ""))
                {
                    let (value, number) = numbered(value);
                    let key = (layer, number, if number.is_some() { 0 } else { row * STACK + n });
                    let made = || Found { layer, range: range.clone(), values: BTreeMap::new(), rows: Vec::new() };
                    let found = self.found.entry(key).or_insert_with(made);
                    if found.rows.last().is_none_or(|(last, _)| *last != range) {
                        found.rows.push((range.clone(), words.to_owned()));
                    }
                    found.range = found.range.start.min(range.start)..found.range.end.max(range.end);
                    if value != "*" {
                        found.values.insert(feature.clone(), unescaped(value));
                    }
                }
            }
        }
        Some(())
    }

    fn finish(self, path: &str, incoming: &mut Incoming) {
        let content = self.text;
        let (text, user) = incoming.layer(path, None, &content);
        let ruled = Ruled::new(&content, true);
        for found in self.found.into_values() {
            let Some(layer) = self.layers.get(found.layer).filter(|layer| !layer.name.is_empty()) else { continue };
            let value = |name: &str| found.values.get(name).cloned();
            let own = layer.name == LAYER;
            let tag = match value("tag").filter(|_| own) {
                Some(tag) => split(&tag),
                None if own => Vec::new(),
                None => {
                    let kind = layer.name.rsplit('.').next().unwrap_or_default().to_owned();
                    let named = VALUES.iter().find_map(|name| found.values.get(*name));
                    let named = named.or_else(|| found.values.values().next());
                    // One of its features can be the tag.
                    (1..found.values.len()).for_each(|_| incoming.lose("loss-attributes"));
                    std::iter::once(kind).chain(named.cloned()).collect()
                }
            };
            let tags = if tag.is_empty() { Vec::new() } else { vec![incoming.tag(&tag)] };
            let time = |name: &str| value(name).and_then(|written| written.parse().ok());
            incoming.marks.push(Mark {
                id: value("annotation").and_then(|id| Uuid::parse_str(&id).ok()).filter(|_| own),
                quoted: found.quoted(&ruled),
                pieces: vec![(text, found.range)],
                text,
                tags,
                note: own.then(|| value("note").unwrap_or_default()),
                coder: value("coder").filter(|_| own).or_else(|| user.clone()),
                created: time("created"),
                modified: time("modified"),
                cut: own,
                ..Mark::default()
            });
        }
    }
}

impl Found {
    /// Returns the words, which lead to the place where the text here is another. Where rows say other words than the
    /// text has at their offsets, they count more.
    fn quoted(&self, ruled: &Ruled<'_>) -> Quoted {
        let fits = |(range, words): &(Range<usize>, String)| {
            solid(words).is_empty() || ruled.words(range).is_some_and(|read| solid(&read) == solid(words))
        };
        if self.rows.iter().all(fits) {
            return ruled.words(&self.range).map_or(Quoted::Not, Quoted::Perhaps);
        }
        Quoted::words(self.rows.iter().map(|(_, words)| words.as_str()).collect())
    }
}

/// How much further than its file is long a text may reach: white space between sentences is not in the file.
const GAPS: usize = 1 << 16;
/// More than are ever stacked on one token.
const STACK: usize = 1 << 16;

/// Takes the number in brackets off a value.
fn numbered(value: &str) -> (&str, Option<u64>) {
    let inside = value.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    let bare = |head: &str| (head.len() - head.trim_end_matches('\\').len()).is_multiple_of(2);
    let number = inside.filter(|(head, _)| bare(head)).and_then(|(head, n)| Some((head, n.parse().ok()?)));
    number.map_or((value, None), |(head, n)| (head, Some(n)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::laws::cases(256))]
        #[test]
        fn values_are_read_again(value in "[a\\\\|_;*>\\[\\]\n\t党-]{0,10}") {
            let cell = format!("{}[3]|{}", escaped(&value), escaped("x|y"));
            let found = parts(&cell, '|');
            prop_assert_eq!(found.len(), 2);
            let (head, number) = numbered(found[0]);
            prop_assert_eq!((unescaped(head), number), (value, Some(3)));
        }
    }
}

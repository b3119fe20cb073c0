//! doccano's JSON Lines: one text a line with its labels; and what other tools write much like it.

use crate::error::{Error, Result};
use crate::exchange::common::cells::number;
use crate::exchange::common::parcel::file_name;
use crate::exchange::common::taxonomy::{Separator, path};
use crate::exchange::common::xml::decoded;
use crate::exchange::intake::incoming::{Counting, Incoming, Mark, Quoted, Ruled, Text, stem};
use crate::exchange::intake::loss::At;
use crate::exchange::intake::records::records;
use crate::exchange::out::laid::lay;
use crate::exchange::out::rendition::Sources;
use crate::exchange::{Bundle, Facet, Options, Parcel, Unit, Written};
use crate::words::Words;
use serde_json::{Map, Value, json};
use std::ops::Range;

/// Writes a line for each text; offsets in code points, or in UTF-16 if that was asked for.
///
/// # Errors
/// Never.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let (sheets, mut beyond) = lay(bundle, options, Sources::Page, None);
    // What is one passage of several pieces becomes several.
    let pieces = sheets.iter().flat_map(|sheet| &sheet.marks).filter(|mark| mark.ranges.len() > 1 || mark.before > 0);
    beyond.push((Facet::Spans, pieces.count()));
    let mut data = Vec::new();
    for (n, sheet) in sheets.iter().enumerate() {
        let place = |at: usize| if options.unit == Unit::Utf16 { sheet.utf16(at) } else { sheet.char(at) };
        let (mut labels, mut known): (Vec<(usize, usize, String)>, _) = (Vec::new(), std::collections::HashSet::new());
        for mark in &sheet.marks {
            for tag in mark.entry.tags(bundle.codebook()) {
                let name = path(bundle.codebook(), tag, words.lang());
                let all = mark.ranges.iter().map(|range| (place(range.start), place(range.end), name.clone()));
                labels.extend(all.filter(|label| known.insert(label.clone())));
            }
        }
        let mut line = json!({ "id": n + 1, "text": sheet.text(), "label": labels, "document": sheet.source.path });
        if let Some(map) = line.as_object_mut() {
            map.extend(sheet.article.map(|article| ("article".into(), article.into())));
            // Where it makes a difference, offsets say how they count: no quotation would give that away.
            let unit = if options.unit == Unit::Utf16 { "utf16" } else { "char" };
            map.extend(is_wide(sheet.text()).then(|| ("unit".into(), unit.into())));
        }
        data.extend(line.to_string().into_bytes());
        data.push(b'\n');
    }
    Ok(Written { beyond, ..Written::from(data) })
}

/// Where texts are kept.
pub const TEXTS: [&str; 4] = ["text", "data", "content", "sentence"];
/// Where their labels are kept.
pub const LABELS: [&str; 5] = ["label", "labels", "entities", "spans", "annotations"];
/// What else is understood, or says nothing of passages.
const KNOWN: [&str; 9] = ["id", "document", "filename", "article", "unit", "cats", "relations", "Comments", "comments"];

/// Reads texts with labels, a record each: ranges as lists or as records, by type, or labels of a text as a whole.
///
/// # Errors
/// No record holds a text.
pub fn read(path: &str, parcel: Parcel, options: &Options) -> Result<Incoming> {
    let data = decoded(path, parcel.only(path)?)?;
    let counting = Counting { utf16: options.unit == Unit::Utf16, guessed: true, ..Counting::default() };
    let name = stem(file_name(path));
    let mut reader = Reader { name, unit: options.unit, ..Reader::default() };
    reader.incoming.counting = counting;
    let mut first = None;
    for (n, record) in records(&data).into_iter().enumerate() {
        let cause = match serde_json::from_str::<Value>(record.text) {
            Ok(Value::Object(map)) if reader.take(n, &map, record.line) => continue,
            Ok(_) => "text".to_owned(),
            Err(cause) => cause.to_string(),
        };
        first.get_or_insert(format!("{}: {cause}", record.line));
        reader.incoming.lose_at("loss-records", record.line);
    }
    let broken = first.filter(|_| reader.incoming.texts.is_empty());
    broken.map_or(Ok(()), |cause| Err(Error::data("error-broken").with("path", path).with("cause", cause)))?;
    Ok(reader.finish())
}

/// A passage of a text, and the line that tells of it, before it is known whether its end is the last character or stands behind it.
struct Passage {
    text: usize,
    line: usize,
    label: Label,
    /// What stands there if the end stands behind it, and if it is the last character.
    stands: [Option<String>; 2],
}

#[derive(Default)]
struct Reader<'n> {
    name: &'n str,
    unit: Unit,
    incoming: Incoming,
    passages: Vec<Passage>,
}

impl Reader<'_> {
    /// Takes a record; tells whether it holds a text.
    fn take(&mut self, n: usize, record: &Map<String, Value>, line: usize) -> bool {
        let Some((place, text)) = TEXTS.iter().find_map(|key| Some((*key, record.get(*key)?.as_str()?))) else {
            return false;
        };
        let unit = record.get("unit").and_then(Value::as_str);
        let utf16 = unit.map_or(self.unit == Unit::Utf16, |unit| unit == "utf16");
        let named = ["document", "filename", "id"].iter().find_map(|key| match record.get(*key) {
            Some(Value::String(name)) => Some(name.clone()),
            Some(Value::Number(number)) => Some(format!("{}-{number}", self.name)),
            _ => None,
        });
        let name = named.unwrap_or_else(|| format!("{}-{}", self.name, n + 1));
        if ["id", "label", "document"].iter().all(|key| record.contains_key(*key)) {
            // So this program writes it.
            self.incoming.separator.get_or_insert(Separator::Own);
        }
        let number = self.incoming.texts.push(Text { name, id: None, content: Some(text.to_owned()) });
        let ruled = Ruled::new(text, utf16);
        let told = unit.is_some() || self.unit == Unit::Utf16 || !is_wide(text);
        let mut whole: Vec<String> = Vec::new();
        for key in LABELS.iter().chain(&["cats"]).filter(|key| **key != place) {
            for label in record.get(*key).into_iter().flat_map(labels) {
                match label {
                    Some(label) if label.range.is_none() => whole.extend(label.tags),
                    Some(label) => {
                        let words = |end: usize| {
                            let start = label.range.as_ref().map_or(0, |range| range.start);
                            ruled.words(&(start..end)).filter(|_| told || label.words.is_some())
                        };
                        let end = label.range.as_ref().map_or(0, |range| range.end);
                        let stands = [words(end), words(end + 1)];
                        self.passages.push(Passage { text: number, line, label, stands });
                    }
                    None => self.incoming.lose_at("loss-labels", line),
                }
            }
        }
        if !whole.is_empty() {
            let tags = whole.iter().filter_map(|tag| self.incoming.label(tag)).collect();
            self.incoming.marks.push(Mark { text: number, tags, ..Mark::default() });
        }
        let losses = [("relations", "loss-relations"), ("Comments", "loss-comments"), ("comments", "loss-comments")];
        for (key, loss) in losses {
            (0..said(record.get(key))).for_each(|_| self.incoming.lose_at(loss, line));
        }
        let other = |key: &&String| ![&TEXTS[..], &LABELS, &KNOWN].concat().contains(&key.as_str());
        let others = record.keys().filter(other).filter(|key| said(record.get(*key)) > 0);
        others.for_each(|_| self.incoming.lose_at("loss-attributes", line));
        true
    }

    /// Finds out by the words what ends mean, and makes marks of passages.
    fn finish(mut self) -> Incoming {
        let fits = |n: usize| {
            let fit = |p: &&Passage| p.label.words.is_some() && p.stands.get(n).is_some_and(|s| *s == p.label.words);
            self.passages.iter().filter(fit).count()
        };
        let [behind, last] = [fits(0), fits(1)];
        for Passage { text, line, label, stands: [whole, longer] } in std::mem::take(&mut self.passages) {
            let Some(range) = label.range else { continue };
            let fits = |stands: &Option<String>| label.words.is_some() && *stands == label.words;
            let longer_fits = !fits(&whole) && (fits(&longer) || label.loose && last > behind);
            // Tools that keep them so count ends in both ways.
            let unsure = label.loose && label.words.is_none() && whole.is_some() && behind + last == 0;
            self.incoming.unsure += usize::from(unsure);
            let (range, stands) = if longer_fits { (range.start..range.end + 1, longer) } else { (range, whole) };
            let quoted = label.words.or(stands).map_or(Quoted::Not, Quoted::words);
            let tags = label.tags.iter().filter_map(|tag| self.incoming.label(tag)).collect();
            let (pieces, at) = (vec![(text, range)], Some(At::Line(line)));
            self.incoming.marks.push(Mark { pieces, text, quoted, tags, at, ..Mark::default() });
        }
        self.incoming
    }
}

/// Counts what a field says.
fn said(value: Option<&Value>) -> usize {
    match value {
        None | Some(Value::Null) => 0,
        Some(Value::Array(list)) => list.len(),
        Some(Value::Object(map)) => usize::from(!map.is_empty()),
        Some(Value::String(text)) => usize::from(!text.trim().is_empty()),
        Some(_) => 1,
    }
}

/// Tells whether characters and units of UTF-16 are counted differently.
fn is_wide(text: &str) -> bool {
    text.chars().any(|c| c.len_utf16() > 1)
}

/// What is said of a text.
struct Label {
    /// Of which passage; none: of the text as a whole.
    range: Option<Range<usize>>,
    tags: Vec<String>,
    /// The words of the passage.
    words: Option<String>,
    /// The end may be the last character.
    loose: bool,
}

/// The most characters of a label of a whole text: what is longer is a text itself.
const LONGEST: usize = 60;

/// Reads the labels of a field; nothing in place of one that is not understood.
fn labels(value: &Value) -> Vec<Option<Label>> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(list) => list.iter().flat_map(label).collect(),
        Value::Object(map) => match LABELS.iter().find_map(|key| map.get(*key).filter(|inner| inner.is_array())) {
            Some(inner) => labels(inner),
            None => map.iter().flat_map(|(tag, places)| of_type(tag, places)).collect(),
        },
        value => label(value),
    }
}

/// Reads a label: a word for the text as a whole, a list, or a record.
fn label(value: &Value) -> Vec<Option<Label>> {
    let one = match value {
        Value::Array(parts) => match parts.as_slice() {
            [start, end, tag, ..] => passage((start, end), names(tag), None, false),
            _ => None,
        },
        Value::Object(record) => of_record(record),
        value => {
            let tags: Vec<String> = names(value).into_iter().filter(|tag| tag.chars().count() <= LONGEST).collect();
            (!tags.is_empty()).then_some(Label { range: None, tags, words: None, loose: false })
        }
    };
    vec![one]
}

/// Under what names records keep the first place, the last, the label and the words.
const STARTS: [&str; 7] = ["start_offset", "start", "start_idx", "begin", "start_pos", "starts", "from"];
const ENDS: [&str; 6] = ["end_offset", "end", "end_idx", "end_pos", "ends", "to"];
const TYPES: [&str; 5] = ["label", "labels", "type", "tag", "category"];
const WORDS: [&str; 4] = ["text", "entity", "word", "exact"];

fn of_record(record: &Map<String, Value>) -> Option<Label> {
    let find = |names: &[&'static str]| names.iter().find_map(|name| Some((*name, record.get(*name)?)));
    let (start, end, (_, tag)) = (find(&STARTS)?, find(&ENDS)?, find(&TYPES)?);
    let words = find(&WORDS).and_then(|(_, words)| words.as_str()).filter(|words| !words.is_empty());
    // So some name the last character, and others what stands behind it.
    passage((start.1, end.1), names(tag), words.map(str::to_owned), end.0 == "end_idx")
}

/// Reads what is kept by type: ranges, or ranges by words.
fn of_type(tag: &str, places: &Value) -> Vec<Option<Label>> {
    let pair = |place: &Value, words: Option<&String>| match place.as_array().map(Vec::as_slice) {
        Some([start, end]) => passage((start, end), vec![tag.to_owned()], words.cloned(), true),
        _ => None,
    };
    let all = |list: &Value, words: Option<&String>| match list {
        Value::Array(list) => list.iter().map(|place| pair(place, words)).collect(),
        _ => vec![None],
    };
    match places {
        Value::Object(by_words) => by_words.iter().flat_map(|(words, list)| all(list, Some(words))).collect(),
        list => all(list, None),
    }
}

fn passage((start, end): (&Value, &Value), tags: Vec<String>, words: Option<String>, loose: bool) -> Option<Label> {
    let (start, end) = (number(start)?, number(end)?);
    (start <= end && !tags.is_empty()).then_some(Label { range: Some(start..end), tags, words, loose })
}

/// Reads a label, or several: as words, or as numbers.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) if !name.trim().is_empty() => vec![name.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(list) => list.iter().filter(|value| !value.is_array()).flat_map(names).collect(),
        _ => Vec::new(),
    }
}

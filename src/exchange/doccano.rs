//! doccano's JSON Lines: one text a line with its labels.

use super::incoming::{Counting, Incoming, Mark, Quoted, Ruled, Text, stem};
use super::laid::lay;
use super::parcel::file_name;
use super::rendition::Sources;
use super::taxonomy::{path, split};
use super::{Bundle, Facet, Options, Parcel, Unit, Written, without_mark};
use crate::error::{Error, Result};
use crate::words::Words;
use serde_json::{Value, json};

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

/// Reads lines of texts with labels: `label` as ranges, or `entities` as records.
///
/// # Errors
/// A line is broken, or has no text.
pub fn read(path: &str, parcel: Parcel, options: &Options) -> Result<Incoming> {
    let data = parcel.only(path)?;
    let data = without_mark(&data);
    let counting = Counting { utf16: options.unit == Unit::Utf16, guessed: true, ..Counting::default() };
    let mut incoming = Incoming { counting, ..Incoming::default() };
    let name = stem(file_name(path));
    for (n, line) in data.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty()) {
        let wrong = |cause: &dyn std::fmt::Display| {
            Error::data("error-broken").with("path", path).with("cause", format!("{}: {cause}", n + 1))
        };
        let value: Value = serde_json::from_slice(line).map_err(|e| wrong(&e))?;
        let unit = value.get("unit").and_then(Value::as_str);
        let utf16 = unit.map_or(options.unit == Unit::Utf16, |unit| unit == "utf16");
        let text = ["text", "data"].iter().find_map(|key| value.get(key).and_then(Value::as_str));
        let text = text.ok_or_else(|| wrong(&"text"))?;
        let named = ["document", "filename", "id"].iter().find_map(|key| match value.get(key) {
            Some(Value::String(name)) => Some(name.clone()),
            Some(Value::Number(number)) => Some(format!("{name}-{number}")),
            _ => None,
        });
        let named = named.unwrap_or_else(|| format!("{name}-{}", n + 1));
        let place = incoming.texts.push(Text { name: named, id: None, content: Some(text.to_owned()) });
        let ruled = Ruled::new(text, utf16);
        let told = unit.is_some() || options.unit == Unit::Utf16 || !is_wide(text);
        let labels = ["label", "labels", "entities"].iter().find_map(|key| value.get(key).and_then(Value::as_array));
        for label in labels.into_iter().flatten() {
            match self::label(label) {
                Some((range, tag)) => {
                    let path = split(&tag);
                    let tags = if path.is_empty() { Vec::new() } else { vec![incoming.tag(&path)] };
                    let quoted = ruled.words(&range).filter(|_| told).map_or(Quoted::Not, Quoted::words);
                    let pieces = vec![(place, range)];
                    incoming.marks.push(Mark { pieces, text: place, tags, quoted, ..Mark::default() });
                }
                None => incoming.lose("loss-place"),
            }
        }
        for (key, loss) in [("relations", "loss-relations"), ("cats", "loss-attributes")] {
            let count = value.get(key).and_then(Value::as_array).map_or(0, Vec::len);
            (0..count).for_each(|_| incoming.lose(loss));
        }
    }
    Ok(incoming)
}

/// Tells whether characters and units of UTF-16 are counted differently.
fn is_wide(text: &str) -> bool {
    text.chars().any(|c| c.len_utf16() > 1)
}

fn label(value: &Value) -> Option<(std::ops::Range<usize>, String)> {
    let (start, end, tag) = match value {
        Value::Array(parts) => (parts.first()?, parts.get(1)?, parts.get(2)?),
        value => (value.get("start_offset")?, value.get("end_offset")?, value.get("label")?),
    };
    let place = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
    let (start, end) = (place(start)?, place(end)?);
    let tag = tag.as_str().filter(|tag| !tag.trim().is_empty())?;
    (start <= end).then(|| (start..end, tag.to_owned()))
}

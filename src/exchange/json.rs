//! JSON: everything that the store holds, offsets in code points.

use super::{Bundle, Entry, Style};
use crate::annotation::{Annotation, Tag};
use crate::error::{Error, Kind, Result};
use crate::words::Words;
use serde_json::{Map, Value, json};

/// Writes one JSON object with codebook and annotations.
///
/// # Errors
/// None in practice: JSON is written to memory.
pub fn write(bundle: &Bundle, _: Style, _: &Words) -> Result<Vec<u8>> {
    let whole = json!({
        "format": "meipi",
        "version": 1,
        "library": bundle.name,
        "codebook": bundle.codebook.all().map(tag).collect::<Vec<_>>(),
        "annotations": bundle.entries.iter().map(Entry::json).collect::<Vec<_>>(),
    });
    let mut data = serde_json::to_vec_pretty(&whole).map_err(|e| Error::new(Kind::Io, "error-io").with("cause", e))?;
    data.push(b'\n');
    Ok(data)
}

/// Writes one JSON object a line: tags first, then annotations.
///
/// # Errors
/// As for [`write`].
pub fn write_lines(bundle: &Bundle, _: Style, _: &Words) -> Result<Vec<u8>> {
    let mut data = Vec::new();
    let tags = bundle.codebook.all().map(|t| json!({ "tag": tag(t) }));
    for line in tags.chain(bundle.entries.iter().map(|entry| json!({ "annotation": entry.json() }))) {
        data.extend(line.to_string().bytes().chain([b'\n']));
    }
    Ok(data)
}

fn tag(tag: &Tag) -> Value {
    json!({
        "key": tag.key, "zh": tag.zh, "en": tag.en, "parent": tag.parent, "order": tag.order, "colour": tag.slot,
        "definition": tag.definition, "include": tag.include, "exclude": tag.exclude, "examples": tag.examples,
        "aliases": tag.aliases, "merged_into": tag.merged_into,
        "created": tag.created.to_string(), "modified": tag.modified.to_string(),
    })
}

fn fields(annotation: &Annotation) -> Map<String, Value> {
    let spans = annotation.target.spans.iter().zip(&annotation.quotation.exact);
    let target: Vec<Value> =
        spans.map(|(span, exact)| json!({ "start": span.start.0, "end": span.end.0, "exact": exact })).collect();
    let value = json!({
        "id": annotation.id.to_string(), "text": annotation.target.text.to_string(), "target": target,
        "prefix": annotation.quotation.prefix, "suffix": annotation.quotation.suffix,
        "tags": annotation.tags, "note": annotation.note, "coder": annotation.coder,
        "created": annotation.created.to_string(), "modified": annotation.modified.to_string(),
    });
    let Value::Object(mut map) = value else { return Map::new() };
    if !annotation.conflicts.is_empty() {
        let others = annotation.conflicts.iter().map(|other| Value::Object(fields(other)));
        map.insert("conflicts".into(), Value::Array(others.collect()));
    }
    map
}

impl Entry {
    /// Returns the entry as JSON, as `annotations` and `export` print it.
    pub fn json(&self) -> Value {
        let mut map = fields(&self.annotation);
        map.insert("document".into(), self.document.clone().into());
        map.insert("article".into(), self.article.into());
        map.insert("title".into(), self.title.clone().into());
        map.insert("state".into(), self.state.name().into());
        Value::Object(map)
    }
}

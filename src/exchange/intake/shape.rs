//! What a value of JSON looks like, told shortly.

use crate::error::Error;
use serde_json::{Map, Value};

/// Characters of a value that are told.
const BRIEF: usize = 40;

/// Names in a record that are told.
const NAMES: usize = 6;

/// Returns a value as it is written, shortened.
pub fn brief(value: &Value) -> String {
    let written = value.to_string();
    let short: String = written.chars().take(BRIEF).collect();
    if short == written { written } else { short + "…" }
}

/// Tells whether a value holds no record at all.
pub fn is_bare(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.is_empty(),
        Value::Array(list) => list.iter().all(is_bare),
        _ => true,
    }
}

/// Returns the first record that a value is, or holds.
fn first_record(value: &Value) -> Option<&Map<String, Value>> {
    match value {
        Value::Array(list) => list.iter().find_map(first_record),
        value => value.as_object(),
    }
}

/// Says why JSON is no file of annotations: what it holds instead. Which formats are read is to be added.
pub fn unlike(name: &str, value: &Value) -> Error {
    let error = |key| Error::data(key).with("path", name);
    match value.get("format") {
        _ if is_bare(value) => error("error-json-bare").with("value", brief(value)),
        Some(format) => error("error-json-format").with("value", brief(format)),
        None => {
            let names = first_record(value).into_iter().flat_map(Map::keys).take(NAMES).cloned();
            error("error-json-names").with("names", names.collect::<Vec<_>>().join(", "))
        }
    }
}

//! What format files look like: told by what is in them, not by their names.

use super::parcel::DATA;
use super::{Format, Parcel, format, without_mark};
use crate::text::decode::decode_head;
use serde_json::Value;

/// Bytes at the beginning of a file that are looked at.
const HEAD: usize = 4096;

/// Returns the format that files look like.
pub fn recognise(parcel: &Parcel) -> Option<&'static Format> {
    let name = match parcel {
        Parcel::One(data) => of_one(data),
        Parcel::Many(members) => members.iter().find_map(|(path, data)| {
            let path = path.to_lowercase();
            let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
            match extension {
                "qde" => Some("refi"),
                "ann" => Some("brat"),
                "xmi" => Some("xmi"),
                extension if DATA.contains(&extension) => of_one(data),
                _ => None,
            }
        }),
    };
    name.and_then(format)
}

fn of_one(data: &[u8]) -> Option<&'static str> {
    let data = without_mark(data);
    // Spreadsheets write UTF-16 too.
    let head = decode_head(data.get(..HEAD.min(data.len())).unwrap_or_default().to_vec(), None).text;
    let start = head.trim_start();
    match start.chars().next()? {
        '<' if head.contains("xmi:XMI") => Some("xmi"),
        '<' if head.contains("<CodeBook") && !head.contains("<Project") => Some("qdc"),
        '<' if head.contains("<Project") => Some("refi"),
        '#' if start.starts_with("#FORMAT=WebAnno") => Some("webanno"),
        '{' | '[' => of_json(data),
        _ => of_table(start.lines().find(|line| !line.to_lowercase().starts_with("sep="))?),
    }
}

fn of_json(data: &[u8]) -> Option<&'static str> {
    if let Ok(whole) = serde_json::from_slice::<Value>(data) {
        return of_value(&whole);
    }
    let line = data.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty())?;
    match of_value(&serde_json::from_slice(line).ok()?)? {
        "json" => None,
        name => Some(name),
    }
}

fn of_value(value: &Value) -> Option<&'static str> {
    let has = |value: &Value, key: &str| value.get(key).is_some();
    let first = value.as_array().and_then(|list| list.first()).unwrap_or(value);
    let kind = |value: &Value| value.get("type").and_then(Value::as_str).unwrap_or_default().starts_with("Annotation");
    match () {
        () if value.get("format").is_some_and(|format| format == "meipi") => Some("json"),
        () if has(value, "meipi") => Some("jsonl"),
        () if kind(first) || has(first, "@context") || has(first, "target") || has(value, "rows") => Some("w3c"),
        () if has(first, "text") && ["label", "labels", "entities"].iter().any(|key| has(first, key)) => {
            Some("doccano")
        }
        () => None,
    }
}

fn of_table(head: &str) -> Option<&'static str> {
    let cells: Vec<String> =
        head.split([',', '\t', ';']).map(|cell| cell.trim().trim_matches('"').to_lowercase()).collect();
    let has = |name: &str| cells.iter().any(|cell| cell == name);
    match () {
        () if has("document") && (has("content") || has("spans") || has("start")) => Some("csv"),
        () if has("tag") && has("definition") => Some("codebook-csv"),
        () if has("tag") && (cells.len() < 3 || has("description")) || has("name") && has("description") => Some("qc"),
        () => None,
    }
}

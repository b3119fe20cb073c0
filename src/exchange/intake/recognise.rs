//! What format files look like: told by what is in them, not by their names.

use crate::error::{Error, Result};
use crate::exchange::common::columns::others;
use crate::exchange::common::parcel::DATA;
use crate::exchange::formats::doccano::{LABELS, TEXTS};
use crate::exchange::formats::list::is_list;
use crate::exchange::formats::readable;
use crate::exchange::intake::records::{records, value};
use crate::exchange::intake::shape::unlike;
use crate::exchange::out::landing::SIGN;
use crate::exchange::{Format, Parcel, format, without_mark};
use crate::text::decode::decode_head;
use serde_json::Value;

/// Bytes at the beginning of a file that are looked at.
const HEAD: usize = 4096;

/// Characters of the columns of a table that are told.
const COLUMNS: usize = 60;

/// Returns the format that files look like.
fn format_of(parcel: &Parcel) -> Option<&'static Format> {
    let name = match parcel {
        Parcel::One(data) => of_one(data),
        Parcel::Many(members) => members.iter().find_map(|(path, data)| {
            let path = path.to_lowercase();
            let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
            match extension {
                "qde" => Some("refi"),
                "ann" => Some("brat"),
                "xmi" => Some("xmi"),
                _ if path == "word/document.xml" => Some("docx-comments"),
                extension if DATA.contains(&extension) => of_one(data),
                _ => None,
            }
        }),
    };
    name.and_then(format)
}

/// Returns the format that files look like.
///
/// # Errors
/// They look like none: what they look like is said.
pub fn recognise(name: &str, parcel: &Parcel) -> Result<&'static Format> {
    let listed = || match parcel {
        Parcel::One(data) if is_list(name, data) => format("list"),
        _ => None,
    };
    format_of(parcel).or_else(listed).ok_or_else(|| strange(name, parcel))
}

/// Says why files look like no format.
fn strange(name: &str, parcel: &Parcel) -> Error {
    let error = |key| Error::data(key).with("path", name);
    let unknown = || error("error-unrecognised").with("formats", readable());
    let Parcel::One(data) = parcel else { return unknown() };
    let head = head(data);
    let first = head.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let extension = name.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase());
    let named = |names: [&str; 2]| names.contains(&extension.as_str());
    match first.trim_start().chars().next() {
        None => error("error-empty"),
        Some(_) if named(["qdpx", "zip"]) => error("error-archive"),
        Some(sign) if matches!(sign, '{' | '[') || named(["json", "jsonl"]) => {
            match value(&String::from_utf8_lossy(without_mark(data))) {
                Ok(value) => unlike(name, &value).with("formats", readable()),
                Err(cause) => match serde_json::from_str(first) {
                    Ok(value) => unlike(name, &value).with("formats", readable()),
                    Err(_) => error("error-broken").with("cause", cause),
                },
            }
        }
        Some(_) if named(["csv", "tsv"]) => {
            error("error-columns").with("columns", first.trim().chars().take(COLUMNS).collect::<String>())
        }
        Some(_) => unknown(),
    }
}

/// Returns the beginning of a file as text: spreadsheets write UTF-16 too.
fn head(data: &[u8]) -> String {
    let data = without_mark(data);
    decode_head(data.get(..HEAD.min(data.len())).unwrap_or_default().to_vec(), None).text
}

fn of_one(data: &[u8]) -> Option<&'static str> {
    let (data, head) = (without_mark(data), head(data));
    let start = head.trim_start();
    match start.chars().next()? {
        _ if data.ends_with(SIGN.as_bytes()) => Some("markdown"),
        '<' if start.to_lowercase().starts_with("<!doctype html") => Some("html"),
        '#' if start.starts_with("#+title:") => Some("org"),
        '<' if head.contains("xmi:XMI") => Some("xmi"),
        '<' if head.contains("<CodeBook") && !head.contains("<Project") => Some("qdc"),
        '<' if head.contains("<Project") => Some("refi"),
        '#' if start.starts_with("#FORMAT=WebAnno") => Some("webanno"),
        '{' | '[' => of_json(data),
        _ => of_table(start.lines().find(|line| !line.to_lowercase().starts_with("sep="))?),
    }
}

fn of_json(data: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(data);
    if let Ok(whole) = value(&text) {
        return of_value(&whole);
    }
    // One record that is broken says nothing of the others.
    let first = records(&text).into_iter().find_map(|record| serde_json::from_str::<Value>(record.text).ok());
    match of_value(&first?)? {
        "json" if start_of(&text) != Some('[') => None,
        name => Some(name),
    }
}

fn start_of(text: &str) -> Option<char> {
    text.trim_start().chars().next()
}

fn of_value(value: &Value) -> Option<&'static str> {
    let has = |value: &Value, key: &str| value.get(key).is_some();
    let first = value.as_array().and_then(|list| list.first()).unwrap_or(value);
    let kind = |value: &Value| value.get("type").and_then(Value::as_str).unwrap_or_default().starts_with("Annotation");
    let own = ["id", "document", "target", "coder"].iter().all(|key| has(first, key));
    match () {
        () if value.get("format").is_some_and(|format| format == "meipi") => Some("json"),
        () if has(value, "meipi") => Some("jsonl"),
        () if own && !kind(first) && first.get("target").is_some_and(Value::is_array) => Some("json"),
        () if kind(first) || has(first, "@context") || has(first, "target") || has(value, "rows") => Some("w3c"),
        () if TEXTS.iter().any(|key| first.get(key).is_some_and(Value::is_string))
            && LABELS.iter().any(|key| has(first, key)) =>
        {
            Some("doccano")
        }
        () => None,
    }
}

fn of_table(head: &str) -> Option<&'static str> {
    let cells: Vec<String> =
        head.split([',', '\t', ';']).map(|cell| cell.trim().trim_matches('"').to_lowercase()).collect();
    let exactly = |name: &str| cells.iter().any(|cell| cell == name);
    let has = |name: &str| exactly(name) || others(name).iter().any(|name| exactly(name));
    match () {
        () if has("document") && (has("content") || has("spans") || has("start")) => Some("csv"),
        () if exactly("tag") && (exactly("definition") || has("parent")) => Some("codebook-csv"),
        () if exactly("tag") && (cells.len() < 3 || exactly("description"))
            || exactly("name") && exactly("description") =>
        {
            Some("qc")
        }
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_nothing_is_told_why() {
        for (name, data, key) in [
            ("x.csv", "", "error-empty"),
            ("x.csv", "\n \n", "error-empty"),
            ("x.qdpx", "<html", "error-archive"),
            ("x.json", "{\"a\": ", "error-broken"),
            ("x.json", "{\"a\": 1}", "error-json-names"),
            ("x.json", "[{\"a\": NaN}]", "error-json-names"),
            ("x.json", "{\"format\": \"other\", \"annotations\": []}", "error-json-format"),
            ("x.json", "[]", "error-json-bare"),
            ("x.json", "{}", "error-json-bare"),
            ("x", "[[], null]", "error-json-bare"),
            ("x.json", "null", "error-json-bare"),
            ("x.json", "5", "error-json-bare"),
            ("x.json", "\"x\"", "error-json-bare"),
            ("x.json", "nul", "error-broken"),
            ("x.csv", "甲,乙\n1,2\n", "error-columns"),
            ("x.txt", "一句话，一句话, ok。\n", "error-unrecognised"),
            ("x.txt", "组织\t夜校\n", "error-unrecognised"),
            ("x.txt", "[]\n", "error-json-bare"),
            ("x.txt", "<x>\n组织\n", "error-unrecognised"),
            ("x.txt", "他说：\n好\n", "error-unrecognised"),
            ("x.md", "组织\n\t夜校\n", "error-unrecognised"),
            ("x.jsonl", "{\"a\": 1}\n{\"b\": 1}\n", "error-json-names"),
        ] {
            let parcel = Parcel::One(data.as_bytes().to_vec());
            assert_eq!(recognise(name, &parcel).map(|format| format.name).unwrap_err().key, key, "{data}");
        }
        for (data, name) in
            [("<!DOCTYPE html>", "html"), ("#+title: x", "org"), ("# x\n\n<!-- meipi -->\n", "markdown")]
        {
            let format = recognise("x", &Parcel::One(data.into())).unwrap();
            assert_eq!((format.name, format.reader().unwrap_err().key), (name, "error-write-only"));
        }
        for data in ["组织\n\t夜校\n", "报酬、职业\n", "\u{feff}组织\r\n  夜校\r\n"] {
            assert_eq!(recognise("夹/标签.TXT", &Parcel::One(data.into())).unwrap().name, "list", "{data}");
        }
    }
}

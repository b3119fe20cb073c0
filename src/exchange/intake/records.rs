//! Records of JSON: one a line, in a list, or one behind the other. What is broken spoils its record alone.

use serde_json::Value;

/// A record as it is written.
#[derive(Debug, PartialEq, Eq)]
pub struct Record<'d> {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// What is written there.
    pub text: &'d str,
}

/// Returns the records of a file, in their order.
pub fn records(data: &str) -> Vec<Record<'_>> {
    let whole =
        |text: &str| serde_json::from_str::<Value>(text).is_ok_and(|value| value.is_object() || value.is_array());
    let trimmed = data.trim();
    let lines: Vec<&str> = data.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    let inside = trimmed.strip_prefix('[').map(|rest| rest.strip_suffix(']').unwrap_or(rest));
    let found = match inside {
        // Lines that are lists themselves are records.
        Some(inside) if lines.len() == 1 || !lines.first().is_some_and(|line| whole(line)) => parts(inside, true),
        None if !lines.iter().any(|line| whole(line)) => parts(trimmed, false),
        _ => lines,
    };
    let (mut line, mut at) = (1, 0);
    let number = |text: &'_ str| {
        // A part of the file is where its bytes are.
        let start = text.as_ptr() as usize - data.as_ptr() as usize;
        line += memchr::memchr_iter(b'\n', data.as_bytes().get(at..start).unwrap_or_default()).count();
        at = start;
        line
    };
    let lines: Vec<usize> = found.iter().copied().map(number).collect();
    lines.into_iter().zip(found).map(|(line, text)| Record { line, text }).collect()
}

/// Reads a file that is one value. Numbers that are none, as Python writes them, are nothing.
///
/// # Errors
/// It is no JSON.
pub fn value(data: &str) -> serde_json::Result<Value> {
    serde_json::from_str(data).or_else(|broken| {
        let mended = without_none(data);
        mended.and_then(|data| serde_json::from_str(&data).ok()).ok_or(broken)
    })
}

/// Puts `null` for numbers that are none, outside of words; nothing, if there are no such numbers.
fn without_none(data: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    let (mut from, mut at, mut quoted) = (0, 0, false);
    while let Some(rest) = data.get(at..).filter(|rest| !rest.is_empty()) {
        let none = NONE.iter().find(|none| !quoted && rest.starts_with(**none));
        match none {
            Some(none) => {
                parts.push(data.get(from..at)?);
                at += none.len();
                from = at;
                continue;
            }
            None if rest.starts_with('"') => quoted = !quoted,
            None if quoted && rest.starts_with('\\') => at += 1,
            None => {}
        }
        at += data.get(at..)?.chars().next().map_or(1, char::len_utf8);
    }
    parts.push(data.get(from..)?);
    (parts.len() > 1).then(|| parts.join("null"))
}

/// Numbers that are none.
const NONE: [&str; 3] = ["NaN", "Infinity", "-Infinity"];

/// Takes values apart that stand side by side: parted by commas, or each behind the end of the one before.
fn parts(text: &str, commas: bool) -> Vec<&str> {
    let (mut found, mut start, mut depth, mut quoted, mut escaped) = (Vec::new(), 0, 0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        let ends = match byte {
            _ if escaped => {
                escaped = false;
                false
            }
            b'\\' if quoted => {
                escaped = true;
                false
            }
            b'"' => {
                quoted = !quoted;
                false
            }
            _ if quoted => false,
            b'{' | b'[' => {
                depth += 1;
                false
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                depth == 0 && !commas
            }
            b',' => depth == 0 && commas,
            _ => false,
        };
        if ends {
            found.extend(text.get(start..at + usize::from(!commas)));
            start = at + 1;
        }
    }
    found.extend(text.get(start..));
    found.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(data: &str) -> Vec<(usize, &str)> {
        records(data).into_iter().map(|record| (record.line, record.text)).collect()
    }

    #[test]
    fn records_are_found_however_they_are_kept() {
        assert_eq!(of("{\"a\": 1}\n\n{\"b\": NaN}\n"), [(1, "{\"a\": 1}"), (3, "{\"b\": NaN}")]);
        assert_eq!(
            of("[{\"a\": \"],\\\"\"},\n {\"b\": NaN},\n\n{}]"),
            [(1, "{\"a\": \"],\\\"\"}"), (2, "{\"b\": NaN}"), (4, "{}")]
        );
        assert_eq!(of("{\n\"a\": 1\n}\n{\n\"b\": 2}"), [(1, "{\n\"a\": 1\n}"), (4, "{\n\"b\": 2}")]);
        assert_eq!(of("[\n{\"a\": 1},\n{\"b\": 2}\n]\n"), [(2, "{\"a\": 1}"), (3, "{\"b\": 2}")]);
        assert_eq!(of("[1, 2]\n[3]\n"), [(1, "[1, 2]"), (2, "[3]")]);
        assert_eq!(of("[1, 2]"), [(1, "1"), (1, "2")]);
        assert_eq!((of(""), of("[]")), (vec![], vec![]));
    }

    #[test]
    fn numbers_that_are_none_are_nothing() {
        let of = |data: &str| value(data).map(|value| value.to_string()).ok();
        let read = r#"[{"NaN":"-Infinity \" NaN","甲":null},null,null,1]"#;
        let data = r#"[{"NaN": "-Infinity \" NaN", "甲": NaN}, -Infinity, Infinity, 1]"#;
        assert_eq!(of(data).as_deref(), Some(read));
        assert_eq!((of("[NaN"), of("[nan]"), of("[1]").as_deref()), (None, None, Some("[1]")));
    }

    proptest! {
        #![proptest_config(crate::laws::cases(64))]

        /// However records are kept, each is found, and one that is broken spoils no other.
        #[test]
        fn broken_records_spoil_themselves(
            texts in proptest::collection::vec("[甲\\\"\\\\{}\\[\\],: \n]{0,6}", 2..6), at in any::<prop::sample::Index>(), sort in 0..3,
        ) {
            let bad = at.index(texts.len());
            let record = |(n, text): (usize, &String)| {
                let end = if n == bad { ", \"x\": NaN}" } else { "}" };
                format!("{{\"text\": {}{end}", Value::from(text.as_str()))
            };
            let written: Vec<String> = texts.iter().enumerate().map(record).collect();
            let data = match sort {
                0 => written.join("\n"),
                1 => format!("[{}]", written.join(", ")),
                _ => format!("[\n{}\n]\n", written.join(",\n")),
            };
            let found: Vec<&str> = records(&data).into_iter().map(|record| record.text).collect();
            prop_assert_eq!(found, written);
        }
    }
}

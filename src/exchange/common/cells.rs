//! Offsets, times and rows as spreadsheets and scripts write them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Value;

/// No text reaches further.
const FURTHEST: usize = u32::MAX as usize;

/// Reads an offset: a whole number, `5.0` too. What is none, or leads out of every text, is nothing.
pub fn offset(written: &str) -> Option<usize> {
    let written = written.trim();
    let whole = match written.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|digit| digit == b'0') => whole,
        _ => written,
    };
    whole.parse().ok().filter(|offset| *offset <= FURTHEST)
}

/// Reads an offset in JSON.
pub fn number(value: &Value) -> Option<usize> {
    value.as_number().and_then(|number| offset(&number.to_string()))
}

/// Reads an offset of a record.
///
/// # Errors
/// It is none.
pub fn read<'de, D: Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    let value = Value::deserialize(from)?;
    number(&value).ok_or_else(|| D::Error::custom(format_args!("no offset: {value}")))
}

/// Returns the line on which a row of a table begins.
pub fn line_of(row: &::csv::StringRecord) -> usize {
    row.position().and_then(|at| usize::try_from(at.line()).ok()).unwrap_or_default()
}

/// Reads a time as tools and spreadsheets write it: without a zone it is UTC.
pub fn moment(written: &str) -> Option<Timestamp> {
    let written = written.trim();
    let civil = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M"];
    let days = ["%Y-%m-%d", "%Y/%m/%d"];
    let zoned = || written.parse().or_else(|_| format!("{written}Z").parse()).ok();
    let timed = || civil.iter().find_map(|format| DateTime::strptime(format, written).ok());
    let dated = || days.iter().find_map(|format| Date::strptime(format, written).ok()).map(|day| day.at(0, 0, 0, 0));
    zoned().or_else(|| timed().or_else(dated)?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_written() {
        let wanted = "2026-11-02T06:28:00Z".parse().ok();
        for written in [
            "2026-11-02T06:28:00Z",
            "2026-11-02T14:28:00+08:00",
            "2026-11-02T06:28:00",
            "2026-11-02 06:28",
            "2026/11/2 6:28",
            " 2026/11/02 06:28:00 ",
        ] {
            assert_eq!(moment(written), wanted, "{written}");
        }
        assert_eq!(moment("2026/11/2"), "2026-11-02T00:00:00Z".parse().ok());
        assert_eq!((moment("昨天"), moment("")), (None, None));
    }

    #[test]
    fn whole_numbers_are_offsets() {
        for (written, wanted) in [
            ("5", Some(5)),
            (" 5 ", Some(5)),
            ("5.0", Some(5)),
            ("5.", Some(5)),
            ("0", Some(0)),
            ("5.5", None),
            ("-5", None),
            ("-5.0", None),
            ("", None),
            (".0", None),
            ("NaN", None),
            ("nan", None),
            ("inf", None),
            ("1e3", None),
            ("五", None),
            ("9223372036854775808", None),
            ("18446744073709551616", None),
            ("99999999999999999999.0", None),
        ] {
            assert_eq!(offset(written), wanted, "{written}");
        }
        let of = |text: &str| number(&serde_json::from_str(text).unwrap());
        assert_eq!(
            (of("5.0"), of("5"), of("\"5\""), of("-1"), of("null"), of("1e30")),
            (Some(5), Some(5), None, None, None, None)
        );
    }
}

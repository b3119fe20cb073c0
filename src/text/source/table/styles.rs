//! How a workbook shows its numbers: which styles are dates, and a date of a number of days.

use crate::text::source::tree;
use std::collections::HashMap;

/// How a style shows a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// As a number.
    #[default]
    Number,
    /// As a day, with the time of it if it is not midnight.
    Date,
    /// As a time of day.
    Time,
    /// As hours, minutes and seconds that passed.
    Passed,
}

/// Returns how each style of cells shows numbers.
pub fn read(xml: &str) -> Vec<Show> {
    let Some(document) = tree::parse(xml) else { return Vec::new() };
    let all = |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
    let own: HashMap<&str, Show> = all("numFmt")
        .filter_map(|node| Some((node.attribute("numFmtId")?, show(node.attribute("formatCode")?))))
        .collect();
    let styles = all("cellXfs").next().into_iter().flat_map(|list| list.children().filter(roxmltree::Node::is_element));
    let style = |node: roxmltree::Node<'_, '_>| {
        let id = node.attribute("numFmtId").unwrap_or("0");
        own.get(id).copied().unwrap_or_else(|| built_in(id.parse().unwrap_or(0)))
    };
    styles.map(style).collect()
}

/// How the formats show numbers that need no code; 27 to 36 and 50 to 58 are those of Chinese and Japanese dates.
fn built_in(id: u32) -> Show {
    match id {
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Show::Date,
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Show::Time,
        46 => Show::Passed,
        _ => Show::Number,
    }
}

/// Reads the code of a format: what it quotes, and its colours and conditions, say nothing.
fn show(code: &str) -> Show {
    let (mut plain, mut quoted, mut bracket) = (String::new(), false, None::<String>);
    let mut chars = code.split(';').next().unwrap_or_default().chars();
    while let Some(c) = chars.next() {
        match (c, &mut bracket) {
            ('"', None) => quoted = !quoted,
            (_, None) if quoted => {}
            ('\\' | '_' | '*', None) => drop(chars.next()),
            ('[', None) => bracket = Some(String::new()),
            (']', Some(inside)) => {
                let passed = !inside.is_empty() && inside.chars().all(|c| "hmsHMS".contains(c));
                if passed {
                    return Show::Passed;
                }
                bracket = None;
            }
            (c, Some(inside)) => inside.push(c),
            (c, None) => plain.extend(c.to_lowercase()),
        }
    }
    let plain = plain.replace("general", "");
    let has = |signs: &str| plain.contains(|c| signs.contains(c));
    match (has("yd年月日") || has("m") && !has("hs"), has("hs时時")) {
        (true, _) => Show::Date,
        (false, true) => Show::Time,
        (false, false) => Show::Number,
    }
}

/// Returns a number as its style shows it; days are counted from 1900, or from 1904.
pub fn shown(number: f64, show: Show, from_1904: bool) -> Option<String> {
    // The year 9999 is the last.
    if show == Show::Number || !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    let seconds = (number * 86400.0).round() as i64;
    let (days, rest) = (seconds.div_euclid(86400), seconds.rem_euclid(86400));
    let clock = |hours: i64| format!("{hours:02}:{:02}:{:02}", rest / 60 % 60, rest % 60);
    match show {
        Show::Passed => return Some(clock(seconds / 3600)),
        Show::Time if days == 0 => return Some(clock(rest / 3600)),
        _ => {}
    }
    // Whoever counts from 1900 has a 29th of February in that year.
    let since = match (from_1904, days) {
        (true, _) => days - 24107,
        (false, ..60) => days - 25568,
        (false, _) => days - 25569,
    };
    let (year, month, day) = date(since);
    let date = format!("{year:04}-{month:02}-{day:02}");
    Some(if rest == 0 { date } else { format!("{date} {}", clock(rest / 3600)) })
}

/// Returns the day that lies so many days behind the first of 1970.
fn date(since: i64) -> (i64, i64, i64) {
    // Counted from the first of March of the year 0, leap days come last: 400 years are 146,097 days.
    let days = since + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let first = (153 * month + 2) / 5;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year + next, month, day - first + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_what_is_a_date() {
        for (code, wanted) in [
            ("yyyy-mm-dd h:mm:ss", Show::Date),
            ("yyyy\"年\"m\"月\"d\"日\";@", Show::Date),
            ("[$-804]aaaa", Show::Number),
            ("[$-F800]dddd\\,\\ mmmm", Show::Date),
            ("h:mm AM/PM", Show::Time),
            ("[h]:mm:ss", Show::Passed),
            ("General", Show::Number),
            ("0.00E+00", Show::Number),
            ("[Red]0.00_);\\(0.00\\)", Show::Number),
            ("0\"days\"", Show::Number),
            ("mmm", Show::Date),
        ] {
            assert_eq!(show(code), wanted, "{code}");
        }
    }

    #[test]
    fn days_are_dates() {
        let date = |n: f64| shown(n, Show::Date, false).unwrap();
        assert_eq!((date(45352.0), date(45353.4375)), ("2024-03-01".into(), "2024-03-02 10:30:00".into()));
        assert_eq!(
            (date(1.0), date(59.0), date(61.0), date(36525.0)),
            ("1900-01-01".into(), "1900-02-28".into(), "1900-03-01".into(), "1999-12-31".into())
        );
        assert_eq!(date(2_958_465.0), "9999-12-31");
        assert_eq!(shown(0.0, Show::Date, true).unwrap(), "1904-01-01");
        assert_eq!(shown(0.5, Show::Time, false).unwrap(), "12:00:00");
        assert_eq!(shown(1.25, Show::Passed, false).unwrap(), "30:00:00");
        assert_eq!(
            (shown(-1.0, Show::Date, false), shown(1e9, Show::Date, false), shown(f64::NAN, Show::Date, false)),
            (None, None, None)
        );
    }
}

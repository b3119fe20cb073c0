//! Numbered headings that hold a text together: a report counts its parts from the first to the last, and nothing else
//! stands between them.

use super::marks::{self, is_numeral};

/// As many parts that are counted make a report.
const PARTS: usize = 3;
/// The most code points of a heading that counts.
const HEADING: usize = 40;

/// Ways to count parts: 一、 第一部分 （一） 1. 1、.
const STYLES: usize = 4;

/// Returns the way in which a line is counted and its number.
fn counted(line: &str) -> Option<(usize, usize)> {
    let bare = line.trim_start_matches(['（', '(']);
    let inner = bare.len() < line.len();
    let (part, bare) = match bare.strip_prefix('第') {
        Some(rest) => (true, rest),
        None => (false, bare),
    };
    let rest = bare.trim_start_matches(is_numeral);
    let digits = bare.strip_suffix(rest).filter(|digits| !digits.is_empty())?;
    let latin = digits.bytes().all(|b| b.is_ascii_digit());
    let behind = rest.trim_start_matches(['.', '．', '、', ' ', '　', '）', ')']);
    let signed = behind.len() < rest.len() && !behind.starts_with(|c: char| c.is_ascii_digit());
    let style = if part {
        rest.starts_with("部分").then_some(1)
    } else if inner {
        rest.starts_with(['）', ')']).then_some(2)
    } else if latin {
        signed.then_some(3)
    } else {
        rest.starts_with('、').then_some(0)
    };
    style.zip(value(digits))
}

/// Returns the value of a small number in Chinese or Arabic digits.
fn value(digits: &str) -> Option<usize> {
    if let Ok(value) = digits.parse() {
        return Some(value);
    }
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|n| n + 1);
    let mut chars = digits.chars();
    match (chars.next()?, chars.next(), chars.next(), chars.next()) {
        ('十', None, ..) => Some(10),
        ('十', Some(ones), None, _) => Some(10 + digit(ones)?),
        (tens, Some('十'), None, _) => Some(digit(tens)? * 10),
        (tens, Some('十'), Some(ones), None) => Some(digit(tens)? * 10 + digit(ones)?),
        (ones, None, ..) => digit(ones),
        _ => None,
    }
}

/// Tells whether parts are counted from the first to the last through most of a text, once, or once in its contents
/// and once again.
pub fn holds<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut found: [Vec<(usize, usize)>; STYLES] = Default::default();
    let mut count = 0;
    for (i, line) in lines.enumerate() {
        count = i + 1;
        let head = line.chars().nth(HEADING).is_none() && !marks::is_finished(line);
        if let Some((style, value)) = counted(line).filter(|_| head) {
            found.get_mut(style).into_iter().for_each(|found| found.push((i, value)));
        }
    }
    // The first way that is used at all counts the parts, any other what stands in them.
    let Some(parts) = found.iter().find(|parts| parts.len() >= PARTS - 1) else { return false };
    let last = parts.iter().rposition(|(_, value)| *value == 1).unwrap_or(parts.len());
    let (contents, parts) = parts.split_at(last);
    let rises = |parts: &[(usize, usize)]| parts.iter().enumerate().all(|(n, (_, value))| *value == n + 1);
    let listed =
        contents.len() <= parts.len() && contents.windows(2).all(|two| matches!(two, [a, b] if b.0 == a.0 + 1));
    let (first, last) = parts.first().zip(parts.last()).map_or((0, 0), |(first, last)| (first.0, last.0));
    // Text stands between them, or they are a list.
    let through = first * 2 <= count && (last - first) * 3 >= count && last + 2 >= first + parts.len() * 2;
    parts.len() >= PARTS && rises(parts) && listed && rises(contents) && through
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_counted_once() {
        let report = "渠首镇工作报告\n一、去年的工作\n修渠三里。\n二、今年的安排\n再修五里。\n三、几点要求\n按时完工。";
        assert!(holds(report.lines()));
        let two = format!("{report}\n另一份\n一、去年\n略。\n二、今年\n略。\n三、要求\n略。");
        assert!(!holds(two.lines()));
        assert_eq!(counted("（十二）加强"), Some((2, 12)));
        assert_eq!(counted("2026年安排"), None);
        assert_eq!(counted("3.5万亩"), None);
    }
}

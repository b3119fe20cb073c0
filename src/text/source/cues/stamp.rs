//! The times of cues, as they are written.

use crate::text::source::composer::Composer;
use crate::text::source::given::Role;

/// Returns from when to when a cue stands, if a line says so: 00:00:01,000 --> 00:00:03,500 align:start.
pub fn timing(line: &str) -> Option<(&str, &str)> {
    let (from, to) = line.split_once("-->")?;
    let (from, to) = (from.trim(), to.split_whitespace().next()?);
    (is_stamp(from) && is_stamp(to)).then_some((from, to))
}

/// Tells whether this is a time with a colon in it.
fn is_stamp(time: &str) -> bool {
    let digits = time.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b',' | b'.'));
    digits && time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit()) && time.len() <= 20
}

/// Returns the milliseconds of a time: 0:00:01.50.
pub fn milliseconds(time: &str) -> u64 {
    let (clock, parts) = time.split_once(['.', ',']).unwrap_or((time, ""));
    let number = |digits: &str| digits.trim().parse::<u64>().unwrap_or(0).min(1 << 32);
    let seconds = clock.split(':').take(4).fold(0_u64, |sum, part| sum.saturating_mul(60).saturating_add(number(part)));
    let parts: String = parts.chars().filter(char::is_ascii_digit).chain("000".chars()).take(3).collect();
    seconds.saturating_mul(1000).saturating_add(number(&parts))
}

/// Writes a time in seconds, as written in a file of data, as that of a cue: of 62.5 00:01:02.500.
pub fn clock(seconds: &str) -> String {
    let (whole, parts) = seconds.split_once('.').unwrap_or((seconds, ""));
    let exact = whole.bytes().all(|b| b.is_ascii_digit()) && parts.bytes().all(|b| b.is_ascii_digit());
    let number = || seconds.parse::<f64>().unwrap_or(0.0).clamp(0.0, 1e9) * 1000.0;
    let sum = if exact { milliseconds(seconds) } else { number().round() as u64 };
    of_milliseconds(sum)
}

/// Writes milliseconds as the time of a cue.
pub fn of_milliseconds(sum: u64) -> String {
    let (seconds, parts) = (sum / 1000, sum % 1000);
    format!("{:02}:{:02}:{:02}.{parts:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Opens the block of a cue.
pub fn begin(composer: &mut Composer, (from, to): (&str, &str), speaker: &str) {
    let place = if to.is_empty() { from.to_owned() } else { format!("{from} --> {to}") };
    composer.begin(Role::Body, 0, place);
    composer.spoken(speaker, from);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        assert_eq!(timing("00:01:02,003-->00:01:05,000 X1:10"), Some(("00:01:02,003", "00:01:05,000")));
        assert_eq!(timing("01:02.003 --> 01:05.000 align:start"), Some(("01:02.003", "01:05.000")));
        assert!(timing("a --> b").is_none() && timing("1 --> 2").is_none() && timing("-->").is_none());
        assert_eq!((milliseconds("0:01:02.5"), milliseconds("62,05"), milliseconds("")), (62_500, 62_050, 0));
        assert_eq!(
            (clock("62.5"), clock("0.0"), clock("2"), clock("1e1"), clock("-3")),
            (
                "00:01:02.500".into(),
                "00:00:00.000".into(),
                "00:00:02.000".into(),
                "00:00:10.000".into(),
                "00:00:00.000".into()
            )
        );
        let _ = clock("99999999999999999999");
    }
}

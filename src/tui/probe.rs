//! Asking the terminal how wide it draws ambiguous characters and what its background is.
//!
//! Everything is asked in one write; the answer to DA1, which every terminal gives, is the fence behind
//! the others. What else arrives meanwhile was typed, and is handed on.

use crate::input::key::{Code, Key};
use crate::settings::{Ambiguous, Settings};
use crate::text::Widths;
use std::fmt::Write;

/// The samples, each on a row of its own: the first must be two cells wide, or nothing is believed.
const SAMPLES: [&str; 4] = ["中", "“", "—", "…"];

/// Returns the bytes that ask for all that is not settled.
pub fn questions(settings: &Settings) -> Vec<u8> {
    let mut out = String::new();
    if settings.ambiguous_width == Ambiguous::Auto {
        for (row, sample) in SAMPLES.iter().enumerate() {
            // Without colours the first frame leaves blanks alone: a sample would stay there.
            let row = row + 1;
            let _ = write!(out, "\x1b[{row};1H{sample}\x1b[6n\x1b[{row};1H  ");
        }
    }
    if settings.theme.is_none() {
        out.push_str("\x1b]11;?\x1b\\");
    }
    out.push_str("\x1b[c");
    out.into_bytes()
}

/// What the terminal said, and what was typed meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// How wide ambiguous characters are.
    pub widths: Option<Widths>,
    /// Whether the background is dark.
    pub dark: Option<bool>,
    /// Keys that were typed.
    pub keys: Vec<Key>,
    /// The fence was reached.
    pub done: bool,
}

/// Reads answers and keys out of what arrived.
pub fn read(data: &[u8]) -> Answers {
    let text = String::from_utf8_lossy(data);
    let mut answers = Answers::default();
    let mut columns = Vec::new();
    let mut rest: &str = &text;
    while let Some(c) = rest.chars().next() {
        let (taken, token) = token(rest);
        match token {
            Token::Csi(body, 'R') => columns.extend(body.split(';').nth(1).and_then(|c| c.parse::<u16>().ok())),
            Token::Csi(body, 'c') if body.starts_with('?') => answers.done = true,
            Token::Csi(body, last) => answers.keys.extend(arrow(body, last)),
            Token::Osc(body) => answers.dark = answers.dark.or(background(body)),
            Token::Char => answers.keys.extend(typed(c)),
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    if let [3, quote, dash, ..] = columns.as_slice() {
        answers.widths = match (quote, dash) {
            (2, 2) => Some(Widths::Narrow),
            (3, 3) => Some(Widths::Wide),
            _ => None,
        };
    }
    answers
}

enum Token<'a> {
    Csi(&'a str, char),
    Osc(&'a str),
    Char,
}

/// Cuts the first answer or character off; a lone ESC is a character.
fn token(text: &str) -> (usize, Token<'_>) {
    let first = text.chars().next().map_or(1, char::len_utf8);
    if let Some(body) = text.strip_prefix("\x1b[").or_else(|| text.strip_prefix("\x1bO"))
        && let Some(end) = body.find(|c: char| ('@'..='~').contains(&c))
    {
        let last = body.get(end..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        return (end + 3, Token::Csi(body.get(..end).unwrap_or_default(), last));
    }
    if let Some(body) = text.strip_prefix("\x1b]") {
        let ends = ["\x1b\\", "\x07"].into_iter().filter_map(|end| body.find(end).map(|at| (at, end.len())));
        if let Some((end, mark)) = ends.min() {
            return (end + 2 + mark, Token::Osc(body.get(..end).unwrap_or_default()));
        }
    }
    (first, Token::Char)
}

/// Reads `11;rgb:ffff/ffff/ffff`.
fn background(body: &str) -> Option<bool> {
    let colours = body.strip_prefix("11;rgb:")?;
    let parts: Vec<f64> = colours
        .split('/')
        .filter_map(|part| {
            Some(f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(16u32.checked_pow(part.len() as u32)?))
        })
        .collect();
    let [r, g, b] = parts.as_slice() else { return None };
    Some(0.299 * r + 0.587 * g + 0.114 * b < 0.5)
}

fn arrow(body: &str, last: char) -> Option<Key> {
    let code = match (body, last) {
        (_, 'A') => Code::Up,
        (_, 'B') => Code::Down,
        (_, 'C') => Code::Right,
        (_, 'D') => Code::Left,
        (_, 'H') => Code::Home,
        (_, 'F') => Code::End,
        ("5", '~') => Code::PageUp,
        ("6", '~') => Code::PageDown,
        _ => return None,
    };
    Some(Key::plain(code))
}

fn typed(c: char) -> Option<Key> {
    Some(match c {
        '\r' | '\n' => Key::plain(Code::Enter),
        '\t' => Key::plain(Code::Tab),
        '\x1b' => Key::plain(Code::Esc),
        '\x7f' => Key::plain(Code::Backspace),
        '\x01'..='\x1a' => Key { ctrl: true, ..Key::char((c as u8 + b'a' - 1) as char) },
        c if c.is_control() => return None,
        c => Key::char(c),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_keys_are_told_apart() {
        let data = "j\x1b[1;3R\x1b[2;2R\x1b[3;2Rx\x1b[4;2R\x1b]11;rgb:1616/1818/1d1d\x1b\\\x1b[A\x1b[?62;22c";
        let answers = read(data.as_bytes());
        assert_eq!((answers.widths, answers.dark, answers.done), (Some(Widths::Narrow), Some(true), true));
        assert_eq!(answers.keys, [Key::char('j'), Key::char('x'), Key::plain(Code::Up)]);
        assert_eq!(read(b"\x1b[1;3R\x1b[2;3R\x1b[3;3R\x1b[4;3R").widths, Some(Widths::Wide));
    }

    #[test]
    fn a_terminal_that_answers_nonsense_is_not_believed() {
        assert_eq!(read(b"\x1b[1;1R\x1b[1;1R\x1b[1;1R\x1b[?6c").widths, None);
        assert_eq!(read(b"\x1b]11;rgb:fb/fb/f8\x07").dark, Some(false));
    }
}

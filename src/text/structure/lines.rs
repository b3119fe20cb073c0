//! The lines of a text with what stands around them, and which of their ends are soft.

use super::marks;
use crate::text::width::Widths;
use crate::units::{ByteSpan, Slice};

/// A line that is not blank, or several that were one before they were wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands, without white space around it.
    pub span: ByteSpan,
    /// Its number, from 1.
    pub number: usize,
    /// How many source lines it takes.
    pub lines: usize,
    /// Blank lines before it.
    pub before: usize,
    /// Blank lines behind it.
    pub after: usize,
    /// Whether it begins with white space.
    pub indented: bool,
    /// Whether the text ends behind it.
    pub last: bool,
}

/// Reads the lines that are not blank.
pub fn read(text: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let (mut at, mut blank) = (0, 0);
    for (n, raw) in text.split('\n').enumerate() {
        let body = raw.trim_matches(is_blank);
        if body.is_empty() {
            blank += 1;
        } else {
            let lead = raw.len() - raw.trim_start_matches(is_blank).len();
            if let Some(line) = found.last_mut() {
                line.after = blank;
            }
            found.push(Line {
                span: ByteSpan::at(at + lead, at + lead + body.len()),
                number: n + 1,
                lines: 1,
                before: blank,
                after: 0,
                indented: lead > 0,
                last: false,
            });
            blank = 0;
        }
        at += raw.len() + 1;
    }
    if let Some(line) = found.last_mut() {
        line.after = blank;
        line.last = true;
    }
    found
}

/// White space at the edges of a line, the signs without width among it.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// The least and the greatest measure, in cells, at which texts are wrapped by hand.
const MEASURE: std::ops::RangeInclusive<usize> = 40..=100;
/// How many lines around one tell the measure.
const AROUND: usize = 12;

/// Puts together the lines that were one before the text was wrapped at a regular measure.
pub fn wrapped(text: &str, lines: Vec<Line>) -> Vec<Line> {
    if lines.windows(2).all(|pair| pair.iter().any(|line| line.before > 0)) {
        return lines;
    }
    let widths: Vec<usize> = lines.iter().map(|line| cells(text.slice(line.span))).collect();
    let mut merged: Vec<Line> = Vec::with_capacity(lines.len());
    for (i, line) in lines.into_iter().enumerate() {
        let soft = merged.last().is_some_and(|last| is_soft(text, last, &line, around(&widths, i)));
        match merged.last_mut() {
            Some(last) if soft => {
                last.span.end = line.span.end;
                last.lines += line.number - (last.number + last.lines - 1);
                (last.after, last.last) = (line.after, line.last);
            }
            _ => merged.push(line),
        }
    }
    merged
}

fn cells(line: &str) -> usize {
    line.chars().take(400).map(|c| usize::from(Widths::Narrow.of_char(c))).sum()
}

/// The widths of the line before `i` and of those before it.
fn around(widths: &[usize], i: usize) -> &[usize] {
    widths.get(i.saturating_sub(AROUND)..i).unwrap_or_default()
}

/// A line end is soft where the next line's first word would not have fitted any more.
fn is_soft(text: &str, last: &Line, next: &Line, widths: &[usize]) -> bool {
    let (Some(width), Some(measure)) = (widths.last(), widths.iter().max()) else { return false };
    if next.before > 0 || next.indented || !MEASURE.contains(measure) {
        return false;
    }
    let (above, below) = (text.slice(last.span), text.slice(next.span));
    if marks::heading_level(below).0 > 0 || marks::heading_level(above).0 > 0 || marks::is_item(below) {
        return false;
    }
    let word = below.split(|c: char| !c.is_ascii_alphanumeric()).next().map_or(0, str::len).max(2);
    width + word + 2 > *measure && !marks::is_byline(above)
}

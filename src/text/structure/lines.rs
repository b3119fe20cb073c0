//! The lines of a text with what stands around them, and which of their ends are soft.

use super::{marks, papers, speakers};
use crate::text::width::Widths;
use crate::units::{ByteSpan, Slice};
use std::collections::BTreeSet;

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
    /// Cells of white space it begins with.
    pub indent: usize,
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
                indent: cells(raw.get(..lead).unwrap_or_default()),
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
const MEASURE: std::ops::RangeInclusive<usize> = 36..=100;
/// How many lines on each side of one tell the measure.
const AROUND: usize = 12;

/// Puts together the lines that were one before the text was wrapped at a regular measure. With `local`,
/// only what stands before a line tells its measure.
pub fn wrapped(text: &str, lines: Vec<Line>, local: bool) -> Vec<Line> {
    if lines.windows(2).all(|pair| pair.iter().any(|line| line.before > 0)) {
        return lines;
    }
    let widths: Vec<usize> = lines.iter().map(|line| cells(text.slice(line.span)) + line.indent).collect();
    let mut soft: Vec<bool> = Vec::with_capacity(lines.len());
    for i in 0..lines.len() {
        // Behind a soft end a line that breaks off goes on, however short it is.
        let inside = soft.last().copied().unwrap_or(false) && breaks_off(text, &lines, i);
        soft.push(inside || is_soft(text, &lines, &widths, i, local));
    }
    let mut merged: Vec<Line> = Vec::with_capacity(lines.len());
    for (line, soft) in lines.into_iter().zip(soft) {
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

/// Tells whether a line begins something of its own below the one above: a heading, an item, a turn.
fn is_apart(above: &str, below: &str) -> bool {
    let head = |line: &str| speakers::is_timed(line) || speakers::is_dated(line);
    let named = speakers::is_named(below) && marks::is_finished(above);
    let turns = speakers::is_message(above) && speakers::is_message(below);
    let level = |line: &str| marks::heading_level(line).0 > 0;
    level(below) || level(above) || marks::is_item(below) || head(above) || head(below) || named || turns
}

/// Tells whether the line before `i` ends in the middle of a sentence and `i` stands right below it.
fn breaks_off(text: &str, lines: &[Line], i: usize) -> bool {
    let Some((last, next)) = i.checked_sub(1).and_then(|n| lines.get(n)).zip(lines.get(i)) else { return false };
    let (above, below) = (text.slice(last.span), text.slice(next.span));
    next.before == 0 && next.indent == 0 && !marks::may_end_paragraph(above) && !is_apart(above, below)
}

/// Tells whether lines are wrapped: at least three of different words reach the measure, and more than break off
/// before it.
fn is_wrapped(text: &str, lines: &[Line], widths: &[usize], measure: usize) -> bool {
    let (mut full, mut short) = (BTreeSet::new(), 0);
    for (line, width) in lines.iter().zip(widths) {
        let words = text.slice(line.span);
        if width + 4 >= measure {
            full.insert(words);
        } else if !marks::may_end_paragraph(words) && marks::heading_level(words).0 == 0 {
            short += 1;
        }
    }
    full.len() >= 3 && full.len() > short
}

/// Tells whether the end of the line before `i` is soft: the next line's first word would not have fitted
/// any more; or, where paragraphs are told by their indents, the line is nearly full and the next has none.
fn is_soft(text: &str, lines: &[Line], widths: &[usize], i: usize, local: bool) -> bool {
    let Some((last, next)) = i.checked_sub(1).and_then(|n| lines.get(n)).zip(lines.get(i)) else { return false };
    if next.before > 0 {
        return false;
    }
    let reach = if local { i } else { (i + AROUND).min(lines.len()) };
    let around = i.saturating_sub(AROUND)..reach;
    let Some(measure) = widths.get(around.clone()).and_then(|widths| widths.iter().max().copied()) else {
        return false;
    };
    let (above, below) = (text.slice(last.span), text.slice(next.span));
    if !MEASURE.contains(&measure) || is_apart(above, below) || papers::is_byline(above) {
        return false;
    }
    let near = lines.get(around.clone()).unwrap_or_default();
    let indents = near.iter().filter(|line| line.indent >= 2 && line.indent < measure / 4).count();
    let width = widths.get(i - 1).copied().unwrap_or(0);
    if indents >= 2 {
        // A short line that no indent begins may be a heading; the paragraph behind it tells.
        let heading = marks::is_finished(above) && lines.get(i + 1).is_some_and(|line| line.indent > 0);
        let short = widths.get(i).is_some_and(|width| width * 10 < measure * 7);
        return next.indent == 0 && width * 10 >= measure * 8 && !(heading && short);
    }
    let word = below.split(|c: char| !c.is_ascii_alphanumeric()).next().map_or(0, str::len).max(2);
    let near_widths = widths.get(around).unwrap_or_default();
    next.indent == 0 && width + word + 2 > measure && is_wrapped(text, near, near_widths, measure)
}

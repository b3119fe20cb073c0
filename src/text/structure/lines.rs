//! The lines of a text with what stands around them, and which of their ends are soft.

use super::turns::speakers;
use super::{marks, papers};
use crate::text::fold;
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
        if body.chars().all(fold::is_passed) {
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
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}' | '\u{ad}')
}

/// The least and the greatest measure, in cells, at which texts are wrapped by hand.
const MEASURE: std::ops::RangeInclusive<usize> = 24..=100;
/// A narrower column shows by three of five lines that are full.
const NARROW: usize = 36;
/// How many lines on each side of one tell the measure.
const AROUND: usize = 12;

/// Puts together the lines that were one before the text was wrapped at a regular measure. With `local`,
/// only what stands before a line tells its measure.
pub fn wrapped(text: &str, lines: Vec<Line>, local: bool) -> Vec<Line> {
    if lines.iter().skip(1).all(|line| line.before > 0) {
        return lines;
    }
    let widths: Vec<usize> = lines.iter().map(|line| cells(text.slice(line.span)) + line.indent).collect();
    let turns = turns(text, &lines, &widths, local);
    let heads = if local { vec![false; lines.len()] } else { heads(text, &lines, &widths) };
    let mut soft: Vec<bool> = Vec::with_capacity(lines.len());
    for i in 0..lines.len() {
        let apart = [&turns, &heads].iter().any(|of| of.get(i).copied().unwrap_or(false));
        // Behind a soft end a line that breaks off goes on, however short it is.
        let inside = soft.last().copied().unwrap_or(false) && breaks_off(text, &lines, i);
        soft.push(!apart && (inside || is_soft(text, &lines, &widths, i, local)));
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

/// As many lines that begin with who says them are turns, if half of them begin a paragraph whatever they say.
const TURNS: usize = 3;

/// Tells which lines begin a turn: what several people say is never one paragraph, even where nothing shows that one
/// of them has ended. With `local`, only the lines above tell.
fn turns(text: &str, lines: &[Line], widths: &[usize], local: bool) -> Vec<bool> {
    let measure = measure(widths).filter(|_| !local).unwrap_or(0);
    let begins = |i: usize| -> bool {
        let Some((last, next)) = i.checked_sub(1).and_then(|n| lines.get(n)).zip(lines.get(i)) else { return true };
        let short = widths.get(i - 1).is_some_and(|width| width + SLACK < measure);
        next.before > 0 || next.indent > 0 || short || marks::may_end_paragraph(text.slice(last.span))
    };
    let (mut named, mut alone) = (0, 0);
    let mut found: Vec<bool> = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let turn = speakers::is_turn(text.slice(line.span));
        named += usize::from(turn);
        alone += usize::from(turn && begins(i));
        found.push(turn && (!local || named >= TURNS && alone * 2 >= named));
    }
    if !local && (named < TURNS || alone * 2 < named) {
        found.fill(false);
    }
    found
}

/// As many lines at most stand above a paragraph and head it.
const HEADS: usize = 4;

/// Tells which lines stand above a paragraph as its head, where paragraphs begin with an indent: few without one, of
/// which none ends as a sentence does and not all are full.
fn heads(text: &str, lines: &[Line], widths: &[usize]) -> Vec<bool> {
    let mut found = vec![false; lines.len()];
    let mut from = 0;
    while from < lines.len() {
        let flat = |i: &usize| lines.get(*i).is_some_and(|line| line.indent < 2 && (*i == from || line.before == 0));
        let end = (from..lines.len()).take_while(flat).count() + from;
        let near = |i: usize| i.saturating_sub(AROUND)..(i + AROUND).min(lines.len());
        let indents = || lines.get(near(from)).unwrap_or_default().iter().filter(|line| line.indent >= 2).count();
        let above = lines.get(end).is_none_or(|next| next.indent >= 2 || next.before > 0);
        // The lines behind the last that ends as a sentence does.
        let open = |i: &usize| lines.get(*i).is_some_and(|line| !marks::is_finished(text.slice(line.span)));
        let start = end - (from..end).rev().take_while(open).count();
        let measure = widths.get(near(start)).and_then(measure).unwrap_or(0);
        let short = |i: usize| widths.get(i).is_some_and(|width| width + SLACK < measure);
        let byline = |i: usize| lines.get(i).is_some_and(|line| papers::is_byline(text.slice(line.span)));
        let ended = start.checked_sub(1).and_then(|n| lines.get(n)).is_none_or(|last| {
            last.after > 0
                || marks::is_finished(text.slice(last.span))
                || lines.get(end).is_some_and(|next| next.before == 0)
        });
        let alone = end == start + 1 && ended;
        let told = (start..end.saturating_sub(1)).any(short) || (start..end).any(byline) || alone;
        if above && end - start <= HEADS && told && indents() >= 2 {
            let rest = found.iter_mut().take(end).skip(start);
            rest.for_each(|head| *head = true);
        }
        from = end.max(from + 1);
    }
    found
}

fn cells(line: &str) -> usize {
    line.chars().take(400).map(|c| usize::from(Widths::Narrow.of_char(c))).sum()
}

/// Tells whether a line begins something of its own below the one above: a heading, an item, a turn.
fn is_apart(above: &str, below: &str) -> bool {
    let head = |line: &str| speakers::is_timed(line) || speakers::is_dated(line) || papers::is_folio(line);
    let named = speakers::is_named(below) && marks::is_finished(above);
    let turns = speakers::is_message(above) && speakers::is_message(below);
    let level = |line: &str| marks::heading_level(line).0 > 0 || marks::is_part(line) || marks::is_bare_chapter(line);
    let rows = marks::is_row(above) && marks::is_row(below) || is_ruled(above, below);
    level(below) || level(above) || marks::is_item(below) || head(above) || head(below) || named || turns || rows
}

/// Tells whether two lines are rows by their signs: a leader to a number, bars or commas around as many cells, the
/// same words at the start.
fn is_ruled(above: &str, below: &str) -> bool {
    let cells = |sign: char| {
        let [above, below] = [above, below].map(|line| line.matches(sign).count());
        above == below && above > 0
    };
    let barred = ['|', '│', '┃', '║'].into_iter().any(cells) || [above, below].iter().any(|line| is_frame(line));
    let listed = [',', ';', '\t'].into_iter().any(|sign| cells(sign) && above.matches(sign).count() >= 3);
    let start: String = above.chars().take(START).collect();
    let again = start.chars().count() == START && below.starts_with(&start);
    marks::has_leader(above) || marks::has_leader(below) || barred || listed || again
}

/// As many code points at the start of two lines are no chance if they are the same.
const START: usize = 5;

/// Tells whether the line is the rule of a table: ├──┼──┤, +---+---+.
fn is_frame(line: &str) -> bool {
    line.chars().all(|c| ('\u{2500}'..='\u{257f}').contains(&c) || "+-=| ".contains(c))
}

/// Tells whether the line before `i` ends in the middle of a sentence and `i` stands right below it.
fn breaks_off(text: &str, lines: &[Line], i: usize) -> bool {
    let Some((last, next)) = i.checked_sub(1).and_then(|n| lines.get(n)).zip(lines.get(i)) else { return false };
    let (above, below) = (text.slice(last.span), text.slice(next.span));
    next.before == 0 && next.indent == 0 && !marks::may_end_paragraph(above) && !is_apart(above, below)
}

/// How far below the measure the width of a full line is: one sign, and a mark that may not begin the next line.
const SLACK: usize = 4;
/// As many lines that are full tell a measure.
const FULL: usize = 3;

/// Returns the measure of lines: the greatest width that several reach. What is wider has not been wrapped.
fn measure(widths: &[usize]) -> Option<usize> {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let full = sorted.windows(FULL).find(|near| matches!(near, [high, .., low] if high - low <= SLACK));
    full.and_then(|near| near.first()).or(sorted.first()).copied()
}

/// Tells whether lines are wrapped: at least three of different words reach the measure, more than break off before
/// it and as many as are finished before it; most of them end in the middle of a sentence, and some sentence ends in
/// the middle of a line.
fn is_wrapped(text: &str, lines: &[Line], widths: &[usize], measure: usize) -> bool {
    let (mut full, mut short, mut rest, mut ended, mut inside) = (BTreeSet::new(), 0, 0, 0, false);
    for (line, width) in lines.iter().zip(widths).filter(|(_, width)| **width <= measure + SLACK) {
        let words = text.slice(line.span);
        inside |= marks::holds_sentence(words) || words.contains(". ") || marks::begins_torn(words);
        if width + SLACK >= measure {
            ended += usize::from(full.insert(words) && marks::is_finished(words));
        } else if !marks::may_end_paragraph(words) && marks::heading_level(words).0 == 0 {
            short += 1;
        } else {
            rest += 1;
        }
    }
    full.len() >= FULL && full.len() > short && full.len() >= rest && ended * 2 < full.len() && inside
}

/// Tells whether the line names its writers, and no dateline at the head of a paragraph does.
fn is_signed(line: &Line, words: &str) -> bool {
    papers::is_byline(words) && !(line.indent >= 2 && papers::has_dateline(words))
}

/// Tells whether the end of the line before `i` is soft: the next line's first word would not have fitted
/// any more; or, where paragraphs are told by their indents, the line is nearly full and the next has none.
fn is_soft(text: &str, lines: &[Line], widths: &[usize], i: usize, local: bool) -> bool {
    let Some((last, next)) = i.checked_sub(1).and_then(|n| lines.get(n)).zip(lines.get(i)) else { return false };
    if next.before > 0 || next.indent > 0 {
        return false;
    }
    let reach = if local { i } else { (i + AROUND).min(lines.len()) };
    let around = i.saturating_sub(AROUND)..reach;
    let (near, near_widths) = (lines.get(around.clone()).unwrap_or_default(), widths.get(around).unwrap_or_default());
    let Some(measure) = measure(near_widths).filter(|measure| MEASURE.contains(measure)) else { return false };
    let full = near_widths.iter().filter(|width| (measure.saturating_sub(SLACK)..=measure).contains(width)).count();
    if measure < NARROW && full * 5 < near.len() * 3 {
        return false;
    }
    let (above, below) = (text.slice(last.span), text.slice(next.span));
    let width = |n: usize| widths.get(n).copied().unwrap_or(0);
    let (width, next_width) = (width(i - 1), width(i));
    if width.max(next_width) > measure + SLACK || is_apart(above, below) || is_signed(last, above) {
        return false;
    }
    let indents = near.iter().filter(|line| line.indent >= 2 && line.indent < measure / 4).count();
    if indents >= 2 {
        // A short line that no indent begins may be a heading; the paragraph behind it tells.
        let heading = marks::is_finished(above) && lines.get(i + 1).is_some_and(|line| line.indent > 0);
        let short = next_width * 10 < measure * 7;
        return width * 10 >= measure * 8 && !(heading && short);
    }
    let word = below.split(|c: char| !c.is_ascii_alphanumeric()).next().map_or(0, str::len).max(2);
    width + word + 2 > measure && is_wrapped(text, near, near_widths, measure)
}

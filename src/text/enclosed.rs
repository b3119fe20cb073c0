//! What brackets and quotes hold, and what stands behind the end of a sentence and belongs to it.

use crate::units::{Byte, Slice};

/// The longest title or quotation, and the longest text in brackets, that is a part of a sentence; in bytes.
const TITLE: usize = 300;
const BRACKETS: usize = 1200;

/// Returns where the partner of an opening mark at `open` stands, if it is on the same line and near.
pub fn partner(text: &str, open: usize, c: char) -> Option<usize> {
    let (close, most) = match c {
        '《' => ('》', TITLE),
        '〈' => ('〉', TITLE),
        '“' => ('”', TITLE),
        '‘' => ('’', TITLE),
        '「' => ('」', TITLE),
        '『' => ('』', TITLE),
        '"' => ('"', TITLE),
        '（' => ('）', BRACKETS),
        '(' => (')', BRACKETS),
        '【' => ('】', BRACKETS),
        '〔' => ('〕', BRACKETS),
        _ => return None,
    };
    let mut depth = 0_usize;
    let inside = Slice::from(text, Byte(open + c.len_utf8())).char_indices();
    for (at, other) in inside.take_while(|(at, other)| *at < most && *other != '\n') {
        if other == close && depth == 0 {
            return Some(open + c.len_utf8() + at);
        }
        if other == close {
            depth -= 1;
        } else if other == c {
            depth += 1;
        }
    }
    None
}

/// Returns the length of what belongs to a sentence behind its last mark, in bytes: closing marks, notes, emoji, and
/// more such marks behind these.
pub fn tail(text: &str, behind: usize) -> usize {
    let mut at = behind;
    loop {
        let rest = Slice::from(text, Byte(at));
        let Some(c) = rest.chars().next() else { break };
        let more = match c {
            '"' if is_inside(text, at) => 1,
            '”'
            | '’'
            | '」'
            | '』'
            | '）'
            | '》'
            | '〉'
            | '】'
            | '〕'
            | ')'
            | '\''
            | '¹'
            | '²'
            | '³'
            | '\u{2070}'..='\u{2079}' => c.len_utf8(),
            '*' if !rest.starts_with("**") => 1,
            '[' | '［' | '〔' => reference(rest),
            c if at > behind && "。！？!?｡".contains(c) || is_numbered(c) && !continues_list(text, at) => {
                c.len_utf8()
            }
            c if is_emoji(c) => cluster(rest),
            _ => 0,
        };
        if more == 0 {
            break;
        }
        at += more;
    }
    at - behind
}

/// Tells whether a straight quote at `at` closes: an odd number of them stand before it on its line.
pub fn is_inside(text: &str, at: usize) -> bool {
    let near = crate::units::floor(text, at.saturating_sub(4096));
    let before = text.before(Byte(at)).get(near..).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

/// Returns the length of the number of a note or source in brackets that the text begins with: [1], [2-3], 〔3〕.
fn reference(rest: &str) -> usize {
    let Some(inside) = rest.get(rest.chars().next().map_or(0, char::len_utf8)..) else { return 0 };
    let end =
        inside.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '–' | '—' | '~' | ',' | '，' | '、' | ' '));
    let Some((number, close)) = end.and_then(|end| inside.split_at_checked(end)) else { return 0 };
    let closes = close.chars().next().filter(|c| matches!(c, ']' | '］' | '〕'));
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && number.len() < 24;
    closes.filter(|_| is_number).map_or(0, |c| rest.len() - close.len() + c.len_utf8())
}

fn is_numbered(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3251}'..='\u{325f}' | '\u{32b1}'..='\u{32bf}')
}

/// The most numbers that are looked back over.
const NUMBERS: usize = 50;

/// Tells whether the numbers in circles before this one number the items of a list: this one then does so too.
fn continues_list(text: &str, at: usize) -> bool {
    let near = crate::units::floor(text, at.saturating_sub(4096));
    let mut before = text.before(Byte(at)).get(near..).unwrap_or_default();
    for _ in 0..NUMBERS {
        let Some(head) = before.rfind(is_numbered).and_then(|last| before.get(..last)) else { return false };
        match head.chars().next_back() {
            Some('。' | '！' | '？') => before = head,
            last => return last.is_none_or(|c| "；：;:".contains(c) || c.is_whitespace()),
        }
    }
    false
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1f0ff}' | '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{2775}' | '\u{2794}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}')
}

/// Returns the length of an emoji with what is joined to it.
fn cluster(rest: &str) -> usize {
    let part = |c: char| {
        is_emoji(c) || matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{e0020}'..='\u{e007f}')
    };
    rest.find(|c| !part(c)).unwrap_or(rest.len())
}

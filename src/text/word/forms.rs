//! What is one word by its form: addresses, numbers, words of other scripts, marks that are written twice.

use crate::text::is_ideograph;
use regex::Regex;
use std::ops::Range;
use std::sync::OnceLock;

/// Letters of scripts that part words with blanks.
const LETTER: &str = r"[\p{L}\p{M}--[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}]]";

/// Numerals that may hold a circle for 〇.
const NUMERALS: [char; 13] = ['〇', '零', '○', '◯', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The forms; what a sign before a number, or a letter before a dot, is told from is looked at afterwards.
fn forms() -> Option<&'static Regex> {
    static FORMS: OnceLock<Option<Regex>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| {
        let all = [
            // Addresses.
            r"(?:https?|ftp)://[[:alnum:]/?#&=%._~:@!$*+,;'()-]*[[:alnum:]/#=]".to_owned(),
            r"www\.[[:alnum:]/?#&=%._~:@+-]*[[:alnum:]/]".to_owned(),
            r"[[:alnum:]][[:alnum:]._%+-]*@[[:alnum:]-]+(?:\.[[:alnum:]-]+)+".to_owned(),
            // Dates, times of day, numbers with a sign, with thousands parted, with a fraction, in per cent.
            r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}".to_owned(),
            r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?".to_owned(),
            r"[-+－−±]?\d{1,3}(?:,\d{3})+(?:\.\d+)?[%％‰]?".to_owned(),
            r"[-+－−±]?\d+(?:\.\d+)*[%％‰]?".to_owned(),
            // Words of other scripts, with what joins them and what is written at their edges.
            format!(r"\.?{LETTER}(?:{LETTER}|\d)*(?:[-_.'’&](?:{LETTER}|\d)+)*(?:\+\+|#)?"),
            r"\p{Katakana}[\p{Katakana}ー]+".to_owned(),
            // Marks.
            "[—―─⸺⸻]{2,}|-{2,}|－{2,}|[…⋯‥]{2,}|\\.{2,}|。{2,}|・{2,}".to_owned(),
            format!("[{}]{{3,}}", String::from_iter(NUMERALS)),
        ];
        Regex::new(&all.join("|")).ok()
    });
    forms.as_ref()
}

/// A part of a text: in one piece by its form, or to be cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its bytes.
    pub range: Range<usize>,
    /// It is one word.
    pub whole: bool,
    /// It is a number.
    pub number: bool,
}

/// Returns the parts of a text; they partition it.
pub fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut done = 0;
    for stretch in stretches(text) {
        let found =
            forms().into_iter().flat_map(|forms| forms.find_iter(text.get(stretch.clone()).unwrap_or_default()));
        for found in found {
            let start = stretch.start + found.start();
            let before = text.get(..start).and_then(|before| before.chars().next_back());
            let Some(cut) = whole(found.as_str(), before) else { continue };
            let range = start + cut..stretch.start + found.end();
            if done < range.start {
                parts.push(Part { range: done..range.start, whole: false, number: false });
            }
            let number = found.as_str().ends_with(char::is_numeric);
            done = range.end;
            parts.push(Part { range, whole: true, number });
        }
    }
    if done < text.len() {
        parts.push(Part { range: done..text.len(), whole: false, number: false });
    }
    parts
}

/// Returns the stretches of a text that can hold a form: two and more characters that are numerals or no ideographs.
/// They are few in most texts, and found sooner than forms are.
fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Where the stretch begins, how many characters it has, and whether all are letters and digits.
    let mut open: Option<(usize, usize, bool)> = None;
    for (i, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let plain = c.is_ascii_alphanumeric();
        let inside = plain || NUMERALS.contains(&c) || !(is_ideograph(c) || is_parting(c));
        open = match open {
            Some((start, count, all)) if inside => Some((start, count + 1, all && plain)),
            Some((start, count, all)) => {
                found.extend((count > 1 && !all).then_some(start..i));
                None
            }
            None => inside.then_some((i, 1, plain)),
        };
    }
    found
}

/// Tells whether a mark is in no form.
fn is_parting(c: char) -> bool {
    matches!(
        c,
        '，' | '、'
            | '；'
            | '？'
            | '！'
            | '“'
            | '”'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
            | '（'
            | '）'
            | '\n'
    )
}

/// Returns where the word begins in what has the form of one, with the character before it; nothing if it is better
/// left to the dictionary, which has words such as A股 and 4S店.
fn whole(form: &str, before: Option<char>) -> Option<usize> {
    let first = form.chars().next()?;
    let ascii = |c: char| c.is_ascii_alphanumeric();
    let joined = before.is_some_and(char::is_alphanumeric) && !before.is_some_and(is_ideograph);
    // Between numbers, and behind a word, a sign is a dash; behind a word a dot parts.
    let cut = if joined && matches!(first, '-' | '+' | '－' | '−' | '±' | '.') { first.len_utf8() } else { 0 };
    let rest = form.get(cut..)?;
    if rest.chars().all(ascii) {
        let number = rest.chars().all(|c| c.is_ascii_digit());
        return (cut > 0 && number).then_some(cut);
    }
    if NUMERALS.contains(&first) && !form.contains(['〇', '○', '◯', '零']) {
        return None;
    }
    Some(cut)
}

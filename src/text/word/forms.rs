//! What is one word by its form: addresses, numbers, words of other scripts, marks that are written twice.

use crate::text::is_ideograph;
use regex::Regex;
use std::ops::Range;
use std::sync::OnceLock;

/// Letters of scripts that part words with blanks.
const LETTER: &str = r"[\p{L}\p{M}--[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}]]";

/// Numerals that may hold a circle for 〇.
const NUMERALS: &str = "〇零一二三四五六七八九○◯";

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
            format!("[{NUMERALS}]{{3,}}"),
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
    for found in forms().into_iter().flat_map(|forms| forms.find_iter(text)) {
        let before = text.get(..found.start()).and_then(|before| before.chars().next_back());
        let Some(range) = whole(found.as_str(), before).map(|cut| found.start() + cut..found.end()) else { continue };
        if done < range.start {
            parts.push(Part { range: done..range.start, whole: false, number: false });
        }
        let number = text.get(range.clone()).is_some_and(|form| form.ends_with(|c: char| c.is_numeric()));
        done = range.end;
        parts.push(Part { range, whole: true, number });
    }
    if done < text.len() {
        parts.push(Part { range: done..text.len(), whole: false, number: false });
    }
    parts
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
    if NUMERALS.contains(first) && !form.contains(['〇', '○', '◯', '零']) {
        return None;
    }
    Some(cut)
}

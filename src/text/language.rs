//! Whether a text in an encoding of one byte reads as a language: words in letters of one script.

use encoding_rs::Encoding as Standard;

/// Returns a number for the script of a letter; 0 for what is in none that is told.
pub(super) fn script(c: char) -> u8 {
    match c {
        'A'..='Z' | 'a'..='z' | '\u{a0}'..='\u{24f}' => 1,
        '\u{370}'..='\u{3ff}' => 2,
        '\u{400}'..='\u{52f}' => 3,
        '\u{530}'..='\u{58f}' => 4,
        '\u{590}'..='\u{5ff}' => 5,
        '\u{600}'..='\u{7ff}' => 6,
        '\u{e00}'..='\u{e7f}' => 7,
        _ => 0,
    }
}

/// Tells whether a letter is in the alphabets that most people write who write its script.
pub(super) fn is_usual(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{17f}' | '\u{386}'..='\u{3ce}' | '\u{400}'..='\u{45f}' | '\u{5d0}'..='\u{5ea}' | '\u{621}'..='\u{652}')
}

/// The letters of a language in a sample, but for few.
const SHARE: usize = 9;
/// The fewest letters that tell a language.
pub(super) const LEAST: usize = 3;
/// The fewest that tell it where the text could be in Chinese.
pub(super) const TOLD: usize = 6;
/// The fewest that tell a language which nothing else speaks for.
pub(super) const SURE: usize = 12;

/// Tells whether nearly all of a sample that is not ASCII is words in letters of one script, in cases as people write
/// them; `least` is how many letters it takes. What is Chinese reads as letters and signs in no order.
pub(super) fn reads(standard: &'static Standard, sample: &[u8], least: usize) -> bool {
    if !standard.is_single_byte() {
        return false;
    }
    let (text, _) = standard.decode_without_bom_handling(sample);
    let (mut good, mut bad, mut worst, mut plain) = (0, 0, 0, 0);
    for word in text.split(|c: char| !is_letter(c)) {
        let letters = word.chars().filter(|c| !c.is_ascii()).count();
        plain += word.chars().count() - letters;
        if is_word(word) {
            good += letters;
        } else {
            bad += letters;
            worst = letters.max(worst);
        }
    }
    bad += text.chars().filter(|c| !c.is_ascii() && !is_letter(*c) && !is_point(*c)).count();
    if good >= SURE && worst * 3 <= good {
        // One word may have a bad byte.
        bad -= worst;
    }
    let latin = text.chars().any(|c| !c.is_ascii() && is_letter(c) && script(c) == 1);
    good >= least && good >= bad * SHARE && (!latin || plain >= good)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        || ('\u{e31}'..='\u{e4e}').contains(&c)
        || matches!(c, '\u{5b0}'..='\u{5c7}' | '\u{64b}'..='\u{652}')
}

/// Points that stand between words in any script.
fn is_point(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2026}' | '\u{a0}' | '«' | '»' | '№' | '°' | '§' | '،' | '؛' | '؟' | '\u{e50}'..='\u{e59}')
}

fn is_word(word: &str) -> bool {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return true };
    let rest = letters.as_str();
    let own = script(first);
    let cased = rest.chars().all(|c| !c.is_uppercase()) || word.chars().all(|c| !c.is_lowercase());
    own > 0 && rest.chars().all(|c| script(c) == own) && cased && (own != 7 || is_thai(word))
}

/// In Thai, a sign above or below stands on a consonant, and a vowel before one.
fn is_thai(word: &str) -> bool {
    let consonant = |c: char| ('\u{e01}'..='\u{e2e}').contains(&c);
    let sign = |c: char| matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}');
    let before = |c: char| ('\u{e40}'..='\u{e44}').contains(&c);
    let pairs = word.chars().zip(word.chars().skip(1));
    pairs.into_iter().all(|(a, b)| (!sign(b) || consonant(a) || sign(a)) && (!before(a) || consonant(b)))
}

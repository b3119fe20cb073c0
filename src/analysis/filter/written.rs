//! A filter as it is written: signs, words, and forms with names in brackets.

use crate::annotation::Codebook;
use crate::words::Lang;
use std::iter::Peekable;
use std::str::Chars;

/// A sign or a word of a filter.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// `&`
    And,
    /// `|`
    Or,
    /// `!`
    Not,
    /// `(`
    Open,
    /// `)`
    Close,
    /// A word.
    Word(String),
    /// What stands between quotation marks.
    Quoted(String),
    /// A tag, by its key, with all below it.
    Tag(String),
    /// The names between the brackets of `overlap(…)`: two, if nothing is missing; the last is empty if they are not closed.
    Overlap(Vec<String>),
    /// The same with the keys of two tags.
    Meet(String, String),
}

/// What names in front of a bracket ask for two tags that meet.
const OVERLAP: [&str; 2] = ["overlap", "叠"];

/// Marks that part names, or hold them together.
const MARKS: &str = ",，、()（）\"“”";

/// Signs that end a word.
const JOINTS: &str = "&＆|｜()（）\"“”";

/// Reads the names up to the closing bracket; quotation marks hold a name together.
fn names(chars: &mut Peekable<Chars<'_>>) -> Vec<String> {
    let (mut found, mut name, mut depth) = (Vec::new(), String::new(), 0);
    let end = |name: &mut String| std::mem::take(name).trim().to_owned();
    while let Some(c) = chars.next() {
        match c {
            '"' => name.extend(chars.by_ref().take_while(|c| *c != '"')),
            '“' => name.extend(chars.by_ref().take_while(|c| *c != '”')),
            ',' | '，' | '、' if depth == 0 => found.push(end(&mut name)),
            ')' | '）' if depth == 0 => {
                found.push(end(&mut name));
                return found;
            }
            _ => {
                depth += i32::from(matches!(c, '(' | '（')) - i32::from(matches!(c, ')' | '）'));
                name.push(c);
            }
        }
    }
    found.extend([end(&mut name), String::new()]);
    found
}

/// Returns a name that stands for a tag alone: its label, if no other has the same, else its key.
fn sure<'c>(codebook: &'c Codebook, key: &'c str, lang: Lang) -> &'c str {
    let label = codebook.label(key, lang);
    let sure = matches!(codebook.called(label).as_slice(), [tag] if tag.key == key);
    if sure { label } else { key }
}

/// Writes the filter that asks for a tag with all below it.
pub fn tagged(codebook: &Codebook, key: &str, lang: Lang) -> String {
    let name = sure(codebook, key, lang);
    // Behind `#` nothing can be quoted.
    let breaks = |c: char| c.is_whitespace() || MARKS.contains(c) || JOINTS.contains(c);
    format!("#{}", if name.is_empty() || name.contains(breaks) { key } else { name })
}

/// Writes the form that asks for two tags that meet, by names that stand for them alone.
pub fn overlap(codebook: &Codebook, a: &str, b: &str, lang: Lang) -> String {
    let name = |key: &str| {
        let name = sure(codebook, key, lang);
        let quoted = name.contains(|c| MARKS.contains(c)) || name.trim() != name;
        match (quoted, name.contains('"')) {
            (false, _) => name.to_owned(),
            (true, false) => format!("\"{name}\""),
            (true, true) => format!("“{name}”"),
        }
    };
    let form = lang.pick(OVERLAP[1], OVERLAP[0]);
    format!("{form}({}, {})", name(a), name(b))
}

/// Cuts a filter into signs and words.
pub fn tokens(written: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        let token = match c {
            c if c.is_whitespace() => continue,
            '&' | '＆' => Token::And,
            '|' | '｜' => Token::Or,
            '!' | '！' => Token::Not,
            '(' | '（' => Token::Open,
            ')' | '）' => Token::Close,
            '"' | '“' | '”' => {
                let text: String = chars.by_ref().take_while(|c| !matches!(c, '"' | '“' | '”')).collect();
                Token::Quoted(text)
            }
            c => {
                let mut word = String::from(c);
                let more = |c: &char| !c.is_whitespace() && !JOINTS.contains(*c);
                while let Some(c) = chars.next_if(more) {
                    word.push(c);
                }
                let opens = OVERLAP.contains(&word.to_lowercase().as_str());
                match chars.next_if(|c| opens && matches!(c, '(' | '（')) {
                    Some(_) => Token::Overlap(names(&mut chars)),
                    None => Token::Word(word),
                }
            }
        };
        found.push(token);
    }
    found
}

/// Tells whether every sign has what it joins, and every bracket its other.
pub fn complete(tokens: &[Token]) -> bool {
    let (mut open, mut wants) = (0, true);
    for token in tokens {
        match token {
            Token::And | Token::Or if wants => return false,
            Token::And | Token::Or | Token::Not => wants = true,
            Token::Open => (open, wants) = (open + 1, true),
            Token::Close if wants || open == 0 => return false,
            Token::Close => open -= 1,
            Token::Overlap(names) if names.len() != 2 || names.iter().any(String::is_empty) => return false,
            Token::Word(_) | Token::Quoted(_) | Token::Tag(_) | Token::Overlap(_) | Token::Meet(..) => wants = false,
        }
    }
    !wants && open == 0
}

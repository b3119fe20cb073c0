//! `terms.txt`: the words that the segmenter is to know, one a line.

use super::bytes::source;
use super::place::Store;
use crate::error::{Error, Result};
use crate::files::{Files, read_there};
use std::collections::BTreeMap;

/// Reads the text of the file; of one that is not there, nothing. That it is saved otherwise than this program writes it
/// comes along.
///
/// # Errors
/// It cannot be read, or its encoding cannot be told.
pub fn read(files: &dyn Files, store: &Store) -> Result<(String, Option<Error>)> {
    let path = store.terms();
    let data = read_there(files, &path)?.unwrap_or_default();
    let source = source(&path, &data)?;
    Ok((source.text.into_owned(), source.recoded))
}

/// Reads the words, sorted: one a line, what follows a blank left out.
///
/// # Errors
/// As for [`read`].
pub fn read_terms(files: &dyn Files, store: &Store) -> Result<Vec<String>> {
    let (text, _) = read(files, store)?;
    let mut terms: Vec<String> = words(&text).map(str::to_owned).collect();
    terms.sort();
    terms.dedup();
    Ok(terms)
}

/// Returns the words of the text of the file, as they stand there.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(term_of)
}

/// Returns the word of a line; behind `#` there is none.
fn term_of(line: &str) -> Option<&str> {
    let word = line.trim_start_matches('\u{feff}').split_whitespace().next();
    word.filter(|word| !word.starts_with('#'))
}

/// Adds words to the text of the file (true), or takes them out; what others wrote there stays.
pub fn rewritten(text: &str, terms: &BTreeMap<&str, bool>) -> String {
    let mut new = terms.iter().filter(|(_, known)| **known).map(|(term, _)| *term).peekable();
    let mut lines = Vec::new();
    for line in text.lines() {
        let term = term_of(line);
        if term.is_some_and(|term| terms.contains_key(term)) {
            continue;
        }
        while let Some(before) = new.next_if(|new| term.is_some_and(|term| term > *new)) {
            lines.push(before);
        }
        lines.push(line);
    }
    lines.into_iter().chain(new).fold(String::new(), |lines, line| lines + line + "\n")
}

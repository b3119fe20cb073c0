//! `terms.txt`: the words that the segmenter is to know, one a line.

use super::bytes::source;
use super::place::Store;
use crate::error::{Error, Result};
use crate::files::{Files, read_there};

/// Reads the words: one a line, what follows a blank left out; none if the file is not there. That it is saved otherwise
/// than this program writes it comes along.
///
/// # Errors
/// It cannot be read, or its encoding cannot be told.
pub fn read(files: &dyn Files, store: &Store) -> Result<(Vec<String>, Option<Error>)> {
    let path = store.terms();
    let data = read_there(files, &path)?.unwrap_or_default();
    let source = source(&path, &data)?;
    let mut terms: Vec<String> = source.text.lines().filter_map(term_of).map(str::to_owned).collect();
    terms.sort();
    terms.dedup();
    Ok((terms, source.recoded))
}

/// Reads the words and nothing else.
///
/// # Errors
/// As for [`read`].
pub fn read_terms(files: &dyn Files, store: &Store) -> Result<Vec<String>> {
    read(files, store).map(|(terms, _)| terms)
}

/// Returns the word of a line; behind `#` there is none.
pub fn term_of(line: &str) -> Option<&str> {
    let word = line.trim_start_matches('\u{feff}').split_whitespace().next();
    word.filter(|word| !word.starts_with('#'))
}

/// Adds a word to the text of the file, or takes it out; what others wrote there stays.
pub fn rewritten(text: &str, term: &str, known: bool) -> String {
    let mut lines: Vec<&str> = text.lines().filter(|line| term_of(line) != Some(term)).collect();
    if known {
        let behind = lines.iter().position(|line| term_of(line).is_some_and(|other| other > term));
        lines.insert(behind.unwrap_or(lines.len()), term);
    }
    lines.into_iter().fold(String::new(), |lines, line| lines + line + "\n")
}

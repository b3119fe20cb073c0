//! `terms.txt`: the words that the segmenter is to know, one a line.

use super::bytes::source;
use super::keep::Keeper;
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
fn term_of(line: &str) -> Option<&str> {
    let word = line.trim_start_matches('\u{feff}').split_whitespace().next();
    word.filter(|word| !word.starts_with('#'))
}

impl Keeper {
    /// Adds a word to `terms.txt`, or takes it out; what others wrote there stays.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn save_term(&self, files: &dyn Files, term: &str, known: bool) -> Result<()> {
        let _held = files.lock(&self.store().lock())?;
        let path = self.store().terms();
        let data = read_there(files, &path)?.unwrap_or_default();
        let source = source(&path, &data)?;
        if source.recoded.is_some() {
            self.back_up(files, &path, &data)?;
        }
        let mut lines: Vec<&str> = source.text.lines().filter(|line| term_of(line) != Some(term)).collect();
        if known {
            let behind = lines.iter().position(|line| term_of(line).is_some_and(|other| other > term));
            lines.insert(behind.unwrap_or(lines.len()), term);
        }
        let lines = lines.into_iter().fold(String::new(), |lines, line| lines + line + "\n");
        files.write(&path, lines.as_bytes())
    }
}

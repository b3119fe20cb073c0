//! `terms.txt`: the words that the segmenter is to know, one a line.

use super::bytes::source;
use super::keep::Keeper;
use super::place::Store;
use crate::error::{Error, Result};
use crate::files::Files;

/// Reads the words: one a line, what follows a blank left out. What a person should know of the file comes along: a
/// file that cannot be read has no words.
pub fn read(files: &dyn Files, store: &Store) -> (Vec<String>, Option<Error>) {
    let path = store.terms();
    if files.kind(&path).is_none() {
        return (Vec::new(), None);
    }
    let data = match files.read(&path) {
        Ok(data) => data,
        Err(error) => return (Vec::new(), Some(error)),
    };
    match source(&path, &data) {
        Err(error) => (Vec::new(), Some(error)),
        Ok(source) => {
            let mut terms: Vec<String> = source.text.lines().filter_map(term_of).map(str::to_owned).collect();
            terms.sort();
            terms.dedup();
            (terms, source.recoded)
        }
    }
}

/// Reads the words and nothing else.
pub fn read_terms(files: &dyn Files, store: &Store) -> Vec<String> {
    read(files, store).0
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
        let data = if files.kind(&path).is_some() { files.read(&path)? } else { Vec::new() };
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

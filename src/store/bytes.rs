//! From the bytes of a store's files to their text: what this program writes is UTF-8; tables and lists of words are
//! also what spreadsheets and editors save.

use super::table;
use crate::error::{Error, Result};
use crate::text::certain::decode_certain;
use crate::text::decode::spoken;
use std::borrow::Cow;
use std::path::Path;

/// The text of a file of a store.
pub struct Source<'d> {
    /// The text.
    pub text: Cow<'d, str>,
    /// It is saved otherwise than this program writes it, and will be written anew: what a person should know of that.
    pub recoded: Option<Error>,
}

/// Returns the text of a file, by what its name says it is.
///
/// # Errors
/// It is not UTF-8, and must be or cannot be told: which encoding it may be in is named.
pub fn source<'d>(path: &Path, data: &'d [u8]) -> Result<Source<'d>> {
    let edited = path.extension().is_some_and(|extension| extension == "csv" || extension == "txt");
    let (text, encoding) = match utf8(path, data) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) if edited => {
            let (text, encoding) = decode_certain(data).ok_or(error)?;
            (Cow::Owned(text), Some(encoding.name()))
        }
        Err(error) => return Err(error),
    };
    let table = path.extension().is_some_and(|extension| extension == "csv");
    let separator = match table.then(|| table::separator(&text)) {
        Some(b';') => Some(";"),
        Some(b'\t') => Some("TAB"),
        _ => None,
    };
    let recoded = (encoding.is_some() || separator.is_some()).then(|| {
        let encoding = encoding.as_deref().unwrap_or("UTF-8");
        let says = Error::data("error-recoded").with("path", path.display());
        says.with("encoding", encoding).with("separator", separator.unwrap_or("none"))
    });
    Ok(Source { text, recoded })
}

/// Returns the text of a file that must be UTF-8.
///
/// # Errors
/// It is not.
pub fn utf8<'d>(path: &Path, data: &'d [u8]) -> Result<&'d str> {
    // What begins with a zero, or has one behind its first character, is UTF-16.
    if let Some(text) = std::str::from_utf8(data).ok().filter(|text| !text.bytes().take(2).any(|byte| byte == 0)) {
        return Ok(text);
    }
    let encoding = spoken(data);
    // Some of it is UTF-8 and not by chance: it is damaged, and in no other encoding.
    let damaged = || data.utf8_chunks().any(|chunk| chunk.valid().contains(|c| c > '\u{7ff}'));
    Err(if encoding.is_utf8() || damaged() {
        Error::data("error-not-utf8").with("path", path.display())
    } else {
        Error::data("error-encoding").with("path", path.display()).with("encoding", encoding.name())
    })
}

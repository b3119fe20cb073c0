//! Where one was when one left: in the state directory, by library.

use super::emit::{Value, emit};
use crate::error::Result;
use crate::files::Files;
use crate::library::Places;
use crate::text::TextId;
use crate::units::Char;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A place in a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// The document.
    pub document: String,
    /// The cursor.
    pub at: Char,
}

#[derive(Deserialize)]
struct Written {
    document: String,
    at: usize,
}

/// Returns the file of a library's session. It is known by its folder: sessions are this machine's own.
fn path(places: &Places, library: &Path) -> PathBuf {
    let id: String = TextId::of(&library.to_string_lossy()).to_string().chars().take(16).collect();
    places.state.join(id).join("session.ron")
}

/// Reads where one was; a session that is missing or cannot be read is none.
pub fn read_session(files: &dyn Files, places: &Places, library: &Path) -> Option<Session> {
    let data = files.read(&path(places, library)).ok()?;
    let written: Written = ron::from_str(&String::from_utf8(data).ok()?).ok()?;
    Some(Session { document: written.document, at: Char(written.at) })
}

/// Writes where one is.
///
/// # Errors
/// The state directory cannot be written.
pub fn write_session(files: &dyn Files, places: &Places, library: &Path, session: &Session) -> Result<()> {
    let fields = vec![("document", Value::from(session.document.as_str())), ("at", Value::Number(session.at.0 as i64))];
    files.write(&path(places, library), emit(&Value::Record(fields)).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Scripted;

    #[test]
    fn one_comes_back_to_where_one_was() {
        let places = Places { data: "/d".into(), state: "/s".into(), config: "/c".into() };
        let (files, here) = (Scripted::default(), Path::new("/lib"));
        assert_eq!(read_session(&files, &places, here), None);
        let session = Session { document: "甲\"/1.txt".into(), at: Char(42) };
        write_session(&files, &places, here, &session).unwrap();
        assert_eq!(read_session(&files, &places, here), Some(session));
        assert_eq!(read_session(&files, &places, Path::new("/other")), None);
    }
}

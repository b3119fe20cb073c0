//! What terminals answered when they were last asked: the first frame of the next start is laid out with it.

use super::emit::{Value, emit};
use crate::error::Result;
use crate::files::{Files, read_there};
use crate::library::Places;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What a terminal is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Seen {
    /// It draws ambiguous characters two cells wide.
    pub wide: bool,
    /// Its background is dark.
    pub dark: bool,
}

/// The most terminals that are remembered.
const MOST: usize = 64;

fn read(files: &dyn Files, places: &Places) -> Result<BTreeMap<String, Seen>> {
    let data = read_there(files, &places.state.join("terminals.ron"))?.unwrap_or_default();
    Ok(ron::from_str(&String::from_utf8_lossy(&data)).unwrap_or_default())
}

/// Returns what a terminal answered last time, if it was ever asked and that can be read: else it is asked again.
pub fn read_terminal(files: &dyn Files, places: &Places, name: &str) -> Option<Seen> {
    read(files, places).ok()?.get(name).copied()
}

/// Remembers what a terminal answered.
///
/// # Errors
/// The state directory cannot be read or written.
pub fn write_terminal(files: &dyn Files, places: &Places, name: &str, seen: Seen) -> Result<()> {
    let mut known = read(files, places)?;
    if known.insert(name.to_owned(), seen) == Some(seen) {
        return Ok(());
    }
    let mut text = String::from("{\n");
    for (name, seen) in known.into_iter().take(MOST) {
        let name = emit(&Value::Text(name));
        let _ = writeln!(text, "  {}: (wide: {}, dark: {}),", name.trim_end(), seen.wide, seen.dark);
    }
    files.write(&places.state.join("terminals.ron"), (text + "}\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Scripted;

    #[test]
    fn terminals_are_told_apart() {
        let places = Places { data: "/d".into(), state: "/s".into(), config: "/c".into() };
        let files = Scripted::default();
        assert_eq!(read_terminal(&files, &places, "xterm"), None);
        let (one, other) = (Seen { wide: true, dark: true }, Seen { wide: false, dark: false });
        write_terminal(&files, &places, "xterm \"a\"", one).unwrap();
        write_terminal(&files, &places, "kitty", other).unwrap();
        assert_eq!(read_terminal(&files, &places, "xterm \"a\""), Some(one));
        assert_eq!(read_terminal(&files, &places, "kitty"), Some(other));
        files.write(&places.state.join("terminals.ron"), b"broken").unwrap();
        assert_eq!(read_terminal(&files, &places, "kitty"), None);
    }
}

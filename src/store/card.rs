//! `library.ron`: what a store says of its library.

use super::emit::Value;
use super::shape::{Read, file, read};
use crate::error::Result;
use serde::Deserialize;
use std::path::Path;

/// The version of `library.ron`.
pub const VERSION: u32 = 2;

/// What `library.ron` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The library's identity.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Where its documents lie, if the store does not lie beside them.
    pub path: Option<String>,
}

#[derive(Deserialize)]
struct WrittenCard {
    id: String,
    name: String,
    path: Option<String>,
}

/// Reads `library.ron`; one that is sealed must not be written.
///
/// # Errors
/// As for [`read_sheet`].
pub fn read_card(path: &Path, source: &str) -> Result<Read<Card>> {
    let (written, sealed): Read<WrittenCard> = read(path, source, VERSION)?;
    Ok((Card { id: written.id, name: written.name, path: written.path }, sealed))
}

/// Writes `library.ron`.
pub fn write_card(card: &Card) -> String {
    file(
        VERSION,
        vec![
            ("id", Value::from(card.id.as_str())),
            ("name", Value::from(card.name.as_str())),
            ("path", Value::maybe(card.path.as_deref())),
        ],
    )
}

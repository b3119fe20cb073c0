//! The written form of what is settled about a text.

use super::emit::Value;
use super::shape::{
    Read, WrittenPassage, document, field, file, identity, passage, passage_fields, read, time, versions,
};
use crate::annotation::{Override, Passage, What, sort_overrides};
use crate::error::Result;
use serde::Deserialize;
use std::path::Path;

/// The version of these files.
pub const VERSION: u32 = 2;

/// The version of the files of what is settled about documents as a whole, which are written alike.
pub const GENRE: u32 = 1;

/// What is settled about one document, as its file holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// The document's path.
    pub document: String,
    /// The overrides, sorted.
    pub overrides: Vec<Override>,
}

#[derive(Deserialize)]
struct WrittenStructure {
    document: String,
    overrides: Vec<WrittenOverride>,
}

#[derive(Deserialize)]
struct WrittenOverride {
    id: String,
    at: WrittenPassage,
    what: String,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    to: Option<WrittenPassage>,
    created: String,
    modified: String,
    #[serde(default)]
    conflicts: Vec<WrittenOverride>,
}

/// Reads a file of what is settled about a document.
///
/// # Errors
/// As for [`super::shape::read_sheet`].
pub fn read_settled(path: &Path, source: &str) -> Result<Read<Settled>> {
    let (written, sealed): Read<WrittenStructure> = read(path, source, VERSION)?;
    let list = written.overrides.into_iter().map(|o| settled(path, o)).collect::<Result<Vec<_>>>();
    let mut overrides = list?;
    sort_overrides(&mut overrides);
    Ok((Settled { document: document(path, written.document)?, overrides }, sealed))
}

fn settled(path: &Path, written: WrittenOverride) -> Result<Override> {
    let value = written.value.as_deref();
    let to = written.to.map(|to| passage(path, &written.id, to)).transpose()?;
    let what = What::read(&written.what, value, to)
        .map_err(|name| field(path, name, if name == "what" { &written.what } else { value.unwrap_or_default() }))?;
    Ok(Override {
        id: identity(path, &written.id)?,
        at: passage(path, &written.id, written.at)?,
        what,
        created: time(path, &written.created)?,
        modified: time(path, &written.modified)?,
        conflicts: written.conflicts.into_iter().map(|other| settled(path, other)).collect::<Result<Vec<_>>>()?,
    })
}

/// Writes a file of what is settled about a document, in a version.
pub fn write_settled(settled: &Settled, version: u32) -> String {
    file(
        version,
        vec![
            ("document", Value::from(settled.document.as_str())),
            ("overrides", Value::List(settled.overrides.iter().map(override_value).collect())),
        ],
    )
}

fn override_value(o: &Override) -> Value {
    let (what, value) = o.what.written();
    let to = if let What::Belongs(to) = &o.what { to.as_ref() } else { None };
    let mut fields = vec![
        ("id", Value::Text(o.id.to_string())),
        ("at", Value::Record(passage_fields(&o.at))),
        ("what", Value::from(what)),
    ];
    fields.extend(value.map(|value| ("value", Value::Some(Box::new(Value::Text(value))))));
    let place = |to: &Passage| Value::Some(Box::new(Value::Record(passage_fields(to))));
    fields.extend(to.map(|to| ("to", place(to))));
    fields.push(("created", Value::Text(o.created.to_string())));
    fields.push(("modified", Value::Text(o.modified.to_string())));
    fields.extend(versions(&o.conflicts, override_value));
    Value::Record(fields)
}

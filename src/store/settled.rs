//! The written form of what is settled about a text.

use super::emit::Value;
use super::shape::{
    Read, WrittenPassage, document, field, file, identity, passage, passage_fields, read, time, versions,
};
use crate::annotation::{Override, Passage, What, sort_overrides};
use crate::error::Result;
use crate::text::Kind;
use serde::Deserialize;
use std::path::Path;

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
    let (written, sealed): Read<WrittenStructure> = read(path, source)?;
    let list = written.overrides.into_iter().map(|o| settled(path, o)).collect::<Result<Vec<_>>>();
    let mut overrides = list?;
    sort_overrides(&mut overrides);
    Ok((Settled { document: document(path, written.document)?, overrides }, sealed))
}

fn settled(path: &Path, written: WrittenOverride) -> Result<Override> {
    let value = written.value.as_deref();
    let yes = || match value {
        None | Some("yes") => Ok(true),
        Some("no") => Ok(false),
        Some(other) => Err(field(path, "value", other)),
    };
    let what = match written.what.as_str() {
        "kind" => {
            let named = Kind::ALL.into_iter().find(|kind| Some(kind.name()) == value);
            What::Kind(named.ok_or_else(|| field(path, "value", value.unwrap_or_default()))?)
        }
        "join" => What::Join,
        "split" => What::Split,
        "starts-article" => What::StartsArticle,
        "belongs" => What::Belongs(written.to.map(|to| passage(path, &written.id, to)).transpose()?),
        "gap" => What::Gap(yes()?),
        "repeated" => What::Repeated(yes()?),
        "accepted" => What::Accepted,
        "read" => What::Read(value.unwrap_or_default().to_owned()),
        "encoding" => What::Encoding(value.unwrap_or_default().to_owned()),
        other => return Err(field(path, "what", other)),
    };
    Ok(Override {
        id: identity(path, &written.id)?,
        at: passage(path, &written.id, written.at)?,
        what,
        created: time(path, &written.created)?,
        modified: time(path, &written.modified)?,
        conflicts: written.conflicts.into_iter().map(|other| settled(path, other)).collect::<Result<Vec<_>>>()?,
    })
}

/// Writes a file of what is settled about a document.
pub fn write_settled(settled: &Settled) -> String {
    file(vec![
        ("document", Value::from(settled.document.as_str())),
        ("overrides", Value::List(settled.overrides.iter().map(override_value).collect())),
    ])
}

fn override_value(o: &Override) -> Value {
    let no = |said: bool| if said { None } else { Some("no".to_owned()) };
    let (what, value, to) = match &o.what {
        What::Kind(kind) => ("kind", Some(kind.name().to_owned()), None),
        What::Join => ("join", None, None),
        What::Split => ("split", None, None),
        What::StartsArticle => ("starts-article", None, None),
        What::Belongs(to) => ("belongs", None, to.as_ref()),
        What::Gap(gap) => ("gap", no(*gap), None),
        What::Repeated(repeated) => ("repeated", no(*repeated), None),
        What::Accepted => ("accepted", None, None),
        What::Read(text) => ("read", Some(text.clone()), None),
        What::Encoding(name) => ("encoding", Some(name.clone()), None),
    };
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

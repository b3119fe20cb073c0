//! The written form of a tag.

use super::emit::Value;
use super::shape::{Read, field, file, read, time, versions};
use crate::annotation::{Tag, is_key};
use crate::error::Result;
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct WrittenTag {
    key: String,
    zh: String,
    en: String,
    parent: Option<String>,
    order: i64,
    colour: u8,
    definition: Vec<String>,
    include: Vec<String>,
    exclude: Vec<String>,
    examples: Vec<String>,
    aliases: Vec<String>,
    merged_into: Option<String>,
    created: String,
    modified: String,
    #[serde(default)]
    removed: Option<String>,
    #[serde(default)]
    conflicts: Vec<WrittenTag>,
}

/// The version of these files. What is left of a tag that was removed has a field more: an older program reads it as a
/// tag that it must not write, and every other as before.
pub const VERSION: u32 = 2;

/// Reads a tag.
///
/// # Errors
/// As for [`super::shape::read_sheet`].
pub fn read_tag(path: &Path, source: &str) -> Result<Read<Tag>> {
    let (written, sealed): Read<WrittenTag> = read(path, source, VERSION)?;
    // The key is the name of the file: nothing that leads elsewhere, or to another tag's file, can be one.
    if !is_key(&written.key) {
        return Err(field(path, "key", &written.key));
    }
    Ok((tag(path, written)?, sealed))
}

fn tag(path: &Path, written: WrittenTag) -> Result<Tag> {
    Ok(Tag {
        created: time(path, &written.created)?,
        modified: time(path, &written.modified)?,
        removed: written.removed.map(|removed| time(path, &removed)).transpose()?,
        key: written.key,
        zh: written.zh,
        en: written.en,
        parent: written.parent,
        order: written.order,
        slot: written.colour,
        definition: written.definition.join("\n"),
        include: written.include.join("\n"),
        exclude: written.exclude.join("\n"),
        examples: written.examples,
        aliases: written.aliases,
        merged_into: written.merged_into,
        conflicts: written.conflicts.into_iter().map(|other| tag(path, other)).collect::<Result<Vec<_>>>()?,
    })
}

/// Writes a tag.
pub fn write_tag(tag: &Tag) -> String {
    file(VERSION, tag_fields(tag))
}

fn tag_fields(tag: &Tag) -> Vec<(&'static str, Value)> {
    let mut fields = vec![
        ("key", Value::from(tag.key.as_str())),
        ("zh", Value::from(tag.zh.as_str())),
        ("en", Value::from(tag.en.as_str())),
        ("parent", Value::maybe(tag.parent.as_deref())),
        ("order", Value::Number(tag.order)),
        ("colour", Value::Number(tag.slot.into())),
        ("definition", Value::lines(&tag.definition)),
        ("include", Value::lines(&tag.include)),
        ("exclude", Value::lines(&tag.exclude)),
        ("examples", Value::row(&tag.examples)),
        ("aliases", Value::row(&tag.aliases)),
        ("merged_into", Value::maybe(tag.merged_into.as_deref())),
        ("created", Value::Text(tag.created.to_string())),
        ("modified", Value::Text(tag.modified.to_string())),
    ];
    fields.extend(tag.removed.map(|removed| ("removed", Value::Some(Box::new(Value::Text(removed.to_string()))))));
    fields.extend(versions(&tag.conflicts, |other| Value::Record(tag_fields(other))));
    fields
}

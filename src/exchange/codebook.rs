//! Codebooks as JSON: as `tags export` prints them.

use crate::annotation::{Codebook, Tag, key_of};
use crate::error::{Error, Result};
use jiff::Timestamp;
use serde_json::Value;

/// Reads a list of tags. One that the codebook has is changed by key: what is not said of it stays.
///
/// # Errors
/// It is no list of records, or one has no name.
pub fn read(name: &str, data: &[u8], codebook: &Codebook, now: Timestamp) -> Result<Vec<Tag>> {
    let broken = |cause: String| Error::data("error-broken").with("path", name).with("cause", cause);
    let list: Vec<Value> = serde_json::from_slice(data).map_err(|e| broken(e.to_string()))?;
    let mut codebook = codebook.clone();
    let mut tags = Vec::new();
    for item in list {
        let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (zh, en) = (text("zh"), text("en"));
        let label = if zh.is_empty() { en.clone() } else { zh.clone() };
        if label.is_empty() {
            return Err(broken(item.to_string()));
        }
        let parent = Some(text("parent")).filter(|parent| !parent.is_empty());
        let key = key_of(&if text("key").is_empty() { label.clone() } else { text("key") });
        let made = || Tag { key: key.clone(), ..codebook.make(&label, parent.as_deref(), now) };
        let before = codebook.get(&key).cloned().unwrap_or_else(made);
        let or = |new: String, old: String| if new.is_empty() { old } else { new };
        let tag = Tag {
            zh,
            en,
            parent,
            definition: or(text("definition"), before.definition),
            include: or(text("include"), before.include),
            exclude: or(text("exclude"), before.exclude),
            modified: now,
            ..before
        };
        codebook.set(&key, Some(tag.clone()));
        tags.push(tag);
    }
    Ok(tags)
}

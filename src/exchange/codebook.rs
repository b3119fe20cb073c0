//! Codebooks as JSON: as `tags export` prints them.

use super::incoming::{Incoming, Label};
use super::taxonomy::split;
use super::without_mark;
use crate::annotation::{Tag, key_of};
use crate::error::{Error, Result};
use serde_json::Value;

/// Reads a list of tags: by their keys, else by their paths. What is not said of one that is here stays.
///
/// # Errors
/// It is no list of records, or one has no name.
pub fn read(name: &str, data: &[u8]) -> Result<Incoming> {
    let broken = |cause: String| Error::data("error-broken").with("path", name).with("cause", cause);
    let list: Vec<Value> = serde_json::from_slice(without_mark(data)).map_err(|e| broken(e.to_string()))?;
    let mut incoming = Incoming::default();
    for (n, item) in list.into_iter().enumerate() {
        let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
        let said = |name: &str| Some(text(name)).filter(|text| !text.is_empty());
        let (zh, en) = (text("zh"), text("en"));
        let label = [&zh, &en].into_iter().find(|label| !label.is_empty()).cloned();
        let label = label.ok_or_else(|| broken(item.to_string()))?;
        let path = said("path").map(|path| split(&path)).filter(|path| !path.is_empty());
        let key = said("key").map(|key| key_of(&key));
        let examples = item.get("examples").and_then(Value::as_array).into_iter().flatten();
        incoming.tags.push(Label {
            id: key.clone().unwrap_or_else(|| n.to_string()),
            path: path.unwrap_or_else(|| vec![label]),
            above: said("parent"),
            placed: key.is_some() && item.get("parent").is_some(),
            key,
            about: Tag {
                zh,
                en,
                definition: text("definition"),
                include: text("include"),
                exclude: text("exclude"),
                examples: examples.filter_map(Value::as_str).map(str::to_owned).collect(),
                ..Tag::default()
            },
            ..Label::default()
        });
    }
    Ok(incoming)
}

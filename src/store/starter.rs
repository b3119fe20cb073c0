//! The codebook that the store of the built-in pages begins with.

use crate::annotation::{SLOTS_OF_TAGS, Tag};
use jiff::Timestamp;
use serde::Deserialize;

#[derive(Deserialize)]
struct Written {
    key: String,
    zh: String,
    en: String,
    #[serde(default)]
    definition: String,
    #[serde(default)]
    tags: Vec<Written>,
}

/// Returns the tags of the starter codebook, those above before those below.
pub fn starter(now: Timestamp) -> Vec<Tag> {
    let written: Vec<Written> = ron::from_str(include_str!("../../assets/codebook/starter.ron")).unwrap_or_default();
    let mut tags = Vec::new();
    for (n, top) in written.into_iter().enumerate() {
        let slot = n as u8 % SLOTS_OF_TAGS + 1;
        let below = top.tags;
        let key = top.key.clone();
        tags.push(Tag { definition: top.definition, ..tag(top.key, (top.zh, top.en), None, (n, slot), now) });
        for (m, sub) in below.into_iter().enumerate() {
            tags.push(Tag { definition: sub.definition, ..tag(sub.key, (sub.zh, sub.en), Some(&key), (m, slot), now) });
        }
    }
    tags
}

fn tag(key: String, (zh, en): (String, String), parent: Option<&str>, (n, slot): (usize, u8), now: Timestamp) -> Tag {
    let order = (n as i64 + 1) * 10;
    Tag { key, zh, en, parent: parent.map(str::to_owned), order, slot, created: now, modified: now, ..Tag::default() }
}

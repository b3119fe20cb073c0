//! Making tags: a new one for a label, or again the one that was removed.

use super::codebook::{Codebook, SLOTS, Tag, key_of};
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};

/// What the making of tags must know of a codebook, gathered once for any number of them.
pub struct Register {
    /// The keys that are taken, in lower case: file systems may not tell cases apart.
    taken: HashSet<String>,
    /// The last place among the tags below each, and below none.
    last: HashMap<Option<String>, i64>,
    /// How many tags at the top wear each colour, by slot from 1.
    worn: HashMap<u8, usize>,
    /// The keys of tags that were removed, by their labels and by their keys in lower case.
    removed: HashMap<String, Vec<String>>,
}

impl Register {
    /// Gathers it.
    pub fn new(codebook: &Codebook) -> Self {
        let mut register =
            Self { taken: HashSet::new(), last: HashMap::new(), worn: HashMap::new(), removed: HashMap::new() };
        register.taken.extend(codebook.entries().map(|tag| tag.key.to_lowercase()));
        for (above, family) in codebook.families() {
            family.into_iter().for_each(|tag| register.stands(above, tag));
        }
        for tag in codebook.removed() {
            for name in HashSet::from([tag.zh.clone(), tag.en.clone(), tag.key.to_lowercase()]) {
                register.removed.entry(name).or_default().push(tag.key.clone());
            }
        }
        register
    }

    /// Takes note of a tag that was put into the codebook.
    pub fn enter(&mut self, tag: &Tag) {
        self.taken.insert(tag.key.to_lowercase());
        self.stands(tag.parent.as_deref(), tag);
    }

    fn stands(&mut self, above: Option<&str>, tag: &Tag) {
        let last = self.last.entry(above.map(str::to_owned)).or_insert(tag.order);
        *last = tag.order.max(*last);
        if above.is_none() {
            *self.worn.entry(tag.slot).or_default() += 1;
        }
    }

    /// Makes a key for a label that no tag has yet, not even in another case.
    pub fn free_key(&self, label: &str) -> String {
        let key = key_of(label);
        let numbered = (2..).map(|n| format!("{key}-{n}"));
        let free = |key: &String| !self.taken.contains(&key.to_lowercase());
        std::iter::once(key.clone()).chain(numbered).find(free).unwrap_or(key)
    }

    /// Returns what is left of the tag that a label named before it was removed: that below the same parent, if there
    /// are several.
    fn left_of<'a>(&self, codebook: &'a Codebook, label: &str, parent: Option<&str>) -> Option<&'a Tag> {
        let key = key_of(label).to_lowercase();
        let same_key = |tag: &Tag| label.contains(char::is_alphanumeric) && tag.key.to_lowercase() == key;
        let listed = [label, key.as_str()].into_iter().filter_map(|name| self.removed.get(name)).flatten();
        let gone = listed.filter_map(|key| codebook.known(key)).filter(|tag| tag.removed.is_some());
        let named = gone.filter(|tag| tag.zh == label || tag.en == label || same_key(tag));
        named.min_by_key(|tag| (tag.parent.as_deref() != parent, !same_key(tag), &tag.key))
    }

    /// Makes a tag under a parent, at the end of its siblings: one that was removed comes back with what was said of
    /// it, a new one has the colour of its parent, or the one that the fewest at the top wear. It stands in the
    /// codebook only when it is put there.
    pub fn make(&self, codebook: &Codebook, label: &str, parent: Option<&str>, now: Timestamp) -> Tag {
        let slot = match parent.and_then(|key| codebook.get(key)) {
            Some(above) => above.slot,
            None => (1..=SLOTS).min_by_key(|slot| self.worn.get(slot)).unwrap_or(1),
        };
        let latin = label.is_ascii();
        let made = Tag {
            key: self.free_key(label),
            zh: if latin { String::new() } else { label.into() },
            en: if latin { label.into() } else { String::new() },
            parent: parent.map(str::to_owned),
            order: self.last.get(&parent.map(str::to_owned)).map_or(10, |last| last + 10),
            slot,
            created: now,
            modified: now,
            ..Tag::default()
        };
        let Some(left) = self.left_of(codebook, label, parent) else { return made };
        let names = if left.zh == label || left.en == label { left } else { &made };
        let (zh, en) = (names.zh.clone(), names.en.clone());
        let Tag { parent, order, .. } = made;
        Tag { zh, en, parent, order, merged_into: None, modified: now, removed: None, ..left.clone() }
    }
}

impl Codebook {
    /// Makes one tag, as [`Register::make`] does.
    pub fn make(&self, label: &str, parent: Option<&str>, now: Timestamp) -> Tag {
        Register::new(self).make(self, label, parent, now)
    }

    /// Makes the tags of a list, each told by the labels that lead to it. Those that are there already are not made
    /// again.
    pub fn listed(&self, paths: &[Vec<String>], now: Timestamp) -> Vec<Tag> {
        let mut whole = self.clone();
        let mut register = Register::new(self);
        let mut below: HashMap<(Option<String>, String), String> = HashMap::new();
        for (above, family) in self.families() {
            for (tag, label) in family.into_iter().flat_map(|tag| [(tag, &tag.zh), (tag, &tag.en)]) {
                below.entry((above.map(str::to_owned), label.clone())).or_insert_with(|| tag.key.clone());
            }
        }
        let mut made = Vec::new();
        let mut keys: HashMap<&[String], String> = HashMap::new();
        for path in paths {
            let Some((label, above)) = path.split_last() else { continue };
            let parent = keys.get(above).cloned();
            let key = below.entry((parent.clone(), label.clone())).or_insert_with(|| {
                let tag = register.make(&whole, label, parent.as_deref(), now);
                register.enter(&tag);
                whole.set(&tag.key, Some(tag.clone()));
                made.push(tag);
                made.last().map(|tag| tag.key.clone()).unwrap_or_default()
            });
            keys.insert(path, key.clone());
        }
        made
    }
}

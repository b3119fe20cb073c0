//! The codebook: tags in a tree, each with its definition.

use crate::error::Error;
use crate::text::width::is_invisible;
use crate::theme::{Hue, SHADES};
use crate::words::Lang;
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many colours there are for tags.
pub const SLOTS: u8 = 12;

/// A tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag {
    /// Its name in files: made once from the label, never changed.
    pub key: String,
    /// Its name for people, in Chinese; may be empty if there is an English one.
    pub zh: String,
    /// Its name for people, in English; may be empty if there is a Chinese one.
    pub en: String,
    /// The key of the tag above it.
    pub parent: Option<String>,
    /// Its place among its siblings.
    pub order: i64,
    /// Its colour, 1 to 12.
    pub slot: u8,
    /// What it is for.
    pub definition: String,
    /// What belongs to it.
    pub include: String,
    /// What does not.
    pub exclude: String,
    /// Passages that show its use.
    pub examples: Vec<String>,
    /// Other names it is found by.
    pub aliases: Vec<String>,
    /// The tag it was merged into.
    pub merged_into: Option<String>,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// When it was removed, if it was: what is left of it tells others so, and what it was to those who name it still.
    pub removed: Option<Timestamp>,
    /// Other versions of it, after merges that could not decide; sorted.
    pub conflicts: Vec<Self>,
}

impl Tag {
    /// Returns its name in a language.
    pub fn label(&self, lang: Lang) -> &str {
        let label = lang.pick(&self.zh, &self.en);
        if label.is_empty() { &self.key } else { label }
    }

    /// Tells whether another version says the same, whenever either was made.
    pub fn says_as(&self, other: &Self) -> bool {
        *self == Self { created: self.created, modified: self.modified, ..other.clone() }
    }
}

/// Makes the key of a label: letters and digits of any script, all else as `-`, at most 60 code points.
pub fn key_of(label: &str) -> String {
    let mut key = String::new();
    for c in label.trim().chars() {
        if c.is_alphanumeric() {
            key.push(c);
        } else if !key.is_empty() && !key.ends_with('-') {
            key.push('-');
        }
    }
    let key: String = key.chars().take(60).collect();
    let key = key.trim_end_matches('-');
    if key.is_empty() { "tag".into() } else { key.into() }
}

/// Returns the label that a person gives to a tag, without blanks around it.
///
/// # Errors
/// Nothing of it can be seen but dots and strokes, which lead from folder to folder and from tag to tag.
pub fn label(written: &str) -> Result<&str, Error> {
    let seen = |c: char| !(c.is_whitespace() || c.is_control() || is_invisible(c) || matches!(c, '.' | '/' | '\\'));
    let named = written.contains(seen).then(|| written.trim());
    named.ok_or_else(|| Error::usage("error-tag-label").with("tag", written.trim()))
}

/// Tells whether a name can be a key: it names a file.
pub fn is_key(name: &str) -> bool {
    !name.is_empty() && !name.contains(['/', '\\', '.']) && !name.chars().any(char::is_control)
}

/// All tags of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codebook {
    tags: BTreeMap<String, Tag>,
}

impl FromIterator<Tag> for Codebook {
    fn from_iter<I: IntoIterator<Item = Tag>>(tags: I) -> Self {
        Self { tags: tags.into_iter().map(|tag| (tag.key.clone(), tag)).collect() }
    }
}

impl Codebook {
    /// Returns a tag by its key.
    pub fn get(&self, key: &str) -> Option<&Tag> {
        self.known(key).filter(|tag| tag.removed.is_none())
    }

    /// Returns a tag by its key, or what is left of one that was removed.
    pub fn known(&self, key: &str) -> Option<&Tag> {
        self.tags.get(key)
    }

    /// Puts a tag in, or takes it out.
    pub fn set(&mut self, key: &str, tag: Option<Tag>) {
        match tag {
            Some(tag) => self.tags.insert(key.to_owned(), tag),
            None => self.tags.remove(key),
        };
    }

    /// Returns all tags by key, merged ones too.
    pub fn all(&self) -> impl Iterator<Item = &Tag> {
        self.entries().filter(|tag| tag.removed.is_none())
    }

    /// Returns all tags by key, and what is left of those that were removed.
    pub fn entries(&self) -> impl Iterator<Item = &Tag> {
        self.tags.values()
    }

    /// Returns what is left of the tags that were removed, by key.
    pub fn removed(&self) -> impl Iterator<Item = &Tag> {
        self.entries().filter(|tag| tag.removed.is_some())
    }

    /// Tells whether there is no tag.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    /// Follows merges to the tag that stands for this key now. Of tags that two people merged into each other the
    /// first by key stands.
    pub fn resolve<'a>(&'a self, key: &'a str) -> &'a str {
        // Most tags are not merged into another.
        if self.tags.get(key).is_some_and(|tag| self.merged(tag).is_none()) {
            return key;
        }
        self.follow(key, |tag| self.merged(tag)).0.last().copied().unwrap_or(key)
    }

    /// Returns the key of the tag that a tag was merged into, if there is such a tag.
    fn merged<'a>(&'a self, tag: &'a Tag) -> Option<&'a str> {
        tag.merged_into.as_deref().filter(|into| self.tags.contains_key(*into))
    }

    /// Returns for every key the tag that stands for it now, as [`resolve`](Self::resolve) does, in one pass over all.
    fn resolved(&self) -> HashMap<&str, &str> {
        let mut ends: HashMap<&str, &str> = HashMap::new();
        for key in self.tags.keys().map(String::as_str) {
            if !ends.contains_key(key) {
                let way = self.follow(key, |tag| self.merged(tag).filter(|into| !ends.contains_key(into))).0;
                let last = way.last().copied().unwrap_or(key);
                let onward = self.known(last).and_then(|tag| ends.get(self.merged(tag)?)).copied();
                ends.extend(way.into_iter().map(|key| (key, onward.unwrap_or(last))));
            }
        }
        ends
    }

    /// Follows a way from tag to tag to its end; if it runs in a circle, to the first of that by key. Returns the keys
    /// on the way, the end last, and whether there is a circle.
    fn follow<'a>(&'a self, key: &'a str, next: impl Fn(&'a Tag) -> Option<&'a str>) -> (Vec<&'a str>, bool) {
        let (mut way, mut places) = (vec![key], HashMap::from([(key, 0)]));
        while let Some(step) = way.last().and_then(|key| self.known(key)).and_then(&next) {
            if let Some(from) = places.insert(step, way.len()) {
                let circle = way.iter().enumerate().skip(from).min_by_key(|(_, key)| **key);
                let end = circle.map_or(from, |(at, _)| at);
                way.truncate(end + 1);
                return (way, true);
            }
            way.push(step);
        }
        (way, false)
    }

    /// Returns the tags that stand for themselves, by key: not those that were merged into others.
    pub fn in_use(&self) -> impl Iterator<Item = &Tag> {
        let ends = self.resolved();
        self.all().filter(move |tag| ends.get(&*tag.key).is_some_and(|end| *end == tag.key))
    }

    /// Returns the key of the tag above a tag. A tag is at the top if that is missing, or if it is the first by key of
    /// tags that two people have put below each other.
    pub fn above(&self, tag: &Tag) -> Option<&str> {
        let own = self.get(&tag.key)?;
        self.lineage(&own.key).get(1).copied()
    }

    /// Returns the key that a tag names as the one above it, if there is such a tag.
    fn named_above<'a>(&'a self, tag: &Tag, resolve: impl Fn(&'a str) -> &'a str) -> Option<&'a str> {
        let named = self.get(tag.parent.as_deref()?)?;
        Some(resolve(&named.key)).filter(|key| *key != tag.key && self.get(key).is_some())
    }

    /// Returns the keys of a tag and of all above it.
    pub fn lineage<'a>(&'a self, key: &'a str) -> Vec<&'a str> {
        self.follow(key, |tag| self.named_above(tag, |key| self.resolve(key))).0
    }

    /// Returns the tags in use, sorted into those that stand below the same, in their order.
    pub(super) fn families(&self) -> HashMap<Option<&str>, Vec<&Tag>> {
        let ends = self.resolved();
        let above = |tag: &Tag| self.named_above(tag, |key| ends.get(key).copied().unwrap_or(key));
        // Whether a tag heads a circle is known of all that lie on the way to it.
        let (mut heads, mut known) = (HashSet::new(), HashSet::new());
        let mut families: HashMap<Option<&str>, Vec<&Tag>> = HashMap::new();
        for tag in self.in_use() {
            if !known.contains(&*tag.key) {
                let (way, circle) = self.follow(&tag.key, |tag| above(tag).filter(|key| !known.contains(key)));
                heads.extend(way.last().copied().filter(|_| circle));
                known.extend(way);
            }
        }
        for tag in self.in_use() {
            let parent = if heads.contains(&*tag.key) { None } else { above(tag) };
            families.entry(parent).or_default().push(tag);
        }
        families.values_mut().for_each(|family| family.sort_by(|a, b| (a.order, &a.key).cmp(&(b.order, &b.key))));
        families
    }

    /// Returns the tags below a parent in their order.
    pub fn children(&self, parent: Option<&str>) -> Vec<&Tag> {
        self.families().remove(&parent).unwrap_or_default()
    }

    /// Returns the tags in use as a tree, depth first, each with its depth.
    pub fn tree(&self) -> Vec<(usize, &Tag)> {
        self.below(None, 0)
    }

    /// Returns the tags below one, depth first, each with its depth.
    fn below(&self, parent: Option<&str>, depth: usize) -> Vec<(usize, &Tag)> {
        let mut families = self.families();
        let mut found = Vec::new();
        let mut waiting: Vec<(usize, &Tag)> = Vec::new();
        let mut family = families.remove(&parent).unwrap_or_default();
        let mut deep = depth;
        loop {
            waiting.extend(family.into_iter().rev().map(|tag| (deep, tag)));
            let Some((depth, tag)) = waiting.pop() else { return found };
            found.push((depth, tag));
            family = families.remove(&Some(&*tag.key)).unwrap_or_default();
            deep = depth + 1;
        }
    }

    /// Returns the keys of a tag and of all below it.
    pub fn with_children(&self, key: &str) -> Vec<String> {
        let mut found = vec![key.to_owned()];
        found.extend(self.below(Some(key), 1).into_iter().map(|(_, tag)| tag.key.clone()));
        found
    }

    /// Returns the path of a tag: `组织架构 / 网格`. A key without a tag is its own path.
    pub fn path(&self, key: &str, lang: Lang) -> String {
        let names: Vec<&str> = self.lineage(key).into_iter().rev().map(|key| self.label(key, lang)).collect();
        names.join(" / ")
    }

    /// Returns the name of a tag in a language; a key without a tag is its own name.
    pub fn label<'a>(&'a self, key: &'a str, lang: Lang) -> &'a str {
        self.known(key).map_or(key, |tag| tag.label(lang))
    }

    /// Returns the colour of a tag: that of its slot, in a shade of its own below another tag of that colour. Shades go
    /// by when a tag was made, so that none changes when others are added, moved or removed.
    pub fn hue(&self, key: &str) -> Hue {
        let Some(tag) = self.known(key) else { return Hue::default() };
        let alike = |other: &&Tag| other.slot == tag.slot && other.parent.is_some();
        let first = |other: &&Tag| (other.created, &other.key) < (tag.created, &tag.key);
        let shade =
            tag.parent.is_some().then(|| self.entries().filter(alike).filter(first).count() % usize::from(SHADES));
        Hue { slot: tag.slot, shade: shade.map_or(0, |n| n as u8 + 1) }
    }

    /// Finds tags by a key, a label, an alias or a path, else by the end of one. More than one: the name is not unique.
    pub fn named(&self, name: &str) -> Vec<&Tag> {
        if let Some(tag) = self.get(name) {
            return vec![tag];
        }
        let plain = |path: String| path.split('/').map(str::trim).collect::<Vec<_>>().join("/").to_lowercase();
        let wanted = plain(name.to_owned());
        if wanted.is_empty() {
            return Vec::new();
        }
        let labels = |tag: &Tag| [&tag.zh, &tag.en].into_iter().chain(&tag.aliases).any(|l| l.to_lowercase() == wanted);
        let paths = |tag: &Tag| Lang::ALL.iter().any(|lang| plain(self.path(&tag.key, *lang)) == wanted);
        let found: Vec<&Tag> = self.in_use().filter(|tag| labels(tag) || paths(tag)).collect();
        if !found.is_empty() || !wanted.contains('/') {
            return found;
        }
        let end = format!("/{wanted}");
        let ends = |tag: &&Tag| Lang::ALL.iter().any(|lang| plain(self.path(&tag.key, *lang)).ends_with(&end));
        self.in_use().filter(ends).collect()
    }

    /// Finds tags likewise, to look for what has them: else those that were removed, by key or label.
    pub fn called(&self, name: &str) -> Vec<&Tag> {
        let found = self.named(name);
        if !found.is_empty() {
            return found;
        }
        self.removed().filter(|tag| [&tag.key, &tag.zh, &tag.en].into_iter().any(|own| own == name)).collect()
    }

    /// Says that there is no tag of a name, and which come near.
    pub fn without(&self, name: &str) -> Error {
        let nearest = self.nearest(name, 3);
        let error = Error::data("error-no-such-tag").with("tag", name).with("count", nearest.len());
        error.with("nearest", nearest.join(", "))
    }

    /// Returns the keys and labels nearest to a name, the nearest first.
    pub fn nearest(&self, name: &str, count: usize) -> Vec<String> {
        let names = self.all().flat_map(|tag| [&tag.key, &tag.zh, &tag.en]).filter(|name| !name.is_empty());
        let mut scored: Vec<(f64, &String)> = names.map(|n| (strsim::normalized_levenshtein(n, name), n)).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        scored.dedup_by(|a, b| a.1 == b.1);
        scored.into_iter().filter(|(score, _)| *score > 0.2).take(count).map(|(_, name)| name.clone()).collect()
    }
}

//! Tags that come in: which of them are here already, and where the new ones land.

use super::super::guids;
use super::super::incoming::Label;
use crate::annotation::{Book, Codebook, Tag};
use crate::words::Lang;
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Puts the tags at the top of an incoming codebook that are new here below the chosen one.
pub fn below(theirs: &mut Codebook, ours: &Codebook, parent: Option<&str>) {
    let Some(parent) = parent else { return };
    let new = |tag: &&Tag| ours.get(&tag.key).is_none() && theirs.above(tag).is_none() && tag.key != parent;
    let top: Vec<Tag> = theirs.in_use().filter(new).cloned().collect();
    for tag in top {
        theirs.set(&tag.key.clone(), Some(Tag { parent: Some(parent.to_owned()), ..tag }));
    }
}

/// Makes the tags that incoming annotations name and that are nowhere, from their keys.
pub fn complete(theirs: &mut Book, ours: &Codebook, now: Timestamp) {
    let named: BTreeSet<String> = theirs.all().flat_map(|(_, list)| list.iter().flat_map(|a| a.tags.clone())).collect();
    for key in named {
        if theirs.codebook.get(&key).is_none() && ours.get(&key).is_none() {
            let made = ours.make(&key, None, now);
            theirs.codebook.set(&key, Some(Tag { key: key.clone(), ..made }));
        }
    }
}

/// Finds the keys of labels; those that are not here yet are made, below what they name, else below the chosen tag.
/// What is said of tags goes into `theirs`.
pub fn settle(
    labels: &[Label],
    ours: &Codebook,
    theirs: &mut Codebook,
    parent: Option<&str>,
    now: Timestamp,
) -> HashMap<String, String> {
    let mut all = ours.clone();
    theirs.all().for_each(|tag| all.set(&tag.key, Some(tag.clone())));
    let by_uuid = ours.all().map(|tag| (guids::tag(tag), tag.key.clone())).collect();
    let mut below: HashMap<(Option<String>, String), Vec<String>> = HashMap::new();
    for (_, tag) in all.tree() {
        let above = all.above(tag).map(str::to_owned);
        let labels: BTreeSet<&str> = Lang::ALL.iter().map(|lang| tag.label(*lang)).collect();
        for label in labels {
            below.entry((above.clone(), label.to_owned())).or_default().push(tag.key.clone());
        }
    }
    let (keys, told) = (HashMap::new(), BTreeSet::new());
    let mut settled = Settled { by_uuid, ours, all, theirs, now, keys, told, below };
    for label in labels {
        let key = settled.find(label, parent).unwrap_or_else(|| settled.make(label, parent));
        settled.say(&key, &label.about);
        if label.uuid.is_some() {
            settled.told.insert(key.clone());
        }
        settled.keys.insert(label.id.clone(), key);
    }
    settled.keys
}

struct Settled<'t> {
    by_uuid: HashMap<Uuid, String>,
    ours: &'t Codebook,
    all: Codebook,
    theirs: &'t mut Codebook,
    now: Timestamp,
    keys: HashMap<String, String>,
    /// The tags that labels with identities have told of.
    told: BTreeSet<String>,
    /// The tags by those above them and their labels, in their order.
    below: HashMap<(Option<String>, String), Vec<String>>,
}

impl Settled<'_> {
    /// Finds the tag of a label: by identity, by path, by path below the chosen tag, else the only one of that name.
    fn find(&self, label: &Label, parent: Option<&str>) -> Option<String> {
        if let Some(known) = label.uuid.and_then(|uuid| self.by_uuid.get(&uuid)) {
            return Some(known.clone());
        }
        if let (Some(above), [.., name]) = (&label.above, label.path.as_slice()) {
            return self.child(self.keys.get(above).map(String::as_str), std::slice::from_ref(name));
        }
        self.child(None, &label.path).or_else(|| self.child(parent, &label.path)).or_else(|| {
            let [name] = label.path.as_slice() else { return None };
            // A tool without a tree knows a tag by its label; what came in before is no such tag.
            match self.ours.named(name).as_slice() {
                [only] if label.uuid.is_none() => Some(self.ours.resolve(&only.key).to_owned()),
                _ => None,
            }
        })
    }

    /// Goes down a path. Who tells tags apart by identities has told of each once.
    fn child(&self, from: Option<&str>, path: &[String]) -> Option<String> {
        let mut at = from.map(str::to_owned);
        for (n, name) in path.iter().enumerate() {
            let last = n + 1 == path.len();
            let children = self.below.get(&(at, name.clone()))?;
            at = Some(children.iter().find(|key| !(last && self.told.contains(*key)))?.clone());
        }
        at.filter(|_| !path.is_empty())
    }

    /// Makes the tag of a label, and those above it that are missing.
    fn make(&mut self, label: &Label, parent: Option<&str>) -> String {
        let mut at = parent.map(str::to_owned);
        let above = label.above.as_ref().and_then(|above| self.keys.get(above)).cloned();
        let first = if above.is_some() { label.path.len().saturating_sub(1) } else { 0 };
        at = above.or(at);
        for (n, name) in label.path.iter().enumerate().skip(first) {
            let path = label.path.get(..=n).unwrap_or_default();
            let known = if n + 1 == label.path.len() {
                None
            } else {
                self.child(None, path).or_else(|| self.child(parent, path))
            };
            at = Some(known.unwrap_or_else(|| {
                let tag = self.all.make(name, at.as_deref(), self.now);
                let key = tag.key.clone();
                self.below.entry((at.clone(), name.clone())).or_default().push(key.clone());
                self.all.set(&key, Some(tag.clone()));
                self.theirs.set(&key, Some(tag));
                key
            }));
        }
        at.unwrap_or_default()
    }

    /// Says of a tag what its label says.
    fn say(&mut self, key: &str, about: &Tag) {
        let Some(tag) = self.all.get(key).cloned() else { return };
        let or = |new: &String, old: &String| if new.is_empty() { old.clone() } else { new.clone() };
        let said = Tag {
            zh: or(&about.zh, &tag.zh),
            en: or(&about.en, &tag.en),
            definition: or(&about.definition, &tag.definition),
            include: or(&about.include, &tag.include),
            exclude: or(&about.exclude, &tag.exclude),
            examples: if about.examples.is_empty() { tag.examples.clone() } else { about.examples.clone() },
            slot: if about.slot == 0 { tag.slot } else { about.slot },
            ..tag.clone()
        };
        if said != tag {
            let said = Tag { modified: self.now, ..said };
            self.all.set(key, Some(said.clone()));
            self.theirs.set(key, Some(said));
        }
    }
}

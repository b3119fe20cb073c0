//! Tags that come in: which of them are here already, and where the new ones land.

use super::trees::{Trees, trees};
use crate::annotation::{Book, Codebook, Register, Tag, label as named};
use crate::exchange::common::guids;
use crate::exchange::common::taxonomy::Separator;
use crate::exchange::intake::incoming::Label;
use crate::words::Lang;
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Puts the tags at the top of an incoming codebook that are new here below the chosen one.
pub fn below(theirs: &mut Codebook, ours: &Codebook, parent: Option<&str>) {
    let Some(parent) = parent else { return };
    let new = |tag: &&Tag| ours.get(&tag.key).is_none() && tag.key != parent;
    let top: Vec<Tag> = theirs.children(None).into_iter().filter(new).cloned().collect();
    for tag in top {
        theirs.set(&tag.key.clone(), Some(Tag { parent: Some(parent.to_owned()), ..tag }));
    }
}

/// Makes the tags that incoming annotations name and that are nowhere, from their keys.
pub fn complete(theirs: &mut Book, ours: &Codebook, parent: Option<&str>, now: Timestamp) {
    let named: BTreeSet<String> = theirs.all().flat_map(|(_, list)| list.iter().flat_map(|a| a.tags.clone())).collect();
    let register = Register::new(ours);
    for key in named {
        if theirs.codebook.get(&key).is_none() && ours.get(&key).is_none() {
            let made = register.make(ours, &key, parent, now);
            theirs.codebook.set(&key, Some(Tag { key: key.clone(), ..made }));
        }
    }
}

/// What became of the labels of a file.
#[derive(Default)]
pub struct Tagged {
    /// The keys of their tags, by how marks name them.
    pub keys: HashMap<String, String>,
    /// The keys of tags that were here before.
    pub matched: BTreeSet<String>,
    /// Tags of which the file tells by their keys, as they are here: it has changed these, and nobody else.
    pub before: Vec<Tag>,
    /// The keys of tags that were made because marks name them.
    pub made: BTreeSet<String>,
    /// How labels were parted, if the file has any that could be, and how many were.
    pub trees: Option<(Trees, usize)>,
    /// How many labels can be those of no tag.
    pub unnamed: usize,
}

/// Takes out the tags that were made for marks of which none was taken.
pub fn prune(theirs: &mut Book, made: &BTreeSet<String>) {
    let used: BTreeSet<String> = theirs.all().flat_map(|(_, list)| list.iter().flat_map(|a| a.tags.clone())).collect();
    let tree: Vec<(String, Option<String>)> =
        with_parents(&theirs.codebook).map(|(tag, above)| (tag.key.clone(), above.map(str::to_owned))).collect();
    let mut needed = BTreeSet::new();
    // Those below others go first.
    for (key, above) in tree.into_iter().rev() {
        if made.contains(&key) && !used.contains(&key) && !needed.contains(&key) {
            theirs.codebook.set(&key, None);
        } else {
            needed.extend(above);
        }
    }
}

/// Returns the tags in use, depth first, each with the key of that above it.
fn with_parents(codebook: &Codebook) -> impl Iterator<Item = (&Tag, Option<&str>)> {
    let mut lineage: Vec<&str> = Vec::new();
    codebook.tree().into_iter().map(move |(depth, tag)| {
        lineage.truncate(depth);
        let above = lineage.last().copied();
        lineage.push(&tag.key);
        (tag, above)
    })
}

/// Returns the paths of labels, and how those were found out that are written as one.
fn parted(
    labels: &[Label],
    separator: Option<&Separator>,
    known: &dyn Fn(&str) -> bool,
) -> (Vec<Vec<String>>, Option<(Trees, usize)>) {
    let written: BTreeSet<&str> =
        labels.iter().map(|label| &*label.written).filter(|label| !label.is_empty()).collect();
    let trees = match separator {
        Some(separator) => Trees { separator: separator.clone(), doubt: Vec::new() },
        None => trees(&written, known),
    };
    let path = |label: &Label| {
        [label.path.clone(), if label.written.is_empty() { Vec::new() } else { trees.separator.part(&label.written) }]
            .concat()
    };
    let paths = labels.iter().map(path).collect();
    let count = written.iter().filter(|label| trees.separator.part(label).len() > 1).count();
    // How this program's own files are parted is nothing to tell.
    let told = separator != Some(&Separator::Own) && (count > 0 || !trees.doubt.is_empty());
    (paths, told.then_some((trees, count)))
}

/// Finds the keys of labels: by identity or key, else by path below the chosen tag, never by a name alone; those that
/// are not here yet are made. What is said of tags goes into `theirs`.
pub fn settle(
    labels: &[Label],
    separator: Option<&Separator>,
    ours: &Codebook,
    theirs: &mut Codebook,
    (parent, now): (Option<&str>, Timestamp),
) -> Tagged {
    let mut all = ours.clone();
    theirs.all().for_each(|tag| all.set(&tag.key, Some(tag.clone())));
    let by_uuid = ours.all().map(|tag| (guids::tag(tag), tag.key.clone())).collect();
    let mut below: HashMap<(Option<String>, String), Vec<String>> = HashMap::new();
    for (tag, above) in with_parents(&all) {
        let above = above.map(str::to_owned);
        let labels: BTreeSet<&str> = Lang::ALL.iter().map(|lang| tag.label(*lang)).collect();
        for label in labels {
            below.entry((above.clone(), label.to_owned())).or_default().push(tag.key.clone());
        }
    }
    let stands = |label: &str| below.contains_key(&(parent.map(str::to_owned), label.to_owned()));
    let (paths, trees) = parted(labels, separator, &stands);
    let tagged = Tagged { trees, ..Tagged::default() };
    let register = Register::new(&all);
    let mut settled =
        Settled { by_uuid, ours, all, register, theirs, parent, now, tagged, told: BTreeSet::new(), below };
    for (label, path) in labels.iter().zip(&paths) {
        let found = settled.find(label, path);
        if found.is_none() && path.iter().any(|label| named(label).is_err()) {
            settled.tagged.unnamed += 1;
            continue;
        }
        settled.tagged.matched.extend(found.clone().filter(|key| ours.get(key).is_some()));
        let key = found.unwrap_or_else(|| settled.make(label, path));
        settled.say(&key, label);
        if label.uuid.is_some() || label.key.is_some() {
            settled.told.insert(key.clone());
        }
        settled.tagged.keys.insert(label.id.clone(), key);
    }
    settled.tagged
}

struct Settled<'t> {
    by_uuid: HashMap<Uuid, String>,
    ours: &'t Codebook,
    all: Codebook,
    register: Register,
    theirs: &'t mut Codebook,
    /// The tag below which everything lands.
    parent: Option<&'t str>,
    now: Timestamp,
    tagged: Tagged,
    /// The tags that labels with identities have told of.
    told: BTreeSet<String>,
    /// The tags by those above them and their labels, in their order.
    below: HashMap<(Option<String>, String), Vec<String>>,
}

impl Settled<'_> {
    /// Finds the tag of a label: by identity, by key, else by path.
    fn find(&self, label: &Label, path: &[String]) -> Option<String> {
        if let Some(known) = label.uuid.and_then(|uuid| self.by_uuid.get(&uuid)) {
            return Some(known.clone());
        }
        if let Some(known) = label.key.as_deref().filter(|key| self.ours.get(key).is_some()) {
            return Some(self.ours.resolve(known).to_owned());
        }
        match (self.above(label), path) {
            (Some(above), [.., name]) => self.child(Some(above), std::slice::from_ref(name)),
            _ => self.child(self.parent, path),
        }
    }

    /// Returns the tag above that of a label, where the file tells which that is.
    fn above(&self, label: &Label) -> Option<&str> {
        let above = label.above.as_ref()?;
        let here = || self.ours.get(above).map(|tag| tag.key.as_str());
        self.tagged.keys.get(above).map(String::as_str).or_else(here)
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
    fn make(&mut self, label: &Label, path: &[String]) -> String {
        let above = self.above(label).map(str::to_owned);
        let first = if above.is_some() { path.len().saturating_sub(1) } else { 0 };
        let mut at = above.or(self.parent.map(str::to_owned));
        for (n, name) in path.iter().enumerate().skip(first) {
            let last = n + 1 == path.len();
            let known = if last { None } else { self.child(at.as_deref(), std::slice::from_ref(name)) };
            at = Some(known.unwrap_or_else(|| {
                let tag = self.register.make(&self.all, name, at.as_deref(), self.now);
                let own = label.key.clone().filter(|key| last && self.all.get(key).is_none());
                let tag = Tag { key: own.unwrap_or(tag.key), ..tag };
                let key = tag.key.clone();
                self.below.entry((at.clone(), name.clone())).or_default().push(key.clone());
                self.register.enter(&tag);
                self.all.set(&key, Some(tag.clone()));
                self.theirs.set(&key, Some(tag));
                self.tagged.made.extend(label.of_marks.then(|| key.clone()));
                key
            }));
        }
        at.unwrap_or_default()
    }

    /// Says of a tag what its label says.
    fn say(&mut self, key: &str, label: &Label) {
        let Some(tag) = self.all.get(key).cloned() else { return };
        let about = &label.about;
        let above = self.above(label).or(self.parent).map(str::to_owned);
        let or = |new: &String, old: &String| if new.is_empty() { old.clone() } else { new.clone() };
        let called = |new: &String, old: &String| if named(new).is_ok() { new.clone() } else { old.clone() };
        let said = Tag {
            zh: called(&about.zh, &tag.zh),
            en: called(&about.en, &tag.en),
            definition: or(&about.definition, &tag.definition),
            include: or(&about.include, &tag.include),
            exclude: or(&about.exclude, &tag.exclude),
            examples: if about.examples.is_empty() { tag.examples.clone() } else { about.examples.clone() },
            slot: if about.slot == 0 { tag.slot } else { about.slot },
            parent: if label.placed { above } else { tag.parent.clone() },
            ..tag.clone()
        };
        if said != tag {
            self.tagged.before.extend(label.key.as_ref().and_then(|_| self.ours.get(key)).cloned());
            let said = Tag { modified: self.now, ..said };
            self.all.set(key, Some(said.clone()));
            self.theirs.set(key, Some(said));
        }
    }
}

//! Counts: how often each tag is given.

use crate::annotation::{Annotation, Codebook};
use std::collections::{BTreeMap, BTreeSet};

/// How often a tag is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By itself.
    pub own: usize,
    /// With all tags below it; an annotation counts once.
    pub whole: usize,
}

impl Counts {
    /// Counts every tag of a codebook over annotations; merged tags count for what they were merged into.
    pub fn of<'a>(codebook: &Codebook, annotations: impl Iterator<Item = &'a Annotation>) -> BTreeMap<String, Self> {
        let mut counts: BTreeMap<String, Self> = BTreeMap::new();
        for annotation in annotations {
            let own: BTreeSet<&str> = annotation.tags.iter().map(|tag| codebook.resolve(tag)).collect();
            let whole: BTreeSet<&str> = own.iter().flat_map(|key| codebook.lineage(key)).collect();
            own.into_iter().for_each(|key| counts.entry(key.to_owned()).or_default().own += 1);
            whole.into_iter().for_each(|key| counts.entry(key.to_owned()).or_default().whole += 1);
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Tag;
    use crate::annotation::samples::annotation;

    #[test]
    fn tags_count_for_those_above_them_once() {
        let tag = |key: &str, parent: Option<&str>, into: Option<&str>| Tag {
            key: key.into(),
            parent: parent.map(str::to_owned),
            merged_into: into.map(str::to_owned),
            ..Tag::default()
        };
        let codebook: Codebook =
            [tag("a", None, None), tag("b", Some("a"), None), tag("c", Some("a"), None), tag("d", None, Some("c"))]
                .into_iter()
                .collect();
        let with =
            |tags: &[&str]| Annotation { tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), ..annotation(1) };
        let list = [with(&["b", "c"]), with(&["d"]), with(&["a"])];
        let counts = Counts::of(&codebook, list.iter());
        assert_eq!(counts["a"], Counts { own: 1, whole: 3 });
        assert_eq!(counts["c"], Counts { own: 2, whole: 2 });
        assert!(!counts.contains_key("d"));
    }
}

//! Counts: how often each tag is given.

use crate::annotation::{Annotation, Codebook};
use crate::words::Words;
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

/// The coder under whose name settled versions are kept.
pub const CONSENSUS: &str = "consensus";

/// Names the coders whose counts are summed, in their order; what is settled between them by what it is called.
pub fn coders_named<'a>(coders: impl IntoIterator<Item = &'a str>, words: &Words) -> String {
    let name = |coder: &str| if coder == CONSENSUS { words.say("consensus") } else { coder.to_owned() };
    coders.into_iter().map(name).collect::<Vec<_>>().join(" + ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn what_is_settled_is_named() {
        let named = |lang| coders_named(["consensus", "甲"], &Words::new(lang));
        assert_eq!((named(Lang::Zh).as_str(), named(Lang::En).as_str()), ("共识 + 甲", "consensus + 甲"));
    }
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

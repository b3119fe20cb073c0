//! Counts: how often each tag is given.

use crate::annotation::{Annotation, Codebook};
use crate::words::Words;
use std::collections::{BTreeMap, HashMap};

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
        let spread = Spread::of(codebook, annotations.map(|annotation| ((), annotation)));
        spread.counts.into_iter().map(|(key, counts)| (key.to_owned(), counts)).collect()
    }
}

/// How often each tag is given, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread<'a, P> {
    /// How often each tag is given, by key.
    pub counts: HashMap<&'a str, Counts>,
    /// How often each is given in each place, with all tags below it.
    pub places: HashMap<&'a str, BTreeMap<P, usize>>,
    /// How many annotations there are.
    pub annotations: usize,
}

impl<'a, P: Ord + Copy> Spread<'a, P> {
    /// Counts every tag of a codebook over annotations that stand in places, of which each counts once for a tag.
    pub fn of<'b: 'a>(codebook: &'a Codebook, annotations: impl Iterator<Item = (P, &'b Annotation)>) -> Self {
        let mut found = Self { counts: HashMap::new(), places: HashMap::new(), annotations: 0 };
        // The tag that each stands for, and those above it.
        let mut lineages: HashMap<&str, Vec<&str>> = HashMap::new();
        let (mut own, mut whole) = (Vec::new(), Vec::new());
        for (place, annotation) in annotations {
            found.annotations += 1;
            own.clear();
            whole.clear();
            for tag in &annotation.tags {
                let lineage = lineages.entry(tag).or_insert_with(|| codebook.lineage(codebook.resolve(tag)));
                own.extend(lineage.first());
                whole.extend_from_slice(lineage);
            }
            for keys in [&mut own, &mut whole] {
                keys.sort_unstable();
                keys.dedup();
            }
            own.iter().for_each(|key| found.counts.entry(key).or_default().own += 1);
            for key in &whole {
                found.counts.entry(key).or_default().whole += 1;
                *found.places.entry(key).or_default().entry(place).or_default() += 1;
            }
        }
        found
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
        let spread = Spread::of(&codebook, [3, 1, 3].into_iter().zip(&list));
        assert_eq!(spread.places["a"], BTreeMap::from([(1, 1), (3, 2)]));
        assert_eq!((spread.places["c"].len(), spread.annotations), (2, 3));
    }
}

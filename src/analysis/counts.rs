//! Counts: tags by column (an article, a coder), and tags that stand on one passage together.

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
        let above = |key: &str| {
            let mut keys = vec![key.to_owned()];
            let mut at = codebook.get(key).and_then(|tag| tag.parent.clone());
            while let Some(key) = at.filter(|key| !keys.contains(key)) {
                at = codebook.get(&key).and_then(|tag| tag.parent.clone());
                keys.push(key);
            }
            keys
        };
        let mut counts: BTreeMap<String, Self> = BTreeMap::new();
        for annotation in annotations {
            let own: BTreeSet<&str> = annotation.tags.iter().map(|tag| codebook.resolve(tag)).collect();
            let whole: BTreeSet<String> = own.iter().flat_map(|key| above(key)).collect();
            own.into_iter().for_each(|key| counts.entry(key.to_owned()).or_default().own += 1);
            whole.into_iter().for_each(|key| counts.entry(key).or_default().whole += 1);
        }
        counts
    }
}

/// Counts how often two of these tags meet: on one annotation, or on two that overlap. Each annotation, and each
/// two of them, counts once; the diagonal says how many annotations carry a tag. `overlapping` tells of which
/// annotations after it one overlaps, as places in `carried`.
pub fn meetings(tags: &[String], carried: &[BTreeSet<String>], overlapping: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let place: BTreeMap<&str, usize> = tags.iter().enumerate().map(|(n, tag)| (tag.as_str(), n)).collect();
    let places = |set: &BTreeSet<String>| -> BTreeSet<usize> {
        set.iter().filter_map(|tag| place.get(tag.as_str()).copied()).collect()
    };
    let mut cells = vec![vec![0; tags.len()]; tags.len()];
    let mut count = |a: usize, b: usize| {
        if let Some(cell) = cells.get_mut(a).and_then(|row| row.get_mut(b)) {
            *cell += 1;
        }
    };
    for (set, later) in carried.iter().zip(overlapping) {
        let own = places(set);
        own.iter().for_each(|a| own.iter().for_each(|b| count(*a, *b)));
        for other in later.iter().filter_map(|n| carried.get(*n)).map(places) {
            let pairs = own.iter().flat_map(|a| other.iter().map(move |b| (*a.min(b), *a.max(b))));
            let apart: BTreeSet<(usize, usize)> = pairs.filter(|(a, b)| a != b).collect();
            apart.into_iter().for_each(|(a, b)| {
                count(a, b);
                count(b, a);
            });
        }
    }
    cells
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

    #[test]
    fn pairs_are_counted_both_ways_and_once() {
        let set = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<BTreeSet<String>>();
        let tags = ["a".to_owned(), "b".to_owned()];
        let carried = [set(&["a", "b"]), set(&["a"]), set(&["b"])];
        assert_eq!(meetings(&tags, &carried, &[vec![], vec![], vec![]]), [[2, 1], [1, 2]]);
        assert_eq!(meetings(&tags, &carried, &[vec![], vec![2], vec![]]), [[2, 2], [2, 2]]);
    }
}

//! Two coders' annotations of a document, paired one to one: first those on the very same text, then those that share
//! some of it.

use crate::annotation::{Annotation, Codebook, Target};
use crate::units::Char;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use uuid::Uuid;

/// An annotation, and where it stands.
pub type Stood<'a> = (&'a Annotation, &'a Target);

/// How two annotations are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same text, the same tags.
    Alike,
    /// The same text, other tags.
    Tags,
    /// Texts that share something, with other ends.
    Ends,
}

/// What came of pairing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairing<'a> {
    /// The pairs, this coder's annotation first.
    pub pairs: Vec<(&'a Annotation, &'a Annotation, Likeness)>,
    /// What only this coder has.
    pub mine: Vec<&'a Annotation>,
    /// What only the other has.
    pub theirs: Vec<&'a Annotation>,
}

fn tags<'a>(annotation: &'a Annotation, codebook: &'a Codebook) -> BTreeSet<&'a str> {
    annotation.tags.iter().map(|tag| codebook.resolve(tag)).collect()
}

/// Tells whether two annotations carry the same tags.
pub fn same_tags(a: &Annotation, b: &Annotation, codebook: &Codebook) -> bool {
    tags(a, codebook) == tags(b, codebook)
}

/// What of two candidates goes first: the same text with the same tags, the same text, then the more they share and
/// the less stands in one alone; at last the earlier. It says the same whichever coder comes first.
type Rank = (Likeness, Reverse<usize>, usize, (Char, Char), (Uuid, Uuid));

fn rank(a: Stood<'_>, b: Stood<'_>, codebook: &Codebook) -> Option<Rank> {
    let shared = a.1.shared(b.1);
    let likeness = match (a.1 == b.1, same_tags(a.0, b.0, codebook)) {
        (true, true) => Likeness::Alike,
        (true, false) => Likeness::Tags,
        (false, _) if shared > 0 => Likeness::Ends,
        (false, _) => return None,
    };
    let all = a.1.length() + b.1.length();
    let (from, to) = (a.1.start(), b.1.start());
    let ids = (a.0.id, b.0.id);
    Some((likeness, Reverse(shared), all, (from.min(to), from.max(to)), (ids.0.min(ids.1), ids.0.max(ids.1))))
}

/// Pairs the annotations of two coders in a document. Each stands in one pair at most; to swap the coders swaps the
/// sides of the pairs, no more.
pub fn pairing<'a>(mine: &[Stood<'a>], theirs: &[Stood<'a>], codebook: &Codebook) -> Pairing<'a> {
    let mut ranked: Vec<(Rank, usize, usize)> = Vec::new();
    for (n, a) in mine.iter().enumerate() {
        ranked.extend(theirs.iter().enumerate().filter_map(|(m, b)| Some((rank(*a, *b, codebook)?, n, m))));
    }
    ranked.sort();
    let (mut own, mut other) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Pairing::default();
    for ((likeness, ..), n, m) in ranked {
        let (Some((a, _)), Some((b, _))) = (mine.get(n), theirs.get(m)) else { continue };
        if !own.contains(&n) && !other.contains(&m) {
            own.insert(n);
            other.insert(m);
            found.pairs.push((a, b, likeness));
        }
    }
    let alone = |list: &[Stood<'a>], taken: &BTreeSet<usize>| -> Vec<&'a Annotation> {
        list.iter().enumerate().filter(|(n, _)| !taken.contains(n)).map(|(_, (a, _))| *a).collect()
    };
    (found.mine, found.theirs) = (alone(mine, &own), alone(theirs, &other));
    found
}

#[cfg(test)]
mod tests;

//! Two coders' annotations of a document, paired one to one: first those on the very same text, then those that share
//! some of it.

use super::meetings::{Stood, overlapping};
use crate::annotation::{Annotation, Codebook, Target};
use crate::units::Char;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use uuid::Uuid;

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

/// An annotation, where it stands, and its tags.
type Tagged<'s> = (Stood<'s>, &'s BTreeSet<&'s str>);

fn rank((a, tagged): Tagged<'_>, (b, other): Tagged<'_>) -> Rank {
    let likeness = match (a.1 == b.1, tagged == other) {
        (true, true) => Likeness::Alike,
        (true, false) => Likeness::Tags,
        (false, _) => Likeness::Ends,
    };
    let all = a.1.length() + b.1.length();
    let (from, to) = (a.1.start(), b.1.start());
    let ids = (a.0.id, b.0.id);
    let shared = Reverse(a.1.shared(b.1));
    (likeness, shared, all, (from.min(to), from.max(to)), (ids.0.min(ids.1), ids.0.max(ids.1)))
}

/// Finds what of two sides stands on the same text or shares some of it: places on either side.
fn near(mine: &[Stood<'_>], theirs: &[Stood<'_>]) -> Vec<(usize, usize)> {
    let targets: Vec<&Target> = mine.iter().chain(theirs).map(|(_, target)| *target).collect();
    let across = |(a, b): (usize, usize)| (a < mine.len()).then_some((a, b.checked_sub(mine.len())?));
    let mut found: Vec<(usize, usize)> = overlapping(&targets).into_iter().filter_map(across).collect();
    // What is about a whole document shares no character; it stands on the same text all the same.
    let empty = |list: &[Stood<'_>]| -> Vec<usize> {
        list.iter().enumerate().filter(|(_, (_, target))| target.length() == 0).map(|(n, _)| n).collect()
    };
    let others = empty(theirs);
    for n in empty(mine) {
        let same = |m: &&usize| mine.get(n).map(|a| a.1) == theirs.get(**m).map(|b| b.1);
        found.extend(others.iter().filter(same).map(|m| (n, *m)));
    }
    found
}

/// Pairs the annotations of two coders in a document. Each stands in one pair at most; to swap the coders swaps the
/// sides of the pairs, no more.
pub fn pairing<'a>(mine: &[Stood<'a>], theirs: &[Stood<'a>], codebook: &Codebook) -> Pairing<'a> {
    let tagged = |list: &[Stood<'a>]| list.iter().map(|(a, _)| tags(a, codebook)).collect::<Vec<_>>();
    let (tagged, others) = (tagged(mine), tagged(theirs));
    let ranked = near(mine, theirs).into_iter().filter_map(|(n, m)| {
        let (a, b) = (mine.get(n).copied().zip(tagged.get(n))?, theirs.get(m).copied().zip(others.get(m))?);
        Some((rank(a, b), n, m))
    });
    let mut ranked: Vec<(Rank, usize, usize)> = ranked.collect();
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

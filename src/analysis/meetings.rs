//! Tags that meet: on one annotation, or on two of one coder that share text.
//!
//! A pair of A and B is an annotation x that carries A and an annotation y that carries B, of one coder and one
//! document, where x is y or the two share at least one code point. One annotation that carries both is one pair.

use crate::annotation::{Annotation, Codebook, Target};
use crate::text::TextId;
use crate::units::CharSpan;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

/// An annotation, and where it stands.
pub type Stood<'a> = (&'a Annotation, &'a Target);

/// An annotation as it counts where tags meet.
#[derive(Clone, Debug)]
pub struct Coding<'a> {
    /// The document that it stands in.
    pub document: &'a str,
    /// Whose it is.
    pub coder: &'a str,
    /// Where it stands.
    pub target: &'a Target,
    /// The keys of the tags that it counts for.
    pub tags: BTreeSet<&'a str>,
}

impl<'a> Coding<'a> {
    /// Makes the coding of an annotation: with its own tags, merged ones as what they were merged into.
    pub fn new(document: &'a str, annotation: &'a Annotation, target: &'a Target, codebook: &'a Codebook) -> Self {
        let tags = annotation.tags.iter().map(|tag| codebook.resolve(tag)).collect();
        Self { document, coder: &annotation.coder, target, tags }
    }

    /// Counts it for the tags above its own too.
    #[must_use]
    pub fn rolled_up(mut self, codebook: &'a Codebook) -> Self {
        self.tags = self.tags.iter().flat_map(|key| codebook.lineage(key)).collect();
        self
    }

    /// Tells whether it carries one of these tags.
    pub fn carries(&self, keys: &[String]) -> bool {
        keys.iter().any(|key| self.tags.contains(key.as_str()))
    }
}

/// Finds which two targets share text: their places, the smaller first.
pub fn overlapping(targets: &[&Target]) -> Vec<(usize, usize)> {
    let mut groups: BTreeMap<TextId, Vec<(CharSpan, usize)>> = BTreeMap::new();
    for (n, target) in targets.iter().enumerate() {
        let hull = target.spans.iter().copied().reduce(CharSpan::hull);
        groups.entry(target.text).or_default().extend(hull.map(|hull| (hull, n)));
    }
    let mut found = Vec::new();
    for group in groups.values_mut() {
        group.sort();
        for (at, (hull, one)) in group.iter().enumerate() {
            // Those that begin behind its end share nothing with it, nor do those after them.
            let near = group.iter().skip(at + 1).take_while(|(other, _)| other.start < hull.end);
            let meets = |n: &usize| targets.get(*one).zip(targets.get(*n)).is_some_and(|(a, b)| a.shared(b) > 0);
            found.extend(near.map(|(_, n)| n).filter(|n| meets(n)).map(|n| (*one.min(n), *one.max(n))));
        }
    }
    found
}

/// Finds which two codings are of one coder and share text: their places, the smaller first.
pub fn sharing(codings: &[Coding<'_>]) -> Vec<(usize, usize)> {
    sharing_of(codings.iter().map(|coding| ((coding.document, coding.coder), coding.target)))
}

/// Finds which two targets of one owner share text: their places, the smaller first.
fn sharing_of<'t, O: Eq + Hash>(owned: impl Iterator<Item = (O, &'t Target)>) -> Vec<(usize, usize)> {
    let mut owners: HashMap<O, usize> = HashMap::new();
    let mut groups: Vec<Vec<(usize, &Target)>> = Vec::new();
    for (n, (owner, target)) in owned.enumerate() {
        let at = *owners.entry(owner).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups.get_mut(at).into_iter().for_each(|group| group.push((n, target)));
    }
    let mut found = Vec::new();
    for (places, targets) in groups.into_iter().map(|group| group.into_iter().unzip::<_, _, Vec<_>, Vec<_>>()) {
        let place = |n: usize| places.get(n).copied();
        found.extend(overlapping(&targets).into_iter().filter_map(|(a, b)| place(a).zip(place(b))));
    }
    found
}

/// Returns for each annotation of a document, in their order, the others of its coder that share text with it.
pub fn beside<'a>(list: &[Stood<'a>]) -> Vec<Vec<&'a Annotation>> {
    let mut found = vec![Vec::new(); list.len()];
    let mut add = |to: usize, other: usize| {
        if let Some((near, (other, _))) = found.get_mut(to).zip(list.get(other)) {
            near.push(*other);
        }
    };
    for (a, b) in sharing_of(list.iter().map(|(a, target)| (a.coder.as_str(), *target))) {
        add(a, b);
        add(b, a);
    }
    found
}

/// How often each two of some tags meet, and how much that is of the codings that carry them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meetings {
    /// The pairs of each two tags, by their places; the diagonal says how many codings carry a tag.
    pub pairs: Vec<Vec<usize>>,
    /// How many codings carry the first tag and meet the second: carry it too, or share text with one that does.
    reach: Vec<Vec<usize>>,
    /// How many codings carry both.
    both: Vec<Vec<usize>>,
}

impl Meetings {
    /// Counts each two of these tags, coder by coder: of several coders it is the sum of their tables.
    pub fn of(tags: &[&str], codings: &[Coding<'_>]) -> Self {
        let place: HashMap<&str, usize> = tags.iter().enumerate().map(|(n, tag)| (*tag, n)).collect();
        let places = |coding: &Coding<'_>| coding.tags.iter().filter_map(|tag| place.get(tag).copied()).collect();
        let carried: Vec<Vec<usize>> = codings.iter().map(places).collect();
        let of = |n: usize| carried.get(n).map_or(&[][..], Vec::as_slice);
        let empty = || vec![vec![0; tags.len()]; tags.len()];
        let mut found = Self { pairs: empty(), reach: empty(), both: empty() };
        let mut met = carried.clone();
        for (x, y) in sharing(codings) {
            for (a, b) in of(x).iter().flat_map(|a| of(y).iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b) {
                add(&mut found.pairs, a, b);
                add(&mut found.pairs, b, a);
            }
            for (one, other) in [(x, y), (y, x)] {
                met.get_mut(one).into_iter().for_each(|met| met.extend(of(other)));
            }
        }
        for (own, mut met) in carried.iter().zip(met) {
            met.sort_unstable();
            met.dedup();
            for a in own {
                for b in own {
                    add(&mut found.pairs, *a, *b);
                    add(&mut found.both, *a, *b);
                }
                met.iter().for_each(|b| add(&mut found.reach, *a, *b));
            }
        }
        found
    }

    /// Returns the Jaccard index of two tags, by their places: of the codings that carry one of them, the share that
    /// meets the other. Nothing, if no coding carries either.
    pub fn jaccard(&self, a: usize, b: usize) -> Option<f64> {
        let at = |table: &[Vec<usize>], a: usize, b: usize| table.get(a).and_then(|row| row.get(b)).copied();
        let both = at(&self.both, a, b)?;
        let meet = at(&self.reach, a, b)? + at(&self.reach, b, a)? - both;
        let either = at(&self.both, a, a)? + at(&self.both, b, b)? - both;
        (either > 0).then(|| meet as f64 / either as f64)
    }
}

fn add(table: &mut [Vec<usize>], a: usize, b: usize) {
    if let Some(cell) = table.get_mut(a).and_then(|row| row.get_mut(b)) {
        *cell += 1;
    }
}

/// Counts the pairs of each two of these tags, as [`Meetings`] does.
pub fn meetings(tags: &[&str], codings: &[Coding<'_>]) -> Vec<Vec<usize>> {
    Meetings::of(tags, codings).pairs
}

/// Counts the pairs of codings that carry one of some tags with codings that carry one of others.
pub fn pairs(codings: &[Coding<'_>], a: &[String], b: &[String]) -> usize {
    let both = |x: &Coding<'_>, y: &Coding<'_>| usize::from(x.carries(a) && y.carries(b));
    let alone: usize = codings.iter().map(|x| both(x, x)).sum();
    let two = sharing(codings).into_iter().filter_map(|(x, y)| codings.get(x).zip(codings.get(y)));
    alone + two.map(|(x, y)| both(x, y) + both(y, x)).sum::<usize>()
}

#[cfg(test)]
mod tests;

//! Pairing, whichever coder comes first.
use super::*;
use crate::annotation::samples::annotation;
use crate::text::TextId;
use crate::units::CharSpan;
use proptest::prelude::*;

fn at(n: u64, start: usize, length: usize, tags: &[&str]) -> Annotation {
    let spans = vec![CharSpan::new(Char(start), Char(start + length))];
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    Annotation { target: Target { text: TextId::of("甲"), spans }, tags, ..annotation(n) }
}

fn any_side(from: u64) -> impl Strategy<Value = Vec<Annotation>> {
    let one = (0usize..12, 1usize..8, proptest::sample::subsequence(&["a", "b"][..], 0..3));
    proptest::collection::vec(one, 0..7).prop_map(move |made| {
        let numbered = made.into_iter().zip(from..);
        numbered.map(|((start, length, tags), n)| at(n, start, length, &tags)).collect()
    })
}

fn stood(list: &[Annotation]) -> Vec<Stood<'_>> {
    list.iter().map(|a| (a, &a.target)).collect()
}

/// The pairs by their ids, this coder's first, with what is alone on either side.
type Ids = (BTreeSet<(Uuid, Uuid, Likeness)>, BTreeSet<Uuid>, BTreeSet<Uuid>);

fn ids(found: &Pairing<'_>) -> Ids {
    let alone = |list: &[&Annotation]| list.iter().map(|a| a.id).collect();
    (found.pairs.iter().map(|(a, b, how)| (a.id, b.id, *how)).collect(), alone(&found.mine), alone(&found.theirs))
}

/// Holds a pairing of two sides to its laws.
fn check(mine: &[Annotation], theirs: &[Annotation], found: &Pairing<'_>) -> Result<(), TestCaseError> {
    let (pairs, only_mine, only_theirs) = ids(found);
    // Each annotation stands in one place.
    let own: Vec<Uuid> = found.pairs.iter().map(|(a, ..)| a.id).chain(only_mine.iter().copied()).collect();
    let other: Vec<Uuid> = found.pairs.iter().map(|(_, b, _)| b.id).chain(only_theirs.iter().copied()).collect();
    for (list, seen) in [(mine, own), (theirs, other)] {
        let all: BTreeSet<Uuid> = list.iter().map(|a| a.id).collect();
        prop_assert_eq!(seen.len(), list.len());
        prop_assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), all);
    }
    for (a, b, how) in &found.pairs {
        let (same, tags) = (a.target == b.target, same_tags(a, b, &Codebook::default()));
        prop_assert_eq!(*how == Likeness::Alike, same && tags);
        prop_assert_eq!(*how == Likeness::Ends, !same);
        prop_assert!(same || a.target.shared(&b.target) > 0);
    }
    // Of the very same text as many are paired as both sides have, and no more are left than must be.
    let targets: BTreeSet<&Target> = mine.iter().map(|a| &a.target).collect();
    for target in targets {
        let on = |list: &[Annotation]| list.iter().filter(|a| a.target == *target).count();
        let exact = found.pairs.iter().filter(|(a, b, _)| a.target == *target && b.target == *target).count();
        prop_assert_eq!(exact, on(mine).min(on(theirs)));
    }
    let rest = |a: &&&Annotation| found.theirs.iter().any(|b| a.target == b.target || a.target.shared(&b.target) > 0);
    prop_assert_eq!(found.mine.iter().filter(rest).count(), 0);
    // The other way round.
    let back = pairing(&stood(theirs), &stood(mine), &Codebook::default());
    let (swapped, left, right) = ids(&back);
    prop_assert_eq!(swapped.into_iter().map(|(b, a, how)| (a, b, how)).collect::<BTreeSet<_>>(), pairs);
    prop_assert_eq!((left, right), (only_theirs, only_mine));
    Ok(())
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]
    #[test]
    fn each_stands_in_one_pair_and_the_same_text_goes_first(mine in any_side(0), theirs in any_side(50)) {
        check(&mine, &theirs, &pairing(&stood(&mine), &stood(&theirs), &Codebook::default()))?;
    }
}

#[test]
fn a_clause_in_a_sentence_leaves_the_sentence_to_its_like() {
    let mine = [at(1, 3, 4, &["a"]), at(2, 0, 20, &["b"])];
    let theirs = [at(9, 0, 20, &["b"])];
    let codebook = Codebook::default();
    let found = pairing(&stood(&mine), &stood(&theirs), &codebook);
    assert_eq!(found.pairs, [(&mine[1], &theirs[0], Likeness::Alike)]);
    assert_eq!((found.mine.clone(), found.theirs.len()), (vec![&mine[0]], 0));
    // What takes the first that overlaps breaks the law.
    let greedy = Pairing { pairs: vec![(&mine[0], &theirs[0], Likeness::Ends)], mine: vec![&mine[1]], theirs: vec![] };
    assert!(check(&mine, &theirs, &greedy).is_err());
    // So does what calls other ends alike.
    let blind = Pairing { pairs: vec![(&mine[1], &theirs[0], Likeness::Ends)], ..found };
    assert!(check(&mine, &theirs, &blind).is_err());
}

#[test]
fn tags_that_were_merged_are_the_same() {
    use crate::annotation::Tag;
    let tag =
        |key: &str, into: Option<&str>| Tag { key: key.into(), merged_into: into.map(str::to_owned), ..Tag::default() };
    let codebook: Codebook = [tag("a", None), tag("b", Some("a"))].into_iter().collect();
    let (mine, theirs) = ([at(1, 0, 4, &["a"])], [at(9, 0, 4, &["b"])]);
    assert_eq!(pairing(&stood(&mine), &stood(&theirs), &codebook).pairs[0].2, Likeness::Alike);
}

#[test]
fn thousands_of_annotations_are_paired_at_once() {
    let side = |from: u64, shift: usize| -> Vec<Annotation> {
        (0..3000).map(|n| at(from + n as u64, n * 10 + shift, 8, &["a", "b"])).collect()
    };
    let (mine, theirs, codebook) = (side(0, 0), side(5000, 2), Codebook::default());
    let found = pairing(&stood(&mine), &stood(&theirs), &codebook);
    assert!(
        found.pairs.len() == 3000
            && found
                .pairs
                .iter()
                .all(|(a, b, how)| { *how == Likeness::Ends && a.target.start().0 + 2 == b.target.start().0 })
    );
    // Only what is near is compared: each overlaps its like and, on no side, the next.
    assert_eq!(near(&stood(&mine), &stood(&theirs)).len(), 3000);
}

#[test]
fn what_is_about_the_whole_document_pairs_with_its_like() {
    let whole =
        |n: u64| Annotation { target: Target { text: TextId::of("甲"), spans: Vec::new() }, ..at(n, 0, 1, &["a"]) };
    let (mine, theirs) = ([whole(1), at(2, 0, 4, &["a"])], [at(8, 0, 4, &["b"]), whole(9)]);
    let found = pairing(&stood(&mine), &stood(&theirs), &Codebook::default());
    assert_eq!(
        ids(&found).0,
        [(mine[0].id, theirs[1].id, Likeness::Alike), (mine[1].id, theirs[0].id, Likeness::Tags)].into()
    );
}

//! Tags that meet, held against a count character by character.
use super::super::{Case, Filter, overlap};
use super::*;
use crate::annotation::samples::annotation;
use crate::annotation::{State, Tag};
use crate::text::TextId;
use crate::units::{Char, CharSpan};
use crate::words::Lang;
use proptest::prelude::*;

const KEYS: [&str; 4] = ["grid", "joint", "model", "branch"];

fn tag(key: &str, zh: &str, parent: Option<&str>) -> Tag {
    Tag { key: key.into(), zh: zh.into(), parent: parent.map(str::to_owned), ..Tag::default() }
}

fn codebook() -> Codebook {
    // Two tags of one name, and a name with signs in it.
    [tag("grid", "网格", None), tag("joint", "网格", None), tag("model", "样板（区、县）", None)]
        .into_iter()
        .chain([tag("branch", "支部 一", Some("grid"))])
        .collect()
}

/// A document's number, and an annotation in it.
type Placed = (usize, Annotation);

const DOCUMENTS: [&str; 2] = ["a.txt", "b.txt"];

fn any_coded(most: usize) -> impl Strategy<Value = Vec<Placed>> {
    let span = (0usize..24, 0usize..6, 0usize..5, proptest::bool::ANY);
    let one = (0..2usize, 0..3usize, 0..2usize, span, proptest::sample::subsequence(&KEYS[..], 0..4));
    proptest::collection::vec(one, 0..most).prop_map(|made| {
        type Made = (usize, usize, usize, (usize, usize, usize, bool), Vec<&'static str>);
        let coded = |(n, (document, coder, text, (start, length, gap, two), tags)): (usize, Made)| {
            let first = CharSpan::new(Char(start), Char(start + length));
            let second = CharSpan::new(Char(start + length + gap), Char(start + length + gap + 2));
            let spans = if two { vec![first, second] } else { vec![first] };
            let target = Target { text: TextId::of(["甲", "乙"][text]), spans };
            let tags = tags.into_iter().map(str::to_owned).collect();
            (document, Annotation { target, tags, coder: ["甲", "乙", "丙"][coder].into(), ..annotation(n as u64) })
        };
        made.into_iter().enumerate().map(coded).collect()
    })
}

fn codings<'a>(list: &'a [Placed], codebook: &'a Codebook) -> Vec<Coding<'a>> {
    list.iter().map(|(document, a)| Coding::new(DOCUMENTS[*document], a, &a.target, codebook)).collect()
}

/// The code points of an annotation, each with its text and document.
fn points((document, a): &Placed) -> BTreeSet<(usize, TextId, usize)> {
    a.target.spans.iter().flat_map(|span| (span.start.0..span.end.0).map(|at| (*document, a.target.text, at))).collect()
}

fn meet(x: &Placed, y: &Placed) -> bool {
    x.1.coder == y.1.coder && (x.1.id == y.1.id || !points(x).is_disjoint(&points(y)))
}

fn naive(list: &[Placed], a: &str, b: &str) -> usize {
    let with = |tag: &str| list.iter().filter(|(_, x)| x.has_tag(tag)).collect::<Vec<_>>();
    with(a).iter().map(|x| with(b).iter().filter(|y| meet(x, y)).count()).sum()
}

/// What a filter takes, as a screen or a command asks it.
fn taken<'a>(list: &'a [Placed], filter: &Filter, codebook: &Codebook) -> Vec<&'a Placed> {
    let takes = |one: &&Placed| {
        let beside =
            || list.iter().filter(|other| other.1.id != one.1.id && meet(one, other)).map(|(_, a)| a).collect();
        let case = Case { annotation: &one.1, state: State::InPlace, attribute: &|_| None, beside: &beside };
        filter.takes(&case, codebook)
    };
    list.iter().filter(takes).collect()
}

/// Compares the table of some annotations with a count by hand, with what a cell opens, and with its parts.
fn check(list: &[Placed], cells: &[Vec<usize>]) -> Result<(), TestCaseError> {
    let codebook = codebook();
    for (n, a) in KEYS.iter().enumerate() {
        for (m, b) in KEYS.iter().enumerate() {
            let cell = cells[n][m];
            prop_assert_eq!(cell, cells[m][n]);
            let filter = Filter::new(&overlap(&codebook, a, b, Lang::Zh), &codebook);
            let opened: Vec<Placed> = taken(list, &filter, &codebook).into_iter().cloned().collect();
            if n == m {
                prop_assert_eq!(cell, opened.len());
                prop_assert_eq!(filter.pair(), None);
                continue;
            }
            prop_assert_eq!(cell, naive(list, a, b));
            let (one, other) = filter.pair().unwrap();
            prop_assert_eq!(cell, pairs(&codings(&opened, &codebook), one, other));
            // Every passage that is opened stands in a pair, and every pair among them.
            let alone = |x: &&Placed| {
                !opened
                    .iter()
                    .any(|y| meet(x, y) && (x.1.has_tag(a) && y.1.has_tag(b) || x.1.has_tag(b) && y.1.has_tag(a)))
            };
            prop_assert_eq!(opened.iter().filter(alone).count(), 0);
        }
    }
    let mut sum = vec![vec![0; KEYS.len()]; KEYS.len()];
    for coder in ["甲", "乙", "丙"] {
        let own: Vec<Placed> = list.iter().filter(|(_, a)| a.coder == coder).cloned().collect();
        for (all, own) in sum.iter_mut().zip(meetings(&KEYS, &codings(&own, &codebook))) {
            all.iter_mut().zip(own).for_each(|(all, own)| *all += own);
        }
    }
    prop_assert_eq!(sum, cells);
    Ok(())
}

proptest! {
    #![proptest_config(crate::laws::cases(96))]
    #[test]
    fn a_cell_is_what_it_opens_and_coders_add_up(list in any_coded(14)) {
        let cells = meetings(&KEYS, &codings(&list, &codebook()));
        check(&list, &cells)?;
    }

    #[test]
    fn an_index_is_a_share_and_symmetric(list in any_coded(14)) {
        let found = Meetings::of(&KEYS, &codings(&list, &codebook()));
        for (a, b) in (0..KEYS.len()).flat_map(|a| (0..KEYS.len()).map(move |b| (a, b))) {
            let index = found.jaccard(a, b);
            prop_assert_eq!(index, found.jaccard(b, a));
            prop_assert!(index.is_none_or(|index| (0.0..=1.0).contains(&index)));
            prop_assert_eq!(index.is_some_and(|index| index > 0.0), found.pairs[a][b] > 0);
        }
    }

    #[test]
    fn what_counts_for_tags_above_counts_once(list in any_coded(10)) {
        let codebook = codebook();
        let rolled: Vec<Coding<'_>> = codings(&list, &codebook).into_iter().map(|c| c.rolled_up(&codebook)).collect();
        let cells = meetings(&KEYS, &rolled);
        let lifted = |(document, a): &Placed| {
            let mut a = a.clone();
            if a.has_tag("branch") && !a.has_tag("grid") {
                a.tags.push("grid".into());
            }
            (*document, a)
        };
        let lifted: Vec<Placed> = list.iter().map(lifted).collect();
        prop_assert_eq!(cells, meetings(&KEYS, &codings(&lifted, &codebook)));
    }
}

#[test]
fn faults_are_seen() {
    let at = |n: u64, coder: &str, start: usize, end: usize, tags: &[&str]| {
        let target = Target { text: TextId::of("甲"), spans: vec![CharSpan::new(Char(start), Char(end))] };
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        (0, Annotation { target, tags, coder: coder.into(), ..annotation(n) })
    };
    let list = [
        at(0, "甲", 0, 6, &["grid"]),
        at(1, "甲", 4, 9, &["joint", "model"]),
        at(2, "乙", 4, 9, &["joint"]),
        at(3, "甲", 6, 9, &["branch", "grid"]),
        at(4, "甲", 9, 12, &["joint"]),
    ];
    let codebook = codebook();
    let right = meetings(&KEYS, &codings(&list, &codebook));
    // 0 and 1, 3 and 1; not 0 and 2, which is another coder's, nor 3 and 4, which only touch.
    assert_eq!(right, [[2, 2, 2, 1], [2, 3, 1, 1], [2, 1, 1, 1], [1, 1, 1, 1]]);
    check(&list, &right).unwrap();
    // Across coders.
    let one: Vec<Placed> = list.iter().map(|(d, a)| (*d, Annotation { coder: "甲".into(), ..a.clone() })).collect();
    assert!(check(&list, &meetings(&KEYS, &codings(&one, &codebook))).is_err());
    // Touching taken for overlapping.
    let wide = |(d, a): &Placed| {
        let mut a = a.clone();
        a.target.spans[0].end.0 += 1;
        (*d, a)
    };
    let wide: Vec<Placed> = list.iter().map(wide).collect();
    assert!(check(&list, &meetings(&KEYS, &codings(&wide, &codebook))).is_err());
    // Only what stands on one annotation.
    let mut alone = right.clone();
    (alone[0][1], alone[1][0]) = (0, 0);
    assert!(check(&list, &alone).is_err());
}

#[test]
fn an_index_is_the_share_of_passages_that_meet() {
    let at = |n: u64, start: usize, end: usize, tags: &[&str]| {
        let target = Target { text: TextId::of("甲"), spans: vec![CharSpan::new(Char(start), Char(end))] };
        (0, Annotation { target, tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), ..annotation(n) })
    };
    // A sentence, two clauses in it, both on one passage, one by itself.
    let list = [
        at(0, 0, 20, &["grid"]),
        at(1, 0, 5, &["joint"]),
        at(2, 5, 10, &["joint"]),
        at(3, 30, 35, &["grid", "joint"]),
        at(4, 40, 45, &["grid"]),
    ];
    let codebook = codebook();
    let found = Meetings::of(&["grid", "joint", "unused"], &codings(&list, &codebook));
    assert_eq!((found.pairs[0][1], found.jaccard(0, 1), found.jaccard(1, 0)), (3, Some(0.8), Some(0.8)));
    assert_eq!((found.jaccard(0, 0), found.jaccard(0, 2), found.jaccard(2, 2)), (Some(1.0), Some(0.0), None));
    assert_eq!(found.jaccard(0, 9), None);
}

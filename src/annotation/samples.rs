//! Random annotations and edits for tests.

use super::*;
use crate::text::Genre;
use crate::text::Kind;
use crate::units::CharSpan;
use proptest::prelude::*;

pub(crate) fn time(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).unwrap()
}

pub(crate) fn annotation(n: u64) -> Annotation {
    Annotation {
        id: IdSource::seeded(n).make(time(0)),
        target: Target { text: TextId::of("眉批"), spans: vec![CharSpan::new(Char(0), Char(2))] },
        quotation: Quotation { exact: vec!["眉批".into()], prefix: String::new(), suffix: "。".into() },
        tags: vec![],
        note: String::new(),
        coder: "甲".into(),
        created: time(0),
        modified: time(0),
        conflicts: Vec::new(),
    }
}

pub(crate) fn any_annotation() -> impl Strategy<Value = Annotation> {
    let strange = "[党建引领\\\\\"\u{3000}\u{1b}\u{202e}\u{feff}😊𠮷'a\t\r ,:()\\[\\]#]{0,12}";
    let span = (0usize..500, 1usize..40, 0usize..40);
    let texts = (strange, strange, strange, proptest::collection::vec(strange, 1..3));
    (
        0u64..40,
        span,
        texts,
        proptest::collection::vec("[a-d网格-]{1,3}", 0..3),
        "([甲乙丙\"\\\\]{0,3}\n?){0,3}",
        0i64..1000,
    )
        .prop_map(|(n, (start, len, gap), (prefix, suffix, other, exact), tags, note, at)| {
            let second = CharSpan::new(Char(start + len + gap), Char(start + len * 2 + gap));
            let spans = [CharSpan::new(Char(start), Char(start + len)), second];
            Annotation {
                target: Target { text: TextId::of(&other), spans: spans[..exact.len()].to_vec() },
                quotation: Quotation { exact, prefix, suffix },
                tags: tags.into_iter().fold(Vec::new(), |mut all, tag| {
                    if !all.contains(&tag) {
                        all.push(tag);
                    }
                    all
                }),
                note: note.trim_end_matches('\n').to_owned(),
                modified: time(at),
                ..annotation(n)
            }
        })
}

pub(crate) fn any_list() -> impl Strategy<Value = Vec<Annotation>> {
    proptest::collection::vec(any_annotation(), 0..8).prop_map(|mut list| {
        list.sort_by_key(|a| a.id);
        list.dedup_by_key(|a| a.id);
        sort(&mut list);
        list
    })
}

pub(crate) fn any_what() -> impl Strategy<Value = What> {
    let passage = any_annotation().prop_map(|a| Passage { target: a.target, quotation: a.quotation });
    prop_oneof![
        (0..Kind::ALL.len()).prop_map(|n| What::Kind(Kind::ALL[n])),
        Just(What::Join),
        Just(What::Split),
        Just(What::StartsArticle),
        proptest::option::of(passage).prop_map(What::Belongs),
        any::<bool>().prop_map(What::Gap),
        any::<bool>().prop_map(What::Repeated),
        Just(What::Accepted),
        "[党建引领\\\\\"\u{1b}\u{202e}]{0,6}".prop_map(What::Read),
        Just(What::Encoding("GB18030".into())),
        "[王主任\\\\\"]{0,3}".prop_map(What::Speaker),
        ("[王主任]{1,3}", "[王主任]{0,3}").prop_map(|(of, name)| What::Name(of, name)),
        (0..Genre::ALL.len()).prop_map(|n| What::Genre(Genre::ALL[n])),
    ]
}

pub(crate) fn any_overrides() -> impl Strategy<Value = Vec<Override>> {
    let one = (any_annotation(), any_what()).prop_map(|(a, what)| Override {
        id: a.id,
        at: Passage { target: a.target, quotation: a.quotation },
        what,
        created: a.created,
        modified: a.modified,
        conflicts: Vec::new(),
    });
    proptest::collection::vec(one, 0..8).prop_map(|mut list| {
        list.sort_by_key(|o| o.id);
        list.dedup_by_key(|o| o.id);
        sort_overrides(&mut list);
        list
    })
}

//! Random annotations and edits for tests.

use super::*;
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
        conflict: None,
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

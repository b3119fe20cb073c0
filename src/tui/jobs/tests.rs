//! Searches of all documents: how many hits there are, and which are listed.
use super::*;
use crate::analysis::{Kwic, Unit};
use crate::files::Scripted;
use crate::library::Places;
use crate::text::search::{Mode, Pattern};
use crate::words::Lang;
use proptest::prelude::*;

fn environment(texts: &[String]) -> (Env, Vec<(String, Vec<Override>)>) {
    let files = Scripted::default();
    let mut documents = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        let path = format!("{n}.txt");
        files.write(&Path::new("/t").join(&path), text.as_bytes()).unwrap();
        documents.push((path, Vec::new()));
    }
    let env = Env {
        files: Arc::new(files),
        places: Places { data: "/d".into(), state: "/s".into(), config: "/c".into() },
        root: "/t".into(),
        store: None,
        coder: None,
        genre: None,
        pdf: None,
        opened: Arc::default(),
        lang: Lang::Zh,
    };
    (env, documents)
}

/// Searches page by page, as long as there is more. Returns what was counted at first, and the pages.
fn pages(env: &Env, documents: &[(String, Vec<Override>)], most: usize) -> (usize, Vec<Vec<Kwic>>) {
    let pattern = Pattern::new("网格", Mode::Folded).unwrap();
    let (mut pages, mut counted, mut from) = (Vec::new(), 0, Some((0, 0)));
    while let Some(mark) = from.take() {
        let asked = Asked {
            pattern: pattern.clone(),
            unit: Unit::Words,
            documents: documents.to_vec(),
            from: mark,
            most,
            stop: Arc::default(),
        };
        let mut page = Vec::new();
        search_all(env, &asked, &mut |found| {
            page.extend(found.hits);
            counted = counted.max(found.counted);
            from = found.next;
        });
        pages.push(page);
    }
    (counted, pages)
}

fn naive(texts: &[String]) -> usize {
    texts.iter().map(|text| text.matches("网格").count()).sum()
}

/// Holds what was counted and listed against the texts.
fn check(
    texts: &[String],
    most: usize,
    (counted, pages): &(usize, Vec<Vec<Kwic>>),
) -> std::result::Result<(), TestCaseError> {
    prop_assert_eq!(*counted, naive(texts));
    let listed: Vec<&Kwic> = pages.iter().flatten().collect();
    prop_assert_eq!(listed.len(), *counted);
    prop_assert!(pages.iter().all(|page| page.len() <= most));
    prop_assert!(pages.iter().rev().skip(1).all(|page| page.len() == most));
    let places: Vec<_> = listed.iter().map(|hit| (&hit.document, hit.article, hit.found.target.start())).collect();
    let mut once = places.clone();
    once.sort();
    once.dedup();
    prop_assert_eq!(once, places);
    prop_assert!(listed.iter().all(|hit| hit.words() == "网格"));
    Ok(())
}

proptest! {
    #![proptest_config(crate::laws::cases(48))]
    #[test]
    fn hits_are_counted_whether_they_are_listed_or_not(
        texts in proptest::collection::vec("(网格|格网|。\n|，|治理|\n\n){0,40}", 1..6),
        most in 1usize..9,
    ) {
        let (env, documents) = environment(&texts);
        check(&texts, most, &pages(&env, &documents, most))?;
    }
}

#[test]
fn a_cap_that_keeps_silent_is_seen() {
    let texts = ["网格员管网格。网格长。".to_owned(), "一张网格。".to_owned()];
    let (env, documents) = environment(&texts);
    let right = pages(&env, &documents, 2);
    check(&texts, 2, &right).unwrap();
    assert_eq!((right.0, right.1.len()), (4, 2));
    // What was listed taken for all there is.
    let capped = (2, right.1[..1].to_vec());
    assert!(check(&texts, 2, &capped).is_err());
    // A page that begins where the one before ended, less one.
    let twice = (4, vec![right.1[0].clone(), right.1[0].clone()]);
    assert!(check(&texts, 2, &twice).is_err());
}

#[test]
fn documents_that_cannot_be_read_are_counted() {
    let (env, mut documents) = environment(&["网格".to_owned(), "网格".to_owned()]);
    env.files.write(Path::new("/t/packed.txt"), b"PK\x03\x04\x14\0\0\0\x08\0").unwrap();
    documents.extend([("packed.txt".to_owned(), Vec::new()), ("away.txt".to_owned(), Vec::new())]);
    let pattern = Pattern::new("网格", Mode::Folded).unwrap();
    let asked = Asked { pattern, unit: Unit::Words, documents, from: (0, 0), most: 9, stop: Arc::default() };
    let mut last = Found::default();
    search_all(&env, &asked, &mut |found| last = found);
    assert_eq!((last.hits.len(), last.counted, last.unread), (2, 2, 2));
}

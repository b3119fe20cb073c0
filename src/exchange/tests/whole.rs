//! Exports by article hold every line of a text, or say how many articles they leave out.

use super::*;
use crate::exchange::out::rendition::{Errata, Sources, renditions};
use crate::text::structure::laws::texts;
use proptest::prelude::*;

fn solid(text: &str) -> Vec<char> {
    let mut solid: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    solid.sort_unstable();
    solid
}

/// Tells whether texts hold every character of another, however they are ordered, and no other.
fn hold(parts: &[String], text: &str) -> bool {
    solid(&parts.concat()) == solid(text)
}

fn bundled(text: &str) -> (Arc<Document>, Bundle) {
    let document = Arc::new(Document::open("a.txt", text.as_bytes().to_vec()));
    let select = Select { texts: true, ..Select::default() };
    let mut open = |_: &str| Some(Arc::clone(&document));
    let bundle = Bundle::gather("库", &Book::default(), ["a.txt"], &mut open, &select, &mut |_, _| true);
    (document, bundle)
}

fn written(format: &str, bundle: &Bundle) -> String {
    let options = Options { sources: Some(Sources::Article), ..Options::default() };
    let written = (crate::exchange::format(format).unwrap().write)(bundle, &options, &Words::new(Lang::Zh)).unwrap();
    String::from_utf8(written.parcel.into_bytes().unwrap()).unwrap()
}

/// The tokens of a table of tokens.
fn tokens(table: &str) -> String {
    let rows = table.lines().filter(|line| !line.starts_with("# newdoc"));
    rows.filter_map(|line| line.rsplit_once('\t')).map(|(token, _)| token).collect()
}

proptest! {
    #![proptest_config(crate::laws::cases(96))]

    #[test]
    fn exports_by_article_hold_every_line(text in texts()) {
        let (document, bundle) = bundled(&text);
        let parts: Vec<String> =
            renditions(&document, Sources::Article, Errata::None).into_iter().map(|part| part.text).collect();
        prop_assert!(hold(&parts, &text));
        prop_assert!(hold(&[tokens(&written("bio", &bundle))], &text));
    }
}

#[test]
fn a_line_that_is_left_out_is_missed() {
    let text = "访员 9:01\n堤是哪年修的？\n";
    assert!(hold(&["堤是哪年修的？访员9:01".to_owned()], text));
    assert!(!hold(&["堤是哪年修的？".to_owned()], text));
}

/// The browser's page shows the articles in which something is annotated, and counts the others.
#[test]
fn articles_that_are_not_shown_are_counted() {
    let text = "第一章 渡口\n\n渡船一天两班，风大就停。\n\n第二章 老街\n\n街口有棵樟树。\n";
    let document = Arc::new(Document::open("a.txt", text.as_bytes().to_vec()));
    let mut book = Book::default();
    let at = text.find("渡船").unwrap();
    let (target, quotation) = quote(&document, Flow::Main(1), &[ByteSpan::at(at, at + 6)]);
    book.load("a.txt", vec![Annotation { target, quotation, ..annotation(1) }]);
    let mut open = |_: &str| Some(Arc::clone(&document));
    let bundle = Bundle::gather("库", &book, ["a.txt"], &mut open, &Select::default(), &mut |_, _| true);
    let html = format("html").unwrap();
    let written = (html.write)(&bundle, &Options::default(), &Words::new(Lang::Zh)).unwrap();
    assert!(html.leaves(&bundle, &written).contains(&(Facet::Texts, 1)), "{:?}", written.beyond);
}

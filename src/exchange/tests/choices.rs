//! That a format heeds what its row says may be chosen, and nothing else.

use super::{TEXT, book};
use crate::annotation::samples::{annotation, time};
use crate::annotation::{Annotation, Tag, quote};
use crate::exchange::{Against, Bundle, Choice, Errata, FORMATS, Format, Options, Select, Sources, Unit};
use crate::text::word::Segmenter;
use crate::text::{Document, Erratum, Flow, Layers};
use crate::units::ByteSpan;
use crate::words::{Lang, Words};
use std::sync::Arc;

/// Every choice, as something else than what is usual with any format.
fn choices(usual: &dyn Fn() -> Options) -> Vec<(Choice, Vec<Options>, bool)> {
    let errata = |errata| Options { errata: Some(errata), ..usual() };
    let sources = |sources| Options { sources: Some(sources), ..usual() };
    vec![
        (Choice::By, vec![Options { by_tag: true, ..usual() }], false),
        (Choice::Bom, vec![Options { bom: true, ..usual() }], false),
        (Choice::Raw, vec![Options { raw: true, ..usual() }], false),
        (Choice::Sources, vec![sources(Sources::Page), sources(Sources::Article)], false),
        (Choice::Errata, vec![errata(Errata::Mark), errata(Errata::Apply), errata(Errata::None)], false),
        (Choice::Word, vec![Options { unit: Unit::Word, ..usual() }], false),
        (Choice::Utf16, vec![Options { unit: Unit::Utf16, ..usual() }], false),
        (Choice::Qualcoder, vec![Options { qualcoder: true, ..usual() }], false),
        (Choice::Against, vec![Options { against: Against::Coder, ..usual() }], false),
        (Choice::All, vec![Options { all: true, ..usual() }], false),
        (Choice::RollUp, vec![Options { roll_up: true, ..usual() }], false),
        (Choice::Texts, vec![usual()], true),
        (Choice::Base, vec![Options { base: Some("https://example.org/x".into()), ..usual() }], false),
    ]
}

/// Writes a page with a correction, names that stand twice and formulas; the other text has no annotation.
fn written(format: &Format, options: &Options, texts: bool) -> Vec<u8> {
    let span = ByteSpan::at(0, "党建".len());
    let layers = Layers { errata: vec![Erratum { span, text: "党群".into() }], ..Layers::default() };
    let page = Arc::new(Document::open("d/a.txt", TEXT.as_bytes().to_vec()).with(layers));
    let mut book = book();
    for (key, label) in [("twin", "网格"), ("sum", "=1+1")] {
        let tag = Tag { key: key.into(), zh: label.into(), created: time(0), modified: time(0), ..Tag::default() };
        book.codebook.set(key, Some(tag));
    }
    let (target, quotation) = quote(&page, Flow::Main(1), &[ByteSpan::at(0, 12)]);
    book.load("d/a.txt", vec![Annotation { target, quotation, tags: vec!["sum".into()], ..annotation(9) }]);
    let other = Arc::new(Document::open("d/b.txt", "别的\n\n一段。\n".as_bytes().to_vec()));
    let mut open = |path: &str| Some(Arc::clone(if path == "d/a.txt" { &page } else { &other }));
    let select = Select { texts, ..Select::default() };
    let bundle = Bundle::gather("库", &book, ["d/a.txt", "d/b.txt"], &mut open, &select, &mut |_, _| true);
    (format.write)(&bundle, options, &Words::new(Lang::Zh)).unwrap().parcel.into_bytes().unwrap()
}

#[test]
fn formats_heed_what_their_rows_say() {
    let segmenter = Segmenter::load();
    let usual = || Options { segmenter: segmenter.clone(), ..Options::default() };
    for format in FORMATS.iter().filter(|format| !format.copies()) {
        let plain = written(format, &usual(), false);
        for (choice, ways, texts) in choices(&usual) {
            let heeds = ways.iter().any(|options| written(format, options, texts) != plain);
            assert_eq!(heeds, format.heeds.contains(&choice), "{} {choice:?}", format.name);
        }
    }
}

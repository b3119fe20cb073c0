//! Out and in, by every format: 10,000 annotations over 200 documents.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark may panic")]

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use meipi::annotation::{Annotation, Book, IdSource, quote};
use meipi::exchange::{Bundle, FORMATS, Here, Options, Parcel, Select, intake};
use meipi::library::SEEDS;
use meipi::store::starter;
use meipi::text::word::Segmenter;
use meipi::text::{Document, Flow};
use meipi::units::{ByteSpan, floor};
use meipi::words::{Lang, Words};
use std::collections::HashMap;
use std::sync::Arc;

/// Documents, and annotations in each.
const DOCUMENTS: usize = 200;
const EACH: usize = 50;

fn library() -> (Vec<String>, HashMap<String, Vec<u8>>) {
    let path = |n: usize| format!("{}/{n}.txt", n % 10);
    // No two texts are the same.
    let text = |n: usize| [SEEDS[n % SEEDS.len()].1, format!("\n\n第{n}份。\n").as_bytes()].concat();
    ((0..DOCUMENTS).map(path).collect(), (0..DOCUMENTS).map(|n| (path(n), text(n))).collect())
}

fn book(documents: &[String], texts: &HashMap<String, Vec<u8>>) -> Book {
    let now = Timestamp::from_second(1_700_000_000).unwrap();
    let mut book = Book::default();
    book.codebook = starter(now).into_iter().collect();
    let tags: Vec<String> = book.codebook.all().map(|tag| tag.key.clone()).collect();
    let mut ids = IdSource::seeded(1);
    for path in documents {
        let document = Document::open(path, texts[path].clone());
        let mut list = Vec::new();
        for n in 0..EACH {
            let start = floor(&document.text, n * document.text.len() / EACH);
            let block = document.structure.block_at(meipi::units::Byte(start)).unwrap();
            let flow = document.flow_of(block);
            let spans = document.target(flow, ByteSpan::at(start, floor(&document.text, start + 120)));
            let spans = if spans.is_empty() { document.target(Flow::Printed, ByteSpan::at(0, 30)) } else { spans };
            let (target, quotation) = quote(&document, flow, &spans);
            list.push(Annotation {
                id: ids.make(now),
                target,
                quotation,
                tags: vec![tags[n % tags.len()].clone(), tags[(n * 7 + 1) % tags.len()].clone()],
                note: if n % 3 == 0 { "一条批注。".into() } else { String::new() },
                coder: if n % 2 == 0 { "甲".into() } else { "乙".into() },
                created: now,
                modified: now,
                conflicts: Vec::new(),
            });
        }
        book.load(path, list);
    }
    book
}

fn exchange(c: &mut Criterion) {
    let (documents, texts) = library();
    let book = book(&documents, &texts);
    let words = Words::new(Lang::Zh);
    let open = |path: &str| texts.get(path).map(|data| Arc::new(Document::open(path, data.clone())));
    let gather = || {
        let named = documents.iter().map(String::as_str);
        Bundle::gather("b", &book, named, &mut { open }, &Select::default(), &mut |_, _| true)
    };
    let options = Options { segmenter: Segmenter::load(), ..Options::default() };
    let mut group = c.benchmark_group("10,000 annotations over 200 documents");
    group.sample_size(10);
    group.bench_function("gather", |b| b.iter(gather));
    for format in FORMATS {
        let write = || (format.write)(&gather(), &options, &words).unwrap().parcel.into_bytes().unwrap();
        group.bench_function(format!("{} out", format.name), |b| b.iter(write));
        let Some(read) = format.read else { continue };
        let data = write();
        let name = format!("x.{}", format.extension);
        group.bench_function(format!("{} in", format.name), |b| {
            b.iter(|| {
                let incoming = read(&name, Parcel::open(&name, data.clone()).unwrap(), &options).unwrap();
                let here = Here {
                    book: &Book::default(),
                    documents: &documents,
                    open: &mut { open },
                    parent: None,
                    coder: "甲".into(),
                    now: Timestamp::from_second(1_700_000_001).unwrap(),
                    ids: &mut IdSource::seeded(2),
                };
                intake(incoming, here, &mut |_, _| true).unwrap()
            });
        });
    }
}

criterion_group!(benches, exchange);
criterion_main!(benches);

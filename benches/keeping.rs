//! Keeping: 10,000 annotations written and read, beside what JSON takes.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::semicolon_if_nothing_returned,
    reason = "a bench may panic"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use meipi::annotation::{Annotation, IdSource, quote};
use meipi::files::{Disk, Files, Scripted};
use meipi::library::SEEDS;
use meipi::store::{Keeper, Store, load};
use meipi::text::{Document, Flow};
use std::collections::HashMap;
use std::sync::Arc;

fn annotations(document: &Document) -> Vec<Annotation> {
    let mut ids = IdSource::seeded(1);
    let now = Timestamp::from_second(1_700_000_000).unwrap();
    let body =
        document.structure.blocks.iter().filter(|block| block.kind == meipi::text::Kind::Body && block.article == 1);
    let spans: Vec<_> = body.flat_map(|block| block.parts.iter().map(|part| part.span)).collect();
    let make = |n: usize| {
        let flow = Flow::Main(1);
        let (target, quotation) = quote(document, flow, &document.target(flow, spans[n % spans.len()]));
        let tags = vec!["grid".to_owned(), format!("tag{}", n % 40)];
        let note = if n.is_multiple_of(3) { "一条批注。\n第二行。".to_owned() } else { String::new() };
        Annotation {
            id: ids.make(now),
            target,
            quotation,
            tags,
            note,
            coder: "甲".into(),
            created: now,
            modified: now,
            conflicts: Vec::new(),
        }
    };
    let mut made: Vec<Annotation> = (0..10_000).map(make).collect();
    meipi::annotation::sort(&mut made);
    made
}

fn keep(c: &mut Criterion) {
    let document = Arc::new(Document::open("a.txt", SEEDS[0].1.to_vec()));
    let list = annotations(&document);
    let store = Store { root: "/s".into() };
    let mut group = c.benchmark_group("10,000 annotations");
    group.sample_size(10);
    group.bench_function("write RON, in memory", |b| {
        b.iter(|| {
            Keeper::new(store.clone(), HashMap::new()).save_sheet(&Scripted::default(), "a.txt", "甲", &list).unwrap()
        });
    });
    let folder = tempfile::tempdir().unwrap();
    let real = Store { root: folder.path().to_path_buf() };
    group.bench_function("write RON, to the disk with fsync", |b| {
        b.iter(|| {
            let mut keeper = Keeper::new(real.clone(), HashMap::new());
            Disk.remove(&real.sheet("甲", "a.txt")).unwrap();
            keeper.save_sheet(&Disk, "a.txt", "甲", &list).unwrap()
        });
    });
    let files = Scripted::default();
    Keeper::new(store.clone(), HashMap::new()).save_sheet(&files, "a.txt", "甲", &list).unwrap();
    group.bench_function("read RON", |b| b.iter(|| load(&files, &store).book));
}

criterion_group!(benches, keep);
criterion_main!(benches);

//! Reading: open to first rows, rows for a resize, line breaking, one frame; with what others take beside.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::semicolon_if_nothing_returned,
    reason = "a bench may panic"
)]

#[path = "../tests/support/screen.rs"]
mod bench;

use bench::Bench;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::Timestamp;
use meipi::annotation::{Annotation, IdSource, quote};
use meipi::app::Msg;
use meipi::app::draw;
use meipi::brush::Paint;
use meipi::layout::{Anchor, Galley, RowCache, Setting, galley::Style, rows};
use meipi::library::SEEDS;
use meipi::text::word::Segmenter;
use meipi::text::{Document, Widths, document::HEAD};
use meipi::tui::Screen;
use meipi::units::ByteSpan;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Paragraph, Widget, Wrap};
use std::hint::black_box;
use std::sync::Arc;

fn paragraphs() -> String {
    let texts = SEEDS.iter().map(|(_, data)| std::str::from_utf8(data).unwrap());
    texts.flat_map(str::lines).filter(|line| line.len() > 120).collect::<Vec<_>>().join("\n\n")
}

fn megabytes(n: usize) -> String {
    let text = paragraphs() + "\n\n";
    text.repeat(n * 1_000_000 / text.len() + 1)
}

fn style(width: u16) -> Style {
    Style { setting: Setting::new(width, Widths::Narrow), aside: 4, bare: true, spacing: 1 }
}

fn first_rows(document: &Document, width: u16) -> usize {
    let mut cache = RowCache::default();
    Galley::new(document, document.structure.reading_order(1), style(width), &mut cache)
        .lines(Anchor::default(), 50)
        .len()
}

fn open(c: &mut Criterion) {
    let page = SEEDS[0].1.to_vec();
    let head = megabytes(1).into_bytes()[..HEAD].to_vec();
    let whole = megabytes(10).into_bytes();
    let mut group = c.benchmark_group("open to first rows");
    group.bench_function("a page of 15 KB", |b| b.iter(|| first_rows(&Document::open("a", page.clone()), 76)));
    group.bench_function("the head of a long file", |b| {
        b.iter(|| first_rows(&Document::open_head("a", head.clone(), None), 76))
    });
    group.sample_size(10);
    group.bench_function("the whole of 10 MB", |b| b.iter(|| first_rows(&Document::open("a", whole.clone()), 76)));
}

fn resize(c: &mut Criterion) {
    let document = Document::open("a", megabytes(10).into_bytes());
    let middle = Anchor { place: document.structure.blocks.len() / 2, offset: 0 };
    let mut width = 60;
    c.bench_function("rows for a resize in 10 MB", |b| {
        b.iter(|| {
            width = 60 + (width - 59) % 30;
            let mut cache = RowCache::default();
            Galley::new(&document, document.structure.reading_order(1), style(width), &mut cache)
                .lines(middle, 50)
                .len()
        });
    });
}

fn line_breaking(c: &mut Criterion) {
    let text = megabytes(10);
    let lines: Vec<&str> = text.lines().collect();
    let mut group = c.benchmark_group("line breaking, 10 MB at 60 cells");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
    let setting = Setting::new(60, Widths::Narrow);
    group.bench_function("meipi", |b| {
        b.iter(|| lines.iter().map(|line| rows(black_box(line), setting, true).len()).sum::<usize>())
    });
    group.bench_function("textwrap", |b| {
        let options = textwrap::Options::new(60).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
        b.iter(|| lines.iter().map(|line| textwrap::wrap(black_box(line), &options).len()).sum::<usize>());
    });
}

/// Draws two screens in turn, so that every frame changes.
fn turn<B: Backend>(mut backend: B, buffers: &[Buffer; 2], n: &mut usize) {
    let (old, new) = (&buffers[*n % 2], &buffers[(*n + 1) % 2]);
    *n += 1;
    let _ = backend.draw(old.diff_iter(new));
    let _ = backend.flush();
}

fn frame(c: &mut Criterion) {
    let mut bench = Bench::new(200, 50);
    bench.keys("L j j x 1 x 2 3 c 4");
    let first = bench.buffer();
    bench.keys("^f");
    let second = bench.buffer();
    let buffers = [first, second];
    let mut group = c.benchmark_group("one frame at 200x50");
    group.bench_function("meipi: paint", |b| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 50));
        b.iter(|| {
            buffer.reset();
            let mut paint = Paint::new(&bench.app.face.theme, bench.app.face.widths, &mut buffer);
            draw::draw(&bench.app, &mut paint)
        });
    });
    let mut n = 0;
    group
        .bench_function("meipi: bytes", |b| b.iter(|| turn(Screen::new(Vec::new(), Widths::Narrow), &buffers, &mut n)));
    group.bench_function("stock ratatui: bytes", |b| {
        b.iter(|| turn(CrosstermBackend::new(Vec::new()), &buffers, &mut n))
    });
    let text = paragraphs();
    group.bench_function("stock ratatui: paint a paragraph", |b| {
        let area = Rect::new(0, 0, 200, 50);
        let mut buffer = Buffer::empty(area);
        b.iter(|| {
            buffer.reset();
            Paragraph::new(text.as_str()).wrap(Wrap { trim: false }).render(area, &mut buffer);
        });
    });
    group.bench_function("page down: message to painted frame", |b| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 50));
        let mut down = true;
        b.iter(|| {
            bench.keys(if down { "^f" } else { "^b" });
            down = !down;
            buffer.reset();
            let mut paint = Paint::new(&bench.app.face.theme, bench.app.face.widths, &mut buffer);
            draw::draw(&bench.app, &mut paint)
        });
    });
}

/// 2,000 annotations that begin on the rows in sight of a text of 100 MB.
fn crowded(c: &mut Criterion) {
    let mut bench = Bench::new(200, 50);
    let path = bench.app.reader.document.as_ref().unwrap().path.to_string();
    let document = Arc::new(Document::open(&path, megabytes(100).into_bytes()));
    bench.send(Msg::Opened(bench.app.reader.generation, Ok(Arc::clone(&document))));
    let mut ids = IdSource::seeded(1);
    let now = Timestamp::from_second(1_700_000_000).unwrap();
    let starts: Vec<usize> = document.text.char_indices().map(|(at, _)| at).take(2020).collect();
    for pair in starts.windows(20).take(2000) {
        let span = ByteSpan::at(pair[0], pair[19]);
        let flow = document.flow_of(document.structure.block_at(span.start).unwrap());
        let (target, quotation) = quote(&document, flow, &[span]);
        let id = ids.make(now);
        let (tags, coder) = (vec!["structure".to_owned()], "甲".to_owned());
        let (note, conflicts) = (String::new(), Vec::new());
        let made = Annotation { id, target, quotation, tags, note, coder, created: now, modified: now, conflicts };
        bench.app.project.book.set(&path, id, Some(made));
    }
    meipi::actions::marks::place_marks(&mut bench.app);
    bench.keys("j");
    assert!(bench.app.project.marks.len() == 2000);
    let mut group = c.benchmark_group("2,000 annotations in view of 100 MB, at 200x50");
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 50));
    group.bench_function("paint", |b| {
        b.iter(|| {
            buffer.reset();
            let mut paint = Paint::new(&bench.app.face.theme, bench.app.face.widths, &mut buffer);
            draw::draw(&bench.app, &mut paint)
        });
    });
    group.bench_function("a key and its frame", |b| {
        let mut right = true;
        b.iter(|| {
            bench.keys(if right { "l" } else { "h" });
            right = !right;
            buffer.reset();
            let mut paint = Paint::new(&bench.app.face.theme, bench.app.face.widths, &mut buffer);
            draw::draw(&bench.app, &mut paint)
        });
    });
}

fn dictionary(c: &mut Criterion) {
    let mut group = c.benchmark_group("dictionary");
    group.sample_size(10);
    group.bench_function("load", |b| b.iter(Segmenter::load));
    let segmenter = Segmenter::load();
    let text = megabytes(1);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("cut 1 MB", |b| b.iter(|| segmenter.words(&text).len()));
}

criterion_group!(benches, open, resize, line_breaking, frame, crowded, dictionary);
criterion_main!(benches);

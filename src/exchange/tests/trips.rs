//! Out and back: what a format says that it holds comes back as it was.

mod portrait;

use portrait::portrait;

use crate::annotation::samples::{annotation, any_overrides, any_what, time};
use crate::annotation::{
    Annotation, ArticleName, Book, Codebook, Edit, IdSource, Memo, On, Override, Progress as Read, Tag, apply, open,
    quote,
};
use crate::exchange::common::taxonomy;
use crate::exchange::{Bundle, FORMATS, Facet, Format, Here, Intake, Options, Parcel, Select, Sources, intake};
use crate::text::{Document, Flow};
use crate::units::{Byte, ByteSpan, floor};
use crate::words::{Lang, Words};
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// The documents of the library: several articles, a seam, characters outside the BMP, CRLF and a byte order mark, a
/// path with folders, indents and white space of every sort, signs of no width.
const TEXTS: [(&str, &str); 6] = [
    (
        "报/𠮷 a.txt",
        "党建𠮷引领😊基层治理\n\n本报记者 张三\n\n前半段没有写完的一句话，写到这里就断在了半\n\n▲图片说明文字。\n\n路，后半段在这里。第二句话。\n\n\
        又一段，说的是别的事情。\n\n“四方联动”机制更有活力\n\n本报记者 李四\n\n第二篇的正文也在这一版上，写了很长很长的一句话才写完。\n",
    ),
    ("b.txt", "\u{feff}标题一行\r\n\r\n正文 <b>有</b> & 记号，\"引号\"。\r\n第二行 [x|y] -> *z*;_。\r\n"),
    ("c.md", "# 一 #\n\n*甲* 乙\n\n## 二\n\n丙丁 Latin words here. And more.\n"),
    ("d.txt", "一样的文字，只有一句。\n"),
    (
        "缩进/e.txt",
        "\u{feff}\u{3000}\u{3000}一行。\r\n\u{3000}\u{3000}第二段梨花先开，梨花又落。\r\n\u{a0}\u{a0}第三\u{200b}段\t制表\u{3000}空格。\r\n\r\n\
        \u{3000}\u{3000}第四段只有梨花\u{fe0f}。\r\n",
    ),
    ("f.txt", "\u{3000}首行在此。\r \u{3000}次行 \u{a0}有空，梨花。\r\n\u{2003}末行\u{ad}有梨花"),
];

fn documents() -> Vec<String> {
    TEXTS.iter().map(|(path, _)| (*path).to_owned()).collect()
}

fn document(path: &str, book: &Book) -> Option<Arc<Document>> {
    static PLAIN: OnceLock<Vec<Arc<Document>>> = OnceLock::new();
    let (n, (_, text)) = TEXTS.iter().enumerate().find(|(_, (name, _))| *name == path)?;
    let read = |overrides: &[Override]| Arc::new(open(path, text.as_bytes().to_vec(), overrides));
    if book.overrides(path).is_empty() {
        let each = |(path, text): &(&str, &str)| Arc::new(open(path, text.as_bytes().to_vec(), &[]));
        return PLAIN.get_or_init(|| TEXTS.iter().map(each).collect()).get(n).cloned();
    }
    Some(read(book.overrides(path)))
}

/// How an annotation is made.
#[derive(Clone, Debug)]
struct Made {
    text: Index,
    from: Index,
    length: usize,
    sort: u8,
    tags: Vec<Index>,
    note: String,
    coder: bool,
    times: (i64, i64),
    conflict: bool,
}

fn made() -> impl Strategy<Value = Made> {
    let place = (any::<Index>(), any::<Index>(), 1usize..60, 0u8..20);
    let said =
        (proptest::collection::vec(any::<Index>(), 0..3), "([一二\"',<&=\\-\u{1}\u{b}]{0,4}\n?){0,3}", any::<bool>());
    (place, said, 0i64..99, 0i64..99, 0u8..12).prop_map(
        |((text, from, length, sort), (tags, note, coder), created, more, conflict)| Made {
            text,
            from,
            length,
            sort,
            tags,
            note: note.trim().to_owned(),
            coder,
            times: (created, created + more),
            conflict: conflict == 0,
        },
    )
}

fn any_tags() -> impl Strategy<Value = Vec<Tag>> {
    let text = "[一二a/\"',<&】【 ]{0,5}";
    let tag = ("[网格联动a/\"', <&]{1,4}", any::<Index>(), proptest::array::uniform3(text), 1u8..13, 0u8..10);
    proptest::collection::vec(tag, 1..7).prop_map(|made| {
        let mut codebook = Codebook::default();
        for (n, (label, parent, [definition, include, example], slot, special)) in made.into_iter().enumerate() {
            let label = crate::annotation::label(&label).unwrap_or("空");
            let keys: Vec<String> = codebook.all().map(|tag| tag.key.clone()).collect();
            let parent = if n % 3 == 0 { None } else { Some(parent.get(&keys).clone()) };
            // Two of one name beside each other cannot be told apart by anybody.
            if codebook.children(parent.as_deref()).iter().any(|tag| Lang::ALL.iter().any(|l| tag.label(*l) == label)) {
                continue;
            }
            let examples = vec![example.trim().to_owned()];
            let tag = Tag {
                definition: definition.trim().to_owned(),
                include: include.trim().to_owned(),
                examples: examples.into_iter().filter(|text| !text.is_empty()).collect(),
                slot,
                ..codebook.make(label, parent.as_deref(), time(0))
            };
            let tag = match special {
                0 => Tag { en: format!("en{n}"), zh: label.to_owned(), ..tag },
                1 => Tag { aliases: vec!["别名".into()], ..tag },
                2 => Tag { key: format!("key{n}"), ..tag },
                3 if n > 0 => Tag { merged_into: keys.first().cloned(), ..tag },
                _ => tag,
            };
            codebook.set(&tag.key.clone(), Some(tag));
        }
        // Two of one path cannot be told apart by what knows tags by their paths.
        let mut paths = BTreeSet::new();
        let doubled: Vec<String> = codebook
            .in_use()
            .filter(|tag| !paths.insert(taxonomy::path(&codebook, &tag.key, Lang::Zh)))
            .map(|tag| tag.key.clone())
            .collect();
        codebook.all().filter(|tag| !doubled.contains(&tag.key)).cloned().collect()
    })
}

/// A book over the documents.
fn any_book() -> impl Strategy<Value = Book> {
    let other = (any_overrides(), any_what(), "[甲乙\n]{0,4}", "[a-c=]{1,2}", any::<bool>());
    (any_tags(), proptest::collection::vec(made(), 0..12), other).prop_map(
        |(tags, made, (overrides, what, words, name, done))| {
            let mut book = Book::default();
            book.codebook = tags.into_iter().collect();
            for (n, made) in made.into_iter().enumerate() {
                let (path, annotation) = make(n, made, &book);
                book.set(&path, annotation.id, Some(annotation));
            }
            // What is settled here changes no structure: an article that was cut otherwise is another text.
            for o in overrides.into_iter().take(2) {
                book.set_override("d.txt", o.id, Some(Override { what: what.clone(), ..o }));
            }
            let documents: Vec<Arc<Document>> = TEXTS.iter().filter_map(|(path, _)| document(path, &book)).collect();
            let first = &documents[0];
            book.terms.insert("网格长".into());
            book.attributes.insert((ArticleName::of(first, 1), name.clone()), words.clone());
            book.attributes.insert((ArticleName::whole("b.txt"), name), "2021".into());
            let memo = Memo { text: format!("x{words}y"), created: time(3), modified: time(4), ..Memo::default() };
            let tag = book.codebook.in_use().next().map(|tag| tag.key.clone());
            book.in_personal("甲", |own| {
                own.memos.insert(On::Project, memo.clone());
                own.memos.extend(tag.map(|tag| (On::Tag(tag), memo.clone())));
                own.memos.insert(On::Article(ArticleName::of(first, 1)), memo.clone());
                // A key, that of older versions, and a tag that has lost its own.
                own.quick
                    .extend([((0, 1), "grid"), ((0, 0), ""), ((0, 12), "b")].map(|(slot, tag)| (slot, tag.into())));
                own.progress.insert(ArticleName::whole("d.txt"), if done { Read::Done } else { Read::Reading });
            });
            book
        },
    )
}

fn make(n: usize, made: Made, book: &Book) -> (String, Annotation) {
    let path = made.text.get(&TEXTS).0;
    let document = document(path, &Book::default()).unwrap();
    let start = floor(&document.text, made.from.index(document.text.len()));
    let end = document.text[start..].char_indices().nth(made.length).map_or(document.text.len(), |(i, _)| start + i);
    let span = ByteSpan::at(start, end);
    let flow = match made.sort {
        0 => Flow::Printed,
        _ => document.structure.block_at(Byte(start)).map_or(Flow::Printed, |id| document.flow_of(id)),
    };
    let spans = match made.sort {
        1 => Vec::new(),
        2 => vec![span],
        _ => document.target(flow, span),
    };
    let keys: Vec<String> = book.codebook.in_use().map(|tag| tag.key.clone()).collect();
    let mut tags: Vec<String> = Vec::new();
    made.tags.iter().map(|n| n.get(&keys).clone()).for_each(|tag| {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    });
    let (target, quotation) = quote(&document, flow, &spans);
    let mut a = Annotation {
        target,
        quotation,
        tags,
        note: made.note,
        coder: if made.coder { "甲".into() } else { "乙-2".into() },
        created: time(made.times.0),
        modified: time(made.times.1),
        ..annotation(n as u64)
    };
    match made.sort {
        // Made in another text; and in one where nothing of it is left.
        3 => a.target.text = crate::text::TextId::of("另"),
        4 if !a.quotation.exact.is_empty() => {
            a.target.text = crate::text::TextId::of("另");
            a.quotation.exact = a.target.spans.iter().map(|span| "无".repeat(span.len())).collect();
        }
        _ => {}
    }
    if made.conflict {
        let other = Annotation { note: format!("{}另", a.note), ..a.clone() };
        a.conflicts = vec![other];
    }
    (path.to_owned(), a)
}

fn bundle(book: &Book) -> Bundle {
    let paths = documents();
    let named = paths.iter().map(String::as_str);
    Bundle::gather("库", book, named, &mut |path| document(path, book), &Select::default(), &mut |_, _| true)
}

fn take_in(format: &Format, data: Vec<u8>, into: &Book, options: &Options) -> (Book, Intake) {
    let name = format!("x.{}", format.extension);
    let incoming = (format.read.unwrap())(&name, Parcel::open(&name, data).unwrap(), options).unwrap();
    let paths = documents();
    let here = Here {
        book: into,
        documents: &paths,
        open: &mut |path| document(path, into),
        parent: None,
        coder: "甲".into(),
        now: time(500),
        ids: &mut IdSource::seeded(77),
    };
    let found = intake(incoming, here, &mut |_, _| true).unwrap();
    let mut after = into.clone();
    apply(&mut after, &Edit { changes: found.changes.clone(), ..Edit::default() });
    (after, found)
}

/// Leaves out of a book what a format would say that it cannot hold of annotations one by one.
fn held(book: &Book, format: &Format, options: &Options) -> Book {
    let mut held = book.clone();
    let has = |facet| format.holds.contains(&facet);
    if !has(Facet::Corrections) {
        // A text that is decoded or cut otherwise is another text.
        let settled: Vec<(String, Override)> =
            book.all_overrides().flat_map(|(path, list)| list.iter().map(|o| (path.to_owned(), o.clone()))).collect();
        settled.into_iter().for_each(|(path, o)| held.set_override(&path, o.id, None));
    }
    let book = &held.clone();
    let mut places = BTreeSet::new();
    let bundle = bundle(book);
    for entry in &bundle.entries {
        let a = &entry.annotation;
        let mut alone = Book::default();
        alone.set(&entry.document, a.id, Some(a.clone()));
        alone.codebook.clone_from(&book.codebook);
        let written = (format.write)(&super::trips::bundle(&alone), options, &Words::new(Lang::Zh)).unwrap();
        let told = |facet| matches!(facet, Facet::Edges | Facet::Spans | Facet::Lost);
        let beyond = written.beyond.iter().any(|(facet, count)| told(*facet) && *count > 0);
        let coder = if has(Facet::Coders) { a.coder.as_str() } else { "" };
        let twin = !places.insert((&entry.document, &entry.target, coder));
        let pieces = entry.target.len() > 1 && !has(Facet::Spans);
        if beyond || pieces || twin && !has(Facet::Ids) {
            held.set(&entry.document, a.id, None);
        }
    }
    held
}

fn out_and_back(name: &str, book: &Book, options: &Options) -> Result<(), TestCaseError> {
    let format = crate::exchange::format(name).unwrap();
    let book = held(book, format, options);
    let write = || {
        let written = (format.write)(&bundle(&book), options, &Words::new(Lang::Zh)).unwrap();
        written.parcel.into_bytes().unwrap()
    };
    let data = write();
    prop_assert_eq!(&data, &write());
    let (after, found) = take_in(format, data.clone(), &Book::default(), options);
    prop_assert!(found.texts.is_empty(), "{:?}", found.texts);
    let gone = book.all().map(|(document, _)| document.to_owned()).collect();
    let (was, is) = (portrait(&book, format.holds, &gone), portrait(&after, format.holds, &gone));
    let lost: Vec<&String> = was.iter().filter(|line| !is.contains(line)).collect();
    let new: Vec<&String> = is.iter().filter(|line| !was.contains(line)).collect();
    prop_assert!(was == is, "\nlost {lost:#?}\nnew {new:#?}");
    // What is here already changes nothing, and nothing here changes.
    let (again, found) = take_in(format, data, &after, options);
    prop_assert_eq!(&again, &after, "{:?}", found.report);
    Ok(())
}

proptest! {
    #![proptest_config(crate::laws::cases(12))]

    #[test]
    fn every_format_that_is_read_gives_back_what_it_holds(book in any_book()) {
        for format in FORMATS.iter().filter(|format| format.read.is_some() && !format.copies()) {
            let sources: &[Option<Sources>] = match format.name {
                "refi" | "brat" | "xmi" | "webanno" | "doccano" => &[Some(Sources::Article), Some(Sources::Page)],
                _ => &[None],
            };
            for sources in sources {
                let options = Options { sources: *sources, ..Options::default() };
                out_and_back(format.name, &book, &options).map_err(|e| TestCaseError::fail(format!("{} {sources:?}: {e}", format.name)))?;
            }
        }
    }
}

//! BibTeX: an entry for each article that has passages, with its tags as keywords and its quotations as an annotation.

use crate::analysis::{Reference, entry, escaped, key, stamped};
use crate::error::Result;
use crate::exchange::Facet::Attributes;
use crate::exchange::{Bundle, Entry, Options, Source, Written};
use crate::words::Words;
use std::collections::BTreeSet;

/// The attributes that an entry has a field for.
const HELD: &[&str] = &[
    "author",
    "作者",
    "title",
    "题名",
    "标题",
    "paper",
    "newspaper",
    "报纸",
    "報紙",
    "journal",
    "期刊",
    "刊名",
    "book",
    "书名",
    "date",
    "日期",
    "volume",
    "卷",
    "number",
    "issue",
    "期",
    "编号",
    "page",
    "pages",
    "页",
    "版",
    "publisher",
    "出版社",
    "出版者",
    "institution",
    "机构",
    "address",
    "出版地",
    "url",
    "网址",
    "链接",
    "accessed",
    "urldate",
    "访问日期",
    "引用日期",
    "type",
    "类型",
];

/// Writes an entry for each article.
///
/// # Errors
/// Never.
pub fn write(bundle: &Bundle, _: &Options, words: &Words) -> Result<Written> {
    let mut keys = BTreeSet::new();
    let mut entries = Vec::new();
    for source in &bundle.sources {
        for of in bundle.of(source).chunk_by(|a, b| a.article == b.article) {
            entries.push(article(bundle, source, of, &mut keys, words));
        }
    }
    let unheld = bundle.book.attributes.keys().filter(|(_, name)| !HELD.contains(&name.as_str())).count();
    Ok(Written { beyond: vec![(Attributes, unheld)], ..Written::from(entries.join("\n").into_bytes()) })
}

/// Writes the entry of an article from its annotations.
fn article(bundle: &Bundle, source: &Source, of: &[Entry], keys: &mut BTreeSet<String>, words: &Words) -> String {
    let number = of.first().map_or(0, |entry| entry.article);
    let (reference, key) = match source.document.as_deref() {
        Some(document) => {
            let reference = Reference::of(&bundle.book, document, number);
            let key = key(&reference, document, number);
            (reference, key)
        }
        None => {
            let reference = Reference { title: source.path.clone(), ..Reference::default() };
            let key = stamped(&reference, &source.path);
            (reference, key)
        }
    };
    // Two articles whose digests agree are told apart by a letter.
    let mut own = key.clone();
    let mut letters = 'a'..='z';
    while !keys.insert(own.clone()) {
        own = format!("{key}{}", letters.next().map_or_else(|| keys.len().to_string(), String::from));
    }
    let codebook = bundle.codebook();
    let mut tags: Vec<&str> = Vec::new();
    for tag in of.iter().flat_map(|entry| entry.tags(codebook)) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    // A comma parts keywords.
    let named = |tag: &&str| escaped(&codebook.path(tag, words.lang()).replace(',', "，"));
    let keywords = tags.iter().map(named).collect::<Vec<_>>().join(", ");
    let said: Vec<String> = of.iter().map(quoted).filter(|said| !said.is_empty()).collect();
    let more = [("keywords", keywords), ("annote", said.join("\n    "))];
    entry(&reference, &own, &more)
}

/// Writes a quotation with the note on it.
fn quoted(entry: &Entry) -> String {
    let read = entry.read();
    let text = if read.trim().is_empty() { String::new() } else { format!("“{}”", escaped(&read)) };
    let note = escaped(&entry.annotation.note);
    [text, note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" — ")
}

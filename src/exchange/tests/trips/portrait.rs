//! What a format holds of a book, as lines that can be compared.

use super::bundle;
use crate::annotation::{ArticleName, Book, On};
use crate::exchange::common::taxonomy;
use crate::exchange::{Bundle, Entry, Facet};
use crate::words::Lang;
use std::collections::BTreeSet;

/// Says of a book what a format holds, a line a thing.
pub fn portrait(book: &Book, holds: &[Facet], gone: &BTreeSet<String>) -> Vec<String> {
    let has = |facet| holds.contains(&facet);
    let bundle = bundle(book);
    let codebook = &book.codebook;
    let name = |key: &str| taxonomy::path(codebook, key, Lang::Zh);
    let mut lines: Vec<String> = Vec::new();
    for entry in &bundle.entries {
        let a = &entry.annotation;
        let away = [
            (Facet::Marks, true),
            (Facet::Plain, a.tags.is_empty()),
            (Facet::Whole, entry.is_whole()),
            (Facet::Lost, entry.spans.is_empty() && !entry.is_whole()),
        ];
        if away.iter().any(|(facet, is)| *is && !has(*facet)) {
            continue;
        }
        let words = if has(Facet::Spans) { entry.exact.join("|") } else { entry.quotation() };
        let mut says = vec![entry.document.clone(), words];
        let tags: Vec<String> = entry.tags(codebook).into_iter().map(name).collect();
        says.push(format!("{tags:?}"));
        // What stands nowhere is known by its words alone, unless everything is held.
        if has(Facet::Former) {
            says.push(format!("{:?}", (&a.target, &a.quotation)));
        } else if !entry.spans.is_empty() {
            says.push(format!("{:?}", entry.target));
        }
        let told = [
            (Facet::Ids, a.id.to_string()),
            (Facet::Notes, if has(Facet::Controls) { a.note.clone() } else { replaced(&a.note) }),
            (Facet::Coders, a.coder.clone()),
            (Facet::Created, a.created.to_string()),
            (Facet::Modified, a.modified.to_string()),
            (Facet::Undecided, format!("{:?}", a.conflicts)),
            (Facet::Keys, format!("{:?}", a.tags)),
        ];
        says.extend(told.into_iter().filter(|(facet, _)| has(*facet)).map(|(_, text)| text));
        lines.push(says.join(" | "));
    }
    lines.extend(tags_portrait(&bundle, holds));
    lines.extend(rest_portrait(book, (holds, gone), &name));
    lines.sort();
    lines
}

fn tags_portrait(bundle: &Bundle, holds: &[Facet]) -> Vec<String> {
    let has = |facet| holds.contains(&facet);
    let codebook = bundle.codebook();
    let goes = |entry: &&Entry| has(Facet::Lost) || !entry.spans.is_empty() || has(Facet::Whole) && entry.is_whole();
    let used: BTreeSet<&str> = bundle.entries.iter().filter(goes).flat_map(|entry| entry.tags(codebook)).collect();
    let mut lines = Vec::new();
    for (n, (_, tag)) in codebook.tree().into_iter().enumerate() {
        let family = codebook.with_children(&tag.key);
        if !has(Facet::Unused) && !family.iter().any(|key| used.contains(key.as_str())) {
            continue;
        }
        let told = [
            (Facet::Definitions, tag.definition.clone()),
            (Facet::Guides, format!("{:?}", (&tag.include, &tag.exclude, &tag.examples))),
            (Facet::Colours, tag.slot.to_string()),
            (Facet::Keys, tag.key.clone()),
            (Facet::Labels, format!("{} {}", tag.zh, tag.en)),
            (Facet::Order, n.to_string()),
            (Facet::Aliases, format!("{:?}", tag.aliases)),
            (Facet::TagTimes, format!("{} {}", tag.created, tag.modified)),
        ];
        let told = told.into_iter().filter(|(facet, _)| has(*facet)).map(|(_, text)| text);
        let path = taxonomy::path(codebook, &tag.key, Lang::Zh);
        lines.push([format!("tag {path}")].into_iter().chain(told).collect::<Vec<_>>().join(" | "));
    }
    if has(Facet::Aliases) {
        lines.extend(codebook.all().map(|tag| format!("all {tag:?}")));
    }
    lines
}

/// `gone` are the documents that went along.
fn rest_portrait(
    book: &Book,
    (holds, gone): (&[Facet], &BTreeSet<String>),
    name: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let has = |facet| holds.contains(&facet);
    let mut lines = Vec::new();
    if has(Facet::Attributes) {
        // Formats with texts say something only of texts that go along.
        let goes = |article: &ArticleName| has(Facet::Former) || gone.contains(&article.document);
        let said = book.attributes.iter().filter(|((article, _), _)| goes(article));
        lines.extend(said.map(|((article, name), value)| {
            format!("{} {} {name} {value}", article.document, article.at.quotation.text())
        }));
    }
    if has(Facet::Memos) {
        for (coder, own) in &book.personal {
            for (on, memo) in &own.memos {
                let on = match on {
                    On::Tag(key) => name(key),
                    On::Article(article) if !has(Facet::Former) && !gone.contains(&article.document) => continue,
                    On::Article(article) => format!("{} {}", article.document, article.at.quotation.text()),
                    On::Project => String::new(),
                };
                lines.push(format!("memo {coder} {on} {memo:?}"));
            }
        }
    }
    if has(Facet::Corrections) {
        lines.extend(book.all_overrides().map(|rows| format!("{rows:?}")));
    }
    if has(Facet::Desk) {
        lines.push(format!("{:?}", book.terms));
        let own = |(coder, own): (&String, &crate::annotation::Personal)| {
            format!("{coder} {:?} {:?}", own.quick, own.progress)
        };
        lines.extend(book.personal.iter().map(own));
    }
    lines
}

/// Returns a note as a format writes it that holds no control characters.
fn replaced(note: &str) -> String {
    note.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}

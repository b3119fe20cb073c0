//! What was said of articles that are not found, or are one article now.

use super::super::verify::Problem;
use super::super::{ArticleName, Book, On};
use super::{Articles, of};
use crate::error::Error;
use crate::text::Document;
use crate::text::decode::one_line;
use std::collections::{BTreeMap, BTreeSet};

/// What is kept under the names of the articles of a document, as they are found now.
#[derive(Debug, Default)]
pub struct Former<'a> {
    /// Those that are found nowhere, each with whether only how far it was read is kept.
    pub lost: Vec<(&'a ArticleName, bool)>,
    /// Those that are one article now, by its number: what was said of them stands there together.
    pub met: BTreeMap<usize, Vec<&'a ArticleName>>,
}

impl<'a> Former<'a> {
    /// Finds them: what one coder keeps, or without one what all do.
    pub fn of(book: &'a Book, document: &Document, known: &Articles, coder: Option<&str>) -> Self {
        let path = &*document.path;
        let said: BTreeSet<&ArticleName> = of(path, &book.attributes).map(|((name, _), _)| name).collect();
        let whose = |(name, _): &(&String, _)| coder.is_none_or(|coder| coder == name.as_str());
        let own = || book.personal.iter().filter(whose).map(|(_, own)| own);
        let of_memos = own().flat_map(|own| own.memos.keys()).filter_map(On::article);
        let of_memos = of_memos.filter(|name| *name.document == *path);
        let said: BTreeSet<&ArticleName> = said.into_iter().chain(of_memos).collect();
        let read: BTreeSet<&ArticleName> =
            own().flat_map(|own| of(path, &own.progress)).map(|(name, _)| name).collect();
        let names = said.union(&read).filter(|name| !name.is_whole() && !name.is_stretch());
        let mut found = Self::default();
        for name in names.copied() {
            let only_read = !said.contains(name);
            // What was quoted from a text that has changed is looked for, unless it only says what was read.
            let number = known.number(name).or_else(|| if only_read { None } else { name.number(document) });
            match number {
                Some(number) => found.met.entry(number).or_default().push(name),
                None => found.lost.push((name, only_read)),
            }
        }
        let words = |name: &&ArticleName| name.at.quotation.exact.clone();
        found.met.retain(|_, names| names.iter().map(words).collect::<BTreeSet<_>>().len() > 1);
        found
    }
}

/// Lists the articles of which something is said and that are not found, and those in which several others stand.
pub fn problems(book: &Book, document: &Document) -> Vec<Problem> {
    let Former { lost, met } = Former::of(book, document, &Articles::of(document), None);
    // The marks of Markdown before a headline are not part of it.
    let title = |name: &ArticleName| one_line(&name.at.quotation.text()).trim_start_matches(['#', ' ']).to_owned();
    let lost = lost.into_iter().map(|(name, only_read)| {
        let key = if only_read { "cli-check-article-read" } else { "cli-check-article" };
        let says = Error::data(key).with("document", &name.document).with("title", title(name));
        Problem { fault: !only_read, ..Problem::fault(says) }
    });
    let met = met.into_iter().map(|(number, names)| {
        let titles: Vec<String> = names.iter().map(|name| title(name)).collect();
        let says = Error::data("cli-check-article-met")
            .with("document", &document.path)
            .with("title", one_line(document.title(number)))
            .with("former", titles.join("  "));
        Problem { fault: false, ..Problem::fault(says) }
    });
    lost.chain(met).collect()
}

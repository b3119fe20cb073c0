//! The tables of contents of an EPUB: where its articles begin, where its printed pages do.

use super::opf::joined;
use crate::text::source::markup::dom::{Dom, Node, ROOT};
use crate::text::source::markup::elements::is_typed;
use crate::text::source::markup::notes::decoded;

/// What a table of contents leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub label: String,
    /// The file.
    pub path: String,
    /// The id of the element in it; empty for the beginning of the file.
    pub id: String,
    /// How deep it lies, from 1.
    pub level: u8,
}

/// What is in a table of contents.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Articles and what is in them.
    pub entries: Vec<Entry>,
    /// Printed pages.
    pub pages: Vec<Entry>,
}

/// The most characters of a label.
const LABEL: usize = 400;

fn entry(label: String, path: &str, link: &str, level: usize) -> Option<Entry> {
    let (file, id) = link.split_once('#').unwrap_or((link, ""));
    let file = if file.is_empty() { path.to_owned() } else { joined(path, &decoded(file))? };
    let level = u8::try_from(level).unwrap_or(u8::MAX).max(1);
    Some(Entry { label, path: file, id: decoded(id), level })
}

/// Reads the navigation page of EPUB 3 that lies at a path.
pub fn of_nav(dom: &Dom, path: &str) -> Contents {
    let list = |kind: &str| {
        let navs = dom.below(ROOT).filter(|node| dom.name(*node) == "nav");
        navs.into_iter().find(|node| is_typed(dom, *node, &[kind]))
    };
    let entries = |top: Option<Node>| {
        let Some(top) = top else { return Vec::new() };
        let links = dom.below(top).filter(|node| dom.name(*node) == "a");
        let read = links.filter_map(|link| {
            let depth = dom.upward(link).take_while(|up| *up != top).filter(|up| dom.name(*up) == "ol").count();
            entry(dom.words(link, LABEL), path, dom.attribute(link, "href")?, depth)
        });
        read.collect()
    };
    let first = || dom.find(ROOT, "nav").filter(|nav| dom.attribute(*nav, "epub:type").is_none());
    Contents { entries: entries(list("toc").or_else(first)), pages: entries(list("page-list")) }
}

/// Reads the contents of EPUB 2 that lie at a path.
pub fn of_ncx(dom: &Dom, path: &str) -> Contents {
    let points = |name: &str| {
        let points = dom.below(ROOT).filter(|node| dom.name(*node) == name);
        let read = points.filter_map(|point| {
            let own = |name: &str| dom.children(point).find(|child| dom.name(*child) == name);
            let label = own("navLabel").map(|label| dom.words(label, LABEL)).unwrap_or_default();
            let link = dom.attribute(own("content")?, "src")?;
            let depth = dom.upward(point).filter(|up| dom.name(*up) == name).count();
            let value = dom.attribute(point, "value").filter(|_| label.is_empty());
            entry(value.map_or(label, str::to_owned), path, link, depth)
        });
        read.collect::<Vec<_>>()
    };
    Contents { entries: points("navPoint"), pages: points("pageTarget") }
}

//! The package of an EPUB: where it says that it lies, what it says of itself, its files in the order of reading.

use crate::text::source::markup::dom::{Dom, Node, ROOT};
use crate::text::source::markup::notes::decoded;
use crate::text::source::markup::xml::{self, Order};
use crate::text::source::package::Package;
use crate::text::source::tree::text_of;
use std::collections::{BTreeSet, HashMap};

/// The most characters of a value that a package says of itself.
const VALUE: usize = 2000;

/// A file of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Its path in the archive.
    pub path: String,
    /// What it says that it is.
    pub media: String,
    /// What it is for.
    pub properties: String,
}

/// A file in the order of reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its path in the archive.
    pub path: String,
    /// The beginning of the places in it, `!` at the end.
    pub cfi: String,
}

/// What a package says.
#[derive(Debug, Default)]
pub struct Opf {
    /// The files in the order of reading; what is no part of it comes last.
    pub spine: Vec<Part>,
    /// Pages that are not in that order: notes may stand there.
    pub besides: Vec<String>,
    /// The table of contents of EPUB 3.
    pub nav: Option<String>,
    /// The table of contents of EPUB 2.
    pub ncx: Option<String>,
    /// What the book says of itself: names and values.
    pub meta: Vec<(String, String)>,
}

/// Reads XML of a book as a tree, as far as it goes.
pub fn tree(data: Vec<u8>) -> Option<Dom> {
    xml::parse(&text_of(data), Order::Loose)
}

/// Finds the package of a book: where its container says, else by its name.
pub fn find(package: &mut Package) -> Option<String> {
    let container = package.read("META-INF/container.xml").ok().and_then(tree);
    let named = container.and_then(|dom| {
        let roots = dom.below(ROOT).filter(|node| dom.name(*node) == "rootfile");
        let paths: Vec<String> = roots.filter_map(|node| dom.attribute(node, "full-path")).map(decoded).collect();
        paths.into_iter().find(|path| package.has(path))
    });
    named.or_else(|| {
        let mut names = package.names().filter_map(|name| std::str::from_utf8(name).ok());
        names.find(|name| name.to_ascii_lowercase().ends_with(".opf")).map(str::to_owned)
    })
}

/// Returns the path that a link leads to from a file; nothing if it leads out of the book.
pub fn joined(from: &str, link: &str) -> Option<String> {
    if link.contains("://") || link.starts_with("data:") || link.starts_with("mailto:") {
        return None;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = if link.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/"))
}

/// Reads what a package at a path says; `has` tells which files are there.
pub fn read(dom: &Dom, path: &str, has: &dyn Fn(&str) -> bool) -> Opf {
    let mut opf = Opf { meta: meta(dom), ..Opf::default() };
    // A path may be escaped, or be a name with a percent sign in it.
    let located = |href: &str| {
        let plain = joined(path, href).filter(|path| has(path));
        plain.or_else(|| joined(path, &decoded(href)))
    };
    let mut files: HashMap<&str, File> = HashMap::new();
    let mut order: Vec<&str> = Vec::new();
    for item in dom.below(ROOT).filter(|node| dom.name(*node) == "item") {
        let value = |name| dom.attribute(item, name).unwrap_or_default();
        let Some(path) = located(value("href")) else { continue };
        let (media, properties) = (value("media-type").to_ascii_lowercase(), value("properties").to_owned());
        order.push(value("id"));
        files.insert(value("id"), File { path, media, properties });
    }
    let Some(spine) = dom.find(ROOT, "spine") else { return opf };
    opf.nav = order.iter().find_map(|id| Some(files.get(id)?).filter(|f| has_word(&f.properties, "nav"))).map(path_of);
    let ncx = dom.attribute(spine, "toc").and_then(|id| files.get(id));
    let ncx = ncx.or_else(|| order.iter().find_map(|id| files.get(id).filter(|f| f.media.contains("dtbncx"))));
    opf.ncx = ncx.map(path_of);
    let (mut last, mut seen) = (Vec::new(), BTreeSet::new());
    let step = steps(dom, spine);
    let items = dom.children(spine).filter(|node| !dom.is_text(*node));
    for (n, item) in items.enumerate() {
        let Some(file) = dom.attribute(item, "idref").and_then(|id| files.get(id)) else { continue };
        if !is_page(file) || !seen.insert(file.path.clone()) {
            continue;
        }
        let part = Part { path: file.path.clone(), cfi: format!("epubcfi(/{step}/{}!", (n + 1) * 2) };
        let linear = dom.attribute(item, "linear") != Some("no");
        if linear { &mut opf.spine } else { &mut last }.push(part);
    }
    opf.spine.append(&mut last);
    let besides =
        order.iter().filter_map(|id| files.get(id)).filter(|file| is_page(file) && !seen.contains(&file.path));
    opf.besides = besides.map(path_of).filter(|path| Some(path) != opf.nav.as_ref()).collect();
    opf
}

fn path_of(file: &File) -> String {
    file.path.clone()
}

fn has_word(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|other| other == word)
}

/// Books of old give their pages other types; pictures and sounds are none.
fn is_page(file: &File) -> bool {
    let path = file.path.to_ascii_lowercase();
    let named = [".xhtml", ".html", ".htm", ".xml"].iter().any(|end| path.ends_with(end));
    let typed = file.media.contains("html") || file.media.contains("oeb1-document");
    let other = ["image/", "text/css", "dtbncx", "font", "audio/", "video/", "javascript", "smil"];
    typed || named && !other.iter().any(|other| file.media.contains(other))
}

/// Returns the step of the spine among the children of the package.
fn steps(dom: &Dom, spine: Node) -> usize {
    let before = std::iter::successors(dom.previous(spine), |node| dom.previous(*node));
    (before.filter(|node| !dom.is_text(*node)).count() + 1) * 2
}

fn meta(dom: &Dom) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for name in ["title", "creator", "contributor", "date", "publisher", "language", "identifier", "source", "rights"] {
        let nodes: Vec<Node> = dom
            .find(ROOT, "metadata")
            .map(|metadata| dom.below(metadata).filter(|node| dom.name(*node) == name).take(50).collect())
            .unwrap_or_default();
        // Of the dates of a book that of its publication counts.
        let published =
            |node: &&Node| dom.attributes(**node).any(|(key, value)| key == "opf:event" && value == "publication");
        let dated = (name == "date").then(|| nodes.iter().find(published).or(nodes.first()).map(|node| vec![*node]));
        let nodes = dated.flatten().unwrap_or(nodes);
        found.extend(nodes.into_iter().map(|node| (name.to_owned(), dom.words(node, VALUE))));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_file_to_file() {
        let lead = |from, link| joined(from, link).unwrap_or_default();
        assert_eq!(lead("OEBPS/text/a.xhtml", "../b.css"), "OEBPS/b.css");
        assert_eq!(lead("a.xhtml", "./c/b.xhtml"), "c/b.xhtml");
        assert_eq!(lead("a/b.xhtml", "../../../c"), "c");
        assert_eq!(lead("a/b.xhtml", "https://x.cn/c"), "");
    }
}

//! Web pages: HTML and XHTML.

use super::bytes;
use super::composer::Composer;
use super::given::{Extent, Remark, Sort, Source};
use super::markup::css::Sheet;
use super::markup::dom::{Dom, Node, ROOT};
use super::markup::elements::heading;
use super::markup::encoded;
use super::markup::furniture;
use super::markup::notes::{At, Notes};
use super::markup::page::{Page, Place};
use super::markup::plan::{Plan, Start};
use super::markup::soup;
use super::markup::walk::Walk;
use super::markup::xml::{self, Order};
use crate::text::decode::Decoded;
use crate::text::encoding::Encoding;
use std::collections::HashMap;

/// The reader's name and version.
const READER: (&str, u32) = ("html", 1);
/// How far from its beginning a file shows what it is.
const HEAD: usize = 1024;
/// A title that is shorter than this is found anywhere.
const SHORT: usize = 4;

/// Tells whether a file is a web page.
pub fn knows(path: &str, data: &[u8]) -> bool {
    if !bytes::marked(data, HEAD) {
        return false;
    }
    let head: Vec<u8> = data.iter().take(HEAD).filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let head = String::from_utf8_lossy(&head);
    let head = head.trim_start_matches(|c: char| !c.is_ascii() || c.is_whitespace());
    let mut rest = head;
    // Before the page itself may stand a declaration and comments.
    loop {
        rest = rest.trim_start();
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ => break,
        };
        let Some((_, behind)) = rest.split_once(end) else { break };
        rest = behind;
    }
    if ["<!doctype html", "<html"].into_iter().any(|start| rest.starts_with(start)) {
        return true;
    }
    let named = path.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    named.is_some_and(|end| ["html", "htm", "xhtml", "xht", "shtml"].contains(&end.as_str()))
}

/// Reads a web page.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    let decoded = encoded::page(data, told);
    text_of(&decoded, READER)
}

/// Makes a text of a page that is decoded, for a reader.
pub fn text_of(decoded: &Decoded, reader: (&'static str, u32)) -> Source {
    let dom = tree(&decoded.text);
    let mut page = Page::new(dom, String::new(), Place::Path, Sheet::default());
    furniture::judge(&mut page);
    let mut composer = Composer::new(reader, Sort::Text);
    meta(&page.dom, &mut composer);
    let starts = titles(&page).into_iter().map(|node| (At { page: 0, node }, Start { level: 1, label: String::new() }));
    let starts: HashMap<At, Start> = starts.collect();
    let pages = [page];
    let notes = Notes::of(&pages, &|_, file| file.is_empty().then_some(0));
    let mut walk = Walk::new(Plan { pages: &pages, notes, starts, breaks: HashMap::new() }, &mut composer);
    walk.page(0);
    walk.finish();
    let (text, layout, lost, mut remarks) = composer.finish();
    let bad = decoded.bad + lost;
    remarks.extend(Remark::of_bad(bad));
    Source { text, encoding: decoded.encoding, bad, remarks, layout: Some(layout) }
}

/// Reads the tree of a page: as XML if it declares to be that and is, else as browsers do.
fn tree(text: &str) -> Dom {
    let head: String = text.chars().take(HEAD).collect();
    let declared = head.trim_start().starts_with("<?xml");
    let written = declared.then(|| xml::parse(text, Order::Strict)).flatten();
    written.unwrap_or_else(|| soup::parse(text, declared || head.contains("http://www.w3.org/1999/xhtml")))
}

/// Returns the headlines of a page: its headings of the first level that are its text; where one says what the page is
/// called, it alone; else what says so, or the one heading that stands above all others.
fn titles(page: &Page) -> Vec<Node> {
    let dom = &page.dom;
    let seen = |node: &Node| {
        let out = |up: Node| page.facts(up).hidden || page.facts(up).furniture;
        page.facts(*node).chars > 0 && !dom.upward(*node).any(out)
    };
    let heads: Vec<(u8, Node)> = dom.below(ROOT).filter_map(|node| Some((heading(dom.name(node))?, node))).collect();
    let heads: Vec<(u8, Node)> = heads.into_iter().filter(|(_, node)| seen(node)).collect();
    let name = name(dom).unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let called = |node: Node| {
        let said = dom.said(node, 200);
        said.chars().count() >= SHORT && name.starts_with(&said) || !said.is_empty() && said == name
    };
    let first: Vec<Node> = heads.iter().filter(|(level, _)| *level == 1).map(|(_, node)| *node).collect();
    let named = |mut among: std::vec::IntoIter<Node>| among.find(|node| called(*node));
    if first.len() > 1
        && let Some(one) = named(first.clone().into_iter())
    {
        return vec![one];
    }
    if !first.is_empty() {
        return first;
    }
    let highest = heads.iter().map(|(level, _)| *level).min();
    let highest: Vec<Node> = heads.iter().filter(|(level, _)| Some(*level) == highest).map(|(_, node)| *node).collect();
    match named(heads.iter().map(|(_, node)| *node).collect::<Vec<_>>().into_iter()) {
        Some(one) => vec![one],
        None if highest.len() == 1 => highest,
        None => Vec::new(),
    }
}

/// Returns what a page is called.
fn name(dom: &Dom) -> Option<String> {
    let named = said(dom, &["og:title", "twitter:title"]);
    named.or_else(|| dom.find(ROOT, "title").map(|title| dom.words(title, 400)).filter(|title| !title.is_empty()))
}

/// Returns what the first of these `meta` says.
fn said(dom: &Dom, names: &[&str]) -> Option<String> {
    let metas: Vec<Node> = dom.below(ROOT).filter(|node| dom.name(*node) == "meta").take(500).collect();
    let value = |name: &&str| {
        let is = |node: &&Node| {
            let keys = ["property", "name", "itemprop"].into_iter().filter_map(|key| dom.attribute(**node, key));
            keys.into_iter().any(|key| key.trim().eq_ignore_ascii_case(name))
        };
        let contents = metas.iter().filter(is).filter_map(|node| dom.attribute(*node, "content"));
        contents.map(|content| content.trim().to_owned()).find(|content| !content.is_empty())
    };
    names.iter().find_map(value)
}

fn meta(dom: &Dom, composer: &mut Composer) {
    let language =
        dom.find(ROOT, "html").and_then(|html| dom.attribute(html, "lang").or(dom.attribute(html, "xml:lang")));
    let date = ["article:published_time", "publishdate", "pubdate", "publish_time", "datepublished", "date", "dc.date"];
    let values = [
        ("title", name(dom)),
        ("creator", said(dom, &["author", "article:author", "og:article:author", "dc.creator"])),
        ("date", said(dom, &date)),
        ("publisher", said(dom, &["og:site_name", "publisher", "source", "mediaid", "dc.publisher"])),
        ("language", language.map(str::to_owned)),
    ];
    for (name, value) in values {
        composer.meta(name, &value.unwrap_or_default());
    }
}

#[cfg(test)]
mod tests;

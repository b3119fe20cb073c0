//! Notes of pages: which link is the sign of a note, and where the note stands. A page says so, or a sign and a note
//! point at each other.

use super::dom::Node;
use super::elements::{heading, is_block, is_called, is_typed};
use super::page::Page;
use std::collections::{BTreeSet, HashMap};

/// A node of one of several pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct At {
    /// Which page.
    pub page: usize,
    /// Which node.
    pub node: Node,
}

/// All notes of a document.
#[derive(Debug, Default)]
pub struct Notes {
    /// The signs, with the notes that they call; a note that shares its block with others stays where it stands.
    calls: HashMap<At, Option<At>>,
    bodies: BTreeSet<At>,
}

/// What stands for a note, at most: `〔12〕`, `[注3]`.
const SIGN: usize = 8;
/// How far up from a link the element may lie that is pointed back at.
const NEAR: usize = 4;
/// How much of a note is looked through.
const MOST: usize = 2000;
/// Types of notes.
const TYPES: [&str; 5] = ["footnote", "endnote", "rearnote", "note", "biblioentry"];

/// Finds the page that the file part of a link leads to, from a page.
pub type Leads<'a> = &'a dyn Fn(usize, &str) -> Option<usize>;

impl Notes {
    /// Finds the notes of some pages.
    pub fn of(pages: &[Page], leads: Leads<'_>) -> Self {
        let finder = Finder { pages, leads };
        let mut found: Vec<(At, At, At)> = Vec::new();
        let mut back: HashMap<At, Vec<At>> = HashMap::new();
        for (n, page) in pages.iter().enumerate() {
            let links = page.dom.below(super::dom::ROOT).filter(|node| page.dom.name(*node) == "a");
            for link in links.map(|node| At { page: n, node }) {
                let Some(target) = finder.target(link) else { continue };
                let Some(body) = finder.body(target) else { continue };
                if finder.is_inside(link, body) {
                    continue;
                }
                let back = back.entry(body).or_insert_with(|| finder.targets_in(body));
                if finder.calls(link, target, body, back) {
                    found.push((finder.sign(link), target, body));
                }
            }
        }
        // Where several are pointed at in one block, or one in another, nobody can tell where each ends.
        let mut targets: HashMap<At, BTreeSet<At>> = HashMap::new();
        found.iter().for_each(|(_, target, body)| {
            targets.entry(*body).or_default().insert(*target);
        });
        let holds = |body: At| pages.get(body.page).map(|page| page.dom.upward(body.node).skip(1).collect::<Vec<_>>());
        let holders: BTreeSet<At> = targets
            .keys()
            .flat_map(|body| holds(*body).unwrap_or_default().into_iter().map(|node| At { node, ..*body }))
            .collect();
        let alone = |body: &At| targets.get(body).is_some_and(|t| t.len() == 1) && !holders.contains(body);
        let bodies = targets.keys().copied().filter(|body| alone(body)).collect::<BTreeSet<_>>();
        let calls =
            found.into_iter().map(|(call, _, body)| (call, Some(body).filter(|b| bodies.contains(b)))).collect();
        Self { calls, bodies }
    }

    /// Tells whether a node is the sign of a note.
    pub fn is_sign(&self, at: At) -> bool {
        self.calls.contains_key(&at)
    }

    /// Returns the note that goes where a sign stands.
    pub fn called(&self, sign: At) -> Option<At> {
        self.calls.get(&sign).copied().flatten()
    }

    /// Tells whether a node is a note that goes where it is called.
    pub fn is_body(&self, at: At) -> bool {
        self.bodies.contains(&at)
    }

    /// Returns all notes that go where they are called.
    pub fn bodies(&self) -> impl Iterator<Item = At> {
        self.bodies.iter().copied()
    }
}

struct Finder<'a> {
    pages: &'a [Page],
    leads: Leads<'a>,
}

impl Finder<'_> {
    fn page(&self, at: At) -> Option<&Page> {
        self.pages.get(at.page)
    }

    /// Returns what a link points at.
    fn target(&self, link: At) -> Option<At> {
        let (file, id) = self.page(link)?.dom.attribute(link.node, "href")?.split_once('#')?;
        let page = if file.is_empty() { link.page } else { (self.leads)(link.page, file)? };
        let target = self.pages.get(page)?;
        let node = target.with_id(id).or_else(|| target.with_id(&decoded(id)))?;
        Some(At { page, node })
    }

    /// Returns the element that holds all of a note.
    fn body(&self, target: At) -> Option<At> {
        let page = self.page(target)?;
        let dom = &page.dom;
        let near = || dom.upward(target.node).take(NEAR);
        let typed = near().find(|node| is_typed(dom, *node, &TYPES));
        let node = typed.or_else(|| dom.upward(target.node).find(|node| is_block(dom.name(*node))))?;
        let name = dom.name(node);
        let whole = matches!(name, "html" | "body" | "td" | "th" | "tr" | "tbody" | "table" | "dt" | "section");
        let fits = typed.is_some() || !whole && heading(name).is_none();
        (fits && !page.facts(node).hidden).then_some(At { node, ..target })
    }

    fn is_inside(&self, at: At, holder: At) -> bool {
        at.page == holder.page && self.page(at).is_some_and(|page| page.dom.upward(at.node).any(|up| up == holder.node))
    }

    fn targets_in(&self, body: At) -> Vec<At> {
        let Some(page) = self.page(body) else { return Vec::new() };
        let links = page.dom.below(body.node).take(MOST).filter(|node| page.dom.name(*node) == "a");
        links.filter_map(|node| self.target(At { node, ..body })).collect()
    }

    fn calls(&self, link: At, target: At, body: At, back: &[At]) -> bool {
        let Some((page, there)) = self.page(link).zip(self.page(target)) else { return false };
        let dom = &page.dom;
        let typed = is_typed(dom, link.node, &["noteref", "biblioref"]);
        let sign = dom.said(link.node, SIGN + 1);
        let is_sign = is_sign(&sign) || sign.is_empty() && dom.find(link.node, "img").is_some();
        if typed || is_sign && is_typed(&there.dom, body.node, &TYPES) {
            return true;
        }
        let raised = dom.upward(link.node).skip(1).take(2).any(|node| dom.name(node) == "sup");
        let named = is_called(dom, link.node, &["footnote", "noteref", "note"]);
        let begins = !sign.is_empty() && there.dom.said(body.node, SIGN).starts_with(&sign);
        is_sign && link < body && (self.is_answered(link, back) || (raised || named) && begins)
    }

    /// Tells whether what is pointed back at lies at a link: it, what holds it, what stands right before it.
    fn is_answered(&self, link: At, back: &[At]) -> bool {
        let Some(page) = self.page(link) else { return false };
        let dom = &page.dom;
        let near: Vec<Node> = dom.upward(link.node).take(NEAR).collect();
        let beside = near.iter().take(2).filter_map(|node| dom.previous(*node));
        let inside = dom.below(link.node).take(10);
        let around: Vec<Node> = near.iter().copied().chain(beside).chain(inside).collect();
        back.iter().any(|target| target.page == link.page && around.contains(&target.node))
    }

    /// Returns the element that is the sign: the raised one around a link, if no more stands in it.
    fn sign(&self, link: At) -> At {
        let Some(page) = self.page(link) else { return link };
        let dom = &page.dom;
        let chars = page.facts(link.node).chars;
        let raised = dom.upward(link.node).skip(1).take(2).filter(|node| dom.name(*node) == "sup");
        let whole = raised.filter(|node| page.facts(*node).chars <= chars + 2).last();
        At { node: whole.unwrap_or(link.node), ..link }
    }
}

/// Tells whether letters are those of a sign: numbers in any form, a star, 注; with brackets around.
fn is_sign(text: &str) -> bool {
    let is = |c: char| {
        let brackets = "[]()（）〔〕【】［］〈〉{}.";
        c.is_numeric()
            || [brackets, "*＊†‡§#^※◎一二三四五六七八九十百注註译譯原编編者abcdivx"].iter().any(|s| s.contains(c))
    };
    !text.is_empty() && text.chars().count() <= SIGN && text.chars().all(is)
}

/// Replaces `%E7` and the like by what they stand for.
pub fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|digits| !digits.starts_with('+')).and_then(|d| u8::from_str_radix(d, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_short_and_no_words() {
        for sign in ["1", "〔12〕", "[注3]", "*", "①", "（一）", "a", "译注"] {
            assert!(is_sign(sign), "{sign}");
        }
        for words in ["", "第一章", "见下文", "next", "[1234567]a"] {
            assert!(!is_sign(words), "{words}");
        }
    }

    #[test]
    fn what_is_escaped_is_read() {
        assert_eq!(decoded("%E7%AC%AC%2a%zz%"), "第*%zz%");
        assert_eq!(decoded("%ff"), "%ff");
    }
}

//! What of a web page is not its text: menus, what stands at the side and at the foot, blocks of links. Nothing of it is
//! dropped; it only belongs to no article.

use super::dom::{Node, ROOT};
use super::elements::{heading, is_called, is_typed};
use super::page::Page;

/// What authors call what is not their text.
const NAMES: [&str; 50] = [
    "nav",
    "navbar",
    "navi",
    "navigation",
    "menu",
    "menus",
    "topbar",
    "top",
    "crumb",
    "crumbs",
    "breadcrumb",
    "breadcrumbs",
    "position",
    "location",
    "side",
    "sidebar",
    "aside",
    "foot",
    "footer",
    "bottom",
    "copyright",
    "related",
    "relate",
    "relevant",
    "recommend",
    "recommended",
    "recommendation",
    "hot",
    "rank",
    "ranking",
    "hotlist",
    "share",
    "sharing",
    "social",
    "toolbar",
    "banner",
    "pagination",
    "pager",
    "pages",
    "login",
    "search",
    "qrcode",
    "qr",
    "reward",
    "links",
    "friendlink",
    "ad",
    "ads",
    "advert",
    "advertisement",
];

/// Roles of what is not the text.
const ROLES: [&str; 6] = ["navigation", "banner", "contentinfo", "complementary", "search", "menu"];

/// How much of a page may be called a name by mistake.
const SHARE: f64 = 0.4;
/// What is not the text by its links has at least so many.
const LINKS: u32 = 2;

/// Finds what is not the text of a web page.
pub fn judge(page: &mut Page) {
    let whole = page.facts(page.body()).chars;
    let (mut found, mut next) = (Vec::new(), Some(ROOT));
    while let Some(node) = next {
        let facts = page.facts(node);
        let is = facts.chars > 0 && !facts.hidden && is_furniture(page, node, whole);
        if is {
            found.push(node);
        }
        // What lies in it is not the text either.
        let inside = page.dom.first(node).filter(|_| !is && !facts.hidden);
        next = inside.or_else(|| page.dom.past(node, ROOT));
    }
    found.into_iter().for_each(|node| page.is_furniture(node));
}

/// Finds the menus of a page of a book: it has no other furniture.
pub fn menus(page: &mut Page) {
    let found: Vec<Node> = page.dom.below(ROOT).filter(|node| page.dom.name(*node) == "nav").collect();
    found.into_iter().for_each(|node| page.is_furniture(node));
}

fn is_furniture(page: &Page, node: Node, whole: u32) -> bool {
    let (dom, facts) = (&page.dom, page.facts(node));
    let name = dom.name(node);
    match name {
        "" | "html" | "body" | "main" | "article" | "a" | "b" | "strong" | "em" | "i" | "font" => return false,
        // A note at the side says so.
        "nav" => return true,
        "aside" | "footer" => return !facts.heads && !is_typed(dom, node, &["footnote", "endnote", "note"]),
        _ => {}
    }
    if facts.heads || heading(name).is_some() {
        return false;
    }
    let part = f64::from(facts.chars) <= SHARE * f64::from(whole);
    let called = || is_called(dom, node, &NAMES) || name == "header" && in_body(page, node);
    let dense = facts.links >= LINKS && facts.linked * 2 > facts.chars;
    dense && is_holder(page, node) || part && (is_typed(dom, node, &ROLES) || called())
}

/// A header of the page is not one of an article.
fn in_body(page: &Page, node: Node) -> bool {
    !page.dom.upward(node).any(|up| matches!(page.dom.name(up), "article" | "section" | "main"))
}

/// Links in a sentence are words of it; a list, a table or a box of them is not.
fn is_holder(page: &Page, node: Node) -> bool {
    matches!(
        page.dom.name(node),
        "div" | "ul" | "ol" | "dl" | "table" | "tr" | "td" | "section" | "p" | "center" | "header"
    )
}

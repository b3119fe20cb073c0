//! What a block of a page is, by its element, its names and what it lies in.

use super::elements::{heading, is_block, is_called, is_control, is_typed, style};
use super::notes::At;
use super::page::Page;
use super::picture::is_caption;
use super::table::is_layout;
use crate::text::source::given::Role;

/// The innermost block element.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The element.
    pub at: Option<At>,
    /// What its text is.
    pub role: Role,
    /// The level of a heading.
    pub level: u8,
    /// Nothing in it is anything else.
    pub fixed: bool,
    /// No block of it has begun.
    pub fresh: bool,
    /// Its lines and blanks stand as written.
    pub pre: bool,
    /// It is a row of a table.
    pub row: bool,
    /// It is a table with rows.
    pub data: bool,
}

impl Default for Context {
    fn default() -> Self {
        let (role, level) = (Role::Body, 0);
        Self { at: None, role, level, fixed: false, fresh: true, pre: false, row: false, data: false }
    }
}

/// The most characters of a line that says who wrote a text, or what a picture shows.
const BYLINE: u32 = 100;
/// What authors call such a line.
const BYLINES: [&str; 12] = [
    "author",
    "authors",
    "byline",
    "info",
    "meta",
    "writer",
    "translator",
    "editor",
    "pubtime",
    "publishtime",
    "dateline",
    "source",
];
/// What authors call the line below a picture.
const CAPTIONS: [&str; 3] = ["caption", "figcaption", "legend"];
/// What authors call verse.
const VERSES: [&str; 8] = ["poem", "poems", "poetry", "verse", "stanza", "shi", "shici", "z3998:verse"];

/// Returns what a block element is in another.
pub fn role_of(page: &Page, at: At, above: &Context) -> Context {
    let (dom, facts) = (&page.dom, page.facts(at.node));
    let name = dom.name(at.node);
    let mut context = Context { at: Some(at), fresh: true, row: false, data: false, ..*above };
    let wraps = style(dom, at.node, "white-space").map(|value| value.starts_with("pre") && value != "pre-line");
    context.pre = wraps.unwrap_or(context.pre || name == "pre");
    let inner = matches!(name, "thead" | "tbody" | "tfoot");
    context.data = name == "table" && !is_layout(page, at.node) || inner && above.data;
    context.row = name == "tr" && above.data;
    if above.fixed {
        return context;
    }
    if facts.furniture || is_control(name) {
        return Context { role: Role::Furniture, level: 0, fixed: true, ..context };
    }
    if let Some(level) = heading(name) {
        return Context { role: Role::Section, level, ..context };
    }
    context.level = 0;
    context.role = match name {
        _ if context.row => Role::Row,
        "figcaption" | "caption" => Role::Caption,
        _ if is_typed(dom, at.node, &["footnote", "endnote", "rearnote", "footnotes", "endnotes", "rearnotes"]) => {
            Role::Note
        }
        _ if is_called(dom, at.node, &VERSES) || is_typed(dom, at.node, &["z3998:verse", "z3998:poem"]) => Role::Verse,
        "div" | "p" | "center" | "td" if is_caption(page, at.node) => Role::Caption,
        _ if facts.chars <= BYLINE && is_line_called(page, at, &CAPTIONS) => Role::Caption,
        _ if facts.chars <= BYLINE && is_line_called(page, at, &BYLINES) => Role::Byline,
        // What lies in a heading's element beside it, or in one of a table, is text again.
        _ if matches!(above.role, Role::Section | Role::Row) => Role::Body,
        _ => above.role,
    };
    context.fixed = matches!(context.role, Role::Caption | Role::Note | Role::Byline);
    context
}

/// Tells whether a block without others in it is called one of these.
fn is_line_called(page: &Page, at: At, names: &[&str]) -> bool {
    let dom = &page.dom;
    let flat = !dom.below(at.node).skip(1).take(50).any(|node| is_block(dom.name(node)));
    flat && is_called(dom, at.node, names)
}

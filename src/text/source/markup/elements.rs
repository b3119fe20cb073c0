//! What the elements of HTML are for a text.

use super::dom::{Dom, Node};
use crate::text::source::given::Mark;

/// Elements that are blocks, or hold some.
const BLOCKS: [&str; 47] = [
    "html",
    "body",
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hgroup",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "dir",
    "menu",
    "blockquote",
    "figure",
    "figcaption",
    "pre",
    "address",
    "center",
    "form",
    "fieldset",
    "legend",
    "details",
    "summary",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "hr",
    "search",
];

/// Elements whose inside is no text of the page.
const DROPPED: [&str; 24] = [
    "head",
    "script",
    "style",
    "template",
    "iframe",
    "object",
    "embed",
    "applet",
    "canvas",
    "audio",
    "video",
    "map",
    "noframes",
    "noembed",
    "datalist",
    "rp",
    "svg:title",
    "svg:desc",
    "svg:style",
    "svg:script",
    "svg:metadata",
    "math:annotation",
    "math:annotation-xml",
    "meta",
];

/// Elements that a visitor pushes or fills in.
const CONTROLS: [&str; 6] = ["button", "select", "textarea", "noscript", "progress", "meter"];

/// Tells whether an element is a block.
pub fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Tells whether nothing in an element is text.
pub fn is_dropped(name: &str) -> bool {
    DROPPED.contains(&name)
}

/// Tells whether an element is there to be pushed or filled in.
pub fn is_control(name: &str) -> bool {
    CONTROLS.contains(&name)
}

/// Returns the level of a heading.
pub fn heading(name: &str) -> Option<u8> {
    let digit = name.strip_prefix('h').filter(|_| name.len() == 2)?.bytes().next()?;
    (b'1'..=b'6').contains(&digit).then(|| digit - b'0')
}

/// Tells whether the type or the role of an element is one of these: a role has `doc-` before it.
pub fn is_typed(dom: &Dom, node: Node, types: &[&str]) -> bool {
    let named = |word: &str| types.iter().any(|t| word.trim_start_matches("doc-").eq_ignore_ascii_case(t));
    let value = |name| dom.attribute(node, name).unwrap_or_default().split_ascii_whitespace().any(named);
    dom.attributes(node).next().is_some() && (value("epub:type") || value("role"))
}

/// Tells whether the names that an author gave an element, parted at `-`, `_` and capitals, have one of these.
pub fn is_called(dom: &Dom, node: Node, names: &[&str]) -> bool {
    let is = |part: &str| names.iter().any(|name| part.eq_ignore_ascii_case(name));
    let has = |value: &str| {
        let parts = value.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.flat_map(humps).any(is)
    };
    dom.attributes(node).any(|(name, value)| (name == "class" || name == "id") && has(value))
}

/// Parts a word before its capitals, digits left out.
fn humps(word: &str) -> impl Iterator<Item = &str> {
    let mut starts: Vec<usize> = Vec::new();
    let mut small = true;
    for (at, c) in word.char_indices() {
        if at == 0 || c.is_uppercase() && small {
            starts.push(at);
        }
        small = !c.is_uppercase();
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([word.len()]).collect();
    let parts = starts.into_iter().zip(ends);
    parts.filter_map(|(from, to)| word.get(from..to)).map(|part| part.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// Returns what the style of an element says of one property, without blanks and in small letters.
pub fn style(dom: &Dom, node: Node, property: &str) -> Option<String> {
    let style = dom.attribute(node, "style")?;
    let mut said = style.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        name.trim().eq_ignore_ascii_case(property).then(|| value.trim().to_ascii_lowercase())
    });
    said.next_back()
}

/// Tells whether an element sets its lines in the middle.
pub fn is_centred(dom: &Dom, node: Node) -> bool {
    let align = dom.attribute(node, "align").is_some_and(|value| value.eq_ignore_ascii_case("center"));
    dom.name(node) == "center" || align || style(dom, node, "text-align").is_some_and(|value| value == "center")
}

/// Tells whether a character shows nothing where it stands alone.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Returns the marks that an element sets on its words.
pub fn marks(dom: &Dom, node: Node) -> Vec<Mark> {
    let mut marks = Vec::new();
    match dom.name(node) {
        "em" | "i" | "dfn" | "var" => marks.push(Mark::Weak),
        "b" | "strong" => marks.push(Mark::Strong),
        "a" => {
            let link = dom.attribute(node, "href").map(str::trim);
            let leads = |link: &&str| !link.is_empty() && !link.starts_with('#') && !link.starts_with("javascript:");
            marks.extend(link.filter(leads).map(|link| Mark::Link(link.to_owned())));
        }
        _ => {}
    }
    let weight = style(dom, node, "font-weight");
    let bold = weight.is_some_and(|w| w.starts_with("bold") || w.parse::<u32>().is_ok_and(|w| w >= 600));
    if bold && marks.is_empty() {
        marks.push(Mark::Strong);
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::markup::dom::ROOT;
    use crate::text::source::markup::xml::{Order, parse};

    #[test]
    fn the_names_that_authors_give_are_parted() {
        let called = |name: &str, names: &[&str]| {
            let dom = parse(&format!("<p class='{name}'/>"), Order::Strict).unwrap();
            is_called(&dom, dom.first(ROOT).unwrap(), names)
        };
        for name in ["side-bar side", "right_side", "rightSide", "side2", "x SIDE"] {
            assert!(called(name, &["side"]), "{name}");
        }
        for name in ["inside", "sideways", "besides"] {
            assert!(!called(name, &["side"]), "{name}");
        }
    }

    #[test]
    fn headings_have_levels() {
        assert_eq!(["h1", "h6", "h7", "hr", "p", "h"].map(heading), [Some(1), Some(6), None, None, None, None]);
    }
}

//! What the elements of TEI are for a text.

use crate::text::source::given::{Mark, Role};
use crate::text::source::markup::dom::{Dom, Node};

/// What an element is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing in it is text.
    Dropped,
    /// One of its children is text.
    Choice,
    /// Characters that are missing.
    Gap,
    /// A character that is described.
    Letter,
    /// A line begins.
    Break,
    /// A page begins.
    Page,
    /// A note.
    Note,
    /// A running head or a page number.
    Head,
    /// A line of verse.
    Line,
    /// A row of a table.
    Row,
    /// Characters with their reading.
    Ruby,
    /// A block, or what holds some.
    Block(Role, u8),
    /// A part of a block.
    Inline(Option<Mark>),
}

/// What is said about a text, what was struck out, what others read.
const DROPPED: [&str; 24] = [
    "teiHeader",
    "facsimile",
    "sourceDoc",
    "standOff",
    "figDesc",
    "graphic",
    "media",
    "xenoData",
    "del",
    "rdg",
    "rdgGrp",
    "mulu",
    "index",
    "interp",
    "interpGrp",
    "spanGrp",
    "link",
    "linkGrp",
    "certainty",
    "charDecl",
    "witDetail",
    "listWit",
    "rt",
    "anchor",
];

/// What holds blocks or is one.
const BLOCKS: [&str; 46] = [
    "TEI",
    "TEI.2",
    "teiCorpus",
    "text",
    "group",
    "body",
    "front",
    "back",
    "floatingText",
    "p",
    "ab",
    "lg",
    "sp",
    "spGrp",
    "list",
    "item",
    "table",
    "figure",
    "titlePage",
    "docTitle",
    "docImprint",
    "docEdition",
    "imprimatur",
    "opener",
    "closer",
    "postscript",
    "salute",
    "signed",
    "trailer",
    "epigraph",
    "argument",
    "castList",
    "castGroup",
    "castItem",
    "listBibl",
    "noteGrp",
    "u",
    "annotationBlock",
    "entry",
    "entryFree",
    "performance",
    "prologue",
    "epilogue",
    "set",
    "juan",
    "address",
];

/// What is a block where it stands among blocks, and a part of a block in one.
const EITHER: [&str; 9] = ["quote", "q", "said", "cit", "stage", "label", "bibl", "biblStruct", "desc"];

/// What text stands in.
const TEXTUAL: [&str; 20] = [
    "p", "ab", "l", "head", "hi", "seg", "s", "item", "cell", "note", "emph", "foreign", "u", "speaker", "lem",
    "quote", "q", "said", "cit", "ref",
];

/// Returns what an element is.
pub fn kind(dom: &Dom, node: Node) -> Kind {
    let name = dom.name(node);
    match name {
        "choice" | "app" => Kind::Choice,
        "gap" | "space" => Kind::Gap,
        "g" => Kind::Letter,
        "lb" => Kind::Break,
        "pb" => Kind::Page,
        // What stands between the lines of the text is read with it.
        "note" if matches!(dom.attribute(node, "place"), Some("inline" | "interlinear")) => Kind::Inline(None),
        "note" => Kind::Note,
        "fw" => Kind::Head,
        "l" => Kind::Line,
        "row" => Kind::Row,
        "ruby" => Kind::Ruby,
        "head" => headline(dom, node),
        "titlePart" => Kind::Block(Role::Title, 1),
        "byline" | "docAuthor" => Kind::Block(Role::Byline, 0),
        "speaker" | "dateline" | "docDate" => Kind::Block(Role::Rubric, 0),
        _ if DROPPED.contains(&name) => Kind::Dropped,
        _ if BLOCKS.contains(&name) || name.starts_with("div") => Kind::Block(Role::Body, 0),
        _ if EITHER.contains(&name) && !is_textual(dom, node) => Kind::Block(Role::Body, 0),
        _ => Kind::Inline(mark(dom, node)),
    }
}

fn is_textual(dom: &Dom, node: Node) -> bool {
    let holds = dom.children(node).any(|child| matches!(dom.name(child), "p" | "lg" | "l" | "quote" | "ab"));
    !holds && dom.parent(node).is_some_and(|parent| TEXTUAL.contains(&dom.name(parent)))
}

fn mark(dom: &Dom, node: Node) -> Option<Mark> {
    let look = ["rend", "rendition", "style"].into_iter().filter_map(|name| dom.attribute(node, name));
    let look = look.collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    match dom.name(node) {
        "hi" if look.contains("bold") || look.split_ascii_whitespace().any(|word| word == "b") => Some(Mark::Strong),
        "hi" | "emph" => Some(Mark::Weak),
        "ref" => {
            let target = dom.attribute(node, "target").filter(|target| !target.is_empty() && !target.starts_with('#'));
            target.map(|target| Mark::Link(target.to_owned()))
        }
        _ => None,
    }
}

/// A head is that of the division it begins, counted among those that have one; of a picture or a table the caption.
fn headline(dom: &Dom, node: Node) -> Kind {
    let holder = dom.parent(node).map_or("", |parent| dom.name(parent));
    match holder {
        "figure" | "table" => return Kind::Block(Role::Caption, 0),
        "list" | "listBibl" | "castList" => return Kind::Block(Role::Rubric, 0),
        _ => {}
    }
    let divides = |up: &Node| {
        let name = dom.name(*up);
        (name.starts_with("div") || matches!(name, "lg" | "body" | "front" | "back" | "text" | "juan"))
            && dom.children(*up).take(20).any(|child| dom.name(child) == "head")
    };
    let depth = dom.upward(node).skip(1).filter(divides).count();
    let before = std::iter::successors(dom.previous(node), |node| dom.previous(*node));
    let second = before.take(20).any(|sibling| dom.name(sibling) == "head");
    let level = u8::try_from(depth + usize::from(second)).unwrap_or(u8::MAX).max(1);
    Kind::Block(if level == 1 { Role::Title } else { Role::Section }, level)
}

/// Returns the child that is the text: what was set right, but in the spelling of the original; the reading that the
/// editor prefers.
pub fn chosen(dom: &Dom, node: Node) -> Option<Node> {
    let elements = || dom.children(node).filter(|child| !dom.is_text(*child));
    let named = ["corr", "orig", "abbr", "lem", "rdg", "unclear", "seg"];
    let first =
        named.iter().find_map(|name| elements().find(|child| dom.name(*child) == *name)).or(elements().next())?;
    // A reading without a preferred one is dropped as such: what stands in it is the text.
    if matches!(dom.name(first), "rdg" | "rdgGrp") {
        dom.children(first).find(|n| dom.first(*n).is_some() || dom.is_text(*n))
    } else {
        Some(first)
    }
}

/// Returns the place of a block: its numbers from the outermost in, else its page, else its name.
pub fn place(dom: &Dom, node: Node, page: &str) -> String {
    let own = dom.attribute(node, "n").is_some();
    if !own && !page.is_empty() {
        return format!("page {page}");
    }
    let numbered = |up: &Node| !matches!(dom.name(*up), "TEI" | "TEI.2" | "teiCorpus" | "text" | "pb" | "lb" | "note");
    let numbers = dom.upward(node).take(64).filter(numbered).filter_map(|up| dom.attribute(up, "n"));
    let mut numbers: Vec<&str> = numbers.map(str::trim).filter(|n| !n.is_empty() && n.len() < 40).collect();
    numbers.reverse();
    if numbers.is_empty() {
        return dom.attribute(node, "xml:id").map(|id| format!("#{id}")).unwrap_or_default();
    }
    numbers.join(".")
}

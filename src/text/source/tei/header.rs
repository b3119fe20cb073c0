//! What an edition in TEI says before and behind its text: of itself, of its notes, of characters that no set has.

use crate::text::source::composer::Composer;
use crate::text::source::markup::dom::{Dom, Node, ROOT};
use std::collections::{BTreeSet, HashMap};

/// The most characters of a value.
const VALUE: usize = 400;

/// Tells a text what the header of its edition says.
pub fn meta(dom: &Dom, composer: &mut Composer) {
    let Some(header) = dom.find(ROOT, "teiHeader") else { return };
    let in_file = |part: &str, name: &str| {
        let part = dom.find(dom.find(header, "fileDesc")?, part)?;
        dom.find(part, name)
    };
    let words = |node: Option<Node>| node.map(|node| dom.words(node, VALUE)).unwrap_or_default();
    let when = |node: Node| dom.attribute(node, "when").map_or_else(|| dom.words(node, VALUE), str::to_owned);
    composer.meta("title", &words(in_file("titleStmt", "title")));
    composer.meta("creator", &words(in_file("titleStmt", "author")));
    composer.meta("date", &in_file("publicationStmt", "date").map(when).unwrap_or_default());
    composer.meta("publisher", &words(in_file("publicationStmt", "publisher")));
    let language = dom.find(header, "language").and_then(|node| dom.attribute(node, "ident"));
    let language = language.or_else(|| dom.attribute(dom.find(ROOT, "text")?, "xml:lang"));
    composer.meta("language", language.unwrap_or_default());
}

/// Returns the notes that have ids, and which of them are called from elsewhere.
pub fn notes(dom: &Dom) -> (HashMap<&str, Node>, BTreeSet<Node>) {
    let notes = dom.below(ROOT).filter(|node| dom.name(*node) == "note");
    let notes: HashMap<&str, Node> = notes.filter_map(|node| Some((dom.attribute(node, "xml:id")?, node))).collect();
    let calls = dom.below(ROOT).filter(|node| matches!(dom.name(*node), "ref" | "ptr"));
    let outside = |call: Node, note: Node| !dom.upward(call).any(|up| up == note);
    let called = calls.filter_map(|call| {
        let note = *notes.get(dom.attribute(call, "target")?.strip_prefix('#')?)?;
        outside(call, note).then_some(note)
    });
    let called = called.collect();
    (notes, called)
}

/// Returns the characters that an edition describes, by their ids: as Unicode has them, else in their usual form.
pub fn letters(dom: &Dom) -> HashMap<&str, String> {
    let described = dom.below(ROOT).filter(|node| matches!(dom.name(*node), "char" | "glyph"));
    let read = described.filter_map(|node| {
        let mappings: Vec<Node> = dom.below(node).filter(|inner| dom.name(*inner) == "mapping").collect();
        let of = |kinds: &[&str]| {
            let typed = mappings.iter().find(|m| dom.attribute(**m, "type").is_some_and(|t| kinds.contains(&t)));
            typed.map(|mapping| letter(&dom.words(*mapping, 40))).filter(|said| !said.is_empty())
        };
        let said = of(&["unicode", "Unicode", "standard"]).or_else(|| of(&["normal_unicode", "normal", "simplified"]));
        Some((dom.attribute(node, "xml:id")?, said?))
    });
    read.collect()
}

/// Reads a character or its number: `U+2A6D6`.
fn letter(said: &str) -> String {
    let number = said.strip_prefix("U+").and_then(|digits| u32::from_str_radix(digits, 16).ok());
    number.and_then(char::from_u32).map_or_else(|| said.to_owned(), |c| c.to_string())
}

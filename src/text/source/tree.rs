//! XML of strangers as a tree, under limits; walked without recursion by whoever reads it.

use crate::text::decode::decode;
use roxmltree::{Document, Node, ParsingOptions};

/// The most elements and texts of a document.
const MOST: u32 = 8_000_000;
/// The deepest that elements may lie in elements: as deep as browsers go.
pub const DEEPEST: usize = 512;

/// Reads bytes of XML as text: in the encoding of their mark, else in what their declaration or their bytes say.
pub fn text_of(data: Vec<u8>) -> String {
    let head = data.get(..data.len().min(200)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_lowercase();
    let named = head.starts_with("<?xml").then(|| head.split("encoding").nth(1)).flatten();
    let named = named.and_then(|rest| rest.split(['"', '\'']).nth(1));
    let told = named.and_then(crate::text::Encoding::named).filter(|e| !e.name().starts_with("utf-16"));
    let text = match told {
        Some(told) => crate::text::decode::decode_as(&data, told).text,
        None => decode(data).text,
    };
    text.trim_start_matches('\u{feff}').to_owned()
}

/// Parses XML. Nothing comes of what is broken, too deep, too large, or declares entities.
pub fn parse(text: &str) -> Option<Document<'_>> {
    if deeper(text, DEEPEST) {
        return None;
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).ok()
}

/// Tells whether elements lie deeper in each other than this, as far as that is seen without parsing.
fn deeper(text: &str, most: usize) -> bool {
    let (mut depth, mut rest) = (0_usize, text.as_bytes());
    while let Some(at) = memchr::memchr(b'<', rest) {
        rest = rest.get(at + 1..).unwrap_or_default();
        let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        match rest.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'?' | b'!') | None => {}
            Some(_) if rest.get(end.wrapping_sub(1)) == Some(&b'/') => {}
            Some(_) => depth += 1,
        }
        if depth > most {
            return true;
        }
    }
    false
}

/// Returns an attribute by its local name, whatever its namespace.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

//! DOCX: what Word, WPS and others write. Insertions are text and deletions are not; automatic numbers are text; a note
//! follows the block that calls it; a text box follows its paragraph, once.

mod math;
mod numbers;
mod parts;
mod walk;

use super::composer::Composer;
use super::given::{Extent, Remark, Sort, Source};
use super::package::{Fault, Package, is_zip};
use super::tree;
use crate::text::Encoding;
use crate::units::{Byte, ByteSpan};
use numbers::Numbers;
pub use parts::Trace;
use parts::{Files, Styles, member};
use walk::{Notes, Walk};

/// The name and version of this reader.
const READER: (&str, u32) = ("docx", 2);

/// Tells whether it is a DOCX.
pub fn knows(path: &str, data: &[u8]) -> bool {
    let named = |extension: &str| path.len() > extension.len() && path.to_lowercase().ends_with(extension);
    // An OLE file of that name is a DOCX behind a password.
    let locked = data.starts_with(b"\xd0\xcf\x11\xe0");
    (is_zip(data) || locked) && [".docx", ".docm", ".dotx"].into_iter().any(named)
}

/// Reads a DOCX.
pub fn read(data: Vec<u8>, _: Extent, _: Option<Encoding>) -> Source {
    let mut composer = Composer::new(READER, Sort::Text);
    let fault = match compose(data, &mut composer) {
        Ok(_) => None,
        Err(Fault::Broken | Fault::Missing) => Some("notice-broken-file"),
        Err(Fault::Bomb) => Some("notice-too-large"),
        Err(Fault::Locked) => Some("notice-locked"),
    };
    let (text, layout, bad, mut remarks) = composer.finish();
    remarks.extend(fault.map(|words| Remark { words, blanks: Vec::new() }));
    Source { text, encoding: Encoding::UTF_8, bad, remarks, layout: Some(layout) }
}

/// The body of a DOCX, with where each piece of the text stands in it.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The path of the part in the file.
    pub path: String,
    /// Its XML.
    pub xml: String,
    /// The text that is read of it.
    pub text: String,
    /// The pieces of the text, rising; what stands in notes is not among them.
    pub traces: Vec<Trace>,
    /// The comments, by their ids, with what they stand on in bytes of the text: with the white space around it.
    pub comments: Vec<(String, ByteSpan)>,
}

/// Reads a DOCX, and says where its text stands; nothing, if it cannot be read.
pub fn body(data: Vec<u8>) -> Option<Body> {
    let mut composer = Composer::new(READER, Sort::Text);
    let (path, xml, (traces, comments)) = compose(data, &mut composer).ok()?;
    let text = composer.finish().0;
    let inside = |(id, span): (String, ByteSpan)| (id, ByteSpan::new(span.start, span.end.min(Byte(text.len()))));
    let comments = comments.into_iter().map(inside).collect();
    Some(Body { path, xml, text, traces, comments })
}

/// Where the text stands in the XML, and comments on the text.
type Stands = (Vec<Trace>, Vec<(String, ByteSpan)>);

/// Composes the text; returns the path and the XML of its body, and where the text stands there.
fn compose(data: Vec<u8>, composer: &mut Composer) -> Result<(String, String, Stands), Fault> {
    if !is_zip(&data) {
        return Err(Fault::Locked);
    }
    let mut package = Package::open(data)?;
    let files = Files::find(&mut package);
    let mut other = |name: &str| files.others.get(name).and_then(|path| member(&mut package, path).ok());
    let styles = other("styles").map_or_else(Styles::default, |text| Styles::read(&text));
    let numbers = other("numbering").map_or_else(Numbers::default, |text| Numbers::read(&text));
    let (footnotes, endnotes) = (other("footnotes").unwrap_or_default(), other("endnotes").unwrap_or_default());
    let (footnotes, endnotes) = (tree::parse(&footnotes), tree::parse(&endnotes));
    for (name, meta) in core(&mut package) {
        composer.meta(name, &meta);
    }
    let text = member(&mut package, &files.document)?;
    let document = tree::parse(&text).ok_or(Fault::Broken)?;
    let notes = Notes::new(footnotes.as_ref(), endnotes.as_ref());
    let traces = Walk::new(composer, (&styles, &files.links), numbers, notes).all(document.root_element());
    drop(document);
    Ok((files.document, text, traces))
}

/// Reads what a file of Office says of itself.
pub fn core(package: &mut Package) -> Vec<(&'static str, String)> {
    let Ok(text) = member(package, "docProps/core.xml") else { return Vec::new() };
    let Some(document) = tree::parse(&text) else { return Vec::new() };
    let mut found = Vec::new();
    for (tag, name) in [("title", "title"), ("creator", "author"), ("subject", "subject"), ("created", "date")] {
        let node = document.root_element().children().find(|node| node.tag_name().name() == tag);
        if let Some(value) = node.and_then(|node| node.text()) {
            // A day is enough of when it was written.
            let value = if tag == "created" { value.split('T').next().unwrap_or_default() } else { value };
            found.push((name, value.to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests;

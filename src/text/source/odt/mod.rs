//! ODT: texts of `LibreOffice` and others (ODF 1.3, part 3). Runs of white space are one blank, also between 汉字; tracked
//! deletions and annotations are no text; a note and a text box follow their paragraph.

mod styles;
mod walk;

use super::composer::Composer;
use super::given::{Extent, Remark, Role, Sort, Source};
use super::package::{Fault, Package, is_zip};
use super::tree;
use crate::text::Encoding;
use styles::Styles;
use walk::Walk;

/// The name and version of this reader.
const READER: (&str, u32) = ("odt", 2);

/// Tells whether it is a text in the format `OpenDocument`.
pub fn knows(path: &str, data: &[u8]) -> bool {
    let named = |extension: &&str| path.len() > extension.len() && path.to_lowercase().ends_with(extension);
    is_zip(data) && [".odt", ".ott"].iter().any(named)
}

/// Reads a text in the format `OpenDocument`.
pub fn read(data: Vec<u8>, _: Extent, _: Option<Encoding>) -> Source {
    let mut composer = Composer::new(READER, Sort::Text);
    let fault = match compose(data, &mut composer) {
        Ok(hidden) => hidden.then_some("notice-hidden-text"),
        Err(Fault::Broken | Fault::Missing) => Some("notice-broken-file"),
        Err(Fault::Bomb) => Some("notice-too-large"),
        Err(Fault::Locked) => Some("notice-locked"),
    };
    let (text, layout, bad, mut remarks) = composer.finish();
    remarks.extend(fault.map(Remark::plain));
    Source { text, encoding: Encoding::UTF_8, bad, remarks, layout: Some(layout) }
}

/// Composes the text; tells whether some of it is hidden.
fn compose(data: Vec<u8>, out: &mut Composer) -> Result<bool, Fault> {
    let mut package = Package::open(data)?;
    // A text behind a password says so in its list of members.
    let manifest = package.read("META-INF/manifest.xml").map(tree::text_of).unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Fault::Locked);
    }
    let meta = package.read("meta.xml").map(tree::text_of).unwrap_or_default();
    for (name, value) in said(&meta) {
        out.meta(name, &value);
    }
    let content = tree::text_of(package.read("content.xml")?);
    let document = tree::parse(&content).ok_or(Fault::Broken)?;
    let body = document.descendants().find(|node| node.tag_name().name() == "text" && node.has_children());
    let mut styles = Styles::default();
    styles.add(&package.read("styles.xml").map(tree::text_of).unwrap_or_default());
    styles.add(&content);
    let mut walk = Walk::new(out, &styles);
    walk.blocks(body.ok_or(Fault::Broken)?, Role::Body);
    let hidden = walk.hidden;
    Ok(hidden)
}

/// Reads what a file says of itself.
fn said(meta: &str) -> Vec<(&'static str, String)> {
    let Some(document) = tree::parse(meta) else { return Vec::new() };
    let names = [("title", "title"), ("initial-creator", "author"), ("subject", "subject"), ("creation-date", "date")];
    let value = |tag: &str| document.descendants().find(|node| node.tag_name().name() == tag)?.text();
    let day = |value: &str| value.split('T').next().unwrap_or_default().to_owned();
    let all = names.into_iter().filter_map(|(tag, name)| Some((tag, name, value(tag)?)));
    all.map(|(tag, name, value)| (name, if tag == "creation-date" { day(value) } else { value.to_owned() })).collect()
}

#[cfg(test)]
mod tests;

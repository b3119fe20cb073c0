//! REFI-QDA 1.5, the format of projects and codebooks that programs for qualitative analysis read. Offsets are
//! code points; the texts have no byte order mark, line ends as LF.

mod codebook;
mod read;
mod write;

pub use codebook::{read as read_codebook, write as write_codebook};
pub use read::read;
pub use write::write;

use crate::annotation::{On, Tag};
use crate::error::Result;
use crate::exchange::common::guids;
use crate::exchange::common::taxonomy::{colour, describe, slot, undescribe};
use crate::exchange::common::xml::Xml;
use crate::exchange::intake::incoming::{Incoming, Label};
use crate::exchange::{Bundle, Facet, Options};
use crate::words::Lang;
use roxmltree::Node;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The names of tags as codes: their labels; with `qualcoder` a label that stands in several places as its path,
/// because that program knows codes by their names alone.
fn code_names(bundle: &Bundle, options: &Options, lang: Lang) -> BTreeMap<String, String> {
    let codebook = bundle.codebook();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for tag in codebook.in_use() {
        *count.entry(tag.label(lang).to_lowercase()).or_default() += 1;
    }
    let name = |tag: &Tag| {
        let label = tag.label(lang);
        let several = options.qualcoder && count.get(&label.to_lowercase()).is_some_and(|count| *count > 1);
        if several { codebook.path(&tag.key, lang) } else { label.to_owned() }
    };
    codebook.in_use().map(|tag| (tag.key.clone(), name(tag))).collect()
}

/// Counts the codes that have the name of another one: a program that knows codes by their names alone takes those for
/// one.
fn doubled(names: &BTreeMap<String, String>) -> (Facet, usize) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for name in names.values() {
        *count.entry(name.to_lowercase()).or_default() += 1;
    }
    (Facet::Names, count.into_values().filter(|count| *count > 1).sum())
}

/// Writes the codes below a tag, each with what it is for; in a project with the memos about it.
fn codes(
    xml: &mut Xml,
    bundle: &Bundle,
    parent: Option<&str>,
    names: &BTreeMap<String, String>,
    memos: Option<&Memos<'_>>,
) -> Result<()> {
    for tag in bundle.codebook().children(parent) {
        let guid = guids::tag(tag).to_string();
        let name = names.get(&tag.key).map_or(tag.key.as_str(), String::as_str);
        let mut attributes = vec![("guid", guid.as_str()), ("name", name), ("isCodable", "true")];
        attributes.extend(colour(tag.slot).map(|colour| ("color", colour)));
        xml.open("Code", &attributes)?;
        let description = describe(tag);
        if !description.is_empty() {
            xml.text("Description", &[], &description)?;
        }
        let on = On::Tag(tag.key.clone());
        for memo in memos.into_iter().flat_map(|memos| memos.about(&on)) {
            xml.empty("NoteRef", &[("targetGUID", &memo.to_string())])?;
        }
        codes(xml, bundle, Some(&tag.key), names, memos)?;
        xml.close()?;
    }
    Ok(())
}

/// The memos of a bundle, with their identities.
struct Memos<'b> {
    bundle: &'b Bundle,
}

impl<'b> Memos<'b> {
    /// Returns all memos: who wrote each, what it hangs on, and the text.
    fn all(&self) -> impl Iterator<Item = (&'b str, &'b On, &'b crate::annotation::Memo, Uuid)> {
        self.bundle.book.personal.iter().flat_map(|(coder, own)| {
            own.memos.iter().map(move |(on, memo)| (coder.as_str(), on, memo, guids::memo(coder, on)))
        })
    }

    fn about<'s>(&'s self, about: &'s On) -> impl Iterator<Item = Uuid> + 's {
        self.all().filter(move |(_, on, ..)| *on == about).map(|(.., id)| id)
    }
}

/// Reads codes and those below them; `path` leads to them.
fn read_codes(parent: Node<'_, '_>, path: &mut Vec<String>, incoming: &mut Incoming, depth: usize) {
    let above = parent.attribute("guid").map(reference);
    for node in parent.children().filter(|node| node.tag_name().name() == "Code") {
        let Some(guid) = node.attribute("guid") else { continue };
        let name = node.attribute("name").map(str::trim).filter(|name| !name.is_empty()).unwrap_or(guid);
        let mut about = Tag::default();
        if let Some(text) = child_text(node, "Description") {
            undescribe(text, &mut about);
        }
        about.slot = node.attribute("color").and_then(slot).unwrap_or_default();
        path.push(own_name(name, path).to_owned());
        let id = identity(guid);
        let label = Label {
            id: reference(guid),
            path: path.clone(),
            above: above.clone(),
            uuid: id,
            about,
            ..Label::default()
        };
        incoming.tags.push(label);
        if depth > 0 {
            read_codes(node, path, incoming, depth - 1);
        }
        path.pop();
    }
}

/// Returns the name of a code without those of the codes above it: for programs that know codes by their names alone
/// it is written as its path.
fn own_name<'n>(name: &'n str, above: &[String]) -> &'n str {
    let path = above.iter().try_fold(name, |rest, part| rest.strip_prefix(part.as_str())?.strip_prefix(" / "));
    path.map(str::trim).filter(|own| !own.is_empty()).unwrap_or(name)
}

/// The most tags that may lie below each other.
const DEEPEST: usize = 64;

fn child_text<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.children().find(|child| child.tag_name().name() == name).and_then(|child| child.text())
}

fn identity(guid: &str) -> Option<Uuid> {
    Uuid::parse_str(guid.trim()).ok()
}

/// Identities are written with brackets or without, in either case.
fn reference(guid: &str) -> String {
    guid.trim().trim_matches(['{', '}']).to_lowercase()
}

//! The parts of a DOCX besides its text: which files they are, styles, numbering, notes.

use crate::text::source::package::{Fault, Package};
use crate::text::source::tree::{self, attribute};
use crate::units::ByteSpan;
use roxmltree::Node;
use std::collections::BTreeMap;
use std::ops::Range;

/// Where a piece of the text stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The piece, in bytes of the text.
    pub span: ByteSpan,
    /// The element that holds it, in bytes of the part with the body.
    pub element: Range<usize>,
}

/// Returns the child element with a local name.
pub fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.is_element() && child.tag_name().name() == name)
}

/// Returns the value of the child element with a local name.
pub fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// Tells whether a switch is there and on: `<w:b/>`, not `<w:b w:val="0"/>`.
pub fn is_on(node: Node<'_, '_>, name: &str) -> bool {
    child(node, name).is_some_and(|switch| !matches!(attribute(switch, "val"), Some("0" | "false" | "off" | "none")))
}

/// Returns the text of a member of a package.
///
/// # Errors
/// As for [`Package::read`].
pub fn member(package: &mut Package, path: &str) -> Result<String, Fault> {
    package.read(path.trim_start_matches('/')).map(tree::text_of)
}

/// Which files hold what.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The text.
    pub document: String,
    /// All others that the text names, by the last word of their relation: `styles`, `footnotes` …
    pub others: BTreeMap<String, String>,
    /// Where links lead, by the ids of their relations.
    pub links: BTreeMap<String, String>,
}

impl Files {
    /// Finds them by the relations of the package; without them where they usually are.
    pub fn find(package: &mut Package) -> Self {
        let document = relations(package, "_rels/.rels", "").remove("officeDocument");
        let document = document.filter(|path| package.has(path)).unwrap_or_else(|| "word/document.xml".to_owned());
        let (folder, name) = document.rsplit_once('/').unwrap_or(("", &document));
        let path = format!("{folder}/_rels/{name}.rels");
        let (mut others, links) = (relations(package, &path, folder), links(package, &path));
        for usual in ["styles", "numbering", "footnotes", "endnotes", "comments"] {
            let path = format!("{folder}/{usual}.xml");
            if !others.contains_key(usual) && package.has(&path) {
                others.insert(usual.to_owned(), path);
            }
        }
        Self { document, others, links }
    }
}

/// Reads where links lead, from a file of relations.
fn links(package: &mut Package, path: &str) -> BTreeMap<String, String> {
    let Ok(text) = member(package, path) else { return BTreeMap::new() };
    let Some(document) = tree::parse(&text) else { return BTreeMap::new() };
    let inside = document.root_element().children().filter(Node::is_element);
    let outside = inside.filter(|node| attribute(*node, "TargetMode") == Some("External"));
    let pair = |node: Node<'_, '_>| Some((attribute(node, "Id")?.to_owned(), attribute(node, "Target")?.to_owned()));
    outside.filter_map(pair).collect()
}

/// Reads a file of relations: the last word of each type, and the path of what it leads to.
fn relations(package: &mut Package, path: &str, folder: &str) -> BTreeMap<String, String> {
    let Ok(text) = member(package, path) else { return BTreeMap::new() };
    let Some(document) = tree::parse(&text) else { return BTreeMap::new() };
    let inside = document.root_element().children().filter(Node::is_element);
    let found = inside.filter(|node| attribute(*node, "TargetMode") != Some("External")).filter_map(|node| {
        let kind = attribute(node, "Type")?.rsplit('/').next()?.to_owned();
        let target = attribute(node, "Target")?;
        let path = match target.strip_prefix('/') {
            Some(rooted) => rooted.to_owned(),
            None if folder.is_empty() => target.to_owned(),
            None => format!("{folder}/{target}"),
        };
        Some((kind, path))
    });
    // The first of a kind counts: a document has one of each that is looked for here.
    let mut all = BTreeMap::new();
    found.for_each(|(kind, path)| {
        all.entry(kind).or_insert(path);
    });
    all
}

/// What a style says, itself and through those that it is based on.
#[derive(Clone, Debug, Default)]
pub struct Style {
    based_on: Option<String>,
    name: String,
    outline: Option<u8>,
    number: Option<String>,
    level: Option<usize>,
    hidden: Option<bool>,
}

/// All styles by their ids.
#[derive(Clone, Debug, Default)]
pub struct Styles {
    styles: BTreeMap<String, Style>,
    default: Option<String>,
}

/// As many styles may be based on each other.
const CHAIN: usize = 32;

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(text: &str) -> Self {
        let Some(document) = tree::parse(text) else { return Self::default() };
        let mut found = Self::default();
        for node in document.root_element().children().filter(|node| node.tag_name().name() == "style") {
            let Some(id) = attribute(node, "styleId") else { continue };
            let paragraph = child(node, "pPr");
            let numbering = paragraph.and_then(|p| child(p, "numPr"));
            let style = Style {
                based_on: value(node, "basedOn").map(str::to_owned),
                name: value(node, "name").unwrap_or_default().to_lowercase(),
                outline: paragraph.and_then(|p| value(p, "outlineLvl")?.parse().ok()),
                number: numbering.and_then(|n| value(n, "numId")).map(str::to_owned),
                level: numbering.and_then(|n| value(n, "ilvl")?.parse().ok()),
                hidden: child(node, "rPr").and_then(|r| child(r, "vanish").map(|_| is_on(r, "vanish"))),
            };
            if attribute(node, "default") == Some("1") && attribute(node, "type") == Some("paragraph") {
                found.default = Some(id.to_owned());
            }
            found.styles.insert(id.to_owned(), style);
        }
        found
    }

    fn chain<'a>(&'a self, id: Option<&str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = id.or(self.default.as_deref()).and_then(|id| self.styles.get_key_value(id));
        let next = |(_, style): &(&'a String, &'a Style)| self.styles.get_key_value(style.based_on.as_ref()?);
        std::iter::successors(first, next).take(CHAIN).map(|(id, style)| (id.as_str(), style))
    }

    /// Returns the level of the heading that a style makes, from 1.
    pub fn heading(&self, id: Option<&str>) -> Option<u8> {
        self.chain(id).find_map(|(_, style)| {
            let named =
                ["heading ", "标题 ", "標題 "].iter().find_map(|word| style.name.strip_prefix(word)?.parse().ok());
            // Level 9 of an outline is running text.
            match style.outline {
                Some(9..) => Some(None),
                Some(level) => Some(Some(level + 1)),
                None => named.filter(|level| (1..=9).contains(level)).map(Some),
            }
        })?
    }

    /// Tells whether a style, or one that it is based on, has one of these names.
    pub fn is_named(&self, id: Option<&str>, names: &[&str]) -> bool {
        self.chain(id).any(|(_, style)| names.contains(&style.name.as_str()))
    }

    /// Returns the numbering that a style brings, with its level where it says one, and the id of the style that says so.
    pub fn numbering(&self, id: Option<&str>) -> Option<(&str, Option<usize>, &str)> {
        let own = |(id, style): (_, &'_ Style)| Some((id, style.number.clone()?, style.level));
        let (id, number, level) = self.chain(id).find_map(own)?;
        let number = self.styles.get(id)?.number.as_deref().filter(|own| *own == number)?;
        Some((number, level, id))
    }

    /// Tells whether a style hides its text.
    pub fn is_hidden(&self, id: Option<&str>) -> bool {
        id.is_some_and(|_| self.chain(id).find_map(|(_, style)| style.hidden) == Some(true))
    }
}

/// Returns the first way in which something is written, else the last resort.
pub fn chosen<'a>(node: Node<'a, 'a>) -> Option<Node<'a, 'a>> {
    child(node, "Choice").or_else(|| child(node, "Fallback"))
}

/// Returns the rows of a table, also those inside controls; not those of tables in it.
pub fn rows<'a>(table: Node<'a, 'a>) -> Vec<Node<'a, 'a>> {
    inside(table, "tr")
}

/// Returns the cells of a row.
pub fn cells<'a>(row: Node<'a, 'a>) -> Vec<Node<'a, 'a>> {
    inside(row, "tc")
}

/// Returns the elements of a name below one, through whatever wraps them.
fn inside<'a>(node: Node<'a, 'a>, name: &str) -> Vec<Node<'a, 'a>> {
    let (mut found, mut open) = (Vec::new(), vec![node.children()]);
    while let Some(children) = open.last_mut() {
        match children.next() {
            None => {
                open.pop();
            }
            Some(child) if child.tag_name().name() == name => found.push(child),
            Some(child) if matches!(child.tag_name().name(), "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo") => {
                open.push(child.children());
            }
            Some(_) => {}
        }
    }
    found
}

/// Tells whether what is said of a picture says something.
pub fn is_caption(said: &str) -> bool {
    let bare = said.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let lower = said.to_lowercase();
    let file = [".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".svg", ".emf", ".wmf", ".tif", ".tiff"];
    let address = lower.starts_with("http:") || lower.starts_with("https:") || lower.starts_with("data:");
    let nothing = ["图片", "圖片", "图像", "picture", "image", "img", "photo", "图", "logo"];
    !bare.is_empty()
        && !address
        && !file.iter().any(|f| lower.ends_with(f))
        && !nothing.contains(&bare.to_lowercase().as_str())
}

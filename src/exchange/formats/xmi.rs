//! UIMA CAS as XMI, with its type system, as `INCEpTION` reads it. Offsets are units of UTF-16.

use crate::error::{Error, Result};
use crate::exchange::common::cells::offset;
use crate::exchange::common::taxonomy::{path, split};
use crate::exchange::common::xml::{Xml, decoded, parse};
use crate::exchange::intake::incoming::{Incoming, Mark, Quoted, Ruled, without_initial};
use crate::exchange::out::laid::{Sheet, lay};
use crate::exchange::out::rendition::Sources;
use crate::exchange::{Bundle, Member, Options, Parcel, Written};
use crate::words::Words;
use roxmltree::Node;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// The layer, as a layer of one's own is named.
pub const LAYER: &str = "webanno.custom.Meipi";
/// Its features, all of them strings.
pub const FEATURES: [&str; 6] = ["tag", "note", "coder", "annotation", "created", "modified"];

/// Writes a CAS for each text, and the type system.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let (sheets, beyond) = lay(bundle, options, Sources::Page, None);
    let mut members: Vec<Member> = vec![("TypeSystem.xml".into(), type_system()?)];
    let mut stems = BTreeSet::new();
    for sheet in &sheets {
        let stem = sheet.stem();
        let stem = if stems.insert(stem.clone()) { stem } else { format!("{stem}-{}", stems.len()) };
        members.push((format!("{stem}.xmi"), cas(bundle, sheet, words)?));
    }
    Ok(Written { parcel: Parcel::Many(members), beyond })
}

fn type_system() -> Result<Vec<u8>> {
    let mut xml = Xml::new(true)?;
    xml.open("typeSystemDescription", &[("xmlns", "http://uima.apache.org/resourceSpecifier")])?;
    xml.open("types", &[])?;
    xml.open("typeDescription", &[])?;
    xml.text("name", &[], LAYER)?;
    xml.text("description", &[], "A passage that a coder has marked.")?;
    xml.text("supertypeName", &[], "uima.tcas.Annotation")?;
    xml.open("features", &[])?;
    for feature in FEATURES {
        xml.open("featureDescription", &[])?;
        xml.text("name", &[], feature)?;
        xml.text("description", &[], "")?;
        xml.text("rangeTypeName", &[], "uima.cas.String")?;
        xml.close()?;
    }
    xml.finish()
}

/// What is said of a passage with one tag: the values of the features, in their order. A note stands on the first.
pub fn values(bundle: &Bundle, mark: &crate::exchange::out::laid::Mark<'_>, words: &Words) -> Vec<[String; 6]> {
    let a = &mark.entry.annotation;
    let name = |tag: &str| path(bundle.codebook(), tag, words.lang());
    let mut tags: Vec<String> = mark.entry.tags(bundle.codebook()).into_iter().map(name).collect();
    if tags.is_empty() {
        tags.push(String::new());
    }
    let all = tags.into_iter().enumerate().map(|(n, tag)| {
        let note = if n == 0 { a.note.clone() } else { String::new() };
        [tag, note, a.coder.clone(), a.id.to_string(), a.created.to_string(), a.modified.to_string()]
    });
    all.collect()
}

fn cas(bundle: &Bundle, sheet: &Sheet<'_>, words: &Words) -> Result<Vec<u8>> {
    let mut xml = Xml::new(true)?;
    xml.open(
        "xmi:XMI",
        &[
            ("xmlns:xmi", "http://www.omg.org/XMI"),
            ("xmlns:cas", "http:///uima/cas.ecore"),
            ("xmlns:tcas", "http:///uima/tcas.ecore"),
            ("xmlns:custom", "http:///webanno/custom.ecore"),
            ("xmi:version", "2.0"),
        ],
    )?;
    xml.empty("cas:NULL", &[("xmi:id", "0")])?;
    let end = sheet.utf16(sheet.text().len()).to_string();
    let whole = [("xmi:id", "2"), ("sofa", "1"), ("begin", "0"), ("end", end.as_str()), ("language", "zh")];
    xml.empty("tcas:DocumentAnnotation", &whole)?;
    let mut ids = vec!["2".to_owned()];
    for mark in &sheet.marks {
        let said = values(bundle, mark, words);
        for (n, range) in mark.ranges.iter().enumerate() {
            let (begin, end) = (sheet.utf16(range.start).to_string(), sheet.utf16(range.end).to_string());
            for values in &said {
                let id = (ids.len() + 2).to_string();
                let mut attributes = vec![("xmi:id", id.as_str()), ("sofa", "1"), ("begin", &begin), ("end", &end)];
                let first = mark.before + n == 0;
                let features = FEATURES
                    .iter()
                    .zip(values)
                    .filter(|(name, value)| !value.is_empty() && (first || **name != "note"));
                attributes.extend(features.map(|(name, value)| (*name, value.as_str())));
                xml.empty("custom:Meipi", &attributes)?;
                ids.push(id);
            }
        }
    }
    let sofa = [("xmi:id", "1"), ("sofaNum", "1"), ("sofaID", "_InitialView"), ("mimeType", "text/plain")];
    xml.empty("cas:Sofa", &[&sofa[..], &[("sofaString", sheet.text())]].concat())?;
    xml.empty("cas:View", &[("sofa", "1"), ("members", &ids.join(" "))])?;
    xml.finish()
}

/// Reads one CAS or several; layers of other tools are taken as tags by the names of their types and values.
///
/// # Errors
/// There is none, or one is broken.
pub fn read(name: &str, parcel: Parcel, _: &Options) -> Result<Incoming> {
    let mut incoming = Incoming::default();
    let members = without_initial(parcel.members(name));
    let empty = members.iter().any(|(path, _)| path == "TypeSystem.xml");
    for (path, data) in members {
        let is_cas =
            path.to_lowercase().ends_with(".xmi") || data.windows(8).take(HEAD).any(|part| part == b"xmi:XMI ");
        if !is_cas {
            continue;
        }
        let text = decoded(&path, data)?;
        let document = parse(&path, &text)?;
        take(&path, document.root_element(), &mut incoming);
    }
    if incoming.texts.is_empty() && !empty {
        return Err(Error::data("error-lacks").with("path", name).with("what", "<cas:Sofa sofaString>"));
    }
    Ok(incoming)
}

/// Bytes in which the root of a document begins.
const HEAD: usize = 400;

fn take(path: &str, root: Node<'_, '_>, incoming: &mut Incoming) {
    let elements = || root.children().filter(Node::is_element);
    let mut of_text: HashMap<&str, Vec<Node<'_, '_>>> = HashMap::new();
    for node in elements() {
        node.attribute("sofa").into_iter().for_each(|sofa| of_text.entry(sofa).or_default().push(node));
    }
    for sofa in elements().filter(|node| node.tag_name().name() == "Sofa") {
        let (Some(id), Some(text)) = (attribute(sofa, "id"), sofa.attribute("sofaString")) else { continue };
        let mut about = of_text.get(id).into_iter().flatten();
        let title = about.find_map(|node| node.attribute("documentTitle"));
        let (place, user) = incoming.layer(path, title, text);
        let ruled = Ruled::new(text, true);
        for node in of_text.get(id).into_iter().flatten() {
            mark(*node, (place, &ruled, user.as_deref()), incoming);
        }
    }
    incoming.counting.utf16 = true;
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// Types that say what stands in every text: they are no annotations of anybody's.
const STRUCTURE: [&str; 6] =
    ["DocumentAnnotation", "DocumentMetaData", "Sentence", "Token", "Paragraph", "TagsetDescription"];
/// What is between two annotations has both of these.
const RELATION: [&str; 2] = ["Governor", "Dependent"];
/// Attributes that every annotation has, and what leads to others.
const COMMON: [&str; 5] = ["id", "sofa", "begin", "end", "next"];

fn mark(node: Node<'_, '_>, (text, ruled, user): (usize, &Ruled<'_>, Option<&str>), incoming: &mut Incoming) {
    let kind = node.tag_name().name();
    let place = |name: &str| node.attribute(name).and_then(offset);
    // What begins nowhere is about no passage.
    if STRUCTURE.contains(&kind) || node.attribute("begin").is_none() {
        return;
    }
    if RELATION.iter().all(|name| node.attribute(*name).is_some()) {
        return incoming.lose("loss-relations");
    }
    let (Some(begin), Some(end)) = (place("begin"), place("end").filter(|end| Some(*end) >= place("begin"))) else {
        return incoming.lose("loss-place");
    };
    let value = |name: &str| node.attribute(name).filter(|value| !value.is_empty()).map(str::to_owned);
    let own = kind == "Meipi";
    let path =
        if own { value("tag").map(|tag| split(&tag)).unwrap_or_default() } else { foreign(node, kind, incoming) };
    let tags = if path.is_empty() { Vec::new() } else { vec![incoming.tag(&path)] };
    let time = |name: &str| value(name).and_then(|written| written.parse().ok());
    let id = value("annotation").and_then(|id| Uuid::parse_str(&id).ok());
    incoming.marks.push(Mark {
        id,
        quoted: ruled.words(&(begin..end)).map_or(Quoted::Not, Quoted::Perhaps),
        pieces: vec![(text, begin..end)],
        text,
        tags,
        note: own.then(|| value("note").unwrap_or_default()),
        coder: value("coder").or_else(|| user.map(str::to_owned)),
        created: time("created"),
        modified: time("modified"),
        ..Mark::default()
    });
}

/// Features whose values name an annotation, those before others.
pub const VALUES: [&str; 4] = ["value", "label", "tag", "PosValue"];

/// Names an annotation of another layer: by its type and its value, where it has one.
fn foreign(node: Node<'_, '_>, kind: &str, incoming: &mut Incoming) -> Vec<String> {
    let features = || node.attributes().filter(|attribute| !COMMON.contains(&attribute.name()));
    let named = VALUES.iter().find_map(|name| node.attribute(*name));
    let value = named.or_else(|| features().next().map(|attribute| attribute.value()));
    (1..features().count()).for_each(|_| incoming.lose("loss-attributes"));
    [Some(kind), value].into_iter().flatten().filter(|name| !name.trim().is_empty()).map(str::to_owned).collect()
}

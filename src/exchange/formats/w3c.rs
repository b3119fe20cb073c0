//! W3C Web Annotation, as JSON-LD. Positions are code points (Recommendation 4.2.4); texts are named by the identity of
//! their library and their paths in it: the same in every copy of it.

use crate::error::{Error, Result};
use crate::exchange::common::cells::{self, moment};
use crate::exchange::common::guids;
use crate::exchange::common::iri::{based, encoded, of_library, path_of};
use crate::exchange::common::taxonomy::{Separator, path};
use crate::exchange::intake::incoming::{Incoming, Mark, Quoted};
use crate::exchange::intake::loss::At;
use crate::exchange::intake::records::value;
use crate::exchange::{Bundle, Entry, Facet, Options, Parcel, Source, Written, without_mark};
use crate::text::offsets::{first_chars, last_chars};
use crate::units::{ByteSpan, CharSpan, Slice};
use crate::words::Words;
use serde_json::{Map, Value, json};
use std::ops::Range;
use uuid::Uuid;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// Code points before and behind a quotation.
const AROUND: usize = 32;

/// Writes a collection of annotations.
///
/// # Errors
/// None in practice: JSON is written to memory.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let library =
        if bundle.id.is_empty() { guids::other("library", &bundle.name).to_string() } else { bundle.id.clone() };
    let base = options.base.as_deref().map_or_else(|| of_library(&library), based);
    let items = bundle.sources.iter().flat_map(|source| bundle.of(source).iter().map(move |entry| (source, entry)));
    let items: Vec<Value> = items.map(|(source, entry)| annotation(bundle, source, entry, (words, &base))).collect();
    let iri = |sort: &str| format!("urn:uuid:{}", guids::other(sort, &library));
    let collection = json!({
        "@context": CONTEXT,
        "id": iri("collection"),
        "type": "AnnotationCollection",
        "label": bundle.name,
        "generator": { "id": GENERATOR, "type": "Software", "name": "meipi" },
        "total": items.len(),
        "first": { "id": iri("page"), "type": "AnnotationPage", "startIndex": 0, "items": items },
    });
    let mut data = serde_json::to_vec_pretty(&collection).map_err(Error::cause)?;
    data.push(b'\n');
    Ok(Written { beyond: vec![(Facet::Lost, bundle.uncertain())], ..Written::from(data) })
}

fn annotation(bundle: &Bundle, source: &Source, entry: &Entry, (words, base): (&Words, &str)) -> Value {
    let a = &entry.annotation;
    let tags = entry.tags(bundle.codebook()).into_iter().map(|tag| {
        let value = path(bundle.codebook(), tag, words.lang());
        json!({ "type": "TextualBody", "purpose": "tagging", "value": value })
    });
    let note = (!a.note.is_empty())
        .then(|| json!({ "type": "TextualBody", "purpose": "commenting", "value": a.note, "format": "text/plain" }));
    let body: Vec<Value> = tags.chain(note).collect();
    let mut map = Map::new();
    map.insert("id".into(), format!("urn:uuid:{}", a.id).into());
    map.insert("type".into(), "Annotation".into());
    let motivation = if a.tags.is_empty() { "highlighting" } else { "tagging" };
    map.insert("motivation".into(), motivation.into());
    map.insert("creator".into(), json!({ "type": "Person", "name": a.coder }));
    map.insert("created".into(), a.created.to_string().into());
    map.insert("modified".into(), a.modified.to_string().into());
    if !body.is_empty() {
        map.insert("body".into(), body.into());
    }
    map.insert("target".into(), target(source, entry, base));
    Value::Object(map)
}

/// Returns the target: one part a range; without a range the document, or its words alone.
fn target(source: &Source, entry: &Entry, base: &str) -> Value {
    let iri = format!("{base}{}", encoded(&source.path));
    if entry.is_whole() {
        return iri.into();
    }
    let quote = |exact: &str, prefix: &str, suffix: &str| json!({ "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix });
    let parts: Vec<Value> = match source.document.as_deref().filter(|_| !entry.spans.is_empty()) {
        Some(document) => {
            let part = |((span, chars), exact): ((&ByteSpan, &CharSpan), &String)| {
                let before = last_chars(document.text.before(span.start), AROUND);
                let behind = first_chars(Slice::from(&*document.text, span.end), AROUND);
                let position = json!({ "type": "TextPositionSelector", "start": chars.start.0, "end": chars.end.0 });
                json!({ "source": iri, "selector": [quote(exact, before, behind), position] })
            };
            entry.spans.iter().zip(&entry.target).zip(&entry.exact).map(part).collect()
        }
        None => {
            let q = &entry.annotation.quotation;
            let last = q.exact.len().saturating_sub(1);
            let part = |(n, exact): (usize, &String)| {
                let (prefix, suffix) = (if n == 0 { &*q.prefix } else { "" }, if n == last { &*q.suffix } else { "" });
                json!({ "source": iri, "selector": [quote(exact, prefix, suffix)] })
            };
            q.exact.iter().enumerate().map(part).collect()
        }
    };
    match <[Value; 1]>::try_from(parts) {
        Ok([part]) => part,
        Err(parts) => parts.into(),
    }
}

/// What has written a file.
const GENERATOR: &str = "urn:meipi:program";

/// Reads annotations: a collection, a page, a list, one, or what Hypothesis gives out.
///
/// # Errors
/// It is broken, or holds no annotation.
pub fn read(name: &str, parcel: Parcel, options: &Options) -> Result<Incoming> {
    let data = parcel.only(name)?;
    let broken = |cause: &dyn std::fmt::Display| Error::data("error-broken").with("path", name).with("cause", cause);
    let text = std::str::from_utf8(without_mark(&data)).map_err(|e| broken(&e))?;
    let value = value(text).map_err(|e| broken(&e))?;
    let own = value.pointer("/generator/id").is_some_and(|id| id == GENERATOR);
    let mut incoming = Incoming { separator: own.then_some(Separator::Own), whole: true, ..Incoming::default() };
    let (mut found, mut passed) = (Vec::new(), 0);
    gather(&value, (&mut found, &mut passed), 8);
    (0..passed).for_each(|_| incoming.lose("loss-records"));
    if found.is_empty() && !value.get("total").is_some_and(|total| total == 0) {
        return Err(Error::data("error-lacks").with("path", name).with("what", r#""type": "Annotation", "target""#));
    }
    // What Hypothesis gives out counts as browsers do.
    incoming.counting.utf16 = found.iter().any(|value| value.get("uri").is_some() && value.get("type").is_none());
    let base = options.base.as_deref().map(based);
    for (n, value) in found.into_iter().enumerate() {
        take(value, base.as_deref(), At::Record("", n + 1), &mut incoming);
    }
    Ok(incoming)
}

/// Finds annotations wherever they are kept, and counts what stands among them and is none.
fn gather<'v>(value: &'v Value, (found, passed): (&mut Vec<&'v Value>, &mut usize), depth: usize) {
    let kept = ["first", "items", "@graph", "rows", "annotations"];
    match value {
        Value::Array(list) if depth > 0 => {
            for value in list {
                let holds = value.is_array() || kept.iter().chain(&["target"]).any(|key| value.get(*key).is_some());
                *passed += usize::from(!holds && !value.is_string());
                gather(value, (found, passed), depth - 1);
            }
        }
        Value::Object(map) if map.contains_key("target") => found.push(value),
        Value::Object(map) if depth > 0 => {
            let inside = kept.iter().filter_map(|key| map.get(*key));
            inside.for_each(|value| gather(value, (found, passed), depth - 1));
        }
        _ => {}
    }
}

fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(list)) => list.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    }
}

fn words_of(value: &Value, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| value.get(key).and_then(Value::as_str)).map(str::to_owned)
}

fn take(value: &Value, base: Option<&str>, at: At, incoming: &mut Incoming) {
    let iri = words_of(value, &["id", "@id"]);
    let id = iri.as_deref().map(|iri| {
        let own = iri.rsplit(':').next().and_then(|last| Uuid::parse_str(last).ok());
        // Another identity makes one that is always the same.
        own.unwrap_or_else(|| guids::other("iri", iri))
    });
    let creator = list(value.get("creator").or(value.get("user")));
    let coder = creator.first().and_then(|creator| match creator {
        Value::String(name) => Some(name.clone()),
        creator => words_of(creator, &["name", "nickname", "id", "email"]),
    });
    let coder = coder.map(|name| match name.strip_prefix("acct:") {
        Some(account) => account.split('@').next().unwrap_or_default().to_owned(),
        None => name,
    });
    let time = |keys: &[&str]| words_of(value, keys).and_then(|written| moment(&written));
    let mut mark = Mark {
        id,
        at: Some(at),
        coder,
        created: time(&["created"]),
        modified: time(&["modified", "updated"]),
        note: Some(String::new()),
        ..Mark::default()
    };
    // What is about several documents is one annotation in each.
    let mut by_source: Vec<(String, Vec<Aim<'_>>)> = Vec::new();
    for target in list(value.get("target")) {
        let (name, fragment) = source_of(target, value, base);
        if name.is_empty() {
            incoming.lose_in("loss-document", at);
            continue;
        }
        match by_source.iter_mut().find(|(known, _)| *known == name) {
            Some((_, targets)) => targets.push((target, fragment)),
            None => by_source.push((name, vec![(target, fragment)])),
        }
    }
    if list(value.get("target")).is_empty() {
        incoming.lose_in("loss-document", at);
    }
    if by_source.is_empty() {
        return;
    }
    bodies(value, &mut mark, incoming);
    for (n, (name, targets)) in by_source.into_iter().enumerate() {
        let mut own = mark.clone();
        own.id = mark.id.map(|id| if n == 0 { id } else { guids::other(&id.to_string(), &name) });
        own.text = incoming.text(&name);
        if select(&targets, &mut own) {
            incoming.marks.push(own);
        } else {
            incoming.lose_in("loss-place", at);
        }
    }
}

fn bodies(value: &Value, mark: &mut Mark, incoming: &mut Incoming) {
    let mut notes: Vec<String> = words_of(value, &["bodyValue", "text"]).into_iter().collect();
    let mut tags: Vec<String> =
        list(value.get("tags")).into_iter().filter_map(Value::as_str).map(str::to_owned).collect();
    for body in list(value.get("body")) {
        let said = match body {
            Value::String(text) => Some(text.clone()),
            body => words_of(body, &["value", "chars", "source", "id"]),
        };
        let purpose = list(body.get("purpose").or(value.get("motivation")));
        let tagging = purpose.iter().any(|purpose| matches!(purpose.as_str(), Some("tagging" | "classifying")));
        match said {
            Some(tag) if tagging => tags.push(tag),
            Some(text) => notes.push(text),
            None => incoming.lose("loss-attributes"),
        }
    }
    mark.note = Some(notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join("\n\n"));
    for tag in tags {
        mark.tags.extend(incoming.label(&tag));
    }
}

/// A target, and what the fragment of its address says.
type Aim<'v> = (&'v Value, Option<String>);

/// Returns the document of a target, and what a fragment says of the place in it.
fn source_of(target: &Value, value: &Value, base: Option<&str>) -> (String, Option<String>) {
    let iri = match target {
        Value::String(iri) => Some(iri.clone()),
        target => match target.get("source") {
            Some(Value::String(iri)) => Some(iri.clone()),
            Some(source) => words_of(source, &["id", "@id"]),
            None => words_of(target, &["id", "@id"]).or_else(|| words_of(value, &["uri"])),
        },
    };
    path_of(&iri.unwrap_or_default(), base)
}

/// Reads a fragment of plain text (RFC 5147): a range of characters.
fn characters(fragment: &str) -> Option<Range<usize>> {
    let (start, end) = fragment.strip_prefix("char=")?.split_once(',')?;
    // Behind a semicolon stand checks of the whole text.
    let end = end.split(';').next()?;
    Some(start.trim().parse().ok()?..end.trim().parse().ok()?)
}

/// Reads the selectors of targets in one document. Tells whether they lead anywhere: without any it is the document.
fn select(targets: &[Aim<'_>], mark: &mut Mark) -> bool {
    let mut whole = true;
    let mut places = Vec::new();
    for (target, fragment) in targets {
        let selectors = list(target.get("selector"));
        whole &= selectors.is_empty() && fragment.is_none();
        // A fragment beside selectors is part of the address.
        places.extend(fragment.as_deref().filter(|_| selectors.is_empty()).and_then(characters));
        selectors.into_iter().for_each(|selector| places.extend(narrow(selector, mark)));
    }
    let places = places.into_iter().filter(|range| range.start <= range.end);
    mark.pieces = places.map(|range| (mark.text, range)).collect();
    whole || !mark.pieces.is_empty() || mark.quoted != Quoted::Not
}

/// Reads a selector, or that which refines it: its range, or its words into the mark.
fn narrow(selector: &Value, mark: &mut Mark) -> Option<Range<usize>> {
    let number = |key: &str| selector.get(key).and_then(cells::number);
    let part = |key: &str| words_of(selector, &[key]).unwrap_or_default();
    let kind = words_of(selector, &["type", "@type"]);
    let own = match kind.as_deref() {
        Some("TextPositionSelector") => number("start").zip(number("end")).map(|(start, end)| start..end),
        Some("FragmentSelector") => characters(&part("value")),
        _ => None,
    };
    if let Some(refined) = list(selector.get("refinedBy")).first() {
        let inner = narrow(refined, mark)?;
        // Offsets inside something are known where that begins.
        let fits = |own: &Range<usize>| inner.start <= inner.end && inner.end <= own.len();
        return own.filter(fits).map(|own| own.start + inner.start..own.start + inner.end);
    }
    if kind.as_deref() == Some("TextQuoteSelector") && !part("exact").is_empty() {
        let mut words = match std::mem::take(&mut mark.quoted) {
            Quoted::Words(words) => words,
            _ => {
                mark.prefix = part("prefix");
                Vec::new()
            }
        };
        mark.suffix = part("suffix");
        words.push(part("exact"));
        mark.quoted = Quoted::Words(words);
    }
    own
}

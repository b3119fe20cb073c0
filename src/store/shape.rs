//! The written forms: what stands in the files, apart from what the program works with.

use super::VERSION;
use super::emit::{Value, emit};
use crate::annotation::{Annotation, Override, Passage, Quotation, Tag, Target, What, sort, sort_overrides};
use crate::error::{Error, Result};
use crate::text::{Kind, TextId};
use crate::units::{Char, CharSpan};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::Path;
use uuid::Uuid;

/// The annotations of one coder in one document, as their file holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The document's path.
    pub document: String,
    /// Whose annotations they are.
    pub coder: String,
    /// The annotations, sorted.
    pub annotations: Vec<Annotation>,
}

/// What is settled about one document, as its file holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// The document's path.
    pub document: String,
    /// The overrides, sorted.
    pub overrides: Vec<Override>,
}

#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

#[derive(Deserialize)]
struct WrittenSheet {
    document: String,
    coder: String,
    annotations: Vec<WrittenAnnotation>,
}

#[derive(Deserialize)]
struct WrittenAnnotation {
    id: String,
    text: String,
    target: Vec<(usize, usize)>,
    exact: Vec<String>,
    prefix: String,
    suffix: String,
    tags: Vec<String>,
    note: Vec<String>,
    created: String,
    modified: String,
    #[serde(default)]
    conflict: Option<Box<WrittenAnnotation>>,
}

#[derive(Deserialize)]
struct WrittenTag {
    key: String,
    zh: String,
    en: String,
    parent: Option<String>,
    order: i64,
    colour: u8,
    definition: Vec<String>,
    include: Vec<String>,
    exclude: Vec<String>,
    examples: Vec<String>,
    aliases: Vec<String>,
    merged_into: Option<String>,
    created: String,
    modified: String,
}

#[derive(Deserialize)]
struct WrittenStructure {
    document: String,
    overrides: Vec<WrittenOverride>,
}

/// A passage as files hold it.
#[derive(Deserialize)]
pub struct WrittenPassage {
    text: String,
    target: Vec<(usize, usize)>,
    exact: Vec<String>,
    prefix: String,
    suffix: String,
}

#[derive(Deserialize)]
struct WrittenOverride {
    id: String,
    at: WrittenPassage,
    what: String,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    to: Option<WrittenPassage>,
    created: String,
    modified: String,
}

/// What was read from a file, and the first field of it that this program does not know.
pub type Read<T> = (T, Option<String>);

/// Reads RON of any shape; what is wrong is named with line and column.
///
/// # Errors
/// Broken RON, or a newer version.
pub fn read<T: DeserializeOwned>(path: &Path, source: &str) -> Result<Read<T>> {
    let wrong = |cause: String| Error::data("error-broken").with("path", path.display()).with("cause", cause);
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let version: Versioned = options.from_str(source).map_err(|e| wrong(e.to_string()))?;
    if version.version > VERSION {
        return Err(Error::data("error-newer").with("path", path.display()).with("version", version.version));
    }
    let mut ron = ron::de::Deserializer::from_str_with_options(source, &options).map_err(|e| wrong(e.to_string()))?;
    let mut unknown = None;
    let mut ignored = |field: serde_ignored::Path<'_>| {
        let field = field.to_string();
        if field != "version" && unknown.is_none() {
            unknown = Some(field);
        }
    };
    let value = serde_ignored::deserialize(&mut ron, &mut ignored);
    let value = value.map_err(|e| wrong(ron.span_error(e).to_string()))?;
    Ok((value, unknown))
}

/// Reads a time.
///
/// # Errors
/// It is none.
pub fn time(path: &Path, written: &str) -> Result<Timestamp> {
    written.parse().map_err(|_| field(path, "created, modified", written))
}

/// Returns the error of a field that holds what it cannot.
pub fn field(path: &Path, name: &str, value: &str) -> Error {
    Error::data("error-field").with("path", path.display()).with("field", name).with("value", value)
}

/// Reads a passage; `id` names what it belongs to.
///
/// # Errors
/// Its ranges do not rise, or are not as many as its words.
pub fn passage(path: &Path, id: &str, written: WrittenPassage) -> Result<Passage> {
    let spans: Vec<CharSpan> =
        written.target.iter().map(|(start, end)| CharSpan::new(Char(*start), Char(*end))).collect();
    let rising = spans.windows(2).all(|pair| matches!(pair, [a, b] if a.end <= b.start));
    if !rising || spans.len() != written.exact.len() {
        return Err(field(path, "target, exact", id));
    }
    let text = TextId::parse(&written.text).ok_or_else(|| field(path, "text", &written.text))?;
    let quotation = Quotation { exact: written.exact, prefix: written.prefix, suffix: written.suffix };
    Ok(Passage { target: Target { text, spans }, quotation })
}

fn identity(path: &Path, written: &str) -> Result<Uuid> {
    Uuid::parse_str(written).map_err(|_| field(path, "id", written))
}

fn annotation(path: &Path, coder: &str, written: WrittenAnnotation) -> Result<Annotation> {
    let WrittenAnnotation { id, text, target, exact, prefix, suffix, .. } = written;
    let at = passage(path, &id, WrittenPassage { text, target, exact, prefix, suffix })?;
    let conflict = written.conflict.map(|other| annotation(path, coder, *other)).transpose()?;
    Ok(Annotation {
        id: identity(path, &id)?,
        target: at.target,
        quotation: at.quotation,
        tags: written.tags,
        note: written.note.join("\n"),
        coder: coder.to_owned(),
        created: time(path, &written.created)?,
        modified: time(path, &written.modified)?,
        conflict: conflict.map(Box::new),
    })
}

fn settled(path: &Path, written: WrittenOverride) -> Result<Override> {
    let value = written.value.as_deref();
    let yes = || match value {
        None | Some("yes") => Ok(true),
        Some("no") => Ok(false),
        Some(other) => Err(field(path, "value", other)),
    };
    let what = match written.what.as_str() {
        "kind" => {
            let named = Kind::ALL.into_iter().find(|kind| Some(kind.name()) == value);
            What::Kind(named.ok_or_else(|| field(path, "value", value.unwrap_or_default()))?)
        }
        "join" => What::Join,
        "split" => What::Split,
        "starts-article" => What::StartsArticle,
        "belongs" => What::Belongs(written.to.map(|to| passage(path, &written.id, to)).transpose()?),
        "gap" => What::Gap(yes()?),
        "repeated" => What::Repeated(yes()?),
        "accepted" => What::Accepted,
        "read" => What::Read(value.unwrap_or_default().to_owned()),
        "encoding" => What::Encoding(value.unwrap_or_default().to_owned()),
        other => return Err(field(path, "what", other)),
    };
    Ok(Override {
        id: identity(path, &written.id)?,
        at: passage(path, &written.id, written.at)?,
        what,
        created: time(path, &written.created)?,
        modified: time(path, &written.modified)?,
    })
}

/// Reads a file of what is settled about a document.
///
/// # Errors
/// As for [`read_sheet`].
pub fn read_settled(path: &Path, source: &str) -> Result<Read<Settled>> {
    let (written, unknown): Read<WrittenStructure> = read(path, source)?;
    let list = written.overrides.into_iter().map(|o| settled(path, o)).collect::<Result<Vec<_>>>();
    let mut overrides = list?;
    sort_overrides(&mut overrides);
    Ok((Settled { document: written.document, overrides }, unknown))
}

/// Reads a file of annotations.
///
/// # Errors
/// Broken RON, a newer version, or a field that holds what it cannot.
pub fn read_sheet(path: &Path, source: &str) -> Result<Read<Sheet>> {
    let (written, unknown): Read<WrittenSheet> = read(path, source)?;
    let list = written.annotations.into_iter().map(|a| annotation(path, &written.coder, a)).collect::<Result<Vec<_>>>();
    let mut annotations = list?;
    sort(&mut annotations);
    Ok((Sheet { document: written.document, coder: written.coder, annotations }, unknown))
}

/// Reads a tag.
///
/// # Errors
/// As for [`read_sheet`].
pub fn read_tag(path: &Path, source: &str) -> Result<Read<Tag>> {
    let (written, unknown): Read<WrittenTag> = read(path, source)?;
    let tag = Tag {
        created: time(path, &written.created)?,
        modified: time(path, &written.modified)?,
        key: written.key,
        zh: written.zh,
        en: written.en,
        parent: written.parent,
        order: written.order,
        slot: written.colour,
        definition: written.definition.join("\n"),
        include: written.include.join("\n"),
        exclude: written.exclude.join("\n"),
        examples: written.examples,
        aliases: written.aliases,
        merged_into: written.merged_into,
    };
    Ok((tag, unknown))
}

/// Writes a file: its version, then its fields.
pub fn file(mut fields: Vec<(&'static str, Value)>) -> String {
    fields.insert(0, ("version", Value::Number(VERSION.into())));
    emit(&Value::Record(fields))
}

/// Writes a file of annotations.
pub fn write_sheet(sheet: &Sheet) -> String {
    file(vec![
        ("document", Value::from(sheet.document.as_str())),
        ("coder", Value::from(sheet.coder.as_str())),
        ("annotations", Value::List(sheet.annotations.iter().map(value).collect())),
    ])
}

/// Writes a file of what is settled about a document.
pub fn write_settled(settled: &Settled) -> String {
    file(vec![
        ("document", Value::from(settled.document.as_str())),
        ("overrides", Value::List(settled.overrides.iter().map(override_value).collect())),
    ])
}

fn override_value(o: &Override) -> Value {
    let no = |said: bool| if said { None } else { Some("no".to_owned()) };
    let (what, value, to) = match &o.what {
        What::Kind(kind) => ("kind", Some(kind.name().to_owned()), None),
        What::Join => ("join", None, None),
        What::Split => ("split", None, None),
        What::StartsArticle => ("starts-article", None, None),
        What::Belongs(to) => ("belongs", None, to.as_ref()),
        What::Gap(gap) => ("gap", no(*gap), None),
        What::Repeated(repeated) => ("repeated", no(*repeated), None),
        What::Accepted => ("accepted", None, None),
        What::Read(text) => ("read", Some(text.clone()), None),
        What::Encoding(name) => ("encoding", Some(name.clone()), None),
    };
    let mut fields = vec![
        ("id", Value::Text(o.id.to_string())),
        ("at", Value::Record(passage_fields(&o.at))),
        ("what", Value::from(what)),
    ];
    fields.extend(value.map(|value| ("value", Value::Some(Box::new(Value::Text(value))))));
    let place = |to: &Passage| Value::Some(Box::new(Value::Record(passage_fields(to))));
    fields.extend(to.map(|to| ("to", place(to))));
    fields.push(("created", Value::Text(o.created.to_string())));
    fields.push(("modified", Value::Text(o.modified.to_string())));
    Value::Record(fields)
}

/// Returns the fields of a passage.
pub fn passage_fields(at: &Passage) -> Vec<(&'static str, Value)> {
    place_fields(&at.target, &at.quotation)
}

fn place_fields(target: &Target, quotation: &Quotation) -> Vec<(&'static str, Value)> {
    let span =
        |span: &CharSpan| Value::Tuple(vec![Value::Number(span.start.0 as i64), Value::Number(span.end.0 as i64)]);
    vec![
        ("text", Value::Text(target.text.to_string())),
        ("target", Value::Row(target.spans.iter().map(span).collect())),
        ("exact", Value::row(&quotation.exact)),
        ("prefix", Value::from(quotation.prefix.as_str())),
        ("suffix", Value::from(quotation.suffix.as_str())),
    ]
}

fn value(a: &Annotation) -> Value {
    let mut fields = vec![("id", Value::Text(a.id.to_string()))];
    fields.extend(place_fields(&a.target, &a.quotation));
    fields.extend([
        ("tags", Value::row(&a.tags)),
        ("note", Value::lines(&a.note)),
        ("created", Value::Text(a.created.to_string())),
        ("modified", Value::Text(a.modified.to_string())),
    ]);
    if let Some(other) = &a.conflict {
        fields.push(("conflict", Value::Some(Box::new(value(other)))));
    }
    Value::Record(fields)
}

/// Writes a tag.
pub fn write_tag(tag: &Tag) -> String {
    file(vec![
        ("key", Value::from(tag.key.as_str())),
        ("zh", Value::from(tag.zh.as_str())),
        ("en", Value::from(tag.en.as_str())),
        ("parent", Value::maybe(tag.parent.as_deref())),
        ("order", Value::Number(tag.order)),
        ("colour", Value::Number(tag.slot.into())),
        ("definition", Value::lines(&tag.definition)),
        ("include", Value::lines(&tag.include)),
        ("exclude", Value::lines(&tag.exclude)),
        ("examples", Value::row(&tag.examples)),
        ("aliases", Value::row(&tag.aliases)),
        ("merged_into", Value::maybe(tag.merged_into.as_deref())),
        ("created", Value::Text(tag.created.to_string())),
        ("modified", Value::Text(tag.modified.to_string())),
    ])
}

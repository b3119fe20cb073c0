//! The written forms: what stands in the files, apart from what the program works with.

use super::emit::{Value, emit};
use crate::annotation::{Annotation, Passage, Quotation, Target, sort};
use crate::error::{Error, Result};
use crate::library::is_inside;
use crate::text::TextId;
use crate::units::{Char, CharSpan};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::Path;
use uuid::Uuid;

/// The version of files of annotations.
pub const VERSION: u32 = 2;

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
    /// As version 1 has it.
    #[serde(default)]
    conflict: Option<Box<WrittenAnnotation>>,
    #[serde(default)]
    conflicts: Vec<WrittenAnnotation>,
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

/// What was read from a file, and why it must not be written, if it must not: it is of a newer version, or has a
/// field that this program does not know.
pub type Read<T> = (T, Option<Error>);

/// Bytes of a file, beyond which it is not read: nobody has written so much by hand.
pub const LARGEST: u64 = 1 << 26;

/// Reads RON of any shape, up to a version that is known; what is wrong is named with line and column.
///
/// # Errors
/// Broken RON, or a newer version that has another shape.
pub fn read<T: DeserializeOwned>(path: &Path, source: &str, known: u32) -> Result<Read<T>> {
    let wrong = |cause: String| Error::data("error-broken").with("path", path.display()).with("cause", cause);
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let Versioned { version } = options.from_str(source).map_err(|e| wrong(e.to_string()))?;
    let newer =
        (version > known).then(|| Error::data("error-newer").with("path", path.display()).with("version", version));
    let mut ron = ron::de::Deserializer::from_str_with_options(source, &options).map_err(|e| wrong(e.to_string()))?;
    let mut unknown = None;
    let mut ignored = |field: serde_ignored::Path<'_>| {
        let field = field.to_string();
        if field != "version" && unknown.is_none() {
            unknown = Some(Error::data("error-unknown-field").with("path", path.display()).with("field", field));
        }
    };
    let value = serde_ignored::deserialize(&mut ron, &mut ignored);
    match (value, newer) {
        (Ok(value), newer) => Ok((value, newer.or(unknown))),
        (Err(_), Some(newer)) => Err(newer),
        (Err(error), None) => Err(wrong(ron.span_error(error).to_string())),
    }
}

/// Returns the version that a file says it has; none if it says none.
pub fn version(source: &str) -> Option<u32> {
    ron::from_str::<Versioned>(source.strip_prefix('\u{feff}').unwrap_or(source)).ok().map(|found| found.version)
}

/// Checks the path of a document in its library: nothing in a store may lead out of it.
///
/// # Errors
/// It is empty, begins at the root, or goes up.
pub fn document(path: &Path, name: String) -> Result<String> {
    if is_inside(&name) { Ok(name) } else { Err(field(path, "document", &name)) }
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

/// Reads an identity.
///
/// # Errors
/// It is none.
pub fn identity(path: &Path, written: &str) -> Result<Uuid> {
    Uuid::parse_str(written).map_err(|_| field(path, "id", written))
}

fn annotation(path: &Path, coder: &str, written: WrittenAnnotation) -> Result<Annotation> {
    let WrittenAnnotation { id, text, target, exact, prefix, suffix, .. } = written;
    let at = passage(path, &id, WrittenPassage { text, target, exact, prefix, suffix })?;
    let others = written.conflict.map(|other| *other).into_iter().chain(written.conflicts);
    let mut conflicts = others.map(|other| annotation(path, coder, other)).collect::<Result<Vec<_>>>()?;
    conflicts.sort();
    Ok(Annotation {
        id: identity(path, &id)?,
        target: at.target,
        quotation: at.quotation,
        tags: written.tags,
        note: written.note.join("\n"),
        coder: coder.to_owned(),
        created: time(path, &written.created)?,
        modified: time(path, &written.modified)?,
        conflicts,
    })
}

/// Reads a file of annotations.
///
/// # Errors
/// Broken RON, a newer version, or a field that holds what it cannot.
pub fn read_sheet(path: &Path, source: &str) -> Result<Read<Sheet>> {
    let (written, sealed): Read<WrittenSheet> = read(path, source, VERSION)?;
    let list = written.annotations.into_iter().map(|a| annotation(path, &written.coder, a)).collect::<Result<Vec<_>>>();
    let mut annotations = list?;
    sort(&mut annotations);
    Ok((Sheet { document: document(path, written.document)?, coder: written.coder, annotations }, sealed))
}

/// Writes a file: its version, then its fields.
pub fn file(version: u32, mut fields: Vec<(&'static str, Value)>) -> String {
    fields.insert(0, ("version", Value::Number(version.into())));
    emit(&Value::Record(fields))
}

/// Writes a file of annotations.
pub fn write_sheet(sheet: &Sheet) -> String {
    file(
        VERSION,
        vec![
            ("document", Value::from(sheet.document.as_str())),
            ("coder", Value::from(sheet.coder.as_str())),
            ("annotations", Value::List(sheet.annotations.iter().map(value).collect())),
        ],
    )
}

/// Returns the field of other versions, if there are any.
pub fn versions<T>(others: &[T], value: fn(&T) -> Value) -> Option<(&'static str, Value)> {
    (!others.is_empty()).then(|| ("conflicts", Value::List(others.iter().map(value).collect())))
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
    fields.extend(versions(&a.conflicts, value));
    Value::Record(fields)
}

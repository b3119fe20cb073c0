//! The written forms of what a coder keeps: progress and quick keys, memos.

use super::content::Content;
use super::emit::Value;
use super::shape::{Read, WrittenPassage, document, field, file, passage, passage_fields, read, time, versions};
use crate::annotation::{ArticleName, Book, Memo, On, Part, Passage, Personal, Progress};
use crate::error::Result;
use serde::Deserialize;
use std::path::Path;

/// The version of files of progress.
pub const PROGRESS: u32 = 2;
/// The version of files of memos.
pub const MEMOS: u32 = 2;

#[derive(Deserialize)]
struct WrittenProgress {
    coder: String,
    articles: Vec<WrittenArticle>,
    quick: Vec<(u8, u8, String)>,
}

#[derive(Deserialize)]
struct WrittenArticle {
    document: String,
    at: Option<WrittenPassage>,
    state: String,
}

#[derive(Deserialize)]
struct WrittenMemos {
    coder: String,
    memos: Vec<WrittenMemo>,
}

#[derive(Deserialize)]
struct WrittenMemo {
    on: String,
    #[serde(default)]
    tag: Option<String>,
    #[serde(default)]
    document: Option<String>,
    #[serde(default)]
    at: Option<WrittenPassage>,
    text: Vec<String>,
    created: String,
    modified: String,
    #[serde(default)]
    conflicts: Vec<WrittenVersion>,
}

#[derive(Deserialize)]
struct WrittenVersion {
    text: Vec<String>,
    created: String,
    modified: String,
}

fn version(path: &Path, written: &WrittenVersion) -> Result<Memo> {
    let (created, modified) = (time(path, &written.created)?, time(path, &written.modified)?);
    Ok(Memo { text: written.text.join("\n"), created, modified, conflicts: Vec::new() })
}

fn version_fields(memo: &Memo) -> Vec<(&'static str, Value)> {
    vec![
        ("text", Value::lines(&memo.text)),
        ("created", Value::Text(memo.created.to_string())),
        ("modified", Value::Text(memo.modified.to_string())),
    ]
}

fn article(path: &Path, name: String, at: Option<WrittenPassage>) -> Result<ArticleName> {
    let document = document(path, name)?;
    let at = at.map(|at| passage(path, &document, at)).transpose()?.unwrap_or_default();
    Ok(ArticleName { document, at })
}

fn at_field(at: &Passage) -> Value {
    if at.target.spans.is_empty() {
        return Value::Nothing;
    }
    Value::Some(Box::new(Value::Record(passage_fields(at))))
}

/// Reads how far a coder has read, and the quick keys.
///
/// # Errors
/// As for [`super::shape::read_sheet`].
pub fn progress(path: &Path, source: &str) -> Result<Read<Content>> {
    let (written, sealed): (WrittenProgress, _) = read(path, source, PROGRESS)?;
    let mut own = Personal::default();
    for entry in written.articles {
        let state = Progress::ALL.into_iter().find(|state| state.name() == entry.state);
        let state = state.ok_or_else(|| field(path, "state", &entry.state))?;
        own.progress.insert(article(path, entry.document, entry.at)?, state);
    }
    own.quick = written.quick.into_iter().map(|(set, key, tag)| ((set.saturating_sub(1), key), tag)).collect();
    Ok((content(Part::Progress(written.coder.clone()), &written.coder, own), sealed))
}

fn content(part: Part, coder: &str, own: Personal) -> Content {
    let mut book = Book::default();
    book.in_personal(coder, |new| *new = own);
    Content { part, book }
}

/// Writes how far a coder has read, and the quick keys.
pub fn write_progress(coder: &str, own: &Personal) -> String {
    let article = |(name, state): (&ArticleName, &Progress)| {
        Value::Record(vec![
            ("document", Value::from(name.document.as_str())),
            ("at", at_field(&name.at)),
            ("state", Value::from(state.name())),
        ])
    };
    let quick = |((set, key), tag): (&(u8, u8), &String)| {
        let number = |n: u8| Value::Number(n.into());
        Value::Tuple(vec![number(set + 1), number(*key), Value::from(tag.as_str())])
    };
    file(
        PROGRESS,
        vec![
            ("coder", Value::from(coder)),
            ("quick", Value::List(own.quick.iter().map(quick).collect())),
            ("articles", Value::List(own.progress.iter().map(article).collect())),
        ],
    )
}

/// Reads the memos of a coder.
///
/// # Errors
/// As for [`super::shape::read_sheet`].
pub fn memos(path: &Path, source: &str) -> Result<Read<Content>> {
    let (written, sealed): (WrittenMemos, _) = read(path, source, MEMOS)?;
    let mut own = Personal::default();
    for memo in written.memos {
        let on = match (memo.on.as_str(), memo.tag, memo.document) {
            ("project", ..) => On::Project,
            ("tag", Some(tag), _) => On::Tag(tag),
            ("article", _, Some(document)) => On::Article(article(path, document, memo.at)?),
            _ => return Err(field(path, "on", &memo.on)),
        };
        let conflicts = memo.conflicts.iter().map(|other| version(path, other)).collect::<Result<Vec<_>>>()?;
        let written = WrittenVersion { text: memo.text, created: memo.created, modified: memo.modified };
        own.memos.insert(on, Memo { conflicts, ..version(path, &written)? });
    }
    Ok((content(Part::Memos(written.coder.clone()), &written.coder, own), sealed))
}

/// Writes the memos of a coder.
pub fn write_memos(coder: &str, own: &Personal) -> String {
    let some = |value: Value| Value::Some(Box::new(value));
    let memo = |(on, memo): (&On, &Memo)| {
        let mut fields = match on {
            On::Project => vec![("on", Value::from("project"))],
            On::Tag(key) => vec![("on", Value::from("tag")), ("tag", some(Value::from(key.as_str())))],
            On::Article(name) => vec![
                ("on", Value::from("article")),
                ("document", some(Value::from(name.document.as_str()))),
                ("at", at_field(&name.at)),
            ],
        };
        fields.extend(version_fields(memo));
        fields.extend(versions(&memo.conflicts, |other| Value::Record(version_fields(other))));
        Value::Record(fields)
    };
    file(MEMOS, vec![("coder", Value::from(coder)), ("memos", Value::List(own.memos.iter().map(memo).collect()))])
}

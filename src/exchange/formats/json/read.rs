//! Reading the lossless form.

use super::forms::{Article, Attribute, Correction, Line, Mark, Memo, On, Place, Quick, Read, Tag};
use super::version::{FORMAT, VERSION};
use crate::annotation::{self, Annotation, ArticleName, Override, Passage, Quotation, Target, What, is_key};
use crate::error::{Error, Result};
use crate::exchange::common::guids;
use crate::exchange::intake::loss::At;
use crate::exchange::intake::records::{records, value};
use crate::exchange::intake::shape::{brief, is_bare, unlike};
use crate::exchange::{Incoming, Options, Parcel};
use crate::library::is_inside;
use crate::text::TextId;
use crate::units::{Char, CharSpan};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::HashMap;
use uuid::Uuid;

/// Reads one JSON object, or a list of annotations as `annotations --format json` prints it. A record that is broken
/// spoils itself alone.
///
/// # Errors
/// It is no such file, or of a newer version.
pub fn read(name: &str, parcel: Parcel, _: &Options) -> Result<Incoming> {
    let mut reader = Reader { name, incoming: Incoming::default(), known: HashMap::new() };
    let data = parcel.only(name)?;
    let data = crate::exchange::without_mark(&data);
    let text = std::str::from_utf8(data).map_err(|e| reader.broken(&e))?;
    if text.trim().is_empty() {
        return Err(Error::data("error-empty").with("path", name));
    }
    let value = value(text).map_err(|e| reader.broken(&e));
    if text.trim_start().starts_with('[') {
        value.map_or(Ok(()), |value| if is_bare(&value) { Err(unlike(name, &value)) } else { Ok(()) })?;
        let lined = text.trim().contains('\n');
        for (n, record) in records(text).into_iter().enumerate() {
            let at = if lined { At::Line(record.line) } else { At::Record("", n + 1) };
            reader.put(serde_json::from_str(record.text).map(Line::Annotation), at);
        }
        return Ok(reader.incoming);
    }
    let mut value = value?;
    let Some(whole) = value.as_object_mut().filter(|whole| whole.get("format").is_some_and(|f| f == FORMAT)) else {
        return Err(unlike(name, &value));
    };
    reader.head(whole.get("version"))?;
    reader.each("codebook", whole, Line::Tag)?;
    reader.each("attributes", whole, Line::Attribute)?;
    reader.each("corrections", whole, Line::Correction)?;
    reader.each("memos", whole, Line::Memo)?;
    reader.each("progress", whole, Line::Progress)?;
    reader.each("quick_keys", whole, Line::QuickKey)?;
    reader.each("terms", whole, Line::Term)?;
    reader.each("annotations", whole, Line::Annotation)?;
    Ok(reader.incoming)
}

/// Reads one JSON object a line. A record that is broken spoils its line alone.
///
/// # Errors
/// As for [`read`].
pub fn read_lines(name: &str, parcel: Parcel, _: &Options) -> Result<Incoming> {
    let mut reader = Reader { name, incoming: Incoming::default(), known: HashMap::new() };
    let data = parcel.only(name)?;
    let lines = crate::exchange::without_mark(&data).split(|byte| *byte == b'\n').enumerate();
    let mut lines = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    // Of a file that does not begin as it should nothing is known.
    let head = lines.next().and_then(|(_, line)| serde_json::from_slice::<Value>(line).ok()).unwrap_or_default();
    if head.pointer("/meipi/format").is_none_or(|format| format != FORMAT) {
        let what = r#"{"meipi": {"format": "meipi", "version": 1}}"#;
        return Err(Error::data("error-lacks").with("path", name).with("what", what));
    }
    reader.head(head.pointer("/meipi/version"))?;
    for (n, line) in lines {
        reader.put(serde_json::from_slice(line), At::Line(n + 1));
    }
    Ok(reader.incoming)
}

struct Reader<'n> {
    name: &'n str,
    incoming: Incoming,
    /// The documents of annotations, by their identities.
    known: HashMap<Uuid, String>,
}

impl Reader<'_> {
    fn broken(&self, cause: &dyn std::fmt::Display) -> Error {
        Error::data("error-broken").with("path", self.name).with("cause", cause)
    }

    fn field(&self, name: &str, value: &str) -> Error {
        Error::data("error-field").with("path", self.name).with("field", name).with("value", value)
    }

    /// Heeds the version of the form.
    fn head(&self, version: Option<&Value>) -> Result<()> {
        match version.and_then(Value::as_u64) {
            None => Err(Error::data("error-lacks").with("path", self.name).with("what", r#""version": 1"#)),
            Some(version) if version > u64::from(VERSION) => {
                Err(Error::data("error-newer-export").with("path", self.name).with("version", version))
            }
            Some(_) => Ok(()),
        }
    }

    /// Takes the records of a list.
    fn each<T: DeserializeOwned>(
        &mut self,
        list: &'static str,
        whole: &mut Map<String, Value>,
        line: fn(T) -> Line,
    ) -> Result<()> {
        match whole.remove(list) {
            None | Some(Value::Null) => {}
            Some(Value::Array(records)) => {
                for (n, record) in records.into_iter().enumerate() {
                    self.put(serde_json::from_value(record).map(line), At::Record(list, n + 1));
                }
            }
            Some(other) => return Err(self.field(list, &brief(&other))),
        }
        Ok(())
    }

    /// Takes a record; one that is broken is counted.
    fn put(&mut self, record: serde_json::Result<Line>, at: At) {
        let taken = record.map_err(|e| self.broken(&e)).and_then(|record| self.take(record));
        if taken.is_err() {
            self.incoming.lose_in("loss-records", at);
        }
    }

    fn take(&mut self, record: Line) -> Result<()> {
        match record {
            // One head is enough.
            Line::Meipi(_) => {}
            Line::Tag(tag) => {
                let tag = self.tag(tag)?;
                self.incoming.book.codebook.set(&tag.key.clone(), Some(tag));
            }
            Line::Annotation(mark) => {
                let (document, annotation) = (self.document(&mark.document)?, self.annotation(mark)?);
                self.add(&document, annotation);
            }
            Line::Attribute(Attribute { of, name, value }) => {
                let article = self.article(of)?;
                self.incoming.book.attributes.insert((article, name), value);
            }
            Line::Memo(memo) => self.memo(memo)?,
            Line::Correction(correction) => {
                let (document, settled) = (self.document(&correction.document)?, self.correction(correction)?);
                self.incoming.book.set_override(&document, settled.id, Some(settled));
            }
            Line::Progress(read) => self.progress(read)?,
            Line::QuickKey(Quick { coder, set, key, tag }) => {
                let set = set.checked_sub(1).ok_or_else(|| self.field("set", "0"))?;
                let coder = annotation::coder_name(&coder);
                self.incoming.book.in_personal(&coder, |own| drop(own.quick.insert((set, key), tag)));
            }
            Line::Term(term) => self.incoming.book.terms.extend(Some(term).filter(|term| !term.trim().is_empty())),
        }
        Ok(())
    }

    /// Adds an annotation. Records of one identity that differ in their tags alone are one annotation; else the later
    /// one has its own.
    fn add(&mut self, document: &str, new: Annotation) {
        let here = self.known.get(&new.id).cloned().unwrap_or_else(|| document.to_owned());
        let first = self.incoming.book.get(&here, new.id).cloned();
        let Some(mut first) = first else {
            self.known.insert(new.id, document.to_owned());
            return self.incoming.book.set(document, new.id, Some(new));
        };
        let mut tags = new.tags.clone();
        if here == document && (Annotation { tags: first.tags.clone(), ..new.clone() }) == first {
            tags.retain(|tag| !first.tags.contains(tag));
            first.tags.extend(tags);
            return self.incoming.book.set(document, first.id, Some(first));
        }
        let spans = new.target.spans.iter().map(|span| format!("{}-{}", span.start.0, span.end.0));
        let told = [document, &new.coder, &new.note, &new.quotation.text(), &spans.collect::<Vec<_>>().join(";")];
        let id = guids::other(&new.id.to_string(), &told.join("\0"));
        self.incoming.apart += usize::from(self.known.insert(id, document.to_owned()).is_none());
        self.incoming.book.set(document, id, Some(Annotation { id, ..new }));
    }

    fn time(&self, written: &str) -> Result<Timestamp> {
        written.parse().map_err(|_| self.field("created, modified", written))
    }

    fn identity(&self, written: &str) -> Result<Uuid> {
        Uuid::parse_str(written).map_err(|_| self.field("id", written))
    }

    fn document(&self, written: &str) -> Result<String> {
        if is_inside(written) { Ok(written.to_owned()) } else { Err(self.field("document", written)) }
    }

    /// Checks that names can be keys of tags: keys name files.
    fn keys<'k>(&self, name: &str, mut keys: impl Iterator<Item = &'k String>) -> Result<()> {
        keys.find(|key| !is_key(key)).map_or(Ok(()), |wrong| Err(self.field(name, wrong)))
    }

    fn tag(&self, written: Tag) -> Result<annotation::Tag> {
        self.keys("key", [&written.key].into_iter().chain(&written.parent).chain(&written.merged_into))?;
        Ok(annotation::Tag {
            created: self.time(&written.created)?,
            modified: self.time(&written.modified)?,
            conflicts: written.conflicts.into_iter().map(|other| self.tag(other)).collect::<Result<_>>()?,
            key: written.key,
            zh: written.zh,
            en: written.en,
            parent: written.parent,
            order: written.order,
            slot: written.colour,
            definition: written.definition,
            include: written.include,
            exclude: written.exclude,
            examples: written.examples,
            aliases: written.aliases,
            merged_into: written.merged_into,
            removed: None,
        })
    }

    fn place(&self, written: Place, id: &str) -> Result<Passage> {
        let mut spans: Vec<CharSpan> = Vec::new();
        let mut exact = Vec::new();
        for span in written.target {
            let after = spans.last().is_none_or(|last| last.end.0 <= span.start);
            if span.start > span.end || !after {
                return Err(self.field("target", id));
            }
            spans.push(CharSpan::new(Char(span.start), Char(span.end)));
            exact.push(span.exact);
        }
        let text = match written.text.as_str() {
            "" => TextId::default(),
            hex => TextId::parse(hex).ok_or_else(|| self.field("text", hex))?,
        };
        let quotation = Quotation { exact, prefix: written.prefix, suffix: written.suffix };
        Ok(Passage { target: Target { text, spans }, quotation })
    }

    fn annotation(&self, mark: Mark) -> Result<Annotation> {
        self.keys("tags", mark.tags.iter())?;
        let at = self.place(mark.written.unwrap_or(mark.place), &mark.id)?;
        let mut conflicts: Vec<Annotation> =
            mark.conflicts.into_iter().map(|other| self.annotation(other)).collect::<Result<_>>()?;
        conflicts.sort();
        Ok(Annotation {
            id: self.identity(&mark.id)?,
            target: at.target,
            quotation: at.quotation,
            tags: mark.tags,
            note: mark.note,
            coder: annotation::coder_name(&mark.coder),
            created: self.time(&mark.created)?,
            modified: self.time(&mark.modified)?,
            conflicts,
        })
    }

    fn article(&self, written: Article) -> Result<ArticleName> {
        let document = self.document(&written.document)?;
        let at = written.at.map(|at| self.place(at, &document)).transpose()?.unwrap_or_default();
        Ok(ArticleName { document, at })
    }

    fn correction(&self, written: Correction) -> Result<Override> {
        let to = written.to.map(|to| self.place(to, &written.id)).transpose()?;
        let value = written.value.as_deref();
        let what = What::read(&written.what, value, to)
            .map_err(|name| self.field(name, if name == "what" { &written.what } else { value.unwrap_or_default() }))?;
        Ok(Override {
            id: self.identity(&written.id)?,
            at: self.place(written.at, &written.id)?,
            what,
            created: self.time(&written.created)?,
            modified: self.time(&written.modified)?,
            conflicts: written.conflicts.into_iter().map(|other| self.correction(other)).collect::<Result<_>>()?,
        })
    }

    fn memo(&mut self, written: Memo) -> Result<()> {
        let on = match written.on {
            On::Project => annotation::On::Project,
            On::Tag(key) => {
                self.keys("memos", [&key].into_iter())?;
                annotation::On::Tag(key)
            }
            On::Article(article) => annotation::On::Article(self.article(article)?),
        };
        let mut versions = Vec::new();
        for version in written.versions {
            let (created, modified) = (self.time(&version.created)?, self.time(&version.modified)?);
            versions.push(annotation::Memo { text: version.text, created, modified, conflicts: Vec::new() });
        }
        if versions.is_empty() {
            return Err(self.field("memos", &written.coder));
        }
        let first = versions.remove(0);
        let memo = annotation::Memo { conflicts: versions, ..first };
        let coder = annotation::coder_name(&written.coder);
        self.incoming.book.in_personal(&coder, |own| drop(own.memos.insert(on, memo)));
        Ok(())
    }

    fn progress(&mut self, written: Read) -> Result<()> {
        let state = annotation::Progress::ALL.into_iter().find(|state| state.name() == written.state);
        let state = state.ok_or_else(|| self.field("state", &written.state))?;
        let article = self.article(written.of)?;
        let coder = annotation::coder_name(&written.coder);
        self.incoming.book.in_personal(&coder, |own| own.progress.extend([(article, state)]));
        Ok(())
    }
}

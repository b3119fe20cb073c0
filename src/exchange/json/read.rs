//! Reading the lossless form.

use super::VERSION;
use super::forms::{Article, Attribute, Correction, Head, Line, Mark, Memo, On, Place, Quick, Read, Tag, Whole};
use crate::annotation::{self, Annotation, ArticleName, Book, Override, Passage, Quotation, Target, What, is_key};
use crate::error::{Error, Result};
use crate::exchange::guids;
use crate::exchange::records::records;
use crate::exchange::{Incoming, Options, Parcel};
use crate::library::is_inside;
use crate::text::TextId;
use crate::units::{Char, CharSpan};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::HashMap;
use uuid::Uuid;

/// Reads one JSON object, or a list of annotations as `annotations --format json` prints it. An annotation that is
/// broken spoils itself alone.
///
/// # Errors
/// It is broken, of a newer version, or a field holds what it cannot.
pub fn read(name: &str, parcel: Parcel, _: &Options) -> Result<Incoming> {
    let mut reader = Reader { name, incoming: Incoming::default(), known: HashMap::new() };
    let data = parcel.only(name)?;
    let data = crate::exchange::without_mark(&data);
    if data.trim_ascii_start().starts_with(b"[") {
        let text = std::str::from_utf8(data).map_err(|e| reader.broken(&e))?;
        for record in records(text) {
            reader.put(serde_json::from_str(record.text).ok(), Some(record.line));
        }
        return Ok(reader.incoming);
    }
    let mut value: Value = serde_json::from_slice(data).map_err(|e| reader.broken(&e))?;
    let marks = value.get_mut("annotations").map(Value::take);
    if let Some(whole) = value.as_object_mut() {
        whole.remove("annotations");
        reader.sift::<Tag>(whole, "codebook");
        reader.sift::<Attribute>(whole, "attributes");
        reader.sift::<Memo>(whole, "memos");
        reader.sift::<Correction>(whole, "corrections");
        reader.sift::<Read>(whole, "progress");
        reader.sift::<Quick>(whole, "quick_keys");
    }
    let whole: Whole = serde_json::from_value(value).map_err(|e| reader.broken(&e))?;
    reader.book(whole)?;
    match marks {
        None => {}
        Some(Value::Array(marks)) => {
            marks.into_iter().for_each(|mark| reader.put(serde_json::from_value(mark).ok(), None));
        }
        Some(other) => return Err(reader.field("annotations", &other.to_string())),
    }
    Ok(reader.incoming)
}

/// Reads one JSON object a line. An annotation that is broken spoils its line alone.
///
/// # Errors
/// As for [`read`]; the line is named.
pub fn read_lines(name: &str, parcel: Parcel, _: &Options) -> Result<Incoming> {
    let mut reader = Reader { name, incoming: Incoming::default(), known: HashMap::new() };
    let data = parcel.only(name)?;
    let mut whole = Whole::default();
    let mut marks = Vec::new();
    for (n, line) in crate::exchange::without_mark(&data).split(|byte| *byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        if line.trim_ascii_start().starts_with(b"{\"annotation\"") {
            let mark = serde_json::from_slice(line).ok();
            marks
                .push((mark.and_then(|line| if let Line::Annotation(mark) = line { Some(mark) } else { None }), n + 1));
            continue;
        }
        let line = match serde_json::from_slice(line) {
            Ok(line) => line,
            // Of a file that does not begin as it should nothing is known.
            Err(e) if whole.head.format.is_empty() => return Err(reader.broken(&format!("{}: {e}", n + 1))),
            Err(_) => {
                reader.incoming.lose_at("loss-records", n + 1);
                continue;
            }
        };
        match line {
            Line::Meipi(head) => whole.head = head,
            Line::Tag(tag) => whole.codebook.push(tag),
            Line::Annotation(mark) => whole.annotations.push(mark),
            Line::Attribute(attribute) => whole.attributes.push(attribute),
            Line::Memo(memo) => whole.memos.push(memo),
            Line::Correction(correction) => whole.corrections.push(correction),
            Line::Progress(read) => whole.progress.push(read),
            Line::QuickKey(quick) => whole.quick_keys.push(quick),
            Line::Term(term) => whole.terms.push(term),
        }
    }
    reader.book(whole)?;
    marks.into_iter().for_each(|(mark, line)| reader.put(mark, Some(line)));
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

    /// Puts an annotation in; one that is broken is counted.
    fn put(&mut self, mark: Option<Mark>, line: Option<usize>) {
        let made = mark.and_then(|mark| Some((self.document(&mark.document).ok()?, self.annotation(mark).ok()?)));
        match (made, line) {
            (Some((document, annotation)), _) => self.add(&document, annotation),
            (None, Some(line)) => self.incoming.lose_at("loss-records", line),
            (None, None) => self.incoming.lose("loss-records"),
        }
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

    /// Leaves out the records of a list that are broken, and counts them.
    fn sift<T: DeserializeOwned>(&mut self, whole: &mut Map<String, Value>, name: &str) {
        if let Some(Value::Array(list)) = whole.get_mut(name) {
            let all = list.len();
            list.retain(|item| serde_json::from_value::<T>(item.clone()).is_ok());
            (list.len()..all).for_each(|_| self.incoming.lose("loss-records"));
        }
    }

    /// Returns what a record says; one that is broken is counted.
    fn kept<T>(&mut self, made: Result<T>) -> Option<T> {
        made.inspect_err(|_| self.incoming.lose("loss-records")).ok()
    }

    fn book(&mut self, whole: Whole) -> Result<()> {
        let Head { format, version, .. } = &whole.head;
        if format != "meipi" {
            return Err(self.field("format", format));
        }
        if *version > VERSION {
            return Err(Error::data("error-newer-export").with("path", self.name).with("version", version));
        }
        let mut book = Book::default();
        for written in whole.codebook {
            let tag = self.tag(written);
            if let Some(tag) = self.kept(tag) {
                book.codebook.set(&tag.key.clone(), Some(tag));
            }
        }
        for Attribute { of, name, value } in whole.attributes {
            book.attributes.insert((self.article(of)?, name), value);
        }
        for correction in whole.corrections {
            let document = self.document(&correction.document)?;
            let settled = self.correction(correction)?;
            book.set_override(&document, settled.id, Some(settled));
        }
        whole.memos.into_iter().try_for_each(|memo| self.memo(memo, &mut book))?;
        whole.progress.into_iter().try_for_each(|read| self.progress(read, &mut book))?;
        for Quick { coder, set, key, tag } in whole.quick_keys {
            let place = set.checked_sub(1).filter(|_| (1..=9).contains(&key));
            let set = place.ok_or_else(|| self.field("quick_keys", &format!("{set}/{key}")))?;
            book.in_personal(&annotation::coder_name(&coder), |own| drop(own.quick.insert((set, key), tag)));
        }
        book.terms.extend(whole.terms.into_iter().filter(|term| !term.trim().is_empty()));
        self.incoming.book = book;
        whole.annotations.into_iter().for_each(|mark| self.put(Some(mark), None));
        Ok(())
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

    fn memo(&self, written: Memo, book: &mut Book) -> Result<()> {
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
        book.in_personal(&annotation::coder_name(&written.coder), |own| drop(own.memos.insert(on, memo)));
        Ok(())
    }

    fn progress(&self, written: Read, book: &mut Book) -> Result<()> {
        let state = annotation::Progress::ALL.into_iter().find(|state| state.name() == written.state);
        let state = state.ok_or_else(|| self.field("state", &written.state))?;
        let article = self.article(written.of)?;
        book.in_personal(&annotation::coder_name(&written.coder), |own| {
            own.progress.insert(article, state);
        });
        Ok(())
    }
}

//! JSON and JSON Lines: everything that the store holds, offsets in code points. The lossless form.

mod forms;
mod read;
mod version;

pub use read::{read, read_lines};

use crate::annotation::{self, Annotation, ArticleName, Override, Passage, Quotation, Target, What};
use crate::error::{Error, Result};
use crate::exchange::{Bundle, Entry, Options, Written};
use crate::text::Said;
use crate::units::CharSpan;
use crate::words::Words;
use forms::{
    Article, Attribute, Correction, Head, Line, Mark, Memo, On, Place, Quick, Read, Span, Tag, Version, Whole,
};
use serde::Serialize;
use std::io;
use version::{FORMAT, VERSION};

/// The JSON Schema of [`write`]'s form.
pub const SCHEMA: &str = include_str!("../../../../assets/exchange/meipi.schema.json");

/// Writes one JSON object.
///
/// # Errors
/// None in practice: JSON is written to memory.
pub fn write(bundle: &Bundle, _: &Options, _: &Words) -> Result<Written> {
    let mut data = serde_json::to_vec_pretty(&whole(bundle)).map_err(Error::cause)?;
    data.push(b'\n');
    Ok(data.into())
}

/// Writes one JSON object a line.
///
/// # Errors
/// As for [`write`].
pub fn write_lines(bundle: &Bundle, _: &Options, _: &Words) -> Result<Written> {
    let Whole { head, codebook, annotations, attributes, memos, corrections, progress, quick_keys, terms } =
        whole(bundle);
    let lines = std::iter::once(Line::Meipi(head))
        .chain(codebook.into_iter().map(Line::Tag))
        .chain(annotations.into_iter().map(Line::Annotation))
        .chain(attributes.into_iter().map(Line::Attribute))
        .chain(memos.into_iter().map(Line::Memo))
        .chain(corrections.into_iter().map(Line::Correction))
        .chain(progress.into_iter().map(Line::Progress))
        .chain(quick_keys.into_iter().map(Line::QuickKey))
        .chain(terms.into_iter().map(Line::Term));
    let mut data = Vec::new();
    for line in lines {
        let mut writer = serde_json::Serializer::with_formatter(&mut data, OneLine);
        line.serialize(&mut writer).map_err(Error::cause)?;
        data.push(b'\n');
    }
    Ok(data.into())
}

/// Writes what other readers take for the end of a line as an escape.
struct OneLine;

impl serde_json::ser::Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, end)) = rest.char_indices().find(|(_, c)| matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')) {
            let (plain, more) = rest.split_at(at);
            writer.write_all(plain.as_bytes())?;
            write!(writer, "\\u{:04x}", u32::from(end))?;
            rest = more.get(end.len_utf8()..).unwrap_or_default();
        }
        writer.write_all(rest.as_bytes())
    }
}

fn whole(bundle: &Bundle) -> Whole {
    let book = &bundle.book;
    let coders = || book.personal.iter();
    let attribute = |((article, name), value): (&(ArticleName, String), &String)| Attribute {
        of: self::article(article),
        name: name.clone(),
        value: value.clone(),
    };
    let memos = coders().flat_map(|(coder, own)| own.memos.iter().map(move |(on, memo)| self::memo(coder, on, memo)));
    let corrections = book.all_overrides().flat_map(|(document, list)| {
        list.iter().map(move |o| Correction { document: document.to_owned(), ..correction(o) })
    });
    let progress = coders().flat_map(|(coder, own)| {
        own.progress.iter().map(move |(of, state)| Read {
            coder: coder.clone(),
            of: article(of),
            state: state.name().to_owned(),
        })
    });
    let quick = coders().flat_map(|(coder, own)| {
        let quick = |((set, key), tag): (&annotation::quick::Slot, &String)| Quick {
            coder: coder.clone(),
            set: set.saturating_add(1),
            key: *key,
            tag: tag.clone(),
        };
        own.quick.iter().map(quick)
    });
    // A tag that was removed and is in use goes along with its name and its definition.
    let left = book.codebook.removed().filter_map(|tag| bundle.codebook().get(&tag.key));
    Whole {
        head: Head { format: FORMAT.into(), version: VERSION, library: bundle.name.clone() },
        codebook: book.codebook.all().chain(left).map(tag).collect(),
        annotations: bundle.entries.iter().map(mark).collect(),
        attributes: book.attributes.iter().map(attribute).collect(),
        memos: memos.collect(),
        corrections: corrections.collect(),
        progress: progress.collect(),
        quick_keys: quick.collect(),
        terms: book.terms.iter().cloned().collect(),
    }
}

fn tag(tag: &annotation::Tag) -> Tag {
    Tag {
        key: tag.key.clone(),
        zh: tag.zh.clone(),
        en: tag.en.clone(),
        parent: tag.parent.clone(),
        order: tag.order,
        colour: tag.slot,
        definition: tag.definition.clone(),
        include: tag.include.clone(),
        exclude: tag.exclude.clone(),
        examples: tag.examples.clone(),
        aliases: tag.aliases.clone(),
        merged_into: tag.merged_into.clone(),
        created: tag.created.to_string(),
        modified: tag.modified.to_string(),
        conflicts: tag.conflicts.iter().map(self::tag).collect(),
    }
}

fn spans(spans: &[CharSpan], exact: &[String]) -> Vec<Span> {
    let span =
        |(span, exact): (&CharSpan, &String)| Span { start: span.start.0, end: span.end.0, exact: exact.clone() };
    spans.iter().zip(exact).map(span).collect()
}

fn place(target: &Target, quotation: &Quotation) -> Place {
    Place {
        text: target.text.to_string(),
        target: spans(&target.spans, &quotation.exact),
        prefix: quotation.prefix.clone(),
        suffix: quotation.suffix.clone(),
    }
}

fn article(name: &ArticleName) -> Article {
    let at = (!name.is_whole()).then(|| place(&name.at.target, &name.at.quotation));
    Article { document: name.document.clone(), at }
}

fn annotation(a: &Annotation) -> Mark {
    Mark {
        id: a.id.to_string(),
        document: String::new(),
        article: 0,
        title: String::new(),
        place: place(&a.target, &a.quotation),
        tags: a.tags.clone(),
        note: a.note.clone(),
        coder: a.coder.clone(),
        created: a.created.to_string(),
        modified: a.modified.to_string(),
        state: String::new(),
        speaker: String::new(),
        time: String::new(),
        entry: String::new(),
        row: String::new(),
        places: Vec::new(),
        written: None,
        conflicts: a.conflicts.iter().map(annotation).collect(),
    }
}

/// Returns an annotation as it stands in the text at hand; where that is not where it was made, that too.
fn mark(entry: &Entry) -> Mark {
    let Said { speaker, time, entry: head, row, cells: _ } = entry.said.clone();
    let mut mark = Mark {
        speaker,
        time,
        entry: head,
        row,
        places: entry.places.clone(),
        document: entry.document.clone(),
        article: entry.article,
        title: entry.title.clone(),
        state: entry.state.name().to_owned(),
        ..annotation(&entry.annotation)
    };
    if let Some(text) = entry.text.filter(|_| !entry.spans.is_empty()) {
        let here = Place {
            text: text.to_string(),
            target: spans(&entry.target, &entry.exact),
            prefix: mark.place.prefix.clone(),
            suffix: mark.place.suffix.clone(),
        };
        let written = std::mem::replace(&mut mark.place, here);
        let a = &entry.annotation;
        let moved = (a.target.text, &a.target.spans, &a.quotation.exact) != (text, &entry.target, &entry.exact);
        mark.written = moved.then_some(written);
    }
    mark
}

fn memo(coder: &str, on: &annotation::On, memo: &annotation::Memo) -> Memo {
    let version = |memo: &annotation::Memo| Version {
        text: memo.text.clone(),
        created: memo.created.to_string(),
        modified: memo.modified.to_string(),
    };
    let on = match on {
        annotation::On::Project => On::Project,
        annotation::On::Tag(key) => On::Tag(key.clone()),
        annotation::On::Article(name) => On::Article(article(name)),
    };
    Memo { coder: coder.to_owned(), on, versions: std::iter::once(memo).chain(&memo.conflicts).map(version).collect() }
}

fn correction(o: &Override) -> Correction {
    let (what, value) = o.what.written();
    let passage = |at: &Passage| place(&at.target, &at.quotation);
    Correction {
        id: o.id.to_string(),
        document: String::new(),
        at: passage(&o.at),
        what: what.to_owned(),
        value,
        to: if let What::Belongs(Some(to)) = &o.what { Some(passage(to)) } else { None },
        created: o.created.to_string(),
        modified: o.modified.to_string(),
        conflicts: o.conflicts.iter().map(correction).collect(),
    }
}

impl Entry {
    /// Returns the entry as JSON, as `annotations` and `export` print it.
    pub fn json(&self) -> serde_json::Value {
        serde_json::to_value(mark(self)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_ends_within_a_record() {
        let text = "甲\u{2028}乙\u{2029}\n\u{85}“丙”";
        let mut data = Vec::new();
        text.serialize(&mut serde_json::Serializer::with_formatter(&mut data, OneLine)).unwrap();
        let written = String::from_utf8(data).unwrap();
        assert_eq!(written, "\"甲\\u2028乙\\u2029\\n\\u0085“丙”\"");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}

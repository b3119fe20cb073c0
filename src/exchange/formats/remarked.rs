//! Comments in a file of Word as annotations of their authors: what they stand on is found by its words.

use crate::error::{Error, Result};
use crate::exchange::intake::incoming::{Incoming, Mark, Quoted, Text};
use crate::exchange::intake::loss::At;
use crate::exchange::{Options, Parcel};
use crate::text::offsets::Offsets;
use crate::text::source::docx::body;
use crate::text::source::tree::{attribute, parse, text_of};
use crate::units::{Byte, ByteSpan, Slice};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use roxmltree::Node;
use std::collections::BTreeMap;

/// Who wrote a comment, when, and what.
struct Remark {
    author: String,
    date: Option<Timestamp>,
    text: String,
}

/// Reads the comments of a file of Word.
///
/// # Errors
/// It cannot be read.
pub fn read(name: &str, parcel: Parcel, _: &Options) -> Result<Incoming> {
    let members = parcel.members(name);
    let comments = members.iter().find(|(path, _)| path.ends_with("/comments.xml")).map(|(_, data)| data.clone());
    let data = Parcel::Many(members).into_bytes()?;
    let found = body(data).ok_or_else(|| Error::data("error-archive").with("path", name))?;
    let remarks = comments.map(|data| remarks(&text_of(data))).unwrap_or_default();
    let mut incoming = Incoming::default();
    let text = incoming.texts.push(Text { name: name.to_owned(), id: None, content: Some(found.text.clone()) });
    let offsets = Offsets::new(&found.text);
    for (id, span) in &found.comments {
        let Some(remark) = remarks.get(id) else { continue };
        let span = trimmed(&found.text, *span);
        let words = found.text.slice(span);
        let range = offsets.chars(&found.text, span);
        let pieces = if words.is_empty() { Vec::new() } else { vec![(text, range.start.0..range.end.0)] };
        incoming.marks.push(Mark {
            pieces,
            text,
            quoted: Quoted::words(words.to_owned()),
            note: Some(remark.text.clone()),
            coder: Some(remark.author.clone()).filter(|author| !author.is_empty()),
            created: remark.date,
            modified: remark.date,
            at: None::<At>,
            ..Mark::default()
        });
    }
    Ok(incoming)
}

/// Returns a range without the white space at its edges.
fn trimmed(text: &str, span: ByteSpan) -> ByteSpan {
    let words = text.slice(span);
    let start = span.start.0 + (words.len() - words.trim_start().len());
    ByteSpan::new(Byte(start), Byte(start + words.trim().len()))
}

/// Reads the comments by their ids.
fn remarks(xml: &str) -> BTreeMap<String, Remark> {
    let Some(document) = parse(xml) else { return BTreeMap::new() };
    let all = document.root_element().children().filter(|node| node.tag_name().name() == "comment");
    let read = |node: Node<'_, '_>| {
        let paragraphs = node.descendants().filter(|node| node.tag_name().name() == "p").map(words);
        let text = paragraphs.collect::<Vec<_>>().join("\n").trim().to_owned();
        let author = attribute(node, "author").unwrap_or_default().trim().to_owned();
        Some((attribute(node, "id")?.to_owned(), Remark { author, date: attribute(node, "date").and_then(date), text }))
    };
    all.filter_map(read).collect()
}

fn words(paragraph: Node<'_, '_>) -> String {
    let texts = paragraph.descendants().filter(|node| node.tag_name().name() == "t");
    texts.filter_map(|node| node.text()).collect()
}

/// Reads a time; Word writes it without a zone.
fn date(written: &str) -> Option<Timestamp> {
    let local = || written.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok().map(|time| time.timestamp());
    written.parse().ok().or_else(local)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_have_authors_times_and_lines() {
        let xml = "<w:comments xmlns:w=\"w\"><w:comment w:id=\"3\" w:author=\"李\" w:date=\"2024-05-01T09:00:00\">\
                   <w:p><w:r><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:comment></w:comments>";
        let found = remarks(xml);
        let remark = &found["3"];
        assert_eq!((remark.author.as_str(), remark.text.as_str()), ("李", "甲乙\n丙"));
        assert_eq!(remark.date.unwrap().to_string(), "2024-05-01T09:00:00Z");
        assert_eq!(date("2024-05-01T09:00:00Z").unwrap().to_string(), "2024-05-01T09:00:00Z");
        assert_eq!(trimmed("甲\n\n乙 ", ByteSpan::at(3, 9)), ByteSpan::at(5, 8));
    }
}

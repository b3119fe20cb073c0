//! A copy of a file of Word with annotations as comments of their coders: what stood in the file stays as it was, to the
//! byte, but for the marks where comments begin and end.

use crate::error::{Error, Result};
use crate::exchange::common::taxonomy::path;
use crate::exchange::{Bundle, Entry, Member, Options, Parcel, Written};
use crate::library::exported::PROGRAM;
use crate::text::source::docx::{Body, Trace, body};
use crate::units::ByteSpan;
use crate::words::Words;
use quick_xml::escape::escape;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const COMMENTS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const TYPES: &str = "[Content_Types].xml";
const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Writes a copy of each file of Word; of several, a folder.
///
/// # Errors
/// No document was read from such a file.
pub fn write(bundle: &Bundle, _: &Options, words: &Words) -> Result<Written> {
    let mut members: Vec<Member> = Vec::new();
    for source in &bundle.sources {
        let (Some(document), Some(data)) = (&source.document, bundle.originals.get(&source.path)) else { continue };
        let Some(found) = body(data.clone()).filter(|found| *found.text == *document.text) else { continue };
        let entries: Vec<&Entry> = bundle.of(source).iter().filter(|entry| !entry.spans.is_empty()).collect();
        members.push((source.path.clone(), copied(data, &found, &entries, (bundle, words))?));
    }
    match members.len() {
        0 => Err(Error::data("error-no-docx")),
        1 => Ok(members.remove(0).1.into()),
        _ => Ok(Written { parcel: Parcel::Many(members), beyond: Vec::new() }),
    }
}

/// Copies a file, with comments.
fn copied(data: &[u8], found: &Body, entries: &[&Entry], (bundle, words): (&Bundle, &Words)) -> Result<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(data)).map_err(Error::cause)?;
    let folder = found.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let name = found.path.rsplit('/').next().unwrap_or_default();
    let (comments, relations) = (format!("{folder}/comments.xml"), format!("{folder}/_rels/{name}.rels"));
    let mut part = |path: &str| -> Option<String> {
        let mut text = String::new();
        archive.by_name(path).ok()?.read_to_string(&mut text).ok()?;
        Some(text)
    };
    let there = part(&comments);
    let first = there.as_deref().map_or(0, next_id);
    let prefix = prefix(&found.xml);
    let (mut marks, mut said) = (Vec::new(), String::new());
    for (entry, id) in entries.iter().zip(first..) {
        let (Some(start), Some(end)) = (entry.spans.first(), entry.spans.last()) else { continue };
        let Some(placed) = placed(found, ByteSpan::new(start.start, end.end), (&prefix, id)) else { continue };
        marks.extend(placed);
        said.push_str(&comment(entry, id, (bundle, words)));
    }
    let whole = there.map_or_else(
        || format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:comments xmlns:w=\"{SPACE}\">{said}</w:comments>"),
        |there| before_end(&there, &said),
    );
    let mut changed = vec![(found.path.clone(), inserted(&found.xml, marks)), (comments.clone(), whole)];
    if let Some(types) = part(TYPES) {
        let told = format!("<Override PartName=\"/{comments}\" ContentType=\"{CONTENT}\"/>");
        let types = if types.contains(CONTENT) { types } else { before_end(&types, &told) };
        // A folder knows it by that as a copy, and does not list it as a text.
        let at = types.find("?>").map_or(0, |end| end + 2);
        changed.push((TYPES.to_owned(), inserted(&types, vec![(at, format!("<!--{PROGRAM}-->"))])));
    }
    let empty =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
    let known = part(&relations).unwrap_or_else(|| empty.to_owned());
    if !known.contains(COMMENTS) {
        let told = format!("<Relationship Id=\"rIdMeipi\" Type=\"{COMMENTS}\" Target=\"comments.xml\"/>");
        changed.push((relations, before_end(&known, &told)));
    }
    packed(archive, &changed)
}

/// Packs all members as they are, but for those that were changed.
fn packed(mut archive: ZipArchive<Cursor<&[u8]>>, changed: &[(String, String)]) -> Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let mut left: Vec<&(String, String)> = changed.iter().collect();
    for n in 0..archive.len() {
        let file = archive.by_index_raw(n).map_err(Error::cause)?;
        let name = file.name().map_err(Error::cause)?.into_owned();
        match left.iter().position(|(path, _)| *path == name) {
            None => writer.raw_copy_file(file).map_err(Error::cause)?,
            Some(at) => {
                let (path, text) = left.remove(at);
                let stored = options.compression_method(zip::CompressionMethod::Stored);
                let options = if path == TYPES { stored } else { options };
                writer.start_file(path.as_str(), options).map_err(Error::cause)?;
                writer.write_all(text.as_bytes())?;
            }
        }
    }
    for (path, text) in left {
        writer.start_file(path.as_str(), options).map_err(Error::cause)?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish().map_err(Error::cause)?.into_inner())
}

/// Returns what the names of the body begin with: `w:`.
fn prefix(xml: &str) -> String {
    let before = xml.find(":document").and_then(|at| xml.get(..at)).unwrap_or_default();
    before.rsplit('<').next().map_or_else(|| "w:".to_owned(), |name| format!("{name}:"))
}

/// Returns the first number that no comment has.
fn next_id(comments: &str) -> u32 {
    let ids = comments.split(":id=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<u32>().ok());
    ids.max().map_or(0, |id| id.saturating_add(1))
}

/// Returns what is to be inserted, and where, for a comment on a range.
fn placed(found: &Body, span: ByteSpan, (w, id): (&str, u32)) -> Option<[(usize, String); 2]> {
    let touched = |trace: &&Trace| trace.span.overlaps(span);
    let first = found.traces.iter().find(touched)?;
    let last = found.traces.iter().rev().find(touched)?;
    let begins = format!("<{w}commentRangeStart {w}id=\"{id}\"/>");
    let ends = format!("<{w}commentRangeEnd {w}id=\"{id}\"/><{w}r><{w}commentReference {w}id=\"{id}\"/></{w}r>");
    let at =
        |trace: &Trace, at: usize, mark: &str| parted(found, trace, at.saturating_sub(trace.span.start.0), mark, w);
    let start = at(first, span.start.0.max(first.span.start.0), &begins)?;
    let end = at(last, span.end.0.min(last.span.end.0), &ends)?;
    Some([start, end])
}

/// Returns what parts a run at a byte of the text of one of its elements, with a mark between the halves, and where it
/// is inserted.
fn parted(found: &Body, trace: &Trace, at: usize, mark: &str, w: &str) -> Option<(usize, String)> {
    let element = found.xml.get(trace.element.clone())?;
    let before = found.xml.get(..trace.element.start)?;
    // The run around it: its tag and its properties begin its second half, too.
    let run = [format!("<{w}r>"), format!("<{w}r ")].iter().filter_map(|tag| before.rfind(tag.as_str())).max()?;
    let tag = before.get(run..)?.split_inclusive('>').next()?;
    let inside = before.get(run + tag.len()..)?;
    let close = format!("</{w}rPr>");
    let properties = inside.starts_with(&format!("<{w}rPr")).then(|| inside.find(&close).map(|end| end + close.len()));
    let properties = properties.flatten().and_then(|end| inside.get(..end)).unwrap_or_default();
    let open = element.find('>')? + 1;
    let content = element.get(open..element.rfind("</")?)?;
    let raw = raw(content, at)?;
    let tags = format!("</{w}t></{w}r>{mark}{tag}{properties}<{w}t xml:space=\"preserve\">");
    Some((trace.element.start + open + raw, tags))
}

/// Returns where a byte of a text stands in the XML that holds it: an entity is a character.
fn raw(content: &str, at: usize) -> Option<usize> {
    let (mut text, mut xml) = (0, 0);
    while text < at {
        let rest = content.get(xml..)?;
        let c = rest.chars().next()?;
        let (bytes, length) = match rest.strip_prefix('&').and_then(|rest| rest.split_once(';')) {
            Some((entity, _)) => (meant(entity), entity.len() + 2),
            None => (c.len_utf8(), c.len_utf8()),
        };
        (text, xml) = (text + bytes, xml + length);
    }
    Some(xml)
}

/// Returns how many bytes the character of an entity has.
fn meant(entity: &str) -> usize {
    let code = match entity.strip_prefix("#x") {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => entity.strip_prefix('#').and_then(|code| code.parse().ok()),
    };
    code.and_then(char::from_u32).map_or(1, char::len_utf8)
}

/// Inserts pieces at places.
fn inserted(xml: &str, mut pieces: Vec<(usize, String)>) -> String {
    pieces.sort_by_key(|(at, _)| *at);
    let (mut out, mut from) = (String::with_capacity(xml.len() + pieces.len() * 200), 0);
    for (at, piece) in pieces {
        out.push_str(xml.get(from..at).unwrap_or_default());
        out.push_str(&piece);
        from = at;
    }
    out + xml.get(from..).unwrap_or_default()
}

/// Inserts something before the last end of an element.
fn before_end(xml: &str, piece: &str) -> String {
    match xml.rfind("</") {
        Some(at) => inserted(xml, vec![(at, piece.to_owned())]),
        // An element without content has no end of its own.
        None => xml.to_owned(),
    }
}

/// Writes a comment: the tags, then the note.
fn comment(entry: &Entry, id: u32, (bundle, words): (&Bundle, &Words)) -> String {
    let tags = entry.tags(bundle.codebook()).into_iter().map(|tag| path(bundle.codebook(), tag, words.lang()));
    let tags: Vec<String> = tags.collect();
    let tags = if tags.is_empty() { words.say("plain-highlight") } else { tags.join(&words.say("list-comma")) };
    let coder = escape(&entry.annotation.coder).into_owned();
    let short: String = entry.annotation.coder.chars().take(2).collect();
    let note = entry.annotation.note.split('\n').filter(|_| !entry.annotation.note.is_empty());
    let line = |text: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escape(text));
    let lines: String = std::iter::once(tags.as_str()).chain(note).map(line).collect();
    format!(
        "<w:comment xmlns:w=\"{SPACE}\" w:id=\"{id}\" w:author=\"{coder}\" w:date=\"{}\" w:initials=\"{}\">{lines}</w:comment>",
        entry.annotation.modified,
        escape(&short)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_text_is_one_in_its_xml() {
        let xml = "甲&amp;乙&#x4e19;丁";
        let places: Vec<Option<usize>> = [0, 3, 4, 7, 10, 13, 14].into_iter().map(|at| raw(xml, at)).collect();
        assert_eq!(places, [Some(0), Some(3), Some(8), Some(11), Some(19), Some(22), None]);
        assert_eq!((next_id("<a w:id=\"7\"/><b w:id=\"12\"/>"), next_id("")), (13, 0));
        assert_eq!(prefix("<?xml?><ns0:document xmlns:ns0=\"x\">"), "ns0:");
    }

    #[test]
    fn a_run_is_parted_where_a_comment_begins() {
        let xml = "<w:document><w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t>村里修渠</w:t></w:r></w:document>";
        let start = xml.find("<w:t>").unwrap();
        let element = start..xml.find("</w:r>").unwrap();
        let traces = vec![Trace { span: ByteSpan::at(0, 12), element }];
        let found = Body { xml: xml.into(), text: "村里修渠\n".into(), traces, ..Body::default() };
        let marks = placed(&found, ByteSpan::at(6, 12), ("w:", 3)).unwrap();
        let out = inserted(xml, marks.into());
        let run = "<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr>";
        let half = format!(
            "<w:t>村里</w:t></w:r><w:commentRangeStart w:id=\"3\"/>{run}<w:t xml:space=\"preserve\">修渠</w:t></w:r><w:commentRangeEnd w:id=\"3\"/>"
        );
        assert!(out.contains(&half), "{out}");
        assert!(placed(&found, ByteSpan::at(12, 13), ("w:", 3)).is_none());
    }
}

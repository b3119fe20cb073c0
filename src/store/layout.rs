//! The written form of what a format says of a text that was taken from it.

use super::emit::Value;
use super::shape::{field, file, read};
use crate::error::Result;
use crate::text::source::READERS;
use crate::text::source::given::{Given, Inline, Layout, Mark, Role, Sort};
use crate::units::ByteSpan;
use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;

/// The version of these files.
const VERSION: u32 = 1;

/// A block: where it begins and ends, in bytes of the text; what it is; its level; whether an article begins with it;
/// its place in the file; who speaks and when.
type WrittenBlock = (usize, usize, String, u8, bool, String, String, String);

/// A mark: where it begins and ends, in bytes of the text; what it is, and what it says.
type WrittenMark = (usize, usize, String, String);

#[derive(Deserialize)]
struct WrittenLayout {
    reader: String,
    reader_version: u32,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    meta: Vec<(String, String)>,
    #[serde(default)]
    attributes: Vec<Vec<(String, String)>>,
    #[serde(default)]
    blocks: Option<Vec<WrittenBlock>>,
    #[serde(default)]
    marks: Vec<WrittenMark>,
}

/// Writes what a format says of a text; without the `whole`, only which reader made it.
pub fn write_layout(layout: &Layout, whole: bool) -> String {
    let (name, version) = layout.reader;
    let mut fields = vec![("reader", Value::from(name)), ("reader_version", Value::Number(version.into()))];
    if whole {
        let number = |n: usize| Value::Number(n as i64);
        let text = |text: &str| Value::from(text);
        let pair = |(name, value): (&str, &str)| Value::Tuple(vec![text(name), text(value)]);
        let block = |given: &Given| {
            Value::Tuple(vec![
                number(given.span.start.0),
                number(given.span.end.0),
                text(given.role.name()),
                Value::Number(given.level.into()),
                Value::Word(if given.begins { "true" } else { "false" }),
                text(&given.place),
                text(&given.speaker),
                text(&given.time),
            ])
        };
        let mark = |inline: &Inline| {
            let (name, says) = written(&inline.mark);
            Value::Tuple(vec![number(inline.span.start.0), number(inline.span.end.0), text(name), text(says)])
        };
        let row = |row: &Vec<(Arc<str>, String)>| Value::Row(row.iter().map(|(n, v)| pair((n, v))).collect());
        fields.push(("sort", text(layout.sort.name())));
        fields.push(("meta", Value::List(layout.meta.iter().map(|(n, v)| pair((n, v))).collect())));
        fields.push(("attributes", Value::List(layout.attributes.iter().map(row).collect())));
        fields.push(("blocks", Value::Some(Box::new(Value::List(layout.blocks.iter().map(block).collect())))));
        fields.push(("marks", Value::List(layout.inline.iter().map(mark).collect())));
    }
    file(VERSION, fields)
}

/// Returns the name of a mark, and what it says.
fn written(mark: &Mark) -> (&'static str, &str) {
    match mark {
        Mark::Weak => ("weak", ""),
        Mark::Strong => ("strong", ""),
        Mark::Ruby(says) => ("ruby", says),
        Mark::Note(says) => ("note", says),
        Mark::Link(says) => ("link", says),
        Mark::Page(says) => ("page", says),
        Mark::Head => ("head", ""),
    }
}

/// Reads what a format says of a text.
///
/// # Errors
/// It cannot be read, is of a newer version, says nothing of the text, or something that cannot be said of it.
pub fn read_layout(path: &Path, source: &str, text: &str) -> Result<Layout> {
    let (found, sealed) = read::<WrittenLayout>(path, source, VERSION)?;
    sealed.map_or(Ok(()), Err)?;
    let wrong = |name: &str, value: &str| field(path, name, value);
    // A reader that is no more is named by nobody else either.
    let name = READERS.iter().find(|reader| reader.name == found.reader).map_or("", |reader| reader.name);
    let span = |start: usize, end: usize| {
        let inside = text.get(start..end).is_some();
        inside.then(|| ByteSpan::at(start, end)).ok_or_else(|| wrong("blocks", &format!("{start}-{end}")))
    };
    let block = |(start, end, role, level, begins, place, speaker, time): WrittenBlock| {
        let role = Role::named(&role).ok_or_else(|| wrong("blocks", &role))?;
        Ok(Given { span: span(start, end)?, role, level, begins, place, speaker, time })
    };
    let mark = |(start, end, name, says): WrittenMark| {
        let mark = match name.as_str() {
            "weak" => Mark::Weak,
            "strong" => Mark::Strong,
            "ruby" => Mark::Ruby(says),
            "note" => Mark::Note(says),
            "link" => Mark::Link(says),
            "page" => Mark::Page(says),
            "head" => Mark::Head,
            _ => return Err(wrong("marks", &name)),
        };
        Ok(Inline { span: span(start, end)?, mark })
    };
    let blocks = found.blocks.ok_or_else(|| wrong("blocks", ""))?;
    let blocks = blocks.into_iter().map(block).collect::<Result<Vec<Given>>>()?;
    let rising = |pair: &[Given]| matches!(pair, [above, below] if above.span.end <= below.span.start);
    if !blocks.windows(2).all(rising) {
        return Err(wrong("blocks", ""));
    }
    let shared = |row: Vec<(String, String)>| row.into_iter().map(|(name, value)| (name.into(), value)).collect();
    Ok(Layout {
        reader: (name, found.reader_version),
        sort: Sort::named(&found.sort).ok_or_else(|| wrong("sort", &found.sort))?,
        blocks,
        inline: found.marks.into_iter().map(mark).collect::<Result<_>>()?,
        meta: found.meta,
        attributes: found.attributes.into_iter().map(shared).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::read_all;
    use proptest::prelude::*;

    const PAGE: &str = "<html><head><title>渠</title></head><body><h1>渠</h1><p>村里修了<b>新</b>水渠。<a href=\"http://a.b/\">图</a></p>\
                        <table><tr><td>甲</td><td>乙</td></tr></table><ul><li>一</li></ul></body></html>";

    fn trip(path: &str, data: &str) -> (Layout, String, Layout) {
        let source = read_all(path, data.into(), None);
        let layout = source.layout.unwrap();
        let back = read_layout(Path::new("a.ron"), &write_layout(&layout, true), &source.text).unwrap();
        (layout, source.text, back)
    }

    #[test]
    fn what_is_written_is_read_again() {
        let cues = "1\n00:00:01,000 --> 00:00:02,000\n王：来了\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>走</i>吧\n";
        for (path, data) in [("a.html", PAGE), ("a.srt", cues), ("a.csv", "编号,意见\n1,渠修好了\n2,路也要修\n")]
        {
            let (layout, _, back) = trip(path, data);
            assert_eq!(layout, back, "{path}");
            assert!(!layout.blocks.is_empty());
        }
    }

    #[test]
    fn what_does_not_fit_its_text_is_none() {
        let (layout, text, _) = trip("a.html", PAGE);
        let path = Path::new("a.ron");
        assert!(read_layout(path, &write_layout(&layout, true), "短").is_err());
        assert!(read_layout(path, &write_layout(&layout, false), &text).is_err());
        assert!(read_layout(path, "(version: 9)", &text).is_err());
    }

    proptest! {
        #[test]
        fn a_torn_file_is_an_error_or_what_it_was(cut in 0usize..1200) {
            let (layout, text, _) = trip("a.html", PAGE);
            let whole = write_layout(&layout, true);
            let end = (0..=cut.min(whole.len())).rev().find(|end| whole.is_char_boundary(*end)).unwrap();
            if let Ok(back) = read_layout(Path::new("a.ron"), &whole[..end], &text) {
                prop_assert_eq!(back, layout);
            }
        }
    }
}

//! Writing and reading XML 1.0.

use crate::error::{Error, Result};
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};
use roxmltree::{Document, ParsingOptions};

/// A document that is written.
pub struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

/// Attributes: names and values.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// Begins a document.
    ///
    /// # Errors
    /// None in practice: it is written to memory; likewise below.
    pub fn new(indented: bool) -> Result<Self> {
        let mut writer = if indented { Writer::new_with_indent(Vec::new(), b' ', 1) } else { Writer::new(Vec::new()) };
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { writer, open: Vec::new() })
    }

    fn start(name: &'static str, attributes: Attributes<'_>) -> BytesStart<'static> {
        let mut start = BytesStart::new(name);
        for (name, value) in attributes {
            start.push_attribute((*name, &*clean(value)));
        }
        start
    }

    /// Opens an element.
    ///
    /// # Errors
    /// As for [`Self::new`].
    pub fn open(&mut self, name: &'static str, attributes: Attributes<'_>) -> Result<()> {
        self.open.push(name);
        Ok(self.writer.write_event(Event::Start(Self::start(name, attributes)))?)
    }

    /// Closes the element that was opened last.
    ///
    /// # Errors
    /// As for [`Self::new`].
    pub fn close(&mut self) -> Result<()> {
        match self.open.pop() {
            Some(name) => Ok(self.writer.write_event(Event::End(BytesEnd::new(name)))?),
            None => Ok(()),
        }
    }

    /// Writes an element without anything in it.
    ///
    /// # Errors
    /// As for [`Self::new`].
    pub fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) -> Result<()> {
        Ok(self.writer.write_event(Event::Empty(Self::start(name, attributes)))?)
    }

    /// Writes an element with a text in it.
    ///
    /// # Errors
    /// As for [`Self::new`].
    pub fn text(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) -> Result<()> {
        self.writer.write_event(Event::Start(Self::start(name, attributes)))?;
        self.writer.write_event(Event::Text(BytesText::new(&clean(text))))?;
        Ok(self.writer.write_event(Event::End(BytesEnd::new(name)))?)
    }

    /// Ends the document, and returns it.
    ///
    /// # Errors
    /// As for [`Self::new`].
    pub fn finish(mut self) -> Result<Vec<u8>> {
        while !self.open.is_empty() {
            self.close()?;
        }
        let mut data = self.writer.into_inner();
        data.push(b'\n');
        Ok(data)
    }
}

/// Replaces what XML cannot hold, each character by one, so that places stay where they are.
fn clean(text: &str) -> String {
    let fits = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().map(|c| if fits(c) { c } else { '\u{fffd}' }).collect()
}

/// The most elements and texts of a document that is read.
const MOST: u32 = 5_000_000;
/// The deepest that elements may lie in elements.
const DEEPEST: usize = 256;

/// Reads a document. What declares entities is refused: they can stand for more than anybody wrote.
///
/// # Errors
/// It is broken, or larger or deeper than a person could have made it.
pub fn parse<'t>(name: &str, text: &'t str) -> Result<Document<'t>> {
    let broken = |cause: &dyn std::fmt::Display| Error::data("error-broken").with("path", name).with("cause", cause);
    if deeper(text, DEEPEST) {
        return Err(Error::data("error-bomb").with("path", name));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST, ..ParsingOptions::default() };
    Document::parse_with_options(text.trim_start_matches('\u{feff}'), options).map_err(|e| broken(&e))
}

/// Tells whether elements lie deeper in each other than this. What is broken is told by whoever reads it.
fn deeper(text: &str, most: usize) -> bool {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
        if depth > most {
            return true;
        }
    }
}

/// Reads bytes as UTF-8, or as the encoding of their byte order mark.
///
/// # Errors
/// They are neither.
pub fn decoded(name: &str, data: Vec<u8>) -> Result<String> {
    let decoded = crate::text::decode::decode(data);
    if decoded.bad > 0 {
        return Err(Error::data("error-not-utf8").with("path", name));
    }
    Ok(decoded.text)
}

/// Reads a text in whatever encoding it is, its line ends as they stand there: offsets may count them. Nothing, if
/// some of it could not be read.
pub fn whole(data: Vec<u8>) -> Option<String> {
    String::from_utf8(data).map_or_else(
        |e| {
            Some(crate::text::decode::decode(e.into_bytes()))
                .filter(|decoded| decoded.bad == 0)
                .map(|decoded| decoded.text)
        },
        Some,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let strange = "a\"<&>'\n\t\u{1}\u{b}😊𠮷";
        let mut xml = Xml::new(true).unwrap();
        xml.open("a", &[("x", strange)]).unwrap();
        xml.text("b", &[], strange).unwrap();
        xml.empty("c", &[]).unwrap();
        let data = xml.finish().unwrap();
        let text = String::from_utf8(data).unwrap();
        let read = parse("x", &text).unwrap();
        let wanted = strange.replace(['\u{1}', '\u{b}'], "\u{fffd}");
        assert_eq!(read.root_element().attribute("x"), Some(wanted.as_str()));
        let b = read.root_element().children().find(|node| node.has_tag_name("b")).unwrap();
        assert_eq!(b.text(), Some(wanted.as_str()));
    }

    #[test]
    fn what_would_do_harm_is_refused() {
        let laughs = "<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>";
        assert!(parse("x", laughs).is_err());
        let deep = "<a>".repeat(100_000);
        assert_eq!(parse("x", &deep).unwrap_err().key, "error-bomb");
        assert!(parse("x", "<a><b></a>").is_err());
    }
}

//! The text of a PDF, as a program of others has taken it out: its lines are judged as those of a plain text, and each
//! page says its number.

use super::given::{Extent, Given, Layout, PAGE, Remark, Role, Sort, Source};
use crate::text::Encoding;
use crate::text::signature::is_pdf;
use crate::units::ByteSpan;

/// The name and version of this reader.
pub const READER: (&str, u32) = ("pdf", 1);

/// Tells whether it is a PDF.
pub fn knows(_: &str, data: &[u8]) -> bool {
    is_pdf(data)
}

/// Reads nothing: a PDF is read by another program.
pub fn read(_: Vec<u8>, _: Extent, _: Option<Encoding>) -> Source {
    let layout = Layout { reader: READER, sort: Sort::Lines, ..Layout::default() };
    let remarks = vec![Remark::plain("error-pdf-unread")];
    Source { text: String::new(), encoding: Encoding::UTF_8, bad: 0, remarks, layout: Some(layout) }
}

/// Makes the text of what the program has written: a form feed begins a page. Nothing, if it holds no words.
pub fn of(written: &[u8]) -> Option<Source> {
    let text = String::from_utf8_lossy(written).replace("\r\n", "\n").replace('\u{c}', "\n\u{c}");
    // Some programs part every line from the next.
    let (blank, words): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.trim().is_empty());
    let text = if blank.len() * 5 >= words.len() * 4 { text.replace("\n\n", "\n") } else { text };
    let text = text.trim_end().trim_start_matches('\n').replace("\n\n\u{c}", "\n\u{c}") + "\n";
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let (mut blocks, mut at) = (Vec::new(), 0);
    for (n, page) in text.split('\u{c}').enumerate() {
        let start = at + (page.len() - page.trim_start().len());
        let end = at + page.trim_end().len();
        at += page.len() + 1;
        if start < end {
            blocks.push(Given {
                span: ByteSpan::at(start, end),
                role: Role::Body,
                level: 0,
                begins: false,
                place: format!("{PAGE}{}", n + 1),
                speaker: String::new(),
                time: String::new(),
            });
        }
    }
    let layout = Layout { reader: READER, sort: Sort::Lines, blocks, ..Layout::default() };
    Some(Source { text, encoding: Encoding::UTF_8, bad: 0, remarks: Vec::new(), layout: Some(layout) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_their_numbers() {
        let source = of("甲\n乙\n\u{c}\n丙\n\u{c}\u{c}丁\n\u{c}".as_bytes()).unwrap();
        let blocks = source.layout.unwrap().blocks;
        let pages: Vec<(&str, &str)> =
            blocks.iter().map(|b| (&source.text[b.span.start.0..b.span.end.0], b.place.as_str())).collect();
        assert_eq!(pages, [("甲\n乙", "page 1"), ("丙", "page 2"), ("丁", "page 4")]);
        assert_eq!(of("\n\u{c} \n".as_bytes()), None);
    }
}

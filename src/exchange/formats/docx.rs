//! Word: headings, quotations with their tags and places, notes as comments in the margin.

use crate::error::Result;
use crate::exchange::common::parcel::pack;
use crate::exchange::common::xml::Xml;
use crate::exchange::out::digest::{Item, Passage, Set, digest, written};
use crate::exchange::{Bundle, Member, Options, Written};
use crate::library::exported::PROGRAM;
use crate::words::{Lang, Words};

/// The namespace of what is written.
const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The colour of what matters less.
const PALE: &str = "666666";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Writes a document by article, or by tag.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    let mut body = Body { xml: opened("w:document")?, comments: Vec::new() };
    body.xml.open("w:body", &[])?;
    for item in digest(bundle, options, words) {
        body.item(&item, words)?;
    }
    body.xml.open("w:sectPr", &[])?;
    body.xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
    let margin = [("w:top", "1440"), ("w:right", "1440"), ("w:bottom", "1440"), ("w:left", "1440")];
    body.xml
        .empty("w:pgMar", &[&margin[..], &[("w:header", "720"), ("w:footer", "720"), ("w:gutter", "0")]].concat())?;
    body.xml.close()?;
    let Body { xml, comments } = body;
    let members: Vec<Member> = vec![
        ("[Content_Types].xml".into(), content_types()?),
        ("docProps/app.xml".into(), properties()),
        (
            "_rels/.rels".into(),
            relations(&[("officeDocument", "word/document.xml"), ("extended-properties", "docProps/app.xml")])?,
        ),
        ("word/document.xml".into(), xml.finish()?),
        ("word/styles.xml".into(), styles(words.lang())?),
        ("word/comments.xml".into(), comment_file(&comments)?),
        ("word/_rels/document.xml.rels".into(), relations(&[("styles", "styles.xml"), ("comments", "comments.xml")])?),
    ];
    Ok(written(pack(&members)?, bundle, options))
}

fn opened(root: &'static str) -> Result<Xml> {
    let mut xml = Xml::new(false)?;
    xml.open(root, &[("xmlns:w", SPACE), ("xmlns:r", OFFICE)])?;
    Ok(xml)
}

/// A note: who wrote it, when, and its text.
struct Comment {
    coder: String,
    date: String,
    text: String,
}

struct Body {
    xml: Xml,
    comments: Vec<Comment>,
}

impl Body {
    fn item(&mut self, item: &Item<'_>, words: &Words) -> Result<()> {
        match item {
            Item::Heading(1, text) => self.paragraph("Title", text),
            Item::Heading(level, text) => self.paragraph(HEADINGS.get(level - 2).copied().unwrap_or("Heading4"), text),
            Item::Text(text) => self.paragraph("Source", text),
            Item::Memo(text, coder) => {
                self.paragraph("Source", &words.fill("export-memo", &[("coder", (*coder).to_owned())]))?;
                text.split('\n').try_for_each(|line| self.paragraph("Normal", line))
            }
            Item::Passage(passage) => self.passage(passage),
        }
    }

    fn style(&mut self, style: &str) -> Result<()> {
        self.xml.open("w:p", &[])?;
        self.xml.open("w:pPr", &[])?;
        self.xml.empty("w:pStyle", &[("w:val", style)])?;
        self.xml.close()
    }

    fn paragraph(&mut self, style: &str, text: &str) -> Result<()> {
        self.style(style)?;
        self.run(text, false)?;
        self.xml.close()
    }

    /// Writes text; what is pale says who speaks and when.
    fn run(&mut self, text: &str, pale: bool) -> Result<()> {
        self.xml.open("w:r", &[])?;
        if pale {
            self.xml.open("w:rPr", &[])?;
            self.xml.empty("w:color", &[("w:val", PALE)])?;
            self.xml.close()?;
        }
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.xml.empty("w:br", &[])?;
            }
            for (n, cell) in line.split('\t').enumerate() {
                if n > 0 {
                    self.xml.empty("w:tab", &[])?;
                }
                self.xml.text("w:t", &[("xml:space", "preserve")], cell)?;
            }
        }
        self.xml.close()
    }

    /// Writes a line of a quotation, before it who speaks.
    fn line(&mut self, line: &str, set: Option<&Set>) -> Result<()> {
        let (lead, quiet) = set.map_or(("", 0), |set| (set.lead.as_str(), set.quiet));
        let (head, said) = line.split_at_checked(quiet).unwrap_or(("", line));
        for pale in [lead, head].into_iter().filter(|pale| !pale.is_empty()) {
            self.run(pale, true)?;
        }
        self.run(said, false)
    }

    /// Writes a quotation; the comment with its note spans all of it.
    fn passage(&mut self, passage: &Passage<'_>) -> Result<()> {
        let a = &passage.entry.annotation;
        let comment = (!a.note.is_empty()).then(|| self.comments.len().to_string());
        let last = passage.quotation.len().saturating_sub(1);
        let empty = [String::new()];
        let lines = if passage.quotation.is_empty() { &empty[..] } else { &passage.quotation };
        let close = |n: usize| passage.set.get(n).is_some_and(|set| set.close);
        for (n, line) in lines.iter().enumerate() {
            // Verses and rows are lines of one paragraph.
            if n > 0 && close(n) && close(n - 1) {
                self.xml.open("w:r", &[])?;
                self.xml.empty("w:br", &[])?;
                self.xml.close()?;
            } else {
                self.style("Quote")?;
            }
            if let Some(id) = comment.as_ref().filter(|_| n == 0) {
                self.xml.empty("w:commentRangeStart", &[("w:id", id)])?;
            }
            self.line(line, passage.set.get(n))?;
            if let Some(id) = comment.as_ref().filter(|_| n == last) {
                self.xml.empty("w:commentRangeEnd", &[("w:id", id)])?;
                self.xml.open("w:r", &[])?;
                self.xml.empty("w:commentReference", &[("w:id", id)])?;
                self.xml.close()?;
            }
            if n == last || !(close(n) && close(n + 1)) {
                self.xml.close()?;
            }
        }
        if comment.is_some() {
            let (coder, date) = (a.coder.clone(), a.modified.to_string());
            self.comments.push(Comment { coder, date, text: a.note.clone() });
        }
        let tags: Vec<&str> = passage.tags.iter().map(|(_, path)| path.as_str()).collect();
        let parts = [tags.join("、")].into_iter().chain(passage.place.iter().cloned());
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        self.paragraph("Source", &parts.join(" · "))
    }
}

/// The styles of the headings below the title.
const HEADINGS: [&str; 4] = ["Heading1", "Heading2", "Heading3", "Heading4"];

fn comment_file(comments: &[Comment]) -> Result<Vec<u8>> {
    let mut xml = opened("w:comments")?;
    for (n, comment) in comments.iter().enumerate() {
        let initials: String = comment.coder.chars().take(2).collect();
        let id = n.to_string();
        let said =
            [("w:id", id.as_str()), ("w:author", &comment.coder), ("w:date", &comment.date), ("w:initials", &initials)];
        xml.open("w:comment", &said)?;
        for line in comment.text.split('\n') {
            xml.open("w:p", &[])?;
            xml.open("w:r", &[])?;
            xml.text("w:t", &[("xml:space", "preserve")], line)?;
            xml.close()?;
            xml.close()?;
        }
        xml.close()?;
    }
    xml.finish()
}

/// A style: its id, its name, size in half points, bold, indent in twentieths of a point, colour.
type Style = (&'static str, &'static str, &'static str, bool, &'static str, &'static str);

const STYLES: [Style; 8] = [
    ("Normal", "Normal", "22", false, "0", ""),
    ("Title", "Title", "40", true, "0", ""),
    ("Heading1", "heading 1", "32", true, "0", ""),
    ("Heading2", "heading 2", "28", true, "0", ""),
    ("Heading3", "heading 3", "24", true, "0", ""),
    ("Heading4", "heading 4", "22", true, "0", ""),
    ("Quote", "Quote", "22", false, "420", ""),
    ("Source", "Source", "18", false, "420", PALE),
];

fn styles(lang: Lang) -> Result<Vec<u8>> {
    let mut xml = opened("w:styles")?;
    xml.open("w:docDefaults", &[])?;
    xml.open("w:rPrDefault", &[])?;
    xml.open("w:rPr", &[])?;
    let fonts = [("w:ascii", "Times New Roman"), ("w:hAnsi", "Times New Roman"), ("w:eastAsia", "宋体")];
    xml.empty("w:rFonts", &fonts)?;
    xml.empty("w:lang", &[("w:val", if lang == Lang::Zh { "zh-CN" } else { "en-GB" }), ("w:eastAsia", "zh-CN")])?;
    (0..3).try_for_each(|_| xml.close())?;
    for (n, (id, name, size, bold, indent, colour)) in STYLES.iter().enumerate() {
        let first = [("w:type", "paragraph"), ("w:styleId", id)];
        let default = [("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", id)];
        xml.open("w:style", if n == 0 { &default } else { &first })?;
        xml.empty("w:name", &[("w:val", name)])?;
        if n > 0 {
            xml.empty("w:basedOn", &[("w:val", "Normal")])?;
        }
        xml.empty("w:qFormat", &[])?;
        xml.open("w:pPr", &[])?;
        if let Some(level) = id.strip_prefix("Heading").and_then(|level| level.parse::<u8>().ok()) {
            xml.empty("w:keepNext", &[])?;
            xml.empty("w:spacing", &[("w:before", "240"), ("w:after", "80")])?;
            xml.empty("w:outlineLvl", &[("w:val", &(level - 1).to_string())])?;
        } else {
            if *id == "Quote" {
                // A quotation stays on the page of what is said of it.
                xml.empty("w:keepNext", &[])?;
                xml.open("w:pBdr", &[])?;
                let line = [("w:val", "single"), ("w:sz", "12"), ("w:space", "8"), ("w:color", "BBBBBB")];
                xml.empty("w:left", &line)?;
                xml.close()?;
            }
            let after = if *id == "Source" { "220" } else { "60" };
            xml.empty("w:spacing", &[("w:after", after), ("w:line", "320"), ("w:lineRule", "auto")])?;
            xml.empty("w:ind", &[("w:left", indent)])?;
        }
        xml.close()?;
        xml.open("w:rPr", &[])?;
        if *bold {
            xml.empty("w:b", &[])?;
        }
        if !colour.is_empty() {
            xml.empty("w:color", &[("w:val", colour)])?;
        }
        xml.empty("w:sz", &[("w:val", size)])?;
        xml.close()?;
        xml.close()?;
    }
    xml.finish()
}

/// Says which program made the file.
fn properties() -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Properties xmlns=\"{space}\">{PROGRAM}</Properties>")
        .into_bytes()
}

fn content_types() -> Result<Vec<u8>> {
    let mut xml = Xml::new(false)?;
    xml.open("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))])?;
    let relation = "application/vnd.openxmlformats-package.relationships+xml";
    xml.empty("Default", &[("Extension", "rels"), ("ContentType", relation)])?;
    xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")])?;
    for (name, sort) in [("document", "document.main"), ("styles", "styles"), ("comments", "comments")] {
        let kind = format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{sort}+xml");
        xml.empty("Override", &[("PartName", &format!("/word/{name}.xml")), ("ContentType", &kind)])?;
    }
    let kind = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    xml.empty("Override", &[("PartName", "/docProps/app.xml"), ("ContentType", kind)])?;
    xml.finish()
}

fn relations(parts: &[(&str, &str)]) -> Result<Vec<u8>> {
    let mut xml = Xml::new(false)?;
    xml.open("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))])?;
    for (n, (kind, target)) in parts.iter().enumerate() {
        let (id, kind) = (format!("rId{}", n + 1), format!("{OFFICE}/{kind}"));
        xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", target)])?;
    }
    xml.finish()
}

//! ODT: texts of `LibreOffice` and others (ODF 1.3, part 3). Runs of white space are one blank, also between 汉字; tracked
//! deletions and annotations are no text; a note and a text box follow their paragraph.

use super::composer::Composer;
use super::given::{Extent, Mark, Remark, Role, Sort, Source};
use super::package::{Fault, Package, is_zip};
use super::tree;
use crate::text::Encoding;
use roxmltree::Node;

/// The name and version of this reader.
const READER: (&str, u32) = ("odt", 1);
/// Repeated cells and rows that are empty fill a sheet up; of others no more are written than this.
const REPEATED: usize = 64;

/// Tells whether it is a text in the format `OpenDocument`.
pub fn knows(path: &str, data: &[u8]) -> bool {
    let path = path.to_lowercase();
    is_zip(data) && [".odt", ".ott"].iter().any(|extension| path.len() > extension.len() && path.ends_with(extension))
}

/// Reads a text in the format `OpenDocument`.
pub fn read(data: Vec<u8>, _: Extent, _: Option<Encoding>) -> Source {
    let mut composer = Composer::new(READER, Sort::Text);
    let fault = match compose(data, &mut composer) {
        Ok(()) => None,
        Err(Fault::Broken | Fault::Missing) => Some("notice-broken-file"),
        Err(Fault::Bomb) => Some("notice-too-large"),
        Err(Fault::Locked) => Some("notice-locked"),
    };
    let (text, layout, bad, mut remarks) = composer.finish();
    remarks.extend(fault.map(Remark::plain));
    Source { text, encoding: Encoding::UTF_8, bad, remarks, layout: Some(layout) }
}

fn compose(data: Vec<u8>, out: &mut Composer) -> Result<(), Fault> {
    let mut package = Package::open(data)?;
    // A text behind a password says so in its list of members.
    let manifest = package.read("META-INF/manifest.xml").map(tree::text_of).unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Fault::Locked);
    }
    let meta = package.read("meta.xml").map(tree::text_of).unwrap_or_default();
    for (name, value) in said(&meta) {
        out.meta(name, &value);
    }
    let content = tree::text_of(package.read("content.xml")?);
    let document = tree::parse(&content).ok_or(Fault::Broken)?;
    let body = document.descendants().find(|node| node.tag_name().name() == "text" && node.has_children());
    let mut walk = Walk { out, behind: Vec::new(), cells: 0, noted: 0, paragraphs: 0 };
    walk.blocks(body.ok_or(Fault::Broken)?, Role::Body);
    Ok(())
}

/// Reads what a file says of itself.
fn said(meta: &str) -> Vec<(&'static str, String)> {
    let Some(document) = tree::parse(meta) else { return Vec::new() };
    let names = [("title", "title"), ("initial-creator", "author"), ("subject", "subject"), ("creation-date", "date")];
    let value = |tag: &str| document.descendants().find(|node| node.tag_name().name() == tag)?.text();
    let day = |value: &str| value.split('T').next().unwrap_or_default().to_owned();
    let all = names.into_iter().filter_map(|(tag, name)| Some((tag, name, value(tag)?)));
    all.map(|(tag, name, value)| (name, if tag == "creation-date" { day(value) } else { value.to_owned() })).collect()
}

/// What is left to be said behind a paragraph.
enum Behind<'a> {
    Note(Node<'a, 'a>),
    Box(Node<'a, 'a>),
    Caption(String),
}

struct Walk<'a, 'c> {
    out: &'c mut Composer,
    behind: Vec<Behind<'a>>,
    cells: usize,
    noted: usize,
    paragraphs: usize,
}

impl<'a> Walk<'a, '_> {
    /// Walks through what holds paragraphs and tables.
    fn blocks(&mut self, node: Node<'a, 'a>, role: Role) {
        for node in node.children().filter(Node::is_element) {
            if self.out.is_full() {
                return;
            }
            match node.tag_name().name() {
                "tracked-changes"
                | "sequence-decls"
                | "variable-decls"
                | "user-field-decls"
                | "forms"
                | "annotation"
                | "annotation-end"
                | "soft-page-break"
                | "table-of-content-source" => {}
                "p" => self.paragraph(node, role, 0),
                "h" => self.paragraph(node, role, level(node)),
                "table" if self.cells == 0 => self.table(node),
                "frame" | "custom-shape" => {
                    self.inline(node);
                    self.flush();
                }
                _ => self.blocks(node, role),
            }
        }
    }

    fn paragraph(&mut self, node: Node<'a, 'a>, role: Role, level: u8) {
        self.paragraphs += 1;
        if self.cells > 0 {
            // Paragraphs of a cell are parted by a blank.
            if self.out.has_text() {
                self.out.flow(" ");
            }
            return self.inline(node);
        }
        let style = attribute(node, "style-name").unwrap_or_default();
        let role = match role {
            Role::Body if style == "Title" => Role::Title,
            Role::Body if level > 0 => Role::Section,
            role => role,
        };
        self.out.begin(role, if role == Role::Section { level } else { 0 }, format!("p{}", self.paragraphs));
        self.inline(node);
        self.out.end();
        self.flush();
    }

    fn table(&mut self, table: Node<'a, 'a>) {
        let rows = table.descendants().filter(|node| node.tag_name().name() == "table-row");
        // Rows of a table in a cell are words of that cell.
        let own = |row: &Node<'_, '_>| {
            row.ancestors().find(|above| above.tag_name().name() == "table").is_some_and(|above| above == table)
        };
        for row in rows.filter(own) {
            let empty =
                !row.descendants().any(|node| node.is_text() && node.text().is_some_and(|t| !t.trim().is_empty()));
            for _ in 0..if empty { 1 } else { repeated(row, "number-rows-repeated") } {
                self.row(row);
            }
        }
        self.flush();
    }

    fn row(&mut self, row: Node<'a, 'a>) {
        self.out.begin(Role::Row, 0, format!("p{}", self.paragraphs + 1));
        self.cells += 1;
        let named = |node: &Node<'_, '_>| matches!(node.tag_name().name(), "table-cell" | "covered-table-cell");
        let cells: Vec<Node<'a, 'a>> = row.children().filter(named).collect();
        // Empty cells at the end only fill the row up.
        let filled = cells.iter().rposition(Node::has_children).map_or(0, |last| last + 1);
        let mut first = true;
        for cell in cells.into_iter().take(filled) {
            for _ in 0..repeated(cell, "number-columns-repeated") {
                if !std::mem::take(&mut first) {
                    self.out.tab();
                }
                self.blocks(cell, Role::Row);
            }
        }
        self.cells -= 1;
        self.out.end();
    }

    /// Walks through what stands in a paragraph.
    fn inline(&mut self, node: Node<'a, 'a>) {
        for node in node.children() {
            if node.is_text() {
                let text = node.text().unwrap_or_default();
                self.out.flow(&text.replace(['\n', '\r', '\t'], " "));
                continue;
            }
            match node.tag_name().name() {
                "s" => {
                    let count = attribute(node, "c").and_then(|count| count.parse().ok()).unwrap_or(1);
                    self.out.push(&" ".repeat(usize::min(count, REPEATED * REPEATED)));
                }
                "tab" if self.cells == 0 => self.out.push("\t"),
                "line-break" if self.cells == 0 => self.out.line_break(),
                "tab" | "line-break" => self.out.flow(" "),
                "note" => self.note(node),
                "ruby" => self.ruby(node),
                "a" => {
                    self.out.mark(Mark::Link(attribute(node, "href").unwrap_or_default().to_owned()));
                    self.inline(node);
                    self.out.unmark();
                }
                "text-box" => self.behind.push(Behind::Box(node)),
                "title" | "desc" => {
                    let said = node.text().unwrap_or_default().trim();
                    if !said.is_empty() {
                        self.behind.push(Behind::Caption(said.to_owned()));
                    }
                }
                "annotation" | "annotation-end" | "tracked-changes" | "hidden-text" | "hidden-paragraph"
                | "binary-data" => {}
                _ => self.inline(node),
            }
        }
    }

    /// The sign of a note is no text; the note follows the paragraph.
    fn note(&mut self, node: Node<'a, 'a>) {
        let part = |name: &str| node.children().find(|child| child.tag_name().name() == name);
        let sign = part("note-citation").and_then(|sign| sign.text()).unwrap_or_default();
        self.out.point(Mark::Note(sign.trim().to_owned()));
        self.behind.extend(part("note-body").map(Behind::Note));
    }

    fn ruby(&mut self, node: Node<'a, 'a>) {
        let part = |name: &str| node.children().find(|child| child.tag_name().name() == name);
        let reading = part("ruby-text").and_then(|reading| reading.text()).unwrap_or_default();
        self.out.mark(Mark::Ruby(reading.trim().to_owned()));
        if let Some(base) = part("ruby-base") {
            self.inline(base);
        }
        self.out.unmark();
    }

    /// Says what was left for behind the paragraph; notes in notes only so deep as anybody writes them.
    fn flush(&mut self) {
        if self.cells > 0 || self.noted > 2 {
            return;
        }
        self.noted += 1;
        for behind in std::mem::take(&mut self.behind) {
            match behind {
                Behind::Note(note) => self.blocks(note, Role::Note),
                Behind::Box(content) => self.blocks(content, Role::Body),
                Behind::Caption(said) => {
                    self.out.begin(Role::Caption, 0, format!("p{}", self.paragraphs));
                    self.out.flow(&said);
                    self.out.end();
                }
            }
        }
        self.noted -= 1;
    }
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// Returns the level of a heading.
fn level(node: Node<'_, '_>) -> u8 {
    attribute(node, "outline-level").and_then(|level| level.parse().ok()).unwrap_or(1).clamp(1, 9)
}

/// Returns how often a cell or a row stands there.
fn repeated(node: Node<'_, '_>, name: &str) -> usize {
    attribute(node, name).and_then(|count| count.parse().ok()).unwrap_or(1).clamp(1, REPEATED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn package(members: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in members {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn opened(body: &str) -> Source {
        let content = format!(
            "<o:document-content xmlns:o=\"o\" xmlns:t=\"t\" xmlns:b=\"b\" xmlns:d=\"d\" xmlns:x=\"x\"><o:body><o:text>{body}</o:text></o:body></o:document-content>"
        );
        read(package(&[("content.xml", &content)]), Extent::Whole, None)
    }

    #[test]
    fn white_space_is_one_blank_and_signs_are_what_they_stand_for() {
        let body = "<t:h t:outline-level=\"2\">总则</t:h><t:p>空格<t:s t:c=\"3\"/>与<t:tab/>表<t:line-break/>换行\n  折叠，<t:ruby><t:ruby-base>荟</t:ruby-base><t:ruby-text>huì</t:ruby-text></t:ruby>萃。</t:p>";
        let source = opened(body);
        assert_eq!(source.text, "总则\n\n空格   与\t表\n换行 折叠，荟萃。\n");
        let blocks = source.layout.unwrap().blocks;
        assert_eq!((blocks[0].role, blocks[0].level, blocks[1].role), (Role::Section, 2, Role::Body));
    }

    #[test]
    fn what_is_no_text_is_left_out_and_notes_follow() {
        let body = "<t:tracked-changes><t:changed-region><t:p>删了</t:p></t:changed-region></t:tracked-changes>\
                    <t:p>三百件<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>脚注。</t:p></t:note-body></t:note>。\
                    <o:annotation><t:p>批语</t:p></o:annotation><d:frame><d:text-box><t:p>框</t:p></d:text-box></d:frame></t:p>\
                    <t:list><t:list-item><t:p>列表</t:p></t:list-item></t:list>";
        let source = opened(body);
        assert_eq!(source.text, "三百件。\n\n脚注。\n\n框\n\n列表\n");
        let layout = source.layout.unwrap();
        assert_eq!((layout.blocks[1].role, &layout.inline[0].mark), (Role::Note, &Mark::Note("1".to_owned())));
    }

    #[test]
    fn cells_are_repeated_and_those_that_fill_up_are_not() {
        let cell = |repeat: usize, text: &str| {
            format!("<b:table-cell b:number-columns-repeated=\"{repeat}\"><t:p>{text}</t:p></b:table-cell>")
        };
        let row = |cells: &str| format!("<b:table-row>{cells}</b:table-row>");
        let fill = "<b:table-cell b:number-columns-repeated=\"16384\"/>";
        let inner = format!("<b:table-cell><b:table>{}</b:table></b:table-cell>", row(&cell(1, "里")));
        let table = row(&(cell(1, "甲") + &cell(2, "乙") + fill)) + &row(&(inner + &cell(1, "丙")));
        assert_eq!(opened(&format!("<b:table>{table}</b:table>")).text, "甲\t乙\t乙\n里\t丙\n");
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let words = |data| read(data, Extent::Whole, None).remarks.first().map(|remark: &Remark| remark.words);
        assert_eq!(words(package(&[("a", "")])), Some("notice-broken-file"));
        let locked = "<m xmlns:x=\"x\"><x:encryption-data/></m>";
        assert_eq!(words(package(&[("META-INF/manifest.xml", locked)])), Some("notice-locked"));
        let deep = "<t:section>".repeat(100_000);
        assert!(!opened(&deep).remarks.is_empty());
        assert!(knows("a.ODT", &package(&[])) && !knows("a.txt", &package(&[])));
    }
}

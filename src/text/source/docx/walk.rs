//! The walk through the body of a DOCX.

use super::math;
use super::numbers::Numbers;
use super::parts::{Styles, Trace, cells, child, chosen, is_caption, is_on, rows, value};
use crate::text::source::composer::Composer;
use crate::text::source::given::{Mark, Role};
use crate::text::source::tree::attribute;
use crate::units::{Byte, ByteSpan};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// The notes of a document, by their ids.
#[derive(Debug, Default)]
pub struct Notes<'a> {
    foot: BTreeMap<&'a str, Node<'a, 'a>>,
    end: BTreeMap<&'a str, Node<'a, 'a>>,
}

impl<'a> Notes<'a> {
    /// Reads them. The lines that part notes from the text are none.
    pub fn new(foot: Option<&'a Document<'a>>, end: Option<&'a Document<'a>>) -> Self {
        let all = |document: Option<&'a Document<'a>>| {
            let nodes = document.into_iter().flat_map(|document| document.root_element().children());
            let own = nodes.filter(|node| {
                let kind = attribute(*node, "type").unwrap_or("normal");
                node.is_element() && !matches!(kind, "separator" | "continuationSeparator" | "continuationNotice")
            });
            own.filter_map(|node| Some((attribute(node, "id")?, node))).collect()
        };
        Self { foot: all(foot), end: all(end) }
    }
}

/// What is left to be said behind the open block.
enum Behind<'a> {
    Note(Node<'a, 'a>),
    Box(Node<'a, 'a>),
    Caption(String),
}

/// The walk.
pub struct Walk<'a, 'c> {
    out: &'c mut Composer,
    styles: &'c Styles,
    numbers: Numbers,
    notes: Notes<'a>,
    behind: Vec<Behind<'a>>,
    /// How many paragraphs have been met: their number is their place.
    paragraphs: usize,
    /// Fields that are open, and whether each shows its result already.
    fields: Vec<bool>,
    /// Inside a cell of a table.
    cells: usize,
    /// The paragraph's end was deleted: the next goes on with it.
    runs_on: bool,
    /// Inside a note: what it calls is not called again.
    noted: bool,
    called: usize,
    /// A page or a column ends here, in the middle of a paragraph.
    parted: bool,
    /// Where the text stands, and comments on it.
    traces: Vec<Trace>,
    comments: Vec<(String, ByteSpan)>,
    /// Where links lead, by the ids of their relations.
    links: &'c BTreeMap<String, String>,
}

impl<'a, 'c> Walk<'a, 'c> {
    /// Begins.
    pub fn new(
        out: &'c mut Composer,
        (styles, links): (&'c Styles, &'c BTreeMap<String, String>),
        numbers: Numbers,
        notes: Notes<'a>,
    ) -> Self {
        Self {
            out,
            styles,
            numbers,
            notes,
            behind: Vec::new(),
            paragraphs: 0,
            fields: Vec::new(),
            cells: 0,
            runs_on: false,
            noted: false,
            called: 0,
            parted: false,
            traces: Vec::new(),
            comments: Vec::new(),
            links,
        }
    }

    /// Walks through all of it.
    /// Returns where the text of the body stands in its XML.
    pub fn all(mut self, root: Node<'a, 'a>) -> (Vec<Trace>, Vec<(String, ByteSpan)>) {
        let body = child(root, "body").unwrap_or(root);
        self.blocks(body, Role::Body);
        (self.traces, self.comments)
    }

    /// A comment begins or ends here.
    fn remark(&mut self, node: Node<'a, 'a>) {
        let (Some(id), at) = (attribute(node, "id"), self.out.length()) else { return };
        if node.tag_name().name() == "commentRangeStart" {
            self.comments.push((id.to_owned(), ByteSpan::at(at, at)));
        } else if let Some((_, span)) = self.comments.iter_mut().rev().find(|(other, _)| other == id) {
            span.end = Byte(at).max(span.start);
        }
    }

    /// Walks through what holds paragraphs and tables.
    fn blocks(&mut self, node: Node<'a, 'a>, role: Role) {
        for node in node.children().filter(Node::is_element) {
            if self.out.is_full() {
                return;
            }
            match node.tag_name().name() {
                "p" => self.paragraph(node, role),
                "tbl" if self.cells > 0 => self.blocks(node, role),
                "tbl" => self.table(node),
                "del" | "moveFrom" | "sectPr" | "pPr" | "tblPr" | "tblGrid" | "trPr" | "tcPr" | "sdtPr"
                | "sdtEndPr" => {}
                "AlternateContent" => self.choice(node, role),
                "commentRangeStart" | "commentRangeEnd" => self.remark(node),
                _ => self.blocks(node, role),
            }
        }
    }

    /// Of what is written in several ways the first counts.
    fn choice(&mut self, node: Node<'a, 'a>, role: Role) {
        if let Some(first) = chosen(node) {
            self.blocks(first, role);
        }
    }

    fn table(&mut self, table: Node<'a, 'a>) {
        for row in rows(table) {
            if child(row, "trPr").is_some_and(|properties| child(properties, "del").is_some()) {
                continue;
            }
            let place = format!("p{}", self.paragraphs + 1);
            self.out.begin(Role::Row, 0, place);
            self.cells += 1;
            for (n, cell) in cells(row).into_iter().enumerate() {
                if n > 0 {
                    self.out.tab();
                }
                self.blocks(cell, Role::Row);
            }
            self.cells -= 1;
            self.out.end();
        }
        self.flush();
    }

    fn paragraph(&mut self, node: Node<'a, 'a>, role: Role) {
        self.paragraphs += 1;
        let properties = child(node, "pPr");
        let style = properties.and_then(|p| value(p, "pStyle"));
        if self.cells > 0 {
            // Paragraphs of a cell are parted by a blank.
            if self.out.has_text() {
                self.out.flow(" ");
            }
            self.prefix(properties, style);
            self.inline(node);
            return;
        }
        if !std::mem::take(&mut self.runs_on) {
            let own = properties.and_then(|p| value(p, "outlineLvl")?.parse::<u8>().ok());
            let level = own.map_or_else(|| self.styles.heading(style), |level| (level < 9).then_some(level + 1));
            let (role, level) = match level {
                _ if role != Role::Body => (role, 0),
                _ if self.styles.is_named(style, &["title", "标题", "標題"]) => (Role::Title, 0),
                Some(level) => (Role::Section, level),
                None if self.styles.is_named(style, &["caption", "题注", "題注"]) => (Role::Caption, 0),
                None => (role, 0),
            };
            self.out.begin(role, level, format!("p{}", self.paragraphs));
            self.prefix(properties, style);
        }
        self.inline(node);
        self.parted = false;
        let mark = properties.and_then(|p| child(p, "rPr"));
        self.runs_on = mark.is_some_and(|mark| child(mark, "del").is_some() || child(mark, "moveFrom").is_some());
        if !self.runs_on {
            self.out.end();
            self.flush();
        }
    }

    /// Sets the number that Word shows before a paragraph.
    fn prefix(&mut self, properties: Option<Node<'a, 'a>>, style: Option<&str>) {
        let own = properties.and_then(|p| child(p, "numPr"));
        let id = own.and_then(|own| value(own, "numId"));
        let level = own.and_then(|own| value(own, "ilvl")?.parse::<usize>().ok());
        let by_style = self.styles.numbering(style);
        let (list, by_style) = match (id, by_style) {
            (Some(id), _) => (id.to_owned(), None),
            (None, Some((id, level, style))) => (id.to_owned(), level.or_else(|| self.numbers.level_of(id, style))),
            (None, None) => return,
        };
        // A list of number 0 takes the number away.
        if list == "0" {
            return;
        }
        let level = level.or(by_style).or_else(|| self.numbers.level_of(&list, style?)).unwrap_or(0);
        if let Some(number) = self.numbers.count(&list, level) {
            self.push(&number);
        }
    }

    /// Walks through what stands in a paragraph.
    fn inline(&mut self, node: Node<'a, 'a>) {
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "pPr" | "del" | "moveFrom" | "instrText" | "delText" | "rPr" | "sdtPr" | "sdtEndPr" | "rt" => {}
                "r" => self.run(node),
                "commentRangeStart" | "commentRangeEnd" if !self.noted => self.remark(node),
                "AlternateContent" => {
                    if let Some(first) = chosen(node) {
                        self.inline(first);
                    }
                }
                "txbxContent" => self.behind.push(Behind::Box(node)),
                "docPr" => self.picture(node),
                "oMath" => self.push(&math::linear(node)),
                "hyperlink" => {
                    let outside = attribute(node, "id").and_then(|id| self.links.get(id)).cloned();
                    let target = outside.or_else(|| attribute(node, "anchor").map(|anchor| format!("#{anchor}")));
                    self.out.mark(Mark::Link(target.unwrap_or_default()));
                    self.inline(node);
                    self.out.unmark();
                }
                "p" => self.paragraph_inside(node),
                _ => self.inline(node),
            }
        }
    }

    /// Paragraphs that stand inside a run without a box, as some programs write them.
    fn paragraph_inside(&mut self, node: Node<'a, 'a>) {
        self.out.line_break();
        self.inline(node);
    }

    fn run(&mut self, run: Node<'a, 'a>) {
        let properties = child(run, "rPr");
        let hidden = properties.is_some_and(|p| {
            let style = self.styles.is_hidden(value(p, "rStyle"));
            if child(p, "vanish").is_some() { is_on(p, "vanish") } else { style }
        });
        let strong = properties.is_some_and(|p| is_on(p, "b"));
        let weak = properties.is_some_and(|p| is_on(p, "i") || is_on(p, "em"));
        let marks = [(strong, Mark::Strong), (weak, Mark::Weak)];
        let marks: Vec<Mark> = marks.into_iter().filter(|(on, _)| *on).map(|(_, mark)| mark).collect();
        let count = marks.len();
        marks.into_iter().for_each(|mark| self.out.mark(mark));
        for node in run.children().filter(Node::is_element) {
            self.piece(node, hidden);
        }
        (0..count).for_each(|_| self.out.unmark());
    }

    /// A piece of a run. The code of a field is no text, its result is.
    fn piece(&mut self, node: Node<'a, 'a>, hidden: bool) {
        match node.tag_name().name() {
            "fldChar" => match attribute(node, "fldCharType") {
                Some("begin") => self.fields.push(false),
                Some("separate") => self.fields.iter_mut().next_back().into_iter().for_each(|shown| *shown = true),
                Some("end") => {
                    self.fields.pop();
                }
                _ => {}
            },
            _ if hidden || self.fields.contains(&false) => {}
            "t" => self.say(node),
            "tab" | "ptab" if self.cells > 0 => self.out.push(" "),
            "tab" | "ptab" => self.out.push("\t"),
            // What stands on the next page is parted from what stands on this one.
            "br" if matches!(attribute(node, "type"), Some("page" | "column")) => self.parted = self.out.has_text(),
            "br" | "cr" if self.cells > 0 => self.out.push(" "),
            "br" | "cr" => self.out.push("\n"),
            "noBreakHyphen" => self.out.push("\u{2011}"),
            "sym" | "symEx" => self.symbol(node),
            "footnoteReference" => self.call(node, false),
            "endnoteReference" => self.call(node, true),
            "ruby" => self.ruby(node),
            "softHyphen"
            | "rPr"
            | "instrText"
            | "delText"
            | "commentReference"
            | "footnoteRef"
            | "endnoteRef"
            | "lastRenderedPageBreak"
            | "annotationRef" => {}
            "AlternateContent" => {
                if let Some(first) = chosen(node) {
                    first.children().filter(Node::is_element).for_each(|node| self.piece(node, hidden));
                }
            }
            _ => self.inline(node),
        }
    }

    fn say(&mut self, node: Node<'a, 'a>) {
        let text = node.text().unwrap_or_default().replace(['\n', '\r'], " ");
        self.push(&text);
        let end = self.out.length();
        if !self.noted && !text.is_empty() {
            let span = ByteSpan::at(end.saturating_sub(text.len()), end);
            self.traces.push(Trace { span, element: node.range() });
        }
    }

    fn push(&mut self, text: &str) {
        if std::mem::take(&mut self.parted) {
            self.out.push(if self.cells > 0 { " " } else { "\n" });
        }
        // In a cell a TAB would begin the next one.
        if self.cells > 0 { self.out.push(&text.replace('\t', " ")) } else { self.out.push(text) }
    }

    /// A character of a font of signs: its code point where that is one of Unicode, else it is lost.
    fn symbol(&mut self, node: Node<'a, 'a>) {
        let code = attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(char::from_u32).filter(|c| !matches!(c, '\u{e000}'..='\u{f8ff}' | '\0'..='\u{1f}')) {
            Some(c) => self.out.push(c.encode_utf8(&mut [0; 4])),
            None => {
                self.out.lose();
                self.out.push("\u{fffd}");
            }
        }
    }

    fn ruby(&mut self, node: Node<'a, 'a>) {
        let reading = child(node, "rt")
            .map(|rt| rt.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect::<String>());
        self.out.mark(Mark::Ruby(reading.unwrap_or_default().trim().to_owned()));
        if let Some(base) = child(node, "rubyBase") {
            self.inline(base);
        }
        self.out.unmark();
    }

    /// The sign of a note is no text; the note follows the block.
    fn call(&mut self, node: Node<'a, 'a>, end: bool) {
        let notes = if end { &self.notes.end } else { &self.notes.foot };
        let Some(note) = attribute(node, "id").and_then(|id| notes.get(id)).copied().filter(|_| !self.noted) else {
            return;
        };
        self.called += 1;
        self.out.point(Mark::Note(self.called.to_string()));
        self.behind.push(Behind::Note(note));
    }

    /// What is said of a picture is its caption, unless it is the name of a file or of nothing.
    fn picture(&mut self, node: Node<'a, 'a>) {
        let said = attribute(node, "descr").unwrap_or_default().trim();
        if is_caption(said) {
            self.behind.push(Behind::Caption(said.to_owned()));
        }
        self.inline(node);
    }

    /// Says what was left for behind the block.
    fn flush(&mut self) {
        for behind in std::mem::take(&mut self.behind) {
            match behind {
                Behind::Note(note) => {
                    let noted = std::mem::replace(&mut self.noted, true);
                    self.blocks(note, Role::Note);
                    self.noted = noted;
                }
                Behind::Box(content) => self.blocks(content, Role::Body),
                Behind::Caption(said) => {
                    self.out.begin(Role::Caption, 0, format!("p{}", self.paragraphs));
                    self.out.flow(&said);
                    self.out.end();
                }
            }
        }
    }
}

//! The walk through the body of an ODT.

use super::styles::{Styles, label};
use crate::text::source::composer::Composer;
use crate::text::source::given::{Mark, Role};
use crate::text::source::tree::attribute;
use roxmltree::Node;
use std::collections::BTreeMap;

/// Repeated cells and rows that are empty fill a sheet up; of others no more are written than this.
const REPEATED: usize = 64;

/// What is left to be said behind a paragraph.
enum Behind<'a> {
    Note(Node<'a, 'a>),
    Box(Node<'a, 'a>),
    Caption(String),
}

/// The walk through the body of a text.
pub struct Walk<'a, 'c> {
    out: &'c mut Composer,
    behind: Vec<Behind<'a>>,
    cells: usize,
    noted: usize,
    paragraphs: usize,
    styles: &'c Styles,
    /// The lists that are open, from the outermost.
    lists: Vec<List>,
    /// How far lists of a style have been counted, and headings.
    counts: BTreeMap<String, BTreeMap<usize, u32>>,
    /// The number of the item is still to be written.
    item: bool,
    /// Some text is hidden.
    pub hidden: bool,
}

/// A list that is open.
struct List {
    /// Its style, by which it is counted.
    style: String,
}

impl<'a, 'c> Walk<'a, 'c> {
    /// Begins.
    pub fn new(out: &'c mut Composer, styles: &'c Styles) -> Self {
        let (behind, lists, counts) = (Vec::new(), Vec::new(), BTreeMap::new());
        Self { out, behind, cells: 0, noted: 0, paragraphs: 0, styles, lists, counts, item: false, hidden: false }
    }

    /// Tells whether the style of an element hides what stands in it.
    fn hides(&mut self, node: Node<'a, 'a>) -> bool {
        let style = attribute(node, "style-name").is_some_and(|style| self.styles.is_hidden(style));
        let hides = style || attribute(node, "display") == Some("none");
        self.hidden |= hides;
        hides
    }

    /// Walks through a list: it begins anew, unless it goes on with the one before.
    fn list(&mut self, node: Node<'a, 'a>, role: Role) {
        let above = self.lists.last().map(|list| list.style.clone());
        let style = attribute(node, "style-name").map(str::to_owned).or(above).unwrap_or_default();
        let level = self.lists.len() + 1;
        let goes_on =
            attribute(node, "continue-numbering") == Some("true") || attribute(node, "continue-list").is_some();
        if !goes_on {
            self.counts.entry(style.clone()).or_default().retain(|n, _| *n < level);
        }
        self.lists.push(List { style });
        for item in node.children().filter(Node::is_element) {
            let counted = item.tag_name().name() == "list-item";
            if counted {
                let start = attribute(item, "start-value").and_then(|start| start.parse().ok());
                self.count(level, start);
            }
            self.item = counted;
            self.blocks(item, role);
            self.item = false;
        }
        self.lists.pop();
    }

    /// Counts an item of the innermost list, or a heading.
    fn count(&mut self, level: usize, start: Option<u32>) {
        let style = self.lists.last().map(|list| list.style.clone());
        let first =
            self.styles.levels(style.as_deref()).and_then(|levels| levels.get(&level)).map_or(1, |level| level.start);
        let counts = self.counts.entry(style.unwrap_or_default()).or_default();
        counts.retain(|n, _| *n <= level);
        let next = counts.get(&level).map_or(first, |count| count.saturating_add(1));
        counts.insert(level, start.unwrap_or(next));
    }

    /// Returns the number that stands before a paragraph.
    fn number(&mut self, heading: u8) -> Option<String> {
        let style = self.lists.last().map(|list| list.style.clone());
        let level = if style.is_some() { self.lists.len() } else { usize::from(heading) };
        if style.is_some() && !std::mem::take(&mut self.item) || level == 0 {
            return None;
        }
        if style.is_none() {
            self.count(level, None);
        }
        let levels = self.styles.levels(style.as_deref())?;
        label(levels, self.counts.get(&style.unwrap_or_default())?, level)
    }
    /// Walks through what holds paragraphs and tables.
    pub fn blocks(&mut self, node: Node<'a, 'a>, role: Role) {
        for node in node.children().filter(Node::is_element) {
            if self.out.is_full() {
                return;
            }
            if self.hides(node) {
                continue;
            }
            match node.tag_name().name() {
                "list" => self.list(node, role),
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
            if let Some(number) = self.number(0) {
                self.out.push(&number.replace('\t', " "));
            }
            return self.inline(node);
        }
        let style = attribute(node, "style-name").unwrap_or_default();
        let level = if level == 0 { self.styles.outline(style).unwrap_or(0) } else { level };
        let role = match role {
            Role::Body if self.styles.is_title(style) => Role::Title,
            Role::Body if level > 0 => Role::Section,
            role => role,
        };
        self.out.begin(role, if role == Role::Section { level } else { 0 }, format!("p{}", self.paragraphs));
        if let Some(number) = self.number(level) {
            self.out.push(&number);
        }
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
            if node.is_element() && self.hides(node) {
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
                "hidden-text" | "hidden-paragraph" => self.hidden = true,
                "annotation" | "annotation-end" | "tracked-changes" | "binary-data" => {}
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

/// Returns the level of a heading.
fn level(node: Node<'_, '_>) -> u8 {
    attribute(node, "outline-level").and_then(|level| level.parse().ok()).unwrap_or(1).clamp(1, 9)
}

/// Returns how often a cell or a row stands there.
fn repeated(node: Node<'_, '_>, name: &str) -> usize {
    attribute(node, name).and_then(|count| count.parse().ok()).unwrap_or(1).clamp(1, REPEATED)
}

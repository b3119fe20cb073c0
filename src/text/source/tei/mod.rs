//! Editions in TEI XML.

mod header;
mod kinds;

use super::bytes;
use super::composer::Composer;
use super::given::{Extent, Mark, Remark, Role, Sort, Source};
use super::markup::dom::{Dom, Node, ROOT};
use super::markup::encoded;
use super::markup::ruby;
use super::markup::xml::{self, Order};
use crate::text::decode::Decoded;
use crate::text::encoding::Encoding;
use kinds::{Kind, kind};
use std::collections::{BTreeSet, HashMap};

/// The reader's name and version.
const READER: (&str, u32) = ("tei", 1);
/// How far from its beginning a file shows what it is.
const HEAD: usize = 4096;
/// The most characters that a gap is believed to have.
const GAP: usize = 100;

/// Tells whether a file is TEI.
pub fn knows(_: &str, data: &[u8]) -> bool {
    if !bytes::marked(data, HEAD) {
        return false;
    }
    let head: Vec<u8> = data.iter().take(HEAD).filter(|byte| **byte != 0).copied().collect();
    let has = |name: &[u8]| memchr::memmem::find(&head, name).is_some();
    [&b"<TEI"[..], b"<teiCorpus", b"<tei:TEI"].into_iter().any(has)
        && (has(b"<?xml") || has(b"tei-c.org") || has(b"<TEI.2") || has(b"<teiHeader"))
}

/// Reads an edition.
pub fn read(data: Vec<u8>, _: Extent, told: Option<Encoding>) -> Source {
    let Decoded { text, encoding, bad } = encoded::page(data, told);
    let mut composer = Composer::new(READER, Sort::Text);
    let dom = xml::parse(&text, Order::Strict);
    let mut remarks: Vec<Remark> = dom.is_none().then(|| Remark::plain("notice-xml-broken")).into_iter().collect();
    let dom = dom.or_else(|| xml::parse(&text, Order::Loose)).unwrap_or_default();
    header::meta(&dom, &mut composer);
    Walk::new(&dom, &mut composer).all();
    let (text, layout, lost, cut) = composer.finish();
    remarks.extend(cut);
    remarks.extend(Remark::of_bad(bad + lost));
    Source { text, encoding, bad: bad + lost, remarks, layout: Some(layout) }
}

/// What is done next.
enum Step {
    Enter(Node),
    /// A note or a running head, where what it interrupted has ended.
    Aside(Node, Role),
    /// The end of a block, and whether it closes what is open.
    Leave(bool),
    Begin(Mark),
    End,
    Tab,
    Resume(Vec<Mark>),
}

/// The innermost element that has to do with blocks.
#[derive(Clone, Copy, Debug)]
struct Context {
    node: Node,
    role: Role,
    level: u8,
    fixed: bool,
    row: bool,
}

struct Walk<'a> {
    dom: &'a Dom,
    composer: &'a mut Composer,
    steps: Vec<Step>,
    contexts: Vec<Context>,
    marks: Vec<Mark>,
    due: Vec<(Node, Role)>,
    /// Notes that are called from afar, by their ids, and those that were put.
    notes: HashMap<&'a str, Node>,
    called: BTreeSet<Node>,
    put: BTreeSet<Node>,
    /// Characters that the edition describes.
    letters: HashMap<&'a str, String>,
    /// The element whose lines are written.
    verse: Option<Node>,
    speaker: String,
    page: String,
    /// A line was broken inside a word: white space that follows is none.
    broken: bool,
}

impl<'a> Walk<'a> {
    fn new(dom: &'a Dom, composer: &'a mut Composer) -> Self {
        let (notes, called) = header::notes(dom);
        let letters = header::letters(dom);
        Self {
            dom,
            composer,
            steps: Vec::new(),
            contexts: Vec::new(),
            marks: Vec::new(),
            due: Vec::new(),
            notes,
            called,
            put: BTreeSet::new(),
            letters,
            verse: None,
            speaker: String::new(),
            page: String::new(),
            broken: false,
        }
    }

    fn all(mut self) {
        self.steps.push(Step::Enter(ROOT));
        loop {
            while let Some(step) = self.steps.pop() {
                self.step(step);
            }
            self.close();
            if self.due.is_empty() {
                return;
            }
            self.put_due();
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Enter(node) => self.enter(node),
            Step::Aside(node, role) => {
                self.close();
                self.steps.push(Step::Resume(std::mem::take(&mut self.marks)));
                self.steps.push(Step::Leave(true));
                self.contexts.push(Context { node, role, level: 0, fixed: true, row: false });
                self.push_children(node);
            }
            Step::Leave(closes) => self.leave(closes),
            Step::Tab => self.composer.tab(),
            Step::Begin(mark) => {
                if self.composer.is_open() {
                    self.composer.mark(mark.clone());
                }
                self.marks.push(mark);
            }
            Step::End => {
                if self.marks.pop().is_some() && self.composer.is_open() {
                    self.composer.unmark();
                }
            }
            Step::Resume(marks) => {
                self.close();
                self.marks = marks;
            }
        }
    }

    fn push_children(&mut self, node: Node) {
        let mut child = self.dom.last(node);
        while let Some(inner) = child {
            self.steps.push(Step::Enter(inner));
            child = self.dom.previous(inner);
        }
    }

    fn in_row(&self) -> bool {
        self.contexts.last().is_some_and(|context| context.row)
    }

    fn enter(&mut self, node: Node) {
        let dom = self.dom;
        if dom.is_text(node) {
            return self.text(dom.text(node));
        }
        match kind(dom, node) {
            Kind::Dropped => {}
            Kind::Choice => self.steps.extend(kinds::chosen(dom, node).map(Step::Enter)),
            Kind::Gap => self.gap(node),
            Kind::Letter => self.letter(node),
            Kind::Break => self.line(node),
            Kind::Page => {
                dom.attribute(node, "n").unwrap_or_default().clone_into(&mut self.page);
                self.composer.point(Mark::Page(self.page.clone()));
            }
            Kind::Note => {
                // A note that is called from elsewhere stands there.
                if !self.called.contains(&node) {
                    self.call(node, dom.attribute(node, "n").unwrap_or_default());
                }
            }
            Kind::Head => self.due.push((node, Role::Furniture)),
            Kind::Line => self.verse_line(node),
            Kind::Row => self.row(node),
            Kind::Ruby => {
                for group in ruby::groups(dom, node).into_iter().rev() {
                    self.steps.push(Step::End);
                    self.steps.extend(group.base.into_iter().rev().map(Step::Enter));
                    self.steps.push(Step::Begin(Mark::Ruby(group.reading)));
                }
            }
            Kind::Block(role, level) => self.block(node, role, level),
            Kind::Inline(mark) => self.inline(node, mark),
        }
    }

    fn inline(&mut self, node: Node, mark: Option<Mark>) {
        let target = self.dom.attribute(node, "target").and_then(|target| target.strip_prefix('#'));
        if let Some(note) = target.and_then(|id| self.notes.get(id).copied()) {
            let sign = self.dom.words(node, 20);
            return self.call(note, &sign);
        }
        self.steps.extend(mark.is_some().then_some(Step::End));
        self.push_children(node);
        self.steps.extend(mark.map(Step::Begin));
    }

    fn call(&mut self, note: Node, sign: &str) {
        if self.composer.is_open() {
            self.composer.point(Mark::Note(sign.to_owned()));
        }
        if self.put.insert(note) {
            self.due.push((note, Role::Note));
        }
    }

    fn block(&mut self, node: Node, role: Role, level: u8) {
        if self.in_row() {
            self.composer.flow(" ");
            self.steps.push(Step::Leave(false));
            let row = self.contexts.last().copied();
            self.contexts.extend(row);
            return self.push_children(node);
        }
        self.close();
        if !self.due.is_empty() {
            self.steps.push(Step::Enter(node));
            return self.put_due();
        }
        let above = self.contexts.last().filter(|above| above.fixed);
        let (role, level, fixed) = above.map_or((role, level, false), |above| (above.role, 0, true));
        self.contexts.push(Context { node, role, level, fixed, row: false });
        match self.dom.name(node) {
            "sp" => self.speaker.clear(),
            "speaker" => self.speaker = self.dom.words(node, 100),
            "u" => {
                let who = self.dom.attribute(node, "who").unwrap_or_default();
                who.trim_start_matches('#').clone_into(&mut self.speaker);
            }
            name if name.starts_with("div") => self.speaker.clear(),
            _ => {}
        }
        self.steps.push(Step::Leave(true));
        self.push_children(node);
    }

    fn leave(&mut self, closes: bool) {
        if closes {
            self.close();
        } else if self.in_row() {
            self.composer.flow(" ");
        }
        let left = self.contexts.pop();
        if left.is_some_and(|left| matches!(self.dom.name(left.node), "sp" | "u")) {
            self.speaker.clear();
        }
        if closes && !self.in_row() {
            self.put_due();
        }
    }

    /// Lines of verse that follow each other in one element are one block.
    fn verse_line(&mut self, node: Node) {
        let parent = self.dom.parent(node);
        if self.in_row() {
            self.composer.flow(" ");
        } else if self.composer.has_text() && self.verse == parent {
            self.composer.line_break();
        } else {
            self.close();
            self.verse = parent;
        }
        let above = self.contexts.last().copied();
        let fixed = above.filter(|above| above.fixed || above.row);
        let lone = Context { node, role: Role::Verse, level: 0, fixed: false, row: false };
        self.contexts.push(fixed.unwrap_or(lone));
        self.steps.push(Step::Leave(false));
        self.push_children(node);
    }

    fn row(&mut self, node: Node) {
        self.close();
        let above = self.contexts.last().filter(|above| above.fixed);
        let role = above.map_or(Role::Row, |above| above.role);
        self.contexts.push(Context { node, role, level: 0, fixed: true, row: true });
        self.steps.push(Step::Leave(true));
        let dom = self.dom;
        let cells: Vec<Node> = dom.children(node).filter(|child| dom.name(*child) == "cell").collect();
        if cells.iter().all(|cell| dom.said(*cell, 1).is_empty()) {
            return;
        }
        self.open();
        for (n, cell) in cells.into_iter().enumerate().rev() {
            let wide = dom.attribute(cell, "cols").and_then(|cols| cols.parse::<usize>().ok()).unwrap_or(1);
            self.steps.extend((1..wide.min(GAP)).map(|_| Step::Tab));
            self.steps.push(Step::Enter(cell));
            self.steps.extend((n > 0).then_some(Step::Tab));
        }
    }

    fn gap(&mut self, node: Node) {
        let said = |name| self.dom.attribute(node, name).and_then(|n| n.trim().parse::<usize>().ok());
        let letters = self.dom.attribute(node, "unit").is_none_or(|unit| unit.contains("char"));
        let many = said("quantity").or_else(|| said("extent")).filter(|_| letters).unwrap_or(1);
        let sign = if self.dom.name(node) == "space" { "\u{3000}" } else { "□" };
        self.text(&sign.repeat(many.min(GAP)));
    }

    /// A character that no set has stands as what the edition says of it.
    fn letter(&mut self, node: Node) {
        if self.dom.first(node).is_some() {
            return self.push_children(node);
        }
        let named = self.dom.attribute(node, "ref").and_then(|name| name.strip_prefix('#'));
        let known = named.and_then(|name| self.letters.get(name)).cloned();
        if known.is_none() {
            self.composer.lose();
        }
        self.text(&known.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string()));
    }

    fn line(&mut self, node: Node) {
        if self.dom.attribute(node, "break") == Some("no") {
            self.composer.close_up();
            self.broken = true;
        } else if self.composer.is_open() {
            self.composer.flow("\n");
        }
    }

    fn text(&mut self, text: &str) {
        let text = if self.broken { text.trim_start_matches(|c: char| c.is_ascii_whitespace()) } else { text };
        self.broken &= text.is_empty();
        if !self.composer.is_open() {
            if text.trim().is_empty() {
                return;
            }
            self.open();
        }
        self.composer.flow(text);
    }

    fn open(&mut self) {
        let context = self.contexts.last().copied();
        let context = context.unwrap_or(Context { node: ROOT, role: Role::Body, level: 0, fixed: false, row: false });
        self.composer.begin(context.role, context.level, kinds::place(self.dom, context.node, &self.page));
        if matches!(context.role, Role::Body | Role::Verse | Role::Rubric) && !self.speaker.is_empty() {
            self.composer.spoken(&self.speaker, "");
        }
        self.marks.iter().for_each(|mark| self.composer.mark(mark.clone()));
    }

    fn close(&mut self) {
        self.verse = None;
        if self.composer.is_open() {
            self.marks.iter().for_each(|_| self.composer.unmark());
            self.composer.end_if_said();
        }
    }

    fn put_due(&mut self) {
        let due = std::mem::take(&mut self.due);
        self.steps.extend(due.into_iter().rev().map(|(node, role)| Step::Aside(node, role)));
    }
}

#[cfg(test)]
mod tests;

//! The walk that makes a text of pages, element by element, without recursion.

use super::context::{Context, role_of};
use super::dom::{Dom, ROOT};
use super::elements::{is_blank, is_block, is_control, is_typed, marks};
use super::notes::At;
use super::page::Page;
use super::picture::{self, Words};
use super::plan::{Plan, Start};
use super::ruby;
use super::table::Taken;
use crate::text::source::composer::Composer;
use crate::text::source::given::{Mark, Role};
use std::collections::BTreeSet;

/// What is done next.
enum Step {
    Enter(At),
    /// A note is put where it was called.
    Note(At),
    Leave,
    Begin(Mark),
    End,
    /// The next cell.
    Tab,
    /// These marks were open before a note.
    Resume(Vec<Mark>),
}

/// A walk over pages.
pub struct Walk<'a> {
    plan: Plan<'a>,
    composer: &'a mut Composer,
    steps: Vec<Step>,
    contexts: Vec<Context>,
    marks: Vec<Mark>,
    /// White characters that are text if anything follows them in the block.
    waiting: String,
    /// How many line breaks wait.
    breaks: u8,
    captions: Vec<(Role, String, String)>,
    due: Vec<At>,
    put: BTreeSet<At>,
    start: Option<Start>,
    taken: Taken,
}

/// How deep two ideographic spaces set a line in: a paragraph begins with it.
const INDENT: &str = "\u{3000}\u{3000}";

impl<'a> Walk<'a> {
    /// Prepares a walk.
    pub fn new(plan: Plan<'a>, composer: &'a mut Composer) -> Self {
        Self {
            plan,
            composer,
            steps: Vec::new(),
            contexts: Vec::new(),
            marks: Vec::new(),
            waiting: String::new(),
            breaks: 0,
            captions: Vec::new(),
            due: Vec::new(),
            put: BTreeSet::new(),
            start: None,
            taken: Taken::default(),
        }
    }

    /// Walks over a page.
    pub fn page(&mut self, page: usize) {
        self.run(Step::Enter(At { page, node: ROOT }));
    }

    /// Puts the notes that nobody called at the end.
    pub fn finish(mut self) {
        let left: Vec<At> = self.plan.notes.bodies().filter(|body| !self.put.contains(body)).collect();
        for body in left {
            self.run(Step::Note(body));
        }
    }

    fn run(&mut self, first: Step) {
        self.steps.push(first);
        loop {
            while let Some(step) = self.steps.pop() {
                self.step(step);
            }
            self.close();
            if self.due.is_empty() {
                return;
            }
            self.put_notes();
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Enter(at) => self.enter(at),
            Step::Note(at) => self.note(at),
            Step::Leave => self.leave(),
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

    fn known(&self, at: At) -> Option<&'a Page> {
        self.plan.pages.get(at.page)
    }

    fn push_children(&mut self, dom: &Dom, at: At) {
        let mut child = dom.last(at.node);
        while let Some(node) = child {
            self.steps.push(Step::Enter(At { node, ..at }));
            child = dom.previous(node);
        }
    }

    fn enter(&mut self, at: At) {
        let Some(page) = self.known(at) else { return };
        let (dom, facts) = (&page.dom, page.facts(at.node));
        if dom.is_text(at.node) {
            return self.text(at, dom.text(at.node));
        }
        if let Some(start) = self.plan.starts.get(&at) {
            self.start = Some(start.clone());
        }
        let name = dom.name(at.node);
        if self.page_break(page, at) || facts.hidden || self.plan.notes.is_body(at) {
            return;
        }
        if self.plan.notes.is_sign(at) {
            self.composer.point(Mark::Note(dom.words(at.node, 20)));
            let new = self.plan.notes.called(at).filter(|body| self.put.insert(*body));
            return self.due.extend(new);
        }
        match name {
            "br" => self.line_break(),
            "img" | "svg:image" => self.picture(page, at),
            "ruby" => self.ruby(dom, at),
            "wbr" | "rt" | "input" => {}
            _ if is_block(name) || is_control(name) || facts.furniture => self.block(page, at),
            _ => {
                let marks = marks(dom, at.node);
                self.steps.extend(marks.iter().map(|_| Step::End));
                self.push_children(dom, at);
                self.steps.extend(marks.into_iter().rev().map(Step::Begin));
            }
        }
    }

    /// Where a printed page begins, its number is no text.
    fn page_break(&mut self, page: &Page, at: At) -> bool {
        let dom = &page.dom;
        let typed = is_typed(dom, at.node, &["pagebreak"]);
        let known = self.plan.breaks.get(&at).cloned();
        if !typed && known.is_none() {
            return false;
        }
        let said = ["title", "aria-label"].into_iter().find_map(|name| dom.attribute(at.node, name));
        let said = said.map(str::to_owned).filter(|said| !said.trim().is_empty()).or(known);
        let number = said.unwrap_or_else(|| dom.words(at.node, 20));
        self.composer.point(Mark::Page(number.trim().to_owned()));
        typed && page.facts(at.node).chars <= 12
    }

    fn ruby(&mut self, dom: &Dom, at: At) {
        for group in ruby::groups(dom, at.node).into_iter().rev() {
            let read = !group.reading.is_empty() && !group.base.is_empty();
            self.steps.extend(read.then_some(Step::End));
            self.steps.extend(group.base.into_iter().rev().map(|node| Step::Enter(At { node, ..at })));
            self.steps.extend(read.then_some(Step::Begin(Mark::Ruby(group.reading))));
        }
    }

    fn picture(&mut self, page: &Page, at: At) {
        let Some(words) = picture::words(page, at.node) else { return };
        let role = self.contexts.last().filter(|c| c.fixed && !c.row).map_or(Role::Caption, |context| context.role);
        match words {
            Words::Letter(letter) => self.text(at, &letter),
            Words::Caption(caption) => self.captions.push((role, caption, page.place(at.node))),
            Words::Note(note) => {
                self.composer.point(Mark::Note(String::new()));
                self.captions.push((Role::Note, note, page.place(at.node)));
            }
        }
    }

    fn in_row(&self) -> bool {
        self.contexts.last().is_some_and(|context| context.row)
    }

    fn in_table(&self) -> bool {
        self.contexts.last().is_some_and(|context| context.row || context.data)
    }

    /// Begins what is a block of its own.
    fn block(&mut self, page: &Page, at: At) {
        if self.in_row() {
            // What lies in a cell stays in its line.
            self.composer.flow(" ");
            self.steps.push(Step::Leave);
            let cell = self.contexts.last().copied().unwrap_or_default();
            self.contexts.push(cell);
            return self.push_children(&page.dom, at);
        }
        self.close();
        if !self.due.is_empty() && !self.in_table() {
            self.steps.push(Step::Enter(at));
            return self.put_notes();
        }
        if let Some(above) = self.contexts.last_mut() {
            above.fresh = false;
        }
        let above = self.contexts.last().copied().unwrap_or_default();
        let context = role_of(page, at, &above);
        let (row, table) = (context.row, page.dom.name(at.node) == "table");
        self.contexts.push(context);
        self.steps.push(Step::Leave);
        if table {
            self.taken = Taken::default();
        }
        if row { self.row(page, at) } else { self.push_children(&page.dom, at) }
    }

    fn row(&mut self, page: &Page, at: At) {
        let cells = self.taken.row(page, at.node);
        if page.facts(at.node).chars == 0 {
            return;
        }
        self.open(page, at);
        self.mark_anew();
        for (n, cell) in cells.into_iter().enumerate().rev() {
            let filled = cell.filter(|cell| page.facts(*cell).chars > 0);
            self.steps.extend(filled.map(|node| Step::Enter(At { node, ..at })));
            self.steps.extend((n > 0).then_some(Step::Tab));
        }
    }

    fn leave(&mut self) {
        if self.contexts.len() > 1 && self.contexts.iter().rev().nth(1).is_some_and(|above| above.row) {
            self.contexts.pop();
            return self.composer.flow(" ");
        }
        self.shut();
        self.contexts.pop();
        if !self.in_table() {
            self.put_captions();
            self.put_notes();
        }
    }

    /// Makes the notes that were called the next steps.
    fn put_notes(&mut self) {
        let due = std::mem::take(&mut self.due);
        self.steps.extend(due.into_iter().rev().map(Step::Note));
    }

    fn note(&mut self, at: At) {
        let Some(page) = self.known(at) else { return };
        self.close();
        self.steps.push(Step::Resume(std::mem::take(&mut self.marks)));
        self.steps.push(Step::Leave);
        self.contexts.push(Context { at: Some(at), role: Role::Note, fixed: true, fresh: true, ..Context::default() });
        self.push_children(&page.dom, at);
    }

    /// Opens the block that the innermost element is, or that begins at a node in it.
    fn open(&mut self, page: &Page, at: At) {
        let context = self.contexts.last().copied().unwrap_or_default();
        let own = context.at.filter(|own| context.fresh && own.page == at.page);
        if let Some(context) = self.contexts.last_mut() {
            context.fresh = false;
        }
        let place = page.place(own.map_or(at.node, |own| own.node));
        self.composer.begin(context.role, context.level, place);
        let begins = !matches!(context.role, Role::Furniture | Role::Note | Role::Caption);
        if let Some(start) = self.start.take_if(|_| begins) {
            let said = || own.is_some_and(|own| start.is_called(&page.dom.said(own.node, 200)));
            if context.role == Role::Section || context.role == Role::Body && said() {
                self.composer.become_role(Role::Title, start.level);
            }
            self.composer.starts_article();
        }
    }

    /// Opens in a new block the marks that are open.
    fn mark_anew(&mut self) {
        self.marks.iter().for_each(|mark| self.composer.mark(mark.clone()));
    }

    /// Closes the block that is open, with what was to follow it.
    fn close(&mut self) {
        self.shut();
        if !self.in_table() {
            self.put_captions();
        }
    }

    fn shut(&mut self) {
        self.waiting.clear();
        self.breaks = 0;
        if self.composer.is_open() {
            self.marks.iter().for_each(|_| self.composer.unmark());
            self.composer.end_if_said();
        }
    }

    fn put_captions(&mut self) {
        for (role, words, place) in std::mem::take(&mut self.captions) {
            self.composer.begin(role, 0, place);
            self.composer.flow(&words);
            self.composer.end_if_said();
        }
    }

    /// A line ends. Two of them, with nothing between, end a paragraph; headings have none.
    fn line_break(&mut self) {
        if self.in_row() {
            return self.composer.flow(" ");
        }
        self.waiting.clear();
        let heads = matches!(self.contexts.last().map(|c| c.role), Some(Role::Title | Role::Section));
        self.breaks = if heads { 1 } else { self.breaks.saturating_add(1) };
        if self.breaks > 1 && self.composer.is_open() {
            self.close();
            self.put_notes();
        }
    }

    fn text(&mut self, at: At, text: &str) {
        if self.contexts.last().is_some_and(|context| context.pre) {
            for (n, line) in text.split('\n').enumerate() {
                if n > 0 {
                    self.line_break();
                }
                self.write(at, line, true);
            }
            return;
        }
        self.write(at, text, false);
    }

    fn write(&mut self, at: At, text: &str, exact: bool) {
        let settled = self.composer.has_text() && self.breaks == 0 && self.waiting.is_empty();
        if settled || self.in_row() {
            return if exact { self.composer.push(text) } else { self.composer.flow(text) };
        }
        let rest = text.trim_start_matches(is_blank);
        let white = text.chars().take_while(|c| is_blank(*c));
        self.waiting.extend(white.filter(|c| exact || !c.is_ascii_whitespace()));
        if rest.is_empty() {
            return;
        }
        let waiting = std::mem::take(&mut self.waiting);
        let context = self.contexts.last();
        let lined = |context: &Context| matches!(context.role, Role::Verse | Role::Title | Role::Section);
        let plain = !exact && !context.is_some_and(lined);
        let set_in = waiting.starts_with(INDENT) && waiting.chars().count() == 2 && plain;
        if self.composer.is_open() && (self.breaks > 1 || self.breaks == 1 && set_in) {
            self.close();
        } else if self.breaks > 0 {
            self.composer.line_break();
        }
        self.breaks = 0;
        let new = self.known(at).filter(|_| !self.composer.is_open());
        new.iter().for_each(|page| self.open(page, at));
        self.composer.push(&waiting);
        // What sets a paragraph in is not marked with its first words.
        if new.is_some() {
            self.mark_anew();
        }
        if exact { self.composer.push(rest) } else { self.composer.flow(rest) }
    }
}

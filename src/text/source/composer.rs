//! Composes a derived text: a block a line, blocks parted by one empty line, rows of a table by LF only, cells by TAB.

use super::given::{Given, Inline, Layout, Mark, Remark, Role, Sort};
use crate::units::{Byte, ByteSpan};
use std::sync::Arc;

/// The most bytes of a text that is derived from a file. What is longer is cut, and that is said.
pub const MOST: usize = 256 << 20;

/// A text in the making.
#[derive(Debug)]
pub struct Composer {
    text: String,
    layout: Layout,
    /// The block that is open: where it begins, and what it will be.
    open: Option<Given>,
    /// The marks that are open, with where they begin: nowhere yet, as long as nothing was written in them.
    marks: Vec<(Option<usize>, Mark)>,
    /// Where the text ended before the open block.
    before: usize,
    /// How many points and marks belong to blocks that are closed.
    settled: usize,
    /// White space of the source is one blank at most, and none at the edge of a block or beside a 汉字's line end.
    pending: Pending,
    full: bool,
    lost: usize,
}

/// White space of the source that has not been written yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pending {
    /// None.
    #[default]
    None,
    /// A blank.
    Blank,
    /// A blank with a line end in it: nothing between two 汉字.
    Line,
}

impl Composer {
    /// Begins a text for a reader.
    pub fn new(reader: (&'static str, u32), sort: Sort) -> Self {
        Self {
            text: String::new(),
            layout: Layout { reader, sort, ..Layout::default() },
            open: None,
            marks: Vec::new(),
            before: 0,
            settled: 0,
            pending: Pending::None,
            full: false,
            lost: 0,
        }
    }

    /// Opens a block; one that is open is closed first. Nothing stands in the text until something is pushed.
    pub fn begin(&mut self, role: Role, level: u8, place: impl Into<String>) {
        self.end();
        let place = place.into();
        let span = ByteSpan::at(self.text.len(), self.text.len());
        let (speaker, time) = (String::new(), String::new());
        self.open = Some(Given { span, role, level, begins: role == Role::Title, place, speaker, time });
    }

    /// Returns how many bytes of text there are.
    pub fn length(&self) -> usize {
        self.text.len()
    }

    /// Tells whether a block is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Tells whether the open block has text.
    pub fn has_text(&self) -> bool {
        self.open.as_ref().is_some_and(|open| !open.span.is_empty())
    }

    /// Returns the role of the open block.
    pub fn role(&self) -> Option<Role> {
        self.open.as_ref().map(|open| open.role)
    }

    /// Changes what the open block is.
    pub fn become_role(&mut self, role: Role, level: u8) {
        if let Some(open) = &mut self.open {
            (open.role, open.level) = (role, level);
            open.begins |= role == Role::Title;
        }
    }

    /// Makes an article begin with the open block.
    pub fn starts_article(&mut self) {
        if let Some(open) = &mut self.open {
            open.begins = true;
        }
    }

    /// Says who speaks in the open block, and when.
    pub fn spoken(&mut self, speaker: &str, time: &str) {
        if let Some(open) = &mut self.open {
            speaker.trim().clone_into(&mut open.speaker);
            time.trim().clone_into(&mut open.time);
        }
    }

    /// Adds text to the open block as it is: LF are hard line ends, nothing is trimmed. Opens a body if none is open.
    pub fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.settle(text.chars().next());
        for c in text.chars() {
            self.put(c);
        }
    }

    /// Adds text of markup to the open block: runs of blanks, tabs and line ends are one blank; a line end between two
    /// 汉字 is nothing; U+3000 and U+00A0 stay.
    pub fn flow(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' | '\r' => self.pending = Pending::Line,
                ' ' | '\t' | '\u{c}' => self.pending = self.pending.max(Pending::Blank),
                c => {
                    self.settle(Some(c));
                    self.put(c);
                }
            }
        }
    }

    /// Adds a hard line end inside the open block; blanks around it go.
    pub fn line_break(&mut self) {
        self.pending = Pending::None;
        if self.has_text() {
            self.put('\n');
        }
    }

    /// Adds a TAB inside the open block: the next cell.
    pub fn tab(&mut self) {
        self.pending = Pending::None;
        self.ensure();
        self.put('\t');
    }

    /// Opens a mark before what is written next; [`Self::unmark`] closes the last one.
    pub fn mark(&mut self, mark: Mark) {
        self.marks.push((None, mark));
    }

    /// Closes the mark that was opened last. One in which nothing was written is left out.
    pub fn unmark(&mut self) {
        let Some((Some(start), mark)) = self.marks.pop() else { return };
        if self.text.len() > start {
            self.layout.inline.push(Inline { span: ByteSpan::at(start, self.text.len()), mark });
        }
    }

    /// White space of the source that was not written yet goes: what comes next belongs to what stands before.
    pub fn close_up(&mut self) {
        self.pending = Pending::None;
    }

    /// Sets a mark between two characters: the sign of a note, a page that begins. Where a mark stands before the first
    /// character of a block it lies at the beginning of that.
    pub fn point(&mut self, mark: Mark) {
        let at = self.text.len();
        self.layout.inline.push(Inline { span: ByteSpan::at(at, at), mark });
    }

    /// Closes the open block. One without text is left out.
    pub fn end(&mut self) {
        self.pending = Pending::None;
        let Some(mut open) = self.open.take().filter(|open| !open.span.is_empty()) else { return };
        // Hard line ends at the edge of a block part nothing; cells that are empty stay.
        while self.text.ends_with('\n') {
            self.text.pop();
            open.span.end = Byte(self.text.len());
        }
        for inline in self.layout.inline.iter_mut().rev().take_while(|i| i.span.end > open.span.end) {
            inline.span = ByteSpan::new(inline.span.start.min(open.span.end), open.span.end);
        }
        self.layout.blocks.push(open);
        self.settled = self.layout.inline.len();
    }

    /// Closes the open block; one of white space only is left out, and what is marked in it goes to the next.
    pub fn end_if_said(&mut self) {
        let said = |open: &Given| self.text.get(open.span.start.0..).is_some_and(|text| !text.trim().is_empty());
        if self.open.as_ref().is_none_or(|open| open.span.is_empty() || said(open)) {
            return self.end();
        }
        let at = self.before;
        self.text.truncate(at);
        let mut place = 0;
        self.layout.inline.retain(|inline| {
            place += 1;
            place <= self.settled || inline.span.is_empty()
        });
        self.layout.inline.iter_mut().skip(self.settled).for_each(|inline| inline.span = ByteSpan::at(at, at));
        (self.open, self.pending) = (None, Pending::None);
    }

    /// Adds what the file says of itself; a value without anything in it is left out.
    pub fn meta(&mut self, name: &str, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            self.layout.meta.push((name.to_owned(), value));
        }
    }

    /// Adds what is said of the article that began last, by the cells beside its text.
    pub fn attributes(&mut self, values: Vec<(Arc<str>, String)>) {
        self.layout.attributes.push(values);
    }

    /// Counts a character that could not be read; it stands as U+FFFD.
    pub fn lose(&mut self) {
        self.lost += 1;
    }

    /// Tells whether nothing more fits in.
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// Ends the text: LF behind the last block, marks in order. Returns it with what is to be said about it.
    pub fn finish(mut self) -> (String, Layout, usize, Vec<Remark>) {
        self.end();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.layout.inline.sort_by_key(|inline| (inline.span.start, std::cmp::Reverse(inline.span.end)));
        let mut remarks = Vec::new();
        if self.full {
            let most = (MOST >> 20).to_string();
            remarks.push(Remark { words: "notice-cut", blanks: vec![("most", most)] });
        }
        (self.text, self.layout, self.lost, remarks)
    }

    fn ensure(&mut self) {
        if self.open.is_none() {
            self.begin(Role::Body, 0, "");
        }
    }

    /// Writes white space that was waiting, if what comes next needs it.
    fn settle(&mut self, next: Option<char>) {
        self.ensure();
        let pending = std::mem::take(&mut self.pending);
        if pending == Pending::None || !self.has_text() {
            return;
        }
        let last = self.text.chars().next_back().unwrap_or('\n');
        let close = |c: char| crate::text::is_han(c);
        let none = pending == Pending::Line && close(last) && next.is_none_or(close);
        if !none && !matches!(last, ' ' | '\n' | '\t') {
            self.write(' ');
        }
    }

    /// Parts the next block from what stands above: rows by LF, all else by an empty line.
    fn part(&mut self, role: Role) {
        if self.text.is_empty() {
            return;
        }
        let above = self.layout.blocks.last().map(|block| block.role);
        self.text.push_str(if role == Role::Row && above == Some(Role::Row) { "\n" } else { "\n\n" });
    }

    /// Writes a character. Line ends are LF; soft hyphens are no text; what XML cannot hold is U+FFFD.
    fn put(&mut self, c: char) {
        self.ensure();
        if self.text.len() >= MOST {
            self.full = true;
            return;
        }
        let c = match c {
            '\u{ad}' | '\u{feff}' => return,
            '\r' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            '\0' => {
                self.lost += 1;
                '\u{fffd}'
            }
            c => c,
        };
        let Some(open) = &self.open else { return };
        let (role, empty) = (open.role, open.span.is_empty());
        if empty {
            // Behind the sign of a note, which is no text, stands a blank that parted them.
            if c == '\n' || role == Role::Note && matches!(c, ' ' | '\t') {
                return;
            }
            self.before = self.text.len();
            self.part(role);
            let start = self.text.len();
            // What was set before the block had text stands at its beginning.
            let points = self.layout.inline.iter_mut().skip(self.settled).filter(|i| i.span.is_empty());
            points.for_each(|i| i.span = ByteSpan::at(start, start));
            if let Some(open) = &mut self.open {
                open.span = ByteSpan::at(start, start);
            }
        }
        let start = self.text.len();
        self.marks.iter_mut().rev().take_while(|(at, _)| at.is_none()).for_each(|(at, _)| *at = Some(start));
        self.write(c);
    }

    fn write(&mut self, c: char) {
        self.text.push(c);
        if let Some(open) = &mut self.open {
            open.span.end = Byte(self.text.len());
        }
    }
}

impl Pending {
    fn max(self, other: Self) -> Self {
        if self == Self::None { other } else { self }
    }
}

//! What the lines of a page are and which article they belong to.
//!
//! Lines are read once ([`lines`]) and judged by weighed cues ([`judge`], with the tables of [`cues`]). What sort of
//! text they make decides what may move ([`form`]): the lines of a plain text stay where they stand ([`plain`]), the
//! articles of a page are put together ([`assign`]), the rest of an interrupted one with them ([`resume`]). Then all
//! are gathered into blocks ([`gather`]). At each step what a person corrected wins over the guess ([`correct`]). Nothing here
//! fails: a text without any structure is one article.

mod assign;
mod contents;
mod correct;
mod cues;
mod folios;
mod form;
mod gather;
mod judge;
mod lines;
mod marks;
mod names;
mod neighbours;
mod page;
mod papers;
mod plain;
mod resume;
mod speakers;
mod writers;

pub use correct::{Correction, Ruling};
pub use form::Form;
pub use judge::{Reason, reasons};

use crate::units::{Byte, ByteSpan};

/// The number of a block: its place in [`Structure::blocks`].
pub type BlockId = usize;

/// Texts above this many bytes are structured locally: the structure of a prefix is then a prefix of
/// the structure.
pub const LOCAL_ABOVE: usize = 1 << 20;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 标题: the headline of an article.
    Title,
    /// 副题: the line below it.
    Subtitle,
    /// 肩题: the line above it.
    Kicker,
    /// 署名: who wrote it.
    Byline,
    /// 栏目: the name of a column or page.
    Rubric,
    /// 小标题: a heading inside an article.
    Section,
    /// 正文: running text.
    Body,
    /// 图片说明: the text of a picture.
    Caption,
    /// 图片来源: who took or gave it.
    Credit,
    /// 其他: anything else.
    Other,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::Title,
        Self::Subtitle,
        Self::Kicker,
        Self::Byline,
        Self::Rubric,
        Self::Section,
        Self::Body,
        Self::Caption,
        Self::Credit,
        Self::Other,
    ];

    /// Returns the name used in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Kicker => "kicker",
            Self::Byline => "byline",
            Self::Rubric => "rubric",
            Self::Section => "section",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Other => "other",
        }
    }

    /// Tells whether the kind belongs to an article's main flow; any other is a flow of its own.
    pub fn is_main(self) -> bool {
        matches!(self, Self::Title | Self::Subtitle | Self::Section | Self::Body | Self::Other)
    }

    /// Tells whether the kind is a heading.
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Title | Self::Subtitle | Self::Section)
    }
}

/// A run of source lines that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands, without white space around it; line ends inside it are soft.
    pub span: ByteSpan,
    /// The number of its first line, from 1.
    pub line: usize,
    /// How many lines it takes.
    pub lines: usize,
    /// Text seems to be lost before it.
    pub gap: bool,
}

/// A paragraph, a heading, a caption …: what is set as one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The number of its article, from 1; 0 is the page.
    pub article: usize,
    /// The level of a heading, from 1; 0 where there is none.
    pub level: u8,
    /// Its parts in source order. More than one: a paragraph cut by a column break, with a seam between.
    pub parts: Vec<Part>,
    /// How many bytes of markup it begins with (`## `).
    pub markup: usize,
    /// It makes one unit with the block right above it: the next line of a subtitle.
    pub solid: bool,
    /// It repeats text that stands before it.
    pub repeated: bool,
    /// Little more speaks for its kind or its article than for another.
    pub doubtful: bool,
    /// A person has settled something about it.
    pub corrected: bool,
}

impl Block {
    /// Returns where the block begins in the source.
    pub fn start(&self) -> Byte {
        self.parts.first().map_or(Byte(0), |part| part.span.start)
    }

    /// Returns where the block ends in the source.
    pub fn end(&self) -> Byte {
        self.parts.last().map_or(Byte(0), |part| part.span.end)
    }

    /// Tells whether the position is inside one of its parts.
    pub fn contains(&self, at: Byte) -> bool {
        self.parts.iter().any(|part| part.span.contains(at))
    }
}

/// An article: its title and its blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The title as lists show it, kicker and all; empty if there is none.
    pub title: String,
    /// Who wrote it, as printed.
    pub byline: String,
    /// The column it stands in, as printed.
    pub column: String,
    /// Its blocks in reading order: asides behind the paragraph that they interrupt.
    pub blocks: Vec<BlockId>,
}

/// The order in which a page is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// 阅读顺序: paragraphs joined, captions behind the paragraph that they interrupt.
    #[default]
    Reading,
    /// The same with captions and credits behind the article's text.
    AsidesLast,
    /// 原版: every line in source order, nothing joined, all in one flow.
    Printed,
}

/// The structure of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The order it is read in.
    pub view: View,
    /// What sort of text it is: only on a page anything has moved.
    pub form: Form,
    /// All blocks, by the place where they begin.
    pub blocks: Vec<Block>,
    /// The articles; the first has number 1.
    pub articles: Vec<Article>,
    /// The blocks that belong to no article.
    pub page: Vec<BlockId>,
    /// Every part in source order, as block and place in it.
    order: Vec<(BlockId, usize)>,
}

impl Structure {
    /// Reads the structure of a text, with what a person corrected. `local` looks at the neighbourhood of
    /// each line only.
    pub fn new(text: &str, local: bool, corrections: &[Correction], view: View) -> Self {
        let lines = lines::wrapped(text, lines::read(text), local);
        let mut judged = judge::judge(text, lines, local);
        let form = Form::of(text, &judged, local);
        assign::assign(text, &mut judged, form, local);
        if corrections.iter().any(|correction| correction.ruling == Ruling::Split) {
            let guess = gather::gather(text, &judged, form, View::Reading);
            let goes_on = |line: &lines::Line| {
                let block = guess.block_at(line.span.start).and_then(|id| guess.block(id));
                block.is_some_and(|block| block.start() < line.span.start)
            };
            judged = correct::split(text, judged, corrections, goes_on);
        }
        correct::kinds(&mut judged, corrections);
        correct::articles(&mut judged, corrections);
        assign::gather_in(&mut judged);
        gather::gather(text, &judged, form, view)
    }

    /// Returns a block.
    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.blocks.get(id)
    }

    /// Returns the parts in source order, each with the number of its block.
    pub fn parts(&self) -> impl Iterator<Item = (BlockId, &Part)> {
        self.order.iter().filter_map(|(id, n)| Some((*id, self.blocks.get(*id)?.parts.get(*n)?)))
    }

    /// Returns the place of the part at `at` in source order, else that of the next one.
    pub fn place(&self, at: Byte) -> usize {
        self.order.partition_point(|(id, n)| self.part(*id, *n).is_none_or(|part| part.span.end <= at))
    }

    /// Returns the block of the part that stands at that place in source order.
    pub fn block_at_place(&self, place: usize) -> Option<BlockId> {
        self.order.get(place).map(|(id, _)| *id)
    }

    /// Returns the block at a position, else the next one, else the last.
    pub fn block_at(&self, at: Byte) -> Option<BlockId> {
        self.block_at_place(self.place(at)).or_else(|| self.order.last().map(|(id, _)| *id))
    }

    /// Returns the article by its number, from 1.
    pub fn article(&self, number: usize) -> Option<&Article> {
        self.articles.get(number.checked_sub(1)?)
    }

    /// Returns the blocks that make one unit with a block, itself among them.
    pub fn unit(&self, id: BlockId) -> std::ops::Range<BlockId> {
        let solid = |id: &BlockId| self.block(*id).is_some_and(|block| block.solid);
        let first = (0..=id).rev().find(|id| !solid(id)).unwrap_or(id);
        let count = self.blocks.len();
        first..(id + 1..count).find(|id| !solid(id)).unwrap_or(count.max(id + 1))
    }

    /// Counts the blocks that belong to no article.
    pub fn own(&self) -> usize {
        self.blocks.iter().filter(|block| block.article == 0).count()
    }

    /// Returns the blocks of an article in reading order; number 0 is the page.
    pub fn reading_order(&self, number: usize) -> &[BlockId] {
        if number == 0 {
            return &self.page;
        }
        self.article(number).map_or(&[], |article| &article.blocks)
    }

    fn part(&self, id: BlockId, n: usize) -> Option<&Part> {
        self.blocks.get(id)?.parts.get(n)
    }
}

#[cfg(test)]
mod cases;
#[cfg(test)]
pub mod laws;
#[cfg(test)]
mod tests;

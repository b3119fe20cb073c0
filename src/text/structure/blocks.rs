//! The blocks of a document, its articles, and their orders.

use super::form::Form;
use super::genre::Genre;
use super::kind::{Kind, View};
use super::marks;
use super::turns::turn::Turn;
use crate::units::{Byte, ByteSpan};

/// The number of a block: its place in [`Structure::blocks`].
pub type BlockId = usize;

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

/// The structure of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The order it is read in.
    pub view: View,
    /// What it is, and so how it is read.
    pub genre: Genre,
    /// A person said what it is.
    pub told: bool,
    /// What sort of text it is: only on a page anything has moved.
    pub form: Form,
    /// All blocks, by the place where they begin.
    pub blocks: Vec<Block>,
    /// The articles; the first has number 1.
    pub articles: Vec<Article>,
    /// What is one unit of several blocks, with who speaks and when, in source order.
    pub turns: Vec<Turn>,
    /// The blocks that belong to no article.
    pub page: Vec<BlockId>,
    /// Every part in source order, as block and place in it.
    pub(super) order: Vec<(BlockId, usize)>,
}

impl Structure {
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

    /// Returns the blocks that make one unit with a block, itself among them: its turn, or what is set close.
    pub fn unit(&self, id: BlockId) -> std::ops::Range<BlockId> {
        if let Some(turn) = self.turn(id) {
            return turn.blocks.clone();
        }
        let solid = |id: &BlockId| self.block(*id).is_some_and(|block| block.solid);
        let first = (0..=id).rev().find(|id| !solid(id)).unwrap_or(id);
        let count = self.blocks.len();
        first..(id + 1..count).find(|id| !solid(id)).unwrap_or(count.max(id + 1))
    }

    /// Tells whether most articles are numbered as chapters, or named as other parts of books.
    pub(super) fn has_chapters(&self) -> bool {
        let chapters = self.articles.iter().filter(|article| marks::chapter(&article.title).is_some()).count();
        let parts = self.articles.iter().filter(|article| marks::is_part(&article.title)).count();
        chapters >= 2 && (chapters + parts) * 2 >= self.articles.len()
    }

    /// Tells whether it is a book: its articles are chapters.
    pub fn is_book(&self) -> bool {
        self.genre == Genre::Book
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

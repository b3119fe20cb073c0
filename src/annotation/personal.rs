//! What hangs on articles, tags and the project: how far a coder has read, quick keys, memos, attributes.

use super::{Passage, Quotation, Target, place_at};
use crate::text::{Block, Document, Flow, TextId};
use crate::units::{ByteSpan, CharSpan};
use jiff::Timestamp;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// An article, named by the beginning of its title, else of its first block; an empty passage names the
/// document itself. Numbers and lines change when a text is corrected; this does not.
#[derive(Clone, Debug, Default)]
pub struct ArticleName {
    /// The document's path.
    pub document: String,
    /// The beginning of the title.
    pub at: Passage,
}

impl ArticleName {
    /// Names a document as a whole.
    pub fn whole(document: &str) -> Self {
        Self { document: document.to_owned(), at: Passage::default() }
    }

    /// Names an article of a document by its number; 0 is the document itself.
    pub fn of(document: &Document, article: usize) -> Self {
        let block = naming(document, article);
        let first = block.and_then(|block| Some((document.structure.block_at(block.start())?, block.parts.first()?)));
        let Some((id, part)) = first else { return Self::whole(&document.path) };
        let span = ByteSpan::new(part.span.start, part.span.start + Self::words(document.slice(part.span)).len());
        let flow = if article == 0 { Flow::Printed } else { document.flow_of(id) };
        Self { document: document.path.to_string(), at: Passage::new(document, flow, &[span]) }
    }

    /// Returns the words of a block that name an article: the beginning of its first line.
    pub(super) fn words(block: &str) -> &str {
        let line = block.split('\n').next().unwrap_or_default();
        let end = line.char_indices().nth(HEAD).map_or(line.len(), |(i, _)| i);
        line.get(..end).unwrap_or_default()
    }

    /// Names a stretch of a text: what an article was when it was read. Its ranges stand for themselves, without words:
    /// who knows only names of articles finds none in it, and keeps it.
    pub fn stretch(document: &str, text: TextId, spans: Vec<CharSpan>) -> Self {
        let exact = spans.iter().map(|_| String::new()).collect();
        let quotation = Quotation { exact, ..Quotation::default() };
        Self { document: document.to_owned(), at: Passage { target: Target { text, spans }, quotation } }
    }

    /// Tells whether it names a stretch of a text.
    pub fn is_stretch(&self) -> bool {
        !self.is_whole() && self.at.quotation.exact.iter().all(String::is_empty)
    }

    /// Tells whether it names the document as a whole.
    pub fn is_whole(&self) -> bool {
        self.at.target.spans.is_empty()
    }

    /// Finds the number of the article in its document; 0 is the document itself.
    pub fn number(&self, document: &Document) -> Option<usize> {
        if *self.document != *document.path {
            return None;
        }
        if self.is_whole() {
            return Some(0);
        }
        if self.is_stretch() {
            return None;
        }
        let placed = place_at(&self.at.target, &self.at.quotation, document);
        if let Some(span) = placed.spans.first() {
            return Some(document.article_at(span.start)).filter(|article| *article > 0);
        }
        // Several articles may have one title; a table that a spreadsheet wrote has no context to tell them apart.
        let exact = self.at.quotation.exact.first()?;
        let start = document.offsets().byte(&document.text, self.at.target.start()).unwrap_or_default();
        let begins = |block: &Block| document.text.get(block.start().0..).is_some_and(|text| text.starts_with(exact));
        let numbers = 1..=document.structure.articles.len();
        let named = numbers.filter_map(|n| Some((n, naming(document, n)?))).filter(|(_, block)| begins(block));
        named.min_by_key(|(_, block)| block.start().0.abs_diff(start.0)).map(|(n, _)| n)
    }

    fn key(&self) -> (&str, usize, &[String], Option<&Target>) {
        let stretch = Some(&self.at.target).filter(|_| self.is_stretch());
        (&self.document, self.at.target.start().0, &self.at.quotation.exact, stretch)
    }
}

/// Code points at the beginning of a title that stand for it.
const HEAD: usize = 40;

/// Returns the block whose beginning names an article.
fn naming(document: &Document, article: usize) -> Option<&Block> {
    if article == 0 {
        return None;
    }
    let blocks = &document.structure.article(article)?.blocks;
    let block = |id: &usize| document.structure.block(*id);
    let title = blocks.iter().filter_map(block).find(|block| block.kind == crate::text::Kind::Title);
    title.or_else(|| blocks.first().and_then(block))
}

/// Names are the same if place and words are: two machines that name one article write one name.
impl PartialEq for ArticleName {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for ArticleName {}

impl PartialOrd for ArticleName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ArticleName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// How far an article has been read. One that is not known is unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// 在读: begun, or taken up again.
    Reading,
    /// 已读完.
    Done,
}

impl Progress {
    /// All that is written down.
    pub const ALL: [Self; 2] = [Self::Reading, Self::Done];

    /// Returns the name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Done => "done",
        }
    }
}

/// How far articles have been read.
pub type Progresses = BTreeMap<ArticleName, Progress>;

/// What a memo hangs on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum On {
    /// The whole project.
    Project,
    /// A tag, by its key.
    Tag(String),
    /// An article, or a document.
    Article(ArticleName),
}

impl On {
    /// Returns the article, if it is one.
    pub fn article(&self) -> Option<&ArticleName> {
        match self {
            Self::Article(name) => Some(name),
            Self::Project | Self::Tag(_) => None,
        }
    }
}

/// A memo: what a coder thinks about more than one passage.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Memo {
    /// The text, lines parted by LF.
    pub text: String,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// Other versions of it, after merges that could not decide; sorted.
    pub conflicts: Vec<Self>,
}

/// What one coder keeps beside annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Personal {
    /// How far articles have been read.
    pub progress: Progresses,
    /// The tags of the quick keys that were settled: the set, from 0, and the key, 1 to 9.
    pub quick: BTreeMap<(u8, u8), String>,
    /// Memos.
    pub memos: BTreeMap<On, Memo>,
}

impl Personal {
    /// Tells whether there is nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

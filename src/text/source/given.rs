//! What a format says of its text: what its blocks are, what lies on their words, where they stand in the file.

use crate::text::encoding::Encoding;
use crate::units::ByteSpan;
use std::sync::Arc;

/// How much of a file is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// The bytes that it begins with: what is read of them stands at the same places in the whole.
    Head,
}

/// What a reader makes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The text: UTF-8, no mark before it, only LF.
    pub text: String,
    /// What it was read as.
    pub encoding: Encoding,
    /// How many places could not be decoded; each stands as U+FFFD.
    pub bad: usize,
    /// What is to be said about it.
    pub remarks: Vec<Remark>,
    /// What the format says of it; plain text says nothing.
    pub layout: Option<Layout>,
}

/// Something to be said about how a document was read: the key of a sentence with what fills its blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The key.
    pub words: &'static str,
    /// The blanks.
    pub blanks: Vec<(&'static str, String)>,
}

/// What a block is, as the format has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The headline of an article or a chapter: an article begins with it.
    Title,
    /// A heading below it.
    Section,
    /// Running text.
    Body,
    /// Verse: one stanza, its lines parted by LF.
    Verse,
    /// A row of a table, its cells parted by TAB.
    Row,
    /// The text of a picture or a table.
    Caption,
    /// A note, at the foot or the end.
    Note,
    /// Who wrote it.
    Byline,
    /// The name of a column, a date, what stands above a headline.
    Rubric,
    /// What is not the text: menus, running heads, page numbers.
    Furniture,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 10] = [
        Self::Title,
        Self::Section,
        Self::Body,
        Self::Verse,
        Self::Row,
        Self::Caption,
        Self::Note,
        Self::Byline,
        Self::Rubric,
        Self::Furniture,
    ];

    /// Returns its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Section => "section",
            Self::Body => "body",
            Self::Verse => "verse",
            Self::Row => "row",
            Self::Caption => "caption",
            Self::Note => "note",
            Self::Byline => "byline",
            Self::Rubric => "rubric",
            Self::Furniture => "furniture",
        }
    }

    /// Returns the role with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A block as the format has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Where it stands in the text, without the line end behind it.
    pub span: ByteSpan,
    /// What it is.
    pub role: Role,
    /// The level of a heading, from 1; 0 where there is none.
    pub level: u8,
    /// An article begins here, whatever the role.
    pub begins: bool,
    /// Where it stands in the file: a paragraph `p12`, a CFI, a page, the time of a cue, the key of a row.
    pub place: String,
    /// Who speaks; empty where nobody is named.
    pub speaker: String,
    /// When, as the file has it.
    pub time: String,
}

/// What lies on a run of text and is no text itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Emphasis.
    Weak,
    /// Strong emphasis.
    Strong,
    /// The reading set beside the characters.
    Ruby(String),
    /// The sign of a note, as printed.
    Note(String),
    /// Where a link leads.
    Link(String),
    /// A page begins: its number as printed.
    Page(String),
    /// Who speaks and when, as a line of the text itself: it stands before what is said.
    Head,
}

/// How the place of a block begins that is a page; its number follows.
pub const PAGE: &str = "page ";

/// A mark and where it lies; empty where it stands between two characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// Where it lies.
    pub span: ByteSpan,
    /// What it is.
    pub mark: Mark,
}

/// How a text of given blocks is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Articles with headings, one after the other.
    #[default]
    Text,
    /// Chapters.
    Book,
    /// Cues with times.
    Subtitle,
    /// Messages with senders and times.
    Chat,
    /// Rows, an article each: its title is the key of the row.
    Table,
    /// Nothing is known of its lines but where they stand: they are judged as those of a plain text.
    Lines,
}

impl Sort {
    /// All sorts.
    pub const ALL: [Self; 6] = [Self::Text, Self::Book, Self::Subtitle, Self::Chat, Self::Table, Self::Lines];

    /// Returns its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Book => "book",
            Self::Subtitle => "subtitle",
            Self::Chat => "chat",
            Self::Table => "table",
            Self::Lines => "lines",
        }
    }

    /// Returns the sort with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }
}

/// All that a reader found besides the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The reader's name and version. A version is raised whenever the same file may give another text.
    pub reader: (&'static str, u32),
    /// How it is read.
    pub sort: Sort,
    /// The blocks in the order of the text.
    pub blocks: Vec<Given>,
    /// What lies on the words, by where it begins.
    pub inline: Vec<Inline>,
    /// What the file says of itself: names and values (title, creator, date, publisher, language …).
    pub meta: Vec<(String, String)>,
    /// What is said of each article by the cells beside its text: for each, names and values.
    pub attributes: Vec<Vec<(Arc<str>, String)>>,
}

impl Remark {
    /// Makes a remark without blanks.
    pub fn plain(words: &'static str) -> Self {
        Self { words, blanks: Vec::new() }
    }

    /// Says how many places could not be decoded; nothing if there are none.
    pub fn of_bad(bad: usize) -> Option<Self> {
        (bad > 0).then(|| Self { words: "notice-undecodable", blanks: vec![("count", bad.to_string())] })
    }
}

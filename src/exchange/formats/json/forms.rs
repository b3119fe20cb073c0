//! The written forms of JSON. Offsets are Unicode code points of the decoded text (no byte order mark, line ends as
//! LF); times are RFC 3339.

use crate::exchange::common::cells::read;
use serde::{Deserialize, Serialize};

/// A whole file.
#[derive(Serialize)]
pub struct Whole {
    /// What wrote it, and in which version.
    #[serde(flatten)]
    pub head: Head,
    /// The tags, merged ones too, by key.
    pub codebook: Vec<Tag>,
    /// The annotations, by document, article and place.
    pub annotations: Vec<Mark>,
    /// What is said of documents and articles.
    pub attributes: Vec<Attribute>,
    /// What coders think about more than one passage.
    pub memos: Vec<Memo>,
    /// What is settled about the texts.
    pub corrections: Vec<Correction>,
    /// How far coders have read.
    pub progress: Vec<Read>,
    /// The quick keys of coders.
    pub quick_keys: Vec<Quick>,
    /// Words for the segmenter.
    pub terms: Vec<String>,
}

/// What wrote a file.
#[derive(Default, Serialize, Deserialize)]
pub struct Head {
    /// Always `meipi`.
    pub format: String,
    /// The version of the form.
    pub version: u32,
    /// The name of the library.
    #[serde(default)]
    pub library: String,
}

/// A line of JSON Lines.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// What wrote the file: the first line.
    Meipi(Head),
    /// A tag.
    Tag(Tag),
    /// An annotation.
    Annotation(Mark),
    /// An attribute.
    Attribute(Attribute),
    /// A memo.
    Memo(Memo),
    /// A correction.
    Correction(Correction),
    /// How far a coder has read an article.
    Progress(Read),
    /// A quick key.
    QuickKey(Quick),
    /// A word for the segmenter.
    Term(String),
}

/// A tag.
#[derive(Default, Serialize, Deserialize)]
pub struct Tag {
    /// Its name in files.
    pub key: String,
    /// Its Chinese label.
    #[serde(default)]
    pub zh: String,
    /// Its English label.
    #[serde(default)]
    pub en: String,
    /// The key of the tag above it.
    #[serde(default)]
    pub parent: Option<String>,
    /// Its place among its siblings.
    #[serde(default)]
    pub order: i64,
    /// Its colour, 1 to 12.
    #[serde(default)]
    pub colour: u8,
    /// What it is for.
    #[serde(default)]
    pub definition: String,
    /// What belongs to it.
    #[serde(default)]
    pub include: String,
    /// What does not.
    #[serde(default)]
    pub exclude: String,
    /// Passages that show its use.
    #[serde(default)]
    pub examples: Vec<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The key of the tag that it was merged into.
    #[serde(default)]
    pub merged_into: Option<String>,
    /// When it was made.
    pub created: String,
    /// When it was last changed.
    pub modified: String,
    /// Versions between which nobody has decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Tag>,
}

/// A range of a text and its words.
#[derive(Serialize, Deserialize)]
pub struct Span {
    /// The first code point.
    #[serde(deserialize_with = "read")]
    pub start: usize,
    /// The code point behind the last.
    #[serde(deserialize_with = "read")]
    pub end: usize,
    /// The words.
    pub exact: String,
}

/// A place in a text.
#[derive(Default, Serialize, Deserialize)]
pub struct Place {
    /// The SHA-256 of the text that the ranges belong to, as UTF-8; empty if that is not known.
    #[serde(default)]
    pub text: String,
    /// The ranges, rising and disjoint.
    pub target: Vec<Span>,
    /// What stands before it.
    #[serde(default)]
    pub prefix: String,
    /// What stands behind it.
    #[serde(default)]
    pub suffix: String,
}

/// An annotation.
#[derive(Serialize, Deserialize)]
pub struct Mark {
    /// Its identity.
    pub id: String,
    /// The path of its document in the library.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
    /// The number of its article; 0 is the page.
    #[serde(default)]
    pub article: usize,
    /// The title of its article.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Where it stands in the text at hand.
    #[serde(flatten)]
    pub place: Place,
    /// The keys of its tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The note.
    #[serde(default)]
    pub note: String,
    /// Who made it.
    pub coder: String,
    /// When it was made.
    pub created: String,
    /// When it was last changed.
    pub modified: String,
    /// How it was found.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// Who speaks there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub speaker: String,
    /// When.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time: String,
    /// In which entry, or on which day.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub entry: String,
    /// In which row.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub row: String,
    /// Where it stands in a file of a format: pages, paragraphs, places in a book.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// Where it stood when it was made, if the text has changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<Place>,
    /// Versions between which nobody has decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Mark>,
}

/// An article, named by the beginning of its title; without a place the document itself.
#[derive(Serialize, Deserialize)]
pub struct Article {
    /// The path of the document.
    pub document: String,
    /// The beginning of the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Place>,
}

/// An attribute.
#[derive(Serialize, Deserialize)]
pub struct Attribute {
    /// What it is said of.
    #[serde(flatten)]
    pub of: Article,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// What a memo hangs on.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum On {
    /// The whole project.
    Project,
    /// A tag, by its key.
    Tag(String),
    /// An article or a document.
    Article(Article),
}

/// A memo.
#[derive(Serialize, Deserialize)]
pub struct Memo {
    /// Who wrote it.
    pub coder: String,
    /// What it hangs on.
    pub on: On,
    /// The versions: the one that stands, then those between which nobody has decided.
    pub versions: Vec<Version>,
}

/// A version of a memo.
#[derive(Serialize, Deserialize)]
pub struct Version {
    /// The text.
    pub text: String,
    /// When it was made.
    pub created: String,
    /// When it was last changed.
    pub modified: String,
}

/// What is settled about a text.
#[derive(Serialize, Deserialize)]
pub struct Correction {
    /// Its identity.
    pub id: String,
    /// The path of the document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
    /// Where it holds; without ranges the document as a whole.
    pub at: Place,
    /// What is settled: kind, join, split, starts-article, belongs, gap, repeated, accepted, read, encoding.
    pub what: String,
    /// As what, for those that need it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The title of the article it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Place>,
    /// When it was made.
    pub created: String,
    /// When it was last changed.
    pub modified: String,
    /// Versions between which nobody has decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Correction>,
}

/// How far a coder has read an article.
#[derive(Serialize, Deserialize)]
pub struct Read {
    /// Who.
    pub coder: String,
    /// The article.
    #[serde(flatten)]
    pub of: Article,
    /// `reading` or `done`.
    pub state: String,
}

/// A quick key.
#[derive(Serialize, Deserialize)]
pub struct Quick {
    /// Whose.
    pub coder: String,
    /// The set, from 1.
    pub set: u8,
    /// The key, 1 to 9; any other is none that can be typed: 0 tells that the keys of older versions are bound, those
    /// above 9 that a tag has lost its key.
    pub key: u8,
    /// The key of the tag; empty if the key is to stay without one.
    pub tag: String,
}

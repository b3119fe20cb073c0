//! What an act or a text is about.

use crate::annotation::{Book, On, Quotation, Tag, Target};
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// What an act is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An annotation of mine, of a document.
    Annotation(String, Uuid),
    /// A passage of a document that has none of mine yet.
    Passage(String, Target, Quotation),
}

impl Subject {
    /// Returns the path of its document.
    pub fn document(&self) -> &str {
        match self {
            Self::Annotation(document, _) | Self::Passage(document, ..) => document,
        }
    }
}

/// What is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// The note of an annotation.
    Annotation(Subject),
    /// A memo.
    Memo(On),
    /// A list of new tags.
    Tags,
}

/// The texts of a tag that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// What it is for.
    Definition,
    /// What belongs to it.
    Include,
    /// What does not.
    Exclude,
    /// Passages that show its use, one a line.
    Examples,
    /// Other names that it is found by, one a line.
    Aliases,
}

impl Text {
    /// All texts, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Definition, Self::Include, Self::Exclude, Self::Examples, Self::Aliases];

    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Definition => "tag-definition",
            Self::Include => "tag-include",
            Self::Exclude => "tag-exclude",
            Self::Examples => "tag-examples",
            Self::Aliases => "tag-aliases",
        }
    }

    /// Returns the key of what stands in its place as long as it is empty.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Definition => "tag-definition-hint",
            Self::Include => "tag-include-hint",
            Self::Exclude => "tag-exclude-hint",
            Self::Examples => "tag-examples-hint",
            Self::Aliases => "tag-aliases-hint",
        }
    }

    /// Returns what a tag says.
    pub fn of(self, tag: &Tag) -> String {
        match self {
            Self::Definition => tag.definition.clone(),
            Self::Include => tag.include.clone(),
            Self::Exclude => tag.exclude.clone(),
            Self::Examples => tag.examples.join("\n"),
            Self::Aliases => tag.aliases.join("\n"),
        }
    }

    /// Writes it into a tag.
    pub fn set(self, tag: &mut Tag, text: &str) {
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        match self {
            Self::Definition => text.clone_into(&mut tag.definition),
            Self::Include => text.clone_into(&mut tag.include),
            Self::Exclude => text.clone_into(&mut tag.exclude),
            Self::Examples => tag.examples = lines(),
            Self::Aliases => tag.aliases = lines(),
        }
    }
}

/// What is listed, or marked.
#[derive(Clone)]
pub struct Shown {
    /// The annotations.
    pub ids: BTreeSet<Uuid>,
    /// A book of them, for hits.
    pub book: Option<Arc<Book>>,
    /// They were marked.
    pub ticked: bool,
    /// The tags that were asked for, if any were: where they are told by tag, they are told under these.
    pub asked: Vec<String>,
}

//! What a file of a store holds, and how two versions of it are compared and merged.

use super::shape::{Settled, Sheet, read_settled, read_sheet, read_tag, write_settled, write_sheet, write_tag};
use crate::annotation::{Book, Change, Edit, Tag, apply, difference, difference_of_overrides};
use crate::error::Result;
use std::path::Path;

/// What a file holds. A file with nothing in it is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A coder's annotations of a document.
    Sheet(Sheet),
    /// A tag, by its key.
    Tag(String, Option<Box<Tag>>),
    /// What is settled about a document.
    Settled(Settled),
}

/// How a file is read: its content, and the first field that this program does not know.
pub type Parse = fn(&Path, &str) -> Result<(Content, Option<String>)>;

/// Reads a file of annotations.
///
/// # Errors
/// As for [`read_sheet`].
pub fn sheet(path: &Path, source: &str) -> Result<(Content, Option<String>)> {
    read_sheet(path, source).map(|(sheet, unknown)| (Content::Sheet(sheet), unknown))
}

/// Reads the file of a tag.
///
/// # Errors
/// As for [`read_sheet`].
pub fn tag(path: &Path, source: &str) -> Result<(Content, Option<String>)> {
    read_tag(path, source).map(|(tag, unknown)| (Content::Tag(tag.key.clone(), Some(Box::new(tag))), unknown))
}

/// Reads a file of what is settled about a document.
///
/// # Errors
/// As for [`read_sheet`].
pub fn settled(path: &Path, source: &str) -> Result<(Content, Option<String>)> {
    read_settled(path, source).map(|(settled, unknown)| (Content::Settled(settled), unknown))
}

impl Content {
    /// Returns how files of this sort are read.
    pub fn parse(&self) -> Parse {
        match self {
            Self::Sheet(_) => sheet,
            Self::Tag(..) => tag,
            Self::Settled(_) => settled,
        }
    }

    /// Returns the same file with nothing in it.
    #[must_use]
    pub fn emptied(&self) -> Self {
        match self {
            Self::Sheet(sheet) => Self::Sheet(Sheet { annotations: Vec::new(), ..sheet.clone() }),
            Self::Tag(key, _) => Self::Tag(key.clone(), None),
            Self::Settled(settled) => Self::Settled(Settled { overrides: Vec::new(), ..settled.clone() }),
        }
    }

    /// Returns what is written; nothing if the file is not to be there.
    pub fn data(&self) -> Vec<u8> {
        match self {
            Self::Sheet(sheet) if !sheet.annotations.is_empty() => write_sheet(sheet).into_bytes(),
            Self::Tag(_, Some(tag)) => write_tag(tag).into_bytes(),
            Self::Settled(settled) if !settled.overrides.is_empty() => write_settled(settled).into_bytes(),
            _ => Vec::new(),
        }
    }

    /// Puts it into a book.
    pub fn load(&self, book: &mut Book) {
        match self {
            Self::Sheet(sheet) => book.load(&sheet.document, sheet.annotations.clone()),
            Self::Tag(key, tag) => book.codebook.set(key, tag.as_deref().cloned()),
            Self::Settled(settled) => {
                for o in &settled.overrides {
                    book.set_override(&settled.document, o.id, Some(o.clone()));
                }
            }
        }
    }

    /// Returns the changes that lead from here to another version of the same file.
    pub fn changes(&self, to: &Self) -> Vec<Change> {
        match (self, to) {
            (Self::Sheet(from), Self::Sheet(to)) => difference(&to.document, &from.annotations, &to.annotations),
            (Self::Settled(from), Self::Settled(to)) => {
                difference_of_overrides(&to.document, &from.overrides, &to.overrides)
            }
            (Self::Tag(key, before), Self::Tag(_, after)) if before != after => {
                vec![Change::Tag { key: key.clone(), before: before.clone(), after: after.clone() }]
            }
            _ => Vec::new(),
        }
    }

    /// Returns this version with the changes from `base` to `mine` made in it.
    #[must_use]
    pub fn merged(&self, base: &Self, mine: &Self) -> Self {
        let mut book = Book::default();
        self.load(&mut book);
        apply(&mut book, &Edit { changes: base.changes(mine), ..Edit::default() });
        match mine {
            Self::Sheet(sheet) => {
                Self::Sheet(Sheet { annotations: book.of(&sheet.document).to_vec(), ..sheet.clone() })
            }
            Self::Tag(key, _) => Self::Tag(key.clone(), book.codebook.get(key).cloned().map(Box::new)),
            Self::Settled(settled) => {
                let overrides = book.overrides(&settled.document).to_vec();
                Self::Settled(Settled { overrides, ..settled.clone() })
            }
        }
    }
}

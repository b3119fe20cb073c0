//! The folders of a store: how the files of each sort are read and written.

use super::content::Content;
use super::settled::{GENRE, Settled, VERSION, read_settled, write_settled};
use super::shape::{Read, Sheet, read_sheet, write_sheet};
use super::tag::{read_tag, write_tag};
use super::{personal, table};
use crate::annotation::{Book, Part};
use crate::error::Result;
use std::path::Path;

/// How a file is read.
pub type Parse = fn(&Path, &str) -> Result<Read<Content>>;

/// The folders of a store, each with how the files in it are read, and the version in which they are written. That of
/// one sort is raised alone: so an older program still works with every file of another.
pub const FOLDERS: [(&str, Parse, u32); 6] = [
    ("codebook", tag, super::tag::VERSION),
    ("annotations", sheet, super::shape::VERSION),
    ("structure", settled, VERSION),
    ("genre", genre, GENRE),
    ("progress", personal::progress, personal::PROGRESS),
    ("memo", personal::memos, personal::MEMOS),
];

/// Reads a file of annotations.
///
/// # Errors
/// As for [`read_sheet`].
pub fn sheet(path: &Path, source: &str) -> Result<Read<Content>> {
    let (Sheet { document, coder, annotations }, sealed) = read_sheet(path, source)?;
    let mut book = Book::default();
    book.load(&document, annotations);
    Ok((Content { part: Part::Sheet { coder, document }, book }, sealed))
}

/// Reads the file of a tag.
///
/// # Errors
/// As for [`read_sheet`].
pub fn tag(path: &Path, source: &str) -> Result<Read<Content>> {
    let (tag, sealed) = read_tag(path, source)?;
    let mut book = Book::default();
    let part = Part::Tag(tag.key.clone());
    book.codebook.set(&tag.key.clone(), Some(tag));
    Ok((Content { part, book }, sealed))
}

/// Reads a file of what is settled about a document.
///
/// # Errors
/// As for [`read_sheet`].
pub fn settled(path: &Path, source: &str) -> Result<Read<Content>> {
    let (Settled { document, overrides }, sealed) = read_settled(path, source)?;
    let mut book = Book::default();
    overrides.into_iter().for_each(|o| book.set_override(&document, o.id, Some(o)));
    Ok((Content { part: Part::Settled(document), book }, sealed))
}

/// Reads a file of what is settled about a document as a whole.
///
/// # Errors
/// As for [`read_sheet`].
pub fn genre(path: &Path, source: &str) -> Result<Read<Content>> {
    let (Content { part, book }, sealed) = settled(path, source)?;
    let Part::Settled(document) = part else { return Ok((Content { part, book }, sealed)) };
    Ok((Content { part: Part::Genre(document), book }, sealed))
}

impl Content {
    /// Returns how files of this sort are read; words for the segmenter are lines, and read by themselves.
    pub fn parse(&self) -> Parse {
        match self.part {
            Part::Settled(_) => settled,
            Part::Genre(_) => genre,
            Part::Tag(_) => tag,
            Part::Progress(_) => personal::progress,
            Part::Memos(_) => personal::memos,
            Part::Attributes => table::attributes,
            Part::Sheet { .. } | Part::Term(_) => sheet,
        }
    }

    /// Returns what is written; nothing if the file is not to be there. A file that is `there` stays with nothing in it,
    /// so that others can read that all of it was removed; only that of a tag goes, of which not even a rest is left.
    pub fn data(&self, there: bool) -> Vec<u8> {
        let stays = there && !matches!(self.part, Part::Tag(_));
        if self.book == Book::default() && !stays { Vec::new() } else { self.written() }
    }

    /// Returns what is written if the file is there, with nothing in it too.
    pub fn written(&self) -> Vec<u8> {
        let written = match &self.part {
            Part::Sheet { coder, document } => {
                let annotations = self.book.of(document).to_vec();
                write_sheet(&Sheet { document: document.clone(), coder: coder.clone(), annotations })
            }
            Part::Settled(document) | Part::Genre(document) => {
                let version = if matches!(self.part, Part::Genre(_)) { GENRE } else { VERSION };
                let overrides = self.book.overrides(document).to_vec();
                write_settled(&Settled { document: document.clone(), overrides }, version)
            }
            Part::Tag(key) => self.book.codebook.known(key).map(write_tag).unwrap_or_default(),
            Part::Progress(coder) => personal::write_progress(coder, self.book.personal(coder)),
            Part::Memos(coder) => personal::write_memos(coder, self.book.personal(coder)),
            Part::Attributes => table::write_attributes(&self.book.attributes),
            Part::Term(term) => term.clone(),
        };
        written.into_bytes()
    }
}

//! How a subcommand opens documents of a library: one, or many on all cores.

use crate::annotation::{self, Book};
use crate::error::Result;
use crate::files::Files;
use crate::library::Library;
use crate::store::{Readings, Store};
use crate::text::search::Pattern;
use crate::text::{Document, Encoding, Genre};
use std::sync::Arc;

/// What documents are opened with.
pub struct Opener<'a> {
    /// The file system.
    pub files: &'a dyn Files,
    /// The library.
    pub texts: &'a Library,
    /// Its store, if there is one.
    pub store: Option<&'a Store>,
    /// What the store holds.
    pub book: &'a Book,
    /// The program that takes the text out of a PDF, if one is named.
    pub pdf: Option<&'a str>,
    /// The kind of text that was named.
    pub read_as: Option<Genre>,
    /// The encoding that was named.
    pub encoding: Option<Encoding>,
}

impl<'a> Opener<'a> {
    /// Opens a document by its path, with what is settled about it.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn open(&self, document: &str) -> Result<Document> {
        let (path, readings) = (self.texts.path(document), self.readings().with(self.pdf));
        let overrides = annotation::read_as(self.book.overrides(document), self.read_as);
        if self.files.kind(&path)?.is_none()
            && let Some(left) = readings.left(document)?
        {
            return Ok(annotation::laid(left, &overrides));
        }
        readings.read(document, self.files.read(&path)?, &overrides, self.encoding)
    }

    /// Opens a document in which a pattern may be found; none if its bytes tell that it cannot be.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn search(&self, document: &str, pattern: &Pattern) -> Result<Option<Arc<Document>>> {
        let Ok(data) = self.files.read(&self.texts.path(document)) else {
            return self.open(document).map(Arc::new).map(Some);
        };
        let overrides = annotation::read_as(self.book.overrides(document), self.read_as);
        self.readings().with(self.pdf).searched(document, data, &overrides, self.encoding, pattern)
    }

    fn readings(&self) -> Readings<'a> {
        Readings::new(self.files, self.store.cloned())
    }
}

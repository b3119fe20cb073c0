//! Kept readings: the text that was taken from a file of a format, as it was when something was first said of it. So
//! the offsets of annotations stay what they are, whatever later versions of a reader take from the same file.
//!
//! A text lies in the folder of its [`TextId`] below `readings`: `text.txt`, and beside it a file for each reader that
//! made it, with what the format says of the text, and an empty one for each file that it was taken from, named by the
//! SHA-256 of its bytes. No file is ever changed, and its name says what is in it: two who work apart make the same
//! files, or others, and a merge has nothing to decide.
//!
//! Where a file `never` lies in `readings`, no text is kept: it is read from its file each time.

use super::folders::{self, Parse};
use super::layout::{read_layout, write_layout};
use super::load::{read_known, settled_of};
use super::opened::Opened;
use super::place::Store;
use crate::annotation::{self, Book, Override, Part};
use crate::error::{Error, Result};
use crate::files::pdf::Extractor;
use crate::files::{Files, Kind, list_there, read_there};
use crate::text::document::HEAD;
use crate::text::search::Pattern;
use crate::text::source::{self, Opens, Remark, Source, pages};
use crate::text::{Document, Encoding, TextId};
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the file that holds a text.
const TEXT: &str = "text.txt";
/// The name of the file that forbids to keep texts.
const NEVER: &str = "never";

/// The kept readings of a library.
pub struct Readings<'a> {
    files: &'a dyn Files,
    /// The store, looked for when a file of a format is met.
    store: LazyCell<Option<Store>, Box<dyn FnOnce() -> Option<Store> + 'a>>,
    pdf: Pdf,
    opened: Option<&'a Opened>,
}

/// Whether a PDF is read by a program.
enum Pdf {
    /// Nobody asks for it outright: it is not.
    Kept,
    /// By one that is found.
    Found,
    /// By the one that is named.
    Named(String),
}

impl<'a> Readings<'a> {
    /// Finds those of a store; without one nothing is kept.
    pub fn new(files: &'a dyn Files, store: Option<Store>) -> Self {
        Self::at(files, move || store)
    }

    /// Finds those of a store that is looked for when it is needed.
    pub fn at(files: &'a dyn Files, store: impl FnOnce() -> Option<Store> + 'a) -> Self {
        Self { files, store: LazyCell::new(Box::new(store)), pdf: Pdf::Kept, opened: None }
    }

    /// Has PDFs be read by a program: that which is named, else one that is found.
    #[must_use]
    pub fn with(self, named: Option<&str>) -> Self {
        Self { pdf: named.map_or(Pdf::Found, |named| Pdf::Named(named.to_owned())), ..self }
    }

    /// Has documents of plain text that are searched kept in memory.
    #[must_use]
    pub fn keeping(self, opened: &'a Opened) -> Self {
        Self { opened: Some(opened), ..self }
    }

    /// Opens the file of a document, by its kept reading if it has one, with what is settled about it; an encoding that
    /// is told counts more than a settled one.
    ///
    /// # Errors
    /// As for [`Self::open_as`].
    pub fn read(&self, path: &str, data: Vec<u8>, overrides: &[Override], told: Option<Encoding>) -> Result<Document> {
        let document = self.open_as(path, data, told.or_else(|| annotation::encoding(overrides)))?;
        Ok(annotation::laid(document, overrides))
    }

    /// Opens the file of a document for a search, as [`Self::read`] does; none if its bytes tell that nothing is to be
    /// found in it. Words that a person corrected are in no file.
    ///
    /// # Errors
    /// As for [`Self::open_as`].
    pub fn searched(
        &self,
        path: &str,
        data: Vec<u8>,
        overrides: &[Override],
        told: Option<Encoding>,
        pattern: &Pattern,
    ) -> Result<Option<Arc<Document>>> {
        let plain = told.is_none() && source::opened(path, &data).is_none();
        if plain && overrides.is_empty() && !pattern.may_be_in(&data) {
            return Ok(None);
        }
        match self.opened.filter(|_| plain) {
            Some(opened) => {
                let bytes = TextId::of_bytes(&data);
                opened.or_make(path, bytes, overrides, || self.read(path, data, overrides, told)).map(Some)
            }
            None => self.read(path, data, overrides, told).map(Arc::new).map(Some),
        }
    }

    /// Opens the file of a document, by its kept reading if it has one. A file that could be taken for plain text is
    /// that if something was said of its plain text.
    ///
    /// # Errors
    /// The file is no text; what is said of it cannot be read.
    pub fn open_as(&self, path: &str, data: Vec<u8>, encoding: Option<Encoding>) -> Result<Document> {
        let Some(reader) = source::opened(path, &data) else { return annotation::open_as(path, data, encoding) };
        let said = self.said(path)?;
        let known: Vec<PathBuf> = said.iter().filter_map(|id| self.folder(*id)).collect();
        let mark = mark(&data, encoding);
        for (id, folder) in said.iter().filter_map(|id| Some((*id, self.folder(*id)?))) {
            if self.files.kind(&folder.join(&mark))?.is_some()
                && let Some(kept) = self.kept(id)?
            {
                return Ok(Document::of(path, kept, encoding.is_some()));
            }
        }
        if reader.opens == Opens::Unsaid && !said.is_empty() && known.is_empty() {
            return annotation::open_as(path, data, encoding);
        }
        let mut document = Document::of(path, self.taken(path, data, encoding)?, encoding.is_some());
        if !known.is_empty() && !said.contains(&document.id) {
            document.remarks.push(Remark::plain("notice-source-changed"));
        }
        Ok(document)
    }

    /// Opens the file of a document by the reader of its format, whatever was kept of it.
    ///
    /// # Errors
    /// The file is no text.
    pub fn anew(&self, path: &str, data: Vec<u8>, overrides: &[Override], told: Option<Encoding>) -> Result<Document> {
        let encoding = told.or_else(|| annotation::encoding(overrides));
        if source::opened(path, &data).is_none() {
            return annotation::read(path, data, overrides, told);
        }
        let document = Document::of(path, self.taken(path, data, encoding)?, encoding.is_some());
        Ok(annotation::laid(document, overrides))
    }

    /// Takes the text out of a file; out of a PDF by the program for that.
    ///
    /// # Errors
    /// There is no such program here, or nobody asked for it outright; it fails, or finds no text.
    pub fn taken(&self, path: &str, data: Vec<u8>, encoding: Option<Encoding>) -> Result<Source> {
        if !pages::knows(path, &data) {
            return Ok(source::read_all(path, data, encoding));
        }
        let extractor = match &self.pdf {
            Pdf::Kept => None,
            Pdf::Found => Extractor::find(None),
            Pdf::Named(named) => Extractor::find(Some(named)),
        };
        let extractor = extractor.ok_or_else(|| Error::data("error-pdf-unread").with("path", path))?;
        pages::of(&extractor.text(&data)?).ok_or_else(|| Error::data("error-pdf-no-text").with("path", path))
    }

    /// Opens a document whose file is not there any more, by what was kept of it; none if nothing was.
    ///
    /// # Errors
    /// What is said of it, or what was kept, cannot be read.
    pub fn left(&self, path: &str) -> Result<Option<Document>> {
        for id in self.said(path)? {
            if let Some(kept) = self.kept(id)? {
                let kept = Source { remarks: vec![Remark::plain("notice-source-gone")], ..kept };
                return Ok(Some(Document::of(path, kept, false)));
            }
        }
        Ok(None)
    }

    /// Keeps the readings of the documents that parts of a book are about, before these parts are written; `root` is the
    /// folder of the library. Nothing is kept of plain text, and of a file that is not what was annotated.
    ///
    /// # Errors
    /// A reading cannot be written.
    pub fn keep(&self, root: &Path, parts: &[(Part, Book)]) -> Result<()> {
        for (part, book) in parts {
            let (Part::Sheet { document, .. } | Part::Settled(document) | Part::Genre(document)) = part else {
                continue;
            };
            let ids = texts(book, document);
            let path = root.join(document);
            let format = |data: &Vec<u8>| source::opened(document, data).is_some();
            // Its beginning tells whether a file is plain text. One that cannot be read now has no reading, and its
            // annotations are those of another time.
            let head = self.files.head(&path, HEAD).ok().filter(format).filter(|_| !ids.is_empty());
            let Some(data) = head.and_then(|_| self.files.read(&path).ok()) else { continue };
            let overrides = settled_of(self.files, self.store()?, document)?;
            let encoding = annotation::encoding(&overrides).or_else(|| annotation::encoding(book.overrides(document)));
            self.keep_one(document, data, &ids, encoding)?;
        }
        Ok(())
    }

    fn store(&self) -> Result<&Store> {
        self.store.as_ref().ok_or_else(|| Error::data("error-store-gone").with("path", ""))
    }

    fn keep_one(&self, path: &str, data: Vec<u8>, ids: &BTreeSet<TextId>, encoding: Option<Encoding>) -> Result<()> {
        let mark = mark(&data, encoding);
        let never = self.is_never();
        let is_there = |path: PathBuf| matches!(self.files.kind(&path), Ok(Some(_)));
        let known = |folder: PathBuf| is_there(folder.join(&mark)) && (never || is_there(folder.join(TEXT)));
        if ids.iter().filter_map(|id| self.path(*id)).any(known) {
            return Ok(());
        }
        let found = self.taken(path, data, encoding)?;
        let id = TextId::of(&found.text);
        let (Some(layout), Some(folder)) = (found.layout.as_ref().filter(|_| ids.contains(&id)), self.path(id)) else {
            return Ok(());
        };
        let (name, version) = layout.reader;
        let made = folder.join(format!("{name}-{version}.ron"));
        let [brief, whole] = [false, true].map(|whole| write_layout(layout, whole).into_bytes());
        let write = |path: &Path, data: &[u8]| match read_there(self.files, path)? {
            // Only what was written while nothing was to be kept gives way.
            Some(there) if there != brief => Ok(()),
            _ => self.files.write(path, data),
        };
        if !never {
            write(&folder.join(TEXT), found.text.as_bytes())?;
        }
        write(&made, if never { &brief } else { &whole })?;
        write(&folder.join(&mark), b"")
    }

    /// Returns the texts that something is said of in the files of a document, and that of each coder.
    fn said(&self, document: &str) -> Result<BTreeSet<TextId>> {
        let Some(store) = &*self.store else { return Ok(BTreeSet::new()) };
        let mut book = Book::default();
        for folder in list_there(self.files, &store.annotations())?.into_iter().filter(|e| e.kind == Kind::Folder) {
            let path = Store::mirror(folder.path, document);
            if self.files.kind(&path)?.is_some() {
                let content = read_known(self.files, &path, folders::sheet as Parse).content;
                content.into_iter().for_each(|content| book.absorb(content.book));
            }
        }
        settled_of(self.files, store, document)?.into_iter().for_each(|o| book.set_override(document, o.id, Some(o)));
        Ok(texts(&book, document))
    }

    /// Returns the folder of a text, whether it is there or not.
    fn path(&self, id: TextId) -> Option<PathBuf> {
        self.store.as_ref().map(|store| store.readings().join(id.to_string()))
    }

    /// Returns the folder of a text, if it is there.
    fn folder(&self, id: TextId) -> Option<PathBuf> {
        self.path(id).filter(|folder| matches!(self.files.kind(folder), Ok(Some(Kind::Folder))))
    }

    /// Reads what was kept of a text. What is not the text that its folder names is none.
    ///
    /// # Errors
    /// A file cannot be read.
    fn kept(&self, id: TextId) -> Result<Option<Source>> {
        let Some(folder) = self.folder(id) else { return Ok(None) };
        let Some(data) = read_there(self.files, &folder.join(TEXT))? else { return Ok(None) };
        let Some(text) = String::from_utf8(data).ok().filter(|text| TextId::of(text) == id) else { return Ok(None) };
        let mut layouts: Vec<PathBuf> = list_there(self.files, &folder)?.into_iter().map(|entry| entry.path).collect();
        layouts.retain(|path| path.extension().is_some_and(|end| end == "ron"));
        // Of several readers the same counts for everybody.
        layouts.sort();
        for path in layouts {
            let Some(data) = read_there(self.files, &path)? else { continue };
            let written = String::from_utf8(data).ok();
            if let Some(layout) = written.and_then(|written| read_layout(&path, &written, &text).ok()) {
                let (encoding, remarks) = (Encoding::UTF_8, Vec::new());
                return Ok(Some(Source { text, encoding, bad: 0, remarks, layout: Some(layout) }));
            }
        }
        Ok(None)
    }

    /// Tells whether texts are never to be kept in this library.
    pub fn is_never(&self) -> bool {
        let path = self.store.as_ref().map(|store| store.readings().join(NEVER));
        path.is_some_and(|path| matches!(self.files.kind(&path), Ok(Some(_))))
    }

    /// Settles whether texts are kept. If they are not to be, those that are kept are removed; what was made of them
    /// stays known.
    ///
    /// # Errors
    /// A file cannot be written or removed.
    pub fn settle(&self, never: bool) -> Result<()> {
        let readings = self.store()?.readings();
        if !never {
            return if self.is_never() { self.files.remove(&readings.join(NEVER)) } else { Ok(()) };
        }
        self.files.write(&readings.join(NEVER), b"")?;
        for folder in list_there(self.files, &readings)?.into_iter().filter(|entry| entry.kind == Kind::Folder) {
            let text = folder.path.join(TEXT);
            if self.files.kind(&text)?.is_some() {
                self.files.remove(&text)?;
            }
        }
        Ok(())
    }
}

/// Returns the name of the file that says of which bytes a text was taken, in which encoding if a person said it.
fn mark(data: &[u8], encoding: Option<Encoding>) -> String {
    let sha = TextId::of_bytes(data);
    encoding.map_or_else(|| format!("{sha}.source"), |encoding| format!("{sha}.{}.source", encoding.name()))
}

/// Returns the texts that something is said of in a book.
fn texts(book: &Book, document: &str) -> BTreeSet<TextId> {
    let annotations = book.of(document).iter().map(|a| a.target.text);
    let settled = book.overrides(document).iter().map(|o| o.at.target.text);
    annotations.chain(settled).filter(|id| *id != TextId::default()).collect()
}

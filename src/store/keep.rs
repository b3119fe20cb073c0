//! Writes what changed: each file whole, under the lock, merged with what others wrote in the meantime.

use super::load::{Known, read_known};
use super::place::Store;
use super::shape::{Sheet, read_sheet, read_tag, write_sheet, write_tag};
use crate::annotation::{Annotation, Book, Change, Codebook, Edit, Tag, apply, difference};
use crate::error::Result;
use crate::files::Files;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The one writer of a store.
pub struct Keeper {
    store: Store,
    known: HashMap<PathBuf, Known>,
}

impl Keeper {
    /// Makes the writer of a store from what was read.
    pub fn new(store: Store, known: HashMap<PathBuf, Known>) -> Self {
        Self { store, known }
    }

    /// Returns the store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Adds what was read meanwhile; what this writer wrote itself stays.
    pub fn learn(&mut self, known: HashMap<PathBuf, Known>) {
        for (path, file) in known {
            self.known.entry(path).or_insert(file);
        }
    }

    /// Writes a coder's annotations of a document. Returns what others had changed in its file.
    ///
    /// # Errors
    /// The file is sealed or cannot be written; nothing is lost then.
    pub fn save_sheet(
        &mut self,
        files: &dyn Files,
        document: &str,
        coder: &str,
        mine: &[Annotation],
    ) -> Result<Vec<Change>> {
        let path = self.store.sheet(coder, document);
        let _held = files.lock(&self.store.lock())?;
        let (base, disk) = self.compare(files, &path, |source| {
            let (sheet, unknown) = read_sheet(&path, source)?;
            Ok((sheet, None, unknown))
        })?;
        let mut merged = mine.to_vec();
        if let Some(disk) = &disk {
            let mut book = Book::default();
            book.load(document, disk.annotations.clone());
            let changes = difference(document, &base.map(|b| b.annotations).unwrap_or_default(), mine);
            apply(&mut book, &Edit { changes, ..Edit::default() });
            merged = book.of(document).to_vec();
        }
        let sheet = Sheet { document: document.to_owned(), coder: coder.to_owned(), annotations: merged };
        let data = if sheet.annotations.is_empty() { Vec::new() } else { write_sheet(&sheet).into_bytes() };
        self.write(files, &path, data)?;
        let outside = if disk.is_some() { difference(document, mine, &sheet.annotations) } else { Vec::new() };
        if let Some(known) = self.known.get_mut(&path) {
            known.annotations = sheet.annotations;
        }
        Ok(outside)
    }

    /// Writes a tag, or removes its file. Returns what others had changed in it.
    ///
    /// # Errors
    /// As for [`Self::save_sheet`].
    pub fn save_tag(&mut self, files: &dyn Files, key: &str, mine: Option<&Tag>) -> Result<Vec<Change>> {
        let path = self.store.tag(key);
        let _held = files.lock(&self.store.lock())?;
        let (base, disk) = self.compare(files, &path, |source| {
            let (tag, unknown) = read_tag(&path, source)?;
            Ok((Sheet::default(), Some(tag), unknown))
        })?;
        let boxed = |tag: Option<&Tag>| tag.cloned().map(Box::new);
        let mut merged = mine.cloned();
        if let Some(disk) = &disk {
            let mut book = Book::default();
            book.codebook = disk.tag.clone().into_iter().collect::<Codebook>();
            let before = boxed(base.as_ref().and_then(|base| base.tag.as_ref()));
            let changes = vec![Change::Tag { key: key.to_owned(), before, after: boxed(mine) }];
            apply(&mut book, &Edit { changes, ..Edit::default() });
            merged = book.codebook.get(key).cloned();
        }
        let data = merged.as_ref().map(|tag| write_tag(tag).into_bytes()).unwrap_or_default();
        self.write(files, &path, data)?;
        let outside = (merged.as_ref() != mine).then(|| Change::Tag {
            key: key.to_owned(),
            before: boxed(mine),
            after: boxed(merged.as_ref()),
        });
        if let Some(known) = self.known.get_mut(&path) {
            known.tag = merged;
        }
        Ok(outside.into_iter().collect())
    }

    /// Returns the file as it was known, and as it stands if someone else changed it.
    fn compare(
        &self,
        files: &dyn Files,
        path: &Path,
        parse: impl FnOnce(&str) -> Result<(Sheet, Option<Tag>, Option<String>)>,
    ) -> Result<(Option<Known>, Option<Known>)> {
        let base = self.known.get(path).cloned();
        let same = match (&base, files.stamp(path)) {
            (base, None) => base.as_ref().is_none_or(|b| b.data.is_empty()),
            (Some(base), Some(stamp)) => stamp.size == base.data.len() as u64 && files.read(path)? == base.data,
            (None, Some(_)) => false,
        };
        if same {
            return match base.as_ref().and_then(|base| base.sealed.clone()) {
                Some(error) => Err(error),
                None => Ok((base, None)),
            };
        }
        let disk = match files.stamp(path) {
            Some(_) => read_known(files, path, parse),
            None => Known { data: Vec::new(), annotations: Vec::new(), tag: None, sealed: None },
        };
        match disk.sealed {
            Some(error) => Err(error),
            None => Ok((base, Some(disk))),
        }
    }

    /// Writes a file, or removes it if there is nothing to write.
    fn write(&mut self, files: &dyn Files, path: &Path, data: Vec<u8>) -> Result<()> {
        let unchanged = self.known.get(path).is_some_and(|known| known.data == data) && files.stamp(path).is_some();
        if data.is_empty() {
            files.remove(path)?;
        } else if !unchanged {
            files.write(path, &data)?;
        }
        let known = self.known.entry(path.to_path_buf()).or_insert(Known {
            data: Vec::new(),
            annotations: Vec::new(),
            tag: None,
            sealed: None,
        });
        known.data = data;
        Ok(())
    }
}

//! Writes what changed: each file whole, under the lock, merged with what others wrote in the meantime.

use super::content::Content;
use super::load::{Known, read_known, term_of};
use super::place::Store;
use super::recovery::Rescued;
use crate::annotation::{Annotation, Book, Change, Part, Tag};
use crate::error::{Error, Result};
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

    /// Writes a part of a book: `mine` holds it and nothing else. Returns what others had changed in its file.
    ///
    /// # Errors
    /// The file is sealed or cannot be written; nothing is lost then.
    pub fn save(&mut self, files: &dyn Files, part: &Part, mine: Book) -> Result<Vec<Change>> {
        if let Part::Term(term) = part {
            return self.save_term(files, term, !mine.terms.is_empty()).map(|()| Vec::new());
        }
        let path = self.store.path(part);
        self.save_content(files, &path, Content { part: part.clone(), book: mine })
    }

    /// Writes the parts that an edit of a book has touched.
    ///
    /// # Errors
    /// As for [`Self::save`]; the first failure is told, the rest is written.
    pub fn save_all(
        &mut self,
        files: &dyn Files,
        parts: impl IntoIterator<Item = (Part, Book)>,
    ) -> Result<Vec<Change>> {
        let mut outside = Vec::new();
        let mut failure = None;
        for (part, mine) in parts {
            match self.save(files, &part, mine) {
                Ok(changes) => outside.extend(changes),
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        failure.map_or(Ok(outside), Err)
    }

    /// Returns what is to be kept of parts that could not be saved: what their files were known to hold, too.
    pub fn rescue(&self, parts: &[(Part, Book)]) -> Vec<Rescued> {
        let rescued = |(part, mine): &(Part, Book)| {
            let mine = Content { part: part.clone(), book: mine.clone() };
            let known = self.known.get(&self.store.path(part)).and_then(|known| known.content.clone());
            let word = |term: &String| {
                let mut book = Book::default();
                book.terms.extend(mine.book.terms.is_empty().then(|| term.clone()));
                Content { part: part.clone(), book }
            };
            let base = match part {
                Part::Term(term) => word(term),
                _ => known.unwrap_or_else(|| mine.emptied()),
            };
            Rescued { base, mine }
        };
        parts.iter().map(rescued).collect()
    }

    /// Writes a coder's annotations of a document. Returns what others had changed in its file.
    ///
    /// # Errors
    /// As for [`Self::save`].
    pub fn save_sheet(
        &mut self,
        files: &dyn Files,
        document: &str,
        coder: &str,
        mine: &[Annotation],
    ) -> Result<Vec<Change>> {
        let mut book = Book::default();
        book.load(document, mine.to_vec());
        self.save(files, &Part::Sheet { coder: coder.to_owned(), document: document.to_owned() }, book)
    }

    /// Writes a tag, or removes its file. Returns what others had changed in it.
    ///
    /// # Errors
    /// As for [`Self::save`].
    pub fn save_tag(&mut self, files: &dyn Files, key: &str, mine: Option<&Tag>) -> Result<Vec<Change>> {
        let mut book = Book::default();
        book.codebook.set(key, mine.cloned());
        self.save(files, &Part::Tag(key.to_owned()), book)
    }

    /// Adds a word to `terms.txt`, or takes it out; what others wrote there stays.
    ///
    /// # Errors
    /// The file cannot be written.
    fn save_term(&mut self, files: &dyn Files, term: &str, known: bool) -> Result<()> {
        let _held = files.lock(&self.store.lock())?;
        let path = self.store.terms();
        let data = if files.kind(&path).is_some() { files.read(&path)? } else { Vec::new() };
        let text = String::from_utf8(data).map_err(|_| Error::data("error-not-utf8").with("path", path.display()))?;
        let mut lines: Vec<&str> = text.lines().filter(|line| term_of(line) != Some(term)).collect();
        if known {
            let behind = lines.iter().position(|line| term_of(line).is_some_and(|other| other > term));
            lines.insert(behind.unwrap_or(lines.len()), term);
        }
        let lines = lines.into_iter().fold(String::new(), |lines, line| lines + line + "\n");
        files.write(&path, lines.as_bytes())
    }

    fn save_content(&mut self, files: &dyn Files, path: &Path, mine: Content) -> Result<Vec<Change>> {
        let _held = files.lock(&self.store.lock())?;
        let (base, disk) = self.compare(files, path, &mine)?;
        let merged = disk.as_ref().map_or_else(|| mine.clone(), |disk| disk.merged(&base, &mine));
        self.write(files, path, merged.data())?;
        let outside = if disk.is_some() { mine.changes(&merged) } else { Vec::new() };
        if let Some(known) = self.known.get_mut(path) {
            known.content = Some(merged);
        }
        Ok(outside)
    }

    /// Returns the file as it was known, and as it stands if someone else changed it.
    fn compare(&self, files: &dyn Files, path: &Path, mine: &Content) -> Result<(Content, Option<Content>)> {
        let known = self.known.get(path);
        let same = match (known, files.stamp(path)) {
            (known, None) => known.is_none_or(|known| known.data.is_empty()),
            (Some(known), Some(stamp)) => stamp.size == known.data.len() as u64 && files.read(path)? == known.data,
            (None, Some(_)) => false,
        };
        let base = known.and_then(|known| known.content.clone()).unwrap_or_else(|| mine.emptied());
        if same {
            return match known.and_then(|known| known.sealed.clone()) {
                Some(error) => Err(error),
                None => Ok((base, None)),
            };
        }
        if files.stamp(path).is_none() {
            return Ok((base, Some(mine.emptied())));
        }
        let disk = read_known(files, path, mine.parse());
        match disk.sealed {
            Some(error) => Err(error),
            None => Ok((base, Some(disk.content.unwrap_or_else(|| mine.emptied())))),
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
        self.known.entry(path.to_path_buf()).or_default().data = data;
        Ok(())
    }
}

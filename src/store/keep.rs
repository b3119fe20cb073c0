//! Writes what changed: each file whole, under the lock, merged with what others wrote in the meantime.

use super::bytes::source;
use super::content::Content;
use super::load::{Known, read_known, store_files};
use super::place::Store;
use super::recovery::Rescued;
use super::terms::rewritten;
use super::versions::older;
use crate::annotation::{Annotation, Book, Change, Part, Tag};
use crate::error::{Error, Result};
use crate::files::{Files, Stamp, read_there};
use crate::text::TextId;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// The one writer of a store.
pub struct Keeper {
    store: Store,
    known: HashMap<PathBuf, Known>,
    /// Counts the times that something was found to be changed outside.
    batch: u64,
    /// What the program last knew of a file, where it has not yet taken over what was changed outside: with the
    /// batch that it must have taken over.
    views: HashMap<PathBuf, (u64, Content)>,
    stamps: HashMap<PathBuf, Stamp>,
}

impl Keeper {
    /// Makes the writer of a store from what was read.
    pub fn new(store: Store, known: HashMap<PathBuf, Known>) -> Self {
        Self { store, known, batch: 0, views: HashMap::new(), stamps: HashMap::new() }
    }

    /// Returns how often something was found to be changed outside.
    pub fn batch(&self) -> u64 {
        self.batch
    }

    /// The program has taken over what was changed outside, up to this batch: what it saves from now on lacks
    /// nothing of that but what it removed itself.
    pub fn acknowledge(&mut self, batch: u64) {
        self.views.retain(|_, (wanted, _)| *wanted > batch);
    }

    /// Looks for files of the store that others have changed, and returns what changed in them. A file that cannot
    /// be read is let be: whoever writes it may be writing it now.
    pub fn look(&mut self, files: &dyn Files) -> Vec<Change> {
        let (found, unlisted) = store_files(files, &self.store);
        let mut changes = Vec::new();
        let present: HashSet<&PathBuf> = found.iter().map(|(path, _)| path).collect();
        let gone = |(path, known): (&PathBuf, &Known)| {
            (!known.data.is_empty() && !present.contains(path)).then(|| path.clone())
        };
        // What cannot be listed may still be there.
        let removed: Vec<PathBuf> = self.known.iter().filter(|_| unlisted.is_empty()).filter_map(gone).collect();
        for path in removed {
            let old = self.known.remove(&path).and_then(|known| known.content);
            changes.extend(old.into_iter().flat_map(|old| self.seen_outside(&path, &old, &old.emptied())));
        }
        for (path, parse) in found {
            let Ok(Some(stamp)) = files.stamp(&path) else { continue };
            if self.stamps.get(&path) == Some(&stamp) {
                continue;
            }
            let fresh = read_known(files, &path, parse);
            let Some(content) = fresh.content.clone().filter(|_| fresh.sealed.is_none()) else { continue };
            self.stamps.insert(path.clone(), stamp);
            let old = self.known.get(&path);
            if old.is_some_and(|old| old.data == fresh.data) {
                continue;
            }
            let old = old.and_then(|old| old.content.clone()).unwrap_or_else(|| content.emptied());
            changes.extend(self.seen_outside(&path, &old, &content));
            self.known.insert(path, fresh);
        }
        self.batch += u64::from(!changes.is_empty());
        changes
    }

    /// Remembers that a file was changed outside; returns what changed.
    fn seen_outside(&mut self, path: &Path, old: &Content, new: &Content) -> Vec<Change> {
        let view = self.views.entry(path.to_path_buf()).or_insert_with(|| (0, old.clone()));
        view.0 = self.batch + 1;
        old.changes(new)
    }

    /// Returns the files as they are known.
    pub fn known(&self) -> &HashMap<PathBuf, Known> {
        &self.known
    }

    /// A file is not there any more.
    pub fn forget(&mut self, path: &Path) {
        self.known.remove(path);
        self.stamps.remove(path);
    }

    /// Keeps a file as it is among the backups, before it is written anew.
    ///
    /// # Errors
    /// The backup cannot be written.
    pub fn back_up(&self, files: &dyn Files, path: &Path, data: &[u8]) -> Result<()> {
        let folder = older(path, data).map_or_else(|| "replaced".to_owned(), |old| old.to_string());
        let Ok(inside) = path.strip_prefix(&self.store.root) else { return Ok(()) };
        let kept = self.store.backup().join(folder).join(inside);
        match read_there(files, &kept)? {
            None => return files.write(&kept, data),
            Some(there) if there == data => return Ok(()),
            Some(_) => {}
        }
        let digits: String = TextId::of_bytes(data).to_string().chars().take(8).collect();
        let name = kept.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        files.write(&kept.with_file_name(format!("{name}~{digits}")), data)
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

    /// Reads parts again that were written, and compares. What has not come back is not known any more: it is merged
    /// with what is there when it is saved again.
    ///
    /// # Errors
    /// A file cannot be read, or holds something else.
    pub fn read_back<'p>(&mut self, files: &dyn Files, parts: impl IntoIterator<Item = &'p Part>) -> Result<()> {
        for part in parts.into_iter().filter(|part| !matches!(part, Part::Term(_))) {
            let path = self.store.path(part);
            let Some(content) = self.known.get(&path).and_then(|known| known.content.clone()) else { continue };
            let there = files.kind(&path)?.is_some();
            let read = if there { read_known(files, &path, content.parse()) } else { Known::default() };
            let back = if there { read.content } else { Some(content.emptied()) };
            if back.is_none_or(|back| !content.changes(&back).is_empty()) {
                self.forget(&path);
                return Err(read.sealed.unwrap_or(Error::data("error-read-back").with("path", path.display())));
            }
        }
        Ok(())
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

    /// Writes a tag, or what is left of it; of none, removes its file. Returns what others had changed in it.
    ///
    /// # Errors
    /// As for [`Self::save`].
    pub fn save_tag(&mut self, files: &dyn Files, key: &str, mine: Option<&Tag>) -> Result<Vec<Change>> {
        let mut book = Book::default();
        book.codebook.set(key, mine.cloned());
        self.save(files, &Part::Tag(key.to_owned()), book)
    }

    /// Adds a word to `terms.txt`, or takes it out.
    ///
    /// # Errors
    /// The file cannot be read or written.
    fn save_term(&self, files: &dyn Files, term: &str, known: bool) -> Result<()> {
        let _held = files.lock(&self.store.lock())?;
        let path = self.store.terms();
        let data = read_there(files, &path)?.unwrap_or_default();
        let source = source(&path, &data)?;
        if source.recoded.is_some() {
            self.back_up(files, &path, &data)?;
        }
        files.write(&path, rewritten(&source.text, term, known).as_bytes())
    }

    fn save_content(&mut self, files: &dyn Files, path: &Path, mine: Content) -> Result<Vec<Change>> {
        let _held = files.lock(&self.store.lock())?;
        let (known, disk) = self.compare(files, path, &mine)?;
        // What the program has not taken over yet is missing in its version, but was not removed by it.
        let view = self.views.get(path).map(|(_, content)| content.clone());
        let (base, disk) = match (view, disk) {
            (Some(view), disk) => (view, Some(disk.unwrap_or(known))),
            (None, disk) => (known, disk),
        };
        let merged = disk.as_ref().map_or_else(|| mine.clone(), |disk| disk.merged(&base, &mine).0);
        let there = disk.is_some() || self.known.get(path).is_some_and(|known| !known.data.is_empty());
        self.write(files, path, merged.data(there))?;
        let outside = if disk.is_some() { mine.changes(&merged) } else { Vec::new() };
        if let Some(known) = self.known.get_mut(path) {
            known.content = Some(merged);
        }
        // One that is not remembered is read again when it is looked at.
        self.stamps.extend(files.stamp(path).ok().flatten().map(|stamp| (path.to_path_buf(), stamp)));
        if outside.is_empty() {
            self.views.remove(path);
        } else {
            self.batch += 1;
            self.views.insert(path.to_path_buf(), (self.batch, mine));
        }
        Ok(outside)
    }

    /// Returns the file as it was known, and as it stands if someone else changed it.
    fn compare(&self, files: &dyn Files, path: &Path, mine: &Content) -> Result<(Content, Option<Content>)> {
        let known = self.known.get(path);
        let stamp = files.stamp(path)?;
        let same = match (known, stamp) {
            (known, None) => known.is_none_or(|known| known.data.is_empty()),
            (Some(known), Some(stamp)) => stamp.size == known.data.len() as u64 && files.read(path)? == known.data,
            (None, Some(_)) => false,
        };
        let base = known.and_then(|known| known.content.clone()).unwrap_or_else(|| mine.emptied());
        if same {
            if let Some(error) = known.and_then(|known| known.sealed.clone()) {
                return Err(error);
            }
            if let Some(known) = known.filter(|known| known.recoded.is_some()) {
                self.back_up(files, path, &known.data)?;
            }
            return Ok((base, None));
        }
        if stamp.is_none() {
            return Ok((base, Some(mine.emptied())));
        }
        let disk = read_known(files, path, mine.parse());
        if disk.recoded.is_some() && disk.sealed.is_none() {
            self.back_up(files, path, &disk.data)?;
        }
        match disk.sealed {
            Some(error) => Err(error),
            None => Ok((base, Some(disk.content.unwrap_or_else(|| mine.emptied())))),
        }
    }

    /// Writes a file, or removes it if there is nothing to write.
    fn write(&mut self, files: &dyn Files, path: &Path, data: Vec<u8>) -> Result<()> {
        let old = |data: &[u8]| older(path, data).is_some();
        if let Some(known) = self.known.get(path).filter(|known| known.data != data && old(&known.data)) {
            self.back_up(files, path, &known.data)?;
        }
        let unchanged = self.known.get(path).is_some_and(|known| known.data == data) && files.stamp(path)?.is_some();
        if data.is_empty() {
            files.remove(path)?;
        } else if !unchanged {
            files.write(path, &data)?;
        }
        let known = self.known.entry(path.to_path_buf()).or_default();
        (known.data, known.recoded) = (data, None);
        Ok(())
    }
}

//! Writes what changed: each file whole, under the lock, merged with what others wrote in the meantime.

use super::absent::{self, Absent};
use super::bytes::source;
use super::content::Content;
use super::fresh::Fresh;
use super::load::{Known, read_known};
use super::place::Store;
use super::recovery::Rescued;
use super::terms::rewritten;
use super::versions::older;
use crate::annotation::{Annotation, Book, Change, Part, Tag};
use crate::error::{Error, Kind, Result};
use crate::files::{Files, Stamp, lock, read_there};
use crate::text::TextId;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

mod look;

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
    absent: Absent,
    fresh: Fresh,
    /// Parts of which others have replaced the files without what was just written.
    undone: HashSet<Part>,
    /// The store was not there when it was last looked for.
    away: bool,
    /// Hears what takes long.
    told: Box<dyn Fn(&Error) + Send>,
}

impl Keeper {
    /// Makes the writer of a store from what was read.
    pub fn new(store: Store, known: HashMap<PathBuf, Known>) -> Self {
        let (views, stamps, told) = (HashMap::new(), HashMap::new(), Box::new(|_: &Error| {}));
        let (absent, fresh, undone) = (Absent::default(), Fresh::default(), HashSet::new());
        Self { store, known, batch: 0, views, stamps, absent, fresh, undone, away: false, told }
    }

    /// Has what takes long be told.
    #[must_use]
    pub fn telling(self, told: impl Fn(&Error) + Send + 'static) -> Self {
        Self { told: Box::new(told), ..self }
    }

    /// Returns the parts whose files are gone, while nobody has said why.
    pub fn gone(&self) -> Vec<Part> {
        let contents = self.absent.unclear().filter_map(|path| self.known.get(path)?.content.as_ref());
        let mut parts: Vec<Part> = contents.flat_map(Content::parts).collect();
        parts.sort();
        parts
    }

    /// Returns the parts that are to be written again: others have replaced their files without what was just written.
    pub fn undone(&mut self) -> Vec<Part> {
        std::mem::take(&mut self.undone).into_iter().collect()
    }

    /// The person knows that the files of these parts are gone: what is saved next stands for them.
    pub fn settle<'p>(&mut self, parts: impl IntoIterator<Item = &'p Part>) {
        parts.into_iter().for_each(|part| self.absent.settle(&self.store.path(part)));
    }

    /// Makes sure that the store is there. What is left in the place of one that was moved or unmounted says nothing,
    /// and nothing is written there.
    ///
    /// # Errors
    /// It is not there, or cannot be read.
    fn attend(&mut self, files: &dyn Files) -> Result<()> {
        let card = self.store.card();
        let expected = self.known.contains_key(&card);
        let mut there = files.kind(&card)?.is_some();
        if !there && expected && !self.away {
            there = absent::wait(files, &self.store, vec![card.clone()])?.is_empty();
        }
        self.away = expected && !there;
        if self.away {
            return Err(Error::new(Kind::Io, "error-store-gone").with("path", self.store.root.display()));
        }
        if there {
            self.known.entry(card).or_default();
        }
        Ok(())
    }

    /// Makes sure that the files of parts are there, or that it is known why they are not.
    ///
    /// # Errors
    /// The store is not there, it cannot be told whether a file is, or a file that held something is gone.
    pub fn find<'p>(&mut self, files: &dyn Files, parts: impl IntoIterator<Item = &'p Part>) -> Result<()> {
        self.attend(files)?;
        let paths: HashSet<PathBuf> = parts.into_iter().map(|part| self.store.path(part)).collect();
        let held = |path: &&PathBuf| self.known.get(*path).is_some_and(Known::holds);
        self.absent.find(files, &self.store, paths.iter().filter(held))?;
        paths.iter().find(|path| self.absent.is_unclear(path)).map_or(Ok(()), |path| Err(absent::gone(path)))
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
                // What is on no disk is kept whole.
                _ if self.absent.is_unclear(&self.store.path(part)) => mine.emptied(),
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
    /// The file cannot be read or written, or is gone.
    fn save_term(&mut self, files: &dyn Files, term: &str, known: bool) -> Result<()> {
        self.find(files, [&Part::Term(term.to_owned())])?;
        let _held = lock(files, &self.store.lock(), &self.told)?;
        let path = self.store.terms();
        let data = match read_there(files, &path)? {
            None if self.absent.is_settled(&path) => self.known.get(&path).map(|known| known.data.clone()),
            None if self.known.get(&path).is_some_and(Known::holds) => return Err(absent::gone(&path)),
            data => data,
        };
        let data = data.unwrap_or_default();
        let source = source(&path, &data)?;
        if source.recoded.is_some() {
            self.back_up(files, &path, &data)?;
        }
        let text = rewritten(&source.text, term, known);
        files.write(&path, text.as_bytes())?;
        self.absent.forget(&path);
        self.known.insert(path, Known::of_terms(&text));
        Ok(())
    }

    fn save_content(&mut self, files: &dyn Files, path: &Path, mine: Content) -> Result<Vec<Change>> {
        self.find(files, [&mine.part])?;
        if !self.known.get(path).is_some_and(Known::holds) && files.kind(path)?.is_none() {
            // Git may be about to bring it.
            absent::wait_for_git(files, &self.store)?;
        }
        let _held = lock(files, &self.store.lock(), &self.told)?;
        let (known, disk) = self.compare(files, path, &mine)?;
        // What the program has not taken over yet is missing in its version, but was not removed by it.
        let view = self.views.get(path).map(|(_, content)| content.clone());
        let seen = view.is_some();
        let base = view.unwrap_or_else(|| known.clone());
        let (base, disk) = match disk {
            Some((disk, at)) => (self.fresh.base(path, base, &disk, at), Some(disk)),
            None => (base, seen.then(|| known.clone())),
        };
        let merged = disk.as_ref().map_or_else(|| mine.clone(), |disk| disk.merged(&base, &mine).0);
        let there = disk.is_some() || self.known.get(path).is_some_and(|known| !known.data.is_empty());
        self.write(files, path, merged.data(there))?;
        self.absent.forget(path);
        let outside = if disk.is_some() { mine.changes(&merged) } else { Vec::new() };
        if let Some(known) = self.known.get_mut(path) {
            known.content = Some(merged);
        }
        // One that is not remembered is read again when it is looked at.
        if let Ok(Some(stamp)) = files.stamp(path) {
            self.fresh.wrote(path, stamp.changed, disk.unwrap_or(known));
            self.stamps.insert(path.to_path_buf(), stamp);
        }
        if outside.is_empty() {
            self.views.remove(path);
        } else {
            self.batch += 1;
            self.views.insert(path.to_path_buf(), (self.batch, mine));
        }
        Ok(outside)
    }

    /// Returns the file as it was known, and as it stands if someone else changed it, with the time of that.
    fn compare(&self, files: &dyn Files, path: &Path, mine: &Content) -> Result<(Content, Option<(Content, i128)>)> {
        let known = self.known.get(path);
        let stamp = files.stamp(path)?;
        let same = match (known, stamp) {
            (known, None) => known.is_none_or(|known| known.data.is_empty()),
            (Some(known), Some(stamp)) => stamp.size == known.data.len() as u64 && files.read(path)? == known.data,
            (None, Some(_)) => false,
        };
        let base = known.and_then(|known| known.content.clone()).unwrap_or_else(|| mine.emptied());
        if stamp.is_none() && known.is_some_and(Known::holds) && !self.absent.is_removed(path) {
            return if self.absent.is_settled(path) { Ok((base, None)) } else { Err(absent::gone(path)) };
        }
        if same {
            if let Some(error) = known.and_then(|known| known.sealed.clone()) {
                return Err(error);
            }
            if let Some(known) = known.filter(|known| known.recoded.is_some()) {
                self.back_up(files, path, &known.data)?;
            }
            return Ok((base, None));
        }
        let Some(Stamp { changed, .. }) = stamp else { return Ok((base, Some((mine.emptied(), i128::MAX)))) };
        let disk = read_known(files, path, mine.parse());
        if disk.recoded.is_some() && disk.sealed.is_none() {
            self.back_up(files, path, &disk.data)?;
        }
        match disk.sealed {
            Some(error) => Err(error),
            None => Ok((base, Some((disk.content.unwrap_or_else(|| mine.emptied()), changed)))),
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

//! Writes what changed: each file whole, under the lock, merged with what others wrote in the meantime.

use super::absent::{self, Absent};
use super::content::Content;
use super::fresh::Fresh;
use super::load::{Known, read_known};
use super::place::Store;
use super::recovery::Rescued;
use super::versions::older;
use crate::annotation::{Annotation, Book, Change, Part, Tag};
use crate::error::{Error, Kind, Result};
use crate::files::{Files, Stamp, read_there};
use crate::text::TextId;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

mod look;
mod write;

/// The one writer of a store.
pub struct Keeper {
    store: Store,
    /// The folder of the library, where the files are of which the texts are kept.
    texts: Option<(PathBuf, Option<String>)>,
    known: HashMap<PathBuf, Known>,
    /// Counts the times that something was found to be changed outside.
    batch: u64,
    /// What the program last knew of a file, where it has not yet taken over what was changed outside: with the
    /// batch that it must have taken over.
    views: HashMap<PathBuf, (u64, Content)>,
    /// What was changed outside and is not told yet.
    untold: Vec<Change>,
    stamps: HashMap<PathBuf, Stamp>,
    absent: Absent,
    fresh: Fresh,
    /// Parts of which others have replaced the files without what was just written.
    undone: HashSet<Part>,
    /// The store was not there when it was last looked for.
    away: bool,
    /// A lock of git's that nobody takes away.
    left: Option<Stamp>,
    /// Files of which only the beginning was there.
    cut: HashMap<PathBuf, Stamp>,
    /// Hears what takes long.
    told: Box<dyn Fn(&Error) + Send>,
}

impl Keeper {
    /// Makes the writer of a store from what was read.
    pub fn new(store: Store, known: HashMap<PathBuf, Known>) -> Self {
        let (views, stamps, told) = (HashMap::new(), HashMap::new(), Box::new(|_: &Error| {}));
        let (absent, fresh, undone) = (Absent::default(), Fresh::default(), HashSet::new());
        Self {
            store,
            texts: None,
            known,
            batch: 0,
            views,
            untold: Vec::new(),
            stamps,
            absent,
            fresh,
            undone,
            away: false,
            left: None,
            cut: HashMap::new(),
            told,
        }
    }

    /// Has what takes long be told.
    #[must_use]
    pub fn telling(self, told: impl Fn(&Error) + Send + 'static) -> Self {
        Self { told: Box::new(told), ..self }
    }

    /// Keeps the texts of files in a library that something is said of for the first time; those of PDFs by a program.
    #[must_use]
    pub fn over(self, library: PathBuf, pdf: Option<&str>) -> Self {
        Self { texts: Some((library, pdf.map(str::to_owned))), ..self }
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
        self.miss(files, &paths)?;
        paths.iter().find(|path| self.absent.is_unclear(path)).map_or(Ok(()), |path| Err(absent::gone(path)))
    }

    /// Finds out what became of files that are known to hold something and are not there.
    ///
    /// # Errors
    /// As for [`Absent::find`].
    fn miss<'p>(&mut self, files: &dyn Files, paths: impl IntoIterator<Item = &'p PathBuf>) -> Result<()> {
        let known = paths.into_iter().filter_map(|path| Some((path, self.known.get(path)?)));
        self.absent.find(files, &self.store, known.filter(|(_, known)| known.is_missed()))
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
        self.save_all(files, [(part.clone(), mine)]).map(|()| self.untold())
    }

    /// Takes what others had changed in files that were written, or looked at, and that nobody has been told yet. With
    /// it everything is told up to [`Self::batch`].
    pub fn untold(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.untold)
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
            let path = self.store.path(part);
            let word = |term: &String| {
                let mut book = Book::default();
                book.terms.extend(mine.book.terms.is_empty().then(|| term.clone()));
                Content { part: part.clone(), book }
            };
            let base = match part {
                Part::Term(term) => word(term),
                // What is on no disk is kept whole.
                _ if self.absent.is_unclear(&path) => mine.emptied(),
                _ => self.begun_with(&path, &mine),
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
}

#[cfg(test)]
mod tests;

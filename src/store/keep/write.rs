//! Writes parts of a book: under the lock, each merged with what others wrote in its file in the meantime.

use super::super::absent;
use super::super::bytes::source;
use super::super::content::Content;
use super::super::kept::Readings;
use super::super::load::{Known, read_known};
use super::super::terms::rewritten;
use super::super::versions::{older, with_theirs};
use super::Keeper;
use crate::annotation::{Book, Part};
use crate::error::{Error, Kind, Result};
use crate::files::{Files, Stamp, lock, read_there};
use std::path::{Path, PathBuf};

/// How many files are written at most before others may have the lock.
const AT_ONCE: usize = 100;

/// How often a file is merged anew that others change while it is being written.
const TRIES: usize = 8;

/// What a file is merged of, beside what is to be written.
struct Sides {
    /// What the program began with.
    base: Content,
    /// The file as it stands with the time of its last change, if someone else changed it.
    disk: Option<(Content, i128)>,
    /// It is on the disk as it is known, to the byte.
    same: bool,
    /// The file that it was compared with.
    stamp: Option<Stamp>,
}

/// Writes a file in one go, again as long as others change it meanwhile.
///
/// # Errors
/// Those of `write`; or they do not come to an end.
fn written(path: &Path, mut write: impl FnMut() -> Result<bool>) -> Result<()> {
    for _ in 0..TRIES {
        if write()? {
            return Ok(());
        }
    }
    Err(Error::new(Kind::Io, "error-file-busy").with("path", path.display()))
}

impl Keeper {
    /// Writes the parts that an edit of a book has touched. What others had changed in their files is to be had from
    /// [`Self::untold`], whether it succeeds or not.
    ///
    /// # Errors
    /// As for [`Self::save`]; the first failure is told, the rest is written. If the store is not there, or another
    /// program does not let go of its lock, nothing more is tried.
    pub fn save_all(&mut self, files: &dyn Files, parts: impl IntoIterator<Item = (Part, Book)>) -> Result<()> {
        let parts: Vec<(Part, Book)> = parts.into_iter().collect();
        if parts.is_empty() {
            return Ok(());
        }
        let missed = self.begin(files, &parts)?;
        if let Some((library, pdf)) = &self.texts {
            Readings::new(files, Some(self.store.clone())).with(pdf.as_deref()).keep(library, &parts)?;
        }
        let is_term = |(part, _): &(Part, Book)| matches!(part, Part::Term(_));
        let (words, others): (Vec<_>, Vec<_>) = parts.into_iter().partition(is_term);
        let mut failure = None;
        let mut note = |done: Result<()>| failure = failure.take().or(done.err());
        let mut others = others.into_iter().peekable();
        if !words.is_empty() {
            let _held = lock(files, &self.store.lock(), &self.told)?;
            let path = self.store.terms();
            note(written(&path, || self.save_terms(files, &path, &words)));
        }
        while others.peek().is_some() {
            let _held = lock(files, &self.store.lock(), &self.told)?;
            for (part, book) in others.by_ref().take(AT_ONCE) {
                let path = self.store.path(&part);
                let mine = Content { part, book };
                note(
                    self.may_write(files, &path, missed.as_ref())
                        .and_then(|()| written(&path, || self.save_content(files, &path, &mine))),
                );
            }
        }
        failure.map_or(Ok(()), Err)
    }

    /// Finds out what is there before parts are written, and waits for git if it is at work; once for all of them.
    /// Returns what kept it from telling why files are not there.
    ///
    /// # Errors
    /// The store is not there.
    fn begin(&mut self, files: &dyn Files, parts: &[(Part, Book)]) -> Result<Option<Error>> {
        self.attend(files)?;
        let paths: Vec<PathBuf> = parts.iter().map(|(part, _)| self.store.path(part)).collect();
        let missed = self.miss(files, &paths).err();
        let waited = absent::wait_for_git(files, &self.store, &mut self.left);
        let is_new =
            |path: &&PathBuf| !self.known.get(*path).is_some_and(Known::holds) && matches!(files.kind(path), Ok(None));
        // What is known can be saved, whatever git does.
        if waited.is_err() && paths.iter().any(|path| is_new(&path)) { waited.map(|()| missed) } else { Ok(missed) }
    }

    /// Tells whether a file may be written, as far as it is known why it is not there.
    fn may_write(&self, files: &dyn Files, path: &Path, missed: Option<&Error>) -> Result<()> {
        if self.absent.is_unclear(path) {
            return Err(absent::gone(path));
        }
        let waits = self.known.get(path).is_some_and(Known::is_missed) && !self.absent.has(path);
        match missed.filter(|_| waits) {
            Some(error) if files.kind(path)?.is_none() => Err(error.clone()),
            _ => Ok(()),
        }
    }

    /// Adds words to `terms.txt`, or takes them out; not if others change it meanwhile.
    ///
    /// # Errors
    /// The file cannot be read or written.
    fn save_terms(&mut self, files: &dyn Files, path: &Path, words: &[(Part, Book)]) -> Result<bool> {
        self.may_write(files, path, None)?;
        let stamp = files.stamp(path)?;
        let data = match read_there(files, path)? {
            None if self.absent.is_settled(path) => self.known.get(path).map(|known| known.data.clone()),
            None if self.absent.is_removed(path) => None,
            None if self.known.get(path).is_some_and(Known::holds) => return Err(absent::gone(path)),
            data => data,
        };
        let data = data.unwrap_or_default();
        let source = source(path, &data)?;
        if source.recoded.is_some() {
            self.back_up(files, path, &data)?;
        }
        let terms = words.iter().filter_map(|(part, book)| match part {
            Part::Term(term) => Some((term.as_str(), !book.terms.is_empty())),
            _ => None,
        });
        let lines = rewritten(&source.text, &terms.collect());
        if !files.write_if(path, lines.as_bytes(), &mut || self.is_still(files, path, stamp))? {
            return Ok(false);
        }
        self.absent.forget(path);
        self.known.insert(path.to_path_buf(), Known::of_terms(&lines));
        Ok(true)
    }

    /// Tells at the last moment, and when git is not at work, whether a file is still the one that was read.
    fn is_still(&mut self, files: &dyn Files, path: &Path, stamp: Option<Stamp>) -> Result<bool> {
        // What is known can be saved, whatever git does.
        absent::wait_for_git(files, &self.store, &mut self.left).ok();
        Ok(files.stamp(path)? == stamp)
    }

    /// Writes a part of a book merged with what its file holds; not if others change the file meanwhile.
    fn save_content(&mut self, files: &dyn Files, path: &Path, mine: &Content) -> Result<bool> {
        let Sides { base, disk, same, stamp } = match self.compare(files, path, mine) {
            Err(error) => self.completed(files, path, mine).ok_or(error)?,
            Ok(sides) => sides,
        };
        // What the program has not taken over yet is missing in its version, but was not removed by it.
        let seen = self.views.contains_key(path);
        let known = self.known_of(path, mine);
        let (base, disk) = match disk {
            Some((disk, at)) => (self.fresh.base(path, base, &disk, at), Some(disk)),
            None => (base, seen.then(|| known.clone())),
        };
        let merged = disk.as_ref().map_or_else(|| mine.clone(), |disk| disk.merged(&base, mine).0);
        let there = disk.is_some() || self.known.get(path).is_some_and(|known| !known.data.is_empty());
        if !self.write(files, path, merged.data(there), same, stamp)? {
            return Ok(false);
        }
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
            self.views.insert(path.to_path_buf(), (self.batch, mine.clone()));
            self.untold.extend(outside);
        }
        Ok(true)
    }

    /// Returns what a file was known to hold.
    fn known_of(&self, path: &Path, mine: &Content) -> Content {
        self.known.get(path).and_then(|known| known.content.clone()).unwrap_or_else(|| mine.emptied())
    }

    /// Returns what the program began with that made `mine` of it: what it last knew of the file, without what others
    /// have changed in it and it has not taken over.
    pub(super) fn begun_with(&self, path: &Path, mine: &Content) -> Content {
        self.views.get(path).map_or_else(|| self.known_of(path, mine), |(_, content)| content.clone())
    }

    /// Compares a file with what is known of it.
    fn compare(&self, files: &dyn Files, path: &Path, mine: &Content) -> Result<Sides> {
        let known = self.known.get(path);
        let stamp = files.stamp(path)?;
        let same = match (known, stamp) {
            (known, None) => known.is_none_or(|known| known.data.is_empty()),
            (Some(known), Some(stamp)) => stamp.size == known.data.len() as u64 && files.read(path)? == known.data,
            (None, Some(_)) => false,
        };
        let base = self.begun_with(path, mine);
        if stamp.is_none() && known.is_some_and(Known::holds) && !self.absent.is_removed(path) {
            let settled = self.absent.is_settled(path);
            return if settled { Ok(Sides { base, disk: None, same: false, stamp }) } else { Err(absent::gone(path)) };
        }
        if same {
            if let Some(error) = known.and_then(|known| known.sealed.clone()) {
                return Err(error);
            }
            if let Some(known) = known.filter(|known| known.recoded.is_some()) {
                self.back_up(files, path, &known.data)?;
            }
            return Ok(Sides { base, disk: None, same: stamp.is_some(), stamp });
        }
        let Some(Stamp { changed, .. }) = stamp else {
            return Ok(Sides { base, disk: Some((mine.emptied(), i128::MAX)), same: false, stamp });
        };
        let disk = read_known(files, path, mine.parse());
        if disk.recoded.is_some() && disk.sealed.is_none() {
            self.back_up(files, path, &disk.data)?;
        }
        match disk.sealed {
            Some(error) => Err(error),
            None => {
                let content = disk.content.unwrap_or_else(|| mine.emptied());
                Ok(Sides { base, disk: Some((content, changed)), same: false, stamp })
            }
        }
    }

    /// Says what a file is merged of of which only the beginning is there, if it is found so a second time: git cuts
    /// short what is replaced while it reads it, and whoever is writing it now will have done so by then. What is missing
    /// says nothing; what git could not merge with it comes along. If git has taken it for merged already, what it should
    /// have brought stands nowhere in it: that is for a person to look at.
    fn completed(&mut self, files: &dyn Files, path: &Path, mine: &Content) -> Option<Sides> {
        let (stamp, data) = (files.stamp(path).ok()??, files.read(path).ok()?);
        let known = self.known.get(path)?;
        let cut = !data.is_empty() && data.len() < known.data.len() && known.data.starts_with(&data);
        let content = known.content.clone().filter(|_| cut)?;
        if self.cut.insert(path.to_path_buf(), stamp) != Some(stamp) {
            return None;
        }
        self.back_up(files, path, &data).ok()?;
        let content = match absent::repository(files, &self.store).ok()? {
            Some(_) => with_theirs(files, path, content)?,
            None => content,
        };
        Some(Sides {
            base: self.begun_with(path, mine),
            disk: Some((content, stamp.changed)),
            same: false,
            stamp: Some(stamp),
        })
    }

    /// Writes a file, or removes it if there is nothing to write; one that is on the disk as it is known (`same`) and
    /// would not change is let be, and so is one that is not the one any more that it was merged with.
    fn write(
        &mut self,
        files: &dyn Files,
        path: &Path,
        data: Vec<u8>,
        same: bool,
        stamp: Option<Stamp>,
    ) -> Result<bool> {
        let old = |data: &[u8]| older(path, data).is_some();
        if let Some(known) = self.known.get(path).filter(|known| known.data != data && old(&known.data)) {
            self.back_up(files, path, &known.data)?;
        }
        let unchanged = same && self.known.get(path).is_some_and(|known| known.data == data);
        let mut may = || self.is_still(files, path, stamp);
        let done = if data.is_empty() {
            may()? && files.remove(path).map(|()| true)?
        } else {
            unchanged || files.write_if(path, &data, &mut may)?
        };
        if !done {
            return Ok(false);
        }
        let known = self.known.entry(path.to_path_buf()).or_default();
        (known.data, known.recoded) = (data, None);
        Ok(true)
    }
}

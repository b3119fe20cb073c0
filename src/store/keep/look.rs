//! Looks at what others have changed in a store meanwhile.

use super::super::content::Content;
use super::super::load::{Known, read_known, store_files};
use super::Keeper;
use crate::annotation::Change;
use crate::error::Result;
use crate::files::Files;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

impl Keeper {
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
    /// be read is let be: whoever writes it may be writing it now. One that is gone counts as removed if a commit has
    /// removed it; else it is one of [`Self::gone`].
    ///
    /// # Errors
    /// The store is not there or cannot be read.
    pub fn look(&mut self, files: &dyn Files) -> Result<Vec<Change>> {
        self.attend(files)?;
        let (found, unlisted) = store_files(files, &self.store);
        let present: HashSet<&PathBuf> = found.iter().map(|(path, _)| path).collect();
        present.iter().for_each(|path| self.absent.forget(path));
        let known = self.known.iter().filter(|(path, _)| !present.contains(path));
        let absent: Vec<PathBuf> = known.map(|(path, _)| path.clone()).collect();
        // What cannot be listed may still be there.
        if unlisted.is_empty() {
            self.look_for(files, absent)?;
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
            let held = old.clone();
            let old = self.fresh.base(&path, old, &content, stamp.changed);
            self.undone.extend((old != held).then(|| content.part.clone()));
            self.seen_outside(&path, &old, &content);
            self.known.insert(path, fresh);
        }
        self.batch += u64::from(!self.untold.is_empty());
        Ok(self.untold())
    }

    /// Looks for files that are not among those that were listed, and for what was removed with them.
    fn look_for(&mut self, files: &dyn Files, paths: Vec<PathBuf>) -> Result<()> {
        let missed = |path: &PathBuf| self.known.get(path).is_some_and(Known::is_missed);
        let (held, empty): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(missed);
        let card = self.store.card();
        for path in empty.iter().filter(|path| **path != card) {
            self.known.remove(path);
        }
        self.miss(files, &held)?;
        for path in held.into_iter().filter(|path| self.absent.is_removed(path)).collect::<Vec<_>>() {
            self.absent.forget(&path);
            let old = self.known.remove(&path).and_then(|known| known.content);
            old.into_iter().for_each(|old| self.seen_outside(&path, &old, &old.emptied()));
        }
        Ok(())
    }

    /// Remembers that a file was changed outside, and what.
    fn seen_outside(&mut self, path: &Path, old: &Content, new: &Content) {
        let view = self.views.entry(path.to_path_buf()).or_insert_with(|| (0, old.clone()));
        view.0 = self.batch + 1;
        self.untold.extend(old.changes(new));
    }
}

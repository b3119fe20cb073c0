//! Files of a store that are not there: git has them in hand, a commit has removed them, or nobody has said why.

use super::load::Known;
use super::place::Store;
use crate::error::{Error, Kind as Sort, Result};
use crate::files::{Files, Kind, Stamp, read_there};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why a file is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// A commit has removed it.
    Removed,
    /// Nobody has said so yet.
    Unclear,
    /// The person knows: what is saved next stands for it.
    Settled,
}

/// Files that the writer of a store knows and that are not there.
#[derive(Debug, Default)]
pub struct Absent {
    files: HashMap<PathBuf, Why>,
}

/// How long git is waited for, and how long a file without it: programs replace files by removing them first.
const GIT: Duration = Duration::from_secs(20);
const GAP: Duration = Duration::from_secs(2);
/// How long is waited at a time.
const STEP: Duration = Duration::from_millis(50);

impl Absent {
    /// Finds out what became of files; waits for those that may come back.
    ///
    /// # Errors
    /// It cannot be told whether a file is there, or git does not come to an end.
    pub fn find<'p>(
        &mut self,
        files: &dyn Files,
        store: &Store,
        paths: impl IntoIterator<Item = (&'p PathBuf, &'p Known)>,
    ) -> Result<()> {
        let (mut absent, mut failure) = (HashMap::new(), None);
        for (path, known) in paths {
            match files.kind(path) {
                Ok(Some(_)) => {
                    self.files.remove(path);
                }
                Ok(None) if !self.files.contains_key(path) => {
                    absent.insert(path.clone(), known);
                }
                Ok(None) => {}
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        for path in wait(files, store, absent.keys().cloned().collect())? {
            let is_removed = absent.get(&path).is_none_or(|known| removed(files, store, &path, known));
            self.files.insert(path, if is_removed { Why::Removed } else { Why::Unclear });
        }
        failure.map_or(Ok(()), Err)
    }

    /// Tells whether it is known why a file is not there, or known that nobody has said why.
    pub fn has(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    /// A file is there, or not expected to be.
    pub fn forget(&mut self, path: &Path) {
        self.files.remove(path);
    }

    /// Tells whether a commit has removed a file.
    pub fn is_removed(&self, path: &Path) -> bool {
        self.files.get(path) == Some(&Why::Removed)
    }

    /// Tells whether nobody has said why a file is not there.
    pub fn is_unclear(&self, path: &Path) -> bool {
        self.files.get(path) == Some(&Why::Unclear)
    }

    /// Tells whether the person has said what becomes of a file.
    pub fn is_settled(&self, path: &Path) -> bool {
        self.files.get(path) == Some(&Why::Settled)
    }

    /// The person has said what becomes of a file.
    pub fn settle(&mut self, path: &Path) {
        self.files.entry(path.to_path_buf()).and_modify(|why| *why = Why::Settled);
    }

    /// Returns the files of which nobody has said why they are not there.
    pub fn unclear(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.iter().filter(|(_, why)| **why == Why::Unclear).map(|(path, _)| path)
    }
}

/// Says that a file is gone that held something.
pub fn gone(path: &Path) -> Error {
    Error::new(Sort::Io, "error-file-gone").with("path", path.display())
}

/// Waits for files that are not there; returns those that stay away.
///
/// # Errors
/// As for [`Absent::find`].
pub fn wait(files: &dyn Files, store: &Store, mut absent: Vec<PathBuf>) -> Result<Vec<PathBuf>> {
    if absent.is_empty() {
        return Ok(absent);
    }
    let busy = pass(files, GIT, || busy(files, store))?;
    if let Some(lock) = busy {
        let seconds = GIT.as_secs();
        return Err(Error::new(Sort::Io, "error-git-busy").with("path", lock.display()).with("seconds", seconds));
    }
    pass(files, GAP, || {
        let mut still = Vec::new();
        for path in absent.drain(..) {
            if files.kind(&path)?.is_none() {
                still.push(path);
            }
        }
        absent = still;
        Ok((!absent.is_empty()).then_some(()))
    })?;
    Ok(absent)
}

/// Waits while git is at work in the repository of a store, but not for long: it may be about to bring a file, and what
/// is replaced while git reads it is cut short in git. A lock that was waited for in vain is `left` by a git that is no
/// more: it is not waited for again.
///
/// # Errors
/// It cannot be told whether git is at work.
pub fn wait_for_git(files: &dyn Files, store: &Store, left: &mut Option<Stamp>) -> Result<()> {
    let stands = pass(files, GAP, || {
        let Some(lock) = busy(files, store)? else { return Ok(None) };
        Ok(files.stamp(&lock)?.filter(|stamp| Some(*stamp) != *left))
    })?;
    *left = stands.or(*left);
    Ok(())
}

/// Lets time pass while something is the case; returns what is the case at the end.
fn pass<T>(files: &dyn Files, most: Duration, mut found: impl FnMut() -> Result<Option<T>>) -> Result<Option<T>> {
    let mut waited = Duration::ZERO;
    loop {
        match found()? {
            Some(_) if waited < most => {}
            found => return Ok(found),
        }
        files.pause(STEP);
        waited += STEP;
    }
}

/// Returns the lock of git's that says that it is at work in the repository of a store.
fn busy(files: &dyn Files, store: &Store) -> Result<Option<PathBuf>> {
    let Some(folder) = repository(files, store)? else { return Ok(None) };
    let lock = folder.join("index.lock");
    Ok(files.kind(&lock)?.map(|_| lock))
}

/// Returns the folder in which git keeps what belongs to the working tree of a store.
pub fn repository(files: &dyn Files, store: &Store) -> Result<Option<PathBuf>> {
    // A store behind a link lies in the repository that the link leads into.
    for above in files.real(&store.root).ancestors() {
        let git = above.join(".git");
        match files.kind(&git)? {
            Some(Kind::Folder) => return Ok(Some(git)),
            Some(Kind::File) => {
                let text = read_there(files, &git)?.unwrap_or_default();
                let text = String::from_utf8_lossy(&text).into_owned();
                return Ok(text.strip_prefix("gitdir:").map(|folder| above.join(folder.trim())));
            }
            _ => {}
        }
    }
    Ok(None)
}

/// Tells whether a commit has removed a file of a store as it is known, or with all that is known of it: another file
/// of the same path that was removed once says nothing of this one. One that could not be read is nobody's to ask about.
fn removed(files: &dyn Files, store: &Store, path: &Path, known: &Known) -> bool {
    if !known.holds() {
        return true;
    }
    let inside = path.strip_prefix(&store.root).ok().and_then(Path::to_str);
    let is = |version: &[u8]| version == known.data || known.is_within(path, version);
    inside.and_then(|inside| files.removed(&store.root, inside, &is)).unwrap_or(false)
}

#[cfg(test)]
mod tests;

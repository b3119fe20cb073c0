//! The door to the file system: everything that reads or writes a file goes through [`Files`].

mod disk;
mod fenced;
mod git;
pub mod pdf;
mod scripted;
pub mod system;

pub use disk::Disk;
pub use fenced::{Fenced, Stores};
pub use scripted::{Fault, Scripted};
pub use system::Standpoint;

use crate::error::{self, Error, Result};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What an entry of a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file, or a link to one.
    File,
    /// A folder, not a link to one (links to folders could run in circles).
    Folder,
    /// Anything else: never opened.
    Other,
}

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its full path.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
}

/// A hint at whether a file has changed: its size in bytes, its time of change in nanoseconds, its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Size in bytes.
    pub size: u64,
    /// Time of last change, nanoseconds since 1970, or before it.
    pub changed: i128,
    /// What tells the file from others of the same system, where that is known; else 0.
    pub number: u64,
}

/// A lock held until it is dropped.
pub struct Lock {
    _held: Option<std::fs::File>,
}

/// Writes a file whole into a folder that must be there already: where a person named the path.
///
/// # Errors
/// There is no such folder, or it cannot be written.
pub fn write_beside(files: &dyn Files, path: &Path, data: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder {
        Some(folder) if files.kind(folder)? != Some(Kind::Folder) => {
            Err(Error::data("error-no-folder").with("path", folder.display()))
        }
        _ => files.write(path, data),
    }
}

/// How the names of files begin that are being written; one that stays was left by a program that was ended.
pub const TEMPORARY: &str = ".meipi-";

/// How long a lock is waited for before that is said, and how long at all.
const LOCK_SAID: Duration = Duration::from_secs(2);
const LOCK_LONGEST: Duration = Duration::from_secs(20);

/// Waits for the lock of that name and holds it; `told` hears of it if that takes long.
///
/// # Errors
/// The lock file cannot be made, or another program does not let go of it.
pub fn lock(files: &dyn Files, path: &Path, told: &dyn Fn(&Error)) -> Result<Lock> {
    let held = |key| Error::new(error::Kind::Io, key).with("path", path.display());
    let mut waited = Duration::ZERO;
    loop {
        if let Some(lock) = files.try_lock(path)? {
            return Ok(lock);
        }
        if waited >= LOCK_LONGEST {
            return Err(held("error-locked").with("seconds", LOCK_LONGEST.as_secs()));
        }
        let next = (waited / 8).clamp(Duration::from_millis(1), Duration::from_millis(50));
        if waited < LOCK_SAID && waited + next >= LOCK_SAID {
            told(&held("error-waiting-for-lock"));
        }
        files.pause(next);
        waited += next;
    }
}

/// Reads a whole file; none if it is not there.
///
/// # Errors
/// It is there, or may be, and cannot be read.
pub fn read_there(files: &dyn Files, path: &Path) -> Result<Option<Vec<u8>>> {
    match files.read(path) {
        Err(error) if error.is_absence() => Ok(None),
        read => read.map(Some),
    }
}

/// Lists a folder, in no particular order; one that is not there holds nothing.
///
/// # Errors
/// It is there, or may be, and cannot be read.
pub fn list_there(files: &dyn Files, folder: &Path) -> Result<Vec<Entry>> {
    match files.list(folder) {
        Err(error) if error.is_absence() => Ok(Vec::new()),
        listed => listed,
    }
}

/// Reading, listing, writing whole and locking.
pub trait Files: Send + Sync {
    /// Reads a whole file.
    ///
    /// # Errors
    /// The file is missing or cannot be read.
    fn read(&self, path: &Path) -> Result<Vec<u8>>;

    /// Reads at most `most` bytes from the start of a file.
    ///
    /// # Errors
    /// The file is missing or cannot be read.
    fn head(&self, path: &Path, most: usize) -> Result<Vec<u8>>;

    /// Lists a folder, in no particular order.
    ///
    /// # Errors
    /// The folder is missing, or it or an entry of it cannot be read.
    fn list(&self, folder: &Path) -> Result<Vec<Entry>>;

    /// Returns what the path leads to, links followed; none if it leads nowhere.
    ///
    /// # Errors
    /// It cannot be told whether something is there.
    fn kind(&self, path: &Path) -> Result<Option<Kind>>;

    /// Returns the path that a path leads to, links and `..` followed; of what is not there, as far as it is. The path
    /// is a full one.
    fn real(&self, path: &Path) -> PathBuf;

    /// Returns the change stamp of a file; none if it does not exist.
    ///
    /// # Errors
    /// As for [`Self::kind`].
    fn stamp(&self, path: &Path) -> Result<Option<Stamp>>;

    /// Writes a file whole or not at all, and returns when it is on the disk. Missing folders are made.
    ///
    /// # Errors
    /// The folder or the file cannot be written; the old file is then untouched.
    fn write(&self, path: &Path, data: &[u8]) -> Result<()> {
        self.write_if(path, data, &mut || Ok(true)).map(|_| ())
    }

    /// Writes a file as [`Self::write`] does, if it may be: `may` is asked at the last moment, when all is ready. Returns
    /// what it answers.
    ///
    /// # Errors
    /// As for [`Self::write`], and those of `may`.
    fn write_if(&self, path: &Path, data: &[u8], may: &mut dyn FnMut() -> Result<bool>) -> Result<bool>;

    /// Removes a file; a missing one is no error.
    ///
    /// # Errors
    /// The file cannot be removed.
    fn remove(&self, path: &Path) -> Result<()>;

    /// Takes the lock of that name and holds it; none if somebody else has it.
    ///
    /// # Errors
    /// The lock file cannot be made.
    fn try_lock(&self, path: &Path) -> Result<Option<Lock>>;

    /// Lets time pass.
    fn pause(&self, time: Duration);

    /// Asks git about a folder, and returns what it says; nothing if there is no git, or if it fails.
    fn git(&self, folder: &Path, words: &[&str]) -> Option<Vec<u8>>;

    /// Returns the versions of a file that git could not merge, as they stand in its index: what both sides began with,
    /// ours, theirs, each if it is there; nothing if there is no git, or no repository.
    fn stages(&self, path: &Path) -> Option<[Option<Vec<u8>>; 3]>;

    /// Lists the files below a folder that git could not merge; nothing if there is no git, or no repository.
    fn unmerged(&self, folder: &Path) -> Option<Vec<PathBuf>>;

    /// Tells whether a commit of git's has removed a file, whose path is seen from a folder, and `is` holds of a version
    /// of it before that: it is neither in the index nor in the commit at hand; nothing if it cannot be told.
    fn removed(&self, folder: &Path, inside: &str, is: &dyn Fn(&[u8]) -> bool) -> Option<bool>;
}

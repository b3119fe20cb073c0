//! Files in memory whose failures are written down beforehand, for tests.

use super::{Entry, Files, Kind, Lock, Stamp};
use crate::error::{Error, Result};
use std::collections::{BTreeMap, VecDeque};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Default)]
struct State {
    files: BTreeMap<PathBuf, (Vec<u8>, u128)>,
    failures: VecDeque<bool>,
    git: BTreeMap<(PathBuf, String), Vec<u8>>,
    clock: u128,
}

/// A file system in memory.
#[derive(Default)]
pub struct Scripted {
    state: Mutex<State>,
}

impl Scripted {
    /// Says of each of the next writes whether it fails; later ones succeed.
    pub fn fail_writes(&self, script: &[bool]) {
        self.state().failures = script.iter().copied().collect();
    }

    /// Says what git answers to a command about a folder, its words parted by blanks.
    pub fn answer_git(&self, folder: &Path, words: &str, answer: &[u8]) {
        self.state().git.insert((folder.to_path_buf(), words.to_owned()), answer.to_vec());
    }

    /// Returns the paths of all files.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.state().files.keys().cloned().collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Paths are taken by their names: `..` goes up one name.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

fn missing(path: &Path) -> Error {
    Error::io("error-read", path, &std::io::ErrorKind::NotFound.into())
}

impl Files for Scripted {
    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        self.state().files.get(&plain(path)).map(|(data, _)| data.clone()).ok_or_else(|| missing(path))
    }

    fn head(&self, path: &Path, most: usize) -> Result<Vec<u8>> {
        let mut data = self.read(path)?;
        data.truncate(most);
        Ok(data)
    }

    fn list(&self, folder: &Path) -> Result<Vec<Entry>> {
        let mut entries: Vec<Entry> = Vec::new();
        for path in self.paths() {
            let Ok(inside) = path.strip_prefix(plain(folder)) else { continue };
            let mut parts = inside.components();
            let Some(first) = parts.next() else { continue };
            let kind = if parts.next().is_some() { Kind::Folder } else { Kind::File };
            let entry = Entry { path: folder.join(first), kind };
            if entries.last() != Some(&entry) {
                entries.push(entry);
            }
        }
        if entries.is_empty() { Err(missing(folder)) } else { Ok(entries) }
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        if self.state().files.contains_key(&plain(path)) {
            return Some(Kind::File);
        }
        self.list(path).ok().map(|_| Kind::Folder)
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        let state = self.state();
        let (data, changed) = state.files.get(path)?;
        Some(Stamp { size: data.len() as u64, changed: *changed, number: 0 })
    }

    fn write(&self, path: &Path, data: &[u8]) -> Result<()> {
        let mut state = self.state();
        if state.failures.pop_front().unwrap_or(false) {
            return Err(Error::io("error-write", path, &std::io::ErrorKind::StorageFull.into()));
        }
        state.clock += 1;
        let now = state.clock;
        state.files.insert(path.to_path_buf(), (data.to_vec(), now));
        Ok(())
    }

    fn remove(&self, path: &Path) -> Result<()> {
        self.state().files.remove(path);
        Ok(())
    }

    fn lock(&self, _path: &Path) -> Result<Lock> {
        Ok(Lock { _held: None })
    }

    fn git(&self, folder: &Path, words: &[&str]) -> Option<Vec<u8>> {
        self.state().git.get(&(folder.to_path_buf(), words.join(" "))).cloned()
    }
}

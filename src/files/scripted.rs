//! Files in memory whose failures are written down beforehand, for tests.

use super::{Entry, Files, Kind, Lock, Stamp};
use crate::error::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It fails, and nothing is done.
    Fails,
    /// It is done, and fails all the same: what was written stands, but nobody knows for how long.
    FailsLate,
    /// The program has a mistake there.
    Panic,
}

#[derive(Default)]
struct State {
    files: BTreeMap<PathBuf, (Vec<u8>, i128)>,
    faults: BTreeMap<usize, Fault>,
    calls: usize,
    git: BTreeMap<(PathBuf, String), Vec<u8>>,
    stages: BTreeMap<PathBuf, [Option<Vec<u8>>; 3]>,
    removed: BTreeMap<PathBuf, Vec<u8>>,
    clock: i128,
    /// Paths, with all below them, that no call gets at.
    out_of_reach: Vec<(PathBuf, ErrorKind)>,
    /// Locks that another program has.
    locked: BTreeSet<PathBuf>,
    /// How long was waited, and what happens when so long was waited: a file is there, or gone.
    paused: Duration,
    events: Vec<(Duration, PathBuf, Option<Vec<u8>>)>,
    /// The files that others write while a file is being written, each time one.
    between: BTreeMap<PathBuf, Vec<(PathBuf, Vec<u8>)>>,
}

/// How much later each file is written than the one before, in nanoseconds: a minute.
const TICK: i128 = 60_000_000_000;

/// A file system in memory.
#[derive(Default)]
pub struct Scripted {
    state: Mutex<State>,
}

impl Scripted {
    /// Says what goes wrong at which call, counted from now on; all calls count but those that ask for a real path or
    /// ask git.
    pub fn fail(&self, faults: impl IntoIterator<Item = (usize, Fault)>) {
        let mut state = self.state();
        state.calls = 0;
        state.faults = faults.into_iter().collect();
    }

    /// Returns how many calls there were since it was last said what goes wrong.
    pub fn calls(&self) -> usize {
        self.state().calls
    }

    /// Counts a call, and returns what goes wrong with it.
    fn call(&self) -> Option<Fault> {
        let mut state = self.state();
        state.calls += 1;
        let fault = state.faults.get(&(state.calls - 1)).copied();
        drop(state);
        assert!(fault != Some(Fault::Panic), "a scripted mistake");
        fault
    }

    /// Has every call about a path, or about anything below it, fail in this way from now on.
    pub fn put_out_of_reach(&self, path: &Path, cause: ErrorKind) {
        self.state().out_of_reach.push((path.to_path_buf(), cause));
    }

    /// Has calls about these paths succeed again.
    pub fn put_in_reach(&self) {
        self.state().out_of_reach.clear();
    }

    /// Has another program hold a lock from now on, or let go of it.
    pub fn hold(&self, lock: &Path, on: bool) {
        let mut state = self.state();
        if on {
            state.locked.insert(lock.to_path_buf())
        } else {
            state.locked.remove(lock)
        };
    }

    /// Has a file be written or removed by others when somebody has waited so long from now on.
    pub fn after(&self, wait: Duration, path: &Path, data: Option<&[u8]>) {
        let mut state = self.state();
        let at = state.paused + wait;
        state.events.push((at, path.to_path_buf(), data.map(<[u8]>::to_vec)));
    }

    /// Has others write while a file is being written: these files in turn, each time one.
    pub fn between<'a>(&self, path: &Path, written: impl IntoIterator<Item = (&'a Path, Vec<u8>)>) {
        let mut written: Vec<_> = written.into_iter().map(|(path, data)| (plain(path), data)).collect();
        written.reverse();
        self.state().between.insert(path.to_path_buf(), written);
    }

    fn let_others_write(&self, path: &Path) {
        let mut state = self.state();
        if let Some((path, data)) = state.between.get_mut(path).and_then(Vec::pop) {
            state.clock += TICK;
            let now = state.clock;
            state.files.insert(path, (data, now));
        }
    }

    /// Returns how long was waited, all in all.
    pub fn paused(&self) -> Duration {
        self.state().paused
    }

    /// Writes a file so many milliseconds after the last one was written.
    pub fn write_soon(&self, path: &Path, data: &[u8], milliseconds: i128) {
        let mut state = self.state();
        state.clock += milliseconds * 1_000_000;
        let now = state.clock;
        state.files.insert(plain(path), (data.to_vec(), now));
    }

    /// Moves a file, or all of a folder, elsewhere.
    pub fn rename(&self, from: &Path, to: &Path) {
        let mut state = self.state();
        let moved: Vec<PathBuf> = state.files.keys().filter(|path| path.starts_with(from)).cloned().collect();
        for path in moved {
            let inside = path.strip_prefix(from).unwrap_or(Path::new(""));
            let new = if inside.as_os_str().is_empty() { to.to_path_buf() } else { to.join(inside) };
            if let Some(file) = state.files.remove(&path) {
                state.files.insert(new, file);
            }
        }
    }

    /// Fails if the call is to fail.
    fn check(&self, key: &'static str, path: &Path) -> Result<()> {
        match self.call() {
            Some(_) => Err(Error::io(key, path, &ErrorKind::StorageFull.into())),
            None => self.reach(key, path),
        }
    }

    fn reach(&self, key: &'static str, path: &Path) -> Result<()> {
        let path = plain(path);
        let cause = self.state().out_of_reach.iter().find(|(folder, _)| path.starts_with(folder)).map(|(_, e)| *e);
        cause.map_or(Ok(()), |cause| Err(Error::io(key, &path, &cause.into())))
    }

    /// Says what git answers to a command about a folder, its words parted by blanks.
    pub fn answer_git(&self, folder: &Path, words: &str, answer: &[u8]) {
        self.state().git.insert((folder.to_path_buf(), words.to_owned()), answer.to_vec());
    }

    /// Says what git's index holds of a file that it could not merge.
    pub fn answer_stages(&self, path: &Path, stages: [Option<Vec<u8>>; 3]) {
        self.state().stages.insert(path.to_path_buf(), stages);
    }

    /// Says that a commit of git's has removed a file that held this.
    pub fn answer_removed(&self, path: &Path, held: &[u8]) {
        self.state().removed.insert(path.to_path_buf(), held.to_vec());
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
    Error::io("error-read", path, &ErrorKind::NotFound.into())
}

impl Files for Scripted {
    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        self.check("error-read", path)?;
        self.state().files.get(&plain(path)).map(|(data, _)| data.clone()).ok_or_else(|| missing(path))
    }

    fn head(&self, path: &Path, most: usize) -> Result<Vec<u8>> {
        let mut data = self.read(path)?;
        data.truncate(most);
        Ok(data)
    }

    fn list(&self, folder: &Path) -> Result<Vec<Entry>> {
        self.check("error-list", folder)?;
        self.entries(folder)
    }

    fn real(&self, path: &Path) -> PathBuf {
        plain(path)
    }

    fn kind(&self, path: &Path) -> Result<Option<Kind>> {
        self.check("error-cannot-tell", path)?;
        if self.state().files.contains_key(&plain(path)) {
            return Ok(Some(Kind::File));
        }
        Ok(self.entries(path).ok().map(|_| Kind::Folder))
    }

    fn stamp(&self, path: &Path) -> Result<Option<Stamp>> {
        self.check("error-cannot-tell", path)?;
        let state = self.state();
        let stamp = |(data, changed): &(Vec<u8>, i128)| Stamp { size: data.len() as u64, changed: *changed, number: 0 };
        Ok(state.files.get(&plain(path)).map(stamp))
    }

    fn write_if(&self, path: &Path, data: &[u8], may: &mut dyn FnMut() -> Result<bool>) -> Result<bool> {
        let fault = self.call();
        self.reach("error-write", path)?;
        let failure = Err(Error::io("error-write", path, &ErrorKind::StorageFull.into()));
        if fault == Some(Fault::Fails) {
            return failure;
        }
        self.let_others_write(path);
        if !may()? {
            return Ok(false);
        }
        let mut state = self.state();
        state.clock += TICK;
        let now = state.clock;
        state.files.insert(plain(path), (data.to_vec(), now));
        if fault.is_some() { failure } else { Ok(true) }
    }

    fn remove(&self, path: &Path) -> Result<()> {
        let fault = self.call();
        self.reach("error-write", path)?;
        let failure = Err(Error::io("error-write", path, &ErrorKind::StorageFull.into()));
        if fault == Some(Fault::Fails) {
            return failure;
        }
        self.state().files.remove(&plain(path));
        if fault.is_some() { failure } else { Ok(()) }
    }

    fn try_lock(&self, path: &Path) -> Result<Option<Lock>> {
        self.check("error-lock", path)?;
        let free = !self.state().locked.contains(path);
        Ok(free.then_some(Lock { _held: None }))
    }

    fn pause(&self, time: Duration) {
        let mut state = self.state();
        state.paused += time;
        let paused = state.paused;
        let (due, later): (Vec<_>, Vec<_>) = state.events.drain(..).partition(|(at, ..)| *at <= paused);
        state.events = later;
        for (_, path, data) in due {
            state.clock += TICK;
            let now = state.clock;
            match data {
                Some(data) => state.files.insert(path, (data, now)),
                None => state.files.remove(&path),
            };
        }
    }

    fn git(&self, folder: &Path, words: &[&str]) -> Option<Vec<u8>> {
        self.state().git.get(&(folder.to_path_buf(), words.join(" "))).cloned()
    }

    fn stages(&self, path: &Path) -> Option<[Option<Vec<u8>>; 3]> {
        self.state().stages.get(path).cloned()
    }

    fn unmerged(&self, _folder: &Path) -> Option<Vec<PathBuf>> {
        None
    }

    fn removed(&self, folder: &Path, inside: &str, is: &dyn Fn(&[u8]) -> bool) -> Option<bool> {
        let held = self.state().removed.get(&folder.join(inside)).cloned();
        held.map(|held| is(&held))
    }
}

impl Scripted {
    fn entries(&self, folder: &Path) -> Result<Vec<Entry>> {
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
}

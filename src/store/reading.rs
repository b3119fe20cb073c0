//! How far a library has been read while it has no store: kept in the state directory until there is one.

use super::bytes;
use super::personal::{progress, write_progress};
use super::session::folder;
use crate::annotation::{Book, Progresses, merge};
use crate::error::{Error, Result};
use crate::files::{Files, lock, read_there};
use crate::library::Places;
use std::path::{Path, PathBuf};

/// The file, and what this program knows of it. Several programs may write it: what they say is merged.
pub struct Reading {
    path: PathBuf,
    known: Progresses,
    /// It was handed over to be written into a store, as it was then.
    taken: Option<Vec<u8>>,
}

impl Reading {
    /// Finds that of a library.
    pub fn new(places: &Places, library: &Path) -> Self {
        Self { path: folder(places, library).join("reading.ron"), known: Progresses::new(), taken: None }
    }

    /// Returns how far the library has been read, to be written into a store or to be known; the file stays until
    /// [`Self::drop`].
    ///
    /// # Errors
    /// The file cannot be read, or not be understood.
    pub fn take_up(&mut self, files: &dyn Files) -> Result<Progresses> {
        let data = read_there(files, &self.path)?;
        self.known = data.as_deref().map_or(Ok(Progresses::new()), |data| self.parsed(data))?;
        self.taken = data;
        Ok(self.known.clone())
    }

    fn parsed(&self, data: &[u8]) -> Result<Progresses> {
        let source = bytes::utf8(&self.path, data)?;
        let (content, sealed) = progress(&self.path, source)?;
        sealed.map_or(Ok(()), Err)?;
        Ok(content.book.personal(NOBODY).progress.clone())
    }

    fn lock(&self) -> PathBuf {
        self.path.with_extension("lock")
    }

    /// Writes how far the library has been read; what other programs have written meanwhile stays.
    ///
    /// # Errors
    /// The file cannot be understood, or not be written.
    pub fn save(&mut self, files: &dyn Files, mine: Progresses) -> Result<()> {
        let told = |_: &Error| {};
        let _held = lock(files, &self.lock(), &told)?;
        let there = read_there(files, &self.path)?.map_or(Ok(Progresses::new()), |data| self.parsed(&data))?;
        let book = |progress: &Progresses| {
            let mut book = Book::default();
            book.in_personal(NOBODY, |own| own.progress = progress.clone());
            book
        };
        let (merged, _) = merge(&book(&self.known), &book(&mine), &book(&there));
        files.write(&self.path, write_progress(NOBODY, merged.personal(NOBODY)).as_bytes())?;
        // What others wrote is known when the program is begun again: until then it is not this one's to remove.
        self.known = mine;
        Ok(())
    }

    /// The store holds what was handed over: the file goes, unless another program has written into it since.
    ///
    /// # Errors
    /// The file cannot be removed; it is offered again then, and changes nothing.
    pub fn drop(&mut self, files: &dyn Files) -> Result<()> {
        let Some(taken) = self.taken.take() else { return Ok(()) };
        let _held = lock(files, &self.lock(), &|_| {})?;
        if read_there(files, &self.path)?.is_some_and(|there| there == taken) {
            files.remove(&self.path)?;
        }
        Ok(())
    }
}

/// Whoever sits at this machine: whose name it is, is settled with the first annotation.
const NOBODY: &str = "-";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{ArticleName, Progress};
    use crate::files::{Fault, Scripted};

    fn here(library: &str) -> Reading {
        let places = Places { data: "/d".into(), state: "/s".into(), config: "/c".into() };
        Reading::new(&places, Path::new(library))
    }

    fn read(list: &[(&str, Progress)]) -> Progresses {
        list.iter().map(|(name, state)| (ArticleName::whole(name), *state)).collect()
    }

    #[test]
    fn what_was_read_is_known_again_and_gone_when_a_store_holds_it() {
        let files = Scripted::default();
        let one = read(&[("甲.txt", Progress::Done)]);
        here("/lib").save(&files, one.clone()).unwrap();
        assert_eq!(here("/other").take_up(&files).unwrap(), Progresses::new());
        let mut later = here("/lib");
        assert_eq!(later.take_up(&files).unwrap(), one);
        // Nobody has said yet that a store holds it.
        assert_eq!(here("/lib").take_up(&files).unwrap(), one);
        later.drop(&files).unwrap();
        assert_eq!(here("/lib").take_up(&files).unwrap(), Progresses::new());
    }

    #[test]
    fn two_programs_lose_nothing_of_each_other() {
        let files = Scripted::default();
        let (mut first, mut second) = (here("/lib"), here("/lib"));
        first.take_up(&files).unwrap();
        second.take_up(&files).unwrap();
        first.save(&files, read(&[("甲.txt", Progress::Done)])).unwrap();
        second.save(&files, read(&[("乙.txt", Progress::Done)])).unwrap();
        // One takes back what it said; what the other said stays.
        first.save(&files, Progresses::new()).unwrap();
        let all = here("/lib").take_up(&files).unwrap();
        assert_eq!(all, read(&[("乙.txt", Progress::Done)]));
        // A store has taken over what was there; the other program writes once more before that is forgotten.
        let mut third = here("/lib");
        third.take_up(&files).unwrap();
        second.save(&files, read(&[("乙.txt", Progress::Reading), ("丙.txt", Progress::Done)])).unwrap();
        third.drop(&files).unwrap();
        let left = here("/lib").take_up(&files).unwrap();
        assert_eq!(left, read(&[("乙.txt", Progress::Reading), ("丙.txt", Progress::Done)]));
    }

    #[test]
    fn a_file_that_is_not_understood_stays_as_it_is() {
        let files = Scripted::default();
        let path = here("/lib").path;
        files.write(&path, b"(version: 99, and so on").unwrap();
        assert!(here("/lib").take_up(&files).is_err());
        assert!(here("/lib").save(&files, read(&[("甲.txt", Progress::Done)])).is_err());
        assert_eq!(files.read(&path).unwrap(), b"(version: 99, and so on");
    }

    /// Whatever call fails, the file holds what it held or what it is to hold.
    #[test]
    fn a_save_that_fails_leaves_what_was_there() {
        let (old, new) = (read(&[("甲.txt", Progress::Done)]), read(&[("乙.txt", Progress::Done)]));
        for call in 0..12 {
            for fault in [Fault::Fails, Fault::FailsLate] {
                let files = Scripted::default();
                here("/lib").save(&files, old.clone()).unwrap();
                let mut reading = here("/lib");
                reading.take_up(&files).unwrap();
                files.fail([(call, fault)]);
                let saved = reading.save(&files, new.clone());
                files.fail([]);
                let there = here("/lib").take_up(&files).unwrap();
                assert!(there == new || saved.is_err() && there == old, "{call}: {there:?}");
            }
        }
    }
}

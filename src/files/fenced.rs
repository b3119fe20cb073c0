//! The fence around stores: nothing in one is read or written through a link that leads out of it.

use super::{Entry, Files, Kind, Lock, Stamp};
use crate::error::{Error, Result};
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Which folders are stores.
#[derive(Clone, Debug)]
pub struct Stores {
    /// The name of one that lies beside its texts.
    pub name: &'static str,
    /// The folder of those that do not.
    pub central: PathBuf,
    /// One that was named outright.
    pub named: Option<PathBuf>,
}

/// Files in which a path inside a store that leads out of it is refused: a store may be a stranger's, and a link in it
/// may lead to any file of the person's. The folder of a store may itself be a link; where it leads is asked once.
///
/// What a path is, and when it was changed, is told of any: that gives nothing away and changes nothing.
pub struct Fenced<F> {
    files: F,
    stores: Stores,
    /// Where the folders of stores lead.
    homes: Mutex<HashMap<PathBuf, PathBuf>>,
}

impl<F: Files> Fenced<F> {
    /// Puts the fence around stores.
    pub fn new(files: F, stores: Stores) -> Self {
        let stores =
            Stores { central: full(&stores.central), named: stores.named.as_deref().map(full), name: stores.name };
        Self { files, stores, homes: Mutex::default() }
    }

    /// Returns the folder of the store that a full path lies in. The outermost counts: what is called so inside a store
    /// is none.
    fn store<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        let Stores { name, central, named } = &self.stores;
        let is_store = |folder: &&Path| {
            folder.file_name().is_some_and(|own| own == *name)
                || folder.parent() == Some(central)
                || Some(*folder) == named.as_deref()
        };
        path.ancestors().filter(is_store).last()
    }

    /// Returns the files behind the fence, for a path that does not lead out of the store that it is in.
    ///
    /// # Errors
    /// It leads out.
    fn inside(&self, path: &Path) -> Result<&F> {
        let path = full(path);
        let Some(store) = self.store(&path) else { return Ok(&self.files) };
        let mut homes = self.homes.lock().unwrap_or_else(PoisonError::into_inner);
        let home = homes.entry(store.to_path_buf()).or_insert_with(|| self.files.real(store));
        let real = self.files.real(&path);
        let below =
            real.strip_prefix(home).is_ok_and(|rest| rest.components().all(|c| matches!(c, Component::Normal(_))));
        if below {
            return Ok(&self.files);
        }
        Err(Error::data("error-link-out").with("path", path.display()).with("to", real.display()))
    }
}

fn full(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

impl<F: Files> Files for Fenced<F> {
    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        self.inside(path)?.read(path)
    }

    fn head(&self, path: &Path, most: usize) -> Result<Vec<u8>> {
        self.inside(path)?.head(path, most)
    }

    fn list(&self, folder: &Path) -> Result<Vec<Entry>> {
        self.inside(folder)?.list(folder)
    }

    fn kind(&self, path: &Path) -> Result<Option<Kind>> {
        self.files.kind(path)
    }

    fn real(&self, path: &Path) -> PathBuf {
        self.files.real(path)
    }

    fn stamp(&self, path: &Path) -> Result<Option<Stamp>> {
        self.files.stamp(path)
    }

    fn write_if(&self, path: &Path, data: &[u8], may: &mut dyn FnMut() -> Result<bool>) -> Result<bool> {
        self.inside(path)?.write_if(path, data, may)
    }

    fn remove(&self, path: &Path) -> Result<()> {
        self.inside(path)?.remove(path)
    }

    fn try_lock(&self, path: &Path) -> Result<Option<Lock>> {
        self.inside(path)?.try_lock(path)
    }

    fn pause(&self, time: Duration) {
        self.files.pause(time);
    }

    fn git(&self, folder: &Path, words: &[&str]) -> Option<Vec<u8>> {
        self.files.git(folder, words)
    }

    fn stages(&self, path: &Path) -> Option<[Option<Vec<u8>>; 3]> {
        self.files.stages(path)
    }

    fn unmerged(&self, folder: &Path) -> Option<Vec<PathBuf>> {
        self.files.unmerged(folder)
    }

    fn removed(&self, folder: &Path, inside: &str, is: &dyn Fn(&[u8]) -> bool) -> Option<bool> {
        self.files.removed(folder, inside, is)
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::super::Disk;
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    /// A library with a store, and a file and a folder of the person's beside it.
    fn home() -> (tempfile::TempDir, Fenced<Disk>) {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        fs::create_dir_all(at("lib/.meipi/codebook")).unwrap();
        fs::create_dir_all(at("own")).unwrap();
        fs::write(at("own/profile"), "mine").unwrap();
        let stores = Stores { name: ".meipi", central: at("data/stores"), named: Some(at("named")) };
        (home, Fenced::new(Disk, stores))
    }

    /// What each act does with a path: true if it is refused as leading out.
    fn refused(files: &Fenced<Disk>, path: &Path) -> [bool; 6] {
        let out = |error: Option<Error>| error.is_some_and(|error| error.key == "error-link-out");
        [
            out(files.read(path).err()),
            out(files.head(path, 9).err()),
            out(files.list(path).err()),
            out(files.try_lock(path).err()),
            out(files.remove(path).err()),
            out(files.write(path, b"x").err()),
        ]
    }

    #[test]
    fn nothing_goes_through_a_link_out_of_a_store() {
        let (home, files) = home();
        let store = home.path().join("lib/.meipi");
        symlink("../../own/profile", store.join("terms.txt")).unwrap();
        symlink(home.path().join("own/new"), store.join("lock")).unwrap();
        symlink(home.path().join("own"), store.join("backup")).unwrap();
        symlink(home.path().join("own/none"), store.join("memo")).unwrap();
        symlink("../..", store.join("codebook/.meipi")).unwrap();
        for path in ["terms.txt", "lock", "backup", "backup/x", "memo/x", "codebook/.meipi/own/profile", "../../own/x"]
        {
            assert_eq!(refused(&files, &store.join(path)), [true; 6], "{path}");
        }
        assert_eq!(fs::read(home.path().join("own/profile")).unwrap(), b"mine");
        assert_eq!(fs::read_dir(home.path().join("own")).unwrap().count(), 1);
        assert_eq!(refused(&files, &store.join("codebook/x.ron")), [false; 6]);
        assert_eq!(refused(&files, &home.path().join("own/y")), [false; 6]);
    }

    #[test]
    fn links_inside_a_store_and_to_a_store_are_followed() {
        let (home, files) = home();
        let at = |path: &str| home.path().join(path);
        symlink("codebook", at("lib/.meipi/tags")).unwrap();
        files.write(&at("lib/.meipi/tags/x.ron"), b"x").unwrap();
        assert_eq!(fs::read(at("lib/.meipi/codebook/x.ron")).unwrap(), b"x");
        fs::create_dir_all(at("other")).unwrap();
        symlink(at("lib/.meipi"), at("other/.meipi")).unwrap();
        assert_eq!(files.read(&at("other/.meipi/codebook/x.ron")).unwrap(), b"x");
        files.write(&at("other/.meipi/memo/y.ron"), b"y").unwrap();
        assert!(at("lib/.meipi/memo/y.ron").exists());
        // It led there when it was first asked: elsewhere is another store.
        fs::remove_file(at("other/.meipi")).unwrap();
        symlink(at("own"), at("other/.meipi")).unwrap();
        assert_eq!(files.read(&at("other/.meipi/profile")).unwrap_err().key, "error-link-out");
    }

    #[test]
    fn stores_that_lie_elsewhere_are_fenced_too() {
        let (home, files) = home();
        for store in ["named", "data/stores/one"] {
            let store = home.path().join(store);
            fs::create_dir_all(&store).unwrap();
            symlink(home.path().join("own/profile"), store.join("terms.txt")).unwrap();
            assert_eq!(refused(&files, &store.join("terms.txt")), [true; 6]);
        }
    }
}

//! The real file system.

use super::{Entry, Files, Kind, Lock, Stamp, TEMPORARY, git};
use crate::error::{Error, Result, is_absence};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The file system of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

/// The most links that are followed one after the other, as in Linux.
const LINKS: usize = 40;

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        refuse_special(path)?;
        fs::read(path).map_err(|e| Error::io("error-read", path, &e))
    }

    fn head(&self, path: &Path, most: usize) -> Result<Vec<u8>> {
        refuse_special(path)?;
        let mut data = Vec::with_capacity(most.min(1 << 20));
        fs::File::open(path)
            .and_then(|file| file.take(most as u64).read_to_end(&mut data))
            .map_err(|e| Error::io("error-read", path, &e))?;
        Ok(data)
    }

    fn list(&self, folder: &Path) -> Result<Vec<Entry>> {
        let fail = |e: &std::io::Error| Error::io("error-list", folder, e);
        let entries = fs::read_dir(folder).map_err(|e| fail(&e))?;
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|e| fail(&e))?;
            match entry.file_type().map(|sort| Entry { kind: kind_listed(&entry.path(), sort), path: entry.path() }) {
                Ok(entry) => found.push(entry),
                // It was removed meanwhile.
                Err(e) if is_absence(e.kind()) => {}
                Err(e) => return Err(fail(&e)),
            }
        }
        Ok(found)
    }

    fn real(&self, path: &Path) -> PathBuf {
        let (mut at, mut missing) = (path.to_path_buf(), Vec::new());
        let mut links = 0;
        loop {
            if let Ok(found) = fs::canonicalize(&at) {
                return missing.iter().rev().fold(found, |path, name| path.join(name));
            }
            let (Some(parent), Some(name)) = (at.parent(), at.file_name()) else { return path.to_path_buf() };
            // A link to what is not there leads there all the same.
            let link = fs::read_link(&at).ok().filter(|_| links < LINKS);
            links += usize::from(link.is_some());
            at = match link {
                Some(to) => parent.join(to),
                None => {
                    missing.push(name.to_owned());
                    parent.to_path_buf()
                }
            };
        }
    }

    fn kind(&self, path: &Path) -> Result<Option<Kind>> {
        let found = metadata(path).map_err(|e| Error::io("error-cannot-tell", path, &e))?;
        Ok(found.map(|found| {
            if found.is_dir() {
                Kind::Folder
            } else if found.is_file() {
                Kind::File
            } else {
                Kind::Other
            }
        }))
    }

    fn stamp(&self, path: &Path) -> Result<Option<Stamp>> {
        let stamp = |found: fs::Metadata| {
            let changed = nanoseconds(found.modified()?);
            Ok(Stamp { size: found.len(), changed, number: number(&found) })
        };
        let found = metadata(path).and_then(|found| found.map(stamp).transpose());
        found.map_err(|e| Error::io("error-cannot-tell", path, &e))
    }

    fn write_if(&self, path: &Path, data: &[u8], may: &mut dyn FnMut() -> Result<bool>) -> Result<bool> {
        // A link stays a link: what it leads to is replaced.
        let path = &match fs::canonicalize(path) {
            Err(e) if is_absence(e.kind()) => path.to_path_buf(),
            real => real.map_err(|e| Error::io("error-write", path, &e))?,
        };
        let folder = path.parent().unwrap_or(Path::new("."));
        let fail = |e: &std::io::Error| Error::io("error-write", path, e);
        match Disk.kind(path)? {
            // A device or a pipe is written into: a file in its place would be the end of it.
            Some(Kind::Other) => {
                let mut file = fs::OpenOptions::new().write(true).open(path).map_err(|e| fail(&e))?;
                return Ok(may()? && file.write_all(data).map(|()| true).map_err(|e| fail(&e))?);
            }
            Some(Kind::Folder) => return Err(Error::data("error-is-folder").with("path", path.display())),
            _ => {}
        }
        make_folders(folder).map_err(|e| fail(&e))?;
        let mut file = temporary(folder, path).map_err(|e| fail(&e))?;
        file.write_all(data).and_then(|()| file.as_file().sync_all()).map_err(|e| fail(&e))?;
        if !may()? {
            return Ok(false);
        }
        file.persist(path).map_err(|e| fail(&e.error))?;
        sync_folder(folder).map(|()| true).map_err(|e| fail(&e))
    }

    fn remove(&self, path: &Path) -> Result<()> {
        match fs::remove_file(path) {
            Err(e) if is_absence(e.kind()) => Ok(()),
            done => done
                .and_then(|()| path.parent().map_or(Ok(()), sync_folder))
                .map_err(|e| Error::io("error-write", path, &e)),
        }
    }

    fn try_lock(&self, path: &Path) -> Result<Option<Lock>> {
        let fail = |e: &std::io::Error| Error::io("error-lock", path, e);
        if let Some(folder) = path.parent() {
            make_folders(folder).map_err(|e| fail(&e))?;
        }
        refuse_special(path)?;
        let file = fs::OpenOptions::new().create(true).append(true).open(path).map_err(|e| fail(&e))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _held: Some(file) })),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(e)) => Err(fail(&e)),
        }
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }

    fn git(&self, folder: &Path, words: &[&str]) -> Option<Vec<u8>> {
        git::ask(folder, words)
    }

    fn stages(&self, path: &Path) -> Option<[Option<Vec<u8>>; 3]> {
        git::stages(path)
    }

    fn unmerged(&self, folder: &Path) -> Option<Vec<PathBuf>> {
        git::unmerged(folder)
    }

    fn removed(&self, folder: &Path, inside: &str, is: &dyn Fn(&[u8]) -> bool) -> Option<bool> {
        git::removed(folder, inside, is)
    }
}

/// Makes a folder and those above it that are missing; they are on the disk when this returns.
fn make_folders(folder: &Path) -> std::io::Result<()> {
    let missing: Vec<&Path> =
        folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists()).collect();
    fs::create_dir_all(folder)?;
    missing
        .iter()
        .rev()
        .filter_map(|made| made.parent())
        .filter(|above| !above.as_os_str().is_empty())
        .try_for_each(sync_folder)
}

/// Asks the system about a path; none if it leads nowhere.
fn metadata(path: &Path) -> std::io::Result<Option<fs::Metadata>> {
    match fs::metadata(path) {
        Err(e) if is_absence(e.kind()) => Ok(None),
        found => found.map(Some),
    }
}

/// Returns a time in nanoseconds since 1970; one before is negative.
fn nanoseconds(time: SystemTime) -> i128 {
    let count = |length: Duration| i128::try_from(length.as_nanos()).unwrap_or(i128::MAX);
    time.duration_since(UNIX_EPOCH).map_or_else(|before| -count(before.duration()), count)
}

/// Returns what an entry of a folder is. A link that cannot be followed now counts as one to a file: reading it says why.
fn kind_listed(path: &Path, sort: fs::FileType) -> Kind {
    if sort.is_dir() {
        return Kind::Folder;
    }
    let to_file = || match fs::metadata(path) {
        Ok(found) => found.is_file(),
        Err(e) => !is_absence(e.kind()) && !is_circle(&e),
    };
    if sort.is_file() || sort.is_symlink() && to_file() { Kind::File } else { Kind::Other }
}

/// Tells whether a link leads back to itself.
#[cfg(unix)]
fn is_circle(cause: &std::io::Error) -> bool {
    rustix::io::Errno::from_io_error(cause) == Some(rustix::io::Errno::LOOP)
}

#[cfg(not(unix))]
fn is_circle(_: &std::io::Error) -> bool {
    false
}

/// A pipe or a device could keep a reader, or who locks it, waiting for ever.
fn refuse_special(path: &Path) -> Result<()> {
    match Disk.kind(path)? {
        Some(Kind::Folder) => Err(Error::data("error-is-folder").with("path", path.display())),
        Some(Kind::Other) => Err(Error::data("error-special").with("path", path.display())),
        _ => Ok(()),
    }
}

/// Temporary files are private by default; a replaced file keeps its mode, a new one gets the usual.
#[cfg(unix)]
fn temporary(folder: &Path, path: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    let mode = metadata(path)?.map_or_else(|| fs::Permissions::from_mode(0o644), |found| found.permissions());
    tempfile::Builder::new().prefix(TEMPORARY).permissions(mode).tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary(folder: &Path, _: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)
}

#[cfg(unix)]
fn number(found: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(found)
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}

/// A rename is on the disk only when the folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absence_is_told_from_failure() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        fs::write(&file, "x").unwrap();
        fs::File::open(&file).unwrap().set_modified(UNIX_EPOCH - Duration::from_secs(10)).unwrap();
        let stamp = Disk.stamp(&file).unwrap().unwrap();
        assert_eq!((stamp.size, stamp.changed), (1, -10_000_000_000));
        for gone in [folder.path().join("b"), file.join("c")] {
            assert_eq!((Disk.kind(&gone).unwrap(), Disk.stamp(&gone).unwrap()), (None, None));
            assert!(Disk.read(&gone).unwrap_err().is_absence() && Disk.list(&gone).unwrap_err().is_absence());
        }
        let long = folder.path().join("x".repeat(300));
        assert_eq!(Disk.kind(&long).unwrap_err().key, "error-cannot-tell");
        assert!(Disk.stamp(&long).is_err() && !Disk.read(&long).unwrap_err().is_absence());
        assert!(Disk.write(&long, b"x").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_neither_read_nor_locked() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("lock");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert_eq!(Disk.try_lock(&pipe).err().map(|error| error.key), Some("error-special"));
        assert_eq!(Disk.head(&pipe, 1).unwrap_err().key, "error-special");
        assert_eq!(Disk.try_lock(folder.path()).err().map(|error| error.key), Some("error-is-folder"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_listed_as_what_it_leads_to() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "x").unwrap();
        for (link, to) in [("to-file", "a"), ("to-folder", "."), ("to-nothing", "b"), ("to-itself", "to-itself")] {
            std::os::unix::fs::symlink(to, at(link)).unwrap();
        }
        std::os::unix::fs::symlink("x".repeat(300), at("too-long")).unwrap();
        let mut found: Vec<Entry> = Disk.list(folder.path()).unwrap();
        found.sort_by(|a, b| a.path.cmp(&b.path));
        let names: Vec<_> =
            found.iter().map(|entry| (entry.path.file_name().unwrap().to_str().unwrap(), entry.kind)).collect();
        let wanted = [
            ("a", Kind::File),
            ("to-file", Kind::File),
            ("to-folder", Kind::Other),
            ("to-itself", Kind::Other),
            ("to-nothing", Kind::Other),
            ("too-long", Kind::File),
        ];
        assert_eq!(names, wanted);
    }
}

//! The real file system.

use super::{Entry, Files, Kind, Lock, Stamp, git};
use crate::error::{Error, Result};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The file system of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

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
        Ok(entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let found = entry.file_type().ok()?;
                let kind = if found.is_dir() {
                    Kind::Folder
                } else if found.is_file() || (found.is_symlink() && entry.path().is_file()) {
                    Kind::File
                } else {
                    Kind::Other
                };
                Some(Entry { path: entry.path(), kind })
            })
            .collect())
    }

    fn real(&self, path: &Path) -> PathBuf {
        let (mut at, mut missing) = (path, Vec::new());
        loop {
            if let Ok(found) = fs::canonicalize(at) {
                return missing.iter().rev().fold(found, |path, name| path.join(name));
            }
            let (Some(parent), Some(name)) = (at.parent(), at.file_name()) else { return path.to_path_buf() };
            missing.push(name);
            at = parent;
        }
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        let found = fs::metadata(path).ok()?;
        Some(if found.is_dir() {
            Kind::Folder
        } else if found.is_file() {
            Kind::File
        } else {
            Kind::Other
        })
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        let found = fs::metadata(path).ok()?;
        let changed = found.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?.as_nanos();
        Some(Stamp { size: found.len(), changed, number: number(&found) })
    }

    fn write(&self, path: &Path, data: &[u8]) -> Result<()> {
        // A link stays a link: what it leads to is replaced.
        let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let folder = path.parent().unwrap_or(Path::new("."));
        let fail = |e: &std::io::Error| Error::io("error-write", path, e);
        match Disk.kind(path) {
            // A device or a pipe is written into: a file in its place would be the end of it.
            Some(Kind::Other) => {
                let mut file = fs::OpenOptions::new().write(true).open(path).map_err(|e| fail(&e))?;
                return file.write_all(data).map_err(|e| fail(&e));
            }
            Some(Kind::Folder) => return Err(Error::data("error-is-folder").with("path", path.display())),
            _ => {}
        }
        make_folders(folder).map_err(|e| fail(&e))?;
        let mut file = temporary(folder, path).map_err(|e| fail(&e))?;
        file.write_all(data).and_then(|()| file.as_file().sync_all()).map_err(|e| fail(&e))?;
        file.persist(path).map_err(|e| fail(&e.error))?;
        sync_folder(folder).map_err(|e| fail(&e))
    }

    fn remove(&self, path: &Path) -> Result<()> {
        match fs::remove_file(path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
            done => done
                .and_then(|()| path.parent().map_or(Ok(()), sync_folder))
                .map_err(|e| Error::io("error-write", path, &e)),
        }
    }

    fn lock(&self, path: &Path) -> Result<Lock> {
        let fail = |e: &std::io::Error| Error::io("error-lock", path, e);
        if let Some(folder) = path.parent() {
            make_folders(folder).map_err(|e| fail(&e))?;
        }
        let file = fs::OpenOptions::new().create(true).append(true).open(path).map_err(|e| fail(&e))?;
        file.lock().map_err(|e| fail(&e))?;
        Ok(Lock { _held: Some(file) })
    }

    fn git(&self, folder: &Path, words: &[&str]) -> Option<Vec<u8>> {
        git::ask(folder, words)
    }

    fn stages(&self, path: &Path) -> Option<[Option<Vec<u8>>; 3]> {
        git::stages(path)
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

/// A pipe or a device could keep a reader waiting for ever.
fn refuse_special(path: &Path) -> Result<()> {
    match Disk.kind(path) {
        Some(Kind::Folder) => Err(Error::data("error-is-folder").with("path", path.display())),
        Some(Kind::Other) => Err(Error::data("error-special").with("path", path.display())),
        _ => Ok(()),
    }
}

/// Temporary files are private by default; a replaced file keeps its mode, a new one gets the usual.
#[cfg(unix)]
fn temporary(folder: &Path, path: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_or_else(|_| fs::Permissions::from_mode(0o644), |found| found.permissions());
    tempfile::Builder::new().prefix(".meipi-").permissions(mode).tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary(folder: &Path, _: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(".meipi-").tempfile_in(folder)
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

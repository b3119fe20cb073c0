//! Files of a store that are not as this program would write them, and how they are put right.

use super::bytes::utf8;
use super::card::read_card;
use super::git;
use super::keep::Keeper;
use super::load::{Known, read_known};
use super::place::Store;
use super::versions::{merge_files, older};
use crate::error::{Error, Result};
use crate::files::{Files, Kind, TEMPORARY, list_there, lock, read_there};
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::path::{Path, PathBuf};

/// How a file is not as this program would write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Untidy {
    /// It has git's conflict markers.
    Markers,
    /// It is saved as a spreadsheet saves tables.
    Recoded,
    /// It is of an older version.
    Older(u32),
    /// It does not stand where what it holds belongs, but there.
    Misplaced(PathBuf),
}

/// Lists the files that can be put right, by path, and what kept this from being told of others.
pub fn untidy(
    files: &dyn Files,
    store: &Store,
    known: &HashMap<PathBuf, Known, impl BuildHasher>,
) -> (Vec<(PathBuf, Untidy)>, Vec<Error>) {
    let (mut found, mut unclear) = (Vec::new(), Vec::new());
    let terms = store.terms();
    for (path, file) in known.iter().filter(|(path, file)| file.sealed.is_none() && **path != terms) {
        let Some(content) = &file.content else { continue };
        let belongs = store.path(&content.part);
        let wrong = if file.healed {
            Ok(Some(Untidy::Markers))
        } else if file.recoded.is_some() {
            Ok(Some(Untidy::Recoded))
        } else {
            stands_at(files, path, &belongs).map(|stands| {
                if stands { older(path, &file.data).map(Untidy::Older) } else { Some(Untidy::Misplaced(belongs)) }
            })
        };
        match wrong {
            Ok(wrong) => found.extend(wrong.map(|wrong| (path.clone(), wrong))),
            Err(error) => unclear.push(error),
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    (found, unclear)
}

/// Says which of the files and folders that are only written lead out of the store, or are not what they must be: the
/// lock, backups, settings of git.
pub fn astray(files: &dyn Files, store: &Store) -> Vec<Error> {
    let written = [".gitattributes", ".gitignore"].map(|name| store.root.join(name)).into_iter().chain([store.lock()]);
    let wrong = |path: &PathBuf, keys: &[&str]| files.head(path, 0).err().filter(|error| keys.contains(&error.key));
    let written = written.filter_map(|path| wrong(&path, &["error-link-out", "error-special", "error-is-folder"]));
    written.chain(wrong(&store.backup(), &["error-link-out", "error-special"])).collect()
}

/// Lists the files that programs have begun to write and that nobody writes any more; none while a program is writing.
///
/// # Errors
/// A folder cannot be listed.
pub fn left_behind(files: &dyn Files, store: &Store) -> Result<Vec<PathBuf>> {
    if begun(files, store)?.is_empty() {
        return Ok(Vec::new());
    }
    // Whoever writes holds the lock.
    match files.try_lock(&store.lock())? {
        Some(_held) => begun(files, store),
        None => Ok(Vec::new()),
    }
}

fn begun(files: &dyn Files, store: &Store) -> Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![store.root.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in list_there(files, &folder)? {
            let name = entry.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            match entry.kind {
                Kind::Folder if !name.starts_with('.') => folders.push(entry.path),
                Kind::File if name.starts_with(TEMPORARY) => found.push(entry.path),
                _ => {}
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Says what is wrong with `library.ron`, and what mends it, if anything does.
pub fn check_card(files: &dyn Files, store: &Store) -> Option<(Error, Option<Vec<u8>>)> {
    let path = store.card();
    let data = match read_there(files, &path) {
        Ok(data) => data?,
        Err(error) => return Some((error, None)),
    };
    let text = match utf8(&path, &data) {
        Ok(text) => text,
        Err(error) => return Some((error, None)),
    };
    let error = match read_card(&path, text) {
        // Nothing this program knows mends what another version wrote.
        Ok((_, sealed)) => return sealed.map(|error| (error, None)),
        Err(error) => error,
    };
    let versions = git::versions(files, &path, text);
    let merged = versions.and_then(|[base, ours, theirs]| merge_files(&path, [&base, &ours, &theirs]).ok());
    Some((error, merged.map(|(data, _)| data)))
}

/// Tells whether a file has a name, be it another than the one it was found by: some systems do not tell capitals, or
/// ways to write a letter, apart.
fn stands_at(files: &dyn Files, path: &Path, name: &Path) -> Result<bool> {
    if path == name {
        return Ok(true);
    }
    let stamp = files.stamp(path)?;
    Ok(stamp.is_some() && stamp == files.stamp(name)?)
}

impl Keeper {
    /// Lists the files that can be put right.
    pub fn untidy(&self, files: &dyn Files) -> Vec<PathBuf> {
        untidy(files, self.store(), self.known()).0.into_iter().map(|(path, _)| path).collect()
    }

    /// Puts a file right: writes it anew, where it belongs, merged with what stands there. What it was is kept among
    /// the backups.
    ///
    /// # Errors
    /// A file cannot be read or written; nothing is lost then.
    pub fn tidy(&mut self, files: &dyn Files, path: &Path) -> Result<()> {
        let file = self.known().get(path).cloned().unwrap_or_default();
        let Some(content) = file.content else {
            return Err(file.sealed.unwrap_or_else(|| Error::data("error-not-of-store").with("path", path.display())));
        };
        let (part, belongs) = (content.part.clone(), self.store().path(&content.part));
        self.back_up(files, path, &file.data)?;
        if stands_at(files, path, &belongs)? {
            return self.save(files, &part, content.book).map(|_| ());
        }
        let there = match files.stamp(&belongs)? {
            Some(_) => {
                let parse = content.parse();
                let known = read_known(files, &belongs, parse);
                known.sealed.map_or(Ok(known.content), Err)?
            }
            None => None,
        };
        let merged = there.map_or_else(|| content.clone(), |there| there.merged(&content.emptied(), &content).0);
        self.save(files, &part, merged.book)?;
        let _held = lock(files, &self.store().lock(), &|_| {})?;
        // What somebody has written there meanwhile stays, and is found again.
        if read_there(files, path)?.is_none_or(|data| data == file.data) {
            files.remove(path)?;
            self.forget(path);
        }
        Ok(())
    }
}

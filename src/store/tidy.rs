//! Files of a store that are not as this program would write them, and how they are put right.

use super::card::read_card;
use super::git;
use super::keep::Keeper;
use super::load::{Known, read_known};
use super::place::Store;
use super::versions::{merge_files, older};
use crate::error::{Error, Result};
use crate::files::Files;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::path::{Path, PathBuf};

/// How a file is not as this program would write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Untidy {
    /// It has git's conflict markers.
    Markers,
    /// It is of an older version.
    Older(u32),
    /// It does not stand where what it holds belongs, but there.
    Misplaced(PathBuf),
}

/// Lists the files that can be put right, by path.
pub fn untidy(
    files: &dyn Files,
    store: &Store,
    known: &HashMap<PathBuf, Known, impl BuildHasher>,
) -> Vec<(PathBuf, Untidy)> {
    let mut found = Vec::new();
    for (path, file) in known.iter().filter(|(_, file)| file.sealed.is_none()) {
        let Some(content) = &file.content else { continue };
        let belongs = store.path(&content.part);
        let wrong = if file.healed {
            Some(Untidy::Markers)
        } else if belongs != *path && !same_file(files, path, &belongs) {
            Some(Untidy::Misplaced(belongs))
        } else {
            older(path, &file.data).map(Untidy::Older)
        };
        found.extend(wrong.map(|wrong| (path.clone(), wrong)));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// Says what is wrong with `library.ron`, and what mends it, if anything does.
pub fn check_card(files: &dyn Files, store: &Store) -> Option<(Error, Option<Vec<u8>>)> {
    let path = store.card();
    let text = String::from_utf8_lossy(&files.read(&path).ok()?).into_owned();
    let error = read_card(&path, &text).err()?;
    let versions = git::versions(files, &path, &text);
    let merged = versions.and_then(|[base, ours, theirs]| merge_files(&path, [&base, &ours, &theirs]).ok());
    Some((error, merged.map(|(data, _)| data)))
}

/// Tells whether two names are of one file: some systems do not tell capitals, or ways to write a letter, apart.
fn same_file(files: &dyn Files, one: &Path, other: &Path) -> bool {
    let stamp = files.stamp(one);
    stamp.is_some() && stamp == files.stamp(other)
}

impl Keeper {
    /// Lists the files that can be put right.
    pub fn untidy(&self, files: &dyn Files) -> Vec<PathBuf> {
        untidy(files, self.store(), self.known()).into_iter().map(|(path, _)| path).collect()
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
        if belongs == path || same_file(files, path, &belongs) {
            return self.save(files, &part, content.book).map(|_| ());
        }
        let there = match files.stamp(&belongs) {
            Some(_) => {
                let parse = content.parse();
                let known = read_known(files, &belongs, parse);
                known.sealed.map_or(Ok(known.content), Err)?
            }
            None => None,
        };
        let merged = there.map_or_else(|| content.clone(), |there| there.merged(&content.emptied(), &content).0);
        self.save(files, &part, merged.book)?;
        files.remove(path)?;
        self.forget(path);
        Ok(())
    }
}

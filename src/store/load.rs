//! Reads a whole store. What cannot be read is set aside and named; the rest works.

use super::content::Content;
use super::folders::{self, FOLDERS, Parse};
use super::place::Store;
use super::shape::LARGEST;
use super::{git, table, versions};
use crate::annotation::{Book, Override};
use crate::error::Error;
use crate::files::{Files, Kind};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What a person should know of a file: it is not used, or only read, or was mended while it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub error: Error,
}

/// A file as it was when it was last read or written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its bytes.
    pub data: Vec<u8>,
    /// What it holds, if it can be read.
    pub content: Option<Content>,
    /// It must not be written: broken, newer, or with a field that this program does not know.
    pub sealed: Option<Error>,
    /// It has git's conflict markers, and its content is both sides merged.
    pub healed: bool,
}

/// What a store holds.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// All that it holds.
    pub book: Book,
    /// The files behind them.
    pub known: HashMap<PathBuf, Known>,
    /// What could not be used.
    pub troubles: Vec<Trouble>,
}

/// Reads a store; one that is not there is empty.
pub fn load(files: &dyn Files, store: &Store) -> Loaded {
    let mut loaded = Loaded::default();
    loaded.book.terms = read_terms(files, store).into_iter().collect();
    let (found, unlisted) = store_files(files, store);
    loaded.troubles.extend(unlisted.into_iter().map(|error| Trouble { path: store.root.clone(), error }));
    for (path, parse) in found {
        let known = read_known(files, &path, parse);
        if let Some(content) = known.content.clone() {
            loaded.book.absorb(content.book);
        }
        let healed = || Error::data("error-healed").with("path", path.display());
        if let Some(error) = known.sealed.clone().or_else(|| known.healed.then(healed)) {
            loaded.troubles.push(Trouble { path: path.clone(), error });
        }
        loaded.known.insert(path, known);
    }
    let unlinked = git::unlinked(files, store).map(|error| Trouble { path: store.root.clone(), error });
    loaded.troubles.extend(unlinked);
    loaded
}

/// Returns the files of a store, each with how it is read, and which folders cannot be listed.
pub fn store_files(files: &dyn Files, store: &Store) -> (Vec<(PathBuf, Parse)>, Vec<Error>) {
    let table = (vec![store.attributes()], table::attributes as Parse);
    let table = Some(table).filter(|_| files.kind(&store.attributes()) == Some(Kind::File));
    let mut wrong = Vec::new();
    let folders: Vec<(Vec<PathBuf>, Parse)> = FOLDERS
        .iter()
        .map(|(folder, parse, _)| (ron_files(files, &store.root.join(folder), &mut wrong), *parse))
        .collect();
    let found = folders.into_iter().chain(table);
    (found.flat_map(|(paths, parse)| paths.into_iter().map(move |path| (path, parse))).collect(), wrong)
}

/// Reads what is settled about one document; what cannot be read is nothing.
pub fn settled_of(files: &dyn Files, store: &Store, document: &str) -> Vec<Override> {
    match read_known(files, &store.settled(document), folders::settled).content {
        Some(content) => content.book.overrides(document).to_vec(),
        None => Vec::new(),
    }
}

/// Reads one file and remembers it, readable or not.
pub fn read_known(files: &dyn Files, path: &Path, parse: Parse) -> Known {
    let large = files.stamp(path).is_some_and(|stamp| stamp.size > LARGEST);
    let read = if large {
        Err(Error::data("error-too-large").with("path", path.display()).with("size", LARGEST >> 20))
    } else {
        files.read(path)
    };
    let data = match read {
        Ok(data) => data,
        Err(error) => return Known { sealed: Some(error), ..Known::default() },
    };
    let text = String::from_utf8_lossy(&data);
    let healed = versions::heal(files, path, &text, parse);
    let (healed, parsed) = (healed.is_some(), healed.unwrap_or_else(|| parse(path, &text)));
    match parsed {
        Err(error) => Known { data, sealed: Some(error), ..Known::default() },
        Ok((content, sealed)) => Known { data, content: Some(content), sealed, healed },
    }
}

/// Reads the words of `terms.txt`: one a line, what follows a blank left out.
pub fn read_terms(files: &dyn Files, store: &Store) -> Vec<String> {
    let data = files.read(&store.terms()).unwrap_or_default();
    let text = String::from_utf8_lossy(&data).into_owned();
    let mut terms: Vec<String> = text.lines().filter_map(term_of).map(str::to_owned).collect();
    terms.sort();
    terms.dedup();
    terms
}

/// Returns the word of a line of `terms.txt`; behind `#` there is none.
pub fn term_of(line: &str) -> Option<&str> {
    let word = line.trim_start_matches('\u{feff}').split_whitespace().next();
    word.filter(|word| !word.starts_with('#'))
}

/// Returns the RON files below a folder, sorted; notes what cannot be listed.
fn ron_files(files: &dyn Files, folder: &Path, wrong: &mut Vec<Error>) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        if files.kind(&folder).is_none() {
            continue;
        }
        let entries = files.list(&folder).unwrap_or_else(|error| {
            wrong.push(error);
            Vec::new()
        });
        for entry in entries {
            let hidden = entry.path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
            match entry.kind {
                Kind::Folder => folders.push(entry.path),
                Kind::File if !hidden && entry.path.extension().is_some_and(|e| e == "ron") => found.push(entry.path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

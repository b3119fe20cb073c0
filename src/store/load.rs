//! Reads a whole store. What cannot be read is set aside and named; the rest works.

use super::content::Content;
use super::folders::{self, FOLDERS, Parse};
use super::place::Store;
use super::shape::LARGEST;
use super::{bytes, git, table, terms, versions};
use crate::annotation::{Book, Override, Part};
use crate::error::{Error, Result};
use crate::files::{Files, Kind, list_there};
use std::collections::{HashMap, HashSet};
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
    /// It is saved otherwise than this program writes it: the next save writes it anew.
    pub recoded: Option<Error>,
}

impl Known {
    /// Returns what is known of `terms.txt`.
    pub fn of_terms(text: &str) -> Self {
        let mut book = Book::default();
        book.terms = terms::words(text).map(str::to_owned).collect();
        let content = Content { part: Part::Term(String::new()), book };
        Self { data: text.as_bytes().to_vec(), content: Some(content), ..Self::default() }
    }

    /// Tells whether anything in it would be lost with it. What is left of a removed tag says only that it is gone, as
    /// the missing file does.
    pub fn holds(&self) -> bool {
        let left = |content: &Content| matches!(content.part, Part::Tag(_)) && content.book.codebook.is_empty();
        self.content.as_ref().is_some_and(|content| content.book != Book::default() && !left(content))
    }

    /// Tells whether it is waited for if it is not there: whoever replaces one that cannot be read may be at it.
    pub fn is_missed(&self) -> bool {
        self.holds() || self.sealed.is_some() && !self.data.is_empty()
    }

    /// Tells whether all that it holds is in a version of it.
    pub fn is_within(&self, path: &Path, version: &[u8]) -> bool {
        let Some(mine) = &self.content else { return false };
        let Ok(source) = bytes::source(path, version) else { return false };
        let parsed = match &mine.part {
            Part::Term(_) => Self::of_terms(&source.text).content,
            _ => mine.parse()(path, &source.text).ok().map(|(content, _)| content),
        };
        parsed.is_some_and(|theirs| theirs.merged(&mine.emptied(), mine).0.book == theirs.book)
    }
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
    match terms::read(files, store) {
        Ok((text, recoded)) => {
            loaded.book.terms = terms::words(&text).map(str::to_owned).collect();
            loaded.known.insert(store.terms(), Known::of_terms(&text));
            loaded.troubles.extend(recoded.map(|error| Trouble { path: store.terms(), error }));
        }
        Err(error) => loaded.troubles.push(Trouble { path: store.terms(), error }),
    }
    // It is known that there is one.
    if matches!(files.kind(&store.card()), Ok(Some(_))) {
        loaded.known.insert(store.card(), Known::default());
    }
    let (found, unlisted) = store_files(files, store);
    loaded.troubles.extend(unlisted.into_iter().map(|error| Trouble { path: store.root.clone(), error }));
    for (path, parse) in found {
        let known = read_known(files, &path, parse);
        if let Some(content) = known.content.clone() {
            loaded.book.absorb(content.book);
        }
        let healed = || Error::data("error-healed").with("path", path.display());
        if let Some(error) =
            known.sealed.clone().or_else(|| known.healed.then(healed)).or_else(|| known.recoded.clone())
        {
            loaded.troubles.push(Trouble { path: path.clone(), error });
        }
        loaded.known.insert(path, known);
    }
    let unlinked = git::unlinked(files, store).map(|error| Trouble { path: store.root.clone(), error });
    loaded.troubles.extend(unlinked);
    loaded
}

/// Returns the files of a store, each with how it is read, and what is wrong where they cannot be listed.
pub fn store_files(files: &dyn Files, store: &Store) -> (Vec<(PathBuf, Parse)>, Vec<Error>) {
    let table = (vec![store.attributes()], table::attributes as Parse);
    let mut wrong = Vec::new();
    let table = Some(table).filter(|_| match files.kind(&store.attributes()) {
        Ok(kind) => kind == Some(Kind::File),
        Err(error) => {
            wrong.push(error);
            false
        }
    });
    let folders: Vec<(Vec<PathBuf>, Parse)> = FOLDERS
        .iter()
        .map(|(folder, parse, _)| (ron_files(files, &store.root.join(folder), &mut wrong), *parse))
        .collect();
    let found = folders.into_iter().chain(table);
    (found.flat_map(|(paths, parse)| paths.into_iter().map(move |path| (path, parse))).collect(), wrong)
}

/// Reads what is settled about one document; nothing if there is no such file.
///
/// # Errors
/// The file cannot be read.
pub fn settled_of(files: &dyn Files, store: &Store, document: &str) -> Result<Vec<Override>> {
    let parts = [Part::Settled(document.to_owned()), Part::Genre(document.to_owned())];
    let mut found = Vec::new();
    for (part, parse) in parts.iter().zip([folders::settled as Parse, folders::genre]) {
        let path = store.path(part);
        if files.kind(&path)?.is_none() {
            continue;
        }
        let Known { content, sealed, .. } = read_known(files, &path, parse);
        match content {
            Some(content) => found.extend(content.book.overrides(document).iter().cloned()),
            None => sealed.map_or(Ok(()), Err)?,
        }
    }
    Ok(found)
}

/// Reads one file and remembers it, readable or not.
pub fn read_known(files: &dyn Files, path: &Path, parse: Parse) -> Known {
    let large = || Error::data("error-too-large").with("path", path.display()).with("size", LARGEST >> 20);
    let read = files.stamp(path).and_then(|stamp| match stamp {
        Some(stamp) if stamp.size > LARGEST => Err(large()),
        _ => files.read(path),
    });
    let data = match read {
        Ok(data) => data,
        Err(error) => return Known { sealed: Some(error), ..Known::default() },
    };
    let source = match bytes::source(path, &data) {
        Ok(source) => source,
        Err(error) => return Known { data, sealed: Some(error), ..Known::default() },
    };
    let healed = versions::heal(files, path, &source.text, parse);
    let (healed, parsed) = (healed.is_some(), healed.unwrap_or_else(|| parse(path, &source.text)));
    let recoded = source.recoded;
    match parsed {
        Err(error) => Known { data, sealed: Some(error), ..Known::default() },
        Ok((content, sealed)) => Known { data, content: Some(content), sealed, healed, recoded },
    }
}

/// Returns the RON files below a folder, sorted; notes what cannot be listed. What lies in a folder behind a link is
/// found too, unless it was found under its own name: nothing has two.
fn ron_files(files: &dyn Files, folder: &Path, wrong: &mut Vec<Error>) -> Vec<PathBuf> {
    let (mut found, mut folders, mut linked) = (Vec::new(), vec![folder.to_path_buf()], Vec::new());
    let mut seen = HashSet::new();
    while let Some(folder) = folders.pop().or_else(|| linked.pop()) {
        if !seen.insert(files.real(&folder)) {
            continue;
        }
        let entries = list_there(files, &folder).unwrap_or_else(|error| {
            wrong.push(error);
            Vec::new()
        });
        for entry in entries {
            let hidden = entry.path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
            match entry.kind {
                Kind::Folder => folders.push(entry.path),
                Kind::File if !hidden && entry.path.extension().is_some_and(|e| e == "ron") => found.push(entry.path),
                Kind::Other => match files.kind(&entry.path) {
                    Ok(Some(Kind::Folder)) => linked.push(entry.path),
                    Ok(_) => {}
                    Err(error) => wrong.push(error),
                },
                Kind::File => {}
            }
        }
    }
    found.sort();
    found
}

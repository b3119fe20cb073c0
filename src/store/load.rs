//! Reads a whole store. What cannot be read is set aside and named; the rest works.

use super::place::Store;
use super::shape::{Sheet, read_sheet, read_tag};
use crate::annotation::{Annotation, Book, Tag};
use crate::error::{Error, Result};
use crate::files::{Files, Kind};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A file that is not used, or only read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub error: Error,
}

/// A file as it was when it was last read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its bytes.
    pub data: Vec<u8>,
    /// The annotations in it.
    pub annotations: Vec<Annotation>,
    /// The tag in it.
    pub tag: Option<Tag>,
    /// It must not be written: broken, newer, or with a field that this program does not know.
    pub sealed: Option<Error>,
}

/// What a store holds.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Annotations and codebook.
    pub book: Book,
    /// The files behind them.
    pub known: HashMap<PathBuf, Known>,
    /// What could not be used.
    pub troubles: Vec<Trouble>,
}

/// Reads a store; one that is not there is empty.
pub fn load(files: &dyn Files, store: &Store) -> Loaded {
    let mut loaded = Loaded::default();
    for path in ron_files(files, &store.codebook()) {
        let known = read_known(files, &path, |source| {
            let (tag, unknown) = read_tag(&path, source)?;
            Ok((Sheet::default(), Some(tag), unknown))
        });
        if let Some(tag) = known.tag.clone() {
            loaded.book.codebook.set(&tag.key.clone(), Some(tag));
        }
        loaded.keep(path, known);
    }
    for path in ron_files(files, &store.annotations()) {
        let mut document = String::new();
        let known = read_known(files, &path, |source| {
            let (sheet, unknown) = read_sheet(&path, source)?;
            document.clone_from(&sheet.document);
            Ok((sheet, None, unknown))
        });
        loaded.book.load(&document, known.annotations.clone());
        loaded.keep(path, known);
    }
    loaded
}

impl Loaded {
    fn keep(&mut self, path: PathBuf, known: Known) {
        if let Some(error) = known.sealed.clone() {
            self.troubles.push(Trouble { path: path.clone(), error });
        }
        self.known.insert(path, known);
    }
}

type Parsed = (Sheet, Option<Tag>, Option<String>);

/// Reads one file and remembers it, readable or not.
pub fn read_known(files: &dyn Files, path: &Path, parse: impl FnOnce(&str) -> Result<Parsed>) -> Known {
    let (data, parsed) = match files.read(path) {
        Err(error) => (Vec::new(), Err(error)),
        Ok(data) => {
            let source = String::from_utf8_lossy(&data).into_owned();
            (data, parse(&source))
        }
    };
    match parsed {
        Err(error) => Known { data, annotations: Vec::new(), tag: None, sealed: Some(error) },
        Ok((sheet, tag, unknown)) => {
            let sealed = unknown
                .map(|field| Error::data("error-unknown-field").with("path", path.display()).with("field", field));
            Known { data, annotations: sheet.annotations, tag, sealed }
        }
    }
}

/// Returns the RON files below a folder, sorted.
fn ron_files(files: &dyn Files, folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in files.list(&folder).unwrap_or_default() {
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

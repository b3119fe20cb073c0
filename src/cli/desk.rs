//! A library as a subcommand has it before it.

use crate::annotation::verify;
use crate::error::{Error, Result};
use crate::files::{Files, system};
use crate::library::Library;
use crate::store::{Loaded, Store};
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

/// A library with its annotations.
pub struct Desk {
    /// The library.
    pub texts: Library,
    /// Its store, if there is one.
    pub store: Option<Store>,
    /// What the store holds; before the built-in pages have one, the starter codebook.
    pub loaded: Loaded,
}

impl Desk {
    /// Returns the documents that paths name, else all of the library; those that are gone, but of which something is
    /// said, are among them.
    ///
    /// # Errors
    /// A path leads out of the library.
    pub fn documents(&self, files: &dyn Files, paths: &[PathBuf]) -> Result<Vec<String>> {
        let root = &self.texts.root;
        let named = |path: &PathBuf| {
            let outside = || Error::data("error-not-document").with("path", path.display());
            let full = system::here().join(path);
            // A link in the library is the document of its own name.
            let inside = full.strip_prefix(root).map(Path::to_path_buf).ok();
            let inside = inside.filter(|inside| inside.components().all(|part| matches!(part, Component::Normal(_))));
            let inside = inside.or_else(|| Some(files.real(&full).strip_prefix(files.real(root)).ok()?.to_path_buf()));
            let inside = inside.map(|inside| inside.to_string_lossy().into_owned());
            inside.ok_or_else(|| outside().with("library", root.display()))
        };
        let named: Vec<String> = paths.iter().map(named).collect::<Result<_>>()?;
        let inside = |document: &str| {
            named.is_empty()
                || named.iter().any(|n| n.is_empty() || document == n || document.starts_with(&format!("{n}/")))
        };
        let gone = verify::documents(&self.loaded.book).into_iter();
        let listed: HashSet<&String> = self.texts.documents.iter().collect();
        let gone = gone.filter(|document| !listed.contains(document));
        let all = self.texts.documents.iter().cloned().chain(gone).filter(|document| inside(document));
        Ok(all.collect())
    }
}

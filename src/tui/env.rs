//! What the threads work with.

use crate::annotation::{Book, IdSource, Transcribed, transcribe_all};
use crate::files::{Files, system};
use crate::library::Places;
use crate::store::{Opened, Readings, Recovery, Store, locate};
use crate::text::Genre;
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;

/// What the threads work with: files, folders, the library, its store, who reads.
#[derive(Clone)]
pub struct Env {
    /// The file system.
    pub files: Arc<dyn Files>,
    /// The folders of this program.
    pub places: Places,
    /// The folder of the library.
    pub root: PathBuf,
    /// The store, if there is one.
    pub store: Option<Store>,
    /// The coder that was named; else the system is asked.
    pub coder: Option<String>,
    /// What documents were said to be on the command line, in this run; nothing of it is written.
    pub genre: Option<Genre>,
    /// The program that takes the text out of PDFs, if one is named.
    pub pdf: Option<String>,
    /// Documents that were searched.
    pub opened: Arc<Opened>,
    /// The language of what is exported.
    pub lang: crate::words::Lang,
}

impl Env {
    /// Returns the kept readings of the library.
    pub fn readings(&self) -> Readings<'_> {
        // A store may have been made since the program began.
        let made = || locate(&*self.files, &self.root, None, &self.places).ok().flatten();
        Readings::at(&*self.files, move || self.store.clone().or_else(made)).keeping(&self.opened)
    }

    /// Tells whether a document is known not to be there any more.
    pub fn is_gone(&self, document: &str) -> bool {
        matches!(self.files.kind(&self.root.join(document)), Ok(None))
    }

    /// Returns what a book says of documents as they were once decoded.
    pub fn transcribed<'d>(&self, book: &Book, documents: impl IntoIterator<Item = &'d str>) -> Vec<Transcribed> {
        transcribe_all(book, documents, None, &|path| self.files.read(&self.root.join(path)).ok())
    }

    /// Returns where edits are kept that cannot be saved, apart from those of all other programs.
    pub fn recovery(&self) -> Recovery {
        Recovery::new(&self.places, &self.root, IdSource::random().make(Timestamp::now()).simple())
    }
}

/// Returns the name of the terminal, as far as it tells.
pub fn terminal_name() -> String {
    let names = ["TERM_PROGRAM", "TERM", "TMUX"].map(|name| system::variable(name).unwrap_or_default());
    let [program, term, tmux] = names;
    format!("{program} {term}{}", if tmux.is_empty() { "" } else { " tmux" }).trim().to_owned()
}

//! What the threads work with.

use crate::files::Files;
use crate::library::Places;
use crate::store::Store;
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
    /// The language of what is exported.
    pub lang: crate::words::Lang,
}

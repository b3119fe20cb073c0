//! What goes between the form and those who look, make and write the export.

use crate::annotation::Book;
use crate::exchange::{Facet, Ground, Options, Parcel, Select};
use std::path::PathBuf;
use std::sync::Arc;

/// An export as a worker gets it.
#[derive(Clone)]
pub struct Outgoing {
    /// Which it is: what was asked before is dropped.
    pub generation: u64,
    /// The name of the format.
    pub format: &'static str,
    /// How it is written.
    pub options: Options,
    /// The annotations and where their documents lie.
    pub book: Arc<Book>,
    /// The documents that go out.
    pub documents: Vec<String>,
    /// Which of their annotations.
    pub select: Select,
    /// The file, by the name that a person gave; none: it is only looked at.
    pub path: Option<PathBuf>,
    /// The file, or the folder, that may be replaced.
    pub replace: Option<PathBuf>,
    /// What is not written over; nothing, where it is only looked at.
    pub ground: Ground,
}

/// An export that is ready to be written.
pub struct Ready {
    /// The file, or the folder.
    pub path: PathBuf,
    /// How one file is called in a folder.
    pub name: String,
    /// What stands in it.
    pub parcel: Parcel,
    /// The file, or the folder, that may be replaced.
    pub replace: Option<PathBuf>,
    /// What is not written over.
    pub ground: Ground,
}

/// What an export would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// How many annotations go out; of a codebook, how many tags.
    pub count: usize,
    /// It is a codebook.
    pub codebook: bool,
    /// Of how many documents.
    pub documents: usize,
    /// What the format does not hold.
    pub leaves: Vec<(Facet, usize)>,
    /// Documents whose texts do not go along, behind the keys of the sentences that say why.
    pub missing: Vec<(&'static str, Vec<String>)>,
    /// How it begins, if it is text.
    pub head: Vec<String>,
}

//! What is not on the disk yet.

use crate::annotation::{Change, Edit, Part};
use crate::error::Error;
use crate::state::looking;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The name of the edit that settles an encoding.
pub const ENCODING: &str = "edit-encoding";

/// The name of the edit that brings annotations over from a former reading. What is another coder's in it is seen
/// here, and written by that coder.
pub const TRANSCRIBED: &str = "edit-transcribed";

/// What is not on the disk yet.
#[derive(Debug, Default)]
pub struct Unsaved {
    /// The number of what was last handed to the writer.
    pub revision: u64,
    /// The parts of the store that wait.
    pub parts: BTreeSet<Part>,
    /// What is written as soon as anything else is.
    pub along: BTreeSet<Part>,
    /// When what failed is tried again.
    pub retry: Option<Timestamp>,
    /// What is written next is read again and compared.
    pub check: bool,
    /// The batch of changes made outside that was taken over last.
    pub seen: u64,
    /// When the store was last looked at, in seconds.
    pub looked: i64,
    /// Why it could not be written last time, and where it is kept meanwhile, if anywhere.
    pub failure: Option<(Error, Result<PathBuf, Error>)>,
    /// Parts whose files are gone, and nobody has said why; the person wants to be asked later.
    pub gone: Vec<Part>,
    /// The person wants to be asked about them later.
    pub put_off: bool,
    /// Parts whose files are gone, as the person knows.
    pub settled: Vec<Part>,
    /// What could not be saved by programs that do not run any more is among what waits, or was.
    pub recovered: bool,
    /// How far the library was read while it had no store is among it, or was.
    pub read: bool,
}

/// Tells whether an edit only says how far articles have been read.
pub fn is_of_reading(edit: &Edit) -> bool {
    edit.changes.iter().all(|change| matches!(change, Change::Progress(_)))
}

impl Unsaved {
    /// Tells whether anything waits to be written.
    pub fn waits(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Remembers what an edit of a coder touches; tells whether that wants to be in a store. How a text is decoded, and
    /// how far it has been read, needs none: while there is none, that is written with what is annotated first.
    pub fn note(&mut self, edit: &Edit, coder: &str, nowhere: bool) -> bool {
        if edit.label == looking::LOOKED {
            return true;
        }
        let own = |part: &Part| {
            ![TRANSCRIBED, ENCODING].contains(&edit.label) || part.coder().is_none_or(|theirs| theirs == coder)
        };
        let parts = edit.changes.iter().map(Change::part).filter(own);
        self.put_off = false;
        let along = nowhere && (edit.label == ENCODING || is_of_reading(edit));
        if along {
            self.along.extend(parts);
        } else {
            self.parts.extend(parts);
        }
        !along
    }

    /// What waits counts as written only when it has been read again.
    pub fn check(&mut self) {
        self.check = true;
    }

    /// The files of parts are gone: what they held waits to be written, until somebody says what becomes of it.
    pub fn lose(&mut self, gone: Vec<Part>) {
        self.put_off &= gone.iter().all(|part| self.gone.contains(part));
        self.gone = gone;
    }

    /// The person knows that the files of parts are gone.
    pub fn settle(&mut self, parts: &[Part]) {
        self.gone.retain(|part| !parts.contains(part));
        self.settled.extend(parts.iter().cloned());
    }

    /// Returns the number of what was last handed to the writer.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Returns why nothing could be written last time, and where it is kept meanwhile, or why not there either.
    pub fn failure(&self) -> Option<&(Error, Result<PathBuf, Error>)> {
        self.failure.as_ref()
    }

    /// Returns the parts of the store that wait.
    pub fn parts(&self) -> &BTreeSet<Part> {
        &self.parts
    }
}

//! What was written just now: whoever replaces a file without it has not removed it, but begun before it was there.

use super::content::Content;
use crate::annotation::{Edit, apply};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// How files were before they were written, for a short while.
#[derive(Debug, Default)]
pub struct Fresh {
    files: HashMap<PathBuf, Vec<(i128, Content)>>,
}

/// How long something is fresh, in nanoseconds. Git looks at a file and replaces it when it has merged, on a busy machine
/// many seconds later; what one coder makes in one program is seldom removed by the same in another before.
const WHILE: i128 = 20_000_000_000;
/// Versions are kept so far apart.
const APART: i128 = 2_000_000_000;

impl Fresh {
    /// A file was written at that time; before, it held this.
    pub fn wrote(&mut self, path: &Path, at: i128, before: Content) {
        let versions = self.files.entry(path.to_path_buf()).or_default();
        versions.retain(|(then, _)| at - then < WHILE);
        if versions.last().is_none_or(|(last, _)| at - last >= APART) {
            versions.push((at, before));
        }
    }

    /// Returns what a version of a file that others have put there at that time began with, as far as it can be told.
    /// `base` is what the file was known to hold: what is fresh in it and stands there as it was before is taken back.
    pub fn base(&self, path: &Path, mut base: Content, disk: &Content, at: i128) -> Content {
        let versions = self.files.get(path).into_iter().flatten();
        let Some((_, older)) = versions.into_iter().find(|(then, _)| (0..WHILE).contains(&at.saturating_sub(*then)))
        else {
            return base;
        };
        let back = base.changes(older);
        let changes: Vec<_> = base.changes(disk).into_iter().filter(|change| back.contains(change)).collect();
        apply(&mut base.book, &Edit { changes, ..Edit::default() });
        base
    }
}

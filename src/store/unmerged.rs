//! Files of a store that git could not merge and that nobody has settled since.

use super::place::Store;
use crate::files::Files;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Lists the files of a store that git calls unmerged, with or without markers in them.
pub fn unmerged(files: &dyn Files, store: &Store) -> BTreeSet<PathBuf> {
    let listed = files.git(&store.root, &["ls-files", "--unmerged", "-z"]).unwrap_or_default();
    // A row: mode, object, stage, and behind a tab the path seen from the folder.
    let path = |row: &[u8]| Some(store.root.join(String::from_utf8(row.to_vec()).ok()?.split_once('\t')?.1));
    listed.split(|byte| *byte == 0).filter_map(path).collect()
}

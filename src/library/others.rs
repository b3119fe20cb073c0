//! What lies in a library and is no document.

use std::collections::BTreeMap;
use std::path::Path;

/// Files that are no documents, counted by what their names end in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Others {
    kinds: BTreeMap<String, usize>,
}

impl Others {
    /// Counts a file.
    pub fn add(&mut self, path: &Path) {
        let kind = path.extension().map(|end| end.to_string_lossy().to_uppercase()).unwrap_or_default();
        *self.kinds.entry(kind).or_default() += 1;
    }

    /// Returns how many files there are.
    pub fn count(&self) -> usize {
        self.kinds.values().sum()
    }

    /// Returns the kinds that have a name, each with how many there are of it: the most frequent first.
    pub fn kinds(&self) -> Vec<(&str, usize)> {
        let named = self.kinds.iter().filter(|(kind, _)| !kind.is_empty());
        let mut kinds: Vec<(&str, usize)> = named.map(|(kind, count)| (kind.as_str(), *count)).collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        kinds
    }
}

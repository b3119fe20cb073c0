//! Tags in the order of the tree, found by key.

use crate::exchange::formats::html::Tag;

/// The tags.
pub struct Tags(Vec<(String, Tag)>);

impl Tags {
    /// Returns a tag.
    pub fn get(&self, key: &str) -> Option<&Tag> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, tag)| tag)
    }

    /// Returns all of them.
    pub fn values(&self) -> impl Iterator<Item = &Tag> {
        self.0.iter().map(|(_, tag)| tag)
    }
}

impl FromIterator<(String, Tag)> for Tags {
    fn from_iter<I: IntoIterator<Item = (String, Tag)>>(tags: I) -> Self {
        Self(tags.into_iter().collect())
    }
}

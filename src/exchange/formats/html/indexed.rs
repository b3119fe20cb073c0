//! Tags in the order of the tree, found by key.

/// A memo behind words that say whose it is.
#[derive(Clone)]
pub struct Memo {
    /// Whose it is.
    pub whose: String,
    /// What it says.
    pub text: String,
}

/// A tag as it stands on the page.
#[derive(Clone)]
pub struct Tag {
    /// Its number on the page.
    pub number: usize,
    /// How deep it stands.
    pub depth: usize,
    /// Its name.
    pub label: String,
    /// Its name behind those above it.
    pub path: String,
    /// Its colour.
    pub slot: u8,
    /// How many passages have it, or one below it.
    pub count: usize,
    /// Hundredths of the longest bar.
    pub share: usize,
    /// What it is for.
    pub definition: String,
    /// The memos on it.
    pub memos: Vec<Memo>,
}

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

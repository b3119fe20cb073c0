//! The tags that come with the program, and which of them nobody uses.

use crate::annotation::{Book, On, Tag};
use std::collections::BTreeSet;

/// The tags that come with the program.
#[derive(Clone, Debug, Default)]
pub struct Starter {
    /// The tags, those above before those below.
    pub tags: Vec<Tag>,
    /// They belong here: the documents are the built-in pages.
    pub belongs: bool,
    /// Whether those that nobody uses are to be removed was asked.
    pub asked: bool,
}

/// Tells whether a tag is one of the starter codebook as it came: its place and colour do not count.
fn as_it_came(tag: &Tag, starter: &Tag) -> bool {
    let placed = Tag { order: tag.order, slot: tag.slot, ..starter.clone() };
    tag.says_as(&placed)
}

impl Starter {
    /// Returns the tags of the starter codebook that nobody uses: no annotation has them, no memo is about them, none
    /// was merged into them or changed, and nothing else stands below them.
    pub fn unused(&self, book: &Book) -> Vec<Tag> {
        let given = book.all().flat_map(|(_, list)| list).flat_map(|a| &a.tags);
        let memos = book.personal.values().flat_map(|own| own.memos.keys());
        let memos = memos.filter_map(|on| if let On::Tag(key) = on { Some(key) } else { None });
        let merged = book.codebook.all().filter_map(|tag| tag.merged_into.as_ref());
        let used: BTreeSet<&String> = given.chain(memos).chain(merged).collect();
        let starters = self.tags.iter();
        let came =
            starters.filter_map(|starter| book.codebook.get(&starter.key).filter(|tag| as_it_came(tag, starter)));
        let mut found: Vec<Tag> = came.filter(|tag| !used.contains(&tag.key)).cloned().collect();
        loop {
            let goes = |key: &String| found.iter().any(|tag| tag.key == *key);
            let stays = |tag: &&Tag| !goes(&tag.key);
            let above: BTreeSet<&String> = book
                .codebook
                .all()
                .filter(stays)
                .filter_map(|tag| tag.parent.as_ref())
                .filter(|key| goes(key))
                .collect();
            if above.is_empty() {
                return found;
            }
            let above: BTreeSet<String> = above.into_iter().cloned().collect();
            found.retain(|tag| !above.contains(&tag.key));
        }
    }
}

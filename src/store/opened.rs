//! Documents of plain text as a search found them, kept in memory: the next search need not read their structure anew.

use crate::annotation::Override;
use crate::text::{Document, TextId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of text of the documents that are kept; their structure takes about twice as much.
const MOST: usize = 16 << 20;

/// Documents by their paths. All documents of a library are searched in turn: so those that came first stay, and when
/// there is no room no more are kept.
#[derive(Default)]
pub struct Opened(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    size: usize,
    documents: HashMap<String, Entry>,
}

struct Entry {
    bytes: TextId,
    overrides: Vec<Override>,
    document: Arc<Document>,
}

impl Opened {
    /// Returns a document that was made of these bytes under these overrides, or makes it.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn or_make<E>(
        &self,
        path: &str,
        bytes: TextId,
        overrides: &[Override],
        make: impl FnOnce() -> Result<Document, E>,
    ) -> Result<Arc<Document>, E> {
        let same = |entry: &&Entry| entry.bytes == bytes && entry.overrides == overrides;
        if let Some(entry) = self.shelf().documents.get(path).filter(same) {
            return Ok(Arc::clone(&entry.document));
        }
        let document = Arc::new(make()?);
        let mut shelf = self.shelf();
        if let Some(old) = shelf.documents.remove(path) {
            shelf.size -= old.document.text.len();
        }
        if shelf.size + document.text.len() <= MOST {
            shelf.size += document.text.len();
            let entry = Entry { bytes, overrides: overrides.to_vec(), document: Arc::clone(&document) };
            shelf.documents.insert(path.to_owned(), entry);
        }
        Ok(document)
    }

    fn shelf(&self) -> std::sync::MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Genre;
    use jiff::Timestamp;
    use uuid::Uuid;

    #[test]
    fn a_document_is_made_once_while_it_stays_what_it_was() {
        let opened = Opened::default();
        let made = |path: &str, text: &str, overrides: &[Override]| {
            let mut made = false;
            let make = || {
                made = true;
                Ok::<_, ()>(Document::open(path, text.into()))
            };
            let document = opened.or_make(path, TextId::of(text), overrides, make).unwrap();
            assert_eq!(&*document.text, text);
            made
        };
        assert!(made("a.txt", "甲。", &[]) && !made("a.txt", "甲。", &[]));
        assert!(made("b.txt", "甲。", &[]) && made("a.txt", "乙。", &[]) && !made("a.txt", "乙。", &[]));
        let told = Override::genre(Genre::Verse, None, Uuid::nil(), Timestamp::UNIX_EPOCH);
        assert!(made("a.txt", "乙。", std::slice::from_ref(&told)) && !made("a.txt", "乙。", &[told]));
        let long = "甲".repeat(MOST / 3);
        assert!(made("c.txt", &long, &[]) && made("c.txt", &long, &[]) && !made("b.txt", "甲。", &[]));
    }
}

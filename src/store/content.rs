//! What a file of a store holds, and how two versions of it are merged.

use crate::annotation::{Book, Change, Part, difference, merge};

/// What a file holds: a part of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Which part.
    pub part: Part,
    /// A book that holds this part and nothing else.
    pub book: Book,
}

impl Content {
    /// Returns the same file with nothing in it.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self { part: self.part.clone(), book: Book::default() }
    }

    /// Returns the same about another document; none if the parts are of different sorts.
    pub fn about(self, part: &Part) -> Option<Self> {
        if self.part == *part {
            return Some(self);
        }
        let mut book = Book::default();
        match (&self.part, part) {
            (Part::Sheet { coder, document }, Part::Sheet { coder: other, document: new }) if coder == other => {
                book.load(new, self.book.of(document).to_vec());
            }
            (Part::Settled(document), Part::Settled(new)) | (Part::Genre(document), Part::Genre(new)) => {
                self.book.overrides(document).iter().for_each(|o| book.set_override(new, o.id, Some(o.clone())));
            }
            _ => return None,
        }
        Some(Self { part: part.clone(), book })
    }

    /// Returns the parts that the file holds: each word for the segmenter is one by itself.
    pub fn parts(&self) -> Vec<Part> {
        match &self.part {
            Part::Term(_) => self.book.terms.iter().cloned().map(Part::Term).collect(),
            part => vec![part.clone()],
        }
    }

    /// Returns the changes that lead from here to another version of the same file.
    pub fn changes(&self, to: &Self) -> Vec<Change> {
        difference(&self.book, &to.book)
    }

    /// Merges this version with another; both began with `base`. Tells how many things nobody has decided.
    #[must_use]
    pub fn merged(&self, base: &Self, mine: &Self) -> (Self, usize) {
        let (book, undecided) = merge(&base.book, &self.book, &mine.book);
        (Self { part: mine.part.clone(), book }, undecided.0)
    }
}

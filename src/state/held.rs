//! The book as the program holds it: read by all, changed in one place.

use crate::annotation::Book;
use std::ops::Deref;

/// A book, and how often it has changed: what is made of it is made anew only then.
#[derive(Debug, Default)]
pub struct Held {
    book: Book,
    revision: u64,
}

impl Held {
    /// Changes the book. What is made of it has to follow: see `actions::commit`.
    pub fn change<T>(&mut self, change: impl FnOnce(&mut Book) -> T) -> T {
        self.revision += 1;
        change(&mut self.book)
    }

    /// Returns the number of its last change.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}

impl Deref for Held {
    type Target = Book;

    fn deref(&self) -> &Book {
        &self.book
    }
}

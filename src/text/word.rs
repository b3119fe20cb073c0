//! Words: the dictionary of jieba, and what serves until it is loaded.

use super::is_ideograph;
use crate::units::ByteSpan;
use jieba_rs::Jieba;
use std::sync::Arc;

/// Cuts text into words. Without a dictionary every Chinese character is a word.
#[derive(Clone, Default)]
pub struct Segmenter {
    dictionary: Option<Arc<Jieba>>,
}

impl Segmenter {
    /// Loads the dictionary: a tenth of a second or more.
    pub fn load() -> Self {
        Self { dictionary: Some(Arc::new(Jieba::new())) }
    }

    /// Tells whether there is a dictionary.
    pub fn is_loaded(&self) -> bool {
        self.dictionary.is_some()
    }

    /// Cuts a text into words; they partition it.
    pub fn words(&self, text: &str) -> Vec<ByteSpan> {
        match &self.dictionary {
            Some(jieba) => {
                let tokens = jieba.cut(text, true);
                tokens.into_iter().map(|token| ByteSpan::at(token.byte_start, token.byte_end)).collect()
            }
            None => plain(text),
        }
    }
}

/// Runs of letters and digits are words, all else stands alone.
fn plain(text: &str) -> Vec<ByteSpan> {
    let mut words: Vec<ByteSpan> = Vec::new();
    let mut open = false;
    for (i, c) in text.char_indices() {
        let inside = c.is_alphanumeric() && !is_ideograph(c);
        let end = i + c.len_utf8();
        match words.last_mut() {
            Some(word) if open && inside => word.end.0 = end,
            _ => words.push(ByteSpan::at(i, end)),
        }
        open = inside;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Slice;

    #[test]
    fn words_partition_the_text_with_and_without_a_dictionary() {
        let text = "党建引领 App2 基层治理，𠮷。\n";
        for segmenter in [Segmenter::default(), Segmenter::load()] {
            let words = segmenter.words(text);
            let joined: String = words.iter().map(|w| text.slice(*w)).collect();
            assert_eq!(joined, text);
        }
        assert!(Segmenter::load().words("基层治理").len() < 4);
    }
}

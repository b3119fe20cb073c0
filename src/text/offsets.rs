//! Bytes to code points and back, through a table of checkpoints.

use crate::units::{Byte, ByteSpan, Char, CharSpan, Slice, floor};

/// Distance of two checkpoints in bytes.
const STRIDE: usize = 1024;

/// The code points before every checkpoint of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offsets {
    /// `counts[i]`: code points that start before byte `i * STRIDE`.
    counts: Vec<usize>,
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b & 0xc0) != 0x80).count()
}

impl Offsets {
    /// Builds the table of a text.
    pub fn new(text: &str) -> Self {
        let mut sum = 0;
        let counts = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let before = sum;
                sum += starts(chunk);
                before
            })
            .collect();
        Self { counts }
    }

    /// Returns the code points before a byte position of the text that the table was built from.
    pub fn char(&self, text: &str, at: Byte) -> Char {
        let at = floor(text, at.0);
        let point = (at / STRIDE).min(self.counts.len().saturating_sub(1));
        let before = self.counts.get(point).copied().unwrap_or(0);
        let rest = text.as_bytes().get(point * STRIDE..at).unwrap_or_default();
        Char(before + starts(rest))
    }

    /// Returns the byte position of a code point, or none if the text is shorter.
    pub fn byte(&self, text: &str, at: Char) -> Option<Byte> {
        let point = self.counts.partition_point(|count| *count <= at.0).saturating_sub(1);
        let mut left = at.0 - self.counts.get(point).copied().unwrap_or(0);
        for (i, byte) in text.as_bytes().iter().enumerate().skip(point * STRIDE) {
            if byte & 0xc0 != 0x80 {
                if left == 0 {
                    return Some(Byte(i));
                }
                left -= 1;
            }
        }
        (left == 0).then_some(Byte(text.len()))
    }

    /// Turns a range of bytes into one of code points.
    pub fn chars(&self, text: &str, span: ByteSpan) -> CharSpan {
        CharSpan::new(self.char(text, span.start), self.char(text, span.end))
    }

    /// Turns a range of code points into one of bytes, or none if the text is shorter.
    pub fn bytes(&self, text: &str, span: CharSpan) -> Option<ByteSpan> {
        Some(ByteSpan::new(self.byte(text, span.start)?, self.byte(text, span.end)?))
    }
}

/// Returns the last `n` code points of a text.
pub fn last_chars(text: &str, n: usize) -> &str {
    let start = text.char_indices().rev().take(n).last().map_or(text.len(), |(i, _)| i);
    Slice::from(text, Byte(start))
}

/// Returns the first `n` code points of a text.
pub fn first_chars(text: &str, n: usize) -> &str {
    text.char_indices().nth(n).map_or(text, |(i, _)| text.before(Byte(i)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn there_and_back(text in "(?s).{0,3000}", pick in 0usize..4000) {
            let offsets = Offsets::new(&text);
            let byte = Byte(floor(&text, pick.min(text.len())));
            let char = offsets.char(&text, byte);
            prop_assert_eq!(char.0, text[..byte.0].chars().count());
            prop_assert_eq!(offsets.byte(&text, char), Some(byte));
        }
    }

    #[test]
    fn behind_the_end_is_nowhere() {
        let offsets = Offsets::new("眉批");
        assert_eq!(offsets.byte("眉批", Char(2)), Some(Byte(6)));
        assert_eq!(offsets.byte("眉批", Char(3)), None);
        assert_eq!(Offsets::new("").byte("", Char(0)), Some(Byte(0)));
    }

    #[test]
    fn ends_are_cut_by_code_points() {
        assert_eq!(last_chars("党建𠮷😊", 2), "𠮷😊");
        assert_eq!(first_chars("党建𠮷😊", 3), "党建𠮷");
        assert_eq!(last_chars("", 2), "");
    }
}

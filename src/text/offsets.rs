//! Bytes to code points or units of UTF-16 and back, through a table of checkpoints.

use crate::units::{Byte, ByteSpan, Char, CharSpan, Slice, floor};

/// Distance of two checkpoints in bytes.
const STRIDE: usize = 1024;

/// The code points or units of UTF-16 before every checkpoint of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offsets {
    /// `counts[i]`: units that start before byte `i * STRIDE`.
    counts: Vec<usize>,
    /// The units are those of UTF-16.
    utf16: bool,
}

/// Returns the units of the character that begins with a byte of UTF-8; none for one inside a character.
fn units(byte: u8, utf16: bool) -> usize {
    match byte {
        0x80..=0xbf => 0,
        0xf0.. if utf16 => 2,
        _ => 1,
    }
}

fn count(bytes: &[u8], utf16: bool) -> usize {
    bytes.iter().map(|byte| units(*byte, utf16)).sum()
}

impl Offsets {
    /// Builds the table of the code points of a text.
    pub fn new(text: &str) -> Self {
        Self::of(text, false)
    }

    /// Builds the table of code points or of units of UTF-16.
    pub fn of(text: &str, utf16: bool) -> Self {
        let mut sum = 0;
        let counts = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let before = sum;
                sum += count(chunk, utf16);
                before
            })
            .collect();
        Self { counts, utf16 }
    }

    /// Returns the code points before a byte position of the text that the table was built from.
    pub fn char(&self, text: &str, at: Byte) -> Char {
        Char(self.unit(text, at.0))
    }

    /// Returns the byte position of a code point, or none if the text is shorter.
    pub fn byte(&self, text: &str, at: Char) -> Option<Byte> {
        self.place(text, at.0).map(Byte)
    }

    /// Returns the units of the table before a byte.
    pub fn unit(&self, text: &str, at: usize) -> usize {
        let at = floor(text, at);
        let point = (at / STRIDE).min(self.counts.len().saturating_sub(1));
        let before = self.counts.get(point).copied().unwrap_or(0);
        let rest = text.as_bytes().get(point * STRIDE..at).unwrap_or_default();
        before + count(rest, self.utf16)
    }

    /// Returns the byte where a unit of the table begins, or none if the text is shorter or no character begins there.
    pub fn place(&self, text: &str, at: usize) -> Option<usize> {
        let point = self.counts.partition_point(|count| *count <= at).saturating_sub(1);
        let mut left = at - self.counts.get(point).copied().unwrap_or(0);
        for (i, byte) in text.as_bytes().iter().enumerate().skip(point * STRIDE) {
            match units(*byte, self.utf16) {
                0 => {}
                _ if left == 0 => return Some(i),
                units => left = left.checked_sub(units)?,
            }
        }
        (left == 0).then_some(text.len())
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
        #![proptest_config(crate::laws::cases(256))]
        #[test]
        fn there_and_back(text in "(?s).{0,3000}", pick in 0usize..4000) {
            let offsets = Offsets::new(&text);
            let byte = Byte(floor(&text, pick.min(text.len())));
            let char = offsets.char(&text, byte);
            prop_assert_eq!(char.0, text[..byte.0].chars().count());
            prop_assert_eq!(offsets.byte(&text, char), Some(byte));
            let wide = Offsets::of(&text, true);
            let unit = wide.unit(&text, byte.0);
            prop_assert_eq!(unit, text[..byte.0].encode_utf16().count());
            prop_assert_eq!(wide.place(&text, unit), Some(byte.0));
        }
    }

    #[test]
    fn behind_the_end_is_nowhere() {
        let offsets = Offsets::new("眉批");
        assert_eq!(offsets.byte("眉批", Char(2)), Some(Byte(6)));
        assert_eq!(offsets.byte("眉批", Char(3)), None);
        assert_eq!(Offsets::new("").byte("", Char(0)), Some(Byte(0)));
        // Half of a pair of surrogates is no place.
        assert_eq!(Offsets::of("𠮷", true).place("𠮷", 1), None);
    }

    #[test]
    fn ends_are_cut_by_code_points() {
        assert_eq!(last_chars("党建𠮷😊", 2), "𠮷😊");
        assert_eq!(first_chars("党建𠮷😊", 3), "党建𠮷");
        assert_eq!(last_chars("", 2), "");
    }
}

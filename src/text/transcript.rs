//! Which bytes of a file each character of its text was read from: how places in one reading of a file are found in
//! another.

use super::decode::{marked, pieces};
use super::encoding::Encoding;
use crate::units::{Char, CharSpan};

/// For every code point of a decoded text the byte of the file that it begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    /// Rising; behind the last stands the length of the file.
    starts: Vec<usize>,
}

impl Transcript {
    /// Reads a file as [`super::decode::decode_as`] does.
    pub fn new(data: &[u8], encoding: Encoding) -> Self {
        let encoding = marked(data, encoding);
        let mut at = encoding.head(data);
        let (mut starts, mut carriage) = (Vec::with_capacity(data.len() / 2), None);
        for (piece, standard) in pieces(data.get(at..).unwrap_or_default(), encoding) {
            let mut decoder = standard.new_decoder_without_bom_handling();
            // The byte behind the last character.
            let mut done = at;
            let mut text = String::with_capacity(64);
            let bytes = piece.iter().map(Some).chain(std::iter::once(None));
            for byte in bytes {
                at += usize::from(byte.is_some());
                text.clear();
                let byte = byte.map(std::slice::from_ref);
                let _ = decoder.decode_to_string(byte.unwrap_or_default(), &mut text, byte.is_none());
                let count = text.chars().count();
                for (n, c) in text.chars().enumerate() {
                    // What comes out together is a fault, and behind it what it took for its own, a byte each.
                    let start = if n == 0 { done } else { at.saturating_sub(count - n).max(done) };
                    let second = c == '\n' && carriage == Some(start);
                    carriage = (c == '\r').then_some(at);
                    if !second {
                        starts.push(start);
                    }
                }
                done = if count > 0 { at } else { done };
            }
        }
        starts.push(data.len());
        Self { starts }
    }

    /// Returns the code points of the text.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Tells whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns where a range stands in another reading of the same file: all characters that hold one of its bytes.
    /// None if this text is shorter.
    pub fn carry(&self, span: CharSpan, to: &Self) -> Option<CharSpan> {
        let (start, end) = (*self.starts.get(span.start.0)?, *self.starts.get(span.end.0)?);
        let first = to.starts.partition_point(|at| *at <= start).saturating_sub(1).min(to.len());
        let behind = to.starts.partition_point(|at| *at < end).min(to.len());
        Some(CharSpan::new(Char(first), Char(behind.max(first))))
    }
}

//! Which bytes of a file each character of its text was read from: how places in one reading of a file are found in
//! another.

use super::align::Grid;
use super::decode::{Piece, marked, pieces};
use super::encoding::Encoding;
use crate::units::{Char, CharSpan};
use encoding_rs::{Encoding as Standard, UTF_8, UTF_16BE, UTF_16LE};

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
        let at = encoding.head(data);
        let mut pen = Pen { at, starts: Vec::with_capacity(data.len() / 2), carriage: false };
        for Piece { bytes, standard, lost } in pieces(data.get(at..).unwrap_or_default(), encoding) {
            if lost {
                pen.put('\u{fffd}', pen.at);
                pen.at += bytes.len();
            } else {
                pen.read(bytes, standard);
            }
        }
        pen.starts.push(data.len());
        Self { starts: pen.starts }
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

/// Writes down where characters begin.
struct Pen {
    /// The byte that is read next.
    at: usize,
    starts: Vec<usize>,
    /// The character before was a CR: an LF now is one line end with it.
    carriage: bool,
}

impl Pen {
    fn put(&mut self, c: char, start: usize) {
        if c != '\n' || !self.carriage {
            self.starts.push(start);
        }
        self.carriage = c == '\r';
    }

    fn read(&mut self, bytes: &[u8], standard: &'static Standard) {
        let grid = Grid::of(standard);
        let mut rest = bytes;
        while !rest.is_empty() {
            let len = if let Some((len, c)) = first(standard, grid, rest) {
                let pair = grid.is_some_and(|grid| grid.is_pair(rest));
                (0..=usize::from(pair)).for_each(|_| self.put(c, self.at));
                self.at += len;
                len
            } else {
                // What a decoder takes for lost is known when it has gone on.
                let end = rest.iter().position(|byte| grid.is_some() && Grid::is_alone(*byte));
                let run = rest.get(..end.map_or(rest.len(), |end| end + 1)).unwrap_or(rest);
                self.follow(run, standard);
                run.len()
            };
            rest = rest.get(len..).unwrap_or_default();
        }
    }

    /// Reads bytes one by one, and writes down from where on what comes out was read.
    fn follow(&mut self, bytes: &[u8], standard: &'static Standard) {
        let mut decoder = standard.new_decoder_without_bom_handling();
        // The byte behind the last character.
        let mut done = self.at;
        let mut text = String::with_capacity(64);
        for byte in bytes.iter().map(Some).chain(std::iter::once(None)) {
            self.at += usize::from(byte.is_some());
            text.clear();
            let byte = byte.map(std::slice::from_ref);
            let _ = decoder.decode_to_string(byte.unwrap_or_default(), &mut text, byte.is_none());
            let count = text.chars().count();
            for (n, c) in text.chars().enumerate() {
                // What comes out together is a fault, and behind it what it took for its own, a byte each.
                let start = if n == 0 { done } else { self.at.saturating_sub(count - n).max(done) };
                self.put(c, start);
            }
            done = if count > 0 { self.at } else { done };
        }
    }
}

/// Returns how many bytes the first character takes, and what it is if that is of ASCII, else any other; nothing if only
/// a decoder knows.
fn first(standard: &'static Standard, grid: Option<&Grid>, rest: &[u8]) -> Option<(usize, char)> {
    let byte = *rest.first()?;
    if byte.is_ascii() && standard.is_ascii_compatible() {
        return Some((1, byte.into()));
    }
    if let Some(grid) = grid.filter(|_| standard.is_ascii_compatible()) {
        return grid.unit(rest).map(|(len, _)| (len, ' '));
    }
    if standard == UTF_8 {
        let chunk = rest.get(..4).unwrap_or(rest).utf8_chunks().next()?;
        return Some((chunk.valid().chars().next().map_or(chunk.invalid().len(), char::len_utf8), ' '));
    }
    let read = match () {
        () if standard.is_single_byte() => return Some((1, ' ')),
        () if standard == UTF_16LE => u16::from_le_bytes,
        () if standard == UTF_16BE => u16::from_be_bytes,
        () => return None,
    };
    let units = rest.get(..4).unwrap_or(rest).chunks_exact(2);
    let units = units.map(|unit| read([unit.first().copied(), unit.last().copied()].map(Option::unwrap_or_default)));
    // A byte too many at the end is a character that is lost.
    let Some(c) = char::decode_utf16(units).next() else { return Some((1, ' ')) };
    Some(c.map_or((2, ' '), |c| (c.len_utf16() * 2, c)))
}

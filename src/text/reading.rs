//! A block as it is read: its parts joined, soft line ends taken out, every offset traceable.

use super::is_han;
use super::structure::Block;
use crate::units::{Byte, ByteSpan, Slice};
use std::borrow::Cow;

/// A stretch of the reading that stands in one piece in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins in the reading.
    pub at: usize,
    /// Where it stands in the source.
    pub source: ByteSpan,
    /// A seam lies before it.
    pub seam: bool,
}

/// The text of a block as it is read. Offsets into it are plain `usize` bytes of `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The text; a soft line end between Latin words is a blank, one between Chinese nothing.
    pub text: Cow<'a, str>,
    /// Its pieces. Invariant: at least one, in rising order, covering the text.
    pieces: Vec<Piece>,
}

impl<'a> Reading<'a> {
    /// Reads a block of a source text.
    pub fn new(source: &'a str, block: &Block) -> Self {
        let first = block.parts.first().map_or(ByteSpan::default(), |part| part.span);
        if block.parts.len() <= 1 && block.parts.first().is_none_or(|part| part.lines <= 1) {
            let pieces = vec![Piece { at: 0, source: first, seam: false }];
            return Self { text: Cow::Borrowed(source.slice(first)), pieces };
        }
        let mut reading = Self { text: Cow::Owned(String::new()), pieces: Vec::new() };
        for (n, part) in block.parts.iter().enumerate() {
            reading.join_blank(source, part.span, n > 0);
            let mut at = part.span.start;
            for (i, line) in source.slice(part.span).split('\n').enumerate() {
                let lead = line.len() - line.trim_start().len();
                let body = ByteSpan::new(at + lead, at + line.trim_end().len().max(lead));
                if i > 0 {
                    reading.join_blank(source, body, true);
                }
                reading.push(source, body, i == 0 && n > 0);
                at = at + line.len() + 1;
            }
        }
        reading
    }

    /// Two Latin words on the two sides of a line end are parted by a blank: the line end itself.
    fn join_blank(&mut self, source: &str, next: ByteSpan, inside: bool) {
        let before = self.text.chars().next_back();
        let after = source.slice(next).chars().next();
        let latin = |c: Option<char>| c.is_some_and(|c| !is_han(c) && !c.is_whitespace());
        if let (true, true, true, Some(piece)) = (inside, latin(before), latin(after), self.pieces.last_mut()) {
            piece.source.end = piece.source.end + 1;
            self.text.to_mut().push(' ');
        }
    }

    fn push(&mut self, source: &str, span: ByteSpan, seam: bool) {
        self.pieces.push(Piece { at: self.text.len(), source: span, seam });
        self.text.to_mut().push_str(source.slice(span));
    }

    /// Returns the pieces.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    fn piece(&self, offset: usize) -> Option<&Piece> {
        let n = self.pieces.partition_point(|piece| piece.at <= offset);
        self.pieces.get(n.saturating_sub(1))
    }

    /// Returns the source position of the character at an offset.
    pub fn source(&self, offset: usize) -> Byte {
        self.piece(offset).map_or(Byte(0), |p| (p.source.start + offset.saturating_sub(p.at)).min(p.source.end))
    }

    /// Returns the source position behind the character that ends at an offset.
    pub fn source_end(&self, offset: usize) -> Byte {
        let piece = offset.checked_sub(1).and_then(|before| self.piece(before));
        piece.map_or_else(|| self.source(0), |p| (p.source.start + (offset - p.at)).min(p.source.end))
    }

    /// Returns the source range from the first to the last character of a range; it may hold seams.
    pub fn hull(&self, start: usize, end: usize) -> ByteSpan {
        ByteSpan::new(self.source(start), self.source_end(end).max(self.source(start)))
    }

    /// Returns the offset of a source position: between two pieces that of the later one, before the
    /// first 0, behind the last the length.
    pub fn offset(&self, at: Byte) -> usize {
        let n = self.pieces.partition_point(|piece| piece.source.end <= at);
        match self.pieces.get(n) {
            Some(piece) => piece.at + (at - piece.source.start),
            None => self.text.len(),
        }
    }

    /// Returns the source ranges of a range, cut at the seams.
    pub fn spans(&self, start: usize, end: usize) -> Vec<ByteSpan> {
        let mut spans: Vec<ByteSpan> = Vec::new();
        for (n, piece) in self.pieces.iter().enumerate() {
            let stop = self.pieces.get(n + 1).map_or(self.text.len(), |next| next.at);
            let (from, to) = (start.max(piece.at), end.min(stop));
            if from >= to {
                continue;
            }
            let span = ByteSpan::new(self.source(from), self.source_end(to));
            match spans.last_mut() {
                Some(last) if !piece.seam => last.end = span.end,
                _ => spans.push(span),
            }
        }
        spans
    }

    /// Returns the offsets at which a seam lies.
    pub fn seams(&self) -> impl Iterator<Item = usize> {
        self.pieces.iter().filter(|piece| piece.seam).map(|piece| piece.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::structure::{Kind, Part};

    fn block(spans: &[(usize, usize)]) -> Block {
        let part = |&(a, b): &(usize, usize)| Part { span: ByteSpan::at(a, b), line: 1, lines: 2, gap: false };
        let parts = spans.iter().map(part).collect();
        Block { kind: Kind::Body, article: 1, level: 0, parts, markup: 0, repeated: false }
    }

    #[test]
    fn seams_are_joined_and_traced() {
        let source = "嘱\n\n（图）\n\n托，也";
        let block = block(&[(0, 3), (source.find('托').unwrap(), source.len())]);
        let reading = Reading::new(source, &block);
        assert_eq!(reading.text, "嘱托，也");
        let spans: Vec<_> = reading.spans(0, 6).into_iter().map(|s| source.slice(s)).collect();
        assert_eq!(spans, ["嘱", "托"]);
        for (i, c) in reading.text.char_indices() {
            assert!(source[reading.source(i).0..].starts_with(c));
            assert_eq!(reading.offset(reading.source(i)), i);
        }
    }

    #[test]
    fn soft_line_ends_vanish_between_chinese_and_part_words() {
        let source = "基层\n治理 good\n  day";
        let reading = Reading::new(source, &block(&[(0, source.len())]));
        assert_eq!(reading.text, "基层治理 good day");
        assert_eq!(reading.spans(0, reading.text.len()), [ByteSpan::at(0, source.len())]);
    }
}

//! A block as it is read: its parts joined, soft line ends taken out, every offset traceable.

use super::is_han;
use super::structure::Block;
use crate::units::{Byte, ByteSpan, Slice};
use std::borrow::Cow;

/// A word as it should read, over what the source has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erratum {
    /// Where it stands in the source: inside one line.
    pub span: ByteSpan,
    /// How it should read; nothing, if the source has too much.
    pub text: String,
}

/// A stretch of the reading that stands in one piece in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins in the reading.
    pub at: usize,
    /// Where it stands in the source.
    pub source: ByteSpan,
    /// A seam lies before it.
    pub seam: bool,
    /// It reads otherwise than the source has it.
    pub corrected: bool,
}

/// The text of a block as it is read. Offsets into it are plain `usize` bytes of `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The text; a soft line end between Latin words is a blank, one between Chinese nothing.
    pub text: Cow<'a, str>,
    source: &'a str,
    /// Its pieces. Invariant: at least one, in rising order, covering the text.
    pieces: Vec<Piece>,
}

impl<'a> Reading<'a> {
    /// Reads a block of a source text; `errata` are sorted by place and do not overlap.
    pub fn new(source: &'a str, block: &Block, errata: &[Erratum]) -> Self {
        let (first, last) = (block.start(), block.end());
        let from = errata.partition_point(|erratum| erratum.span.end <= first);
        let near = errata.iter().skip(from).take_while(|erratum| erratum.span.start < last);
        let errata: Vec<&Erratum> = near.collect();
        let plain = block.parts.len() <= 1 && block.parts.first().is_none_or(|part| part.lines <= 1);
        if plain && errata.is_empty() {
            let span = block.parts.first().map_or(ByteSpan::default(), |part| part.span);
            let pieces = vec![Piece { at: 0, source: span, seam: false, corrected: false }];
            return Self { text: Cow::Borrowed(source.slice(span)), source, pieces };
        }
        let mut reading = Self { text: Cow::Owned(String::new()), source, pieces: Vec::new() };
        for (n, part) in block.parts.iter().enumerate() {
            reading.join_blank(part.span, n > 0);
            let mut at = part.span.start;
            for (i, line) in source.slice(part.span).split('\n').enumerate() {
                let lead = line.len() - line.trim_start().len();
                let body = ByteSpan::new(at + lead, at + line.trim_end().len().max(lead));
                if i > 0 {
                    reading.join_blank(body, true);
                }
                reading.push_line(body, i == 0 && n > 0, &errata);
                at = at + line.len() + 1;
            }
        }
        reading
    }

    /// Two Latin words on the two sides of a line end are parted by a blank: the line end itself.
    fn join_blank(&mut self, next: ByteSpan, inside: bool) {
        let before = self.text.chars().next_back();
        let after = self.source.slice(next).chars().next();
        let latin = |c: Option<char>| c.is_some_and(|c| !is_han(c) && !c.is_whitespace());
        let Some(piece) = self.pieces.last_mut().filter(|piece| !piece.corrected) else { return };
        if inside && latin(before) && latin(after) {
            piece.source.end = piece.source.end + 1;
            self.text.to_mut().push(' ');
        }
    }

    /// Adds a line, its errors corrected.
    fn push_line(&mut self, line: ByteSpan, seam: bool, errata: &[&Erratum]) {
        let (mut at, mut seam) = (line.start, seam);
        for erratum in errata.iter().filter(|e| line.start <= e.span.start && e.span.end <= line.end) {
            if at < erratum.span.start {
                let span = ByteSpan::new(at, erratum.span.start);
                self.push(span, self.source.slice(span), std::mem::take(&mut seam), false);
            }
            if at <= erratum.span.start {
                self.push(erratum.span, &erratum.text, std::mem::take(&mut seam), true);
                at = erratum.span.end;
            }
        }
        if at < line.end || at == line.start {
            let span = ByteSpan::new(at, line.end);
            self.push(span, self.source.slice(span), seam, false);
        }
    }

    fn push(&mut self, span: ByteSpan, text: &str, seam: bool, corrected: bool) {
        self.pieces.push(Piece { at: self.text.len(), source: span, seam, corrected });
        self.text.to_mut().push_str(text);
    }

    /// Returns the pieces.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Returns the ranges that read otherwise than the source has them.
    pub fn corrected(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let ends = self.pieces.iter().skip(1).map(|piece| piece.at).chain([self.text.len()]);
        self.pieces.iter().zip(ends).filter(|(piece, _)| piece.corrected).map(|(piece, end)| piece.at..end)
    }

    fn piece(&self, offset: usize) -> Option<&Piece> {
        let n = self.pieces.partition_point(|piece| piece.at <= offset);
        self.pieces.get(n.saturating_sub(1))
    }

    /// Returns the source position of an offset in a piece. In a corrected one, characters stand for one
    /// another in order; those there are too many of, for the last.
    fn within(&self, piece: &Piece, offset: usize, end: bool) -> Byte {
        if !piece.corrected {
            return (piece.source.start + offset.saturating_sub(piece.at)).min(piece.source.end);
        }
        let count = self.text.get(piece.at..offset).unwrap_or_default().chars().count();
        let mut starts = self.source.slice(piece.source).char_indices().map(|(i, _)| piece.source.start + i);
        let last = if end { piece.source.end } else { starts.clone().next_back().unwrap_or(piece.source.start) };
        starts.nth(count).unwrap_or(last)
    }

    /// Returns the source position of the character at an offset.
    pub fn source(&self, offset: usize) -> Byte {
        self.piece(offset).map_or(Byte(0), |piece| self.within(piece, offset, false))
    }

    /// Returns the source position behind the character that ends at an offset.
    pub fn source_end(&self, offset: usize) -> Byte {
        let Some(before) = offset.checked_sub(1) else { return self.source(0) };
        let n = self.pieces.partition_point(|piece| piece.at <= before).saturating_sub(1);
        let Some(piece) = self.pieces.get(n) else { return self.source(0) };
        // The end of a corrected piece is its end, whatever it reads.
        let ends = self.pieces.get(n + 1).map_or(self.text.len(), |next| next.at) == offset;
        if piece.corrected && ends { piece.source.end } else { self.within(piece, offset, true) }
    }

    /// Returns the source range from the first to the last character of a range; it may hold seams.
    pub fn hull(&self, start: usize, end: usize) -> ByteSpan {
        ByteSpan::new(self.source(start), self.source_end(end).max(self.source(start)))
    }

    /// Returns the offset of a source position: between two pieces that of the later one, before the
    /// first 0, behind the last the length.
    pub fn offset(&self, at: Byte) -> usize {
        let n = self.pieces.partition_point(|piece| piece.source.end <= at);
        let Some(piece) = self.pieces.get(n) else { return self.text.len() };
        if !piece.corrected {
            return piece.at + (at - piece.source.start);
        }
        let end = self.pieces.get(n + 1).map_or(self.text.len(), |next| next.at);
        let read = self.text.get(piece.at..end).unwrap_or_default();
        let count = self.source.slice(ByteSpan::new(piece.source.start, at.max(piece.source.start))).chars().count();
        let last = read.char_indices().next_back().map_or(0, |(i, _)| i);
        piece.at + read.char_indices().nth(count).map_or(last, |(i, _)| i)
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
        Block {
            kind: Kind::Body,
            article: 1,
            level: 0,
            parts,
            markup: 0,
            solid: false,
            repeated: false,
            doubtful: false,
            corrected: false,
        }
    }

    #[test]
    fn seams_are_joined_and_traced() {
        let source = "嘱\n\n（图）\n\n托，也";
        let block = block(&[(0, 3), (source.find('托').unwrap(), source.len())]);
        let reading = Reading::new(source, &block, &[]);
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
        let reading = Reading::new(source, &block(&[(0, source.len())]), &[]);
        assert_eq!(reading.text, "基层治理 good day");
        assert_eq!(reading.spans(0, reading.text.len()), [ByteSpan::at(0, source.len())]);
    }

    #[test]
    fn corrected_words_stand_over_the_source() {
        let source = "作出出彩的郑恩哲，把把事办好。";
        let at = |word: &str| source.find(word).map(|i| ByteSpan::at(i, i + word.len())).unwrap();
        let fix = |word: &str, text: &str| Erratum { span: at(word), text: text.into() };
        let errata = [fix("作出出彩", "做得出彩极了"), fix("恩", "思"), fix("把把", "把")];
        let reading = Reading::new(source, &block(&[(0, source.len())]), &errata);
        assert_eq!(reading.text, "做得出彩极了的郑思哲，把事办好。");
        let fixed: Vec<&str> = reading.corrected().map(|range| &reading.text[range]).collect();
        assert_eq!(fixed, ["做得出彩极了", "思", "把"]);
        // Every position of the source leads to the reading and back, or to a neighbour inside the correction.
        for (i, _) in source.char_indices() {
            let there = reading.offset(Byte(i));
            assert!(reading.text.is_char_boundary(there));
            let back = reading.source(there).0;
            assert!(back == i || errata.iter().any(|e| e.span.contains(Byte(i)) && e.span.contains(Byte(back))), "{i}");
        }
        let range = reading.text.find("彩极了的").unwrap();
        let spans = reading.spans(range, range + "彩极了的".len());
        assert_eq!(spans.iter().map(|s| source.slice(*s)).collect::<Vec<_>>(), ["彩的"]);
        assert_eq!(reading.spans(0, reading.text.len()), [ByteSpan::at(0, source.len())]);
        let gone = [fix("把把事", "")];
        let reading = Reading::new(source, &block(&[(0, source.len())]), &gone);
        assert_eq!(reading.text, "作出出彩的郑恩哲，办好。");
        assert_eq!(reading.spans(0, reading.text.len()), [ByteSpan::at(0, source.len())]);
    }
}

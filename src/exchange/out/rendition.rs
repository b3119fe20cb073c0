//! A text as a format carries it: the decoded file, or an article in reading order with its joins made; every place
//! can be traced both ways.

use crate::text::{BlockId, Document, Erratum, Reading, sentence};
use crate::units::{Byte, ByteSpan, Slice};
use std::ops::Range;

/// Which text goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sources {
    /// One text an article, in reading order, paragraphs joined, one a line.
    Article,
    /// One text a document: the decoded file.
    Page,
}

/// What becomes of corrected words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Errata {
    /// The text stays as the source has it.
    #[default]
    None,
    /// The correction stands behind the words, in brackets: `网恪〔网格〕`.
    Mark,
    /// The correction stands instead of the words.
    Apply,
}

/// A stretch of the text that stands in one piece in the source.
#[derive(Clone, Debug)]
struct Piece {
    at: Range<usize>,
    source: ByteSpan,
    /// The text is the source's, byte for byte.
    plain: bool,
}

/// A text, and where each piece of it comes from.
#[derive(Clone, Debug, Default)]
pub struct Rendition {
    /// The text, lines parted by LF.
    pub text: String,
    /// The number of the article; 0 is the page, or the whole document.
    pub article: usize,
    pieces: Vec<Piece>,
    /// The pieces by the place of their sources.
    by_source: Vec<usize>,
    /// The paragraphs.
    paragraphs: Vec<Range<usize>>,
    /// The blocks that they are, of an article.
    blocks: Vec<BlockId>,
    /// It is its source, byte for byte: ranges are kept apart as they are.
    whole: bool,
}

/// Returns the texts of a document: itself, or its articles, and before them what belongs to none.
pub fn renditions(document: &Document, sources: Sources, errata: Errata) -> Vec<Rendition> {
    match sources {
        Sources::Page => vec![Rendition::page(document, errata)],
        Sources::Article => {
            let count = document.structure.articles.len();
            let first = usize::from(count > 0 && document.structure.own() == 0);
            (first..=count).map(|number| Rendition::article(document, number, errata)).collect()
        }
    }
}

/// Returns the corrections of a document as they are to read.
fn read_as(document: &Document, errata: Errata) -> Vec<Erratum> {
    let mark = |e: &Erratum| Erratum { text: format!("{}〔{}〕", document.slice(e.span), e.text), ..e.clone() };
    match errata {
        Errata::None => Vec::new(),
        Errata::Mark => document.layers().errata.iter().map(mark).collect(),
        Errata::Apply => document.layers().errata.clone(),
    }
}

impl Rendition {
    /// Renders the decoded file.
    pub fn page(document: &Document, errata: Errata) -> Self {
        let mut page = Self::default();
        let mut at = Byte(0);
        for erratum in read_as(document, errata) {
            page.push(ByteSpan::new(at, erratum.span.start), document);
            page.push_as(erratum.span, &erratum.text, false);
            at = erratum.span.end;
        }
        page.push(ByteSpan::new(at, Byte(document.text.len())), document);
        page.whole = page.pieces.iter().all(|piece| piece.plain);
        let mut start = 0;
        for line in page.text.split_inclusive('\n') {
            page.paragraphs.push(start..start + line.trim_end_matches('\n').len());
            start += line.len();
        }
        page.sorted()
    }

    /// Renders an article; number 0 is what belongs to none.
    pub fn article(document: &Document, number: usize, errata: Errata) -> Self {
        let mut article = Self { article: number, ..Self::default() };
        let errata = read_as(document, errata);
        for id in document.structure.reading_order(number) {
            article.push_block(document, *id, &errata);
        }
        article.sorted()
    }

    fn push_block(&mut self, document: &Document, id: BlockId, errata: &[Erratum]) {
        let Some(block) = document.structure.block(id) else { return };
        let reading = Reading::new(&document.text, block, errata);
        if reading.text.is_empty() {
            return;
        }
        let start = self.text.len();
        let ends = reading.pieces().iter().skip(1).map(|piece| piece.at).chain([reading.text.len()]);
        for (piece, end) in reading.pieces().iter().zip(ends) {
            let text = reading.text.get(piece.at..end).unwrap_or_default();
            self.push_as(piece.source, text, !piece.corrected);
        }
        // A block of several lines that are not one paragraph's stays one here: a line end would be one of the format.
        self.paragraphs.push(start..self.text.len());
        self.blocks.push(id);
        self.text.push('\n');
    }

    fn push(&mut self, source: ByteSpan, document: &Document) {
        if !source.is_empty() {
            self.push_as(source, document.slice(source), true);
        }
    }

    fn push_as(&mut self, source: ByteSpan, text: &str, plain: bool) {
        let at = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { at: at..self.text.len(), source, plain });
    }

    fn sorted(mut self) -> Self {
        self.by_source = (0..self.pieces.len()).collect();
        self.by_source.sort_by_key(|n| self.pieces.get(*n).map(|piece| piece.source));
        self
    }

    fn piece(&self, n: usize) -> Option<&Piece> {
        self.by_source.get(n).and_then(|n| self.pieces.get(*n))
    }

    /// Returns where ranges of the source stand in the text, rising and disjoint: what is joined here is one range.
    /// White space that is not in the text belongs to none.
    pub fn ranges(&self, spans: &[ByteSpan]) -> Vec<Range<usize>> {
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for (n, span) in spans.iter().enumerate() {
            let first = self
                .by_source
                .partition_point(|p| self.pieces.get(*p).is_some_and(|piece| piece.source.end <= span.start));
            let near = (first..).map_while(|n| self.piece(n)).take_while(|piece| piece.source.start < span.end);
            for piece in near {
                let Some(common) = piece.source.common(*span) else { continue };
                let plain = |at: Byte| piece.at.start + (at - piece.source.start);
                let range = if piece.plain { plain(common.start)..plain(common.end) } else { piece.at.clone() };
                found.push((range, n));
            }
        }
        if self.whole {
            return found.into_iter().map(|(range, _)| range).collect();
        }
        found.sort_by_key(|(range, _)| (range.start, range.end));
        let mut ranges: Vec<(Range<usize>, usize)> = Vec::new();
        for (range, n) in found.into_iter().filter(|(range, _)| !range.is_empty()) {
            match ranges.last_mut() {
                Some((last, of)) if range.start <= last.end || *of == n && self.parted(last.end, range.start) => {
                    last.end = range.end.max(last.end);
                    *of = n;
                }
                _ => ranges.push((range, n)),
            }
        }
        ranges.into_iter().map(|(range, _)| range).collect()
    }

    /// Tells whether nothing but the end of a paragraph lies between two places.
    fn parted(&self, end: usize, start: usize) -> bool {
        self.text.get(end..start) == Some("\n")
    }

    /// Returns where ranges of the text stand in the source, rising and disjoint.
    pub fn spans(&self, ranges: &[Range<usize>]) -> Vec<ByteSpan> {
        let mut found: Vec<ByteSpan> = Vec::new();
        for range in ranges {
            let first = self.pieces.partition_point(|piece| piece.at.end <= range.start);
            let near = self.pieces.iter().skip(first).take_while(|piece| piece.at.start < range.end);
            for piece in near {
                let (start, end) = (range.start.max(piece.at.start), range.end.min(piece.at.end));
                let plain = |at: usize| piece.source.start + (at - piece.at.start);
                found.push(if piece.plain { ByteSpan::new(plain(start), plain(end)) } else { piece.source });
            }
        }
        found.sort_unstable();
        found.dedup_by(|next, last| {
            let touches = next.start <= last.end && !self.whole;
            if touches {
                last.end = last.end.max(next.end);
            }
            touches
        });
        found
    }

    /// Tells whether it is its source, byte for byte.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Returns the words of a range.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        self.text.as_str().slice(ByteSpan::at(range.start, range.end))
    }

    /// Returns the paragraphs: of a page the lines.
    pub fn paragraphs(&self) -> &[Range<usize>] {
        &self.paragraphs
    }

    /// Returns the block that a paragraph of an article is, by its place.
    pub fn block(&self, paragraph: usize) -> Option<BlockId> {
        self.blocks.get(paragraph).copied()
    }

    /// Returns the sentences, none of them empty; none goes over the end of a paragraph.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for paragraph in &self.paragraphs {
            let text = self.slice(paragraph);
            let mut at = 0;
            while at < text.len() {
                let end = sentence::end(text, at).max(at + 1);
                let words = text.get(at..end).unwrap_or_default();
                let (lead, trail) = (words.len() - words.trim_start().len(), words.len() - words.trim_end().len());
                if lead < words.len() {
                    found.push(paragraph.start + at + lead..paragraph.start + end - trail);
                }
                at = end;
            }
        }
        found
    }
}

/// Returns ranges of a document as a selection would be cut there: at seams and where other flows lie between, not at
/// line ends. What no selection of one flow covers stays as it is.
pub fn as_selected(document: &Document, spans: &[ByteSpan]) -> Vec<ByteSpan> {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Vec::new() };
    let Some(block) = document.structure.block_at(first.start) else { return spans.to_vec() };
    let solid = |spans: &[ByteSpan]| -> usize {
        spans.iter().map(|span| document.slice(*span).chars().filter(|c| !c.is_whitespace()).count()).sum()
    };
    let cut = document.target(document.flow_of(block), first.hull(*last));
    let covered = spans.iter().flat_map(|span| cut.iter().filter_map(|other| other.common(*span)));
    let covered: Vec<ByteSpan> = covered.collect();
    if solid(&cut) == solid(spans) && solid(&covered) == solid(spans) { cut } else { spans.to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Flow, Layers};
    use proptest::prelude::*;

    const TEXT: &str = "党建𠮷引领😊基层治理\n\n本报记者 张三\n\n前半段没有写完的一句话，写到这里就断在了半\n\n▲图片说明文字。\n\n路，后半段在这里。第二句。\n\n又一段 with\nwords。\n";

    fn document() -> Document {
        Document::open("a.txt", TEXT.as_bytes().to_vec())
    }

    #[test]
    fn an_article_is_read_in_order_and_joined() {
        let document = document();
        let article = Rendition::article(&document, 1, Errata::None);
        assert!(article.text.contains(
            "\n前半段没有写完的一句话，写到这里就断在了半路，后半段在这里。第二句。\n▲图片说明文字。\n又一段"
        ));
        let (from, to) = (TEXT.find("断在了").unwrap(), TEXT.find("后半").unwrap());
        let spans = document.target(Flow::Main(1), ByteSpan::at(from, to));
        assert_eq!(spans.len(), 2);
        let ranges = article.ranges(&spans);
        assert_eq!(ranges.iter().map(|range| article.slice(range)).collect::<Vec<_>>(), ["断在了半路，"]);
        assert_eq!(article.spans(&ranges), spans);
        let sentences = article.sentences();
        let read: Vec<&str> = sentences.iter().map(|range| article.slice(range)).collect();
        assert!(
            read.contains(&"第二句。")
                && read.contains(&"前半段没有写完的一句话，写到这里就断在了半路，后半段在这里。")
        );
    }

    #[test]
    fn corrections_are_applied_or_marked() {
        let document = document();
        let at = TEXT.find("基层").map(|at| ByteSpan::at(at, at + 6)).unwrap();
        let errata = vec![Erratum { span: at, text: "社区".into() }];
        let document = document.with(Layers { errata, ..Layers::default() });
        let read = |errata| Rendition::page(&document, errata).text.lines().next().unwrap().to_owned();
        assert_eq!(read(Errata::None), "党建𠮷引领😊基层治理");
        assert_eq!(read(Errata::Apply), "党建𠮷引领😊社区治理");
        assert_eq!(read(Errata::Mark), "党建𠮷引领😊基层〔社区〕治理");
        let page = Rendition::page(&document, Errata::Mark);
        let ranges = page.ranges(&[at]);
        assert_eq!((page.slice(&ranges[0]), page.spans(&ranges)), ("基层〔社区〕", vec![at]));
        let article = Rendition::article(&document, 1, Errata::Apply);
        assert_eq!(article.spans(&article.ranges(&[at])), [at]);
    }

    proptest! {
        #![proptest_config(crate::laws::cases(256))]
        #[test]
        fn what_was_selected_comes_back(a in 0..TEXT.len(), b in 0..TEXT.len()) {
            let document = document();
            let (a, b) = (crate::units::floor(TEXT, a.min(b)), crate::units::floor(TEXT, a.max(b)));
            for flow in [Flow::Main(1), Flow::Printed] {
                let spans = document.target(flow, ByteSpan::at(a, b));
                let page = Rendition::page(&document, Errata::None);
                prop_assert_eq!(&page.spans(&page.ranges(&spans)), &spans);
                if flow != Flow::Printed {
                    let article = Rendition::article(&document, 1, Errata::None);
                    let back = as_selected(&document, &article.spans(&article.ranges(&spans)));
                    let solid = |spans: &[ByteSpan]| -> String {
                        let text: String = spans.iter().map(|span| document.slice(*span)).collect();
                        text.split_whitespace().collect()
                    };
                    prop_assert_eq!(solid(&back), solid(&spans));
                }
            }
        }
    }
}

//! Texts with the annotations that stand in them: what formats that carry the text begin with.

use crate::exchange::out::rendition::{Errata, Rendition, Sources, as_selected, renditions};
use crate::exchange::{Bundle, Entry, Facet, Options, Source};
use crate::text::Document;
use crate::text::offsets::Offsets;
use crate::units::Byte;
use std::ops::Range;

/// An annotation in one text.
#[derive(Clone, Debug)]
pub struct Mark<'a> {
    /// The annotation.
    pub entry: &'a Entry,
    /// How many of its pieces stand in texts before this one.
    pub before: usize,
    /// Its ranges, in bytes of the text.
    pub ranges: Vec<Range<usize>>,
}

/// A text with its annotations.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// The document that it comes from.
    pub source: &'a Source,
    /// Its text.
    pub document: &'a Document,
    /// The number of its article, if it is one.
    pub article: Option<usize>,
    /// The text.
    pub rendition: Rendition,
    /// The annotations, in the order of the bundle.
    pub marks: Vec<Mark<'a>>,
    offsets: Offsets,
    wide: Offsets,
}

impl<'a> Sheet<'a> {
    fn new(source: &'a Source, document: &'a Document, article: Option<usize>, rendition: Rendition) -> Self {
        let offsets = Offsets::new(&rendition.text);
        let wide = Offsets::of(&rendition.text, true);
        Self { source, document, article, rendition, marks: Vec::new(), offsets, wide }
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.rendition.text
    }

    /// Returns the words of a range.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        self.rendition.slice(range)
    }

    /// Returns a place in code points.
    pub fn char(&self, at: usize) -> usize {
        self.offsets.char(self.text(), Byte(at)).0
    }

    /// Returns a place in units of UTF-16.
    pub fn utf16(&self, at: usize) -> usize {
        self.wide.unit(self.text(), at)
    }

    /// Returns a name that tells it from the other texts of a bundle.
    pub fn name(&self) -> String {
        match self.article {
            Some(article) if article > 0 => self.document.title(article).to_owned(),
            _ => self.source.path.clone(),
        }
    }

    /// Returns the path of its document without extension `.txt`; of an article with its number behind.
    pub fn stem(&self) -> String {
        let path = self.source.path.strip_suffix(".txt").unwrap_or(&self.source.path);
        self.article.map_or_else(|| path.to_owned(), |article| format!("{path}.{article}"))
    }
}

/// Cuts a range as a format needs it: into ranges that rise; what is left out of all is not carried.
pub type Cut = fn(&str, &Range<usize>) -> Vec<Range<usize>>;

/// Cuts off the white space at both ends.
pub fn trimmed(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let words = text.get(range.clone()).unwrap_or_default();
    let (lead, trail) = (words.len() - words.trim_start().len(), words.len() - words.trim_end().len());
    let solid = range.start + lead..range.end - trail.min(words.len() - lead);
    if solid.is_empty() { Vec::new() } else { Vec::from([solid]) }
}

/// Lays a bundle out, and counts what cannot be laid out so that it could be taken back.
pub fn lay<'a>(
    bundle: &'a Bundle,
    options: &Options,
    by_default: Sources,
    cut: Option<Cut>,
) -> (Vec<Sheet<'a>>, Vec<(Facet, usize)>) {
    let sources = options.sources.unwrap_or(by_default);
    let errata = options.errata.unwrap_or(Errata::None);
    let mut sheets = Vec::new();
    let mut edges = 0;
    for source in &bundle.sources {
        let Some(document) = source.document.as_deref() else { continue };
        let entries = bundle.of(source);
        let mut own: Vec<Sheet<'a>> = renditions(document, sources, errata)
            .into_iter()
            .map(|rendition| {
                let article = (sources == Sources::Article).then_some(rendition.article);
                Sheet::new(source, document, article, rendition)
            })
            .collect();
        for entry in entries.iter().filter(|entry| !entry.spans.is_empty()) {
            edges += usize::from(!put(entry, document, &mut own, cut));
        }
        if sources == Sources::Article && bundle.sources.len() > 1 {
            own.retain(|sheet| !sheet.text().is_empty());
        }
        sheets.extend(own);
    }
    (sheets, vec![(Facet::Edges, edges)])
}

/// Puts an annotation into the texts that it stands in. Tells whether it can be taken back as it is.
fn put<'a>(entry: &'a Entry, document: &Document, sheets: &mut [Sheet<'a>], cut: Option<Cut>) -> bool {
    let (mut before, mut back, mut whole) = (0, Vec::new(), cut.is_none());
    for sheet in sheets {
        let mut ranges = sheet.rendition.ranges(&entry.spans);
        if let Some(cut) = cut {
            ranges = ranges.iter().flat_map(|range| cut(sheet.text(), range)).collect();
        }
        if ranges.is_empty() {
            continue;
        }
        back.extend(sheet.rendition.spans(&ranges));
        whole &= sheet.rendition.is_whole();
        let count = ranges.len();
        sheet.marks.push(Mark { entry, before, ranges });
        before += count;
    }
    back.sort_unstable();
    entry.spans == if whole { back } else { as_selected(document, &back) }
}

//! A document: its text, who it is, and its structure.

use super::encoding::Encoding;
use super::markup::Markup;
use super::offsets::Offsets;
use super::reading::{Erratum, Reading};
use super::runs::Runs;
use super::sentence;
use super::source::given::{Layout, Mark, PAGE};
use super::source::{self, Extent, Remark, Source};
use super::structure::{BlockId, Correction, Genre, Kind, LOCAL_ABOVE, Said, Structure, View};
use crate::units::{Byte, ByteSpan, Slice};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// The SHA-256 of a decoded text as UTF-8: what text an offset belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextId(pub [u8; 32]);

impl TextId {
    /// Computes it.
    pub fn of(text: &str) -> Self {
        Self::of_bytes(text.as_bytes())
    }

    /// Computes that of any bytes.
    pub fn of_bytes(data: &[u8]) -> Self {
        Self(Sha256::digest(data).into())
    }

    /// Reads its hexadecimal form.
    pub fn parse(hex: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        for (n, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(n * 2..n * 2 + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for TextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Files above this many bytes are opened by their head first.
pub const HEAD_ABOVE: u64 = 1 << 20;
/// The bytes of a head.
pub const HEAD: usize = 64 << 10;

/// An opened document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path in its library, parted by `/`.
    pub path: Arc<str>,
    /// The decoded text. All offsets are into it.
    pub text: Arc<str>,
    /// Whether the text is whole, or only the head of a long file.
    pub whole: bool,
    /// The identity of the text; of no use while it is not whole.
    pub id: TextId,
    /// What the file was read as.
    pub encoding: Encoding,
    /// A person said what the encoding is.
    pub told: bool,
    /// Places that could not be decoded.
    pub bad: usize,
    /// What is to be said about how it was read.
    pub remarks: Vec<Remark>,
    /// What its format says of it; plain text says nothing.
    pub layout: Option<Arc<Layout>>,
    /// Blocks and articles.
    pub structure: Structure,
    layers: Layers,
    offsets: Arc<Offsets>,
    runs: Arc<OnceLock<Runs>>,
    markup: Arc<OnceLock<Markup>>,
    slices: BTreeMap<BlockId, Vec<usize>>,
}

/// What lies over the source text: nothing of it changes the text or an offset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// What a person said about the structure.
    pub corrections: Vec<Correction>,
    /// Words as they should read, by rising place.
    pub errata: Vec<Erratum>,
    /// Other names of speakers: as the text has them, and as they are.
    pub names: Vec<(String, String)>,
    /// Who speaks in the turn at a position.
    pub speakers: Vec<(Byte, String)>,
    /// The order in which it is read.
    pub view: View,
}

impl Document {
    /// Opens a whole file.
    pub fn open(path: &str, data: Vec<u8>) -> Self {
        Self::open_as(path, data, None)
    }

    /// Opens a whole file in an encoding that a person said; else in what its bytes speak for.
    pub fn open_as(path: &str, data: Vec<u8>, encoding: Option<Encoding>) -> Self {
        Self::of(path, source::read(path, data, Extent::Whole, encoding), encoding.is_some())
    }

    /// Makes the document of what was read of a file; `told` if a person said the encoding.
    pub fn of(path: &str, source: Source, told: bool) -> Self {
        let id = TextId::of(&source.text);
        Self { told, ..Self::build(path, source, Some(id)) }
    }

    /// Opens the head of a long file: what can be shown at once. Its positions are those of the whole.
    pub fn open_head(path: &str, data: Vec<u8>, encoding: Option<Encoding>) -> Self {
        Self::build(path, source::read(path, data, Extent::Head, encoding), None)
    }

    fn build(path: &str, source: Source, id: Option<TextId>) -> Self {
        let offsets = if id.is_some() { Offsets::new(&source.text) } else { Offsets::default() };
        let mut document = Self {
            path: path.into(),
            text: source.text.into(),
            whole: id.is_some(),
            id: id.unwrap_or_default(),
            encoding: source.encoding,
            told: false,
            bad: source.bad,
            remarks: source.remarks,
            layout: source.layout.map(Arc::new),
            structure: Structure::default(),
            layers: Layers::default(),
            offsets: Arc::new(offsets),
            runs: Arc::default(),
            markup: Arc::default(),
            slices: BTreeMap::new(),
        };
        document.read_structure();
        document
    }

    /// Returns the same document with other layers over its text.
    #[must_use]
    pub fn with(&self, layers: Layers) -> Self {
        let mut document = Self { layers, structure: Structure::default(), slices: BTreeMap::new(), ..self.clone() };
        document.layers.errata.sort_by_key(|erratum| erratum.span);
        document.read_structure();
        document
    }

    /// Returns what lies over the source text.
    pub fn layers(&self) -> &Layers {
        &self.layers
    }

    fn read_structure(&mut self) {
        let local = !self.whole || self.text.len() > LOCAL_ABOVE;
        let given = self.layout.as_deref();
        let (corrections, view) = (&self.layers.corrections, self.layers.view);
        let given = given.and_then(|layout| Structure::given(&self.text, layout, corrections, view));
        self.structure = given.unwrap_or_else(|| Structure::new(&self.text, local, corrections, view));
        self.structure.name_speakers(&self.layers.names, &self.layers.speakers);
        self.correct_titles();
        let long =
            |id: &BlockId| self.structure.blocks.get(*id).is_some_and(|b| b.end() - b.start() > sentence::SLICE_MOST);
        let long: Vec<BlockId> = (0..self.structure.blocks.len()).filter(long).collect();
        let sliced = long.into_iter().filter_map(|id| Some((id, sentence::slices(&self.reading(id)?.text))));
        self.slices = sliced.collect();
    }

    /// Headlines read in lists as they read in the text.
    fn correct_titles(&mut self) {
        for erratum in &self.layers.errata {
            let id = self.structure.block_at(erratum.span.start);
            let block = id.and_then(|id| self.structure.block(id)).filter(|block| block.kind == Kind::Title);
            let number = block.and_then(|block| block.article.checked_sub(1));
            if let Some(article) = number.and_then(|n| self.structure.articles.get_mut(n)) {
                article.title = article.title.replacen(self.text.slice(erratum.span), &erratum.text, 1);
            }
        }
    }

    /// Returns the table between bytes and code points.
    pub fn offsets(&self) -> &Offsets {
        &self.offsets
    }

    /// Returns where the runs of the text stand: looked for once, when they are first asked for.
    pub fn runs(&self) -> &Runs {
        self.runs.get_or_init(|| Runs::new(&self.text))
    }

    /// Returns the marks of Markdown, or what a format says of the words, if the text has them: looked for once, when
    /// they are first asked for.
    pub fn markup(&self) -> Option<&Markup> {
        if let Some(layout) = self.layout.as_deref().filter(|layout| !layout.inline.is_empty()) {
            return Some(self.markup.get_or_init(|| Markup::given(&layout.inline)));
        }
        let named = self.path.rsplit_once('.').is_some_and(|(_, end)| matches!(end, "md" | "markdown"));
        let marked = named || self.structure.genre == Genre::Markdown;
        marked.then(|| self.markup.get_or_init(|| Markup::of(&self.text)))
    }

    /// Reads a block, its words as they should read.
    pub fn reading(&self, id: BlockId) -> Option<Reading<'_>> {
        Some(Reading::new(&self.text, self.structure.block(id)?, &self.layers.errata))
    }

    /// Reads a block as the source has it.
    pub fn uncorrected(&self, id: BlockId) -> Option<Reading<'_>> {
        Some(Reading::new(&self.text, self.structure.block(id)?, &[]))
    }

    /// Tells whether words of a block were corrected.
    pub fn has_errata(&self, id: BlockId) -> bool {
        let block = self.structure.block(id);
        block.is_some_and(|b| b.parts.iter().any(|part| self.layers.errata.iter().any(|e| e.span.overlaps(part.span))))
    }

    /// Returns the offsets in the block's reading at which its slices begin; most blocks are one slice.
    pub fn slices(&self, id: BlockId) -> &[usize] {
        self.slices.get(&id).map_or(&[0], |starts| starts)
    }

    /// Returns the source text of a range.
    pub fn slice(&self, span: ByteSpan) -> &str {
        self.text.slice(span)
    }

    /// Returns what is said of ranges by who speaks there, and by the cells beside them.
    pub fn said(&self, spans: &[ByteSpan]) -> Said {
        let said = self.structure.said(spans);
        let article = spans.first().map(|first| self.article_at(first.start));
        let cells = article.map(|article| self.cells(article).to_vec()).unwrap_or_default();
        Said { cells, ..said }
    }

    /// Returns what the cells beside the text of an article say, by the names of their columns.
    pub fn cells(&self, article: usize) -> &[(Arc<str>, String)] {
        let layout = self.layout.as_deref();
        let row = article.checked_sub(1).and_then(|n| layout?.attributes.get(n));
        row.map_or(&[], Vec::as_slice)
    }

    /// Returns where ranges stand in the file, as its format says: a page, a paragraph, a place in a book, a time.
    pub fn places(&self, spans: &[ByteSpan]) -> Vec<&str> {
        let Some(layout) = self.layout.as_deref() else { return Vec::new() };
        let mut found: Vec<&str> = Vec::new();
        for span in spans {
            let from = layout.blocks.partition_point(|given| given.span.end <= span.start);
            let given = layout.blocks.iter().skip(from).take_while(|given| given.span.start < span.end);
            let places = given.map(|given| given.place.as_str()).filter(|place| !place.is_empty());
            found.extend(places);
        }
        found.dedup();
        found
    }

    /// Returns the number of the printed page on which a position stands, if its format says so.
    pub fn page_at(&self, at: Byte) -> Option<&str> {
        let layout = self.layout.as_deref()?;
        let block = layout.blocks.partition_point(|given| given.span.end <= at);
        let own = layout.blocks.get(block).and_then(|given| given.place.strip_prefix(PAGE));
        let marked = || {
            let before = layout.inline.iter().take_while(|inline| inline.span.start <= at);
            let pages = before.filter_map(|inline| match &inline.mark {
                Mark::Page(number) => Some(number.as_str()),
                _ => None,
            });
            pages.last().filter(|number| !number.is_empty())
        };
        own.or_else(marked)
    }

    /// Returns the title of an article; for the page and for what has none, the file's name.
    pub fn title(&self, article: usize) -> &str {
        match self.structure.article(article) {
            Some(found) if !found.title.is_empty() => &found.title,
            _ => self.name(),
        }
    }

    /// Returns the file's name without folders and extension.
    pub fn name(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Returns the number of the article that a position belongs to; 0 is the page.
    pub fn article_at(&self, at: Byte) -> usize {
        let block = self.structure.block_at(at).and_then(|id| self.structure.block(id));
        block.map_or(0, |block| block.article)
    }
}

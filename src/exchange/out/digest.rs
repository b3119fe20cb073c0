//! Annotations as people read them on paper: under their articles, or under their tags with what those are for.

use crate::analysis::citation;
use crate::annotation::{Book, On, Tag};
use crate::exchange::out::rendition::{Errata, Rendition};
use crate::exchange::{Bundle, Entry, Facet, Options, Source, Written};
use crate::text::{BlockId, Document, Genre};
use crate::units::ByteSpan;
use crate::words::Words;
use std::collections::HashMap;

/// Makes what was written of a digest: by article it does not say what tags are for.
pub fn written(data: Vec<u8>, bundle: &Bundle, options: &Options) -> Written {
    let silent = [Facet::Definitions, Facet::Guides].map(|facet| (facet, facet.count(bundle)));
    let beyond = if options.by_tag { Vec::new() } else { silent.to_vec() };
    Written { beyond, ..Written::from(data) }
}

/// A piece of a digest.
pub enum Item<'a> {
    /// A heading of a level, from 1.
    Heading(usize, String),
    /// A paragraph: where an article stands, what a tag is for.
    Text(String),
    /// A memo, with who wrote it.
    Memo(String, &'a str),
    /// A quotation with what is said of it.
    Passage(Passage<'a>),
}

/// A quotation with what is said of it.
pub struct Passage<'a> {
    /// The annotation.
    pub entry: &'a Entry,
    /// The paragraphs of the quotation, joined as they are read.
    pub quotation: Vec<String>,
    /// How each of them is set.
    pub set: Vec<Set>,
    /// The paths of its tags, as keys and for people.
    pub tags: Vec<(String, String)>,
    /// Where it stands: a citation where that is not said above, the line, the coder.
    pub place: Vec<String>,
}

/// How a paragraph of a quotation is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    /// Who speaks there and when, where the quotation itself does not begin with it.
    pub lead: String,
    /// How many bytes of the paragraph say who speaks and when.
    pub quiet: usize,
    /// It is a line of verse, a row or a message: it stands close below the one before.
    pub close: bool,
}

/// Makes the digest of a bundle, the name of its library first.
pub fn digest<'a>(bundle: &'a Bundle, options: &Options, words: &Words) -> Vec<Item<'a>> {
    let mut digest = Digest::new(bundle, options, words);
    digest.items.push(Item::Heading(1, bundle.name.clone()));
    digest.memos(bundle.memos(&|on| *on == On::Project));
    if options.by_tag {
        digest.by_tag();
    } else {
        digest.by_article();
    }
    digest.items
}

/// Returns how an article is cited, with the path of its file where the citation does not name that.
pub fn cited(book: &Book, document: &Document, (article, page): (usize, Option<&str>), words: &Words) -> String {
    let cited = citation(book, document, (article, page), words);
    let path = document.path.strip_suffix(".txt").unwrap_or(&document.path);
    if cited.contains(document.name()) { cited } else { format!("{cited} · {path}") }
}

struct Digest<'a, 'w> {
    bundle: &'a Bundle,
    words: &'w Words,
    errata: Errata,
    items: Vec<Item<'a>>,
    /// The quotations of all entries, in their order.
    quotations: Vec<Vec<(String, Set)>>,
    /// How articles are cited.
    cited: HashMap<(&'a str, usize), String>,
}

impl<'a, 'w> Digest<'a, 'w> {
    fn new(bundle: &'a Bundle, options: &Options, words: &'w Words) -> Self {
        let errata = options.errata.unwrap_or(Errata::Mark);
        let (items, quotations, cited) = (Vec::new(), Vec::new(), HashMap::new());
        let mut digest = Self { bundle, words, errata, items, quotations, cited };
        bundle.sources.iter().for_each(|source| digest.read(source));
        digest
    }

    /// Reads the quotations of a document.
    fn read(&mut self, source: &'a Source) {
        let mut articles: HashMap<usize, Rendition> = HashMap::new();
        for entry in self.bundle.of(source) {
            let rendition = source.document.as_deref().map(|document| {
                let page = || entry.spans.first().and_then(|span| document.page_at(span.start));
                let cite = || cited(&self.bundle.book, document, (entry.article, page()), self.words);
                self.cited.entry((&source.path, entry.article)).or_insert_with(cite);
                let render = || Rendition::article(document, entry.article, self.errata);
                &*articles.entry(entry.article).or_insert_with(render)
            });
            self.quotations.push(quotation(entry, rendition.zip(source.document.as_deref())));
        }
    }

    fn by_article(&mut self) {
        let mut n = 0;
        for source in &self.bundle.sources {
            let mut last = None;
            for entry in self.bundle.of(source) {
                if last != Some(entry.article) {
                    self.items.push(Item::Heading(2, entry.title.clone()));
                    let place = self.cited.get(&(source.path.as_str(), entry.article)).cloned();
                    self.items.push(Item::Text(place.unwrap_or_else(|| source.path.clone())));
                    if let Some(document) = source.document.as_deref() {
                        self.memos(self.bundle.memos_of(document, entry.article));
                    }
                    last = Some(entry.article);
                }
                self.passage(n, entry, true);
                n += 1;
            }
        }
    }

    fn by_tag(&mut self) {
        let bundle = self.bundle;
        let codebook = bundle.codebook();
        // Where tags were asked for, what carries one stands under these alone: its others are named beside it.
        let sections = |entry: &'a Entry| {
            let mut tags = entry.tags(codebook);
            let asked = |tag: &&str| bundle.asked.iter().any(|asked| asked == tag);
            if tags.iter().any(asked) {
                tags.retain(asked);
            }
            tags
        };
        let under: Vec<Vec<&str>> = bundle.entries.iter().map(sections).collect();
        for (depth, tag) in codebook.tree() {
            let with = |(n, _): &(usize, &Entry)| under.get(*n).is_some_and(|tags| tags.contains(&tag.key.as_str()));
            let own: Vec<(usize, &Entry)> = bundle.entries.iter().enumerate().filter(with).collect();
            let family = codebook.with_children(&tag.key);
            let in_family = |tags: &Vec<&str>| tags.iter().any(|tag| family.iter().any(|key| key == tag));
            if own.is_empty() && !under.iter().any(in_family) {
                continue;
            }
            let path = codebook.path(&tag.key, self.words.lang());
            self.items.push(Item::Heading(depth + 2, format!("{path} ({})", own.len())));
            self.define(tag);
            self.memos(bundle.memos_on(&tag.key));
            own.into_iter().for_each(|(n, entry)| self.passage(n, entry, false));
        }
        let rest = |(_, entry): &(usize, &Entry)| entry.tags(codebook).is_empty();
        let rest: Vec<(usize, &Entry)> = bundle.entries.iter().enumerate().filter(rest).collect();
        if !rest.is_empty() {
            let head = format!("{} ({})", self.words.say("export-untagged"), rest.len());
            self.items.push(Item::Heading(2, head));
            rest.into_iter().for_each(|(n, entry)| self.passage(n, entry, false));
        }
    }

    /// Says what a tag is for.
    fn define(&mut self, tag: &Tag) {
        let parts = [("", &tag.definition), ("export-include", &tag.include), ("export-exclude", &tag.exclude)];
        for (key, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
            let said = if key.is_empty() { text.clone() } else { self.words.fill(key, &[("text", text.clone())]) };
            self.items.push(Item::Text(said));
        }
        for example in &tag.examples {
            let said = self.words.fill("export-example", &[("text", example.clone())]);
            self.items.push(Item::Text(said));
        }
    }

    fn memos(&mut self, memos: Vec<(&'a str, &'a str)>) {
        self.items.extend(memos.into_iter().map(|(coder, text)| Item::Memo(text.to_owned(), coder)));
    }

    /// Adds a passage; what stands under the head of its article needs no citation.
    fn passage(&mut self, n: usize, entry: &'a Entry, headed: bool) {
        let codebook = self.bundle.codebook();
        let name = |key: &str| (key.to_owned(), codebook.path(key, self.words.lang()));
        let tags = entry.tags(codebook).into_iter().map(name).collect();
        let cited = self.cited.get(&(entry.document.as_str(), entry.article)).filter(|_| !headed).cloned();
        let cited = cited.or_else(|| (!headed).then(|| entry.document.clone()));
        let line = (entry.line > 0).then(|| self.words.fill("export-line", &[("line", entry.line.to_string())]));
        let found = self.words.say(&format!("state-{}", entry.state.name()));
        let found = (entry.state != crate::annotation::State::InPlace).then_some(found);
        let place = cited.into_iter().chain(line).chain(found).chain([entry.annotation.coder.clone()]).collect();
        let (quotation, set) = self.quotations.get(n).cloned().unwrap_or_default().into_iter().unzip();
        self.items.push(Item::Passage(Passage { entry, quotation, set, tags, place }));
    }
}

/// Returns the paragraphs of a quotation as they are read: lines joined, corrections made or marked; and how they are set.
fn quotation(entry: &Entry, read: Option<(&Rendition, &Document)>) -> Vec<(String, Set)> {
    let ranges = read.map(|(rendition, _)| rendition.ranges(&entry.spans)).unwrap_or_default();
    let Some((rendition, document)) = read.filter(|_| !ranges.is_empty()) else {
        let text = entry.stretches.join("\n");
        let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
        return lines.map(|line| (line.to_owned(), Set::default())).collect();
    };
    let mut found = Vec::new();
    // A turn says once who speaks.
    let mut said = None;
    for range in &ranges {
        let mut at = range.start;
        for line in rendition.slice(range).split('\n') {
            let start = at + line.len() - line.trim_start().len();
            at += line.len() + 1;
            let line = line.trim();
            if !line.is_empty() {
                let range = start..start + line.len();
                let span = rendition.spans(std::slice::from_ref(&range)).first().copied();
                let set = set(document, span, &mut said);
                found.push((line.to_owned(), Set { quiet: set.quiet.min(line.len()), ..set }));
            }
        }
    }
    // Marked words make a line longer than its source: what is pale ends where a character does.
    for (line, set) in &mut found {
        set.quiet = crate::units::floor(line, set.quiet);
    }
    found
}

/// Tells how a line is set that stands there in the source.
fn set(document: &Document, span: Option<ByteSpan>, said: &mut Option<BlockId>) -> Set {
    let structure = &document.structure;
    let id = span.and_then(|span| structure.block_at(span.start));
    let Some((span, id, block)) = span.zip(id).and_then(|(span, id)| Some((span, id, structure.block(id)?))) else {
        return Set::default();
    };
    let close = block.solid || matches!(structure.genre, Genre::Verse | Genre::Table);
    let Some(turn) = structure.turn(id).filter(|turn| !turn.speaker.is_empty()) else {
        return Set { close, ..Set::default() };
    };
    let first = said.replace(turn.blocks.start) != Some(turn.blocks.start);
    let quiet = structure.quiet(id);
    if quiet.contains(span.start) {
        return Set { quiet: (quiet.end.0 - span.start.0).min(span.len()), close, ..Set::default() };
    }
    let head = document.slice(turn.head).trim();
    // A head on a line of its own says more than who speaks.
    let own = structure.block_at(turn.head.start) == Some(id);
    let lead = if own && !head.is_empty() { head.to_owned() } else { format!("{}：", turn.speaker) };
    Set { lead: if first { lead } else { String::new() }, close, quiet: 0 }
}

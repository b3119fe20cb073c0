//! Brings what is anchored in a document as it was once decoded to the text as it is decoded now, through the bytes.

use super::{
    Annotation, ArticleName, Book, Change, Changed, Memo, On, Override, Passage, Progress, Quotation, State, Target,
    What, encoding, layers, place_at,
};
use crate::text::decode::decode_as;
use crate::text::offsets::Offsets;
use crate::text::source::{self, Extent};
use crate::text::{Document, Encoding, Flow, TextId, Transcript, View, readings};
use crate::units::{ByteSpan, CharSpan, Slice};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What is brought over in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcribed {
    /// The document's path.
    pub document: String,
    /// What it was once decoded as.
    pub former: Encoding,
    /// What changes; of all coders.
    pub changes: Vec<Change>,
    /// What settles the encoding that it is decoded as now: versions that would decode it as they once did, and find
    /// nothing of what was brought over, then read it so too. What is settled already, or is yet to be.
    pub settled: Override,
}

impl Transcribed {
    /// Counts what comes to stand elsewhere; a name that goes is counted where it comes.
    pub fn count<'c>(changes: impl IntoIterator<Item = &'c Change>) -> usize {
        changes.into_iter().filter(|change| !change.removes()).count()
    }

    /// Returns what a coder may write: what is the coder's own, and what is everybody's.
    pub fn own<'a>(&'a self, coder: &'a str) -> impl Iterator<Item = &'a Change> {
        self.changes.iter().filter(move |change| change.part().coder().is_none_or(|theirs| theirs == coder))
    }
}

/// The text as it was once decoded.
struct Reading {
    encoding: Encoding,
    id: TextId,
    text: String,
    offsets: Offsets,
    transcript: Transcript,
    document: OnceCell<Document>,
}

impl Reading {
    fn new(data: &[u8], encoding: Encoding, id: TextId, text: String) -> Self {
        let (offsets, transcript) = (Offsets::new(&text), Transcript::new(data, encoding));
        Self { encoding, id, offsets, transcript, text, document: OnceCell::new() }
    }

    /// Tells whether a passage stands in this text. A table that a spreadsheet wrote does not say which text it is
    /// about; then its words must stand there.
    fn has(&self, at: &Passage) -> bool {
        let standing = || stands(&self.text, &self.offsets, at);
        at.target.text == self.id || at.target.text == TextId::default() && standing()
    }

    /// Returns where words stand in this text that were quoted before the file was changed; none if that is not sure.
    fn found(&self, data: &[u8], target: &Target, quotation: &Quotation) -> Option<Vec<CharSpan>> {
        let document = self.document.get_or_init(|| Document::open_as("", data.to_vec(), Some(self.encoding)));
        let placed = place_at(target, quotation, document);
        let chars = |span: &ByteSpan| self.offsets.chars(&self.text, *span);
        (placed.state == State::Moved).then(|| placed.spans.iter().map(chars).collect())
    }
}

fn stands(text: &str, offsets: &Offsets, at: &Passage) -> bool {
    let first = at.target.spans.first().and_then(|span| offsets.byte(text, span.start));
    let words = at.quotation.exact.first().filter(|words| !words.is_empty());
    first.zip(words).is_some_and(|(first, words)| Slice::from(text, first).starts_with(words.as_str()))
}

/// From former readings of a document to the one at hand.
struct Way<'a> {
    readings: &'a [Reading],
    now: &'a Transcript,
    document: &'a Document,
    data: &'a [u8],
}

impl Way<'_> {
    fn reading(&self, target: &Target) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.id == target.text)
    }

    /// Returns where the ranges of a former text stand; none if some stand nowhere.
    fn carried(&self, from: &Reading, spans: &[CharSpan]) -> Option<Vec<ByteSpan>> {
        let mut found: Vec<ByteSpan> = Vec::new();
        for span in spans {
            let there = from.transcript.carry(*span, self.now)?;
            let there = self.document.offsets().bytes(&self.document.text, there)?;
            // Two ranges may share a character here, whose bytes were several there.
            let start = found.last().map_or(there.start, |before| before.end.max(there.start));
            found.extend((start < there.end).then(|| ByteSpan::new(start, there.end)));
        }
        (!found.is_empty()).then_some(found)
    }

    /// Returns where something stands here that was quoted in a former text. If the file was changed since then, its
    /// words stand in what is read so today.
    fn spans(&self, target: &Target, quotation: &Quotation) -> Option<Vec<ByteSpan>> {
        if let Some(reading) = self.reading(target) {
            return self.carried(reading, &target.spans);
        }
        if place_at(target, quotation, self.document).state != State::Lost {
            return None;
        }
        let found = |from: &Reading| self.carried(from, &from.found(self.data, target, quotation)?);
        self.readings.iter().find_map(found)
    }

    fn annotation(&self, a: &Annotation) -> Annotation {
        let spans = self.spans(&a.target, &a.quotation);
        let mut there = spans.map_or_else(|| a.clone(), |spans| a.standing_at(self.document, &spans));
        there.conflicts = a.conflicts.iter().map(|other| self.annotation(other)).collect();
        there.conflicts.sort();
        there
    }

    fn passage(&self, at: &Passage) -> Passage {
        let spans = self.spans(&at.target, &at.quotation);
        spans.map_or_else(|| at.clone(), |spans| Passage::new(self.document, Flow::Printed, &spans))
    }

    fn settled(&self, o: &Override) -> Override {
        let at = self.passage(&o.at);
        let what = match &o.what {
            // What was left of the words as they were read, when they were corrected, is read anew as well.
            What::Read(text) if at != o.at => What::Read(text.replace(&o.at.quotation.text(), &at.quotation.text())),
            What::Belongs(Some(to)) => What::Belongs(Some(self.passage(to))),
            what => what.clone(),
        };
        let mut conflicts: Vec<Override> = o.conflicts.iter().map(|other| self.settled(other)).collect();
        conflicts.sort();
        Override { at, what, conflicts, ..o.clone() }
    }

    /// Returns the name of an article whose name stands in a former text: what begins there now, else what is read
    /// there; nothing if it needs no other.
    fn name(&self, name: &ArticleName) -> Option<ArticleName> {
        let document = self.document;
        if *name.document != *document.path || name.is_whole() {
            return None;
        }
        let Passage { target, quotation } = &name.at;
        if name.is_stretch() {
            let from = self.reading(target)?;
            let chars = |span: &ByteSpan| document.offsets().chars(&document.text, *span);
            let spans = self.carried(from, &target.spans)?.iter().map(chars).collect();
            return Some(ArticleName::stretch(&document.path, document.id, spans)).filter(|new| new != name);
        }
        let spans = match self.readings.iter().find(|reading| reading.has(&name.at)) {
            Some(_) if target.text == TextId::default() && stands(&document.text, document.offsets(), &name.at) => None,
            Some(from) => self.carried(from, &target.spans),
            None => self.spans(target, quotation),
        }?;
        let number = spans.first().map_or(0, |span| document.article_at(span.start));
        Some(ArticleName::of(document, number)).filter(|new| new != name)
    }
}

/// The texts that what is said of a document belongs to, with what was quoted from each.
type Texts<'a> = BTreeMap<TextId, BTreeSet<&'a str>>;

/// Returns the texts that what is said of a document belongs to.
fn texts<'a>(book: &'a Book, path: &str) -> Texts<'a> {
    fn at<'a>(target: &Target, quotation: &'a Quotation, found: &mut Texts<'a>) {
        found.entry(target.text).or_default().extend(quotation.exact.iter().map(String::as_str));
    }
    fn of<'a>(a: &'a Annotation, found: &mut Texts<'a>) {
        at(&a.target, &a.quotation, found);
        a.conflicts.iter().for_each(|other| of(other, found));
    }
    fn settled<'a>(o: &'a Override, found: &mut Texts<'a>) {
        let own = Some(&o.at).filter(|at| !at.target.spans.is_empty());
        let to = if let What::Belongs(to) = &o.what { to.as_ref() } else { None };
        own.into_iter().chain(to).for_each(|passage| at(&passage.target, &passage.quotation, found));
        o.conflicts.iter().for_each(|other| settled(other, found));
    }
    let mut found = Texts::new();
    book.of(path).iter().for_each(|a| of(a, &mut found));
    book.overrides(path).iter().for_each(|o| settled(o, &mut found));
    let named = book.personal.values().flat_map(|own| {
        let memos = own.memos.keys().filter_map(|on| if let On::Article(name) = on { Some(name) } else { None });
        memos.chain(own.progress.keys())
    });
    let names = book.attributes.keys().map(|(name, _)| name).chain(named);
    let names = names.filter(|name| *name.document == *path && !name.is_whole() && !name.is_stretch());
    names.for_each(|name| at(&name.at.target, &name.at.quotation, &mut found));
    found
}

/// Returns as what a file was once read, as far as what is said of it belongs to such a text and not to the text at
/// hand: as earlier versions took it, as its bytes speak, or as a person said before saying otherwise.
fn formerly(data: &[u8], mut missing: Texts<'_>, now: &str, encoding: Encoding) -> Vec<Reading> {
    missing.remove(&TextId::of(now));
    // What does not say which text it belongs to can only be looked for where files were misread.
    let loose = missing.remove(&TextId::default()).is_some();
    if missing.is_empty() && !loose {
        return Vec::new();
    }
    let mut tried = vec![encoding];
    let (mut found, mut others) = (Vec::new(), Vec::new());
    for encoding in readings(data).into_iter().chain([encoding.as_it_comes()]) {
        let text = untried(&mut tried, encoding).then(|| decode_as(data, encoding).text).filter(|text| text != now);
        let Some(text) = text else { continue };
        let id = TextId::of(&text);
        if missing.remove(&id).is_some() || loose { &mut found } else { &mut others }.push((encoding, id, text));
    }
    // What was quoted from a text and stands in the text at hand was read so too, and the file was changed since.
    let sound = encoding.is_utf8() && std::str::from_utf8(data).is_ok();
    let quoted = missing.iter().filter(|(_, words)| is_foreign(words, now, sound));
    let mut foreign: BTreeSet<TextId> = quoted.map(|(id, _)| *id).collect();
    for encoding in Encoding::usual().flat_map(|encoding| [encoding.as_it_comes(), encoding]) {
        if foreign.is_empty() || !untried(&mut tried, encoding) {
            continue;
        }
        let text = decode_as(data, encoding).text;
        let id = TextId::of(&text);
        if foreign.remove(&id) {
            missing.remove(&id);
            found.push((encoding, id, text));
        }
    }
    // The file was changed since: what was quoted may stand in it as it would have been read.
    let others = others.into_iter().filter(|_| !missing.is_empty());
    found.into_iter().chain(others).map(|(encoding, id, text)| Reading::new(data, encoding, id, text)).collect()
}

/// Tells whether nothing that was quoted from a text stands in the one at hand. Words of ASCII are the same in nearly
/// all readings: alone they tell no other one of a file that is sound UTF-8, or in which a word of them stands.
pub(super) fn is_foreign(words: &BTreeSet<&str>, now: &str, sound: bool) -> bool {
    if words.iter().any(|words| !words.is_ascii()) {
        return !words.iter().any(|words| !words.is_ascii() && now.contains(words));
    }
    let is_word = |words: &str| words.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() >= WORD);
    !sound && !words.iter().any(|words| is_word(words) && now.contains(words))
}

/// Letters of a word of ASCII that does not stand in a text by chance.
const WORD: usize = 4;

fn untried(tried: &mut Vec<Encoding>, encoding: Encoding) -> bool {
    let new = !tried.iter().any(|other| other.is(encoding));
    tried.extend(new.then_some(encoding));
    new
}

/// Returns the other texts that a file may once have been read as: as earlier versions took it, as its bytes speak, or in
/// an encoding that was settled.
pub fn former_texts(data: &[u8], settled: Option<Encoding>, now: Encoding) -> Vec<(TextId, String)> {
    let settled = settled.into_iter().flat_map(|encoding| [encoding.as_it_comes(), encoding]);
    let encodings = readings(data).into_iter().chain(settled);
    let mut tried = vec![now];
    let others = encodings.filter(|encoding| untried(&mut tried, *encoding));
    let others = others.map(|encoding| decode_as(data, encoding).text);
    others.map(|text| (TextId::of(&text), text)).collect()
}

/// Returns what is to be brought over in documents of a book. A file that cannot be read, or is no text, has nothing.
pub fn transcribe_all<'d>(
    book: &Book,
    documents: impl IntoIterator<Item = &'d str>,
    told: Option<Encoding>,
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Vec<Transcribed> {
    let of = |path: &str| {
        let (texts, overrides) = (texts(book, path), book.overrides(path));
        if texts.is_empty() {
            return None;
        }
        let data = read(path)?;
        let decoded = source::read(path, data.clone(), Extent::Whole, told.or_else(|| encoding(overrides)));
        let readings = formerly(&data, texts, &decoded.text, decoded.encoding);
        // Most files were never read otherwise, and need not be opened.
        if readings.is_empty() {
            return None;
        }
        let document = super::read(path, data.clone(), overrides, told).ok()?;
        bring(book, &data, &document, &readings)
    };
    documents.into_iter().filter_map(of).collect()
}

/// Returns what brings all that is anchored in former readings of a document to the text at hand; none if nothing is.
///
/// Nothing else of an annotation changes, so that every machine writes the same.
pub fn transcribe(book: &Book, data: &[u8], document: &Document) -> Option<Transcribed> {
    let readings = formerly(data, texts(book, &document.path), &document.text, document.encoding);
    bring(book, data, document, &readings)
}

fn bring(book: &Book, data: &[u8], document: &Document, readings: &[Reading]) -> Option<Transcribed> {
    let path = &*document.path;
    if readings.is_empty() || !document.whole {
        return None;
    }
    let now = Transcript::new(data, document.encoding);
    let way = Way { readings, now: &now, document, data };
    let mut changes = Vec::new();
    let overrides: Vec<Override> = book.overrides(path).iter().map(|o| way.settled(o)).collect();
    for (old, new) in book.overrides(path).iter().zip(&overrides).filter(|(old, new)| old != new) {
        changes.push(Change::settled(path, old.id, Some(old.clone()), Some(new.clone())));
    }
    // What is settled decides what the articles are.
    let laid = document.with(layers(&overrides, document, View::Reading));
    let way = Way { document: &laid, ..way };
    for old in book.of(path) {
        let new = way.annotation(old);
        if new != *old {
            changes.push(Change::annotation(path, old.id, Some(old.clone()), Some(new)));
        }
    }
    changes.extend(names(book, &way));
    let annotated = |reading: &&Reading| book.of(path).iter().any(|a| a.target.text == reading.id);
    let former = readings.iter().find(annotated).or(readings.first()).map(|reading| reading.encoding)?;
    let settled = settled(book, document, &changes);
    (!changes.is_empty()).then(|| Transcribed { document: path.to_owned(), former, changes, settled })
}

/// Returns what settles the encoding of a document: the same on every machine that brings the same over.
fn settled(book: &Book, document: &Document, changes: &[Change]) -> Override {
    let known = book.overrides(&document.path).iter().find(|o| matches!(o.what, What::Encoding(_)));
    let times = changes.iter().filter_map(|change| match change {
        Change::Annotation(changed) => changed.item().map(|a| a.modified),
        Change::Override(changed) => changed.item().map(|o| o.modified),
        _ => None,
    });
    let id = Uuid::new_v5(&Uuid::NAMESPACE_URL, document.path.as_bytes());
    known.cloned().unwrap_or_else(|| Override::encoding(document.encoding, None, id, times.max().unwrap_or_default()))
}

/// Returns what names articles anew. Two former names may come to one article: nothing of either is lost.
fn names(book: &Book, way: &Way<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut attributes: BTreeMap<(ArticleName, String), String> = BTreeMap::new();
    for ((name, key), value) in &book.attributes {
        let Some(new) = way.name(name) else { continue };
        changes.push(Change::Attribute(Changed::new((name.clone(), key.clone()), Some(value.clone()), None)));
        let mut place = (new, key.clone());
        let taken = |place: &(ArticleName, String)| {
            attributes.get(place).or_else(|| book.attributes.get(place)).is_some_and(|other| other != value)
        };
        while taken(&place) {
            place.1.push(super::BESIDE);
        }
        attributes.insert(place, value.clone());
    }
    let put = |(place, value)| Change::Attribute(Changed::new(place, None, Some(value)));
    changes.extend(attributes.into_iter().filter(|(place, _)| !book.attributes.contains_key(place)).map(put));
    for (coder, own) in &book.personal {
        let mut progress: BTreeMap<ArticleName, Progress> = BTreeMap::new();
        for (name, state) in &own.progress {
            let Some(new) = way.name(name) else { continue };
            let gone = Changed::new((coder.clone(), name.clone()), Some(*state), None);
            changes.push(Change::Progress(gone));
            // Of two parts of an article one may not be read yet.
            let known = progress.get(&new).or_else(|| own.progress.get(&new)).copied();
            progress.insert(new, known.map_or(*state, |known| known.min(*state)));
        }
        for (name, state) in progress {
            let before = own.progress.get(&name).copied();
            changes.push(Change::Progress(Changed::new((coder.clone(), name), before, Some(state))));
        }
        let mut memos: BTreeMap<On, Memo> = BTreeMap::new();
        for (on, memo) in &own.memos {
            let On::Article(name) = on else { continue };
            let Some(new) = way.name(name).map(On::Article) else { continue };
            changes.push(Change::Memo(Changed::new((coder.clone(), on.clone()), Some(memo.clone()), None)));
            let there = memos.remove(&new).or_else(|| own.memos.get(&new).cloned());
            let joined = there.map_or_else(|| memo.clone(), |there| both(there, memo));
            memos.insert(new, joined);
        }
        for (on, memo) in memos {
            let before = own.memos.get(&on).cloned();
            changes.push(Change::Memo(Changed::new((coder.clone(), on), before, Some(memo))));
        }
    }
    changes
}

/// Returns two memos as one.
fn both(one: Memo, other: &Memo) -> Memo {
    let text = format!("{}\n\n{}", one.text, other.text);
    let conflicts = [one.conflicts, other.conflicts.clone()].concat();
    let (created, modified) = (one.created.min(other.created), one.modified.max(other.modified));
    Memo { text, created, modified, conflicts }
}

//! What words say of places that offsets tell: whether these were counted in another text, and where the words stand.

use crate::annotation::Quotation;
use crate::exchange::intake::folded::Folded;
use crate::exchange::intake::incoming::{Mark, Quoted};
use crate::exchange::intake::ruler::{Fit, Found, Measured, shortened};
use crate::text::Document;
use crate::text::offsets::{Offsets, first_chars, last_chars};
use crate::text::search::{Mode, Pattern};
use crate::text::soft::{is_soft, solid};
use crate::units::{Byte, ByteSpan, CharSpan, Slice};
use std::cell::OnceCell;
use std::ops::{Range, RangeInclusive};

/// A document in which words are looked for again and again.
#[derive(Clone, Copy)]
pub struct Pages<'d> {
    /// The document.
    pub document: &'d Document,
    /// What is read of it, once it was asked for.
    pub folded: &'d OnceCell<Folded>,
}

impl<'d> Pages<'d> {
    fn folded(self) -> &'d Folded {
        self.folded.get_or_init(|| Folded::new(&self.document.text))
    }
}

/// Where words stand in a document.
pub enum Standing {
    /// Nowhere.
    Nowhere,
    /// Once, in these ranges.
    Once(Vec<ByteSpan>),
    /// In several places.
    Several,
}

/// Finds words in a document: as they are read there, exactly; else whatever they are spaced with; else in any width
/// and case. `spaced`: the words come from a text that is spaced otherwise, so that what stands there exactly is no
/// likelier than what does but for white space.
pub fn standing(words: &str, pages: Pages<'_>, spaced: bool) -> Standing {
    let document = pages.document;
    let read = |mode| -> Vec<Vec<ByteSpan>> {
        let found = Pattern::new(words, mode).map(|pattern| pattern.find(document)).unwrap_or_default();
        found.into_iter().map(|hit| hit.spans).collect()
    };
    let anyhow =
        || -> Vec<Vec<ByteSpan>> { pages.folded().find(words, 2).into_iter().map(|span| vec![span]).collect() };
    let mut found = read(Mode::Exact);
    if found.is_empty() || spaced && found.len() == 1 && anyhow().len() > 1 {
        found = anyhow();
    }
    if found.is_empty() {
        found = read(Mode::Folded);
    }
    match (found.pop(), found.is_empty()) {
        (None, _) => Standing::Nowhere,
        (Some(only), true) => Standing::Once(only),
        _ => Standing::Several,
    }
}

/// Finds the pieces of a quotation one behind the other, each where it alone stands, whatever they are spaced with; none
/// if they stand further apart than they did, or other words are around short ones. `told`: where they stood, if that is
/// known.
pub fn spaced(quotation: &Quotation, told: &[CharSpan], pages: Pages<'_>) -> Option<Vec<ByteSpan>> {
    let (document, folded) = (pages.document, pages.folded());
    let alone = |piece: &String| match folded.find(piece, 2).as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let spans: Vec<ByteSpan> = quotation.exact.iter().map(alone).collect::<Option<_>>()?;
    let close = |n: usize, a: &ByteSpan, b: &ByteSpan| match told.get(n).zip(told.get(n + 1)) {
        Some((before, behind)) => {
            let between = solid(document.slice(ByteSpan::new(a.end, b.start)));
            between.chars().count() <= behind.start.0.saturating_sub(before.end.0) + APART
        }
        None => {
            let block = |at| document.structure.block_at(at);
            block(a.start).zip(block(b.start)).is_some_and(|(a, b)| a.abs_diff(b) <= 1)
        }
    };
    let follows = |(n, pair): (usize, &[ByteSpan])| matches!(pair, [a, b] if a.end <= b.start && close(n, a, b));
    let goes = spans.windows(2).enumerate().all(follows);
    let around = (&*quotation.prefix, &*quotation.suffix);
    let found = !spans.is_empty() && goes && !contradicted(document, &spans, &quotation.exact.concat(), around);
    found.then_some(spans)
}

/// Characters that may stand between the pieces of a quotation more than did: the number of a page, a line at its head.
const APART: usize = 32;

/// Tells whether other words stand around a short quotation than is told, on both sides, or on the one that is told.
pub fn contradicted(document: &Document, spans: &[ByteSpan], words: &str, (prefix, suffix): (&str, &str)) -> bool {
    let told = [prefix, suffix].iter().any(|words| !solid(words).is_empty());
    let near = |words: &str, before: bool| {
        let words = solid(words);
        if before { last_chars(&words, NEAR).to_owned() } else { first_chars(&words, NEAR).to_owned() }
    };
    told && !is_telling(words) && !surrounded(document, spans, &near(prefix, true), &near(suffix, false))
}

/// Characters around a quotation that are compared: what is further off may have changed.
const NEAR: usize = 2;

/// Tells whether words say by themselves where they stand, or that they were quoted.
fn is_telling(words: &str) -> bool {
    solid(words).chars().nth(TELLING - 1).is_some()
}

/// Characters of words that say so much.
const TELLING: usize = 8;

/// Tells whether what is said to stand around a passage stands there, but for white space: all of it that is told, on
/// one side at least.
pub fn surrounded(document: &Document, spans: &[ByteSpan], prefix: &str, suffix: &str) -> bool {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return false };
    let (prefix, suffix) = (solid(prefix), solid(suffix));
    // Twice as much as is told: white space may stand between all of it.
    let (before, behind) = (2 * prefix.chars().count() + MOST, 2 * suffix.chars().count() + MOST);
    let above = last_chars(document.text.get(..first.start.0).unwrap_or_default(), before);
    let below = first_chars(Slice::from(&*document.text, last.end), behind);
    let leads = !prefix.is_empty() && solid(above).ends_with(&prefix);
    leads || !suffix.is_empty() && solid(below).starts_with(&suffix)
}

/// Places of words that are looked at.
const MOST: usize = 64;

/// Corrects places in a text that is not the one in which offsets were counted: some words do not stand where they
/// should. Words that stand once tell how far off offsets are around them; others are looked for between these, and
/// fit nowhere if that leaves no place or several.
pub fn correct(asked: &[Measured<'_>], found: &mut [Found], plain: &str) {
    if found.iter().all(|(_, fits)| *fits != Some(Fit::None)) {
        return;
    }
    let (folded, offsets) = (Folded::new(plain), Offsets::new(plain));
    let at = |span: &ByteSpan| offsets.char(plain, span.start).0;
    let soft: Vec<usize> = plain.chars().enumerate().filter(|(_, c)| is_soft(*c)).map(|(n, _)| n).collect();
    let read = |at: usize| at - soft.partition_point(|soft| *soft < at);
    let places = |one: &Measured<'_>| match (&one.words, one.ranges.as_slice()) {
        (Some(words), [_]) if !one.cut => folded.find(words, MOST),
        _ => Vec::new(),
    };
    let places: Vec<Vec<ByteSpan>> = asked.iter().map(places).collect();
    let sure = |((spans, _), places): (&Found, &Vec<ByteSpan>)| match (spans.as_slice(), places.as_slice()) {
        ([told], [here]) => Some((at(told), at(here))),
        _ => None,
    };
    let mut anchors: Vec<(usize, usize)> = found.iter().zip(&places).filter_map(sure).collect();
    anchors.sort_unstable();
    for (one, places) in found.iter_mut().zip(&places) {
        if let ([only], Some(Fit::None)) = (places.as_slice(), one.1) {
            *one = (vec![*only], Some(Fit::Solid));
        }
    }
    for (one, places) in found.iter_mut().zip(&places).filter(|(_, places)| places.len() > 1) {
        let Some(told) = one.0.first().map(at) else { continue };
        let next = anchors.partition_point(|(other, _)| *other <= told);
        // Before anything else both texts begin.
        let before = next.checked_sub(1).and_then(|n| anchors.get(n)).copied().unwrap_or_default();
        let range = match anchors.get(next) {
            Some(after) => between(told, before, *after, &read),
            None if before.0 == before.1 => continue,
            // Behind the last words that stand once nobody knows.
            None => RangeInclusive::new(1, 0),
        };
        let mut inside = places.iter().filter(|place| range.contains(&read(at(place))));
        match (inside.next(), inside.next()) {
            (Some(only), None) if one.1 > Some(Fit::None) && at(only) == told => {}
            (Some(only), None) => *one = (vec![*only], Some(Fit::Solid)),
            _ => one.1 = Some(Fit::None),
        }
    }
}

/// Returns how many characters may be read before what was told to stand at an offset, between two places that are
/// known in both texts, each as it was told and as it is here. What is read between these is the same; of what was
/// counted besides, all or nothing may stand before the offset.
fn between(
    told: usize,
    before: (usize, usize),
    after: (usize, usize),
    read: &impl Fn(usize) -> usize,
) -> RangeInclusive<usize> {
    let far = told - before.0;
    match (after.0 - before.0).checked_sub(read(after.1).saturating_sub(read(before.1))) {
        Some(besides) => read(before.1) + far.saturating_sub(besides)..=read(before.1) + far,
        // More is read here than was counted there: what was added may stand before it or behind.
        None => RangeInclusive::new(1, 0),
    }
}

/// What the names of selections said; selections by their places among those that were asked for.
#[derive(Default)]
pub struct Named {
    /// Those that have a name that stands elsewhere or nowhere, and are left where offsets say.
    pub unsure: Vec<usize>,
    /// Those whose names stand in several other places: nobody knows which is meant.
    pub astray: Vec<usize>,
}

/// What a name tells of its passage, and where it stands.
struct Name {
    /// It is as long as its range.
    long: bool,
    /// It is cut by dots, or so long that it is hardly a person's word for the passage.
    says: bool,
    /// The first places of its words.
    places: Vec<ByteSpan>,
}

impl Name {
    fn of(name: &str, range: &Range<usize>, folded: &Folded) -> Self {
        let short = shortened(name);
        let cut = short != name.trim_end();
        let long = !cut && [name.chars().count(), name.encode_utf16().count()].contains(&range.len());
        Self { long, says: cut || is_telling(short), places: folded.find(short, 2) }
    }

    /// It says so much that it would not stand in the text by chance, and it does.
    fn is_quotation(&self) -> bool {
        self.says && !self.places.is_empty()
    }
}

/// Heeds the names of selections that do not stand at their places. A name may be the quotation, how that begins, or
/// what a person has called it: it counts if it is as long as its range, or says much where most names are words of
/// the text.
pub fn heed(marks: &[&Mark], found: &mut [Found], plain: &str) -> Named {
    let mut named = Named::default();
    let fits = |fits: &Option<Fit>| *fits > Some(Fit::None);
    let folded = Folded::new(plain);
    let name = |(mark, one): (&&Mark, &Found)| match (&mark.quoted, mark.pieces.as_slice()) {
        (Quoted::Perhaps(name), [(_, range)]) if !fits(&one.1) => Some(Name::of(name, range, &folded)),
        _ => None,
    };
    let names: Vec<Option<Name>> = marks.iter().zip(found.iter()).map(name).collect();
    let asked = marks.iter().filter(|mark| matches!(mark.quoted, Quoted::Perhaps(_))).count();
    let all = marks.iter().zip(found.iter()).zip(&names);
    let told = all.filter(|((mark, one), name)| {
        matches!(mark.quoted, Quoted::Perhaps(_)) && fits(&one.1) || name.as_ref().is_some_and(Name::is_quotation)
    });
    let quotations = told.count() * 2 > asked;
    let mut moved = false;
    for (n, ((mark, one), name)) in marks.iter().zip(found.iter_mut()).zip(names).enumerate() {
        let (Some(name), [(_, range)]) = (name, mark.pieces.as_slice()) else { continue };
        match name.places.as_slice() {
            [only] if name.long || quotations && name.says => {
                let end = only.end.max(reach(plain, only.start, range.len()));
                *one = (vec![ByteSpan::new(only.start, if name.long { only.end } else { end })], Some(Fit::Solid));
                moved = true;
            }
            [_, _, ..] if name.long => named.astray.push(n),
            // A word or two may stand elsewhere by chance.
            _ if quotations || name.is_quotation() => named.unsure.push(n),
            _ => {}
        }
    }
    if quotations && moved {
        unindent(marks, found, plain, &folded);
    }
    named
}

/// Where places are off, one may begin in the white space before its words, and yet seem to fit. Places these at their
/// words.
fn unindent(marks: &[&Mark], found: &mut [Found], plain: &str, folded: &Folded) {
    for (mark, one) in marks.iter().zip(found) {
        let (Quoted::Perhaps(name), [(_, range)]) = (&mark.quoted, mark.pieces.as_slice()) else { continue };
        let ([span], Some(Fit::Solid)) = (one.0.as_slice(), one.1) else { continue };
        let indented = plain.slice(*span).starts_with(char::is_whitespace) && !name.starts_with(char::is_whitespace);
        let name = Name::of(name, range, folded);
        if let ([only], true) = (name.places.as_slice(), indented && name.says) {
            *one = (vec![ByteSpan::new(only.start, reach(plain, only.start, range.len()))], Some(Fit::Solid));
        }
    }
}

/// Returns the place so many characters behind another.
fn reach(text: &str, from: Byte, count: usize) -> Byte {
    let rest = text.get(from.0..).unwrap_or_default();
    Byte(from.0 + rest.char_indices().nth(count).map_or(rest.len(), |(at, _)| at))
}

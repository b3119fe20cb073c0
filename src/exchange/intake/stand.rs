//! Where annotations that come in stand in the documents here.

use super::tally::Tally;
use super::texts::Home;
use super::words::{Pages, Standing as Words, contradicted, correct, heed, spaced, standing as stands, surrounded};
use crate::annotation::{Annotation, Quotation, State, Target, place};
use crate::exchange::intake::incoming::{Counting, Mark, Quoted, Text};
use crate::exchange::intake::ruler::{Fit, Measure, Measured};
use crate::exchange::out::rendition::as_selected;
use crate::text::{Document, TextId};
use crate::units::{ByteSpan, Char, CharSpan};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What an annotation is in one document.
pub struct Standing {
    /// The document.
    pub document: String,
    /// Where it stands there.
    pub target: Target,
    /// The words, and what is around them.
    pub quotation: Quotation,
    /// What is to be told of how it was found: keys of sentences.
    pub told: BTreeSet<&'static str>,
}

impl Standing {
    /// Makes it of an annotation in a document that is named later.
    fn of(a: Annotation, key: Option<&'static str>) -> Self {
        let (document, told) = (String::new(), key.into_iter().collect());
        Self { document, target: a.target, quotation: a.quotation, told }
    }
}

/// Where an annotation stands in the texts of a file.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// Ranges of texts, each as its place in the list and bytes of the text itself.
    pub spans: Vec<(usize, Vec<ByteSpan>)>,
    /// How well the words fit, if there are any.
    pub fits: Option<Fit>,
    /// Its words stand elsewhere, though they may be no more than a name.
    pub astray: bool,
    /// It was placed otherwise than offsets say.
    pub moved: bool,
    /// It rests on offsets alone, and these may count otherwise.
    pub unsure: bool,
}

/// Finds out in what unit each text was counted, and turns offsets into bytes.
pub fn resolve(texts: &[Text], homes: &[Home], marks: &[Mark], counting: Counting) -> Vec<Resolved> {
    let mut resolved = vec![Resolved::default(); marks.len()];
    let mut of_text: Vec<Vec<usize>> = texts.iter().map(|_| Vec::new()).collect();
    for (n, mark) in marks.iter().enumerate() {
        let mut own: Vec<usize> = mark.pieces.iter().map(|(text, _)| *text).collect();
        own.dedup();
        own.into_iter().for_each(|text| of_text.get_mut(text).into_iter().for_each(|list| list.push(n)));
    }
    for (number, (list, home)) in of_text.iter().zip(homes).enumerate() {
        let Some(document) = home.own.as_ref().or(home.document.as_ref()) else { continue };
        let raw = texts.get(number).and_then(|text| text.content.as_deref()).unwrap_or(&document.text);
        let own: Vec<&Mark> = list.iter().filter_map(|n| marks.get(*n)).collect();
        let asked: Vec<Measured<'_>> = own.iter().map(|mark| measured(mark, number)).collect();
        let measure = Measure::new(raw, &document.text, counting);
        let mut found = measure.resolve(&asked);
        let mut unsure: BTreeSet<usize> = measure.unsure(&asked, &found).into_iter().collect();
        let before: Vec<Vec<ByteSpan>> = found.iter().map(|(spans, _)| spans.clone()).collect();
        if home.own.is_none() {
            correct(&asked, &mut found, &document.text);
        }
        let named = heed(&own, &mut found, &document.text);
        unsure.extend(named.unsure);
        for (n, ((spans, fits), before)) in found.into_iter().zip(before).enumerate() {
            let Some(own) = list.get(n).and_then(|n| resolved.get_mut(*n)) else { continue };
            own.moved |= spans != before;
            own.unsure |= unsure.contains(&n);
            own.astray |= named.astray.contains(&n);
            own.spans.push((number, spans));
            own.fits = fits.or(own.fits);
        }
    }
    resolved
}

/// Returns the ranges that a mark has in a text, with its words if these are all.
fn measured(mark: &Mark, number: usize) -> Measured<'_> {
    let ranges: Vec<_> =
        mark.pieces.iter().filter(|(text, _)| *text == number).map(|(_, range)| range.clone()).collect();
    let words = Some(mark).filter(|mark| mark.pieces.len() == ranges.len()).and_then(|mark| mark.quoted.told());
    Measured { ranges, words, cut: matches!(mark.quoted, Quoted::Perhaps(_)) }
}

/// Finds where an annotation stands, in each document that it speaks of: mostly one.
pub fn stand(mark: &Mark, resolved: &Resolved, homes: &[Home], tally: &mut Tally) -> Vec<Standing> {
    let mut by_document: Vec<(&Home, Vec<ByteSpan>)> = Vec::new();
    for (text, spans) in &resolved.spans {
        let Some(home) = homes.get(*text) else { continue };
        let here = home.spans(spans);
        match by_document.iter_mut().find(|(other, _)| other.path == home.path) {
            Some((_, all)) => all.extend(here),
            None => by_document.push((home, here)),
        }
    }
    // Without ranges, or without a text that they could be in: what is told of the document.
    if by_document.is_empty() {
        by_document.extend(homes.get(mark.text).map(|home| (home, Vec::new())));
    }
    // What begins where it ends is about nothing, unless words say what it is about.
    let empty = !mark.pieces.is_empty() && mark.pieces.iter().all(|(_, range)| range.is_empty());
    if empty && !matches!(mark.quoted, Quoted::Words(_)) {
        tally.losses.add("loss-place", mark.at);
        return Vec::new();
    }
    let wrong = resolved.fits == Some(Fit::None) && matches!(mark.quoted, Quoted::Words(_)) || resolved.astray;
    let mut found = Vec::new();
    for (home, mut spans) in by_document {
        spans.sort_unstable();
        // A format that has a record for each tag tells of each range as often; and ranges may lie over each other.
        spans.dedup_by(|next, last| {
            let over = next == last || next.start < last.end;
            if over {
                *last = last.hull(*next);
            }
            over
        });
        if !crate::library::is_inside(&home.path) {
            tally.losses.add("loss-path", mark.at);
            continue;
        }
        let alone = resolved.moved && is_alone(mark, home, &spans);
        let standing = match (&home.document, mark.quoted != Quoted::Not) {
            (Some(document), _) if !spans.is_empty() && !wrong && !alone => standing(mark, home, document, &spans),
            (_, true) => quoted(mark, home, wrong || alone),
            // Without ranges and words: about the document as a whole; with ranges that lead nowhere nothing is left.
            _ if mark.pieces.is_empty() => {
                let target = Target { text: text_of(home), spans: Vec::new() };
                Some(Standing::of(Annotation { target, ..Annotation::default() }, None))
            }
            _ => None,
        };
        let Some(mut standing) = standing else {
            tally.losses.add("loss-place", mark.at);
            continue;
        };
        standing.document.clone_from(&home.path);
        if standing.told.is_empty() && resolved.moved {
            standing.told.insert("import-moved");
        }
        standing.told.extend(resolved.unsure.then_some("import-unsure"));
        found.push(standing);
    }
    found
}

/// Tells whether other words than are told are around short ones that were placed otherwise than offsets say.
fn is_alone(mark: &Mark, home: &Home, spans: &[ByteSpan]) -> bool {
    let (document, words) = (home.document.as_deref(), mark.quoted.told());
    let around = (&*mark.prefix, &*mark.suffix);
    document.zip(words).is_some_and(|(document, words)| contradicted(document, spans, &words, around))
}

fn text_of(home: &Home) -> TextId {
    home.document.as_ref().map(|document| document.id).unwrap_or_default()
}

fn standing(mark: &Mark, home: &Home, document: &Arc<Document>, spans: &[ByteSpan]) -> Option<Standing> {
    let Some(rendition) = &home.rendition else {
        // The text has changed: where it stood in the other one is written down, and it is looked for here.
        let own = home.own.as_ref()?;
        let a = Annotation::default().standing_at(own, spans);
        let key = key(place(&a, document).state);
        return Some(Standing::of(a, key));
    };
    let spans = if mark.cut || !rendition.is_whole() { as_selected(document, spans) } else { spans.to_vec() };
    Some(Standing::of(Annotation::default().standing_at(document, &spans), None))
}

/// Returns the key of the sentence that tells of annotations that do not stand where they were made.
pub fn key(state: State) -> Option<&'static str> {
    match state {
        State::InPlace => None,
        State::Moved => Some("import-moved"),
        State::Approximate => Some("import-approximate"),
        State::Ambiguous => Some("import-ambiguous"),
        State::Lost => Some("import-lost"),
    }
}

/// Puts an annotation that is told in this program's own terms where its words stand but for white space, if they
/// stand there alone; nothing, if it has its place, or none can be told.
pub fn respaced(a: &Annotation, pages: Pages<'_>) -> Option<Annotation> {
    let away = !a.target.spans.is_empty() && matches!(place(a, pages.document).state, State::Approximate | State::Lost);
    let spans = Some(&a.quotation).filter(|_| away).and_then(|quotation| spaced(quotation, &a.target.spans, pages))?;
    Some(a.clone().standing_at(pages.document, &spans))
}

/// Puts the pieces of a quotation where offsets say that they stood; if these do not fit, one behind the other. Tells
/// also whether they do.
fn pieces(exact: Vec<String>, mark: &Mark) -> (Vec<String>, Vec<CharSpan>, bool) {
    let told: Vec<usize> = mark.pieces.iter().map(|(_, range)| range.len()).collect();
    let whole: Vec<char> = exact.iter().flat_map(|piece| piece.chars()).collect();
    let rises = mark.pieces.windows(2).all(|pair| matches!(pair, [a, b] if a.1.end <= b.1.start));
    if rises && told.iter().sum::<usize>() == whole.len() && told.iter().all(|length| *length > 0) {
        let mut rest = whole.into_iter();
        let exact = told.iter().map(|length| rest.by_ref().take(*length).collect()).collect();
        let spans = mark.pieces.iter().map(|(_, range)| CharSpan::new(Char(range.start), Char(range.end)));
        return (exact, spans.collect(), true);
    }
    let start = mark.pieces.iter().map(|(_, range)| range.start).min().unwrap_or_default();
    let spans = exact.iter().scan(start, |at, piece| {
        let start = std::mem::replace(at, *at + piece.chars().count());
        Some(CharSpan::new(Char(start), Char(*at)))
    });
    let spans = spans.collect();
    (exact, spans, false)
}

/// Makes what only words lead to. It is looked for; where it is not found, or in several places, it is kept as it was
/// told. `wrong`: offsets led elsewhere.
fn quoted(mark: &Mark, home: &Home, wrong: bool) -> Option<Standing> {
    let words = mark.quoted.told()?;
    let exact = match &mark.quoted {
        Quoted::Words(pieces) => pieces.clone(),
        _ => vec![words.to_string()],
    };
    let (exact, spans, known) = pieces(exact, mark);
    let a = Annotation {
        target: Target { text: TextId::default(), spans },
        quotation: Quotation { exact, prefix: mark.prefix.clone(), suffix: mark.suffix.clone() },
        ..Annotation::default()
    };
    let Some(pages) = home.pages() else {
        return Some(Standing::of(a, key(State::Lost)));
    };
    let document = pages.document;
    let told = if known { a.target.spans.as_slice() } else { &[] };
    let found = stands(&words, pages, wrong);
    let (state, spans) = match found {
        // The place is one that a person may choose.
        Words::Once(spans) if is_alone(mark, home, &spans) => return Some(Standing::of(a, Some("import-alone"))),
        // Long words that stand there once stand there: nobody has to know what is around them.
        Words::Once(spans) => (if wrong { State::Moved } else { State::InPlace }, spans),
        Words::Nowhere if let Some(spans) = spaced(&a.quotation, told, pages) => (State::Moved, spans),
        _ => {
            let placed = place(&a, document);
            let several = matches!(found, Words::Several);
            let sure = placed.state == State::Moved
                && (!several || !wrong || surrounded(document, &placed.spans, &mark.prefix, &mark.suffix));
            match placed.state {
                State::Moved if sure => (State::Moved, placed.spans),
                State::Moved | State::Lost if several => (State::Ambiguous, Vec::new()),
                state => (state, Vec::new()),
            }
        }
    };
    let a = if spans.is_empty() { a } else { a.standing_at(document, &as_selected(document, &spans)) };
    Some(Standing::of(a, key(state)))
}

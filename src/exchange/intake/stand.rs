//! Where annotations that come in stand in the documents here.

use super::super::incoming::{Counting, Mark, Quoted, Text};
use super::super::rendition::as_selected;
use super::super::ruler::{Fit, Measure, Measured};
use super::Tally;
use super::texts::Home;
use super::words::{Standing as Words, correct, heed, spaced, standing as stands, surrounded};
use crate::annotation::{Annotation, Quotation, State, Target, place};
use crate::text::offsets::{first_chars, last_chars};
use crate::text::soft::solid;
use crate::text::{Document, TextId};
use crate::units::{ByteSpan, Char, CharSpan};
use std::sync::Arc;

/// What an annotation is in one document.
pub struct Standing {
    /// The document.
    pub document: String,
    /// Where it stands there.
    pub target: Target,
    /// The words, and what is around them.
    pub quotation: Quotation,
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
}

/// Finds out in what unit each text was counted, and turns offsets into bytes. Counts what was placed otherwise than
/// offsets say, and what rests on offsets alone that may count otherwise.
pub fn resolve(texts: &[Text], homes: &[Home], marks: &[Mark], counting: Counting, tally: &mut Tally) -> Vec<Resolved> {
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
        let own: Vec<(usize, &Mark)> = list.iter().filter_map(|n| Some((*n, marks.get(*n)?))).collect();
        let asked: Vec<Measured<'_>> = own.iter().map(|(_, mark)| measured(mark, number)).collect();
        let measure = Measure::new(raw, &document.text, counting);
        let mut found = measure.resolve(&asked);
        tally.unsure += measure.unsure(&asked, &found);
        if home.own.is_none() {
            tally.moved += correct(&asked, &mut found, &document.text);
        }
        let named = heed(&own, &mut found, &document.text);
        tally.moved += named.moved;
        tally.unsure += named.unsure;
        named.astray.iter().filter_map(|n| resolved.get_mut(*n).map(|own| own.astray = true)).for_each(drop);
        for (n, (spans, fits)) in list.iter().zip(found) {
            if let Some(own) = resolved.get_mut(*n) {
                own.spans.push((number, spans));
                own.fits = fits.or(own.fits);
            }
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
        *tally.losses.entry("loss-place").or_default() += 1;
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
            *tally.losses.entry("loss-path").or_default() += 1;
            continue;
        }
        let standing = match (&home.document, mark.quoted != Quoted::Not) {
            (Some(document), _) if !spans.is_empty() && !wrong => standing(mark, home, document, &spans, tally),
            (_, true) => quoted(mark, home, wrong, tally),
            // Without ranges and words: about the document as a whole; with ranges that lead nowhere nothing is left.
            _ if mark.pieces.is_empty() => {
                Some((Target { text: text_of(home), spans: Vec::new() }, Quotation::default()))
            }
            _ => None,
        };
        match standing {
            Some((target, quotation)) => found.push(Standing { document: home.path.clone(), target, quotation }),
            None => *tally.losses.entry("loss-place").or_default() += 1,
        }
    }
    found
}

fn text_of(home: &Home) -> TextId {
    home.document.as_ref().map(|document| document.id).unwrap_or_default()
}

fn standing(
    mark: &Mark,
    home: &Home,
    document: &Arc<Document>,
    spans: &[ByteSpan],
    tally: &mut Tally,
) -> Option<(Target, Quotation)> {
    let Some(rendition) = &home.rendition else {
        // The text has changed: where it stood in the other one is written down, and it is looked for here.
        let own = home.own.as_ref()?;
        let a = Annotation::default().standing_at(own, spans);
        count(place(&a, document).state, tally);
        return Some((a.target, a.quotation));
    };
    let spans = if mark.cut || !rendition.is_whole() { as_selected(document, spans) } else { spans.to_vec() };
    let a = Annotation::default().standing_at(document, &spans);
    Some((a.target, a.quotation))
}

/// Counts an annotation that does not stand where it was made.
pub fn count(state: State, tally: &mut Tally) {
    let counted = match state {
        State::InPlace => return,
        State::Moved => &mut tally.moved,
        State::Approximate => &mut tally.approximate,
        State::Ambiguous => &mut tally.ambiguous,
        State::Lost => &mut tally.lost,
    };
    *counted += 1;
}

/// Puts an annotation that is told in this program's own terms where its words stand but for white space, if they
/// stand there alone; nothing, if it has its place, or none can be told.
pub fn respaced(a: &Annotation, document: &Document) -> Option<Annotation> {
    let away = !a.target.spans.is_empty() && matches!(place(a, document).state, State::Approximate | State::Lost);
    let spans = Some(&a.quotation.exact).filter(|_| away).and_then(|exact| spaced(exact, document))?;
    Some(a.clone().standing_at(document, &spans))
}

/// Puts the pieces of a quotation where offsets say that they stood; if these do not fit, one behind the other.
fn pieces(exact: Vec<String>, mark: &Mark) -> (Vec<String>, Vec<CharSpan>) {
    let told: Vec<usize> = mark.pieces.iter().map(|(_, range)| range.len()).collect();
    let whole: Vec<char> = exact.iter().flat_map(|piece| piece.chars()).collect();
    let rises = mark.pieces.windows(2).all(|pair| matches!(pair, [a, b] if a.1.end <= b.1.start));
    if rises && told.iter().sum::<usize>() == whole.len() && told.iter().all(|length| *length > 0) {
        let mut rest = whole.into_iter();
        let exact = told.iter().map(|length| rest.by_ref().take(*length).collect()).collect();
        let spans = mark.pieces.iter().map(|(_, range)| CharSpan::new(Char(range.start), Char(range.end)));
        return (exact, spans.collect());
    }
    let start = mark.pieces.iter().map(|(_, range)| range.start).min().unwrap_or_default();
    let spans = exact.iter().scan(start, |at, piece| {
        let start = std::mem::replace(at, *at + piece.chars().count());
        Some(CharSpan::new(Char(start), Char(*at)))
    });
    let spans = spans.collect();
    (exact, spans)
}

/// Characters of a quotation that says by itself where it stands.
const TELLING: usize = 8;

/// Tells whether other words stand around a short quotation than is told, on both sides, or on the one that is told.
fn contradicted(document: &Document, spans: &[ByteSpan], mark: &Mark) -> bool {
    let told = [&mark.prefix, &mark.suffix].iter().any(|words| !solid(words).is_empty());
    let short = mark.quoted.told().is_some_and(|words| solid(&words).chars().count() < TELLING);
    told && short && !surrounded(document, spans, &near(&mark.prefix, true), &near(&mark.suffix, false))
}

/// Returns the characters next to a passage, of what is told to stand around it.
fn near(words: &str, before: bool) -> String {
    let words = solid(words);
    if before { last_chars(&words, NEAR).to_owned() } else { first_chars(&words, NEAR).to_owned() }
}

/// Characters around a quotation that are compared: what is further off may have changed.
const NEAR: usize = 2;

/// Makes what only words lead to. It is looked for; where it is not found, or in several places, it is kept as it was
/// told. `wrong`: offsets led elsewhere.
fn quoted(mark: &Mark, home: &Home, wrong: bool, tally: &mut Tally) -> Option<(Target, Quotation)> {
    let words = mark.quoted.told()?;
    let exact = match &mark.quoted {
        Quoted::Words(pieces) => pieces.clone(),
        _ => vec![words.to_string()],
    };
    let (exact, spans) = pieces(exact, mark);
    let a = Annotation {
        target: Target { text: TextId::default(), spans },
        quotation: Quotation { exact, prefix: mark.prefix.clone(), suffix: mark.suffix.clone() },
        ..Annotation::default()
    };
    let Some(document) = home.document.as_deref() else {
        count(State::Lost, tally);
        return Some((a.target, a.quotation));
    };
    let found = stands(&words, document, wrong);
    let (state, spans) = match found {
        // Long words that stand there once stand there: nobody has to know what is around them.
        Words::Once(spans) if !wrong && contradicted(document, &spans, mark) => (State::Approximate, spans),
        Words::Once(spans) => (if wrong { State::Moved } else { State::InPlace }, spans),
        Words::Nowhere if let Some(spans) = spaced(&a.quotation.exact, document) => (State::Moved, spans),
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
    count(state, tally);
    if spans.is_empty() {
        return Some((a.target, a.quotation));
    }
    let a = a.standing_at(document, &as_selected(document, &spans));
    Some((a.target, a.quotation))
}

//! Annotations that come in: where they stand, and which of them are here already.

use super::super::guids;
use super::super::incoming::{Mark, Quoted, Text};
use super::super::rendition::as_selected;
use super::super::ruler::{Fit, Measure, Measured};
use super::texts::Home;
use super::{Known, Tally};
use crate::annotation::{Annotation, Book, IdSource, Quotation, State, Target, coder_name, place};
use crate::text::search::only;
use crate::text::{Document, TextId};
use crate::units::{ByteSpan, Char, CharSpan};
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// What is settled before annotations are.
pub struct Desk<'a> {
    /// What the store holds.
    pub book: &'a Book,
    /// Who annotated what no one is named for.
    pub coder: &'a str,
    /// The time.
    pub now: Timestamp,
    /// The keys of tags, by how marks name them.
    pub keys: &'a HashMap<String, String>,
    /// Offsets are units of UTF-16, unless words say otherwise.
    pub utf16: bool,
}

/// What an annotation is in one document.
struct Standing {
    document: String,
    target: Target,
    quotation: Quotation,
}

/// Puts annotations into `theirs`.
pub fn settle(
    texts: &[Text],
    homes: &[Home],
    marks: Vec<Mark>,
    desk: &Desk<'_>,
    (ids, theirs, tally): (&mut IdSource, &mut Book, &mut Tally),
) {
    let resolved = resolve(texts, homes, &marks, desk.utf16);
    let known = Known::new(desk.book);
    let marks = together(marks, resolved);
    let told = marks.iter().filter_map(|(mark, _)| mark.id).collect();
    let mut settled = Settled { desk, known, told, here: HashMap::new(), ids, theirs, tally };
    for (mark, spans) in marks {
        for (n, standing) in stand(&mark, &spans, homes, settled.tally).into_iter().enumerate() {
            // What is about several documents is one annotation in each.
            let id = mark.id.filter(|_| n > 0).map(|id| guids::other(&id.to_string(), &standing.document));
            let own = id.map(|id| Mark { id: Some(id), ..mark.clone() });
            settled.put(own.as_ref().unwrap_or(&mark), standing);
        }
    }
}

/// Ranges of a text, as its place in the list and bytes of the text itself; and how well the words fit.
type Resolved = (Vec<(usize, Vec<ByteSpan>)>, Option<Fit>);

/// Finds out in what unit each text was counted, and turns offsets into bytes.
fn resolve(texts: &[Text], homes: &[Home], marks: &[Mark], utf16: bool) -> Vec<Resolved> {
    let mut resolved: Vec<Resolved> = marks.iter().map(|_| (Vec::new(), None)).collect();
    let mut of_text: Vec<Vec<usize>> = texts.iter().map(|_| Vec::new()).collect();
    for (n, mark) in marks.iter().enumerate() {
        let mut own: Vec<usize> = mark.pieces.iter().map(|(text, _)| *text).collect();
        own.dedup();
        own.into_iter().for_each(|text| of_text.get_mut(text).into_iter().for_each(|list| list.push(n)));
    }
    for (number, (list, home)) in of_text.iter().zip(homes).enumerate() {
        let Some(document) = home.own.as_ref().or(home.document.as_ref()) else { continue };
        let raw = texts.get(number).and_then(|text| text.content.as_deref()).unwrap_or(&document.text);
        let measured = |n: &usize| {
            let mark = marks.get(*n);
            let pieces = mark.into_iter().flat_map(|mark| &mark.pieces);
            let ranges: Vec<_> = pieces.filter(|(text, _)| *text == number).map(|(_, range)| range.clone()).collect();
            let whole = mark.is_some_and(|mark| mark.pieces.len() == ranges.len());
            let words = mark.filter(|_| whole).and_then(|mark| mark.quoted.told());
            Measured { ranges, words }
        };
        let asked: Vec<Measured<'_>> = list.iter().map(measured).collect();
        for (n, (spans, fits)) in list.iter().zip(Measure::new(raw, &document.text, utf16).resolve(&asked)) {
            if let Some(own) = resolved.get_mut(*n) {
                own.0.push((number, spans));
                own.1 = fits.or(own.1);
            }
        }
    }
    resolved
}

/// Puts the pieces of one annotation together that a format has written apart: the later ones have identities made
/// from that of the first.
fn together(marks: Vec<Mark>, resolved: Vec<Resolved>) -> Vec<(Mark, Resolved)> {
    let ids: HashSet<Uuid> = marks.iter().filter_map(|mark| mark.id).collect();
    let most = marks.len();
    let mut owner: HashMap<Uuid, Uuid> = HashMap::new();
    for id in &ids {
        for n in 1..most {
            let piece = guids::piece(*id, n);
            if !ids.contains(&piece) {
                break;
            }
            owner.insert(piece, *id);
        }
    }
    let mut found: Vec<(Mark, Resolved)> = Vec::new();
    let mut place: HashMap<Uuid, usize> = HashMap::new();
    for (mut mark, (spans, fits)) in marks.into_iter().zip(resolved) {
        mark.id = mark.id.map(|id| owner.get(&id).copied().unwrap_or(id));
        let known = mark.id.and_then(|id| place.get(&id)).and_then(|n| found.get_mut(*n));
        match known {
            Some((first, (others, told))) => {
                others.extend(spans);
                *told = (*told).min(fits);
                first.pieces.extend(mark.pieces);
                let new: Vec<String> = mark.tags.into_iter().filter(|tag| !first.tags.contains(tag)).collect();
                first.tags.extend(new);
                first.note = first.note.take().filter(|note| !note.is_empty()).or(mark.note);
                first.quoted = match (std::mem::take(&mut first.quoted), mark.quoted) {
                    (Quoted::Words(a), Quoted::Words(b)) => Quoted::Words([a, b].concat()),
                    _ => Quoted::Not,
                };
            }
            None => {
                place.extend(mark.id.map(|id| (id, found.len())));
                found.push((mark, (spans, fits)));
            }
        }
    }
    found
}

/// Finds where an annotation stands, in each document that it speaks of: mostly one.
fn stand(mark: &Mark, (spans, fits): &Resolved, homes: &[Home], tally: &mut Tally) -> Vec<Standing> {
    let mut by_document: Vec<(&Home, Vec<ByteSpan>)> = Vec::new();
    for (text, spans) in spans {
        let Some(home) = homes.get(*text) else { continue };
        let here = match &home.rendition {
            Some(rendition) => {
                let ranges: Vec<_> = spans.iter().map(|span| span.start.0..span.end.0).collect();
                rendition.spans(&ranges)
            }
            None => spans.clone(),
        };
        match by_document.iter_mut().find(|(other, _)| other.path == home.path) {
            Some((_, all)) => all.extend(here),
            None => by_document.push((home, here)),
        }
    }
    // Without ranges, or without a text that they could be in: what is told of the document.
    if by_document.is_empty() {
        by_document.extend(homes.get(mark.text).map(|home| (home, Vec::new())));
    }
    let wrong = *fits == Some(Fit::None) && matches!(mark.quoted, Quoted::Words(_));
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
            (_, true) => quoted(mark, home, tally),
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

fn count(state: State, tally: &mut Tally) {
    match state {
        State::InPlace => {}
        State::Moved | State::Approximate => tally.moved += 1,
        State::Ambiguous | State::Lost => tally.lost += 1,
    }
}

/// Makes what only words lead to. It is looked for; where it is not found it is kept as it was told.
fn quoted(mark: &Mark, home: &Home, tally: &mut Tally) -> Option<(Target, Quotation)> {
    let words = mark.quoted.told()?;
    let exact = match &mark.quoted {
        Quoted::Words(pieces) => pieces.clone(),
        _ => vec![words.to_string()],
    };
    // Only the first place is known: the pieces are put one behind the other.
    let start = mark.pieces.iter().map(|(_, range)| range.start).min().unwrap_or_default();
    let spans = exact.iter().scan(start, |at, piece| {
        let start = std::mem::replace(at, *at + piece.chars().count());
        Some(CharSpan::new(Char(start), Char(*at)))
    });
    let a = Annotation {
        target: Target { text: TextId::default(), spans: spans.collect() },
        quotation: Quotation { exact, prefix: mark.prefix.clone(), suffix: mark.suffix.clone() },
        ..Annotation::default()
    };
    // Words that stand there once stand there: nobody has to know what is around them.
    if let Some((document, spans)) =
        home.document.as_deref().and_then(|document| Some((document, only(&words, document)?)))
    {
        let a = a.standing_at(document, &as_selected(document, &spans));
        return Some((a.target, a.quotation));
    }
    let placed = home.document.as_deref().map(|document| (place(&a, document), document));
    count(placed.as_ref().map_or(State::Lost, |(placed, _)| placed.state), tally);
    if let Some((placed, document)) = placed.filter(|(placed, _)| placed.state == State::Moved) {
        let a = a.standing_at(document, &as_selected(document, &placed.spans));
        return Some((a.target, a.quotation));
    }
    Some((a.target, a.quotation))
}

/// Identities of annotations by coder and place.
type Places = HashMap<(String, Vec<CharSpan>), Vec<Annotation>>;

struct Settled<'a, 'd> {
    desk: &'a Desk<'d>,
    known: Known<'d>,
    /// The identities that the file tells of: what has one of them is that one, and no other.
    told: HashSet<Uuid>,
    /// What is here, by document; what came in before is among it.
    here: HashMap<String, Places>,
    ids: &'a mut IdSource,
    theirs: &'a mut Book,
    tally: &'a mut Tally,
}

impl Settled<'_, '_> {
    fn put(&mut self, mark: &Mark, standing: Standing) {
        let Desk { book, coder, now, keys, .. } = *self.desk;
        let coder = mark.coder.as_deref().filter(|name| !name.trim().is_empty()).map_or(coder.to_owned(), coder_name);
        let by_id = mark.id.and_then(|id| self.known.by_id.get(&id));
        let mut document = standing.document;
        let key = (coder.clone(), standing.target.spans.clone());
        let note = mark.note.clone().map(|note| note.replace("\r\n", "\n").trim_end().to_owned());
        let present = match by_id {
            Some((where_it_is, a)) => {
                (*where_it_is).clone_into(&mut document);
                Some((*a).clone())
            }
            None => {
                let of = |document: &String| -> Places {
                    let mut places = Places::new();
                    for a in book.of(document) {
                        places.entry((a.coder.clone(), a.target.spans.clone())).or_default().push(a.clone());
                    }
                    places
                };
                let places = self.here.entry(document.clone()).or_insert_with_key(of);
                let twins = places.get(&key).map(Vec::as_slice).unwrap_or_default();
                // Two annotations of one passage are one, unless identities or notes tell them apart.
                let free = |a: &&Annotation| {
                    mark.id.is_none() || book.get(&document, a.id).is_some() && !self.told.contains(&a.id)
                };
                let fits = |a: &&Annotation| {
                    note.as_ref().is_none_or(|note| note.is_empty() || a.note.is_empty() || *note == a.note)
                };
                twins.iter().filter(free).find(fits).cloned()
            }
        };
        let mut tags: Vec<String> = Vec::new();
        for tag in mark.tags.iter().filter_map(|tag| keys.get(tag)) {
            if !tags.contains(tag) {
                tags.push(tag.clone());
            }
        }
        let created = mark.created.or(mark.modified);
        let annotation = match &present {
            Some(present) => {
                self.tally.known.extend(book.get(&document, present.id).map(|a| a.id));
                joined(present, mark, &standing.target, &standing.quotation, (tags, note, now))
            }
            None => Annotation {
                id: mark.id.unwrap_or_else(|| self.ids.make(now)),
                target: standing.target,
                quotation: standing.quotation,
                tags,
                note: note.unwrap_or_default(),
                coder,
                created: created.unwrap_or(now),
                modified: mark.modified.or(mark.created).unwrap_or(now),
                conflicts: Vec::new(),
            },
        };
        let of = self.here.entry(document.clone()).or_default().entry(key).or_default();
        of.retain(|a| a.id != annotation.id);
        of.push(annotation.clone());
        self.theirs.set(&document, annotation.id, Some(annotation));
    }
}

/// Returns the words of a quotation without white space.
fn solid(quotation: &Quotation) -> String {
    quotation.exact.iter().flat_map(|words| words.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// Returns the version of an annotation that comes in: what the format does not say is as it is here.
fn joined(
    present: &Annotation,
    mark: &Mark,
    target: &Target,
    quotation: &Quotation,
    (tags, note, now): (Vec<String>, Option<String>, Timestamp),
) -> Annotation {
    let mut all = present.tags.clone();
    all.extend(tags.into_iter().filter(|tag| !present.tags.contains(tag)));
    // Another text tells of another place, even if it is the same words: here they stand where they stood.
    let same_place = target.spans == present.target.spans
        || target.text == TextId::default()
        || target.text != present.target.text && solid(quotation) == solid(&present.quotation);
    let mut annotation = Annotation {
        tags: all,
        note: note.filter(|note| !note.is_empty()).unwrap_or_else(|| present.note.clone()),
        created: mark.created.unwrap_or(present.created),
        conflicts: Vec::new(),
        ..present.clone()
    };
    if !same_place {
        (annotation.target, annotation.quotation) = (target.clone(), quotation.clone());
    }
    let said = |a: &Annotation| (a.tags.clone(), a.note.clone(), a.target.clone());
    annotation.modified = match mark.modified {
        Some(modified) => modified,
        None if said(&annotation) == said(present) => present.modified,
        None => now,
    };
    annotation
}

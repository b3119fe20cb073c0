//! Annotations that come in: where they stand, and which of them are here already.

use super::stand::{Resolved, Standing, resolve, stand};
use super::tally::{Known, Tally};
use super::texts::Home;
use crate::annotation::{Annotation, Book, Codebook, IdSource, Quotation, Target, coder_name};
use crate::exchange::common::guids;
use crate::exchange::intake::incoming::{Counting, Mark, Quoted, Text};
use crate::text::TextId;
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};
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
    /// How offsets count, unless words say otherwise.
    pub counting: Counting,
}

/// Puts annotations into `theirs`.
pub fn settle(
    texts: &[Text],
    homes: &[Home],
    marks: Vec<Mark>,
    desk: &Desk<'_>,
    (ids, theirs, tally): (&mut IdSource, &mut Book, &mut Tally),
) {
    let resolved = resolve(texts, homes, &marks, desk.counting);
    let known = Known::new(desk.book);
    let marks = together(marks, resolved);
    let told = marks.iter().filter_map(|(mark, _)| mark.id).collect();
    let mut settled = Settled { desk, known, told, here: HashMap::new(), ids, theirs, tally };
    for (mark, resolved) in marks {
        for (n, standing) in stand(&mark, &resolved, homes, settled.tally).into_iter().enumerate() {
            // What is about several documents is one annotation in each.
            let id = mark.id.filter(|_| n > 0).map(|id| guids::other(&id.to_string(), &standing.document));
            let own = id.map(|id| Mark { id: Some(id), ..mark.clone() });
            settled.put(own.as_ref().unwrap_or(&mark), standing);
        }
    }
}

/// Gives annotations of one identity that are not one their own: what another coder has said, or with another note,
/// or, where each record tells a `whole` annotation, of another place. Returns how many there are.
pub fn apart(marks: &mut [Mark], texts: &[Text], whole: bool) -> usize {
    let one = |a: &Mark, b: &Mark| {
        let note = |mark: &Mark| mark.note.clone().filter(|note| !note.is_empty());
        let either = |a: Option<String>, b: Option<String>| a.zip(b).is_none_or(|(a, b)| a == b);
        let place = a.text == b.text && a.pieces == b.pieces && a.quoted == b.quoted;
        either(a.coder.clone(), b.coder.clone()) && either(note(a), note(b)) && (place || !whole)
    };
    let mut first: HashMap<Uuid, Mark> = HashMap::new();
    let mut made: HashSet<Uuid> = HashSet::new();
    for mark in marks {
        let Some(id) = mark.id else { continue };
        match first.get(&id) {
            None => drop(first.insert(id, mark.clone())),
            Some(other) if one(other, mark) => {}
            Some(_) => {
                let place = mark.pieces.iter().map(|(_, range)| format!("{}-{}", range.start, range.end));
                let told = [
                    texts.get(mark.text).map(|text| text.name.clone()).unwrap_or_default(),
                    mark.coder.clone().unwrap_or_default(),
                    mark.note.clone().unwrap_or_default(),
                    mark.quoted.told().unwrap_or_default().into_owned(),
                    place.collect::<Vec<_>>().join(";"),
                ];
                let own = guids::other(&id.to_string(), &told.join("\0"));
                mark.id = Some(own);
                made.insert(own);
            }
        }
    }
    made.len()
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
    for (mut mark, own) in marks.into_iter().zip(resolved) {
        mark.id = mark.id.map(|id| owner.get(&id).copied().unwrap_or(id));
        let known = mark.id.and_then(|id| place.get(&id)).and_then(|n| found.get_mut(*n));
        match known {
            Some((first, whole)) => {
                whole.spans.extend(own.spans);
                whole.fits = whole.fits.min(own.fits);
                whole.astray |= own.astray;
                whole.moved |= own.moved;
                whole.unsure |= own.unsure;
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
                found.push((mark, own));
            }
        }
    }
    found
}

/// Where the words of a quotation stand, whatever white space at their ends a format has cut off: the first and the
/// last of them in code points, and what they are.
type Spot = (usize, usize, String);

fn spot(target: &Target, quotation: &Quotation) -> Spot {
    let blank = |c: &char| c.is_whitespace();
    let lead = quotation.exact.first().map_or(0, |piece| piece.chars().take_while(blank).count());
    let trail = quotation.exact.last().map_or(0, |piece| piece.chars().rev().take_while(blank).count());
    let (first, last) = (target.spans.first(), target.spans.last());
    let start = first.map_or(0, |span| span.start.0 + lead);
    (start, last.map_or(0, |span| span.end.0.saturating_sub(trail)), solid(quotation))
}

/// Annotations by place.
type Places = HashMap<Spot, Vec<Annotation>>;

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
    /// Returns what a book has in a document, by place.
    fn all(book: &Book, document: &str) -> Places {
        let mut places = Places::new();
        for a in book.of(document) {
            places.entry(spot(&a.target, &a.quotation)).or_default().push(a.clone());
        }
        places
    }

    /// Finds what stands in the very place of an annotation, or but for white space, if it is the same one.
    fn twin(&mut self, mark: &Mark, new: &Annotation, standing: &Standing) -> Option<Annotation> {
        let book = self.desk.book;
        let places =
            self.here.entry(standing.document.clone()).or_insert_with_key(|document| Self::all(book, document));
        let twins = places.get(&spot(&new.target, &new.quotation)).map(Vec::as_slice).unwrap_or_default();
        let before = |a: &&Annotation| book.get(&standing.document, a.id).is_some();
        // Two annotations of one passage are one, unless identities or notes tell them apart.
        let free = |a: &&Annotation| mark.id.is_none() || before(a) && !self.told.contains(&a.id);
        let fits = |a: &&Annotation| new.note.is_empty() || a.note.is_empty() || new.note == a.note;
        let tagged = |a: &&Annotation| new.tags.iter().all(|tag| a.tags.contains(tag));
        let own = || twins.iter().filter(|a| a.coder == new.coder).filter(free).filter(fits);
        let exact = || own().filter(|a| a.target.spans == new.target.spans);
        // What differs by white space is the same only if it was here before; so is what somebody else did, if the
        // format names nobody.
        let near = || own().filter(before).find(|a| !self.tally.known.contains(&a.id));
        let others = || twins.iter().filter(|_| mark.coder.is_none()).filter(before).find(tagged);
        exact().find(tagged).or_else(|| exact().next()).or_else(near).or_else(others).cloned()
    }

    fn put(&mut self, mark: &Mark, mut standing: Standing) {
        let Desk { book, coder, now, keys, .. } = *self.desk;
        let coder = mark.coder.as_deref().filter(|name| !name.trim().is_empty()).map_or(coder.to_owned(), coder_name);
        let mut tags: Vec<String> = Vec::new();
        for tag in mark.tags.iter().filter_map(|tag| keys.get(tag)) {
            if !tags.contains(tag) {
                tags.push(tag.clone());
            }
        }
        let note = mark.note.as_ref().map(|note| note.replace("\r\n", "\n").trim_end().to_owned());
        let new = Annotation {
            id: mark.id.unwrap_or_default(),
            target: standing.target.clone(),
            quotation: standing.quotation.clone(),
            tags,
            note: note.unwrap_or_default(),
            coder,
            created: mark.created.or(mark.modified).unwrap_or(now),
            modified: mark.modified.or(mark.created).unwrap_or(now),
            conflicts: Vec::new(),
        };
        let present = match mark.id.and_then(|id| self.known.by_id.get(&id)) {
            Some((document, a)) => {
                (*document).clone_into(&mut standing.document);
                Some((*a).clone())
            }
            None => self.twin(mark, &new, &standing),
        };
        let document = standing.document;
        let key = spot(&new.target, &new.quotation);
        let annotation = match &present {
            Some(present) => {
                self.tally.known.extend(book.get(&document, present.id).map(|a| a.id));
                let joined = joined(present, mark, new, now, &book.codebook);
                if present.target != joined.target && present.target.text == TextId::default() {
                    let base = Annotation { tags: Vec::new(), note: String::new(), ..present.clone() };
                    self.tally.base.set(&document, base.id, Some(base));
                }
                joined
            }
            None => Annotation { id: mark.id.unwrap_or_else(|| self.ids.make(now)), ..new },
        };
        let here = self.here.entry(document.clone()).or_insert_with_key(|document| Self::all(book, document));
        let of = here.entry(key).or_default();
        of.retain(|a| a.id != annotation.id);
        of.push(annotation.clone());
        self.tally.tell(standing.told, annotation.id);
        self.theirs.set(&document, annotation.id, Some(annotation));
    }
}

/// Returns the words of a quotation without white space.
fn solid(quotation: &Quotation) -> String {
    quotation.exact.iter().flat_map(|words| words.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// Returns the version of an annotation that comes in: what the format does not say is as it is here.
fn joined(present: &Annotation, mark: &Mark, new: Annotation, now: Timestamp, codebook: &Codebook) -> Annotation {
    let mut tags = present.tags.clone();
    // A tag that was merged into another goes out as that.
    let has = |tag: &String| present.tags.iter().any(|own| own == tag || codebook.resolve(own) == tag);
    tags.extend(new.tags.into_iter().filter(|tag| !has(tag)));
    let nowhere = TextId::default();
    let (there, here) = (&new.target, &present.target);
    let same_place = match () {
        () if there.text == nowhere => true,
        // What was kept without its text gets its place.
        () if here.text == nowhere => there.spans.is_empty(),
        // Another text tells of another place, even if it is the same words: here they stand where they stood.
        () if there.text != here.text => solid(&new.quotation) == solid(&present.quotation),
        () => spot(there, &new.quotation) == spot(here, &present.quotation),
    };
    let mut annotation = Annotation {
        tags,
        note: if new.note.is_empty() { present.note.clone() } else { new.note },
        created: mark.created.unwrap_or(present.created),
        conflicts: Vec::new(),
        ..present.clone()
    };
    if !same_place {
        (annotation.target, annotation.quotation) = (new.target, new.quotation);
    }
    let said = |a: &Annotation| (a.tags.clone(), a.note.clone(), a.target.clone());
    annotation.modified = match mark.modified {
        Some(modified) => modified,
        None if said(&annotation) == said(present) => present.modified,
        None => now,
    };
    annotation
}

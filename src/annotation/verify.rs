//! What is wrong in a book, and what can be done about it without deciding anything for a person.

use super::quick;
use super::transcribe::former_texts;
use super::{
    Annotation, ArticleName, Book, Change, Changed, On, Override, Passage, Pending, Quotation, State, Tag, Target,
    encoding, pending, place,
};
use crate::error::Error;
use crate::text::decode::one_line;
use crate::text::{Document, Flow, TextId};
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Something that a person should know of a book.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What it is.
    pub says: Error,
    /// It is a fault; else it is as good as settled, and only told.
    pub fault: bool,
    /// What mends it, if anything does safely.
    pub repair: Vec<Change>,
}

impl Problem {
    /// Makes a fault that a person must settle.
    pub fn fault(says: Error) -> Self {
        Self { says, fault: true, repair: Vec::new() }
    }

    /// Makes a fault that can be mended.
    fn mended(says: Error, repair: Vec<Change>) -> Self {
        Self { says, fault: true, repair }
    }
}

/// Checks the codebook, and whether all tags that are named are in it. A tag that is missing is made again from its
/// key: so nothing that names it loses its meaning.
pub fn tags(book: &Book, now: Timestamp) -> Vec<Problem> {
    let codebook = &book.codebook;
    let mut found = Vec::new();
    let missing = |key: &str| codebook.known(key).is_none();
    let mut made = BTreeSet::new();
    let mut made_again = |key: &str| {
        let tag = Tag { key: key.to_owned(), slot: 1, created: now, modified: now, ..Tag::default() };
        let tag = if key.is_ascii() { Tag { en: key.into(), ..tag } } else { Tag { zh: key.into(), ..tag } };
        if made.insert(key.to_owned()) { vec![Change::tag(key, None, Some(tag))] } else { Vec::new() }
    };
    for tag in codebook.all() {
        if let Some(parent) = tag.parent.as_deref().filter(|parent| missing(parent)) {
            let says = Error::data("cli-check-parent").with("tag", &tag.key).with("parent", parent);
            found.push(Problem::mended(says, made_again(parent)));
        }
        if let Some(into) = tag.merged_into.as_deref().filter(|into| missing(into)) {
            let after = Tag { merged_into: None, modified: now, ..tag.clone() };
            let says = Error::data("cli-check-merged").with("tag", &tag.key).with("into", into);
            found.push(Problem::mended(says, vec![Change::tag(&tag.key, Some(tag.clone()), Some(after))]));
        }
        if let Some(after) = uncircled(book, tag) {
            let says = Error::data("cli-check-circle").with("tag", &tag.key);
            let after = Tag { modified: now, ..after };
            found.push(Problem::mended(says, vec![Change::tag(&tag.key, Some(tag.clone()), Some(after))]));
        }
    }
    for (document, a) in book.all().flat_map(|(document, list)| list.iter().map(move |a| (document, a))) {
        for key in a.tags.iter().filter(|key| missing(key)) {
            let says = Error::data("cli-check-tag").with("document", document).with("id", a.id).with("tag", key);
            found.push(Problem::mended(says, made_again(key)));
        }
    }
    for (coder, own) in &book.personal {
        for ((set, digit), key) in own.quick.iter().filter(|(_, key)| *key != quick::EMPTY && missing(key)) {
            let says = Error::data("cli-check-quick").with("coder", coder).with("key", digit).with("tag", key);
            let gone = Changed::new((coder.clone(), (*set, *digit)), Some(key.clone()), Some(quick::EMPTY.to_owned()));
            found.push(Problem::mended(says, vec![Change::Quick(gone)]));
        }
        for on in own.memos.keys() {
            let On::Tag(key) = on else { continue };
            if missing(key) {
                let says = Error::data("cli-check-memo").with("coder", coder).with("tag", key);
                found.push(Problem::mended(says, made_again(key)));
            }
        }
    }
    found
}

/// Days after which what is left of a removed tag is dropped, if nothing names it.
const LEFT: i64 = 180;

/// Lists what is left of removed tags: those that are in use still are told, those that nothing has named for long are
/// not needed any more.
pub fn removed(book: &Book, now: Timestamp) -> Vec<Problem> {
    let codebook = &book.codebook;
    let in_use = book.removed_in_use();
    let told = in_use.iter().map(|(tag, count)| {
        let says = Error::data("cli-check-removed").with("tag", &tag.key).with("count", count);
        Problem { says, fault: false, repair: Vec::new() }
    });
    let of_tags = codebook.entries().flat_map(|tag| tag.parent.iter().chain(&tag.merged_into));
    let of_keys = book.personal.values().flat_map(|own| own.quick.values());
    let given = book
        .all()
        .flat_map(|(_, list)| list)
        .flat_map(|a| a.tags.iter().chain(a.conflicts.iter().flat_map(|c| &c.tags)));
    let named: BTreeSet<&String> = of_tags.chain(of_keys).chain(given).collect();
    let over = |tag: &&Tag| tag.removed.is_some_and(|at| now.as_second() - at.as_second() > LEFT * 24 * 60 * 60);
    let needed = |tag: &Tag| named.contains(&tag.key) || in_use.iter().any(|(other, _)| other.key == tag.key);
    let idle = codebook.removed().filter(over).filter(|tag| !needed(tag)).map(|tag| {
        let says = Error::data("cli-check-left").with("tag", &tag.key).with("days", LEFT);
        Problem { says, fault: false, repair: vec![Change::tag(&tag.key, Some(tag.clone()), None)] }
    });
    told.chain(idle).collect()
}

/// Returns the tag at which a circle is cut, as the tree of tags shows it: standing for itself, or at the top.
fn uncircled(book: &Book, tag: &Tag) -> Option<Tag> {
    let codebook = &book.codebook;
    let stands = codebook.resolve(&tag.key) == tag.key;
    let into = tag.merged_into.as_deref().filter(|into| codebook.known(into).is_some());
    if stands && into.is_some() {
        return Some(Tag { merged_into: None, ..tag.clone() });
    }
    let above = tag.parent.as_deref().filter(|parent| codebook.get(parent).is_some());
    (stands && above.is_some() && codebook.above(tag).is_none()).then(|| Tag { parent: None, ..tag.clone() })
}

/// Lists what nobody has decided after merges.
pub fn undecided(book: &Book) -> Vec<Problem> {
    let says = |pending: Pending| {
        let (key, name) = match pending {
            Pending::Annotation(document, id, _) => ("cli-check-undecided-annotation", format!("{document}: {id}")),
            Pending::Tag(key, _) => ("cli-check-undecided-tag", key),
            Pending::Override(document, id, _) => ("cli-check-undecided-override", format!("{document}: {id}")),
            Pending::Memo(coder, ..) => ("cli-check-undecided-memo", coder),
            Pending::Attribute(article, name) => {
                ("cli-check-undecided-attribute", format!("{}: {name}", article.document))
            }
        };
        Problem::fault(Error::data(key).with("name", name))
    };
    pending(book).into_iter().map(says).collect()
}

/// Lists annotations that a coder has twice: of two that say the same in one place the later is not needed, one whose
/// identity stands in two documents is only told.
pub fn twins(book: &Book, coder: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut seen = std::collections::HashMap::new();
    for (document, list) in book.all() {
        for (n, a) in list.iter().enumerate() {
            if let Some(other) = seen.insert(a.id, document) {
                let says = Error::data("cli-check-id").with("document", document).with("id", a.id).with("other", other);
                found.push(Problem::fault(says));
            }
            let says_same = |b: &&Annotation| {
                (&a.target, &a.tags, &a.note, &a.coder) == (&b.target, &b.tags, &b.note, &b.coder) && a.id != b.id
            };
            let Some(twin) = list.iter().take(n).find(says_same) else { continue };
            let says = Error::data("cli-check-twin").with("document", document).with("id", a.id).with("other", twin.id);
            let gone = Change::annotation(document, a.id, Some(a.clone()), None);
            let own = a.coder == coder;
            // A person may well have made it twice; nothing is wrong with that.
            found.push(Problem { says, fault: false, repair: if own { vec![gone] } else { Vec::new() } });
        }
    }
    found
}

/// Checks whether what is said about a document finds its place there. What has moved is found again, and no fault;
/// its new place is written for this coder's annotations and for what is settled.
pub fn places(book: &Book, document: &Document, coder: &str, now: Timestamp) -> Vec<Problem> {
    let mut found = Vec::new();
    let path = &*document.path;
    for settled in book.overrides(path).iter().filter(|o| !o.at.target.spans.is_empty()) {
        let placed = settled.at.place(document);
        if placed.state == State::InPlace {
            continue;
        }
        let quote = one_line(&settled.at.quotation.text()).into_owned();
        let says = Error::data("cli-check-override").with("document", path);
        // Several say the same of other places.
        let says = says.with("id", settled.id).with("state", placed.state.name()).with("quote", quote);
        let moved = placed.state == State::Moved;
        let after =
            Override { at: Passage::new(document, Flow::Printed, &placed.spans), modified: now, ..settled.clone() };
        let repair = vec![Change::settled(path, settled.id, Some(settled.clone()), Some(after))];
        found.push(Problem { says, fault: !moved, repair: if moved { repair } else { Vec::new() } });
    }
    for a in book.of(path) {
        let placed = place(a, document);
        if placed.state == State::InPlace {
            continue;
        }
        let quote = one_line(&a.quotation.text()).into_owned();
        let says = Error::data("cli-check-place").with("document", path).with("id", a.id);
        let says = says.with("state", placed.state.name()).with("quote", quote);
        let moved = placed.state == State::Moved;
        let after = Annotation { modified: now, ..a.standing_at(document, &placed.spans) };
        let repair = vec![Change::annotation(path, a.id, Some(a.clone()), Some(after))];
        found.push(Problem {
            says,
            fault: !moved,
            repair: if moved && a.coder == coder { repair } else { Vec::new() },
        });
    }
    found
}

/// Says what a change does to a book, in one sentence: what is made, moved, changed or removed.
pub fn told(change: &Change) -> Error {
    let anchored = |document: &str, id: Uuid, words: Option<&Quotation>| {
        let words = words.map(Quotation::text).unwrap_or_default();
        format!("{document}: {id} “{}”", one_line(&words))
    };
    let (what, name) = match change {
        Change::Annotation(c) => ("fixed-annotation", anchored(&c.key.0, c.key.1, c.item().map(|a| &a.quotation))),
        Change::Override(c) => ("fixed-correction", anchored(&c.key.0, c.key.1, c.item().map(|o| &o.at.quotation))),
        Change::Tag(c) => ("fixed-tag", c.key.clone()),
        Change::Term(c) => ("fixed-term", c.key.clone()),
        Change::Progress(c) => ("fixed-progress", format!("{}: {}", c.key.0, c.key.1.document)),
        Change::Quick(c) => ("fixed-quick", format!("{}: {}", c.key.0, c.key.1.1)),
        Change::Memo(c) => ("fixed-memo", c.key.0.clone()),
        Change::Attribute(c) => ("fixed-attribute", format!("{}: {}", c.key.0.document, c.key.1)),
    };
    let places = match change {
        Change::Annotation(c) => c.before.as_ref().zip(c.after.as_ref()).map(|(a, b)| (&a.target, &b.target)),
        Change::Override(c) => c.before.as_ref().zip(c.after.as_ref()).map(|(a, b)| (&a.at.target, &b.at.target)),
        _ => None,
    };
    let key = match () {
        () if change.removes() => "cli-fixed-removed",
        () if places.is_some_and(|(from, to)| from != to) => "cli-fixed-moved",
        () if change.makes() => "cli-fixed-made",
        () => "cli-fixed-changed",
    };
    let says = Error::data(key).with("what", what).with("name", name);
    let range = |target: &Target| {
        let end = target.spans.last().map_or(0, |span| span.end.0);
        format!("{}–{end}", target.start().0)
    };
    match places {
        Some((from, to)) if from != to => says.with("from", range(from)).with("to", range(to)),
        _ => says,
    }
}

/// Returns the documents about which a book says something that must not be lost with them.
pub fn documents(book: &Book) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = book.all().map(|(document, _)| document.to_owned()).collect();
    found.extend(book.all_overrides().map(|(document, _)| document.to_owned()));
    found.extend(book.attributes.keys().map(|(name, _)| name.document.clone()));
    for own in book.personal.values() {
        found.extend(own.memos.keys().filter_map(|on| match on {
            On::Article(name) => Some(name.document.clone()),
            _ => None,
        }));
    }
    found
}

/// Tells how well a document fits what is said of another that is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// So many of so many quotations stand in it.
    Quotations(usize, usize),
    /// It is the same text.
    Same,
}

/// Tells how well a document fits what is said of one that is gone, as it is read or may once have been read from these
/// bytes; none if not at all.
pub fn fit(book: &Book, gone: &str, document: &Document, data: &[u8]) -> Option<Fit> {
    let former = former_texts(data, encoding(book.overrides(gone)), document.encoding);
    let former = former.iter().filter_map(|(id, text)| fit_text(book, gone, *id, text));
    former.chain(fit_text(book, gone, document.id, &document.text)).max()
}

fn fit_text(book: &Book, gone: &str, id: TextId, text: &str) -> Option<Fit> {
    let targets = book.of(gone).iter().map(|a| &a.target).chain(book.overrides(gone).iter().map(|o| &o.at.target));
    if targets.into_iter().any(|target| target.text == id) {
        return Some(Fit::Same);
    }
    let words: Vec<&String> = book.of(gone).iter().flat_map(|a| &a.quotation.exact).filter(|w| !w.is_empty()).collect();
    let standing = words.iter().filter(|words| text.contains(words.as_str())).count();
    // Half of the words, and more than a few: common ones stand anywhere.
    let fits = standing * 2 >= words.len() && words.iter().map(|w| w.chars().count()).sum::<usize>() >= 8;
    (standing > 0 && fits).then_some(Fit::Quotations(standing, words.len()))
}

/// Returns what makes all that is said of a document said of another.
pub fn relink(book: &Book, from: &str, to: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    for a in book.of(from) {
        changes.push(Change::annotation(from, a.id, Some(a.clone()), None));
        changes.push(Change::annotation(to, a.id, None, Some(a.clone())));
    }
    for o in book.overrides(from) {
        changes.push(Change::settled(from, o.id, Some(o.clone()), None));
        changes.push(Change::settled(to, o.id, None, Some(o.clone())));
    }
    let renamed = |name: &ArticleName| ArticleName { document: to.to_owned(), at: name.at.clone() };
    for ((name, attribute), value) in book.attributes.iter().filter(|((name, _), _)| name.document == from) {
        let change = |name, before, after| Change::Attribute(Changed::new((name, attribute.clone()), before, after));
        changes.push(change(name.clone(), Some(value.clone()), None));
        changes.push(change(renamed(name), None, Some(value.clone())));
    }
    for (coder, own) in &book.personal {
        for (name, state) in own.progress.iter().filter(|(name, _)| name.document == from) {
            let change = |name, before, after| Change::Progress(Changed::new((coder.clone(), name), before, after));
            changes.push(change(name.clone(), Some(*state), None));
            changes.push(change(renamed(name), None, Some(*state)));
        }
        for (on, memo) in &own.memos {
            let On::Article(name) = on else { continue };
            if name.document == from {
                let change = |on, before, after| Change::Memo(Changed::new((coder.clone(), on), before, after));
                changes.push(change(on.clone(), Some(memo.clone()), None));
                changes.push(change(On::Article(renamed(name)), None, Some(memo.clone())));
            }
        }
    }
    changes
}

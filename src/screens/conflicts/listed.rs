//! What is listed, and how it is said.

use crate::annotation::telling;
use crate::annotation::verify::Fit;
use crate::annotation::{Book, Field, On, Pending, What, Written};
use crate::state::Model;
use crate::state::effect::Gone;
use crate::state::view::Place;
use crate::text::decode::one_line;
use crate::words::moment;
use jiff::Timestamp;

/// A row of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Two versions of something.
    Versions(Pending),
    /// A document that is gone, and another that may be it now.
    Gone(String, Option<(Fit, String)>),
}

/// The conflicts.
#[derive(Default)]
pub struct Conflicts {
    /// The chosen row.
    pub place: Place,
    /// All rows.
    pub rows: Vec<Row>,
    /// The revision of the book that the rows were made of.
    pub made_of: Option<u64>,
    /// The documents that are gone.
    pub gone: Gone,
    /// What may have become of them is still looked for.
    pub searching: bool,
}

/// Returns the chosen row.
pub fn chosen(conflicts: &Conflicts) -> Option<&Row> {
    conflicts.rows.get(conflicts.place.chosen)
}

/// Returns what a row is about, as people read it: what sort of thing, and which.
pub fn about(model: &Model, row: &Row) -> (&'static str, String) {
    let codebook = &model.project.book.codebook;
    let lang = model.face.words.lang();
    let name = telling::name;
    match row {
        Row::Versions(Pending::Annotation(document, id, _)) => {
            let quoted = model.project.book.get(document, *id).map(|a| a.quotation.text()).unwrap_or_default();
            ("conflict-annotation", format!("{}  {}", name(document), one_line(&quoted)))
        }
        Row::Versions(Pending::Tag(key, _)) => ("conflict-tag", codebook.path(key, lang)),
        Row::Versions(Pending::Override(document, id, _)) => {
            let found = model.project.book.overrides(document).iter().find(|o| o.id == *id);
            let quoted = found.map(|o| o.at.quotation.text()).unwrap_or_default();
            ("conflict-override", format!("{}  {}", name(document), one_line(&quoted)))
        }
        Row::Versions(Pending::Memo(coder, on, _)) => {
            let on = match on {
                On::Project => model.say("memo-project"),
                On::Tag(key) => codebook.path(key, lang),
                On::Article(article) => {
                    format!("{}  {}", name(&article.document), one_line(&article.at.quotation.text()))
                }
            };
            ("conflict-memo", format!("{}  {on}", model.name_of(coder)))
        }
        Row::Versions(Pending::Attribute(article, key)) => {
            let key = key.trim_end_matches(crate::annotation::BESIDE);
            let title = one_line(&article.at.quotation.text()).into_owned();
            ("conflict-attribute", format!("{}  {key}  {title}", name(&article.document)).trim_end().to_owned())
        }
        Row::Gone(document, candidate) => {
            let may_be = candidate.as_ref().map_or(String::new(), |(_, to)| format!("  ->  {to}"));
            ("conflict-gone", format!("{document}{may_be}"))
        }
    }
}

/// Returns the fields in which the versions of a row differ: name, what it is now, what it is in the other version.
pub fn versions(model: &Model, row: &Row) -> Vec<(String, String, String)> {
    let Row::Versions(pending) = row else { return Vec::new() };
    let field = |Field { name, this, other }: Field| (model.say(name), written(model, &this), written(model, &other));
    pending.fields(&model.project.book).into_iter().map(field).collect()
}

/// Returns who made something of which there are two versions, if that is said of it.
pub fn coder<'a>(book: &'a Book, pending: &'a Pending) -> Option<&'a str> {
    match pending {
        Pending::Annotation(document, id, _) => book.get(document, *id).map(|a| a.coder.as_str()),
        Pending::Memo(coder, ..) => Some(coder),
        Pending::Tag(..) | Pending::Override(..) | Pending::Attribute(..) => None,
    }
}

/// Returns when each of two versions was last changed, the one that stands first; nothing of a value that has no time.
fn times(book: &Book, pending: &Pending) -> Option<[Timestamp; 2]> {
    Some(match pending {
        Pending::Annotation(document, id, n) => {
            let this = book.get(document, *id)?;
            [this.modified, this.conflicts.get(*n)?.modified]
        }
        Pending::Tag(key, n) => {
            let this = book.codebook.get(key)?;
            [this.modified, this.conflicts.get(*n)?.modified]
        }
        Pending::Override(document, id, n) => {
            let this = book.overrides(document).iter().find(|o| o.id == *id)?;
            [this.modified, this.conflicts.get(*n)?.modified]
        }
        Pending::Memo(coder, on, n) => {
            let this = book.personal(coder).memos.get(on)?;
            [this.modified, this.conflicts.get(*n)?.modified]
        }
        Pending::Attribute(..) => return None,
    })
}

/// Returns what is said of the two versions of a row, the one that stands first: whose it is, when it was changed, which
/// is the newer. Which side of a merge a version came from is not kept: the newer one stands, whoever merged.
pub fn by(model: &Model, row: &Row) -> [String; 2] {
    let Row::Versions(pending) = row else { return Default::default() };
    let book = &model.project.book;
    let who = coder(book, pending).map(|coder| {
        let name = model.name_of(coder);
        if coder == model.project.coder.name() {
            return model.face.words.fill("conflict-own", &[("name", name)]);
        }
        name
    });
    let times = times(book, pending);
    let said = |n: usize| {
        let at = times.and_then(|times| times.get(n).copied());
        let newer = times.is_some_and(|[this, other]| if n == 0 { this > other } else { other > this });
        let when = at.map(|at| moment(at, model.now));
        let newer = newer.then(|| model.say("conflict-newer"));
        [who.clone(), when, newer].into_iter().flatten().collect::<Vec<_>>().join("  ")
    };
    [said(0), said(1)]
}

fn written(model: &Model, written: &Written) -> String {
    let none = || model.say("version-none");
    match written {
        Written::Text(text) if text.is_empty() => none(),
        Written::Text(text) => text.clone(),
        Written::Place(target, quotation) => format!("{}  @{}", one_line(&quotation.text()), target.start().0),
        Written::Tag(None) => none(),
        Written::Tag(Some(key)) => model.project.book.codebook.path(key, model.face.words.lang()),
        Written::Colour(slot) => slot.to_string(),
        Written::Order(order) => order.to_string(),
        Written::Ruling(what) => match what {
            What::Kind(kind) => model.say(kind.words()),
            What::Join => model.say("do-join"),
            What::Split => model.say("do-split"),
            What::StartsArticle => model.say("do-new-article"),
            What::Belongs(None) => model.say("ruling-page"),
            What::Belongs(Some(to)) => one_line(&to.quotation.text()).into_owned(),
            What::Gap(is) => yes_or_no(model, "ruling-gap", "ruling-no-gap", *is),
            What::Repeated(is) => yes_or_no(model, "ruling-repeated", "ruling-not-repeated", *is),
            What::Accepted => model.say("do-accept"),
            What::Read(text) | What::Encoding(text) => text.clone(),
            What::Genre(genre) => model.say(genre.words()),
            What::Speaker(name) => name.clone(),
            What::Name(of, name) => format!("{of} = {name}"),
        },
    }
}

fn yes_or_no(model: &Model, yes: &str, no: &str, is: bool) -> String {
    model.say(if is { yes } else { no })
}

/// Says what is known of a document that is gone.
pub fn told(conflicts: &Conflicts, model: &Model, row: &Row) -> String {
    let Row::Gone(document, candidate) = row else { return String::new() };
    let count = model.project.book.of(document).len().to_string();
    let blanks = [("document", document.clone()), ("count", count)];
    let fill = |key, more: &[(&'static str, String)]| model.face.words.fill(key, &[&blanks[..], more].concat());
    match candidate {
        None if conflicts.searching => fill("gone-searching", &[]),
        None => fill("gone-none", &[]),
        Some((Fit::Same, to)) => fill("gone-same", &[("to", to.clone())]),
        Some((Fit::Quotations(standing, all), to)) => {
            let numbers = [("to", to.clone()), ("standing", standing.to_string()), ("all", all.to_string())];
            fill("gone-alike", &numbers)
        }
    }
}

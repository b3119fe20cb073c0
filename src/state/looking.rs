//! A document that is only looked at in an encoding: nothing of that is written before it is edited.

use crate::annotation::{ArticleName, Book, Change, Edit, IdSource, On, Override, What, apply, encoding};
use crate::text::Encoding;
use jiff::Timestamp;

/// The name of an edit that is only seen: nothing of it is written.
pub const LOOKED: &str = "";

/// A document, and the encoding in which it is looked at.
pub type Told = Option<(String, Encoding)>;

/// Returns a book in which the document that is only looked at is settled so, to be compared with the file; none if
/// there is no such document, or it is settled so.
pub fn look(told: &mut Told, book: &Book, ids: &mut IdSource, now: Timestamp) -> Option<(Box<Book>, String)> {
    let (document, wanted) = told.clone()?;
    if encoding(book.overrides(&document)).is_some_and(|settled| settled.is(wanted)) {
        *told = None;
        return None;
    }
    let mut book = book.clone();
    let changes = vec![settling(&book, ids, now, (&document, wanted))];
    apply(&mut book, &Edit { changes, ..Edit::default() });
    Some((Box::new(book), document))
}

/// Ends the look at a document in an encoding; tells whether there was one.
pub fn look_no_more(told: &mut Told, looked: &mut Vec<Change>, book: &mut Book, document: &str) -> bool {
    let ends = told.take_if(|(told, _)| told == document).is_some();
    if ends {
        let mut changes = std::mem::take(looked);
        changes.retain(|change| change.document().is_some());
        apply(book, &Edit { changes, ..Edit::default() }.inverse());
    }
    ends
}

/// Tells whether an edit is about a document.
pub fn is_about(edit: &Edit, document: &str) -> bool {
    let named = |name: &ArticleName| name.document == document;
    edit.changes.iter().any(|change| match change {
        Change::Progress(changed) => named(&changed.key.1),
        Change::Attribute(changed) => named(&changed.key.0),
        Change::Memo(changed) => matches!(&changed.key.1, On::Article(name) if named(name)),
        change => change.document() == Some(document),
    })
}

/// Returns the change that settles the encoding of a document.
pub fn settling(book: &Book, ids: &mut IdSource, now: Timestamp, (document, encoding): (&str, Encoding)) -> Change {
    let known = book.overrides(document).iter().find(|o| matches!(o.what, What::Encoding(_))).cloned();
    let seconds = Timestamp::from_second(now.as_second()).unwrap_or(now);
    let after = Override::encoding(encoding, known.as_ref(), ids.make(now), seconds);
    Change::settled(document, after.id, known, Some(after))
}

/// Returns the documents whose encoding an edit settles.
pub fn decoded(edit: &Edit) -> impl Iterator<Item = &str> {
    edit.changes.iter().filter_map(|change| match change {
        Change::Override(changed) if matches!(changed.item()?.what, What::Encoding(_)) => Some(changed.key.0.as_str()),
        _ => None,
    })
}

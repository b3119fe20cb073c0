//! Identities that are the same in every export: made from what they stand for (UUID version 5).

use crate::annotation::{On, Tag};
use uuid::Uuid;

/// The namespace of this program.
const NAMESPACE: Uuid = Uuid::from_u128(0x6d65_6970_69e7_5cc9_a9e6_89b9_0000_0005);

fn of(what: &str, name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{what}\0{name}").as_bytes())
}

/// Returns the identity of the n-th piece of an annotation; the first is known by the annotation's own.
pub fn piece(id: Uuid, n: usize) -> Uuid {
    if n == 0 { id } else { Uuid::new_v5(&id, n.to_string().as_bytes()) }
}

/// Returns the identity of what is said of a piece with a tag.
pub fn coding(piece: Uuid, tag: &str) -> Uuid {
    Uuid::new_v5(&piece, tag.as_bytes())
}

/// Returns the identity of a tag: a key alone may be another's in another store.
pub fn tag(tag: &Tag) -> Uuid {
    of("tag", &format!("{}\0{}", tag.key, tag.created))
}

/// Returns the identity of a coder.
pub fn coder(name: &str) -> Uuid {
    of("coder", name)
}

/// Returns the identity of a text: a document (article 0 of none), or one of its articles.
pub fn source(document: &str, article: Option<usize>) -> Uuid {
    of("source", &format!("{document}\0{}", article.map_or_else(String::new, |n| n.to_string())))
}

/// Returns the identity of a coder's memo.
pub fn memo(coder: &str, on: &On) -> Uuid {
    let on = match on {
        On::Project => String::new(),
        On::Tag(key) => format!("tag\0{key}"),
        On::Article(name) => format!("article\0{}\0{}", name.document, name.at.quotation.text()),
    };
    of("memo", &format!("{coder}\0{on}"))
}

/// Returns the identity of anything else: its sort and its name.
pub fn other(sort: &str, name: &str) -> Uuid {
    of(sort, name)
}

//! A codebook that comes in whole: which of its tags are here. A key that was made of a label tells no more than that.

use crate::annotation::{Annotation, Book, Codebook, On, Register, Tag, key_of};
use crate::words::Lang;
use std::collections::{BTreeSet, HashMap};

/// Gives the tags that come in the keys of those here that they are: of the same key, else of the same path below the
/// chosen tag. One whose key is that of another tag here gets its own.
pub fn align(theirs: &mut Book, ours: &Codebook, parent: Option<&str>) {
    let below = |tag: &Tag| -> Option<Vec<String>> {
        let path = labels(ours, tag);
        let above = parent.and_then(|key| ours.get(key)).map(|tag| labels(ours, tag)).unwrap_or_default();
        path.strip_prefix(above.as_slice()).map(<[String]>::to_vec)
    };
    let by_path: HashMap<Vec<String>, &Tag> = ours.in_use().filter_map(|tag| Some((below(tag)?, tag))).collect();
    let mut register = Register::new(ours);
    theirs.codebook.all().for_each(|tag| register.enter(tag));
    let mut keys: HashMap<String, String> = HashMap::new();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for tag in theirs.codebook.all().filter(|tag| tag.merged_into.is_none()) {
        let path = labels(&theirs.codebook, tag);
        let present = ours.get(&tag.key);
        if present.is_some_and(|own| is_same(own, tag, labels(ours, own) == path)) {
            continue;
        }
        let key = match by_path.get(&path).filter(|own| taken.insert(&own.key)) {
            Some(own) => own.key.clone(),
            None if present.is_none() => continue,
            None => register.free_key(path.last().unwrap_or(&tag.key)),
        };
        register.enter(&Tag { key: key.clone(), ..tag.clone() });
        keys.insert(tag.key.clone(), key);
    }
    if !keys.is_empty() {
        rekey(theirs, &keys);
        keys.values().filter_map(|key| ours.get(key)).for_each(|own| fill(&mut theirs.codebook, own));
    }
}

/// Returns the labels that lead to a tag.
fn labels(codebook: &Codebook, tag: &Tag) -> Vec<String> {
    codebook.lineage(&tag.key).into_iter().rev().map(|key| codebook.label(key, Lang::Zh).to_owned()).collect()
}

/// Tells whether two tags of one key are one: they have one path, or were made at one time, or the key says more than
/// the label. Tags of two libraries may be made in one second: what nobody has changed since would stand in one place.
fn is_same(own: &Tag, other: &Tag, one_path: bool) -> bool {
    let changed = |tag: &Tag| tag.modified != tag.created;
    let made_of = |tag: &Tag| [&tag.zh, &tag.en].iter().any(|label| tag.key.starts_with(&key_of(label)));
    one_path
        || own.created == other.created && (own.parent == other.parent || changed(own) || changed(other))
        || !made_of(own)
        || !made_of(other)
}

/// Leaves of a tag that came in what the one here does not say yet.
fn fill(theirs: &mut Codebook, own: &Tag) {
    let Some(tag) = theirs.get(&own.key).cloned() else { return };
    let or = |own: &String, other: String| if own.is_empty() { other } else { own.clone() };
    let said = Tag {
        definition: or(&own.definition, tag.definition),
        include: or(&own.include, tag.include),
        exclude: or(&own.exclude, tag.exclude),
        examples: if own.examples.is_empty() { tag.examples } else { own.examples.clone() },
        ..own.clone()
    };
    theirs.set(&own.key, Some(said));
}

/// Changes the keys of tags wherever they stand.
fn rekey(book: &mut Book, keys: &HashMap<String, String>) {
    let new = |key: &String| keys.get(key).unwrap_or(key).clone();
    let codebook = std::mem::take(&mut book.codebook);
    let changed = |tag: &Tag| Tag {
        key: new(&tag.key),
        parent: tag.parent.as_ref().map(new),
        merged_into: tag.merged_into.as_ref().map(new),
        ..tag.clone()
    };
    book.codebook = codebook.all().map(changed).collect();
    let all = book.all().flat_map(|(path, list)| list.iter().map(move |a| (path.to_owned(), a)));
    let all: Vec<(String, Annotation)> = all.map(|(path, a)| (path, tagged(a, &new))).collect();
    all.into_iter().for_each(|(path, a)| book.set(&path, a.id, Some(a)));
    let coders: Vec<String> = book.personal.keys().cloned().collect();
    for coder in coders {
        book.in_personal(&coder, |own| {
            own.quick.values_mut().for_each(|key| *key = new(key));
            let on = |on: On| if let On::Tag(key) = on { On::Tag(new(&key)) } else { on };
            own.memos = std::mem::take(&mut own.memos).into_iter().map(|(about, memo)| (on(about), memo)).collect();
        });
    }
}

/// Returns an annotation whose tags have other keys.
fn tagged(a: &Annotation, new: &dyn Fn(&String) -> String) -> Annotation {
    let conflicts = a.conflicts.iter().map(|other| tagged(other, new)).collect();
    Annotation { tags: a.tags.iter().map(new).collect(), conflicts, ..a.clone() }
}

//! Tags made, named, moved, merged, defined, each as one edit.

use crate::actions::commit::commit;
use crate::annotation::list::{self, Unlisted};
use crate::annotation::quick::emptied;
use crate::annotation::{Change, Edit, Tag};
use crate::state::Model;
use crate::state::project::Wanted;
use crate::words::Lang;

/// Gives a tag another name in the language of the interface.
pub fn renamed(model: &mut Model, key: &str, label: String) {
    let Some(before) = model.project.book.codebook.get(key).cloned() else { return };
    let mut after = before.clone();
    let lang = model.face.words.lang();
    let (was, is) = (model.brief(before.label(lang)), model.brief(&label));
    match lang {
        Lang::Zh => after.zh = label,
        Lang::En => after.en = label,
    }
    if before == after {
        return;
    }
    change(model, "edit-tag-name", vec![(before, after)]);
    model.notice_with("notice-renamed", &[("tag", was), ("name", is)]);
}

/// Makes a tag of a name below a parent, behind a sibling.
pub fn make(model: &mut Model, label: &str, parent: Option<String>, behind: Option<String>) {
    let codebook = &model.project.book.codebook;
    if let Some(tag) = codebook.named(label).into_iter().find(|tag| tag.parent == parent) {
        let (key, path) = (tag.key.clone(), codebook.path(&tag.key, model.face.words.lang()));
        model.project.wanted = Some(Wanted::Tag(key));
        return model.notice_with("notice-tag-there", &[("tag", path)]);
    }
    let made = codebook.make(label, parent.as_deref(), model.seconds());
    let key = made.key.clone();
    let mut siblings: Vec<Tag> = codebook.children(parent.as_deref()).into_iter().cloned().collect();
    let at = behind.and_then(|behind| siblings.iter().position(|tag| tag.key == behind));
    siblings.insert(at.map_or(siblings.len(), |at| at + 1), made.clone());
    let mut changes = ordered(model, siblings);
    let order = changes.iter().find(|(_, after)| after.key == key).map_or(made.order, |(_, after)| after.order);
    changes.retain(|(before, _)| before.key != key);
    let made = Change::tag(&key, None, Some(Tag { order, ..made }));
    model.project.wanted = Some(Wanted::New(key));
    let mut all: Vec<Change> =
        changes.into_iter().map(|(b, a)| Change::tag(&b.key.clone(), Some(b), Some(a))).collect();
    all.push(made);
    commit(model, Edit { label: "edit-tag-made", at: None, changes: all });
    model.notice_with("notice-tag-made", &[("label", label.to_owned())]);
}

/// Returns siblings with orders that rise, each as it was and as it is to be.
pub fn ordered(model: &Model, siblings: Vec<Tag>) -> Vec<(Tag, Tag)> {
    let now = model.seconds();
    let numbered = siblings.into_iter().zip(1i64..).map(|(tag, n)| {
        let after = Tag { order: n * 10, modified: now, ..tag.clone() };
        (tag, after)
    });
    numbered.filter(|(before, after)| before.order != after.order || before.created == now).collect()
}

/// Changes tags as one edit; those that stay as they are are left out.
pub fn change(model: &mut Model, label: &'static str, changed: Vec<(Tag, Tag)>) {
    let now = model.seconds();
    let real = changed.into_iter().filter(|(before, after)| before != after);
    let changes = real.map(|(before, after)| {
        let key = before.key.clone();
        Change::tag(&key, Some(before), Some(Tag { modified: now, ..after }))
    });
    let changes = changes.collect();
    commit(model, Edit { label, at: None, changes });
}

/// Moves a tag below another, or to the top.
pub fn moved(model: &mut Model, key: &str, parent: Option<String>) {
    let Some(before) = model.project.book.codebook.get(key).cloned() else { return };
    let order = model.project.book.codebook.children(parent.as_deref()).last().map_or(10, |tag| tag.order + 10);
    model.project.wanted = Some(Wanted::Tag(key.to_owned()));
    change(model, "edit-tag-move", vec![(before.clone(), Tag { parent, order, ..before })]);
}

/// Merges a tag into another: its passages count for that, the tags below it move there.
pub fn merged(model: &mut Model, key: &str, into: &str) {
    let codebook = &model.project.book.codebook;
    let Some(before) = codebook.get(key).cloned() else { return };
    let mut changed: Vec<(Tag, Tag)> = codebook
        .children(Some(key))
        .into_iter()
        .map(|tag| (tag.clone(), Tag { parent: Some(into.to_owned()), ..tag.clone() }))
        .collect();
    let label = model.brief(before.label(model.face.words.lang()));
    let to = model.brief(codebook.label(into, model.face.words.lang()));
    changed.push((before.clone(), Tag { merged_into: Some(into.to_owned()), ..before }));
    model.project.wanted = Some(Wanted::Tag(into.to_owned()));
    change(model, "edit-tag-merge", changed);
    model.notice_with("notice-merged", &[("tag", label), ("into", to)]);
}

/// Removes the tags of the starter codebook that nobody uses.
pub fn remove_unused(model: &mut Model) {
    let tags = model.project.starter.unused(&model.project.book);
    let keys: Vec<String> = tags.iter().map(|tag| tag.key.clone()).collect();
    let mut changes = emptied(&model.project.book, model.project.coder.name(), &keys);
    changes.extend(tags.into_iter().map(|tag| Change::tag(&tag.key.clone(), Some(tag), None)));
    commit(model, Edit { label: "edit-starter-removed", at: None, changes });
    model.notice_with("notice-starter-removed", &[("count", keys.len().to_string())]);
}

/// Makes a tag again that was removed, with all that was said of it.
pub fn revived(model: &mut Model, key: &str) {
    let Some(left) = model.project.book.codebook.known(key).cloned() else { return };
    let name = model.brief(left.label(model.face.words.lang()));
    model.project.wanted = Some(Wanted::Tag(key.to_owned()));
    change(model, "edit-tag-revived", vec![(left.clone(), Tag { removed: None, ..left })]);
    model.notice_with("notice-tag-revived", &[("tag", name)]);
}

/// Writes the names and texts of a tag.
pub fn defined(model: &mut Model, before: Tag, after: Tag) {
    if before == after {
        return;
    }
    let name = model.brief(after.label(model.face.words.lang()));
    change(model, "edit-tag-definition", vec![(before, after)]);
    model.notice_with("notice-defined", &[("tag", name)]);
}

/// Takes the starter codebook, as far as it is not there.
pub fn take(model: &mut Model) {
    let now = model.seconds();
    let missing = model.project.starter.tags.iter().filter(|tag| model.project.book.codebook.get(&tag.key).is_none());
    let tags = missing.map(|tag| Tag { created: now, modified: now, ..tag.clone() }).collect();
    add(model, tags, "edit-starter-taken");
}

/// Makes the tags of a list: one a line, further in below. Returns the line, from 0, that is none of a list.
///
/// # Errors
/// The line, which is said.
pub fn listed(model: &mut Model, list: &str) -> Result<(), usize> {
    let paths = list::paths(list).map_err(|unlisted| {
        let blanks = [
            ("most", list::LONGEST.to_string()),
            ("line", (unlisted.line() + 1).to_string()),
            ("lines", list::MOST.to_string()),
        ];
        model.notice_with(if unlisted == Unlisted::Many { "notice-long-list" } else { "notice-no-list" }, &blanks);
        unlisted.line()
    })?;
    let tags = model.project.book.codebook.listed(&paths, model.seconds());
    add(model, tags, "edit-tags-listed");
    Ok(())
}

/// Adds tags as one edit.
pub fn add(model: &mut Model, tags: Vec<Tag>, label: &'static str) {
    let Some(first) = tags.first().map(|tag| tag.key.clone()) else { return model.notice("notice-no-new-tags") };
    let count = tags.len().to_string();
    let changes = tags.into_iter().map(|tag| Change::tag(&tag.key.clone(), None, Some(tag))).collect();
    model.project.wanted = Some(Wanted::New(first));
    commit(model, Edit { label, at: None, changes });
    model.notice_with("notice-tags-made", &[("count", count)]);
}

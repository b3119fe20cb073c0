//! `tags`: the codebook.

use super::args::{TagAction, Tags};
use super::context::{Context, now};
use super::desk::Desk;
use super::importing;
use super::out::{Out, tell};
use crate::annotation::{Book, Change, Edit, Tag, label as named};
use crate::error::{Error, Result};
use crate::exchange::{Parcel, codebook};
use crate::files::system;
use crate::store::Keeper;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// Lists the codebook or works on it.
///
/// # Errors
/// A tag that is not there, is there already, or is in use.
pub fn tags(context: &Context, args: Tags, out: &mut Out) -> Result<()> {
    context.format(&args.format, &["text", "json"])?;
    let mut desk = context.desk(&[])?;
    match args.action {
        None if args.format == "json" => print(&desk, true, out),
        Some(TagAction::Export) => print(&desk, false, out),
        None => list(context, &desk, out),
        Some(action) => work(context, &mut desk, action, out),
    }
}

/// Counts the annotations that carry each tag, by its key.
fn counts(book: &Book) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for annotation in book.all().flat_map(|(_, list)| list) {
        let keys: BTreeSet<&str> = annotation.tags.iter().map(|tag| book.codebook.resolve(tag)).collect();
        keys.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
    }
    counts
}

fn list(context: &Context, desk: &Desk, out: &mut Out) -> Result<()> {
    if desk.loaded.book.codebook.is_empty() {
        tell(&context.words.say("cli-no-tags"));
    }
    let counts = counts(&desk.loaded.book);
    for (depth, tag) in desk.loaded.book.codebook.tree() {
        let label = tag.label(context.words.lang());
        let count = counts.get(&*tag.key).copied().unwrap_or_default();
        out.line(&format!("{}{label}\t{}\t{count}", "  ".repeat(depth), tag.key))?;
    }
    let left = desk.loaded.book.removed_in_use();
    for (tag, count) in &left {
        let (label, mark) = (tag.label(context.words.lang()), context.words.say("tag-removed"));
        out.line(&format!("{label}\t{}\t{count}\t{mark}", tag.key))?;
    }
    if !left.is_empty() {
        tell(&context.words.fill("cli-tags-removed", &[("count", left.len().to_string())]));
    }
    out.finish()
}

/// Prints the codebook; with `left`, what is left of removed tags that are in use still, too.
fn print(desk: &Desk, left: bool, out: &mut Out) -> Result<()> {
    let lang = crate::words::Lang::Zh;
    let book = &desk.loaded.book;
    let counts = counts(book);
    let row = |tag: &Tag| {
        let mut row = json!({
            "key": tag.key, "zh": tag.zh, "en": tag.en, "parent": tag.parent,
            "path": book.codebook.path(&tag.key, lang), "definition": tag.definition,
            "include": tag.include, "exclude": tag.exclude, "examples": tag.examples, "aliases": tag.aliases,
            "count": counts.get(&*tag.key).copied().unwrap_or_default(),
        });
        if let (Some(at), Some(fields)) = (tag.removed, row.as_object_mut()) {
            fields.insert("removed".into(), json!(at.to_string()));
        }
        row
    };
    let left = book.removed_in_use().into_iter().filter(|_| left).map(|(tag, _)| tag);
    let tags: Vec<Value> = book.codebook.tree().into_iter().map(|(_, tag)| tag).chain(left).map(row).collect();
    out.line(&Value::Array(tags).to_string())?;
    out.finish()
}

fn work(context: &Context, desk: &mut Desk, action: TagAction, out: &mut Out) -> Result<()> {
    let mut keeper = context.keeper(desk)?;
    let book = &desk.loaded.book;
    let find = |name: &str| {
        context
            .tag(book, name)
            .and_then(|key| book.codebook.get(&key).cloned().ok_or_else(|| book.codebook.without(name)))
    };
    let (label, changed) = match action {
        TagAction::Add { label, parent, definition } => {
            let label = named(&label)?;
            let parent = parent.map(|parent| context.tag(book, &parent)).transpose()?;
            let siblings = book.codebook.children(parent.as_deref());
            if siblings.iter().any(|tag| tag.zh == label || tag.en == label) {
                return Err(Error::data("error-tag-exists").with("tag", label));
            }
            let made = book.codebook.make(label, parent.as_deref(), now());
            out.line(&made.key)?;
            if book.codebook.known(&made.key).is_some() {
                tell(&context.words.fill("notice-tag-revived", &[("tag", label.to_owned())]));
            }
            let definition = definition.unwrap_or_else(|| made.definition.clone());
            ("edit-tag-made", Tag { definition, ..made })
        }
        TagAction::Rename { tag, label } => {
            let (tag, label) = (find(&tag)?, named(&label)?.to_owned());
            // Only the label of the script that was given changes.
            let renamed = if label.is_ascii() { Tag { en: label, ..tag } } else { Tag { zh: label, ..tag } };
            ("edit-tag-name", renamed)
        }
        TagAction::Move { tag, parent } => {
            let tag = find(&tag)?;
            let parent = parent.map(|parent| context.tag(book, &parent)).transpose()?;
            let below = book.codebook.with_children(&tag.key);
            if parent.as_ref().is_some_and(|parent| below.contains(parent)) {
                return Err(Error::data("error-tag-parent").with("tag", &tag.key));
            }
            let order = book.codebook.children(parent.as_deref()).last().map_or(10, |last| last.order + 10);
            ("edit-tag-move", Tag { parent, order, ..tag })
        }
        TagAction::Merge { tag, into } => {
            let (tag, into) = (find(&tag)?, find(&into)?);
            if book.codebook.with_children(&tag.key).contains(&into.key) {
                return Err(Error::data("error-tag-parent").with("tag", &tag.key));
            }
            ("edit-tag-merge", Tag { merged_into: Some(into.key), ..tag })
        }
        TagAction::Remove { tag } => return remove(context, desk, &mut keeper, &find(&tag)?),
        TagAction::Import { file } => return import(context, desk, &mut keeper, &file),
        TagAction::Export => return print(desk, false, out),
    };
    let before = book.codebook.known(&changed.key).cloned();
    let change = Change::tag(&changed.key.clone(), before, Some(Tag { modified: now(), ..changed }));
    context.commit(desk, &mut keeper, Edit { label, at: None, changes: vec![change] })?;
    out.finish()
}

fn remove(context: &Context, desk: &mut Desk, keeper: &mut Keeper, tag: &Tag) -> Result<()> {
    let codebook = &desk.loaded.book.codebook;
    let keys = codebook.with_children(&tag.key);
    let counts = counts(&desk.loaded.book);
    let used: usize = keys.iter().filter_map(|key| counts.get(key.as_str())).sum();
    if used > 0 {
        return Err(Error::data("error-tag-used").with("tag", tag.label(context.words.lang())).with("count", used));
    }
    let changes = keys.iter().map(|key| Change::tag(key, codebook.known(key).cloned(), None)).collect();
    context.commit(desk, keeper, Edit { label: "edit-tag-removed", at: None, changes })
}

/// Adds or changes tags as `tags export` prints them, as any format tells of them, or as a list names them: all of a
/// file, or nothing.
fn import(context: &Context, desk: &mut Desk, keeper: &mut Keeper, file: &Path) -> Result<()> {
    let parcel = Parcel::read(&*context.files, &system::here().join(file))?;
    let name = file.to_string_lossy();
    importing::codebook(context, (desk, keeper), &name, codebook::read(&name, parcel)?)
}

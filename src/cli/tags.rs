//! `tags`: the codebook.

use super::args::{TagAction, Tags};
use super::context::{Context, Desk, now};
use super::importing;
use super::out::{Out, tell};
use crate::annotation::{Tag, label as named};
use crate::error::{Error, Result};
use crate::exchange::{Parcel, codebook};
use crate::files::system;
use crate::store::Keeper;
use serde_json::{Value, json};
use std::path::Path;

/// Lists the codebook or works on it.
///
/// # Errors
/// A tag that is not there, is there already, or is in use.
pub fn tags(context: &Context, args: Tags, out: &mut Out) -> Result<()> {
    context.format(&args.format, &["text", "json"])?;
    let mut desk = context.desk(&[])?;
    match args.action {
        None if args.format == "json" => print(&desk, out),
        Some(TagAction::Export) => print(&desk, out),
        None => list(context, &desk, out),
        Some(action) => work(context, &mut desk, action, out),
    }
}

fn count(desk: &Desk, key: &str) -> usize {
    let codebook = &desk.loaded.book.codebook;
    let all = desk.loaded.book.all().flat_map(|(_, list)| list);
    all.filter(|a| a.tags.iter().any(|tag| codebook.resolve(tag) == key)).count()
}

fn list(context: &Context, desk: &Desk, out: &mut Out) -> Result<()> {
    if desk.loaded.book.codebook.is_empty() {
        tell(&context.words.say("cli-no-tags"));
    }
    for (depth, tag) in desk.loaded.book.codebook.tree() {
        let label = tag.label(context.words.lang());
        out.line(&format!("{}{label}\t{}\t{}", "  ".repeat(depth), tag.key, count(desk, &tag.key)))?;
    }
    out.finish()
}

fn print(desk: &Desk, out: &mut Out) -> Result<()> {
    let lang = crate::words::Lang::Zh;
    let tags: Vec<Value> = desk
        .loaded
        .book
        .codebook
        .tree()
        .into_iter()
        .map(|(_, tag)| {
            json!({
                "key": tag.key, "zh": tag.zh, "en": tag.en, "parent": tag.parent,
                "path": desk.loaded.book.codebook.path(&tag.key, lang), "definition": tag.definition,
                "include": tag.include, "exclude": tag.exclude, "examples": tag.examples, "aliases": tag.aliases,
                "count": count(desk, &tag.key),
            })
        })
        .collect();
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
    let changed = match action {
        TagAction::Add { label, parent, definition } => {
            let label = named(&label)?;
            let parent = parent.map(|parent| context.tag(book, &parent)).transpose()?;
            let siblings = book.codebook.children(parent.as_deref());
            if siblings.iter().any(|tag| tag.zh == label || tag.en == label) {
                return Err(Error::data("error-tag-exists").with("tag", label));
            }
            let made = book.codebook.make(label, parent.as_deref(), now());
            out.line(&made.key)?;
            Tag { definition: definition.unwrap_or_default(), ..made }
        }
        TagAction::Rename { tag, label } => {
            let (tag, label) = (find(&tag)?, named(&label)?.to_owned());
            // Only the label of the script that was given changes.
            if label.is_ascii() { Tag { en: label, ..tag } } else { Tag { zh: label, ..tag } }
        }
        TagAction::Move { tag, parent } => {
            let tag = find(&tag)?;
            let parent = parent.map(|parent| context.tag(book, &parent)).transpose()?;
            let below = book.codebook.with_children(&tag.key);
            if parent.as_ref().is_some_and(|parent| below.contains(parent)) {
                return Err(Error::data("error-tag-parent").with("tag", &tag.key));
            }
            let order = book.codebook.children(parent.as_deref()).last().map_or(10, |last| last.order + 10);
            Tag { parent, order, ..tag }
        }
        TagAction::Merge { tag, into } => {
            let (tag, into) = (find(&tag)?, find(&into)?);
            if book.codebook.with_children(&tag.key).contains(&into.key) {
                return Err(Error::data("error-tag-parent").with("tag", &tag.key));
            }
            Tag { merged_into: Some(into.key), ..tag }
        }
        TagAction::Remove { tag } => return remove(context, desk, &mut keeper, &find(&tag)?),
        TagAction::Import { file } => return import(context, desk, &mut keeper, &file),
        TagAction::Export => return print(desk, out),
    };
    keeper.save_tag(&*context.files, &changed.key.clone(), Some(&Tag { modified: now(), ..changed }))?;
    out.finish()
}

fn remove(context: &Context, desk: &Desk, keeper: &mut Keeper, tag: &Tag) -> Result<()> {
    let used: usize = desk.loaded.book.codebook.with_children(&tag.key).iter().map(|key| count(desk, key)).sum();
    if used > 0 {
        return Err(Error::data("error-tag-used").with("tag", tag.label(context.words.lang())).with("count", used));
    }
    for key in desk.loaded.book.codebook.with_children(&tag.key) {
        keeper.save_tag(&*context.files, &key, None)?;
    }
    Ok(())
}

/// Adds or changes tags as `tags export` prints them, as any format tells of them, or as a list names them: all of a
/// file, or nothing.
fn import(context: &Context, desk: &mut Desk, keeper: &mut Keeper, file: &Path) -> Result<()> {
    let parcel = Parcel::read(&*context.files, &system::here().join(file))?;
    let name = file.to_string_lossy();
    importing::codebook(context, (desk, keeper), &name, codebook::read(&name, parcel)?)
}

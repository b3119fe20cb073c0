//! `keys`, `init`, `where`, `demo`.

use super::context::Context;
use super::merging::program;
use super::out::Out;
use crate::error::{Error, Result};
use crate::files::system;
use crate::settings::StoreChoice;
use crate::store::{self, Readings, create, link, locate, move_beside};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::path::PathBuf;

/// A row of the table of commands, as plain data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// The command's name.
    pub name: &'static str,
    /// Where its keys count.
    pub scope: &'static str,
    /// Its keys.
    pub keys: String,
    /// Those that need no letters.
    pub letterless: String,
    /// The key of its sentence.
    pub words: String,
}

/// Prints the table of keys.
///
/// # Errors
/// The reader went away.
pub fn keys(context: &Context, rows: &[KeyRow], format: &str, out: &mut Out) -> Result<()> {
    context.format(format, &["text", "markdown", "json"])?;
    if format == "json" {
        let rows = rows.iter().map(|row| {
            let does = context.words.say(&row.words);
            json!({ "name": row.name, "scope": row.scope, "keys": row.keys, "letterless": row.letterless, "does": does })
        });
        out.line(&Value::Array(rows.collect()).to_string())?;
        return out.finish();
    }
    if format == "markdown" {
        out.line(&markdown(context, rows))?;
        return out.finish();
    }
    for row in rows {
        let does = context.words.say(&row.words);
        out.line(&format!("{}\t{}\t{}\t{}\t{does}", row.scope, row.name, row.keys, row.letterless))?;
    }
    out.finish()
}

/// Returns the table of keys as Markdown.
pub fn markdown(context: &Context, rows: &[KeyRow]) -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    let code = |text: &str| if text.is_empty() { String::new() } else { format!("`{}`", cell(text)) };
    let mut lines = vec!["| | keys | letterless | does |".to_owned(), "|---|---|---|---|".to_owned()];
    for row in rows {
        let does = cell(&context.words.say(&row.words));
        lines.push(format!("| {} | {} | {} | {does} |", row.scope, code(&row.keys), code(&row.letterless)));
    }
    lines.join("\n")
}

/// Makes a store.
///
/// # Errors
/// The folder cannot be written.
pub fn init(
    context: &Context,
    folder: Option<PathBuf>,
    (central, git): (bool, bool),
    readings: Option<&str>,
    out: &mut Out,
) -> Result<()> {
    let never = match readings {
        None => None,
        Some("keep") => Some(false),
        Some("never") => Some(true),
        Some(other) => return Err(Error::usage("error-readings").with("value", other)),
    };
    let root = system::here().join(folder.or(context.shared.folder.clone()).unwrap_or_default());
    let root = std::path::absolute(&root)?;
    if context.files.kind(&root)?.is_none() {
        return Err(Error::io("error-missing", &root, &std::io::ErrorKind::NotFound.into()));
    }
    let named = context.shared.store.as_deref();
    let store = match locate(&*context.files, &root, named, &context.places)? {
        // A store in the data directory moves beside the texts, unless it is to stay there.
        Some(store) if store.root.starts_with(&context.places.data) && !central => {
            move_beside(&*context.files, &root, &store)?
        }
        Some(store) => {
            store.ensure(&*context.files, &root, Timestamp::now())?;
            store
        }
        None => {
            let choice = if central { StoreChoice::Central } else { StoreChoice::Beside };
            create(&*context.files, &root, choice, &context.places, Timestamp::now())?
        }
    };
    if let Some(never) = never {
        Readings::new(&*context.files, Some(store.clone())).settle(never)?;
    }
    if git {
        link(&*context.files, &store, &program())?;
    }
    out.line(&store.root.display().to_string())?;
    out.finish()
}

/// Makes the worked example and prints its folder.
///
/// # Errors
/// The folder cannot be written.
pub fn demo(context: &Context, again: bool, out: &mut Out) -> Result<()> {
    let root = store::demo(&*context.files, &context.places, again, Timestamp::now())?;
    out.line(&root.display().to_string())?;
    out.finish()
}

/// Prints every path in use.
///
/// # Errors
/// A path that leads nowhere.
pub fn places(context: &Context, paths: &[PathBuf], out: &mut Out) -> Result<()> {
    let library = context.find_library(paths)?;
    let store = locate(&*context.files, &library.root, context.shared.store.as_deref(), &context.places)?;
    let say = |key: &str| context.words.say(key);
    let none = say("cli-where-none");
    let coder = context.coder.clone().unwrap_or_else(|| crate::annotation::coder_name(&system::person()));
    let config = context.places.config.join("config.ron");
    let rows = [
        ("cli-where-library", library.root.display().to_string()),
        ("cli-where-documents", library.documents.len().to_string()),
        ("cli-where-store", store.map_or(none, |store| store.root.display().to_string())),
        ("cli-where-coder", coder),
        ("cli-where-config", config.display().to_string()),
        ("cli-where-data", context.places.data.display().to_string()),
        ("cli-where-state", context.places.state.display().to_string()),
    ];
    rows.iter().try_for_each(|(key, value)| out.line(&format!("{}\t{value}", say(key))))?;
    out.finish()
}

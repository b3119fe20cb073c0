//! `history` and `restore`: what was removed, replaced, merged or imported of late, and how it comes back.

use super::context::{Context, now};
use super::desk::Desk;
use super::out::{Out, tell};
use crate::annotation::telling::{Teller, WORDS};
use crate::annotation::{Edit, Past};
use crate::error::{Error, Result};
use crate::store::remembered;
use serde_json::{Value, json};

/// Lists the edits of the coder that can be taken back, the latest first.
///
/// # Errors
/// They cannot be read.
pub fn history(context: &Context, format: &str, out: &mut Out) -> Result<()> {
    context.format(format, &["text", "json"])?;
    let desk = context.desk(&[])?;
    let found = found(context, &desk)?;
    if format == "json" {
        let row = |past: &Past| {
            let what = past.label.trim_start_matches("edit-");
            let parts = past.changes.len();
            json!({
                "id": past.id.to_string(), "time": past.time.to_string(), "what": what, "undone": past.back,
                "says": said(context, &desk, past), "document": past.at.as_ref().map(|(document, _)| document),
                "changes": parts,
            })
        };
        out.line(&Value::Array(found.iter().map(row).collect()).to_string())?;
        return out.finish();
    }
    if found.is_empty() {
        tell(&context.words.say("notice-no-history"));
    }
    for past in &found {
        let short: String = past.id.to_string().chars().take(18).collect();
        out.line(&format!("{short}\t{}\t{}", past.day(), said(context, &desk, past)))?;
    }
    out.finish()
}

/// Takes an edit back, as an edit that can be taken back itself.
///
/// # Errors
/// There is none of that id, more than one, or all that it was about has changed since.
pub fn restore(context: &Context, id: &str) -> Result<()> {
    let mut desk = context.desk(&[])?;
    let wanted = id.to_lowercase();
    let all = found(context, &desk)?;
    let named: Vec<&Past> =
        all.iter().filter(|past| wanted.len() >= 8 && past.id.to_string().starts_with(&wanted)).collect();
    let past = match named.as_slice() {
        [past] => *past,
        [] => return Err(Error::data("error-no-past").with("id", id)),
        several => return Err(Error::data("error-many-past").with("id", id).with("count", several.len())),
    };
    let mut keeper = context.keeper(&mut desk)?;
    let (changes, kept) = past.taken_back(&desk.loaded.book);
    let edit = Edit { label: "edit-restored", at: past.at.clone(), changes };
    let (what, outcome) = (said(context, &desk, past), past.outcome(&edit, kept));
    if outcome == "notice-not-restored" {
        return Err(Error::data("notice-not-restored").with("what", what).with("count", kept));
    }
    context.commit(&mut desk, &mut keeper, edit)?;
    tell(&context.words.fill(outcome, &[("what", what), ("count", kept.to_string())]));
    Ok(())
}

fn found(context: &Context, desk: &Desk) -> Result<Vec<Past>> {
    remembered(&*context.files, &context.places, &desk.texts.root, &context.coder(), now())
}

/// Says what an edit did, as the program says it on undo.
fn said(context: &Context, desk: &Desk, past: &Past) -> String {
    let (brief, key) = (|name: &str| name.to_owned(), |(set, key): (u8, u8)| format!("{}.{key}", set + 1));
    let teller = Teller { words: &context.words, book: &desk.loaded.book, brief: &brief, key: &key, quoted: WORDS };
    past.told(&|label, edit| teller.told(label, edit), &context.words)
}

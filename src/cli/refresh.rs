//! `refresh`: reads files anew that were annotated as they were before, and says first what becomes of that.

use super::context::{Context, now};
use super::out::{Out, tell};
use crate::annotation::verify;
use crate::annotation::{Change, Edit, State, place};
use crate::error::Result;
use crate::store::Readings;
use std::path::PathBuf;

/// Reads documents anew by the reader of their format, and prints where what is said of them stands then; with `write`
/// that is where it stands from now on, by one edit that can be taken back.
///
/// # Errors
/// A document cannot be read, or the store not be written.
pub fn refresh(context: &Context, files: &[PathBuf], write: bool, out: &mut Out) -> Result<()> {
    let mut desk = context.desk(files)?;
    let coder = context.coder();
    let said = verify::documents(&desk.loaded.book);
    let documents: Vec<String> =
        desk.documents(&*context.files, files)?.into_iter().filter(|path| said.contains(path)).collect();
    let readings = Readings::new(&*context.files, desk.store.clone());
    let mut changes: Vec<Change> = Vec::new();
    for path in &documents {
        let data = context.files.read(&desk.texts.path(path))?;
        let book = &desk.loaded.book;
        let document = readings.anew(path, data, book.overrides(path), context.encoding()?)?;
        let counted = |state: State| book.of(path).iter().filter(|a| place(a, &document).state == state).count();
        let states = [State::InPlace, State::Moved, State::Approximate, State::Ambiguous, State::Lost];
        let told = states.map(|state| (state, counted(state)));
        let told = told.into_iter().filter(|(_, count)| *count > 0);
        let told: Vec<String> =
            told.map(|(state, n)| format!("{} {n}", context.words.say(&format!("state-{}", state.name())))).collect();
        out.line(&format!("{path}\t{}", told.join(&context.words.say("list-comma"))))?;
        changes.extend(verify::places(book, &document, &coder, now()).into_iter().flat_map(|problem| problem.repair));
    }
    out.finish()?;
    if changes.is_empty() {
        tell(&context.words.say("cli-refresh-nothing"));
        return Ok(());
    }
    let count = [("count", changes.len().to_string())];
    if !write {
        tell(&context.words.fill("cli-refresh-would", &count));
        return Ok(());
    }
    let mut keeper = context.keeper(&mut desk)?;
    context.commit(&mut desk, &mut keeper, Edit { label: "edit-refresh", at: None, changes })?;
    tell(&context.words.fill("cli-refresh-done", &count));
    Ok(())
}

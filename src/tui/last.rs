//! When things go wrong at the end: saving that does not end, a panic in the loop. No edit is lost, and it is said.

use super::env::Env;
use super::terminal;
use crate::app::{App, Msg};
use crate::error::{Error, Kind, Result};
use crate::store::{rescued, state_folder};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::Duration;

/// How long the last save is waited for.
pub const LAST: Duration = Duration::from_secs(2);

/// The writer has a file of its own, and may still write there.
fn keep_back(app: &App, env: &Env) -> Result<PathBuf> {
    let waiting = app.project.unsaved.parts().iter().map(|part| (part.clone(), app.project.book.excerpt(part)));
    env.recovery().write(&*env.files, &rescued(waiting))
}

/// Says that edits are not saved in the end, why, and where they are kept: of what was said last.
pub fn left(app: &App, last: impl Iterator<Item = Msg>) -> Option<Error> {
    let unsaved = &app.project.unsaved;
    let mut failed = unsaved.failure().cloned();
    for msg in last {
        match msg {
            Msg::Kept(revision, ..) if revision == unsaved.revision() => failed = None,
            Msg::NotKept(_, error, kept) => failed = Some((error, kept)),
            _ => {}
        }
    }
    let (cause, kept) = failed?;
    let says = |key, error: &Error| Error::new(Kind::Io, key).with("cause", app.face.words.error(error));
    Some(match kept {
        Ok(path) => says("error-left-unsaved", &cause).with("path", path.display()),
        Err(why) => says("error-left-lost", &cause).with("why", app.face.words.error(&why)),
    })
}

/// Keeps the edits on this machine whose saving does not end; says where.
pub fn too_late(app: &App, env: &Env) -> Error {
    match keep_back(app, env) {
        Ok(path) => {
            let error = Error::new(Kind::Io, "error-still-writing").with("seconds", LAST.as_secs());
            error.with("path", path.display())
        }
        Err(error) => error,
    }
}

/// Runs the loop. A panic in it gives the terminal back, keeps what is not saved, and leaves a report.
///
/// # Errors
/// What the loop meets, or that there was a panic.
pub fn guarded(app: &mut App, env: &Env, looped: impl FnOnce(&mut App) -> Result<()>) -> Result<()> {
    let caught = catch_unwind(AssertUnwindSafe(|| looped(app)));
    let Err(panic) = caught else { return caught.unwrap_or(Ok(())) };
    terminal::give_back();
    if app.project.unsaved.waits() {
        // The one writer may still write it: then this is offered again, and changes nothing.
        let _ = keep_back(app, env);
    }
    let (cause, path) = report(env, &*panic);
    Err(Error::new(Kind::Io, "error-panic").with("cause", cause).with("path", path))
}

/// Says that another thread than the loop has panicked; the program goes on.
pub fn mistake(env: &Env, panic: &(dyn Any + Send)) -> Error {
    let (cause, path) = report(env, panic);
    Error::new(Kind::Io, "error-mistake").with("cause", cause).with("path", path)
}

/// Leaves a report of a panic; returns its cause and the report's path.
fn report(env: &Env, panic: &(dyn Any + Send)) -> (String, String) {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let cause = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    let path = state_folder(&env.places, &env.root).join("panic.txt");
    let place = terminal::panicked().unwrap_or_default();
    let report = format!("meipi {}\n{cause}\n{place}\n", env!("CARGO_PKG_VERSION"));
    let written = env.files.write(&path, report.as_bytes());
    let path = written.map_or_else(|_| String::new(), |()| path.display().to_string());
    (cause, path)
}

#[cfg(test)]
mod tests;

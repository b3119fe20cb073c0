//! Edits that could not be saved, kept on this machine until they can: what each file held, and what it is to hold.

use super::content::Content;
use super::emit::{Value, emit};
use super::place::Store;
use super::session::folder;
use super::versions::parse_at;
use crate::annotation::{Book, Change, Part, difference};
use crate::error::{Error, Result};
use crate::files::{Files, Kind, Lock, list_there, read_there};
use crate::library::Places;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A part of a store that could not be saved, before the edits and behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescued {
    /// As it was when it was last read or written; empty where that is not known.
    pub base: Content,
    /// As it is to be.
    pub mine: Content,
}

/// What programs could not save of a library. Each has a file of its own, and holds a lock beside it while it runs: so
/// what a dead one has left can be told from what a living one still means to save.
pub struct Recovery {
    folder: PathBuf,
    /// The name of this program's file, without extension.
    name: String,
    own: Option<Lock>,
    /// The files of dead programs whose edits this one has made its own.
    taken: Vec<(PathBuf, Lock)>,
}

#[derive(Deserialize)]
struct Written {
    files: Vec<WrittenFile>,
}

/// A part of a store before and behind edits, as it is kept.
#[derive(Deserialize)]
pub struct WrittenFile {
    path: String,
    base: Vec<String>,
    mine: Vec<String>,
}

impl WrittenFile {
    /// Returns what the edits changed.
    pub fn changes(&self) -> Vec<Change> {
        let read = |lines: &[String]| read_file(&self.path, &lines.join("\n"));
        difference(&read(&self.base), &read(&self.mine))
    }
}

/// Returns the record of a part of a store before and behind edits.
pub fn record(rescued: &Rescued) -> Value {
    let here = Store { root: PathBuf::new() };
    let text = |content: &Content| String::from_utf8_lossy(&content.data(false)).into_owned();
    Value::Record(vec![
        ("path", Value::Text(here.path(&rescued.mine.part).to_string_lossy().into_owned())),
        ("base", Value::lines(&text(&rescued.base))),
        ("mine", Value::lines(&text(&rescued.mine))),
    ])
}

/// How the names of the files begin; one of versions that had one for all programs is called just so.
const NAME: &str = "recovery";

impl Recovery {
    /// Makes it for a program; `id` tells the program from all others.
    pub fn new(places: &Places, library: &Path, id: impl std::fmt::Display) -> Self {
        Self { folder: folder(places, library), name: format!("{NAME}-{id}"), own: None, taken: Vec::new() }
    }

    fn path(&self) -> PathBuf {
        self.folder.join(&self.name).with_extension("ron")
    }

    /// Writes what could not be saved; returns where.
    ///
    /// # Errors
    /// The state directory cannot be written.
    pub fn write(&mut self, files: &dyn Files, rescued: &[Rescued]) -> Result<PathBuf> {
        let path = self.path();
        if self.own.is_none() {
            self.own = files.try_lock(&lock_of(&path))?;
        }
        files.write(&path, written(rescued).as_bytes())?;
        Ok(path)
    }

    /// Returns the changes that programs could not save that do not run any more; what is wrong with what they left
    /// stands beside it. Their files stay until [`Self::drop`].
    pub fn take_up(&mut self, files: &dyn Files) -> (Vec<Change>, Vec<Error>) {
        let (mut changes, mut wrong) = (Vec::new(), Vec::new());
        let entries = list_there(files, &self.folder).unwrap_or_else(|error| {
            wrong.push(error);
            Vec::new()
        });
        let is_one = |path: &PathBuf| {
            let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let ours = name == NAME || name.starts_with(&format!("{NAME}-"));
            ours && path.extension().is_some_and(|extension| extension == "ron") && *path != self.path()
        };
        let files_of = entries.into_iter().filter(|entry| entry.kind == Kind::File).map(|entry| entry.path);
        let mut found: Vec<PathBuf> = files_of.filter(is_one).collect();
        found.sort();
        for path in found {
            let read = files.try_lock(&lock_of(&path)).and_then(|lock| match lock {
                Some(lock) => Ok(read(files, &path)?.map(|changes| (changes, lock))),
                None => Ok(None),
            });
            match read {
                Ok(Some((left, lock))) => {
                    changes.extend(left);
                    self.taken.push((path, lock));
                }
                Ok(None) => {}
                Err(error) => wrong.push(error),
            }
        }
        (changes, wrong)
    }

    /// Forgets what this program could not save: it is saved now. What it took up is, too, if `taken`.
    pub fn drop(&mut self, files: &dyn Files, taken: bool) {
        let own = self.own.take().map(|lock| (self.path(), lock));
        let taken = if taken { std::mem::take(&mut self.taken) } else { Vec::new() };
        for (path, _lock) in own.into_iter().chain(taken) {
            // One that stays is offered again, and changes nothing then.
            let _ = files.remove(&path).and_then(|()| files.remove(&lock_of(&path)));
        }
    }
}

fn lock_of(path: &Path) -> PathBuf {
    path.with_extension("lock")
}

fn written(rescued: &[Rescued]) -> String {
    let fields = vec![("version", Value::Number(1)), ("files", Value::List(rescued.iter().map(record).collect()))];
    emit(&Value::Record(fields))
}

/// Reads what a program could not save; none if it is not there any more.
fn read(files: &dyn Files, path: &Path) -> Result<Option<Vec<Change>>> {
    let Some(data) = read_there(files, path)? else { return Ok(None) };
    let broken = |cause| Error::data("error-recovery").with("path", path.display()).with("cause", cause);
    let written = ron::from_str::<Written>(&String::from_utf8_lossy(&data)).map_err(broken)?;
    Ok(Some(written.files.iter().flat_map(WrittenFile::changes).collect()))
}

/// Reads one file as it was kept; one that cannot be read holds nothing.
fn read_file(path: &str, source: &str) -> Book {
    if source.trim().is_empty() {
        return Book::default();
    }
    let Some(parse) = parse_at(Path::new(path)) else {
        // A word for the segmenter is kept by itself.
        let mut book = Book::default();
        book.terms.insert(source.trim().to_owned());
        return book;
    };
    parse(Path::new(path), source).map(|(content, _)| content.book).unwrap_or_default()
}

/// Returns what is to be kept of parts whose files are not known: all of it counts as new.
pub fn rescued(parts: impl IntoIterator<Item = (Part, Book)>) -> Vec<Rescued> {
    let whole = |(part, book): (Part, Book)| {
        let mine = Content { part, book };
        Rescued { base: mine.emptied(), mine }
    };
    parts.into_iter().map(whole).collect()
}

#[cfg(test)]
mod tests;

//! Edits that could not be saved, kept on this machine until they can: what each file held, and what it is to hold.

use super::content::Content;
use super::emit::{Value, emit};
use super::place::Store;
use super::session::folder;
use super::versions::parse_at;
use crate::annotation::{Book, Change, Part};
use crate::error::{Error, Result};
use crate::files::{Files, read_there};
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
        crate::annotation::difference(&read(&self.base), &read(&self.mine))
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

fn path(places: &Places, library: &Path) -> PathBuf {
    folder(places, library).join("recovery.ron")
}

/// Writes what could not be saved; returns where.
///
/// # Errors
/// The state directory cannot be written.
pub fn write_recovery(files: &dyn Files, places: &Places, library: &Path, rescued: &[Rescued]) -> Result<PathBuf> {
    let path = path(places, library);
    let fields = vec![("version", Value::Number(1)), ("files", Value::List(rescued.iter().map(record).collect()))];
    files.write(&path, emit(&Value::Record(fields)).as_bytes())?;
    Ok(path)
}

/// Returns the changes that could not be saved when the program was last left; none if all was saved. They stay until
/// [`drop_recovery`].
///
/// # Errors
/// The file cannot be read.
pub fn read_recovery(files: &dyn Files, places: &Places, library: &Path) -> Result<Vec<Change>> {
    let path = path(places, library);
    let Some(data) = read_there(files, &path)? else { return Ok(Vec::new()) };
    let broken = |cause| Error::data("error-recovery").with("path", path.display()).with("cause", cause);
    let written = ron::from_str::<Written>(&String::from_utf8_lossy(&data)).map_err(broken)?;
    Ok(written.files.iter().flat_map(WrittenFile::changes).collect())
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

/// Forgets what could not be saved: it is saved now.
pub fn drop_recovery(files: &dyn Files, places: &Places, library: &Path) {
    // One that stays is offered again, and changes nothing then.
    let _ = files.remove(&path(places, library));
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
mod tests {
    use super::super::{Keeper, load};
    use super::*;
    use crate::annotation::samples::any_list;
    use crate::annotation::{Annotation, Edit, Progress, apply};
    use crate::files::Scripted;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #![proptest_config(crate::laws::cases(256))]
        #[test]
        fn what_could_not_be_saved_comes_back(base in any_list(), mine in any_list(), known in any::<bool>()) {
            let files = Scripted::default();
            let places = Places { data: "/d".into(), state: "/s".into(), config: "/c".into() };
            let (library, store) = (Path::new("/lib"), Store { root: "/lib/.meipi".into() });
            let own = |list: &[Annotation]| {
                list.iter().map(|a| Annotation { coder: "甲".into(), ..a.clone() }).collect::<Vec<_>>()
            };
            let (base, mine) = (own(&base), own(&mine));
            let mut keeper = Keeper::new(store.clone(), HashMap::new());
            keeper.save_sheet(&files, "a.txt", "甲", &base).unwrap();
            let mut book = Book::default();
            book.load("a.txt", mine.clone());
            book.terms.insert("网格长".into());
            let name = crate::annotation::ArticleName::whole("a.txt");
            book.in_personal("甲", |own| {
                own.progress.insert(name, Progress::Done);
            });
            let parts = [
                Part::Sheet { coder: "甲".into(), document: "a.txt".into() },
                Part::Term("网格长".into()),
                Part::Progress("甲".into()),
            ];
            let parts: Vec<(Part, Book)> = parts.iter().map(|part| (part.clone(), book.excerpt(part))).collect();
            let rescued = if known { keeper.rescue(&parts) } else { rescued(parts) };
            write_recovery(&files, &places, library, &rescued).unwrap();
            // The next run reads the store, and makes the edits in it that were lost.
            let mut loaded = load(&files, &store).book;
            let changes = read_recovery(&files, &places, library).unwrap();
            apply(&mut loaded, &Edit { changes, ..Edit::default() });
            for annotation in &mine {
                prop_assert_eq!(loaded.get("a.txt", annotation.id).map(|a| (&a.tags, &a.note)),
                    Some((&annotation.tags, &annotation.note)));
            }
            if known {
                prop_assert_eq!(loaded.of("a.txt").len(), mine.len());
            }
            prop_assert!(loaded.terms.contains("网格长") && !loaded.personal("甲").progress.is_empty());
            drop_recovery(&files, &places, library);
            prop_assert!(read_recovery(&files, &places, library).unwrap().is_empty());
        }
    }
}

//! What coders have removed, replaced, merged and imported of late, kept on this machine: a file for each edit.

use super::content::Content;
use super::emit::{Value, emit};
use super::recovery::{Rescued, WrittenFile, record};
use super::session::folder;
use super::shape::{identity, read, time};
use crate::annotation::{Part, Past, coder_name};
use crate::error::Result;
use crate::files::{Entry, Files, Kind};
use crate::library::Places;
use crate::units::Char;
use jiff::Timestamp;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The version of these files.
const VERSION: u32 = 1;

/// Edits of a coder that are kept at most.
const MOST: usize = 2000;

#[derive(Deserialize)]
struct Written {
    id: String,
    time: String,
    label: String,
    back: bool,
    at: Option<(String, usize)>,
    files: Vec<WrittenFile>,
}

/// Returns the folder of a coder's edits.
fn of_coder(places: &Places, library: &Path, coder: &str) -> PathBuf {
    folder(places, library).join("history").join(coder_name(coder))
}

/// Keeps an edit; what is older than it can be taken back, or more than are kept, is forgotten.
///
/// # Errors
/// The state directory cannot be written.
pub fn remember(files: &dyn Files, places: &Places, library: &Path, coder: &str, past: &Past) -> Result<()> {
    let (was, is) = past.sides();
    let piece = |part: Part| {
        let [base, mine] = [&was, &is].map(|book| Content { part: part.clone(), book: book.excerpt(&part) });
        record(&Rescued { base, mine })
    };
    let at = past.at.as_ref().map(|(document, at)| {
        let at = Value::Number(at.0 as i64);
        Value::Some(Box::new(Value::Tuple(vec![Value::from(document.as_str()), at])))
    });
    let fields = vec![
        ("version", Value::Number(VERSION.into())),
        ("id", Value::Text(past.id.to_string())),
        ("time", Value::Text(past.time.to_string())),
        ("label", Value::from(past.label.as_str())),
        ("back", Value::Word(if past.back { "true" } else { "false" })),
        ("at", at.unwrap_or(Value::Nothing)),
        ("files", Value::List(past.parts().into_iter().map(piece).collect())),
    ];
    let folder = of_coder(places, library, coder);
    files.write(&folder.join(format!("{}.ron", past.id)), emit(&Value::Record(fields)).as_bytes())?;
    forget_old(files, &folder, past.time)
}

/// Forgets an edit: it was not made.
///
/// # Errors
/// The state directory cannot be written.
pub fn forget(files: &dyn Files, places: &Places, library: &Path, coder: &str, id: Uuid) -> Result<()> {
    files.remove(&of_coder(places, library, coder).join(format!("{id}.ron")))
}

/// Lists the files of a folder of edits, the latest first: their names rise with time.
fn listed(files: &dyn Files, folder: &Path) -> Result<Vec<PathBuf>> {
    if files.kind(folder)?.is_none() {
        return Ok(Vec::new());
    }
    let shown = |path: &Path| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.'));
    let file = |entry: Entry| (entry.kind == Kind::File && shown(&entry.path)).then_some(entry.path);
    let mut paths: Vec<PathBuf> = files.list(folder)?.into_iter().filter_map(file).collect();
    paths.sort_by(|a, b| b.cmp(a));
    Ok(paths)
}

/// Returns when the edit of a file was made, by its name.
fn made(path: &Path) -> Option<Timestamp> {
    let id: Uuid = path.file_stem()?.to_str()?.parse().ok()?;
    Timestamp::from_second(id.get_timestamp()?.to_unix().0 as i64).ok()
}

fn forget_old(files: &dyn Files, folder: &Path, now: Timestamp) -> Result<()> {
    let over = |path: &Path| made(path).is_none_or(|time| Past::is_over(time, now));
    let paths = listed(files, folder)?.into_iter().enumerate();
    paths.filter(|(n, path)| *n >= MOST || over(path)).try_for_each(|(_, path)| files.remove(&path))
}

/// Returns the edits of a coder that can be taken back, the latest first; a file that cannot be read is passed over.
///
/// # Errors
/// The folder cannot be read.
pub fn remembered(
    files: &dyn Files,
    places: &Places,
    library: &Path,
    coder: &str,
    now: Timestamp,
) -> Result<Vec<Past>> {
    let paths = listed(files, &of_coder(places, library, coder))?.into_iter();
    let found = paths.filter_map(|path| read_past(files, &path).ok());
    Ok(found.filter(|past| !Past::is_over(past.time, now)).collect())
}

fn read_past(files: &dyn Files, path: &Path) -> Result<Past> {
    let data = files.read(path)?;
    let (written, _): (Written, _) = read(path, &String::from_utf8_lossy(&data), VERSION)?;
    Ok(Past {
        id: identity(path, &written.id)?,
        time: time(path, &written.time)?,
        label: written.label,
        back: written.back,
        at: written.at.map(|(document, at)| (document, Char(at))),
        changes: written.files.iter().flat_map(WrittenFile::changes).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::samples::{annotation, time};
    use crate::annotation::{Change, Edit, IdSource, Tag};
    use crate::files::Scripted;

    fn edit(n: u64) -> Edit {
        let gone = annotation(n);
        let tag = Tag { key: "网格".into(), zh: "网格".into(), definition: "一格".into(), ..Tag::default() };
        let changes = vec![
            Change::annotation("甲/一.txt", gone.id, Some(gone), None),
            Change::tag("网格", Some(tag), None),
            Change::term("网格长", false),
        ];
        Edit { label: "edit-delete", at: Some(("甲/一.txt".into(), Char(7))), changes }.buried(time(3))
    }

    #[test]
    fn edits_come_back_from_the_disk_until_they_are_over() {
        let files = Scripted::default();
        let places = Places { data: "/d".into(), state: "/s".into(), config: "/c".into() };
        let (library, mut ids) = (Path::new("/lib"), IdSource::seeded(1));
        let day = |n: i64| Timestamp::from_second(n * 24 * 60 * 60).unwrap();
        let mut kept = Vec::new();
        for n in [1, 2, 60, 91] {
            let past = Past::of(edit(n as u64), n == 2, ids.make(day(n)), day(n)).unwrap();
            remember(&files, &places, library, "甲", &past).unwrap();
            kept.insert(0, past);
        }
        let read = |coder: &str, now: i64| remembered(&files, &places, library, coder, day(now)).unwrap();
        assert_eq!(read("甲", 91), kept);
        assert_eq!(read("甲", 100), kept[..2]);
        assert_eq!(read("乙", 91), []);
        // What is over goes with the next that is kept; what cannot be read is passed over.
        let folder = of_coder(&places, library, "甲");
        let last = Past::of(edit(5), false, ids.make(day(93)), day(93)).unwrap();
        remember(&files, &places, library, "甲", &last).unwrap();
        assert_eq!(listed(&files, &folder).unwrap().len(), 3);
        files.write(&folder.join(format!("{}.ron", ids.make(day(93)))), b"(version: 1, id").unwrap();
        assert_eq!(read("甲", 93).len(), 3);
    }
}

//! Three versions of a file become one by meaning: for git's merges, and where git left its markers.

use super::card::{Card, read_card, write_card};
use super::content::Content;
use super::folders::{FOLDERS, Parse};
use super::shape::{Read, version};
use super::{git, table};
use crate::error::{Error, Result};
use crate::files::Files;
use crate::library::STORE;
use std::path::Path;

/// Merges what two sides made of a file of a store; `path` says what it holds, as far as it tells. An empty version is
/// a file that was not there. Returns what is to be written, and how many things nobody has decided: they stand in it
/// as conflicts.
///
/// # Errors
/// A version cannot be read, is newer than this program, or is about something else than the others.
pub fn merge_files(path: &Path, [base, ours, theirs]: [&str; 3]) -> Result<(Vec<u8>, usize)> {
    if path.file_name().is_some_and(|name| name == "library.ron") {
        return merge_cards(path, [base, ours, theirs]).map(|card| (card.into_bytes(), 0));
    }
    let parse = parse_at(path).or_else(|| parse_of(path, [ours, theirs, base]));
    let parse = parse.ok_or_else(|| Error::data("error-not-of-store").with("path", path.display()))?;
    let unsealed = |source: &str| match parse(path, source)? {
        (_, Some(sealed)) => Err(sealed),
        (content, None) => Ok(content),
    };
    let read = |source: &str| if source.trim().is_empty() { Ok(None) } else { unsealed(source).map(Some) };
    // What both began with only helps to tell who changed what: without it nothing counts as removed.
    let base = read(base).unwrap_or_default();
    let (merged, undecided) = merge_contents(path, [base, read(ours)?, read(theirs)?])?;
    Ok((merged.map(|merged| merged.written()).unwrap_or_default(), undecided))
}

/// Returns how a file with git's conflict markers is read: both sides merged. None if it has none.
pub fn heal(files: &dyn Files, path: &Path, text: &str, parse: Parse) -> Option<Result<Read<Content>>> {
    let versions = git::versions(files, path, text)?;
    let merge = || {
        let mut sealed = None;
        let mut read = |source: &String| -> Result<Option<Content>> {
            if source.trim().is_empty() {
                return Ok(None);
            }
            let (content, trouble) = parse(path, source)?;
            sealed = sealed.take().or(trouble);
            Ok(Some(content))
        };
        let [base, ours, theirs] = &versions;
        let (ours, theirs) = (read(ours)?, read(theirs)?);
        // What both began with only helps to tell who changed what.
        let base = read(base).unwrap_or_default();
        let (merged, _) = merge_contents(path, [base, ours, theirs])?;
        merged
            .map(|merged| (merged, sealed))
            .ok_or_else(|| Error::data("error-not-of-store").with("path", path.display()))
    };
    Some(merge())
}

/// Returns our version of a file with what git could not merge of theirs; none if git says nothing of it, or theirs
/// cannot be read.
pub fn with_theirs(files: &dyn Files, path: &Path, ours: Content) -> Option<Content> {
    let [base, _, theirs] = files.stages(path)?;
    let read = |data: Option<Vec<u8>>| {
        let (content, sealed) = parse_at(path)?(path, std::str::from_utf8(&data?).ok()?).ok()?;
        sealed.is_none().then_some(content)
    };
    merge_contents(path, [read(base), Some(ours), Some(read(theirs)?)]).ok()?.0
}

fn merge_contents(path: &Path, versions: [Option<Content>; 3]) -> Result<(Option<Content>, usize)> {
    let parts = || versions.iter().flatten().map(|content| &content.part);
    // One side may have moved a document: then all is about where it is now.
    let [base, ours, theirs] = &versions;
    let was = base.as_ref().map(|content| &content.part);
    let now = [ours, theirs].into_iter().flatten().map(|content| &content.part).find(|part| Some(*part) != was);
    let Some(part) = now.or(was).cloned() else { return Ok((None, 0)) };
    if parts().any(|other| *other != part && Some(other) != was) {
        return Err(Error::data("error-other-part").with("path", path.display()));
    }
    let own = |content: Option<Content>| match content {
        Some(content) => {
            content.about(&part).ok_or_else(|| Error::data("error-other-part").with("path", path.display()))
        }
        None => Ok(Content { part: part.clone(), book: crate::annotation::Book::default() }),
    };
    let [base, ours, theirs] = versions.map(own);
    let (merged, undecided) = ours?.merged(&base?, &theirs?);
    Ok((Some(merged), undecided))
}

/// Returns how the file at a path is read, by the folder of the store that it stands in.
pub fn parse_at(path: &Path) -> Option<Parse> {
    if path.file_name()? == "attributes.csv" {
        return Some(table::attributes);
    }
    folder_of(path).map(|(_, parse, _)| *parse)
}

/// Returns the version of a file of a store, if this program writes files of its sort in a newer one.
pub fn older(path: &Path, data: &[u8]) -> Option<u32> {
    let (.., ours) = folder_of(path)?;
    std::str::from_utf8(data).ok().and_then(version).filter(|version| version < ours)
}

fn folder_of(path: &Path) -> Option<&'static (&'static str, Parse, u32)> {
    let names: Vec<&str> = path.iter().filter_map(|name| name.to_str()).collect();
    let inside = names.iter().rposition(|name| *name == STORE).and_then(|at| names.get(at + 1..)).unwrap_or(&names);
    inside.iter().find_map(|name| FOLDERS.iter().find(|(folder, ..)| folder == name))
}

/// Returns how a file is read, by what it holds.
fn parse_of(path: &Path, versions: [&str; 3]) -> Option<Parse> {
    let version = versions.into_iter().find(|version| !version.trim().is_empty())?;
    let all = FOLDERS.iter().map(|(_, parse, _)| *parse).chain([table::attributes as Parse]);
    all.into_iter().find(|parse| parse(path, version).is_ok_and(|(_, sealed)| sealed.is_none()))
}

/// Two people may each have made the store of a library: the first by identity stands.
fn merge_cards(path: &Path, [base, ours, theirs]: [&str; 3]) -> Result<String> {
    let unsealed = |source| read_card(path, source).and_then(|(card, sealed)| sealed.map_or(Ok(card), Err));
    let (ours, theirs) = (unsealed(ours)?, unsealed(theirs)?);
    let base = read_card(path, base).unwrap_or_default().0;
    let name = if ours.name == base.name { theirs.name } else { ours.name };
    let path = if ours.path == base.path { theirs.path } else { ours.path };
    Ok(write_card(&Card { id: ours.id.min(theirs.id), name, path }))
}

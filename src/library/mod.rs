//! Which documents a library has, where it lies, and in what order they come.

pub mod exported;
mod order;
mod others;
mod seeds;

pub use order::natural;
pub use others::Others;
pub use seeds::{SEEDS, is_seed};

use crate::error::{Error, Result};
use crate::files::{Entry, Files, Kind, Stores, list_there};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// The name of the folder with a library's annotations.
pub const STORE: &str = ".meipi";

/// The folders of this program on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Data: central stores and the copy of the built-in pages.
    pub data: PathBuf,
    /// State: sessions and recovery.
    pub state: PathBuf,
    /// Configuration.
    pub config: PathBuf,
}

impl Places {
    /// Asks the system for them.
    pub fn of_system() -> Self {
        let found = directories::ProjectDirs::from("", "", "meipi");
        let fallback = || PathBuf::from(".meipi-data");
        Self {
            data: found.as_ref().map_or_else(fallback, |dirs| dirs.data_dir().to_path_buf()),
            state: found
                .as_ref()
                .map_or_else(fallback, |dirs| dirs.state_dir().unwrap_or(dirs.data_local_dir()).to_path_buf()),
            config: found.as_ref().map_or_else(fallback, |dirs| dirs.config_dir().to_path_buf()),
        }
    }

    /// Returns the folder of the stores that do not lie beside their texts.
    pub fn stores(&self) -> PathBuf {
        self.data.join("stores")
    }

    /// Returns which folders are stores; one may be named outright.
    pub fn fences(&self, named: Option<&Path>) -> Stores {
        Stores { name: STORE, central: self.stores(), named: named.map(Path::to_path_buf) }
    }
}

/// What a person asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `--library`.
    pub folder: Option<PathBuf>,
    /// The paths named.
    pub paths: Vec<PathBuf>,
    /// The current folder.
    pub here: PathBuf,
    /// The folders of libraries whose stores lie elsewhere.
    pub known: Vec<PathBuf>,
}

/// A library: a folder and its documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    /// The folder.
    pub root: PathBuf,
    /// The paths of its documents, parted by `/`, in natural order.
    pub documents: Vec<String>,
    /// The document to open first, if one was named.
    pub first: Option<String>,
    /// The built-in pages were copied here because there was nothing else.
    pub built_in: bool,
    /// Its files that are no documents.
    pub others: Others,
    /// Files that are not listed because the text of the same name lies beside them; they can be named.
    pub twins: Vec<String>,
    /// What could not be listed.
    pub troubles: Vec<Error>,
}

impl Library {
    /// Returns the full path of a document.
    pub fn path(&self, document: &str) -> PathBuf {
        self.root.join(document)
    }
}

/// Tells whether a path, parted by `/`, can name a document: nothing in a store may lead out of its library.
pub fn is_inside(path: &str) -> bool {
    let inside = |part: &str| !matches!(part, "" | "." | "..");
    let foreign: &[char] = if cfg!(windows) { &['\0', '\\', ':'] } else { &['\0'] };
    path.split('/').all(inside) && !path.contains(foreign)
}

/// Tells whether a link leads from a document of a library to a file outside.
pub fn leads_out(files: &dyn Files, root: &Path, document: &str) -> bool {
    !files.real(&root.join(document)).starts_with(files.real(root))
}

/// Finds the library that was asked for.
///
/// # Errors
/// A path that leads nowhere, or a folder that cannot be read.
pub fn find(files: &dyn Files, request: &Request, places: &Places) -> Result<Library> {
    for path in request.paths.iter().chain(&request.folder) {
        if files.kind(&request.here.join(path))?.is_none() {
            return Err(Error::io("error-missing", path, &std::io::ErrorKind::NotFound.into()));
        }
    }
    let named = request.paths.iter().map(|path| plain(files, &request.here.join(path)));
    let named: Vec<PathBuf> = named.collect::<Result<_>>()?;
    if let Some(root) = &request.folder {
        return walk(files, &plain(files, &request.here.join(root))?, &named);
    }
    if let Some(first) = named.first() {
        if let Some(root) = above(files, request, first)? {
            return walk(files, &root, &named);
        }
        return if named.len() == 1 && files.kind(first)? == Some(Kind::Folder) {
            walk(files, first, &[])
        } else {
            only(files, &named)
        };
    }
    if let Some(root) = above(files, request, &request.here)? {
        return walk(files, &root, &[]);
    }
    let seeds = request.here.join("seeds");
    if holds_documents(files, &request.here)? {
        walk(files, &request.here, &[])
    } else if holds_documents(files, &seeds)? {
        walk(files, &seeds, &[])
    } else {
        copy_seeds(files, places)
    }
}

/// Returns a path without `.` and `..`: what stands in a store names documents by it. Behind a link to a folder `..`
/// may lead elsewhere; then the path stays as it is.
fn plain(files: &dyn Files, path: &Path) -> Result<PathBuf> {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    Ok(if files.kind(&plain)? == files.kind(path)? { plain } else { path.to_path_buf() })
}

/// Returns the folder at or above a path that holds a store, or whose store lies elsewhere.
///
/// # Errors
/// It cannot be told whether a folder on the way holds one.
pub fn above(files: &dyn Files, request: &Request, path: &Path) -> Result<Option<PathBuf>> {
    for folder in path.ancestors() {
        let known = request.known.iter().any(|known| known == folder);
        if known || files.kind(&folder.join(STORE).join("library.ron"))? == Some(Kind::File) {
            return Ok(Some(folder.to_path_buf()));
        }
    }
    Ok(None)
}

/// Only texts at the top of a folder make it a library that nobody asked for.
fn holds_documents(files: &dyn Files, folder: &Path) -> Result<bool> {
    let is_text = |entry: &Entry| entry.kind == Kind::File && has_extension(&entry.path, &["txt"]);
    list_there(files, folder).map(|entries| entries.iter().any(is_text))
}

fn walk(files: &dyn Files, root: &Path, named: &[PathBuf]) -> Result<Library> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    let (mut troubles, mut others) = (Vec::new(), Others::default());
    let mut top = true;
    while let Some(folder) = folders.pop() {
        let entries = match files.list(&folder) {
            Ok(entries) => entries,
            Err(error) if top => return Err(error),
            Err(error) => {
                troubles.push(error);
                continue;
            }
        };
        top = false;
        for entry in entries {
            let hidden = entry.path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
            match entry.kind {
                _ if hidden => {}
                Kind::Folder => folders.push(entry.path),
                Kind::File if is_listed(files, &entry.path) => match relative(root, &entry.path) {
                    Some(path) => found.push(path),
                    None => troubles.push(unnameable(&entry.path)),
                },
                Kind::File => others.add(&entry.path),
                Kind::Other => {}
            }
        }
    }
    let mut outright = Vec::new();
    for path in named {
        let file = files.kind(path)? == Some(Kind::File);
        outright.extend(relative(root, path).filter(|_| file));
    }
    let first = outright.first().cloned().or_else(|| under(root, named, &found));
    let twins = part_twins(&mut found, &outright);
    found.extend(outright);
    found.sort_by(|a, b| natural(a, b));
    found.dedup();
    Ok(Library { root: root.to_path_buf(), documents: found, first, built_in: false, others, twins, troubles })
}

/// A store is UTF-8 text: it cannot name a file whose name is none.
fn unnameable(path: &Path) -> Error {
    Error::data("error-no-unicode").with("path", path.display())
}

/// The first document below a folder that was named inside a library.
fn under(root: &Path, named: &[PathBuf], found: &[String]) -> Option<String> {
    let folder = relative(root, named.first()?)? + "/";
    found.iter().filter(|path| path.starts_with(&folder)).min_by(|a, b| natural(a, b)).cloned()
}

/// A library of the files that were named, in their common folder.
fn only(files: &dyn Files, named: &[PathBuf]) -> Result<Library> {
    let parents: Vec<&Path> = named.iter().map(|path| path.parent().unwrap_or(path)).collect();
    let first = parents.first().copied().unwrap_or(Path::new("."));
    let root = first.ancestors().find(|folder| parents.iter().all(|p| p.starts_with(folder))).unwrap_or(first);
    let mut library = Library { root: root.to_path_buf(), ..Library::default() };
    for path in named {
        if files.kind(path)? == Some(Kind::Folder) {
            let inside = walk(files, path, &[])?;
            let below = relative(root, path).unwrap_or_default();
            library.documents.extend(inside.documents.into_iter().map(|document| format!("{below}/{document}")));
            library.troubles.extend(inside.troubles);
        } else {
            library.documents.push(relative(root, path).ok_or_else(|| unnameable(path))?);
        }
    }
    library.first = library.documents.first().cloned();
    library.documents.sort_by(|a, b| natural(a, b));
    library.documents.dedup();
    Ok(library)
}

/// Tells whether a library is the built-in pages and nothing else, whatever it is called and wherever it lies.
///
/// # Errors
/// Those that can be read are, and another cannot be read now. One that this person may not read is none.
pub fn is_of_seeds(files: &dyn Files, root: &Path, documents: &[String]) -> Result<bool> {
    if !(1..=SEEDS.len()).contains(&documents.len()) {
        return Ok(false);
    }
    let seed = |document: &String| {
        let path = root.join(document);
        // A pipe can be read only once, and what is large is no page.
        let small = files.stamp(&path)?.is_some_and(|stamp| stamp.size <= seeds::most());
        if files.kind(&path)? != Some(Kind::File) || !small {
            return Ok(false);
        }
        files.read(&path).map(|data| is_seed(&data))
    };
    let barred = |error: Error| if error.is_denial() { Ok(false) } else { Err(error) };
    let seeds: Vec<Result<bool>> = documents.iter().map(|document| seed(document).or_else(barred)).collect();
    if seeds.iter().any(|seed| matches!(seed, Ok(false))) {
        return Ok(false);
    }
    seeds.into_iter().collect::<Result<Vec<bool>>>().map(|_| true)
}

/// Returns the documents of a folder.
///
/// # Errors
/// It cannot be listed.
pub fn documents(files: &dyn Files, root: &Path) -> Result<Vec<String>> {
    walk(files, root, &[]).map(|library| library.documents)
}

/// What the names of texts end in, and those of files of formats that nobody keeps but texts in.
const TEXTS: [&str; 2] = ["txt", "md"];
const FORMATS: [&str; 6] = ["docx", "epub", "odt", "srt", "vtt", "ass"];

/// How the names begin of what office programs leave beside a file that is open.
const OPENED: &str = "~$";

/// Bytes at the beginning of a file among which an export says that it is one.
const MARKED: usize = 4096;

/// Tells whether a folder lists a file by itself: not what office programs leave, and no export of this program.
fn is_listed(files: &dyn Files, path: &Path) -> bool {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    // What earlier versions exported has no mark, but the name that is proposed.
    let own = name.starts_with("meipi-export.") && !has_extension(path, &TEXTS);
    if own || name.starts_with(OPENED) || !has_extension(path, &TEXTS) && !has_extension(path, &FORMATS) {
        return false;
    }
    let exported = || files.head(path, MARKED).is_ok_and(|head| exported::is_marked(&head));
    !has_extension(path, &["docx"]) || !exported()
}

/// Takes files of formats out of a list beside which the text of the same name lies, unless they were named: it was
/// made of them, and may be annotated. Returns them.
fn part_twins(found: &mut Vec<String>, outright: &[String]) -> Vec<String> {
    let stem = |path: &str| path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned();
    let is_text = |path: &str| has_extension(Path::new(path), &TEXTS);
    let texts: BTreeSet<String> = found.iter().filter(|path| is_text(path)).map(|path| stem(path)).collect();
    let twin = |path: &String| !is_text(path) && texts.contains(&stem(path)) && !outright.contains(path);
    let (twins, rest) = std::mem::take(found).into_iter().partition(twin);
    *found = rest;
    twins
}

/// Tells whether a file has one of these extensions, in small letters or capitals.
fn has_extension(path: &Path, among: &[&str]) -> bool {
    path.extension().is_some_and(|e| among.iter().any(|other| e.eq_ignore_ascii_case(other)))
}

/// A path below the root, parted by `/`; one that is no Unicode cannot be named in a store.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(root).ok()?.components().map(|c| c.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/")).filter(|path| !path.is_empty())
}

/// Lays the built-in pages into the data directory, where a person may annotate them.
fn copy_seeds(files: &dyn Files, places: &Places) -> Result<Library> {
    let root = places.data.join("seeds");
    for (name, data) in SEEDS {
        let path = root.join(name);
        if files.kind(&path)?.is_none() {
            files.write(&path, data)?;
        }
    }
    Ok(Library { built_in: true, ..walk(files, &root, &[])? })
}

#[cfg(test)]
mod tests;

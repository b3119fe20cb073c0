//! Where a store lies, and how a new one is made.

use super::bytes::utf8;
use super::card::{Card, read_card, write_card};
use super::starter::starter;
use super::tag::write_tag;
use crate::annotation::{IdSource, Part, coder_name};
use crate::error::{self, Error, Result};
use crate::files::{Files, Kind, list_there, lock, read_there};
use crate::library::{self, Places, STORE};
use crate::settings::StoreChoice;
use crate::text::TextId;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// The folder that holds `library.ron`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    /// The folder.
    pub root: PathBuf,
}

/// A path component of more bytes than these is cut.
const COMPONENT: usize = 200;

/// Cuts a long path component, and tells it from others by eight digits; one of a hidden file likewise is shown: what
/// is hidden in a store is passed over.
fn component(name: &str) -> String {
    if name.len() <= COMPONENT && !name.starts_with('.') {
        return name.to_owned();
    }
    let digits: String = TextId::of(name).to_string().chars().take(8).collect();
    let shown = name.trim_start_matches('.');
    let cut = crate::units::floor(shown, COMPONENT);
    format!("{}~{digits}", shown.get(..cut).unwrap_or_default())
}

impl Store {
    /// Returns the path of `library.ron`.
    pub fn card(&self) -> PathBuf {
        self.root.join("library.ron")
    }

    /// Returns the identity of the library, the same in every copy of it; empty if there is none that is understood.
    ///
    /// # Errors
    /// The card cannot be read.
    pub fn identity(&self, files: &dyn Files) -> Result<String> {
        let source = read_there(files, &self.card())?.and_then(|data| String::from_utf8(data).ok());
        Ok(source
            .and_then(|source| read_card(&self.card(), &source).ok())
            .map_or_else(String::new, |(card, _)| card.id))
    }

    /// Returns the path of the lock.
    pub fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    /// Returns the folder of all annotations.
    pub fn annotations(&self) -> PathBuf {
        self.root.join("annotations")
    }

    /// Returns the folder of the codebook.
    pub fn codebook(&self) -> PathBuf {
        self.root.join("codebook")
    }

    /// Returns the folder of what is settled about documents.
    pub fn structure(&self) -> PathBuf {
        self.root.join("structure")
    }

    /// Returns the folder of what is settled about documents as a whole.
    pub fn genres(&self) -> PathBuf {
        self.root.join("genre")
    }

    /// Returns the folder of how far coders have read.
    pub fn progress(&self) -> PathBuf {
        self.root.join("progress")
    }

    /// Returns the folder of memos.
    pub fn memos(&self) -> PathBuf {
        self.root.join("memo")
    }

    /// Returns the folder of files as older versions of this program wrote them.
    pub fn backup(&self) -> PathBuf {
        self.root.join("backup")
    }

    /// Returns the folder of kept readings.
    pub fn readings(&self) -> PathBuf {
        self.root.join("readings")
    }

    /// Returns the table of attributes.
    pub fn attributes(&self) -> PathBuf {
        self.root.join("attributes.csv")
    }

    /// Returns the file of the words that the segmenter is to know.
    pub fn terms(&self) -> PathBuf {
        self.root.join("terms.txt")
    }

    /// Returns the file that holds a part.
    pub fn path(&self, part: &Part) -> PathBuf {
        let own = |folder: PathBuf, coder: &str| folder.join(component(&coder_name(coder)) + ".ron");
        match part {
            Part::Sheet { coder, document } => self.sheet(coder, document),
            Part::Settled(document) => self.settled(document),
            Part::Genre(document) => Self::mirror(self.genres(), document),
            Part::Tag(key) => self.tag(key),
            Part::Term(_) => self.terms(),
            Part::Progress(coder) => own(self.progress(), coder),
            Part::Memos(coder) => own(self.memos(), coder),
            Part::Attributes => self.attributes(),
        }
    }

    /// Returns the file of a coder's annotations of a document.
    pub fn sheet(&self, coder: &str, document: &str) -> PathBuf {
        Self::mirror(self.annotations().join(component(&coder_name(coder))), document)
    }

    /// Returns the file of what is settled about a document.
    pub fn settled(&self, document: &str) -> PathBuf {
        Self::mirror(self.structure(), document)
    }

    /// Returns the file of a document in a folder that mirrors the library.
    pub fn mirror(folder: PathBuf, document: &str) -> PathBuf {
        let mut parts: Vec<String> =
            document.split('/').filter(|part| !matches!(*part, "" | "." | "..")).map(component).collect();
        let name = parts.pop().unwrap_or_default();
        parts.iter().fold(folder, |folder, part| folder.join(part)).join(name + ".ron")
    }

    /// Returns the file of a tag.
    pub fn tag(&self, key: &str) -> PathBuf {
        self.codebook().join(component(&key.replace(['/', '\\', '.'], "-")) + ".ron")
    }
}

/// Finds the store of a library: the one named, the one beside the texts, or the central one that knows
/// the library's path.
///
/// # Errors
/// None is found, but there may be one that cannot be read now.
pub fn locate(files: &dyn Files, library: &Path, named: Option<&Path>, places: &Places) -> Result<Option<Store>> {
    if let Some(root) = named {
        return Ok(Some(Store { root: root.to_path_buf() }));
    }
    let beside = Store { root: library.join(STORE) };
    if files.kind(&beside.card())? == Some(Kind::File) {
        return Ok(Some(beside));
    }
    let Central { stores, wrong } = central(files, places);
    let found = stores.into_iter().find(|(path, _)| path == library).map(|(_, store)| store);
    let unread = wrong.into_iter().find(|error| error.kind == error::Kind::Io).filter(|_| found.is_none());
    unread.map_or(Ok(found), Err)
}

/// The stores in the data directory.
#[derive(Debug, Default)]
pub struct Central {
    /// The folders of their libraries, each with its store.
    pub stores: Vec<(PathBuf, Store)>,
    /// What cannot be read, or not understood.
    pub wrong: Vec<Error>,
}

impl Central {
    /// Returns the folders of the libraries.
    pub fn known(&self) -> Vec<PathBuf> {
        self.stores.iter().map(|(path, _)| path.clone()).collect()
    }
}

/// Returns the stores in the data directory; a folder that holds no card is none yet.
pub fn central(files: &dyn Files, places: &Places) -> Central {
    let mut found = Central::default();
    let entries = list_there(files, &places.stores()).unwrap_or_else(|error| {
        found.wrong.push(error);
        Vec::new()
    });
    for store in entries.into_iter().filter(|e| e.kind == Kind::Folder).map(|e| Store { root: e.path }) {
        let card = read_there(files, &store.card())
            .and_then(|data| data.map(|data| read_card(&store.card(), &String::from_utf8_lossy(&data))).transpose());
        match card.map(|card| card.and_then(|(card, _)| card.path)) {
            Ok(path) => found.stores.extend(path.map(|path| (PathBuf::from(path), store))),
            Err(error) => found.wrong.push(error),
        }
    }
    found.stores.sort_by(|a, b| (&a.0, &a.1.root).cmp(&(&b.0, &b.1.root)));
    found
}

/// Moves a central store beside its texts: every file is written there before any is removed here.
///
/// # Errors
/// A file cannot be read or written; the central store is whole then.
pub fn move_beside(files: &dyn Files, library: &Path, from: &Store) -> Result<Store> {
    let to = Store { root: library.join(STORE) };
    let _held = lock(files, &from.lock(), &|_| {})?;
    let mut found = Vec::new();
    let mut folders = vec![from.root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in files.list(&folder)? {
            match entry.kind {
                Kind::Folder => folders.push(entry.path),
                Kind::File if entry.path != from.lock() => found.push(entry.path),
                _ => {}
            }
        }
    }
    // The card goes last, and without the path that only a central store needs.
    found.sort_by_key(|path| *path == from.card());
    for path in &found {
        let inside = path.strip_prefix(&from.root).unwrap_or(path);
        let data = files.read(path)?;
        let card = Some(path).filter(|path| **path == from.card());
        let card = card.and_then(|path| read_card(path, utf8(path, &data).ok()?).ok());
        let data = match card {
            Some((card, None)) => write_card(&Card { path: None, ..card }).into_bytes(),
            // What another version wrote is taken along as it stands.
            _ => data,
        };
        files.write(&to.root.join(inside), &data)?;
    }
    found.iter().rev().try_for_each(|path| files.remove(path))?;
    Ok(to)
}

/// Makes the store of a library, that of the built-in pages with the starter codebook; one that exists is left as it is.
/// `library.ron` is written last: where it stands, the store is whole.
///
/// # Errors
/// The folder cannot be written.
pub fn create(
    files: &dyn Files,
    library: &Path,
    choice: StoreChoice,
    places: &Places,
    now: Timestamp,
) -> Result<Store> {
    let id: String = IdSource::random().make(now).simple().to_string();
    let root = match choice {
        StoreChoice::Beside => library.join(STORE),
        StoreChoice::Central => places.stores().join(&id),
    };
    let store = Store { root };
    make_whole(files, &store, library, choice == StoreChoice::Central, id, now)?;
    Ok(store)
}

impl Store {
    /// Makes the store if it is not there yet: for one that was named outright. Tells whether it was made.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn ensure(&self, files: &dyn Files, library: &Path, now: Timestamp) -> Result<bool> {
        let id = IdSource::random().make(now).simple().to_string();
        make_whole(files, self, library, true, id, now)
    }
}

/// Makes what a store lacks; tells whether it lacked anything.
fn make_whole(
    files: &dyn Files,
    store: &Store,
    library: &Path,
    central: bool,
    id: String,
    now: Timestamp,
) -> Result<bool> {
    let made = || files.kind(&store.card()).map(|kind| kind.is_some());
    if made()? {
        return Ok(false);
    }
    let _held = lock(files, &store.lock(), &|_| {})?;
    if made()? {
        return Ok(false);
    }
    let documents = if files.kind(library)?.is_some() { library::documents(files, library)? } else { Vec::new() };
    let belongs = library::is_of_seeds(files, library, &documents)?;
    let starter = if belongs { starter(now) } else { Vec::new() };
    let there = list_there(files, &store.codebook())?;
    // If the making was cut short the rest is added; another codebook stays as it is.
    if there.iter().all(|entry| starter.iter().any(|tag| store.tag(&tag.key) == entry.path)) {
        for tag in &starter {
            let path = store.tag(&tag.key);
            if files.kind(&path)?.is_none() {
                files.write(&path, write_tag(tag).as_bytes())?;
            }
        }
    }
    let name = library.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let path = central.then(|| library.to_string_lossy().into_owned());
    files.write(&store.card(), write_card(&Card { id, name, path }).as_bytes()).map(|()| true)
}

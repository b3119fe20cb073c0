//! What a subcommand works with: the library it is about, its store, the person.

use super::args::Shared;
use super::desk::Desk;
use super::opener::Opener;
use super::out::tell;
use crate::annotation::{
    self, Annotation, Book, Change, Edit, IdSource, Past, Transcribed, apply, coder_name, transcribe, transcribe_all,
    verify,
};
use crate::error::{Error, Result};
use crate::exchange::Entry;
use crate::files::{Files, system};
use crate::library::{self, Library, Places};
use crate::settings::{Settings, StoreChoice};
use crate::store::{
    Keeper, Readings, Store, central, create, forget, load, locate, read_terms, remember, settled_of, starter,
};
use crate::text::word::Segmenter;
use crate::text::{Document, Encoding};
use crate::words::Words;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// Files, folders, settings, words.
pub struct Context {
    /// The file system.
    pub files: Arc<dyn Files>,
    /// The folders of this program.
    pub places: Places,
    /// What a person has settled.
    pub settings: Settings,
    /// The sentences.
    pub words: Words,
    /// What all commands share.
    pub shared: Shared,
    /// The coder that was named by option, environment or settings.
    pub coder: Option<String>,
}

impl Context {
    /// Finds the library of some paths.
    ///
    /// # Errors
    /// A path that leads nowhere.
    pub fn find_library(&self, paths: &[PathBuf]) -> Result<Library> {
        let central = central(&*self.files, &self.places);
        let folder = self.shared.folder.clone();
        let request = library::Request { folder, paths: paths.to_vec(), here: system::here(), known: central.known() };
        let library = library::find(&*self.files, &request, &self.places)?;
        central.wrong.iter().chain(&library.troubles).for_each(|trouble| tell(&self.words.error(trouble)));
        Ok(library)
    }

    /// Finds the library and reads its store; what cannot be read is said.
    ///
    /// # Errors
    /// A path that leads nowhere.
    pub fn desk(&self, paths: &[PathBuf]) -> Result<Desk> {
        let desk = self.quiet_desk(paths)?;
        for trouble in &desk.loaded.troubles {
            tell(&self.words.error(&trouble.error));
        }
        Ok(desk)
    }

    /// Finds the library and reads its store.
    ///
    /// # Errors
    /// A path that leads nowhere.
    pub fn quiet_desk(&self, paths: &[PathBuf]) -> Result<Desk> {
        let library = self.find_library(paths)?;
        let store = locate(&*self.files, &library.root, self.shared.store.as_deref(), &self.places)?;
        let mut loaded = store.as_ref().map(|store| load(&*self.files, store)).unwrap_or_default();
        let card = store.as_ref().map(|store| self.files.kind(&store.card())).transpose()?.flatten();
        if card.is_none() && library::is_of_seeds(&*self.files, &library.root, &library.documents)? {
            loaded.book.codebook = starter(Timestamp::now()).into_iter().collect();
        }
        Ok(Desk { texts: library, store, loaded })
    }

    /// Returns the coder, and says who it is if nobody said so.
    pub fn coder(&self) -> String {
        self.coder.clone().unwrap_or_else(|| {
            let name = coder_name(&system::person());
            tell(&self.words.fill("cli-coder", &[("coder", name.clone())]));
            name
        })
    }

    /// Returns the writer of the store; without one it is made, and its path said.
    ///
    /// # Errors
    /// The store cannot be made.
    pub fn keeper(&self, desk: &mut Desk) -> Result<Keeper> {
        let root = &desk.texts.root;
        let now = now();
        let store = match desk.store.take() {
            Some(store) => {
                if store.ensure(&*self.files, root, now)? {
                    tell(&self.words.fill("cli-store", &[("path", store.root.display().to_string())]));
                }
                store
            }
            None => {
                let choice = self.settings.store.unwrap_or(StoreChoice::Central);
                let store = create(&*self.files, root, choice, &self.places, now)?;
                tell(&self.words.fill("cli-store", &[("path", store.root.display().to_string())]));
                store
            }
        };
        desk.loaded = load(&*self.files, &store);
        desk.store = Some(store.clone());
        let lang = self.words.lang();
        let told = move |error: &Error| tell(&Words::new(lang).error(error));
        let library = desk.texts.root.clone();
        Ok(Keeper::new(store, std::mem::take(&mut desk.loaded.known))
            .over(library, self.settings.pdf.as_deref())
            .telling(told))
    }

    /// Makes an edit of the store, which can be taken back later, and reads the store again.
    ///
    /// # Errors
    /// A file cannot be written; the others are.
    pub fn commit(&self, desk: &mut Desk, keeper: &mut Keeper, edit: Edit) -> Result<()> {
        let id = IdSource::random().make(Timestamp::now());
        let edit = edit.buried(now());
        if let Err(error) = self.remember(desk, id, edit.clone()) {
            // The edit was asked for, its way back was not.
            tell(&self.words.error(&error));
        }
        let before = held(&desk.loaded.book, &edit.changes);
        let written = self.write(desk, keeper, edit.changes.clone());
        if written.is_err() && before == held(&load(&*self.files, keeper.store()).book, &edit.changes) {
            self.forget(desk, id);
        }
        written
    }

    /// Forgets an edit of which nothing could be written. One that stays all the same takes nothing away.
    pub fn forget(&self, desk: &Desk, id: Uuid) {
        let coder = self.coder.clone().unwrap_or_else(|| coder_name(&system::person()));
        let _ = forget(&*self.files, &self.places, &desk.texts.root, &coder, id);
    }

    /// Remembers an edit, so that it can be taken back; one of the same identity is replaced.
    ///
    /// # Errors
    /// The state directory cannot be written.
    pub fn remember(&self, desk: &Desk, id: Uuid, edit: Edit) -> Result<()> {
        let coder = self.coder.clone().unwrap_or_else(|| coder_name(&system::person()));
        match Past::of(edit, false, id, Timestamp::now()) {
            Some(past) => remember(&*self.files, &self.places, &desk.texts.root, &coder, &past),
            None => Ok(()),
        }
    }

    /// Changes the store, and reads it again.
    ///
    /// # Errors
    /// A file cannot be written; the others are.
    pub fn write(&self, desk: &mut Desk, keeper: &mut Keeper, changes: Vec<Change>) -> Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        let book = &mut desk.loaded.book;
        let parts: BTreeSet<_> = changes.iter().map(Change::part).collect();
        // Nobody is there to say what becomes of a file that is gone: then nothing is written.
        keeper.find(&*self.files, &parts)?;
        apply(book, &Edit { changes, ..Edit::default() });
        let parts: Vec<_> = parts.into_iter().map(|part| (part.clone(), book.excerpt(&part))).collect();
        keeper.save_all(&*self.files, parts)?;
        desk.loaded = load(&*self.files, keeper.store());
        Ok(())
    }

    /// Opens a document by its path, with what is settled about it.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn open(&self, desk: &Desk, document: &str) -> Result<Document> {
        self.opener(desk)?.open(document)
    }

    /// Returns what opens documents of a library.
    ///
    /// # Errors
    /// An encoding or a kind of text was named that there is not.
    pub fn opener<'a>(&'a self, desk: &'a Desk) -> Result<Opener<'a>> {
        Ok(Opener {
            files: &*self.files,
            texts: &desk.texts,
            store: desk.store.as_ref(),
            book: &desk.loaded.book,
            pdf: self.settings.pdf.as_deref(),
            read_as: self.shared.read_as()?,
            encoding: self.encoding()?,
        })
    }

    /// Returns the encoding that was named.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn encoding(&self) -> Result<Option<Encoding>> {
        self.shared.told()
    }

    /// Brings what is anchored in documents as they were once decoded to their texts, in what was read of the store;
    /// on the disk nothing changes.
    ///
    /// # Errors
    /// As for [`Self::encoding`].
    pub fn transcribe(&self, desk: &mut Desk, documents: &[String]) -> Result<Vec<Transcribed>> {
        let book = &desk.loaded.book;
        let said = verify::documents(book);
        let said = documents.iter().filter(|path| said.contains(*path)).map(String::as_str);
        let read = |path: &str| self.files.read(&desk.texts.path(path)).ok();
        let all = transcribe_all(book, said, self.encoding()?, &read);
        for found in &all {
            apply(&mut desk.loaded.book, &Edit { changes: found.changes.clone(), ..Edit::default() });
        }
        Ok(all)
    }

    /// Likewise, and says so.
    ///
    /// # Errors
    /// As for [`Self::encoding`].
    pub fn tell_transcribed(&self, desk: &mut Desk, documents: &[String]) -> Result<()> {
        let key = if self.encoding()?.is_some() { "cli-transcribed-told" } else { "cli-transcribed" };
        for found in self.transcribe(desk, documents)? {
            let (count, former) = (Transcribed::count(&found.changes).to_string(), found.former.name());
            let blanks = [("document", found.document), ("count", count), ("former", former)];
            tell(&self.words.fill(key, &blanks));
        }
        Ok(())
    }

    /// Says how a document was read, if that is not as it should be.
    pub fn tell_decoded(&self, document: &Document) {
        document.remarks.iter().for_each(|remark| tell(&self.words.fill(remark.words, &remark.blanks)));
    }

    /// Opens the one file that a command is about, with what is settled about it; `raw` as it is guessed.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn file(&self, path: &Path, raw: bool) -> Result<Document> {
        let data = self.files.read(path)?;
        let home = if raw { None } else { self.home(path)? };
        let readings = Readings::new(&*self.files, home.as_ref().map(|(store, _)| store.clone()));
        let readings = readings.with(self.settings.pdf.as_deref());
        let inside = home.as_ref().map(|(_, document)| document.clone());
        let settled = home.map(|(store, document)| settled_of(&*self.files, &store, &document)).transpose();
        let settled = self.told_if_wrong(settled).unwrap_or_default();
        let settled = annotation::read_as(&settled, self.shared.read_as()?);
        let (name, told) = (path.to_string_lossy(), self.encoding()?);
        let inside = inside.as_deref().unwrap_or(&name);
        let mut document = readings.read(inside, data.clone(), &settled, told)?;
        let mut book = Book::default();
        settled.into_iter().for_each(|o| book.set_override(&name, o.id, Some(o)));
        if let Some(found) = transcribe(&book, &data, &document) {
            apply(&mut book, &Edit { changes: found.changes, ..Edit::default() });
            document = readings.read(inside, data, book.overrides(&name), told)?;
        }
        // It is named as the person named it.
        document.path = name.as_ref().into();
        self.tell_decoded(&document);
        Ok(document)
    }

    /// Says what is wrong with something without which a command can do its work; there is none of it then.
    fn told_if_wrong<T>(&self, found: Result<Option<T>>) -> Option<T> {
        found.unwrap_or_else(|error| {
            tell(&self.words.error(&error));
            None
        })
    }

    /// Returns the store that a file's library has, and the file's path in the library.
    fn home(&self, path: &Path) -> Result<Option<(Store, String)>> {
        let known = central(&*self.files, &self.places).known();
        let folder = self.shared.folder.clone();
        let request = library::Request { folder: folder.clone(), paths: Vec::new(), here: system::here(), known };
        let full = request.here.join(path);
        let root = folder.map(|folder| request.here.join(folder));
        let named = self.shared.store.as_ref().and_then(|_| full.parent().map(Path::to_path_buf));
        let root = root.map_or_else(|| library::above(&*self.files, &request, &full), |root| Ok(Some(root)))?;
        let Some(root) = root.or(named) else { return Ok(None) };
        let store = locate(&*self.files, &root, self.shared.store.as_deref(), &self.places)?;
        let document = full.strip_prefix(&root).ok().map(|document| document.to_string_lossy().into_owned());
        Ok(store.zip(document))
    }

    /// Returns the segmenter, with the terms of a file's library.
    pub fn segmenter(&self, path: &Path) -> Segmenter {
        let read = |(store, _): (Store, String)| read_terms(&*self.files, &store);
        let terms = self.home(path).and_then(|home| home.map(read).transpose());
        let terms = self.told_if_wrong(terms).unwrap_or_default();
        Segmenter::load().with_terms(terms.iter().map(String::as_str)).with_fine(self.settings.fine())
    }

    /// Returns the tag of a name: a key, a unique label or a path.
    ///
    /// # Errors
    /// There is none (the nearest are named), or more than one.
    pub fn tag(&self, book: &Book, name: &str) -> Result<String> {
        let lang = self.words.lang();
        match book.codebook.named(name).as_slice() {
            [tag] => Ok(tag.key.clone()),
            [] => Err(book.codebook.without(name)),
            several => {
                let paths: Vec<String> = several.iter().map(|tag| book.codebook.path(&tag.key, lang)).collect();
                Err(Error::data("error-many-tags").with("tag", name).with("paths", paths.join("; ")))
            }
        }
    }

    /// Returns the tags of some names.
    ///
    /// # Errors
    /// As for [`Self::tag`].
    pub fn tags(&self, book: &Book, names: &[String]) -> Result<Vec<String>> {
        names.iter().map(|name| self.tag(book, name)).collect()
    }

    /// Refuses a `--format` that is none of these.
    ///
    /// # Errors
    /// It is none of these.
    pub fn format(&self, asked: &str, among: &[&str]) -> Result<()> {
        if among.contains(&asked) {
            return Ok(());
        }
        Err(Error::usage("error-format-here").with("formats", among.join(", ")))
    }
}

/// Returns what the parts of a book hold that changes touch.
pub fn held(book: &Book, changes: &[Change]) -> Vec<Book> {
    let parts: BTreeSet<_> = changes.iter().map(Change::part).collect();
    parts.iter().map(|part| book.excerpt(part)).collect()
}

/// Returns the time in whole seconds, as files hold it.
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// Returns the tags of an annotation as people read them.
pub fn tag_names(book: &Book, annotation: &Annotation, words: &Words) -> String {
    let names = annotation.tags.iter().map(|tag| book.codebook.path(book.codebook.resolve(tag), words.lang()));
    names.collect::<Vec<_>>().join("; ")
}

/// Returns where an entry stands as people read it.
pub fn place(entry: &Entry) -> String {
    format!("{}:{}", entry.document, entry.line)
}

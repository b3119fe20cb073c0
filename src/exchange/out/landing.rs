//! Where the files of an export land: over other files if need be, but over no text and nothing in a store.

use crate::annotation::{Book, verify};
use crate::error::{Error, Result};
use crate::exchange::Parcel;
use crate::files::{Files, Kind, read_there, write_beside};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Ends a text that is an export, and may be written over by the next; shown Markdown does not have it.
pub const SIGN: &str = "\n<!-- meipi -->\n";

/// Begins a file of settings that lies beside texts that are an export.
pub const BESIDE: &str = "# meipi\n";

/// What no export may write over, by paths in the library.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// The documents.
    documents: BTreeSet<String>,
    /// Those of which something is said.
    annotated: BTreeSet<String>,
}

impl Ground {
    /// Makes it of a library's documents, and of what is said of them.
    pub fn new(documents: impl IntoIterator<Item = String>, book: &Book) -> Self {
        Self { documents: documents.into_iter().collect(), annotated: verify::documents(book) }
    }
}

/// Which files that are there an export may replace.
#[derive(Clone, Copy, Debug)]
pub enum Replace<'a> {
    /// Any.
    All,
    /// This one, or what is in this folder, if any.
    Only(Option<&'a Path>),
}

/// Where an export lands.
pub struct Landing<'a> {
    /// The file, or the folder: a full path.
    pub path: &'a Path,
    /// How one file is called in a folder.
    pub name: &'a str,
    /// What may be replaced.
    pub replace: Replace<'a>,
    /// The folder of the library.
    pub root: &'a Path,
    /// What stays in it.
    pub ground: &'a Ground,
}

impl Landing<'_> {
    /// Writes the files of an export: several into a folder if one is named, else as an archive. Returns the path.
    ///
    /// # Errors
    /// A file would replace a text, what is in a store, or what must not be replaced: then none is written; or one
    /// cannot be written.
    pub fn put(&self, files: &dyn Files, parcel: Parcel) -> Result<PathBuf> {
        let folder = files.kind(self.path)? == Some(Kind::Folder) || self.path.to_string_lossy().ends_with('/');
        let (path, members) = match parcel {
            Parcel::Many(members) if folder => {
                let members = members.into_iter().map(|(inside, data)| (self.path.join(inside), data));
                (self.path.to_path_buf(), members.collect())
            }
            parcel => {
                let path = if folder { self.path.join(self.name) } else { self.path.to_path_buf() };
                (path.clone(), vec![(path, parcel.into_bytes()?)])
            }
        };
        let own = |data: &[u8]| data.starts_with(BESIDE.as_bytes());
        let (mut again, mut there) = (false, false);
        for (path, data) in &members {
            again |= own(data) && read_there(files, path)?.is_some_and(|old| own(&old));
            there |= files.kind(path)?.is_some();
        }
        members.iter().try_for_each(|(path, data)| self.spare(files, path, data, again))?;
        if there && matches!(self.replace, Replace::Only(only) if only != Some(path.as_path())) {
            return Err(Error::data("error-exists").with("path", path.display()));
        }
        for (path, data) in &members {
            if folder { files.write(path, data) } else { write_beside(files, path, data) }?;
        }
        Ok(path)
    }

    /// Refuses to write over a text of somebody's, or into a store. `again`: there was such an export before.
    fn spare(&self, files: &dyn Files, path: &Path, data: &[u8], again: bool) -> Result<()> {
        let refuse = |key| Err(Error::data(key).with("path", path.display()));
        let real = files.real(path);
        for folder in real.ancestors().skip(1) {
            if files.kind(&folder.join("library.ron"))? == Some(Kind::File) {
                return refuse("error-into-store");
            }
        }
        if files.kind(&real)? != Some(Kind::File) {
            return Ok(());
        }
        let extension = real.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        let inside = real.strip_prefix(files.real(self.root)).map(|path| path.to_string_lossy().into_owned());
        let inside = inside.unwrap_or_default();
        let annotated = self.ground.annotated.contains(&inside);
        let text = matches!(extension.as_deref(), Some("txt" | "md")) || self.ground.documents.contains(&inside);
        if !annotated && (again || !text) {
            return Ok(());
        }
        let old = files.read(&real)?;
        let made = || old.trim_ascii_end().ends_with(SIGN.trim().as_bytes());
        if old == data || !annotated && made() { Ok(()) } else { refuse("error-over-text") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::samples::annotation;
    use crate::files::Scripted;

    #[test]
    fn texts_and_stores_stay() {
        let files = Scripted::default();
        let put = |path: &str, data: &[u8]| files.write(Path::new(path), data).unwrap();
        for path in ["/l/a.txt", "/l/b.md", "/l/c.html", "/l/.meipi/library.ron"] {
            put(path, "原文".as_bytes());
        }
        put("/l/out.md", format!("# x\n{SIGN}").as_bytes());
        put("/l/out.csv", b"id");
        let mut book = Book::default();
        book.load("said.md", vec![annotation(1)]);
        let ground = Ground::new(["a.txt", "c.html", "out.md"].map(str::to_owned), &book);
        let land = |path: &str| {
            let (path, root) = (Path::new(path), Path::new("/l"));
            let landing = Landing { path, name: "l.csv", replace: Replace::All, root, ground: &ground };
            landing.put(&files, Parcel::One(b"new".to_vec()))
        };
        put("/l/said.md", format!("# x\n{SIGN}").as_bytes());
        put("/m/d.TXT", "原文".as_bytes());
        let before = files.paths().iter().map(|path| files.read(path).unwrap()).collect::<Vec<_>>();
        for path in ["/l/a.txt", "/l/b.md", "/l/c.html", "/l/x/../c.html", "/m/../l/c.html", "/l/said.md", "/m/d.TXT"] {
            assert_eq!(land(path).unwrap_err().key, "error-over-text", "{path}");
        }
        assert_eq!(before, files.paths().iter().map(|path| files.read(path).unwrap()).collect::<Vec<_>>());
        for path in ["/l/.meipi/library.ron", "/l/.meipi/annotations/甲/x.ron", "/l/.meipi", "/l/x/../.meipi/y"] {
            assert_eq!(land(path).unwrap_err().key, "error-into-store", "{path}");
        }
        for (path, lies) in [
            ("/l/out.md", "/l/out.md"),
            ("/l/out.csv", "/l/out.csv"),
            ("/l", "/l/l.csv"),
            ("/l/.meipi/../y.csv", "/l/.meipi/../y.csv"),
        ] {
            assert_eq!(land(path).unwrap(), Path::new(lies));
            assert_eq!(files.read(Path::new(lies)).unwrap(), b"new");
        }
    }

    #[test]
    fn of_several_files_none_is_written_if_one_must_not() {
        let files = Scripted::default();
        files.write(Path::new("/l/b.txt"), "原文".as_bytes()).unwrap();
        let parcel = |text: &str| {
            let members = [("a.ann", ""), ("b.txt", text)];
            Parcel::Many(members.map(|(name, data)| (name.to_owned(), data.as_bytes().to_vec())).to_vec())
        };
        let ground = Ground::default();
        let land = |path: &str, text, replace: Option<&str>| {
            let (path, root) = (Path::new(path), Path::new("/l"));
            let replace = Replace::Only(replace.map(Path::new));
            Landing { path, name: "l.zip", replace, root, ground: &ground }.put(&files, parcel(text))
        };
        assert_eq!(land("/l", "别的", Some("/l")).unwrap_err().key, "error-over-text");
        assert_eq!(land("/l", "原文", None).unwrap_err().key, "error-exists");
        assert_eq!(land("/l", "原文", Some("/m")).unwrap_err().key, "error-exists");
        assert!(files.kind(Path::new("/l/a.ann")).unwrap().is_none());
        assert_eq!(land("/l", "原文", Some("/l")).unwrap(), Path::new("/l"));
        assert!(files.kind(Path::new("/l/a.ann")).unwrap().is_some());
        assert_eq!(land("/l/x.zip", "别的", None).unwrap(), Path::new("/l/x.zip"));
        // Where there was such an export, its texts are its own.
        files.write(Path::new("/l/a.ann"), BESIDE.as_bytes()).unwrap();
        let parcel = Parcel::Many(vec![("a.ann".into(), BESIDE.into()), ("b.txt".into(), b"new".to_vec())]);
        let (path, root) = (Path::new("/l"), Path::new("/l"));
        Landing { path, name: "l.zip", replace: Replace::All, root, ground: &ground }.put(&files, parcel).unwrap();
        assert_eq!(files.read(Path::new("/l/b.txt")).unwrap(), b"new");
    }
}

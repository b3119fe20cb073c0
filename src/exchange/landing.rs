//! Where the files of an export land: over other files if need be, but over no text and nothing in a store.

use super::Parcel;
use crate::error::{Error, Result};
use crate::files::{Files, Kind, write_beside};
use std::path::{Path, PathBuf};

/// Ends a text that is an export, and may be written over by the next: people do not see it.
pub const SIGN: &str = "\n<!-- meipi -->\n";

/// Where an export lands.
pub struct Landing<'a> {
    /// The file, or the folder.
    pub path: &'a Path,
    /// How one file is called in a folder.
    pub name: &'a str,
    /// Files that are there may be replaced.
    pub replace: bool,
    /// Tells what else than a text is read as one.
    pub is_document: &'a dyn Fn(&Path) -> bool,
}

impl Landing<'_> {
    /// Writes the files of an export: several into a folder if one is named, else as an archive. Returns the path.
    ///
    /// # Errors
    /// A file would replace a text, what is in a store, or what must not be replaced: then none is written; or one
    /// cannot be written.
    pub fn put(&self, files: &dyn Files, parcel: Parcel) -> Result<PathBuf> {
        let folder = files.kind(self.path) == Some(Kind::Folder) || self.path.to_string_lossy().ends_with('/');
        let path = if folder { self.path.join(self.name) } else { self.path.to_path_buf() };
        match parcel {
            Parcel::Many(members) if folder => {
                let members = members.into_iter().map(|(inside, data)| (self.path.join(inside), data));
                let members: Vec<(PathBuf, Vec<u8>)> = members.collect();
                members.iter().try_for_each(|(path, data)| self.spare(files, path, data))?;
                members.iter().try_for_each(|(path, data)| files.write(path, data))?;
                Ok(self.path.to_path_buf())
            }
            parcel => {
                let data = parcel.into_bytes()?;
                self.spare(files, &path, &data)?;
                if folder {
                    files.write(&path, &data)?;
                } else {
                    write_beside(files, &path, &data)?;
                }
                Ok(path)
            }
        }
    }

    /// Refuses to write over a text of somebody's, into a store, or over what must not be replaced.
    fn spare(&self, files: &dyn Files, path: &Path, data: &[u8]) -> Result<()> {
        let refuse = |key| Err(Error::data(key).with("path", path.display()));
        let in_store = |folder: &Path| files.kind(&folder.join("library.ron")) == Some(Kind::File);
        if path.ancestors().skip(1).any(in_store) {
            return refuse("error-into-store");
        }
        if files.kind(path).is_none() {
            return Ok(());
        }
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        if matches!(extension.as_deref(), Some("txt" | "md")) || (self.is_document)(path) {
            let old = files.read(path)?;
            if old != data && !old.ends_with(SIGN.as_bytes()) {
                return refuse("error-over-text");
            }
        }
        if self.replace { Ok(()) } else { refuse("error-exists") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let land = |path: &str| {
            let is_document = |path: &Path| path == Path::new("/l/c.html");
            let landing = Landing { path: Path::new(path), name: "l.csv", replace: true, is_document: &is_document };
            landing.put(&files, Parcel::One(b"new".to_vec()))
        };
        for path in ["/l/a.txt", "/l/b.md", "/l/c.html"] {
            assert_eq!(land(path).unwrap_err().key, "error-over-text", "{path}");
            assert_eq!(files.read(Path::new(path)).unwrap(), "原文".as_bytes());
        }
        for path in ["/l/.meipi/library.ron", "/l/.meipi/annotations/甲/x.ron", "/l/.meipi"] {
            assert_eq!(land(path).unwrap_err().key, "error-into-store", "{path}");
        }
        for (path, lies) in [("/l/out.md", "/l/out.md"), ("/l/out.csv", "/l/out.csv"), ("/l", "/l/l.csv")] {
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
        let land = |path: &str, text, replace| {
            let landing = Landing { path: Path::new(path), name: "l.zip", replace, is_document: &|_| false };
            landing.put(&files, parcel(text))
        };
        assert_eq!(land("/l", "别的", true).unwrap_err().key, "error-over-text");
        assert_eq!(land("/l", "原文", false).unwrap_err().key, "error-exists");
        assert!(files.kind(Path::new("/l/a.ann")).is_none());
        assert_eq!(land("/l", "原文", true).unwrap(), Path::new("/l"));
        assert!(files.kind(Path::new("/l/a.ann")).is_some());
        assert_eq!(land("/l/x.zip", "别的", false).unwrap(), Path::new("/l/x.zip"));
    }
}

//! A path being typed, which Tab completes by what is in its folder.

use crate::files::{Entry, Kind, Standpoint};
use crate::text::offsets::first_chars;
use std::path::{Path, PathBuf};
use tui_input::Input;

/// Something in a folder: its name, and whether it is a folder itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// It is a file: folders come first.
    pub file: bool,
    /// Its name; that of a folder ends with a stroke.
    pub name: String,
}

/// The path.
#[derive(Default)]
pub struct PathField {
    /// What is typed.
    pub input: Input,
    /// What is in a folder, as far as it was looked at.
    listing: Option<(PathBuf, Vec<Named>)>,
    /// It is to be completed as soon as that is known.
    waits: bool,
}

impl PathField {
    /// Begins with a path.
    pub fn new(path: String) -> Self {
        Self { input: Input::new(path), ..Self::default() }
    }

    /// Returns the path as it is typed.
    pub fn text(&self) -> &str {
        self.input.value().trim()
    }

    /// Returns the folder as it is typed, and what stands between it and the cursor.
    fn parted(&self) -> (&str, &str) {
        let written = first_chars(self.input.value(), self.input.cursor());
        written.split_at(written.rfind('/').map_or(0, |at| at + 1))
    }

    /// Returns the folder that is meant.
    pub fn folder(&self, from: &Standpoint) -> PathBuf {
        from.meant(self.parted().0)
    }

    /// Returns the folder that is to be looked at, if what is in it is not known.
    pub fn unknown(&self, from: &Standpoint) -> Option<PathBuf> {
        let folder = self.folder(from);
        self.listing.as_ref().is_none_or(|(known, _)| *known != folder).then_some(folder)
    }

    /// Takes what is in a folder; completes the path, if that was waited for.
    pub fn listed(&mut self, from: &Standpoint, folder: &Path, entries: &[Entry]) {
        if self.folder(from) != folder {
            return;
        }
        let named = |entry: &Entry| {
            let name = entry.path.file_name()?.to_str()?.to_owned();
            match entry.kind {
                Kind::Folder => Some(Named { file: false, name: name + "/" }),
                Kind::File => Some(Named { file: true, name }),
                Kind::Other => None,
            }
        };
        let mut found: Vec<Named> = entries.iter().filter_map(named).collect();
        found.sort();
        self.listing = Some((folder.to_owned(), found));
        if std::mem::take(&mut self.waits) {
            self.extend();
        }
    }

    /// Returns what is in the folder and begins like what is typed behind it; hidden things only if that asks for them.
    pub fn candidates(&self, from: &Standpoint) -> Vec<&Named> {
        let Some((folder, found)) = &self.listing else { return Vec::new() };
        let begun = self.parted().1;
        let fits =
            |named: &&Named| named.name.starts_with(begun) && named.name.starts_with('.') == begun.starts_with('.');
        if self.folder(from) == *folder { found.iter().filter(fits).collect() } else { Vec::new() }
    }

    /// Puts a name behind the folder; what stands behind the cursor stays there.
    pub fn take(&mut self, name: &str) {
        let (folder, begun) = self.parted();
        let before = format!("{folder}{name}");
        let behind = self.input.value().get(folder.len() + begun.len()..).unwrap_or_default();
        let cursor = before.chars().count();
        self.input = Input::new(before + behind).with_cursor(cursor);
    }

    /// Completes the path as far as all that it may become agree. Returns the folder that is to be looked at first.
    pub fn complete(&mut self, from: &Standpoint) -> Option<PathBuf> {
        let unknown = self.unknown(from);
        self.waits = unknown.is_some();
        if !self.waits {
            self.extend();
        }
        unknown
    }

    fn extend(&mut self) {
        let begun = self.parted().1;
        let Some((_, found)) = &self.listing else { return };
        let mut fits = found.iter().map(|named| named.name.as_str());
        let fits =
            fits.by_ref().filter(|name| name.starts_with(begun) && name.starts_with('.') == begun.starts_with('.'));
        let common = fits.map(str::to_owned).reduce(|common, name| {
            let same = common.chars().zip(name.chars()).take_while(|(a, b)| a == b);
            same.map(|(c, _)| c).collect()
        });
        if let Some(common) = common.filter(|common| common.len() > begun.len()) {
            self.take(&common);
        }
    }
}

/// Tells whether a file holds pictures or sounds by its name, in which nobody keeps annotations.
pub fn is_media(name: &str) -> bool {
    const MEDIA: [&str; 9] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp3", ".wav", ".m4a", ".mp4"];
    let name = name.to_lowercase();
    MEDIA.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(folder: &str, names: &[&str]) -> Vec<Entry> {
        let entry = |name: &&str| {
            let kind = if name.ends_with('/') { Kind::Folder } else { Kind::File };
            Entry { path: Path::new(folder).join(name.trim_end_matches('/')), kind }
        };
        names.iter().map(entry).collect()
    }

    #[test]
    fn a_path_is_completed_as_far_as_all_agree() {
        let from = Standpoint { folder: "/home/me".into(), home: Some("/home/me".into()) };
        let here = entries("/home/me", &["论文/", "论文一.csv", "data/", ".hidden/"]);
        let mut path = PathField::new("论".into());
        assert_eq!(path.complete(&from).as_deref(), Some(Path::new("/home/me")));
        path.listed(&from, Path::new("/home/me"), &here);
        assert_eq!(path.text(), "论文");
        let names: Vec<&str> = path.candidates(&from).iter().map(|named| named.name.as_str()).collect();
        assert_eq!(names, ["论文/", "论文一.csv"]);
        path = PathField { input: Input::new("论文一".into()), ..path };
        assert_eq!((path.complete(&from), path.text()), (None, "论文一.csv"));
        path = PathField { input: Input::new("data/".into()), ..path };
        assert_eq!(path.complete(&from).as_deref(), Some(Path::new("/home/me/data/")));
        // What is in another folder comes too late.
        path.listed(&from, Path::new("/home/me"), &here);
        assert_eq!(path.text(), "data/");
        path.listed(&from, Path::new("/home/me/data/"), &entries("/home/me/data", &["x.csv"]));
        assert_eq!(path.text(), "data/x.csv");
        // A name that stands behind the cursor already stays.
        let mut before = PathField::new("daexport.md".into());
        before.input = before.input.with_cursor(2);
        before.complete(&from);
        before.listed(&from, Path::new("/home/me"), &here);
        assert_eq!((before.text(), before.input.cursor()), ("data/export.md", 5));
        let mut home = PathField::new("~/.h".into());
        home.complete(&from);
        home.listed(&from, Path::new("/home/me"), &here);
        assert_eq!(home.text(), "~/.hidden/");
    }
}

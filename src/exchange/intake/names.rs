//! Which document of the library a text of another tool is, by its name: with another extension, in another folder, in
//! other letters.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// How a text was found to be a document of the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum How {
    /// By its identity or its path.
    #[default]
    Path,
    /// By the name of its file: the folder, the extension or the case of letters is another.
    Name,
    /// By its text.
    Text,
    /// By the words that were quoted from it.
    Words,
    /// There is no such document.
    Nowhere,
    /// There are several of its name, and nothing tells which it is.
    Several,
}

impl How {
    /// Tells whether a document was found.
    pub fn is_found(self) -> bool {
        !matches!(self, Self::Nowhere | Self::Several)
    }

    /// Returns the key of the sentence that tells of it; none if there is nothing to tell.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::Path => None,
            Self::Name => Some("import-match-name"),
            Self::Text => Some("import-match-text"),
            Self::Words => Some("import-match-words"),
            Self::Nowhere => Some("import-match-none"),
            Self::Several => Some("import-match-several"),
        }
    }
}

/// What a document may be called, the most exact first: its path; the name of its file; both without extension.
const KINDS: usize = 4;

/// The documents of a library by what they may be called: as it is written, then in any form and case of its letters.
pub struct Names<'d> {
    by: [HashMap<String, Vec<&'d String>>; 2 * KINDS],
}

impl<'d> Names<'d> {
    /// Lists the documents of a library.
    pub fn new(documents: &'d [String]) -> Self {
        let mut by: [HashMap<String, Vec<&'d String>>; 2 * KINDS] = Default::default();
        for path in documents {
            for (kind, names) in called(path).into_iter().enumerate() {
                for name in names {
                    let written = by.get_mut(kind).map(|known| known.entry(name.to_owned()).or_default());
                    written.into_iter().for_each(|list| list.push(path));
                    let folded = by.get_mut(KINDS + kind).map(|known| known.entry(fold(name)).or_default());
                    folded.into_iter().for_each(|list| list.push(path));
                }
            }
        }
        Self { by }
    }

    /// Returns the documents that a name may mean, and how they were found: several where none of them is more likely.
    pub fn find(&self, name: &str) -> (How, Vec<&'d String>) {
        // Other systems part the folders otherwise.
        let parted = name.replace('\\', "/");
        let all = [name, parted.as_str()].map(|name| called(name.trim_start_matches("./")));
        for (n, known) in self.by.iter().enumerate() {
            let how = if n == 0 { How::Path } else { How::Name };
            let asked = all.iter().filter_map(|names| names.get(n % KINDS)).flatten();
            for name in asked {
                let found = if n < KINDS { known.get(*name) } else { known.get(&fold(name)) };
                if let Some(found) = found {
                    return (how, found.clone());
                }
            }
        }
        (How::Nowhere, Vec::new())
    }
}

/// Returns a name in one form and case of its letters.
fn fold(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

/// Returns what a document is called, by kind: this program puts `.txt` behind what has another extension.
fn called(path: &str) -> [Vec<&str>; KINDS] {
    let file = |path| str::rsplit(path, '/').next().unwrap_or(path);
    let plain = path.strip_suffix(".txt").unwrap_or(path);
    let mut full = vec![path];
    full.extend((plain != path).then_some(plain));
    let names = full.iter().map(|name| file(name)).collect();
    [full, names, vec![stem(path)], vec![file(stem(path))]]
}

/// Returns a path without the extension of a file: letters and digits, not a number behind a dot.
fn stem(path: &str) -> &str {
    let is_extension = |end: &str| {
        (1..=5).contains(&end.len())
            && end.chars().all(|c| c.is_ascii_alphanumeric())
            && end.chars().any(|c| c.is_ascii_alphabetic())
    };
    let cut = path.rsplit_once('.').filter(|(stem, end)| !stem.is_empty() && !stem.ends_with('/') && is_extension(end));
    cut.map_or(path, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_tools_lead_to_the_document() {
        let documents =
            ["报/访谈一.txt", "カキ\u{30ac}.txt", "c.md", "甲/同名.txt", "乙/同名.md", "版本1.2.txt", "Á.TXT"];
        let documents = documents.map(str::to_owned);
        let names = Names::new(&documents);
        for (name, how, wanted) in [
            ("报/访谈一.txt", How::Path, Some(0)),
            (".\\报\\访谈一", How::Path, Some(0)),
            ("c.md.txt", How::Path, Some(2)),
            ("访谈一.txt", How::Name, Some(0)),
            ("C:\\资料\\访谈一.docx", How::Name, Some(0)),
            ("/home/x/访谈一.PDF", How::Name, Some(0)),
            ("カキカ\u{3099}.docx", How::Name, Some(1)),
            ("C.MD", How::Name, Some(2)),
            ("甲/同名.html", How::Name, Some(3)),
            ("a\u{301}.docx", How::Name, Some(6)),
            ("版本1.2", How::Path, Some(5)),
            ("版本1.3", How::Nowhere, None),
            ("访谈", How::Nowhere, None),
        ] {
            let wanted: Vec<&String> = wanted.into_iter().map(|n: usize| &documents[n]).collect();
            assert_eq!(names.find(name), (how, wanted), "{name}");
        }
        assert_eq!(names.find("丙/同名.docx").1.len(), 2);
    }
}

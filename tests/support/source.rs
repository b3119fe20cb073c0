//! The sources of the program as a test reads them: their code, what they import, which of them import each other in a
//! circle.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "each test uses a part, and may panic"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A file of the program.
pub struct Source {
    /// Its path from the top of the tree.
    pub path: PathBuf,
    /// The room it stands in.
    pub room: String,
    /// All of it.
    pub text: String,
}

/// Returns every file below `src`, but the one that lists the rooms.
pub fn all() -> Vec<Source> {
    let mut found = Vec::new();
    gather(Path::new("src"), &mut found);
    found.retain(|source| source.room != "lib");
    assert!(found.len() > 60);
    found
}

fn gather(folder: &Path, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let inside = path.strip_prefix("src").unwrap();
            let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
            let room = first.trim_end_matches(".rs").to_owned();
            found.push(Source { text: std::fs::read_to_string(&path).unwrap(), path, room });
        }
    }
}

impl Source {
    /// Only tests use it.
    pub fn is_test(&self) -> bool {
        let stands = |name: &str| self.path.components().any(|part| part.as_os_str() == name);
        stands("tests")
            || ["tests.rs", "samples.rs", "merging.rs", "laws.rs", "cases.rs"]
                .iter()
                .any(|name| self.path.ends_with(name))
    }

    /// Its code: no comments, and what only tests use cut off.
    pub fn code(&self) -> String {
        if self.is_test() {
            return String::new();
        }
        let lines = self.text.lines().take_while(|line| !line.starts_with("mod tests {"));
        lines.filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    }

    /// The names that lead to it: `src/app/passages/acts.rs` is `app`, `passages`, `acts`; `mod.rs` is its folder.
    pub fn module(&self) -> Vec<String> {
        let inside = self.path.strip_prefix("src").unwrap();
        let name =
            |part: std::path::Component<'_>| part.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
        let mut parts: Vec<String> = inside.components().map(name).collect();
        parts.pop_if(|last| last == "mod");
        parts
    }
}

/// Returns every path of some code that begins with one of the names, its braces spread out.
pub fn paths(code: &str, heads: &[&str]) -> Vec<Vec<String>> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, head)) = heads.iter().filter_map(|h| Some((code[from..].find(h)? + from, *h))).min() {
        from = at + head.len();
        let before = code[..at].chars().next_back();
        let inside = before.is_some_and(|c| word(c) || c == ':');
        if !inside && code[from..].starts_with("::") {
            let mut rest = code[at..].char_indices().peekable();
            spread(&code[at..], &mut rest, &[], &mut found);
        }
    }
    found
}

type Chars<'c> = std::iter::Peekable<std::str::CharIndices<'c>>;

fn blanks(rest: &mut Chars<'_>) {
    while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
}

fn name(rest: &mut Chars<'_>) -> String {
    let mut name = String::new();
    while let Some((_, c)) = rest.next_if(|(_, c)| c.is_alphanumeric() || *c == '_') {
        name.push(c);
    }
    name
}

/// Reads a path from here on, or a list of paths in braces.
fn spread(code: &str, rest: &mut Chars<'_>, head: &[String], found: &mut Vec<Vec<String>>) {
    blanks(rest);
    if rest.next_if(|(_, c)| *c == '{').is_some() {
        loop {
            blanks(rest);
            if rest.next_if(|(_, c)| *c == '}').is_some() || rest.peek().is_none() {
                return;
            }
            spread(code, rest, head, found);
            blanks(rest);
            rest.next_if(|(_, c)| *c == ',');
        }
    }
    let part = name(rest);
    if part.is_empty() {
        // `*`, or what is no path.
        rest.next();
        found.push(head.to_vec());
        return;
    }
    let path = [head, &[part]].concat();
    let at = rest.peek().map_or(code.len(), |(at, _)| *at);
    if code[at..].starts_with("::") && !code[at..].starts_with("::<") {
        rest.nth(1);
        return spread(code, rest, &path, found);
    }
    if code[at..].starts_with(" as ") {
        rest.nth(3);
        name(rest);
    }
    found.push(path);
}

/// Returns which files each file names.
pub fn arrows(sources: &[Source]) -> BTreeMap<&Path, BTreeSet<&Path>> {
    let modules: BTreeMap<Vec<String>, &Path> = sources.iter().map(|s| (s.module(), s.path.as_path())).collect();
    let of = |source: &Source| {
        let code = source.code();
        let mut named = paths(&code, &["crate", "super", "self"]);
        // Its own modules it calls without a head; what it only passes on from them is no step.
        let own: Vec<&str> = code.lines().filter_map(|line| line.rsplit_once("mod ")?.1.strip_suffix(';')).collect();
        let calls = code.split(";\n").filter(|piece| !passes_on(piece)).collect::<Vec<_>>().join(";\n");
        let below = paths(&calls, &own).into_iter().map(|path| [vec!["self".to_owned()], path].concat());
        named.extend(below);
        let files = named.iter().filter_map(|path| leads_to(&source.module(), path, &modules));
        files.filter(|file| *file != source.path).collect()
    };
    // A file of tests names what it likes.
    sources.iter().filter(|source| !source.is_test()).map(|s| (s.path.as_path(), of(s))).collect()
}

/// Tells whether a statement passes on what another file has.
fn passes_on(piece: &str) -> bool {
    let piece = piece.trim_start();
    piece.starts_with("pub use ") || piece.starts_with("pub(super) use ") || piece.starts_with("pub(crate) use ")
}

/// Returns the file that a path leads to: the deepest that it goes through.
fn leads_to<'s>(here: &[String], path: &[String], modules: &BTreeMap<Vec<String>, &'s Path>) -> Option<&'s Path> {
    let mut at = if path.first().is_some_and(|p| p == "crate") { Vec::new() } else { here.to_vec() };
    for part in path.iter().skip_while(|part| *part == "crate" || *part == "self") {
        if part == "super" {
            at.pop();
            continue;
        }
        let next = [at.as_slice(), std::slice::from_ref(part)].concat();
        if !modules.contains_key(&next) {
            break;
        }
        at = next;
    }
    modules.get(&at).copied()
}

/// Returns the files that are in a circle: those that can be reached from themselves.
pub fn in_circles<'s>(arrows: &BTreeMap<&'s Path, BTreeSet<&'s Path>>) -> BTreeSet<&'s Path> {
    let reached = |from: &'s Path| {
        let mut seen = BTreeSet::new();
        let mut todo = vec![from];
        while let Some(file) = todo.pop() {
            todo.extend(arrows.get(file).into_iter().flatten().filter(|next| seen.insert(**next)).copied());
        }
        seen
    };
    arrows.keys().filter(|file| reached(file).contains(*file)).copied().collect()
}

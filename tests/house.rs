//! The house: rooms on floors, what may be named where, and how long things may get.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rooms and their floors. A room imports only from the floors below it.
const FLOORS: &[(&str, u8)] = &[
    ("units", 0),
    ("error", 0),
    ("files", 0),
    ("text", 1),
    ("theme", 1),
    ("words", 1),
    ("settings", 1),
    ("annotation", 2),
    ("input", 2),
    ("layout", 2),
    ("library", 2),
    ("store", 3),
    ("exchange", 3),
    ("analysis", 3),
    ("app", 4),
    ("ui", 5),
    ("cli", 5),
    ("tui", 6),
    ("main", 7),
];

/// Steps that point down and are forbidden all the same.
const FORBIDDEN: &[(&str, &str)] = &[("app", "store"), ("cli", "app"), ("ui", "store"), ("ui", "exchange")];

/// Steps on one floor that are allowed.
const ALLOWED: &[(&str, &str)] = &[("exchange", "analysis"), ("files", "error")];

/// What touches the world may be named here only.
const DOORS: &[(&str, &[&str])] = &[
    ("std::fs", &["files", "tui", "cli", "main"]),
    ("std::thread", &["files", "tui", "cli", "main"]),
    ("std::process", &["files", "tui", "cli", "main"]),
    ("std::env", &["files", "tui", "cli", "main"]),
    ("SystemTime::now", &["files", "tui", "cli", "main"]),
    ("Timestamp::now", &["files", "tui", "cli", "main"]),
    ("unicode_width", &["text"]),
    ("crossterm", &["tui"]),
    ("ratatui::", &["ui", "tui"]),
    ("serde::", &["store", "settings", "theme", "exchange"]),
];

/// The most lines of a file, and of a function.
const FILE: usize = 400;
const FUNCTION: usize = 60;

struct Source {
    path: PathBuf,
    room: String,
    text: String,
}

fn sources(folder: &Path, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let inside = path.strip_prefix("src").unwrap();
            let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
            let room = first.trim_end_matches(".rs").to_owned();
            found.push(Source { text: std::fs::read_to_string(&path).unwrap(), path, room });
        }
    }
}

fn all() -> Vec<Source> {
    let mut found = Vec::new();
    sources(Path::new("src"), &mut found);
    found.retain(|source| source.room != "lib");
    assert!(found.len() > 60);
    found
}

/// The code of a file: no comments, and what only tests use cut off.
fn code(source: &Source) -> String {
    if source.path.ends_with("tests.rs") || source.path.ends_with("samples.rs") {
        return String::new();
    }
    let lines = source.text.lines().take_while(|line| !line.starts_with("mod tests {"));
    let code = lines.filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

/// The rooms that a file imports from: `crate::room` and `use crate::{room, …}`.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::").chain(code.match_indices("meipi::")) {
        let rest = code.get(at + 7..).unwrap();
        let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = list.split('}').next().unwrap();
                found.extend(list.split(',').map(|item| name(item.trim())));
            }
            None => found.push(name(rest)),
        }
    }
    found
}

fn breaches(room: &str, code: &str) -> Vec<String> {
    let floors: BTreeMap<&str, u8> = FLOORS.iter().copied().collect();
    let mine = floors[room];
    let mut found = Vec::new();
    for other in imports(code) {
        let Some(theirs) = floors.get(other.as_str()) else { continue };
        let step = (room, other.as_str());
        let level = *theirs >= mine && other != room && !ALLOWED.contains(&step);
        if level || FORBIDDEN.contains(&step) {
            found.push(format!("{room} imports {other}"));
        }
    }
    for (name, rooms) in DOORS {
        // `app` draws nothing; it holds the editor of notes, which is ratatui's.
        let code = code.replace("ratatui_textarea", "");
        if code.contains(name) && !rooms.contains(&room) {
            found.push(format!("{room} names {name}"));
        }
    }
    found
}

#[test]
fn rooms_import_only_from_below() {
    let found: Vec<String> = all()
        .iter()
        .flat_map(|source| {
            breaches(&source.room, &code(source))
                .into_iter()
                .map(|b| format!("{}: {b}", source.path.display()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_planted_breach_is_found() {
    for (room, planted) in [
        ("text", "use crate::layout::Row;"),
        ("app", "use crate::store::Store;"),
        ("cli", "use crate::app::App;"),
        ("ui", "use crate::{app::App, exchange};"),
        ("layout", "use crate::annotation::Book;"),
        ("store", "let x = std::fs::read(path);"),
        ("app", "let now = jiff::Timestamp::now();"),
        ("ui", "use unicode_width::UnicodeWidthStr;"),
        ("annotation", "#[derive(serde::Serialize)]"),
    ] {
        assert_eq!(breaches(room, planted).len(), 1, "{room}: {planted}");
    }
    assert!(breaches("exchange", "use crate::analysis::counts;").is_empty());
    assert!(breaches("app", "use crate::exchange::FORMATS;").is_empty());
}

#[test]
fn rooms_have_floors_and_no_bad_names() {
    for source in all() {
        assert!(FLOORS.iter().any(|(room, _)| *room == source.room), "{} has no floor", source.room);
        let name = source.path.file_stem().unwrap().to_str().unwrap();
        let bad = ["utils", "util", "helpers", "helper", "manager", "handler", "common", "misc"];
        assert!(!bad.iter().any(|b| name == *b || name.ends_with(&format!("_{b}"))), "{name}");
    }
}

#[test]
fn files_say_what_they_are_and_stay_short() {
    for source in all() {
        let at = source.path.display();
        let lines = source.text.lines().count();
        assert!(lines <= FILE, "{at} has {lines} lines");
        let tests = source.path.ends_with("tests.rs");
        assert!(tests || source.text.starts_with("//! "), "{at} does not begin with a sentence about itself");
    }
}

#[test]
fn functions_stay_short() {
    for source in all() {
        let lines: Vec<&str> = source.text.lines().collect();
        for (n, line) in lines.iter().enumerate() {
            let body = line.trim_start();
            let is_fn = body.starts_with("fn ") || body.starts_with("pub fn ") || body.starts_with("pub(crate) fn ");
            if !is_fn || line.trim_end().ends_with(';') {
                continue;
            }
            let close = format!("{}}}", " ".repeat(line.len() - body.len()));
            let length = lines[n..].iter().position(|l| **l == close).unwrap_or(0);
            assert!(length <= FUNCTION, "{}:{} is {length} lines long", source.path.display(), n + 1);
        }
    }
}

#[test]
fn the_readme_lists_the_keys() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_meipi"))
        .args(["keys", "--format", "markdown", "--lang", "en"])
        .output()
        .unwrap();
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.lines().count() > 60);
    assert!(readme.contains(table.trim()), "put the output of `meipi keys --format markdown --lang en` into README.md");
}

#[test]
fn the_built_in_pages_are_those_of_seeds() {
    for (name, data) in meipi::library::SEEDS {
        assert_eq!(std::fs::read(Path::new("seeds").join(name)).unwrap(), data, "{name}");
    }
}

/// Words that the interface must not use, because the glossary has another for the same thing.
const OTHER_WORDS: &[&str] = &[
    "笔记",
    "注释",
    "编码员",
    "代码本",
    "标记人",
    "高亮",
    "搜索",
    "标注者",
    "语料",
    "句子",
    "段落",
    "分句",
    "选择区",
    "保存",
];

#[test]
fn the_interface_uses_one_word_for_a_thing() {
    let zh = meipi::words::Lang::Zh.source();
    for word in OTHER_WORDS {
        assert!(!zh.contains(word), "{word}");
    }
}

#[test]
fn every_sentence_is_said_somewhere() {
    let code: String = all().iter().map(|source| source.text.clone()).collect();
    let made = ["do-", "state-", "notice-", "help-", "hints-", "edit-"];
    for line in meipi::words::Lang::En.source().lines() {
        let Some((key, _)) = line.split_once(" =") else { continue };
        let dynamic = key.starts_with("do-") || key.starts_with("state-");
        assert!(dynamic || code.contains(&format!("\"{key}\"")), "{key} is never said");
    }
    let words = meipi::words::Words::new(meipi::words::Lang::Zh);
    let quoted = code.split('"').filter(|text| made.iter().any(|m| text.starts_with(m)) && !text.contains([' ', '{']));
    let command = |key: &str| meipi::app::table::COMMANDS.iter().any(|command| command.name == key);
    for key in quoted.filter(|key| key.len() > 8 && !command(key)) {
        assert!(words.has(key), "{key} has no sentence");
    }
}

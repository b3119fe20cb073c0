//! The house: rooms on floors, what may be named where, and how long things may get.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

#[path = "support/source.rs"]
mod source;

use source::{Source, all, arrows, in_circles, paths};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The rooms and their floors. A room imports only from the floors below it.
const FLOORS: &[(&str, u8)] = &[
    ("units", 0),
    ("laws", 0),
    ("error", 0),
    ("pool", 0),
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
    ("brush", 3),
    ("exchange", 3),
    ("analysis", 3),
    ("state", 4),
    ("actions", 5),
    ("cli", 5),
    ("popups", 6),
    ("panes", 7),
    ("screens", 7),
    ("app", 8),
    ("tui", 9),
    ("main", 10),
];

/// Steps that point down and are forbidden all the same.
const FORBIDDEN: &[(&str, &str)] = &[
    ("state", "store"),
    ("actions", "store"),
    ("popups", "store"),
    ("panes", "store"),
    ("panes", "exchange"),
    ("screens", "store"),
    ("screens", "exchange"),
    ("app", "store"),
    ("cli", "state"),
];

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
    ("ratatui::", &["brush", "tui"]),
    ("serde::", &["store", "settings", "theme", "exchange"]),
];

/// The most lines of a file, and of a function.
const FILE: usize = 400;
const FUNCTION: usize = 60;

fn breaches(room: &str, code: &str) -> Vec<String> {
    let floors: BTreeMap<&str, u8> = FLOORS.iter().copied().collect();
    let mine = floors[room];
    let mut found = Vec::new();
    for path in paths(code, &["crate", "meipi"]) {
        let Some(other) = path.get(1).map(String::as_str) else { continue };
        let Some(theirs) = floors.get(other) else { continue };
        let step = (room, other);
        let level = *theirs >= mine && other != room && !ALLOWED.contains(&step);
        if level || FORBIDDEN.contains(&step) {
            found.push(format!("{room} imports {other}"));
        }
    }
    let named =
        paths(code, &["std", "unicode_width", "crossterm", "ratatui", "serde", "SystemTime", "Timestamp", "jiff"]);
    let named: BTreeSet<String> = named.iter().map(|path| format!("{}::", path.join("::"))).collect();
    for (name, rooms) in DOORS {
        let door = format!("{}::", name.trim_end_matches("::"));
        let opens = |path: &String| path.starts_with(&door) || path.ends_with(&format!("::{door}"));
        if named.iter().any(opens) && !rooms.contains(&room) {
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
            breaches(&source.room, &source.code())
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
        ("state", "use crate::{actions::open, units};"),
        ("panes", "use crate::{screens::hits, units};"),
        ("layout", "use crate::annotation::Book;"),
        ("store", "let x = std::fs::read(path);"),
        ("app", "let now = jiff::Timestamp::now();"),
        ("screens", "use ratatui::buffer::Buffer;"),
        ("panes", "use unicode_width::UnicodeWidthStr;"),
        ("annotation", "#[derive(serde::Serialize)]"),
        ("text", "use crate::{text::{Document, View}, app::App};"),
        ("layout", "use std::{fs, path::Path};"),
        ("store", "let x = std::time::SystemTime::now();"),
    ] {
        assert_eq!(breaches(room, planted).len(), 1, "{room}: {planted}");
    }
    assert!(breaches("exchange", "use crate::analysis::counts;").is_empty());
    assert!(breaches("app", "use crate::exchange::FORMATS;").is_empty());
}

#[test]
fn no_file_is_in_a_circle() {
    let found: Vec<String> = in_circles(&arrows(&all())).iter().map(|path| path.display().to_string()).collect();
    assert!(found.is_empty(), "these files import each other in a circle: {found:#?}");
}

#[test]
fn a_planted_circle_is_found() {
    let file = |path: &str, text: &str| Source { path: path.into(), room: "text".into(), text: text.into() };
    let sources = [
        file("src/text/mod.rs", "pub mod a;"),
        file("src/text/a.rs", "use super::{b::{C, D}, e};"),
        file("src/text/b.rs", "fn f() { crate::text::e::f::<u8>() }"),
        file("src/text/e.rs", "use crate::{text::a::G, units};"),
        file("src/text/tests.rs", "use super::a;"),
    ];
    let circle = in_circles(&arrows(&sources)).iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
    assert_eq!(circle, ["src/text/a.rs", "src/text/b.rs", "src/text/e.rs"]);
}

/// What several rooms of one floor have in common, in the folder of all.
const SHARED: &[(&str, &[&str])] = &[("screens", &["board", "screen"]), ("popups", &[]), ("panes", &[])];

/// Returns what a file of one screen, popup or pane names of another.
fn siblings(room: &str, module: &[String], code: &str) -> Vec<String> {
    let Some((_, shared)) = SHARED.iter().find(|(name, _)| *name == room) else { return Vec::new() };
    let Some(own) = module.get(1) else { return Vec::new() };
    let mut found = Vec::new();
    for path in paths(code, &["crate", "super"]) {
        // `super` in a file of the folder of all is that folder.
        let named = match path.first().map(String::as_str) {
            Some("crate") if path.get(1).is_some_and(|first| first == room) => path.get(2),
            Some("super") if module.len() == 2 => path.get(1),
            _ => None,
        };
        let strange = |name: &&String| *name != own && !shared.contains(&name.as_str());
        let is_file = |name: &&String| {
            let at = Path::new("src").join(room).join(name);
            at.is_dir() || at.with_extension("rs").exists()
        };
        found.extend(named.filter(strange).filter(is_file).cloned());
    }
    found
}

#[test]
fn screens_popups_and_panes_know_nothing_of_each_other() {
    for source in all() {
        let found = siblings(&source.room, &source.module(), &source.code());
        assert!(found.is_empty(), "{} names {found:?}", source.path.display());
    }
    let file = ["screens", "hits", "draw"].map(str::to_owned);
    assert_eq!(siblings("screens", &file, "use crate::screens::{board, passages::draw};"), ["passages"]);
    assert_eq!(siblings("popups", &file[..2], "use super::{choice::Choice, Next};"), ["choice"]);
}

/// Tells whether code names something.
fn names(code: &str, name: &str) -> bool {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
}

#[test]
fn the_whole_is_known_to_few() {
    for source in all() {
        let (code, at) = (source.code(), source.path.display());
        assert!(!names(&code, "App") || ["app", "tui"].contains(&source.room.as_str()), "{at} names App");
        let part = source.room == "state" && !source.path.ends_with("mod.rs");
        assert!(!part || !names(&code, "Model"), "{at} is a part of the state, and names all of it");
    }
    // One place puts a popup over the panes, and one takes it away while it answers.
    let put = all().iter().filter(|source| source.code().contains(".popup = Some(")).count();
    assert!(put <= 3, "{put} files put up a popup by hand: `Model::put_up` does that");
}

/// Who may change the book: one function does, and what is made of it follows; the program begins with one.
const CHANGES_THE_BOOK: &[&str] = &["src/actions/commit.rs", "src/tui/run.rs"];

#[test]
fn the_book_is_changed_in_one_place() {
    for source in all() {
        let code: String = source.code().split_whitespace().collect();
        let changes = code.contains("book.change(");
        let at = source.path.display().to_string();
        assert_eq!(changes, CHANGES_THE_BOOK.contains(&at.as_str()), "{at}");
    }
}

/// Who makes bytes text without the door of documents: what is beneath it, what reads former encodings of one, and what
/// reads other files than documents.
const DECODES: &[&str] = &[
    "src/annotation/transcribe.rs",
    "src/exchange/common/xml.rs",
    "src/exchange/formats/brat.rs",
    "src/exchange/formats/csv.rs",
    "src/exchange/formats/list.rs",
    "src/exchange/formats/webanno.rs",
    "src/exchange/intake/recognise.rs",
    "src/text/certain.rs",
    "src/text/former.rs",
    "src/text/source/bytes.rs",
    "src/text/source/markup/encoded.rs",
    "src/text/source/mod.rs",
    "src/text/source/tree.rs",
    "src/text/transcript.rs",
    "src/tui/editor.rs",
];

#[test]
fn documents_are_read_through_one_door() {
    let decodes: Vec<String> = all()
        .iter()
        .filter(|source| {
            let code = source.code();
            let named = ["decode", "decode_as", "decode_head"].iter().any(|name| code.contains(&format!("{name}(")));
            named && !source.path.ends_with("text/decode.rs")
        })
        .map(|source| source.path.display().to_string())
        .collect();
    let strange: Vec<&String> = decodes.iter().filter(|path| !DECODES.contains(&path.as_str())).collect();
    assert!(strange.is_empty(), "{strange:?}: a document is read by text::source");
    assert!(decodes.contains(&"src/text/source/mod.rs".to_owned()));
}

/// The most lines of code of a room, comments and blanks not counted.
const ROOM: usize = 4000;

/// Folders that are rooms of their own in a room, those inside others before them: what judges the lines of a text, and
/// what reads all of them at once; who speaks; readers of formats, of what is marked up, of rows; what finds out which
/// articles something was said of.
const INNER: &[&str] = &[
    "annotation/articles",
    "text/source/docx",
    "text/source/markup",
    "text/source/odt",
    "text/source/table",
    "text/source",
    "text/structure/decode",
    "text/structure/turns",
    "text/structure/works",
    "text/structure",
];

#[test]
fn rooms_stay_small() {
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    for source in all() {
        // Each screen is a room in the room: it sees none of the others.
        let mut folders = source.path.to_str().unwrap_or_default().trim_start_matches("src/").split('/');
        let screen = folders.next().zip(folders.next()).filter(|(room, _)| *room == "screens");
        let own = screen.map(|(room, name)| format!("{room}/{}", name.trim_end_matches(".rs")));
        let apart = INNER.iter().copied().find(|room| source.path.starts_with(format!("src/{room}")));
        let room = if let Some(apart) = apart { apart } else { own.as_deref().unwrap_or(&source.room) };
        let lines = source.code().lines().filter(|line| !line.trim().is_empty()).count();
        *sizes.entry(room.to_owned()).or_default() += lines;
    }
    let large: Vec<_> = sizes.iter().filter(|(room, size)| **size > ROOM && *room != "exchange").collect();
    assert!(large.is_empty(), "{large:?}");
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
fn every_promise_is_held_by_a_test_that_is_there() {
    let page = std::fs::read_to_string("PROMISES.md").unwrap();
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut held = 0;
    // `a_test` or `another` (in/this/file.rs)
    for piece in page.split(".rs)").filter_map(|piece| piece.rsplit_once(" (").filter(|(_, path)| !path.contains(' ')))
    {
        let source = std::fs::read_to_string(format!("{}.rs", piece.1)).unwrap();
        let sentence = piece.0.rsplit(": ").next().unwrap();
        for name in sentence.split('`').skip(1).step_by(2).filter(|name| name.contains('_')) {
            assert!(source.contains(&format!("fn {name}(")), "{name} is not in {}.rs", piece.1);
            held += 1;
        }
    }
    assert!(held > 20, "{held}");
}

#[test]
fn the_documents_name_files_that_are_there() {
    let mut named = 0;
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "PROMISES.md"] {
        let text = std::fs::read_to_string(document).unwrap();
        let rooms = ["src/", "tests/", "assets/", ".ci/"];
        for path in text.split('`').skip(1).step_by(2).filter(|word| rooms.iter().any(|room| word.starts_with(room))) {
            assert!(Path::new(path).exists(), "{document} names {path}");
            named += 1;
        }
    }
    assert!(named > 40, "{named}");
}

/// Tells whether a line begins a function, whoever may call it and whatever else is said of it.
fn begins_function(line: &str) -> bool {
    let Some((said, _)) = line.split_once("fn ") else { return false };
    let said = said.split_whitespace();
    said.map(|word| word.split('(').next().unwrap())
        .all(|word| ["pub", "const", "async", "unsafe", "extern"].contains(&word))
}

#[test]
fn functions_begin_in_many_ways() {
    for line in
        ["fn f() {", "pub fn f() {", "pub(super) fn f(", "pub const fn f<T>() -> T {", "pub(crate) async fn f() {"]
    {
        assert!(begins_function(line), "{line}");
    }
    assert!(!begins_function("run: fn(&mut App),") && !begins_function("let fn_name = 1;"));
}

#[test]
fn functions_stay_short() {
    for source in all() {
        let lines: Vec<&str> = source.text.lines().collect();
        for (n, line) in lines.iter().enumerate() {
            let body = line.trim_start();
            if !begins_function(body) || line.trim_end().ends_with([';', '}']) {
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

/// Words that the interface must not use, because it has another for the same thing.
const OTHER_WORDS_ZH: &[&str] = &[
    "笔记",
    "注释",
    "编码员",
    "代码本",
    "标记人",
    "标注者",
    "高亮",
    "搜索",
    "检索",
    "命中",
    "语料",
    "句子",
    "段落",
    "分句",
    "选择区",
    "题目",
    "点亮",
    "熄灭",
    "揭下",
    "贴着",
    "挑",
    "放一边",
    "待选",
    "失联",
    "安放",
    "存好",
    "存下",
    "未存",
    "没存",
    "存档",
    "删去",
    "收下",
    "定下",
    "找回",
    "放弃",
    "回去",
    "快捷号",
    "程序判断",
    "人工",
    "改定",
    "没有把握",
    "原版",
    "画像",
    "短名",
    "别的",
    "读不懂",
    "锁不住",
    "没有定的",
];

/// The same for English; whole words.
const OTHER_WORDS_EN: &[&str] = &[
    "lit",
    "light",
    "lights",
    "motions",
    "portrait",
    "portraits",
    "measure",
    "borders",
    "put on",
    "taken off",
    "takes off",
    "take in",
    "taken in",
    "went into",
    "goes out",
    "adopting",
    "settling",
    "undone",
    "undecided",
    "done",
    "colour",
    "grey",
    "discard",
    "is left alone",
    "cannot be understood",
    "as usual",
    "usually",
    "beside the texts",
];

#[test]
fn the_interface_uses_one_word_for_a_thing() {
    use meipi::words::Lang;
    for word in OTHER_WORDS_ZH {
        assert!(!Lang::Zh.source().contains(word), "{word}");
    }
    let texts = Lang::En.source().lines().map(|line| line.split_once(" = ").map_or(line, |(_, text)| text));
    let said: Vec<String> = texts
        .map(|text| {
            let words = text.split(|c: char| !c.is_ascii_alphabetic() && c != '$');
            let words: Vec<&str> = words.filter(|word| !word.is_empty() && !word.starts_with('$')).collect();
            format!(" {} ", words.join(" ").to_lowercase())
        })
        .collect();
    for word in OTHER_WORDS_EN {
        let found = said.iter().find(|text| text.contains(&format!(" {word} ")));
        assert!(found.is_none(), "{word}: {found:?}");
    }
}

#[test]
fn every_sentence_is_said_somewhere() {
    let code: String = all().iter().map(|source| source.text.clone()).collect();
    let made = ["do-", "state-", "notice-", "help-", "hints-", "edit-"];
    for line in meipi::words::Lang::En.source().lines() {
        let Some((key, _)) = line.split_once(" =") else { continue };
        let dynamic = ["do-", "state-", "cmd-", "arg-", "value-", "short-"].iter().any(|made| key.starts_with(made));
        assert!(dynamic || code.contains(&format!("\"{key}\"")), "{key} is never said");
    }
    let words = meipi::words::Words::new(meipi::words::Lang::Zh);
    let quoted = code.split('"').filter(|text| made.iter().any(|m| text.starts_with(m)) && !text.contains([' ', '{']));
    let command = |key: &str| meipi::app::table::COMMANDS.iter().any(|command| command.name == key);
    for key in quoted.filter(|key| key.len() > 8 && !command(key)) {
        assert!(words.has(key), "{key} has no sentence");
    }
}

//! What strangers send: repositories that would run commands, texts that a terminal would obey, pastes without end,
//! signals, windows that cannot be.
#![cfg(unix)]

use crate::support;
use crate::support::{Library, Pty};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A repository with a store that git could not merge, made by a stranger: whatever its settings can name writes down
/// that it was run.
struct Trap {
    kept: Library,
    /// The folder that is worked in.
    texts: PathBuf,
    marks: PathBuf,
    /// Where git is looked for.
    path: String,
}

/// Settings that name programs, and what they are to be; `RUN name` stands for a command that tells on itself.
const SETTINGS: &str = r#"
[core]
    fsmonitor = RUN fsmonitor
    hooksPath = HOOKS
    sshCommand = RUN ssh
    gitProxy = RUN proxy
    pager = RUN pager
    editor = RUN editor
    askPass = RUN askpass
    alternateRefsCommand = RUN alternates
    untrackedCache = true
    preloadIndex = true
[extensions]
    partialClone = evil
[remote "evil"]
    url = FOLDER/other
    promisor = true
    partialclonefilter = blob:none
    uploadpack = RUN uploadpack
    fetch = +refs/heads/*:refs/remotes/evil/*
[remote "worse"]
    url = ext::RUN ext
    promisor = true
    vcs = ext
[protocol]
    allow = always
[protocol "ext"]
    allow = always
[protocol "file"]
    allow = always
[uploadpack]
    packObjectsHook = RUN packobjects
    allowFilter = true
    allowAnySHA1InWant = true
[diff]
    external = RUN diff
[diff "evil"]
    command = RUN diffdriver
    textconv = RUN textconv
[filter "evil"]
    clean = RUN clean
    smudge = RUN smudge
    process = RUN process
    required = true
[merge "evil"]
    driver = RUN merge
[credential]
    helper = "!RUN credential"
[gpg]
    program = RUN gpg
[gpg "ssh"]
    program = RUN gpgssh
    defaultKeyCommand = RUN gpgkey
[commit]
    gpgSign = true
[log]
    showSignature = true
[alias]
    cat-file = "!RUN alias"
    rev-parse = "!RUN alias"
    config = "!RUN alias"
[pager]
    cat-file = RUN pagercommand
    rev-parse = RUN pagercommand
    config = RUN pagercommand
[sequence]
    editor = RUN sequence
[interactive]
    diffFilter = RUN filter
[gc]
    auto = 1
    recentObjectsHook = RUN recent
[maintenance]
    auto = true
[trace2]
    eventTarget = FOLDER/trace
[safe]
    directory = *
    bareRepository = all
[submodule]
    recurse = true
[include]
    path = more
"#;

impl Trap {
    /// None where there is no git.
    fn new(format: &str) -> Option<Self> {
        let trap = Self::unset(format)?;
        trap.set();
        Some(trap)
    }

    fn unset(format: &str) -> Option<Self> {
        if !support::has_git() {
            return None;
        }
        let library = Library::new();
        let marks = library.folder.path().join("marks");
        std::fs::create_dir(&marks).unwrap();
        let path = std::env::var("PATH").unwrap();
        let trap = Self { texts: library.texts(), kept: library, marks, path };
        trap.conflict(format);
        Some(trap)
    }

    fn file(&self, inside: &str) -> PathBuf {
        self.texts.join(inside)
    }

    fn command(&self, program: &str, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(args).current_dir(&self.texts).envs(self.kept.environment());
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("PATH", &self.path).env("LC_ALL", "en_US.UTF-8");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "a").env(format!("GIT_{role}_EMAIL"), "a@example.org");
        }
        command
    }

    fn git(&self, args: &[&str]) -> Output {
        self.command("git", args).output().unwrap()
    }

    fn meipi(&self, args: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_meipi"), args).output().unwrap()
    }

    fn commit(&self, what: &str) {
        assert!(self.git(&["add", "-A"]).status.success());
        assert!(self.git(&["commit", "-q", "-m", what]).status.success());
    }

    /// Two branches that git cannot merge: two sheets with markers, each of a page of its own. On both branches one of
    /// three annotations was removed and another added; of what both began with only the index knows.
    fn conflict(&self, format: &str) {
        let format = format!("--object-format={format}");
        assert!(self.git(&["init", "-q", "-b", "main", &format]).status.success());
        self.kept.print(&["init"]);
        for page in ["001", "002"] {
            let page = self.kept.page(page);
            for at in [4, 40, 80] {
                self.annotate(&page, at);
            }
        }
        self.commit("base");
        for (branch, gone, made) in [("other", 40, 90), ("main", 80, 91)] {
            let checkout =
                if branch == "main" { vec!["checkout", "-q", "main"] } else { vec!["checkout", "-q", "-b", "other"] };
            assert!(self.git(&checkout).status.success());
            for page in ["001", "002"] {
                let page = self.kept.page(page);
                self.remove(&page, gone);
                self.annotate(&page, made);
            }
            self.commit(branch);
        }
        assert!(!self.git(&["merge", "-q", "--no-edit", "other"]).status.success());
    }

    fn annotate(&self, page: &Path, at: usize) {
        let (start, end) = (at.to_string(), (at + 3).to_string());
        self.kept.print(&["annotate", page.to_str().unwrap(), "--start", &start, "--end", &end, "--note", &start]);
    }

    fn remove(&self, page: &Path, at: usize) {
        let name = page.file_name().unwrap().to_str().unwrap();
        let note = at.to_string();
        let all = self.kept.annotations();
        let one = all.iter().find(|a| a["document"] == name && a["note"] == note.as_str()).unwrap();
        self.kept.print(&["delete", one["id"].as_str().unwrap()]);
    }

    /// Arms what has a spring: settings, hooks, attributes, programs of git's name, a repository in the store.
    fn set(&self) {
        let git = self.file(".git");
        // What both sides began with of the second page is not there: git would fetch it.
        let staged = String::from_utf8(self.git(&["ls-files", "-u", "-z"]).stdout).unwrap();
        let base = staged.split('\0').filter(|row| row.contains(" 1\t") && row.contains("002"));
        for row in base {
            let id = row.split(' ').nth(1).unwrap();
            std::fs::remove_file(git.join("objects").join(&id[..2]).join(&id[2..])).unwrap();
        }
        let confirming =
            SETTINGS.replace("FOLDER", git.to_str().unwrap()).replace("HOOKS", git.join("traps").to_str().unwrap());
        let confirming: String = confirming.lines().map(|line| self.confirming(line) + "\n").collect();
        std::fs::write(
            git.join("more"),
            self.confirming("[core]\n    attributesFile = attributes\n    fsmonitor = RUN included\n"),
        )
        .unwrap();
        std::fs::OpenOptions::new()
            .append(true)
            .open(git.join("config"))
            .unwrap()
            .write_all(confirming.as_bytes())
            .unwrap();
        std::fs::write(git.join("config.worktree"), self.confirming("[core]\n    fsmonitor = RUN worktree\n")).unwrap();
        for folder in ["traps", "hooks"] {
            std::fs::create_dir_all(git.join(folder)).unwrap();
            for hook in
                ["pre-commit", "post-checkout", "post-index-change", "fsmonitor-watchman", "reference-transaction"]
            {
                self.program(&git.join(folder).join(hook), hook);
            }
        }
        std::fs::write(self.file(".gitattributes"), "* filter=evil diff=evil merge=evil\n").unwrap();
        std::fs::create_dir_all(git.join("objects/info")).unwrap();
        std::fs::write(git.join("objects/info/alternates"), "../elsewhere\n").unwrap();
        // Settings are the person's own, never the library's.
        for inside in ["config.ron", "meipi/config.ron", ".meipi/config.ron"] {
            std::fs::create_dir_all(self.file(inside).parent().unwrap()).unwrap();
            std::fs::write(self.file(inside), self.confirming("(ime_off: \"RUN input\")")).unwrap();
        }
        // A shell in the folder of the texts would find these before git.
        for name in ["git", "cat", "sh", "id"] {
            self.program(&self.file(name), &format!("{name}-here"));
            self.program(&self.file(".meipi").join(name), &format!("{name}-in-store"));
        }
    }

    /// Has the store itself pass for a repository.
    fn pretend(&self) {
        let confirming = std::fs::read(self.file(".git/config")).unwrap();
        let store = self.file(".meipi");
        std::fs::write(store.join("HEAD"), "ref: refs/heads/main\n").unwrap();
        std::fs::create_dir_all(store.join("refs")).unwrap();
        std::fs::create_dir_all(store.join("objects")).unwrap();
        std::fs::write(store.join("config"), confirming).unwrap();
    }

    /// `RUN name` becomes a command that leaves a mark of that name.
    fn confirming(&self, text: &str) -> String {
        let tell = |name: &str| {
            let program = self.marks.parent().unwrap().join("run").join(name);
            self.program(&program, name);
            program.to_str().unwrap().to_owned()
        };
        match text.split_once("RUN ") {
            None => text.to_owned(),
            Some((before, after)) => {
                let name: String = after.chars().take_while(char::is_ascii_lowercase).collect();
                format!("{before}{}{}", tell(&name), self.confirming(&after[name.len()..]))
            }
        }
    }

    fn program(&self, path: &Path, name: &str) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mark = self.marks.join(name);
        std::fs::write(path, format!("#!/bin/sh\n: > '{}'\n", mark.display())).unwrap();
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// What was run.
    fn run(&self) -> Vec<String> {
        let marks = std::fs::read_dir(&self.marks).unwrap().map(|entry| entry.unwrap().file_name());
        let mut marks: Vec<String> = marks.map(|name| name.to_string_lossy().into_owned()).collect();
        marks.sort();
        marks
    }

    /// Notes of the annotations of a page, as `annotations` lists them.
    fn notes(&self, page: &str) -> Vec<u32> {
        let printed = self.meipi(&["annotations", "--format", "json"]);
        let list: Vec<serde_json::Value> = serde_json::from_slice(&printed.stdout).unwrap();
        let of = list.iter().filter(|a| a["document"].as_str().unwrap().starts_with(page));
        let mut notes: Vec<u32> = of.map(|a| a["note"].as_str().unwrap().parse().unwrap()).collect();
        notes.sort_unstable();
        notes
    }

    /// Everything that reads a store, in a folder and in a terminal.
    fn everything(&self) {
        let sheet = ".meipi/annotations/甲";
        let page = self.kept.page("001");
        let page = page.to_str().unwrap();
        for args in [
            vec!["annotations"],
            vec!["check"],
            vec!["where"],
            vec!["tags"],
            vec!["export", "--format", "csv"],
            vec!["search", "党"],
            vec!["outline", page],
            vec!["merge", "a", "a", "a", "--path", sheet],
        ] {
            self.meipi(&args);
        }
        // Nobody is named: git is asked who it is.
        let mut unnamed = self.command(env!("CARGO_BIN_EXE_meipi"), &["annotate", page, "--start", "7", "--end", "9"]);
        assert!(unnamed.env_remove("MEIPI_CODER").output().unwrap().status.success());
        let mut pty = Pty::start(&self.kept, 100, 30, &[page]);
        pty.shows("标注").keys("x 1").shows("已保存").keys("/ <esc> <esc> q");
        assert_eq!(pty.ended(), 0);
        self.meipi(&["check", "--fix"]);
        self.meipi(&["init", "--git"]);
    }
}

#[test]
fn a_repository_of_a_stranger_runs_nothing() {
    let Some(trap) = Trap::new("sha1") else { return };
    // The traps spring where git is asked without care.
    trap.git(&["status"]);
    trap.git(&["cat-file", "blob", &format!(":1:.meipi/annotations/甲/{}.ron", name(&trap.kept.page("002")))]);
    let sprung = trap.run();
    assert!(
        ["fsmonitor", "uploadpack"].iter().all(|name| sprung.iter().any(|s| s == name || s == "included")),
        "{sprung:?}"
    );
    std::fs::remove_dir_all(&trap.marks).unwrap();
    std::fs::create_dir(&trap.marks).unwrap();
    // Both sides and what they began with: what one side removed is gone. Where that is not there, nothing is.
    assert_eq!((trap.notes("001"), trap.notes("002")), (vec![4, 90, 91], vec![4, 40, 80, 90, 91]));
    trap.everything();
    trap.pretend();
    trap.everything();
    assert_eq!(trap.run(), Vec::<String>::new());
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// A git that knows nothing of the switches that later ones have, or that does not answer.
#[test]
fn an_old_git_runs_nothing_and_one_that_hangs_is_not_waited_for() {
    let Some(mut trap) = Trap::new("sha1") else { return };
    let real = Command::new("sh").args(["-c", "command -v git"]).output().unwrap();
    let real = String::from_utf8(real.stdout).unwrap().trim().to_owned();
    let bin = trap.kept.folder.path().join("bin");
    std::fs::create_dir(&bin).unwrap();
    let wrapper = |text: &str| {
        std::fs::write(bin.join("git"), text).unwrap();
        std::fs::set_permissions(bin.join("git"), std::fs::Permissions::from_mode(0o755)).unwrap();
    };
    // `.` before all: a program of git's name lies in the folder of the texts.
    trap.path = format!(".:{}:{}", bin.display(), trap.path);
    wrapper(&format!("#!/bin/sh\nunset GIT_NO_LAZY_FETCH GIT_ALLOW_PROTOCOL\nexec '{real}' \"$@\"\n"));
    assert_eq!((trap.notes("001"), trap.notes("002")), (vec![4, 90, 91], vec![4, 40, 80, 90, 91]));
    trap.everything();
    assert_eq!(trap.run(), Vec::<String>::new());
    wrapper("#!/bin/sh\nexec sleep 300\n");
    let since = Instant::now();
    trap.meipi(&["annotations"]);
    assert!(since.elapsed() < Duration::from_secs(60), "{:?}", since.elapsed());
}

/// A repository of another kind; a file `.git` that leads elsewhere; a working tree beside the first.
#[test]
fn repositories_of_other_shapes_are_healed_too() {
    let Some(trap) = Trap::new("sha256") else { return };
    assert_eq!(trap.notes("001"), [4, 90, 91]);
    let (git, moved) = (trap.file(".git"), trap.kept.folder.path().join("moved"));
    std::fs::rename(&git, &moved).unwrap();
    std::fs::write(&git, format!("gitdir: {}\n", moved.display())).unwrap();
    assert_eq!(trap.notes("001"), [4, 90, 91]);
    std::fs::remove_file(&git).unwrap();
    symlink(&moved, &git).unwrap();
    assert_eq!(trap.notes("001"), [4, 90, 91]);
    assert_eq!(trap.run(), Vec::<String>::new());
    let Some(mut trap) = Trap::unset("sha1") else { return };
    trap.git(&["reset", "-q", "--hard", "main"]);
    let beside = trap.kept.folder.path().join("beside");
    assert!(
        trap.git(&["worktree", "add", "-q", "-f", beside.to_str().unwrap(), "-b", "third", "main"]).status.success()
    );
    trap.texts = beside;
    assert!(!trap.git(&["merge", "-q", "--no-edit", "other"]).status.success());
    assert_eq!(trap.notes("001"), [4, 90, 91]);
}

/// Texts that a terminal would obey: a title, colours, C1, directions, deletions, a flood of no width, a screen cleared.
const OBEYED: [&str; 5] = [
    "\u{1b}]0;TITLE\u{7}a",
    "\u{1b}[35;5mb\u{9b}35m\u{9d}0;c\u{9c}",
    "\u{202e}d\u{2066}\u{200e}\u{2028}",
    "e\u{7f}\u{8}\u{8}\rf\u{c}\u{e}\u{85}",
    "g\u{200b}\u{200b}\u{200b}\u{200b}\u{feff}\u{1b}[2J\u{1b}c",
];

/// Calls that fail or say what they were given; `X` stands for a text that a terminal would obey.
const CALLS: &[&str] = &[
    "X",
    "--lang|X",
    "--encoding|X|outline|PAGE",
    "--Xunknown",
    "-X",
    "--library|X|annotations",
    "--store|X|check",
    "--library|PAGE/X|tags",
    "outline|X",
    "outline|PAGE|--format|X",
    "cat|X",
    "cat|PAGE|--width|X",
    "cat|PAGE|--break|X",
    "cat|PAGE|--article|X",
    "cat|PAGE|--ambiguous|X",
    "cat|PAGE|X",
    "words|X",
    "sentences|X",
    "search|--regex|(X",
    "search|a|X",
    "search|a|--tag|X",
    "search|a|--format|X",
    "annotate|PAGE|--quote|X",
    "annotate|X|--quote|a",
    "annotate|PAGE|--start|X|--end|4",
    "annotate|PAGE|--quote|党|--nth|X",
    "annotate|PAGE|--quote|党|--nth|1|--tag|X",
    "annotations|--state|X",
    "annotations|--since|X",
    "annotations|--tag|X",
    "annotations|--tag|(X",
    "annotations|--article|X",
    "annotations|--format|X",
    "annotations|X",
    "delete|X",
    "tags|X",
    "tags|--format|X",
    "tags|add|a|--parent|X",
    "tags|rename|X|a",
    "tags|move|X",
    "tags|merge|X|a",
    "tags|remove|X",
    "tags|import|X",
    "export|--format|X",
    "export|--format|csv|--output|X/a",
    "export|--format|table|--against|X",
    "export|--format|w3c|--base|X",
    "export|--format|markdown|--by|X",
    "export|--format|bio|--unit|X",
    "export|--format|csv|--tag|X",
    "import|X",
    "import|PAGE|--format|X",
    "formats|X",
    "keys|--format|X",
    "config|X",
    "init|PAGE/X",
    "merge|X|X|X",
    "merge|PAGE|PAGE|PAGE|--path|X",
    "where|X",
    "check|X",
    "check|--format|X",
    "demo|--X",
    "tags|import|FILE.csv",
    "tags|import|FILE.json",
    "tags|import|FILE.qdc",
    "import|FILE.csv",
    "import|FILE.json",
    "import|FILE.jsonl",
    "import|FILE.xmi",
    "import|FILE.zip",
    "import|FILE.ttl",
    "--library|BROKEN|annotations",
    "--library|BROKEN|check",
    "--library|BROKEN|tags",
    "--library|BROKEN|annotations|--coder|X",
];

/// Tells what of a text a terminal would obey, but for line ends and the looks that the program itself gives.
fn obeyed(sent: &str) -> Vec<char> {
    let looks = ["0", "1", "4", "31", "32", "33", "1;31", "1;32", "1;33", "1;4"];
    let looks = looks.iter().fold(sent.to_owned(), |text, look| text.replace(&format!("\u{1b}[{look}m"), ""));
    let bare = looks.replace("\r\n", "\n");
    bare.chars().filter(|c| (c.is_control() && *c != '\n') || meipi::text::width::is_invisible(*c)).collect()
}

#[test]
fn what_is_obeyed_is_found() {
    assert!(OBEYED.iter().all(|text| !obeyed(text).is_empty()));
    assert!(obeyed("\u{1b}[1m\u{1b}[31merror:\u{1b}[0m 党\r\n").is_empty());
    assert_eq!(obeyed("a\rb"), ['\r']);
}

/// Writes files of many kinds that hold a text where it is likely to be repeated.
fn hostile_files(library: &Library, text: &str) -> PathBuf {
    let folder = library.folder.path();
    let json = serde_json::to_string(text).unwrap();
    for (name, content) in [
        ("FILE.csv", format!("{text},b\n1,2\n")),
        ("FILE.json", format!("{{\"annotations\": [{{\"id\": {json}, \"target\": {json}}}], \"version\": {json}}}")),
        ("FILE.jsonl", format!("{{\"text\": {json}, \"label\": [[{json}, 2, 3]]}}\n{{{text}")),
        ("FILE.xmi", format!("<a xmlns='{text}'><{text}/></b>")),
        ("FILE.qdc", format!("<CodeBook><Codes><Code {text}='1'></Codes>")),
        ("FILE.ttl", format!("<{text}> a {text} .")),
    ] {
        std::fs::write(folder.join(name), content).unwrap();
    }
    let mut zip = zip::ZipWriter::new(std::fs::File::create(folder.join("FILE.zip")).unwrap());
    zip.start_file(format!("../{text}"), zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(text.as_bytes()).unwrap();
    zip.finish().unwrap();
    // A library whose files are named and filled so.
    let quoted = format!("{text:?}");
    let broken = folder.join("broken");
    let store = broken.join(".meipi");
    for inside in ["codebook", "annotations/甲", "settled", "coders"] {
        std::fs::create_dir_all(store.join(inside)).unwrap();
        std::fs::write(
            store.join(inside).join(format!("{}.ron", text.replace('/', ""))),
            format!("({text}: {quoted})"),
        )
        .unwrap();
    }
    let key = text.replace('/', "");
    std::fs::write(broken.join(format!("{key}.txt")), "\0\0\0\0").unwrap();
    std::fs::write(store.join("codebook/a.ron"), format!("(version: 2, key: \"a\", label: {quoted}, {key}: 1)"))
        .unwrap();
    std::fs::write(store.join("library.ron"), "(version: 1, id: \"00000000-0000-4000-8000-000000000000\")").unwrap();
    std::fs::write(store.join("attributes.csv"), format!("document,{text}\n{text},{text},{text}\n")).unwrap();
    std::fs::create_dir_all(folder.join("config/meipi/themes")).unwrap();
    std::fs::write(
        folder.join("config/meipi/config.ron"),
        format!("(keys: {{{quoted}: [{quoted}]}}, coder: {quoted})"),
    )
    .unwrap();
    std::fs::write(folder.join(format!("config/meipi/themes/{key}.ron")), text).unwrap();
    broken
}

/// Each call with each text, in a terminal: no character of them is obeyed, and little of a long one is repeated.
#[test]
fn no_sentence_of_the_program_is_obeyed_by_a_terminal() {
    let probes: Vec<(&str, &str)> =
        CALLS.iter().flat_map(|call| OBEYED.iter().map(move |text| (*call, *text))).collect();
    let (next, leaks) = (Mutex::new(probes.iter()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let libraries: Vec<(Library, PathBuf)> = OBEYED
                    .iter()
                    .map(|text| {
                        let library = Library::new();
                        let broken = hostile_files(&library, text);
                        library.print(&["init"]);
                        (library, broken)
                    })
                    .collect();
                loop {
                    let Some((call, text)) = next.lock().unwrap().next().copied() else { return };
                    let (library, broken) = &libraries[OBEYED.iter().position(|t| *t == text).unwrap()];
                    let (page, folder) = (library.page("001"), library.folder.path().to_str().unwrap());
                    let filled = |word: &str| match word {
                        "BROKEN" => broken.to_str().unwrap().to_owned(),
                        word if word.starts_with("FILE") => format!("{folder}/{word}"),
                        word => word.replace("PAGE", page.to_str().unwrap()).replace('X', text),
                    };
                    let args: Vec<String> = call.split('|').map(filled).collect();
                    let args: Vec<&str> = args.iter().map(String::as_str).collect();
                    let mut pty = Pty::start(library, 120, 30, &args);
                    pty.ended();
                    let sent = String::from_utf8_lossy(&pty.raw).into_owned();
                    let found = obeyed(&sent);
                    if !found.is_empty() {
                        leaks.lock().unwrap().push(format!("{call} {text:?}: {found:?} in {sent:?}"));
                    }
                }
            });
        }
    });
    let leaks = leaks.into_inner().unwrap();
    assert!(probes.len() >= 200 && leaks.is_empty(), "{} of {}:\n{}", leaks.len(), probes.len(), leaks.join("\n"));
}

#[test]
fn little_of_a_long_input_is_repeated() {
    let library = Library::new();
    let long = "党".repeat(20_000);
    for args in [
        vec!["search", "--regex", &format!("({long}")],
        vec!["cat", &long],
        vec!["delete", &long],
        vec!["--lang", &long],
        vec!["export", "--format", &long],
        vec!["annotations", "--state", &long],
        vec!["tags", "remove", &long],
    ] {
        let args: Vec<&str> = args.iter().map(|arg| &**arg).collect();
        let output = library.run(&args);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.matches('党').count() <= 420, "{}: {said}", args[0]);
    }
}

/// Sequences that the program itself sends while it has the screen, and nothing else that is obeyed.
fn foreign(sent: &str) -> Vec<String> {
    let (mut rest, mut found) = (sent, Vec::new());
    while let Some(at) = rest.find(|c: char| c.is_control() || meipi::text::width::is_invisible(c)) {
        rest = rest.split_at(at).1;
        let own = rest.strip_prefix("\u{1b}[").and_then(|body| {
            let end = body.find(|c: char| !(c.is_ascii_digit() || ";?".contains(c)))?;
            "mHCJhlcn".contains(&body[end..=end]).then_some(end + 3)
        });
        let asked = ["\u{1b}]11;?\u{1b}\\"].iter().find(|asked| rest.starts_with(**asked)).map(|asked| asked.len());
        let copied = rest.strip_prefix("\u{1b}]52;c;").and_then(|body| {
            let end = body.find(|c: char| !(c.is_ascii_alphanumeric() || "+/=".contains(c)))?;
            ["\u{1b}\\", "\u{7}"].iter().find(|mark| body[end..].starts_with(**mark)).map(|mark| 7 + end + mark.len())
        });
        let taken = own.or(asked).or(copied).unwrap_or_else(|| {
            found.push(rest.chars().take(12).collect());
            rest.chars().next().unwrap().len_utf8()
        });
        rest = rest.split_at(taken).1;
    }
    found
}

/// The same on the screen: documents, their names, tags, notes, lists, popups, fields, what is copied.
#[test]
fn nothing_on_the_screen_is_obeyed_by_the_terminal() {
    for text in OBEYED {
        let library = Library::new();
        hostile_files(&library, text);
        let name = format!("0{}.txt", text.replace('/', ""));
        let path = library.texts().join(&name);
        let more = "此后还有许多平常的字句，一个接着一个。".repeat(30);
        std::fs::write(&path, format!("题{text}目\n\n正文{text}。第二{text}句话。\n\n{more}\n")).unwrap();
        library.print(&["init"]);
        let note = format!("注{text}\n第二行{text}");
        let tag = format!("标{text}签");
        let path = path.to_str().unwrap();
        library.print(&["annotate", path, "--start", "0", "--end", "2", "--tag", &tag, "--create", "--note", &note]);
        let mut pty = Pty::start(&library, 120, 36, &[path]);
        pty.shows("标注 1").keys("<enter> y");
        for keys in [
            "] a",
            "<space> f",
            "<space> a",
            "<space> t",
            "G",
            "<space> s",
            "<tab>",
            "<space> p",
            "<space> i",
            "<space> e",
            ":",
            "/",
            "<f2>",
            "<f3>",
            "t",
            "?",
        ] {
            pty.keys(keys).rest(Duration::from_millis(40));
            pty.paste(&format!("贴{text}")).rest(Duration::from_millis(40)).keys("<esc> <esc>");
        }
        pty.keys("<esc> <esc>").rest(Duration::from_millis(100)).signal("TERM");
        assert_eq!(pty.ended(), 0);
        let sent = String::from_utf8_lossy(&pty.raw).into_owned();
        assert_eq!(foreign(&sent), Vec::<String>::new(), "{text:?}");
    }
    assert_eq!(foreign("\u{1b}]0;a\u{7}\u{1b}[2Kb\u{202e}").len(), 4);
}

/// Opens the program on a page and a field of it.
fn field(library: &Library, keys: &str) -> Pty {
    library.print(&["init"]);
    let mut pty = Pty::start(library, 100, 30, &[]);
    pty.shows("汲取榜样力量").keys("x 1").shows("标注 1").shows("已保存").keys(keys).rest(Duration::from_millis(300));
    pty
}

#[test]
fn a_paste_of_megabytes_is_cut_and_said_to_be() {
    for keys in ["/", ":", "<space> /", "<f3>", "<f2>", "<space> e <tab>"] {
        let library = Library::new();
        let mut pty = field(&library, keys);
        let since = Instant::now();
        pty.paste(&"汉".repeat(5 << 20 >> 1)).shows("只取了开头");
        let took = since.elapsed();
        let _ = writeln!(std::io::stderr(), "a paste of 7 MB into {keys}: {took:?}");
        assert!(took < Duration::from_secs(15), "{keys}: {took:?}");
        pty.signal("TERM");
        assert_eq!(pty.ended(), 0, "{keys}");
    }
    let library = Library::new();
    // A field of one line takes one; what is behind is not there, and said not to be.
    let mut pty = field(&library, "/");
    pty.paste("\n党建\n第二行").shows("第一行").shows("党建");
    assert!(!pty.screen().contains("第二行"));
    pty.keys("<esc> <esc> q");
    assert_eq!(pty.ended(), 0);
}

#[test]
fn a_paste_without_its_end_is_not_waited_for() {
    let library = Library::new();
    let mut pty = field(&library, "<f2>");
    pty.send("\u{1b}[200~没有结尾");
    pty.shows("没有结尾").keys("<esc>").hides("没有结尾的").keys("q");
    assert_eq!(pty.ended(), 0);
    assert!(library.annotations().iter().any(|a| a["note"] == "没有结尾"));
}

/// What is typed is kept, the terminal is as it was.
#[test]
fn signals_end_the_program_in_any_state() {
    for (n, name) in ["TERM", "HUP", "INT"].into_iter().cycle().take(7).enumerate() {
        let library = Library::new();
        let mut pty = field(&library, ["<f2>", "/", ":", "<f3>", "?", "<space> e", "<f2>"][n]);
        if n % 6 == 0 {
            pty.paste("写到一半").shows("写到一半");
        }
        if n == 6 {
            // A paste that has not ended yet.
            pty.send("\u{1b}[200~a");
        }
        pty.signal(name);
        assert_eq!(pty.ended(), 0, "{name}");
        let sent = String::from_utf8_lossy(&pty.raw).into_owned();
        assert!(sent.contains("\u{1b}[?2004l") && sent.contains("\u{1b}[?1049l"), "{name}");
        let annotations = library.annotations();
        assert_eq!(annotations.len(), 1);
        assert_eq!(annotations[0]["note"] == "写到一半", n % 6 == 0, "{name}");
    }
}

/// While the person's editor has the terminal, both are ended.
#[test]
fn signals_end_the_editor_too() {
    let library = Library::new();
    library.print(&["init"]);
    let (editor, begun) = (library.folder.path().join("editor"), library.folder.path().join("begun"));
    std::fs::write(&editor, format!("#!/bin/sh\n: > '{}'\nexec sleep 77\n", begun.display())).unwrap();
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut pty = Pty::script(&library, (100, 30), &format!("EDITOR='{}' exec \"$MEIPI\"", editor.display()));
    pty.shows("汲取榜样力量").keys("x 1").shows("标注 1").keys("<f2>").shows("批注：").paste("先写的").shows("先写的");
    pty.send("\u{f}");
    pty.rest(Duration::from_millis(800));
    assert!(begun.exists());
    // What interrupts the editor is meant for it alone.
    let since = Instant::now();
    pty.signal("INT").rest(Duration::from_millis(300)).signal("TERM");
    pty.ended();
    assert!((300..8_000).contains(&since.elapsed().as_millis()), "{:?}", since.elapsed());
    assert_eq!(library.annotations()[0]["note"], "先写的");
}

/// Whether a signal tells of it or not.
#[test]
fn a_terminal_that_is_lost_ends_the_program() {
    for told in [true, false] {
        let library = Library::new();
        library.print(&["init"]);
        let size = (100, 30);
        let mut pty = if told { Pty::start(&library, 100, 30, &[]) } else { Pty::uncontrolled(&library, size) };
        pty.shows("汲取榜样力量").keys("x 1").shows("标注 1").shows("已保存").keys("<f2>").shows("批注：");
        // A pty says ^J when it is closed, which deletes to the head of its line: here of an empty one.
        pty.paste("写到一半\n").shows("写到一半");
        let mut child = pty.lose();
        let until = Instant::now() + Duration::from_secs(15);
        while child.try_wait().unwrap().is_none() {
            if Instant::now() > until {
                child.kill().unwrap();
                panic!("still running; told of it: {told}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let kept = library.annotations();
        assert!(kept[0]["note"].as_str().unwrap().starts_with("写到一半"), "{told}: {kept:?}");
    }
}

#[test]
fn a_terminal_that_takes_nothing_holds_up_no_signal() {
    let library = Library::new();
    let pty = field(&library, "j");
    let pid = pty.pid();
    let (mut child, _open) = pty.deafen();
    assert!(child.try_wait().unwrap().is_none());
    support::signal(pid, "TERM");
    let until = Instant::now() + Duration::from_secs(15);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > until {
            child.kill().unwrap();
            panic!("still running");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(library.annotations().len(), 1);
}

/// `kill -TSTP` gives the terminal back, CONT takes it again; where nobody could bring it back, the program stays.
#[test]
fn a_stopped_program_gives_the_terminal_back() {
    let library = Library::new();
    library.print(&["init"]);
    let script = "set -m; \"$MEIPI\" & echo $! > pid; fg >/dev/null; stty -a | grep -q -- '-icanon' || echo GIVEN; \
                  read line; fg >/dev/null; echo ENDED $?";
    let mut pty = Pty::script(&library, (100, 30), script);
    pty.shows("汲取榜样力量").rest(Duration::from_millis(400));
    let pid: u32 = std::fs::read_to_string(library.texts().join("pid")).unwrap().trim().parse().unwrap();
    support::signal(pid, "TSTP");
    pty.shows("GIVEN").hides("汲取榜样力量").send("\n");
    pty.shows("汲取榜样力量").keys("x 1").shows("标注 1").shows("已保存");
    pty.keys("q").shows("ENDED 0");
    let mut pty = Pty::start(&library, 100, 30, &[]);
    pty.shows("汲取榜样力量").rest(Duration::from_millis(300)).signal("TSTP").rest(Duration::from_millis(300));
    pty.keys(") x 2").shows("标注 2");
    // Stopped by what no program can hear of, it takes the terminal when it comes back.
    let taken = |pty: &Pty| String::from_utf8_lossy(&pty.raw).matches("\u{1b}[?1049h").count();
    let before = taken(&pty);
    pty.signal("STOP").rest(Duration::from_millis(200)).signal("CONT").rest(Duration::from_millis(500));
    assert_eq!(taken(&pty), before + 1);
    pty.shows("标注 2").keys("q");
    assert_eq!(pty.ended(), 0);
}

#[test]
fn a_window_that_cannot_be_is_an_error() {
    let library = Library::new();
    library.print(&["init"]);
    for (size, says) in [("cols 65535 rows 65535", "65535 列"), ("cols 0 rows 0", "0 列")] {
        let script = format!("stty {size}; \"$MEIPI\"; status=$?; stty cols 80 rows 24; echo STATUS $status");
        let mut pty = Pty::script(&library, (80, 24), &script);
        pty.shows("STATUS 1");
        assert!(pty.screen().contains("无法绘制") && pty.screen().contains(says), "{}", pty.screen());
    }
    let mut pty = Pty::start(&library, 80, 24, &[]);
    pty.shows("汲取榜样力量");
    for (columns, rows) in [(65535, 65535), (0, 0)] {
        pty.claims(columns, rows).shows("无法绘制").claims(80, 24).keys("j").hides("无法绘制");
    }
    pty.keys("q");
    assert_eq!(pty.ended(), 0);
}

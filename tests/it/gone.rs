//! Files and whole stores that are not there for a moment, or for longer, while the program works with them.
#![cfg(unix)]

use crate::support;
use crate::support::{Library, Pty};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A library with a text of so many sentences, and its path.
fn library(sentences: usize) -> Library {
    let library = Library::new();
    std::fs::remove_dir_all(library.texts()).unwrap();
    std::fs::create_dir(library.texts()).unwrap();
    let text = (1..=sentences).fold(String::new(), |text, n| text + &format!("第{n}户人家修好了门前的路。\n\n"));
    std::fs::write(library.texts().join("路.txt"), text).unwrap();
    library.print(&["init"]);
    library.print(&["tags", "add", "修路"]);
    library
}

fn sheet(library: &Library) -> PathBuf {
    library.texts().join(".meipi/annotations/甲/路.txt.ron")
}

/// Starts the program and makes three annotations.
fn three(library: &Library) -> Pty {
    let mut pty = Pty::start(library, 100, 30, &[]);
    pty.shows("第1户")
        .shows("1 修路")
        .keys("x 1")
        .shows("标注 1")
        .keys("x 1 x 1")
        .shows("标注 3")
        .shows("已保存")
        .rest(Duration::from_millis(300))
        .shows("已保存");
    pty
}

#[test]
fn a_sheet_that_is_away_for_a_moment_is_no_removal() {
    let library = library(20);
    let mut pty = three(&library);
    let (sheet, away) = (sheet(&library), library.folder.path().join("away"));
    std::fs::rename(&sheet, &away).unwrap();
    pty.keys("x 1").shows("标注 4").rest(Duration::from_millis(700));
    std::fs::rename(&away, &sheet).unwrap();
    pty.shows("已保存").keys("q");
    assert_eq!(pty.ended(), 0);
    assert_eq!(library.annotations().len(), 4);
}

#[test]
fn a_sheet_that_is_gone_is_asked_about() {
    for (answer, there, undone) in [("<enter>", 4, 3), ("d", 0, 4)] {
        let library = library(20);
        let mut pty = three(&library);
        std::fs::remove_file(sheet(&library)).unwrap();
        pty.keys("x 1").shows("标注 4").shows("文件缺失").shows("《路.txt》").shows("保存失败");
        assert!(!sheet(&library).exists());
        pty.keys(answer).shows("已保存").shows(&format!("标注 {there}"));
        assert_eq!(library.annotations().len(), there);
        pty.keys("u").shows(&format!("标注 {undone}")).shows("已保存").keys("q");
        assert_eq!(pty.ended(), 0);
        assert_eq!(library.annotations().len(), undone);
    }
}

#[test]
fn a_sheet_that_is_gone_is_missed_without_an_edit_and_kept_until_it_is_answered() {
    let library = library(20);
    let mut pty = three(&library);
    std::fs::remove_file(sheet(&library)).unwrap();
    pty.shows("文件缺失").keys("<esc>").hides("文件缺失").shows("保存失败");
    // Whoever leaves now is asked, and finds it again.
    pty.keys("q").shows("未保存").shows("recovery-").keys("q");
    assert_eq!(pty.ended(), 1);
    let mut pty = Pty::start(&library, 100, 30, &[]);
    pty.shows("第1户").shows("标注 3").shows("已保存").keys("q");
    assert_eq!(pty.ended(), 0);
    assert_eq!(library.annotations().len(), 3);
    // What was saved is not kept twice.
    assert!(kept(&library).is_empty());
}

/// The files of edits that could not be saved.
fn kept(library: &Library) -> Vec<PathBuf> {
    let mut found = Vec::new();
    support::walk(&library.folder.path().join("state"), &mut found);
    let paths = found.into_iter().map(|(path, _)| path);
    paths.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("recovery")).collect()
}

#[test]
fn a_store_that_is_away_is_waited_for() {
    let library = library(20);
    let mut pty = three(&library);
    let (store, away) = (library.texts().join(".meipi"), library.folder.path().join("away"));
    std::fs::rename(&store, &away).unwrap();
    pty.keys("x 1").shows("标注 4").shows("标注不见了").shows("保存失败");
    assert!(!store.exists());
    std::fs::rename(&away, &store).unwrap();
    pty.shows("已保存").keys("q");
    assert_eq!(pty.ended(), 0);
    assert_eq!(library.annotations().len(), 4);
}

#[test]
fn two_programs_that_cannot_save_both_keep_their_edits() {
    let library = library(20);
    let (store, away) = (library.texts().join(".meipi"), library.folder.path().join("away"));
    let mut programs = [0, 5].map(|down| {
        let mut pty = Pty::start(&library, 100, 30, &[]);
        pty.shows("第1户").shows("1 修路").keys(&") ".repeat(down));
        pty
    });
    std::fs::rename(&store, &away).unwrap();
    for pty in &mut programs {
        pty.keys("x 1 x 1").shows("标注 2").shows("保存失败").shows("标注不见了");
    }
    assert_eq!(kept(&library).iter().filter(|path| path.extension().unwrap() == "ron").count(), 2);
    let [first, second] = &mut programs;
    first.keys("q").shows("未保存").keys("q");
    assert_eq!(first.ended(), 1);
    std::fs::rename(&away, &store).unwrap();
    // The one that lives saves its own, and only that.
    second.shows("已保存").keys("q");
    assert_eq!(second.ended(), 0);
    assert_eq!(library.annotations().len(), 2);
    let mut pty = Pty::start(&library, 100, 30, &[]);
    pty.shows("第1户").shows("已恢复").shows("标注 4").shows("已保存").keys("q");
    assert_eq!(pty.ended(), 0);
    assert_eq!(library.annotations().len(), 4);
    assert!(kept(&library).is_empty());
}

#[test]
fn edits_that_can_be_kept_nowhere_are_not_left_without_a_word() {
    let library = library(20);
    let mut pty = three(&library);
    std::fs::rename(library.texts().join(".meipi"), library.folder.path().join("away")).unwrap();
    let state = library.folder.path().join("state/meipi");
    std::fs::remove_dir_all(&state).unwrap();
    std::fs::write(&state, "in the way").unwrap();
    pty.keys("x 1")
        .shows("标注 4")
        .shows("保存失败")
        .keys("q")
        .shows("现在退出就会丢失")
        .keys("<esc>")
        .hides("现在退出就会丢失");
    pty.keys("q").shows("现在退出就会丢失").keys("q");
    assert_eq!(pty.ended(), 1);
}

#[test]
fn a_lock_that_another_holds_is_said_and_not_waited_for_for_ever() {
    let library = library(20);
    let lock = std::fs::File::options().append(true).open(library.texts().join(".meipi/lock")).unwrap();
    lock.lock().unwrap();
    let began = std::time::Instant::now();
    let output = library.run(&["annotate", "路.txt", "--start", "0", "--end", "3"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("被其他程序占用") && said.contains("占用 20 秒"), "{said}");
    assert!((20..30).contains(&began.elapsed().as_secs()));
    drop(lock);
    assert!(library.annotations().is_empty());
}

/// A clone of the library in which the same coder works elsewhere.
struct Clone<'a> {
    origin: &'a Library,
    folder: &'a Path,
}

impl Clone<'_> {
    fn run(&self, program: &str, args: &[&str]) -> Output {
        let home = self.origin.folder.path();
        let mut command = Command::new(program);
        command.args(args).current_dir(self.folder).env("HOME", home).env("MEIPI_CODER", "甲");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "a").env(format!("GIT_{role}_EMAIL"), "a@example.org");
        }
        command.env("XDG_DATA_HOME", home.join("data")).env("XDG_STATE_HOME", home.join("state-elsewhere"));
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_MERGE_AUTOEDIT", "no").output().unwrap()
    }

    #[track_caller]
    fn must(&self, program: &str, args: &[&str]) {
        let output = self.run(program, args);
        assert!(output.status.success(), "{program} {args:?}: {output:?}");
    }

    /// Commits what there is, and takes over what was made elsewhere. What git refuses is tried again the next time.
    fn pull(&self) {
        self.run("git", &["add", "-A"]);
        self.run("git", &["commit", "-qm", "work"]);
        self.run("git", &["pull", "-q", "--no-rebase"]);
        self.run("git", &["push", "-q"]);
    }
}

/// How many annotations the screen counts.
fn shown(screen: &str) -> usize {
    let count = screen.lines().next().and_then(|line| line.rsplit_once("标注 ")).map(|(_, count)| count.trim().parse());
    count.and_then(Result::ok).unwrap_or(0)
}

/// Git replaces sheets by removing them first: beside `git pull` in a loop nothing that is typed is lost.
#[test]
fn pulls_beside_typing_lose_nothing() {
    let pulls: usize = std::env::var("MEIPI_PULLS").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    if !support::has_git() {
        return;
    }
    let sentences = pulls * 30 + 100;
    let library = library(sentences);
    let (here, there) = (library.texts(), library.folder.path().join("there"));
    let (here, there) = (Clone { origin: &library, folder: &here }, Clone { origin: &library, folder: &there });
    let origin = library.folder.path().join("origin.git");
    let origin = origin.to_str().unwrap();
    let meipi = env!("CARGO_BIN_EXE_meipi");
    here.must("git", &["init", "-qb", "main"]);
    here.must(meipi, &["init", "--git"]);
    here.must("git", &["add", "-A"]);
    here.must("git", &["commit", "-qm", "the store"]);
    here.must("git", &["clone", "-q", "--bare", ".", origin]);
    here.must("git", &["remote", "add", "origin", origin]);
    here.must("git", &["fetch", "-q"]);
    here.must("git", &["branch", "-qu", "origin/main"]);
    here.must("git", &["clone", "-q", origin, there.folder.to_str().unwrap()]);
    there.must(meipi, &["init", "--git"]);
    let done = AtomicBool::new(false);
    let mut typed = 0;
    let mut pty = Pty::start(&library, 100, 30, &[]);
    pty.shows("第1户").shows("1 修路");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for n in 0..pulls {
                let (start, end) = ((n * 3).to_string(), (n * 3 + 2).to_string());
                there.must(meipi, &["annotate", "路.txt", "--start", &start, "--end", &end, "--note", "那边"]);
                there.pull();
                here.pull();
            }
            done.store(true, Ordering::Relaxed);
        });
        // As many as there are sentences.
        while !done.load(Ordering::Relaxed) && typed < sentences {
            typed += 1;
            pty.keys("x 1").until(|screen| shown(screen) >= typed, "the annotation").rest(Duration::from_millis(20));
        }
    });
    pty.shows("已保存").rest(Duration::from_secs(4)).keys("q");
    assert_eq!(pty.ended(), 0);
    for _ in 0..3 {
        here.pull();
        there.pull();
    }
    here.must(meipi, &["check", "--fix"]);
    let annotations = library.annotations();
    let theirs = annotations.iter().filter(|annotation| annotation["note"] == "那边").count();
    assert_eq!((annotations.len() - theirs, theirs), (typed, pulls));
}

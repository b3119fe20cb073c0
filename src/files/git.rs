//! Git, asked about folders that strangers may have made: it can start no program there.
//!
//! What that relies on:
//! - `rev-parse` without a revision but `HEAD` and `config` read settings and references and start nothing. Objects, whose
//!   absence would have git fetch them by a command that the repository names, are read as those of an empty repository
//!   that is made for that: of the repository itself only the index and the objects are seen, none of its settings. So
//!   this holds for a git too that knows nothing of [`ENVIRONMENT`], most of which came late.
//! - Should one of them ever start something all the same, [`ENVIRONMENT`] and [`SETTINGS`], which outweigh those of the
//!   repository, leave it no hook, monitor, pager, editor, protocol or helper. External diffs, text conversions, filters,
//!   merge drivers, signatures and aliases belong to other commands, and cannot replace these.
//! - A repository that lies as plain files inside another is none (`safe.bareRepository`).
//! - Git is that of an absolute folder of PATH: `.` would mean the stranger's folder.

use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// How long git may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest answer that is heard to its end, in bytes.
const LONGEST: u64 = 1 << 27;

/// What no command of git that this program starts may do, whatever a repository says.
const ENVIRONMENT: [(&str, &str); 9] = [
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_PAGER", "cat"),
    ("GIT_EDITOR", "false"),
    ("GIT_ASKPASS", "false"),
    ("GIT_SSH_COMMAND", "false"),
    ("GIT_EXTERNAL_DIFF", "false"),
];

/// Settings that outweigh the repository's.
const SETTINGS: [&str; 6] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "protocol.allow=never",
    "credential.helper=",
    "safe.bareRepository=explicit",
    "maintenance.auto=false",
];

/// Variables by which a person says where git's own settings and programs are; others would lead it elsewhere.
const KEPT: [&str; 4] = ["GIT_CONFIG", "GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM"];

/// Git did not answer in time once: it is not asked again.
static HANGS: AtomicBool = AtomicBool::new(false);

/// Asks git about a folder, and returns what it says; nothing if there is no git, if it fails, or does not answer.
/// Only commands that the head of this file speaks of may be asked so.
pub fn ask(folder: &Path, words: &[&str]) -> Option<Vec<u8>> {
    answer(git()?.current_dir(folder).args(words))
}

/// What is looked at of a repository: its index and its objects, through an empty one.
struct Seen {
    empty: tempfile::TempDir,
    index: PathBuf,
    objects: PathBuf,
    /// The folder in the repository from which it is looked at, with a stroke at its end.
    prefix: String,
}

impl Seen {
    fn from(folder: &Path) -> Option<Self> {
        let asked =
            ["rev-parse", "--show-object-format", "--git-path", "index", "--git-path", "objects", "--show-prefix"];
        let said = String::from_utf8(ask(folder, &asked)?).ok()?;
        let [format, index, objects, prefix] = *said.lines().collect::<Vec<_>>() else { return None };
        let empty = empty_repository(format).ok()?;
        Some(Self { empty, index: folder.join(index), objects: folder.join(objects), prefix: prefix.to_owned() })
    }

    fn ask(&self, words: &[&str]) -> Option<Vec<u8>> {
        let mut git = git()?;
        git.current_dir(self.empty.path()).env("GIT_DIR", self.empty.path());
        git.env("GIT_INDEX_FILE", &self.index).env("GIT_OBJECT_DIRECTORY", &self.objects);
        answer(git.arg("--literal-pathspecs").args(words))
    }
}

/// Returns the versions of a file that git could not merge, as they stand in its index: what both sides began with,
/// ours, theirs, each if it is there.
pub fn stages(path: &Path) -> Option<[Option<Vec<u8>>; 3]> {
    let (seen, name) = (Seen::from(path.parent()?)?, path.file_name()?.to_str()?);
    let stage = |n: u8| seen.ask(&["cat-file", "blob", &format!(":{n}:{}{name}", seen.prefix)]);
    Some([stage(1), stage(2), stage(3)])
}

/// Lists the files below a folder that git could not merge, as its index has them.
pub fn unmerged(folder: &Path) -> Option<Vec<PathBuf>> {
    let seen = Seen::from(folder)?;
    let listed = seen.ask(&["ls-files", "--unmerged", "-z"])?;
    // A row: mode, object, stage, and behind a tab the path.
    let path = |row: &[u8]| {
        let row = std::str::from_utf8(row).ok()?;
        Some(folder.join(row.split_once('\t')?.1.strip_prefix(&seen.prefix)?))
    };
    let mut found: Vec<PathBuf> = listed.split(|byte| *byte == 0).filter_map(path).collect();
    found.dedup();
    Some(found)
}

/// How many versions of a file are looked at.
const VERSIONS: &str = "-50";

/// Tells whether a commit has removed a file that is seen from a folder, and `is` holds of a version of it before that:
/// neither the index nor the commit at hand has the file, but some before do. Nothing if it cannot be told.
pub fn removed(folder: &Path, inside: &str, is: &dyn Fn(&[u8]) -> bool) -> Option<bool> {
    let seen = Seen::from(folder)?;
    let head = String::from_utf8(ask(folder, &["rev-parse", "--verify", "--quiet", "HEAD"])?).ok()?;
    let (head, path) = (head.trim(), format!("{}{inside}", seen.prefix));
    let found = |words: &[&str]| String::from_utf8(seen.ask(&[words, &["--", &path]].concat())?).ok();
    // The names of the files are of no matter here, and may be in any encoding.
    let lacks = |words: &[&str]| Some(seen.ask(&[words, &["--", &path]].concat())?.is_empty());
    if !lacks(&["ls-files"])? || !lacks(&["ls-tree", head])? {
        return Some(false);
    }
    let last = found(&["rev-list", "-1", head])?;
    if last.trim().is_empty() {
        return Some(false);
    }
    let before = found(&["rev-list", VERSIONS, &format!("{}^@", last.trim())])?;
    let version = |commit: &str| seen.ask(&["cat-file", "blob", &format!("{commit}:{path}")]);
    Some(before.lines().filter_map(version).any(|data| is(&data)))
}

/// Makes the least that git takes for a repository.
fn empty_repository(format: &str) -> std::io::Result<tempfile::TempDir> {
    let made = tempfile::Builder::new().prefix("meipi-").tempdir()?;
    // Git before 2.25 knows one format only, and gives the question back.
    let settings = if format == "sha256" {
        "[core]\nrepositoryformatversion = 1\nbare = true\n[extensions]\nobjectformat = sha256\n"
    } else {
        "[core]\nrepositoryformatversion = 0\nbare = true\n"
    };
    std::fs::create_dir(made.path().join("refs"))?;
    std::fs::write(made.path().join("HEAD"), "ref: refs/heads/none\n")?;
    std::fs::write(made.path().join("config"), settings)?;
    Ok(made)
}

/// Returns a git that can start nothing; what it is to do comes behind.
fn git() -> Option<Command> {
    let mut git = Command::new(program("git")?);
    let leads = |name: &OsString| {
        let name = name.to_string_lossy();
        name.starts_with("GIT_") && !KEPT.iter().any(|kept| name.starts_with(kept))
    };
    std::env::vars_os().map(|(name, _)| name).filter(leads).for_each(|name| {
        git.env_remove(name);
    });
    git.envs(ENVIRONMENT).args(["--no-pager", "--no-replace-objects"]);
    git.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
    git.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    Some(git)
}

/// Returns the path of a program of an absolute folder of PATH: others mean the folder that one is in, which may be a
/// stranger's.
pub fn program(name: &str) -> Option<PathBuf> {
    let (folders, name) = (std::env::var_os("PATH")?, format!("{name}{}", std::env::consts::EXE_SUFFIX));
    std::env::split_paths(&folders).filter(|f| f.is_absolute()).map(|f| f.join(&name)).find(|file| file.is_file())
}

/// Runs a git, and returns what it says.
fn answer(git: &mut Command) -> Option<Vec<u8>> {
    if HANGS.load(Ordering::Relaxed) {
        return None;
    }
    let until = Instant::now() + PATIENCE;
    let mut child = git.spawn().ok()?;
    let stdout = child.stdout.take()?;
    let (to, heard) = channel();
    std::thread::spawn(move || {
        let mut data = Vec::new();
        let read = stdout.take(LONGEST).read_to_end(&mut data);
        let _ = to.send(read.map(|_| data));
    });
    let data = heard.recv_timeout(PATIENCE);
    let succeeded = succeeds(&mut child, until);
    data.ok().and_then(Result::ok).filter(|_| succeeded)
}

/// Waits for the end of a git; one that does not end in time is ended.
fn succeeds(child: &mut Child, until: Instant) -> bool {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < until => std::thread::sleep(Duration::from_millis(1)),
            _ => {
                HANGS.store(true, Ordering::Relaxed);
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Does something with git in a folder; tells whether that succeeded.
    fn does(folder: &Path, words: &[&str]) -> bool {
        let mut git = git().unwrap();
        git.current_dir(folder).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]).args(words);
        answer(&mut git).is_some()
    }

    #[test]
    fn a_removal_is_one_that_a_commit_has_made() {
        let home = tempfile::tempdir().unwrap();
        let (root, store) = (home.path(), home.path().join("库/s"));
        fs::create_dir_all(&store).unwrap();
        if program("git").is_none() {
            assert!(std::env::var_os("MEIPI_WITHOUT_GIT").is_some(), "git is not installed (MEIPI_WITHOUT_GIT)");
            return;
        }
        assert!(does(root, &["init", "-q"]));
        assert_eq!(removed(&store, "x", &|_| true), None);
        let sheet = "甲 [1].ron";
        let is = |name: &str, held: &str| removed(&store, name, &|data| data == held.as_bytes()).unwrap();
        let commit = || does(root, &["add", "-A"]) && does(root, &["commit", "-q", "-m", "x"]);
        let put = |text: &str| fs::write(store.join(sheet), text).is_ok();
        for name in ["y", "z"] {
            fs::write(store.join(name), name).unwrap();
        }
        assert!(put("1") && commit() && put("2") && commit());
        fs::remove_file(store.join(sheet)).unwrap();
        assert!(!is(sheet, "2"));
        assert!(commit());
        fs::remove_file(store.join("y")).unwrap();
        assert_eq!(["1", "2", "3"].map(|held| is(sheet, held)), [true, true, false]);
        assert!(!is("y", "y") && !is("none", ""));
        // It came back in the index, and went from there: no commit knows what was in it.
        assert!(put("3") && does(root, &["add", "-A"]) && !is(sheet, "2") && !is(sheet, "3"));
        assert!(does(root, &["rm", "-qf", "库/s/甲 [1].ron"]));
        assert!(!is(sheet, "3") && is(sheet, "2"));
        assert!(put("4") && commit() && does(root, &["rm", "-q", "库/s/甲 [1].ron"]) && commit());
        assert!(is(sheet, "4") && !is(sheet, "3"));
        assert_eq!(unmerged(&store), Some(Vec::new()));
        assert_eq!(unmerged(&std::env::temp_dir()), None);
    }
}

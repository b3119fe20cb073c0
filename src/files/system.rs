//! What the system says of the person and the place: environment, git, commands.

use super::git;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Returns a variable of the environment that is not empty.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Returns the current folder.
pub fn here() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."))
}

/// Where paths are seen from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standpoint {
    /// The current folder.
    pub folder: PathBuf,
    /// The home folder, if there is one.
    pub home: Option<PathBuf>,
}

impl Standpoint {
    /// Returns where the program stands.
    pub fn present() -> Self {
        Self { folder: here(), home: variable("HOME").map(PathBuf::from) }
    }

    /// Returns the path that a person means who types it, or drops a file on the terminal: without the quotation marks
    /// around it, `~` as the home folder, seen from the current folder.
    pub fn meant(&self, written: &str) -> PathBuf {
        let written = written.trim();
        let bare = ['\'', '"'].iter().find_map(|mark| written.strip_prefix(*mark)?.strip_suffix(*mark));
        let path = bare.unwrap_or(written);
        let home = path.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let home = home.and_then(|rest| Some(self.home.as_ref()?.join(rest.trim_start_matches('/'))));
        self.folder.join(home.unwrap_or_else(|| PathBuf::from(path)))
    }
}

/// Returns the path that a person means who types it now.
pub fn typed(written: &str) -> PathBuf {
    Standpoint::present().meant(written)
}

/// Returns the name that the system has for the person: git's, else the account's.
pub fn person() -> String {
    let named = |said: Vec<u8>| {
        let name = String::from_utf8(said).ok()?.trim().to_owned();
        Some(name).filter(|name| !name.is_empty())
    };
    let account = || {
        let output = Command::new(git::program("id")?).arg("-un").stdin(Stdio::null()).stderr(Stdio::null()).output();
        output.ok().filter(|o| o.status.success()).and_then(|o| named(o.stdout))
    };
    let git = git::ask(&here(), &["config", "user.name"]).and_then(named);
    git.or_else(|| variable("USER")).or_else(|| variable("USERNAME")).or_else(account).unwrap_or_default()
}

/// Runs a command without a shell and waits for it; its words are parted by blanks.
pub fn run_quietly(line: &str) {
    let mut words = line.split_whitespace();
    if let Some(program) = words.next() {
        let mut command = Command::new(program);
        let _ = command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_paths_are_meant_as_people_mean_them() {
        assert_eq!(typed(" '/x/a b.csv' "), PathBuf::from("/x/a b.csv"));
        assert_eq!(typed("\"b.csv\""), here().join("b.csv"));
        assert_eq!(typed("~x/b"), here().join("~x/b"));
        if let Some(home) = variable("HOME") {
            assert_eq!((typed("~/b"), typed("~")), (PathBuf::from(&home).join("b"), PathBuf::from(&home)));
        }
    }
}

//! A program of others that takes the text out of a PDF. A person names it in the settings, or it is found in PATH; a
//! library never names one. It runs without a shell, in an empty folder, on a copy under a name of this program's, and
//! for no longer, with no more memory and to no more output than said here.

use super::git;
use crate::error::{Error, Result};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// The programs that are looked for.
const PROGRAMS: [&str; 2] = ["pdftotext", "mutool"];
/// How long it may run.
const PATIENCE: Duration = Duration::from_secs(60);
/// The most bytes that are taken from it.
const LONGEST: u64 = 64 << 20;
/// The most memory that it may ask for, in bytes.
const MEMORY: u64 = 1 << 30;
/// The name of the copy that it reads.
const COPY: &str = "text.pdf";

/// Programs that take the text out of a PDF: the next is asked where one finds none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extractor {
    programs: Vec<PathBuf>,
}

impl Extractor {
    /// Finds them: the one that is named, by its path or by its name in PATH, else those that are known.
    pub fn find(named: Option<&str>) -> Option<Self> {
        let program =
            |name: &str| Some(PathBuf::from(name)).filter(|path| path.is_absolute()).or_else(|| git::program(name));
        let programs: Vec<PathBuf> = match named {
            Some(named) => program(named).into_iter().collect(),
            None => PROGRAMS.into_iter().filter_map(git::program).collect(),
        };
        (!programs.is_empty()).then_some(Self { programs })
    }

    /// Returns the text of a PDF, as the first program writes it that finds any: UTF-8, a form feed between pages.
    ///
    /// # Errors
    /// No program finds any, and the last cannot be run, fails, or does not end in time.
    pub fn text(&self, pdf: &[u8]) -> Result<Vec<u8>> {
        let mut last = Ok(Vec::new());
        for program in &self.programs {
            last = taken(program, pdf);
            if last.as_ref().is_ok_and(|text| text.iter().any(|byte| !byte.is_ascii_whitespace())) {
                break;
            }
        }
        last
    }
}

/// Runs a program on a copy of a PDF.
fn taken(program: &Path, pdf: &[u8]) -> Result<Vec<u8>> {
    let failed = |cause: &dyn std::fmt::Display| {
        Error::data("error-pdf-failed").with("program", program.display()).with("cause", cause)
    };
    let folder = tempfile::tempdir().map_err(|error| failed(&error))?;
    let copy = folder.path().join(COPY);
    std::fs::write(&copy, pdf).map_err(|error| failed(&error))?;
    let mut command = Command::new(program);
    command.args(words(program, &copy)).current_dir(folder.path()).env_clear();
    command.env("LC_ALL", "C.UTF-8").env("HOME", folder.path());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| failed(&error))?;
    limit(&child);
    let Some(stdout) = child.stdout.take() else { return Err(failed(&"")) };
    let (to, heard) = channel();
    std::thread::spawn(move || {
        let mut data = Vec::new();
        let read = stdout.take(LONGEST + 1).read_to_end(&mut data);
        let _ = to.send(read.map(|_| data));
    });
    let until = Instant::now() + PATIENCE;
    let data = heard.recv_timeout(PATIENCE);
    let data = data.ok().and_then(std::result::Result::ok).filter(|data| data.len() as u64 <= LONGEST);
    match (data, ends(&mut child, until)) {
        (Some(data), true) => Ok(data),
        (Some(_), false) => Err(failed(&"exit")),
        (None, _) => Err(failed(&format!("{} s, {} MB", PATIENCE.as_secs(), LONGEST >> 20))),
    }
}

/// Returns what it is told: the order of the file, UTF-8, to its standard output.
fn words(program: &Path, copy: &Path) -> Vec<std::ffi::OsString> {
    let mutool = program.file_stem().is_some_and(|name| name.to_string_lossy().contains("mutool"));
    let words: &[&str] =
        if mutool { &["draw", "-q", "-F", "text", "-o", "-"] } else { &["-raw", "-enc", "UTF-8", "-q"] };
    let behind = if mutool { None } else { Some("-".into()) };
    words.iter().map(Into::into).chain([copy.into()]).chain(behind).collect()
}

/// Waits for its end; one that does not end in time is ended.
fn ends(child: &mut Child, until: Instant) -> bool {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < until => std::thread::sleep(Duration::from_millis(2)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// Limits the memory of a program that has begun, where the system can.
#[cfg(target_os = "linux")]
fn limit(child: &Child) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let most = Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) };
    let _ = prlimit(Some(Pid::from_child(child)), Resource::As, most);
}

#[cfg(not(target_os = "linux"))]
fn limit(_: &Child) {
    let _ = MEMORY;
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn script(folder: &Path, name: &str, body: &str) -> Extractor {
        let path = folder.join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        Extractor::find(path.to_str()).unwrap()
    }

    #[test]
    fn a_program_is_told_what_to_read_and_its_text_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let copies =
            script(folder.path(), "pdftotext", "for last; do :; done; test \"$last\" = - && cat text.pdf && ls");
        assert_eq!(copies.text(b"abc\n").unwrap(), b"abc\ntext.pdf\n");
        let told = script(folder.path(), "mutool", "echo \"$@\"");
        assert!(String::from_utf8(told.text(b"").unwrap()).unwrap().starts_with("draw -q -F text -o - /"));
        let both = Extractor {
            programs: [&script(folder.path(), "none", "echo"), &copies]
                .iter()
                .flat_map(|h| h.programs.clone())
                .collect(),
        };
        assert_eq!(both.text(b"abc\n").unwrap(), b"abc\ntext.pdf\n");
        let fails = script(folder.path(), "fails", "exit 3");
        assert_eq!(fails.text(b"").unwrap_err().key, "error-pdf-failed");
        assert_eq!(Extractor::find(Some("no-such-program-anywhere")), None);
        assert!(Extractor { programs: vec!["/no/such".into()] }.text(b"").is_err());
    }

    #[test]
    fn one_that_floods_is_ended() {
        let folder = tempfile::tempdir().unwrap();
        let floods = script(folder.path(), "pdftotext", "while :; do printf '%65536s' x; done");
        assert_eq!(floods.text(b"").unwrap_err().key, "error-pdf-failed");
    }
}

//! The person's own editor, while it has the terminal.

use super::signals::{Wish, Wishes};
use crate::error::{Error, Result};
use crate::files::system;
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

/// How long an editor may take to end that was asked to.
const PATIENCE: Duration = Duration::from_secs(2);

/// Has the person's editor work on a text. If the program is to end, so is the editor.
///
/// # Errors
/// It cannot be started or fails, or the text cannot be read back.
pub fn edit(text: &str, wishes: &Wishes) -> Result<String> {
    let editor = system::variable("VISUAL").or_else(|| system::variable("EDITOR")).unwrap_or_else(|| "vi".into());
    let mut file = tempfile::Builder::new().prefix("meipi-").suffix(".txt").tempfile()?;
    std::io::Write::write_all(&mut file, text.as_bytes())?;
    let mut words = editor.split_whitespace();
    let child = Command::new(words.next().unwrap_or("vi")).args(words).arg(file.path()).spawn();
    if !child.and_then(|child| ended(child, wishes)).is_ok_and(|status| status.success()) {
        return Err(Error::usage("error-editor").with("editor", editor));
    }
    let data = std::fs::read(file.path())?;
    Ok(crate::text::decode::decode(data).text)
}

fn ended(mut child: Child, wishes: &Wishes) -> std::io::Result<ExitStatus> {
    let mut asked = None;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if wishes.asks(Wish::End) {
            let since = *asked.get_or_insert_with(|| {
                ask(&child);
                Instant::now()
            });
            if since.elapsed() > PATIENCE {
                child.kill()?;
            }
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Asks a program to end.
#[cfg(unix)]
fn ask(child: &Child) {
    use rustix::process::{Pid, Signal, kill_process};
    if let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, Signal::TERM);
    }
}

/// There is no asking.
#[cfg(not(unix))]
fn ask(_: &Child) {}

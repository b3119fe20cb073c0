//! Copying: the terminal is told by OSC 52, tmux through its own buffer, and a tool of the system where there is one.

use crate::error::Result;
use crate::files::system;
use std::io::{Write, stdout};
use std::process::{Command, Stdio};

/// Tools that take a text: where they serve, name, arguments.
const TOOLS: &[(&str, &str, &[&str])] = &[
    ("TMUX", "tmux", &["load-buffer", "-w", "-"]),
    ("WAYLAND_DISPLAY", "wl-copy", &[]),
    ("DISPLAY", "xclip", &["-selection", "clipboard", "-in"]),
    ("DISPLAY", "xsel", &["--clipboard", "--input"]),
];

/// The longest text that terminals take by OSC 52, in bytes: longer ones they leave out without a word.
const OSC: usize = 74_000;

/// Puts a text on the clipboard, in every way there is.
///
/// # Errors
/// The terminal cannot be written to.
pub fn copy(text: String) -> Result<()> {
    if text.len() <= OSC {
        crossterm::execute!(stdout(), crossterm::clipboard::CopyToClipboard::to_clipboard_from(&text))?;
    }
    // A display that was handed on over ssh is the other machine's: the terminal here is told by OSC 52 alone.
    let far = system::variable("SSH_CONNECTION").is_some();
    std::thread::spawn(move || {
        let mut tools: Vec<(&str, &[&str])> =
            if cfg!(target_os = "macos") { vec![("pbcopy", &[])] } else { Vec::new() };
        let serves = |place: &str| system::variable(place).is_some_and(|v| !v.is_empty()) && (place == "TMUX" || !far);
        tools.extend(TOOLS.iter().filter(|(place, ..)| serves(place)).map(|(_, name, arguments)| (*name, *arguments)));
        let mut done = false;
        for (name, arguments) in tools {
            done = (done && name != "tmux") || give(name, arguments, &text);
        }
        done
    });
    Ok(())
}

/// Has a tool take a text; tells whether it did.
fn give(name: &str, arguments: &[&str], text: &str) -> bool {
    let quiet =
        Command::new(name).args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = quiet else { return false };
    let written = child.stdin.take().is_some_and(|mut pipe| pipe.write_all(text.as_bytes()).is_ok());
    child.wait().is_ok_and(|status| status.success()) && written
}

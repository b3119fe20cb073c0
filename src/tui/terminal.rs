//! Taking the terminal and giving it back, whatever happens.

use crate::error::{Error, Kind, Result};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use std::io::{Write, stdout};
use std::sync::{Mutex, Once, PoisonError};

/// Alternate screen, cursor hidden, bracketed paste.
pub const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h";

/// Returns what has the mouse told, with drags in SGR form, or no longer.
pub fn mouse(on: bool) -> &'static [u8] {
    if on { b"\x1b[?1000h\x1b[?1002h\x1b[?1006h" } else { b"\x1b[?1006l\x1b[?1002l\x1b[?1000l" }
}

const LEAVE: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l";

/// Takes the terminal into raw mode; what switches its screen is written with the first frame.
///
/// # Errors
/// It is no terminal.
pub fn take() -> std::io::Result<()> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let place = panic.location().map(ToString::to_string);
            *PLACE.lock().unwrap_or_else(PoisonError::into_inner) = place;
            // The screen is the loop's: another thread's panic is told there.
            if std::thread::current().name() == Some("main") {
                give_back();
                before(panic);
            }
        }));
    });
    enable_raw_mode()
}

/// Where the program panicked last.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// Returns where the program panicked last: file, line, column.
pub fn panicked() -> Option<String> {
    PLACE.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Gives the terminal back as it was.
pub fn give_back() {
    // First what cannot be held up by a terminal that takes nothing.
    let _ = disable_raw_mode();
    let mut out = stdout();
    let _ = out.write_all(LEAVE);
    let _ = out.flush();
}

/// Goes to the background until the shell brings the program back. Where nobody could, as where the program is all
/// that a terminal runs, it stays: this is how the system treats the signal of the key.
#[cfg(unix)]
pub fn suspend() {
    use rustix::process::{Signal, getpgrp, getpid, getsid, kill_process};
    if getsid(None).is_ok_and(|session| session != getpgrp()) {
        let _ = kill_process(getpid(), Signal::STOP);
    }
}

/// There is no background.
#[cfg(not(unix))]
pub fn suspend() {}

/// Returns the columns and rows of the terminal.
///
/// # Errors
/// It does not say, or is gone.
#[cfg(unix)]
pub fn size() -> std::io::Result<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout())?;
    Ok((size.ws_col, size.ws_row))
}

/// Returns the columns and rows of the terminal.
///
/// # Errors
/// It does not say, or is gone.
#[cfg(not(unix))]
pub fn size() -> std::io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// The most cells that are drawn: more than any screen has.
const CELLS: u32 = 1 << 20;

/// Returns columns and rows that can be drawn.
///
/// # Errors
/// There are none, or so many that the terminal cannot mean it.
pub fn drawable((columns, rows): (u16, u16)) -> Result<(u16, u16)> {
    if (1..=CELLS).contains(&(u32::from(columns) * u32::from(rows))) {
        return Ok((columns, rows));
    }
    Err(Error::new(Kind::Io, "error-window").with("columns", columns).with("rows", rows))
}

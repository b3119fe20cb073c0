//! The doors to the terminal: control characters are made visible where a terminal would obey them.

use crate::error::{Error, Result};
use crate::layout::glyphs;
use crate::text::Widths;
use std::io::{BufWriter, IsTerminal, Stdout, Write, stdout};
use std::time::{Duration, Instant};

/// Standard output.
pub struct Out {
    to: BufWriter<Stdout>,
    visible: bool,
}

impl Out {
    /// Opens it.
    pub fn stdout() -> Self {
        Self { to: BufWriter::with_capacity(1 << 16, stdout()), visible: stdout().is_terminal() }
    }

    /// Writes a line.
    ///
    /// # Errors
    /// The reader went away, or the disk is full.
    pub fn line(&mut self, text: &str) -> Result<()> {
        if self.visible {
            return writeln!(self.to, "{}", visible(text)).map_err(Error::from);
        }
        writeln!(self.to, "{text}").map_err(Error::from)
    }

    /// Tells whether a person sees what is written.
    pub fn is_terminal(&self) -> bool {
        self.visible
    }

    /// Writes the content of a file: as it is, but to a terminal as lines.
    ///
    /// # Errors
    /// As for [`Self::line`].
    pub fn bytes(&mut self, data: &[u8]) -> Result<()> {
        if self.visible {
            let text = String::from_utf8_lossy(data);
            return self.line(text.strip_suffix('\n').unwrap_or(&text));
        }
        self.to.write_all(data).map_err(Error::from)
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// As for [`Self::line`].
    pub fn finish(&mut self) -> Result<()> {
        self.to.flush().map_err(Error::from)
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        // A closed pipe is no error, and any other was told by `finish`.
        let _ = self.to.flush();
    }
}

/// Tells how far long work has come, on a terminal only, and only if it takes long.
pub struct Bar {
    says: String,
    since: Instant,
    shown: Option<usize>,
}

/// How long work may take before anything is said of it.
const SILENT: Duration = Duration::from_millis(400);

impl Bar {
    /// Makes a bar that names the work.
    pub fn new(says: &str) -> Self {
        Self { says: visible(says), since: Instant::now(), shown: None }
    }

    /// Shows how much of all is done. Always says to go on.
    pub fn show(&mut self, done: usize, all: usize) -> bool {
        let percent = done * 100 / all.max(1);
        if self.since.elapsed() > SILENT && self.shown != Some(percent) && std::io::stderr().is_terminal() {
            self.shown = Some(percent);
            let _ = write!(std::io::stderr(), "\r{} {percent} %", self.says);
        }
        true
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// Returns lines as a terminal may have them: what it would obey is a sign.
pub fn visible(text: &str) -> String {
    let line = |line| glyphs(line, Widths::Narrow).map(|glyph| glyph.shown).collect::<String>();
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Says a sentence that only a person needs: where nobody sits at a terminal it is left out.
pub fn remark(sentence: &str) {
    if std::io::stderr().is_terminal() {
        tell(sentence);
    }
}

/// Says a sentence to the person: whatever is said of anything goes through here.
pub fn tell(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "{}", visible(sentence));
}

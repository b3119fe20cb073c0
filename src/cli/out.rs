//! Standard output: control characters are made visible where a terminal would obey them.

use crate::error::{Error, Result};
use crate::layout::glyphs;
use crate::text::Widths;
use std::io::{BufWriter, IsTerminal, Stdout, Write, stdout};

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
            for line in text.split('\n') {
                let shown: String = glyphs(line, Widths::Narrow).map(|glyph| glyph.shown).collect();
                writeln!(self.to, "{shown}")?;
            }
            return Ok(());
        }
        writeln!(self.to, "{text}").map_err(Error::from)
    }

    /// Writes bytes as they are.
    ///
    /// # Errors
    /// As for [`Self::line`].
    pub fn bytes(&mut self, data: &[u8]) -> Result<()> {
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

/// Says a sentence to the person.
pub fn tell(sentence: &str) {
    let shown: Vec<String> =
        sentence.split('\n').map(|line| glyphs(line, Widths::Narrow).map(|glyph| glyph.shown).collect()).collect();
    let _ = writeln!(std::io::stderr(), "{}", shown.join("\n"));
}

//! The status line: the last message, and whether everything is saved.

use crate::error::Error;

/// Whether the edits are on the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was edited yet.
    #[default]
    Clean,
    /// There are edits that nobody is writing yet.
    Unsaved,
    /// They are being written.
    Saving,
    /// They are on the disk.
    Saved,
    /// They could not be written; it will be tried again.
    Failed(Error),
}

/// What the status line shows.
#[derive(Clone, Debug, Default)]
pub struct Status {
    /// The last message.
    pub message: Option<String>,
    /// Whether it tells of something that went wrong.
    pub alarm: bool,
    /// The sentence that says what became of the last paste, if it was not taken whole.
    pub pasted: Option<&'static str>,
    /// Whether everything is saved.
    pub saved: Saved,
}

impl Status {
    /// Shows a message.
    pub fn say(&mut self, message: String, alarm: bool) {
        self.message = Some(message);
        self.alarm = alarm;
    }

    /// Takes the message away.
    pub fn clear(&mut self) {
        self.message = None;
        self.alarm = false;
    }
}

//! What can be undone and redone.

use super::Edit;

/// The edits made since the start, and those taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
}

impl History {
    /// Remembers an edit that was made; what was undone before can no longer be redone.
    pub fn made(&mut self, edit: Edit) {
        self.done.push(edit.undoable());
        self.undone.clear();
    }

    /// Returns the edit that was made last.
    pub fn last(&self) -> Option<&Edit> {
        self.done.last()
    }

    /// Adds what was made to the edit that was made last: both are one step.
    pub fn join(&mut self, edit: Edit) {
        if let Some(last) = self.done.last_mut() {
            last.changes.extend(edit.changes);
        }
    }

    /// Returns the edit that takes back the last one, which can be redone afterwards.
    pub fn undo(&mut self) -> Option<Edit> {
        let edit = self.done.pop()?;
        let inverse = edit.inverse();
        self.undone.push(edit);
        Some(inverse)
    }

    /// Returns the edit that was undone last, which can be undone again.
    pub fn redo(&mut self) -> Option<Edit> {
        let edit = self.undone.pop()?;
        self.done.push(edit.clone());
        Some(edit)
    }
}

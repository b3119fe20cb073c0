//! What can be undone and redone.

use super::Edit;

/// The edits made since the start, and those taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
    /// The last step took one back.
    back: bool,
    /// Steps that were not yet asked for, each as it changed the book, and whether it took another back.
    fresh: Vec<(Edit, bool)>,
}

impl History {
    /// Remembers an edit that was made; what was undone before can no longer be redone.
    pub fn made(&mut self, edit: Edit) {
        self.fresh.push((edit.clone(), false));
        self.done.push(edit.undoable());
        self.undone.clear();
        self.back = false;
    }

    /// Returns the edit that was made or taken back last.
    pub fn last_step(&self) -> Option<&Edit> {
        if self.back { self.undone.last() } else { self.done.last() }
    }

    /// Returns the edit that would be taken back next.
    pub fn next_undo(&self) -> Option<&Edit> {
        self.done.last()
    }

    /// Tells whether the last step took an edit back.
    pub fn is_back(&self) -> bool {
        self.back
    }

    /// Adds what followed to the edit that was made or taken back last: both are one step, whichever way it is gone.
    pub fn join(&mut self, edit: Edit) {
        self.fresh.push((edit.clone(), false));
        let (last, edit) =
            if self.back { (self.undone.last_mut(), edit.inverse()) } else { (self.done.last_mut(), edit) };
        if let Some(last) = last {
            last.changes.extend(edit.changes);
        }
    }

    /// Adds what goes along to the edit that would be taken back next.
    pub fn join_next_undo(&mut self, edit: Edit) {
        if let Some(next) = self.done.last_mut() {
            next.changes.extend(edit.changes.iter().cloned());
            self.fresh.push((edit, false));
        }
    }

    /// Returns what becomes of the steps that were not yet asked for: each as it changed the book, and whether it took
    /// another back.
    pub fn fresh<T>(&mut self, of: impl FnMut((Edit, bool)) -> Option<T>) -> Vec<T> {
        self.fresh.drain(..).filter_map(of).collect()
    }

    /// Returns the edit that takes back the last one, which can be redone afterwards.
    pub fn undo(&mut self) -> Option<Edit> {
        let edit = self.done.pop()?;
        let inverse = edit.inverse();
        self.fresh.push((inverse.clone(), true));
        self.undone.push(edit);
        self.back = true;
        Some(inverse)
    }

    /// Returns the edit that was undone last, which can be undone again.
    pub fn redo(&mut self) -> Option<Edit> {
        let edit = self.undone.pop()?;
        self.fresh.push((edit.clone(), false));
        self.done.push(edit.clone());
        self.back = false;
        Some(edit)
    }
}

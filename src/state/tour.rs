//! How far a person has come on the tour.

use std::collections::BTreeSet;

/// The tour: which of its steps were done, and whether it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tour {
    /// It is shown.
    pub on: bool,
    /// It was walked to its end, or dismissed: it is not offered again.
    pub over: bool,
    /// The steps that were done, from 0.
    pub done: BTreeSet<usize>,
    /// The command that ran last.
    pub ran: &'static str,
    /// How often in a row Esc had nothing to let go of.
    pub escapes: usize,
}

//! What is known of the hand on the keys.

use crate::files::Standpoint;
use crate::input::key::Key;
use crate::input::keymap::Keymap;
use crate::state::{choices, tour::Tour, view};

/// The keys in force, and what is being typed on them.
pub struct Hand {
    /// The keys in force.
    pub map: Keymap,
    /// Keys typed of a longer command.
    pub typed: Vec<Key>,
    /// The count typed before a command, where digits are counts.
    pub count: Option<usize>,
    /// The names of the commands that were run from the command line, the last first.
    pub used: Vec<String>,
    /// The place that was remembered last, and when, in seconds.
    pub kept: ((Option<(usize, usize)>, crate::units::Byte), i64),
    /// It was said how one comes back from a passage to the list that led to it.
    pub knows_way: bool,
    /// The mouse is listened to.
    pub mouse: bool,
    /// The button went down in the text: a drag selects.
    pub selects: bool,
    /// What was chosen for the last export.
    pub export: choices::Choices,
    /// The file that was taken in last, and the tag below which new ones landed.
    pub import: [String; 2],
    /// The formats that were written last, the latest first.
    pub exported: Vec<String>,
    /// The files that were taken in last, the latest first.
    pub imported: Vec<String>,
    /// Where paths are seen from.
    pub standpoint: Standpoint,
    /// Which export or import was asked for last.
    pub generation: u64,
    /// A pane's border is being dragged: the list's, or the sidebar's.
    pub border: Option<view::Focus>,
    /// The tour.
    pub tour: Tour,
}

/// Formats and files that are remembered.
const LAST: usize = 9;

/// Puts a name before those that were used earlier.
pub fn used_last(names: &mut Vec<String>, name: &str) {
    names.retain(|other| other != name);
    names.insert(0, name.to_owned());
    names.truncate(LAST);
}

impl Hand {
    /// Makes the hand for keys in force.
    pub fn new(map: Keymap) -> Self {
        Self {
            map,
            typed: Vec::new(),
            count: None,
            used: Vec::new(),
            kept: Default::default(),
            knows_way: false,
            mouse: true,
            selects: false,
            export: choices::Choices::default(),
            import: Default::default(),
            exported: Vec::new(),
            imported: Vec::new(),
            standpoint: Standpoint::default(),
            generation: 0,
            border: None,
            tour: Tour::default(),
        }
    }
}

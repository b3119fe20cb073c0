//! A turn: what somebody says at a time, the entry of a day, a row; and what is said of passages in it.

use super::speakers::Head;
use crate::units::{Byte, ByteSpan};
use std::ops::Range;
use std::sync::Arc;

/// A turn, a message, an entry or a row. What the text does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// The numbers of its blocks; the first may be a head that only says who speaks, or when.
    pub blocks: Range<usize>,
    /// Who speaks, as the text has it.
    pub speaker: String,
    /// When, as the text has it.
    pub time: String,
    /// The head of the entry, or of the day of a message.
    pub entry: String,
    /// Its number among the rows, from 1; 0 where there are no rows.
    pub row: usize,
    /// Where it is said who speaks and when, before what is said.
    pub head: ByteSpan,
}

/// What turns say of a passage in them: where it stands in several, all of theirs, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Who speaks.
    pub speaker: String,
    /// When.
    pub time: String,
    /// In which entry, or on which day.
    pub entry: String,
    /// In which row.
    pub row: String,
    /// What the cells of its row say that are no text, by the names of their columns.
    pub cells: Vec<(Arc<str>, String)>,
}

/// What parts the values of a passage that stands in several turns.
const PARTED: &str = "; ";

impl Said {
    /// The names of what is said, as columns and filters have them.
    pub const NAMES: [&str; 4] = ["speaker", "time", "entry", "row"];

    /// Adds what a turn says.
    pub fn add(&mut self, turn: &Turn) {
        let row = if turn.row > 0 { turn.row.to_string() } else { String::new() };
        add(&mut self.speaker, &turn.speaker);
        add(&mut self.time, &turn.time);
        add(&mut self.entry, &turn.entry);
        add(&mut self.row, &row);
    }

    /// Returns who speaks.
    pub fn speakers(&self) -> impl Iterator<Item = &str> {
        self.speaker.split(PARTED).filter(|name| !name.is_empty())
    }

    /// Returns what is said, in the order of [`Self::NAMES`].
    pub fn values(&self) -> [&str; 4] {
        [&self.speaker, &self.time, &self.entry, &self.row]
    }

    /// Returns what is said, by the name of it in either language; none if nothing is.
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = match name {
            "speaker" | "说话人" => &self.speaker,
            "time" | "时间" => &self.time,
            "entry" | "条目" => &self.entry,
            "row" | "行" => &self.row,
            _ => self.cells.iter().find(|(column, _)| **column == *name).map(|(_, value)| value)?,
        };
        Some(value.as_str()).filter(|value| !value.is_empty())
    }
}

impl Turn {
    /// Takes over what a head says.
    pub fn take(&mut self, head: Head, at: Byte) {
        let Head { name, time, told } = head;
        if !name.is_empty() {
            self.speaker = name;
        }
        if told > 0 {
            self.head = ByteSpan::new(at, at + told);
        }
        if !time.is_empty() {
            self.time = time;
        }
    }
}

/// Adds a value, if it is not there.
fn add(all: &mut String, value: &str) {
    if !value.is_empty() && !all.split(PARTED).any(|other| other == value) {
        if !all.is_empty() {
            all.push_str(PARTED);
        }
        all.push_str(value);
    }
}

//! What of a file is not taken: how often, and where it stands there.

use crate::exchange::Incoming;
use crate::words::Words;
use std::collections::BTreeMap;

/// Where something stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// On a line, from 1.
    Line(usize),
    /// It is a record, from 1, of the list of that name; the file itself is one without a name.
    Record(&'static str, usize),
}

/// Places that are told of what is not taken.
const PLACES: usize = 5;

/// What is not taken, by the key of the words that name it.
#[derive(Clone, Debug, Default)]
pub struct Losses {
    /// How often.
    pub counts: BTreeMap<&'static str, usize>,
    /// Where the first of these stand in the file, as far as that is known.
    pub places: BTreeMap<&'static str, Vec<At>>,
}

impl Losses {
    /// Counts one, with its place if that is known.
    pub fn add(&mut self, key: &'static str, at: Option<At>) {
        *self.counts.entry(key).or_default() += 1;
        let Some(at) = at else { return };
        let places = self.places.entry(key).or_default();
        if places.len() < PLACES && places.last() != Some(&at) {
            places.push(at);
        }
    }
}

impl Incoming {
    /// Counts what is not taken.
    pub fn lose(&mut self, key: &'static str) {
        self.losses.add(key, None);
    }

    /// Counts what is not taken, with the line on which it stands.
    pub fn lose_at(&mut self, key: &'static str, line: usize) {
        self.lose_in(key, At::Line(line));
    }

    /// Counts what is not taken, with its place.
    pub fn lose_in(&mut self, key: &'static str, at: At) {
        self.losses.add(key, Some(at));
    }
}

/// Says where the first of so many things stand: lines together, records by their lists.
pub fn said(places: &[At], count: usize, words: &Words) -> String {
    let kind = |at: &At| if let At::Record(list, _) = at { Some(*list) } else { None };
    let number = |at: &At| match at {
        At::Line(n) | At::Record(_, n) => n.to_string(),
    };
    let comma = words.say("list-comma");
    let groups: Vec<&[At]> = places.chunk_by(|a, b| kind(a) == kind(b)).collect();
    let of = |(n, group): (usize, &&[At])| {
        let more = if n + 1 == groups.len() && count > places.len() { "……" } else { "" };
        let numbers = group.iter().map(number).collect::<Vec<_>>().join(&comma) + more;
        match group.first().and_then(kind) {
            None => words.fill("loss-lines", &[("lines", numbers)]),
            Some(list) => {
                let list = if list.is_empty() { String::new() } else { format!("{list} ") };
                words.fill("loss-records-of", &[("numbers", numbers), ("list", list)])
            }
        }
    };
    groups.iter().enumerate().map(of).collect()
}

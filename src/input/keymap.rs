//! Which keys lead to which command: the table, changed by a preset and by the person.

use super::command::{Command, Scope, Takes, brief};
use super::key::{Code, Key, shown};
use crate::error::Error;
use crate::settings::{Preset, Settings};

/// Keys that lead to a command.
#[derive(Clone)]
struct Binding {
    keys: Vec<Key>,
    /// The command's place in the table.
    row: usize,
    command: &'static Command,
    /// Which of several like things it does.
    number: usize,
    letterless: bool,
}

/// All keys in force.
#[derive(Clone)]
pub struct Keymap {
    commands: &'static [Command],
    bindings: Vec<Binding>,
    /// Digits that nothing else takes are counts.
    pub counts: bool,
}

/// What a run of keys leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// The command of a row, and the number that the keys stand for.
    Run(usize, usize),
    /// More keys are awaited.
    Prefix,
    /// Nothing.
    Nothing,
}

type Row = (&'static str, &'static [&'static str]);

/// What the preset of less changes: its keys for pages; what they stood for has others. The leader is `\`.
const LESS: &[Row] = &[
    ("page-down", &["<space>", "f", "^f", "<pgdn>"]),
    ("page-up", &["b", "^b", "<pgup>"]),
    ("half-page-down", &["^d"]),
    ("half-page-up", &["^u"]),
    ("start", &["g g", "<"]),
    ("end", &["G", ">"]),
    ("down", &["j", "<down>", "e"]),
    ("up", &["k", "<up>"]),
    ("word-end", &[]),
    ("previous-word", &["B"]),
    ("previous-clause", &[]),
    ("highlight", &["F"]),
];

impl Keymap {
    /// Returns the table of commands that the keys lead to.
    pub fn commands(&self) -> &'static [Command] {
        self.commands
    }

    /// Makes the keys of a preset for a table of commands, changed by what a person settled. Returns what cannot be:
    /// a command that is not there, keys that cannot be read, keys that two commands would have. What can be is in
    /// force.
    pub fn new(commands: &'static [Command], settings: &Settings) -> (Self, Vec<Error>) {
        let mut bindings = Vec::new();
        for (row, command) in commands.iter().enumerate() {
            let all = command.keys.iter().chain(command.letterless).enumerate();
            bindings.extend(all.map(|(place, keys)| {
                let keys = Key::sequence(keys);
                let number = command.number_of(&keys).unwrap_or(place);
                Binding { keys, row, command, number, letterless: place >= command.keys.len() }
            }));
        }
        let mut map = Self { commands, bindings, counts: settings.keys_of() == Preset::Vim };
        let mut troubles = Vec::new();
        if settings.keys_of() == Preset::Less {
            map.lead(Key::char('\\'));
            for (name, keys) in LESS {
                map.settle(name, keys.iter().copied(), &mut Vec::new());
            }
        }
        for (name, keys) in &settings.keys {
            map.settle(name, keys.iter().map(String::as_str), &mut troubles);
        }
        (map, troubles)
    }

    /// Makes another key the leader.
    fn lead(&mut self, leader: Key) {
        for binding in &mut self.bindings {
            if let [first, _, ..] = binding.keys.as_mut_slice()
                && *first == Key::char(' ')
            {
                *first = leader;
            }
        }
    }

    /// Gives a command other keys; a command that had them before loses them, and that is told.
    fn settle<'k>(&mut self, name: &str, keys: impl Iterator<Item = &'k str>, troubles: &mut Vec<Error>) {
        let Some((row, command)) = self.commands.iter().enumerate().find(|(_, command)| command.name == name) else {
            let near = self.commands.iter().max_by(|a, b| {
                let score = |c: &Command| strsim::normalized_levenshtein(c.name, name);
                score(a).total_cmp(&score(b))
            });
            let nearest = near.map_or("", |command| command.name);
            troubles.push(Error::data("error-key-command").with("name", name).with("nearest", nearest));
            return;
        };
        self.bindings.retain(|binding| binding.row != row || binding.letterless);
        for (place, written) in keys.enumerate() {
            let mut sequence = Key::sequence(written);
            if sequence.is_empty() || sequence.len() != written.split(' ').count() {
                troubles.push(Error::data("error-key-unreadable").with("name", name).with("keys", written));
                continue;
            }
            let any = Key::plain(Code::AnyChar);
            if command.takes == Takes::Char && sequence.last() != Some(&any) {
                sequence.push(any);
            }
            let clash = |binding: &Binding| {
                let shorter = binding.keys.len().min(sequence.len());
                let meets = command.scope == binding.command.scope && binding.row != row;
                meets && binding.keys.iter().take(shorter).eq(sequence.iter().take(shorter))
            };
            if let Some(other) = self.bindings.iter().find(|binding| clash(binding)) {
                let error = Error::data("error-key-clash").with("keys", written).with("name", name);
                troubles.push(error.with("other", other.command.name));
            }
            self.bindings.retain(|binding| !clash(binding));
            let number = command.number_of(&sequence).unwrap_or(place);
            self.bindings.push(Binding { keys: sequence, row, command, number, letterless: false });
        }
    }

    /// Looks up what was typed: a scope's own keys before those of the next.
    pub fn look_up(&self, scopes: &[Scope], typed: &[Key]) -> Lookup {
        let mut prefix = false;
        for scope in scopes {
            for binding in self.bindings.iter().filter(|binding| binding.command.scope == *scope) {
                let keys = &binding.keys;
                if keys.len() < typed.len() || !keys.iter().zip(typed).all(|(key, typed)| key.takes(*typed)) {
                    continue;
                }
                if keys.len() == typed.len() {
                    return Lookup::Run(binding.row, binding.number);
                }
                prefix = true;
            }
        }
        if prefix { Lookup::Prefix } else { Lookup::Nothing }
    }

    /// Returns the commands that begin with the keys typed so far, and what is still to be typed. The keys of
    /// one command stand in one row.
    pub fn continuations(&self, scopes: &[Scope], typed: &[Key]) -> Vec<(String, &'static Command)> {
        let mut found: Vec<(Vec<String>, &'static Command)> = Vec::new();
        for scope in scopes {
            for binding in self.bindings.iter().filter(|b| b.command.scope == *scope && !b.letterless) {
                let (head, tail) = binding.keys.split_at(typed.len().min(binding.keys.len()));
                if tail.is_empty() || head != typed {
                    continue;
                }
                match found.iter_mut().find(|(_, command)| command.name == binding.command.name) {
                    Some((tails, _)) => tails.push(shown(tail)),
                    None => found.push((vec![shown(tail)], binding.command)),
                }
            }
        }
        found.into_iter().map(|(tails, command)| (brief(&tails.join(" ")), command)).collect()
    }

    fn keys_of(&self, command: &Command, letterless: bool) -> String {
        let own = |b: &&Binding| b.command.name == command.name && b.letterless == letterless;
        brief(&self.bindings.iter().filter(own).map(|b| shown(&b.keys)).collect::<Vec<_>>().join(" "))
    }

    /// Returns the keys of a command as people read them; one without keys is run from the command line.
    pub fn shown(&self, command: &Command) -> String {
        let keys = self.keys_of(command, false);
        if keys.is_empty() { format!(":{}", command.name) } else { keys }
    }

    /// Returns the keys of a command that need no letters.
    pub fn letterless(&self, command: &Command) -> String {
        self.keys_of(command, true)
    }

    /// Returns all keys in force, each with its scope, in the order of the table.
    pub fn all(&self) -> impl Iterator<Item = (Scope, &[Key])> {
        self.bindings.iter().map(|binding| (binding.command.scope, binding.keys.as_slice()))
    }

    /// Returns the first keys of a row, without the character that is still to be typed behind them.
    pub fn opening(&self, row: usize) -> Vec<Key> {
        let keys = self.bindings.iter().find(|binding| binding.row == row).map(|binding| binding.keys.as_slice());
        let fixed = keys.unwrap_or_default().iter().take_while(|key| key.code != Code::AnyChar);
        fixed.copied().collect()
    }
}

//! Which keys lead to which command: the table, changed by a preset and by the person.

use super::command::{COMMANDS, Command, Group, Scope, brief};
use super::key::{Code, Key, shown};
use crate::error::Error;
use crate::settings::{Preset, Settings};

/// Keys that lead to a command.
#[derive(Clone)]
struct Binding {
    scope: Scope,
    keys: Vec<Key>,
    command: &'static Command,
    letterless: bool,
}

/// All keys in force.
#[derive(Clone)]
pub struct Keymap {
    bindings: Vec<Binding>,
    /// Digits that nothing else takes are counts.
    pub counts: bool,
}

/// What a run of keys leads to.
pub enum Lookup {
    /// A command.
    Run(&'static Command),
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
    /// Makes the keys of a preset, changed by what a person settled. Returns what cannot be: a command that is
    /// not there, keys that cannot be read, keys that two commands would have. What can be is in force.
    pub fn new(settings: &Settings) -> (Self, Vec<Error>) {
        let mut bindings = Vec::new();
        for command in COMMANDS {
            let sets = [(command.keys, false), (command.letterless, true)];
            let all = sets.into_iter().flat_map(|(keys, letterless)| keys.iter().map(move |keys| (keys, letterless)));
            bindings.extend(all.map(|(keys, letterless)| Binding {
                scope: command.scope,
                keys: Key::sequence(keys),
                command,
                letterless,
            }));
        }
        let mut map = Self { bindings, counts: settings.preset == Preset::Vim };
        let mut troubles = Vec::new();
        if settings.preset == Preset::Less {
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
        let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
            let near = COMMANDS.iter().max_by(|a, b| {
                let score = |c: &Command| strsim::normalized_levenshtein(c.name, name);
                score(a).total_cmp(&score(b))
            });
            let nearest = near.map_or("", |command| command.name);
            troubles.push(Error::data("error-key-command").with("name", name).with("nearest", nearest));
            return;
        };
        self.bindings.retain(|binding| binding.command.name != name || binding.letterless);
        for written in keys {
            let sequence = Key::sequence(written);
            if sequence.is_empty() || sequence.len() != written.split(' ').count() {
                troubles.push(Error::data("error-key-unreadable").with("name", name).with("keys", written));
                continue;
            }
            let clash = |binding: &Binding| {
                let shorter = binding.keys.len().min(sequence.len());
                let meets = command.scope == binding.scope && binding.command.name != name;
                meets && binding.keys.iter().take(shorter).eq(sequence.iter().take(shorter))
            };
            if let Some(other) = self.bindings.iter().find(|binding| clash(binding)) {
                let error = Error::data("error-key-clash").with("keys", written).with("name", name);
                troubles.push(error.with("other", other.command.name));
            }
            self.bindings.retain(|binding| !clash(binding));
            self.bindings.push(Binding { scope: command.scope, keys: sequence, command, letterless: false });
        }
    }

    /// Looks up what was typed: a scope's own keys before those of the next.
    pub fn look_up(&self, scopes: &[Scope], typed: &[Key]) -> Lookup {
        let mut prefix = false;
        for scope in scopes {
            for binding in self.bindings.iter().filter(|binding| binding.scope == *scope) {
                let keys = &binding.keys;
                if keys.len() < typed.len() || !keys.iter().zip(typed).all(|(key, typed)| key.takes(*typed)) {
                    continue;
                }
                if keys.len() == typed.len() {
                    return Lookup::Run(binding.command);
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
            for binding in self.bindings.iter().filter(|binding| binding.scope == *scope && !binding.letterless) {
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
        // What is wanted most often comes first: finding and screens, then acts.
        let order = [Group::Find, Group::Screen, Group::Act, Group::Select, Group::Move, Group::Shape, Group::Pane];
        let rank = |command: &Command| order.iter().position(|group| *group == command.group);
        found.sort_by_key(|(_, command)| rank(command));
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

    /// Returns the key that tells which of several a command was asked for by: the last of its first keys.
    pub fn first(&self, command: &Command) -> Option<Key> {
        let own = self.bindings.iter().find(|binding| binding.command.name == command.name)?;
        own.keys.last().copied().filter(|key| key.code != Code::AnyChar)
    }
}

/// What is known of the hand on the keys.
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
    /// The mouse is listened to.
    pub mouse: bool,
    /// The button went down in the text: a drag selects.
    pub selects: bool,
    /// What was chosen for the last export.
    pub export: super::export::Choices,
    /// The file that was taken in last, and the tag below which new ones landed.
    pub import: [String; 2],
    /// Which export or import was asked for last.
    pub generation: u64,
    /// A pane's border is being dragged: the list's, or the sidebar's.
    pub border: Option<super::screen::Focus>,
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
            mouse: true,
            selects: false,
            export: super::export::Choices::default(),
            import: Default::default(),
            generation: 0,
            border: None,
        }
    }
}

#[cfg(test)]
mod tests;

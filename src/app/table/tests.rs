use super::*;
use crate::input::key::Key;
use crate::input::keymap::{Keymap, Lookup};
use crate::settings::{Preset, Settings};
use crate::words::{Lang, Words};
use std::collections::HashMap;

const PLACES: &[&[Scope]] = &[
    &[Scope::Text, Scope::Panes, Scope::Any],
    &[Scope::List, Scope::Panes, Scope::Any],
    &[Scope::Side, Scope::Panes, Scope::Any],
    &[Scope::Codebook, Scope::Rows, Scope::Any],
    &[Scope::Passages, Scope::Rows, Scope::Any],
    &[Scope::Differences, Scope::Passages, Scope::Rows, Scope::Any],
    &[Scope::Conflicts, Scope::Rows, Scope::Any],
    &[Scope::Hits, Scope::Rows, Scope::Any],
    &[Scope::Statistics, Scope::Rows, Scope::Any],
];

fn settings(preset: Preset, keys: &[(&str, &[&str])]) -> Settings {
    let own = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
    Settings { preset, keys: keys.iter().map(|(n, k)| ((*n).to_owned(), own(k))).collect(), ..Settings::default() }
}

#[test]
fn no_key_has_two_meanings_in_a_scope() {
    let mut seen: HashMap<(Scope, Vec<Key>), &str> = HashMap::new();
    for command in COMMANDS {
        for written in command.keys.iter().chain(command.letterless) {
            let keys = Key::sequence(written);
            assert_eq!(keys.len(), written.split(' ').count(), "{written}");
            let other = seen.insert((command.scope, keys), command.name);
            assert!(other.is_none_or(|other| other == command.name), "{written}: {other:?} and {}", command.name);
        }
    }
}

#[test]
fn no_key_hides_a_longer_one() {
    for preset in [Preset::Meipi, Preset::Vim, Preset::Less] {
        let (map, troubles) = Keymap::new(COMMANDS, &settings(preset, &[]));
        assert!(troubles.is_empty());
        for (scope, keys) in map.all().filter(|(_, keys)| keys.len() > 1) {
            for place in PLACES.iter().filter(|place| place.contains(&scope)) {
                let hides = |n: usize| matches!(map.look_up(place, &keys[..n]), Lookup::Run(..));
                assert!(!(1..keys.len()).any(hides), "{preset:?} {place:?} {keys:?}");
            }
        }
    }
}

#[test]
fn keys_that_terminals_cannot_tell_apart_are_not_used() {
    let banned = ["^i", "^m", "^h", "^[", "[", "]"];
    assert!(COMMANDS.iter().flat_map(|c| c.keys.iter().chain(c.letterless)).all(|k| !banned.contains(k)));
}

#[test]
fn every_command_is_described_in_both_languages() {
    for words in Lang::ALL.map(Words::new) {
        for key in COMMANDS.iter().map(Command::words).chain(Group::ALL.map(|g| g.words().to_owned())) {
            assert!(words.has(&key), "{} {key}", words.lang().name());
        }
    }
}

#[test]
fn keys_can_be_changed_and_clashes_are_told() {
    let own: &[(&str, &[&str])] = &[("sentence", &["Z"]), ("clause", &["x x"]), ("delete", &["j"]), ("delet", &["q"])];
    let (map, troubles) = Keymap::new(COMMANDS, &settings(Preset::Meipi, own));
    let told: Vec<&str> = troubles.iter().map(|e| e.key).collect();
    // By name: `clause` is settled first and takes `x` from `sentence`, which has its own key then.
    assert_eq!(told, ["error-key-clash", "error-key-command", "error-key-clash"]);
    let run = |keys: &str| match map.look_up(PLACES[0], &Key::sequence(keys)) {
        Lookup::Run(row, _) => COMMANDS[row].name,
        _ => "",
    };
    assert_eq!((run("Z"), run("x x"), run("j"), run("<down>")), ("sentence", "clause", "delete", "down"));
    assert_eq!((run("<enter>"), run("<f4>")), ("sentence", "delete"));
}

#[test]
fn a_preset_loses_no_command() {
    let (map, _) = Keymap::new(COMMANDS, &settings(Preset::Less, &[]));
    for command in COMMANDS {
        assert!(!map.shown(command).is_empty());
    }
    assert!(
        matches!(map.look_up(PLACES[0], &[Key::char(' ')]), Lookup::Run(row, _) if COMMANDS[row].name == "page-down")
    );
    assert!(
        matches!(map.look_up(PLACES[0], &Key::sequence("\\ e")), Lookup::Run(row, _) if COMMANDS[row].name == "export")
    );
}

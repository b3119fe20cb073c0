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
    Settings {
        preset: Some(preset),
        keys: keys.iter().map(|(n, k)| ((*n).to_owned(), own(k))).collect(),
        ..Settings::default()
    }
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

/// The names that the first version knew: people have them in `config.ron`.
const KNOWN: &str = "
sentence clause quotation paragraph by-character by-paragraph inner-word inner-clause inner-sentence
inner-paragraph inner-quotation inner-brackets inner-title other-end grow shrink tag next-set pick-tag in-vivo
note highlight edit-ends delete copy copy-cited undo redo repeat settle split-annotation merge-annotations
double next-annotation previous-annotation light memo others kind-body kind-title kind-subtitle kind-kicker
kind-section kind-byline kind-rubric kind-caption kind-credit kind-other belongs pick-article new-article join
split gap repeated erratum accept guess why next-doubtful previous-doubtful as-printed captions line-numbers
attributes term left right down up next-word previous-word word-end next-clause previous-clause next-sentence
previous-sentence next-paragraph previous-paragraph start end row-start row-end half-page-down half-page-up
page-down page-up centre set-mark back go-to-mark forward previous-article next-article next-unread done
list-done list-show articles headings search search-all hits next-hit previous-hit search-this list-down list-up
list-start list-end list-page-down list-page-up open fold card-down card-up side-filter card-open card-tag
card-pick card-note card-delete row-down row-up row-first row-last row-page-down row-page-up row-go row-filter
row-back row-mark row-mark-all row-tag row-pick row-note row-repeat row-copy row-delete retag example context
by-article by-tag by-coder by-day export-shown adopt settle-difference keep-this keep-other keep-both hit-next
hit-previous hit-mark hit-mark-all hit-tag hit-pick hit-note hit-repeat hit-copy export-hits aside unit-sentence
unit-clause unit-paragraph unit-words by-left by-right by-place chart tag-beside tag-child tag-rename tag-move
tag-down tag-up tag-merge tag-define tag-colour tag-key tag-remove passages codebook differences conflicts
statistics next-pane previous-pane to-list to-text to-sidebar export import theme zen settings mouse leave
encoding names line help repaint suspend quit quit-now";

#[test]
fn every_name_of_the_first_version_is_taken() {
    let names: Vec<&str> = KNOWN.split_whitespace().collect();
    assert_eq!(names.len(), 207);
    for name in names {
        let command = COMMANDS.iter().find(|command| command.name == name);
        let keys: &[&str] =
            if command.is_some_and(|c| c.takes == Takes::Char) { &["<f12> <char>"] } else { &["<f12>"] };
        let (map, troubles) = Keymap::new(COMMANDS, &settings(Preset::Meipi, &[(name, keys)]));
        assert!(troubles.is_empty(), "{name}");
        let scope = command.unwrap().scope;
        let typed: Vec<Key> = Key::sequence(&keys[0].replace("<char>", "m"));
        assert!(matches!(map.look_up(&[scope], &typed), Lookup::Run(row, _) if COMMANDS[row].name == name), "{name}");
    }
}

//! Every command works under any key: what a row does hangs on the row, never on the key that was typed.

use crate::bench::Bench;
use meipi::annotation::Book;
use meipi::app::table::COMMANDS;
use meipi::input::command::{Command, Takes};
use meipi::input::keymap::Keymap;
use meipi::settings::Settings;
use ratatui::buffer::Buffer;

/// What may have happened before a key is typed: so that every row finds something to do in one of them.
const BEFORE: &[&str] = &[
    "L j j l l x",
    "L j j l l",
    "L ] a",
    "L G m m g g",
    "H j j x j",
    "L j j x E j",
    "/ 网格 <enter> n n",
    "L x 1 <esc> u",
    "L x 1 x 2 <esc> ] a",
    "L j j x 1 } } x .",
    "<space> p j j",
    "g l j j",
    "g l j",
    "g s j",
    "<space> t j j",
    "<space> t G k",
    "<space> a j j j",
    "<space> a s t j <tab>",
    "<space> o <space> d j",
    "<space> u j",
    "<space> u j j",
    "<space> / 网格 <enter> s l j j",
    "<space> / 网格 <enter> c G k",
    "<space> s j",
    "<space> s l",
];

/// What can be seen of the program after some keys, and what it holds.
#[derive(PartialEq)]
struct Outcome {
    picture: Buffer,
    book: Book,
    copied: Vec<String>,
    quit: bool,
    at: String,
}

fn bench(before: &str) -> Bench {
    let mut bench = Bench::new(100, 30);
    if before.starts_with("<space> u") {
        bench.torn()
    } else {
        bench.example()
    };
    bench.keys(before);
    bench
}

fn outcome(bench: &Bench) -> Outcome {
    let app = &bench.app;
    let at = format!("{:?} {:?} {:?}", app.reader.cursor, app.reader.selection, app.screen.focus);
    Outcome {
        picture: bench.buffer(),
        book: app.project.book.clone(),
        copied: bench.copied.clone(),
        quit: bench.quit,
        at,
    }
}

/// The outcome of a command typed by keys that a person gave it, in place of its own.
fn with_keys(before: &str, command: &Command, keys: &[String], typed: &str) -> Outcome {
    let mut bench = bench(before);
    let settings = Settings { keys: [(command.name.to_owned(), keys.to_vec())].into(), ..Settings::default() };
    let (map, troubles) = Keymap::new(COMMANDS, &settings);
    assert!(troubles.is_empty(), "{}", command.name);
    bench.app.hand.map = map;
    bench.keys(typed);
    outcome(&bench)
}

/// Other keys than a row's own: as many, so that the same time passes, and the last of them this one.
fn other_keys(command: &Command, own: &str, last: usize) -> String {
    let fixed = own.split(' ').count() - usize::from(command.takes == Takes::Char);
    let keys = vec!["<f30>".to_owned(); fixed - 1].into_iter().chain([format!("<f{last}>")]);
    let any = (command.takes == Takes::Char).then(|| "<char>".to_owned());
    keys.chain(any).collect::<Vec<_>>().join(" ")
}

/// Compares every other row of the table, so that two tests share the work.
fn every_command_works(turn: usize) {
    let mut idle: Vec<&str> = COMMANDS.iter().skip(turn).step_by(2).map(|command| command.name).collect();
    for before in BEFORE {
        let start = bench(before);
        let now = outcome(&start);
        let counts = |command: &&Command| start.app.scopes().contains(&command.scope);
        for command in COMMANDS.iter().filter(counts) {
            if !idle.contains(&command.name) {
                continue;
            }
            let own = command.keys.iter().chain(command.letterless).next();
            let own = own.map_or_else(|| format!(": {} <enter>", command.name), |keys| keys.replace("<char>", "m"));
            let mut bench = bench(before);
            bench.keys(&own);
            let done = outcome(&bench);
            if done == now && !bench.quit {
                continue;
            }
            let other = other_keys(command, command.keys.first().unwrap_or(&"<f12>"), 12);
            let typed = other.replace("<char>", "m");
            let other = with_keys(before, command, &[other], &typed);
            assert!(
                done == other,
                "{} after `{before}` is another thing under another key:\n{:?}",
                command.name,
                other.picture
            );
            idle.retain(|name| *name != command.name);
        }
    }
    assert!(idle.is_empty(), "these do nothing after any of the keys of this test: {idle:?}");
}

#[test]
fn every_command_works_under_any_key() {
    every_command_works(0);
}

#[test]
fn every_other_command_works_under_any_key() {
    every_command_works(1);
}

/// Of a row with several keys each does its own thing, and does it under the key that stands in its place.
#[test]
fn every_number_of_a_row_works_under_any_key() {
    let places: Vec<_> = BEFORE.iter().map(|before| (before, bench(before).app.scopes())).collect();
    for command in COMMANDS.iter().filter(|command| command.takes == Takes::Number) {
        let others: Vec<String> = command.keys.iter().zip(12..).map(|(own, n)| other_keys(command, own, n)).collect();
        // There is a place where its keys do different things.
        let mut here = places.iter().filter(|(_, scopes)| scopes.contains(&command.scope));
        let differs = here.any(|(before, _)| do_different_things(before, command, &others));
        assert!(differs || command.keys.len() == 1, "{}: all its keys do the same", command.name);
    }
}

fn do_different_things(before: &str, command: &Command, others: &[String]) -> bool {
    let mut seen = Vec::new();
    for (own, other) in command.keys.iter().zip(others) {
        let mut bench = bench(before);
        bench.keys(own);
        let done = outcome(&bench);
        assert!(done == with_keys(before, command, others, other), "{}: {own}", command.name);
        seen.push(done.picture);
    }
    seen.dedup();
    seen.len() > 1
}

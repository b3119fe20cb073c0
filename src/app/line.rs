//! The command line: every command by its name or what it does, and what takes an argument.

use super::desk::commit;
use super::keys::{Typed, run as run_row, scopes};
use super::prompt::{Prompt, Step, ime_off, list_key};
use super::table::COMMANDS;
use super::{App, attributes, hits, import, looks, passages, subject};
use crate::annotation::{Change, Edit, Override, Passage, What};
use crate::error::Error;
use crate::input::command::Command;
use crate::input::key::{Code, Key};
use crate::input::matcher::Matcher;
use crate::text::Encoding;
use tui_input::Input;

/// The command line while it is open.
#[derive(Default)]
pub struct Line {
    /// What is typed.
    pub input: Input,
    /// The chosen row.
    pub chosen: usize,
}

/// A command that takes an argument.
struct Argument {
    name: &'static str,
    /// The key of the sentence that says what may be typed.
    words: &'static str,
    run: fn(&mut App, &str),
}

static ARGUMENTS: &[Argument] = &[
    Argument { name: "encoding", words: "line-encoding", run: encoding },
    Argument { name: "import", words: "line-import", run: import::named },
    Argument { name: "names", words: "line-names", run: attributes::from_names },
    Argument { name: "passages", words: "line-passages", run: passages::filtered },
    Argument { name: "hits", words: "line-hits", run: hits::searched },
    Argument { name: "theme", words: "line-theme", run: looks::named },
];

/// Opens the command line.
pub fn open(app: &mut App) {
    app.prompt = Some(Prompt::Line(Line::default()));
}

fn with(app: &mut App, name: &str) {
    app.prompt = Some(Prompt::Line(Line { input: Input::new(format!("{name} ")), ..Line::default() }));
}

/// Opens the command line for an encoding.
pub fn settle_encoding(app: &mut App) {
    with(app, "encoding");
}

/// Opens the command line for a pattern of file names.
pub fn read_names(app: &mut App) {
    with(app, "names");
}

/// Returns what was typed behind the name of a command that takes an argument, with that command.
fn argued(line: &Line) -> Option<(&'static Argument, &str)> {
    let typed = line.input.value().trim_start();
    ARGUMENTS.iter().find_map(|argument| {
        let rest = typed.strip_prefix(argument.name)?;
        rest.starts_with(' ').then(|| (argument, rest.trim()))
    })
}

/// Returns the key of the sentence that says what may be typed, if a command with an argument is.
pub fn argument(line: &Line) -> Option<&'static str> {
    argued(line).map(|(argument, _)| argument.words)
}

/// Returns the commands that match what is typed: those that begin with it first, then those used last.
pub fn found(app: &App, line: &Line) -> Vec<&'static Command> {
    rows(app, line).into_iter().filter_map(|row| COMMANDS.get(row)).collect()
}

/// Returns their places in the table.
fn rows(app: &App, line: &Line) -> Vec<usize> {
    let matcher = Matcher::new(line.input.value());
    let scopes = scopes(app);
    let own = |command: &Command| command.listed && scopes.contains(&command.scope);
    let matches = |command: &Command| matcher.matches(command.name) || matcher.matches(&app.say(&command.words()));
    let wanted = COMMANDS.iter().enumerate().filter(|(_, command)| own(command) && matches(command));
    let mut found: Vec<(usize, &Command)> = wanted.collect();
    let start = Matcher::start(line.input.value());
    let used = |command: &Command| app.hand.used.iter().position(|name| name == command.name).unwrap_or(usize::MAX);
    let begins = |command: &Command| match () {
        () if start.matches(command.name) => 0,
        () if start.matches(&app.say(&command.words())) => 1,
        () => 2,
    };
    found.sort_by_key(|(_, command)| (begins(command), used(command)));
    found.into_iter().map(|(row, _)| row).collect()
}

/// Answers a key while the command line is open.
pub fn key(app: &mut App, mut line: Line, key: Key) {
    if let (Code::Tab, Some(command)) = (key.code, found(app, &line).get(line.chosen)) {
        line = Line { input: Input::new(command.name.to_owned()), ..Line::default() };
    }
    match list_key(&mut line.input, &mut line.chosen, key) {
        Step::Take => {
            ime_off(app);
            match argued(&line) {
                Some((argument, rest)) => {
                    let rest = rest.to_owned();
                    use_up(app, argument.name);
                    (argument.run)(app, &rest);
                }
                None => run(app, &line),
            }
            return;
        }
        Step::Leave => return ime_off(app),
        Step::Stay => {}
    }
    line.chosen = line.chosen.min(found(app, &line).len().saturating_sub(1));
    app.prompt = Some(Prompt::Line(line));
}

fn run(app: &mut App, line: &Line) {
    let chosen = rows(app, line).get(line.chosen).copied();
    let Some((row, command)) = chosen.and_then(|row| Some((row, COMMANDS.get(row)?))) else {
        let typed = line.input.value().trim().to_owned();
        app.notice_with("notice-no-such-command", &[("name", typed)]);
        return;
    };
    use_up(app, command.name);
    run_row(app, row, Typed::default());
}

/// Remembers that a command was used.
fn use_up(app: &mut App, name: &str) {
    app.status.clear();
    app.hand.used.retain(|other| other != name);
    app.hand.used.insert(0, name.to_owned());
}

/// Settles the encoding of the open document; `auto` is what its bytes speak for.
fn encoding(app: &mut App, name: &str) {
    let Some(document) = app.reader.document.clone() else { return };
    let path = document.path.to_string();
    let known = app.desk.book.overrides(&path).iter().find(|o| matches!(o.what, What::Encoding(_))).cloned();
    if name.is_empty() {
        app.notice_with("notice-encoding", &[("name", document.encoding.name())]);
        return;
    }
    let now = subject::seconds(app);
    let after = if name == "auto" {
        None
    } else {
        let Some(encoding) = Encoding::named(name) else {
            app.alarm(&Error::usage("error-no-such-encoding").with("name", name));
            return;
        };
        let id = known.as_ref().map_or_else(|| app.desk.ids.make(app.now), |o| o.id);
        let created = known.as_ref().map_or(now, |o| o.created);
        let (at, what) = (Passage::default(), What::Encoding(encoding.name()));
        Some(Override { id, at, what, created, modified: now, conflicts: Vec::new() })
    };
    let Some(id) = after.as_ref().or(known.as_ref()).map(|o| o.id) else {
        app.notice_with("notice-encoding", &[("name", document.encoding.name())]);
        return;
    };
    let changes = vec![Change::settled(&path, id, known, after)];
    commit(app, Edit { label: "edit-encoding", at: None, changes });
}

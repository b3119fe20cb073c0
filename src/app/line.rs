//! The command line: every command by its name or what it does, and what takes an argument.

use super::command::{COMMANDS, Command};
use super::desk::commit;
use super::key::{Code, Key};
use super::matcher::Matcher;
use super::prompt::{Prompt, Step, ime_off, list_key};
use super::{App, act};
use crate::annotation::{Change, Edit, Override, Passage, What};
use crate::error::Error;
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

/// The name of the command that takes an encoding.
const ENCODING: &str = "encoding";

/// Opens the command line.
pub fn open(app: &mut App, _: Key) {
    app.prompt = Some(Prompt::Line(Line::default()));
}

/// Opens the command line for an encoding.
pub fn settle_encoding(app: &mut App, _: Key) {
    app.prompt = Some(Prompt::Line(Line { input: Input::new(format!("{ENCODING} ")), chosen: 0 }));
}

/// Returns what was typed behind `encoding`, if that was typed.
pub fn argument(line: &Line) -> Option<&str> {
    let rest = line.input.value().trim_start().strip_prefix(ENCODING)?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
}

/// Returns the commands that match what is typed: those that begin with it first, then those used last.
pub fn found(app: &App, line: &Line) -> Vec<&'static Command> {
    let matcher = Matcher::new(line.input.value());
    let own = |command: &&Command| !command.name.starts_with("list-") && !command.name.starts_with("card-");
    let matches = |command: &&Command| matcher.matches(command.name) || matcher.matches(&app.say(&command.words()));
    let mut found: Vec<&Command> = COMMANDS.iter().filter(own).filter(matches).collect();
    let start = Matcher::start(line.input.value());
    let used = |command: &Command| app.used.iter().position(|name| *name == command.name).unwrap_or(usize::MAX);
    found.sort_by_key(|command| (!start.matches(command.name), used(command)));
    found
}

/// Answers a key while the command line is open.
pub fn key(app: &mut App, mut line: Line, key: Key) {
    if let (Code::Tab, Some(command)) = (key.code, found(app, &line).get(line.chosen)) {
        line = Line { input: Input::new(command.name.to_owned()), chosen: 0 };
    }
    match list_key(&mut line.input, &mut line.chosen, key) {
        Step::Take => {
            ime_off(app);
            match argument(&line) {
                Some(name) => encoding(app, name),
                None => run(app, &line, key),
            }
            return;
        }
        Step::Leave => return ime_off(app),
        Step::Stay => {}
    }
    line.chosen = line.chosen.min(found(app, &line).len().saturating_sub(1));
    app.prompt = Some(Prompt::Line(line));
}

fn run(app: &mut App, line: &Line, key: Key) {
    let Some(command) = found(app, line).get(line.chosen).copied() else {
        let typed = line.input.value().trim().to_owned();
        app.notice_with("notice-no-such-command", &[("name", typed)]);
        return;
    };
    app.status.clear();
    app.used.retain(|name| *name != command.name);
    app.used.insert(0, command.name);
    // Commands that stand for several keys ask which by their first.
    let typed = command.keys.first().and_then(|keys| Key::sequence(keys).last().copied());
    (command.run)(app, typed.unwrap_or(key));
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
    let now = act::seconds(app);
    let after = if name == "auto" {
        None
    } else {
        let Some(encoding) = Encoding::named(name) else {
            app.alarm(&Error::usage("error-no-such-encoding").with("name", name));
            return;
        };
        let id = known.as_ref().map_or_else(|| app.desk.ids.make(app.now), |o| o.id);
        let created = known.as_ref().map_or(now, |o| o.created);
        Some(Override { id, at: Passage::default(), what: What::Encoding(encoding.name()), created, modified: now })
    };
    let Some(id) = after.as_ref().or(known.as_ref()).map(|o| o.id) else {
        app.notice_with("notice-encoding", &[("name", document.encoding.name())]);
        return;
    };
    let (before, after) = (known.map(Box::new), after.map(Box::new));
    let changes = vec![Change::Override { document: path, id, before, after }];
    commit(app, Edit { label: "edit-encoding", at: None, changes });
}

//! A command of the table is run.

use super::tour;
use super::whole::App;
use crate::app::table::{COMMANDS, RUNS, Run};
use crate::input::command::Group;

/// What was typed for a command, as far as it matters.
#[derive(Clone, Copy, Default)]
pub struct Typed {
    /// The number that the keys stand for, from 0.
    pub number: usize,
    /// The last character.
    pub last: Option<char>,
}

/// Runs the command of a row; a count repeats what moves or selects.
pub fn run(app: &mut App, row: usize, typed: Typed) {
    let (Some(command), Some(run)) = (COMMANDS.get(row), RUNS.get(row)) else { return };
    app.status.clear();
    tour::runs(app, command.name);
    let confirming = app.project.confirming;
    let repeats = matches!(command.group, Group::Move | Group::Select | Group::Find);
    let times = app.hand.count.take().filter(|_| repeats).unwrap_or(1);
    let before = (app.shelf.open, app.reader.cursor);
    for _ in 0..times {
        match (run, typed.last) {
            (Run::Do(run), _) => run(app),
            (Run::Whole(run), _) => run(app),
            (Run::Number(run), _) => run(app, typed.number),
            (Run::Char(run), Some(last)) => run(app, last),
            // From the command line: the character is still to be typed.
            (Run::Char(_), None) => app.hand.typed = app.hand.map.opening(row),
        }
    }
    // To move in an article is to read in it; to pass it is not.
    if app.shelf.open == before.0 && app.reader.cursor != before.1 {
        let at = app.reader.cursor;
        app.shelf.leave(at);
    }
    if app.project.confirming == confirming {
        app.project.confirming = None;
    }
}

//! The command line: every command by its name or what it does, and what takes an argument.

use super::{Mouse, Next, Popup, attributes, import};
use crate::app::keys::{Typed, run as run_row, scopes};
use crate::app::table::COMMANDS;
use crate::app::{App, hits, layers, looks, passages};
use crate::brush::{Paint, frame, rows as draw_rows, sentence, typed};
use crate::error::Error;
use crate::input::command::Command;
use crate::input::field::{Step, list_key};
use crate::input::key::{Code, Key};
use crate::input::matcher::Matcher;
use crate::text::Encoding;
use crate::theme::Role;
use crate::units::{Area, Cell};
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
    app.put_up(Line::default());
}

fn with(app: &mut App, name: &str) {
    app.put_up(Line { input: Input::new(format!("{name} ")), ..Line::default() });
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

impl Popup for Line {
    fn key(&mut self, app: &mut App, key: Key) -> Next {
        if let (Code::Tab, Some(command)) = (key.code, found(app, self).get(self.chosen)) {
            *self = Self { input: Input::new(command.name.to_owned()), ..Self::default() };
        }
        match list_key(&mut self.input, &mut self.chosen, key) {
            Step::Take => {
                app.ime_off();
                match argued(self) {
                    Some((argument, rest)) => {
                        use_up(app, argument.name);
                        (argument.run)(app, rest);
                    }
                    None => run(app, self),
                }
                return Next::Close;
            }
            Step::Leave => {
                app.ime_off();
                return Next::Close;
            }
            Step::Stay => {}
        }
        self.chosen = self.chosen.min(found(app, self).len().saturating_sub(1));
        Next::Stay
    }

    /// The list then begins at its first row again.
    fn field(&mut self) -> Option<&mut Input> {
        self.chosen = 0;
        Some(&mut self.input)
    }

    fn size(&self, app: &App, (w, h): (Cell, Cell)) -> Option<(Cell, Cell)> {
        let rows = found(app, self).len() as Cell;
        Some((76.min(w), (rows.clamp(3, 14) + 5).min(h)))
    }

    fn draw(&self, app: &App, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, app.screen.popup, &app.say("line-title"), &app.say("line-keys"));
        let (field, rest) = body.split_top(1);
        let x = paint.text(field.x, field.y, field.right(), ":", paint.over(Role::Popup, Role::Key));
        let cursor = typed(paint, Area { x, w: field.right().saturating_sub(x), ..field }, &self.input);
        let (_, list) = rest.split_top(1);
        if let Some(words) = argument(self) {
            let look = paint.over(Role::Popup, Role::Faint);
            sentence(paint, list, &app.say(words), look);
            return Some(cursor);
        }
        let found = found(app, self);
        draw_rows(paint, list, found.len(), self.chosen, |paint, n, area, look| {
            if let Some(command) = found.get(n) {
                let keys = app.hand.map.shown(command);
                paint.line_look(Area { w: 18.min(area.w), ..area }, command.name, look);
                paint.line_look(
                    Area { w: 12.min(area.w), ..area.inset(19, 0) },
                    &keys,
                    look.over(paint.look(Role::Key)),
                );
                paint.line_look(area.inset(32, 0), &app.say(&command.words()), look.over(paint.look(Role::Faint)));
            }
        });
        Some(cursor)
    }

    fn mouse(&self) -> Mouse {
        Mouse::Closes
    }
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

/// Settles the encoding of the document that is open, or cannot be opened; `auto` is what its bytes speak for.
fn encoding(app: &mut App, name: &str) {
    let open = app.reader.document.as_deref().map(|document| (document.path.to_string(), document.encoding.name()));
    let wanted = || app.reader.wanted.clone().map(|path| (path, String::new()));
    let Some((path, present)) = open.or_else(wanted) else { return };
    match (name, Encoding::named(name)) {
        ("", _) => app.notice_with("notice-encoding", &[("name", present)]),
        ("auto", _) => layers::settle(app, &path, None),
        (_, Some(encoding)) => layers::settle(app, &path, Some(encoding)),
        (_, None) => app.alarm(&Error::usage("error-no-such-encoding").with("name", name)),
    }
}

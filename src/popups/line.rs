//! The command line: every command by its name or what it does, and what takes an argument.

use crate::brush::{Paint, frame, rows as draw_rows, sentence, typed};
use crate::input::command::Command;
use crate::input::field::{Step, list_key};
use crate::input::key::{Code, Key};
use crate::input::matcher::Matcher;
use crate::state::request::Request;
use crate::state::{Model, Mouse, Next, Popup};
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
    run: fn(String) -> Request,
}

static ARGUMENTS: &[Argument] = &[
    Argument { name: "encoding", words: "line-encoding", run: Request::Encoding },
    Argument { name: "import", words: "line-import", run: Request::Import },
    Argument { name: "names", words: "line-names", run: Request::Names },
    Argument { name: "passages", words: "line-passages", run: Request::Passages },
    Argument { name: "hits", words: "line-hits", run: Request::Search },
    Argument { name: "theme", words: "line-theme", run: Request::Theme },
];

/// Opens the command line.
pub fn open(model: &mut Model) {
    model.put_up(Line::default());
}

fn with(model: &mut Model, name: &str) {
    model.put_up(Line { input: Input::new(format!("{name} ")), ..Line::default() });
}

/// Opens the command line for an encoding.
pub fn settle_encoding(model: &mut Model) {
    with(model, "encoding");
}

/// Opens the command line for a pattern of file names.
pub fn read_names(model: &mut Model) {
    with(model, "names");
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
pub fn found(model: &Model, line: &Line) -> Vec<&'static Command> {
    rows(model, line).into_iter().filter_map(|row| model.hand.map.commands().get(row)).collect()
}

/// Returns their places in the table.
fn rows(model: &Model, line: &Line) -> Vec<usize> {
    let matcher = Matcher::new(line.input.value());
    let scopes = model.scopes();
    let own = |command: &Command| command.listed && scopes.contains(&command.scope);
    let matches = |command: &Command| matcher.matches(command.name) || matcher.matches(&model.say(&command.words()));
    let wanted = model.hand.map.commands().iter().enumerate().filter(|(_, command)| own(command) && matches(command));
    let mut found: Vec<(usize, &Command)> = wanted.collect();
    let start = Matcher::start(line.input.value());
    let used = |command: &Command| model.hand.used.iter().position(|name| name == command.name).unwrap_or(usize::MAX);
    let begins = |command: &Command| match () {
        () if start.matches(command.name) => 0,
        () if start.matches(&model.say(&command.words())) => 1,
        () => 2,
    };
    found.sort_by_key(|(_, command)| (begins(command), used(command)));
    found.into_iter().map(|(row, _)| row).collect()
}

impl Popup for Line {
    fn key(&mut self, model: &mut Model, key: Key) -> Next {
        if let (Code::Tab, Some(command)) = (key.code, found(model, self).get(self.chosen)) {
            *self = Self { input: Input::new(command.name.to_owned()), ..Self::default() };
        }
        match list_key(&mut self.input, &mut self.chosen, key) {
            Step::Take => {
                match argued(self) {
                    Some((argument, rest)) => {
                        use_up(model, argument.name);
                        model.request((argument.run)(rest.to_owned()));
                    }
                    None => run(model, self),
                }
                return Next::Close;
            }
            Step::Leave => {
                return Next::Close;
            }
            Step::Stay => {}
        }
        self.chosen = self.chosen.min(found(model, self).len().saturating_sub(1));
        Next::Stay
    }

    /// The list then begins at its first row again.
    fn field(&mut self) -> Option<&mut Input> {
        self.chosen = 0;
        Some(&mut self.input)
    }

    fn size(&self, model: &Model, (w, h): (Cell, Cell)) -> Option<(Cell, Cell)> {
        let rows = found(model, self).len() as Cell;
        Some((76.min(w), (rows.clamp(3, 14) + 5).min(h)))
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &model.say("line-title"), &model.say("line-keys"));
        let (field, rest) = body.split_top(1);
        let x = paint.text(field.x, field.y, field.right(), ":", paint.over(Role::Popup, Role::Key));
        let cursor = typed(paint, Area { x, w: field.right().saturating_sub(x), ..field }, &self.input);
        let (_, list) = rest.split_top(1);
        if let Some(words) = argument(self) {
            let look = paint.over(Role::Popup, Role::Faint);
            sentence(paint, list, &model.say(words), look);
            return Some(cursor);
        }
        let found = found(model, self);
        draw_rows(paint, list, found.len(), self.chosen, |paint, n, area, look| {
            if let Some(command) = found.get(n) {
                let keys = model.hand.map.shown(command);
                paint.line_look(Area { w: 18.min(area.w), ..area }, command.name, look);
                paint.line_look(
                    Area { w: 12.min(area.w), ..area.inset(19, 0) },
                    &keys,
                    look.over(paint.look(Role::Key)),
                );
                paint.line_look(area.inset(32, 0), &model.say(&command.words()), look.over(paint.look(Role::Faint)));
            }
        });
        Some(cursor)
    }

    fn mouse(&self) -> Mouse {
        Mouse::Closes
    }
}

fn run(model: &mut Model, line: &Line) {
    let chosen = rows(model, line).get(line.chosen).copied();
    let Some((row, command)) = chosen.and_then(|row| Some((row, model.hand.map.commands().get(row)?))) else {
        let typed = line.input.value().trim().to_owned();
        model.notice_with("notice-no-such-command", &[("name", typed)]);
        return;
    };
    use_up(model, command.name);
    model.request(Request::Run(row));
}

/// Remembers that a command was used.
fn use_up(model: &mut Model, name: &str) {
    model.status.clear();
    model.hand.used.retain(|other| other != name);
    model.hand.used.insert(0, name.to_owned());
}

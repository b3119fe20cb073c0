//! The command line: every command by its name or what it does, and what takes an argument.

use crate::brush::{Paint, frame, rows as draw_rows, sentence, typed};
use crate::input::command::{Command, Group, Scope};
use crate::input::field::{Step, list_key};
use crate::input::key::{Code, Key};
use crate::input::matcher::{Fit, Ranker};
use crate::layout::width;
use crate::popups::tall;
use crate::state::request::Request;
use crate::state::{Model, Mouse, Next, Popup, Width};
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
    /// The key of what stands for the argument.
    blank: &'static str,
    /// The key of the sentence that says what may be typed.
    words: &'static str,
    run: fn(String) -> Request,
}

static ARGUMENTS: &[Argument] = &[
    Argument { name: "as", blank: "argument-genre", words: "line-as", run: Request::Genre },
    Argument { name: "encoding", blank: "argument-name", words: "line-encoding", run: Request::Encoding },
    Argument { name: "import", blank: "argument-file", words: "line-import", run: Request::Import },
    Argument { name: "names", blank: "argument-pattern", words: "line-names", run: Request::Names },
    Argument { name: "passages", blank: "argument-filter", words: "line-passages", run: Request::Passages },
    Argument { name: "hits", blank: "argument-words", words: "line-hits", run: Request::Search },
    Argument { name: "speaker", blank: "argument-name", words: "line-speaker", run: Request::Speaker },
    Argument { name: "turn", blank: "argument-name", words: "line-turn", run: Request::Turn },
    Argument { name: "theme", blank: "argument-name", words: "line-theme", run: Request::Theme },
    Argument { name: "width", blank: "argument-count", words: "line-width", run: Request::Width },
];

/// What comes first where nothing else decides: screens, then what concerns the document and the program.
const ORDER: &[(Scope, Group)] = &[
    (Scope::Any, Group::Screen),
    (Scope::Any, Group::Find),
    (Scope::Panes, Group::Find),
    (Scope::Panes, Group::Shape),
    (Scope::Any, Group::Pane),
    (Scope::Panes, Group::Pane),
    (Scope::Any, Group::Act),
    (Scope::Panes, Group::Act),
];

/// Groups of commands that nobody looks for by name, the last of all.
const LAST: &[Group] = &[Group::Select, Group::Move];

/// Returns the place of a command where nothing else decides.
fn order(command: &Command) -> usize {
    let known = ORDER.iter().position(|place| *place == (command.scope, command.group));
    let last = LAST.iter().position(|group| *group == command.group);
    known.unwrap_or(ORDER.len() + last.map_or(0, |n| n + 1))
}

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

/// Opens the command line for the name of the speaker at the cursor.
pub fn name_speaker(model: &mut Model) {
    with(model, "speaker");
}

/// Opens the command line for who speaks in the turn at the cursor.
pub fn give_turn(model: &mut Model) {
    with(model, "turn");
}

/// Opens the command line for the characters of a line.
pub fn set_width(model: &mut Model) {
    with(model, "width");
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

/// Returns the commands that match what is typed: those that fit best first, then those used last.
pub fn found(model: &Model, line: &Line) -> Vec<&'static Command> {
    rows(model, line).into_iter().filter_map(|row| model.hand.map.commands().get(row)).collect()
}

/// Returns their places in the table.
fn rows(model: &Model, line: &Line) -> Vec<usize> {
    let ranker = Ranker::new(line.input.value());
    let scopes = model.scopes();
    let own = |command: &Command| command.listed && scopes.contains(&command.scope);
    let fit = |command: &Command| {
        let fits = [command.name.to_owned(), model.say(&command.words()), command.label(&model.face.words)];
        fits.iter().filter_map(|name| ranker.fit(name)).min()
    };
    let wanted = model.hand.map.commands().iter().enumerate().filter(|(_, command)| own(command));
    let mut found: Vec<(usize, &Command, Fit)> = wanted.filter_map(|(n, c)| Some((n, c, fit(c)?))).collect();
    // What only stands inside of words is meant if nothing else is.
    if found.iter().any(|(.., fit)| *fit < Fit::Inside) {
        found.retain(|(.., fit)| *fit < Fit::Inside);
    }
    let used = |command: &Command| model.hand.used.iter().position(|name| name == command.name).unwrap_or(usize::MAX);
    found.sort_by_key(|(_, command, fit)| (*fit, used(command), order(command)));
    found.into_iter().map(|(row, ..)| row).collect()
}

/// Returns the name by which a command is typed, with what may be typed behind it.
fn written(model: &Model, command: &Command) -> String {
    match ARGUMENTS.iter().find(|argument| argument.name == command.name) {
        Some(argument) => format!("{} {}", command.name, model.say(argument.blank)),
        None => command.name.to_owned(),
    }
}

/// Cells of the name by which a command is typed, and of its keys.
const TYPED: Cell = 24;

const KEYS: Cell = 12;

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

    fn width(&self) -> Width {
        Width::Wide
    }

    fn height(&self, model: &Model, (_, h): (Cell, Cell)) -> Option<Cell> {
        Some(tall(found(model, self).len(), 4, h).min(h))
    }

    fn keys(&self, model: &Model) -> String {
        model.say("line-keys")
    }

    fn draw(&self, model: &Model, paint: &mut Paint<'_>) -> Option<(u16, u16)> {
        let body = frame(paint, model.screen.popup, &model.say("line-title"), &self.keys(model));
        let (field, rest) = body.split_top(1);
        let x = paint.text(field.x, field.y, field.right(), ":", paint.over(Role::Popup, Role::Key));
        let cursor = typed(paint, Area { x, w: field.right().saturating_sub(x), ..field }, (&self.input, false));
        let (_, list) = rest.split_top(1);
        if let Some(words) = argument(self) {
            let look = paint.over(Role::Popup, Role::Faint);
            sentence(paint, list, &model.say(words), look);
            return Some(cursor);
        }
        let found = found(model, self);
        if found.is_empty() {
            paint.line_look(list, &model.say("line-none"), paint.over(Role::Popup, Role::Faint));
        }
        draw_rows(paint, list, found.len(), self.chosen, |paint, n, area, look| {
            let Some(command) = found.get(n) else { return };
            let (key, faint) = (look.over(paint.look(Role::Key)), look.over(paint.look(Role::Faint)));
            let (area, keys) = area.split_right(KEYS.min(area.w));
            let (says, name) = area.split_right(TYPED.min(area.w / 2));
            let full = model.say(&command.words());
            let room = usize::from(says.w.saturating_sub(1));
            let fits = width(&full, paint.widths) <= room;
            let said = if fits { full } else { command.label(&model.face.words) };
            paint.line_look(Area { w: room as Cell, ..says }, &said, look);
            paint.line_look(name.inset(0, 1), &written(model, command), faint);
            // One without keys has its name there already.
            let shown = model.hand.map.shown(command);
            paint.line_look(keys, if shown.starts_with(':') && shown.len() > 1 { "" } else { &shown }, key);
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

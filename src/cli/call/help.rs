//! The help of every command, from the sentences in `assets/words`.
//!
//! A command is explained by `cmd-PATH`, an argument by `arg-PATH-NAME`, or by `arg-NAME` where it is the same for
//! several commands; `value-NAME` names what stands behind an option.

use super::super::args::Args;
use crate::layout::{Setting, rows, width};
use crate::text::Widths;
use crate::units::{ByteSpan, Cell, Slice};
use crate::words::Words;
use clap::builder::Styles;
use clap::{Arg, ArgAction, Command, CommandFactory};

/// The name of the command that explains others, and of what it is given.
pub const HELP: &str = "help";
/// The argument of [`HELP`].
pub const COMMAND: &str = "command";

/// The most cells of a row, and of the column of names.
const WIDEST: u16 = 100;
const NAMES: usize = 30;

/// Returns the command line, every command with its help.
pub fn explained(words: &Words) -> Command {
    let root = Args::command().disable_version_flag(true).disable_help_subcommand(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let root = root.arg(version);
    let shared: Vec<Arg> = root.get_arguments().filter(|arg| arg.is_global_set()).cloned().collect();
    explain(root, words, &[], &shared)
}

fn explain(command: Command, words: &Words, path: &[&str], shared: &[Arg]) -> Command {
    let mut command =
        command.disable_help_flag(true).arg(Arg::new("help").short('h').long("help").action(ArgAction::Help));
    if command.has_subcommands() {
        command = command.subcommand(Command::new(HELP).arg(Arg::new(COMMAND).num_args(0..).action(ArgAction::Append)));
    }
    command = command.mut_args(|arg| {
        let name = takes(&arg).then(|| words.say(&value_key(&arg)));
        match name {
            Some(name) => arg.value_name(name),
            None => arg,
        }
    });
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in &names {
        let path = [path, &[name.as_str()]].concat();
        command = command.mut_subcommand(name, |sub| explain(sub, words, &path, shared));
    }
    let text = Page { words, path, shared, command: &command }.text();
    command.override_help(text)
}

/// Returns how a command is called, without what explains it.
pub fn usage(command: &Command, path: &[&str], words: &Words) -> String {
    let mut parts = vec!["meipi".to_owned()];
    parts.extend(path.iter().map(|name| (*name).to_owned()));
    parts.push(words.say("call-options"));
    let required = command.get_opts().filter(|arg| arg.is_required_set());
    parts.extend(required.map(|arg| option(arg).trim_start().to_owned()));
    parts.extend(command.get_positionals().map(positional));
    if command.has_subcommands() {
        parts.push(words.say(if command.is_subcommand_required_set() { "call-command" } else { "call-maybe-command" }));
    }
    parts.join(" ")
}

/// Returns the key of the sentence that explains an argument of a command.
pub fn arg_key(words: &Words, path: &[&str], id: &str) -> String {
    let id = id.replace('_', "-");
    let own = format!("arg-{}-{id}", path.join("-"));
    if words.has(&own) { own } else { format!("arg-{id}") }
}

/// Returns the key of the sentence that explains a command.
pub fn command_key(path: &[&str]) -> String {
    match path {
        [] => "cmd-meipi".to_owned(),
        [.., HELP] => format!("cmd-{HELP}"),
        path => format!("cmd-{}", path.join("-")),
    }
}

/// Returns the key of what names the value of an argument.
pub fn value_key(arg: &Arg) -> String {
    let named = arg.get_value_names().and_then(<[_]>::first).map(|name| name.as_str().to_owned());
    format!("value-{}", named.unwrap_or_else(|| arg.get_id().as_str().to_owned()).to_lowercase().replace('_', "-"))
}

fn takes(arg: &Arg) -> bool {
    arg.is_positional() || arg.get_action().takes_values()
}

fn value(arg: &Arg) -> String {
    arg.get_value_names().and_then(<[_]>::first).map(|name| name.as_str().to_owned()).unwrap_or_default()
}

fn positional(arg: &Arg) -> String {
    let more = if matches!(arg.get_action(), ArgAction::Append) { "..." } else { "" };
    if arg.is_required_set() { format!("<{}>{more}", value(arg)) } else { format!("[{}]{more}", value(arg)) }
}

fn option(arg: &Arg) -> String {
    let short = arg.get_short().map_or_else(|| "    ".to_owned(), |short| format!("-{short}, "));
    let long = arg.get_long().map(|long| format!("--{long}")).unwrap_or_default();
    let value = if takes(arg) { format!(" <{}>", value(arg)) } else { String::new() };
    format!("{short}{long}{value}")
}

/// The help of a command.
struct Page<'a> {
    words: &'a Words,
    path: &'a [&'a str],
    shared: &'a [Arg],
    command: &'a Command,
}

impl Page<'_> {
    fn text(&self) -> String {
        let mut found = paragraph(&self.words.say(&command_key(self.path)), 0);
        found.extend(["\n", &self.head("call-usage"), &usage(self.command, self.path, self.words), "\n"]);
        let commands = self.command.get_subcommands().map(|sub| {
            let path = [self.path, &[sub.get_name()]].concat();
            (sub.get_name().to_owned(), self.with_aliases(&command_key(&path), sub.get_visible_aliases(), ""))
        });
        self.section("call-commands", commands.collect(), &mut found);
        let positionals = self.command.get_positionals().map(|arg| (positional(arg), self.argument(self.path, arg)));
        self.section("call-arguments", positionals.collect(), &mut found);
        let own = self.command.get_arguments().filter(|arg| !arg.is_positional());
        let is_shared = |arg: &&Arg| !self.shared.iter().any(|shared| shared.get_id() == arg.get_id());
        let own: Vec<&Arg> = own.filter(|arg| is_shared(arg) && !arg.is_hide_set()).collect();
        let mut options: Vec<(String, String)> =
            own.into_iter().map(|arg| (option(arg), self.argument(self.path, arg))).collect();
        options.extend(self.shared.iter().map(|arg| {
            let named = arg.clone().value_name(self.words.say(&value_key(arg)));
            (option(&named), self.argument(&[], &named))
        }));
        self.section("call-options-head", options, &mut found);
        found
    }

    fn head(&self, key: &str) -> String {
        let styles = Styles::styled();
        let style = styles.get_header();
        format!("{style}{}{style:#}", self.words.say(key))
    }

    /// Adds names and what explains them, in two columns.
    fn section(&self, head: &str, lines: Vec<(String, String)>, to: &mut String) {
        if lines.is_empty() {
            return;
        }
        to.extend(["\n", &self.head(head), "\n"]);
        let cells = |name: &str| width(name, Widths::Narrow);
        let column = lines.iter().map(|(name, _)| cells(name)).filter(|wide| *wide <= NAMES).max().unwrap_or(NAMES);
        let styles = Styles::styled();
        let style = styles.get_literal();
        for (name, text) in lines {
            let text = paragraph(&text, column + 4);
            let pad = column.saturating_sub(cells(&name));
            let text = if cells(&name) > column { format!("\n{text}") } else { text.trim_start().to_owned() };
            to.extend([format!("  {style}{name}{style:#}{}  {text}", " ".repeat(pad))]);
        }
    }

    /// Explains an argument: its sentence, what holds without it, what it may be.
    fn argument(&self, path: &[&str], arg: &Arg) -> String {
        let mut more = String::new();
        if arg.get_action().takes_values() {
            let list = |values: Vec<String>| values.join(", ");
            let values = list(arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect());
            let default = list(arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect());
            for (key, said) in [("call-values", values), ("call-default", default)] {
                if !said.is_empty() {
                    more += &self.words.fill(key, &[("said", said)]);
                }
            }
        }
        let aliases = arg.get_visible_aliases().unwrap_or_default().into_iter().map(|name| format!("--{name}"));
        let aliases: Vec<String> = aliases.collect();
        let key = arg_key(self.words, path, arg.get_id().as_str());
        self.with_aliases(&key, aliases.iter().map(String::as_str), &more)
    }

    fn with_aliases<'n>(&self, key: &str, names: impl Iterator<Item = &'n str>, more: &str) -> String {
        let names: Vec<&str> = names.collect();
        let names = match names.as_slice() {
            [] => String::new(),
            names => self.words.fill("call-alias", &[("said", names.join(", "))]),
        };
        format!("{}{more}{names}", self.words.say(key))
    }
}

/// Returns a text in rows behind a margin, broken as Chinese is.
fn paragraph(text: &str, margin: usize) -> String {
    let room = usize::from(columns().min(WIDEST)).saturating_sub(margin).max(20);
    let mut found = String::new();
    for line in text.split('\n') {
        for row in rows(line, Setting::new(room as Cell, Widths::Narrow), true) {
            let text = line.slice(ByteSpan::at(row.start, row.end)).trim_end();
            found.extend([" ".repeat(margin).as_str(), text, "\n"]);
        }
        if line.is_empty() {
            found.push('\n');
        }
    }
    found
}

/// Returns the cells of a row of the terminal.
fn columns() -> u16 {
    #[cfg(unix)]
    if let Ok(size) = rustix::termios::tcgetwinsize(rustix::stdio::stdout())
        && size.ws_col > 0
    {
        return size.ws_col;
    }
    80
}

#[cfg(test)]
mod tests;

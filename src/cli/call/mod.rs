//! The call of the program: read, explained and refused in the language of the reader.

pub mod help;
mod wrong;

use super::args::Args;
use super::out::{tell, visible};
use crate::words::{Words, quoted};
use clap::{ArgMatches, Error, FromArgMatches};
use std::ffi::OsString;

/// Returns the language that is asked for on the command line, before it is read.
pub fn asked_language() -> Option<String> {
    let mut words = std::env::args_os().skip(1).take_while(|word| word != "--");
    loop {
        let word = words.next()?;
        let word = word.to_string_lossy();
        if word == "--lang" {
            return words.next().map(|lang| lang.to_string_lossy().into_owned());
        }
        if let Some(lang) = word.strip_prefix("--lang=") {
            return Some(lang.to_owned());
        }
    }
}

/// Reads the command line. What is wrong with it, or was asked of it, is said; the error is the exit status.
///
/// # Errors
/// The call is not understood: 2; it asks for help or the version: 0.
pub fn arguments(words: &Words) -> Result<Args, u8> {
    let call: Vec<OsString> = std::env::args_os().collect();
    parse(&call, words).map_err(|error| {
        let status = if error.use_stderr() { 2 } else { 0 };
        if status == 0 {
            drop(error.print());
            return status;
        }
        // The same words, as a sentence may repeat them, are wrong in the same way.
        let shown: Vec<OsString> = call.iter().map(|word| visible(&quoted(&word.to_string_lossy())).into()).collect();
        let error = parse(&shown, words).err().unwrap_or(error);
        tell(&wrong::told(&error, &shown, words));
        status
    })
}

fn parse(call: &[OsString], words: &Words) -> Result<Args, Error> {
    let mut matches = help::explained(words).try_get_matches_from(call)?;
    if let Some(path) = asked_help(&matches) {
        // `help NAME` is `NAME --help`.
        let flagged = call.iter().take(1).cloned().chain(path).chain([OsString::from("--help")]);
        matches = help::explained(words).try_get_matches_from(flagged)?;
    }
    Args::from_arg_matches(&matches)
}

/// Returns the commands whose help is asked for by the command `help`.
fn asked_help(matches: &ArgMatches) -> Option<Vec<OsString>> {
    let (name, inner) = matches.subcommand()?;
    if name == help::HELP {
        let named = inner.get_many::<String>(help::COMMAND).unwrap_or_default();
        return Some(named.map(OsString::from).collect());
    }
    let rest = asked_help(inner)?;
    Some([OsString::from(name)].into_iter().chain(rest).collect())
}

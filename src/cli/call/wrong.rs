//! What is wrong with a call, as a sentence.

use super::help::{explained, usage};
use crate::words::Words;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;
use std::ffi::OsString;

/// Says what is wrong, what may have been meant, and how it is called.
pub fn told(error: &Error, call: &[OsString], words: &Words) -> String {
    let mut lines = vec![format!("meipi: {}", sentence(error, words))];
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near: Vec<String> = near.into_iter().flat_map(|kind| listed(error, kind)).collect();
    if !near.is_empty() {
        lines.push(words.fill("call-similar", &[("similar", near.join(", "))]));
    }
    let root = explained(words);
    let (mut command, mut path) = (&root, Vec::new());
    for word in call.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(sub) = command.find_subcommand(word) {
            path.push(sub.get_name());
            command = sub;
        }
    }
    lines.push(format!("\n{}{}", words.say("call-usage"), usage(command, &path, words)));
    let call = [&["meipi"], path.as_slice()].concat().join(" ");
    lines.push(words.fill("call-more", &[("call", call)]));
    lines.join("\n")
}

fn sentence(error: &Error, words: &Words) -> String {
    let arg = listed(error, ContextKind::InvalidArg).join(", ");
    let value = listed(error, ContextKind::InvalidValue).join(", ");
    let fill = |key: &str, blanks: &[(&str, &str)]| {
        let blanks: Vec<(&str, String)> = blanks.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        words.fill(key, &blanks)
    };
    match error.kind() {
        ErrorKind::UnknownArgument => fill("call-unknown", &[("arg", &arg)]),
        ErrorKind::InvalidSubcommand => {
            fill("call-no-such-command", &[("command", &listed(error, ContextKind::InvalidSubcommand).join(" "))])
        }
        ErrorKind::MissingRequiredArgument => fill("call-missing", &[("arg", &arg)]),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            words.say("call-no-command")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            fill("call-no-value", &[("arg", &arg)])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let said = fill("call-bad-value", &[("value", &value), ("arg", &arg)]);
            let source = error.source().map(ToString::to_string).unwrap_or_default();
            let range = source.split_once(" is not in ").map(|(_, range)| range.replace("..=", "-"));
            let values = range.into_iter().chain(listed(error, ContextKind::ValidValue)).collect::<Vec<_>>().join(", ");
            if values.is_empty() { said } else { said + &fill("call-values", &[("said", &values)]) }
        }
        ErrorKind::TooManyValues => fill("call-more-values", &[("value", &value), ("arg", &arg)]),
        ErrorKind::ArgumentConflict => {
            let other = listed(error, ContextKind::PriorArg).join(", ");
            let key = if other == arg || other.is_empty() { "call-twice" } else { "call-conflict" };
            fill(key, &[("arg", &arg), ("other", &other)])
        }
        ErrorKind::InvalidUtf8 => words.say("call-no-unicode"),
        _ => words.say("call-wrong"),
    }
}

/// Returns what an error knows of a kind.
fn listed(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

//! The subcommands: data to stdout, words for people to stderr.

mod annotate;
mod args;
mod call;
mod check;
mod config;
mod context;
pub mod desk;
mod exporting;
mod finding;
mod history;
mod import;
mod importing;
mod merging;
mod opener;
mod out;
mod refresh;
mod structure;
mod tags;
mod upkeep;

pub use args::{Args, Command, Shared};
pub use call::{arguments, asked_language};
pub use context::Context;
pub use out::tell;
pub use upkeep::KeyRow;

use crate::error::{Error, Result};
use crate::settings::Settings;

/// What the subcommands are told of the keys.
pub struct Keys {
    /// The rows of the table of commands, as plain data.
    pub rows: Vec<KeyRow>,
    /// Says what is wrong with the keys of settings.
    pub clashes: fn(&Settings) -> Vec<Error>,
}

/// Runs a subcommand.
///
/// # Errors
/// Whatever the command meets; its kind gives the exit status.
pub fn run(context: &Context, command: Command, keys: &Keys) -> Result<()> {
    // A name that is none is told before anything is done.
    context.encoding()?;
    context.shared.read_as()?;
    let mut out = out::Out::stdout();
    match command {
        Command::Outline(args) => structure::outline(context, &args, &mut out),
        Command::Cat(args) => structure::cat(context, &args, &mut out),
        Command::Text { file } => structure::text(context, &file, &mut out),
        Command::Words { file } => structure::words(context, &file, &mut out),
        Command::Sentences { file } => structure::sentences(context, &file, &mut out),
        Command::Search(args) => finding::search(context, &args, &mut out),
        Command::Annotate(args) => annotate::annotate(context, &args, &mut out),
        Command::Annotations(args) => annotate::annotations(context, &args, &mut out),
        Command::Delete { id } => annotate::delete(context, &id),
        Command::Tags(args) => tags::tags(context, args, &mut out),
        Command::Export(args) => exporting::export(context, &args, &mut out),
        Command::Import(args) => importing::import(context, &args),
        Command::Formats { schema } => exporting::formats(context, schema, &mut out),
        Command::Keys { format } => upkeep::keys(context, &keys.rows, &format, &mut out),
        Command::Config { action } => config::config(context, action.unwrap_or_default(), keys.clashes, &mut out),
        Command::Demo { again, .. } => upkeep::demo(context, again, &mut out),
        Command::Init { folder, central, git, readings } => {
            upkeep::init(context, folder, (central, git), readings.as_deref(), &mut out)
        }
        Command::Merge { base, ours, theirs, path } => {
            merging::merge(context, [&base, &ours, &theirs], path.as_deref())
        }
        Command::Where { paths } => upkeep::places(context, &paths, &mut out),
        Command::Check(args) => check::check(context, &args, &mut out),
        Command::History { format } => history::history(context, &format, &mut out),
        Command::Refresh { files, write } => refresh::refresh(context, &files, write, &mut out),
        Command::Restore { id } => history::restore(context, &id),
    }
}

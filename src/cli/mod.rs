//! The subcommands: data to stdout, words for people to stderr.

mod annotate;
mod args;
mod context;
mod exporting;
mod finding;
mod out;
mod structure;
mod tags;
mod upkeep;

pub use args::{Args, Command, Shared};
pub use context::Context;
pub use upkeep::KeyRow;

use crate::error::Result;

/// Runs a subcommand. `keys` are the rows of the table of commands, as plain data.
///
/// # Errors
/// Whatever the command meets; its kind gives the exit status.
pub fn run(context: &Context, command: Command, keys: &[KeyRow]) -> Result<()> {
    let mut out = out::Out::stdout();
    match command {
        Command::Outline(args) => structure::outline(context, &args, &mut out),
        Command::Cat(args) => structure::cat(context, &args, &mut out),
        Command::Words { file } => structure::words(context, &file, &mut out),
        Command::Sentences { file } => structure::sentences(context, &file, &mut out),
        Command::Search(args) => finding::search(context, &args, &mut out),
        Command::Annotate(args) => annotate::annotate(context, &args, &mut out),
        Command::Annotations(args) => annotate::annotations(context, &args, &mut out),
        Command::Delete { id } => annotate::delete(context, &id),
        Command::Tags(args) => tags::tags(context, args, &mut out),
        Command::Export(args) => exporting::export(context, &args, &mut out),
        Command::Formats => exporting::formats(context, &mut out),
        Command::Keys { format } => upkeep::keys(context, keys, &format, &mut out),
        Command::Init { folder, central } => upkeep::init(context, folder, central, &mut out),
        Command::Where { paths } => upkeep::places(context, &paths, &mut out),
        Command::Check { paths, format } => upkeep::check(context, &paths, &format, &mut out),
    }
}

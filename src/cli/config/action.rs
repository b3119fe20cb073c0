//! What `config` may be asked to do.

#![allow(missing_docs, reason = "assets/words explains every command and argument")]

use clap::Subcommand;

/// What is to be done with the settings.
#[derive(Clone, Copy, Debug, Default, Subcommand)]
pub enum Action {
    #[default]
    Print,
    Check,
    Path,
}

//! What `config` may be asked to do.

use clap::Subcommand;

/// What is to be done with the settings.
#[derive(Clone, Copy, Debug, Default, Subcommand)]
pub enum Action {
    /// Print all settings as they are by default, explained.
    #[default]
    Print,
    /// Say whether config.ron can be read, and its keys be given.
    Check,
    /// Print the path of config.ron.
    Path,
}

//! The program in a terminal: taken, kept in step with the state, given back.

mod backend;
mod clipboard;
mod env;
mod exchange;
mod filter;
mod input;
mod jobs;
mod last;
mod probe;
mod run;
mod terminal;
mod writer;

pub use backend::Screen;
pub use env::Env;
pub use jobs::{Jobs, perform};
pub use run::{Start, lang, run, settings};

//! The program in a terminal: taken, kept in step with the state, given back.

#[cfg(unix)]
mod arrival;
mod backend;
mod clipboard;
mod editor;
mod env;
mod exchange;
mod filter;
mod input;
mod jobs;
mod last;
mod probe;
mod rest;
mod run;
mod settled;
mod signals;
mod terminal;
mod told;
mod writer;

pub use backend::Screen;
pub use env::Env;
pub use jobs::{Jobs, perform};
pub use run::{Start, run};
pub use settled::{lang, settings};

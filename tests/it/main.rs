//! The tests of the whole program in one: a program for each would have to be linked with everything.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may panic"
)]

#[path = "../support/screen.rs"]
mod bench;
#[path = "../support/changes.rs"]
mod changes;
#[path = "../../src/laws.rs"]
mod laws;
#[path = "../support/prose.rs"]
mod prose;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/survival.rs"]
mod survival;
#[path = "../support/targets.rs"]
mod targets;

mod anchoring;
mod books;
mod check;
mod cited;
mod cli;
mod codebook;
mod corpora;
mod correct;
mod counts;
mod decoding;
mod dressed;
mod encodings;
mod exchange;
mod faults;
mod formats;
mod former;
mod genres;
mod git;
mod gone;
mod guards;
mod hints;
mod histories;
mod history;
mod hostile;
mod keys;
mod languages;
mod marks;
mod plain;
mod pty;
mod reading;
mod screen;
mod screens;
mod searching;
mod spaced;
mod storm;
mod structure;
mod transcribed;
mod typeset;

//! meipi 眉批: a reader and annotator for Chinese text in the terminal.
//!
//! The rooms of the house stand on floors; a room imports only from the floors below it.

#![cfg_attr(test, allow(clippy::string_slice, reason = "a test may panic"))]

pub mod actions;
pub mod analysis;
pub mod annotation;
pub mod app;
pub mod brush;
pub mod cli;
pub mod error;
pub mod exchange;
pub mod files;
pub mod input;
#[cfg(test)]
mod laws;
pub mod layout;
pub mod library;
pub mod panes;
mod pool;
pub mod popups;
pub mod screens;
pub mod settings;
pub mod state;
pub mod store;
pub mod text;
pub mod theme;
pub mod tui;
pub mod units;
pub mod words;

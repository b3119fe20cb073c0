//! What a person does, as values: keys and how they are written, commands, the keys that lead to them.
//!
//! This room knows nothing of the program's state: a command is a row without its deed, and the table of rows is handed
//! to whoever needs it.

pub mod command;
pub mod field;
pub mod form;
pub mod key;
pub mod keymap;
pub mod lines;
pub mod matcher;
pub mod mouse;
pub mod path;

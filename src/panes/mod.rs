//! The three panes: the list of articles, the text, the sidebar; each with what is done in it and how it is drawn.

pub mod list;
pub mod side;
pub mod text;

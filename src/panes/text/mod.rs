//! The text pane: moving, selecting, what is about the place where one is.

pub mod copy;
pub mod draw;
mod empty;
pub mod find;
pub mod light;
pub mod minimap;
pub mod motion;
pub mod place;
pub mod reshape;
pub mod rows;
pub mod select;
pub mod signs;
pub mod units;

#[cfg(test)]
mod tests;

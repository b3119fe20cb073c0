//! Tables: a row is an article. Its headline is the key of the row, its text what stands in the columns of text, and
//! all other cells are said of it.

pub mod columns;
pub mod compose;
pub mod csv;
pub mod grid;
pub mod lines;
pub mod open;
pub mod place;
pub mod scan;
pub mod sheet;
pub mod styles;
pub mod xlsx;

#[cfg(test)]
mod laws;

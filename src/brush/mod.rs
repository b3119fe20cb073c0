//! The brush: what everything on the screen is painted with. Glyphs into cells, frames, fields, rows; it knows looks
//! and rectangles, and nothing of the program's state.

mod chip;
mod field;
mod frame;
mod paint;
mod rows;
mod runs;
mod text;

pub use chip::{chip, chips};
pub use field::{field, labelled, typed};
pub use frame::frame;
pub use paint::{COVERED, Paint, style};
pub use rows::{row_look, rows};
pub use runs::{paragraph, runs};
pub use text::{sentence, sentences};

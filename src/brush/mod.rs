//! The brush: what everything on the screen is painted with. Glyphs into cells, frames, fields, rows; it knows looks
//! and rectangles, and nothing of the program's state.

pub mod bars;
mod beyond;
mod chip;
mod columns;
mod field;
mod form;
mod frame;
mod hints;
mod paint;
mod rows;
mod runs;
mod sections;
pub mod table;
mod text;

pub use beyond::{beyond, beyond_width, parted};
pub use chip::{TagRow, chip, chips, tag_row};
pub use columns::{Block, Columns, KeyRow};
pub use field::{field, labelled, typed};
pub use form::{form, form_height, lines};
pub use frame::frame;
pub use hints::{Hint, escape, hints, hints_width};
pub use paint::{COVERED, Paint, style};
pub use rows::{row_look, rows};
pub use runs::{paragraph, runs};
pub use sections::Sections;
pub use text::{centred, sentence, sentences};

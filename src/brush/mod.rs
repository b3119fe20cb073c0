//! The brush: what everything on the screen is painted with. Glyphs into cells, frames, fields, rows; it knows looks
//! and rectangles, and nothing of the program's state.

mod chip;
mod field;
mod form;
mod frame;
mod paint;
mod rows;
mod sections;
mod text;

pub use chip::{chip, chips};
pub use field::{field, labelled, typed};
pub use form::{form, form_height, lines};
pub use frame::frame;
pub use paint::{COVERED, Paint, style};
pub use rows::{row_look, rows};
pub use sections::Sections;
pub use text::{sentence, sentences};

//! From text and a width to rows, and from rows to glyphs in cells.

pub mod breaker;
mod class;
pub mod galley;
pub mod glyph;
mod seam;
pub mod table;

pub use breaker::{Row, Setting, rows};
pub use galley::{Anchor, Galley, Line, RowCache};
pub use glyph::{Glyph, fit, fit_left, fit_middle, glyphs, width};
pub use seam::Level;
pub use table::{Set, Tables};

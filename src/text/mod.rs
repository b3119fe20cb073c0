//! From bytes to a document, its structure and its words.

mod align;
pub mod certain;
pub mod decode;
mod detect;
pub mod diff;
pub mod document;
mod enclosed;
mod encoding;
pub mod flow;
pub mod fold;
mod former;
mod frequency;
pub mod guard;
mod language;
pub mod markup;
pub mod needle;
pub mod offsets;
pub mod patterns;
pub mod prefilter;
pub mod quote;
pub mod reading;
pub mod runs;
pub mod search;
pub mod sentence;
pub mod signature;
pub mod soft;
pub mod source;
mod speech;
pub mod structure;
mod transcript;
pub mod width;
pub mod window;
pub mod word;

pub use document::{Document, Layers, TextId};
pub use encoding::Encoding;
pub use flow::Flow;
pub use former::{former, readings};
pub use markup::{Ink, Markup};
pub use reading::{Erratum, Reading};
pub use structure::{Article, Block, BlockId, Correction, Genre, Kind, Part, Ruling, Said, Structure, View};
pub use transcript::Transcript;
pub use width::Widths;

/// Tells whether the character is a Chinese one (or a mark that is set like one).
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{303f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
        || "“”‘’…—·".contains(c)
}

/// Tells whether the character is a Chinese character proper, not a mark.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

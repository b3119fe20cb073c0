//! What the lines of a page are and which article they belong to.
//!
//! Lines are read once ([`lines`]) and judged by weighed cues ([`judge`], with the tables of [`cues`]). What sort of
//! text they make decides what may move ([`form`]): the lines of a plain text stay where they stand ([`plain`]), the
//! articles of a page are put together ([`assign`]), the rest of an interrupted one with them ([`resume`]). Then all
//! are gathered into blocks ([`gather`]), and those of one speaker, entry or row into turns ([`turns`]). At each step what a person corrected wins over the guess ([`correct`]). Nothing here
//! fails: a text without any structure is one article.

mod assign;
mod blocks;
mod contents;
mod correct;
mod cues;
mod decode;
mod folios;
mod form;
mod gather;
mod genre;
mod given;
mod imprint;
mod judge;
mod kind;
mod lines;
mod lists;
mod marks;
mod named;
mod names;
mod neighbours;
mod page;
mod papers;
mod plain;
mod resume;
mod series;
mod turns;
mod works;
mod writers;

pub use correct::{Correction, Ruling};
pub use decode::fit::{Labelled, fit};
pub use decode::{Weights, Why};
pub use form::Form;
pub use genre::Genre;
pub use imprint::printed;
pub use judge::{Reason, reasons};

pub use blocks::{Article, Block, BlockId, Part, Structure};
pub use kind::{Kind, View};
pub use turns::turn::{Said, Turn};

/// Texts above this many bytes are structured locally: the structure of a prefix is then a prefix of
/// the structure.
pub const LOCAL_ABOVE: usize = 1 << 20;

impl Structure {
    /// Reads the structure of a text, with what a person corrected. `local` looks at the neighbourhood of
    /// each line only.
    pub fn new(text: &str, local: bool, corrections: &[Correction], view: View) -> Self {
        let lines = lines::wrapped(text, lines::read(text), local);
        let told = correct::genre(corrections);
        let (genre, mut judged) = judge::judge(text, lines, local, told);
        let form = Form::of(text, &judged, (genre, told.is_some()), local);
        // What the head of a long text shows is known of all its lines, as what a person told is.
        let known = told.or(Some(genre).filter(|genre| local && genre.has_turns()));
        assign::assign(text, &mut judged, (form, genre, known), local);
        if corrections.iter().any(|correction| correction.ruling == Ruling::Split) {
            let guess = gather::gather(text, &judged, form, View::Reading);
            let goes_on = |line: &lines::Line| {
                let block = guess.block_at(line.span.start).and_then(|id| guess.block(id));
                block.is_some_and(|block| block.start() < line.span.start)
            };
            judged = correct::split(text, judged, corrections, goes_on);
        }
        correct::kinds(&mut judged, corrections);
        correct::articles(&mut judged, corrections);
        assign::gather_in(&mut judged);
        let structure = gather::gather(text, &judged, form, view);
        let page = form == Form::Page;
        let genre = match genre {
            Genre::Article | Genre::Report if page && told.is_none() => Genre::Page,
            Genre::Plain if local && structure.has_chapters() => Genre::Book,
            genre => genre,
        };
        let mut structure = Self { genre, told: told.is_some(), ..structure };
        turns::find(text, &mut structure);
        structure
    }
}

#[cfg(test)]
mod cases;

#[cfg(test)]
pub mod laws;

#[cfg(test)]
mod tests;

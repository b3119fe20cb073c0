//! Annotations go out of the program in the formats that other tools read, and come in from them.

mod common;
mod formats;
mod intake;
mod out;

pub use common::facet::Facet;
pub use common::iri::is_base;
pub use common::parcel::{Member, Parcel};
pub use common::taxonomy::Separator;
pub use formats::json::SCHEMA;
pub use formats::tables::Against;
pub use formats::{Choice, FORMATS, Format, Group, format};
pub use intake::codebook;
pub use intake::incoming::Incoming;
pub use intake::recognise::recognise;
pub use intake::{Here, Intake, Trees, intake};
pub use out::bundle::{Bundle, Entry, Progress, Source};
pub use out::landing::{Ground, Landing, Replace};
pub use out::rendition::{Errata, Rendition, Sources};
pub use out::select::{Left, Reason, Select};

use crate::error::Result;
use crate::text::word::Segmenter;
use crate::words::Words;

/// In what offsets and tokens are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Code points, characters.
    #[default]
    Char,
    /// Units of UTF-16.
    Utf16,
    /// Words of the segmenter.
    Word,
}

/// How a format is to be written.
#[derive(Clone, Default)]
pub struct Options {
    /// Markdown: by tag instead of by article.
    pub by_tag: bool,
    /// CSV: with a byte order mark, for spreadsheets.
    pub bom: bool,
    /// CSV: no guard before cells that a spreadsheet would run.
    pub raw: bool,
    /// Which text goes along; by default what the format is for.
    pub sources: Option<Sources>,
    /// What becomes of corrected words; by default they are marked where people read, and left alone elsewhere.
    pub errata: Option<Errata>,
    /// BIO: characters or words; doccano: code points or UTF-16.
    pub unit: Unit,
    /// REFI-QDA: names of tags that stand in several places are written with their paths, as `QualCoder` needs them.
    pub qualcoder: bool,
    /// Tables: what tags are counted against.
    pub against: Against,
    /// Tables: tags that are not in use have a row too.
    pub all: bool,
    /// Tables: tags count for those above them.
    pub roll_up: bool,
    /// Web Annotation: what the addresses of documents begin with; by default they name the library alone.
    pub base: Option<String>,
    /// Cuts into words.
    pub segmenter: Segmenter,
}

/// What a format makes of a bundle.
pub struct Written {
    /// The files.
    pub parcel: Parcel,
    /// What could not be told from the bundle alone that the format cannot hold, with its count.
    pub beyond: Vec<(Facet, usize)>,
}

impl From<Vec<u8>> for Written {
    fn from(data: Vec<u8>) -> Self {
        Self { parcel: Parcel::One(data), beyond: Vec::new() }
    }
}

/// Writes a bundle; the same bundle always gives the same bytes.
pub type Write = fn(&Bundle, &Options, &Words) -> Result<Written>;

/// Reads the files of a format; the name is said where something is wrong.
pub type Read = fn(&str, Parcel, &Options) -> Result<Incoming>;

/// Returns data without a byte order mark of UTF-8.
fn without_mark(data: &[u8]) -> &[u8] {
    data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data)
}

#[cfg(test)]
mod tests;

//! Annotations go out of the program in the formats that other tools read.

mod bundle;
pub mod codebook;
mod csv;
mod json;
mod markdown;

pub use bundle::{Bundle, Entry, Select};

use crate::error::Result;
use crate::words::Words;

/// How a format is to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Markdown: by tag instead of by article.
    pub by_tag: bool,
    /// CSV: with a byte order mark, for spreadsheets.
    pub bom: bool,
    /// CSV: no guard before cells that a spreadsheet would run.
    pub raw: bool,
}

/// A format: one row of the table.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// The key of the words that describe it.
    pub words: &'static str,
    /// Writes a bundle; the same bundle always gives the same bytes.
    pub write: fn(&Bundle, Style, &Words) -> Result<Vec<u8>>,
}

/// All formats, in the order in which they are offered.
pub static FORMATS: &[Format] = &[
    Format { name: "markdown", extension: "md", words: "format-markdown", write: markdown::write },
    Format { name: "csv", extension: "csv", words: "format-csv", write: csv::write_csv },
    Format { name: "tsv", extension: "tsv", words: "format-tsv", write: csv::write_tsv },
    Format { name: "json", extension: "json", words: "format-json", write: json::write },
    Format { name: "jsonl", extension: "jsonl", words: "format-jsonl", write: json::write_lines },
];

/// Returns the format of a name or of an extension.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name || format.extension == name)
}

#[cfg(test)]
mod tests;

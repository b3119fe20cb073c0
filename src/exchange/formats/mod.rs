//! The formats: a file or a folder each, and the table with a row for each.

pub mod bibtex;
pub mod bio;
pub mod brat;
pub mod commented;
pub mod csv;
pub mod doccano;
pub mod docx;
mod format;
pub mod html;
pub mod json;
pub mod list;
pub mod markdown;
pub mod org;
pub mod refi;
pub mod remarked;
pub mod tables;
pub mod taguette;
pub mod w3c;
pub mod webanno;
pub mod xmi;

use crate::error::{Error, Result};
use crate::exchange::Facet::{
    Attributes, Coders, Colours, Controls, Created, Definitions, Edges, Guides, Ids, Lost, Marks, Memos, Modified,
    Notes, Order, Overlaps, Plain, Spans, Tree, Unused, Whole,
};
use crate::exchange::{Facet, Parcel, Read};
use crate::exchange::{Incoming, Options};
use Choice::{Against, All, Base, Bom, By, Errata, Qualcoder, Raw, RollUp, Sources, Texts, Utf16, Word};
pub use format::{Choice, Format, Group};

/// What formats for people hold; by article nothing is said of tags but their names.
const DIGEST: &[Facet] =
    &[Marks, Ids, Plain, Notes, Coders, Spans, Overlaps, Edges, Whole, Lost, Tree, Order, Definitions, Guides, Memos];

/// What the page for a browser holds.
const PAGE: &[Facet] =
    &[Marks, Ids, Plain, Notes, Coders, Spans, Overlaps, Edges, Whole, Lost, Tree, Order, Colours, Definitions, Memos];

/// What tables hold.
const TABLE: &[Facet] =
    &[Marks, Ids, Plain, Notes, Controls, Coders, Created, Spans, Overlaps, Edges, Whole, Lost, Tree];

/// What a project of REFI-QDA holds.
const PROJECT: &[Facet] = &[
    Marks,
    Ids,
    Plain,
    Notes,
    Coders,
    Created,
    Modified,
    Spans,
    Overlaps,
    Tree,
    Unused,
    Colours,
    Order,
    Definitions,
    Guides,
    Attributes,
    Memos,
];

/// What a Web Annotation holds.
const ANNOTATION: &[Facet] =
    &[Marks, Ids, Plain, Notes, Controls, Coders, Created, Modified, Spans, Overlaps, Edges, Whole, Lost, Tree];

/// What a layer of a CAS holds.
const LAYER: &[Facet] = &[Marks, Ids, Plain, Notes, Coders, Created, Modified, Spans, Overlaps, Tree];

/// What may be chosen of formats for reading.
const DIGESTED: &[Choice] = &[By, Errata];

/// What may be chosen of formats that take the texts along.
const LAID: &[Choice] = &[Sources, Errata, Texts];

/// What codebooks of other tools hold.
const CODEBOOK: &[Facet] = &[Tree, Unused, Order, Definitions, Guides];

/// All formats, in the order in which they are offered.
pub static FORMATS: &[Format] = &[
    Format {
        name: "markdown",
        extension: "md",
        words: "format-markdown",
        group: Group::Read,
        people: true,
        write: markdown::write,
        read: None,
        holds: DIGEST,
        heeds: DIGESTED,
    },
    Format {
        name: "obsidian",
        extension: "md",
        words: "format-obsidian",
        group: Group::Read,
        people: true,
        write: markdown::write_obsidian,
        read: None,
        holds: DIGEST,
        heeds: DIGESTED,
    },
    Format {
        name: "org",
        extension: "org",
        words: "format-org",
        group: Group::Read,
        people: true,
        write: org::write,
        read: None,
        holds: DIGEST,
        heeds: DIGESTED,
    },
    Format {
        name: "html",
        extension: "html",
        words: "format-html",
        group: Group::Web,
        people: true,
        write: html::write,
        read: None,
        holds: PAGE,
        heeds: &[Sources, Errata, Texts],
    },
    Format {
        name: "docx",
        extension: "docx",
        words: "format-docx",
        group: Group::Read,
        people: true,
        write: docx::write,
        read: None,
        holds: DIGEST,
        heeds: DIGESTED,
    },
    Format {
        name: "docx-comments",
        extension: "docx",
        words: "format-docx-comments",
        group: Group::Read,
        people: true,
        write: commented::write,
        read: Some(remarked::read),
        holds: &[Marks, Plain, Notes, Overlaps, Edges, Coders],
        heeds: &[],
    },
    Format {
        name: "bibtex",
        extension: "bib",
        words: "format-bibtex",
        group: Group::Read,
        people: false,
        write: bibtex::write,
        read: None,
        holds: &[Marks, Plain, Notes, Spans, Overlaps, Edges, Whole, Lost, Tree, Attributes],
        heeds: &[],
    },
    Format {
        name: "csv",
        extension: "csv",
        words: "format-csv",
        group: Group::Sheet,
        people: false,
        write: csv::write_csv,
        read: Some(csv::read),
        holds: TABLE,
        heeds: &[Bom, Raw],
    },
    Format {
        name: "tsv",
        extension: "tsv",
        words: "format-tsv",
        group: Group::Sheet,
        people: false,
        write: csv::write_tsv,
        read: Some(csv::read),
        holds: TABLE,
        heeds: &[Bom, Raw],
    },
    Format {
        name: "json",
        extension: "json",
        words: "format-json",
        group: Group::Web,
        people: false,
        write: json::write,
        read: Some(json::read),
        holds: Facet::ALL,
        heeds: &[],
    },
    Format {
        name: "jsonl",
        extension: "jsonl",
        words: "format-jsonl",
        group: Group::Web,
        people: false,
        write: json::write_lines,
        read: Some(json::read_lines),
        holds: Facet::ALL,
        heeds: &[],
    },
    Format {
        name: "w3c",
        extension: "jsonld",
        words: "format-w3c",
        group: Group::Web,
        people: false,
        write: w3c::write,
        read: Some(w3c::read),
        holds: ANNOTATION,
        heeds: &[Base],
    },
    Format {
        name: "refi",
        extension: "qdpx",
        words: "format-refi",
        group: Group::Qda,
        people: false,
        write: refi::write,
        read: Some(refi::read),
        holds: PROJECT,
        heeds: &[Sources, Errata, Qualcoder, Texts],
    },
    Format {
        name: "table",
        extension: "csv",
        words: "format-table",
        group: Group::Sheet,
        people: true,
        write: tables::write,
        read: None,
        holds: Facet::ALL,
        heeds: &[Bom, Raw, Against, All, RollUp],
    },
    Format {
        name: "codebook",
        extension: "md",
        words: "format-codebook",
        group: Group::Read,
        people: true,
        write: tables::write_codebook,
        read: None,
        holds: CODEBOOK,
        heeds: &[],
    },
    Format {
        name: "codebook-csv",
        extension: "csv",
        words: "format-codebook-csv",
        group: Group::Sheet,
        people: false,
        write: tables::write_codebook_csv,
        read: Some(tables::read_codebook_csv),
        holds: CODEBOOK,
        heeds: &[Bom, Raw],
    },
    Format {
        name: "qdc",
        extension: "qdc",
        words: "format-qdc",
        group: Group::Qda,
        people: false,
        write: refi::write_codebook,
        read: Some(refi::read_codebook),
        holds: &[Tree, Unused, Colours, Order, Definitions, Guides],
        heeds: &[Qualcoder],
    },
    Format {
        name: "qc",
        extension: "csv",
        words: "format-qc",
        group: Group::Qda,
        people: false,
        write: taguette::write,
        read: Some(taguette::read),
        holds: CODEBOOK,
        heeds: &[Bom],
    },
    Format {
        name: "list",
        extension: "list",
        words: "format-list",
        group: Group::Qda,
        people: false,
        write: list::write,
        read: Some(list::read),
        holds: &[Tree, Unused, Order],
        heeds: &[],
    },
    Format {
        name: "brat",
        extension: "zip",
        words: "format-brat",
        group: Group::Corpus,
        people: false,
        write: brat::write,
        read: Some(brat::read),
        holds: &[Marks, Plain, Notes, Controls, Coders, Spans, Overlaps, Tree],
        heeds: LAID,
    },
    Format {
        name: "xmi",
        extension: "zip",
        words: "format-xmi",
        group: Group::Corpus,
        people: false,
        write: xmi::write,
        read: Some(xmi::read),
        holds: LAYER,
        heeds: LAID,
    },
    Format {
        name: "webanno",
        extension: "zip",
        words: "format-webanno",
        group: Group::Corpus,
        people: false,
        write: webanno::write,
        read: Some(webanno::read),
        holds: &[Marks, Ids, Plain, Notes, Controls, Coders, Created, Modified, Spans, Overlaps, Tree],
        heeds: LAID,
    },
    Format {
        name: "bio",
        extension: "bio",
        words: "format-bio",
        group: Group::Corpus,
        people: false,
        write: bio::write,
        read: None,
        holds: &[Marks, Tree],
        heeds: &[Sources, Errata, Word, Texts],
    },
    Format {
        name: "doccano",
        extension: "jsonl",
        words: "format-doccano",
        group: Group::Corpus,
        people: false,
        write: doccano::write,
        read: Some(doccano::read),
        holds: &[Marks, Overlaps, Tree],
        heeds: &[Sources, Errata, Utf16, Texts],
    },
];

impl Format {
    /// Returns its reader.
    ///
    /// # Errors
    /// It has none.
    pub fn reader(&self) -> Result<Read> {
        let error = || Error::usage("error-write-only").with("format", self.name).with("formats", readable());
        self.read.ok_or_else(error)
    }

    /// Reads files of it.
    ///
    /// # Errors
    /// It is only written, or they cannot be read; of what is of another format it is said which are read.
    pub fn take_in(&self, name: &str, parcel: Parcel, options: &Options) -> Result<Incoming> {
        let named = |error: Error| match error.key {
            "error-json-format" | "error-json-names" => error.with("formats", readable()),
            _ => error,
        };
        self.reader()?(name, parcel, options).map_err(named)
    }
}

/// Returns the names of the formats that are read, for people.
pub fn readable() -> String {
    let names = FORMATS.iter().filter(|format| format.read.is_some()).map(|format| format.name);
    names.collect::<Vec<_>>().join(", ")
}

/// Returns the format of a name or of an extension.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name).or_else(|| FORMATS.iter().find(|format| format.extension == name))
}

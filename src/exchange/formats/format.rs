//! What a format is: a row of the table of formats.

use crate::exchange::Facet::{Controls, Marks, Notes, Undecided};
use crate::exchange::{Bundle, Facet, Parcel, Read, Write, Written};
use std::collections::BTreeMap;

/// What may be chosen of how a format is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The order: by tag or by article.
    By,
    /// A byte order mark.
    Bom,
    /// No guard before what a spreadsheet would run.
    Raw,
    /// Which text goes along.
    Sources,
    /// What becomes of corrected words.
    Errata,
    /// Tokens that are words.
    Word,
    /// Offsets in units of UTF-16.
    Utf16,
    /// What `QualCoder` needs.
    Qualcoder,
    /// What tags are counted against.
    Against,
    /// Tags that are not in use.
    All,
    /// Tags that count for those above them.
    RollUp,
    /// Texts in which nothing is annotated.
    Texts,
    /// What addresses of documents begin with.
    Base,
}

/// What formats are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Reading.
    Read,
    /// Spreadsheets and statistics.
    Sheet,
    /// Other programs for qualitative analysis.
    Qda,
    /// Corpora.
    Corpus,
    /// The web, and programs of one's own.
    Web,
}

impl Group {
    /// All of them, as they are offered.
    pub const ALL: [Self; 5] = [Self::Read, Self::Sheet, Self::Qda, Self::Corpus, Self::Web];

    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Read => "export-group-read",
            Self::Sheet => "export-group-sheet",
            Self::Qda => "export-group-qda",
            Self::Corpus => "export-group-corpus",
            Self::Web => "export-group-web",
        }
    }
}

/// A format: one row of the table.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// The key of the words that describe it.
    pub words: &'static str,
    /// What it is for.
    pub group: Group,
    /// It is for reading by people: in the language of the interface, corrections marked.
    pub people: bool,
    /// Its writer.
    pub write: Write,
    /// Its reader, if reading it makes sense.
    pub read: Option<Read>,
    /// What of a store it holds.
    pub holds: &'static [Facet],
    /// What of it may be chosen.
    pub heeds: &'static [Choice],
}

impl Format {
    /// Tells whether it is written into copies of the files that documents were read from.
    pub fn copies(&self) -> bool {
        self.name == "docx-comments"
    }

    /// Tells whether it needs words, for tokens that are words if that was asked for.
    pub fn cuts(&self, words: bool) -> bool {
        self.name == "webanno" || words && self.heeds.contains(&Choice::Word)
    }

    /// Tells whether a parcel is nothing that a terminal could show.
    pub fn binary(&self, parcel: &Parcel) -> bool {
        matches!(parcel, Parcel::Many(_)) || matches!(parcel, Parcel::One(data) if data.starts_with(b"PK"))
    }

    /// Tells what of a bundle the format does not hold, with counts.
    pub fn leaves(&self, bundle: &Bundle, written: &Written) -> Vec<(Facet, usize)> {
        // Where no annotation goes, nothing of annotations does.
        let marks = self.holds.contains(&Marks);
        let told = |facet: &Facet| marks || *facet == Marks || *facet > Undecided;
        // Where no note goes, nothing of notes does.
        let told = |facet: &Facet| told(facet) && (*facet != Controls || self.holds.contains(&Notes));
        let out = Facet::ALL.iter().copied().filter(|facet| !self.holds.contains(facet)).filter(told);
        let out = out.map(|facet| (facet, facet.count(bundle))).filter(|(_, count)| *count > 0);
        let mut found: BTreeMap<Facet, usize> = out.collect();
        for (facet, count) in written.beyond.iter().filter(|(_, count)| *count > 0) {
            let known = found.entry(*facet).or_default();
            *known = (*known).max(*count);
        }
        found.into_iter().collect()
    }
}

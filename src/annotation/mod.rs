//! Annotations, the codebook, what is settled about texts, edits, and where all of it stands in a text.

mod anchor;
mod approximate;
pub mod articles;
mod book;
mod codebook;
mod edit;
mod finding;
mod history;
mod ids;
pub mod list;
mod making;
mod merge;
mod overrides;
mod past;
mod pending;
mod personal;
mod placed;
pub mod quick;
mod survey;
pub mod telling;
mod transcribe;
pub mod verify;

pub use anchor::{Placer, place, place_at, quote};
pub use articles::Articles;
pub use book::{Book, Part, sort};
pub use codebook::{Codebook, SLOTS as SLOTS_OF_TAGS, Tag, is_key, key_of, label};
pub use edit::{BESIDE, Change, Changed, Edit, apply, difference, merge};
pub use finding::{Around, Likely, candidates};
pub use history::History;
pub use ids::IdSource;
pub use making::Register;
pub use merge::{Kept, Undecided, Versioned};
pub use overrides::{
    Override, Passage, What, encoding, genre_named, laid, layers, open, open_as, open_head, read, read_as, refuse,
    sort_overrides,
};
pub use past::Past;
pub use pending::{Decision, Field, Pending, Written, pending};
pub use personal::{ArticleName, Memo, On, Personal, Progress, Progresses};
pub use placed::{Placed, State};
pub use survey::{AROUND, Standing, Survey};
pub use transcribe::{Transcribed, transcribe, transcribe_all};

use crate::error::{self, Error};
use crate::text::TextId;
use crate::units::{Char, CharSpan};
use jiff::Timestamp;
use uuid::Uuid;

/// Where an annotation stands: ranges of code points of one text, rising and disjoint.
///
/// They are kept as written, in code points, because the text that they belong to may be another than
/// the one at hand. No range at all means the document as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// The text that the ranges belong to.
    pub text: TextId,
    /// The ranges.
    pub spans: Vec<CharSpan>,
}

impl Target {
    /// Returns the first position.
    pub fn start(&self) -> Char {
        self.spans.first().map_or(Char(0), |span| span.start)
    }

    /// Counts its code points.
    pub fn length(&self) -> usize {
        self.spans.iter().map(|span| span.len()).sum()
    }

    /// Counts the code points that it shares with another: none if they belong to different texts.
    pub fn shared(&self, other: &Self) -> usize {
        if self.text != other.text {
            return 0;
        }
        let common = |a: &CharSpan| other.spans.iter().filter_map(|b| a.common(*b)).map(CharSpan::len).sum::<usize>();
        self.spans.iter().map(common).sum()
    }
}

/// What stands at a target, so that it can be found again.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quotation {
    /// The text of each range.
    pub exact: Vec<String>,
    /// 32 code points of the flow before it.
    pub prefix: String,
    /// 32 code points of the flow behind it.
    pub suffix: String,
}

/// What stands between the stretches of a quotation where something of the text is left out.
pub const OMITTED: &str = " … ";

impl Quotation {
    /// Returns the quotation as it is read: the ranges one after the other.
    pub fn text(&self) -> String {
        self.exact.concat()
    }
}

/// A passage that a coder has marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Annotation {
    /// Its identity (UUIDv7: ids rise with time).
    pub id: Uuid,
    /// Where it stands.
    pub target: Target,
    /// What stands there.
    pub quotation: Quotation,
    /// The keys of its tags, in the order they were given; none is a plain highlight.
    pub tags: Vec<String>,
    /// The note, lines parted by LF; empty if there is none.
    pub note: String,
    /// Who made it.
    pub coder: String,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// Other versions of it, after merges that could not decide; sorted.
    pub conflicts: Vec<Self>,
}

impl Annotation {
    /// Tells whether it carries the tag.
    pub fn has_tag(&self, key: &str) -> bool {
        self.tags.iter().any(|tag| tag == key)
    }

    /// Tells whether it has neither tag nor note.
    pub fn is_plain(&self) -> bool {
        self.tags.is_empty() && self.note.is_empty()
    }
}

/// Turns a name into a coder's: letters and digits of any script, `-` and `_`; anything else becomes `-`.
pub fn coder_name(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let name: String = name.trim().chars().map(kept).collect();
    if name.is_empty() { "-".into() } else { name }
}

/// Turns the name that a person gives into a coder's.
///
/// # Errors
/// Nothing of it can be one's name.
pub fn coder(name: &str) -> error::Result<String> {
    let named = name.contains(char::is_alphanumeric);
    named.then(|| coder_name(name)).ok_or_else(|| Error::usage("error-coder").with("coder", name))
}

#[cfg(test)]
mod merging;
#[cfg(test)]
mod placing;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

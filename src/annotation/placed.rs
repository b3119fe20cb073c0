//! How an annotation was found in the text at hand, and where.

use crate::units::{Byte, ByteSpan};

/// How an annotation was found in the text at hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum State {
    /// 原位: where it was made.
    #[default]
    InPlace,
    /// 已移位: its quotation stands elsewhere, with what was around it, and only there.
    Moved,
    /// 近似: words much like its quotation stand there, and nowhere else so.
    Approximate,
    /// 待选: its quotation stands in several places, or with other words around it.
    Ambiguous,
    /// 失联: its quotation is not there.
    Lost,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::InPlace, Self::Moved, Self::Approximate, Self::Ambiguous, Self::Lost];

    /// Returns the name used in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::InPlace => "in-place",
            Self::Moved => "moved",
            Self::Approximate => "approximate",
            Self::Ambiguous => "ambiguous",
            Self::Lost => "lost",
        }
    }
}

/// Where an annotation stands in the text at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// How it was found.
    pub state: State,
    /// Its ranges; none if it is ambiguous or lost.
    pub spans: Vec<ByteSpan>,
}

impl Placed {
    /// Returns the first position.
    pub fn start(&self) -> Byte {
        self.spans.first().map_or(Byte(0), |span| span.start)
    }

    /// Returns the position behind the last.
    pub fn end(&self) -> Byte {
        self.spans.last().map_or(Byte(0), |span| span.end)
    }

    /// Returns how many bytes it covers.
    pub fn len(&self) -> usize {
        self.spans.iter().map(|span| span.len()).sum()
    }

    /// Tells whether it covers nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Tells whether it covers the position.
    pub fn contains(&self, at: Byte) -> bool {
        self.spans.iter().any(|span| span.contains(at))
    }
}

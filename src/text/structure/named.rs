//! What kinds and genres are called: the keys of their words.

use super::genre::Genre;
use super::kind::Kind;

impl Kind {
    /// Returns the key of the words that name a kind.
    pub fn words(self) -> &'static str {
        match self {
            Self::Title => "kind-title",
            Self::Subtitle => "kind-subtitle",
            Self::Kicker => "kind-kicker",
            Self::Byline => "kind-byline",
            Self::Rubric => "kind-rubric",
            Self::Section => "kind-section",
            Self::Body => "kind-body",
            Self::Caption => "kind-caption",
            Self::Credit => "kind-credit",
            Self::Other => "kind-other",
        }
    }
}

impl Genre {
    /// Returns the key of the word for what a text is.
    pub fn label(self) -> &'static str {
        match self {
            Self::Page => "read-page",
            Self::Article => "read-article",
            Self::Report => "read-report",
            Self::Law => "read-law",
            Self::Book => "read-book",
            Self::Interview => "read-interview",
            Self::Chat => "read-chat",
            Self::Lines => "read-lines",
            Self::Verse => "read-verse",
            Self::Table => "read-table",
            Self::Markdown => "read-markdown",
            Self::Subtitle => "read-subtitle",
            Self::Entries => "read-entries",
            Self::Plain => "read-plain",
        }
    }

    /// Returns the key of the words that say what a text is.
    pub fn words(self) -> &'static str {
        match self {
            Self::Page => "genre-page",
            Self::Article => "genre-article",
            Self::Report => "genre-report",
            Self::Law => "genre-law",
            Self::Book => "genre-book",
            Self::Interview => "genre-interview",
            Self::Chat => "genre-chat",
            Self::Lines => "genre-lines",
            Self::Verse => "genre-verse",
            Self::Table => "genre-table",
            Self::Markdown => "genre-markdown",
            Self::Subtitle => "genre-subtitle",
            Self::Entries => "genre-entries",
            Self::Plain => "genre-plain",
        }
    }
}

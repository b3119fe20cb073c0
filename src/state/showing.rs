//! Which articles the list shows, by how far they are read.

/// Which articles the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Showing {
    /// All.
    #[default]
    All,
    /// Those not begun.
    Unread,
    /// Those begun.
    Reading,
    /// Those done.
    Done,
    /// Those with annotations.
    Tagged,
}

impl Showing {
    /// Returns what is remembered by a number.
    pub fn of(n: u8) -> Self {
        let all = [Self::All, Self::Unread, Self::Reading, Self::Done, Self::Tagged];
        all.get(usize::from(n)).copied().unwrap_or_default()
    }

    /// Returns what `f` shows next.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::All => Self::Unread,
            Self::Unread => Self::Reading,
            Self::Reading => Self::Done,
            Self::Done => Self::Tagged,
            Self::Tagged => Self::All,
        }
    }

    /// Returns the key of its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::All => "showing-all",
            Self::Unread => "showing-unread",
            Self::Reading => "showing-reading",
            Self::Done => "showing-done",
            Self::Tagged => "showing-tagged",
        }
    }
}

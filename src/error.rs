//! The one error type: a kind, the key of a sentence, and what fills its blanks.

use std::fmt;

/// What sort of failure it is; decides the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file or the terminal failed: exit status 1.
    Io,
    /// The call was not understood: exit status 2.
    Usage,
    /// The data is not as it must be: exit status 3.
    Data,
    /// The reader of our output went away: no error at all.
    Closed,
}

/// A failure as a value. `words` turns it into a sentence in the person's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What sort of failure.
    pub kind: Kind,
    /// The key of its sentence in `assets/words`.
    pub key: &'static str,
    /// The blanks of the sentence: name and value.
    pub blanks: Vec<(&'static str, String)>,
    /// What sort of failure the system met, if it was one of the system's.
    pub cause: Option<std::io::ErrorKind>,
}

/// The result of what may fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Makes an error of the given kind.
    pub fn new(kind: Kind, key: &'static str) -> Self {
        Self { kind, key, blanks: Vec::new(), cause: None }
    }

    /// Makes an error of a file or the terminal.
    pub fn io(key: &'static str, path: &std::path::Path, cause: &std::io::Error) -> Self {
        let kind = if cause.kind() == std::io::ErrorKind::BrokenPipe { Kind::Closed } else { Kind::Io };
        let error = Self::new(kind, key).with("path", path.display()).with("cause", cause);
        Self { cause: Some(cause.kind()), ..error }
    }

    /// Tells whether what was asked for is not there. Any other failure leaves open whether it is.
    pub fn is_absence(&self) -> bool {
        self.cause.is_some_and(is_absence)
    }

    /// Tells whether this person may not see what was asked for: another try would fail too.
    pub fn is_denial(&self) -> bool {
        self.cause == Some(std::io::ErrorKind::PermissionDenied)
    }

    /// Makes an error of a call.
    pub fn usage(key: &'static str) -> Self {
        Self::new(Kind::Usage, key)
    }

    /// Makes an error of data.
    pub fn data(key: &'static str) -> Self {
        Self::new(Kind::Data, key)
    }

    /// Fills a blank of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.blanks.push((name, value.to_string()));
        self
    }

    /// Makes an error of what another library says.
    pub fn cause(cause: impl fmt::Display) -> Self {
        Self::new(Kind::Io, "error-io").with("cause", cause)
    }

    /// Returns the exit status of the process.
    pub fn status(&self) -> u8 {
        match self.kind {
            Kind::Closed => 0,
            Kind::Io => 1,
            Kind::Usage => 2,
            Kind::Data => 3,
        }
    }
}

/// Tells whether a failure of the system says that a path leads nowhere.
pub fn is_absence(cause: std::io::ErrorKind) -> bool {
    matches!(cause, std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}

impl fmt::Display for Error {
    /// Writes the key and the blanks: for tests and logs, not for people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.key)?;
        self.blanks.iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(cause: std::io::Error) -> Self {
        let kind = if cause.kind() == std::io::ErrorKind::BrokenPipe { Kind::Closed } else { Kind::Io };
        let sort = Some(cause.kind());
        Self { cause: sort, ..Self::new(kind, "error-io").with("cause", cause) }
    }
}

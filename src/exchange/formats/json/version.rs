//! What the form calls itself, and which version it is.

/// What a file of this form calls itself.
pub const FORMAT: &str = "meipi";

/// The version of the form.
pub const VERSION: u32 = 1;

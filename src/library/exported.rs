//! The mark of files that this program has exported: a folder does not list them as texts.

/// The name of this program, as the properties of a file of Word have it.
pub const PROGRAM: &str = "<Application>meipi</Application>";

/// Tells by its beginning whether a file was exported by this program.
pub fn is_marked(head: &[u8]) -> bool {
    memchr::memmem::find(head, PROGRAM.as_bytes()).is_some()
}

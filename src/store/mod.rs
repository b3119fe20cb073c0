//! Annotations and codebooks as RON files, found, read, merged and written whole.

mod absent;
mod card;
mod content;
mod demo;
pub mod emit;
mod folders;
mod fresh;
mod git;
mod keep;
mod load;
mod personal;
mod place;
mod recovery;
mod session;
mod settled;
mod shape;
mod starter;
mod table;
mod tag;
mod terminals;
mod tidy;
mod versions;

pub use demo::{CODER as DEMO_CODER, demo};
pub use git::link;
pub use keep::Keeper;
pub use load::{Known, Loaded, Trouble, load, read_terms, settled_of};
pub use place::{Central, Store, central, create, locate, move_beside};
pub use recovery::{Recovery, Rescued, rescued};
pub use session::{folder as state_folder, read_session, write_session};
pub use starter::starter;
pub use terminals::{Seen, read_terminal, write_terminal};
pub use tidy::{Untidy, check_card, left_behind, untidy};
pub use versions::merge_files;

/// The version of the files that this program writes.
pub const VERSION: u32 = 2;

#[cfg(test)]
mod faults;
#[cfg(test)]
mod tests;

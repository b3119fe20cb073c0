//! Annotations and codebooks as RON files, found, read, merged and written whole.

mod absent;
mod bytes;
mod card;
mod content;
mod demo;
pub mod emit;
mod folders;
mod fresh;
mod git;
mod history;
mod keep;
mod kept;
mod layout;
mod load;
mod opened;
mod personal;
mod place;
mod reading;
mod recovery;
mod session;
mod settled;
mod shape;
mod starter;
mod table;
mod tag;
mod terminals;
mod terms;
mod tidy;
mod versions;

pub use bytes::{Source, source};
pub use demo::{CODER as DEMO_CODER, demo};
pub use git::link;
pub use history::{forget, remember, remembered};
pub use keep::Keeper;
pub use kept::Readings;
pub use load::{Known, Loaded, Trouble, load, settled_of};
pub use opened::Opened;
pub use place::{Central, Store, central, create, locate, move_beside};
pub use reading::Reading;
pub use recovery::{Recovery, Rescued, rescued};
pub use session::{folder as state_folder, read_chosen, read_session, write_chosen, write_session};
pub use starter::starter;
pub use terminals::{Seen, read_terminal, write_terminal};
pub use terms::read_terms;
pub use tidy::{Untidy, astray, check_card, left_behind, untidy};
pub use versions::merge_files;

#[cfg(test)]
mod faults;
#[cfg(test)]
mod recoded;
#[cfg(test)]
mod removals;
#[cfg(test)]
mod tests;

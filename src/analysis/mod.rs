//! Counts, concordances and selections over all that is annotated.

mod citation;
mod concordance;
mod counts;
mod filter;
mod meetings;
mod pairing;

pub use citation::{Reference, citation, cited, entry, escaped, key, stamped};
pub use concordance::{Kwic, Unit, concordance};
pub use counts::{CONSENSUS, Counts, Spread, coders_named};
pub use filter::{Case, Filter, overlap, state_named, tagged};
pub use meetings::{Coding, Meetings, Stood, beside, meetings, overlapping, pairs, sharing};
pub use pairing::{Likeness, Pairing, pairing, same_tags};

//! Counts, concordances and selections over all that is annotated.

mod concordance;
mod counts;
mod filter;

pub use concordance::{Kwic, Unit, concordance};
pub use counts::{Counts, meetings};
pub use filter::{Case, Filter};

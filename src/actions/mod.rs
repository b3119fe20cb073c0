//! What changes several parts of the state at once, or the picture that the disk has of them; knows no keys and no rectangles.

pub mod annotate;
pub mod codebook;
pub mod coder;
pub mod commit;
pub mod encoding;
pub mod filter;
pub mod finding;
pub mod former;
pub mod genre;
pub mod layers;
pub mod likely;
pub mod looks;
pub mod marks;
pub mod memos;
pub mod open;
pub mod others;
pub mod progress;
pub mod saving;
pub mod search;
pub mod settings;
pub mod speaker;
pub mod structure;
pub mod subject;
pub mod survey;
pub mod transcribed;

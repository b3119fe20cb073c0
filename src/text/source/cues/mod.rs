//! Cues: what is said from when to when, a block each.

pub mod ass;
pub mod srt;
pub mod stamp;
pub mod tags;
pub mod vtt;
pub mod whisper;

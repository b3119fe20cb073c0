//! Pages that were read by machines: blocks with their kinds and pages.

pub mod grid;
pub mod mineru;
pub mod paddle;
pub mod page;

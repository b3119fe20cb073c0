//! What formats share, whichever way they go: cells and columns, XML, archives, identities, trees of tags.

pub mod cells;
pub mod columns;
pub mod facet;
pub mod guids;
pub mod iri;
pub mod parcel;
pub mod taxonomy;
pub mod xml;

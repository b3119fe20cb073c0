//! What goes out: the annotations that are meant, their texts as they are to read, where it is all written.

pub mod bundle;
pub mod digest;
pub mod dressed;
pub mod laid;
pub mod landing;
pub mod rendition;
pub mod select;

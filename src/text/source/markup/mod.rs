//! What is marked up in angle brackets: HTML as browsers read it, XHTML and XML as written, one tree for both, and the
//! walk that makes a text of a page.

pub mod context;
pub mod css;
pub mod dom;
pub mod elements;
pub mod encoded;
pub mod furniture;
#[cfg(test)]
pub mod laws;
pub mod notes;
pub mod page;
pub mod picture;
pub mod plan;
pub mod ruby;
pub mod soup;
pub mod table;
pub mod walk;
pub mod xml;

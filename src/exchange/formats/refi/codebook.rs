//! REFI-QDA codebooks.

use super::{DEEPEST, code_names, codes, doubled, read_codes};
use crate::error::{Error, Result};
use crate::exchange::common::xml::{Xml, decoded, parse};
use crate::exchange::{Bundle, Incoming, Options, Parcel, Written};
use crate::words::Words;

/// Writes the codebook.
///
/// # Errors
/// There is no tag: a codebook of the format has one at least.
pub fn write(bundle: &Bundle, options: &Options, words: &Words) -> Result<Written> {
    if bundle.codebook().in_use().next().is_none() {
        return Err(Error::data("error-no-tags"));
    }
    let mut xml = Xml::new(true)?;
    xml.open("CodeBook", &[("xmlns", "urn:QDA-XML:codebook:1.0"), ("origin", "meipi")])?;
    xml.open("Codes", &[])?;
    let names = code_names(bundle, options, words.lang());
    codes(&mut xml, bundle, None, &names, None)?;
    Ok(Written { beyond: vec![doubled(&names)], ..Written::from(xml.finish()?) })
}

/// Reads a codebook.
///
/// # Errors
/// It is broken, or none.
pub fn read(name: &str, parcel: Parcel, _: &Options) -> Result<Incoming> {
    let text = decoded(name, parcel.only(name)?)?;
    let document = parse(name, &text)?;
    let root = document.root_element();
    let codes = root.children().find(|node| node.tag_name().name() == "Codes");
    let codes = codes.filter(|_| root.tag_name().name().eq_ignore_ascii_case("CodeBook"));
    let codes = codes.ok_or_else(|| Error::data("error-lacks").with("path", name).with("what", "<CodeBook><Codes>"))?;
    let mut incoming = Incoming::default();
    read_codes(codes, &mut Vec::new(), &mut incoming, DEEPEST);
    for _ in root.children().filter(|node| node.tag_name().name() == "Sets") {
        incoming.lose("loss-sets");
    }
    Ok(incoming)
}

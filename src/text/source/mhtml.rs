//! Web pages that browsers saved whole in one file: MHTML.

use super::found::{Extent, Source};
use crate::text::encoding::Encoding;
pub fn knows(_: &str, _: &[u8]) -> bool { false }
pub fn read(data: Vec<u8>, e: Extent, told: Option<Encoding>) -> Source { super::html::read(data, e, told) }

//! Web pages that browsers saved whole in one file: X.

use crate::text::source::found::{Extent, Source};
use crate::text::encoding::Encoding;
pub fn knows(_: &str, _: &[u8]) -> bool { false }
pub fn read(data: Vec<u8>, e: Extent, told: Option<Encoding>) -> Source { crate::text::source::html::read(data, e, told) }

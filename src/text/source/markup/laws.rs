//! What holds of everything that a reader of pages makes, whatever it was given.

use crate::text::source::given::{Extent, Source};
use crate::units::Slice;

/// A reader.
pub type Read = fn(Vec<u8>, Extent, Option<crate::text::Encoding>) -> Source;

/// Checks that blocks rise, are apart, lie on characters and hold all that is not white; that marks lie in the text.
pub fn hold(source: &Source) {
    let (text, layout) = (&source.text, source.layout.as_ref().unwrap());
    let mut at = 0;
    for block in &layout.blocks {
        assert!(block.span.start.0 >= at && block.span.end > block.span.start, "{block:?}");
        assert!(text.get(at..block.span.start.0).unwrap().trim().is_empty(), "{block:?}");
        assert!(!text.slice(block.span).trim().is_empty(), "{block:?}");
        at = block.span.end.0;
    }
    assert!(text.get(at..).unwrap().trim().is_empty());
    for inline in &layout.inline {
        assert!(text.get(inline.span.start.0..inline.span.end.0).is_some(), "{inline:?}");
    }
    assert!(layout.inline.is_sorted_by_key(|inline| inline.span.start));
    assert!(!text.contains('\r') && !text.contains('\0') && !text.contains('\u{ad}'));
}

/// Reads bytes twice: the same must come of them, and all that must hold.
pub fn read(reader: Read, data: &[u8]) -> Source {
    let source = reader(data.to_vec(), Extent::Whole, None);
    hold(&source);
    assert_eq!(source, reader(data.to_vec(), Extent::Whole, None));
    source
}

/// Writes the blocks of a source, a line each: what it is and what it says. An article begins at a `>`.
pub fn told(source: &Source) -> Vec<String> {
    let blocks = &source.layout.as_ref().unwrap().blocks;
    let line = |block: &crate::text::source::given::Given| {
        let begins = if block.begins { ">" } else { "" };
        format!("{begins}{} {}", block.role.name(), source.text.slice(block.span).replace('\n', "⏎"))
    };
    blocks.iter().map(line).collect()
}

/// Writes the marks of a source: what they are, and on what they lie.
pub fn marked(source: &Source) -> Vec<String> {
    let inline = &source.layout.as_ref().unwrap().inline;
    inline.iter().map(|i| format!("{:?} {}", i.mark, source.text.slice(i.span))).collect()
}

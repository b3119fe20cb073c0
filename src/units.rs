//! The three measures of text, as types that cannot be mistaken for one another.

use std::ops::{Add, Sub};

macro_rules! unit {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);

        impl Add<usize> for $name {
            type Output = Self;
            fn add(self, more: usize) -> Self {
                Self(self.0.saturating_add(more))
            }
        }

        impl Sub for $name {
            type Output = usize;
            fn sub(self, other: Self) -> usize {
                self.0.saturating_sub(other.0)
            }
        }

        impl $name {
            /// Returns the position `less` units before this one, or the start.
            #[must_use]
            pub fn back(self, less: usize) -> Self {
                Self(self.0.saturating_sub(less))
            }
        }
    };
}

unit! {
    /// A position in a text as it lies in memory: bytes of UTF-8.
    Byte
}
unit! {
    /// A position in a text as it is written to disk and exchanged: Unicode code points.
    Char
}

/// A half-open range of positions. Invariant: `start <= end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<U> {
    /// The first position inside.
    pub start: U,
    /// The first position behind.
    pub end: U,
}

/// Writes a number with its thousands parted: `30,100`.
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A range of bytes.
pub type ByteSpan = Span<Byte>;
/// A range of code points.
pub type CharSpan = Span<Char>;

impl<U: Copy + Ord + Sub<Output = usize>> Span<U> {
    /// Makes the range between two positions, in whichever order they come.
    pub fn new(a: U, b: U) -> Self {
        Self { start: a.min(b), end: a.max(b) }
    }

    /// Returns the length in the unit of the range.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Tells whether nothing is inside.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Tells whether the position is inside.
    pub fn contains(self, at: U) -> bool {
        self.start <= at && at < self.end
    }

    /// Tells whether the two ranges share a position.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns what both ranges cover, if that is anything.
    pub fn common(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// Returns the smallest range that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl ByteSpan {
    /// Makes a range from two raw byte offsets.
    pub fn at(start: usize, end: usize) -> Self {
        Self::new(Byte(start), Byte(end))
    }
}

/// Cutting text by byte positions without the risk of a panic.
pub trait Slice {
    /// Returns the text of the range; what lies outside or cuts a character is left out.
    fn slice(&self, span: ByteSpan) -> &str;
    /// Returns the text from a position on.
    fn from(&self, at: Byte) -> &str;
    /// Returns the text before a position.
    fn before(&self, at: Byte) -> &str;
}

impl Slice for str {
    fn slice(&self, span: ByteSpan) -> &str {
        let end = floor(self, span.end.0);
        self.get(floor(self, span.start.0).min(end)..end).unwrap_or_default()
    }

    fn from(&self, at: Byte) -> &str {
        self.get(floor(self, at.0)..).unwrap_or_default()
    }

    fn before(&self, at: Byte) -> &str {
        self.get(..floor(self, at.0)).unwrap_or_default()
    }
}

/// Returns the nearest character border at or before `at`.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A width or position on the screen, in terminal cells.
pub type Cell = u16;

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x: Cell,
    /// Top edge.
    pub y: Cell,
    /// Columns.
    pub w: Cell,
    /// Rows.
    pub h: Cell,
}

impl Area {
    /// Makes a rectangle.
    pub fn new(x: Cell, y: Cell, w: Cell, h: Cell) -> Self {
        Self { x, y, w, h }
    }

    /// Returns the first column to the right of the rectangle.
    pub fn right(self) -> Cell {
        self.x.saturating_add(self.w)
    }

    /// Returns the first row below the rectangle.
    pub fn bottom(self) -> Cell {
        self.y.saturating_add(self.h)
    }

    /// Tells whether the cell is inside.
    pub fn holds(self, x: Cell, y: Cell) -> bool {
        x >= self.x && x < self.right() && y >= self.y && y < self.bottom()
    }

    /// Tells whether there is no cell inside.
    pub fn is_empty(self) -> bool {
        self.w == 0 || self.h == 0
    }

    /// Returns the row `n` of the rectangle as a rectangle of height one (empty below the last).
    #[must_use]
    pub fn row(self, n: Cell) -> Self {
        let h = Cell::from(n < self.h);
        Self { y: self.y.saturating_add(n), h, ..self }
    }

    /// Returns the rectangle without `left` columns at the left and `right` at the right.
    #[must_use]
    pub fn inset(self, left: Cell, right: Cell) -> Self {
        let left = left.min(self.w);
        Self { x: self.x + left, w: (self.w - left).saturating_sub(right), ..self }
    }

    /// Cuts off the first `h` rows: they, and what remains.
    pub fn split_top(self, h: Cell) -> (Self, Self) {
        let h = h.min(self.h);
        (Self { h, ..self }, Self { y: self.y + h, h: self.h - h, ..self })
    }

    /// Cuts off the last `h` rows: what remains, and they.
    pub fn split_bottom(self, h: Cell) -> (Self, Self) {
        self.split_top(self.h.saturating_sub(h))
    }

    /// Cuts off the first `w` columns: they, and what remains.
    pub fn split_left(self, w: Cell) -> (Self, Self) {
        let w = w.min(self.w);
        (Self { w, ..self }, Self { x: self.x + w, w: self.w - w, ..self })
    }

    /// Cuts off the last `w` columns: what remains, and they.
    pub fn split_right(self, w: Cell) -> (Self, Self) {
        self.split_left(self.w.saturating_sub(w))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slicing_never_cuts_a_character() {
        let text = "眉批";
        assert_eq!(text.slice(ByteSpan::at(1, 5)), "眉");
        assert_eq!(text.slice(ByteSpan::at(3, 99)), "批");
        assert_eq!(Slice::from(text, Byte(4)), "批");
        assert_eq!(text.before(Byte(4)), "眉");
    }

    #[test]
    fn rectangles_split_without_a_rest() {
        let area = Area::new(0, 0, 10, 4);
        let (top, rest) = area.split_top(1);
        assert_eq!((top.h, rest.y, rest.h), (1, 1, 3));
        let (left, right) = area.split_right(3);
        assert_eq!((left.w, right.x, right.w), (7, 7, 3));
        assert!(area.row(4).is_empty());
    }
}

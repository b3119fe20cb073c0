//! How a paragraph is dressed on a page: cells of a table, marks of Markdown and what they mark.

use crate::exchange::out::laid::Sheet;
use crate::layout::Tables;
use crate::text::{BlockId, Genre, Ink, Structure, Widths};
use crate::units::Cell;
use std::ops::Range;

/// A page so wide that every row of a table goes on it.
const PAGE: Cell = 10_000;

/// The widest column that is kept, in cells: what is longer takes the room that it needs.
const COLUMN: usize = 40;

/// What a range of the text is, and how it is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dressed {
    /// The range, of the text of the sheet.
    pub range: Range<usize>,
    /// The element that it stands in.
    pub element: &'static str,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// The range of its text and of what parts it from the next.
    pub range: Range<usize>,
    /// The width of its column in cells of a screen, with what parts it from the next.
    pub width: usize,
    /// Its column holds numbers: they stand at the right.
    pub right: bool,
}

impl TableCell {
    /// Returns how it is set: its width in 汉字, and at which side its text stands.
    pub fn set(&self) -> String {
        let side = if self.right { ";text-align:right" } else { "" };
        format!("min-width:{}em{side}", self.width.div_ceil(2))
    }
}

/// Returns the marks in a paragraph that begins at a place of the text, and what they mark.
pub fn inks(sheet: &Sheet<'_>, range: &Range<usize>) -> Vec<Dressed> {
    let Some(markup) = sheet.document.markup() else { return Vec::new() };
    let source = sheet.rendition.spans(std::slice::from_ref(range));
    let (Some(first), Some(last)) = (source.first(), source.last()) else { return Vec::new() };
    let hull = first.hull(*last);
    let signs = markup.signs_in(hull).iter().map(|span| (*span, ""));
    let inked = markup.inked_in(hull).filter_map(|(span, ink)| Some((*span, element(*ink)?)));
    let all = inked.chain(signs).flat_map(|(span, element)| {
        let ranges = sheet.rendition.ranges(&[span]).into_iter();
        ranges.map(move |range| Dressed { range, element })
    });
    let inside = all.map(|dressed| Dressed {
        range: dressed.range.start.max(range.start)..dressed.range.end.min(range.end),
        ..dressed
    });
    inside.filter(|dressed| !dressed.range.is_empty()).collect()
}

fn element(ink: Ink) -> Option<&'static str> {
    match ink {
        Ink::Strong | Ink::Heading => Some("strong"),
        Ink::Emphasis => Some("em"),
        Ink::Code => Some("code"),
        Ink::Struck => Some("s"),
        Ink::Link => Some("u"),
    }
}

/// Returns the element that a piece stands in: `""` is a mark; none if it is plain.
pub fn stands_in(inks: &[Dressed], piece: &Range<usize>) -> Option<&'static str> {
    let over = inks.iter().filter(|dressed| dressed.range.start <= piece.start && piece.end <= dressed.range.end);
    over.min_by_key(|dressed| (!dressed.element.is_empty(), dressed.range.len())).map(|dressed| dressed.element)
}

/// Finds the tables of a sheet.
pub fn tables(sheet: &Sheet<'_>) -> Tables {
    let order: Vec<BlockId> = (0..).map_while(|n| sheet.rendition.block(n)).collect();
    Tables::of(sheet.document, &order, PAGE, Widths::Narrow)
}

/// Returns the cells of a paragraph, if it is a row of a table and reads as its source does.
pub fn cells(sheet: &Sheet<'_>, tables: &Tables, n: usize, range: &Range<usize>) -> Vec<TableCell> {
    let found = sheet.rendition.block(n).and_then(|id| Some((tables.get(id)?, sheet.document.reading(id)?)));
    let Some((set, reading)) = found.filter(|(_, reading)| *reading.text == *sheet.slice(range)) else {
        return Vec::new();
    };
    let starts = set.cells.iter().skip(1).map(|cell| cell.start).chain([reading.text.len()]);
    let cells = set.cells.iter().enumerate().zip(starts).zip(tables.columns(set));
    let cell = |(((n, cell), end), column): (((usize, &Range<usize>), usize), &crate::layout::table::Column)| {
        let start = if n == 0 { 0 } else { cell.start };
        TableCell {
            range: range.start + start..range.start + end,
            width: column.step().min(COLUMN),
            right: column.numbers,
        }
    };
    cells.map(cell).collect()
}

/// Returns how a block is set besides what its kind says, and how many bytes of it say who speaks and when.
pub fn looks(structure: &Structure, id: BlockId) -> (String, usize) {
    let close = structure.block(id).is_some_and(|block| block.solid);
    let flush = structure.turn(id).is_some() || matches!(structure.genre, Genre::Verse | Genre::Table);
    let set = [(" close", close), (" flush", flush)].into_iter().filter(|(_, is)| *is).map(|(name, _)| name).collect();
    let quiet = structure.turn(id).map_or(0, |_| structure.quiet(id).len());
    (set, quiet)
}

//! A galley: the blocks of an article one below the other as rows, made on demand around a position.

use super::breaker::{Row, Setting, rows};
use super::glyph::glyphs;
use super::table::{Set, Tables};
use crate::text::{BlockId, Document, Kind, Widths};
use crate::units::{Byte, Cell};
use std::collections::HashMap;
use std::sync::Arc;

/// A position in a galley that stays where it is when the width changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// The place of the block in the order.
    pub place: usize,
    /// The offset in the block's reading.
    pub offset: usize,
}

/// A row on the screen: of a block, or the empty one behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The place of the block in the order.
    pub place: usize,
    /// The block.
    pub block: BlockId,
    /// The row of its text; none is the empty row behind the block.
    pub row: Option<Row>,
    /// Cells left free at both sides of the block.
    pub inset: Cell,
}

/// How a galley is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// How rows are made.
    pub setting: Setting,
    /// Cells left free at both sides of captions and credits.
    pub aside: Cell,
    /// Markup at the start of headings is not shown.
    pub bare: bool,
    /// Empty rows between two paragraphs; all else is set apart by one at least.
    pub spacing: usize,
    /// Empty rows between the rows of a block.
    pub leading: usize,
}

/// Rows that have been made, by block and slice.
#[derive(Clone, Debug, Default)]
pub struct RowCache {
    made: HashMap<(BlockId, usize), Arc<[Row]>>,
    style: Option<Style>,
    /// The tables among the blocks that are shown.
    tables: Option<Tables>,
}

impl RowCache {
    /// Forgets all rows: the document is another one.
    pub fn clear(&mut self) {
        self.made.clear();
        self.tables = None;
    }

    /// Returns how a row of a table is set.
    pub fn set(&self, block: BlockId) -> Option<&Set> {
        self.tables.as_ref()?.get(block)
    }

    /// More slices than these are not kept.
    const MOST: usize = 4096;
}

/// The row at which something stands, the empty ones between and behind the rows of a block counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct At {
    place: usize,
    slice: usize,
    row: usize,
}

/// The blocks of an article, set at a width.
pub struct Galley<'a> {
    document: &'a Document,
    order: &'a [BlockId],
    style: Style,
    cache: &'a mut RowCache,
}

impl<'a> Galley<'a> {
    /// Sets the blocks in that order; `cache` may hold rows of the same document.
    pub fn new(document: &'a Document, order: &'a [BlockId], style: Style, cache: &'a mut RowCache) -> Self {
        if cache.style != Some(style) || cache.made.len() > RowCache::MOST {
            cache.clear();
            cache.style = Some(style);
        }
        let Setting { width, widths, .. } = style.setting;
        cache.tables.get_or_insert_with(|| Tables::of(document, order, width, widths));
        Self { document, order, style, cache }
    }

    fn inset(&self, block: BlockId) -> Cell {
        let aside = |kind: Kind| matches!(kind, Kind::Caption | Kind::Credit);
        let block = self.document.structure.block(block);
        if block.is_some_and(|b| aside(b.kind)) && self.style.setting.width > self.style.aside * 4 {
            self.style.aside
        } else {
            0
        }
    }

    /// Returns how many empty rows stand behind the block at a place; none behind the last.
    fn gap(&self, place: usize) -> usize {
        let block = |place: usize| self.order.get(place).and_then(|id| self.document.structure.block(*id));
        let kind = |place: usize| block(place).map(|block| block.kind);
        match (kind(place), kind(place + 1)) {
            (_, None) => 0,
            _ if block(place + 1).is_some_and(|block| block.solid) => self.style.leading,
            _ if self.is_row(place) && self.is_row(place + 1) => self.style.leading,
            (Some(Kind::Body), Some(Kind::Body)) => self.style.spacing.max(self.style.leading),
            _ => self.style.spacing.max(self.style.leading).max(1),
        }
    }

    /// Tells whether the block at a place is a row of a table.
    fn is_row(&self, place: usize) -> bool {
        self.order.get(place).is_some_and(|id| self.cache.set(*id).is_some())
    }

    /// Returns how many rows a slice of a block takes, with the empty ones between them and behind them.
    fn height(&mut self, place: usize, slice: usize) -> usize {
        let rows = self.rows(place, slice).len() * (1 + self.style.leading);
        let last = slice + 1 >= self.slices(place);
        if last { rows.saturating_sub(self.style.leading) + self.gap(place) } else { rows }
    }

    /// Returns the row of the text at which something stands; none at an empty row.
    fn row(&mut self, at: At) -> Option<Row> {
        let each = 1 + self.style.leading;
        self.rows(at.place, at.slice).get(at.row / each).copied().filter(|_| at.row.is_multiple_of(each))
    }

    fn slices(&self, place: usize) -> usize {
        self.order.get(place).map_or(0, |id| self.document.slices(*id).len())
    }

    /// Returns the rows of a slice of a block, offsets counted from the block's start.
    fn rows(&mut self, place: usize, slice: usize) -> Arc<[Row]> {
        let Some(id) = self.order.get(place).copied() else { return Arc::from([]) };
        if let Some(rows) = self.cache.made.get(&(id, slice)) {
            return Arc::clone(rows);
        }
        let made = self.make(id, slice);
        self.cache.made.insert((id, slice), Arc::clone(&made));
        made
    }

    fn make(&self, id: BlockId, slice: usize) -> Arc<[Row]> {
        let (Some(reading), Some(block)) = (self.document.reading(id), self.document.structure.block(id)) else {
            return Arc::from([]);
        };
        if let Some(set) = self.cache.set(id) {
            return set.rows(&reading.text, self.style.setting).into();
        }
        let starts = self.document.slices(id);
        let bare = if self.style.bare && slice == 0 { block.markup } else { 0 };
        let start = starts.get(slice).copied().unwrap_or(0) + bare;
        let end = starts.get(slice + 1).copied().unwrap_or(reading.text.len());
        let mut setting = self.style.setting;
        setting.width = setting.width.saturating_sub(self.inset(id) * 2).max(1);
        setting.indent = setting.indent && block.kind == Kind::Body;
        let made = rows(reading.text.get(start..end).unwrap_or_default(), setting, slice == 0);
        made.into_iter().map(|row| Row { start: row.start + start, end: row.end + start, ..row }).collect()
    }

    /// Returns the row that holds the anchor.
    fn locate(&mut self, anchor: Anchor) -> At {
        let Some(id) = self.order.get(anchor.place) else {
            return At { place: self.order.len().saturating_sub(1), slice: 0, row: 0 };
        };
        let starts = self.document.slices(*id);
        let slice = starts.partition_point(|start| *start <= anchor.offset).saturating_sub(1);
        let rows = self.rows(anchor.place, slice);
        let row = rows.partition_point(|row| row.start <= anchor.offset).saturating_sub(1);
        At { place: anchor.place, slice, row: row * (1 + self.style.leading) }
    }

    /// Returns the next row; those behind a block's last are its empty rows, but not after the last block.
    fn next(&mut self, at: At) -> Option<At> {
        let last_slice = at.slice + 1 >= self.slices(at.place);
        if at.row + 1 < self.height(at.place, at.slice) {
            Some(At { row: at.row + 1, ..at })
        } else if !last_slice {
            Some(At { slice: at.slice + 1, row: 0, ..at })
        } else {
            (at.place + 1 < self.order.len()).then_some(At { place: at.place + 1, slice: 0, row: 0 })
        }
    }

    fn previous(&mut self, at: At) -> Option<At> {
        if let Some(row) = at.row.checked_sub(1) {
            return Some(At { row, ..at });
        }
        if let Some(slice) = at.slice.checked_sub(1) {
            let row = self.height(at.place, slice).saturating_sub(1);
            return Some(At { slice, row, ..at });
        }
        let place = at.place.checked_sub(1)?;
        let slice = self.slices(place).saturating_sub(1);
        let row = self.height(place, slice).saturating_sub(1);
        Some(At { place, slice, row })
    }

    fn line(&mut self, at: At) -> Option<Line> {
        let block = *self.order.get(at.place)?;
        let row = self.row(at);
        Some(Line { place: at.place, block, row, inset: self.inset(block) })
    }

    /// Returns up to `count` rows from the one that holds the anchor on.
    pub fn lines(&mut self, top: Anchor, count: usize) -> Vec<Line> {
        let mut lines = Vec::with_capacity(count);
        let mut at = (!self.order.is_empty()).then(|| self.locate(top));
        while let Some(here) = at.filter(|_| lines.len() < count) {
            lines.extend(self.line(here));
            at = self.next(here);
        }
        lines
    }

    /// Returns the anchor `by` rows below (or above, if negative) and how many rows were passed. It never
    /// stands on an empty row, and stops at the first and the last row.
    pub fn step(&mut self, from: Anchor, by: isize) -> (Anchor, usize) {
        let mut at = self.locate(from);
        let mut passed = 0;
        while passed < by.unsigned_abs() {
            let further = if by > 0 { self.next(at) } else { self.previous(at) };
            let Some(further) = further else { break };
            at = further;
            passed += 1;
        }
        while self.line(at).is_some_and(|line| line.row.is_none()) {
            let further = if by > 0 { self.next(at) } else { self.previous(at) };
            let Some(further) = further else { break };
            at = further;
        }
        (self.anchor(at), passed)
    }

    fn anchor(&mut self, at: At) -> Anchor {
        let row = self.row(at);
        Anchor { place: at.place, offset: row.map_or(0, |row| row.start) }
    }

    /// Returns the row that holds the anchor, and the anchor of its start.
    pub fn row_at(&mut self, anchor: Anchor) -> Option<(Anchor, Line)> {
        let at = self.locate(anchor);
        Some((self.anchor(at), self.line(at)?))
    }

    /// Returns how many rows lie between two anchors, counting no further than `most`.
    pub fn distance(&mut self, from: Anchor, to: Anchor, most: usize) -> Option<usize> {
        let (mut at, to) = (self.locate(from), self.locate(to));
        for n in 0..=most {
            if at == to {
                return Some(n);
            }
            at = self.next(at)?;
        }
        None
    }

    /// Returns the anchor of a source position.
    pub fn find(&self, at: Byte) -> Option<Anchor> {
        let id = self.document.structure.block_at(at)?;
        let place = self.order.binary_search(&id).ok().or_else(|| self.order.iter().position(|b| *b == id))?;
        Some(Anchor { place, offset: self.document.reading(id)?.offset(at) })
    }

    /// Returns the anchor of the last row.
    pub fn end(&mut self) -> Anchor {
        let place = self.order.len().saturating_sub(1);
        let slice = self.slices(place).saturating_sub(1);
        let row = self.rows(place, slice).len().saturating_sub(1) * (1 + self.style.leading);
        self.anchor(At { place, slice, row })
    }
}

/// Returns the column at which an offset of the text is drawn in its row, the indent and what a table pads counted in.
pub fn column(text: &str, row: Row, offset: usize, (widths, set): (Widths, Option<&Set>)) -> Cell {
    let part = text.get(row.start..row.end).unwrap_or_default();
    let mut x = row.indent;
    for glyph in glyphs(part, widths) {
        x = x.saturating_add(set.map_or(0, |set| set.pad(row.start + glyph.start)));
        if row.start + glyph.end > offset {
            break;
        }
        x = x.saturating_add(glyph.width);
    }
    x
}

/// Returns the offset of the glyph that is drawn at a column of a row, else of its last glyph. The blanks that a table
/// pads belong to what stands before them.
pub fn offset_at(text: &str, row: Row, column: Cell, (widths, set): (Widths, Option<&Set>)) -> usize {
    let part = text.get(row.start..row.end).unwrap_or_default();
    let (mut x, mut found) = (row.indent, row.start);
    for glyph in glyphs(part, widths) {
        x = x.saturating_add(set.map_or(0, |set| set.pad(row.start + glyph.start)));
        if x > column {
            break;
        }
        found = row.start + glyph.start;
        x = x.saturating_add(glyph.width);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "党建引领基层治理\n\n社区里的事情一件一件地办，人们看在眼里。这里的前半段没有写完的一句话，写到这里就断在了半\n\n\
        ▲图片说明文字。\n\n路，后半段在这里。\n";

    fn style(width: Cell) -> Style {
        Style { setting: Setting::new(width, Widths::Narrow), aside: 2, bare: true, spacing: 1, leading: 0 }
    }

    #[test]
    fn lines_run_on_over_seams_and_blocks() {
        let document = Document::open("a.txt", TEXT.as_bytes().to_vec());
        let order = document.structure.reading_order(1).to_vec();
        let mut cache = RowCache::default();
        let mut galley = Galley::new(&document, &order, style(20), &mut cache);
        let shown: Vec<String> = galley
            .lines(Anchor::default(), 20)
            .into_iter()
            .map(|l| {
                l.row.map_or(String::new(), |r| document.reading(l.block).unwrap().text[r.start..r.end].to_owned())
            })
            .collect();
        assert_eq!(
            shown,
            [
                "党建引领基层治理",
                "",
                "社区里的事情一件一件",
                "地办，人们看在眼里。",
                "这里的前半段没有写完",
                "的一句话，写到这里就",
                "断在了半路，后半段在",
                "这里。",
                "",
                "▲图片说明文字。"
            ]
        );
    }

    #[test]
    fn steps_down_and_up_meet() {
        let text = format!("{TEXT}\n{}", "很长的一段话。".repeat(3000));
        let document = Document::open("a.txt", text.into_bytes());
        let order = document.structure.reading_order(1).to_vec();
        let mut without = 0;
        for leading in 0..3 {
            let mut cache = RowCache::default();
            let mut galley = Galley::new(&document, &order, Style { leading, ..style(30) }, &mut cache);
            let end = galley.end();
            let (down, passed) = galley.step(Anchor::default(), 100_000);
            assert_eq!(down, end);
            assert_eq!(galley.step(end, -100_000), (Anchor::default(), passed));
            assert_eq!(galley.distance(Anchor::default(), end, 100_000), Some(passed));
            // The same rows, with so many empty ones between.
            let lines = galley.lines(Anchor::default(), 100_000);
            let full = lines.iter().filter(|line| line.row.is_some()).count();
            without = if leading == 0 { full } else { without };
            assert_eq!((full, lines.len()), (without, passed + 1));
            assert!(passed >= (without - 1) * (1 + leading), "{leading}: {passed}");
        }
    }

    #[test]
    fn columns_and_offsets_agree() {
        let text = "a党“建”引";
        let row = Row { start: 0, end: text.len(), indent: 4 };
        for glyph in glyphs(text, Widths::Wide) {
            let x = column(text, row, glyph.start, (Widths::Wide, None));
            assert_eq!(offset_at(text, row, x, (Widths::Wide, None)), glyph.start);
            assert_eq!(offset_at(text, row, x + glyph.width - 1, (Widths::Wide, None)), glyph.start);
        }
        assert_eq!(offset_at(text, row, 99, (Widths::Wide, None)), text.find('引').unwrap());
    }
}

//! Keys with what they do, under headings, in columns side by side.

use super::Paint;
use super::beyond::beyond_width;
use crate::layout::width;
use crate::text::Widths;
use crate::theme::{Look, Role};
use crate::units::{Area, Cell};

/// Rows under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// The heading; none if it is empty.
    pub heading: String,
    /// The rows.
    pub rows: Vec<KeyRow>,
}

/// Keys, and what they do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyRow {
    /// The keys, as taught.
    pub keys: String,
    /// Other keys, drawn pale.
    pub less: String,
    /// A look of its own for the keys: a sample.
    pub look: Option<Look>,
    /// What they do, in full.
    pub says: String,
    /// The same in few words.
    pub label: String,
}

impl KeyRow {
    fn keys_width(&self, widths: Widths) -> Cell {
        let blank = usize::from(!self.less.is_empty());
        (width(&self.keys, widths) + blank + width(&self.less, widths)) as Cell
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line<'a> {
    Heading(&'a str),
    Row(&'a KeyRow),
    Blank,
}

/// Blocks laid out in columns.
pub struct Columns<'a> {
    columns: Vec<Vec<Line<'a>>>,
    side_by_side: usize,
}

/// Cells between two columns.
const BETWEEN: Cell = 2;

/// The widest a column gets.
const WIDEST: Cell = 60;

impl<'a> Columns<'a> {
    /// Lays blocks out in columns of at most so many rows: all of them side by side, as low as they can be; else in
    /// full columns, of which so many fill the width.
    pub fn new(blocks: &'a [Block], height: usize, side_by_side: usize) -> Self {
        let least = Self::least(blocks, side_by_side);
        if least.height() <= height {
            return least;
        }
        let side_by_side = side_by_side.max(1);
        let whole = flow(blocks, height.max(2), true);
        let columns = if whole.len() <= side_by_side { whole } else { flow(blocks, height.max(2), false) };
        Self { columns, side_by_side }
    }

    /// Lays blocks out in as few rows as so many columns need.
    pub fn least(blocks: &'a [Block], side_by_side: usize) -> Self {
        let all: usize = blocks.iter().map(|block| block.rows.len() + 2).sum();
        // A single block is cut so that its columns are alike.
        let whole = blocks.len() > 1;
        let highest = blocks.iter().map(|block| block.rows.len() + 1).max().filter(|_| whole).unwrap_or(1);
        let found = (highest..=all.max(highest))
            .map(|height| flow(blocks, height, whole))
            .find(|c| c.len() <= side_by_side.max(1));
        Self { columns: found.unwrap_or_default(), side_by_side: side_by_side.max(1) }
    }

    /// Returns the rows of the highest column.
    pub fn height(&self) -> usize {
        self.columns.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Returns how many times the columns fill the width.
    pub fn pages(&self) -> usize {
        self.columns.len().div_ceil(self.side_by_side).max(1)
    }

    /// Returns how many rows with keys stand on the pages before one, and on those behind it.
    fn beyond(&self, page: usize) -> (usize, usize) {
        let counted =
            |columns: &[Vec<Line<'_>>]| columns.iter().flatten().filter(|line| matches!(line, Line::Row(_))).count();
        let (first, last) = (page * self.side_by_side, (page + 1) * self.side_by_side);
        (counted(self.columns.get(..first).unwrap_or_default()), counted(self.columns.get(last..).unwrap_or_default()))
    }

    /// Draws the columns of a page, and how much stands on others.
    pub fn draw(&self, paint: &mut Paint<'_>, area: Area, page: usize, base: Look) {
        let (above, below) = self.beyond(page);
        let (area, beside) = area.split_right(if above + below > 0 { beyond_width(above + below) } else { 0 });
        paint.beyond(beside, (above, below), base);
        let wide = ((area.w + BETWEEN) / self.side_by_side as Cell).min(WIDEST);
        let shown = self.columns.iter().skip(page * self.side_by_side).take(self.side_by_side);
        for (column, n) in shown.zip(0..) {
            let part = Area { x: area.x + wide * n, w: wide.saturating_sub(BETWEEN), ..area };
            draw_column(paint, part, column, base);
        }
    }
}

/// Breaks blocks into columns of a height: no heading is the last of a column, no empty row the first.
fn flow(blocks: &[Block], height: usize, whole: bool) -> Vec<Vec<Line<'_>>> {
    let mut columns: Vec<Vec<Line<'_>>> = Vec::new();
    let mut column: Vec<Line<'_>> = Vec::new();
    for block in blocks.iter().filter(|block| !block.rows.is_empty()) {
        let heading = usize::from(!block.heading.is_empty());
        let needed = usize::from(!column.is_empty()) + heading + if whole { block.rows.len() } else { 1 };
        if !column.is_empty() && column.len() + needed > height {
            columns.push(std::mem::take(&mut column));
        }
        if !column.is_empty() {
            column.push(Line::Blank);
        }
        if heading > 0 {
            column.push(Line::Heading(&block.heading));
        }
        for row in &block.rows {
            if column.len() >= height.max(1 + heading) {
                columns.push(std::mem::take(&mut column));
            }
            column.push(Line::Row(row));
        }
    }
    if !column.is_empty() {
        columns.push(column);
    }
    columns
}

fn draw_column(paint: &mut Paint<'_>, area: Area, column: &[Line<'_>], base: Look) {
    let widths = paint.widths;
    let rows = column.iter().filter_map(|line| if let Line::Row(row) = line { Some(row) } else { None });
    let keys = rows.map(|row| row.keys_width(widths)).max().unwrap_or(0).min(area.w / 2) + BETWEEN;
    let (key, faint) = (base.over(paint.look(Role::Key)), base.over(paint.look(Role::Faint)));
    for (line, y) in column.iter().zip(0..area.h) {
        let area = area.row(y);
        match line {
            Line::Heading(heading) => {
                paint.line_look(area, heading, base.over(paint.look(Role::Section)));
            }
            Line::Blank => {}
            Line::Row(row) => {
                let end = area.x + keys - 1;
                let x = paint.text(area.x, area.y, end, &row.keys, row.look.unwrap_or(key));
                if !row.less.is_empty() {
                    paint.text(x + 1, area.y, end, &row.less, faint);
                }
                let rest = area.inset(keys, 0);
                let fits = width(&row.says, widths) <= usize::from(rest.w);
                let said = if fits || row.label.is_empty() { &row.says } else { &row.label };
                paint.line_look(rest, said, base);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(heading: &str, rows: usize) -> Block {
        Block { heading: heading.into(), rows: vec![KeyRow::default(); rows] }
    }

    #[test]
    fn blocks_stay_whole_where_they_can() {
        let blocks = [block("a", 3), block("b", 4), block("c", 2)];
        let columns = Columns::least(&blocks, 3);
        assert_eq!((columns.height(), columns.pages()), (5, 1));
        assert_eq!(Columns::least(&blocks, 1).height(), 14);
        assert!(Columns::least(&blocks, 2).columns.iter().all(|column| matches!(column[0], Line::Heading(_))));
        // One that is too high is cut, and one without a heading is spread.
        assert_eq!(Columns::new(&[block("a", 30)], 10, 2).pages(), 2);
        assert_eq!(Columns::least(&[block("", 7)], 3).height(), 3);
        assert_eq!((Columns::least(&[], 3).height(), Columns::least(&[], 3).pages()), (0, 1));
    }
}

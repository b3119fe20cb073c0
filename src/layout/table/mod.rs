//! Tables: cells that stand below one another, by blanks that are shown and are none of the text.

mod cells;

use super::breaker::{Row, Setting, rows};
use super::glyph::width;
use crate::text::{BlockId, Document, Genre, Reading, Widths};
use crate::units::Cell;
use cells::{Mark, cells, is_number, is_rule, mark};
use std::collections::HashMap;
use std::ops::Range;

/// Hundredths of the width behind which the last column does not begin, where rows are wider than the page.
const LAST: usize = 70;

/// One of so many rows may be too wide for the columns of the others.
const FEW: usize = 10;

/// The fewest cells that are left to the last column.
const LEAST: usize = 12;

/// How a row of a table is set; offsets are those of its block's reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    /// How many blanks are shown before what stands at an offset, by rising offset.
    pub pads: Vec<(usize, Cell)>,
    /// What parts the cells.
    pub quiet: Vec<Range<usize>>,
    /// It names the columns.
    pub head: bool,
    /// Its cells.
    pub cells: Vec<Range<usize>>,
    /// Where the last cell begins: its column, at which the rows below the first begin.
    last: Cell,
    /// Which of the tables it is of.
    table: usize,
    /// The cells that begin a row of their own, where there are no columns.
    breaks: Option<Vec<usize>>,
}

impl Set {
    /// Returns the rows of a text that is set so.
    pub fn rows(&self, text: &str, setting: Setting) -> Vec<Row> {
        if let Some(breaks) = &self.breaks {
            return flow(text, breaks, setting);
        }
        let from = self.cells.last().map_or(0, |cell| cell.start);
        let rest = text.get(from..).unwrap_or_default();
        let setting = Setting { width: setting.width.saturating_sub(self.last).max(1), indent: false, ..setting };
        let mut found = rows(rest, setting, false);
        for row in &mut found {
            *row = Row { start: row.start + from, end: row.end + from, indent: self.last };
        }
        // A bar that closes the row hangs behind it rather than stand alone.
        if found.len() > 1
            && found.last().is_some_and(|row| text.get(row.start..).is_some_and(|rest| rest.trim() == "|"))
        {
            found.pop();
            found.last_mut().into_iter().for_each(|row| row.end = text.len());
        }
        match found.first_mut() {
            Some(first) => (first.start, first.indent) = (0, 0),
            None => found.push(Row { start: 0, end: text.len(), indent: 0 }),
        }
        found
    }

    /// Returns how many blanks are shown before what stands at an offset.
    pub fn pad(&self, offset: usize) -> Cell {
        let at = self.pads.partition_point(|(other, _)| *other < offset);
        self.pads.get(at).filter(|(other, _)| *other == offset).map_or(0, |(_, pad)| *pad)
    }
}

/// Cells at which rows of a table without columns begin, but the first.
const STEP: Cell = 4;

/// Returns the rows of a text that begins a row at each of these places, and wherever it must.
fn flow(text: &str, breaks: &[usize], setting: Setting) -> Vec<Row> {
    let ends = breaks.iter().copied().skip(1).chain([text.len()]);
    let mut found: Vec<Row> = Vec::new();
    for (start, end) in breaks.iter().copied().zip(ends) {
        let indent = if setting.width > STEP * 3 && start > 0 { STEP } else { 0 };
        let setting = Setting { width: setting.width - indent, indent: false, ..setting };
        let made = rows(text.get(start..end).unwrap_or_default(), setting, false);
        found.extend(made.into_iter().map(|row| Row { start: row.start + start, end: row.end + start, indent }));
    }
    found
}

/// A column of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its widest cell, in cells of the screen.
    pub width: usize,
    /// It holds nothing but numbers.
    pub numbers: bool,
    /// The widest of what parts it from the next.
    mark: usize,
    /// The widest cell with what parts it from the next.
    whole: usize,
    /// What stands before it from the bar on, at its widest.
    barred: usize,
}

impl Column {
    /// Returns how far behind its start the next one begins.
    pub fn step(&self) -> usize {
        if self.numbers { self.width + self.mark } else { self.whole }
    }
}

/// The tables of some blocks: how each row of them is set.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    of: HashMap<BlockId, Set>,
    columns: Vec<Vec<Column>>,
}

/// A row before it is set.
struct Line {
    id: BlockId,
    text: String,
    cells: Vec<Range<usize>>,
}

impl Line {
    /// Returns the cells of the screen between two places.
    fn wide(&self, from: usize, to: usize, widths: Widths) -> usize {
        width(self.text.get(from..to).unwrap_or_default(), widths)
    }
}

impl Tables {
    /// Finds the rows of tables among blocks in their order, and sets them on a page of a width.
    pub fn of(document: &Document, order: &[BlockId], page: Cell, widths: Widths) -> Self {
        let mut found = Self::default();
        let genre = document.structure.genre;
        let text = |id: &BlockId| Some((*id, document.reading(*id)?.text.into_owned()));
        let short = |id: &&BlockId| document.slices(**id).len() < 2;
        let whole = |(id, text): (BlockId, String), mark| Line { id, cells: cells(&text, mark), text };
        if genre == Genre::Table {
            let all: Vec<(BlockId, String)> = order.iter().filter(short).filter_map(text).collect();
            let Some(mark) = mark(&all) else { return found };
            let run: Vec<Line> =
                all.into_iter().map(|row| whole(row, mark)).filter(|row| row.cells.len() > 1).collect();
            found.set(&run, usize::from(page), widths);
            return found;
        }
        let mut run: Vec<Line> = Vec::new();
        for id in order {
            let barred = |reading: &Reading<'_>| {
                let trimmed = reading.text.trim();
                trimmed.len() > 1 && trimmed.starts_with('|') && trimmed.ends_with('|')
            };
            if let Some(reading) = document.reading(*id).filter(barred).filter(|_| short(&id)) {
                run.push(whole((*id, reading.text.into_owned()), Mark::Bar));
            } else if !run.is_empty() {
                found.set(&std::mem::take(&mut run), usize::from(page), widths);
            }
        }
        found.set(&run, usize::from(page), widths);
        found
    }

    /// Returns how a block is set, if it is a row.
    pub fn get(&self, id: BlockId) -> Option<&Set> {
        self.of.get(&id)
    }

    /// Returns the columns of the table that a row is of.
    pub fn columns(&self, set: &Set) -> &[Column] {
        self.columns.get(set.table).map_or(&[], |columns| columns)
    }

    /// Sets the rows of one table.
    fn set(&mut self, run: &[Line], page: usize, widths: Widths) {
        if run.len() < 2 {
            return;
        }
        let columns = columns(run, widths);
        let rule = |line: &Line| line.cells.iter().all(|cell| is_rule(line.text.get(cell.clone()).unwrap_or_default()));
        let named = run.first().is_some_and(|first| {
            let numbers = first.cells.iter().any(|cell| is_number(first.text.get(cell.clone()).unwrap_or_default()));
            !numbers && (columns.iter().any(|column| column.numbers) || run.get(1).is_some_and(rule))
        });
        let starts = starts(run, &columns, page, widths);
        let placed = |line| starts.as_ref().and_then(|starts| placed(line, &columns, starts, (page, widths)));
        // Rows of which more than a few do not go into the columns have none: cell follows cell.
        let all: Vec<Option<Set>> = run.iter().map(placed).collect();
        let few = all.iter().filter(|set| set.is_none()).count() * FEW <= run.len();
        for (n, (line, set)) in run.iter().zip(all).enumerate() {
            let mut set = set.filter(|_| few).unwrap_or_else(|| flowed(line, page, widths));
            set.table = self.columns.len();
            set.head = named && n == 0;
            if rule(line) {
                set.quiet = std::iter::once(0..line.text.len()).collect();
            }
            self.of.insert(line.id, set);
        }
        self.columns.push(columns);
    }
}

/// Returns where what parts a cell from the next ends: at the next cell.
fn next(line: &Line, n: usize) -> usize {
    line.cells.get(n + 1).map_or(line.text.len(), |cell| cell.start)
}

fn columns(run: &[Line], widths: Widths) -> Vec<Column> {
    let count = run.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    let mut found = vec![Column::default(); count];
    let mut told = vec![(0, 0); count];
    for (n, line) in run.iter().enumerate() {
        for ((m, cell), (column, (numbers, others))) in
            line.cells.iter().enumerate().zip(found.iter_mut().zip(&mut told))
        {
            let text = line.text.get(cell.clone()).unwrap_or_default();
            let mark = width(line.text.get(cell.end..next(line, m)).unwrap_or_default(), widths);
            let own = width(text, widths);
            let before = m.checked_sub(1).and_then(|m| line.cells.get(m)).map_or(0, |cell| cell.end);
            let barred = bar(line, before, cell.start).map_or(0, |at| line.wide(at, cell.start, widths));
            column.barred = column.barred.max(barred);
            column.width = column.width.max(own);
            // What stands behind the last cell parts it from nothing.
            let parts = m + 1 < line.cells.len();
            let tail = bar(line, cell.end, line.text.len()).map_or(0, |at| line.wide(cell.end, at, widths));
            column.mark = column.mark.max(if parts { mark } else { tail });
            column.whole = column.whole.max(own + if parts { mark } else { 0 });
            if n > 0 && !text.is_empty() && !is_rule(text) {
                *(if is_number(text) { &mut *numbers } else { &mut *others }) += 1;
            }
        }
    }
    for (column, (numbers, others)) in found.iter_mut().zip(told) {
        column.numbers = numbers > 0 && others == 0;
    }
    found
}

/// Returns at which columns of the screen those of the table begin; none if they do not go on the page. Where rows are
/// wider than the page, the widest columns but the last give way: what is longer moves what is behind it.
fn starts(run: &[Line], columns: &[Column], page: usize, widths: Widths) -> Option<Vec<usize>> {
    let lead = |line: &Line| {
        line.cells.first().map_or(0, |cell| width(line.text.get(..cell.start).unwrap_or_default(), widths))
    };
    let lead = run.iter().map(lead).max().unwrap_or(0);
    let (last, others) = columns.split_last()?;
    let sum = |cap: usize| lead + others.iter().map(|column| column.step().min(cap)).sum::<usize>();
    let all = sum(usize::MAX);
    let most = if all + last.width <= page { page } else { page * LAST / 100 };
    let widest = others.iter().map(Column::step).max().unwrap_or(0);
    let cap = if all <= most { usize::MAX } else { (4..widest).rev().find(|cap| sum(*cap) <= most)? };
    let mut at = lead;
    let mut found = vec![at];
    for column in others {
        at += column.step().min(cap);
        found.push(at);
    }
    Some(found)
}

/// Sets a row; none if it is set as any other text: it is too wide, and its last cell begins too far on the right.
fn placed(line: &Line, columns: &[Column], starts: &[usize], (page, widths): (usize, Widths)) -> Option<Set> {
    let wide = |from, to| line.wide(from, to, widths);
    let mut set = Set { cells: line.cells.clone(), ..Set::default() };
    let (mut x, mut end) = (0, 0);
    for ((cell, column), start) in line.cells.iter().zip(columns).zip(starts) {
        let mark = wide(end, cell.start);
        let own = wide(cell.start, cell.end);
        // A column that gives way has no right edge.
        let right = column.numbers && column.step() >= own;
        let inner = if right { column.width.saturating_sub(own) } else { 0 };
        // A bar stands below the bars of the other rows, however many blanks are behind it.
        let at = bar(line, end, cell.start).unwrap_or(end);
        let behind = column.barred.saturating_sub(line.wide(at, cell.start, widths));
        let behind = if bar(line, end, cell.start).is_some() { behind } else { 0 };
        let before = start.saturating_sub(x + mark + behind);
        if at == cell.start {
            set.push(at, before + behind + inner);
        } else {
            set.push(at, before);
            set.push(cell.start, behind + inner);
        }
        if cell.start > end {
            set.quiet.push(end..cell.start);
        }
        x += before + mark + behind + inner;
        set.last = Cell::try_from(x).ok()?;
        x += own;
        end = cell.end;
    }
    let tail = line.text.get(end..).unwrap_or_default();
    if !tail.trim().is_empty() {
        // The bar at the end of a row stands below that of the others.
        let edge = starts.last().zip(columns.last()).map_or(0, |(start, column)| start + column.width + column.mark);
        let at = bar(line, end, line.text.len()).unwrap_or(end);
        let pad = edge.saturating_sub(x + wide(end, at));
        if line.cells.len() == columns.len() && x + pad + wide(end, line.text.len()) <= page {
            set.push(at, pad);
            x += pad;
        }
        set.quiet.push(end..line.text.len());
    }
    let fits = x + wide(end, end + tail.trim_end().len()) <= page;
    let last = usize::from(set.last);
    (fits || last * 100 <= page * LAST && last + LEAST <= page).then_some(set)
}

/// Returns where a bar stands between two places.
fn bar(line: &Line, from: usize, to: usize) -> Option<usize> {
    line.text.get(from..to)?.find('|').map(|at| from + at)
}

/// Sets a row without columns: no cell is parted that goes into a row.
fn flowed(line: &Line, page: usize, widths: Widths) -> Set {
    let wide = |from, to| line.wide(from, to, widths);
    let mut breaks = vec![0];
    let mut x = line.cells.first().map_or(0, |cell| wide(0, cell.start));
    let mut quiet = Vec::new();
    for (n, cell) in line.cells.iter().enumerate() {
        let own = wide(cell.start, cell.end);
        if n > 0 && x + own > page {
            breaks.push(cell.start);
            x = usize::from(STEP);
        }
        let next = next(line, n);
        x += own + wide(cell.end, next);
        if next > cell.end {
            quiet.push(cell.end..next);
        }
    }
    Set { cells: line.cells.clone(), breaks: Some(breaks), quiet, ..Set::default() }
}

impl Set {
    fn push(&mut self, at: usize, pad: usize) {
        if let Some(pad) = Cell::try_from(pad).ok().filter(|pad| *pad > 0) {
            self.pads.push((at, pad));
        }
    }
}

#[cfg(test)]
mod tests;
